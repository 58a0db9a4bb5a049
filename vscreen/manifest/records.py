"""JSON and JSON Lines of records, flattened to a table: a column for each path of names.

``{"shipper": {"name": "ACME"}}`` is the column ``shipper.name``; the items of a list stand in as
many columns of one heading, and so do names that an object has twice. Numbers are read as written.
"""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Final

from vscreen.errors import ManifestError
from vscreen.files.ods import Sheet
from vscreen.manifest.cell_text import only_text
from vscreen.manifest.layout.form import Pair
from vscreen.manifest.layout.known import Known
from vscreen.manifest.layout.sections import with_given
from vscreen.manifest.layout.table import Table, together
from vscreen.manifest.workbook import read_sheet

JSON: Final = re.compile(r'\{\s*["}]|\[\s*[\[{"\]]')
"""How JSON begins, and no table of text."""
GREATEST_COLUMNS: Final = 5_000
_DEEPEST = 3  # objects around the records
_BLANKS: Final = "\ufeff \t\r\n"
_BROKEN: Final = (ValueError, RecursionError)


class _Object(list[tuple[str, Any]]):
    """The names and values of an object, in order; a name may come twice."""

    def get(self, name: str) -> Any:
        return next((value for key, value in self if key == name), None)


_DECODER: Final = json.JSONDecoder(
    object_pairs_hook=_Object, parse_int=str, parse_float=str, parse_constant=str
)


def read_records(text: str, known: Known, sheet: str | None = None) -> Table:
    r"""Return the table in a JSON or JSON Lines text; see `vscreen.manifest.read.read_manifest`.

    Parameters
    ----------
    text
        A list of objects, an object with one such list, columns or rows as pandas writes them, or
        an object a line.
    known
        What is a heading.
    sheet
        Name of the list to read, where there are several.

    Raises
    ------
    ManifestError
        If it is no whole JSON, holds no records, or leaves open which are meant.

    Examples
    --------
    >>> table = read_records('{"vessel": {"name": "MARIA"}, "imo": 8517839}\n{"imo": 1}', Known())
    >>> table.headings, [list(column) for column in table.columns], table.lines
    (['vessel.name', 'imo'], [['MARIA', ''], ['8517839', '1']], [1, 2])
    """
    body = text.lstrip(_BLANKS)
    try:
        whole, end = _DECODER.raw_decode(body)
    except _BROKEN as error:
        raise ManifestError(f"this is JSON, and not whole ({error})") from error
    if not body[end:].strip():
        return _whole(whole, known, sheet)
    return _table(list(_lines(text) if "\n" not in body[:end] else _one_by_one(text)), "line")


def _lines(text: str) -> Iterator[tuple[int, Any]]:
    """Yield the number of each line and its value, or the error that it is."""
    for number, line in enumerate(io.StringIO(text.removeprefix("\ufeff"), newline="\n"), start=1):
        if not line.strip():
            continue
        try:
            yield number, _DECODER.decode(line.strip())
        except _BROKEN as error:
            yield number, _Broken(line.rstrip("\r\n"), f"this line is no whole JSON ({error})")


def _one_by_one(text: str) -> Iterator[tuple[int, Any]]:
    """Yield the line that each value begins on and the value; the values span lines."""
    start = 0
    while start < len(text):
        if text[start] in _BLANKS:
            start += 1
            continue
        line = text.count("\n", 0, start) + 1
        try:
            value, start = _DECODER.raw_decode(text, start)
            yield line, value
        except _BROKEN as error:
            yield line, _Broken(text[start:], f"this is no whole JSON ({error})")
            return


class _Broken:
    def __init__(self, raw: str, reason: str) -> None:
        self.raw, self.reason = raw, reason


def _whole(value: Any, known: Known, sheet: str | None) -> Table:
    if isinstance(value, _Object):
        return _of_object(value, known, sheet)
    if value and all(isinstance(row, list) and not isinstance(row, _Object) for row in value):
        return _grid(value, known)
    return _table(list(enumerate(value)), "row")


def _of_object(value: _Object, known: Known, sheet: str | None) -> Table:
    if columns := _as_columns(value, known):
        return columns
    lists = dict(_lists(value, ""))
    if sheet is not None and sheet not in lists:
        raise ManifestError(
            f"sheet={sheet!r}: this JSON has no such list of records; it has "
            f"{', '.join(map(repr, lists)) or 'none'}"
        )
    if len(lists) > 1 and sheet is None:
        raise ManifestError(
            f"this JSON holds {len(lists)} lists of records, {', '.join(map(repr, lists))}; say "
            "which to read with sheet="
        )
    if not lists:
        inner = [item for _, item in value]
        keyed = len(inner) > 1 and all(isinstance(item, _Object) for item in inner)
        names = {name for item in inner if isinstance(item, _Object) for name, _ in item}
        if keyed and known.count(sorted(names)) > known.count([name for name, _ in value]):
            return _table(list(enumerate(inner)), "row")
        return _table([(0, value)], "row")
    name = sheet or next(iter(lists))
    beside = [(head, cell) for head, cell in _flat(_Object(value), "") if not _within(head, lists)]
    given = [(0, Pair(head, (cell,), known.is_field(head))) for head, cell in beside if cell]
    table = _table(list(enumerate(lists[name])), "row")
    for other in lists:
        if other != name:
            table.notes.append(f"read the list {name!r}, not {other!r}")
    return together(with_given(table, given, known), known)


