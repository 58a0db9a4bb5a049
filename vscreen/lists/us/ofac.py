"""OFAC's SDN list without markup: four files without headings, which belong together.

- the primary file (``sdn.csv``), 12 columns: number, name, type, programmes, title, call sign,
  vessel type, tonnage, gross tonnage, flag, owner, remarks. The IMO number of a ship is only in
  its remarks; several programmes read ``A] [B``;
- ``alt.csv``, 5 columns: number, alias number, aka / fka / nka, name, remarks;
- ``add.csv``, 6 columns: number, address number, street, city, country, remarks;
- ``sdn_comments.csv``, 2 columns: number, and what did not fit into 1,000 characters of remarks.

The same four come as ``.pip``, ``.del`` and ``.ff`` (`vscreen.lists.us.ofac_rows`). OFAC's
consolidated list has the same shape and is recognised by its programmes. These editions give
neither their date of publication nor any date of listing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from vscreen.errors import ListError, ListFormatError
from vscreen.files.source import Source
from vscreen.lists.reader import Contents, Reader, refuse
from vscreen.lists.reading import ListEntry, require_unique
from vscreen.lists.us.ofac_remarks import note_remarks
from vscreen.lists.us.ofac_rows import (
    ADDRESSES,
    ALIASES,
    COMMENTS,
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
# Programmes of the consolidated list. A few dozen entries of the SDN list have them too, so a
# quarter of the entries decides: measured are under 1 % on the SDN list, over 95 % on the other.
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

# Files of the same day have the same entries. Of 17,091 aliases and 18,990 addresses none was
# without its entry, so more than a few strays means files of different days.
MOST_STRAYS: Final = 10
MOST_STRAY_SHARE: Final = 0.01
# The comments are 13 rows, and OFAC re-issues them less often: up to half may be gone.
MOST_STRAY_COMMENTS_SHARE: Final = 0.5


@dataclass
class _FileSet:
    """A primary file and the files that belong to it."""

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

    def accepts(self, source: Source) -> bool:
        same_folder = source.path.parent == self.primary.path.parent
        return same_folder and edition(source) == self.edition


def _recognises(source: Source) -> bool:
    """Return whether the file is any of the four, by its first row."""
    return role(source) != "" or is_empty(source)


def _read_all(sources: Sequence[Source]) -> list[Contents]:
    """Return the list of each primary file, with the files of its folder and edition.

    Refused if a file is cut or damaged, has no primary file beside it, or is of another day. Empty
    if a file has no rows.
    """
    rows = _rows(sources)
    sets = [
        _FileSet(source, rows[source], sources=[source])
        for source in sources
        if role(source) == PRIMARY
    ]
    for source in sources:
        if role(source) != PRIMARY:
            _join(source, rows[source], sets)
    return [_read_set(file_set) for file_set in sets]


def _rows(sources: Sequence[Source]) -> dict[Source, list[list[str]]]:
    """Return the rows of each file; all files that are cut or damaged are refused at once."""
    rows: dict[Source, list[list[str]]] = {}
    problems: dict[Path, ListError] = {}
    for source in sources:
        try:
            rows[source] = read_rows(source)
        except ListError as error:
            problems[source.path] = error
    refuse(problems)
    return rows


def _join(source: Source, rows: list[list[str]], sets: Sequence[_FileSet]) -> None:
    part, beside = role(source), [file_set for file_set in sets if file_set.accepts(source)]
    name = f"{OFAC_NAMES[part]}.{edition(source)}"
    if not beside:
        raise source.refuse(
            f"this is OFAC's {name}, but its primary file (sdn.{edition(source)}) is not beside it",
            "put the files of one list into one folder",
        )
    numbers = {row[0] for row in rows}
    home = max(beside, key=lambda file_set: len(numbers & file_set.numbers))
    if part in home.parts:
        raise source.refuse(f"a second {name} for {home.primary.path}", "keep one")
    strays = _strays(source, part, rows, home)
    home.parts[part] = [row for row in rows if row[0] not in strays]
    home.sources.append(source)


def _strays(source: Source, part: str, rows: list[list[str]], home: _FileSet) -> set[str]:
    numbers = {row[0] for row in rows}
    strays = numbers - home.numbers
    if part == COMMENTS:
        most = len(numbers) * MOST_STRAY_COMMENTS_SHARE
    else:
        most = min(MOST_STRAYS, len(numbers) * MOST_STRAY_SHARE)
    if not strays:
        return strays
    some = ", ".join(sorted(strays, key=int)[:5])
    gap = (
        f"{len(strays)} of its {len(numbers)} entries are not in {home.primary.path.name} ({some})"
    )
    if len(strays) > most:
        raise source.refuse(f"{gap}: the files are of different days", "download all of them anew")
    home.warnings.append(f"{source.path}: {gap}; their rows were left out")
    return strays


def _read_set(files: _FileSet) -> Contents:
    comments = _comments(files)
    rows = (_entry(files.primary, row, comments) for row in files.rows)
    entries = {entry.key: entry for entry in require_unique(files.primary, rows, "entry")}
    for number, _, kind, name, _ in files.parts.get(ALIASES, ()):
        entries[number].add_name(name, _alias_kind(files, kind))
    for number, _, _, _, country, _ in files.parts.get(ADDRESSES, ()):
        if entries[number].kind != Kind.VESSEL:
            entries[number].add_fact("countries", country)
    lacks = []
    if ALIASES not in files.parts:
        lacks.append(f"{OFAC_NAMES[ALIASES]}.{files.edition}")
        files.warnings.append(
            f"{files.primary.path}: {lacks[0]} is not beside it, "
            "so only the aliases in remarks are read"
        )
    return Contents(
        entries=list(entries.values()),
        sources=files.sources,
        warnings=files.warnings,
        list_id=name_list([row[3] for row in files.rows]),
        lacks=lacks,
    )


def _alias_kind(files: _FileSet, kind: str) -> NameKind:
    try:
        return ALIAS_KINDS[kind]
    except KeyError as error:
        raise ListFormatError(
            f"alt.{files.edition} of {files.primary.path} has the alias type {kind!r}; "
            f"known are {', '.join(ALIAS_KINDS)}: download it again"
        ) from error


def name_list(programs: Sequence[str]) -> str:
    """Return the id of OFAC's list, SDN or consolidated, that has entries with these programmes.

    Parameters
    ----------
    programs
        The programmes of each entry, as a text.

    Examples
    --------
    >>> name_list(["CUBA", "SDGT", "NPWMD"]), name_list(["NS-PLC", "NS-PLC"])
    ('us-sdn', 'us-cons')
    """
    count = sum(any(sign in text for sign in CONSOLIDATED_PROGRAMS) for text in programs)
    return CONSOLIDATED if count > CONSOLIDATED_SHARE * len(programs) else SDN


def _comments(files: _FileSet) -> dict[str, str]:
    """Return the rest of each cut remark by entry, ``""`` where it is missing; warn about these."""
    full = {row[0] for row in files.rows if len(row[11]) == REMARKS_WIDTH}
    rest = {row[0]: row[1] for row in files.parts.get(COMMENTS, ())}
    odd = sorted(rest.keys() - full, key=int)
    if odd:
        files.warnings.append(
            f"{files.primary.path}: comments continue the remarks of {', '.join(odd[:5])}, "
            f"which are not {REMARKS_WIDTH} characters long; they were not joined"
        )
    missing = sorted(full - rest.keys(), key=int)
    if missing:
        files.warnings.append(
            f"{files.primary.path}: the remarks of {len(missing)} entries break off at "
            f"{REMARKS_WIDTH} characters and no comments file continues them "
            f"({', '.join(missing[:5])}); get sdn_comments.{files.edition} of the same day"
        )
    return {number: rest.get(number, "") for number in full}


def _entry(source: Source, row: list[str], comments: dict[str, str]) -> ListEntry:
    number, name, kind, programs, title, sign, ship_type, tons, gross, flag, owner, text = row
    if (kind or NULL) not in KINDS or not name:
        raise source.refuse(
            f"the entry {number} has the name {name!r} and the type {kind!r}; "
            f"known types are {', '.join(KINDS)}"
        )
    entry = ListEntry(number, KINDS[kind or NULL], name)
    rest = comments.get(number)
    remarks = (text + (rest or "")).strip()
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
    entry: ListEntry,
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
    """Add the columns outside the remarks, and the texts of ``remarks`` joined.

    OFAC doesn't say what ``tonnage`` is, beside the gross tonnage, so it stays in the remarks.
    """
    for program in programs:
        entry.add_fact("programs", program)
    entry.add_fact("vessel_type", vessel_type)
    entry.add_number("gross_tonnage", gross_tonnage)
    entry.add_fact("flag", flag)
    texts = (*remarks, f"Tonnage {tonnage}" if tonnage else "")
    entry.add_fact("remarks", "; ".join(filter(None, texts)))
    entry.add_fact("source_url", PAGE + entry.key)
    entry.add_identifier(Scheme.CALL_SIGN, call_sign)
    entry.add_link(Relation.OWNER, owner)


READER: Final = Reader(
    id="ofac",
    version="2",
    publisher="OFAC",
    recognises=_recognises,
    read_all=_read_all,
    by_folder=True,
)
