"""What every reader returns: entries gathered fact by fact, then the four frames."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

import pandas as pd

from vscreen.errors import EmptyListError
from vscreen.files.dates import parse_day
from vscreen.files.source import Source
from vscreen.identifiers.in_text import is_only_ship
from vscreen.identifiers.registry import RULES_OF
from vscreen.lists.finishing.fingerprint import fingerprint
from vscreen.lists.measures import fill_measures
from vscreen.lists.receipt import Receipt
from vscreen.schema import (
    ENTRIES,
    IDENTIFIERS,
    LINKS,
    NAMES,
    TEXT,
    Kind,
    Measure,
    NameKind,
    Relation,
    Scheme,
)

LATIN: Final = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff\uff21-\uff3a\uff41-\uff5a]")
MOST_DIGITS: Final = 15
"""No number of a ship has more, and Python reads none of thousands."""
STAYS: Final = (
    NameKind.PRIMARY, NameKind.STRONG_ALIAS, NameKind.NATIVE, NameKind.WEAK_ALIAS, NameKind.FORMER,
)  # fmt: skip
"""Of two equal spellings the kind that comes first stays: what is weak and former is weak."""


@dataclass(frozen=True)
class SourceFile:
    """A file that a list was read from: name, SHA-256, when it was fetched, and its format."""

    name: str
    sha256: str
    fetched: datetime | None = None
    form: str = ""


@dataclass(frozen=True, eq=False)
class Reading:
    """A list as a reader understood it.

    ``entries``, ``names``, ``identifiers`` and ``links`` are frames of `vscreen.schema`;
    ``published`` is the publisher's own date, None where the file gives none; ``warnings`` are
    sentences about what deserves a look, and ``receipts`` tell what became of the records of each
    file. ``official`` is the id of the list whatever the user calls it, and ``lacks`` names files
    that belong to it and are not there.
    """

    list: str
    reader: str
    reader_version: str
    published: date | None
    entries: pd.DataFrame
    names: pd.DataFrame
    identifiers: pd.DataFrame
    links: pd.DataFrame
    sources: tuple[SourceFile, ...]
    warnings: tuple[str, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    official: str = ""
    lacks: tuple[str, ...] = ()


@dataclass
class ListEntry:
    """A listed subject while it is gathered: add to it what the file says, in any order.

    Examples
    --------
    >>> ship = ListEntry("36", Kind.VESSEL, "MARIA")
    >>> ship.add_imo("IMO 8517839")
    >>> ship.add_listing_date("2024-05-24")
    >>> ship.add_listing_date("2022-03-01")
    >>> list(ship.identifiers), ship.facts
    ([(<Scheme.IMO_SHIP: 'imo_ship'>, '8517839')], {'listed_on': ['2022-03-01']})
    """

    key: str
    kind: Kind
    name: str
    names: dict[str, NameKind] = field(default_factory=dict)
    identifiers: dict[tuple[Scheme, str], str] = field(default_factory=dict)
    links: dict[tuple[Relation, str], list[str]] = field(default_factory=dict)
    facts: dict[str, list[str]] = field(default_factory=dict)
    records: int = 1
    """How many of the publisher's records the entry came from."""
    may_be_ship: bool = False
    """Nothing says what the subject is, so that it is searched as a ship, too."""

    def add_name(self, name: str, kind: NameKind) -> None:
        """Add a spelling; of two equal spellings one kind stays, the first of `STAYS`.

        A strong alias without a single Latin letter is native, whatever the publisher calls it.
        """
        name = name.strip()
        if not name or name == self.name:
            return
        if kind == NameKind.STRONG_ALIAS and is_native(name):
            kind = NameKind.NATIVE
        known = self.names.get(name)
        if known is None or STAYS.index(kind) < STAYS.index(known):
            self.names[name] = kind

    def add_identifier(self, scheme: Scheme, value: str) -> None:
        """Add an identifier, cleaned if it can be, else as printed: nothing printed is dropped."""
        rules = RULES_OF.get(scheme)
        value = (rules.clean(value) if rules else "") or value.strip()
        if value:
            self.identifiers.setdefault((scheme, value), "")

    def has(self, scheme: Scheme) -> bool:
        """Whether the entry has a number of a scheme."""
        return any(of == scheme for of, _ in self.identifiers)

    def add_imo(self, value: str) -> None:
        """Add an IMO number: a ship's for a vessel, a company's for an organization.

        One that only a ship can have is no company's own: a firm's entry mentions its ship.
        """
        bare = re.sub(r"^IMO[\s:#.]*", "", value.strip(), flags=re.IGNORECASE)
        if self.kind == Kind.VESSEL:
            self.add_identifier(Scheme.IMO_SHIP, bare)
        elif is_only_ship(bare):
            self.add_identifier(Scheme.IMO_MENTIONED, bare)
        elif self.kind == Kind.ORGANIZATION:
            self.add_identifier(Scheme.IMO_COMPANY, bare)
        else:
            self.add_identifier(Scheme.OTHER, value)

    def add_document(self, document: str, issuer: str) -> None:
        """Add the kind and number of a passport or other document; its issuer may be blank."""
        of = f" ({issuer})" if issuer else ""
        self.add_identifier(Scheme.OTHER, f"{document.strip()}{of}")

    def add_link(self, relation: Relation, name: str, *, key: str = "") -> None:
        """Add the name of an owner or other subject, and its entry's key where the file has it."""
        if name.strip():
            keys = self.links.setdefault((relation, name.strip()), [])
            keys += {key} - {"", *keys}

    def add_fact(self, column: str, value: str) -> None:
        """Add a value to a column of the entries frame; equal values count once."""
        values = self.facts.setdefault(column, [])
        if value.strip() and value.strip() not in values:
            values.append(value.strip())

    def add_measure(self, measure: Measure, sentence: str) -> None:
        """Add a measure that the file itself states for this entry, and a sentence about it.

        Examples
        --------
        >>> ship = ListEntry("36", Kind.VESSEL, "MARIA")
        >>> ship.add_measure(Measure.PORT_BAN, "EU: no port access since 24 July 2026 (reason b)")
        >>> ship.facts["measures"]
        ['port_ban']
        """
        self.add_fact("measures", str(measure))
        self.add_fact("forbids", sentence.replace(";", ","))  # `;` parts sentences

    def add_number(self, column: str, value: str) -> bool:
        """Set a number column, thousands separators or not; return whether it was a number."""
        digits = value.strip().replace(",", "").removesuffix(".0")
        is_number = digits.isdecimal() and len(digits) <= MOST_DIGITS
        if is_number:
            self.facts[column] = [digits]
        return is_number

    def add_listing_date(self, date: str) -> None:
        """Add a date of listing, if it is not blank: of several the earliest counts."""
        dates = [*self.facts.get("listed_on", ()), date]
        self.facts["listed_on"] = sorted(filter(None, dates))[:1]


