"""The UK Sanctions List as CSV, its only list since 28 January 2026; XML and ODS build on this.

The first line has the date (``Report Date: 13-Feb-2026``), the second 58 headings. A row is a
combination of a subject's names, addresses, birth dates and numbers, so rows are gathered by
``Unique ID``. The family name, and the whole name of a ship or entity, is in ``Name 6`` and is
read last. There are no columns for MMSI and call sign, and former names are plain aliases.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from vscreen.files.cells import printed
from vscreen.files.dates import parse_day
from vscreen.files.source import Source
from vscreen.files.tables import (
    blank_end_aside,
    refuse_headings_again,
    refuse_if_most_moved,
    whole_rows,
)
from vscreen.lists.columns import MOST_ABOVE, Columns
from vscreen.lists.own import slug
from vscreen.lists.reader import Contents, Reader, each_file, require_rows
from vscreen.lists.slips import KINDS, Slips, look_up
from vscreen.lists.uk.facts import DATE_FORMATS, Row, clean_text
from vscreen.lists.uk.subject import entry_of_rows, join_name, read_groups
from vscreen.schema import Kind

LIST: Final = "uk-sanctions"

BEGINNING: Final = re.compile(r"\s*report date\b[\s:]*", re.IGNORECASE)
NEEDED: Final = (
    "Unique ID", "Name 6", "Name type", "Regime Name", "Designation Type", "IMO number",
)  # fmt: skip
COLUMNS: Final = Columns(
    (
        "Last Updated", "Unique ID", "OFSI Group ID", "UN Reference Number", "Name 6", "Name 1",
        "Name 2", "Name 3", "Name 4", "Name 5", "Name type", "Alias strength", "Title",
        "Name non-latin script", "Non-latin script type", "Non-latin script language",
        "Regime Name", "Designation Type", "Designation source", "Sanctions Imposed",
        "Other Information", "UK Statement of Reasons",
        *(f"Address Line {number}" for number in range(1, 7)),
        "Address Postal Code", "Address Country", "Phone number", "Website", "Email address",
        "Date Designated", "D.O.B", "Nationality(/ies)", "National Identifier number",
        "National Identifier additional information", "Passport number",
        "Passport additional information", "Position", "Gender", "Town of birth",
        "Country of birth", "Type of entity", "Subsidiaries", "Parent company",
        "Business registration number (s)", "IMO number", "Current owner/operator (s)",
        "Previous owner/operator (s)", "Current believed flag of ship", "Previous flags",
        "Type of ship", "Tonnage of ship", "Length of ship", "Year Built",
        "Hull identification number (HIN)",
    ),
    ("Unique ID", "Name 6"),
    {
        "regime": "Regime Name", "nametitle": "Title", "dob": "D.O.B", "dateofbirth": "D.O.B",
        "imonumbers": "IMO number", "individualentityship": "Designation Type",
    },
)  # fmt: skip
TIME: Final = re.compile(r"[T\s,]+\d{1,2}:\d\d(?::\d\d)?\s*$")
UNIQUE_ID: Final = re.compile(r"[A-Z]{2,5}\d{3,6}")
IMO_CELL: Final = re.compile(r"\s*(IMO\s?\d{7})\s*", re.IGNORECASE)


def _recognises(source: Source) -> bool:
    """Return whether the file has the headings, below a report date or nothing."""
    return COLUMNS.place(source) is not None or COLUMNS.recognises(source)


def _read_one(source: Source) -> Contents:
    """Return what the file holds.

    Refused if a column is missing, the report date can't be read, or the file is cut. A file cut
    exactly between two rows looks like a smaller list. Empty if there are no rows below the
    headings.
    """
    slips = Slips(source, "rows")
    warnings: list[str] = []
    published, rows = _sheet_rows(source) if source.is_workbook else _rows(source, slips, warnings)
    warnings += COLUMNS.unread_columns(source, [dict(row) for _, row in rows])
    groups: dict[str, list[Row]] = {}
    for line, row in rows:
        groups.setdefault(_key(slips, line, row), []).append(row)
    require_rows(source, groups)
    if published is None:
        warnings.append(f"{source.path}: it has no report date, so that nobody knows its age")
    entries, aside = read_groups(slips, groups, entry_of_rows)
    slips.refuse_if_most(len(groups))
    return Contents(
        entries=entries,
        sources=[source],
        published=published,
        warnings=(*warnings, *COLUMNS.unread(source), *slips.warnings()),
        set_aside=aside,
    )


def _key(slips: Slips, line: int, row: Row) -> str:
    if row.get("Unique ID"):
        return row["Unique ID"]
    slips.note(f"line {line}", "without a Unique ID, kept under their name")
    return slug(join_name(row) or row.get("Name non-latin script", "") or f"line {line}")


def _sheet_rows(source: Source) -> tuple[date | None, list[tuple[int, Row]]]:
    rows = [row for _, below in COLUMNS.tables(source) for row in below]
    require_columns(source, list(rows[0][1]) if rows else NEEDED, NEEDED)
    tops = (row for _, cells in source.sheets for row in cells[:MOST_ABOVE])
    titles = (" ".join(filter(None, map(printed, row))) for row in tops)
    title = next(filter(BEGINNING.match, titles), "")
    return _report_date(source, title) if title else None, [*rows]


def _rows(
    source: Source, slips: Slips, warnings: list[str]
) -> tuple[date | None, list[tuple[int, Row]]]:
    above, mark = COLUMNS.place(source) or (0, ",")
    lines = whole_rows(source, delimiter=mark, headings=above + 1, warnings=warnings)
    tops = [next(lines)[1] for _ in range(above)]
    titles = (" ".join(filter(None, map(str.strip, row))) for row in tops)
    stated = next(filter(BEGINNING.match, titles), "")
    published = _report_date(source, stated) if stated else None
    headings = next(lines)[1]
    header = [COLUMNS.name(cell) for cell in headings]
    require_columns(source, header, NEEDED)
    return published, list(_named(source, header, rows_below(source, headings, lines), slips))


def require_columns(source: Source, header: Sequence[str], needed: Sequence[str]) -> None:
    """Refuse a file that lacks a column.

    Parameters
    ----------
    source, header, needed
        The file, its headings, and those without which it can't be read.

    Raises
    ------
    ListFormatError
        If one is missing.

    Examples
    --------
    >>> from pathlib import Path
    >>> require_columns(Source(Path("x.csv"), b""), ["Name 6", "Name 1"], ["Name 6"])
    """
    missing = [heading for heading in needed if heading not in header]
    if missing:
        raise source.refuse(f"it has no column {', '.join(missing)}; it has {', '.join(header)}")


def rows_below(
    source: Source, headings: Sequence[str], rows: Iterable[tuple[int, list[str]]]
) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows below the headings.

    Parameters
    ----------
    source, headings, rows
        The file, its headings as printed, and what stands below them.

    Raises
    ------
    ListFormatError
        If a row is the headings again.

    Examples
    --------
    >>> from pathlib import Path
    >>> list(rows_below(Source(Path("x.csv"), b""), ["Name 6"], [(2, ["MARIA"])]))
    [(2, ['MARIA'])]
    """
    for line, row in rows:
        refuse_headings_again(source, line, row, headings)
        yield line, row


