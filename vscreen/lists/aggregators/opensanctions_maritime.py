"""OpenSanctions' ``maritime.csv``: ships and companies with an IMO number, from many sources.

Each row is an IMO number, so a ship with two numbers has two rows with the same id; a ship without
a number has a row, too. Not everything in it is sanctioned: ``risk`` is ``sanction``,
``mare.shadow`` (shadow fleet), ``mare.detained`` or empty, and goes into the remarks. There are no
call signs, owners or dates.
"""

from __future__ import annotations

from typing import Final

from vscreen.files.source import Source
from vscreen.files.tables import named_rows, whole_rows
from vscreen.lists.reader import Contents, Reader, by_first_headings, each_file, require_rows
from vscreen.lists.reading import ListEntry
from vscreen.schema import Kind, NameKind, Scheme

NEEDED: Final = (
    "type", "caption", "imo", "risk", "countries", "flag", "mmsi", "id", "url", "datasets",
    "aliases",
)  # fmt: skip
SIGNATURE: Final = ("type", "caption", "imo")
KINDS: Final = {"VESSEL": Kind.VESSEL, "ORGANIZATION": Kind.ORGANIZATION}
SANCTIONED: Final = "sanction"

Row = dict[str, str]


def _read_file(source: Source) -> Contents:
    """Return the entries of the file.

    Refused if a column is missing, a row has another number of cells than the header, no id, no
    name or an unknown type, an id has two names, or the last line does not end. Empty if there
    are no rows below the header.
    """
    entries: dict[str, ListEntry] = {}
    others = 0
    for line, row in named_rows(source, whole_rows(source), NEEDED):
        kind = KINDS.get(row["type"])
        if kind is None or not row["id"] or not row["caption"]:
            raise source.refuse(
                f"line {line} has the id {row['id']!r}, the name {row['caption']!r} and the type "
                f"{row['type']!r}; known types are {', '.join(KINDS)}"
            )
        others += row["id"] not in entries and SANCTIONED not in _values(row["risk"])
        entry = entries.setdefault(row["id"], ListEntry(row["id"], kind, row["caption"]))
        if (entry.name, entry.kind) != (row["caption"], kind):
            raise source.refuse(f"line {line} gives the id {row['id']!r} to a second subject")
        _add_row(entry, row)
    require_rows(source, entries, seen="a header and no rows")
    warning = f"{source.path}: {others:,} entries are not marked as sanctioned; see their remarks"
    return Contents(
        entries=list(entries.values()),
        sources=[source],
        warnings=[warning] if others else (),
    )


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
    for value in _values(row["datasets"]):
        entry.add_fact("programs", value)
    if row["risk"]:
        entry.add_fact("remarks", f"Risk: {', '.join(_values(row['risk']))}")
    entry.add_fact("source_url", row["url"])


READER: Final = Reader(
    id="opensanctions",
    version="1",
    publisher="OpenSanctions",
    recognises=by_first_headings(SIGNATURE),
    read_all=each_file(_read_file),
    list_id="opensanctions-maritime",
)
