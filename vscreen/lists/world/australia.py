"""Australia's consolidated list as XLSX (``Australian_Sanctions_Consolidated_List.xlsx``) or CSV.

Each row has a name. Rows of the same subject have the same number in their reference: ``8227`` is
the primary name, ``8227a`` an alias. Other facts are repeated in the rows, at times with
differences, and all of them are read. A ship's former names are only in prose (``Previous names
include ASHER``); so are companies' IMO numbers, beside those of their ships. An entry of the type
vessel is a class of ships: all of North Korea's.

The list is typed by hand, and so it has slips: rows without a type, with two primary names or none,
with a number that was given away twice. What rows of one number are is decided by all of them
together (`vscreen.lists.world.australia_groups`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from vscreen.files.csv import split_values
from vscreen.files.dates import as_iso
from vscreen.files.source import Source
from vscreen.lists.columns import Columns
from vscreen.lists.numbers_in_prose import note_prose
from vscreen.lists.reader import Contents, Reader, each_file, require_rows
from vscreen.lists.reading import ListEntry
from vscreen.lists.receipt import SetAside
from vscreen.lists.slips import NAMELESS, Slips, fold, is_filled
from vscreen.lists.split_names import split_names
from vscreen.lists.world.australia_groups import (
    IMO,
    NAME,
    NAME_TYPE,
    REFERENCE,
    STRENGTH,
    TYPE,
    NamedRow,
    Subject,
    number_of,
    subjects,
)
from vscreen.schema import Kind, Measure, NameKind

MEASURES: Final = {
    "Targeted Financial Sanction": (
        Measure.ASSET_FREEZE,
        "Australia: assets frozen and none made available (targeted financial sanction)",
    ),
    "Travel Ban": (Measure.TRAVEL_BAN, "Australia: no entry into Australia (travel ban)"),
    "Arms Embargo": (Measure.TRADE_BAN, "Australia: no arms supplied (arms embargo)"),
    "Maritime Restriction": (
        Measure.PORT_BAN,
        "Australia: may be kept or ordered out of its ports (maritime restriction)",
    ),
}
REMARK_COLUMNS: Final = (
    "Additional Information", "Listing Information", "Address", "Place of Birth",
)  # fmt: skip
# `Alias Strength`, the instrument and the measures came in the 2020s, `IMO Number` in 2025.
COLUMNS: Final = Columns(
    names=(
        REFERENCE, NAME, TYPE, NAME_TYPE, STRENGTH, "Date of Birth", "Citizenship", *REMARK_COLUMNS,
        IMO, "Committees", "Control Date", "Instrument of Designation", *MEASURES,
    ),
    needed=(REFERENCE, NAME, TYPE, NAME_TYPE),
    also={
        "referencenumber": REFERENCE, "referenceno": REFERENCE, "nameofindividual*": NAME,
        "nameofentity*": NAME, "nameofvessel*": NAME, "entitytype": TYPE, "typeofname": NAME_TYPE,
        "strengthofalias": STRENGTH, "dob": "Date of Birth", "pob": "Place of Birth",
        "nationality": "Citizenship", "addresses": "Address", "imo": IMO, "imono": IMO,
        "committee": "Committees", "controlleddate": "Control Date",
        "designationinstrument": "Instrument of Designation",
    },
)  # fmt: skip
"""The columns; besides those that are needed, one of `PROOFS` shows that a table is Australia's."""
PROOFS: Final = {"Committees", "Control Date", "Listing Information", "Instrument of Designation"}

FORMER: Final = re.compile(r"Previous names? includes? ([^.\n]+)", re.IGNORECASE)
ISO: Final = re.compile(r"\d{4}-\d\d-\d\d")
DATE: Final = r"(?<!\d)(?:(\d\d?)\s*([a-z]{3})[a-z]*\.?\s*(\d{4})|(\d\d?)\s*/(\d\d?)/(\d{4}))"
# The first date after `listed`, before those of amendments, or the one that the text begins with.
LISTED: Final = re.compile(
    rf"(?:(?:listed|designated)(?:(?!amend|re-?list).)*?|^\s*){DATE}", re.IGNORECASE | re.DOTALL
)

Row = dict[str, str]


def _recognises(source: Source) -> bool:
    return any(PROOFS & {*map(COLUMNS.name, row)} for row in COLUMNS.headings_of(source))


