"""What OFAC's XML has wrong about one subject: it costs that subject a warning, never the list.

A subject without a known type has the kind that its facts show, and where they show none it is kept
as a company and as a ship, so that it is found in either field. A number that two subjects share
stays with the first; a record without a name is called by its number. Only a record that names
nobody is set aside, and a file with more than a few of those has another shape than was thought.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from vscreen.files.dates import parse_day
from vscreen.files.source import Source
from vscreen.files.xml import Node
from vscreen.lists.reading import ListEntry
from vscreen.lists.receipt import Account, SetAside
from vscreen.lists.slips import KINDS, look_up
from vscreen.lists.us.ofac_facts import Fact, folded
from vscreen.schema import Kind, NameKind


@dataclass
class Subject(ListEntry):
    """An entry of OFAC's XML: ``lists`` has the date of its listing on each of OFAC's lists."""

    lists: dict[str, str] = field(default_factory=dict)

    def copy(self) -> Subject:
        """Return a copy that shares nothing with this entry.

        Examples
        --------
        >>> ship = Subject("36", Kind.VESSEL, "MARIA")
        >>> ship.copy().add_fact("flag", "Cuba")
        >>> ship.facts
        {}
        """
        return replace(
            self,
            names=dict(self.names),
            identifiers=dict(self.identifiers),
            links=dict(self.links),
            facts={column: list(values) for column, values in self.facts.items()},
            lists=dict(self.lists),
        )


Names = Sequence[tuple[str, NameKind]]

# What a fact's label begins with, if only a kind has such facts. A company may have a ship's
# registration, which OFAC prints its IMO number under, so that says nothing.
SHOWN_BY: Final = {
    Kind.VESSEL: (
        "vessel call sign", "vessel flag", "vessel type", "vessel tonnage", "vessel gross",
        "vessel owner", "vessel year", "other vessel", "former vessel", "mmsi", "tonnage",
    ),
    Kind.AIRCRAFT: ("aircraft", "previous aircraft"),
    Kind.PERSON: (
        "dob", "pob", "birth", "gender", "nationality country", "citizen", "passport",
        "diplomatic passport", "national id", "driver", "cedula", "ssn",
    ),
}  # fmt: skip
# Numbers that a nameless record can be called by.
CALLED_BY: Final = ("Vessel Registration Identification", "IMO", "MMSI", "Vessel Call Sign")
NAMELESS: Final = "without a name"
MOST_NAMELESS: Final = 3
MOST_NAMELESS_SHARE: Final = 0.001
MOST_KEYS: Final = 10


@dataclass
class Slips:
    """The slips of a file: warnings about them, and the records set aside.

    Parameters
    ----------
    source
        The file.
    one, many
        Its word for a subject.

    Examples
    --------
    >>> from pathlib import Path
    >>> slips = Slips(Source(Path("sdn.xml"), b""), "entry", "entries")
    >>> names, facts = [("MARIA", NameKind.PRIMARY)], [Fact("Vessel Flag", "Cuba")]
    >>> ship = slips.subject("36", names, "vesel", facts)
    >>> ship.kind
    <Kind.VESSEL: 'vessel'>
    >>> slips.warnings()
    ["sdn.xml: 1 entry of the unknown type 'vesel', read as vessel by its facts (36)"]
    """

    source: Source
    one: str
    many: str
    set_aside: list[SetAside] = field(default_factory=list)
    _sentences: list[str] = field(default_factory=list)
    _said: dict[str, list[str]] = field(default_factory=dict)

    def note(self, key: str, slip: str) -> None:
        """Note a slip of a subject: what follows `3 entries` in a sentence."""
        self._said.setdefault(slip, []).append(key)

    def note_unread(self, key: str, node: Node, known: Collection[str]) -> None:
        """Note the elements of a subject that no reader knows: what they hold would be lost."""
        for child in node.children():
            if child.name not in known:
                self.note(key, f"with the element {child.name}, which is not read")

    def warn(self, sentence: str) -> None:
        """Note a slip of the file as a whole."""
        self._sentences.append(f"{self.source.path}: {sentence}")

    def warnings(self) -> list[str]:
        """Return the sentences, and one for each kind of slip with the keys of its subjects."""
        said = (self._sentence(slip, keys) for slip, keys in self._said.items())
        return [*self._sentences, *said]

    def take_warnings(self) -> list[str]:
        """Return the warnings, and forget them: of a file's second list they were said."""
        warnings = self.warnings()
        self._sentences, self._said = [], {}
        return warnings

    def _sentence(self, slip: str, keys: list[str]) -> str:
        called = self.one if len(keys) == 1 else self.many
        more = f", and {len(keys) - MOST_KEYS:,} more" if len(keys) > MOST_KEYS else ""
        return (
            f"{self.source.path}: {len(keys):,} {called} {slip} "
            f"({', '.join(keys[:MOST_KEYS])}{more})"
        )

    def subject(
        self,
        key: str,
        names: Names,
        printed: str,
        facts: Iterable[Fact] = (),
        *,
        place: str = "",
    ) -> Subject | None:
        """Return the entry of a subject with its names; None if it names nobody.

        Parameters
        ----------
        key
            Its number as printed.
        names
            Its names; the first primary one is the entry's, without any the first.
        printed
            Its type as printed.
        facts
            What is said of it, which shows its kind where the type does not.
        place
            What it is called by in warnings, where its key tells people nothing.
        """
        place = place or key
        facts = list(facts)
        names = [(name.strip(), kind) for name, kind in names if name.strip()]
        if not names and number_among(facts):
            names = [(number_among(facts), NameKind.PRIMARY)]
            self.note(place, "without a name, called by a number")
        if not names:
            self.set_aside.append(SetAside(place or "without a number", NAMELESS))
            return None
        first = next((name for name, kind in names if kind == NameKind.PRIMARY), "")
        if not first:
            first = names[0][0]
            self.note(place, "without a primary name, called by another of its names")
        entry = Subject(self._key(key, first), Kind.ORGANIZATION, first)
        entry.kind = self._kind(entry, printed, facts, place or entry.key)
        for name, kind in names:
            entry.add_name(name, NameKind.STRONG_ALIAS if kind == NameKind.PRIMARY else kind)
        return entry

    def _key(self, key: str, name: str) -> str:
        if key:
            return key
        made = f"name-{hashlib.sha256(name.casefold().encode()).hexdigest()[:12]}"
        self.note(made, "without a number, kept under a key made of the name")
        return made

    def _kind(self, entry: Subject, printed: str, facts: Sequence[Fact], place: str) -> Kind:
        known = kind_of(printed)
        if known is not None:
            return known
        slip = f"of the unknown type {printed!r}" if printed else "without a type"
        shown = kind_shown(facts)
        if shown is not None:
            self.note(place, f"{slip}, read as {shown} by its facts")
            return shown
        self.note(place, f"{slip}, kept as a company and as a ship")
        entry.may_be_ship = True
        return Kind.ORGANIZATION

    def alias(self, key: str, printed: str, known: NameKind | None, *, weak: bool) -> NameKind:
        """Return the kind of an alias; of an unknown type it is a weak one or a strong one."""
        if known is not None:
            return known
        kind = NameKind.WEAK_ALIAS if weak else NameKind.STRONG_ALIAS
        self.note(key, f"with an alias of the unknown type {printed!r}, read as a.k.a.")
        return kind

    def day(self, label: str, text: str, *forms: str) -> date | None:
        """Return the day of publication; without one the list has no age, which is a warning."""
        found = [parse_day(text, form) for form in forms] + [parse_day(text[:10])]
        day = next(filter(None, found), None)
        if day is None:
            self.warn(f"{label} is {text!r} and no date, so nobody can say how old the list is")
        return day

    def finish(self, entries: Iterable[Subject]) -> list[Subject]:
        """Return the entries with keys of their own, once all of them are complete.

        What stands twice under one number is one entry if its name and kind agree, else two.

        Raises
        ------
        ListFormatError
            If more than a few records have no name.
        """
        by_key: dict[str, Subject] = {}
        for entry in entries:
            known = by_key.get(entry.key)
            if known is None:
                by_key[entry.key] = entry
            elif (known.name, known.kind) == (entry.name, entry.kind):
                absorb(known, entry)
                self.note(entry.key, "of which the file has more than one record, read as one")
            else:
                self.note(f"{entry.key} {entry.name}", "with the number of another, kept beside it")
                entry.key = _free(entry.key, by_key)
                by_key[entry.key] = entry
        self._refuse_nameless(len(by_key))
        return list(by_key.values())

    def _refuse_nameless(self, named: int) -> None:
        count = sum(record.reason == NAMELESS for record in self.set_aside)
        if count > max(MOST_NAMELESS, MOST_NAMELESS_SHARE * named):
            raise self.source.refuse(f"{count:,} of its {count + named:,} {self.many} have no name")

    def account(self, entries: Iterable[Subject], *, elsewhere: int = 0) -> Account:
        """Return what became of the records of the file."""
        records = [entry.records for entry in entries]
        return Account(
            source=self.source,
            entries=len(records),
            merged=sum(records) - len(records),
            elsewhere=elsewhere,
            set_aside=tuple(self.set_aside),
        )


