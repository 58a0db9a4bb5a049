"""The rows of a file below its headings, which may come again or change on the way.

Exports that were put together hold their headings several times, and other ones where the exports
differed. A row that is the same headings is no shipment; below other headings the cells are read
by these. What stands above headings and labels them ("Vessel: GREY HULL") holds for their rows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import pandas as pd

from vscreen.files.cells import UnreadCell, cell_text
from vscreen.files.sheets.xlsx import column_letters
from vscreen.manifest.cell_text import as_text
from vscreen.manifest.layout.form import Given, Line, form_rows, left_over
from vscreen.manifest.layout.head import Head, continues, is_clear_head, is_head, join
from vscreen.manifest.layout.known import COLONS, Known
from vscreen.manifest.layout.table import Table, together
from vscreen.schema import VESSEL_FIELDS

_DIGIT: Final = re.compile("[0-9]")


@dataclass
class _Section:
    """Rows under the same headings."""

    headings: list[str]
    lines: list[list[str]]
    given: list[Given] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    rows: list[Sequence[Any]] = field(default_factory=list)
    rejected: list[tuple[int, str, str, Sequence[Any] | None]] = field(default_factory=list)
    labelled: list[tuple[int, Line]] = field(default_factory=list)

    def _ends(self) -> list[int]:
        kept = [
            self.numbers,
            *([each[0] for each in some[-1:]] for some in (self.rejected, self.labelled)),
        ]
        return [some[-1] if some else -1 for some in kept]

    def last(self) -> tuple[int, Sequence[Any], Line | None] | None:
        """Return the number and cells of the last line, and what it says if that is known."""
        row, rejected, labelled = self._ends()
        if labelled > max(row, rejected):
            return labelled, (), self.labelled[-1][1]
        if rejected > row:
            cells = self.rejected[-1][3]
            return None if cells is None else (rejected, cells, None)
        return (row, self.rows[-1], None) if self.rows else None

    def drop_last(self) -> None:
        """Take the last line out."""
        row, rejected, labelled = self._ends()
        if labelled > max(row, rejected):
            self.labelled.pop()
        elif rejected > row:
            self.rejected.pop()
        else:
            self.numbers.pop()
            self.rows.pop()


class Sections:
    """Collects the rows of a file, section by section.

    Parameters
    ----------
    headings
        The first headings, joined.
    lines
        The lines that they stand on, each with its cells; none if there are no headings.
    known
        What is a heading.
    index
        What the numbers of rows count: ``line`` or ``row``.
    given
        Labels and values above the headings.
    """

    def __init__(
        self,
        headings: list[str],
        lines: list[list[str]],
        known: Known,
        index: str,
        given: Sequence[Given] = (),
    ) -> None:
        self.known = known
        self.rejected: list[tuple[int, str, str]] = []
        self.notes: list[str] = []
        self.titles: list[str] = []
        self.familiar = known.familiar(headings)
        self._index = index
        self._again: list[int] = []
        self._sections = [_Section(headings, lines, list(given))]
        self._open = False  # whether further lines of headings may follow at once

    @classmethod
    def below(
        cls,
        head: Head,
        rows: Sequence[Sequence[str]],
        numbers: Sequence[int],
        raws: Sequence[str],
        known: Known,
        index: str,
        broken: Mapping[int, str] | None = None,
    ) -> Sections:
        """Return the sections below the headings of a file, with what stands above them.

        Parameters
        ----------
        head
            Where the headings are among the first rows.
        rows, numbers, raws
            The first rows: their texts, numbers, and how they are written in the file.
        known, index
            As for the class.
        broken
            Positions of rows that can't be read, with the reason.
        """
        broken = broken or {}
        lines = [list(row) for row in rows[head.first : head.last + 1]]
        given = [
            (numbers[row], pair)
            for row in head.labelled
            for pair in Line.of(rows[row], known).pairs
        ]
        sections = cls(head.headings, lines, known, index, given)
        where = f"the headings on {index} {numbers[head.first]}" if lines else ""
        above = f"it stands above {where} and was not read"
        sections.rejected += [
            (numbers[row], broken.get(row, above), raws[row])
            for row in range(head.first) if row in broken or row in head.rejected
        ]  # fmt: skip
        titles = (cell for row in head.passed for cell in rows[row])
        sections.titles = [cell for cell in titles if cell.strip()]
        if sections.titles:
            sections.notes.append(f"titles above {where}, which a listed name would make a problem")
        if given:
            sections.notes.append(f"labels above {where} hold for the rows below")
        return sections

    @property
    def numbered(self) -> tuple[list[int], list[str]]:
        """Of each line of headings with a digit, a column and its cell there."""
        lines = [line for line in self._sections[-1].lines if _DIGIT.search("".join(line))]
        columns = [next(n for n, cell in enumerate(line) if cell.strip()) for line in lines]
        return columns, [line[n] for line, n in zip(lines, columns, strict=True)]

    @property
    def width(self) -> int:
        """How many cells a row should have."""
        return len(self._sections[-1].headings)

    def add(self, number: int, cells: Sequence[Any]) -> None:
        """Add a row, whose cells are as many as the headings; it may be headings itself."""
        if self._is_headings(number, cells):
            return
        section = self._sections[-1]
        if self.may_be_labels(cells):
            section.labelled.append((number, Line.of(cells, self.known)))
        else:
            section.numbers.append(number)
            section.rows.append(cells)

    def reject(
        self, number: int, reason: str, raw: str, cells: Sequence[Any] | None = None
    ) -> None:
        """Add a row that can't be read; of another width, it may be headings itself."""
        if cells is None or not self._is_headings(number, cells):
            self._sections[-1].rejected.append((number, reason, raw, cells))

    def may_be_labels(self, cells: Sequence[Any]) -> bool:
        """Return whether a row below the headings is labels with colons and their values.

        ``Vessel: | LADY R`` between rows or below them names no shipper in the second column.
        """
        first = next((cell for cell in cells if cell != ""), None)
        if type(first) is not str or not first.rstrip().endswith(tuple(COLONS)):
            return False
        if not self._sections[-1].lines:
            return False
        line = Line.of(
            [cell if type(cell) is str else cell_text(cell) for cell in cells], self.known
        )
        return line.is_labelled and line.marked

    def may_be_head(self, cells: Sequence[Any]) -> bool:
        """Return whether a row below the headings is headings again, the same or others.

        Other ones have no digit, and one at least is written as most are. What is no heading may
        stand only where nothing was understood before: ``LADY R | SHIPPER | CONSIGNEE`` is a row.
        """
        if not all(type(cell) is str for cell in cells):
            return False
        section = self._sections[-1]
        if not section.lines or any(_same(cells, line) for line in section.lines):
            return bool(section.lines)
        filled = [column for column, cell in enumerate(cells) if cell.strip()]
        common = sum(cells[column].strip().lower() in self.familiar for column in filled)
        if not common or len(filled) < 2 or _DIGIT.search("".join(cells)):
            return False
        if not is_head(cells, self.known):
            return False
        unknown = [column for column in filled if not self.known.is_heading(cells[column])]
        if not unknown or len(cells) != self.width:
            return not unknown or (common > 1 and 3 * len(unknown) <= len(filled))
        fields = self.known.fields(section.headings)
        return common > 1 and not any(fields[column] for column in unknown)

    def table(self, columns: list[Any] | None = None, lines: Sequence[int] = ()) -> Table:
        """Return all rows as one table.

        Parameters
        ----------
        columns, lines
            The cells and numbers of the rows, where they were not added one by one.
        """
        if columns is not None:
            whole = Table(self._sections[0].headings, columns, lines, index=self._index)
            tables = with_given(whole, self._sections[0].given, self.known)
        else:
            tables = [part for section in self._sections for part in self._tables(section)]
        table = together(tables, self.known)
        if self._again:
            where = ", ".join(map(str, self._again[:10])) + (" ..." if self._again[10:] else "")
            self.notes.append(f"headings once more, on {self._index} {where}: no shipments")
        table.notes = self.notes + table.notes
        table.titles = self.titles + table.titles
        table.rejected = sorted(self.rejected + table.rejected)
        return table

    def _is_headings(self, number: int, cells: Sequence[Any]) -> bool:
        section = self._sections[-1]
        texts = all(type(cell) is str for cell in cells)
        if self._open and texts and continues(section.headings, cells, self.known):
            section.headings = join(section.headings, cells, self.known)
            section.lines.append(list(cells))
            return True
        self._open = False
        if not self.may_be_head(cells):
            return False
        given = self._taken_back(section)
        self._again.append(number)
        if any(_same(cells, line) for line in section.lines):
            if not given:
                return True
            lines, headings = section.lines, section.headings
        else:
            lines, headings = [list(cells)], list(cells)
            self._open = True
        self._sections.append(_Section(headings, lines, given))
        return True

    def _taken_back(self, section: _Section) -> list[Given]:
        """Take the labelled lines just above new headings out of the rows."""
        given: list[Given] = []
        while (last := section.last()) is not None:
            number, cells, line = last
            if line is None:
                if not all(type(cell) is str for cell in cells):
                    break
                line = Line.of(cells, self.known)
                if not line.is_labelled or is_clear_head(cells, self.known):
                    break
            section.drop_last()
            given[:0] = [(number, pair) for pair in line.pairs]
        return given

    def _tables(self, section: _Section) -> list[Table]:
        cells = zip(*section.rows, strict=True) if section.rows else ([] for _ in section.headings)
        columns = [_texts(column) for column in cells]
        rejected = [each[:3] for each in section.rejected]
        table = Table(section.headings, columns, section.numbers, rejected, index=self._index)
        table.unread = {
            (row, column): cell.reason.replace(
                "{cell}", f"{column_letters(column + 1)}{section.numbers[row]}"
            )
            for row, cells in enumerate(section.rows)
            for column, cell in enumerate(cells)
            if type(cell) is UnreadCell
        }
        between = [(number, pair) for number, line in section.labelled for pair in line.pairs]
        own = form_rows([each for each in between if each[1].values], self.known, self._index)
        return [*with_given(table, section.given, self.known), *own]


