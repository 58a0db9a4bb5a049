"""A sheet of a workbook as the text of its cells, row by row."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
from python_calamine import CalamineSheet, CalamineWorkbook, load_workbook

from vscreen.errors import ManifestError
from vscreen.manifest.cell_text import as_text, cell_text
from vscreen.manifest.delimited import HEADER_WITHIN, Table, find_header
from vscreen.manifest.headings import recognised

_UNPACKED_MOST: Final = 1 << 30  # bytes a workbook may unpack to, and how many times its size


_RATIO_MOST: Final = 200


_RATIO_FROM: Final = 1 << 26  # small workbooks may be as repetitive as they like


def read_workbook(
    data: bytes, columns: Mapping[str, str | None] | None, sheet: str | None, header: int | None
) -> Table:
    """Return the table in the bytes of a workbook; see `vscreen.manifest.read.read_manifest`."""
    errors = _cells_in_error(data) if data.startswith(b"PK") else 0
    book = load_workbook(io.BytesIO(data))
    name, page = _choose_sheet(book, columns, sheet)
    table = _read_sheet(page, columns, header)
    others = [repr(other) for other in book.sheet_names if other != name]
    if others:
        table.notes.append(f"read the sheet {name!r}, not {', '.join(others)}")
    if errors:
        table.notes.append(
            f"cells of the workbook that hold an error such as #N/A, read as empty: {errors:,}"
        )
    return table


def _cells_in_error(data: bytes) -> int:
    """Refuse a zip bomb; count the cells in which a formula failed, which calamine leaves empty."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = sum(member.file_size for member in archive.infolist())
        if size > _UNPACKED_MOST or size > max(_RATIO_FROM, _RATIO_MOST * len(data)):
            raise ManifestError(
                f"the workbook unpacks to {size:,} bytes from {len(data):,}; save it as CSV"
            )
        sheets = [n for n in archive.namelist() if n.startswith("xl/worksheets/")]
        return sum(len(re.findall(rb'<c [^>]*t="e"', archive.read(n))) for n in sheets)


def _choose_sheet(
    book: CalamineWorkbook, columns: Mapping[str, str | None] | None, sheet: str | None
) -> tuple[str, CalamineSheet]:
    names = book.sheet_names
    if sheet is not None and sheet not in names:
        raise ManifestError(f"sheet={sheet!r}: there is none; these are: {', '.join(names)}")
    wanted = [sheet] if sheet is not None else names
    pages = {name: book.get_sheet_by_name(name) for name in wanted}
    if len(pages) > 1:
        pages = {name: page for name, page in pages.items() if _understood(page, columns)}
    if len(pages) != 1:
        raise ManifestError(
            f"{len(pages) or 'none'} of the sheets {', '.join(map(repr, names))} hold headings "
            "that are understood; say which to read with sheet="
        )
    return next(iter(pages.items()))


def _understood(page: CalamineSheet, columns: Mapping[str, str | None] | None) -> bool:
    top = [[cell_text(cell) for cell in row] for row in page.to_python(nrows=HEADER_WITHIN)]
    return bool(top) and recognised(top[find_header(top, columns)], columns) > 0


def _read_sheet(
    page: CalamineSheet, columns: Mapping[str, str | None] | None, header: int | None
) -> Table:
    rows = page.to_python(skip_empty_area=False)
    filled = [place for place, row in enumerate(rows) if any(cell != "" for cell in row)]
    if not filled:
        raise ManifestError("the sheet is empty")
    top = filled[:HEADER_WITHIN]
    if header is None:
        place = top[find_header([[cell_text(c) for c in rows[at]] for at in top], columns)]
    elif header - 1 in filled:
        place = header - 1
    else:
        raise ManifestError(f"header={header}: that row of the sheet is empty")
    spread = _spread_merged(page, rows, place)
    body = [at for at in range(place + 1, len(rows)) if any(cell != "" for cell in rows[at])]
    cells = zip(*(rows[at] for at in body), strict=True) if body else ([] for _ in rows[place])
    texts = [as_text(pd.Series(column, dtype=object)) for column in cells]
    headings = [cell_text(cell) for cell in rows[place]]
    table = Table(headings, texts, [at + 1 for at in body], index="row")
    table.notes = _sheet_notes(top.index(place) if place in top else place, place, spread)
    blank = len(rows) - place - 1 - len(body)
    if blank:
        table.notes.append(f"empty rows passed over: {blank:,}")
    return table


def _spread_merged(page: CalamineSheet, rows: list[list[Any]], header: int) -> int:
    """Give a cell merged over several rows to each of them, as its reader sees it."""
    spread = 0
    for (top, left), (bottom, _) in getattr(page, "merged_cell_ranges", None) or ():
        for row in rows[top + 1 : bottom + 1] if top > header else ():
            row[left] = rows[top][left]
            spread += 1
    return spread


def _sheet_notes(above: int, header: int, spread: int) -> list[str]:
    notes = []
    if above:
        notes.append(f"what stands above the headings on row {header + 1} was not screened")
    if spread:
        notes.append(f"cells filled from a cell merged over several rows: {spread:,}")
    return notes