def _within(heading: str, lists: dict[str, Any]) -> bool:
    return any(heading == name or heading.startswith(f"{name}.") for name in lists)


def _lists(value: _Object, path: str, depth: int = 0) -> Iterator[tuple[str, list[Any]]]:
    """Yield each list of objects near the top, by the path of names to it."""
    for name, inner in value:
        where = f"{path}.{name}" if path else name
        if isinstance(inner, _Object):
            if depth < _DEEPEST:
                yield from _lists(inner, where, depth + 1)
        elif isinstance(inner, list) and any(isinstance(item, _Object) for item in inner):
            yield where, inner


def _as_columns(value: _Object, known: Known) -> Table | None:
    """Return columns or rows as pandas writes them, or None if the object is none of these."""
    data, names = value.get("data"), value.get("columns")
    if isinstance(names, list) and _are_rows(data):
        return _grid([names, *data], known)
    inner = [item for _, item in value]
    if len(inner) < 2 or not known.count([name for name, _ in value]):
        return None
    if all(isinstance(item, _Object) for item in inner):
        keys = [[key for key, _ in item] for item in inner]
        if any(key != keys[0] for key in keys) or known.count(keys[0]):
            return None
        inner = [[cell for _, cell in item] for item in inner]
    if not all(isinstance(item, list) and len(item) == len(inner[0]) for item in inner):
        return None
    if any(isinstance(cell, list) for item in inner for cell in item) or len(inner[0]) < 2:
        return None
    columns = [[_text(cell) for cell in item] for item in inner]
    return Table([name for name, _ in value], columns, range(len(inner[0])), index="row")


def _are_rows(data: Any) -> bool:
    return isinstance(data, list) and all(
        isinstance(row, list) and not isinstance(row, _Object) for row in data
    )


def _grid(rows: Sequence[list[Any]], known: Known) -> Table:
    """Return rows of cells, the headings among the first of them."""
    width = max(map(len, rows))
    if any(isinstance(cell, list) for row in rows for cell in row):
        raise ManifestError("this is JSON of rows whose cells are lists or objects")
    texts = [[_text(cell) for cell in row] + [""] * (width - len(row)) for row in rows]
    return read_sheet(Sheet("", texts), known, None)


def _table(values: Sequence[tuple[int, Any]], index: str) -> Table:
    """Return records as a table; what is no record is rejected."""
    columns: dict[tuple[str, int], list[str]] = {}
    lines: list[int] = []
    rejected = []
    for number, value in values:
        cells = list(_flat(value, "")) if isinstance(value, _Object) else []
        if not isinstance(value, _Object) or not cells:
            rejected.append((number, *_refused(value)))
            continue
        seen: Counter[str] = Counter()
        for heading, cell in cells:
            column = columns.setdefault((heading, seen[heading]), [])
            column += [""] * (len(lines) - len(column))
            column.append(cell)
            seen[heading] += 1
        if len(columns) > GREATEST_COLUMNS:
            raise ManifestError(
                f"this JSON has more than {GREATEST_COLUMNS:,} different fields; it is no table"
            )
        lines.append(number)
    if not lines:
        raise ManifestError("this is JSON without any record, a list of objects")
    for column in columns.values():
        column += [""] * (len(lines) - len(column))
    headings = [heading for heading, _ in columns]
    return Table(headings, list(columns.values()), lines, rejected, index=index)


def _refused(value: Any) -> tuple[str, str]:
    if isinstance(value, _Broken):
        return value.reason, value.raw
    return "this is no object with names and values", _text(value)[:1_000]


def _flat(value: Any, path: str) -> Iterator[tuple[str, str]]:
    """Yield the path of names and the text of each value in an object."""
    if isinstance(value, _Object):
        for name, inner in value:
            yield from _flat(inner, f"{path}.{name}" if path else name)
    elif isinstance(value, list) and value:
        for inner in value:
            yield from _flat(inner, path)
    else:
        yield only_text(path), _text(value)


def _text(value: Any) -> str:
    if value is None or value == []:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return only_text(text)  # JSON can write half a surrogate pair, and a text can't hold it
