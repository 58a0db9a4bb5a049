"""Ships of Ukraine's War & Sanctions portal (military intelligence, HUR), as a CSV table.

The portal has pages and no file; this is the table that people write from its pages, a row for each
ship. Its ships carry Russia's oil, arms and grain, sanctioned or not: a watch list. Where a page
has no value, such tables often hold the next label of the page (``Call sign`` as an MMSI), so
labels are no values. ``mmsi_legacy`` is from an earlier visit to the page. Ships that the portal
removed stay in the table, marked in ``status``; they are set aside. Columns but for the first three
may lack, or have other names: ``mmsi``, ``call_sign``. Any other column is a remark.
"""

from __future__ import annotations

import re
from typing import Final

from vscreen.files.source import Source
from vscreen.identifiers.call_sign import clean_call_sign
from vscreen.identifiers.imo import clean_imo
from vscreen.identifiers.mmsi import clean_mmsi
from vscreen.lists.columns import table_rows
from vscreen.lists.counting import count_table
from vscreen.lists.kinds import NOTHING
from vscreen.lists.reader import Contents, Reader, by_table, each_file, require_rows
from vscreen.lists.reading import ListEntry
from vscreen.lists.receipt import SetAside
from vscreen.lists.slips import Slips
from vscreen.schema import Kind, NameKind, Scheme

PAGE: Final = "https://war-sanctions.gur.gov.ua/en/transport/ships/"

SIGNATURE: Final = ("gur_id", "name", "imo")
OTHER_HEADINGS: Final = {"mmsi": "mmsi_current", "call_sign": "callsign", "type": "vessel_type"}
LISTED: Final = "listed"
REMOVED: Final = "delisted"  # a suffix says from which list: `delisted_from_gur`
# Labels of the portal's pages, and its word for an unknown value.
LABELS: Final = {
    "call sign", "vessel name", "vessel type", "flags (former)", "flag", "flag (current)", "mmsi",
    "imo", "unknown", "build year",
}  # fmt: skip

KNOWN: Final = {
    *SIGNATURE, *OTHER_HEADINGS.values(), "mmsi_legacy", "flag", "former_names", "build_year",
    "status", "",
}  # fmt: skip
BETWEEN: Final = re.compile(r"\s+/\s+|\s*[;|\n]\s*")

Row = dict[str, str]


def _read_one(source: Source) -> Contents:
    """Return what the file holds.

    Refused if a row has another number of cells than the headings, or the last row is not whole.
    Empty if there are no ships in it.
    """
    slips, warnings, set_aside = Slips(source, "rows"), list[str](), list[SetAside]()
    rows = table_rows(source, SIGNATURE, warnings)
    found = [(line, cells) for line, cells in rows if any(cells.values())]
    require_rows(source, found, remedy="make the table again")
    entries = []
    for line, cells in found:
        row = {OTHER_HEADINGS.get(head, head): _value(cell) for head, cell in cells.items()}
        row["gur_id"] = row["gur_id"].removesuffix(".0")  # as pandas writes a column with gaps
        reason = _why_not(row)
        if reason:
            set_aside.append(SetAside(row["gur_id"] or row["name"] or f"line {line}", reason))
        else:
            entries.append(_entry(slips, line, row))
    return Contents(
        entries=slips.unique(entries, "gur_id"),
        sources=[source],
        warnings=[*warnings, *slips.warnings()],
        set_aside=set_aside,
    )


def _why_not(row: Row) -> str:
    """Return why a row is no listed ship, nothing if it is one."""
    status = row.get("status", "")
    if status.casefold().startswith(REMOVED):
        return f"marked as {status}"
    return "" if _name(row) else "without a name"


def _name(row: Row) -> str:
    """Return what to call a ship: its name, else a former name or a number."""
    numbers = (("IMO", row["imo"]), ("MMSI", row.get("mmsi_current", "")))
    others = (_former(row)[0], *(" ".join(n) for n in numbers if n[1]))
    return next(filter(None, (row["name"], *others)), "")


def _former(row: Row) -> list[str]:
    return BETWEEN.split(row.get("former_names", ""))


def _value(cell: str) -> str:
    return "" if cell.lower() in LABELS or cell.casefold() in NOTHING else cell


def _entry(slips: Slips, line: int, row: Row) -> ListEntry:
    where, key, status = f"line {line}", row["gur_id"], row.get("status", LISTED)
    if status.casefold() != LISTED:
        slips.note(where, f"of the status {status!r}, kept as listed")
    if not key:
        slips.note(where, "without a gur_id, each kept under a key of its own")
    if not row["name"]:
        slips.note(where, "without a name, called by a former name or a number")
    entry = ListEntry(key or f"line-{line}", Kind.VESSEL, _name(row))
    for name in _former(row):
        entry.add_name(name, NameKind.FORMER)
    _add_numbers(entry, row)
    entry.add_fact("programs", "War & Sanctions")
    entry.add_fact("flag", row.get("flag", ""))
    entry.add_fact("vessel_type", row.get("vessel_type", ""))
    built = row.get("build_year", "")
    if built and not entry.add_number("build_year", built):
        entry.add_fact("remarks", f"Built: {built}")
    entry.add_fact("source_url", PAGE + key if key else "")
    for heading, value in row.items():
        if heading not in KNOWN and value:
            entry.add_fact("remarks", f"{heading}: {value}")
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
    version="2",
    publisher="Ukraine",
    recognises=by_table(SIGNATURE),
    read_all=each_file(_read_one),
    list_id="ua-war-sanctions",
    count=count_table(SIGNATURE),
)
