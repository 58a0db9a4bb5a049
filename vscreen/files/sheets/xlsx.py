"""Cells of an XLSX that say something else than what calamine reads of them.

A formula that a program wrote without its result, and a cell in error, are read as empty; of two
cells at one position the last is read. What is empty is cleared, so these are looked for: a fast
search over a worksheet's bytes tells whether there may be any, and its elements tell where.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from lxml import etree

from vscreen.files.cells import NO_VALUE, FailedCell, UnreadCell

TWICE: Final = "the cell {cell} comes twice, with two values"
_MAIN: Final = re.compile(rb"""<(?:\w+:)?calcPr\b[^>]*\bfullCalcOnLoad=["'](?:1|true)""")
_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT: Final = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_FAILED: Final = re.compile(rb"""t=["']e["']""")
_ANY_FORMULA: Final = re.compile(rb"<f[ />]|:f[ />]")
_PREFIX: Final = rb"(?:\w+:)?"
_FORMULA: Final = rb"(?:</" + _PREFIX + rb"f>|<" + _PREFIX + rb"f(?:\s[^>]*)?/>)\s*"
_EMPTY: Final = rb"(?:<" + _PREFIX + rb"v\s*/>|<" + _PREFIX + rb"v>\s*</" + _PREFIX + rb"v>)?\s*"
_NO_RESULT: Final = re.compile(_FORMULA + _EMPTY + rb"</" + _PREFIX + rb"c>")
_ZERO: Final = re.compile(_FORMULA + rb"<" + _PREFIX + rb"v>0</")
_POSITION: Final = re.compile(r"([A-Z]{1,3})(\d{1,7})")


@dataclass
class Suspicions:
    """What a search over the bytes of a worksheet found."""

    failed: int = 0
    """Cells in error."""
    no_result: bool = False
    """Whether a formula has no stored result."""
    zero: bool = False
    """Whether the stored result of a formula is 0."""
    twice: bool = False
    """Whether a cell may come twice."""
    _last: set[tuple[bytes, bytes]] = field(default_factory=set)
    _last_row: int = 0

    def look(
        self, piece: bytes, positions: Sequence[tuple[bytes, bytes]], rows: Sequence[int]
    ) -> None:
        """Look at whole cells, their positions as letters and digits, and the rows of these."""
        self.failed += len(_FAILED.findall(piece))
        if _ANY_FORMULA.search(piece):
            self.no_result = self.no_result or _NO_RESULT.search(piece) is not None
            self.zero = self.zero or _ZERO.search(piece) is not None
        if not positions:
            return
        distinct, lowest = set(positions), min(rows)
        self.twice |= len(distinct) < len(positions) or lowest < self._last_row
        self.twice |= lowest == self._last_row and not distinct.isdisjoint(self._last)
        last = str(max(rows)).encode()
        kept = self._last if max(rows) == self._last_row else set()
        self._last = kept | {each for each in distinct if each[1] == last}
        self._last_row = max(rows)

    def matter(self, *, computed: bool) -> bool:
        """Return whether the elements must be looked at."""
        return bool(self.failed or self.no_result or self.twice or (self.zero and not computed))


def worksheets(archive: zipfile.ZipFile) -> dict[str, tuple[str, bool]]:
    """Return the member of each sheet by its name, and whether the results of formulas are kept.

    A program that does not compute writes 0 for every result, and asks for all of them to be
    computed when the workbook is opened.

    Parameters
    ----------
    archive
        An open XLSX.
    """
    main = archive.read("xl/workbook.xml")
    relations = etree.fromstring(archive.read("xl/_rels/workbook.xml.rels"), _parser())
    targets = {each.get("Id"): each.get("Target", "") for each in relations}
    computed = _MAIN.search(main) is None
    found = {}
    for sheet in etree.fromstring(main, _parser()).iter("{*}sheet"):
        target = targets.get(sheet.get(_RELATION) or sheet.get(_STRICT), "")
        member = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
        found[sheet.get("name", "")] = (member, computed)
    return found


def unread_cells(
    archive: zipfile.ZipFile, member: str, *, computed: bool, twice: bool
) -> dict[tuple[int, int], FailedCell]:
    """Return the cells in error, without their result, or twice, by row and column from 0.

    Parameters
    ----------
    archive, member
        An open XLSX, and the worksheet in it.
    computed
        Whether a result of 0 is one.
    twice
        Whether to look for cells that come twice.

    Raises
    ------
    etree.XMLSyntaxError
        If the worksheet is not whole XML.
    """
    found: dict[tuple[int, int], FailedCell] = {}
    seen: set[tuple[int, int]] = set()
    row = column = -1
    with archive.open(member) as stream:
        for event, element in etree.iterparse(
            stream, ("start", "end"), tag=("{*}row", "{*}c"), resolve_entities=False,
            load_dtd=False, no_network=True, remove_comments=True, remove_pis=True,
        ):  # fmt: skip
            is_row = etree.QName(element).localname == "row"
            if event == "start":
                if is_row:
                    row, column = int(element.get("r", row + 2)) - 1, -1
                continue
            if is_row:
                element.clear()
                continue
            row, column = _position(element, row, column)
            if cell := _unread(element, computed=computed):
                found[row, column] = cell
            if twice:
                if (row, column) in seen:
                    found[row, column] = UnreadCell(TWICE)
                seen.add((row, column))
    return found


def put(cells: dict[tuple[int, int], FailedCell], rows: list[list[Any]]) -> list[list[Any]]:
    """Return the rows of a sheet with some cells exchanged, and wide and long enough for them.

    Examples
    --------
    >>> put({(1, 1): FailedCell("#N/A")}, [["Ship"]])
    [['Ship', ''], ['', '#N/A']]
    """
    if not cells:
        return rows
    width = max(len(rows[0]) if rows else 0, 1 + max(column for _, column in cells))
    height = max(len(rows), 1 + max(row for row, _ in cells))
    rows += [[] for _ in range(height - len(rows))]
    for row in rows:
        row += [""] * (width - len(row))
    for (down, right), cell in cells.items():
        rows[down][right] = cell
    return rows


def column_number(letters: bytes) -> int:
    """Return the number of a column, from 1.

    Examples
    --------
    >>> column_number(b"A"), column_number(b"XFD")
    (1, 16384)
    """
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def column_letters(number: int) -> str:
    """Return the letters of a column, whose number counts from 1.

    Examples
    --------
    >>> column_letters(1), column_letters(28)
    ('A', 'AB')
    """
    letters = ""
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def _position(cell: etree._Element, row: int, column: int) -> tuple[int, int]:
    stated = _POSITION.fullmatch(cell.get("r", ""))
    if stated is None:
        return row, column + 1
    return int(stated[2]) - 1, column_number(stated[1].encode()) - 1


def _unread(cell: etree._Element, *, computed: bool) -> FailedCell | None:
    value = (cell.findtext("{*}v") or "").strip()
    kind = cell.get("t", "n")
    if kind == "e":
        return FailedCell(value or "#N/A")
    if cell.find("{*}f") is None:
        return None
    # Of a text the empty one is a result as well.
    nothing = not value and kind != "str" and cell.find("{*}is") is None
    return UnreadCell(NO_VALUE) if nothing or (value == "0" and not computed) else None


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True)
