"""A workbook's cells: XLSX, XLS, ODS or XML as rows of values, once they were looked through.

Lists and manifests are opened alike. An XLSX or ODS is a zip archive: it could unpack to a thousand
times its size, its members could be damaged, and a single cell in the last corner of a sheet makes
a sheet of seventeen billion cells. So the whole file is checked before any sheet is read.
"""

from __future__ import annotations

import contextlib
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final

from python_calamine import CalamineSheet, CalamineWorkbook

from vscreen.files.archive import GREATEST_RATIO, GREATEST_SIZE
from vscreen.files.cells import FailedCell
from vscreen.files.ods import CONTENT, Rows, Sheet, read_ods
from vscreen.files.sheets.markup import read_xml_sheets
from vscreen.files.sheets.xls import heights
from vscreen.files.sheets.xlsx import Suspicions, column_number, put, unread_cells, worksheets
from vscreen.files.signatures import OLE, is_xml_workbook

SMALL: Final = 1 << 25
"""Bytes; a workbook that unpacks to less may be as repetitive as it likes."""
GREATEST_CELLS: Final = 20_000_000
"""Cells that a sheet may span, if it is not filled to a quarter at least."""
PIECE: Final = 1 << 22

WORKSHEET: Final = re.compile(r"/?xl/worksheets/[^/]+")
# Of the attributes of a cell: its position, and its type where it is an error. They begin with
# letters, which is what makes the search fast.
CELL: Final = re.compile(rb"""r=["']([A-Z]{1,3})(\d{1,7})["']""")

Sheets = list[tuple[str, Rows]]


class SheetError(Exception):
    """What was seen in a workbook that is not read, and the remedy."""

    def __init__(self, seen: str, remedy: str) -> None:
        super().__init__(seen)
        self.remedy = remedy


class DamagedError(SheetError):
    """A file that begins like a workbook and is none that can be read, because of its cause."""


def read_sheets(data: bytes) -> Sheets:
    """Return the name and the rows of each sheet, empty cells as ``""``.

    Parameters
    ----------
    data
        A whole workbook.

    Raises
    ------
    SheetError
        If it can't be read, opens to too much, or is of another format than XLSX, XLS, ODS or XML.
    """
    if is_xml_workbook(data):
        with _damage_refused():
            return [(sheet.name, sheet.rows) for sheet in read_xml_sheets(data)]
    # An XLS has no checksums: its records are looked at before and after.
    with _damage_refused():
        expected = (heights(data) or []) if data.startswith(OLE) else []
    book = Workbook(data)
    sheets = [book.sheet(position) for position in range(len(book.names))]
    with _damage_refused():
        _refuse_lost_rows(expected, sheets)
    return [(sheet.name, sheet.rows) for sheet in sheets]


def _refuse_lost_rows(expected: Sequence[int], sheets: Sequence[Sheet]) -> None:
    read = sum(len(sheet.rows) for sheet in sheets)
    if not sheets or len(expected) > len(sheets) or sum(expected) > read:
        seen = f"{sum(expected):,} rows in {len(expected)} sheets"
        raise ValueError(f"{read:,} rows in {len(sheets)} sheets can be read, of {seen}")