def with_given(table: Table, given: Sequence[Given], known: Known) -> list[Table]:
    """Return a table with what holds for all of its rows, and as rows of their own what can't.

    A ship named above a table that has a column of ships is not the ship of each row.

    Examples
    --------
    >>> table = Table(["Consignee"], [["A", "B"]], [3, 4])
    >>> from vscreen.manifest.layout.form import Pair
    >>> [table] = with_given(table, [(1, Pair("Vessel", ("MARIA",), True))], Known())
    >>> table.headings, table.columns
    (['Consignee', 'Vessel'], [['A', 'B'], ['MARIA', 'MARIA']])
    """
    given = [(number, pair) for number, pair in given if pair.values]
    vessel = [each for each in given if known.field(each[1].label) in VESSEL_FIELDS]
    fields = [known.field(pair.label) for _, pair in vessel]
    clash = len(set(fields)) < len(fields) or not set(fields).isdisjoint(
        known.fields(table.headings)
    )
    own = given if not len(table.lines) else vessel if clash else []
    for each in given:
        if each not in own:
            for value in each[1].values if each not in vessel else each[1].values[:1]:
                table.headings = [*table.headings, each[1].label]
                table.columns = [*table.columns, [value] * len(table.lines)]
    table.rejected += [left for each in vessel if each not in own for left in left_over(*each)]
    return [table, *form_rows(own, known, table.index)]


def _texts(column: Sequence[Any]) -> Any:
    if all(type(cell) is str for cell in column):
        return list(column)
    return as_text(pd.Series(list(column), dtype=object))


def _same(cells: Sequence[str], line: Sequence[str]) -> bool:
    """Return whether two rows are the same texts; without digits, case and blanks don't matter."""
    if _DIGIT.search("".join(line)):
        return list(cells) == list(line)
    return len(cells) == len(line) and all(
        one == other or one.strip().casefold() == other.strip().casefold()
        for one, other in zip(cells, line, strict=True)
    )
