"""New Zealand's Russia Sanctions Register as XLSX.

Two of its sheets are lists: the register of persons and organizations, below a legend, and the
ships. Subjects that were delisted stay in it, with ``Record Deleted Flag`` or another
``Sanction Status``, and are set aside. ``Asset`` rows name classes of things and ``Total`` rows
count; neither is a subject. Dates are dates, text, or a spreadsheet's bare number of days.
"""

from __future__ import annotations

import re
from typing import Final

from vscreen.files.dates import as_iso
from vscreen.files.source import Source
from vscreen.lists.columns import Columns
from vscreen.lists.numbers_in_prose import note_prose
from vscreen.lists.reader import Contents, Reader, each_file, require_rows
from vscreen.lists.reading import ListEntry
from vscreen.lists.receipt import SetAside
from vscreen.lists.slips import Slips, fold, is_filled
from vscreen.lists.split_names import split_names
from vscreen.schema import Kind, Measure, NameKind

NO_SUBJECT: Final = ("asset", "total")
SHIP_NAME: Final = "Name of Ship"
PERSON_NAME: Final = ("First name", "Middle name(s)", "Last name")
ALIASES: Final = ("Alias/Alternate Names", "Alias/Alternate Spellings")
COUNTRIES: Final = ("Citizenship", "Citizenship 2", "Citizenship 3")
MEASURES: Final = {
    "Travel Ban": (Measure.TRAVEL_BAN, "New Zealand: no entry into New Zealand (travel ban)"),
    "Asset Freeze": (Measure.ASSET_FREEZE, "New Zealand: assets frozen (asset freeze)"),
    "Aircraft Ban": (None, ""),
    "Ship Ban": (Measure.PORT_BAN, "New Zealand: no entry into its waters and ports (ship ban)"),
    "Service Prohibition": (
        Measure.SERVICES_BAN, "New Zealand: no services (service prohibition)",
    ),
    "Dealing with Securities": (
        Measure.FINANCIAL_RESTRICTIONS, "New Zealand: no dealing with its securities",
    ),
}  # fmt: skip
REMARK_COLUMNS: Final = (
    "Title", "Address", "Place of Birth", "Passport Number", "Associates/Relatives",
    "General Rationale for Sanction", "Additional Information", "Date of Additional Sanction",
)  # fmt: skip
DELETED: Final = "Record Deleted Flag"
COLUMNS: Final = Columns(
    names=(
        "Type", "Unique Identifier", "IMO Number", *PERSON_NAME, SHIP_NAME, "Name of Asset",
        *ALIASES, "DOB", *COUNTRIES, "Date of Sanction", "Sanction Status", *MEASURES,
        *REMARK_COLUMNS, "Date Record Deleted", DELETED, "Reason for Deletion",
    ),
    needed=("Type", "Unique Identifier", "Date of Sanction"),
    also={
        "nameofship*": SHIP_NAME, "nameofvessel*": SHIP_NAME, "shipname": SHIP_NAME,
        "alias*": ALIASES[0], "imo": "IMO Number", "imono": "IMO Number",
        "firstnames": "First name", "middlename": "Middle name(s)", "surname": "Last name",
        "lastnameorentityname": "Last name", "dateofbirth": "DOB", "status": "Sanction Status",
        "uniqueid": "Unique Identifier", "nationality": "Citizenship",
        "recorddeleted": DELETED, "shipban*": "Ship Ban",
    },
)  # fmt: skip
IN_FORCE: Final = ("", "sanctioned")
# The statuses are not published; a status without any of these words delists nobody.
ENDED: Final = re.compile(
    r"revoke|remove|delist|de-list|delete|expire|lapse|terminate|cancel|ceased|no longer", re.I
)

Row = dict[str, str]


def _read_one(source: Source) -> Contents:
    """Return what the file holds.

    Refused if the workbook can't be read, or the kind or name of most rows is not known. Empty if
    there are no rows, or none in force.
    """
    tables = COLUMNS.tables(source)
    places = [(f"{sheet}, " if sheet else "", table) for sheet, table in tables]
    rows = [(f"{sheet}row {line}", row) for sheet, table in places for line, row in table]
    require_rows(source, rows)
    slips = Slips(source, "rows")
    entries: list[ListEntry] = []
    aside: list[SetAside] = []
    for where, row in rows:
        reason = _why_not(where, row)
        if reason:
            aside.append(reason)
        elif entry := _entry(where, row, slips):
            entries.append(entry)
            if row.get("Sanction Status", "").lower() not in IN_FORCE:
                slips.note(where, f"of the unknown status {row['Sanction Status']!r}, kept")
    slips.refuse_if_most(len(rows) - len(aside))
    strange = COLUMNS.unknown([row for _, row in rows])
    return Contents(
        entries=slips.unique(entries, "identifier"),
        sources=[source],
        set_aside=(*aside, *slips.nameless),
        warnings=[
            *slips.warnings(),
            *(f"{source.path}: the column {name!r} is not known; see remarks" for name in strange),
            *COLUMNS.unread(source),
        ],
    )


