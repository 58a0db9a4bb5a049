"""The EU's ships under a port ban: Annex XLII of Regulation 833/2014, as workbook and as CSV.

- The workbook linked from sanctionsmap.eu: name, IMO number, date, Journal. Some dates are bare
  serials or end with an apostrophe, some cells are broken, one number has a zero before it.
- The Danish Maritime Authority's CSV, semicolons, with a byte order mark or in Windows-1252. It
  prints former names behind the name (``Kavya (formerly Hana)``), and later editions add the ships
  under other regulations (2017/1509, North Korea); each regulation is a list of its own.

The columns change with each edition: they are known by how their headings begin, and what stands
under an unknown heading is kept in the remarks. The annex as the Official Journal prints it is read
by `eu_journal`, which also adds amendments to these tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from vscreen.files.cells import printed
from vscreen.files.csv import first_row, old_text
from vscreen.files.sheets.outside import unread_parts
from vscreen.files.source import Source
from vscreen.files.tables import (
    blank_end_aside,
    clean_heading,
    find_headings,
    has_headings,
    refuse_if_most_moved,
    whole_rows,
)
from vscreen.identifiers.imo import is_valid_imo_ship
from vscreen.lists.counting import count_rows, count_rows_below
from vscreen.lists.eu.ship_entry import BASIS, LIST, Ship, reason_letters, ship_entries
from vscreen.lists.reader import Contents, Reader, each_file, require_rows
from vscreen.lists.receipt import SetAside

REGULATION: Final = "833/2014"

# What a heading is, and its column; the rest of a heading changes with each edition.
HEADINGS: Final = {
    r"(?:vessel|ship)(?:'s)? name\b|name of (?:the )?(?:vessel|ship)\b|(?:vessel|ship)$": "name",
    r"imo\b": "imo",
    r"date of (?:application|listing|designation|entry)\b|(?:application|listing) date\b": "date",
    r"link to\b": "link",
    r"subject to\b|legal (?:basis|act)\b|regulation\b": "subject",
    r"(?:former|previous|other|old|ex)[ -]?names?\b|formerly\b": "former",
    r"reasons?\b|criteri(?:on|a)\b|points?\b": "reason",
}
NEEDED: Final = ("name", "imo", "date")
DELIMITERS: Final = (";", ",", "\t")
WHOLE_CELL: Final = re.compile(r"\d{2}[./-]\d{2}[./-]\d{4}|\d{4}-\d{2}-\d{2}")
FEWEST_DIGITS: Final = 5
NAMELESS: Final = "without a name and a number"

BROKEN_CELL: Final = re.compile(r"#(?:REF|N/A|VALUE|NAME|DIV/0|NULL|NUM)[!?]?", re.IGNORECASE)
REGULATION_NUMBER: Final = re.compile(r"\b(\d{2,4}/\d{2,4})\b")
SEVEN_DIGITS: Final = re.compile(r"(?<!\d)0?(\d{7})(?!\d)")


@dataclass(frozen=True)
class ShipsTable:
    """The ships of a file by the id of their list, the rows that name none, and how many it has."""

    ships: dict[str, list[Ship]]
    nameless: list[SetAside]
    total: int
    warnings: list[str]

    def set_aside(self, name: str) -> list[SetAside]:
        """Return the rows that name no ship, which are told with the first list of the file."""
        return self.nameless if name == next(iter(self.ships)) else []


@dataclass(frozen=True)
class _Table:
    """The rows of a file below their headings: line numbers and cells by column."""

    rows: list[tuple[int, dict[str, str]]]
    warnings: list[str]


def _recognises(source: Source) -> bool:
    """Return whether the file has the headings of one of the two forms."""
    return _delimiter(source) != "" or has_headings(source, _is_heading)


def _delimiter(source: Source) -> str:
    """Return what separates the cells of a CSV with these headings; nothing if it has none."""
    rows = ((mark, first_row(source, delimiter=mark)) for mark in DELIMITERS)
    return next((mark for mark, row in rows if _is_heading(row)), "")


def count_ships(source: Source) -> int:
    """Return how many rows of a file stand below its headings."""
    if source.is_workbook:
        return count_rows_below(_is_heading)(source)
    return count_rows(delimiter=_delimiter(source))(source)


def _read_one(source: Source) -> list[Contents]:
    """Return the ships of each regulation."""
    table = read_ships(source)
    return [list_contents(source, table, name) for name in table.ships]


def read_ships(source: Source) -> ShipsTable:
    """Return the ships of a file that `READER` recognises.

    Raises
    ------
    ListFormatError
        If the workbook can't be read, the CSV is cut, or the headings come again.
    EmptyListError
        If there are no ships below the headings.
    """
    table = _sheet_table(source) if source.is_workbook else _csv_table(source)
    require_rows(source, table.rows, seen="headings and no ships")
    nameless = [
        SetAside(f"line {line}", NAMELESS) for line, row in table.rows if not _names_a_ship(row)
    ]
    ships: dict[str, list[Ship]] = {}
    for line, row in table.rows:
        if _names_a_ship(row):
            number, ship = _ship(line, row)
            name = LIST if number == REGULATION else f"eu-{number.replace('/', '-')}"
            ships.setdefault(name, []).append(ship)
    require_rows(source, ships, seen="headings and no ships")
    return ShipsTable(ships, nameless, len(table.rows), table.warnings)


def list_contents(source: Source, table: ShipsTable, name: str) -> Contents:
    """Return one of the lists of a file.

    Parameters
    ----------
    source, table, name
        The file, what was read of it, and the id of the list.
    """
    ships, warnings = table.ships[name], list(table.warnings)
    nameless = table.set_aside(name)
    return Contents(
        entries=ship_entries(source, ships, warnings),
        sources=[source],
        warnings=warnings,
        list_id=name,
        set_aside=nameless,
        elsewhere=table.total - len(ships) - len(nameless),
    )


def _names_a_ship(row: dict[str, str]) -> bool:
    """Return whether a row has a name or, without one, digits that may be a number: no note."""
    return bool(row["name"]) or sum(map(str.isdigit, row["imo"])) >= FEWEST_DIGITS


def _ship(line: int, row: dict[str, str]) -> tuple[str, Ship]:
    subject, reason = row.get("subject", ""), row.get("reason", "")
    match = REGULATION_NUMBER.search(subject)
    number = match[1] if match else REGULATION
    is_annex = number == REGULATION
    return number, Ship(
        line,
        row["name"],
        row["imo"],
        row["date"],
        row.get("link", ""),
        tuple(filter(None, re.split(r"\s*[;\n]\s*", row.get("former", "")))),
        row["remarks"],
        BASIS if is_annex else subject,
        reason or (subject if is_annex and reason_letters(subject) else ""),
    )


def _columns(cells: Sequence[Any]) -> dict[int, str] | None:
    """Return the column under each heading that is known; None unless all needed are there."""
    columns: dict[int, str] = {}
    for position, cell in enumerate(cells):
        heading = clean_heading(cell).strip('"\ufeff').lower()
        column = next((name for form, name in HEADINGS.items() if re.match(form, heading)), "")
        if column and column not in columns.values():
            columns[position] = column
    return columns if set(NEEDED) <= set(columns.values()) else None


def _is_heading(cells: Sequence[Any]) -> bool:
    return _columns(cells) is not None


def _sheet_table(source: Source) -> _Table:
    rows: list[tuple[int, dict[str, str]]] = []
    for _, cells in source.sheets:
        position = find_headings(cells, _is_heading)
        if position is not None:
            text = [[printed(cell) for cell in row] for row in cells]
            rows += _named(source, list(enumerate(text, start=1)), position)
    return _Table(rows, unread_parts(source, _is_heading))


def _csv_table(source: Source) -> _Table:
    warnings: list[str] = []
    delimiter = _delimiter(source)
    text = old_text(source, warnings)
    rows = list(whole_rows(source, text, delimiter=delimiter, ends=WHOLE_CELL, warnings=warnings))
    headings, moved = rows[0][1], 0
    fitted: list[tuple[int, list[str]]] = []
    for line, row in rows:
        cells: list[str] | None = row
        if len(row) != len(headings) and any(cell.strip() for cell in row):
            cells = blank_end_aside(row, len(headings), lambda row: _in_place(row, headings))
        if cells is None:
            moved += 1
            cells = _fitted(row, headings, delimiter)
            warnings.append(
                f"{source.path}: line {line} has {len(row)} cells under {len(headings)} headings; "
                f"it was read as {'; '.join(filter(None, cells))}"
            )
        fitted.append((line, cells))
    refuse_if_most_moved(source, moved, len(rows))
    return _Table(list(_named(source, fitted, 0)), warnings)


def _in_place(row: list[str], headings: list[str]) -> bool:
    """Return whether a row's number and date stand below their headings."""
    cells = {column: row[place].strip() for place, column in (_columns(headings) or {}).items()}
    return (
        bool(SEVEN_DIGITS.fullmatch(cells["imo"]))
        and WHOLE_CELL.fullmatch(cells["date"]) is not None
    )