def require_unique(source: Source, entries: Iterable[ListEntry], label: str) -> list[ListEntry]:
    """Return the entries of a file, after a check that no two have the same key.

    Parameters
    ----------
    source, entries
        The file and its entries.
    label
        The publisher's word for the key, for people.

    Raises
    ------
    ListFormatError
        If two entries have the same key.

    Examples
    --------
    >>> from pathlib import Path
    >>> entries = [ListEntry("1", Kind.PERSON, "A"), ListEntry("2", Kind.PERSON, "B")]
    >>> [entry.name for entry in require_unique(Source(Path("x.xml"), b""), entries, "id")]
    ['A', 'B']
    """
    by_key: dict[str, ListEntry] = {}
    for entry in entries:
        if entry.key in by_key:
            raise source.refuse(f"the {label} {entry.key} stands in it twice")
        by_key[entry.key] = entry
    return list(by_key.values())


def read_date(
    source: Source,
    label: str,
    text: str,
    expected: str = "a date",
    *,
    form: str = "",
    length: int | None = None,
) -> date:
    """Return the day on which a file was published, as it states itself.

    Parameters
    ----------
    source, label
        The file, and its word for the date.
    text
        The date as printed.
    expected
        What was expected, for people.
    form
        The date's format for `datetime.strptime`; without a format it is ISO.
    length
        How many characters of the text are the date, where a time follows.

    Raises
    ------
    ListFormatError
        If the text is no such date.

    Examples
    --------
    >>> from pathlib import Path
    >>> read_date(Source(Path("x"), b""), "dataAsOf", "09/10/2026", form="%d/%m/%Y")
    datetime.date(2026, 10, 9)
    """
    day = parse_day(text[:length], *filter(None, [form]))
    if day is None:
        raise source.refuse(f"{label} is {text!r}, not {expected}")
    return day


