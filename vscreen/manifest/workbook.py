"""A sheet of a workbook as the text of its cells, row by row."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from vscreen.errors import ManifestError
from vscreen.files.cells import cell_text
from vscreen.files.ods import Sheet
from vscreen.files.workbook import DamagedError, SheetError, Workbook
from vscreen.manifest.cell_text import as_text
from vscreen.manifest.delimited import HEADER_WITHIN, Table, find_header
from vscreen.manifest.headings import recognised

Columns = Mapping[str, str | None] | None


def read_workbook(data: bytes, columns: Columns, sheet: str | None, header: int | None) -> Table:
    """Return the table in the bytes of a workbook; see `vscreen.manifest.read.read_manifest`.

    Raises
    ------
    ManifestError
        If it can't be read, opens to too much, or leaves open which sheet or row is meant.
    """
    try:
        book = Workbook(data)
        chosen = book.sheet(_choose_sheet(book, columns, sheet))
    except DamagedError as error:
        raise ManifestError(
            f"not a workbook that can be read: {error.__cause__}; {error.remedy}"
        ) from error
    except SheetError as error:
        raise ManifestError(f"{error}; {error.remedy}") from error
    table = _read_sheet(chosen, columns, header)
    others = [repr(other) for other in book.names if other != chosen.name]
    if others:
        table.notes.append(f"read the sheet {chosen.name!r}, not {', '.join(others)}")
    if book.failed:
        table.notes.append(
            f"cells of the workbook that hold an error such as #N/A, read as empty: {book.failed:,}"
        )
    return table


def _choose_sheet(book: Workbook, columns: Columns, sheet: str | None) -> int:
    """Return the position of the sheet to read."""
    if sheet is not None and sheet not in book.names:
        raise ManifestError(f"sheet={sheet!r}: there is none; these are: {', '.join(book.names)}")
    positions = [n for n, name in enumerate(book.names) if sheet is None or name == sheet]
    if len(positions) > 1:
        positions = [n for n in positions if _understood(book, n, columns)]
    if len(positions) != 1:
        raise ManifestError(
            f"{len(positions) or 'none'} of the sheets {', '.join(map(repr, book.names))} hold "
            "headings that are understood; say which to read with sheet="
        )
    return positions[0]


def _understood(book: Workbook, position: int, columns: Columns) -> bool:
    top = [[cell_text(cell) for cell in row] for row in book.top(position, HEADER_WITHIN)]
    return bool(top) and recognised(top[find_header(top, columns)], columns) > 0


def _read_sheet(sheet: Sheet, columns: Columns, header: int | None) -> Table:
    rows = sheet.rows
    filled = [row for row, cells in enumerate(rows) if any(cell != "" for cell in cells)]
    if not filled:
        raise ManifestError("the sheet is empty")
    top = filled[:HEADER_WITHIN]
    if header is None:
        texts = [[cell_text(cell) for cell in rows[row]] for row in top]
        heading = top[find_header(texts, columns)]
    elif header - 1 in filled:
        heading = header - 1
    else:
        raise ManifestError(f"header={header}: that row of the sheet is empty")
    spread = _spread_merged(sheet, heading)
    return _table_below(sheet, heading, above=bool(filled.index(heading)), spread=spread)


def _spread_merged(sheet: Sheet, heading: int) -> int:
    """Give a cell merged over several rows to each of them, as its reader sees it."""
    spread = 0
    for (top, left), (bottom, _) in sheet.merged:
        for row in sheet.rows[top + 1 : bottom + 1] if top > heading else ():
            row[left] = sheet.rows[top][left]
            spread += 1
    return spread


def _table_below(sheet: Sheet, heading: int, *, above: bool, spread: int) -> Table:
    rows = sheet.rows
    body = [n for n in range(heading + 1, len(rows)) if any(cell != "" for cell in rows[n])]
    cells = zip(*(rows[n] for n in body), strict=True) if body else ([] for _ in rows[heading])
    texts = [as_text(pd.Series(column, dtype=object)) for column in cells]
    headings = [cell_text(cell) for cell in rows[heading]]
    table = Table(headings, texts, [n + 1 for n in body], index="row")
    if above:
        table.notes.append(f"what stands above the headings on row {heading + 1} was not screened")
    if spread:
        table.notes.append(f"cells filled from a cell merged over several rows: {spread:,}")
    blank = len(rows) - heading - 1 - len(body)
    if blank:
        table.notes.append(f"empty rows passed over: {blank:,}")
    return table
