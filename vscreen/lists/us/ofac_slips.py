"""What OFAC's XML has wrong about one subject: it costs that subject a warning, never the list.

A subject without a known type has the kind that its facts show, and where they show none it is kept
as a company and as a ship, so that it is found in either field. A number that two subjects share
stays with the first; a record without a name is called by its number. Only a record that names
nobody is set aside. What every list does with slips is in `vscreen.lists.slips`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from vscreen.files.dates import parse_day
from vscreen.files.xml import Node
from vscreen.lists.reading import ListEntry
from vscreen.lists.receipt import Account, SetAside
from vscreen.lists.slips import KINDS, Slips, its_type, look_up
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


@dataclass
class OfacSlips(Slips):
    """The slips of a file of OFAC or of the Consolidated Screening List, and its subjects.

    Parameters
    ----------
    source, records
        As of `Slips`.

    Examples
    --------
    >>> from pathlib import Path
    >>> from vscreen.files.source import Source
    >>> slips = OfacSlips(Source(Path("sdn.xml"), b""), "entries")
    >>> names, facts = [("MARIA", NameKind.PRIMARY)], [Fact("Vessel Flag", "Cuba")]
    >>> ship = slips.subject("36", names, "Submarine", facts)
    >>> ship.kind
    <Kind.VESSEL: 'vessel'>
    >>> slips.warnings()
    ["sdn.xml: entries with the type 'Submarine', read as vessel by its facts: 36"]
    """

    _sentences: list[str] = field(default_factory=list)

    def note_unread(self, key: str, node: Node, known: Collection[str]) -> None:
        """Note the elements of a subject that no reader knows: what they hold would be lost."""
        for child in node.children():
            if child.name not in known:
                self.note(key, f"with the element {child.name}, which is not read")

    def warn(self, sentence: str) -> None:
        """Note a slip of the file as a whole."""
        self._sentences.append(f"{self.source.path}: {sentence}")

    def warnings(self) -> list[str]:
        """Return the sentences about the file, and those about its records."""
        return [*self._sentences, *super().warnings()]

    def take_warnings(self) -> list[str]:
        """Return the warnings, and forget them: of a file's second list they were said."""
        warnings = self.warnings()
        self._sentences, self.noted = [], {}
        return warnings

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
        facts, place = list(facts), place or key
        nameless = [kind for name, kind in names if not name.strip()]
        names = [(name.strip(), kind) for name, kind in names if name.strip()]
        if names and any(kind != NameKind.PRIMARY for kind in nameless):
            self.note(place, "with an alias that has no name")
        if not names and number_among(facts):
            names = [(number_among(facts), NameKind.PRIMARY)]
            self.note(place, "without a name, called by a number")
        first = next((name for name, kind in names if kind == NameKind.PRIMARY), "")
        others = (name for name, _ in names)
        first = first or self.name(place or "without a number", ("", *others))
        if not first:
            return None
        place = place or first
        entry = Subject(self.key(place, key, first), Kind.ORGANIZATION, first)
        self._set_kind(entry, place, printed, facts)
        for name, kind in names:
            entry.add_name(name, NameKind.STRONG_ALIAS if kind == NameKind.PRIMARY else kind)
        return entry

    def _set_kind(self, entry: Subject, place: str, printed: str, facts: Sequence[Fact]) -> None:
        known, shown = look_up(printed, KINDS), kind_shown(facts)
        if known is not None:
            entry.kind = known
        elif shown is not None:
            entry.kind = shown
            self.note(place, f"{its_type(printed)}, read as {shown} by its facts")
        else:
            entry.kind = self.kind(place, printed)
            entry.may_be_ship = self.may_be_ship(place)

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
            If most of them have no name or no kind.
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
        self.refuse_if_most(len(by_key) + len(self.nameless))
        return list(by_key.values())

    def account(
        self, entries: Iterable[Subject], *, elsewhere: int = 0, others: Iterable[SetAside] = ()
    ) -> Account:
        """Return what became of the records of the file; ``others`` were set aside, too."""
        records = [entry.records for entry in entries]
        return Account(
            source=self.source,
            entries=len(records),
            merged=sum(records) - len(records),
            elsewhere=elsewhere,
            set_aside=(*self.nameless, *others),
        )


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
