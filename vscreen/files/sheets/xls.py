"""The records of an old workbook (XLS, BIFF8), walked through to see whether any is lost.

An XLSX is a zip archive, in which each member has a checksum. An XLS has none: a byte changed in
the length of a record or in the table of sectors ends a sheet early, and the rows behind it are
gone without a sound. So its records are walked apart from the library that reads them: each must
end where the next begins, each sheet must be announced and end as one, and its cells must come in
order.

Formats: [MS-CFB] for the file, [MS-XLS] for the stream ``Workbook`` in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from struct import unpack_from
from typing import Final

LAST_SECTOR: Final = 0xFFFFFFFA
"""From here on a number is no sector: the end of a chain, or a free sector."""
STREAM: Final = "Workbook"
BEGIN, END, SHEET, ROW = 0x0809, 0x000A, 0x0085, 0x0208
CELLS: Final = (0x0203, 0x027E, 0x00BD, 0x00FD, 0x0204, 0x0006, 0x0205, 0x00D6)
"""Numbers, texts, formulas and truth values."""
BLANKS: Final = (0x0201, 0x00BE)
SPAN: Final = 0x0200
"""Where a sheet begins and ends. calamine asks for memory by it, and may end the process."""
MOST_ROWS, MOST_COLUMNS = 1 << 16, 1 << 8
LONGEST_RECORD: Final = 8224
WORKSHEET: Final = 0

Record = tuple[int, int, int]
"""Its type, and where its content begins and ends."""


def heights(data: bytes) -> list[int] | None:
    """Return how many rows each worksheet has, to the last with a cell, by the records of the file.

    Parameters
    ----------
    data
        A whole XLS.

    Returns
    -------
    list of int or None
        None of a workbook older than Excel 97, whose records are others.

    Raises
    ------
    ValueError, struct.error, IndexError
        If the file is cut or its records do not follow each other.
    """
    stream = _stream(data)
    if stream is None:
        return None
    first, *others = _parts(stream)
    records = ((kind, begin) for kind, begin, _ in _substream(stream, first))
    sheets = [unpack_from("<IBB", stream, begin) for kind, begin in records if kind == SHEET]
    if sorted(place for place, _, _ in sheets) != others:
        raise ValueError("its sheets are not those that it announces")
    return [_height(stream, place) for place, _, kind in sheets if kind == WORKSHEET]


def _parts(stream: bytes) -> list[int]:
    """Return where each part of the stream begins: what all sheets share, then each sheet."""
    places = [0]
    while stream[places[-1] :].strip(b"\0"):
        *_, (_, _, end) = _substream(stream, places[-1])
        places.append(end)
    return places[:-1]


def _height(stream: bytes, place: int) -> int:
    """Return the height of a sheet, whose cells must come in order and in rows announced."""
    announced: set[int] = set()
    there: set[int] = set()
    height, before = 0, (-1, -1)
    for kind, begin, _ in _substream(stream, place):
        if kind == ROW:
            row, first, last = unpack_from("<HHH", stream, begin)
            announced |= {row} if last > first else set()
        elif kind == SPAN:
            top, bottom, left, right = unpack_from("<IIHH", stream, begin)
            if not (top <= bottom <= MOST_ROWS and left <= right <= MOST_COLUMNS):
                raise ValueError(f"it spans {bottom:,} rows and {right:,} columns")
        elif kind in CELLS or kind in BLANKS:
            row, column = unpack_from("<HH", stream, begin)
            if (row, column) <= before:
                raise ValueError(f"the cell in row {row + 1} is out of order")
            before = row, column
            there.add(row)
            height = row + 1 if kind in CELLS else height
    lost = announced - there
    if lost:
        raise ValueError(f"row {min(lost) + 1} is announced and has no cells")
    return height


def _substream(stream: bytes, place: int) -> Iterator[Record]:
    """Yield the records from a beginning to its end; a chart inside has both of its own."""
    depth = 0
    while True:
        kind, length = unpack_from("<HH", stream, place)
        begin, place = place + 4, place + 4 + length
        is_odd = (length > 0) if kind == END else (kind != BEGIN and not depth)
        if length > LONGEST_RECORD or place > len(stream) or is_odd:
            raise ValueError(f"no record ends at byte {begin} of its stream")
        yield kind, begin, place
        depth += (kind == BEGIN) - (kind == END)
        if not depth:
            return


def _stream(data: bytes) -> bytes | None:
    """Return the stream with the workbook out of the sectors of the file."""
    shift, small_shift = unpack_from("<HH", data, 30)
    (directory,), (cutoff, first_small) = unpack_from("<I", data, 48), unpack_from("<II", data, 56)
    size = 1 << shift
    table = _table(data, size)
    entries = _chain(data, size, table, directory, header=size)
    for place in range(0, len(entries), 128):
        (letters,) = unpack_from("<H", entries, place + 64)
        name = entries[place : place + max(letters - 2, 0)].decode("utf-16-le")
        first, length = unpack_from("<II", entries, place + 116)
        if name == STREAM and length >= cutoff:
            return _chain(data, size, table, first, header=size)[:length]
        if name == STREAM:
            small = _numbers(_chain(data, size, table, first_small, header=size))
            (root,) = unpack_from("<I", entries, 116)
            inner = _chain(data, size, table, root, header=size)
            return _chain(inner, 1 << small_shift, small, first, header=0)[:length]
    return None


def _table(data: bytes, size: int) -> list[int]:
    """Return the table that says of each sector which comes after it."""
    (more,) = unpack_from("<I", data, 68)
    sectors = list(unpack_from("<109I", data, 76))
    while more < LAST_SECTOR:
        *others, more = unpack_from(f"<{size // 4}I", data, (more + 1) * size)
        sectors += others
    pieces = (data[(n + 1) * size : (n + 2) * size] for n in sectors if n < LAST_SECTOR)
    return _numbers(b"".join(pieces))


def _numbers(data: bytes) -> list[int]:
    return list(unpack_from(f"<{len(data) // 4}I", data))


def _chain(data: bytes, size: int, table: list[int], sector: int, *, header: int) -> bytes:
    pieces: list[bytes] = []
    while sector < LAST_SECTOR:
        begin = header + sector * size
        pieces.append(data[begin : begin + size])
        if len(pieces) > len(table) or not pieces[-1]:
            raise ValueError(f"its sectors do not follow each other at {sector}")
        sector = table[sector]
    return b"".join(pieces)