def _read_one(source: Source) -> Contents:
    """Return what the file holds.

    Refused if the workbook can't be read, a row with a name has a reference without a number, or
    most subjects have no type that is known. Empty if there are no rows below the headings.
    """
    tables = COLUMNS.tables(source)
    rows = [row for _, table in tables for row in table]
    require_rows(source, rows)
    slips = Slips(source, "rows")
    groups, aside = _groups(source, rows)
    entries: list[ListEntry] = []
    for number, group in groups.items():
        if any(is_filled(row[NAME]) or is_filled(row.get(IMO, "")) for row in group):
            entries += [_entry(subject, slips) for subject in subjects(number, group, slips)]
        else:
            slips.nameless += [SetAside(row[REFERENCE], NAMELESS) for row in group]
    slips.refuse_if_most(len(entries) + len(slips.nameless))
    strange = COLUMNS.unknown([row for _, row in rows])
    return Contents(
        entries=entries,
        sources=[source],
        set_aside=(*aside, *slips.nameless),
        warnings=[
            *slips.warnings(),
            *(f"{source.path}: the column {name!r} is not known; see remarks" for name in strange),
            *COLUMNS.unread(source),
        ],
    )


def _groups(
    source: Source, rows: Sequence[tuple[int, Row]]
) -> tuple[dict[str, list[NamedRow]], list[SetAside]]:
    """Return the rows by the number of their reference, and the rows that are none."""
    groups: defaultdict[str, list[NamedRow]] = defaultdict(list)
    aside: list[SetAside] = []
    for line, row in rows:
        no_record = COLUMNS.aside(f"row {line}", row)
        number = "" if no_record else number_of(row[REFERENCE])
        if no_record:
            aside.append(no_record)
        elif number:
            groups[number].append(NamedRow(line, row))
        elif is_filled(row[NAME]):
            raise source.refuse(
                f"row {line} has the reference {row[REFERENCE]!r}, which names no entry, and the "
                f"name {row[NAME]!r}"
            )
        else:
            aside.append(SetAside(f"row {line}", NAMELESS))
    return dict(groups), aside


def _entry(subject: Subject, slips: Slips) -> ListEntry:
    entry = ListEntry(subject.key, subject.kind, subject.name, records=len(subject.rows))
    entry.may_be_ship = slips.may_be_ship(subject.primary.where)
    for row, kind in subject.aliases:
        entry.add_name(" ".join(row[NAME].split()), kind)
    for row in (subject.primary, *subject.rows):
        _add_row(entry, row)
    entry.add_fact("listed_on", _listed_on(entry, subject.primary))
    remarks = (*entry.facts.pop("remarks", ()), _remarks(subject.rows))
    entry.add_fact("remarks", "\n".join(remarks))
    return entry


def _add_row(entry: ListEntry, row: NamedRow) -> None:
    entry.add_fact("programs", row.get("Committees", ""))
    entry.add_fact("legal_basis", row.get("Instrument of Designation", ""))
    for born in re.split(r"[,\n]", row.get("Date of Birth", "")):
        entry.add_fact("birth_date", as_iso(born))  # the day comes first
    for country in split_values(row.get("Citizenship", "")):
        entry.add_fact("flag" if entry.kind == Kind.VESSEL else "countries", country)
    _add_number(entry, row)
    for measure, sentence in map(MEASURES.__getitem__, _measures(row)):
        entry.add_measure(measure, sentence)
    prose = row.get("Additional Information", "")
    if entry.kind == Kind.VESSEL:
        for names in FORMER.findall(prose):
            for name in split_names(re.sub(r" and ", ", ", names)):
                entry.add_name(name, NameKind.FORMER)
    note_prose(entry, prose)


def _add_number(entry: ListEntry, row: NamedRow) -> None:
    printed = row.get(IMO, "")
    if entry.kind != Kind.VESSEL and row.ship_number:
        entry.add_fact("remarks", f"IMO number: {printed}")
    elif is_filled(printed):
        entry.add_imo(printed)


def _measures(row: Row) -> list[str]:
    cells = ((name, fold(row.get(name, ""))) for name in MEASURES)
    return [name for name, cell in cells if cell.startswith(("true", "yes")) or cell in ("1", "y")]


def _listed_on(entry: ListEntry, row: Row) -> str:
    printed = row.get("Listing Information", "")
    if ISO.fullmatch(as_iso(printed)):
        return as_iso(printed)
    listed = LISTED.search(printed)
    if listed:
        date = " ".join(filter(None, listed.groups()))
        return as_iso(date, "%d %b %Y", "%d %m %Y")
    # The control date of a ship is that of its designation; of other subjects, of any change.
    return as_iso(row.get("Control Date", "")) if entry.kind == Kind.VESSEL else ""


def _remarks(rows: Sequence[Row]) -> str:
    remarks: list[str] = []
    for row in rows:
        columns = (*REMARK_COLUMNS, "Control Date", *COLUMNS.unknown([row]))
        remarks += [f"{column}: {row[column]}" for column in columns if row.get(column)]
        if _measures(row):
            remarks.append(f"Measures: {', '.join(_measures(row))}")
    return "\n".join(dict.fromkeys(remarks))


READER: Final = Reader(
    id="australia",
    version="2",
    publisher="Australia",
    recognises=_recognises,
    read_all=each_file(_read_one),
    list_id="au-dfat",
    records="rows",
    count=COLUMNS.count,
)