class Workbook:
    """A checked workbook, whose sheets are read when they are needed.

    Parameters
    ----------
    data
        A whole workbook.

    Attributes
    ----------
    names
        The names of its sheets, in their order.
    failed
        How many cells hold an error such as ``#N/A``.

    Raises
    ------
    SheetError
        If it can't be read, opens to too much, or is of another format than XLSX, XLS or ODS.
    """

    def __init__(self, data: bytes) -> None:
        self._sheets: list[Sheet] = []
        self._pages: dict[int, CalamineSheet] = {}
        self._data = data
        self._suspicious: dict[str, Suspicions] = {}
        self.failed = 0
        with _damage_refused():
            if not data.startswith(OLE):
                self._look_through(data)
            if self._sheets:
                self.names = [sheet.name for sheet in self._sheets]
            else:
                self._book = CalamineWorkbook.from_filelike(io.BytesIO(data))
                self.names = list(self._book.sheet_names)

    @classmethod
    def of(cls, sheets: Sequence[Sheet]) -> Workbook:
        """Return a workbook of sheets that were read elsewhere."""
        book = cls.__new__(cls)
        book._sheets, book.names = list(sheets), [sheet.name for sheet in sheets]
        book.failed = sum(map(_count_failed, sheets))
        return book

    def _look_through(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_size(archive, len(data))
            # Each is read to its end and its checksum looked at, which calamine does not do.
            seen = {name: _check_member(archive, name) for name in archive.namelist()}
            self._suspicious = {name: each for name, each in seen.items() if each}
            self.failed = sum(each.failed for each in self._suspicious.values())
            if CONTENT in archive.namelist():
                self._sheets = read_ods(archive, greatest_cells=GREATEST_CELLS)
                self.failed = sum(map(_count_failed, self._sheets))

    def sheet(self, position: int) -> Sheet:
        """Return a sheet, all its rows from the first of the grid.

        Parameters
        ----------
        position
            Where it stands among the `names`, from 0.

        Raises
        ------
        SheetError
            If it can't be read.
        """
        if self._sheets:
            return self._sheets[position]
        with _damage_refused():
            page = self._page(position)
            merged = tuple(getattr(page, "merged_cell_ranges", None) or ())
            rows = page.to_python(skip_empty_area=False)
            return Sheet(page.name, put(self._unread(page.name), rows), merged)

    def top(self, position: int, count: int) -> Rows:
        """Return at most ``count`` rows of a sheet, from the first that is filled.

        Raises
        ------
        SheetError
            If it can't be read.
        """
        if self._sheets:
            rows = self._sheets[position].rows
            first = next((n for n, row in enumerate(rows) if any(cell != "" for cell in row)), 0)
            return rows[first : first + count]
        with _damage_refused():
            return self._page(position).to_python(nrows=count)

    def _unread(self, name: str) -> dict[tuple[int, int], FailedCell]:
        """Return the cells of a sheet that calamine reads as empty, or as one of two values."""
        if not self._suspicious:
            return {}
        with zipfile.ZipFile(io.BytesIO(self._data)) as archive:
            member, computed = worksheets(archive).get(name, ("", True))
            seen = self._suspicious.get(member)
            if seen is None or not seen.matter(computed=computed):
                return {}
            return unread_cells(archive, member, computed=computed, twice=seen.twice)

    def _page(self, position: int) -> CalamineSheet:
        if position not in self._pages:
            self._pages[position] = self._book.get_sheet_by_index(position)
        return self._pages[position]


@contextlib.contextmanager
def _damage_refused() -> Iterator[None]:
    """Refuse whatever the libraries below stumble over: damage has many names."""
    try:
        yield
    except (SheetError, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a panic in Rust is no Exception
        raise DamagedError(
            f"it begins like a spreadsheet, but is none that can be read ({error})",
            "save it again as XLSX or CSV",
        ) from error


def _check_size(archive: zipfile.ZipFile, packed: int) -> None:
    size = sum(member.file_size for member in archive.infolist())
    if size > GREATEST_SIZE or size > max(SMALL, GREATEST_RATIO * packed):
        raise SheetError(
            f"it unpacks to {size:,} bytes from {packed:,}, too much for a workbook",
            "get it again from where it came, or save it as CSV",
        )


def _check_member(archive: zipfile.ZipFile, name: str) -> Suspicions | None:
    """Return what is to be looked at in a worksheet; None for another member."""
    pieces = _pieces(archive, name)
    if not WORKSHEET.fullmatch(name):
        for _ in pieces:
            pass
        return None
    if not name.endswith(".xml"):
        raise SheetError(f"its sheet {name} is in another format", "save it as XLSX")
    return _check_worksheet(name, pieces)


def _check_worksheet(name: str, pieces: Iterator[bytes]) -> Suspicions:
    """Refuse a sheet that spans too much; return what its cells are suspected of.

    calamine lays a sheet out in full, to its last cell, and ends the whole process if memory does
    not suffice. So the last cell is looked for first.
    """
    height = width = filled = 0
    seen = Suspicions()
    rest = b""
    for piece in chain(pieces, [b"<"]):
        whole, rest = _cut(rest + piece)
        if len(rest) > PIECE:
            raise zipfile.BadZipFile(f"{name} is no XML")
        cells = CELL.findall(whole)
        filled += len(cells)
        rows = [int(row) for row in {row for _, row in cells}]
        seen.look(whole, cells, rows)
        height = max(height, *rows, 0)
        width = max(width, *map(column_number, {column for column, _ in cells}), 0)
    if height * width > max(GREATEST_CELLS, 4 * filled):
        raise SheetError(
            f"{name} spans {height:,} rows and {width:,} columns",
            "clear the cells outside the table, or save it as CSV",
        )
    return seen


def _cut(piece: bytes) -> tuple[bytes, bytes]:
    """Return the whole cells, or tags where there are none, and what was begun behind them."""
    end = piece.rfind(b"</c>") + 4
    if end < 4:
        end = max(piece.rfind(b"<"), 0)
    return piece[:end], piece[end:]


def _pieces(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    try:
        with archive.open(name) as stream:
            while piece := stream.read(PIECE):
                yield piece
    except zipfile.BadZipFile as error:
        raise zipfile.BadZipFile(f"{name} is damaged: {error}") from error


def _count_failed(sheet: Sheet) -> int:
    return sum(isinstance(cell, FailedCell) for row in sheet.rows for cell in row)
