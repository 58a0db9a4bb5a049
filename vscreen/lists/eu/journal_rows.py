"""The rows of the Official Journal's tables: what a row is about, and what it says of it.

OpenSanctions writes these tables by hand and describes them (FORMAT.md beside them): a row is a
subject under one measure of one act, cells hold the printed words, several values of a cell stand
apart by ``;``, and a value that holds one is quoted. Columns have been added over time.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from vscreen.files.csv import split_values
from vscreen.files.source import Source
from vscreen.files.tables import (
    blank_end_aside,
    refuse_headings_again,
    refuse_if_most_moved,
    whole_rows,
)
from vscreen.identifiers.imo import clean_imo, is_valid_imo_ship
from vscreen.lists.eu.former_names import ship_names
from vscreen.lists.eu.ship_entry import day_in_words, listing_date
from vscreen.lists.measure_words import measures_in, note_measures
from vscreen.lists.own import slug
from vscreen.lists.reading import ListEntry
from vscreen.schema import Kind, Measure, NameKind, Scheme

NEEDED: Final = ("programKey", "annex", "measure", "startDate", "schema", "name", "imoNumber")
COLUMNS: Final = (
    "celex", "amendedCelex", "amendmentCelex", "recordId", *NEEDED, "reason", "alias", "weakAlias",
    "previousName", "country", "nationality", "jurisdiction", "birthDate", "birthPlace",
    "position", "passportNumber", "gender", "appearance", "ethnicity", "fatherName", "motherName",
    "incorporationDate", "legalForm", "sector", "registrationNumber", "taxNumber", "idNumber",
    "innCode", "ogrnCode", "kppCode", "okpoCode", "leiCode", "swiftBic", "ticker", "mmsi", "flag",
    "address", "phone", "email", "website", "notes",
)  # fmt: skip
SPELLED: Final = {column.lower(): column for column in COLUMNS}

KINDS: Final = {
    "vessel": Kind.VESSEL,
    "legalentity": Kind.ORGANIZATION,
    "company": Kind.ORGANIZATION,
    "organization": Kind.ORGANIZATION,
    "publicbody": Kind.ORGANIZATION,
    "person": Kind.PERSON,
    "airplane": Kind.AIRCRAFT,
}
# FollowTheMoney's schemata of things: ports, zones, papers, coins.
THINGS: Final = ("asset", "cryptowallet", "realestate", "security")
SCHEMATA: Final = (*KINDS, *THINGS)
SHIPS: Final = ("Vessel", "vessel")
OF_PERSONS: Final = ("birthDate", "birthPlace", "passportNumber", "gender", "nationality")

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
PROHIBITION: Final = re.compile(r"prohibition (?:to|of|on) [^;:()]+", re.IGNORECASE)

CELEX: Final = re.compile(r"\b[0-9](\d{4})([A-Z]{1,2})0*(\d+)", re.IGNORECASE)
YEAR_FIRST: Final = 2015  # since then acts are numbered year/number, regulations were number/year
ANNEX: Final = re.compile(r"^annex\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Act:
    """A legal act by its CELEX number.

    Examples
    --------
    >>> act = Act.parse("32014R0833")
    >>> act.number, act.list_id, act.file, act.page
    ('833/2014', 'eu-833-2014', '32014R0833.csv', 'https://eur-lex.europa.eu/eli/reg/2014/833')
    >>> Act.parse("CELEX:32016R0044").list_id, Act.parse("833")
    ('eu-2016-44', None)
    """

    year: int
    letter: str
    serial: int

    @classmethod
    def parse(cls, text: str) -> Act | None:
        """Return the act, None if the text holds no CELEX number."""
        found = CELEX.search(text)
        return cls(int(found[1]), found[2].upper(), int(found[3])) if found else None

    @property
    def number(self) -> str:
        """Its number as people write it."""
        year_first = self.year >= YEAR_FIRST or self.letter != "R"
        return f"{self.year}/{self.serial}" if year_first else f"{self.serial}/{self.year}"

    @property
    def title(self) -> str:
        """What people call it."""
        return f"{'Regulation' if self.letter == 'R' else 'Decision'} {self.number}"

    @property
    def list_id(self) -> str:
        """The id of the list of what it lists."""
        return f"eu-{self.number.replace('/', '-')}"

    @property
    def file(self) -> str:
        """The name of its consolidated file."""
        return f"3{self.year}{self.letter}{self.serial:04}.csv"

    @property
    def page(self) -> str:
        """Where it stands."""
        form = "reg" if self.letter == "R" else "dec"
        return f"https://eur-lex.europa.eu/eli/{form}/{self.year}/{self.serial}"


@dataclass(frozen=True)
class Row:
    """A row: its file and line, the act that lists its subject, and its cells by column."""

    source: Source
    line: int
    act: Act
    cells: Mapping[str, str]

    @property
    def annex(self) -> str:
        """Its annex, such as ``XLII``."""
        return ANNEX.sub("", self.cells["annex"]).strip()

    @property
    def place(self) -> str:
        """The row for people."""
        return f"{self.cells['name'] or f'line {self.line}'} (Annex {self.annex})"


def spelled(headings: list[str]) -> list[str]:
    r"""Return headings as the format spells them, whatever their case.

    Examples
    --------
    >>> spelled(["\ufeffCELEX", " recordid", "Colour"])
    ['celex', 'recordId', 'Colour']
    """
    bare = [heading.strip().strip("\ufeff") for heading in headings]
    return [SPELLED.get(heading.lower(), heading) for heading in bare]


def read_rows(source: Source, warnings: list[str]) -> list[Row]:
    """Return the rows of a file that hold anything.

    Parameters
    ----------
    source
        The file.
    warnings
        Gets a sentence for each row that is not as the headings say.

    Raises
    ------
    ListFormatError
        If a column is missing, no row names its act, or the file is cut.
    """
    rows = whole_rows(source, warnings=warnings)
    printed = next(rows, (0, []))[1]
    headings = spelled(printed)
    missing = [column for column in NEEDED if column not in headings]
    if missing:
        raise source.refuse(f"it has no column {', '.join(missing)}; it has {', '.join(headings)}")
    filled = [(line, row) for line, row in rows if any(cell.strip() for cell in row)]
    for line, row in filled:
        refuse_headings_again(source, line, row, printed)
    cells = [(line, _cells(source, line, row, headings, warnings)) for line, row in filled]
    moved = sum(len(row) != len(headings) for _, row in filled)
    refuse_if_most_moved(source, moved, len(filled))
    named = [Act.parse(each.get("amendedCelex") or each.get("celex", "")) for _, each in cells]
    known = [act for act in named if act]
    if cells and not known:
        celex = cells[0][1].get("amendedCelex") or cells[0][1].get("celex", "")
        raise source.refuse(f"its celex is {celex!r}, not a number like 32014R0833")
    found = []
    for (line, each), act in zip(cells, named, strict=True):
        if act is None:
            warnings.append(
                f"{source.path}: line {line} names no act; it was read as one of {known[0].title}"
            )
        found.append(Row(source, line, act or known[0], each))
    return found


def _cells(
    source: Source, line: int, row: list[str], headings: list[str], warnings: list[str]
) -> dict[str, str]:
    if len(row) == len(headings):
        return {head: cell.strip() for head, cell in zip(headings, row, strict=True)}
    place, number = headings.index("schema"), headings.index("imoNumber")
    wide = blank_end_aside(
        row,
        len(headings),
        lambda row: row[place].strip() in SHIPS and is_valid_imo_ship(row[number].strip()),
    )
    if wide is not None:
        return {head: cell.strip() for head, cell in zip(headings, wide, strict=True)}
    # A comma without quotes around it: the schema says where the name stands, behind it.
    known = (n for n, cell in enumerate(row) if cell.strip().lower() in SCHEMATA)
    at = next(known, min(place, len(row)) - 1)
    behind = [cell.strip() for cell in row[at + 1 :]]
    first = next((n for n, cell in enumerate(behind) if cell), 0)
    numbers = [cell for cell in behind if is_valid_imo_ship(clean_imo(cell))]
    extra = max(len(row) - len(headings), 0)
    whole = ", ".join(behind[first : first + 1 + extra])
    cells = dict.fromkeys(headings, "")
    cells |= dict(zip(headings[:place], map(str.strip, row[: at + 1]), strict=False))
    cells |= {"schema": row[at].strip() if row[at].strip().lower() in SCHEMATA else ""}
    cells |= {"name": behind[first] if behind else ", ".join(filter(None, map(str.strip, row)))}
    cells |= {"imoNumber": numbers[0] if numbers else "", "alias": f'"{whole}"' if whole else ""}
    cells |= {"notes": ", ".join(filter(None, behind[first + 1 :]))}
    warnings.append(
        f"{source.path}: line {line} has {len(row)} cells under {len(headings)} headings; it was "
        f"read as {cells['name']!r}, with all that follows as remarks"
    )
    return cells


def is_thing(row: Row) -> bool:
    """Return whether a row names a thing: a port, a zone, a paper; no party to a shipment."""
    return row.cells["schema"].lower() in THINGS


def find_kind(row: Row, warnings: list[str]) -> Kind:
    """Return what a row is about: by its schema or, if that is not known, by what else it says.

    Parameters
    ----------
    row
        The row.
    warnings
        Gets a sentence if the schema is not known.
    """
    if _schema(row) in KINDS:
        return KINDS[_schema(row)]
    if row.cells["imoNumber"] or row.cells.get("flag"):
        kind = Kind.VESSEL
    elif any(row.cells.get(column) for column in OF_PERSONS):
        kind = Kind.PERSON
    else:
        kind = Kind.ORGANIZATION
    warnings.append(
        f"{row.source.path}: line {row.line} gives {row.cells['name']} the schema "
        f"{row.cells['schema']!r}, which is not known; it was read as {kind}"
    )
    return kind


def _schema(row: Row) -> str:
    return row.cells["schema"].lower().replace(" ", "")


def add_row(entries: dict[str, ListEntry], row: Row, warnings: list[str]) -> None:
    """Add a row to the entries by key: of a ship its IMO number, else the name.

    A record's number restarts in every annex and lacks in some, so it is no key; a name may be in
    several annexes.

    Parameters
    ----------
    entries
        The entries so far, by their keys.
    row, warnings
        The row, and what gets a sentence if it makes a known subject one of another kind.
    """
    kind = find_kind(row, warnings)
    imo = clean_imo(row.cells["imoNumber"]) if kind == Kind.VESSEL else ""
    printed = row.cells["name"]
    names = ship_names(printed) if kind == Kind.VESSEL else [(printed, NameKind.PRIMARY)]
    name = names[0][0] or f"IMO {imo}"
    key = imo or (slug(name) if name.isascii() else name)
    known = entries.get(key)
    if known and known.kind != kind:
        warnings.append(
            f"{row.source.path}: line {row.line} gives {name} the kind {kind}, and another row "
            f"{known.kind}; both are kept"
        )
        key = f"{key}-{kind}"
        known = entries.get(key)
    entry = entries.setdefault(key, ListEntry(key, kind, name))
    entry.records += 1 if known else 0
    entry.may_be_ship = kind == Kind.ORGANIZATION and _schema(row) not in KINDS
    for other, name_kind in names:
        is_primary = name_kind == NameKind.PRIMARY
        entry.add_name(other, NameKind.STRONG_ALIAS if is_primary else name_kind)
    _note(entry, row)


def _note(entry: ListEntry, row: Row) -> None:
    cells = row.cells
    for column, kind in NAME_COLUMNS.items():
        for name in split_values(cells.get(column, "")):
            entry.add_name(name, kind)
    for column, scheme in ID_COLUMNS.items():
        for value in split_values(cells.get(column, "")):
            _note_number(entry, scheme, value)
    for value in split_values(cells["imoNumber"]):
        entry.add_imo(value)
    for column in COUNTRY_COLUMNS:
        for country in split_values(cells.get(column, "")):
            entry.add_fact("countries", country)
    if entry.kind == Kind.VESSEL:
        entry.add_fact("flag", cells.get("flag", ""))
    entry.add_fact("programs", f"{cells['programKey']} {cells['measure']}".strip())
    entry.add_fact("legal_basis", f"{row.act.file.removesuffix('.csv')} Annex {row.annex}")
    entry.add_fact("source_url", row.act.page)
    entry.add_fact("birth_date", cells.get("birthDate", ""))
    for column in REMARK_COLUMNS:
        entry.add_fact("remarks", cells.get(column, ""))
    entry.add_listing_date(listing_date(cells["startDate"]))
    _note_measures(entry, row)


def _note_measures(entry: ListEntry, row: Row) -> None:
    measure = row.cells["measure"]
    day = listing_date(row.cells["startDate"])
    annex = f"Annex {row.annex} of {row.act.title}" if row.annex else row.act.title
    sentence = f"EU: {measure.lower()} ({annex})" + (f" since {day_in_words(day)}" if day else "")
    note_measures(entry, measure, sentence)
    for words in PROHIBITION.findall(row.cells.get("reason", "")):
        for each in measures_in(words):
            if each != Measure.NOTICE:
                entry.add_measure(each, sentence)


def _note_number(entry: ListEntry, scheme: Scheme, value: str) -> None:
    noted = NOTED.fullmatch(value)
    number, note = (noted[1], noted[2]) if noted else (value, "")
    if note.startswith(TAX_NOTES):
        entry.add_identifier(Scheme.TAX, number)
    elif note == "ID":
        entry.add_identifier(Scheme.OTHER, value)
    else:
        entry.add_identifier(scheme, number)
