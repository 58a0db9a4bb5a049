"""OpenSanctions' ``targets.simple.csv``, whichever dataset it holds.

Each row is a subject, all cells quoted, a line feed after each row. A cell with several values is
a small ``;`` CSV of its own. ``aliases`` mixes former names with others, and ``identifiers`` has no
types: on a ship ``IMO9253325`` is its IMO number, nine digits are its MMSI, and a short word of
letters and digits is its call sign. ``first_seen`` is when a robot first saw the subject, not when
it was listed, so no listing date is given. Columns came and went over the years (14 in 2022, 16 in
2026): they are looked up by name. A row whose id, name or schema is odd is kept, with a warning.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Final

from vscreen.files.csv import split_values
from vscreen.files.dates import parse_day
from vscreen.files.source import Source
from vscreen.identifiers.call_sign import clean_call_sign
from vscreen.identifiers.lei import is_valid_lei
from vscreen.identifiers.mmsi import is_valid_mmsi
from vscreen.lists.aggregators.schemas import (
    kind_of,
    newest_day,
    warn_of_unsanctioned,
    with_columns,
)
from vscreen.lists.columns import table_rows
from vscreen.lists.counting import count_table
from vscreen.lists.reader import Contents, Reader, by_table, each_file, require_rows
from vscreen.lists.reading import ListEntry, read_date
from vscreen.lists.receipt import SetAside
from vscreen.lists.slips import Slips
from vscreen.schema import Kind, NameKind, Scheme

LIST: Final = "opensanctions"
PAGE: Final = "https://www.opensanctions.org/entities/"

SIGNATURE: Final = ("id", "schema", "name", "aliases")
NEEDED: Final = (*SIGNATURE, "identifiers")
OTHERS: Final = ("birth_date", "countries", "addresses", "sanctions", "dataset", "last_seen")

KNOWN: Final = {*NEEDED, *OTHERS, "program_ids", "first_seen", "last_change", ""}
"""Columns that are read, or tell of the row: any other is a remark."""

IMO: Final = re.compile(r"IMO\s?\d{7}")
LEI_LENGTH: Final = 20

Row = dict[str, str]


def _read_file(source: Source) -> Contents:
    """Return the entries of the file.

    Refused if a column is missing, a row has another number of cells than the header, or the last
    row is not whole. A file cut exactly between two rows looks like a smaller whole file. Empty if
    there are no rows below the header.
    """
    slips, warnings, set_aside = Slips(source, "rows"), list[str](), list[SetAside]()
    rows = _rows(source, warnings)
    require_rows(source, rows, seen="a header and no rows")
    gathered = [_read_row(slips, set_aside, line, row) for line, row in rows]
    entries = slips.unique(_once(filter(None, gathered)), "id")
    if not any(row["sanctions"].strip(' "') or row.get("program_ids") for _, row in rows):
        datasets = (row["dataset"] for _, row in rows)
        warnings += warn_of_unsanctioned(
            source, [[]] * len(entries), datasets, entries=len(entries)
        )
    published = _newest(slips, rows)
    return Contents(
        entries=entries,
        sources=[source],
        published=read_date(source, "last_seen", published) if published else None,
        warnings=[*warnings, *slips.warnings()],
        set_aside=set_aside,
    )


def _rows(source: Source, warnings: list[str]) -> list[tuple[int, Row]]:
    rows = table_rows(source, NEEDED, warnings)
    return list(with_columns(source, rows, OTHERS, warnings))


def _newest(slips: Slips, rows: Iterable[tuple[int, Row]]) -> str:
    """Return the newest day on which subjects were seen."""
    days = Counter[str]()
    for line, row in rows:
        seen = row["last_seen"][:10]
        if seen in days or parse_day(seen):
            days[seen] += 1
        elif seen:
            slips.note(f"line {line}", f"last seen on {seen!r}, which is no date")
    return newest_day(days)


def _once(entries: Iterable[ListEntry]) -> list[ListEntry]:
    """Return entries of which none is the same as another: repeated rows are one subject."""
    known: defaultdict[str, list[ListEntry]] = defaultdict(list)
    for entry in entries:
        twin = next((other for other in known[entry.key] if _is_same(other, entry)), None)
        if twin is None:
            known[entry.key].append(entry)
        else:
            twin.records += entry.records
    return [entry for some in known.values() for entry in some]


def _is_same(one: ListEntry, other: ListEntry) -> bool:
    facts = ((it.kind, it.name, it.names, it.identifiers, it.facts) for it in (one, other))
    return next(facts) == next(facts)


def _read_row(slips: Slips, set_aside: list[SetAside], line: int, row: Row) -> ListEntry | None:
    where = f"line {line}"
    numbers = split_values(row["identifiers"])
    name = row["name"] or next(iter([*split_values(row["aliases"]), *numbers]), "")
    kind = kind_of(slips, where, row["schema"], _facts(row, numbers)) if name else None
    if kind is None:
        reason = f"of the schema {row['schema']}" if name else "without a name"
        set_aside.append(SetAside(row["id"] or where, reason))
        return None
    if not row["name"]:
        slips.note(where, "without a name, called by another or by a number")
    if not row["id"]:
        slips.note(where, "without an id, each kept under a key of its own")
    entry = _entry(row["id"] or f"line-{line}", kind, name, row)
    entry.may_be_ship = slips.may_be_ship(where)
    return entry


def _facts(row: Row, numbers: Iterable[str]) -> set[str]:
    """Return what tells the kind of a row whose schema does not."""
    if any(map(is_valid_mmsi, numbers)):
        return {"mmsi"}
    if row["birth_date"]:
        return {"birthDate"}
    return {"imoNumber"} if any(map(IMO.fullmatch, numbers)) else set()


def _entry(key: str, kind: Kind, name: str, row: Row) -> ListEntry:
    entry = ListEntry(key, kind, name)
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
    entry.add_fact("source_url", PAGE + key if row["id"] else "")
    return entry


def _remarks(row: Row) -> str:
    parts = (("Dataset", row["dataset"]), ("Address", "; ".join(split_values(row["addresses"]))))
    others = ((head, "; ".join(split_values(row[head]))) for head in row if head not in KNOWN)
    return ". ".join(f"{label}: {value}" for label, value in (*parts, *others) if value)


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
    version="2",
    publisher="OpenSanctions",
    recognises=by_table(SIGNATURE),
    read_all=each_file(_read_file),
    list_id=LIST,
    count=count_table(NEEDED),
)
