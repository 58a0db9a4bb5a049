"""A workbook's cells: XLSX or ODS bytes as rows of values, laid out only if they are of sane size.

Readers see `Source.sheets`, which calls this once for all of them. A workbook is a zip archive: it
could open to a thousand times its size, and a lone cell in the last corner of a sheet spans
seventeen billion, so both are looked at first.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from datetime import date, datetime
from typing import Any, Final

from python_calamine import CalamineError, CalamineWorkbook

from vscreen.files.ods import CONTENT, read_ods

ZIP: Final = b"PK\x03\x04"
XLSX: Final = b"xl/"
ODS: Final = b"META-INF/manifest.xml"  # its mimetype need not come first: the UK's does not

# A spreadsheet unpacks to ten or twenty times its size; a zip bomb to a thousand times.
GREATEST_RATIO: Final = 200
GREATEST_SIZE: Final = 1 << 30
GREATEST_CELLS: Final = 20_000_000  # a lone cell in the last corner spans seventeen billion

# What the zip module and the spreadsheet library raise on damaged bytes.
BROKEN: Final = (
    zipfile.BadZipFile, zlib.error, struct.error, CalamineError,
    OSError, EOFError, ValueError, KeyError, RuntimeError,
)  # fmt: skip
CELL: Final = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')

Sheets = list[tuple[str, list[list[Any]]]]


class SheetError(Exception):
    """What was seen in a workbook that is not read, and the remedy."""

    def __init__(self, seen: str, remedy: str) -> None:
        super().__init__(seen)
        self.remedy = remedy


def is_workbook(data: bytes) -> bool:
    """Return whether data begins like an XLSX or ODS workbook.

    Examples
    --------
    >>> is_workbook(b"id,kind,name")
    False
    """
    return data.startswith(ZIP) and (XLSX in data or ODS in data)


def read_sheets(data: bytes) -> Sheets:
    """Return the name and the rows of each sheet, empty cells as ``""``.

    Parameters
    ----------
    data
        A whole workbook.

    Raises
    ------
    SheetError
        If it can't be read, opens to too much, or is of another format than XLSX or ODS.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(member.file_size for member in archive.infolist())
            if size > min(GREATEST_SIZE, GREATEST_RATIO * len(data)):
                raise SheetError(
                    f"it unpacks to {size:,} bytes, too much for a list",
                    "download it again and compare its size with the publisher's",
                )
            # The library below reads damaged members without a word.
            broken = archive.testzip()
            if broken is not None:
                raise zipfile.BadZipFile(f"{broken} is damaged")
            _check_spans(archive)
            if CONTENT in archive.namelist():
                return read_ods(archive, greatest_cells=GREATEST_CELLS)
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return [
            (name, book.get_sheet_by_name(name).to_python(skip_empty_area=False))
            for name in book.sheet_names
        ]
    except BROKEN as error:
        raise SheetError(
            f"it begins like a spreadsheet, but is none that can be read ({error})",
            "save it again as XLSX or CSV",
        ) from error


def _check_spans(archive: zipfile.ZipFile) -> None:
    # The library above lays a sheet out in full, to its last cell, and ends the whole process if
    # memory does not suffice; so the last cell is looked for first.
    for member in archive.namelist():
        if not re.fullmatch(r"/?xl/worksheets/[^/]+", member):
            continue
        if not member.endswith(".xml"):
            raise SheetError(f"its sheet {member} is in another format", "save it as XLSX")
        cells = CELL.findall(archive.read(member))
        height = max((int(row) for _, row in cells), default=0)
        width = max((_column_number(column) for column, _ in cells), default=0)
        if height * width > GREATEST_CELLS:
            raise SheetError(
                f"{member} spans {height:,} rows and {width:,} columns",
                "clear the cells outside the list, or save it as CSV",
            )


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def printed(cell: Any) -> str:
    """Return a cell as people would type it: no ``.0``, dates as ISO.

    Examples
    --------
    >>> printed(9161003.0), printed(date(2025, 6, 18)), printed(" MARIA")
    ('9161003', '2025-06-18', ' MARIA')
    """
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell)
