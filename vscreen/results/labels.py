"""The labels of rows as columns of a file, and back as the same index: type, zone, names, levels.

A run whose labels came back as text would no longer align with its manifest, and nothing would say
so. Most indexes are columns that Arrow and pandas know; an index that mixes types is written label
by label as JSON. Whether the index came back the same is not argued but tried, before a run is
saved (`vscreen.results.run_folder`).
"""

from __future__ import annotations

import datetime as dt
import json
import math
import uuid
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from vscreen.errors import RunError

ROW: Final = "row"
"""The column of the labels; the levels of a `MultiIndex` are ``row.0``, ``row.1``, ..."""
_ARROW: Final = "arrow"


# --- an index ------------------------------------------------------------------------------------


def to_columns(index: pd.Index, *, as_json: bool = False) -> tuple[pa.Table, dict[str, Any]]:
    """Return the labels as columns, and what JSON must keep to make the same index of them.

    Parameters
    ----------
    index
        n labels.
    as_json
        Whether each label becomes a text of JSON. An object's label always does, any other is else
        what Arrow makes of it.

    Returns
    -------
    table, shape
        n rows of ``row``, or of a column for each level; and the shape for `from_columns`.

    Raises
    ------
    RunError
        If a label or a name is of a type that can't be kept.
    pyarrow.ArrowException, TypeError, ValueError
        If Arrow has no type for the labels.

    Examples
    --------
    >>> table, shape = to_columns(pd.Index(["B/L 7", "B/L 9"], name="bill"))
    >>> table.column_names, from_columns(table, shape).tolist()
    (['row'], ['B/L 7', 'B/L 9'])
    """
    levels = _levels(index)
    # What pandas makes of a column of texts depends on its options: JSON says what an object was.
    texts = {name: as_json or level.dtype == object for name, level in levels.items()}
    shape: dict[str, Any] = {
        "names": [json.loads(label_text(name)) for name in index.names],
        "json": list(texts.values()),
        "dtypes": [_dtype_text(level, as_json=texts[name]) for name, level in levels.items()],
    }
    if isinstance(index, pd.MultiIndex):
        shape["levels"] = index.nlevels
    if isinstance(index, pd.RangeIndex):
        shape["range"] = [index.start, index.stop, index.step]
    if freq := getattr(index, "freqstr", None):
        shape["freq"] = freq
    kept = pd.DataFrame({name: level for name, level in levels.items() if not texts[name]})
    table = pa.Table.from_pandas(kept, preserve_index=False)
    columns = [
        pa.array(map(label_text, level), pa.large_string()) if texts[name] else table[name]
        for name, level in levels.items()
    ]
    return pa.table(columns, list(levels)).replace_schema_metadata(table.schema.metadata), shape


def _levels(index: pd.Index) -> dict[str, pd.Index]:
    if not isinstance(index, pd.MultiIndex):
        return {ROW: index}
    return {f"{ROW}.{at}": index.get_level_values(at) for at in range(index.nlevels)}


def _dtype_text(level: pd.Index, *, as_json: bool) -> list[str] | str:
    """Return the dtype if a column alone doesn't tell it: pandas' options decide about texts."""
    if isinstance(level.dtype, pd.StringDtype):
        return [level.dtype.storage, "NA" if level.dtype.na_value is pd.NA else "nan"]
    if isinstance(level.dtype, pd.ArrowDtype):
        return _ARROW
    return str(level.dtype) if as_json else ""


def from_columns(table: pa.Table, shape: Mapping[str, Any]) -> pd.Index:
    """Return the index of which `to_columns` made these columns.

    Raises
    ------
    KeyError, TypeError, ValueError
        If columns and shape don't belong together.
    """
    names = [label_of(json.dumps(name)) for name in shape["names"]]
    if "range" in shape:
        start, stop, step = shape["range"]
        return pd.RangeIndex(start, stop, step, name=names[0])
    columns = [ROW] if "levels" not in shape else [f"{ROW}.{n}" for n in range(shape["levels"])]
    levels = [
        _level(table.select([column]), dtype, as_json=as_json)
        for column, dtype, as_json in zip(columns, shape["dtypes"], shape["json"], strict=True)
    ]
    if "levels" in shape:
        return pd.MultiIndex.from_arrays(levels, names=names)
    index = levels[0].set_names(names)
    if not shape.get("freq"):
        return index
    dates: Any = type(index)  # nothing else has a frequency
    return dates(index, freq=shape["freq"])  # type: ignore[no-any-return]


