"""Tables of a publisher: delimited text, or the sheets of a workbook, below their headings.

In workbooks publishers put titles and legends above the headings, leave columns unnamed and add
sheets that are no list; so a table begins at the first row, near the top, that holds all needed
headings.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from vscreen.errors import ListFormatError
from vscreen.files.cells import printed
from vscreen.files.csv import csv_rows
from vscreen.files.source import BOM, DOWNLOAD_AGAIN, Source

DEEPEST: Final = 40  # rows above a heading; New Zealand's legend takes ten

QUOTE: Final = '"'
QUOTED_END: Final = re.compile(r'"\r?\n')
WHOLE_DATE: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9]{2}:[0-9]{2}:[0-9]{2})?"
    r"|[0-9]{2}[./-][0-9]{2}[./-][0-9]{4}"
)
EVIDENCE: Final = 3  # rows that show how the last cell of a row ends


@dataclass(frozen=True)
class Table:
    """A sheet below its headings: each row's number and its cells by heading, as printed."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[int, dict[str, str]], ...]


def whole_rows(
    source: Source,
    text: str | None = None,
    *,
    delimiter: str = ",",
    headings: int = 1,
    ends: re.Pattern[str] | None = None,
    warnings: list[str] | None = None,
    remedy: str = DOWNLOAD_AGAIN,
) -> Iterator[tuple[int, list[str]]]:
    r"""Yield the line number and the cells of each row of delimited text.

    A last row without a line end is half or whole: a file is cut anywhere, and some tools leave
    out the last line end. It is whole only if it has the cells of the row above it and its last
    cell shows that it ends: it closes its quotes, it matches ``ends``, it is a date like every
    other cell of its column, or it is one of the few values of which that column consists.

    Parameters
    ----------
    source
        The file.
    text
        Its text, where it is not UTF-8.
    delimiter
        What separates the cells.
    headings
        How many rows at the top are no data.
    ends
        What a whole last cell of a row looks like, where the publisher prints it without quotes.
        No part of a cell that is cut at its right may match.
    warnings
        Gets a sentence about a last row that is whole but has no line end; without a list for it
        such a file is refused.
    remedy
        What to do about a last row that may be half.

    Raises
    ------
    ListFormatError
        If the last row may be half, or quotes do not close: the file is cut.

    Examples
    --------
    >>> from pathlib import Path
    >>> list(whole_rows(Source(Path("x.csv"), b"name,imo\nMARIA,8517839\n")))
    [(1, ['name', 'imo']), (2, ['MARIA', '8517839'])]
    >>> cut, warnings = Source(Path("x.csv"), b'name,imo\n"MARIA","8517839"'), []
    >>> list(whole_rows(cut, warnings=warnings))
    [(1, ['name', 'imo']), (2, ['MARIA', '8517839'])]
    >>> warnings[0]
    'x.csv: its last line does not end, but its last row is whole; look whether rows are missing'
    """
    text = source.text() if text is None else text
    rows = csv_rows(source, text, delimiter=delimiter)
    if text.endswith("\n") or (text.endswith("\r") and "\n" not in text):
        yield from rows
        return
    every = list(rows)
    cells = [row for _, row in every if row]
    if warnings is None or not (text.endswith("\r") or _ends_whole(text, cells, headings, ends)):
        raise source.refuse("its last line does not end, so it is cut short", remedy)
    yield from every
    warnings.append(
        f"{source.path}: its last line does not end, but its last row is whole; "
        "look whether rows are missing"
    )


