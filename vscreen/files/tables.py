"""Tables of a publisher: delimited text, or the sheets of a workbook, below their headings.

In workbooks publishers put titles and legends above the headings, leave columns unnamed and add
sheets that are no list; so a table begins at the first row, near the top, that holds all needed
headings.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, Final

from vscreen.errors import ListFormatError
from vscreen.files.cells import printed
from vscreen.files.csv import csv_rows
from vscreen.files.source import Source

DEEPEST: Final = 40  # rows above a heading; New Zealand's legend takes ten


@dataclass(frozen=True)
class Table:
    """One sheet below its headings: each row's number and its cells by heading, as printed."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[int, dict[str, str]], ...]


def whole_rows(
    source: Source, text: str | None = None, *, delimiter: str = ","
) -> Iterator[tuple[int, list[str]]]:
    r"""Yield the line number and the cells of each row of delimited text.

    Parameters
    ----------
    source
        The file.
    text
        Its text, where it is not UTF-8.
    delimiter
        What stands between the cells.

    Raises
    ------
    ListFormatError
        If the last line does not end, or quotes do not close: the file is cut.

    Examples
    --------
    >>> from pathlib import Path
    >>> list(whole_rows(Source(Path("x.csv"), b"name,imo\nMARIA,8517839\n")))
    [(1, ['name', 'imo']), (2, ['MARIA', '8517839'])]
    """
    text = source.text() if text is None else text
    if not text.endswith("\n"):
        raise source.refuse("its last line does not end, so it is cut short")
    yield from csv_rows(source, text, delimiter=delimiter)


def below_headings(
    source: Source, rows: Iterator[tuple[int, list[str]]], needed: Collection[str] = ()
) -> tuple[list[str], Iterator[tuple[int, list[str]]]]:
    """Return the headings, which are the next row, and the rows below them, each as wide.

    Raises
    ------
    ListFormatError
        If a needed heading is missing or, once it is reached, a row has another number of cells.

    Examples
    --------
    >>> from pathlib import Path
    >>> rows = iter([(1, ["name", "imo"]), (2, ["MARIA", "8517839"])])
    >>> headings, below = below_headings(Source(Path("x.csv"), b""), rows, ["name"])
    >>> headings, list(below)
    (['name', 'imo'], [(2, ['MARIA', '8517839'])])
    """
    _, headings = next(rows, (0, []))
    missing = [heading for heading in needed if heading not in headings]
    if missing:
        raise source.refuse(f"it has no column {', '.join(missing)}; it has {', '.join(headings)}")
    return headings, _as_wide(source, len(headings), rows)


def _as_wide(
    source: Source, width: int, rows: Iterator[tuple[int, list[str]]]
) -> Iterator[tuple[int, list[str]]]:
    for line, cells in rows:
        if len(cells) != width:
            raise source.refuse(f"line {line} has {len(cells)} cells under {width} headings")
        yield line, cells


def has_table(source: Source, needed: Collection[str]) -> bool:
    """Return whether the file is a workbook with a table of these headings; never raises."""
    if not source.is_workbook:
        return False
    try:
        return any(_heading(rows, needed) is not None for _, rows in source.sheets)
    except ListFormatError:
        return False


def read_tables(source: Source, needed: Collection[str]) -> list[Table]:
    """Return the tables with these headings, one for each sheet that has them.

    Rows without a single cell are left out; so are columns without a heading.

    Raises
    ------
    ListFormatError
        If the workbook can't be read, or a heading comes twice.
    """
    return [
        _table(source, name, rows, place)
        for name, rows in source.sheets
        if (place := _heading(rows, needed)) is not None
    ]


def other_sheets(source: Source, tables: Collection[Table]) -> list[str]:
    """Return the names of the sheets that hold something and are none of these tables."""
    read = {table.name for table in tables}
    return [
        name
        for name, rows in source.sheets
        if name not in read and any(cell != "" for row in rows for cell in row)
    ]


def clean_heading(cell: Any) -> str:
    """Return a heading without outer and doubled blanks and line breaks.

    Examples
    --------
    >>> clean_heading(" Date of  Sanction ")
    'Date of Sanction'
    """
    return re.sub(r"\s+", " ", str(cell).replace("_x000D_", " ")).strip()


def _heading(rows: list[list[Any]], needed: Collection[str]) -> int | None:
    for place, row in enumerate(rows[:DEEPEST]):
        if set(needed) <= {clean_heading(cell) for cell in row}:
            return place
    return None


def _table(source: Source, name: str, rows: list[list[Any]], place: int) -> Table:
    headings = [clean_heading(cell) for cell in rows[place]]
    named = [heading for heading in headings if heading]
    if len(set(named)) < len(named):
        twice = next(heading for heading in named if named.count(heading) > 1)
        raise source.refuse(f"the sheet {name!r} has the heading {twice!r} twice")
    below = enumerate(rows[place + 1 :], start=place + 2)
    return Table(name, tuple(named), tuple(_named(headings, below)))


def _named(
    headings: list[str], rows: Iterator[tuple[int, list[Any]]]
) -> Iterator[tuple[int, dict[str, str]]]:
    for line, row in rows:
        cells = {
            heading: printed(cell).replace("_x000D_", "").strip()
            for heading, cell in zip(headings, row, strict=False)
            if heading
        }
        if any(cells.values()):
            yield line, cells
