"""An index comes back from columns as it was: its type, zone, names and levels."""

from __future__ import annotations

import datetime as dt
import json
import uuid
import warnings
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vscreen.errors import RunError
from vscreen.results.labels import (
    from_columns,
    label_of,
    label_text,
    labels_from_column,
    labels_to_column,
    same_index,
    same_labels,
    to_columns,
)
from vscreen.results.parquet import from_bytes, to_bytes

AS_COLUMNS = [
    pd.RangeIndex(5, 0, -2, name="n"),
    pd.Index([3, 3, 1], dtype="uint8"),
    pd.Index([1.5, np.nan, -0.0]),
    pd.Index([True, False, True]),
    pd.Index([1, None, 3], dtype="Int64"),
    pd.Index(["7", "07", None], dtype="str"),
    pd.Index(["7", "07", None], dtype="string"),
    pd.Index(["a", "b"], dtype=pd.ArrowDtype(pa.string())),
    pd.date_range("2024-03-30", periods=3, tz="Europe/Berlin"),
    pd.DatetimeIndex(["2024-05-24", None], tz=dt.timezone(dt.timedelta(hours=9))),
    pd.timedelta_range("1D", periods=3, freq="12h"),
    pd.period_range("2024-01", periods=3, freq="M"),
    pd.IntervalIndex.from_breaks([0, 1, 2]),
    pd.CategoricalIndex(["a", "b", "a"], categories=["b", "a", "c"], ordered=True),
    pd.MultiIndex.from_arrays([["b", None], pd.to_datetime(["2024-05-24"] * 2)], names=["x", 3]),
    pd.Index([dt.date(2024, 5, 24)] * 2),
    pd.Index(["7", "07", None], dtype=object),
    pd.MultiIndex.from_arrays([[1, "1"], pd.array([1, None], dtype="Int64"), ["a", "b"]]),
]
AS_JSON = [
    pd.Index([1, True, 1.0, "1", None], dtype=object),
    pd.Index([(1, 2), (1,)], tupleize_cols=False),
    pd.Index(["\ud800", "b"], dtype=object),
    pd.DatetimeIndex(["2024-05-24"], dtype="datetime64[s]"),
    pd.Index([1j, 2]),
    pd.MultiIndex.from_arrays([[1, "1"], [Decimal("1.10"), dt.date(2024, 5, 24)]]),
]


def there_and_back(index: pd.Index, *, as_json: bool) -> pd.Index:
    """What a file of the columns, and JSON of their shape, make of an index."""
    table, shape = to_columns(index, as_json=as_json)
    return from_columns(from_bytes(to_bytes(table)), json.loads(json.dumps(shape)))


def name_of(index: Any) -> str:
    return f"{type(index).__name__}-{index.dtype}"


@pytest.mark.parametrize("index", AS_COLUMNS, ids=name_of)
def test_an_index_of_one_type_comes_back_from_columns(index: pd.Index) -> None:
    back = there_and_back(index, as_json=False)
    assert same_index(back, index)
    pd.testing.assert_index_equal(back, index, exact="equiv")


@pytest.mark.parametrize("index", AS_JSON, ids=name_of)
def test_an_index_that_arrow_cannot_hold_comes_back_from_json(index: pd.Index) -> None:
    assert same_index(there_and_back(index, as_json=True), index)


@pytest.mark.parametrize("index", [*AS_COLUMNS, *AS_JSON], ids=name_of)
def test_some_labels_of_an_index_come_back_each_of_its_own_type(index: pd.Index) -> None:
    some = list(index)[::-1]
    column = labels_to_column(some, index)
    back = labels_from_column(column, index, to_columns(index, as_json=True)[1])
    assert back.dtype == object
    assert same_labels(list(back), some)


scalars = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(st.characters()), st.binary(),
    st.decimals(), st.dates(), st.times(), st.datetimes(), st.timedeltas(), st.uuids(),
    st.complex_numbers(allow_nan=False),
    st.sampled_from([
        pd.NA, pd.NaT, np.int8(3), np.float32(0.1), np.bool_(True), uuid.UUID(int=5),
        pd.Timestamp("2024-03-31 01:30", tz="Europe/Berlin"),
        pd.Timestamp("2024-05-24").as_unit("s"),
        pd.Timedelta("1D"), pd.Period("2024-05", "M"), pd.Interval(0, 1, "both"),
    ]),
)  # fmt: skip


@given(st.recursive(scalars, lambda parts: st.tuples(parts, parts)))
def test_a_label_comes_back_from_its_text_with_its_type(label: Any) -> None:
    text = label_text(label)
    assert text.isascii()
    assert same_labels([label_of(text)], [label])


def test_a_number_of_thousands_of_digits_is_a_label_too() -> None:
    assert label_of(label_text(-(10**5000))) == -(10**5000)


@pytest.mark.parametrize("label", [frozenset({1}), object(), len, ("a", range(3))])
def test_a_label_of_another_type_is_refused_by_the_name_of_its_type(label: object) -> None:
    with pytest.raises(RunError, match=r"of the type \w+ can't be kept; give the frame an index"):
        label_text(label)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (pd.Index([1]), pd.Index([1.0])),
        (pd.Index([1]), pd.Index([1], name="n")),
        (pd.Index(["1"]), pd.Index(["1"], dtype="string")),
        (pd.Index([1, 2]), pd.Index([1])),
        (pd.Index([1], dtype=object), pd.Index([True], dtype=object)),
        (pd.Index([0.0], dtype=object), pd.Index([-0.0], dtype=object)),
        (pd.RangeIndex(2), pd.Index([0, 1])),
        (pd.RangeIndex(2), pd.RangeIndex(3)),
        (pd.date_range("2024", periods=1), pd.DatetimeIndex(["2024"]).as_unit("us")),
    ],
)  # fmt: skip
def test_indexes_that_print_alike_are_not_the_same(one: pd.Index, other: pd.Index) -> None:
    assert same_index(one, one)
    assert not same_index(one, other)


def test_a_hit_in_a_row_that_is_not_there_is_refused() -> None:
    with pytest.raises((RunError, ValueError)):
        labels_to_column(["x"], pd.RangeIndex(3))
    with pytest.raises(RunError, match="no label"):
        labels_to_column([1.0], pd.RangeIndex(3))


def test_what_an_option_of_pandas_makes_of_texts_changes_no_index_that_was_kept() -> None:
    indexes = [pd.Index(["a", None], dtype=kind) for kind in ("object", "str", "string")]
    with pd.option_context("mode.string_storage", "python"), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the option will go with pandas 4
        with pd.option_context("future.infer_string", False):
            kept = [to_columns(index) for index in indexes]
    for index, (table, shape) in zip(indexes, kept, strict=True):
        assert same_index(from_columns(table, shape), index)
