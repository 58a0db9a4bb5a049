"""The EU's ships under a port ban: Annex XLII of Regulation 833/2014, as workbook and as CSV.

- The workbook linked from sanctionsmap.eu: name, IMO number, date, Journal. Some dates are bare
  serials or end with an apostrophe, some cells are broken, one number has a zero before it.
- The Danish Maritime Authority's CSV, semicolons and a byte order mark, which adds the ships
  under other regulations (2017/1509, North Korea); each regulation is a list of its own.

A ship has no key but its IMO number. One listed again stands twice: its earlier date counts, and
both stay in the remarks. The annex as the Official Journal prints it is read by `eu_journal`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from vscreen.errors import EmptyListError, ListFormatError
from vscreen.files.cells import printed
from vscreen.files.dates import day_of_serial, parse_day
from vscreen.files.source import BOM, Source
from vscreen.files.tables import clean_heading, whole_rows
from vscreen.identifiers.imo import clean_imo, is_valid_imo_ship
from vscreen.lists.own import slug
from vscreen.lists.reader import Contents, Reader, each_file
from vscreen.lists.reading import ListEntry
from vscreen.schema import Kind, NameKind

LIST: Final = "eu-annex-xlii"
REGULATION: Final = "833/2014"
BASIS: Final = "Regulation (EU) No 833/2014, Annex XLII"
PAGE: Final = "https://eur-lex.europa.eu/eli/reg/2014/833"

# How a heading begins, and what stands below it; the rest of a heading changes with each edition.
HEADINGS: Final = {
    "Vessel name": "name",
    "IMO number": "imo",
    "Date of application": "date",
    "Link to relevant EU": "link",
    "Subject to": "subject",
}
NEEDED: Final = ("name", "imo", "date")
DEEPEST: Final = 40  # rows above the headings
DELIMITER: Final = ";"

BROKEN_CELL: Final = re.compile(r"#(?:REF|N/A|VALUE|NAME|DIV/0|NULL|NUM)[!?]?", re.IGNORECASE)
REGULATION_NUMBER: Final = re.compile(r"\b(\d{2,4}/\d{2,4})\b")
DATE_FORMATS: Final = ("%d.%m.%Y", "%Y-%m-%d", "%d %B %Y", "%d/%m/%Y")
SERIAL: Final = re.compile(r"[34]\d{4}")  # the days since 1899 of 1982 to 2036


@dataclass(frozen=True)
class Ship:
    """One row about a ship, as printed, and where it stands."""

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
    if source.is_workbook:
        try:
            return any(_heading(rows) is not None for _, rows in source.sheets)
        except ListFormatError:
            return False
    line = source.head.removeprefix(BOM.encode()).split(b"\n", 1)[0].decode("utf-8", "replace")
    return _columns(line.split(DELIMITER)) is not None


def iso_date(said: str) -> str:
    """Return a date as ISO, as printed if it is none that is known.

    Examples
    --------
    >>> iso_date("21.05.2025’"), iso_date("45797"), iso_date("25 November 2025"), iso_date("soon")
    ('2025-05-21', '2025-05-20', '2025-11-25', 'soon')
    """
    bare = said.strip(" '’‘`")
    if SERIAL.fullmatch(bare):
        return day_of_serial(bare).isoformat()
    day = parse_day(bare, *DATE_FORMATS)
    return day.isoformat() if day else said


def ship_entries(source: Source, ships: Iterable[Ship], warnings: list[str]) -> list[ListEntry]:
    """Return one entry for each IMO number; a ship without one is known by its name.

    Parameters
    ----------
    source
        The file they stand in.
    ships
        Its rows, in order.
    warnings
        Gets a sentence for each number that can't be right and each ship that stands twice.
    """
    entries: dict[str, ListEntry] = {}
    for ship in ships:
        imo = _imo(source, ship, warnings)
        key = clean_imo(imo) or slug(f"{ship.name} {imo}")
        entry = entries.setdefault(key, ListEntry(key, Kind.VESSEL, ship.name or f"IMO {imo}"))
        if entry.facts:
            warnings.append(
                f"{source.path}: line {ship.line} lists {entry.name} ({key}) again "
                f"({iso_date(ship.date)}); its earlier date counts"
            )
        _note(entry, ship, imo)
    return list(entries.values())


def _imo(source: Source, ship: Ship, warnings: list[str]) -> str:
    # One edition has `09346732`: a zero before a number whose check digit agrees.
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
    dates = [*entry.facts.get("listed_on", ()), iso_date(ship.date)]
    dates = sorted(set(filter(None, dates)))
    entry.facts["listed_on"] = dates[:1]
    entry.add_fact("programs", "EU-RUS" if ship.basis == BASIS else "")
    entry.add_fact("legal_basis", ship.basis)
    entry.add_fact("source_url", ship.url or (PAGE if ship.basis == BASIS else ""))
    entry.add_fact("remarks", ship.remarks)
    if len(dates) > 1:
        entry.add_fact("remarks", f"Listed again on {', '.join(dates[1:])}")


def _read_one(source: Source) -> list[Contents]:
    """Return the ships of each regulation.

    Refused if the workbook can't be read, the CSV's last line does not end, or a row has
    another number of cells than the headings. Empty if there are no ships below the headings.
    """
    rows = list(_sheet_rows(source) if source.is_workbook else _csv_rows(source))
    if not rows:
        raise EmptyListError(f"{source.path}: headings and no ships; download it again")
    groups: dict[str, list[Ship]] = {}
    for line, row in rows:
        subject = row.get("subject", "")
        found = REGULATION_NUMBER.search(subject)
        number = found[1] if found else REGULATION
        basis = BASIS if number == REGULATION else subject
        ship = Ship(line, row["name"], row["imo"], row["date"], row.get("link", ""), (), "", basis)
        groups.setdefault(number, []).append(ship)
    return [_reading(source, number, ships) for number, ships in groups.items()]


def _reading(source: Source, number: str, ships: list[Ship]) -> Contents:
    warnings: list[str] = []
    own = number == REGULATION
    return Contents(
        entries=ship_entries(source, ships, warnings),
        sources=[source],
        warnings=warnings,
        list_id=(source.list_id or LIST) if own else f"eu-{number.replace('/', '-')}",
    )


def _columns(cells: Sequence[Any]) -> dict[int, str] | None:
    headings = [clean_heading(cell).strip('"').lower() for cell in cells]
    found = {
        place: column
        for place, heading in enumerate(headings)
        for begin, column in HEADINGS.items()
        if heading.startswith(begin.lower())
    }
    needed = sorted(found.values())
    return found if set(NEEDED) <= set(needed) and len(set(needed)) == len(needed) else None


def _heading(rows: Sequence[Sequence[Any]]) -> int | None:
    places = (place for place, row in enumerate(rows[:DEEPEST]) if _columns(row) is not None)
    return next(places, None)


def _sheet_rows(source: Source) -> Iterator[tuple[int, dict[str, str]]]:
    for _, rows in source.sheets:
        place = _heading(rows)
        if place is not None:
            cells = ([printed(cell) for cell in row] for row in rows)
            yield from _named(source, enumerate(cells, start=1), place)


def _csv_rows(source: Source) -> Iterator[tuple[int, dict[str, str]]]:
    rows = list(whole_rows(source, delimiter=DELIMITER))
    width = len(rows[0][1])
    for line, row in rows:
        if len(row) != width:
            raise source.refuse(f"line {line} has {len(row)} cells under {width} headings")
    yield from _named(source, iter(rows), 0)


def _named(
    source: Source, rows: Iterator[tuple[int, list[str]]], place: int
) -> Iterator[tuple[int, dict[str, str]]]:
    columns: dict[int, str] = {}
    for number, (line, row) in enumerate(rows):
        if number == place:
            columns = _columns(row) or {}
        elif number > place:
            if _columns(row) is not None:
                raise source.refuse(f"line {line} has the headings again: two files in one?")
            cells = {
                column: "" if BROKEN_CELL.fullmatch(row[at].strip()) else row[at].strip()
                for at, column in columns.items()
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
    verified=False,
)