def _level(table: pa.Table, dtype: list[str] | str, *, as_json: bool) -> pd.Index:
    if isinstance(dtype, list):
        storage, missing = dtype
        text = pd.StringDtype(storage, na_value=pd.NA if missing == "NA" else np.nan)  # type: ignore[call-overload]  # either is right
        cells = map(label_of, table[0].to_pylist()) if as_json else table[0].to_pylist()
        made: pd.Index = pd.Index(pd.array(list(cells), dtype=text))
    elif as_json:
        made = pd.Index(_objects(map(label_of, table[0].to_pylist())), dtype="object").astype(dtype)
    elif dtype == _ARROW:
        made = pd.Index(pd.arrays.ArrowExtensionArray(table[0]))
    else:
        made = pd.Index(table.to_pandas().iloc[:, 0])
    return made


def _objects(labels: Iterable[Any]) -> npt.NDArray[np.object_]:
    """Return labels as an array of objects, in which a tuple is a single label."""
    return np.fromiter(labels, object)


def same_index(one: pd.Index, other: pd.Index) -> bool:
    """Whether two indexes are alike in all that aligns, selects and prints them.

    Examples
    --------
    >>> same_index(pd.Index([1, 2]), pd.Index([1.0, 2.0])), same_index(pd.Index([1]), pd.Index([1]))
    (False, True)
    """
    is_alike = type(one) is type(other) and len(one) == len(other)
    if not is_alike or not same_labels(list(one.names), list(other.names)):
        return False
    if getattr(one, "freqstr", None) != getattr(other, "freqstr", None):
        return False
    if isinstance(one, pd.RangeIndex):
        return one.equals(other)
    levels = list(zip(_levels(one).values(), _levels(other).values(), strict=True))
    return all(
        ours.dtype == theirs.dtype
        and (same_labels(list(ours), list(theirs)) if ours.dtype == object else ours.equals(theirs))
        for ours, theirs in levels
    )


# --- labels of hits ------------------------------------------------------------------------------


def labels_to_column(labels: Sequence[Hashable], index: pd.Index) -> pa.Array:
    """Return some labels of an index as a column: as in the index where it is of one simple type.

    Raises
    ------
    RunError
        If a label is none of the index's type.
    """
    if not _is_plain(index):
        return pa.array(map(label_text, labels), pa.large_string())
    dtype: Any = index.dtype
    some: pd.Index = pd.Index(list(labels), dtype=dtype)
    if not same_labels(list(some), list(labels)):
        raise RunError("a hit's row is no label of the verdicts' index, so the run can't be kept")
    return to_columns(some)[0][ROW]


def labels_from_column(column: pa.Array, index: pd.Index, shape: Mapping[str, Any]) -> pd.Series:
    """Return the labels that `labels_to_column` wrote, as a column of objects."""
    if not _is_plain(index):
        return pd.Series(_objects(map(label_of, column.to_pylist())), dtype="object")
    labels = _level(pa.table([column], [ROW]), shape["dtypes"][0], as_json=False)
    return pd.Series(_objects(labels), dtype="object")


def _is_plain(index: pd.Index) -> bool:
    """Whether labels taken one by one can be put together to an index of its type again."""
    return isinstance(index.dtype, pd.StringDtype) or (
        isinstance(index.dtype, np.dtype) and index.dtype.kind in "iub"
    )


# --- a label -------------------------------------------------------------------------------------

