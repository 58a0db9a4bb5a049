"""A party of OFAC's Advanced XML: its kind, its names in every script, its features.

A name has parts whose types (``Last Name``, ``Vessel Name``) are in ``NamePartGroups``, beside the
names. A feature is a text, a code, a location or a period. Companies' names are printed as they are
written (``Bank of Moscow``) and become capitals as in OFAC's other editions, so that an entry has
the same names from any edition.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from vscreen.files.dates import iso_date, period
from vscreen.files.xml import Node
from vscreen.lists.us.ofac_facts import (
    LATIN,
    Address,
    Fact,
    alias_kind,
    fact,
    folded,
    is_true,
)
from vscreen.lists.us.ofac_slips import OfacSlips, Subject
from vscreen.schema import NameKind

UNKNOWN: Final = "Unknown"
PRIMARY: Final = "name"
CASED: Final = (LATIN, "cyrillic")
# A number that the file does not explain is a slip; many of them are a lost table.
MOST_UNEXPLAINED: Final = 10
MOST_UNEXPLAINED_SHARE: Final = 0.01
ADDRESS: Final = "Location"
# The parts after the comma of `SURNAME, Given`, in this order; all other parts are before it.
GIVEN: Final = (
    "First Name", "Middle Name", "Maiden Name", "Patronymic", "Matronymic", "Nickname",
)  # fmt: skip
FAMILY: Final = "Last Name"


@dataclass
class Codes:
    """The texts of the file's code numbers, by kind and number; the parts of each location.

    Examples
    --------
    >>> codes = Codes({("Script", "215"): "Latin"})
    >>> codes.decode("Script", "215"), codes.decode("Script", ""), codes.decode("Script", "216")
    ('Latin', '', '')
    >>> codes.unexplained
    Counter({('Script', '216'): 1})
    """

    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    locations: dict[str, tuple[list[str], str]] = field(default_factory=dict)
    unexplained: Counter[tuple[str, str]] = field(default_factory=Counter)

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
        """Return the text of a number, ``""`` for no number or one that the file does not hold."""
        if number and (kind, number) not in self.texts:
            self.unexplained[kind, number] += 1
        return self.texts.get((kind, number), "")

    def attribute(self, node: Node, kind: str) -> str:
        """Return the text of an element's attribute ``<kind>ID``, as `decode` does."""
        return self.decode(kind, node.attribute(f"{kind}ID"))


@dataclass
class AdvancedParty:
    """A party while the file is read: its entry, and what is added to the entry at the end.

    ``facts``, ``comment`` and ``addresses`` make its remarks; ``identities`` and ``profiles`` are
    the numbers by which the rest of the file refers to it.
    """

    entry: Subject
    facts: list[Fact]
    comment: str
    addresses: list[Address]
    identities: list[str]
    profiles: list[str]


def read_party(codes: Codes, slips: OfacSlips, node: Node) -> AdvancedParty | None:
    """Return the party of a ``DistinctParty``, None if it names nobody."""
    key, profiles = node.attribute("FixedRef"), list(node.nodes("Profile"))
    identities = [identity for profile in profiles for identity in profile.nodes("Identity")]
    names = [name for identity in identities for name in _names(codes, slips, key, identity)]
    kinds = (codes.attribute(profile, "PartySubType") for profile in profiles)
    features = [feature for profile in profiles for feature in profile.nodes("Feature")]
    facts = [fact for feature in features for fact in _facts(codes, feature)]
    entry = slips.subject(key, names, next(kinds, ""), facts)
    if entry is None:
        return None
    return AdvancedParty(
        entry,
        facts,
        node.text("Comment"),
        [address for feature in features for address in _addresses(codes, feature)],
        [identity.attribute("ID") for identity in identities],
        [profile.attribute("ID") for profile in profiles],
    )


def _names(
    codes: Codes, slips: OfacSlips, key: str, identity: Node
) -> Iterator[tuple[str, NameKind]]:
    groups = {
        group.attribute("ID"): codes.attribute(group, "NamePartType")
        for master in identity.each("NamePartGroups", "MasterNamePartGroup")
        for group in master.nodes("NamePartGroup")
    }
    for alias in identity.nodes("Alias"):
        kind = _alias_kind(codes, slips, key, (identity, alias))
        for spelling in alias.nodes("DocumentedName"):
            name, script = _name(codes, groups, spelling)
            strong = kind in (NameKind.PRIMARY, NameKind.STRONG_ALIAS)
            yield name, NameKind.NATIVE if strong and script not in (LATIN, "") else kind


def _alias_kind(codes: Codes, slips: OfacSlips, key: str, nodes: tuple[Node, Node]) -> NameKind:
    printed, weak = (
        codes.attribute(nodes[1], "AliasType"),
        is_true(nodes[1].attribute("LowQuality")),
    )
    if folded(printed) == PRIMARY:
        first = all(is_true(node.attribute("Primary")) for node in nodes)
        return NameKind.PRIMARY if first else NameKind.STRONG_ALIAS
    return slips.alias(key, printed, alias_kind(printed, weak=weak), weak=weak)


def _name(codes: Codes, groups: dict[str, str], spelling: Node) -> tuple[str, str]:
    parts: dict[str, list[str]] = {FAMILY: []}
    script = ""
    for part in spelling.nodes("DocumentedNamePart"):
        value = part.child("NamePartValue")
        script = script or folded(codes.attribute(value, "Script"))
        kind = groups.get(value.attribute("NamePartGroupID"), "")
        parts.setdefault(kind if kind in GIVEN else FAMILY, []).append(value.value)
    given = " ".join(text for kind in GIVEN for text in parts.get(kind, ()))
    family = " ".join(parts[FAMILY]) or given
    if script in CASED:
        family = family.upper()
    return (f"{family}, {given}" if given and parts[FAMILY] else family), script


def _facts(codes: Codes, feature: Node) -> Iterator[Fact]:
    label = codes.attribute(feature, "FeatureType")
    for version in feature.nodes("FeatureVersion") if label != ADDRESS else ():
        texts = [*_details(codes, version), *_periods(version)]
        texts += [country for _, country in _places(codes, version)]
        value = " ".join(filter(None, texts))
        if value:
            yield fact(label, value, version.text("Comment"))


def _addresses(codes: Codes, feature: Node) -> Iterator[Address]:
    if codes.attribute(feature, "FeatureType") == ADDRESS:
        for version in feature.nodes("FeatureVersion"):
            yield from _places(codes, version)


def _places(codes: Codes, version: Node) -> Iterator[tuple[list[str], str]]:
    for place in version.nodes("VersionLocation"):
        yield codes.locations.get(place.attribute("LocationID"), ([], ""))


def _details(codes: Codes, version: Node) -> Iterator[str]:
    for detail in version.nodes("VersionDetail"):
        yield detail.value or codes.attribute(detail, "DetailReference")


def _periods(version: Node) -> Iterator[str]:
    for dates in version.nodes("DatePeriod"):
        start, end = dates.child("Start"), dates.child("End")
        yield period(
            iso_date(start.child("From")),
            iso_date(end.child("To")),
            about=any(is_true(day.attribute("Approximate")) for day in (start, end)),
        )
