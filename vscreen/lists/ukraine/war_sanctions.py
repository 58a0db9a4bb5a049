"""Ships of Ukraine's War & Sanctions portal (military intelligence, HUR), as a CSV table.

The portal has pages and no file; this is the table that people write from its pages, a row for each
ship. Its ships carry Russia's oil, arms and grain, sanctioned or not: a watch list. Where a page
has no value, such tables often hold the next label of the page (``Call sign`` as an MMSI), so
labels are no values. ``mmsi_legacy`` is from an earlier visit to the page. Ships that the portal
removed stay in the table, marked in ``status``; they are left out.
"""

from __future__ import annotations

from collections import Counter
from typing import Final

from vscreen.files.source import Source
from vscreen.files.tables import named_rows, whole_rows
from vscreen.identifiers.call_sign import clean_call_sign
from vscreen.identifiers.imo import clean_imo
from vscreen.identifiers.mmsi import clean_mmsi
from vscreen.lists.reader import Contents, Reader, by_first_headings, each_file, require_rows
from vscreen.lists.reading import ListEntry
from vscreen.schema import Kind, NameKind, Scheme

PAGE: Final = "https://war-sanctions.gur.gov.ua/en/transport/ships/"

NEEDED: Final = ("gur_id", "name", "imo", "status")
SIGNATURE: Final = ("gur_id", "name", "imo")
LISTED: Final = "listed"
REMOVED: Final = "delisted"  # a suffix says from which list: `delisted_from_gur`
# Labels of the portal's pages, and its word for an unknown value.
LABELS: Final = {
    "call sign", "vessel name", "vessel type", "flags (former)", "flag", "flag (current)", "mmsi",
    "imo", "unknown", "build year",
}  # fmt: skip

Row = dict[str, str]


def _read_one(source: Source) -> Contents:
    """Return what the file holds.

    Refused if a column is missing, a row has another number of cells than the headings, no name
    or an unknown status, its number comes twice, or the last line does not end. Empty if there
    are no ships in it.
    """
    entries: dict[str, ListEntry] = {}
    removed: Counter[str] = Counter()
    rows = list(named_rows(source, whole_rows(source), NEEDED))
    require_rows(source, rows, remedy="make the table again")
    for line, cells in rows:
        row = {heading: _value(cell) for heading, cell in cells.items()}
        if row["status"].startswith(REMOVED):
            removed[row["status"]] += 1
            continue
        entry = _entry(source, line, row)
        if entry.key in entries:
            raise source.refuse(f"line {line} has the gur_id {entry.key!r} again")
        entries[entry.key] = entry
    counted = ", ".join(f"{count} {status!r}" for status, count in sorted(removed.items()))
    return Contents(
        entries=list(entries.values()),
        sources=[source],
        warnings=[f"{source.path}: left out what is not {LISTED}: {counted}"] if removed else (),
    )


def _value(cell: str) -> str:
    return "" if cell.lower() in LABELS else cell


def _entry(source: Source, line: int, row: Row) -> ListEntry:
    if not row["gur_id"] or not row["name"] or row["status"] != LISTED:
        raise source.refuse(
            f"line {line} has the gur_id {row['gur_id']!r}, the name {row['name']!r} and the "
            f"status {row['status']!r}; known are {LISTED} and what begins with {REMOVED}"
        )
    entry = ListEntry(row["gur_id"], Kind.VESSEL, row["name"])
    for name in row.get("former_names", "").split(" / "):
        entry.add_name(name, NameKind.FORMER)
    _add_numbers(entry, row)
    entry.add_fact("programs", "War & Sanctions")
    entry.add_fact("flag", row.get("flag", ""))
    entry.add_fact("vessel_type", row.get("vessel_type", ""))
    built = row.get("build_year", "")
    if built and not entry.add_number("build_year", built):
        entry.add_fact("remarks", f"Built: {built}")
    entry.add_fact("source_url", PAGE + row["gur_id"])
    return entry


def _add_numbers(entry: ListEntry, row: Row) -> None:
    if row["imo"] and not clean_imo(row["imo"]):
        # Yachts have a number of the Russian register, `RS 150443`.
        entry.add_identifier(Scheme.REGISTRATION, row["imo"])
    elif row["imo"]:
        entry.add_imo(row["imo"])
    current, legacy = row.get("mmsi_current", ""), row.get("mmsi_legacy", "")
    for printed, is_current in ((current, "yes"), (legacy, "no" if current else "")):
        if printed:
            value = clean_mmsi(printed) or printed
            entry.identifiers.setdefault((Scheme.MMSI, value), is_current)
    if clean_call_sign(row.get("callsign", "")):
        entry.add_identifier(Scheme.CALL_SIGN, row["callsign"])
    elif row.get("callsign"):
        entry.add_fact("remarks", f"Call sign: {row['callsign']}")


READER: Final = Reader(
    id="war_sanctions",
    version="1",
    publisher="Ukraine",
    recognises=by_first_headings(SIGNATURE),
    read_all=each_file(_read_one),
    list_id="ua-war-sanctions",
)
