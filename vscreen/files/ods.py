"""OpenDocument spreadsheets (ODS): the cells of ``content.xml``, read as a stream.

python-calamine is not used: it refuses the UK's file, which has line breaks between its
elements, drops cells that don't state their type, and joins the words on both sides of a tab or a
line break. Rows and cells state how often they repeat, and the last ones repeat to the sheet's far
corner, so empty ones count only when something follows them.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from lxml import etree

from vscreen.files.cells import NO_VALUE, FailedCell, UnreadCell

CONTENT: Final = "content.xml"
OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
CALC: Final = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
SHEET: Final = f"{TABLE}table"
ROW: Final = f"{TABLE}table-row"
CELLS: Final = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
PARAGRAPHS: Final = (f"{TEXT}p", f"{TEXT}h")
LISTS: Final = (f"{TEXT}list", f"{TEXT}list-item", f"{TEXT}list-header")
NUMBERS: Final = ("float", "percentage", "currency")
# Attributes with the values of cells that may have no text.
STATED: Final = ("boolean-value", "time-value")
BLANKS: Final = {f"{TEXT}s": " ", f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}
FAILED: Final = re.compile(r"#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!)|Err:\d{3}")


Rows = list[list[Any]]
Merged = tuple[tuple[int, int], tuple[int, int]]
"""First and last row and column, from 0, of merged cells."""


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook: its name, its rows of equal width with empty cells as ``""``."""

    name: str
    rows: Rows
    merged: tuple[Merged, ...] = ()


class _Grid:
    """Collects the rows of a sheet; ``left`` is how many cells more are allowed."""

    def __init__(self, left: int) -> None:
        self.left = left
        self.rows: Rows = []
        self.merged: list[Merged] = []
        self.blank = 0

    def add(self, element: etree._Element) -> None:
        row, count = self._row(element), _count(element, "number-rows-repeated")
        if not row:
            self.blank += count
            return
        self._spend(self.blank + count * len(row))
        self.rows += [[] for _ in range(self.blank)]
        self.rows += [list(row) for _ in range(count)]
        self.blank = 0

    def take(self, name: str) -> Sheet:
        width = max(map(len, self.rows), default=0)
        self._spend(width * len(self.rows))
        squared = [row + [""] * (width - len(row)) for row in self.rows]
        sheet = Sheet(name, squared, tuple(self.merged))
        self.rows, self.merged, self.blank = [], [], 0
        return sheet

    def _row(self, element: etree._Element) -> list[Any]:
        row: list[Any] = []
        blank = 0
        for cell in element.iterchildren(*CELLS):
            value, count = _value(cell), _count(cell, "number-columns-repeated")
            if value == "":
                blank += count
                continue
            self._spend(blank + count)
            row += [""] * blank
            self._note_merged(cell, len(row))
            row += [value] * count
            blank = 0
        return row

    def _note_merged(self, cell: etree._Element, column: int) -> None:
        rows, columns = (_count(cell, f"number-{what}-spanned") for what in ("rows", "columns"))
        if rows > 1:
            top = len(self.rows) + self.blank
            self.merged.append(((top, column), (top + rows - 1, column + columns - 1)))

    def _spend(self, cells: int) -> None:
        self.left -= cells
        if self.left < 0:
            raise ValueError("it spans more cells than a table does")


def read_ods(archive: zipfile.ZipFile, *, greatest_cells: int) -> list[Sheet]:
    """Return the sheets, in their order.

    Parameters
    ----------
    archive
        An open ODS file, whose size was looked at.
    greatest_cells
        More cells than this, repeated ones counted, are no table.

    Raises
    ------
    ValueError
        If the XML is not whole, has a DOCTYPE, is of another kind of document, or spans too many
        cells.
    """
    sheets: list[Sheet] = []
    grid = _Grid(greatest_cells)
    try:
        with archive.open(CONTENT) as stream:
            events = etree.iterparse(
                stream, ("end",), tag=(SHEET, ROW), resolve_entities=False, load_dtd=False,
                no_network=True, huge_tree=False, remove_comments=True, remove_pis=True,
            )  # fmt: skip
            for _, element in events:
                if element.tag == ROW:
                    grid.add(element)
                    element.clear()
                else:
                    _refuse_other_document(element)
                    sheets.append(grid.take(element.get(f"{TABLE}name", "")))
    except etree.XMLSyntaxError as error:
        raise ValueError(f"{CONTENT} is not whole XML: {error.msg}") from error
    if events.root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("it has a DOCTYPE, which no workbook has")
    return sheets


def _refuse_other_document(sheet: etree._Element) -> None:
    parent = sheet.getparent()
    if parent is None or parent.tag != f"{OFFICE}spreadsheet":
        raise ValueError("it holds a table that is no sheet, as other documents do")


def _count(element: etree._Element, attribute: str) -> int:
    return max(1, int(element.get(f"{TABLE}{attribute}", "1")))


def _value(cell: etree._Element) -> Any:
    kind = cell.get(f"{OFFICE}value-type", "")
    if _has_no_result(cell, kind):
        return UnreadCell(NO_VALUE)
    if kind in NUMBERS:
        return float(cell.get(f"{OFFICE}value", ""))
    if kind == "date":
        return datetime.fromisoformat(cell.get(f"{OFFICE}date-value", ""))
    text = "\n".join(_paragraphs(cell))
    if _has_failed(cell, text):
        return FailedCell(text)
    # By the standard the attribute is the value, and the text only where there is no attribute.
    stated = cell.get(f"{OFFICE}string-value", "").strip() if kind == "string" else ""
    return stated or text or "".join(cell.get(OFFICE + name, "") for name in STATED).upper()


def _has_no_result(cell: etree._Element, kind: str) -> bool:
    if (
        cell.get(f"{TABLE}formula") is None
        or next(cell.iterchildren(*PARAGRAPHS), None) is not None
    ):
        return False
    # The result of a formula may be a text without letters.
    return kind != "string" and not any(
        cell.get(f"{OFFICE}{name}") for name in ("value", "date-value", *STATED)
    )


def _has_failed(cell: etree._Element, text: str) -> bool:
    is_formula = cell.get(f"{TABLE}formula") is not None and FAILED.fullmatch(text) is not None
    return cell.get(f"{CALC}value-type") == "error" or is_formula


def _paragraphs(element: etree._Element) -> Iterator[str]:
    """Yield the paragraphs of a cell, also those in lists, without comments on the cell."""
    for child in element.iterchildren(*PARAGRAPHS, *LISTS):
        if child.tag in PARAGRAPHS:
            yield _text(child)
        else:
            yield from _paragraphs(child)


def _text(element: etree._Element) -> str:
    parts = [_folded(element.text)]
    for child in element:
        blank = BLANKS.get(str(child.tag))
        count = int(child.get(f"{TEXT}c", "1")) if blank == " " else 1
        parts += [_text(child) if blank is None else blank * min(count, 100), _folded(child.tail)]
    return "".join(parts).strip()


def _folded(text: str | None) -> str:
    # Blanks and line breaks in the XML are a single blank; real line breaks are elements.
    return re.sub(r"\s+", " ", text or "")
