"""Where a file's headings are: on one line or several, below a title, a block of labels or nothing.

The first line that can be headings is, so that no row above better ones is passed over. What stands
above it is told apart: labels with values hold for the whole document, titles name nobody, and
everything else is a row that could not be read. A file of labels and values alone is a form.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from vscreen.manifest.layout.form import Line, is_harmless
from vscreen.manifest.layout.known import COLONS, Known, is_number
from vscreen.schema import FREE_TEXT, PARTY_FIELDS

Cells = Sequence[str]
Span = tuple[int, int, int, int]
"""First row, first column, last row, last column of merged cells, from 0."""

MOST_LINES: Final = 3
"""Lines that headings may take."""
_OWN: Final = frozenset({*PARTY_FIELDS, FREE_TEXT}) - {"party"}
"""Fields that need no group above to say whose they are."""


@dataclass
class Head:
    """The headings among the first rows of a file, and what stands above them.

    Positions are those of the rows that were looked at; `last` is -1 if there are no headings.
    """

    first: int
    last: int
    headings: list[str]
    labelled: list[int] = field(default_factory=list)
    """Rows above of labels and values, at least one of them understood."""
    rejected: list[int] = field(default_factory=list)
    """Rows above that may be data."""
    passed: list[int] = field(default_factory=list)
    """Rows above that name nobody: titles, dates, groups of columns."""


def find_head(rows: Sequence[Cells], known: Known, merged: Sequence[Span] = ()) -> Head | None:
    """Return the headings among the first filled rows of a file; None if these are a form.

    Parameters
    ----------
    rows
        The first rows that are not empty, each a list of texts.
    known
        What is a heading.
    merged
        Merged cells; the rows are counted as in ``rows``.

    Examples
    --------
    >>> rows = [["Report"], ["Ship", "", "Consignee"], ["Name", "IMO", ""], ["MARIA", "1", "A"]]
    >>> head = find_head(rows, Known())
    >>> head.first, head.last, head.headings
    (1, 2, ['Ship Name', 'IMO', 'Consignee'])
    >>> find_head([["Vessel", "MARIA"], ["IMO", "8517839"]], Known()) is None
    True
    """
    top = _Top(rows, known)
    first = top.first_head()
    if first is None:
        if top.is_form():
            return None
        first = 0
    return _with_above(_joined_lines(rows, first, known, merged), top)


def head_on(rows: Sequence[Cells], position: int, known: Known) -> Head:
    """Return the headings on the row that the user states, and what stands above them.

    Parameters
    ----------
    rows
        The first rows, down to the stated one at least.
    position
        Where it stands among them, from 0.
    known
        What is a heading.

    Examples
    --------
    >>> head_on([["LADY R", "9161003"], ["Boat", "Number"]], 1, Known()).rejected
    [0]
    """
    return _with_above(Head(position, position, list(rows[position])), _Top(rows, known))


def is_head(cells: Cells, known: Known) -> bool:
    """Return whether a row can be the headings: two understood, or one among other headings.

    Examples
    --------
    >>> is_head(["Ref", "Exporter", "Qty"], Known()), is_head(["Vessel:", "MARIA"], Known())
    (True, False)
    """
    count, filled = known.count(cells), sum(bool(cell.strip()) for cell in cells)
    weak = count == 1 and filled > 1 and not any(map(is_number, cells))
    return (count > 1 or weak) and not Line.of(cells, known).is_sure


def continues(upper: Cells, lower: Cells, known: Known, merged: Sequence[Span] = ()) -> bool:
    """Return whether ``lower`` is a further line of the headings ``upper``, and no shipment.

    All that it holds are headings, and below no understood heading is nothing understood; by a
    single cell, a field is won. A ship called MASTER and a company named after a vessel are no
    headings.

    Examples
    --------
    >>> continues(["Ship", "", "Shipper"], ["Name", "IMO No", ""], Known())
    True
    >>> continues(["Ship", "", "Shipper"], ["MASTER", "", "Vessel Trading"], Known())
    False
    """
    filled = [cell for cell in lower if cell.strip()]
    if not filled or len(lower) != len(upper) or not all(map(known.is_heading, filled)):
        return False
    if any(cell.rstrip()[-1] in COLONS for cell in filled):
        return False
    if not any(known.is_plain(cell) or known.is_common(cell) for cell in filled):
        return False
    if not merged and not _is_sparse(upper):  # what is no heading must stay one
        pairs = zip(upper, lower, strict=True)
        if any(a.strip() and b.strip() and not known.is_heading(a) for a, b in pairs):
            return False
    before = known.fields(upper)
    after = known.fields(join(upper, lower, known, merged))
    kept = all(
        any(after[n] for n in _under(column, upper, lower, merged))
        for column, mapped in enumerate(before)
        if mapped
    )
    return kept and (len(filled) > 1 or _filled(after).total() > _filled(before).total())


def join(upper: Cells, lower: Cells, known: Known, merged: Sequence[Span] = ()) -> list[str]:
    """Return two lines of headings as one: ``Ship`` above ``Name`` is ``Ship Name``.

    A lower heading that is clear by itself stays as it is.

    Examples
    --------
    >>> join(["Ship", "", "Shipper"], ["Name", "IMO", ""], Known())
    ['Ship Name', 'IMO', 'Shipper']
    """
    fields, counts = known.fields(lower), Counter(lower)
    joined = []
    for above, below, mapped in zip(_spread(upper, lower, merged), lower, fields, strict=True):
        both = f"{above.strip()} {below.strip()}"
        if not above.strip() or above == below:
            joined.append(below)
        elif not below.strip():
            joined.append(above)
        elif known.is_name(below) and known.is_field(above):
            joined.append(both)
        elif mapped and (mapped in _OWN or known.field(both) in ("", mapped)):
            joined.append(below if counts[below] == 1 else both)
        elif mapped or counts[below] > 1 or known.is_field(above) or known.field(both):
            joined.append(both)
        else:
            joined.append(below)
    return joined


def _spread(upper: Cells, lower: Cells, merged: Sequence[Span]) -> list[str]:
    """Return the upper headings over all columns that they span, as their reader sees them."""
    spread, last = list(upper), ""
    ends = {left: right for _, left, _, right in merged if right > left}
    until = len(upper)
    for column, cell in enumerate(upper):
        if cell.strip():
            last, until = cell, ends.get(column, 0 if ends else len(upper))
        elif lower[column].strip() and column <= until:
            spread[column] = last
    return spread


def _under(column: int, upper: Cells, lower: Cells, merged: Sequence[Span]) -> list[int]:
    """Return the columns that an upper heading spans."""
    spread = _spread(upper, lower, merged)
    filled = (n for n in range(column + 1, len(upper)) if upper[n].strip())
    return [n for n in range(column, next(filled, len(upper))) if spread[n] == upper[column]]


def _filled(fields: Iterable[str]) -> Counter[str]:
    return Counter(filter(None, fields))


class _Top:
    """The first rows of a file; each is looked at when it is needed, and once."""

    def __init__(self, rows: Sequence[Cells], known: Known) -> None:
        self.rows, self.known = rows, known
        self._lines: dict[int, Line] = {}

    def line(self, row: int) -> Line:
        """Return a row as labels and values."""
        if row not in self._lines:
            self._lines[row] = Line.of(self.rows[row], self.known)
        return self._lines[row]

    def is_form(self) -> bool:
        """Return whether any row is an understood label, with a value or a colon."""
        lines = map(self.line, range(len(self.rows)))
        return any(line.is_labelled or line.is_marked for line in lines)

    def first_head(self) -> int | None:
        """Return the position of the first row that can be headings."""
        if all(sum(bool(cell.strip()) for cell in cells) < 2 for cells in self.rows):
            return self._first_single()
        heads = (row for row in range(len(self.rows)) if self._is_head(row))
        first = next(heads, None)
        return None if first is None else self._better_head(first)

    def _is_head(self, row: int) -> bool:
        return is_head(self.rows[row], self.known) and not self.is_label_line(row)

    def _first_single(self) -> int | None:
        """Return the first heading of a file of one column."""
        if self.is_form():
            return None
        counts = map(self.known.count, self.rows)
        return next((row for row, count in enumerate(counts) if count), None)

    def _better_head(self, first: int) -> int:
        """Return the headings below a weak line, such as a letterhead's or of groups of columns.

        No row may stand between them.
        """
        strong = self.known.count(self.rows[first]) > 1
        if strong and not _is_sparse(self.rows[first]):
            return first
        groups = [first]
        for row in range(first + 1, len(self.rows)):
            cells = self.rows[row]
            if self._is_head(row):
                are_groups = all(_is_group(self.rows[n], cells, self.known) for n in groups[1:])
                if not are_groups or (
                    strong and not _is_group(self.rows[first], cells, self.known)
                ):
                    return first
                if self.known.count(cells) > 1 and not _belongs_above(
                    self.rows, first, row, self.known
                ):
                    return row
                groups.append(row)
            elif not self.is_label_line(row) and not is_harmless(cells, self.line(row)):
                if not _is_sparse(cells):
                    return first
                groups.append(row)
        return first

    def is_label_line(self, row: int) -> bool:
        """Return whether a row is labels and values, and not headings that look like them.

        ``Vessel | Rotation`` may be either. It is labels if its neighbour is, or if headings follow
        it that it is no part of.
        """
        line, cells = self.line(row), self.rows[row]
        if not line.is_labelled or line.is_sure:
            return line.is_labelled
        around = (n for n in (row - 1, row + 1) if 0 <= n < len(self.rows))
        labelled = (n for n in around if self.line(n).is_labelled)
        if not all(is_clear_head(self.rows[n], self.known) for n in labelled):
            return not is_clear_head(cells, self.known)
        below = row + 1
        return (
            below < len(self.rows)
            and is_head(self.rows[below], self.known)
            and not _belongs_above(self.rows, row, below, self.known)
            and not continues(cells, self.rows[below], self.known)
        )


def is_clear_head(cells: Cells, known: Known) -> bool:
    """Return whether all that a row holds are headings.

    Examples
    --------
    >>> is_clear_head(["Name", "", "IMO"], Known()), is_clear_head(["Name", "MARIA"], Known())
    (True, False)
    """
    return all(known.is_heading(cell) for cell in cells if cell.strip())


def _belongs_above(
    rows: Sequence[Cells], upper: int, lower: int, known: Known, merged: Sequence[Span] = ()
) -> bool:
    """Return whether a row is the upper line of the headings below it, and no label with a value.

    An understood heading must say something of what stands below it; a text beside it that is no
    heading is its value.
    """
    above, below = rows[upper], rows[lower]
    if lower != upper + 1 or len(above) != len(below) or any(map(is_number, above)):
        return False
    if any(cell.strip() and cell.rstrip()[-1] in COLONS for cell in above):
        return False
    if not merged and not _is_sparse(above) and not is_clear_head(above, known):
        return False
    for column, cell in enumerate(above[:-1]):
        beside = above[column + 1].strip()
        if beside and known.is_field(cell) and not known.is_heading(beside) and not merged:
            return False
    return _says_of_below(above, below, known, merged) and _wins(above, below, known, merged)


def _says_of_below(above: Cells, below: Cells, known: Known, merged: Sequence[Span] = ()) -> bool:
    """Return whether each understood heading says whose the name or number below it is."""
    fields = known.fields(below)
    return all(
        any(
            not below[n].strip() or known.is_name(below[n]) or (fields[n] and fields[n] not in _OWN)
            for n in _under(column, above, below, merged)
        )
        for column, cell in enumerate(above)
        if known.is_field(cell)
    )


def _wins(above: Cells, below: Cells, known: Known, merged: Sequence[Span]) -> bool:
    before = _filled(known.field(cell) for cell in below)
    after = _filled(map(known.field, join(above, below, known, merged)))
    return after.total() > before.total() or (after != before and after.total() == before.total())


def _is_sparse(cells: Cells) -> bool:
    """Return whether a row is few texts, each before empty cells, such as names of groups."""
    filled = [column for column, cell in enumerate(cells) if cell.strip()]
    if len(cells) < 4 or not filled or any(letter.isdigit() for letter in "".join(cells)):
        return False
    return all(after - column > 1 for column, after in pairwise(filled))


def _is_group(above: Cells, below: Cells, known: Known) -> bool:
    """Return whether a row is names of groups of columns: few, each over several headings."""
    if not _is_sparse(above) or len(above) != len(below):
        return False
    under = (below[column] for column, cell in enumerate(above) if cell.strip())
    return all(map(str.strip, under)) and _says_of_below(above, below, known)


def _joined_lines(rows: Sequence[Cells], first: int, known: Known, merged: Sequence[Span]) -> Head:
    head = Head(first, first, list(rows[first]))
    while head.last + 1 < len(rows) and head.last - head.first + 1 < MOST_LINES:
        lower = rows[head.last + 1]
        if not continues(head.headings, lower, known, _of_row(merged, head.last)):
            break
        head.headings = join(head.headings, lower, known, _of_row(merged, head.last))
        head.last += 1
    if head.last + 1 < len(rows) and _is_numbering(rows[head.last + 1]):
        head.last += 1
    while head.first and head.last - head.first + 1 < MOST_LINES:
        above, spans = [rows[head.first - 1], head.headings], _of_row(merged, head.first - 1)
        if not _belongs_above(above, 0, 1, known, spans):
            break
        head.headings = join(above[0], above[1], known, spans)
        head.first -= 1
    return head


def _is_numbering(cells: Cells) -> bool:
    """Return whether a row numbers the columns, as forms of customs do below their headings."""
    filled = [cell.strip().rstrip(".") for cell in cells if cell.strip()]
    return len(filled) > 2 and filled == [str(n) for n in range(1, len(filled) + 1)]


def _of_row(merged: Sequence[Span], row: int) -> list[Span]:
    return [span for span in merged if span[0] == row]


def _with_above(head: Head, top: _Top) -> Head:
    rows, known, group = top.rows, top.known, True
    for row in reversed(range(head.first)):
        line, is_clear = top.line(row), is_clear_head(rows[row], known)
        if is_clear and len(line.pairs) == 1:  # of a label alone the value may stand below it
            is_clear = not line.pairs[0].understood or known.is_plain(line.pairs[0].label)
        group = group and _is_group(rows[row], head.headings, known)
        if not group and line.names_somebody(known) and not is_clear:
            head.labelled.insert(0, row)
        elif group or is_clear or is_harmless(rows[row], line):
            head.passed.insert(0, row)
        else:
            head.rejected.insert(0, row)
    return head
