"""The sheets of a workbook as the text of their cells, row by row.

A workbook here is an XLSX, XLS or ODS, or tables in markup (`vscreen.files.sheets.markup`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, Final

from vscreen.errors import ManifestError
from vscreen.files.cells import cell_text
from vscreen.files.ods import Sheet
from vscreen.files.sheets.markup import read_page, read_xml_sheets
from vscreen.files.workbook import DamagedError, SheetError, Workbook
from vscreen.manifest.delimited import HEADER_WITHIN
from vscreen.manifest.layout.form import read_form
from vscreen.manifest.layout.head import Head, Span, find_head, head_on
from vscreen.manifest.layout.known import Known
from vscreen.manifest.layout.sections import Sections
from vscreen.manifest.layout.table import Table, together

ALL_SHEETS: Final = "all"
"""Reads every sheet, unless one is called so."""
MARKUP: Final = re.compile(r"<[?!a-z]", re.I)
"""How a page or an XML file begins."""
PAGE: Final = re.compile(r"\s*<(!doctype\s+html|html|head|body|table|script|!--)", re.I)
XML_WORKBOOK: Final = re.compile(r"urn:schemas-microsoft-com:office:spreadsheet[\"'][^>]*>")


def read_workbook(data: bytes, known: Known, sheet: str | None, header: int | None) -> Table:
    """Return the table in the bytes of a workbook; see `vscreen.manifest.read.read_manifest`.

    Raises
    ------
    ManifestError
        If it can't be read, opens to too much, or leaves open which sheet or row is meant.
    """
    return _read(lambda: Workbook(data), known, sheet, header)


def read_markup(
    text: str, data: bytes, known: Known, sheet: str | None, header: int | None
) -> Table:
    """Return the table in a page or in Excel's XML of 2003; see `read_workbook`.

    Parameters
    ----------
    text, data
        The file as text, and its bytes, which state the encoding of an XML file themselves.
    known, sheet, header
        As for `read_workbook`; the name of a table in a page is its caption, id or number.

    Raises
    ------
    ManifestError
        As for `read_workbook`, and if there is no table in it.
    """
    is_xml = XML_WORKBOOK.search(text[:4096]) is not None
    name = "an HTML page" if PAGE.match(text) and not is_xml else "an XML or HTML document"
    try:
        sheets = read_xml_sheets(data) if is_xml else read_page(text)
    except ValueError as error:
        raise ManifestError(f"this is {name} that can't be read: {error}") from error
    if not sheets:
        raise ManifestError(f"this is {name}, not a table of shipments; download it again?")
    return _read(lambda: Workbook.of(sheets), known, sheet, header)


def _read(
    opened: Callable[[], Workbook], known: Known, sheet: str | None, header: int | None
) -> Table:
    try:
        book = opened()
        if sheet == ALL_SHEETS and sheet not in book.names:
            sheets = [book.sheet(position) for position in range(len(book.names))]
            return read_all(sheets, known, header)
        chosen = book.sheet(_choose_sheet(book, known, sheet))
    except DamagedError as error:
        raise ManifestError(
            f"not a workbook that can be read: {error.__cause__}; {error.remedy}"
        ) from error
    except SheetError as error:
        raise ManifestError(f"{error}; {error.remedy}") from error
    table = read_sheet(chosen, known, header)
    others = [repr(other) for other in book.names if other != chosen.name]
    if others:
        table.notes.append(f"read the sheet {chosen.name!r}, not {', '.join(others)}")
    if book.failed:
        table.notes.append(
            f"cells of the workbook that hold an error such as #N/A: {book.failed:,}"
        )
    return table


def read_all(sheets: Sequence[Sheet], known: Known, header: int | None) -> Table:
    """Return the rows of all sheets that hold shipments, labelled by sheet and row.

    A sheet without headings that are understood is rejected as a whole, unless it is empty.

    Parameters
    ----------
    sheets
        The sheets, in their order.
    known, header
        As for `read_sheet`.

    Examples
    --------
    >>> sheets = [Sheet(name, [["Ship"], [name.upper()]]) for name in ("May", "June")]
    >>> read_all(sheets, Known(), None).lines
    ['May!2', 'June!2']

    Raises
    ------
    ManifestError
        If none holds headings that are understood.
    """
    tables, rejected = [], []
    for sheet in sheets:
        filled = [row for row, cells in enumerate(sheet.rows) if _is_filled(cells)]
        if not filled:
            continue
        if not is_understood(sheet.rows[filled[0] :], known):
            first = " | ".join(filter(None, map(cell_text, sheet.rows[filled[0]])))
            reason = (
                f"the sheet {sheet.name!r} holds no headings that are understood; none of its "
                f"{len(filled):,} rows was read"
            )
            rejected.append((filled[0] + 1, reason, first))
            continue
        table = read_sheet(sheet, known, header)
        table.lines = [f"{sheet.name}!{row}" for row in table.lines]
        table.notes = [f"sheet {sheet.name!r}: {note}" for note in table.notes]
        where = f"sheet {sheet.name!r}: "
        table.rejected = [(line, where + reason, raw) for line, reason, raw in table.rejected]
        tables.append(table)
    if not tables:
        raise ManifestError("none of the sheets holds headings that are understood")
    table = together(tables, known)
    table.rejected += rejected
    return table


def _choose_sheet(book: Workbook, known: Known, sheet: str | None) -> int:
    """Return the position of the sheet to read."""
    if sheet is not None and sheet not in book.names:
        raise ManifestError(f"sheet={sheet!r}: there is none; these are: {', '.join(book.names)}")
    positions = [n for n, name in enumerate(book.names) if sheet is None or name == sheet]
    if len(positions) > 1:
        positions = [n for n in positions if is_understood(book.top(n, HEADER_WITHIN), known)]
    if len(positions) != 1:
        raise ManifestError(
            f"{len(positions) or 'none'} of the sheets {', '.join(map(repr, book.names))} hold "
            "headings that are understood; say which to read with sheet=, or all of them with "
            f'sheet="{ALL_SHEETS}"'
        )
    return positions[0]


def is_understood(rows: Sequence[Sequence[Any]], known: Known) -> bool:
    """Return whether the first rows of a sheet hold headings that are understood, or are a form.

    Examples
    --------
    >>> known = Known()
    >>> is_understood([["Ship", "Port"], ["MARIA", 5.0]], known), is_understood([["a"]], known)
    (True, False)
    """
    top = [[cell_text(cell) for cell in row] for row in rows[:HEADER_WITHIN] if _is_filled(row)]
    if not top:
        return False
    head = find_head(top, known)
    return head is None or known.count(head.headings) > 0


def read_sheet(sheet: Sheet, known: Known, header: int | None) -> Table:
    """Return the rows of a sheet below its headings, or those of a form.

    Parameters
    ----------
    sheet
        Its rows, cells of any type.
    known
        What is a heading.
    header
        The row of the headings from 1, 0 if there are none, None to find it.

    Examples
    --------
    >>> table = read_sheet(Sheet("May", [["Ship", "GT"], ["MARIA", 5.0]]), Known(), None)
    >>> table.headings, [list(column) for column in table.columns], table.lines
    (['Ship', 'GT'], [['MARIA'], ['5']], [2])

    Raises
    ------
    ManifestError
        If it is empty, or the row stated for the headings is.
    """
    filled = [row for row, cells in enumerate(sheet.rows) if _is_filled(cells)]
    if not filled:
        raise ManifestError("the sheet is empty")
    top = filled[: HEADER_WITHIN if not header else None]
    texts = [[cell_text(cell) for cell in sheet.rows[row]] for row in top]
    head = _head(sheet, texts, top, known, header)
    if head is None:
        rows = ((row + 1, [cell_text(cell) for cell in sheet.rows[row]]) for row in filled)
        return read_form(rows, known, "row")
    numbers = [row + 1 for row in top]
    raws = [" | ".join(filter(None, cells)) for cells in texts]
    sections = Sections.below(head, texts, numbers, raws, known, "row")
    start = top[head.last] + 1 if head.last >= 0 else filled[0]
    spread = _spread_merged(sheet, start)
    body = [row for row in range(start, len(sheet.rows)) if _is_filled(sheet.rows[row])]
    for row in body:
        sections.add(row + 1, sheet.rows[row])
    table = sections.table()
    if spread:
        table.notes.append(f"cells filled from a cell merged over several rows: {spread:,}")
    if blank := len(sheet.rows) - start - len(body):
        table.notes.append(f"empty rows passed over: {blank:,}")
    return table


def _head(
    sheet: Sheet, texts: Sequence[list[str]], top: Sequence[int], known: Known, header: int | None
) -> Head | None:
    if header == 0:
        return Head(0, -1, [""] * len(texts[0]))
    if header is None:
        return find_head(texts, known, _among(sheet, top))
    if header - 1 not in top:
        raise ManifestError(f"header={header}: that row of the sheet is empty")
    return head_on(texts, top.index(header - 1), known)


def _among(sheet: Sheet, rows: Sequence[int]) -> list[Span]:
    """Return the merged cells of these rows, counted among them."""
    return [
        (rows.index(top), left, rows.index(top) + bottom - top, right)
        for (top, left), (bottom, right) in sheet.merged if top in rows
    ]  # fmt: skip


def _spread_merged(sheet: Sheet, start: int) -> int:
    """Give a cell merged over several rows to each of them, as its reader sees it."""
    spread = 0
    for (top, left), (bottom, _) in sheet.merged:
        for row in sheet.rows[top + 1 : bottom + 1] if top >= start else ():
            row[left] = sheet.rows[top][left]
            spread += 1
    return spread


def _is_filled(cells: Sequence[Any]) -> bool:
    return any(cell != "" for cell in cells)
