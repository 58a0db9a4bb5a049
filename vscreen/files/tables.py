"""Tables of a publisher: delimited text, or the sheets of a workbook, below their headings.

In workbooks publishers put titles and legends above the headings, leave columns unnamed and add
sheets that are no list; so a table begins at the first row, near the top, that holds all needed
headings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from vscreen.errors import ListFormatError
from vscreen.files.cells import printed
from vscreen.files.csv import csv_rows
from vscreen.files.source import Source

DEEPEST: Final = 40  # rows above a heading; New Zealand's legend takes ten


@dataclass(frozen=True)
class Table:
    """A sheet below its headings: each row's number and its cells by heading, as printed."""

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
        What separates the cells.

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


def named_rows(
    source: Source, rows: Iterator[tuple[int, list[str]]], needed: Collection[str] = ()
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the line number and the stripped cells by heading of each row below the headings.

    The parameters and errors are those of `below_headings`.

    Examples
    --------
    >>> from pathlib import Path
    >>> rows = iter([(1, ["name", "imo"]), (2, ["MARIA ", "8517839"])])
    >>> list(named_rows(Source(Path("x.csv"), b""), rows))
    [(2, {'name': 'MARIA', 'imo': '8517839'})]
    """
    headings, below = below_headings(source, rows, needed)
    for line, cells in below:
        yield line, {head: cell.strip() for head, cell in zip(headings, cells, strict=True)}


def has_headings(source: Source, is_heading: Callable[[Sequence[Any]], bool]) -> bool:
    """Return whether the file is a workbook with a row of headings, as a test of rows decides.

    It raises nothing: a workbook that can't be read has none.

    Examples
    --------
    >>> from pathlib import Path
    >>> has_headings(Source(Path("x.csv"), b"name,imo"), lambda row: "imo" in row)
    False
    """
    if not source.is_workbook:
        return False
    try:
        return any(find_headings(rows, is_heading) is not None for _, rows in source.sheets)
    except ListFormatError:
        return False


def find_headings(
    rows: Sequence[Sequence[Any]], is_heading: Callable[[Sequence[Any]], bool]
) -> int | None:
    """Return the position of a sheet's headings: the first row near its top that passes a test.

    Examples
    --------
    >>> find_headings([["A title"], ["imo"], ["8517839"]], lambda row: "imo" in row)
    1
    """
    return next((n for n, row in enumerate(rows[:DEEPEST]) if is_heading(row)), None)


def read_tables(source: Source, needed: Collection[str]) -> list[Table]:
    """Return the tables with these headings, one for each sheet that has them.

    Rows without a single cell are left out; so are columns without a heading.

    Raises
    ------
    ListFormatError
        If the workbook can't be read, or a heading comes twice.
    """
    return [
        _table(source, name, rows, position)
        for name, rows in source.sheets
        if (position := find_headings(rows, with_headings(needed))) is not None
    ]


def unread_sheets(source: Source, read: Collection[str]) -> list[str]:
    """Return a warning for each sheet that holds something and is none of those that were read.

    Parameters
    ----------
    source
        The workbook.
    read
        The names of the sheets that were read.
    """
    return [
        f"{source.path}: the sheet {name!r} was not read"
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


def with_headings(needed: Collection[str]) -> Callable[[Sequence[Any]], bool]:
    """Return a test of whether a row has all of these headings.

    Examples
    --------
    >>> with_headings(["name", "imo"])(["imo", "flag", " name "])
    True
    """
    return lambda row: set(needed) <= set(map(clean_heading, row))


def _table(source: Source, name: str, rows: list[list[Any]], position: int) -> Table:
    headings = [clean_heading(cell) for cell in rows[position]]
    named = [heading for heading in headings if heading]
    if len(set(named)) < len(named):
        twice = next(heading for heading in named if named.count(heading) > 1)
        raise source.refuse(f"the sheet {name!r} has the heading {twice!r} twice")
    below = enumerate(rows[position + 1 :], start=position + 2)
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
