"""The facts of an entry in OFAC's XML editions, under the labels of its older editions.

The Advanced and Enhanced editions print ``Birthdate`` where the others print ``DOB``, and hold in
features and documents what the others print in the remarks. Each of these becomes a labelled fact:
those with known labels go to their columns, and the text of all of them makes the remarks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from vscreen.identifiers.imo import is_valid_imo_company, is_valid_imo_ship
from vscreen.lists.labels import MEANINGS, note
from vscreen.lists.reading import ListEntry
from vscreen.lists.us.ofac_columns import ALIAS_WORDS, CONSOLIDATED, PAGE, SDN, letters
from vscreen.lists.us.ofac_remarks import note_remarks
from vscreen.schema import Kind, NameKind, Scheme

# The consolidated list joins all of OFAC's lists but the first.
LISTS: Final = {
    "sdn list": SDN,
    **dict.fromkeys(
        (
            "capta list", "consolidated list", "fse list", "non-sdn cmic list",
            "non-sdn iran sanctions act list", "non-sdn iranian sanctions act list",
            "non-sdn menu-based sanctions list", "non-sdn palestinian legislative council list",
            "part 561 list", "sectoral sanctions identifications list",
        ),
        CONSOLIDATED,
    ),
}  # fmt: skip

# Labels of the new editions that differ in the older editions.
LABELS: Final = {
    "birthdate": "DOB",
    "date of birth": "DOB",
    "citizenship country": "citizen",
    "nationality country": "nationality",
    "place of birth": "POB",
    "vessel tonnage": "Tonnage",
}
# Labels that the older editions print in columns of their own, not in the remarks.
COLUMNS: Final = (
    "Vessel Call Sign", "VESSEL TYPE", "Vessel Type", "Vessel Flag", "Vessel Owner",
    "Vessel Gross Registered Tonnage",
)  # fmt: skip
Address = tuple[Iterable[str], str]
"""The parts of an address, and its country."""
UNKNOWN_COUNTRY: Final = "undetermined"
MEASURE: Final = "Sanctions"
LATIN: Final = "latin"
TRUE: Final = ("true", "1", "yes")


@dataclass(frozen=True)
class Fact:
    """A labelled value of an entry, with a comment on it.

    What stands among an entry's documents and has a digit is a number, whatever its label.
    """

    label: str
    value: str
    comment: str = ""
    is_number: bool = field(default=False, kw_only=True)

    @property
    def sentence(self) -> str:
        """The fact as the remarks print it."""
        return " ".join(
            filter(None, (self.label, self.value, self.comment and f"({self.comment})"))
        )


def folded(text: str) -> str:
    """Return a label, type or name of a list as it compares: case, blanks, quotes, colon.

    Examples
    --------
    >>> folded("Aircraft Manufacturer\u2019s  Serial Number (MSN) :")
    "aircraft manufacturer's serial number (msn)"
    """
    bare = " ".join(text.replace("\u2019", "'").split())
    return bare.removesuffix(":").strip().casefold()


_KNOWN: Final = {folded(label): label for label in MEANINGS} | LABELS
_EXACT: Final = {label: LABELS.get(folded(label), label) for label in MEANINGS}
_OPEN: Final = tuple(label for label in MEANINGS if label.endswith(" -"))
"""Labels that go on: `Digital Currency Address - XBT` is the first of the value's words."""


def fact(label: str, value: str, comment: str = "") -> Fact:
    """Return a fact under its label in the older editions.

    Examples
    --------
    >>> fact("Birthdate ", "31 May 1960").sentence
    'DOB 31 May 1960'
    >>> fact("Secondary sanctions risk", "see section 11").label
    'Secondary sanctions risk:'
    >>> fact("Digital Currency Address - XBT", "1abc").label
    'Digital Currency Address -'
    """
    label, value, comment = label.strip(), value.strip(), comment.strip()
    known = _EXACT.get(label) or _KNOWN.get(folded(label), label)
    if " - " not in known:
        return Fact(known, value, comment)
    begun = next((start for start in _OPEN if known.startswith(f"{start} ")), known)
    return Fact(begun, f"{known[len(begun) :].strip()} {value}".strip(), comment)


def number_fact(label: str, value: str, comment: str = "") -> Fact:
    """Return a fact that stands among the documents of an entry.

    OFAC adds kinds of documents without notice, so the number is kept under a label that is new.

    Examples
    --------
    >>> number_fact("Lunar Resident No. ", "17 (Moon)")
    Fact(label='Lunar Resident No.', value='17 (Moon)', comment='', is_number=True)
    """
    return replace(fact(label, value, comment), is_number=any(map(str.isdigit, value)))


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


def is_true(text: str) -> bool:
    """Return whether a text of the XML says yes.

    Examples
    --------
    >>> is_true("true"), is_true("False"), is_true("")
    (True, False, False)
    """
    return text.lower() in TRUE