def is_native(name: str) -> bool:
    """Return whether a name has letters, and none of them is Latin.

    Examples
    --------
    >>> is_native("앙가라"), is_native("ООО MG-Flot"), is_native("224")
    (True, False, False)
    """
    return LATIN.search(name) is None and any(letter.isalpha() for letter in name)


def assemble(
    list_id: str,
    entries: Sequence[ListEntry],
    *,
    reader: str,
    version: str,
    sources: Sequence[Source],
    published: date | None = None,
    warnings: Sequence[str] = (),
    receipts: Sequence[Receipt] = (),
    official: str = "",
    lacks: Sequence[str] = (),
) -> Reading:
    """Return the entries as a reading: the four frames, linked and fingerprinted.

    Parameters
    ----------
    list_id, entries
        The list and its entries, whose keys are unique.
    reader, version
        Which reader read them.
    sources
        The files they were read from.
    published
        The publisher's own date, None where the files give none.
    warnings
        Sentences about what deserves a look.
    receipts
        What became of the records of each file.
    official
        The id of the list where the user calls it otherwise.
    lacks
        Names of files that belong to the list and are not there.

    Raises
    ------
    EmptyListError
        If there are no entries.

    Examples
    --------
    >>> from pathlib import Path
    >>> ship = ListEntry("36", Kind.VESSEL, "MARIA")
    >>> reading = assemble(
    ...     "own", [ship], reader="own", version="1", sources=[Source(Path("own.csv"), b"")])
    >>> reading.names.to_dict("records")
    [{'entry': 'own:36', 'name': 'MARIA', 'kind': 'primary'}]
    """
    if not entries:
        raise EmptyListError(
            f"{sources[0].path}: the list {list_id} holds no entries; "
            "download it again: screening against it would clear everything"
        )
    ids = {entry.key: f"{list_id}:{entry.key}" for entry in entries}
    rows = [_entry_row(list_id, entry) for entry in entries]
    fill_measures(rows, official or list_id)
    return Reading(
        list=list_id,
        reader=reader,
        reader_version=version,
        published=published,
        entries=ENTRIES.build(rows),
        names=NAMES.build(_name_rows(entries, ids)),
        identifiers=IDENTIFIERS.build(_identifier_rows(entries, ids)),
        links=LINKS.build(_link_rows(entries, ids)),
        sources=tuple(
            SourceFile(source.path.name, source.sha256, source.fetched, source.form)
            for source in sources
        ),
        warnings=tuple(warnings),
        receipts=tuple(receipts),
        official=official or list_id,
        lacks=tuple(lacks),
    )


def _entry_row(list_id: str, entry: ListEntry) -> dict[str, Any]:
    row: dict[str, Any] = {
        "entry": f"{list_id}:{entry.key}",
        "list": list_id,
        "kind": str(entry.kind),
        "name": entry.name,
    }
    for column, values in entry.facts.items():
        text = ENTRIES.columns[column][0] == TEXT
        row[column] = ";".join(values) if text else (int(values[0]) if values else None)
    row["fingerprint"] = fingerprint(
        row,
        entry.names.items(),
        [(*key, current) for key, current in entry.identifiers.items()],
        entry.links,
    )
    return row


def _name_rows(entries: Sequence[ListEntry], ids: dict[str, str]) -> pd.DataFrame:
    rows = [
        (ids[entry.key], name, str(kind))
        for entry in entries
        for name, kind in ((entry.name, NameKind.PRIMARY), *entry.names.items())
    ]
    return pd.DataFrame(rows, columns=list(NAMES.columns))


def _identifier_rows(entries: Sequence[ListEntry], ids: dict[str, str]) -> pd.DataFrame:
    rows = [
        (ids[entry.key], str(scheme), value, current)
        for entry in entries
        for (scheme, value), current in entry.identifiers.items()
    ]
    return pd.DataFrame(rows, columns=list(IDENTIFIERS.columns))


def _link_rows(entries: Sequence[ListEntry], ids: dict[str, str]) -> pd.DataFrame:
    rows = [
        (ids[entry.key], str(relation), name, ids.get(key, ""))
        for entry in entries
        for (relation, name), keys in entry.links.items()
        for key in keys or [""]
    ]
    return pd.DataFrame(rows, columns=list(LINKS.columns))
