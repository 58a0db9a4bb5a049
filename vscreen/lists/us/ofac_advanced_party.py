"""A party of OFAC's Advanced XML: its kind, its names in every script, its features.

A name has parts whose types (``Last Name``, ``Vessel Name``) are in ``NamePartGroups``, beside the
names. A feature is a text, a code, a location or a period. Companies' names are printed as they are
written (``Bank of Moscow``) and become capitals as in OFAC's other editions, so that an entry has
the same names from any edition.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from vscreen.files.dates import iso_date, period
from vscreen.files.source import Source
from vscreen.files.xml import Node
from vscreen.lists.reading import ListEntry
from vscreen.lists.us.ofac_facts import (
    KINDS,
    LATIN,
    TRUE,
    Fact,
    add_country,
    alias_kind,
    fact,
    new_entry,
)
from vscreen.schema import Kind, NameKind

PARTY_KINDS: Final = {**KINDS, "Other Entity": Kind.ORGANIZATION}
UNKNOWN: Final = "Unknown"
PRIMARY: Final = "Name"
CASED: Final = (LATIN, "Cyrillic")
ADDRESS: Final = "Location"
# The parts after the comma of `SURNAME, Given`, in this order; all other parts are before it.
GIVEN: Final = (
    "First Name", "Middle Name", "Maiden Name", "Patronymic", "Matronymic", "Nickname",
)  # fmt: skip
FAMILY: Final = "Last Name"


@dataclass
class Codes:
    """The texts of the file's code numbers, by kind and number; the country of each location.

    Examples
    --------
    >>> from pathlib import Path
    >>> codes = Codes(Source(Path("x"), b""), {("Script", "215"): "Latin"})
    >>> codes.decode("Script", "215"), codes.decode("Script", "")
    ('Latin', '')
    """

    source: Source
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    countries: dict[str, str] = field(default_factory=dict)

    def add(self, sets: Node) -> None:
        """Add the codes of the file's ``ReferenceValueSets``."""
        codes = [code for value_set in sets.children() for code in value_set.children()]
        for code in codes:
            # The value of an area is an abbreviation; its name is the description.
            text = code.attribute("Description") or code.value
            self.texts[code.name, code.attribute("ID")] = text
        for code in codes:
            if code.name == "PartySubType" and code.value == UNKNOWN:
                kind = self.decode("PartyType", code.attribute("PartyTypeID"))
                self.texts[code.name, code.attribute("ID")] = kind

    def decode(self, kind: str, number: str) -> str:
        """Return the text of a number, ``""`` for no number.

        Raises
        ------
        ListFormatError
            If the file has no code with this number.
        """
        if number and (kind, number) not in self.texts:
            raise self.source.refuse(f"it points at the {kind} {number}, which it does not hold")
        return self.texts[kind, number] if number else ""

    def attribute(self, node: Node, kind: str) -> str:
        """Return the text of an element's attribute ``<kind>ID``, as `decode` does."""
        return self.decode(kind, node.attribute(f"{kind}ID"))


@dataclass
class AdvancedParty:
    """A party while the file is read: its entry, and what is added to the entry at the end.

    ``facts`` and ``comment`` make its remarks; ``identities`` and ``profiles`` are the numbers by
    which the rest of the file refers to it; ``lists`` has the date of its listing by list.
    """

    entry: ListEntry
    facts: list[Fact]
    comment: str
    identities: list[str]
    profiles: list[str]
    lists: dict[str, str] = field(default_factory=dict)


def read_party(codes: Codes, node: Node) -> AdvancedParty:
    """Return the party of a ``DistinctParty``.

    Raises
    ------
    ListFormatError
        If it has no number, no primary name, or an unknown type.
    """
    key, profiles = node.attribute("FixedRef"), list(node.nodes("Profile"))
    identities = [identity for profile in profiles for identity in profile.nodes("Identity")]
    names = [name for identity in identities for name in _names(codes, identity)]
    kind = next((codes.attribute(profile, "PartySubType") for profile in profiles), "")
    first = next((name for name, alias in names if alias == NameKind.PRIMARY), "")
    entry = new_entry(codes.source, "party", key, first, kind, PARTY_KINDS)
    for name, alias in names:
        entry.add_name(name, NameKind.STRONG_ALIAS if alias == NameKind.PRIMARY else alias)
    party = AdvancedParty(
        entry,
        [],
        node.text("Comment"),
        [identity.attribute("ID") for identity in identities],
        [profile.attribute("ID") for profile in profiles],
    )
    for profile in profiles:
        for feature in profile.nodes("Feature"):
            _add_feature(codes, party, feature)
    return party


def _names(codes: Codes, identity: Node) -> Iterator[tuple[str, NameKind]]:
    groups = {
        group.attribute("ID"): codes.attribute(group, "NamePartType")
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
    printed = codes.attribute(alias, "AliasType")
    if printed == PRIMARY:
        first = identity.attribute("Primary") == alias.attribute("Primary") == TRUE
        return NameKind.PRIMARY if first else NameKind.STRONG_ALIAS
    kind = alias_kind(printed, weak=alias.attribute("LowQuality") == TRUE)
    if kind is None:
        raise codes.source.refuse(
            f"an alias of the party {alias.attribute('FixedRef')} has the unknown type {printed!r}"
        )
    return kind


def _name(codes: Codes, groups: dict[str, str], spelling: Node) -> tuple[str, str]:
    parts: dict[str, list[str]] = {FAMILY: []}
    script = ""
    for part in spelling.nodes("DocumentedNamePart"):
        value = part.child("NamePartValue")
        script = script or codes.attribute(value, "Script")
        kind = groups.get(value.attribute("NamePartGroupID"), "")
        parts.setdefault(kind if kind in GIVEN else FAMILY, []).append(value.value)
    given = " ".join(text for kind in GIVEN for text in parts.get(kind, ()))
    family = " ".join(parts[FAMILY]) or given
    if script in CASED:
        family = family.upper()
    return (f"{family}, {given}" if given and parts[FAMILY] else family), script


def _add_feature(codes: Codes, party: AdvancedParty, feature: Node) -> None:
    label = codes.attribute(feature, "FeatureType")
    for version in feature.nodes("FeatureVersion"):
        locations = version.nodes("VersionLocation")
        countries = [codes.countries.get(node.attribute("LocationID"), "") for node in locations]
        if label == ADDRESS:
            for country in countries:
                add_country(party.entry, country)
            continue
        texts = [*_details(codes, version), *_periods(version), *countries]
        value = " ".join(filter(None, texts))
        if value:
            party.facts.append(fact(label, value, version.text("Comment")))


def _details(codes: Codes, version: Node) -> Iterator[str]:
    for detail in version.nodes("VersionDetail"):
        yield detail.value or codes.attribute(detail, "DetailReference")


def _periods(version: Node) -> Iterator[str]:
    for dates in version.nodes("DatePeriod"):
        start, end = dates.child("Start"), dates.child("End")
        yield period(
            iso_date(start.child("From")),
            iso_date(end.child("To")),
            about=TRUE in (start.attribute("Approximate"), end.attribute("Approximate")),
        )
