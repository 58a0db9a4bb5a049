"""The EU's ships under a port ban: Annex XLII of Regulation 833/2014, as workbook and as CSV.

- The workbook linked from sanctionsmap.eu: name, IMO number, date, Journal. Some dates are bare
  serials or end with an apostrophe, some cells are broken, one number has a zero before it.
- The Danish Maritime Authority's CSV, semicolons and a byte order mark, which adds the ships
  under other regulations (2017/1509, North Korea); each regulation is a list of its own.

The only key of a ship is its IMO number. A ship that was listed again has two rows: its earlier
date counts, and the later stays in the remarks. The annex as the Official Journal prints it is read
by `eu_journal`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from vscreen.files.cells import printed
from vscreen.files.csv import first_row
from vscreen.files.dates import as_iso
from vscreen.files.source import Source
from vscreen.files.tables import clean_heading, find_headings, has_headings, whole_rows
from vscreen.identifiers.imo import clean_imo, is_valid_imo_ship
from vscreen.lists.own import slug
from vscreen.lists.reader import Contents, Reader, each_file, require_rows
from vscreen.lists.reading import ListEntry
from vscreen.schema import Kind, NameKind

LIST: Final = "eu-annex-xlii"
REGULATION: Final = "833/2014"
BASIS: Final = "Regulation (EU) No 833/2014, Annex XLII"
PAGE: Final = "https://eur-lex.europa.eu/eli/reg/2014/833"

# How a heading begins, and its column; the rest of a heading changes with each edition.
HEADINGS: Final = {
    "Vessel name": "name",
    "IMO number": "imo",
    "Date of application": "date",
    "Link to relevant EU": "link",
    "Subject to": "subject",
}
NEEDED: Final = ("name", "imo", "date")
DELIMITER: Final = ";"

BROKEN_CELL: Final = re.compile(r"#(?:REF|N/A|VALUE|NAME|DIV/0|NULL|NUM)[!?]?", re.IGNORECASE)
REGULATION_NUMBER: Final = re.compile(r"\b(\d{2,4}/\d{2,4})\b")


@dataclass(frozen=True)
class Ship:
    """A row about a ship, as printed, and the number of its line."""

    line: int
    name: str
    imo: str
    date: str
    url: str = ""
    former: tuple[str, ...] = ()
    remarks: str = ""
    basis: str = BASIS


def _recognises(source: Source) -> bool:
    """Return whether the file has the headings of one of the two forms."""
    return _is_heading(first_row(source, delimiter=DELIMITER)) or has_headings(source, _is_heading)


def listing_date(text: str) -> str:
    """Return a date as ISO, without the apostrophe that some end with; as printed if it is none.

    Examples
    --------
    >>> listing_date("21.05.2025’"), listing_date("45797"), listing_date("25 November 2025")
    ('2025-05-21', '2025-05-20', '2025-11-25')
    """
    return as_iso(text.strip(" '’‘`"), "%d %B %Y")


def ship_entries(source: Source, ships: Iterable[Ship], warnings: list[str]) -> list[ListEntry]:
    """Return an entry for each IMO number; the key of a ship without a number is its name.

    Parameters
    ----------
    source
        The file.
    ships
        Its rows, in order.
    warnings
        Gets a sentence for each number that can't be right and each ship that is listed again.

    Examples
    --------
    >>> from pathlib import Path
    >>> rows = [Ship(2, "ANGARA", "9179842", "2024-02-23"), Ship(3, "LADY R", "", "2024-02-23")]
    >>> warnings: list[str] = []
    >>> [entry.key for entry in ship_entries(Source(Path("x.csv"), b""), rows, warnings)]
    ['9179842', 'lady-r']
    >>> warnings
    ['x.csv: line 3 gives LADY R no IMO number']
    """
    entries: dict[str, ListEntry] = {}
    for ship in ships:
        imo = _imo(source, ship, warnings)
        key = clean_imo(imo) or slug(f"{ship.name} {imo}")
        entry = entries.setdefault(key, ListEntry(key, Kind.VESSEL, ship.name or f"IMO {imo}"))
        if entry.facts:
            warnings.append(
                f"{source.path}: line {ship.line} lists {entry.name} ({key}) again "
                f"({listing_date(ship.date)}); its earlier date counts"
            )
        _note(entry, ship, imo)
    return list(entries.values())


def _imo(source: Source, ship: Ship, warnings: list[str]) -> str:
    # An edition has `09346732`: a zero before a number whose check digit agrees.
    shorter = ship.imo.removeprefix("0")
    number = shorter if is_valid_imo_ship(shorter) else ship.imo
    if not number:
        warnings.append(f"{source.path}: line {ship.line} gives {ship.name} no IMO number")
    elif number != ship.imo or not is_valid_imo_ship(number):
        done = f"read as {number}" if number != ship.imo else "kept as printed"
        warnings.append(
            f"{source.path}: line {ship.line} gives {ship.name} the IMO number {ship.imo!r}, "
            f"which can't be one; {done}"
        )
    return number


def _note(entry: ListEntry, ship: Ship, imo: str) -> None:
    entry.add_imo(imo)
    entry.add_name(ship.name, NameKind.STRONG_ALIAS)
    for name in ship.former:
        entry.add_name(name, NameKind.FORMER)
    dates = {*entry.facts.get("listed_on", ()), listing_date(ship.date)} - {""}
    entry.add_listing_date(listing_date(ship.date))
    entry.add_fact("programs", "EU-RUS" if ship.basis == BASIS else "")
    entry.add_fact("legal_basis", ship.basis)
    entry.add_fact("source_url", ship.url or (PAGE if ship.basis == BASIS else ""))
    entry.add_fact("remarks", ship.remarks)
    if len(dates) > 1:
        entry.add_fact("remarks", f"Listed again on {max(dates)}")


def _read_one(source: Source) -> list[Contents]:
    """Return the ships of each regulation.

    Refused if the workbook can't be read, the CSV's last line does not end, or a row has
    another number of cells than the headings. Empty if there are no ships below the headings.
    """
    rows = list(_sheet_rows(source) if source.is_workbook else _csv_rows(source))
    require_rows(source, rows, seen="headings and no ships")
    groups: dict[str, list[Ship]] = {}
    for line, row in rows:
        subject = row.get("subject", "")
        match = REGULATION_NUMBER.search(subject)
        number = match[1] if match else REGULATION
        basis = BASIS if number == REGULATION else subject
        ship = Ship(line, row["name"], row["imo"], row["date"], row.get("link", ""), (), "", basis)
        groups.setdefault(number, []).append(ship)
    return [_reading(source, number, ships) for number, ships in groups.items()]


def _reading(source: Source, number: str, ships: list[Ship]) -> Contents:
    warnings: list[str] = []
    is_annex = number == REGULATION
    return Contents(
        entries=ship_entries(source, ships, warnings),
        sources=[source],
        warnings=warnings,
        list_id=LIST if is_annex else f"eu-{number.replace('/', '-')}",
    )


def _columns(cells: Sequence[Any]) -> dict[int, str] | None:
    headings = [clean_heading(cell).strip('"').lower() for cell in cells]
    columns = {
        position: column
        for position, heading in enumerate(headings)
        for begin, column in HEADINGS.items()
        if heading.startswith(begin.lower())
    }
    distinct = set(columns.values())
    return columns if set(NEEDED) <= distinct and len(distinct) == len(columns) else None


def _is_heading(cells: Sequence[Any]) -> bool:
    return _columns(cells) is not None


def _sheet_rows(source: Source) -> Iterator[tuple[int, dict[str, str]]]:
    for _, rows in source.sheets:
        position = find_headings(rows, _is_heading)
        if position is not None:
            cells = ([printed(cell) for cell in row] for row in rows)
            yield from _named(source, enumerate(cells, start=1), position)


def _csv_rows(source: Source) -> Iterator[tuple[int, dict[str, str]]]:
    rows = list(whole_rows(source, delimiter=DELIMITER))
    width = len(rows[0][1])
    for line, row in rows:
        if len(row) != width:
            raise source.refuse(f"line {line} has {len(row)} cells under {width} headings")
    yield from _named(source, iter(rows), 0)


def _named(
    source: Source, rows: Iterator[tuple[int, list[str]]], heading: int
) -> Iterator[tuple[int, dict[str, str]]]:
    columns: dict[int, str] = {}
    for number, (line, row) in enumerate(rows):
        if number == heading:
            columns = _columns(row) or {}
        elif number > heading:
            if _is_heading(row):
                raise source.refuse(f"line {line} has the headings again: two files in one?")
            cells = {
                column: ""
                if BROKEN_CELL.fullmatch(row[position].strip())
                else row[position].strip()
                for position, column in columns.items()
            }
            if cells["name"] or cells["imo"]:
                yield line, cells


READER: Final = Reader(
    id="eu_ships",
    version="1",
    publisher="the EU",
    recognises=_recognises,
    read_all=each_file(_read_one),
    list_id=LIST,
)
