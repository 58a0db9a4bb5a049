"""OpenDocument spreadsheets (ODS): the cells of ``content.xml``, read as a stream.

The UK's file is written with line breaks between its elements, which python-calamine refuses. Rows
and cells say how often they repeat, and the last ones repeat to the sheet's far corner, so empty
ones count only when something follows them.
"""

from __future__ import annotations

import re
import zipfile
from datetime import datetime
from typing import Any, Final

from lxml import etree

CONTENT: Final = "content.xml"
OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
SHEET: Final = f"{TABLE}table"
ROW: Final = f"{TABLE}table-row"
CELLS: Final = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
NUMBERS: Final = ("float", "percentage", "currency")
BLANKS: Final = {f"{TEXT}s": " ", f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}

Rows = list[list[Any]]


class _Grid:
    """The rows of one sheet as they come, within what is left of the cells allowed."""

    def __init__(self, left: int) -> None:
        self.left = left
        self.rows: Rows = []
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

    def take(self) -> Rows:
        width = max(map(len, self.rows), default=0)
        self._spend(width * len(self.rows))
        squared = [row + [""] * (width - len(row)) for row in self.rows]
        self.rows, self.blank = [], 0
        return squared

    def _row(self, element: etree._Element) -> list[Any]:
        row: list[Any] = []
        blank = 0
        for cell in element.iterchildren(*CELLS):
            value, count = _value(cell), _count(cell, "number-columns-repeated")
            if value == "":
                blank += count
                continue
            self._spend(blank + count)
            row += [""] * blank + [value] * count
            blank = 0
        return row

    def _spend(self, cells: int) -> None:
        self.left -= cells
        if self.left < 0:
            raise ValueError("it spans more cells than a list does")


def read_ods(archive: zipfile.ZipFile, *, greatest_cells: int) -> list[tuple[str, Rows]]:
    """Return the name and the rows of each sheet, empty cells as ``""``.

    Parameters
    ----------
    archive
        An open ODS file, whose size has been looked at.
    greatest_cells
        More cells than this, repeated ones counted, are no list.

    Raises
    ------
    ValueError
        If the XML is not whole, has a DOCTYPE, or spans too many cells.
    """
    sheets: list[tuple[str, Rows]] = []
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
                    sheets.append((element.get(f"{TABLE}name", ""), grid.take()))
    except etree.XMLSyntaxError as error:
        raise ValueError(f"{CONTENT} is not whole XML: {error.msg}") from error
    if events.root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("it has a DOCTYPE, which no list has")
    return sheets


def _count(element: etree._Element, repeated: str) -> int:
    return max(1, int(element.get(f"{TABLE}{repeated}", "1")))


def _value(cell: etree._Element) -> Any:
    kind = cell.get(f"{OFFICE}value-type", "")
    if kind in NUMBERS:
        return float(cell.get(f"{OFFICE}value", ""))
    if kind == "date":
        return datetime.fromisoformat(cell.get(f"{OFFICE}date-value", ""))
    # A comment on a cell is an element beside its paragraphs, and none of its text.
    return "\n".join(_text(one) for one in cell.iterchildren(f"{TEXT}p"))


def _text(element: etree._Element) -> str:
    parts = [_folded(element.text)]
    for child in element:
        blank = BLANKS.get(str(child.tag))
        count = int(child.get(f"{TEXT}c", "1")) if blank == " " else 1
        parts += [_text(child) if blank is None else blank * min(count, 100), _folded(child.tail)]
    return "".join(parts).strip()


def _folded(text: str | None) -> str:
    # Blanks and line breaks in the XML are one blank; those that are meant are elements.
    return re.sub(r"\s+", " ", text or "")
