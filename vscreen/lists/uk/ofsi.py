"""The UK's former list of asset freezes (OFSI's ConList) as CSV, closed on 28 January 2026.

The first line has the date (``Last Updated,13/04/2018``), the second 29 headings, later more. A row
is a combination of names, birth dates and so on, so rows are gathered by ``Group ID``. Until 2022 a
ship was an Entity, recognised by an IMO number at the beginning of its Other Information: companies
have their own IMO numbers in it, or those of a whole fleet. Old editions are written in
Windows-1252.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from vscreen.files.csv import first_row
from vscreen.files.dates import parse_day
from vscreen.files.source import Source
from vscreen.files.tables import named_rows, whole_rows
from vscreen.lists.numbers_in_prose import note_company_text, note_ship_text, opens_with_ship
from vscreen.lists.reader import Contents, Reader, each_file, require_rows
from vscreen.lists.reading import ListEntry
from vscreen.lists.uk.uksl_csv import join_name, lead_entry, partial_date
from vscreen.schema import Kind, NameKind, Scheme

PAGE: Final = (
    "https://www.gov.uk/government/publications/financial-sanctions-consolidated-list-of-targets"
)
OLD_ENCODING: Final = "cp1252"

BEGINNING: Final = "Last Updated"
NEEDED: Final = (
    "Name 6", "Name 1", "Group Type", "Alias Type", "Regime", "Listed On", "Other Information",
    "Group ID",
)  # fmt: skip

KINDS: Final = {
    "individual": Kind.PERSON,
    "entity": Kind.ORGANIZATION,
    "ship": Kind.VESSEL,
}
ALIAS_KINDS: Final = {
    "prime alias": NameKind.PRIMARY,
    "primary name": NameKind.PRIMARY,
    "primary name variation": NameKind.STRONG_ALIAS,
    "aka": NameKind.STRONG_ALIAS,
    "fka": NameKind.FORMER,
}
WEAK: Final = "low"
NOTHING: Final = ("", "00/00/0000")

# `1) Saudi Arabia 2) Qatar`, `(1)-(2) Tunisia (3) Libya`
NUMBERED: Final = re.compile(r"(?:^|(?<=[\s-]))\(?\d{1,2}\)(?:\s*-\s*\(?\d{1,2}\))?")
NUMBER_COLUMNS: Final = {
    "Passport": ("Passport Number", "Passport Details"),
    "National ID": ("NI Number", "National Identification Number"),
}
REMARK_COLUMNS: Final = ("Title", "Position", "Other Information", "Town of Birth")
ADDRESS_COLUMNS: Final = (*(f"Address {number}" for number in range(1, 7)), "Post/Zip Code")

Row = Mapping[str, str]


def _recognises(source: Source) -> bool:
    """Return whether the file begins with its date, and its second line with the name columns."""
    first, second = first_row(source), first_row(source, line=1)
    return len(first) > 1 and (first[0], *second[:2]) == (BEGINNING, *NEEDED[:2])


def _read_one(source: Source) -> Contents:
    """Return what the file holds.

    Refused if the date or a column is missing, a row has another number of cells than the
    headings, no group or an unknown type, a group is of two types, or the last line does not
    end. A file cut exactly between two rows looks like a smaller list. Empty if there are no
    rows below the headings.
    """
    published, rows = _rows(source)
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row["Group ID"], []).append(row)
    require_rows(source, groups)
    return Contents(
        entries=[_entry(source, key, group) for key, group in groups.items()],
        sources=[source],
        published=published,
    )


def _text(source: Source) -> str:
    try:
        source.data.decode("utf-8")
    except UnicodeDecodeError:
        text = source.data.decode(OLD_ENCODING, errors="replace")
        if "\ufffd" in text:
            line = text.count("\n", 0, text.index("\ufffd")) + 1
            raise source.refuse(f"line {line} is neither UTF-8 nor Windows-1252") from None
        return source.without_nul(text)
    return source.text()


def _rows(source: Source) -> tuple[date, list[Row]]:
    lines = whole_rows(source, _text(source))
    _, first = next(lines)
    published = parse_day(first[1].strip(), "%d/%m/%Y")
    if published is None:
        raise source.refuse(f"its first line gives the date {first[1]!r}")
    rows = named_rows(source, lines, NEEDED)
    return published, [_checked(source, line, row) for line, row in rows]


def _checked(source: Source, line: int, row: Row) -> Row:
    kind, alias = row["Group Type"].lower(), row["Alias Type"].lower()
    if not row["Group ID"] or kind not in KINDS or alias not in ALIAS_KINDS:
        raise source.refuse(
            f"line {line} has the Group ID {row['Group ID']!r}, the Group Type "
            f"{row['Group Type']!r} and the Alias Type {row['Alias Type']!r}; known are "
            f"{', '.join((*KINDS, *ALIAS_KINDS))}"
        )
    return row


def _entry(source: Source, key: str, rows: Sequence[Row]) -> ListEntry:
    kinds = {row["Group Type"].lower() for row in rows}
    if len(kinds) > 1:
        raise source.refuse(f"the Group ID {key} is of the types {' and '.join(sorted(kinds))}")
    kind = KINDS[kinds.pop()]
    if kind == Kind.ORGANIZATION and any(opens_with_ship(row["Other Information"]) for row in rows):
        kind = Kind.VESSEL
    entry = lead_entry(source, key, kind, [(join_name(row), _name_kind(row)) for row in rows])
    for row in rows:
        _note(entry, row)
    remarks = (remark for row in rows for remark in _remarks(row))
    entry.add_fact("remarks", "; ".join(dict.fromkeys(remarks)))
    return entry


def _name_kind(row: Row) -> NameKind:
    kind = ALIAS_KINDS[row["Alias Type"].lower()]
    is_weak = kind == NameKind.STRONG_ALIAS and WEAK in row.get("Alias Quality", "").lower()
    return NameKind.WEAK_ALIAS if is_weak else kind


def _note(entry: ListEntry, row: Row) -> None:
    entry.add_name(row.get("Name Non-Latin Script", ""), NameKind.NATIVE)
    entry.add_fact("programs", row["Regime"])
    entry.add_listing_date(partial_date(row["Listed On"]))
    entry.add_fact("source_url", PAGE)
    if entry.kind == Kind.VESSEL:
        note_ship_text(entry, row["Other Information"])
        return
    for column in ("Nationality", "Country"):
        for country in NUMBERED.split(row.get(column, "")):
            entry.add_fact("countries", country)
    if row.get("DOB", "") not in NOTHING:
        entry.add_fact("birth_date", partial_date(row["DOB"]))
    for label, columns in NUMBER_COLUMNS.items():
        for number in filter(None, (row.get(column, "") for column in columns)):
            entry.add_identifier(Scheme.OTHER, f"{label} {number}")
    if entry.kind == Kind.ORGANIZATION:
        note_company_text(entry, row["Other Information"])


def _remarks(row: Row) -> Iterator[str]:
    yield from filter(None, (row.get(column, "") for column in REMARK_COLUMNS))
    address = ", ".join(filter(None, (row.get(column, "") for column in ADDRESS_COLUMNS)))
    if address:
        yield f"Address: {address}"


READER: Final = Reader(
    id="uk_ofsi",
    version="1",
    publisher="the UK",
    recognises=_recognises,
    read_all=each_file(_read_one),
    list_id="uk-ofsi",
)
