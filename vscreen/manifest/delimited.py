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
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

import numpy as np

from vscreen.errors import ManifestError
from vscreen.manifest.delimited_bulk import (
    Records,
    WellFormed,
    read_well_formed,
    with_colons,
    without_digits,
)
from vscreen.manifest.delimiter import DELIMITERS, Look, choose
from vscreen.manifest.encoding import UTF8_MARK, decode
from vscreen.manifest.layout.form import Line, read_form
from vscreen.manifest.layout.head import Head, find_head, head_on
from vscreen.manifest.layout.known import Known
from vscreen.manifest.layout.sections import Sections
from vscreen.manifest.layout.table import Table

HEADER_WITHIN: Final = 50
"""Headings are looked for in this many records from the top."""

_SAMPLE_LINES = 500
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?[\r\n]*', re.I)  # Excel's own way to state it


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
    known = Known(columns)
    if encoding is None and (table := _read_fast(data, known, delimiter, header)):
        return table
    text, encoding = decode(data, encoding)
    body, delimiter = _open(text, known, delimiter, header)
    table = body.read(delimiter)
    table.encoding, table.notes = encoding, body.stated + table.notes
    return table


def _open(text: str, known: Known, delimiter: str | None, header: int | None) -> tuple[_Text, str]:
    """Return the lines of a text, and what separates their fields."""
    lines = list(io.StringIO(text, newline=""))  # \n, \r\n and \r end a line; nothing else does
    stated = []
    start = next((i for i, line in enumerate(lines) if line.strip()), 0)
    if delimiter is None and (stated_on := _SEPARATOR_LINE.fullmatch(lines[start])):
        delimiter, start = stated_on[1], start + 1
        stated.append(f"line {start} states the delimiter")
    _allow_long_fields()
    body = _Text(lines, start, known, header, stated)
    return body, _checked(delimiter) or body.delimiter()


def _read_fast(
    data: bytes, known: Known, delimiter: str | None, header: int | None
) -> Table | None:
    """Return the table of a well-formed UTF-8 file; None if more care, or an error, is due."""
    if b"\0" in data or (b"\r" in data and data.count(b"\r") != data.count(b"\r\n")):
        return None
    mark = len(UTF8_MARK) if data.startswith(UTF8_MARK) else 0
    end = mark
    for _ in range(_top_lines(header)):
        end = data.find(b"\n", end) + 1 or len(data)
    try:
        text = data[mark:end].decode()
    except UnicodeDecodeError:
        return None
    if not text or text.isspace():
        return None
    body, delimiter = _open(text, known, delimiter, header)
    top = body.top(delimiter)
    if top.head is None:
        return None
    headings, begin = top.head.headings, top.begin
    below = memoryview(data)[mark + len("".join(body.lines[:begin]).encode()) :]
    body_below = read_well_formed(below, delimiter, len(headings))
    if body_below is None:
        return None
    records, sections = body_below.records, body.sections(top.head, top)
    if _holds_headings(below, body_below, delimiter, sections):
        return None
    good = records.fields == len(headings)
    sections.rejected += _rejected(below, records, begin, len(headings))
    table = sections.table(body_below.columns, records.line[good] + begin + 1)
    blank = int((records.fields == 0).sum())
    table.encoding, table.delimiter = "utf-8-sig" if mark else "utf-8", delimiter
    table.notes = body.stated + table.notes + _notes(blank, whole=data.endswith(b"\n"))
    return table


def _holds_headings(data: memoryview, body: WellFormed, delimiter: str, sections: Sections) -> bool:
    """Return whether any record may be headings again, of which none has a digit, or labels."""
    if any(map(body.column_holds, *sections.numbered)):
        return True
    records = body.records
    rows = body.with_any(sections.familiar, without_digits(data, records))
    labelled = with_colons(data, records, delimiter)
    return any(
        test(cells)
        for test, some in ((sections.may_be_head, rows), (sections.may_be_labels, labelled))
        for row in some.tolist()
        for cells in csv.reader([_decoded(data, records, row)], delimiter=delimiter)
    )


def _decoded(data: memoryview, records: Records, row: int) -> str:
    return bytes(data[records.begin[row] : records.end[row]]).decode()


def _rejected(
    data: memoryview, records: Records, begin: int, width: int
) -> Iterator[tuple[int, str, str]]:
    for row in np.flatnonzero((records.fields != width) & (records.fields > 0)).tolist():
        fields, at = int(records.fields[row]), begin + int(records.line[row])
        raw = bytes(data[records.begin[row] : records.end[row]]).decode().rstrip("\r\n")
        yield at + 1, _count_reason(fields, width, at, at + int(records.lines[row])), raw


def _top_lines(header: int | None) -> int:
    """How many lines headings and delimiter are sought in."""
    return (header or HEADER_WITHIN) + 3 * _SAMPLE_LINES


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


@dataclass(frozen=True)
class _Top:
    """The first records of a file, and the headings among them."""

    records: list[tuple[int, int, list[str] | str]]
    rows: list[list[str]]
    head: Head | None
    """None if the file is a form."""
    begin: int
    """The line after the headings, from 0."""

    @property
    def headings(self) -> list[str]:
        """The headings; of a form, its widest row."""
        return self.head.headings if self.head else max(self.rows, key=len)


