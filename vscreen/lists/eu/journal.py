"""Annexes of an EU regulation as the Official Journal prints them, tabulated as CSV (45 columns).

OpenSanctions writes these tables by hand. That of Regulation 833/2014 holds three different things:
the ships of Annex XLII, read as the list of that name; companies under export, financial and
service bans, read as a list with the regulation's number; and assets (ports, airports, economic
zones, crypto currencies). Assets are no party to a shipment, and a port named Astrakhan would hit
each address in that city: they are left out and named in a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from vscreen.files.source import Source
from vscreen.files.tables import named_rows, whole_rows
from vscreen.lists.eu.ships import LIST, PAGE, Ship, listing_date, ship_entries
from vscreen.lists.own import slug
from vscreen.lists.reader import Contents, Reader, by_first_headings, each_file, require_rows
from vscreen.lists.reading import ListEntry
from vscreen.schema import Kind, NameKind, Scheme

SIGNATURE: Final = ("celex", "recordId", "programKey", "annex")
NEEDED: Final = (
    "measure", "startDate", "reason", "schema", "name", "alias", "weakAlias", "previousName",
    "country", "registrationNumber", "imoNumber", "address", "notes",
)  # fmt: skip

CELEX: Final = re.compile(r"\d(\d{4})[A-Z]0*(\d+)")
SHIPS_ANNEX: Final = "XLII"
KINDS: Final = {
    "Vessel": Kind.VESSEL,
    "LegalEntity": Kind.ORGANIZATION,
    "Company": Kind.ORGANIZATION,
    "Organization": Kind.ORGANIZATION,
    "PublicBody": Kind.ORGANIZATION,
    "Person": Kind.PERSON,
    "Airplane": Kind.AIRCRAFT,
}
# FollowTheMoney's schemata of things: ports, zones, papers, coins.
NO_SUBJECTS: Final = ("Asset", "CryptoWallet", "RealEstate", "Security")
NAME_COLUMNS: Final = {
    "alias": NameKind.STRONG_ALIAS,
    "weakAlias": NameKind.WEAK_ALIAS,
    "previousName": NameKind.FORMER,
}
COUNTRY_COLUMNS: Final = ("country", "nationality", "jurisdiction")
ID_COLUMNS: Final = {
    "registrationNumber": Scheme.REGISTRATION,
    "ogrnCode": Scheme.REGISTRATION,
    "kppCode": Scheme.REGISTRATION,
    "okpoCode": Scheme.REGISTRATION,
    "taxNumber": Scheme.TAX,
    "innCode": Scheme.TAX,
    "leiCode": Scheme.LEI,
    "mmsi": Scheme.MMSI,
    "idNumber": Scheme.OTHER,
    "passportNumber": Scheme.OTHER,
    "swiftBic": Scheme.OTHER,
}
REMARK_COLUMNS: Final = ("reason", "address", "phone", "email", "website", "notes", "position")
NOTED: Final = re.compile(r"(.+?)\s*\(([^()]*)\)")
TAX_NOTES: Final = ("Tax ID", "INN", "TIN")

Row = dict[str, str]


def _read_one(source: Source) -> Iterator[Contents]:
    """Return two lists: the ships of Annex XLII, and all other subjects.

    Refused if a column is missing, a row has another number of cells than the header, the last
    line does not end, or a row has no name or an unknown schema. Empty if there are no rows
    below the header.
    """
    rows = list(_rows(source))
    require_rows(source, rows, seen="a header and no rows")
    ships = [(line, row) for line, row in rows if _is_ship(row)]
    others = [(line, row) for line, row in rows if not _is_ship(row) and row["schema"] in KINDS]
    left = [row for _, row in rows if row["schema"] not in KINDS]
    if ships:
        warnings: list[str] = []
        entries = ship_entries(source, (_ship(line, row) for line, row in ships), warnings)
        yield _reading(source, LIST, entries, warnings)
    if others or not ships:
        warnings = [_left_out(source, left)] if left else []
        entries = _entries(others, warnings, source)
        yield _reading(source, _list_id(source, rows[0][1]), entries, warnings)


def _reading(source: Source, name: str, entries: list[ListEntry], warnings: list[str]) -> Contents:
    return Contents(entries=entries, sources=[source], list_id=name, warnings=warnings)


def _list_id(source: Source, row: Row) -> str:
    celex = CELEX.match(row["celex"])
    if celex is None:
        raise source.refuse(f"its celex is {row['celex']!r}, not a number like 32014R0833")
    return f"eu-{celex[2]}-{celex[1]}"


def _is_ship(row: Row) -> bool:
    return row["schema"] == "Vessel" and row["annex"] == SHIPS_ANNEX


def _left_out(source: Source, rows: list[Row]) -> str:
    named = ", ".join(f"{row['name']} (Annex {row['annex']})" for row in rows)
    return f"{source.path}: left out {len(rows)} assets, no ships, companies or persons: {named}"


def _rows(source: Source) -> Iterator[tuple[int, Row]]:
    for line, row in named_rows(source, whole_rows(source), NEEDED):
        if not row["name"] or row["schema"] not in (*KINDS, *NO_SUBJECTS):
            raise source.refuse(
                f"line {line} has the name {row['name']!r} and the schema {row['schema']!r}; "
                f"known are {', '.join((*KINDS, *NO_SUBJECTS))}"
            )
        yield line, row


def _values(cell: str) -> list[str]:
    return [value.strip() for value in cell.split(";") if value.strip()]


def _ship(line: int, row: Row) -> Ship:
    former = tuple(_values(row["previousName"]))
    return Ship(line, row["name"], row["imoNumber"], row["startDate"], PAGE, former, row["reason"])


def _entries(
    rows: Sequence[tuple[int, Row]], warnings: list[str], source: Source
) -> list[ListEntry]:
    entries: dict[str, ListEntry] = {}
    for line, row in rows:
        # A record's number restarts in every annex and lacks in some; a name may be in several.
        key = slug(row["name"]) if row["name"].isascii() else row["name"]
        entry = entries.setdefault(key, ListEntry(key, KINDS[row["schema"]], row["name"]))
        if entry.kind != KINDS[row["schema"]]:
            raise source.refuse(f"line {line} makes {row['name']} another kind of subject")
        _note(entry, row)
    return list(entries.values())


def _note(entry: ListEntry, row: Row) -> None:
    entry.add_name(row["name"], NameKind.STRONG_ALIAS)
    for column, kind in NAME_COLUMNS.items():
        for name in _values(row[column]):
            entry.add_name(name, kind)
    for column, scheme in ID_COLUMNS.items():
        for value in _values(row.get(column, "")):
            _note_number(entry, scheme, value)
    if row["imoNumber"]:
        entry.add_imo(row["imoNumber"])
    for column in COUNTRY_COLUMNS:
        entry.add_fact("countries", row.get(column, ""))
    entry.add_fact("programs", f"{row['programKey']} {row['measure']}".strip())
    entry.add_fact("legal_basis", f"{row['celex']} Annex {row['annex']}")
    entry.add_fact("source_url", PAGE)
    entry.add_fact("birth_date", row.get("birthDate", ""))
    for column in REMARK_COLUMNS:
        entry.add_fact("remarks", row.get(column, ""))
    entry.add_listing_date(listing_date(row["startDate"]))


def _note_number(entry: ListEntry, scheme: Scheme, value: str) -> None:
    noted = NOTED.fullmatch(value)
    number, note = (noted[1], noted[2]) if noted else (value, "")
    if note.startswith(TAX_NOTES):
        entry.add_identifier(Scheme.TAX, number)
    elif note == "ID":
        entry.add_identifier(Scheme.OTHER, value)
    else:
        entry.add_identifier(scheme, number)


READER: Final = Reader(
    id="eu_journal",
    version="1",
    publisher="the EU",
    recognises=by_first_headings(SIGNATURE),
    read_all=each_file(_read_one),
    list_id=LIST,
)
