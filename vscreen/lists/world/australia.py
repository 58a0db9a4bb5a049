"""Australia's consolidated list as XLSX (``Australian_Sanctions_Consolidated_List.xlsx``).

Each row has a name. Rows of the same subject have the same number in their reference: ``8227`` is
the primary name, ``8227a`` an alias. Other facts are repeated in the rows, at times with
differences, and all of them are read. A ship's former names are only in prose (``Previous names
include ASHER``); so are companies' IMO numbers, beside those of their ships. An entry of the type
vessel is a class of ships: all of North Korea's.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from vscreen.files.csv import split_values
from vscreen.files.dates import as_iso
from vscreen.files.source import Source
from vscreen.files.tables import read_tables, unread_sheets
from vscreen.lists.numbers_in_prose import note_company_text
from vscreen.lists.reader import Contents, Reader, by_sheet, each_file, require_rows
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
REMARK_COLUMNS: Final = (
    "Additional Information", "Listing Information", "Address", "Place of Birth",
)  # fmt: skip

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
    require_rows(source, groups)
    return Contents(
        entries=[_entry(source, number, rows) for number, rows in groups.items()],
        sources=[source],
        warnings=unread_sheets(source, [table.name for table in tables]),
    )


def _number(source: Source, line: int, row: Row) -> str:
    reference = NUMBER.fullmatch(row[REFERENCE])
    if reference is None or not row[NAME] or row["Type"] not in KINDS:
        raise source.refuse(
            f"row {line} has the reference {row[REFERENCE]!r}, the name {row[NAME]!r} and the "
            f"type {row['Type']!r}; known types are {', '.join(KINDS)}"
        )
    return reference[1]


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
    name_type = row["Name Type"], row.get("Alias Strength", "")
    if name_type not in NAME_KINDS:
        raise source.refuse(f"the row {row[REFERENCE]} has the unknown name type {name_type}")
    return NAME_KINDS[name_type]


def _add_row(entry: ListEntry, row: Row) -> None:
    entry.add_fact("programs", row["Committees"])
    entry.add_fact("legal_basis", row.get("Instrument of Designation", ""))
    entry.add_fact("birth_date", row.get("Date of Birth", ""))
    for country in split_values(row.get("Citizenship", "")):
        entry.add_fact("flag" if entry.kind == Kind.VESSEL else "countries", country)
    if row.get("IMO Number"):
        entry.add_imo(row["IMO Number"])
    prose = row.get("Additional Information", "")
    if entry.kind == Kind.VESSEL:
        for names in FORMER.findall(prose):
            for name in split_names(re.sub(r" and ", ", ", names)):
                entry.add_name(name, NameKind.FORMER)
    elif entry.kind == Kind.ORGANIZATION:
        note_company_text(entry, prose)


def _listed_on(entry: ListEntry, row: Row) -> str:
    printed = row.get("Listing Information", "")
    if ISO.fullmatch(printed):
        return printed
    listed = LISTED.search(printed)
    if listed:
        date = " ".join(filter(None, listed.groups()))
        return as_iso(date, "%d %b %Y", "%d %m %Y")
    # The control date of a ship is that of its designation; of other subjects, of any change.
    return row["Control Date"] if entry.kind == Kind.VESSEL else ""


def _remarks(rows: Sequence[Row]) -> str:
    remarks: list[str] = []
    for row in rows:
        remarks += [f"{column}: {row[column]}" for column in REMARK_COLUMNS if row.get(column)]
        remarks.append(f"Control Date: {row['Control Date']}")
        measures = [name for name in MEASURES if row.get(name, "").lower() in ("true", "yes", "1")]
        if measures:
            remarks.append(f"Measures: {', '.join(measures)}")
    return "\n".join(dict.fromkeys(remarks))


READER: Final = Reader(
    id="australia",
    version="1",
    publisher="Australia",
    recognises=by_sheet(NEEDED),
    read_all=each_file(_read_one),
    list_id="au-dfat",
)
