r"""A well-formed text file of records as arrays: the fast twin of `vscreen.manifest.delimited`.

Most files are what they should be: UTF-8, lines that end in ``\n`` or ``\r\n``, quotes that open
where a field begins and close where it ends. Then a quote opens a field exactly if an even number
stand before it, a line end or delimiter with an even number before it parts records or fields, and
all of that is counted over whole blocks of bytes. Which records have more or fewer fields than the
headings, and on which line each begins, is known before any cell is parsed; pyarrow parses them.

What isn't so is left to the careful reader: `read_well_formed` then returns None, never a guess.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

Bytes = npt.NDArray[np.uint8]
Offsets = npt.NDArray[np.int64]

_BLOCK: Final = 1 << 20  # bytes looked at together: they stay in the processor's cache
_NEWLINE, _RETURN, _QUOTE, _COLON = b'\n\r":'
_PARSED: Final = 1 << 22  # bytes that pyarrow parses at once, at least


@dataclass(frozen=True, eq=False)
class Records:
    """The records of a text, in order: where each begins and ends, in bytes and lines.

    ``line`` counts from 0; ``lines`` is how many a record spans; ``fields`` is 0 for an empty line.
    """

    begin: Offsets
    end: Offsets
    line: Offsets
    lines: Offsets
    fields: Offsets


@dataclass(frozen=True, eq=False)
class WellFormed:
    """What the body of a text holds: a column of text per heading, and all of its records."""

    columns: list[pa.ChunkedArray]
    records: Records

    def column_holds(self, column: int, cell: str) -> bool:
        """Return whether any cell of a column is this text."""
        return bool(pc.any(pc.equal(self.columns[column], cell)).as_py())

    def with_any(self, texts: frozenset[str], rows: Offsets) -> Offsets:
        """Return those of the records that have a cell of ``texts``, written in lower case.

        Of records of another width all are returned.
        """
        whole = self.records.fields == len(self.columns)
        if not whole[rows].any():
            return rows
        wanted = pa.array(sorted(texts), pa.large_string())
        position = np.cumsum(whole) - 1  # of a record among the cells of a column
        at = pa.array(position[rows[whole[rows]]])
        found = np.zeros(len(at), bool)
        for column in self.columns:
            cells = pc.utf8_trim_whitespace(pc.utf8_lower(column.take(at)))
            found |= pc.is_in(cells, wanted).to_numpy(zero_copy_only=False)
        keep = ~whole[rows]
        keep[whole[rows]] = found
        kept: Offsets = rows[keep]
        return kept


def read_well_formed(body: memoryview, delimiter: str, width: int) -> WellFormed | None:
    r"""Return the records of a UTF-8 text, or None if it is not well-formed.

    Parameters
    ----------
    body
        The bytes below the headings.
    delimiter
        An ASCII character.
    width
        How many fields a record should have; records that don't are in no column.

    Examples
    --------
    >>> text = read_well_formed(memoryview(b'NULL,"A, B"\nMARIA\n'), ",", 2)
    >>> [column.to_pylist() for column in text.columns], text.records.fields.tolist()
    ([['NULL'], ['A, B']], [2, 1])
    >>> read_well_formed(memoryview(b'MARIA,"A" B\n'), ",", 2) is None
    True
    """
    data = np.frombuffer(body, np.uint8)
    for known in (width, None):  # most often all records have as many fields as the headings
        records = find_records(data, ord(delimiter), known)
        if records is None:
            return None
        if not (records.fields == width).any():
            return WellFormed([pa.chunked_array([], pa.large_string())] * width, records)
        if table := _parse(body, delimiter, width, records):
            return WellFormed(table.columns, records)
    return None


def find_records(data: Bytes, delimiter: int, width: int | None = None) -> Records | None:
    """Return the records of a text, or None if there is a quote where none may be.

    Fields are not counted if ``width`` says how many each record has: whoever parses them will see.
    """
    ends, lines, fields, begun, line, quoted = [], [], [], 0, 0, False
    for start in range(0, len(data), _BLOCK):
        block = data[start : start + _BLOCK]
        quotes = np.flatnonzero(block == _QUOTE)
        if not _well_quoted(data, start + quotes, delimiter, quoted):
            return None
        newlines = np.flatnonzero(block == _NEWLINE)
        parted = _outside(newlines, quotes, quoted)
        ends.append(start + parted + 1)
        lines.append(line + 1 + _positions(newlines, parted))
        if width is None:
            parting = _outside(np.flatnonzero(block == delimiter), quotes, quoted)
            before = np.searchsorted(parting, parted)
            fields.append(np.diff(before, prepend=-begun))
            begun = len(parting) - int(before[-1]) if len(parted) else begun + len(parting)
        else:
            fields.append(np.full(len(parted), width - 1))
            begun = width - 1
        line += len(newlines)
        quoted ^= bool(len(quotes) % 2)
    if quoted:
        return None
    if len(data) and data[-1] != _NEWLINE:  # the last record has no line end
        ends.append(np.array([len(data)]))
        lines.append(np.array([line + 1]))
        fields.append(np.array([begun]))
    return _records(
        data, *(np.concatenate([np.empty(0, np.int64), *of]) for of in (ends, lines, fields))
    )


def _well_quoted(data: Bytes, quotes: Offsets, delimiter: int, quoted: bool) -> bool:
    """Return whether each quote opens or closes a field, or is part of a doubled quote in it."""
    opening, closing = quotes[quoted::2], quotes[1 - quoted :: 2]
    before = data[opening[opening > 0] - 1]
    after = data[closing[closing < len(data) - 1] + 1]
    return bool(
        np.isin(before, [delimiter, _NEWLINE, _QUOTE]).all()
        and np.isin(after, [delimiter, _NEWLINE, _RETURN, _QUOTE]).all()
    )


def _outside(offsets: Offsets, quotes: Offsets, quoted: bool) -> Offsets:
    """Return the offsets with an even number of quotes before them."""
    if not len(quotes):
        return offsets[:0] if quoted else offsets
    outside: Offsets = offsets[(np.searchsorted(quotes, offsets) + quoted) % 2 == 0]
    return outside


def _positions(every: Offsets, some: Offsets) -> Offsets:
    """Return the position in ``every`` of each of ``some``, which are among them; both in order."""
    return np.arange(len(every)) if len(some) == len(every) else np.searchsorted(every, some)


def _records(data: Bytes, ends: Offsets, lines: Offsets, delimiters: Offsets) -> Records:
    begin = np.concatenate([[0], ends[:-1]])[: len(ends)]
    line = np.concatenate([[0], lines[:-1]])[: len(ends)]
    fields = delimiters + 1
    short = np.flatnonzero(ends - begin <= 2)
    last, first = data[ends[short] - 1], data[begin[short]]
    single = ends[short] - begin[short] == 1
    fields[short[(last == _NEWLINE) & (single | (first == _RETURN))]] = 0
    return Records(begin, ends, line, lines - line, fields)


def without_digits(body: memoryview, records: Records) -> Offsets:
    r"""Return the positions of the records that hold no digit, empty lines left out.

    Examples
    --------
    >>> text = memoryview(b"MARIA,8517839\nVessel,IMO\n\n")
    >>> records = find_records(np.frombuffer(text, np.uint8), ord(","))
    >>> without_digits(text, records).tolist()
    [1]
    """
    data = np.frombuffer(body, np.uint8)
    if not len(records.begin):
        return np.empty(0, np.int64)
    found = []
    step = max(1, _BLOCK * len(records.begin) // max(1, len(data)))
    for at in range(0, len(records.begin), step):
        begin = records.begin[at : at + step]
        block = data[begin[0] : records.end[min(at + step, len(records.end)) - 1]]
        has = np.logical_or.reduceat(block - np.uint8(48) < 10, begin - begin[0])
        found.append(at + np.flatnonzero(~has & (records.fields[at : at + step] > 0)))
    return np.concatenate(found)


def with_colons(body: memoryview, records: Records, delimiter: str) -> Offsets:
    r"""Return the positions of the records of which a field ends with a colon.

    Examples
    --------
    >>> text = memoryview(b"A:b,12:30\nVessel:,MARIA\n")
    >>> records = find_records(np.frombuffer(text, np.uint8), ord(","))
    >>> with_colons(text, records, ",").tolist()
    [1]
    """
    data = np.frombuffer(body, np.uint8)
    ends = np.isin(np.arange(256), [ord(delimiter), _NEWLINE, _RETURN, _QUOTE, ord(" ")])
    found = []
    for start in range(0, len(data), _BLOCK):
        block = data[start : start + _BLOCK + 1]
        colons = np.flatnonzero(block[:-1] == _COLON)
        found.append(start + colons[ends[block[colons + 1]]])
    rows = np.searchsorted(records.begin, np.concatenate([np.empty(0, np.int64), *found]), "right")
    return np.unique(rows - 1)


def _parse(body: memoryview, delimiter: str, width: int, records: Records) -> pa.Table | None:
    """Return the cells of the records of ``width`` fields; None if there are more or fewer."""
    names = [str(column) for column in range(width)]
    try:
        table = pa.csv.read_csv(
            pa.BufferReader(pa.py_buffer(body)),
            pa.csv.ReadOptions(
                column_names=names,
                block_size=max(_PARSED, 2 * int((records.end - records.begin).max())),
            ),
            pa.csv.ParseOptions(
                delimiter=delimiter,
                newlines_in_values=bool((records.lines > 1).any()),
                invalid_row_handler=lambda _: "skip",
            ),
            pa.csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.large_string()),
                null_values=[],
                strings_can_be_null=False,
            ),
        )
    except pa.ArrowInvalid:  # such as a byte that is no UTF-8; the careful reader says which
        return None
    return table if table.num_rows == int((records.fields == width).sum()) else None