_Codec = tuple[Callable[[Any], Any], Callable[[Any], Any]]
_MISSING: Final[dict[str, Any]] = {"NA": pd.NA, "NaT": pd.NaT}
_CODECS: Final[dict[type, _Codec]] = {
    float: (repr, float),  # the others are not numbers of JSON
    complex: (repr, complex),
    bytes: (bytes.hex, bytes.fromhex),
    Decimal: (str, Decimal),
    uuid.UUID: (str, uuid.UUID),
    dt.date: (dt.date.isoformat, dt.date.fromisoformat),
    dt.time: (dt.time.isoformat, dt.time.fromisoformat),
    dt.datetime: (dt.datetime.isoformat, dt.datetime.fromisoformat),
    dt.timedelta: (
        lambda span: [span.days, span.seconds, span.microseconds],
        lambda parts: dt.timedelta(*parts),
    ),
    pd.Timestamp: (
        lambda moment: [moment.asm8.astype("int64").item(), moment.unit, _zone(moment)],
        lambda parts: _moment(*parts),
    ),
    pd.Timedelta: (
        lambda span: [span.asm8.astype("int64").item(), span.unit],
        lambda parts: pd.Timedelta(np.timedelta64(*parts)),
    ),
    pd.Period: (
        lambda period: [period.ordinal, period.freqstr],
        lambda parts: pd.Period(ordinal=parts[0], freq=parts[1]),
    ),
    pd.Interval: (
        lambda span: [*map(_coded, (span.left, span.right)), span.closed],
        lambda parts: pd.Interval(_decoded(parts[0]), _decoded(parts[1]), parts[2]),
    ),
    tuple: (
        lambda labels: list(map(_coded, labels)),
        lambda parts: tuple(map(_decoded, parts)),
    ),
}
"""How a label of each type is written in JSON and read, beside what JSON knows itself."""
_NAMED: Final = {kind.__name__: kind for kind in _CODECS}
_NUMPY: Final = "numpy"


def label_text(label: object) -> str:
    """Return a label as JSON, from which `label_of` makes the same label of the same type.

    Raises
    ------
    RunError
        If it is of a type that can't be kept.

    Examples
    --------
    >>> label_text(("B/L 7", 2)), label_text(Decimal("7.10"))
    ('{"tuple": ["B/L 7", 2]}', '{"Decimal": "7.10"}')
    """
    return json.dumps(_coded(label))


def label_of(text: str) -> Any:
    """Return the label of which `label_text` made this text.

    Examples
    --------
    >>> label_of(label_text(pd.Timestamp("2024-05-24", tz="Asia/Seoul")))
    Timestamp('2024-05-24 00:00:00+0900', tz='Asia/Seoul')
    """
    return _decoded(json.loads(text))


def _coded(label: Any) -> Any:
    kind = type(label)
    if label is None or kind is str or kind is bool:
        return label
    if kind is int:  # a text, for JSON's numbers may be read as floats elsewhere
        return label if abs(label) < 1 << 53 else {"int": hex(label)}
    if kind is float and math.isfinite(label):
        return label
    for name, missing in _MISSING.items():
        if label is missing:
            return {name: None}
    if isinstance(label, np.generic) and label.dtype.kind in "iufb":
        return {_NUMPY: [label.dtype.str, _coded(label.item())]}
    if kind not in _CODECS:
        raise RunError(
            f"a label of the type {kind.__name__} can't be kept; give the frame an index of texts, "
            "numbers or dates, such as by reset_index()"
        )
    return {kind.__name__: _CODECS[kind][0](label)}


def _decoded(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    ((name, part),) = value.items()
    if name in _MISSING:
        return _MISSING[name]
    if name == "int":
        return int(part, 16)
    if name == _NUMPY:
        return np.dtype(part[0]).type(_decoded(part[1]))
    return _CODECS[_NAMED[name]][1](part)


def _zone(moment: pd.Timestamp) -> str:
    return str(moment.tz) if moment.tz is not None else ""


def _moment(value: int, unit: str, zone: str) -> pd.Timestamp:
    moment = pd.Timestamp(np.datetime64(value, unit))  # type: ignore[call-overload]  # a unit of numpy
    return moment.tz_localize("UTC").tz_convert(zone) if zone else moment


def shown(label: object) -> str:
    """Return a label as people read it; a number of thousands of digits as its `label_text`.

    Examples
    --------
    >>> shown(7), shown("7"), shown(("a", 1))
    ('7', '7', "('a', 1)")
    """
    try:
        return str(label)
    except ValueError:
        return label_text(label)


def same_labels(some: Sequence[Any], others: Sequence[Any]) -> bool:
    """Whether labels are equal one by one, in type too; what is missing equals what is missing."""
    kinds = {*map(type, some)}
    if kinds in ({int}, {str}) and kinds == {*map(type, others)}:  # as labels mostly are
        return list(some) == list(others)
    return len(some) == len(others) and all(map(_same_label, some, others))


def _same_label(one: Any, other: Any) -> bool:
    if one is other:
        return True
    if type(one) is not type(other):
        return False
    if isinstance(one, tuple):
        return same_labels(one, other)
    if isinstance(one, (float, Decimal, complex, np.floating)):
        return repr(one) == repr(other)  # NaN is equal to nothing, and -0.0 to 0.0
    return bool(one == other)
