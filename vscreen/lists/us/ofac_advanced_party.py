"""One party of OFAC's Advanced XML: its kind, its names in every script, its features.

A name is made of parts whose types (``Last Name``, ``Vessel Name``) stand beside the names, in
``NamePartGroups``. A feature is a text, a code, a place or a period. Companies' names are printed
as they are written (``Bank of Moscow``); here they get the capitals that OFAC's other editions
give them, so that an entry has the same names whichever it was read from.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from vscreen.files.dates import iso_date, period
from vscreen.files.source import Source
from vscreen.files.xml import Node
from vscreen.lists.reading import Entry
from vscreen.lists.us.ofac_facts import KINDS, Fact, add_country, alias_kind, fact
from vscreen.schema import Kind, NameKind

PARTY_KINDS: Final = {**KINDS, "Other Entity": Kind.ORGANIZATION}
UNKNOWN: Final = "Unknown"
PRIMARY: Final = "Name"
LATIN: Final = "Latin"
CASED: Final = (LATIN, "Cyrillic")
ADDRESS: Final = "Location"
# The order of `SURNAME, Given`, and what of it stands in capitals.
FAMILY: Final = ("Last Name", "Entity Name", "Vessel Name", "Aircraft Name")
GIVEN: Final = (
    "First Name", "Middle Name", "Maiden Name", "Patronymic", "Matronymic", "Nickname",
)  # fmt: skip
TRUE: Final = "true"


@dataclass
class Codes:
    """What the file's numbers mean, by the name of the element and the number."""

    source: Source
    meanings: dict[tuple[str, str], str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)

    def take(self, sets: Node) -> None:
        """Remember the file's reference values."""
        found = [one for one_set in sets.children() for one in one_set.children()]
        for one in found:
            # An area's value is its code; its name stands beside it.
            said = one.attribute("Description") or one.value
            self.meanings[one.name, one.attribute("ID")] = said
        for one in found:
            if one.name == "PartySubType" and one.value == UNKNOWN:
                kind = self("PartyType", one.attribute("PartyTypeID"))
                self.meanings[one.name, one.attribute("ID")] = kind

    def __call__(self, kind: str, number: str) -> str:
        """Return what a number means, ``""`` where none is given."""
        if number and (kind, number) not in self.meanings:
            raise self.source.refuse(f"it points at the {kind} {number}, which it does not hold")
        return self.meanings[kind, number] if number else ""

    def of(self, node: Node, kind: str) -> str:
        """Return what an element's attribute ``<kind>ID`` means."""
        return self(kind, node.attribute(f"{kind}ID"))


@dataclass
class Party:
    """One party while it is gathered: an entry, and what is yet to be told of it."""

    entry: Entry
    facts: list[Fact]
    comment: str
    identities: list[str]
    profiles: list[str]
    lists: dict[str, str] = field(default_factory=dict)


def read_party(codes: Codes, node: Node) -> Party:
    """Return the party of a ``DistinctParty``.

    Raises
    ------
    ListFormatError
        If it has no number, no primary name, or a type that is unknown.
    """
    key, profiles = node.attribute("FixedRef"), list(node.nodes("Profile"))
    identities = [one for profile in profiles for one in profile.nodes("Identity")]
    names = [name for identity in identities for name in _names(codes, identity)]
    kind = next((codes.of(one, "PartySubType") for one in profiles), "")
    first = next((name for name, one in names if one == NameKind.PRIMARY), "")
    if not key or not first or kind not in PARTY_KINDS:
        raise codes.source.refuse(
            f"the party {key!r} has the name {first!r} and the type {kind!r}; "
            f"known types are {', '.join(PARTY_KINDS)}"
        )
    entry = Entry(key, PARTY_KINDS[kind], first)
    for name, alias in names:
        entry.add_name(name, NameKind.STRONG_ALIAS if alias == NameKind.PRIMARY else alias)
    party = Party(
        entry,
        [],
        node.text("Comment"),
        [one.attribute("ID") for one in identities],
        [one.attribute("ID") for one in profiles],
    )
    for profile in profiles:
        for feature in profile.nodes("Feature"):
            _add_feature(codes, party, feature)
    return party


def _names(codes: Codes, identity: Node) -> Iterator[tuple[str, NameKind]]:
    groups = {
        group.attribute("ID"): codes.of(group, "NamePartType")
        for master in identity.each("NamePartGroups", "MasterNamePartGroup")
        for group in master.nodes("NamePartGroup")
    }
    for alias in identity.nodes("Alias"):
        kind = _alias_kind(codes, identity, alias)
        for spelling in alias.nodes("DocumentedName"):
            name, script = _name(codes, groups, spelling)
            native = script not in (LATIN, "") and kind != NameKind.WEAK_ALIAS
            yield name, NameKind.NATIVE if native and kind != NameKind.FORMER else kind


def _alias_kind(codes: Codes, identity: Node, alias: Node) -> NameKind:
    said = codes.of(alias, "AliasType")
    if said == PRIMARY:
        first = identity.attribute("Primary") == alias.attribute("Primary") == TRUE
        return NameKind.PRIMARY if first else NameKind.STRONG_ALIAS
    kind = alias_kind(said, weak=alias.attribute("LowQuality") == TRUE)
    if kind is None:
        raise codes.source.refuse(
            f"an alias of the party {alias.attribute('FixedRef')} has the unknown type {said!r}"
        )
    return kind


def _name(codes: Codes, groups: dict[str, str], spelling: Node) -> tuple[str, str]:
    parts: dict[str, list[str]] = {}
    script = ""
    for part in spelling.nodes("DocumentedNamePart"):
        value = part.child("NamePartValue")
        script = script or codes.of(value, "Script")
        kind = groups.get(value.attribute("NamePartGroupID"), "")
        parts.setdefault(kind if kind in GIVEN else FAMILY[0], []).append(value.value)
    given = " ".join(text for kind in GIVEN for text in parts.get(kind, ()))
    family = " ".join(parts.get(FAMILY[0], ())) or given
    if script in CASED:
        family = family.upper()
    return (f"{family}, {given}" if given and FAMILY[0] in parts else family), script


def _add_feature(codes: Codes, party: Party, feature: Node) -> None:
    label = codes.of(feature, "FeatureType")
    for version in feature.nodes("FeatureVersion"):
        places = [
            codes.places.get(one.attribute("LocationID"), "")
            for one in version.nodes("VersionLocation")
        ]
        if label.strip() == ADDRESS:
            for place in places:
                add_country(party.entry, place)
            continue
        said = [*_details(codes, version), *_periods(version), *places]
        value = " ".join(filter(None, said))
        if value:
            party.facts.append(fact(label, value, version.text("Comment")))


def _details(codes: Codes, version: Node) -> Iterator[str]:
    for detail in version.nodes("VersionDetail"):
        yield detail.value or codes.of(detail, "DetailReference")


def _periods(version: Node) -> Iterator[str]:
    for one in version.nodes("DatePeriod"):
        begun, ended = one.child("Start"), one.child("End")
        yield period(
            iso_date(begun.child("From")),
            iso_date(ended.child("To")),
            about=TRUE in (begun.attribute("Approximate"), ended.attribute("Approximate")),
        )