def _why_not(where: str, row: Row) -> SetAside | None:
    """Return a row that is no subject in force as one set aside, None if it is one."""
    no_record = COLUMNS.aside(where, row)
    if no_record:
        return no_record
    key = row.get("Unique Identifier") or where
    if fold(row["Type"]).removesuffix("s") in NO_SUBJECT and not is_filled(
        row.get("IMO Number", "")
    ):
        return SetAside(key, f"of the type {row['Type']}")
    if fold(row.get(DELETED, "")) in ("yes", "y", "true", "1"):
        return SetAside(key, "deleted by the publisher")
    if ENDED.search(row.get("Sanction Status", "")):
        return SetAside(key, f"of the status {row['Sanction Status']}")
    return None


def _names(row: Row) -> list[str]:
    """Return the names of a row: of a ship, of a person with the family name first, of a firm."""
    *given, last = (row.get(heading, "") for heading in PERSON_NAME)
    first = " ".join(filter(None, given))
    person, firm = (", ", (last, first)), (" ", (first, last))
    named = (between.join(filter(None, parts)) for between, parts in (person, firm))
    return [row.get(SHIP_NAME, ""), *named, row.get("Name of Asset", "")]


def _entry(where: str, row: Row, slips: Slips) -> ListEntry | None:
    ship, person, firm, asset = _names(row)
    imo = row.get("IMO Number", "")
    aliases = [alias for column in ALIASES for alias in split_names(row.get(column, ""))]
    place = f"{where} ({row['Unique Identifier']})"
    if not any(map(is_filled, (ship, person, asset, imo, *aliases))):
        slips.name(place, [])
        return None
    born = [row.get(heading, "") for heading in ("DOB", "Place of Birth", *COUNTRIES)]
    kind = slips.kind(place, row["Type"], ship=[imo, ship], person=born)
    mains = {Kind.VESSEL: (ship, firm), Kind.PERSON: (person,)}.get(kind, (firm, ship))
    first = sorted((*mains, asset), key=lambda name: not is_filled(name))
    name = slips.name(place, [first[0], *aliases], imo)
    entry = ListEntry(slips.key(place, row["Unique Identifier"], name), kind, name)
    entry.may_be_ship = slips.may_be_ship(place)
    for alias in aliases:
        entry.add_name(alias, NameKind.STRONG_ALIAS)
    if is_filled(imo):
        entry.add_imo(imo)
    _add_facts(entry, row)
    return entry


def _add_facts(entry: ListEntry, row: Row) -> None:
    for heading in COUNTRIES:
        entry.add_fact("countries", row.get(heading, ""))
    if row.get("DOB"):
        entry.add_fact("birth_date", as_iso(row["DOB"]))
    entry.add_fact("programs", "Russia Sanctions")
    entry.add_fact("listed_on", as_iso(row["Date of Sanction"], "%d %B %Y", "%d %b %Y"))
    note_prose(entry, row.get("Additional Information", ""))
    for measure, sentence in map(MEASURES.__getitem__, _measures(row)):
        if measure:
            entry.add_measure(measure, sentence)
    entry.add_fact("remarks", _remarks(row))


def _measures(row: Row) -> list[str]:
    cells = ((name, fold(row.get(name, ""))) for name in MEASURES)
    return [name for name, cell in cells if cell.startswith(("yes", "true")) or cell in ("y", "1")]


def _remarks(row: Row) -> str:
    columns = (*REMARK_COLUMNS, *COLUMNS.unknown([row]))
    remarks = [f"{heading}: {row[heading]}" for heading in columns if row.get(heading)]
    if _measures(row):
        remarks.append(f"Measures: {', '.join(_measures(row))}")
    return "\n".join(remarks)


READER: Final = Reader(
    id="new_zealand",
    version="2",
    publisher="New Zealand",
    recognises=lambda source: bool(COLUMNS.headings_of(source)),
    read_all=each_file(_read_one),
    list_id="nz-russia",
    records="rows",
    count=COLUMNS.count,
)
