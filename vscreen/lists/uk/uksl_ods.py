"""The UK Sanctions List as a short ODS: a row for each subject, eight columns.

It has the ``Unique ID`` of the other editions, the primary name, regime, type, source, date and
measures, but no alias, address or IMO number: its ships can be matched by name alone.
"""

from __future__ import annotations

from typing import Final

from vscreen.files.source import Source
from vscreen.lists.columns import Columns
from vscreen.lists.counting import count_rows_below
from vscreen.lists.own import slug
from vscreen.lists.reader import Contents, Reader, each_file, require_rows
from vscreen.lists.reading import ListEntry
from vscreen.lists.slips import Slips
from vscreen.lists.uk.subject import build_entry, find_kind
from vscreen.lists.uk.uksl_csv import LIST
from vscreen.schema import Kind, NameKind

NEEDED: Final = ("Unique ID", "Name", "Regime Name", "Type", "Date Designated")
COLUMNS: Final = Columns(
    (*NEEDED, "OFSI Group ID", "Designation source", "Sanctions Imposed"),
    NEEDED,
    {"regime": "Regime Name", "designationtype": "Type"},
)


def _read_one(source: Source) -> Contents:
    """Return what the file holds, with a warning that it has no IMO numbers.

    Refused if the workbook can't be read. The publisher leaves some rows without a name: they are
    set aside. Empty if there are no rows below the headings.
    """
    slips = Slips(source, "rows")
    entries: list[ListEntry] = []
    for _, rows in COLUMNS.tables(source):
        entries += filter(None, (_entry(slips, line, row) for line, row in rows))
    require_rows(source, [*entries, *slips.nameless])
    ships = sum(entry.kind == Kind.VESSEL for entry in entries)
    short = (
        f"{source.path}: this short edition gives none of its {ships} ships an IMO number; get "
        "the CSV or XML edition to find renamed ships"
    )
    unique = slips.unique(entries, "Unique ID")
    slips.refuse_if_most(len(entries) + len(slips.nameless))
    return Contents(
        entries=unique,
        sources=[source],
        warnings=[short, *COLUMNS.unread(source), *slips.warnings()],
        set_aside=slips.nameless,
    )


def _entry(slips: Slips, line: int, row: dict[str, str]) -> ListEntry | None:
    key = row["Unique ID"]
    if not key and row["Name"]:
        slips.note(f"line {line}", "without a Unique ID, kept under their name")
        key = slug(row["Name"])
    key = key or f"line {line}"
    kind = find_kind(slips, key, row["Type"], [row])
    return build_entry(slips, key, kind, [(row["Name"], NameKind.PRIMARY)], [row])


READER: Final = Reader(
    id="uk_ods",
    version="2",
    publisher="the UK",
    recognises=COLUMNS.recognises,
    read_all=each_file(_read_one),
    list_id=LIST,
    records="rows",
    count=count_rows_below(COLUMNS.are_headings),
)