@dataclass(frozen=True)
class _Text:
    """The lines of a file from ``start`` on, and what the user stated of them."""

    lines: Sequence[str]
    start: int
    known: Known
    header: int | None
    stated: list[str]

    def top(self, delimiter: str) -> _Top:
        """Return the headings under ``delimiter``, and what stands above them."""
        records = self._first_records(delimiter)
        rows = [record if isinstance(record, list) else [] for _, _, record in records]
        if self.header == 0:
            width = Counter(map(len, rows)).most_common(1)[0][0]
            head: Head | None = Head(0, -1, [""] * width)
        elif self.header is not None:
            head = head_on(rows, len(rows) - 1, self.known)
        else:
            head = find_head(rows, self.known)
        if head is None or head.last < 0:
            return _Top(records, rows, head, self.start)
        self._check_headings(records[head.first : head.last + 1])
        return _Top(records, rows, head, records[head.last][1])

    def sections(self, head: Head, top: _Top) -> Sections:
        """Return the rows above the headings sorted out, ready for those below."""
        broken = {row: each[2] for row, each in enumerate(top.records) if isinstance(each[2], str)}
        numbers = [at + 1 for at, _, _ in top.records]
        raws = [_raw(self.lines, at, end) for at, end, _ in top.records]
        return Sections.below(head, top.rows, numbers, raws, self.known, "line", broken)

    def _first_records(self, delimiter: str) -> list[tuple[int, int, list[str] | str]]:
        top_lines = self.lines[: _top_lines(self.header)]
        records = (
            record for record in _records(top_lines, self.start, delimiter)
            if isinstance(record[2], str) or any(map(str.strip, record[2]))
        )  # fmt: skip
        if not self.header:
            top = list(islice(records, HEADER_WITHIN))
        else:
            top = [r for r in islice(records, self.header) if r[0] < self.header]
            top = top if top and top[-1][0] == self.header - 1 else []
        if not top:
            raise ManifestError(f"no record begins on line {self.header or self.start + 1}")
        return top

    def _check_headings(self, records: Sequence[tuple[int, int, list[str] | str]]) -> None:
        for first, _, record in records:
            if isinstance(record, str):
                raise ManifestError(f"line {first + 1} should hold the headings, but {record}")
            if _nul(record):
                raise ManifestError(
                    f"the headings on line {first + 1} hold NUL bytes: the file is damaged, or "
                    'UTF-16 without its mark; if so, say encoding="utf-16-le" or "utf-16-be"'
                )

    def look(self, delimiter: str) -> Look:
        """Return what the first records look like under ``delimiter``."""
        top = self.top(delimiter)
        if top.head is None:
            pairs = [pair for row in top.rows for pair in Line.of(row, self.known).pairs]
            understood = sum(pair.understood and bool(pair.values) for pair in pairs)
            counts = Counter({len(top.headings): 1})
            return Look(delimiter, top.headings, understood, counts, is_form=True)
        sample = self.lines[: top.begin + _SAMPLE_LINES]
        counts = Counter(
            len(record)
            for _, _, record in _records(sample, top.begin, delimiter)
            if isinstance(record, list) and record
        )
        return Look(delimiter, top.headings, self.known.count(top.headings), counts)

    def delimiter(self) -> str:
        """Return the delimiter that the headings and the field counts speak for."""
        looks, errors = [], []
        for delimiter in DELIMITERS:
            try:
                looks.append(self.look(delimiter))
            except ManifestError as error:  # under a wrong delimiter quotes may not close
                errors.append(error)
        if not looks:
            raise errors[0]
        return choose(looks)

    def read(self, delimiter: str) -> Table:
        """Return every record, in its column or rejected."""
        lines, top = self.lines, self.top(delimiter)
        if top.head is None:
            return self._read_form(delimiter)
        sections = self.sections(top.head, top)
        damaged, blank = any("\0" in line for line in lines), 0
        for at, end, record in _records(lines, top.begin, delimiter):
            if not record:
                blank += 1
                continue
            broken = isinstance(record, str) or (damaged and _nul(record))
            if not broken and len(record) == sections.width:
                sections.add(at + 1, record)
            else:
                reason = _reason(record, sections.width, at, end)
                cells = None if broken else record
                sections.reject(at + 1, reason, _raw(lines, at, end), cells)
        table = sections.table()
        table.delimiter = delimiter
        whole = lines[-1].endswith(("\r", "\n"))
        table.notes += _notes(blank, whole=whole)
        return table

    def _read_form(self, delimiter: str) -> Table:
        records = [r for r in _records(self.lines, self.start, delimiter) if r[2]]
        rows = [(at + 1, record) for at, _, record in records if isinstance(record, list)]
        table = read_form(rows, self.known, "line")
        table.rejected += [
            (at + 1, record, _raw(self.lines, at, end))
            for at, end, record in records if isinstance(record, str)
        ]  # fmt: skip
        table.delimiter = delimiter
        return table


def _nul(record: list[str]) -> bool:
    return any("\0" in cell for cell in record)


def _raw(lines: Sequence[str], at: int, end: int) -> str:
    return "".join(lines[at:end]).rstrip("\r\n")


def _reason(record: list[str] | str, width: int, at: int, end: int) -> str:
    return record if isinstance(record, str) else _count_reason(len(record), width, at, end)


def _count_reason(fields: int, width: int, at: int, end: int) -> str:
    if fields == width:
        return "a NUL byte in the record"
    counted = "1 field" if fields == 1 else f"{fields} fields"
    span = f", from line {at + 1} to line {end}" if end - at > 1 else ""
    return f"{counted} where the header has {width}{span}"


def _notes(blank: int, *, whole: bool) -> list[str]:
    notes = []
    if blank:
        notes.append(f"empty lines passed over: {blank:,}")
    if not whole:
        notes.append("the last line has no line end: if the file was cut, its last field is too")
    return notes
