"""The columns of a publisher's tables, however their headings are spelled in an edition.

Headings change their case, their blanks and a word or two between editions of one list. A reader
names each of its columns once, with the other headings that it had.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import Any, Final

from vscreen.errors import ListFormatError
from vscreen.files.cells import printed
from vscreen.files.csv import DELIMITERS, delimiter_of, first_row
from vscreen.files.sheets.outside import unread_parts
from vscreen.files.source import Source
from vscreen.files.tables import (
    below_headings,
    clean_heading,
    find_headings,
    has_headings,
    named_rows,
    read_tables,
    whole_rows,
    with_headings,
)
from vscreen.lists.counting import count_rows, count_rows_below
from vscreen.lists.receipt import SetAside
from vscreen.lists.slips import fold

ANY: Final = "*"
"""What a heading ends with of which only the beginning is known."""
MOST_ABOVE: Final = 3
"""Lines of a CSV that may stand above its headings."""
HEADINGS_AGAIN: Final = "of headings repeated"

Row = dict[str, str]
"""Cells by the reader's own name of their column, as printed and without outer blanks."""


@dataclass(frozen=True)
class Columns:
    """What the columns of a table are called.

    Parameters
    ----------
    names
        The headings of the present edition, by which the reader calls the columns.
    needed
        Those of them without which a table is none of the publisher's.
    also
        Folded headings of other editions -> the heading of the present one. A ``*`` at the end
        stands for anything.

    Examples
    --------
    >>> columns = Columns(("Type", "Name of Ship"), ("Type",), {"nameofship*": "Name of Ship"})
    >>> columns.name("NAME OF  SHIP as of today"), columns.name("TYPE"), columns.name("Note")
    ('Name of Ship', 'Type', 'Note')
    """

    names: Sequence[str]
    needed: Collection[str]
    also: Mapping[str, str] = field(default_factory=dict)

    def name(self, heading: object) -> str:
        """Return the reader's name of a column, or its heading if the reader has none."""
        clean = clean_heading(heading)
        folded = fold(clean)
        begins = (name for start, name in self._begun if folded.startswith(start))
        return self._whole.get(folded) or next(begins, "") or clean

    @cached_property
    def _whole(self) -> dict[str, str]:
        return {fold(name): name for name in self.names} | dict(self.also)

    @cached_property
    def _begun(self) -> list[tuple[str, str]]:
        return [(start[:-1], name) for start, name in self.also.items() if start[-1] == ANY]

    def are_headings(self, row: Sequence[Any]) -> bool:
        """Return whether a row of a sheet has all the columns that are needed."""
        return sum(map(bool, row)) >= len(self.needed) and set(self.needed) <= set(
            map(self.name, row)
        )

    def recognises(self, source: Source) -> bool:
        """Return whether a file is a workbook with such a table."""
        return has_headings(source, self.are_headings)

    def headings_of(self, source: Source) -> list[Sequence[Any]]:
        """Return the rows of headings of a CSV or of the sheets of a workbook, if they are these.

        It raises nothing: a workbook that can't be read has none.
        """
        found = self.place(source)
        if found is not None:
            above, mark = found
            return [first_row(source, delimiter=mark, line=above)]
        try:
            sheets = [rows for _, rows in source.sheets] if source.is_workbook else []
        except ListFormatError:
            return []
        tops = ((rows, find_headings(rows, self.are_headings)) for rows in sheets)
        return [rows[top] for rows, top in tops if top is not None]

    def place(self, source: Source) -> tuple[int, str] | None:
        """Return how many lines of a CSV stand above its headings and what separates its cells.

        None if it has no such headings.
        """
        lines = range(0 if source.is_workbook else MOST_ABOVE + 1)
        places = ((line, mark) for line in lines for mark in DELIMITERS)
        return next(
            (
                (line, mark)
                for line, mark in places
                if self.are_headings(first_row(source, delimiter=mark, line=line))
            ),
            None,
        )

    def count(self, source: Source) -> int:
        """Return how many rows of a CSV or of a workbook stand below the headings."""
        found = self.place(source)
        if found is None:
            return count_rows_below(self.are_headings)(source)
        above, mark = found
        tops = (first_row(source, delimiter=mark, line=line) for line in range(above))
        titles = sum(any(map(str.strip, row)) for row in tops)
        return count_rows(above=titles + 1, delimiter=mark)(source)

    def tables(self, source: Source) -> list[tuple[str, list[tuple[int, Row]]]]:
        """Return the name of each sheet with such a table, and its rows with their numbers.

        A CSV is a sheet without a name. A row without a cell under a heading is none.

        Raises
        ------
        ListFormatError
            If a sheet has a heading twice, or the workbook can't be read; if a row of a CSV has
            other cells than headings or is the headings again, or its last line does not end.
        """
        found = self.place(source)
        if found is not None:
            above, mark = found
            lines = whole_rows(source, delimiter=mark, headings=above + 1)
            headings, below = below_headings(source, islice(lines, above, None))
            return [("", list(self._rows(source, "", headings, below)))]
        return [
            (name, list(self._rows(source, name, rows[top], enumerate(rows[top + 1 :], top + 2))))
            for name, rows in source.sheets
            if (top := find_headings(rows, self.are_headings)) is not None
        ]

    def unread(self, source: Source) -> list[str]:
        """Return warnings for what a workbook holds outside such tables; none for a CSV."""
        return unread_parts(source, self.are_headings) if source.is_workbook else []

    def aside(self, where: str, row: Row) -> SetAside | None:
        """Return a row that is the headings once more as one set aside, None if it is another."""
        again = all(cell == "" or self.name(cell) == column for column, cell in row.items())
        return SetAside(where, HEADINGS_AGAIN) if again else None

    def unknown(self, rows: Sequence[Row]) -> list[str]:
        """Return the headings, with anything below them, that the reader has no name for."""
        seen = dict.fromkeys(column for row in rows for column, cell in row.items() if cell)
        return [column for column in seen if column not in self.names]

    def unread_columns(self, source: Source, rows: Sequence[Row]) -> list[str]:
        """Return a warning that names the columns with a heading that the reader has no name for.

        For readers that leave such a column out.
        """
        unknown = [f"{column!r}" for column in self.unknown(rows) if column]
        return [f"{source.path}: not read are the columns {', '.join(unknown)}"] if unknown else []

    def _headings(self, row: Sequence[Any]) -> list[str]:
        """Return the names of columns; of two that mean the same the later keeps its heading."""
        names = [self.name(cell) for cell in row]
        as_printed = [clean_heading(cell) for cell in row]
        return [
            heading if name in names[:place] and heading != name else name
            for place, (name, heading) in enumerate(zip(names, as_printed, strict=True))
        ]

    def _rows(
        self,
        source: Source,
        sheet: str,
        printed_headings: Sequence[Any],
        rows: Iterable[tuple[int, Sequence[Any]]],
    ) -> Iterator[tuple[int, Row]]:
        headings = self._headings(printed_headings)
        filled = [heading for heading in headings if heading]
        twice = next((heading for heading in filled if filled.count(heading) > 1), "")
        if twice:
            raise source.refuse(f"the sheet {sheet!r} has the heading {twice!r} twice")
        for line, row in rows:
            below = [pair for pair in zip(headings, row, strict=False) if pair[0]]
            # Rows are counted in the same way, before anything is taken out of their cells.
            if any(str(cell).strip() for _, cell in below):
                yield line, {heading: _clean(cell) for heading, cell in below}


def table_rows(
    source: Source, needed: Collection[str], warnings: list[str]
) -> Iterator[tuple[int, dict[str, str]]]:
    r"""Yield the line number and the stripped cells by heading of each row of a table.

    Parameters
    ----------
    source
        Delimited text, or a workbook, as a user may have saved it, with the table in its sheets.
    needed
        Headings that the table must have.
    warnings
        Gets sentences about a last line without an end, and about sheets without the headings.

    Raises
    ------
    ListFormatError
        If the file can't be read, a needed heading is missing, or a row has another number of
        cells.

    Examples
    --------
    >>> from pathlib import Path
    >>> list(table_rows(Source(Path("x.csv"), b"name,imo\nMARIA,8517839\n"), ["name"], []))
    [(2, {'name': 'MARIA', 'imo': '8517839'})]
    """
    if not source.is_workbook:
        delimiter = delimiter_of(source, needed) or ","
        rows = whole_rows(source, delimiter=delimiter, warnings=warnings)
        yield from named_rows(source, rows, needed)
        return
    warnings += unread_parts(source, with_headings(needed))
    for table in read_tables(source, needed):
        yield from table.rows


def _clean(cell: object) -> str:
    return printed(cell).replace("_x000D_", "").strip()
