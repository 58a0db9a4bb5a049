"""New Zealand's Russia Sanctions Register as XLSX.

Two of its sheets are lists: the register of persons and organizations, below a legend, and the
ships. Subjects that were delisted stay in it, with ``Record Deleted Flag`` or another
``Sanction Status``, and are left out. ``Asset`` rows name classes of things and ``Total`` rows
count; neither is a subject. Dates are dates, text, or a spreadsheet's bare number of days.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from vscreen.files.dates import as_iso
from vscreen.files.source import Source
from vscreen.files.tables import read_tables, unread_sheets
from vscreen.lists.numbers_in_prose import note_company_text
from vscreen.lists.reader import Contents, Reader, by_sheet, each_file, require_rows
from vscreen.lists.reading import ListEntry
from vscreen.lists.split_names import split_names
from vscreen.schema import Kind, NameKind

NEEDED: Final = ("Type", "Unique Identifier", "Date of Sanction", "Sanction Status")
KINDS: Final = {
    "individual": Kind.PERSON,
    "indiividual": Kind.PERSON,  # as printed
    "entity": Kind.ORGANIZATION,
    "bank": Kind.ORGANIZATION,
    "ship": Kind.VESSEL,
}
NO_SUBJECT: Final = ("asset", "total")
SHIP_NAME: Final = "Name of Ship"
ALIASES: Final = ("Alias/Alternate Names", "Alias/Alternate Spellings")
COUNTRIES: Final = ("Citizenship", "Citizenship 2", "Citizenship 3")
MEASURES: Final = (
    "Travel Ban", "Asset Freeze", "Aircraft Ban", "Ship Ban", "Service Prohibition",
    "Dealing with Securities",
)  # fmt: skip
REMARK_COLUMNS: Final = (
    "Title", "Address", "Place of Birth", "Passport Number", "Associates/Relatives",
    "General Rationale for Sanction", "Additional Information", "Date of Additional Sanction",
)  # fmt: skip
IN_FORCE: Final = ("", "sanctioned")
# The statuses are not published; a status without any of these words delists nobody.
ENDED: Final = re.compile(
    r"revoke|remove|delist|de-list|delete|expire|lapse|terminate|cancel|ceased|no longer", re.I
)

Row = dict[str, str]


def _read_one(source: Source) -> Contents:
    """Return what the file holds.

    Refused if the workbook can't be read, a row has no identifier, no name or an unknown type,
    or an identifier comes twice. Empty if there are no rows, or none in force.
    """
    tables = read_tables(source, NEEDED)
    entries: dict[str, ListEntry] = {}
    left_out: Counter[str] = Counter()
    rows = [(table.name, line, row) for table in tables for line, row in table.rows]
    require_rows(source, rows)
    strange = Counter(row["Sanction Status"] for _, _, row in rows if _is_strange(row))
    for sheet, line, row in rows:
        reason = _why_not(row)
        if reason:
            left_out[reason] += 1
            continue
        entry = _entry(source, f"{sheet}, row {line}", row)
        if entry.key in entries:
            raise source.refuse(f"{sheet}, row {line} has the identifier {entry.key!r} again")
        entries[entry.key] = entry
    notes = [f"left out {count:,} rows {reason}" for reason, count in sorted(left_out.items())]
    for status, count in strange.items():
        notes.append(f"kept {count:,} rows of the unknown status {status!r}")
    return Contents(
        entries=list(entries.values()),
        sources=[source],
        warnings=[
            *(f"{source.path}: {note}" for note in notes),
            *unread_sheets(source, [table.name for table in tables]),
        ],
    )


def _why_not(row: Row) -> str:
    """Return why a row is no subject in force, ``""`` if it is."""
    if row["Type"].lower() in NO_SUBJECT:
        return f"of the type {row['Type']}"
    if row.get("Record Deleted Flag", "").lower() in ("yes", "y", "true"):
        return "that were deleted"
    if ENDED.search(row["Sanction Status"]):
        return f"whose status is {row['Sanction Status']}"
    return ""


def _is_strange(row: Row) -> bool:
    return not _why_not(row) and row["Sanction Status"].lower() not in IN_FORCE


def _name(row: Row, kind: Kind) -> str:
    if kind == Kind.VESSEL:
        return next((row[heading] for heading in row if heading.startswith(SHIP_NAME)), "")
    first = (row.get(heading, "") for heading in ("First name", "Middle name(s)"))
    given, last = " ".join(filter(None, first)), row.get("Last name", "")
    if kind == Kind.ORGANIZATION:
        return " ".join(filter(None, (given, last)))
    return ", ".join(filter(None, (last, given)))


def _entry(source: Source, where: str, row: Row) -> ListEntry:
    kind = KINDS.get(row["Type"].lower())
    name = _name(row, kind) if kind else ""
    if kind is None or not name or not row["Unique Identifier"]:
        raise source.refuse(
            f"{where} has the identifier {row['Unique Identifier']!r}, the type {row['Type']!r} "
            f"and the name {name!r}; known types are {', '.join(KINDS)}"
        )
    entry = ListEntry(row["Unique Identifier"], kind, name)
    for heading in ALIASES:
        for alias in split_names(row.get(heading, "")):
            entry.add_name(alias, NameKind.STRONG_ALIAS)
    if row.get("IMO Number"):
        entry.add_imo(row["IMO Number"])
    for heading in COUNTRIES:
        entry.add_fact("countries", row.get(heading, ""))
    if row.get("DOB"):
        entry.add_fact("birth_date", as_iso(row["DOB"]))
    entry.add_fact("programs", "Russia Sanctions")
    entry.add_fact("listed_on", as_iso(row["Date of Sanction"]))
    if kind == Kind.ORGANIZATION:
        note_company_text(entry, row.get("Additional Information", ""))
    entry.add_fact("remarks", _remarks(row))
    return entry


def _remarks(row: Row) -> str:
    remarks = [f"{heading}: {row[heading]}" for heading in REMARK_COLUMNS if row.get(heading)]
    measures = [name for name in MEASURES if row.get(name, "").lower() in ("yes", "y", "true")]
    return "\n".join([*remarks, *([f"Measures: {', '.join(measures)}"] if measures else [])])


READER: Final = Reader(
    id="new_zealand",
    version="1",
    publisher="New Zealand",
    recognises=by_sheet(NEEDED),
    read_all=each_file(_read_one),
    list_id="nz-russia",
)
