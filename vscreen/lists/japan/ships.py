"""Ships with which Japan forbids services and trade: a CSV of IMO numbers, without a single name.

Its headings are not known, so columns are recognised by position: the first is a category, the
third the date of the notice, the fifth the number. Each ship is named after its number, which stays
as printed if it is misprinted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from vscreen.files.csv import first_row
from vscreen.files.dates import YEAR_FIRST, as_iso
from vscreen.files.source import Source
from vscreen.files.tables import below_headings, whole_rows
from vscreen.identifiers.imo import clean_imo
from vscreen.lists.counting import count_rows
from vscreen.lists.japan.records import text_of
from vscreen.lists.reader import Contents, Reader, each_file, require_rows
from vscreen.lists.reading import ListEntry
from vscreen.lists.receipt import SetAside
from vscreen.schema import Kind

CATEGORY, DATE, NUMBER = 0, 2, 4
LEAST: Final = 5  # columns
FIRST_LINES: Final = range(1, 6)
"""Lines of which one at least shows what the columns are: any of them may be misprinted."""
IMO: Final = re.compile(r"\d{7}")


def _recognises(source: Source) -> bool:
    """Return whether one of the first lines has a date and an IMO number in their columns."""
    heading = first_row(source)
    rows = (first_row(source, line=line) for line in FIRST_LINES)
    return (
        len(heading) >= LEAST
        and not IMO.fullmatch(heading[NUMBER])
        and any(len(row) == len(heading) and _is_ship(row) for row in rows)
    )


def _is_ship(row: Sequence[str]) -> bool:
    date, number = row[DATE].strip(), row[NUMBER].strip()
    return bool(YEAR_FIRST.fullmatch(date) and IMO.fullmatch(number))


def _is_heading(row: Sequence[str]) -> bool:
    return any("番号" in cell for cell in row)


def _read_one(source: Source) -> Contents:
    """Return what the file holds.

    Refused if a row has another number of cells than the first, or the last line may be half.
    Empty if no row has a number.
    """
    cut: list[str] = []
    lines = whole_rows(source, text_of(source, _is_heading), ends=IMO, warnings=cut)
    _, rows = below_headings(source, lines)
    entries: dict[str, ListEntry] = {}
    strange, set_aside = [], []
    for line, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        printed = cells[NUMBER].strip()
        number = clean_imo(printed) or printed
        if not any(letter.isdigit() for letter in number):
            set_aside.append(SetAside(f"line {line}", "without an IMO number"))
            continue
        if not IMO.fullmatch(number):
            strange.append(f"line {line} has {printed!r}, no IMO number; it was kept as printed")
        if number in entries:
            entries[number].records += 1
            strange.append(f"line {line} lists {number} again; its earlier date counts")
        entry = entries.setdefault(number, ListEntry(number, Kind.VESSEL, f"IMO {number}"))
        _add_row(entry, cells)
    require_rows(source, entries, seen="no row has an IMO number")
    return Contents(
        entries=list(entries.values()),
        sources=[source],
        warnings=[*(f"{source.path}: {sentence}" for sentence in strange), *cut],
        set_aside=set_aside,
    )


def _add_row(entry: ListEntry, cells: Sequence[str]) -> None:
    entry.add_imo(entry.key)
    entry.add_fact("programs", cells[CATEGORY])
    entry.add_listing_date(as_iso(cells[DATE]))
    entry.add_fact("remarks", ", ".join(cell.strip() for cell in cells))


READER: Final = Reader(
    id="japan_ships",
    version="1",
    publisher="Japan",
    recognises=_recognises,
    read_all=each_file(_read_one),
    list_id="jp-mof-vessels",
    count=count_rows(),
)