def complete_entry(
    entry: ListEntry, facts: Iterable[Fact], texts: tuple[str, str], addresses: Iterable[Address]
) -> None:
    """Add to an entry, in place, all that the XML editions have besides names and programmes.

    Parameters
    ----------
    entry, facts
        The entry, and its features, documents and links.
    texts
        Its title and its remarks as printed; the remarks are also split into facts.
    addresses
        Of each its parts and its country.

    Examples
    --------
    >>> entry = ListEntry("36", Kind.PERSON, "TESTOV, Ivan")
    >>> complete_entry(entry, [], ("Director", "a.k.a. 'VANYA'."), [(["Valletta"], "Malta")])
    >>> list(entry.names), entry.facts["remarks"], entry.facts["countries"]
    (['VANYA'], ["Director; a.k.a. 'VANYA'.", 'Address: Valletta, Malta'], ['Malta'])
    """
    note_facts(entry, facts, texts)
    entry.add_fact("source_url", PAGE + entry.key)
    for parts, country in addresses:
        add_address(entry, parts, country)
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
        if not is_of_a_ship(entry, item.value):
            note(entry, item.label, item.value, unknown=Scheme.OTHER if item.is_number else "")
    printed = [item.sentence for item in ordered if item.label not in COLUMNS or item.comment]
    entry.add_fact("remarks", "; ".join(filter(None, (*texts[:1], *printed, *texts[1:]))))


def is_of_a_ship(entry: ListEntry, value: str) -> bool:
    """Return whether a company's IMO number is a ship's, which is said of it and is not its own.

    It stays in the remarks.

    Examples
    --------
    >>> firm = ListEntry("1", Kind.ORGANIZATION, "HERON LTD")
    >>> is_of_a_ship(firm, "IMO 9161003"), is_of_a_ship(firm, "IMO 6183435")
    (True, False)
    """
    if entry.kind == Kind.VESSEL or not value.upper().startswith("IMO"):
        return False
    return is_valid_imo_ship(value) and not is_valid_imo_company(value)


def alias_kind(printed: str, *, weak: bool) -> NameKind | None:
    """Return the kind of an alias from its printed type, None for an unknown type.

    A former name that OFAC calls weak is weak: its letters are all that matters for a match.

    Examples
    --------
    >>> alias_kind("A.K.A.", weak=False), alias_kind("f.k.a", weak=True)
    (<NameKind.STRONG_ALIAS: 'strong_alias'>, <NameKind.WEAK_ALIAS: 'weak_alias'>)
    """
    kind = ALIAS_WORDS.get(letters(printed))
    return NameKind.WEAK_ALIAS if weak and kind is not None else kind


def list_named(name: str) -> str:
    """Return the id of the list that OFAC calls so, ``""`` for an unknown name.

    Examples
    --------
    >>> list_named("sdn list"), list_named("CAPTA List"), list_named("SDN Lits")
    ('us-sdn', 'us-cons', '')
    """
    return LISTS.get(name.lower()) or LISTS.get(folded(name), "")


def listing_date(lists: Mapping[str, str], list_id: str) -> str:
    """Return since when an entry is on the SDN or the consolidated list, ``""`` if unknown.

    The consolidated list joins several older lists and has a later date itself: the earliest
    date is when the entry was listed.

    Parameters
    ----------
    lists
        The names of the entry's lists, each with the ISO date of its listing or ``""``.
    list_id
        ``us-sdn`` or ``us-cons``.

    Examples
    --------
    >>> listing_date({"Consolidated List": "2014-10-10", "CAPTA List": "2006-04-12"}, "us-cons")
    '2006-04-12'
    """
    dates = [since for name, since in lists.items() if list_named(name) in (list_id, "")]
    return min(filter(None, dates), default="")


def is_on(lists: Mapping[str, str], list_id: str) -> bool:
    """Return whether an entry is on a list; one that no known list holds is on any.

    Examples
    --------
    >>> is_on({"SDN List": ""}, "us-cons"), is_on({"SDN Lits": ""}, "us-cons"), is_on({}, "us-sdn")
    (False, True, True)
    """
    known = {list_named(name) for name in lists} - {""}
    return not known or list_id in known


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


def add_address(entry: ListEntry, parts: Iterable[str], country: str) -> None:
    """Add an address to the remarks, and its country as `add_country` does.

    Parameters
    ----------
    entry
        The entry, added to in place.
    parts
        Street, town and the like; without any, the country is all that is known.
    country
        Its country.

    Examples
    --------
    >>> firm = ListEntry("1", Kind.ORGANIZATION, "HERON")
    >>> add_address(firm, ["1 Quay Street", "Valletta"], "Malta")
    >>> firm.facts
    {'countries': ['Malta'], 'remarks': ['Address: 1 Quay Street, Valletta, Malta']}
    """
    add_country(entry, country)
    printed = list(filter(None, parts))
    if printed:
        known = "" if country == UNKNOWN_COUNTRY else country
        entry.add_fact("remarks", f"Address: {', '.join(filter(None, (*printed, known)))}")
