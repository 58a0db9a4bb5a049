"""OpenSanctions' ``maritime.csv``: ships and companies with an IMO number, from many sources.

Each row is an IMO number, so a ship with two numbers has two rows with the same id; a ship without
a number has a row, too. Not everything in it is sanctioned: ``risk`` is ``sanction``,
``mare.shadow`` (shadow fleet), ``mare.detained`` or empty, and is among the programmes. There are
no call signs, owners or dates.
"""

from __future__ import annotations

from typing import Final

from vscreen.files.source import Source
from vscreen.identifiers.imo import is_valid_imo_company
from vscreen.lists.aggregators.schemas import is_sanctioned, warn_of_unsanctioned, with_columns
from vscreen.lists.columns import table_rows
from vscreen.lists.counting import count_table
from vscreen.lists.reader import Contents, Reader, by_table, each_file, require_rows
from vscreen.lists.reading import ListEntry
from vscreen.lists.receipt import SetAside
from vscreen.lists.slips import Slips, look_up
from vscreen.schema import Kind, NameKind, Scheme

SIGNATURE: Final = ("type", "caption", "imo", "id")
NEEDED: Final = (*SIGNATURE, "risk", "aliases")
OTHERS: Final = ("countries", "flag", "mmsi", "url", "datasets")
KINDS: Final = {"vessel": Kind.VESSEL, "organization": Kind.ORGANIZATION}

Row = dict[str, str]


def _read_file(source: Source) -> Contents:
    """Return the entries of the file.

    Refused if a column is missing, a row has another number of cells than the header, or the last
    row is not whole. Empty if there are no rows below the header.
    """
    slips, warnings, set_aside = Slips(source, "rows"), list[str](), list[SetAside]()
    found: dict[tuple[str, str, Kind], ListEntry] = {}
    risks: dict[str, list[str]] = {}
    rows = table_rows(source, NEEDED, warnings)
    for line, row in with_columns(source, rows, OTHERS, warnings):
        where = f"line {line}"
        name = row["caption"] or next(iter(_values(row["aliases"])), row["imo"])
        if not name:
            set_aside.append(SetAside(row["id"] or where, "without a name"))
            continue
        key = _key(slips, line, row)
        what = key, name, _kind(slips, where, row)
        known = found.get(what)
        found[what] = entry = known or ListEntry(key, what[2], name)
        entry.records += known is not None
        risks[key] = _values(row["risk"])
        _add_row(entry, row)
    require_rows(source, [*found, *set_aside], seen="a header and no rows")
    entries = slips.unique(found.values(), "id")
    unlisted = [topics for topics in risks.values() if not is_sanctioned(topics)]
    datasets = {program for entry in entries for program in entry.facts.get("programs", ())}
    warnings += warn_of_unsanctioned(source, unlisted, datasets, entries=len(entries))
    return Contents(
        entries=entries,
        sources=[source],
        warnings=[*warnings, *slips.warnings()],
        set_aside=set_aside,
    )


def _key(slips: Slips, line: int, row: Row) -> str:
    if not row["id"]:
        slips.note(f"line {line}", "without an id, each kept under a key of its own")
    return row["id"] or f"line-{line}"


def _kind(slips: Slips, where: str, row: Row) -> Kind:
    """Return the kind of a row: a ship, or a company with an IMO number of its own."""
    known = look_up(row["type"], KINDS)
    if known is not None:
        return known
    company = not row["mmsi"] and is_valid_imo_company(row["imo"].removeprefix("IMO"))
    kind = Kind.ORGANIZATION if company else Kind.VESSEL
    slips.note(where, f"of the type {row['type']!r}, read as {kind}")
    return kind


def _values(cell: str) -> list[str]:
    # OpenSanctions turns a `;` inside a value into a comma, so quotes are part of the value.
    return [value.strip() for value in cell.split(";") if value.strip()]


def _add_row(entry: ListEntry, row: Row) -> None:
    for alias in _values(row["aliases"]):
        entry.add_name(alias, NameKind.STRONG_ALIAS)
    if row["imo"]:
        entry.add_imo(row["imo"])
    for value in _values(row["mmsi"]):
        entry.add_identifier(Scheme.MMSI, value)
    for value in _values(row["flag"]):
        entry.add_fact("flag", value)
    countries = _values(row["countries"])
    if entry.kind == Kind.VESSEL and countries:
        entry.add_fact("remarks", f"Countries: {', '.join(countries)}")
    for value in countries if entry.kind == Kind.ORGANIZATION else ():
        entry.add_fact("countries", value)
    for value in (*_values(row["risk"]), *_values(row["datasets"])):
        entry.add_fact("programs", value)
    entry.add_fact("source_url", row["url"])


READER: Final = Reader(
    id="opensanctions",
    version="2",
    publisher="OpenSanctions",
    recognises=by_table(SIGNATURE),
    read_all=each_file(_read_file),
    list_id="opensanctions-maritime",
    count=count_table(NEEDED),
)
