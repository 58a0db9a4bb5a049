"""What OFAC's XML editions say of an entry beside its names, told as its older editions tell it.

The Advanced and Enhanced editions say ``Birthdate`` where the others say ``DOB``, and hold in
features and documents what stands in the remarks there. Here each becomes a labelled fact; known
labels go to their columns, and all of them, in one text, make the remarks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from vscreen.lists.labels import MEANINGS, note
from vscreen.lists.reading import Entry
from vscreen.lists.us.ofac import SDN
from vscreen.schema import Kind, NameKind

SDN_LIST: Final = "SDN List"

KINDS: Final = {
    "Individual": Kind.PERSON,
    "Entity": Kind.ORGANIZATION,
    "Vessel": Kind.VESSEL,
    "Aircraft": Kind.AIRCRAFT,
}
STRONG: Final = "strong"
WEAK: Final = "weak"
ALIAS_KINDS: Final = {
    ("a.k.a.", STRONG): NameKind.STRONG_ALIAS,
    ("a.k.a.", WEAK): NameKind.WEAK_ALIAS,
    ("f.k.a.", STRONG): NameKind.FORMER,
    ("f.k.a.", WEAK): NameKind.FORMER,
    ("n.k.a.", STRONG): NameKind.STRONG_ALIAS,
    ("n.k.a.", WEAK): NameKind.WEAK_ALIAS,
}

# The new editions' labels that the older ones spell otherwise.
LABELS: Final = {
    "Birthdate": "DOB",
    "Citizenship Country": "citizen",
    "Nationality Country": "nationality",
    "Place of Birth": "POB",
    "Vessel Tonnage": "Tonnage",
}
# What has a column of its own in the older editions and no place in their remarks.
COLUMNS: Final = (
    "Vessel Call Sign", "VESSEL TYPE", "Vessel Type", "Vessel Flag", "Vessel Owner",
    "Vessel Gross Registered Tonnage",
)  # fmt: skip
UNKNOWN_COUNTRY: Final = "undetermined"


@dataclass(frozen=True)
class Fact:
    """One thing said of an entry: under which label, and what was remarked on it."""

    label: str
    value: str
    comment: str = ""

    @property
    def sentence(self) -> str:
        """The fact as the remarks tell it."""
        return " ".join(
            filter(None, (self.label, self.value, self.comment and f"({self.comment})"))
        )


def fact(label: str, value: str, comment: str = "") -> Fact:
    """Return a fact under the label that the older editions give it.

    Examples
    --------
    >>> fact("Birthdate ", "31 May 1960").sentence
    'DOB 31 May 1960'
    >>> fact("Secondary sanctions risk", "see section 11").label
    'Secondary sanctions risk:'
    """
    bare = " ".join(label.split()).removesuffix(":").strip()
    known = next((one for one in (bare, f"{bare}:") if one in MEANINGS), label.strip())
    return Fact(LABELS.get(bare, known), value.strip(), comment.strip())


def numbered(number: str, country: str = "", issued: str = "", expires: str = "") -> str:
    """Return a document's number as the older editions print it.

    Examples
    --------
    >>> numbered("484824", "Egypt", issued="18 Jan 1984")
    '484824 (Egypt) issued 18 Jan 1984'
    """
    said = (
        number,
        country and f"({country})",
        issued and f"issued {issued}",
        expires and f"expires {expires}",
    )
    return " ".join(filter(None, said))


def note_facts(entry: Entry, facts: Iterable[Fact], texts: Sequence[str] = ()) -> None:
    """Add facts to an entry: to their columns, and with further texts to its remarks.

    Parameters
    ----------
    entry
        The entry, added to in place.
    facts
        In any order; what has a column of its own goes first, so that the current flag does.
    texts
        Title and remarks as printed; the remarks column begins with the first.
    """
    ordered = sorted(facts, key=lambda one: one.label not in COLUMNS)
    for one in ordered:
        note(entry, one.label, one.value)
    said = [one.sentence for one in ordered if one.label not in COLUMNS or one.comment]
    entry.add_fact("remarks", "; ".join(filter(None, (*texts[:1], *said, *texts[1:]))))


def alias_kind(printed: str, *, weak: bool) -> NameKind | None:
    """Return what an alias is by its type as printed, None for an unknown type.

    Examples
    --------
    >>> alias_kind("A.K.A.", weak=True), alias_kind("F.K.A.", weak=True)
    (<NameKind.WEAK_ALIAS: 'weak_alias'>, <NameKind.FORMER: 'former'>)
    """
    return ALIAS_KINDS.get((printed.lower(), WEAK if weak else STRONG))


def choose(lists: Mapping[str, str], list_id: str) -> tuple[bool, str]:
    """Return whether an entry stands on one of OFAC's two lists, and since when.

    The consolidated list is made of several, and bears itself a later date than they do: the
    earliest is when the entry was listed.

    Parameters
    ----------
    lists
        The name of each list that the entry stands on, and the ISO date of its listing.
    list_id
        ``us-sdn`` or any other.

    Examples
    --------
    >>> choose({"Consolidated List": "2014-10-10", "CAPTA List": "2006-04-12"}, "us-cons")
    (True, '2006-04-12')
    """
    dates = [since for name, since in lists.items() if (name == SDN_LIST) == (list_id == SDN)]
    return bool(dates), min(filter(None, dates), default="")


def add_country(entry: Entry, country: str) -> None:
    """Add the country of an address; that of a ship is a place it was seen at, not its flag."""
    if entry.kind != Kind.VESSEL and country != UNKNOWN_COUNTRY:
        entry.add_fact("countries", country)