def _fitted(row: list[str], headings: list[str], delimiter: str) -> list[str]:
    """Return a row with as many cells as there are headings.

    A name may hold what separates the cells without quotes around it, or a separator may be lost:
    the ship's number, and a date, say what is what, and all before the number is the name.
    """
    text = delimiter.join(row)
    found = next((each for each in SEVEN_DIGITS.finditer(text) if is_valid_imo_ship(each[1])), None)
    name, rest = (text[: found.start()], text[found.end() :]) if found else (text, text)
    day = WHOLE_CELL.search(rest)
    values = {
        "name": name.strip(f" {delimiter}") or text.strip(),
        "imo": found[1] if found else "",
        "date": day[0] if day else "",
        "subject": rest[day.end() :].strip(f" {delimiter}") if day else "",
    }
    columns = _columns(headings) or {}
    return [values.get(columns.get(place, ""), "") for place in range(len(headings))]


def _named(
    source: Source, rows: Sequence[tuple[int, list[str]]], heading: int
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows that hold anything under a heading, as cells by column."""
    columns = _columns(rows[heading][1]) or {}
    headings = map(clean_heading, rows[heading][1])
    others = {
        position: title
        for position, title in enumerate(headings)
        if title and position not in columns
    }
    for line, row in rows[heading + 1 :]:
        # What a workbook has below no heading is no record of the table.
        places = {*columns, *others} if source.is_workbook else range(len(row))
        if not any(cell.strip() for place, cell in enumerate(row) if place in places):
            continue
        if _is_heading(row):
            raise source.refuse(
                f"line {line} holds the headings again, so two files were joined into one",
                "keep them apart",
            )
        yield line, _cells(row, columns, others)


def _cells(row: list[str], columns: dict[int, str], others: dict[int, str]) -> dict[str, str]:
    cells: dict[str, str] = dict.fromkeys((*NEEDED, "remarks"), "")
    for position, column in columns.items():
        cell = row[position].strip() if position < len(row) else ""
        cells[column] = "" if BROKEN_CELL.fullmatch(cell) else cell
    more = (
        f"{heading}: {row[position].strip()}"
        for position, heading in others.items()
        if position < len(row) and row[position].strip()
    )
    cells["remarks"] = "; ".join(more)
    return cells


READER: Final = Reader(
    id="eu_ships",
    version="2",
    publisher="the EU",
    recognises=_recognises,
    read_all=each_file(_read_one),
    list_id=LIST,
    records="rows",
    count=count_ships,
)
