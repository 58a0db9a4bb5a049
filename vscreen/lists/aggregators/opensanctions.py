"""OpenSanctions' ``targets.simple.csv``, whichever dataset it holds.

Each row is a subject, all cells quoted, a line feed after each row. A cell with several values is
a small ``;`` CSV of its own. ``aliases`` mixes former names with others, and ``identifiers`` has no
types: on a ship ``IMO9253325`` is its IMO number, nine digits are its MMSI, and a short word of
letters and digits is its call sign. ``first_seen`` is when a robot first saw the subject, not when
it was listed, so no listing date is given. Columns came and went over the years (14 in 2022, 16 in
2026): they are looked up by name.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from vscreen.files.csv import split_values
from vscreen.files.source import Source
from vscreen.files.tables import below_headings, whole_rows
from vscreen.identifiers.call_sign import clean_call_sign
from vscreen.identifiers.lei import is_valid_lei
from vscreen.identifiers.mmsi import is_valid_mmsi
from vscreen.lists.reader import Contents, Reader, by_first_headings, each_file, require_rows
from vscreen.lists.reading import ListEntry, read_date
from vscreen.lists.split_names import misspelt
from vscreen.schema import Kind, NameKind, Scheme

LIST: Final = "opensanctions"
PAGE: Final = "https://www.opensanctions.org/entities/"

NEEDED: Final = (
    "id", "schema", "name", "aliases", "birth_date", "countries", "addresses", "identifiers",
    "sanctions", "dataset", "last_seen",
)  # fmt: skip
SIGNATURE: Final = ("id", "schema", "name", "aliases")

KINDS: Final = {
    "Vessel": Kind.VESSEL,
    "Company": Kind.ORGANIZATION,
    "Organization": Kind.ORGANIZATION,
    "LegalEntity": Kind.ORGANIZATION,
    "PublicBody": Kind.ORGANIZATION,
    "Person": Kind.PERSON,
    "Airplane": Kind.AIRCRAFT,
}
IMO: Final = re.compile(r"IMO\s?\d{7}")
LEI_LENGTH: Final = 20


def _read_file(source: Source) -> Contents:
    """Return the entries of the file.

    Refused if a column is missing, a row has another number of cells than the header, the last
    line does not end, or an id has two different rows. A file cut exactly between two rows looks
    like a smaller whole file. Empty if there are no rows below the header.
    """
    rows = _rows(source)
    entries = [_entry(row) for row in rows if row["schema"] in KINDS]
    others = Counter(row["schema"] for row in rows if row["schema"] not in KINDS)
    warnings = []
    if others:
        counted = ", ".join(f"{count} {schema}" for schema, count in sorted(others.items()))
        warnings.append(f"{source.path}: left out what is no ship, company or person: {counted}")
    seen = [row["last_seen"][:10] for row in rows if row["last_seen"]]
    return Contents(
        entries=entries,
        sources=[source],
        published=read_date(source, "last_seen", max(seen)) if seen else None,
        warnings=warnings,
    )


def _rows(source: Source) -> list[dict[str, str]]:
    header, rows = below_headings(source, whole_rows(source), NEEDED)
    by_id: dict[str, list[str]] = {}
    for line, row in rows:
        # The same row twice is a single subject; two different rows with the same id are damage.
        if by_id.setdefault(row[0], row) != row:
            raise source.refuse(f"line {line} gives the id {row[0]!r} to a second subject")
        if not row[0] or not row[header.index("name")].strip():
            raise source.refuse(f"line {line} has no id or no name")
        schema = row[header.index("schema")]
        if schema not in KINDS and misspelt(schema, KINDS):
            raise source.refuse(f"line {line} has the schema {schema!r}, which is misspelt")
    require_rows(source, by_id, seen="a header and no rows")
    return [dict(zip(header, row, strict=True)) for row in by_id.values()]


def _entry(row: dict[str, str]) -> ListEntry:
    entry = ListEntry(row["id"], KINDS[row["schema"]], row["name"].strip())
    for alias in split_values(row["aliases"]):
        entry.add_name(alias, NameKind.STRONG_ALIAS)
    for value in split_values(row["identifiers"]):
        _add_identifier(entry, value)
    for country in split_values(row["countries"]):
        entry.add_fact("flag" if entry.kind == Kind.VESSEL else "countries", country)
    for program in split_values(row.get("program_ids", "")) or split_values(row["dataset"]):
        entry.add_fact("programs", program)
    for column, cell in (("birth_date", "birth_date"), ("legal_basis", "sanctions")):
        for value in split_values(row[cell]):
            entry.add_fact(column, value)
    entry.add_fact("remarks", _remarks(row))
    entry.add_fact("source_url", PAGE + row["id"])
    return entry


def _remarks(row: dict[str, str]) -> str:
    parts = (("Dataset", row["dataset"]), ("Address", "; ".join(split_values(row["addresses"]))))
    return ". ".join(f"{label}: {value}" for label, value in parts if value)


def _add_identifier(entry: ListEntry, value: str) -> None:
    if IMO.fullmatch(value):
        entry.add_imo(value)
    elif len(value) == LEI_LENGTH and is_valid_lei(value):
        entry.add_identifier(Scheme.LEI, value)
    elif entry.kind == Kind.VESSEL and is_valid_mmsi(value):
        entry.add_identifier(Scheme.MMSI, value)
    elif entry.kind == Kind.VESSEL and clean_call_sign(value):
        entry.add_identifier(Scheme.CALL_SIGN, value)
    else:
        entry.add_identifier(Scheme.OTHER, value)


READER: Final = Reader(
    id="opensanctions",
    version="1",
    publisher="OpenSanctions",
    recognises=by_first_headings(SIGNATURE),
    read_all=each_file(_read_file),
    list_id=LIST,
)
