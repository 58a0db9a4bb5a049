"""OFAC's lists as Advanced XML (``SDN_ADVANCED.XML``, ``CONS_ADVANCED.XML``), up to 130 MB each.

The file is a small database. Every code is a number with its text in ``ReferenceValueSets``, and
five kinds of elements describe a subject:

- ``DistinctParty``: its names and features (`lists.us.ofac_advanced_party`), under its number in
  all of OFAC's editions (``FixedRef``);
- ``IDRegDocument``: its numbers (a ship's IMO number, its MMSI), bound to the party's identity;
- ``Location``: the country of an address, and of a feature that is a location;
- ``ProfileRelationship``: whom it belongs to, printed as ``Linked To`` in the other editions;
- ``SanctionsEntry``: which of OFAC's lists it is on, since when, and under which programmes.

It has more than the other editions: when each entry was listed, and names in other scripts. A party
may be on both of OFAC's lists; the file is the list that most of its parties are on.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Final

from vscreen.files.dates import iso_date, period
from vscreen.files.source import Source
from vscreen.files.xml import Node, stream_xml
from vscreen.lists.reader import Contents, Reader, by_root, each_file
from vscreen.lists.reading import read_date
from vscreen.lists.us.ofac import CONSOLIDATED, SDN
from vscreen.lists.us.ofac_advanced_party import UNKNOWN, AdvancedParty, Codes, read_party
from vscreen.lists.us.ofac_facts import (
    MEASURE,
    SDN_LIST,
    TRUE,
    UNKNOWN_COUNTRY,
    Fact,
    complete_entry,
    document_text,
    fact,
    find_listing,
)
from vscreen.schema import Relation

ROOT: Final = re.compile(rb"<(?:\w+:)?Sanctions[\s>]")
PROGRAM: Final = "Program"
VALID: Final = "Valid"
DATES: Final = ("Issue Date", "Expiration Date")


@dataclass
class _File:
    """The file while it is read from its beginning to its end."""

    source: Source
    codes: Codes
    published: str = ""
    documents: defaultdict[str, list[Fact]] = field(default_factory=lambda: defaultdict(list))
    parties: dict[str, AdvancedParty] = field(default_factory=dict)
    profiles: dict[str, AdvancedParty] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)

    def party(self, profile: str) -> AdvancedParty | None:
        """Return the party of a profile; None, and count it, if the file has no such profile."""
        if profile not in self.profiles:
            self.missing.append(profile)
        return self.profiles.get(profile)


def _read_file(source: Source) -> Contents:
    """Return the entries of the file.

    Refused if the XML is not well-formed, has a DOCTYPE or no date, points at a code that it
    does not hold, or a party has no name, an unknown type, or comes twice. Empty if it holds no
    parties.
    """
    file = _File(source, Codes(source))
    for node in stream_xml(source, ROOT, tuple(HANDLERS)):
        HANDLERS[node.name](file, node)
    list_id = _name_list(file.parties.values())
    warnings: list[str] = []
    parties = _listed(file, list_id, warnings)
    for party in parties:
        _finish(file, party, list_id)
    return Contents(
        entries=[party.entry for party in parties],
        sources=[source],
        published=read_date(source, "DateOfIssue", file.published),
        warnings=warnings,
        # The consolidated list's own edition was at hand, with neither ships nor other scripts.
        list_id=list_id,
    )


def _name_list(parties: Collection[AdvancedParty]) -> str:
    count = sum(SDN_LIST in party.lists for party in parties)
    return SDN if count > len(parties) / 2 else CONSOLIDATED


def _listed(file: _File, list_id: str, warnings: list[str]) -> list[AdvancedParty]:
    """Return the parties on the list, and those without a sanctions entry."""
    parties = file.parties.values()
    listed = [
        party for party in parties if not party.lists or find_listing(party.lists, list_id)[0]
    ]
    unlisted = sum(not party.lists for party in parties)
    counts = {
        f"parties are not on {list_id}; they were left out": len(parties) - len(listed),
        "parties have no sanctions entry; they were kept": unlisted,
        "times it points at a profile that it does not hold": len(file.missing),
    }
    warnings.extend(
        f"{file.source.path}: {count} {problem}" for problem, count in counts.items() if count
    )
    return listed


def _finish(file: _File, party: AdvancedParty, list_id: str) -> None:
    party.entry.add_fact("listed_on", find_listing(party.lists, list_id)[1])
    documents = [number for identity in party.identities for number in file.documents[identity]]
    complete_entry(party.entry, [*party.facts, *documents], ("", party.comment))


def _set_date(file: _File, node: Node) -> None:
    file.published = iso_date(node)


def _add_codes(file: _File, node: Node) -> None:
    file.codes.add(node)


def _add_location(file: _File, node: Node) -> None:
    countries = [file.codes.attribute(child, "Country") for child in node.nodes("LocationCountry")]
    areas = [file.codes.attribute(child, "AreaCode") for child in node.nodes("LocationAreaCode")]
    text = next(filter(None, (*countries, *areas)), "")
    file.codes.countries[node.attribute("ID")] = "" if text == UNKNOWN_COUNTRY else text


def _add_document(file: _File, node: Node) -> None:
    issued, expires = (_document_date(file, node, kind) for kind in DATES)
    country = file.codes.decode("Country", node.attribute("IssuedBy-CountryID"))
    validity = file.codes.attribute(node, "Validity")
    document = fact(
        file.codes.attribute(node, "IDRegDocType"),
        document_text(node.text("IDRegistrationNo"), country, issued, expires),
        "; ".join(filter(None, (node.text("Comment"), validity if validity != VALID else ""))),
    )
    file.documents[node.attribute("IdentityID")].append(document)


def _document_date(file: _File, node: Node, kind: str) -> str:
    for date in node.nodes("DocumentDate"):
        if file.codes.attribute(date, "IDRegDocDateType") == kind:
            dates = date.child("DatePeriod")
            return period(
                iso_date(dates.child("Start").child("From")),
                iso_date(dates.child("End").child("To")),
            )
    return ""


def _add_party(file: _File, node: Node) -> None:
    party = read_party(file.codes, node)
    if party.entry.key in file.parties:
        raise file.source.refuse(f"the party {party.entry.key} stands in it twice")
    file.parties[party.entry.key] = party
    for profile in party.profiles:
        file.profiles[profile] = party


def _add_relation(file: _File, node: Node) -> None:
    party = file.party(node.attribute("From-ProfileID"))
    other = file.party(node.attribute("To-ProfileID"))
    if party is None or other is None:
        return
    relation, former = file.codes.attribute(node, "RelationType"), node.attribute("Former") == TRUE
    party.facts.append(Fact(relation, other.entry.name, "former" if former else ""))
    if not former:
        party.entry.add_link(Relation.LINKED_TO, other.entry.name)


def _add_sanctions(file: _File, node: Node) -> None:
    party, name = file.party(node.attribute("ProfileID")), file.codes.attribute(node, "List")
    if party is None:
        return
    if not name:
        raise file.source.refuse(f"a sanctions entry of the party {party.entry.key} names no list")
    dates = [iso_date(event.child("Date")) for event in node.nodes("EntryEvent")]
    party.lists[name] = min(filter(None, (party.lists.get(name), *dates)), default="")
    for event in node.nodes("EntryEvent"):
        basis = file.codes.attribute(event, "LegalBasis")
        party.entry.add_fact("legal_basis", "" if basis == UNKNOWN else basis)
    for measure in node.nodes("SanctionsMeasure"):
        kind = file.codes.attribute(measure, "SanctionsType")
        if kind == PROGRAM:
            party.entry.add_fact("programs", measure.text("Comment"))
        elif Fact(MEASURE, kind) not in party.facts:
            party.facts.append(Fact(MEASURE, kind))


HANDLERS: Final[dict[str, Callable[[_File, Node], None]]] = {
    "DateOfIssue": _set_date,
    "ReferenceValueSets": _add_codes,
    "Location": _add_location,
    "IDRegDocument": _add_document,
    "DistinctParty": _add_party,
    "ProfileRelationship": _add_relation,
    "SanctionsEntry": _add_sanctions,
}

READER: Final = Reader(
    id="ofac",
    version="1",
    publisher="OFAC",
    recognises=by_root(ROOT),
    read_all=each_file(_read_file),
)
