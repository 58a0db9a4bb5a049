"""OFAC's SDN list without markup: four files without headings, which belong together.

- the primary file (``sdn.csv``), 12 columns: number, name, type, programmes, title, call sign,
  vessel type, tonnage, gross tonnage, flag, owner, remarks. The IMO number of a ship stands only
  in its remarks; several programmes read ``A] [B``;
- ``alt.csv``, 5 columns: number, alias number, aka / fka / nka, name, remarks;
- ``add.csv``, 6 columns: number, address number, street, city, country, remarks;
- ``sdn_comments.csv``, 2 columns: number, and what did not fit into 1,000 characters of remarks.

The same four come as ``.pip``, ``.del`` and ``.ff`` (`vscreen.lists.us.ofac_rows`). OFAC's other,
consolidated list has the same shape; its programmes tell it from the SDN list. These editions
say neither when they were published nor when anyone was listed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from vscreen.errors import ListFormatError
from vscreen.files.source import Source
from vscreen.lists.reader import Contents, Reader
from vscreen.lists.reading import Entry
from vscreen.lists.us.ofac_remarks import note_remarks
from vscreen.lists.us.ofac_rows import (
    ADDRESSES,
    ALIASES,
    COMMENTS,
    FIXED,
    NULL,
    OFAC_NAMES,
    PRIMARY,
    edition,
    is_empty,
    read_rows,
    role,
)
from vscreen.schema import Kind, NameKind, Relation, Scheme

SDN: Final = "us-sdn"
CONSOLIDATED: Final = "us-cons"
# Programmes of the consolidated list. A few dozen entries of the SDN list bear them too, so a
# quarter of the entries decides: under 1 % was measured on the one, over 95 % on the other.
CONSOLIDATED_PROGRAMS: Final = ("NS-PLC", "CMIC-EO13959", "UKRAINE-EO13662", "FSE-", "561", "CAPTA")
CONSOLIDATED_SHARE: Final = 0.25

REMARKS_WIDTH: Final = 1000
PAGE: Final = "https://sanctionssearch.ofac.treas.gov/Details.aspx?id="

KINDS: Final = {
    "individual": Kind.PERSON,
    "vessel": Kind.VESSEL,
    "aircraft": Kind.AIRCRAFT,
    NULL: Kind.ORGANIZATION,
}
ALIAS_KINDS: Final = {
    "aka": NameKind.STRONG_ALIAS,
    "fka": NameKind.FORMER,
    "nka": NameKind.STRONG_ALIAS,
}

# Files of one day name the same entries. Of 17,091 aliases and 18,990 addresses none was without
# its entry, so more than a few strays means files of different days.
STRAYS_BORNE: Final = 10
STRAY_SHARE_BORNE: Final = 0.01
# The comments are 13 rows, and OFAC re-issues them less often: up to half may be gone.
STRAY_COMMENTS_BORNE: Final = 0.5


@dataclass
class _Set:
    """A primary file and what belongs to it."""

    primary: Source
    rows: list[list[str]]
    parts: dict[str, list[list[str]]] = field(default_factory=dict)
    sources: list[Source] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def numbers(self) -> set[str]:
        return {row[0] for row in self.rows}

    @property
    def edition(self) -> str:
        return edition(self.primary)

    def takes(self, source: Source) -> bool:
        beside = source.path.parent == self.primary.path.parent
        return beside and edition(source) == self.edition


def _recognises(source: Source) -> bool:
    """Return whether the file is one of the four, by its first row."""
    return role(source) != "" or is_empty(source)


def _read_all(sources: Sequence[Source]) -> list[Contents]:
    """Return the list of each primary file, with the files of its folder and edition.

    Refused if a file is cut or damaged, has no primary file beside it, or is of another day. Empty
    if a primary file has no rows.
    """
    rows = {source: read_rows(source) for source in sources}
    sets = [
        _Set(source, rows[source], sources=[source])
        for source in sources
        if role(source) == PRIMARY
    ]
    for source in sources:
        if role(source) != PRIMARY:
            _join(source, rows[source], sets)
    return [_read_set(one) for one in sets]


def _join(source: Source, rows: list[list[str]], sets: Sequence[_Set]) -> None:
    part, beside = role(source), [one for one in sets if one.takes(source)]
    name = f"{OFAC_NAMES[part]}.{edition(source)}"
    if not beside:
        raise source.refuse(
            f"this is OFAC's {name}, but its primary file (sdn.{edition(source)}) is not beside it",
            "put the files of one list into one folder",
        )
    numbers = {row[0] for row in rows}
    home = max(beside, key=lambda one: len(numbers & one.numbers))
    if part in home.parts:
        raise source.refuse(f"a second {name} for {home.primary.path}", "keep one")
    strays = _strays(source, part, rows, home)
    home.parts[part] = [row for row in rows if row[0] not in strays]
    home.sources.append(source)


def _strays(source: Source, part: str, rows: list[list[str]], home: _Set) -> set[str]:
    numbers = {row[0] for row in rows}
    strays = numbers - home.numbers
    if part == COMMENTS:
        borne = len(numbers) * STRAY_COMMENTS_BORNE
    else:
        borne = min(STRAYS_BORNE, len(numbers) * STRAY_SHARE_BORNE)
    if not strays:
        return strays
    some = ", ".join(sorted(strays, key=int)[:5])
    seen = (
        f"{len(strays)} of its {len(numbers)} entries are not in {home.primary.path.name} ({some})"
    )
    if len(strays) > borne:
        raise source.refuse(f"{seen}: the files are of different days", "download all of them anew")
    home.warnings.append(f"{source.path}: {seen}; their rows were left out")
    return strays


def _read_set(one: _Set) -> Contents:
    comments = _comments(one)
    entries: dict[str, Entry] = {}
    for row in one.rows:
        if row[0] in entries:
            raise one.primary.refuse(f"the entry {row[0]} stands in it twice")
        entries[row[0]] = _entry(one.primary, row, comments)
    for number, _, kind, name, _ in one.parts.get(ALIASES, ()):
        entries[number].add_name(name, _alias_kind(one, kind))
    for number, _, _, _, country, _ in one.parts.get(ADDRESSES, ()):
        if entries[number].kind != Kind.VESSEL:
            entries[number].add_fact("countries", country)
    if ALIASES not in one.parts:
        one.warnings.append(
            f"{one.primary.path}: alt.{one.edition} is not beside it, "
            "so only the aliases in remarks are read"
        )
    return Contents(
        entries=list(entries.values()),
        sources=one.sources,
        warnings=one.warnings,
        verified=one.edition != FIXED,
        list_id=one.primary.list_id or name_list([row[3] for row in one.rows]),
    )


def _alias_kind(one: _Set, kind: str) -> NameKind:
    try:
        return ALIAS_KINDS[kind]
    except KeyError as error:
        raise ListFormatError(
            f"alt.{one.edition} of {one.primary.path} has the alias type {kind!r}; "
            f"known are {', '.join(ALIAS_KINDS)}: download it again"
        ) from error


def name_list(programs: Sequence[str]) -> str:
    """Return which of OFAC's two lists entries of these programmes make up.

    Examples
    --------
    >>> name_list(["CUBA", "SDGT", "NPWMD"]), name_list(["NS-PLC", "NS-PLC"])
    ('us-sdn', 'us-cons')
    """
    found = sum(any(sign in one for sign in CONSOLIDATED_PROGRAMS) for one in programs)
    return CONSOLIDATED if found > CONSOLIDATED_SHARE * len(programs) else SDN


def _comments(one: _Set) -> dict[str, str]:
    """Return the rest of each remark that was cut, by entry; say which ones stay cut."""
    full = {row[0] for row in one.rows if len(row[11]) == REMARKS_WIDTH}
    rest = {row[0]: row[1] for row in one.parts.get(COMMENTS, ())}
    odd = sorted(rest.keys() - full, key=int)
    if odd:
        one.warnings.append(
            f"{one.primary.path}: comments continue the remarks of {', '.join(odd[:5])}, which are "
            f"not {REMARKS_WIDTH} characters long; they were not joined"
        )
    missing = sorted(full - rest.keys(), key=int)
    if missing:
        one.warnings.append(
            f"{one.primary.path}: the remarks of {len(missing)} entries break off at "
            f"{REMARKS_WIDTH} characters and no comments file continues them "
            f"({', '.join(missing[:5])}); get sdn_comments.{one.edition} of the same day"
        )
    return {number: rest.get(number, "") for number in full}


def _entry(source: Source, row: list[str], comments: dict[str, str]) -> Entry:
    number, name, kind, programs, title, sign, ship_type, tons, gross, flag, owner, said = row
    if (kind or NULL) not in KINDS or not name:
        raise source.refuse(
            f"the entry {number} has the name {name!r} and the type {kind!r}; "
            f"known types are {', '.join(KINDS)}"
        )
    entry = Entry(number, KINDS[kind or NULL], name)
    rest = comments.get(number)
    remarks = (said + (rest or "")).strip()
    _add_columns(
        entry,
        programs=programs.split("] ["),
        call_sign=sign,
        vessel_type=ship_type,
        tonnage=tons,
        gross_tonnage=gross,
        flag=flag,
        owner=owner,
        remarks=(title, remarks),
    )
    note_remarks(entry, remarks, cut=rest == "")
    return entry


def _add_columns(
    entry: Entry,
    *,
    programs: Sequence[str],
    call_sign: str,
    vessel_type: str,
    tonnage: str,
    gross_tonnage: str,
    flag: str,
    owner: str,
    remarks: Sequence[str],
) -> None:
    """Add what every edition prints outside the remarks; of these, several texts make one.

    Nobody says which ``tonnage`` it is beside the gross one, so it stays in the remarks.
    """
    for program in programs:
        entry.add_fact("programs", program)
    entry.add_fact("vessel_type", vessel_type)
    entry.add_number("gross_tonnage", gross_tonnage)
    entry.add_fact("flag", flag)
    said = (*remarks, f"Tonnage {tonnage}" if tonnage else "")
    entry.add_fact("remarks", "; ".join(filter(None, said)))
    entry.add_fact("source_url", PAGE + entry.key)
    entry.add_identifier(Scheme.CALL_SIGN, call_sign)
    entry.add_link(Relation.OWNER, owner)


READER: Final = Reader(
    id="ofac",
    version="2",
    publisher="OFAC",
    recognises=_recognises,
    read_all=_read_all,
)