def _ends_whole(
    text: str, rows: list[list[str]], headings: int, ends: re.Pattern[str] | None
) -> bool:
    """Return whether nothing can be missing of the last row: when in doubt, False."""
    if len(rows) < 2 or len(rows[-1]) != len(rows[-2]):
        return False
    last, column = rows[-1][-1], [row[-1] for row in rows[headings:-1]]
    if text.endswith(QUOTE):
        # The first of two quotes, which are one in a cell, would look like the closing one.
        holds_quotes = any(QUOTE in cell for cell in (last, *column))
        may_open = last != last.rstrip() or (not last and column.count("") < EVIDENCE)
        return not holds_quotes and not may_open
    if QUOTED_END.search(text):  # a publisher who quotes this cell does not leave it unquoted
        return False
    if ends is not None and ends.fullmatch(last):
        return True
    if WHOLE_DATE.fullmatch(last):
        return len(column) >= EVIDENCE and {*map(_shape, column)} == {_shape(last)}
    seen = Counter(column)
    continued = any(cell.startswith(last) for cell in seen if cell != last)
    return last in seen and min(seen.values()) >= EVIDENCE and not continued


def _shape(cell: str) -> str:
    return re.sub(r"[0-9]", "9", cell)


def blank_end_aside(
    row: Sequence[str], width: int, in_place: Callable[[list[str]], bool]
) -> list[str] | None:
    """Return a row as wide as its headings if it differs by blank cells at its end alone.

    Parameters
    ----------
    row, width
        The row, and how many headings there are.
    in_place
        Whether a row of that width has in some column what only stands there, so that its cells
        have not moved.

    Examples
    --------
    >>> blank_end_aside(["MARIA", "8517839", ""], 2, lambda row: row[1].isdigit())
    ['MARIA', '8517839']
    >>> blank_end_aside(["MARIA", "", "8517839"], 2, lambda row: row[1].isdigit())
    """
    if any(cell.strip() for cell in row[width:]):
        return None
    wide = [*row[:width], *[""] * (width - len(row))]
    return wide if in_place(wide) else None


def refuse_if_most_moved(source: Source, moved: int, rows: int) -> None:
    """Refuse a table of which most rows have other cells than there are headings.

    Parameters
    ----------
    source
        The file.
    moved, rows
        How many rows have more or fewer cells than headings, and how many there are.

    Raises
    ------
    ListFormatError
        If it is more than half of them, and not just one or two.

    Examples
    --------
    >>> from pathlib import Path
    >>> refuse_if_most_moved(Source(Path("x.csv"), b""), 2, 3)
    """
    if moved >= EVIDENCE and moved * 2 > rows:
        raise source.refuse(
            f"{moved:,} of its {rows:,} rows have more or fewer cells than headings, so that its "
            "columns are not what the headings say"
        )


def refuse_headings_again(
    source: Source, line: int, row: Sequence[str], headings: Sequence[str]
) -> None:
    """Refuse a table that holds its headings twice.

    Parameters
    ----------
    source, line, row, headings
        The file, a row of it with the number of its line, and the headings.

    Raises
    ------
    ListFormatError
        If the row is the headings again.

    Examples
    --------
    >>> from pathlib import Path
    >>> refuse_headings_again(Source(Path("x.csv"), b""), 2, ["MARIA"], ["name"])
    """
    if [cell.removeprefix(BOM) for cell in row] == [*headings]:
        raise source.refuse(
            f"line {line} holds the headings again, so two files were joined into one",
            "keep them apart",
        )


def below_headings(
    source: Source, rows: Iterator[tuple[int, list[str]]], needed: Collection[str] = ()
) -> tuple[list[str], Iterator[tuple[int, list[str]]]]:
    """Return the headings, which are the next row, and the rows below them, each as wide.

    Blank lines are left out.

    Raises
    ------
    ListFormatError
        If a needed heading is missing or, once it is reached, a row has another number of cells or
        is the headings again.

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
    return headings, _as_wide(source, headings, rows)


def _as_wide(
    source: Source, headings: list[str], rows: Iterator[tuple[int, list[str]]]
) -> Iterator[tuple[int, list[str]]]:
    width = len(headings)
    for line, cells in rows:
        if width > 1 and len(cells) < 2 and not "".join(cells).strip():
            continue  # a blank line
        refuse_headings_again(source, line, cells, headings)
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