def kind_of(printed: str) -> Kind | None:
    """Return the kind of a printed type, None for an unknown type.

    Examples
    --------
    >>> kind_of("VESSEL"), kind_of("Submarine")
    (<Kind.VESSEL: 'vessel'>, None)
    """
    return look_up(printed, KINDS)


def kind_shown(facts: Iterable[Fact]) -> Kind | None:
    """Return the kind of a subject of which these facts are said, None if they fit several.

    Examples
    --------
    >>> kind_shown([Fact("Gender", "Male")]), kind_shown([Fact("Website", "x.example")])
    (<Kind.PERSON: 'person'>, None)
    """
    labels = [folded(item.label) for item in facts if item.value]
    shown = (
        kind
        for kind, starts in SHOWN_BY.items()
        if any(label.startswith(starts) for label in labels)
    )
    return next(shown, None)


def number_among(facts: Iterable[Fact]) -> str:
    """Return the number that a subject without a name can be called by, ``""`` without any.

    Examples
    --------
    >>> number_among([Fact("Gender", "Male"), Fact("MMSI", "572469210")])
    'MMSI 572469210'
    """
    known = {item.label: item.value for item in facts if item.value}
    label = next((label for label in CALLED_BY if label in known), "")
    if not label or known[label].upper().startswith("IMO"):
        return known.get(label, "")
    return f"{label} {known[label]}"


def absorb(entry: Subject, other: Subject) -> None:
    """Add to an entry all that another record says of the same subject.

    Examples
    --------
    >>> one, two = (Subject("36", Kind.VESSEL, "MARIA") for _ in range(2))
    >>> two.add_fact("flag", "Cuba")
    >>> absorb(one, two)
    >>> one.facts, one.records
    ({'flag': ['Cuba']}, 2)
    """
    entry.add_name(other.name, NameKind.STRONG_ALIAS)
    for name, kind in other.names.items():
        entry.add_name(name, kind)
    for identifier, current in other.identifiers.items():
        entry.identifiers.setdefault(identifier, current)
    entry.links |= other.links
    for column, values in other.facts.items():
        if column == "listed_on":
            entry.add_listing_date(next(iter(values), ""))
        elif column in ("gross_tonnage", "build_year"):
            entry.facts.setdefault(column, values)
        else:
            for value in values:
                entry.add_fact(column, value)
    for name, since in other.lists.items():
        entry.lists[name] = min(filter(None, (since, entry.lists.get(name))), default="")
    entry.records += other.records


def _free(key: str, taken: Iterable[str]) -> str:
    known = set(taken)
    return next(name for n in range(2, len(known) + 3) if (name := f"{key}-{n}") not in known)
