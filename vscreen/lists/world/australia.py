"""Australia's consolidated list as XLSX (``Australian_Sanctions_Consolidated_List.xlsx``).

One row is one name. Rows of one subject share the number of their reference: ``8227`` is the
primary name, ``8227a`` an alias. What else the rows say is repeated, at times with differences,
and all of it is kept. A ship's former names stand only in prose (``Previous names include
ASHER``); so do companies' IMO numbers, beside those of their ships. One entry is no ship but a
class of ships, all of North Korea's.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from vscreen.errors import EmptyListError
from vscreen.files.csv import split_values
from vscreen.files.dates import parse_day
from vscreen.files.source import Source
from vscreen.files.tables import read_tables, unread_sheets
from vscreen.lists.numbers_in_prose import note_company_text
from vscreen.lists.reader import Contents, Reader, by_sheet, each_file
from vscreen.lists.reading import ListEntry
from vscreen.lists.split_names import split_names
from vscreen.schema import Kind, NameKind

REFERENCE: Final = "Reference"
NAME: Final = "Name of Individual or Entity"
# `IMO Number` came with the first ships, in 2025.
NEEDED: Final = (REFERENCE, NAME, "Type", "Name Type", "Committees", "Control Date")
MEASURES: Final = (
    "Targeted Financial Sanction", "Travel Ban", "Arms Embargo", "Maritime Restriction",
)  # fmt: skip
SAID: Final = ("Additional Information", "Listing Information", "Address", "Place of Birth")

KINDS: Final = {
    "Individual": Kind.PERSON,
    "Entity": Kind.ORGANIZATION,
    "Vessel": Kind.VESSEL,
}
PRIMARY: Final = "Primary Name"
NAME_KINDS: Final = {
    ("Alias", "Strong"): NameKind.STRONG_ALIAS,
    ("Alias", "Weak"): NameKind.WEAK_ALIAS,
    ("Alias", ""): NameKind.STRONG_ALIAS,
    ("Original Script", ""): NameKind.NATIVE,
}

NUMBER: Final = re.compile(r"(\d+)\s*[a-z]*", re.IGNORECASE)
FORMER: Final = re.compile(r"Previous names? includes? ([^.\n]+)", re.IGNORECASE)
ISO: Final = re.compile(r"\d{4}-\d\d-\d\d")
# The first date after `listed`, before those of amendments.
LISTED: Final = re.compile(
    r"(?:listed|designated)(?:(?!amend|re-?list).)*?(?<!\d)"
    r"(?:(\d{1,2}) +([a-z]{3})[a-z]*\.? +(\d{4})|(\d{1,2})/(\d{1,2})/(\d{4}))",
    re.IGNORECASE | re.DOTALL,
)

Row = dict[str, str]


def _read_one(source: Source) -> Contents:
    """Return what the file holds.

    Refused if the workbook can't be read, or a row has no reference, no name or an unknown
    type. Empty if there are no rows below the headings.
    """
    tables = read_tables(source, NEEDED)
    groups: defaultdict[str, list[Row]] = defaultdict(list)
    for table in tables:
        for line, row in table.rows:
            groups[_number(source, line, row)].append(row)
    if not groups:
        raise EmptyListError(f"{source.path}: headings and no rows; download it again")
    return Contents(
        entries=[_entry(source, number, rows) for number, rows in groups.items()],
        sources=[source],
        warnings=unread_sheets(source, [table.name for table in tables]),
    )


def _number(source: Source, line: int, row: Row) -> str:
    found = NUMBER.fullmatch(row[REFERENCE])
    if found is None or not row[NAME] or row["Type"] not in KINDS:
        raise source.refuse(
            f"row {line} has the reference {row[REFERENCE]!r}, the name {row[NAME]!r} and the "
            f"type {row['Type']!r}; known types are {', '.join(KINDS)}"
        )
    return found.group(1)


def _entry(source: Source, number: str, rows: Sequence[Row]) -> ListEntry:
    primary = [row for row in rows if row["Name Type"] == PRIMARY]
    if len(primary) != 1:
        raise source.refuse(
            f"the reference {number} has {len(primary)} rows called {PRIMARY} and should have one"
        )
    entry = ListEntry(number, KINDS[primary[0]["Type"]], " ".join(primary[0][NAME].split()))
    for row in rows:
        if row is not primary[0]:
            entry.add_name(" ".join(row[NAME].split()), _name_kind(source, row))
    for row in (primary[0], *rows):
        _add_row(entry, row)
    entry.add_fact("listed_on", _listed_on(entry, primary[0]))
    entry.add_fact("remarks", _remarks(rows))
    return entry


def _name_kind(source: Source, row: Row) -> NameKind:
    said = row["Name Type"], row.get("Alias Strength", "")
    if said not in NAME_KINDS:
        raise source.refuse(f"the row {row[REFERENCE]} has the unknown name type {said}")
    return NAME_KINDS[said]


def _add_row(entry: ListEntry, row: Row) -> None:
    entry.add_fact("programs", row["Committees"])
    entry.add_fact("legal_basis", row.get("Instrument of Designation", ""))
    entry.add_fact("birth_date", row.get("Date of Birth", ""))
    for country in split_values(row.get("Citizenship", "")):
        entry.add_fact("flag" if entry.kind == Kind.VESSEL else "countries", country)
    if row.get("IMO Number"):
        entry.add_imo(row["IMO Number"])
    said = row.get("Additional Information", "")
    if entry.kind == Kind.VESSEL:
        for names in FORMER.findall(said):
            for name in split_names(re.sub(r" and ", ", ", names)):
                entry.add_name(name, NameKind.FORMER)
    elif entry.kind == Kind.ORGANIZATION:
        note_company_text(entry, said)


def _listed_on(entry: ListEntry, row: Row) -> str:
    printed = row.get("Listing Information", "")
    if ISO.fullmatch(printed):
        return printed
    found = LISTED.search(printed)
    if found:
        said = " ".join(part for part in found.groups() if part)
        day = parse_day(said, "%d %b %Y", "%d %m %Y")
        return day.isoformat() if day else said
    # A ship's record is dated on the day of its designation; others' on that of any change.
    return row["Control Date"] if entry.kind == Kind.VESSEL else ""


def _remarks(rows: Sequence[Row]) -> str:
    said: dict[str, None] = {}
    for row in rows:
        for column in SAID:
            if row.get(column):
                said.setdefault(f"{column}: {row[column]}")
        said.setdefault(f"Control Date: {row['Control Date']}")
        measures = [one for one in MEASURES if row.get(one, "").lower() in ("true", "yes", "1")]
        if measures:
            said.setdefault(f"Measures: {', '.join(measures)}")
    return "\n".join(said)


READER: Final = Reader(
    id="australia",
    version="1",
    publisher="Australia",
    recognises=by_sheet(NEEDED),
    read_all=each_file(_read_one),
    list_id="au-dfat",
)