def _named(
    source: Source, header: list[str], rows: Iterator[tuple[int, list[str]]], slips: Slips
) -> Iterator[tuple[int, Row]]:
    moved, total = 0, 0
    for line, row in rows:
        # A file of 50 MB is mostly empty cells, so they are left out.
        wide: list[str] | None = row
        if len(row) != len(header):
            wide = blank_end_aside(row, len(header), lambda row: _in_place(row, header))
            moved += wide is None and any(map(str.strip, row))
        if wide is None:
            named = _fitted(line, header, row, slips)
        else:
            cells = zip(header, map(clean_text, wide), strict=True)
            named = {heading: cell for heading, cell in cells if cell}
        if named:
            total += 1
            yield line, named
    refuse_if_most_moved(source, moved, total)


def _in_place(row: list[str], header: list[str]) -> bool:
    """Return whether the number of a ship stands below its heading; of others nothing can tell."""
    cells = dict(zip(header, map(str.strip, row), strict=True))
    is_ship = look_up(cells["Designation Type"], KINDS) == Kind.VESSEL
    return is_ship and IMO_CELL.fullmatch(cells["IMO number"]) is not None


def _fitted(line: int, header: list[str], row: Sequence[str], slips: Slips) -> dict[str, str]:
    """Return what a row says that has other cells than the headings, so that its columns moved."""
    cells = [text for cell in row if (text := clean_text(cell))]
    if not cells:
        return {}
    slips.note(
        f"line {line}", "with more or fewer cells than headings, read by what they look like"
    )
    place = header.index("Name 6")
    numbers = [found[1] for cell in cells if (found := IMO_CELL.fullmatch(cell))]
    fitted = {
        "Unique ID": next((cell for cell in cells if UNIQUE_ID.fullmatch(cell)), ""),
        "Name 6": clean_text(row[place]) if place < len(row) else cells[0],
        "Name type": "Alias",
        "Designation Type": next((cell for cell in cells if look_up(cell, KINDS)), ""),
        "IMO number": "; ".join(numbers),
        "Other Information": ", ".join(cells),
    }
    return {heading: cell for heading, cell in fitted.items() if cell}


def _report_date(source: Source, line: str) -> date:
    text = TIME.sub("", BEGINNING.sub("", line)).strip()
    day = parse_day(text, *DATE_FORMATS, "%d/%m/%Y") or parse_day(text[:10])
    if day is None:
        raise source.refuse(f"its first line is {line!r}, not a report date")
    return day


READER: Final = Reader(
    id="uk",
    version="2",
    publisher="the UK",
    recognises=_recognises,
    read_all=each_file(_read_one),
    list_id=LIST,
    records="rows",
    count=COLUMNS.count,
)
