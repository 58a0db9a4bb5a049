r"""Labels beside values: a form, or what stands above a table and holds for all of its rows.

``Vessel: | GREY HULL``, ``Vessel: GREY HULL`` in one cell, and several of them in a line are read
alike. A label is a heading that is understood or plain, or what ends with a colon.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from vscreen.manifest.headings import heading_key
from vscreen.manifest.layout.known import COLONS, Known, is_number
from vscreen.manifest.layout.table import Table, together
from vscreen.schema import NUMBER_FIELDS, VESSEL_FIELDS

_SHIP_SIGN: Final = re.compile(r"\bIMO\b|(?<!\w)M[./]?[VT][./]?\s+\w", re.I)
_SEVEN: Final = re.compile(r"(?<!\d)\d{7}(?!\d)")
_DATE = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?")
_COLON = re.compile(rf"[{COLONS}]")
_LABEL_WORDS = 6
_LABEL_END = re.compile(r"[^\W\d_][.)/\s]*$")  # letters, not the hours of a time
Given = tuple[int, "Pair"]
"""The number of a line, and a label with its value on it."""


@dataclass(frozen=True)
class Pair:
    """A label and what stands beside it; further values are what no other label claims."""

    label: str
    values: tuple[str, ...]
    understood: bool
    """Whether the label is the heading of a field."""

    @property
    def value(self) -> str:
        """The first value, or ""."""
        return self.values[0] if self.values else ""


@dataclass(frozen=True)
class Line:
    """A line of a file, as labels and values.

    Examples
    --------
    >>> line = Line.of(["Vessel:", "GREY HULL", "", "IMO: 9074729"], Known())
    >>> [(pair.label, pair.value) for pair in line.pairs], line.is_labelled
    ([('Vessel', 'GREY HULL'), ('IMO', '9074729')], True)
    >>> Line.of(["Vessel", "Port", "Consignee"], Known()).is_labelled
    False
    """

    pairs: tuple[Pair, ...]
    rest: tuple[str, ...]
    """Filled cells before the first label."""
    marked: bool
    """Whether a colon marks a label."""

    @classmethod
    def of(cls, cells: Sequence[str], known: Known) -> Line:
        """Return what a row of cells says."""
        pairs: list[tuple[str, list[str]]] = []
        rest: list[str] = []
        marked = False
        for cell in filter(None, map(str.strip, cells)):
            for label, value, colon in _split(cell, known):
                marked |= colon
                if label and not colon and _is_value(label, pairs, known):
                    label, value = "", label
                if label:
                    pairs.append((label, [value] if value else []))
                else:
                    (pairs[-1][1] if pairs else rest).append(value)
        if marked and len(rest) == len(pairs) == 1 and not pairs[0][1]:
            pairs, rest = [(pairs[0][0], rest)], []  # written from right to left
        found = (Pair(label, tuple(values), known.is_field(label)) for label, values in pairs)
        return cls(tuple(found), tuple(rest), marked)

    @property
    def is_labelled(self) -> bool:
        """Whether the line is labels and values alone, one at least of them understood."""
        return not self.rest and any(pair.understood and pair.values for pair in self.pairs)

    def names_somebody(self, known: Known) -> bool:
        """Return whether a label of the line, with its value, may name a ship or a party."""
        unknown = any(pair.values and not known.is_heading(pair.label) for pair in self.pairs)
        return self.is_labelled or (self.marked and not self.rest and unknown)

    @property
    def is_marked(self) -> bool:
        """Whether it is an understood label with a colon, whatever stands beside it."""
        return self.marked and not self.rest and any(pair.understood for pair in self.pairs)

    @property
    def is_sure(self) -> bool:
        """Whether it can be no line of headings: a colon marks a label, or a value is a number."""
        values = (value for pair in self.pairs if pair.understood for value in pair.values)
        return self.is_labelled and (self.marked or any(map(is_number, values)))


def may_name_a_ship(text: str) -> bool:
    """Return whether running text has a sign of a ship: ``MV``, the word IMO or such a number.

    Of the seven digits of an IMO number the last is the sum of the others, each times its distance
    from the end (IMO resolution A.1117(30)); telephone numbers seldom are so.

    Examples
    --------
    >>> may_name_a_ship("MV MARIA"), may_name_a_ship("No 8517839"), may_name_a_ship("Tel 5551234")
    (True, True, False)
    """
    sums = (sum(int(n) * (7 - at) for at, n in enumerate(s[:6])) for s in _SEVEN.findall(text))
    valid = any(
        total % 10 == int(s[6]) for total, s in zip(sums, _SEVEN.findall(text), strict=True)
    )
    return valid or _SHIP_SIGN.search(text) is not None


def is_harmless(cells: Sequence[str], line: Line) -> bool:
    """Return whether a line above the headings names nobody: a title, a date, labelled remarks.

    Examples
    --------
    >>> known = Known()
    >>> [is_harmless(cells, Line.of(cells, known)) for cells in (
    ...     ["Weekly report", "", ""], ["Printed", "12.05.2026"], ["LADY R", "9161003"])]
    [True, True, False]
    """
    if may_name_a_ship(" ".join(cells)) or any(pair.understood for pair in line.pairs):
        return False
    if line.marked and not line.rest and all(len(pair.values) < 2 for pair in line.pairs):
        return True
    return sum(bool(cell.strip()) and not _DATE.fullmatch(cell.strip()) for cell in cells) < 2


def read_form(rows: Iterable[tuple[int, Sequence[str]]], known: Known, index: str) -> Table:
    """Return a form as a table of a row; several forms one below the other as so many rows.

    Parameters
    ----------
    rows
        The number and the texts of each line that is not empty.
    known
        What is a heading.
    index
        What the numbers count.

    Examples
    --------
    >>> form = read_form([(1, ["Vessel", "MARIA"]), (2, ["IMO", "8517839"])], Known(), "line")
    >>> form.headings, form.columns, form.lines
    (['Vessel', 'IMO'], [['MARIA'], ['8517839']], [1])
    """
    given: list[Given] = []
    rejected = []
    for number, cells in rows:
        line = Line.of(cells, known)
        rest = list(line.rest)
        if rest and given and _goes_on(cells, given[-1][1], known):
            above, pair = given[-1]
            given[-1] = above, Pair(pair.label, _longer(pair.values, rest), pair.understood)
        elif rest and (line.pairs or not is_harmless(cells, line)):
            reason = "no label stands beside this text of a form; it was not read"
            rejected.append((number, reason, " | ".join(filter(None, cells))))
        given += [(number, pair) for pair in line.pairs if pair.understood or pair.values]
    table = together(form_rows(given, known, index), known)
    table.rejected = sorted(rejected + table.rejected)
    table.notes = ["read as a form: labels with their values beside them", *table.notes]
    return table


def form_rows(given: Sequence[Given], known: Known, index: str) -> list[Table]:
    """Return labels and values as tables of a row each: a label that comes again begins a new one.

    Parameters
    ----------
    given
        Labels and values, in the file's order.
    known
        What is a heading.
    index
        What the numbers of their lines count.

    Examples
    --------
    >>> pairs = [Pair("Vessel", (name,), True) for name in ("MARIA", "ANGARA")]
    >>> [table.columns for table in form_rows(list(enumerate(pairs)), Known(), "line")]
    [[['MARIA']], [['ANGARA']]]
    """
    if (count := _columns_of_values(given, known)) > 1:
        return [_row([(n, p, (p.values[at],)) for n, p in given], index) for at in range(count)]
    records: list[list[tuple[int, Pair, tuple[str, ...]]]] = []
    rejected = []
    labels: set[str] = set()
    for number, pair in given:
        mapped, key = known.field(pair.label), heading_key(pair.label)
        is_vessel = mapped in VESSEL_FIELDS
        begins = mapped if is_vessel else key
        if not records or (begins in labels and (is_vessel or key == _first_key(records[-1]))):
            records.append([])
            labels = set()
        labels.add(begins)
        records[-1].append((number, pair, pair.values[:1] if is_vessel else pair.values))
        rejected += left_over(number, pair) if is_vessel else []
    tables = [_row(record, index) for record in records]
    for table in tables[:1]:
        table.rejected = rejected
    return tables


def left_over(number: int, pair: Pair) -> list[tuple[int, str, str]]:
    """Return what is rejected of a line whose label has more values than a ship can have.

    Examples
    --------
    >>> left_over(3, Pair("Vessel", ("MARIA", "Berth 4"), True))
    [(3, "only the first value beside the label 'Vessel' was read", 'MARIA | Berth 4')]
    """
    if len(pair.values) < 2:
        return []
    reason = f"only the first value beside the label {pair.label!r} was read"
    return [(number, reason, " | ".join(pair.values))]


def _row(record: Sequence[tuple[int, Pair, tuple[str, ...]]], index: str) -> Table:
    cells = [(pair.label, value) for _, pair, values in record for value in values or ("",)]
    headings, values = [label for label, _ in cells], [[value] for _, value in cells]
    return Table(headings, values, [record[0][0]], index=index)


def _first_key(record: Sequence[tuple[int, Pair, tuple[str, ...]]]) -> str:
    return heading_key(record[0][1].label)


def _columns_of_values(given: Sequence[Given], known: Known) -> int:
    """Return how many ships stand beside each other: headings may be the first column of a table.

    All labels have as many values, and those beside the label of a number are numbers.
    """
    counts = {len(pair.values) for _, pair in given}
    numbers = [pair for _, pair in given if known.field(pair.label) in NUMBER_FIELDS]
    if len(counts) != 1 or not numbers or len(given) < 2:
        return 1
    whole = all(is_number(value) for pair in numbers for value in pair.values)
    return counts.pop() if whole else 1


def _goes_on(cells: Sequence[str], pair: Pair, known: Known) -> bool:
    """Return whether a text without a label goes on with the value of the label above it."""
    if known.field(pair.label) in VESSEL_FIELDS and pair.values:
        return False
    return not pair.values or not cells[0].strip()


def _longer(values: tuple[str, ...], rest: Sequence[str]) -> tuple[str, ...]:
    if not values:
        return tuple(rest)
    return (*values[:-1], "\n".join([values[-1], *rest]))


def _is_value(text: str, pairs: Sequence[tuple[str, list[str]]], known: Known) -> bool:
    """Return whether a text behind a label is its value, although it may be a heading.

    A company may be called ``Vessel Trading``; what is written as headings mostly are is none.
    """
    waits = bool(pairs) and not pairs[-1][1]
    return waits and not known.is_plain(text) and not known.is_common(text)


def _split(cell: str, known: Known) -> Iterator[tuple[str, str, bool]]:
    """Yield label, value, and whether a colon parts them, of one cell.

    ``Vessel: GREY HULL IMO: 9074729`` holds two, for ``IMO`` is a heading. A cell that is no label
    and holds none is a value without a label.
    """
    starts = list(_labels(cell, known))
    if not starts:
        is_label = known.is_heading(cell)
        yield (cell, "", False) if is_label else ("", cell, False)
        return
    if before := cell[: starts[0][0]].strip():
        yield "", before, False
    ends = [start for start, _, _ in starts[1:]] + [len(cell)]
    for (_, label, begin), end in zip(starts, ends, strict=True):
        yield label, cell[begin:end].strip(), True


def _labels(cell: str, known: Known) -> Iterator[tuple[int, str, int]]:
    """Yield where each label before a colon begins, the label, and where its value begins."""
    done = 0
    for colon in _COLON.finditer(cell):
        before = cell[done : colon.start()]
        if not _LABEL_END.search(before):
            continue
        words = list(re.finditer(r"\S+", before))
        for word in words[-_LABEL_WORDS:]:
            label = before[word.start() :].strip()
            if known.is_field(label) or (done and known.is_plain(label)):
                yield done + word.start(), label, colon.end()
                done = colon.end()
                break
        else:
            at_once = not done and len(words) <= _LABEL_WORDS
            if at_once and (colon.end() == len(cell) or cell[colon.end()].isspace()):
                yield words[0].start(), before.strip(), colon.end()
                done = colon.end()
