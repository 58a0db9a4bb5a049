"""A text file of records -> headings, cells and the records that can't be trusted, none lost.

Encoding and delimiter come from clear evidence or from the user, never from a guess: a wrong guess
garbles names, and a garbled name is cleared. A record with more or fewer fields than the headings,
a quote that isn't closed properly or a NUL byte is rejected with its line; everything else stays
as printed. Fields may be quoted with ``"`` (doubled inside) and then hold delimiters and line ends.
An entirely empty line is no record; a line of empty fields is one.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final

import numpy as np

from vscreen.errors import ManifestError
from vscreen.manifest.delimited_bulk import Records, read_well_formed
from vscreen.manifest.encoding import UTF8_MARK, decode
from vscreen.manifest.headings import recognised

DELIMITERS: Final = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
HEADER_WITHIN: Final = 20
"""Headings are looked for in this many records from the top."""

_SAMPLE_LINES = 500
_NOT_A_TABLE = (
    (re.compile(r"<(!doctype\s+html|html|head|body|script|!--)", re.I), "an HTML page"),
    (re.compile(r"<[?!a-z]", re.I), "an XML or HTML document"),
    (re.compile(r'\{\s*["}]|\[\s*[\[{"\]]'), "JSON"),
)
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?[\r\n]*', re.I)  # Excel's own way to state it
_SEPARATING = re.compile(r"[~^:¦§\x1c-\x1f]")  # no heading of a single column holds these


@dataclass
class Table:
    """What a file holds before its headings are understood, column by column."""

    headings: list[str]
    columns: list[Any]
    lines: Sequence[int]
    rejected: list[tuple[int, str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    index: str = "line"
    encoding: str = ""
    delimiter: str = ""


def read_delimited(
    data: bytes,
    *,
    columns: Mapping[Any, str | None] | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    header: int | None = None,
) -> Table:
    r"""Return the table in the bytes of a CSV or TSV file; see `manifest.read.read_manifest`.

    Raises
    ------
    ManifestError
        If the file is empty or no table, or its encoding or delimiter is not evident.

    Examples
    --------
    >>> table = read_delimited(b"Vessel;IMO\nNULL;0917618\nMARIA\n")
    >>> table.delimiter, [column.to_pylist() for column in table.columns], table.rejected
    (';', [['NULL'], ['0917618']], [(3, '1 field where the header has 2', 'MARIA')])
    """
    if encoding is None and (table := _read_fast(data, columns, delimiter, header)):
        return table
    text, encoding = decode(data, encoding)
    body, delimiter = _open(text, columns, delimiter, header)
    table = body.read(delimiter)
    table.encoding, table.notes = encoding, body.stated + table.notes
    return table


def _open(
    text: str, columns: Mapping[Any, str | None] | None, delimiter: str | None, header: int | None
) -> tuple[_Text, str]:
    """Return the lines of a text, and what separates their fields."""
    _refuse_other_formats(text)
    lines = list(io.StringIO(text, newline=""))  # \n, \r\n and \r end a line; nothing else does
    stated = []
    start = next((i for i, line in enumerate(lines) if line.strip()), 0)
    if delimiter is None and (stated_on := _SEPARATOR_LINE.fullmatch(lines[start])):
        delimiter, start = stated_on[1], start + 1
        stated.append(f"line {start} states the delimiter")
    _allow_long_fields()
    body = _Text(lines, start, columns, header, stated)
    return body, _checked(delimiter) or body.delimiter()


def _read_fast(
    data: bytes, columns: Mapping[Any, str | None] | None, delimiter: str | None, header: int | None
) -> Table | None:
    """Return the table of a well-formed UTF-8 file; None if more care, or an error, is due."""
    if b"\0" in data or (b"\r" in data and data.count(b"\r") != data.count(b"\r\n")):
        return None
    mark = len(UTF8_MARK) if data.startswith(UTF8_MARK) else 0
    end = mark
    for _ in range(_top_lines(header)):
        end = data.find(b"\n", end) + 1 or len(data)
    try:
        top = data[mark:end].decode()
    except UnicodeDecodeError:
        return None
    if not top or top.isspace():
        return None
    body, delimiter = _open(top, columns, delimiter, header)
    first, begin, headings = body.headings(delimiter)
    below = mark + len("".join(body.lines[:begin]).encode())
    body_below = read_well_formed(memoryview(data)[below:], delimiter, len(headings))
    if body_below is None:
        return None
    records = body_below.records
    good = records.fields == len(headings)
    rejected = list(_rejected(memoryview(data)[below:], records, begin, len(headings)))
    table = Table(headings, body_below.columns, records.line[good] + begin + 1, rejected)
    blank = int((records.fields == 0).sum())
    whole = data.endswith(b"\n")
    table.encoding, table.delimiter = "utf-8-sig" if mark else "utf-8", delimiter
    table.notes = body.stated + _notes(body.lines[body.start : first], first, blank, whole)
    return table


def _rejected(
    data: memoryview, records: Records, begin: int, width: int
) -> Iterator[tuple[int, str, str]]:
    for row in np.flatnonzero((records.fields != width) & (records.fields > 0)).tolist():
        fields, at = int(records.fields[row]), begin + int(records.line[row])
        raw = bytes(data[records.begin[row] : records.end[row]]).decode().rstrip("\r\n")
        yield at + 1, _reason(fields, width, at, at + int(records.lines[row])), raw


def _top_lines(header: int | None) -> int:
    """How many lines headings and delimiter are sought in."""
    return (header or HEADER_WITHIN) + 3 * _SAMPLE_LINES


def find_header(rows: Sequence[Sequence[str]], columns: Mapping[Any, str | None] | None) -> int:
    """Return the position of the row of headings among the first rows of a file.

    It is the first row if every cell of it is filled and any is understood; else the row in which
    most are, and at least two; else the first.

    Examples
    --------
    >>> find_header([["Ship", "", "DoC"], ["IMO Number", "Name", "Issued"]], None)
    1
    """
    if not rows or (all(cell.strip() for cell in rows[0]) and recognised(rows[0], columns)):
        return 0
    understood = [recognised(row, columns) for row in rows[:HEADER_WITHIN]]
    return understood.index(max(understood)) if max(understood) > 1 else 0


def _refuse_other_formats(text: str) -> None:
    head = text[:4096].lstrip("\ufeff \t\r\n")
    for pattern, name in _NOT_A_TABLE:
        if pattern.match(head):
            raise ManifestError(f"this is {name}, not a table of shipments; download it again?")


def _allow_long_fields() -> None:
    # The limit is the process's, 128 KiB at first. It is only ever raised: lowering it again
    # would break a file that another thread is reading.
    if csv.field_size_limit() < 2**31 - 1:
        csv.field_size_limit(2**31 - 1)


def _checked(delimiter: str | None) -> str | None:
    if delimiter is not None and (len(delimiter) != 1 or delimiter in '"\r\n\0'):
        raise ManifestError(f"delimiter={delimiter!r} must be one character, such as ',' or '\\t'")
    return delimiter


def _records(
    lines: Sequence[str], start: int, delimiter: str
) -> Iterator[tuple[int, int, list[str] | str]]:
    """Yield each record's first line, the line after its last, and its fields or what is wrong.

    Where a quote isn't closed properly its first line alone is refused and reading goes on with
    the next, so that a stray quote costs a row and not the rest of the file. How often lines are
    read again is bounded; past that, all that the quote swallowed is refused line by line.
    """
    patience = len(lines) + 10_000
    while start < len(lines):
        reader = csv.reader(
            map(lines.__getitem__, range(start, len(lines))), delimiter=delimiter, strict=True
        )
        first = end = start
        try:
            for record in reader:
                end = start + reader.line_num
                yield first, end, record
                first = end
            return
        except csv.Error:
            end = start + reader.line_num
            patience -= end - first
            start = first + 1 if patience > 0 else end
            yield first, first + 1, _quote_reason(first, end)
            for line in range(first + 1, start):
                yield line, line + 1, f"inside a quote left open on line {first + 1}"


def _quote_reason(first: int, end: int) -> str:
    if end - first == 1:
        return "a quote in this line is not closed properly"
    return (
        f"a quote opened in this line is not closed properly and would swallow the next "
        f"{end - first - 1:,} lines, to line {end}; those are read on their own"
    )


@dataclass
class _Look:
    """What the first records look like under a delimiter."""

    delimiter: str
    headings: list[str]
    understood: int
    counts: Counter[int]

    @property
    def agreeing(self) -> float:
        total = self.counts.total()
        return self.counts[len(self.headings)] / total if total else 1.0

    @property
    def plausibility(self) -> tuple[bool, bool, int, float]:
        return self.understood > 0, self.agreeing >= 0.5, self.understood, self.agreeing

    def __str__(self) -> str:
        return (
            f"{DELIMITERS[self.delimiter]} gives {len(self.headings)} headings, "
            f"{self.understood} understood, and {self.agreeing:.0%} of the first records agree"
        )


@dataclass(frozen=True)
class _Text:
    """The lines of a file from ``start`` on, and what the user stated of them."""

    lines: Sequence[str]
    start: int
    columns: Mapping[Any, str | None] | None
    header: int | None
    stated: list[str]

    def headings(self, delimiter: str) -> tuple[int, int, list[str]]:
        """Return the first line of the headings, the line after them, and the headings."""
        top_lines = self.lines[: _top_lines(self.header)]
        records = (r for r in _records(top_lines, self.start, delimiter) if r[2] != [])
        if self.header is not None:
            top = [r for r in islice(records, self.header) if r[0] == self.header - 1]
        else:
            top = list(islice(records, HEADER_WITHIN))
        if not top:
            raise ManifestError(f"no record begins on line {self.header or self.start + 1}")
        position = find_header([r if isinstance(r, list) else [] for _, _, r in top], self.columns)
        first, end, record = top[position]
        if isinstance(record, str):
            raise ManifestError(f"line {first + 1} should hold the headings, but {record}")
        if _nul(record):
            raise ManifestError(
                f"the headings on line {first + 1} hold NUL bytes: the file is damaged, or UTF-16 "
                'without its mark; if so, say encoding="utf-16-le" or "utf-16-be"'
            )
        return first, end, record

    def look(self, delimiter: str) -> _Look:
        """Return what the first records look like under ``delimiter``."""
        first, _, headings = self.headings(delimiter)
        sample = self.lines[: first + _SAMPLE_LINES]
        counts = Counter(
            len(record)
            for _, _, record in _records(sample, first, delimiter)
            if isinstance(record, list) and record
        )
        counts[len(headings)] -= 1  # the headings themselves
        return _Look(delimiter, headings, recognised(headings, self.columns), counts)

    def delimiter(self) -> str:
        """Return the delimiter that the headings and the field counts speak for."""
        looks, errors = [], []
        for delimiter in DELIMITERS:
            try:
                looks.append(self.look(delimiter))
            except ManifestError as error:  # under a wrong delimiter quotes may not close
                errors.append(error)
        wide = sorted((x for x in looks if len(x.headings) > 1), key=lambda x: x.plausibility)
        if not looks:
            raise errors[0]
        if not wide:
            return _single_column(looks)
        if len(wide) > 1 and wide[-1].plausibility == wide[-2].plausibility:
            raise ManifestError(
                f"the delimiter is not evident: {wide[-1]}; {wide[-2]}; say which, such as "
                f"delimiter={wide[-1].delimiter!r}"
            )
        return wide[-1].delimiter

    def read(self, delimiter: str) -> Table:
        """Return every record, in its column or rejected."""
        lines, (first, begin, headings) = self.lines, self.headings(delimiter)
        width, cells, line_numbers, rejected, blank = len(headings), list[str](), list[int](), [], 0
        damaged = any("\0" in line for line in lines)
        for at, end, record in _records(lines, begin, delimiter):
            if not record:
                blank += 1
            elif (
                isinstance(record, list) and len(record) == width and not (damaged and _nul(record))
            ):
                line_numbers.append(at + 1)
                cells += record
            else:
                raw = "".join(lines[at:end]).rstrip("\r\n")
                fields = record if isinstance(record, str) else len(record)
                rejected.append((at + 1, _reason(fields, width, at, end), raw))
        table = Table(headings, [cells[i::width] for i in range(width)], line_numbers, rejected)
        table.delimiter = delimiter
        whole = lines[-1].endswith(("\r", "\n"))
        table.notes = _notes(lines[self.start : first], first, blank, whole)
        return table


def _single_column(looks: Sequence[_Look]) -> str:
    for look in looks:
        count, times = look.counts.most_common(1)[0]
        if count > 1 and times > look.counts.total() / 2:
            raise ManifestError(
                f"the header is one field, but {DELIMITERS[look.delimiter]} splits most records "
                f"into {count}; say which is right, such as delimiter={look.delimiter!r}"
            )
    if not looks[0].understood or _SEPARATING.search(looks[0].headings[0]):
        raise ManifestError(
            f"no delimiter fits: the header {looks[0].headings[0][:60]!r} has no comma, semicolon, "
            "tab or bar, and is not a heading that is understood; say delimiter= or columns="
        )
    return looks[0].delimiter


def _nul(record: list[str]) -> bool:
    return any("\0" in cell for cell in record)


def _reason(fields: int | str, width: int, at: int, end: int) -> str:
    if isinstance(fields, str):
        return fields
    if fields == width:
        return "a NUL byte in the record"
    counted = "1 field" if fields == 1 else f"{fields} fields"
    span = f", from line {at + 1} to line {end}" if end - at > 1 else ""
    return f"{counted} where the header has {width}{span}"


def _notes(above: Sequence[str], first: int, blank: int, whole: bool) -> list[str]:
    notes = []
    if any(line.strip() for line in above):
        notes.append(f"what stands above the headings on line {first + 1} was not screened")
    if blank:
        notes.append(f"empty lines passed over: {blank:,}")
    if not whole:
        notes.append("the last line has no line end: if the file was cut, its last field is too")
    return notes
