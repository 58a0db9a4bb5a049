"""What a workbook holds outside the tables that are read: it is told, for it may be a part of them.

A list may go on in a sheet without headings, rows may have been sorted above the headings, and a
column may have lost its heading.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from vscreen.files.cells import printed
from vscreen.files.source import Source
from vscreen.files.tables import find_headings, unread_sheets

FEWEST_FILLED: Final = 3
"""Cells of the barest row above the headings that may be a record; a title has one or two."""
MOST_QUOTED: Final = 40
RUNNING: Final = re.compile(r"[0-9]{0,5}")
"""Nothing, or the number of a row: no number of a ship or of a company has so few digits."""


def unread_parts(source: Source, is_heading: Callable[[Sequence[Any]], bool]) -> list[str]:
    """Return warnings for what a workbook holds outside its tables.

    That is each sheet without headings, each row above the headings that is as full as a record,
    and the cells under no heading, but for the numbers of rows.

    Parameters
    ----------
    source
        The workbook.
    is_heading
        Whether a row has the headings of records.
    """
    tops = {name: find_headings(rows, is_heading) for name, rows in source.sheets}
    warnings = unread_sheets(source, [name for name, top in tops.items() if top is not None])
    for name, rows in source.sheets:
        top = tops[name]
        if top is not None:
            said = f"{source.path}: the sheet {name!r} has"
            warnings += (f"{said} {what}" for what in _outside(rows, top))
    return warnings


def _outside(rows: Sequence[Sequence[Any]], top: int) -> Iterator[str]:
    """Yield what stands in a sheet with headings in its row ``top``, outside the table."""
    filled = [sum(map(_says_something, row)) for row in rows]
    usual = sorted(filter(None, filled[top + 1 :])) or [0]
    least = max(FEWEST_FILLED, usual[len(usual) // 2] / 2)
    above = [str(line) for line, cells in enumerate(filled[:top], 1) if cells >= least]
    if above:
        yield f"rows above its headings that were not read: {', '.join(above)}"
    beside = list(_beside_columns(rows, top))
    if beside:
        line, cell = beside[0]
        yield (
            f"cells under no heading that were not read: {len(beside):,}, the first in row {line} "
            f"({printed(cell)[:MOST_QUOTED]!r})"
        )


def _says_something(cell: Any) -> bool:
    return bool(str(cell).strip())


def _beside_columns(rows: Sequence[Sequence[Any]], top: int) -> Iterator[tuple[int, Any]]:
    """Yield the row and the cell of what stands under no heading, but for running numbers."""
    bare = [place for place, cell in enumerate(rows[top]) if not _says_something(cell)]
    for line, row in enumerate(rows[top + 1 :], start=top + 2):
        cells = (row[place] for place in bare if place < len(row))
        yield from ((line, cell) for cell in cells if not RUNNING.fullmatch(printed(cell).strip()))
