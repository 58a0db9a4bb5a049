"""Tables in markup, often saved as ``.xls``: pages (HTML), and Excel's XML of 2003 (SpreadsheetML).

A cell that spans rows or columns is read once and noted as merged, as in a workbook. In a page each
table is a sheet, also those in cells of other tables, whose text belongs to the outer cell as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from lxml import etree, html

from vscreen.files.cells import NO_VALUE, FailedCell, UnreadCell
from vscreen.files.ods import Merged, Sheet

GREATEST_CELLS: Final = 20_000_000
SPREADSHEET: Final = "{urn:schemas-microsoft-com:office:spreadsheet}"
_MOST_COLUMNS: Final = 1_000  # that a cell spans in a browser
_MOST_TAKEN: Final = 2_000_000
_BLOCKS: Final = {"br", "p", "div", "tr", "li", "table", "h1", "h2", "h3", "h4"}
_UNSEEN: Final = {"script", "style", "template", "noscript", "head"}


@dataclass
class _Grid:
    """Cells laid out by where they stand, with those merged over several."""

    cells: dict[int, dict[int, Any]] = field(default_factory=dict)
    merged: list[Merged] = field(default_factory=list)
    taken: set[tuple[int, int]] = field(default_factory=set)

    def put(self, row: int, column: int, value: Any, rows: int = 1, columns: int = 1) -> None:
        if value != "":
            self.cells.setdefault(row, {})[column] = value
        if rows > 1 or columns > 1:
            self.merged.append(((row, column), (row + rows - 1, column + columns - 1)))

    def sheet(self, name: str) -> Sheet:
        """Return the cells as rows of equal width, from the first of the grid.

        Raises
        ------
        ValueError
            If they span more cells than a table does.
        """
        height = max(self.cells, default=-1) + 1
        width = max((max(row, default=-1) + 1 for row in self.cells.values()), default=0)
        if height * width > GREATEST_CELLS:
            raise ValueError(f"it spans {height:,} rows and {width:,} columns")
        rows = [[""] * width for _ in range(height)]
        for row, cells in self.cells.items():
            for column, value in cells.items():
                rows[row][column] = value
        inside = (span for span in self.merged if span[0][0] < height and span[0][1] < width)
        merged = (
            (top, (min(low, height - 1), min(right, width - 1))) for top, (low, right) in inside
        )
        return Sheet(name, rows, tuple(merged))


def read_page(text: str) -> list[Sheet]:
    """Return the tables of a page that hold anything, each named by its caption, id or number.

    Parameters
    ----------
    text
        The whole page.

    Raises
    ------
    ValueError
        If it can't be parsed, or a table spans too many cells.

    Examples
    --------
    >>> [sheet] = read_page("<table><tr><th>Ship<td>IMO</table>")
    >>> sheet.name, sheet.rows
    ('table 1', [['Ship', 'IMO']])
    """
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text.encode("utf-8"), parser=parser)
    except etree.ParserError as error:
        raise ValueError(str(error)) from error
    sheets = []
    for number, table in enumerate(root.iter("table"), start=1):
        sheet = _page_table(table, f"table {number}")
        if sheet.rows:
            sheets.append(sheet)
    return _named_apart(sheets)


def read_xml_sheets(data: bytes) -> list[Sheet]:
    """Return the sheets of an Excel workbook of 2003 saved as XML.

    Parameters
    ----------
    data
        The whole file.

    Raises
    ------
    ValueError
        If it is not whole XML, has a DOCTYPE, is no workbook, or spans too many cells.
    """
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"it is not whole XML: {error.msg}") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("it has a DOCTYPE, which no workbook has")
    if root.tag != f"{SPREADSHEET}Workbook":
        raise ValueError("it is XML, and no workbook")
    return [_xml_sheet(sheet) for sheet in root.iterchildren(f"{SPREADSHEET}Worksheet")]


def _xml_sheet(sheet: etree._Element) -> Sheet:
    grid, row = _Grid(), 0
    for table in sheet.iterchildren(f"{SPREADSHEET}Table"):
        for line in table.iterchildren(f"{SPREADSHEET}Row"):
            row = int(line.get(f"{SPREADSHEET}Index", row + 1))
            column = 0
            for cell in line.iterchildren(f"{SPREADSHEET}Cell"):
                column = int(cell.get(f"{SPREADSHEET}Index", column + 1))
                across = int(cell.get(f"{SPREADSHEET}MergeAcross", 0))
                down = int(cell.get(f"{SPREADSHEET}MergeDown", 0))
                grid.put(row - 1, column - 1, _xml_value(cell), down + 1, across + 1)
                column += across
            row += int(line.get(f"{SPREADSHEET}Span", 0))
    return grid.sheet(sheet.get(f"{SPREADSHEET}Name", ""))


def _xml_value(cell: etree._Element) -> Any:
    data = cell.find(f"{SPREADSHEET}Data")
    if data is None:
        return UnreadCell(NO_VALUE) if cell.get(f"{SPREADSHEET}Formula") else ""
    text, kind = "".join(map(str, data.itertext())), data.get(f"{SPREADSHEET}Type")
    if kind == "Error":
        return FailedCell(text)
    if kind == "Boolean":
        return text.strip() == "1"
    try:
        if kind == "Number":
            return float(text)
        return datetime.fromisoformat(text) if kind == "DateTime" else text
    except ValueError:
        return text


def _page_table(table: Any, name: str) -> Sheet:
    grid = _Grid()
    lines = list(_own_rows(table))
    for row, line in enumerate(lines):
        column = 0
        for cell in line.iterchildren("td", "th"):
            while (row, column) in grid.taken:
                column += 1
            across = _count(cell.get("colspan"), _MOST_COLUMNS)
            down = _count(cell.get("rowspan"), len(lines) - row)
            grid.put(row, column, _cell_text(cell), down, across)
            if down > 1:
                _take(grid.taken, row + 1, down - 1, column, across)
            column += across
    caption = table.find("caption")
    title = _seen_text(caption) if caption is not None else table.get("id", "")
    return grid.sheet(title.strip() or name)


def _take(taken: set[tuple[int, int]], row: int, rows: int, column: int, columns: int) -> None:
    if len(taken) + rows * columns > _MOST_TAKEN:
        raise ValueError("its cells span more than a table does")
    taken.update((down, right) for down in range(row, row + rows)
                 for right in range(column, column + columns))  # fmt: skip


def _own_rows(table: Any) -> Iterator[Any]:
    """Yield the rows of a table, without those of tables inside it."""
    for child in table.iterchildren():
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from child.iterchildren("tr")


def _count(stated: str | None, most: int) -> int:
    digits = re.match(r"\s*(\d{1,9})", stated or "")
    return min(max(int(digits[1]), 1), most) if digits else 1


def _cell_text(cell: Any) -> str:
    # Excel writes the number itself beside how it is shown, which may be 9.07E+06.
    stated = cell.get("x:num", "").strip()
    return stated or _seen_text(cell)


def _seen_text(element: Any) -> str:
    lines = "".join(_pieces(element)).split("\n")
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))


def _pieces(element: Any) -> Iterator[str]:
    """Yield the text of an element as a browser shows it, its blanks not yet folded."""
    yield re.sub(r"\s+", " ", element.text or "")
    for child in element:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag in _BLOCKS:
            yield "\n"
        elif tag in ("td", "th"):
            yield " "
        if tag and tag not in _UNSEEN:
            yield from _pieces(child)
        if tag in _BLOCKS and tag != "br":
            yield "\n"
        yield re.sub(r"\s+", " ", child.tail or "")


def _named_apart(sheets: Sequence[Sheet]) -> list[Sheet]:
    seen: dict[str, int] = {}
    named = []
    for sheet in sheets:
        seen[sheet.name] = count = seen.get(sheet.name, 0) + 1
        name = sheet.name if count == 1 else f"{sheet.name} ({count})"
        named.append(Sheet(name, sheet.rows, sheet.merged))
    return named
