"""OFAC's SDN list without markup: four files without headings, which belong together.

- the primary file (``sdn.csv``), 12 columns: number, name, type, programmes, title, call sign,
  vessel type, tonnage, gross tonnage, flag, owner, remarks. The IMO number of a ship is only in
  its remarks; several programmes read ``A] [B``;
- ``alt.csv``, 5 columns: number, alias number, aka / fka / nka, name, remarks;
- ``add.csv``, 6 columns: number, address number, street, city, country, remarks;
- ``sdn_comments.csv``, 2 columns: number, and what did not fit into 1,000 characters of remarks.

The same four come as ``.pip``, ``.del`` and ``.ff`` (`vscreen.lists.us.ofac_forms`). OFAC's
consolidated list has the same shape and is recognised by its programmes. These editions give
neither their date of publication nor any date of listing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from vscreen.errors import ListError
from vscreen.files.source import Source
from vscreen.lists.kinds import AS_SHIP
from vscreen.lists.reader import Contents, Reader, refuse
from vscreen.lists.reading import ListEntry
from vscreen.lists.receipt import Account, SetAside
from vscreen.lists.us.ofac_columns import (
    ADDRESSES,
    ALIAS_WORDS,
    ALIASES,
    COMMENTS,
    OFAC_NAMES,
    PAGE,
    PRIMARY,
    kind_of_type,
    kinds_of,
    letters,
    name_list,
)
from vscreen.lists.us.ofac_facts import add_address
from vscreen.lists.us.ofac_forms import find_form
from vscreen.lists.us.ofac_remarks import LIMITS, breaking_off, note_remarks
from vscreen.lists.us.ofac_rows import Table, count_records, read_table
from vscreen.schema import Kind, NameKind, Relation, Scheme

MOST_QUOTED: Final = 5

# Files of the same day have the same entries. Of 17,091 aliases and 18,990 addresses none was
# without its entry, so more than a few strays means files of different days.
MOST_STRAYS: Final = 10
MOST_STRAY_SHARE: Final = 0.01
# The comments are 13 rows, and OFAC re-issues them less often: up to half may be gone.
MOST_STRAY_COMMENTS_SHARE: Final = 0.5


Row = Mapping[str, str]


@dataclass
class _FileSet:
    """A primary file and the files that belong to it."""

    primary: Table
    parts: dict[str, Table] = field(default_factory=dict)
    odd_types: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)

    @property
    def numbers(self) -> set[str]:
        return {row["number"] for row in self.primary.rows}

    @property
    def edition(self) -> str:
        return self.primary.form.edition

    def rows(self, role: str) -> Sequence[Row]:
        return self.parts[role].rows if role in self.parts else []

    def accepts(self, table: Table) -> bool:
        same_folder = table.source.path.parent == self.primary.source.path.parent
        return same_folder and table.form.edition == self.edition

    def warn(self, table: Table, seen: str) -> None:
        self.warnings.append(f"{table.source.path}: {seen}")


def _recognises(source: Source) -> bool:
    """Return whether the file is any of the four, by its first rows."""
    return find_form(source) is not None


def _read_all(sources: Sequence[Source]) -> list[Contents]:
    """Return the list of each primary file, with the files of its folder and edition.

    Refused if a file is cut or damaged, has no primary file beside it, or is of another day. Empty
    if a file has no rows.
    """
    tables = _tables(sources)
    sets = [_FileSet(table) for table in tables if table.form.role == PRIMARY]
    problems: dict[Path, ListError] = {}
    for table in tables:
        try:
            if table.form.role != PRIMARY:
                _join(table, sets)
        except ListError as error:
            problems[table.source.path] = error
    refuse(problems)
    return [_read_set(file_set) for file_set in sets]


def _tables(sources: Sequence[Source]) -> list[Table]:
    """Return the rows of each file; all files that are cut or damaged are refused at once."""
    tables: list[Table] = []
    problems: dict[Path, ListError] = {}
    for source in sources:
        try:
            tables.append(read_table(source))
        except ListError as error:
            problems[source.path] = error
    refuse(problems)
    return tables


def _join(table: Table, sets: Sequence[_FileSet]) -> None:
    part, beside = table.form.role, [file_set for file_set in sets if file_set.accepts(table)]
    edition = table.form.edition
    name = f"{OFAC_NAMES[part]}.{edition}"
    if not beside:
        raise table.source.refuse(
            f"this is OFAC's {name}, but its primary file (sdn.{edition}) is not beside it",
            "put the files of one list into one folder",
        )
    numbers = {row["number"] for row in table.rows}
    home = max(beside, key=lambda file_set: len(numbers & file_set.numbers))
    if part in home.parts:
        raise table.source.refuse(f"a second {name} for {home.primary.source.path}", "keep one")
    _refuse_another_day(table, numbers, home)
    if part == ADDRESSES:
        _warn_of_another_day(table, numbers, home)
    home.parts[part] = table


def _refuse_another_day(table: Table, numbers: set[str], home: _FileSet) -> None:
    strays = numbers - home.numbers
    if table.form.role == COMMENTS:
        most = len(numbers) * MOST_STRAY_COMMENTS_SHARE
    else:
        most = min(MOST_STRAYS, len(numbers) * MOST_STRAY_SHARE)
    if len(strays) > most:
        raise table.source.refuse(
            f"{len(strays)} of its {len(numbers)} entries are not in "
            f"{home.primary.source.path.name} ({_some(sorted(strays, key=int))}): the files are of "
            "different days",
            "download all of them anew",
        )


def _warn_of_another_day(table: Table, numbers: set[str], home: _FileSet) -> None:
    """Warn of entries without an address: OFAC has a row for each, though all of it be empty."""
    missing = home.numbers - numbers
    if len(missing) > MOST_STRAYS:
        home.warn(
            table,
            f"{len(missing):,} entries of {home.primary.source.path.name} have no row in it "
            f"({_some(sorted(missing, key=int))}), where OFAC has one for each: it may be older, "
            "and so may be the aliases",
        )


# --- a set of files -------------------------------------------------------------------------------


def _read_set(files: _FileSet) -> Contents:
    entries, accounts = _entries(files)
    for role, table in files.parts.items():
        accounts.append(_account(files, role, table, entries))
    tables = [files.primary, *files.parts.values()]
    lacks = _lacks(files, tables)
    return Contents(
        entries=[entry for same in entries.values() for entry in same],
        sources=[table.source for table in tables],
        warnings=[*(warning for table in tables for warning in table.warnings), *files.warnings],
        list_id=name_list(
            [row["programs"] for row in files.primary.rows],
            [row["remarks"] for row in files.primary.rows],
        ),
        lacks=lacks,
        accounts=accounts,
    )


def _lacks(files: _FileSet, tables: Sequence[Table]) -> list[str]:
    """Return what is missing of the list, and warn of a missing file."""
    lacks = [f"the end of {table.source.path.name}" for table in tables if not table.is_whole]
    if ALIASES in files.parts:
        return lacks
    name = f"{OFAC_NAMES[ALIASES]}.{files.edition}"
    files.warn(files.primary, f"{name} is not beside it, so only the aliases in remarks are read")
    return [name, *lacks]


def _entries(files: _FileSet) -> tuple[dict[str, list[ListEntry]], list[Account]]:
    """Return the entries of each number, of which a slip may give several, and their account."""
    comments = _comments(files)
    aliases = {row["number"]: row["name"] for row in reversed(files.rows(ALIASES))}
    entries: dict[str, list[ListEntry]] = {}
    nameless: list[SetAside] = []
    keyed = _keyed(files)
    for key, row in keyed:
        found = _of_row(files, row, key, comments, alias=aliases.get(row["number"], ""))
        if found:
            entries.setdefault(row["number"], []).extend(found)
        else:
            nameless.append(SetAside(key, "without a name"))
    for (kind, so), numbers in files.odd_types.items():
        files.warn(
            files.primary,
            f"{len(numbers)} entries have the type {kind} ({_some(numbers)}); they are kept as "
            f"{so}",
        )
    account = Account(
        source=files.primary.source,
        entries=len(keyed) - len(nameless),
        merged=len(files.primary.rows) - len(keyed),
        set_aside=tuple(nameless),
    )
    return entries, [account]


def _keyed(files: _FileSet) -> list[tuple[str, Row]]:
    """Return the rows that differ, each with a key of its own, and warn of a number used twice."""
    of_number: defaultdict[str, list[Row]] = defaultdict(list)
    keyed: list[tuple[str, Row]] = []
    for row in files.primary.rows:
        number, same = row["number"], of_number[row["number"]]
        if row not in same:
            same.append(row)
            keyed.append((number if len(same) == 1 else f"{number}-{len(same)}", row))
    shared = [number for number, rows in of_number.items() if len(rows) > 1]
    if shared:
        files.warn(
            files.primary,
            f"rows that differ have the same number ({_some(shared)}); each is kept as an entry of "
            "its own",
        )
    return keyed


def _account(
    files: _FileSet, role: str, table: Table, entries: Mapping[str, Sequence[ListEntry]]
) -> Account:
    """Add the rows of a file to their entries, and return what became of each row."""
    aside: list[SetAside] = []
    odd: Counter[str] = Counter()
    cut = breaking_off(files.primary.rows)
    for row in table.rows:
        number = row["number"]
        if number not in entries:
            aside.append(SetAside(number, f"of no entry in {files.primary.source.path.name}"))
        elif role == COMMENTS and number not in cut:
            aside.append(SetAside(number, "continuing no remarks that break off"))
        elif role == ALIASES and not row["name"]:
            aside.append(SetAside(number, "without a name"))
        for entry in entries.get(number, ()):
            _add_row(entry, role, row)
        if role == ALIASES and letters(row["type"]) not in ALIAS_WORDS:
            odd[row["type"]] += 1
    if odd:
        files.warn(
            table,
            f"{odd.total()} aliases have a type that is not known ({_some(map(repr, odd))}); they "
            "are kept as other names",
        )
    return Account(source=table.source, merged=len(table.rows) - len(aside), set_aside=tuple(aside))


def _add_row(entry: ListEntry, role: str, row: Row) -> None:
    if role == ALIASES:
        kind = ALIAS_WORDS.get(letters(row["type"]), NameKind.STRONG_ALIAS)
        entry.add_name(row["name"], kind)
    elif role == ADDRESSES:
        add_address(entry, (row["street"], row["city"]), row["country"])


def _some(texts: Iterator[str] | Sequence[str]) -> str:
    known = list(texts)
    return ", ".join(known[:MOST_QUOTED]) + (", ..." if len(known) > MOST_QUOTED else "")


# --- remarks that break off -----------------------------------------------------------------------


def _comments(files: _FileSet) -> dict[str, str]:
    """Return the rest of each cut remark by entry, ``""`` where it is missing; warn about these."""
    rest = dict.fromkeys(breaking_off(files.primary.rows), "")
    for row in files.rows(COMMENTS):
        if row["number"] in rest:
            rest[row["number"]] += row["remarks"]
    missing = sorted((number for number, text in rest.items() if not text), key=int)
    if missing:
        files.warn(
            files.primary,
            f"the remarks of {len(missing)} entries break off at {max(LIMITS)} characters and no "
            f"comments file continues them ({_some(missing)}); get "
            f"{OFAC_NAMES[COMMENTS]}.{files.edition} of the same day",
        )
    return rest


# --- an entry -------------------------------------------------------------------------------------


def _of_row(
    files: _FileSet, row: Row, key: str, comments: Mapping[str, str], *, alias: str
) -> list[ListEntry]:
    """Return the entry of a row, or both if nothing says what it is; none if it names nobody."""
    entries = []
    for position, kind in enumerate(_kinds(files, row)):
        entry = _entry(row, f"{key}{AS_SHIP if position else ''}", kind, comments, alias=alias)
        if entry.name:
            entries.append(entry)
    if entries and not row["name"]:
        files.warn(files.primary, f"the entry {key} has no name and is called {entries[0].name!r}")
    return entries


def _entry(row: Row, key: str, kind: Kind, comments: Mapping[str, str], *, alias: str) -> ListEntry:
    """Return the entry of a row, its name ``""`` if it has neither a name nor a number."""
    rest = comments.get(row["number"])
    remarks = (row["remarks"] + (rest or "")).strip()
    entry = ListEntry(key, kind, row["name"] or alias)
    _add_columns(entry, row, remarks)
    note_remarks(entry, remarks, cut=rest == "")
    if not entry.name:
        entry.name = next(iter((*entry.names, *_numbers(entry))), "")
        entry.names.pop(entry.name, None)
    return entry


def _numbers(entry: ListEntry) -> Iterator[str]:
    # Who has no name is found by a number, and is called by it.
    yield from (
        f"{scheme.upper().replace('_', ' ')} {value}" for scheme, value in entry.identifiers
    )


def _kinds(files: _FileSet, row: Row) -> tuple[Kind, ...]:
    kinds, is_known = kinds_of(row), kind_of_type(row["type"]) is not None
    if not is_known or len(kinds) > 1:
        why = "beside columns of a ship" if is_known else "which is not known"
        slip = f"{row['type']!r}, {why}", " and as ".join(kinds)
        files.odd_types.setdefault(slip, []).append(row["number"])
    return kinds


def _add_columns(entry: ListEntry, row: Row, remarks: str) -> None:
    """Add the columns outside the remarks, and all texts to the remarks.

    OFAC doesn't say what ``tonnage`` is, beside the gross tonnage, so it stays in the remarks.
    """
    for program in row["programs"].split("] ["):
        entry.add_fact("programs", program.strip("[] "))
    entry.add_fact("vessel_type", row["vessel_type"])
    entry.add_number("gross_tonnage", row["gross_tonnage"])
    entry.add_fact("flag", row["flag"])
    tonnage = row["tonnage"] and f"Tonnage {row['tonnage']}"
    entry.add_fact("remarks", "; ".join(filter(None, (row["title"], remarks, tonnage))))
    entry.add_fact("source_url", PAGE + row["number"])
    entry.add_identifier(Scheme.CALL_SIGN, row["call_sign"])
    entry.add_link(Relation.OWNER, row["owner"])


READER: Final = Reader(
    id="ofac",
    version="3",
    publisher="OFAC",
    recognises=_recognises,
    read_all=_read_all,
    by_folder=True,
    records="rows",
    count=count_records,
)
