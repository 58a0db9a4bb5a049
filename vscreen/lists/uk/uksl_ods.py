"""The UK Sanctions List as a short ODS: a row for each subject, eight columns.

It has the ``Unique ID`` of the other editions, the primary name, regime, type, source, date and
measures, but no alias, address or IMO number: its ships can be matched by name alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from vscreen.files.source import Source
from vscreen.files.tables import read_tables
from vscreen.lists.reader import Contents, Reader, by_sheet, each_file, require_rows
from vscreen.lists.reading import ListEntry
from vscreen.lists.uk.uksl_csv import LIST, build_entry, find_kind
from vscreen.schema import Kind, NameKind

NEEDED: Final = ("Unique ID", "Name", "Regime Name", "Type", "Date Designated")


def _read_one(source: Source) -> Contents:
    """Return what the file holds, with a warning that it has no IMO numbers.

    Refused if the workbook can't be read, or a row has no id, the id of another, or an unknown
    type. The publisher leaves some rows without a name: they are left out with a warning. Empty
    if there are no rows below the headings.
    """
    entries: dict[str, ListEntry] = {}
    nameless: list[str] = []
    for table in read_tables(source, NEEDED):
        for line, row in table.rows:
            if row["Unique ID"] and not row["Name"]:
                nameless.append(row["Unique ID"])
                continue
            entry = _entry(source, row)
            if entry.key in entries:
                raise source.refuse(f"line {line} has the id {entry.key!r} again")
            entries[entry.key] = entry
    require_rows(source, entries)
    return Contents(
        entries=list(entries.values()),
        sources=[source],
        warnings=_warnings(source, entries.values(), nameless),
    )


def _warnings(source: Source, entries: Iterable[ListEntry], nameless: list[str]) -> list[str]:
    ships = sum(entry.kind == Kind.VESSEL for entry in entries)
    warnings = [
        f"{source.path}: this short edition gives none of its {ships} ships an IMO number; get "
        "the CSV or XML edition to find renamed ships"
    ]
    if nameless:
        warnings.append(
            f"{source.path}: left out {len(nameless)} rows without a name ({', '.join(nameless)}); "
            "the CSV or XML edition has them"
        )
    return warnings


def _entry(source: Source, row: dict[str, str]) -> ListEntry:
    key = row["Unique ID"]
    kind = find_kind(source, key, row["Type"])
    return build_entry(source, key, kind, [(row["Name"], NameKind.PRIMARY)], [row])


READER: Final = Reader(
    id="uk_ods",
    version="1",
    publisher="the UK",
    recognises=by_sheet(NEEDED),
    read_all=each_file(_read_one),
    list_id=LIST,
)
