"""The facts of an entry in OFAC's XML editions, under the labels of its older editions.

The Advanced and Enhanced editions print ``Birthdate`` where the others print ``DOB``, and hold in
features and documents what the others print in the remarks. Each of these becomes a labelled fact:
those with known labels go to their columns, and the text of all of them makes the remarks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from vscreen.files.source import Source
from vscreen.lists.labels import MEANINGS, note
from vscreen.lists.reading import ListEntry
from vscreen.lists.us import ofac
from vscreen.lists.us.ofac_remarks import note_remarks
from vscreen.schema import Kind, NameKind

SDN_LIST: Final = "SDN List"

KINDS: Final = {
    "Individual": Kind.PERSON,
    "Entity": Kind.ORGANIZATION,
    "Vessel": Kind.VESSEL,
    "Aircraft": Kind.AIRCRAFT,
}
ALIAS_KINDS: Final = {f"{'.'.join(letters)}.": kind for letters, kind in ofac.ALIAS_KINDS.items()}

# Labels of the new editions that differ in the older editions.
LABELS: Final = {
    "Birthdate": "DOB",
    "Citizenship Country": "citizen",
    "Nationality Country": "nationality",
    "Place of Birth": "POB",
    "Vessel Tonnage": "Tonnage",
}
# Labels that the older editions print in columns of their own, not in the remarks.
COLUMNS: Final = (
    "Vessel Call Sign", "VESSEL TYPE", "Vessel Type", "Vessel Flag", "Vessel Owner",
    "Vessel Gross Registered Tonnage",
)  # fmt: skip
UNKNOWN_COUNTRY: Final = "undetermined"
MEASURE: Final = "Sanctions"
LATIN: Final = "Latin"
TRUE: Final = "true"


@dataclass(frozen=True)
class Fact:
    """A labelled value of an entry, with a comment on it."""

    label: str
    value: str
    comment: str = ""

    @property
    def sentence(self) -> str:
        """The fact as the remarks print it."""
        return " ".join(
            filter(None, (self.label, self.value, self.comment and f"({self.comment})"))
        )


def fact(label: str, value: str, comment: str = "") -> Fact:
    """Return a fact under its label in the older editions.

    Examples
    --------
    >>> fact("Birthdate ", "31 May 1960").sentence
    'DOB 31 May 1960'
    >>> fact("Secondary sanctions risk", "see section 11").label
    'Secondary sanctions risk:'
    """
    bare = " ".join(label.split()).removesuffix(":").strip()
    known = next((name for name in (bare, f"{bare}:") if name in MEANINGS), label.strip())
    return Fact(LABELS.get(bare, known), value.strip(), comment.strip())


def document_text(number: str, country: str = "", issued: str = "", expires: str = "") -> str:
    """Return a document's number, country and dates as the older editions print them.

    Examples
    --------
    >>> document_text("484824", "Egypt", issued="18 Jan 1984")
    '484824 (Egypt) issued 18 Jan 1984'
    """
    parts = (
        number,
        country and f"({country})",
        issued and f"issued {issued}",
        expires and f"expires {expires}",
    )
    return " ".join(filter(None, parts))


def new_entry(
    source: Source, called: str, key: str, name: str, kind: str, kinds: Mapping[str, Kind] = KINDS
) -> ListEntry:
    """Return the entry of a subject.

    Parameters
    ----------
    source, called
        The file, and its word for a subject.
    key, name, kind
        The subject's number, primary name and type as printed.
    kinds
        The kind of each known type.

    Raises
    ------
    ListFormatError
        If it has no number, no name or an unknown type.

    Examples
    --------
    >>> from pathlib import Path
    >>> new_entry(Source(Path("x"), b""), "entity", "36", "MARIA", "Vessel").kind
    <Kind.VESSEL: 'vessel'>
    """
    if not key or not name or kind not in kinds:
        raise source.refuse(
            f"the {called} {key!r} has the name {name!r} and the type {kind!r}; "
            f"known types are {', '.join(kinds)}"
        )
    return ListEntry(key, kinds[kind], name)


def complete_entry(
    entry: ListEntry, facts: Iterable[Fact], texts: tuple[str, str], countries: Iterable[str] = ()
) -> None:
    """Add to an entry, in place, all that the XML editions have besides names and programmes.

    Parameters
    ----------
    entry, facts
        The entry, and its features, documents and links.
    texts
        Its title and its remarks as printed; the remarks are also split into facts.
    countries
        Those of its addresses.

    Examples
    --------
    >>> entry = ListEntry("36", Kind.PERSON, "TESTOV, Ivan")
    >>> complete_entry(entry, [], ("Director", "a.k.a. 'VANYA'."), ["Malta"])
    >>> list(entry.names), entry.facts["remarks"], entry.facts["countries"]
    (['VANYA'], ["Director; a.k.a. 'VANYA'."], ['Malta'])
    """
    note_facts(entry, facts, texts)
    entry.add_fact("source_url", ofac.PAGE + entry.key)
    for country in countries:
        add_country(entry, country)
    note_remarks(entry, texts[1])


def note_facts(entry: ListEntry, facts: Iterable[Fact], texts: Sequence[str] = ()) -> None:
    """Add facts to an entry: to their columns, and with further texts to its remarks.

    Parameters
    ----------
    entry
        The entry, added to in place.
    facts
        In any order; those of `COLUMNS` are added first, so that the current flag is the first.
    texts
        Title and remarks as printed; the remarks column begins with the first of them.

    Examples
    --------
    >>> entry = ListEntry("36", Kind.PERSON, "TESTOV, Ivan")
    >>> note_facts(entry, [fact("Birthdate", "1960")], ("Director", "Linked To: HERON"))
    >>> entry.facts
    {'birth_date': ['1960'], 'remarks': ['Director; DOB 1960; Linked To: HERON']}
    """
    ordered = sorted(facts, key=lambda item: item.label not in COLUMNS)
    for item in ordered:
        note(entry, item.label, item.value)
    printed = [item.sentence for item in ordered if item.label not in COLUMNS or item.comment]
    entry.add_fact("remarks", "; ".join(filter(None, (*texts[:1], *printed, *texts[1:]))))


def alias_kind(printed: str, *, weak: bool) -> NameKind | None:
    """Return the kind of an alias from its printed type, None for an unknown type.

    Examples
    --------
    >>> alias_kind("A.K.A.", weak=True), alias_kind("F.K.A.", weak=True)
    (<NameKind.WEAK_ALIAS: 'weak_alias'>, <NameKind.WEAK_ALIAS: 'weak_alias'>)
    """
    kind = ALIAS_KINDS.get(printed.lower())
    may_be_weak = kind in {NameKind.STRONG_ALIAS, NameKind.FORMER}
    return NameKind.WEAK_ALIAS if weak and may_be_weak else kind


def find_listing(lists: Mapping[str, str], list_id: str) -> tuple[bool, str]:
    """Return whether an entry is on the SDN or the consolidated list, and since when.

    The consolidated list joins several older lists and has a later date itself: the earliest
    date is when the entry was listed.

    Parameters
    ----------
    lists
        The names of the entry's lists, each with the ISO date of its listing or ``""``.
    list_id
        ``us-sdn``; any other is the consolidated list.

    Examples
    --------
    >>> find_listing({"Consolidated List": "2014-10-10", "CAPTA List": "2006-04-12"}, "us-cons")
    (True, '2006-04-12')
    """
    dates = [since for name, since in lists.items() if (name == SDN_LIST) == (list_id == ofac.SDN)]
    return bool(dates), min(filter(None, dates), default="")


def add_country(entry: ListEntry, country: str) -> None:
    """Add the country of an address; none to a ship, which was only seen there.

    Examples
    --------
    >>> firm = ListEntry("1", Kind.ORGANIZATION, "HERON")
    >>> ship = ListEntry("2", Kind.VESSEL, "HERON")
    >>> add_country(firm, "Malta"), add_country(ship, "Malta")
    (None, None)
    >>> firm.facts, ship.facts
    ({'countries': ['Malta']}, {})
    """
    if entry.kind != Kind.VESSEL and country != UNKNOWN_COUNTRY:
        entry.add_fact("countries", country)
