"""OFAC's lists as Advanced XML (``SDN_ADVANCED.XML``, ``CONS_ADVANCED.XML``), up to 130 MB each.

The file is a small database. Every code is a number whose meaning stands in its own
``ReferenceValueSets``, and what is said of one subject stands in five places:

- ``DistinctParty``: its names and features (`lists.us.ofac_advanced_party`), under the number that
  it has in all of OFAC's editions (``FixedRef``);
- ``IDRegDocument``: its numbers (a ship's IMO number, its MMSI), bound to the party's identity;
- ``Location``: the country of an address, and of a feature that is a place;
- ``ProfileRelationship``: whom it belongs to, printed as ``Linked To`` in the other editions;
- ``SanctionsEntry``: which of OFAC's lists it stands on, since when, and under which programmes.

So it says more than the others: when each entry was listed, and names in other scripts. A party
may stand on both of OFAC's lists; the file is the list that most of its parties stand on.
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
from vscreen.lists.us.ofac import CONSOLIDATED, PAGE, SDN
from vscreen.lists.us.ofac_advanced_party import TRUE, UNKNOWN, Codes, Party, read_party
from vscreen.lists.us.ofac_facts import (
    SDN_LIST,
    UNKNOWN_COUNTRY,
    Fact,
    choose,
    fact,
    note_facts,
    numbered,
)
from vscreen.lists.us.ofac_remarks import note_remarks
from vscreen.schema import Relation

ROOT: Final = re.compile(rb"<(?:\w+:)?Sanctions[\s>]")
PROGRAM: Final = "Program"
VALID: Final = "Valid"
DATES: Final = ("Issue Date", "Expiration Date")
MEASURE: Final = "Sanctions"


@dataclass
class _File:
    """The file while it is read from its beginning to its end."""

    source: Source
    codes: Codes
    published: str = ""
    documents: defaultdict[str, list[Fact]] = field(default_factory=lambda: defaultdict(list))
    parties: dict[str, Party] = field(default_factory=dict)
    profiles: dict[str, Party] = field(default_factory=dict)
    astray: list[str] = field(default_factory=list)

    def party(self, profile: str) -> Party | None:
        """Return the party of a profile; remember one that the file does not hold."""
        if profile not in self.profiles:
            self.astray.append(profile)
        return self.profiles.get(profile)


def _read_one(source: Source) -> Contents:
    """Return what the file holds.

    Refused if the XML is not well-formed, has a DOCTYPE or no date, points at a code that it
    does not hold, or a party has no name, an unknown type, or comes twice. Empty if it holds no
    parties.
    """
    file = _File(source, Codes(source))
    for node in stream_xml(source, ROOT, tuple(TAKERS)):
        TAKERS[node.name](file, node)
    which = _name_list(file.parties.values())
    warnings: list[str] = []
    parties = _standing(file, which, warnings)
    for party in parties:
        _finish(file, party, which)
    return Contents(
        entries=[party.entry for party in parties],
        sources=[source],
        published=read_date(source, "DateOfIssue", file.published),
        warnings=warnings,
        # The consolidated list's own edition was at hand, with neither ships nor other scripts.
        verified=which != SDN,
        list_id=source.list_id or which,
    )


def _name_list(parties: Collection[Party]) -> str:
    found = sum(SDN_LIST in party.lists for party in parties)
    return SDN if found > len(parties) / 2 else CONSOLIDATED


def _standing(file: _File, which: str, warnings: list[str]) -> list[Party]:
    """Return the parties that stand on the list; one of which nobody says so stays, too."""
    parties = list(file.parties.values())
    gone = {one.entry.key for one in parties if one.lists and not choose(one.lists, which)[0]}
    counted = {
        f"parties are not on {which}; they were left out": len(gone),
        "parties have no sanctions entry; they were kept": sum(not one.lists for one in parties),
        "times it points at a profile that it does not hold": len(file.astray),
    }
    warnings.extend(
        f"{file.source.path}: {count} {said}" for said, count in counted.items() if count
    )
    return [one for one in parties if one.entry.key not in gone]


def _finish(file: _File, party: Party, which: str) -> None:
    party.entry.add_fact("listed_on", choose(party.lists, which)[1])
    documents = [one for identity in party.identities for one in file.documents[identity]]
    note_facts(party.entry, [*party.facts, *documents], ("", party.comment))
    party.entry.add_fact("source_url", PAGE + party.entry.key)
    note_remarks(party.entry, party.comment)


def _take_date(file: _File, node: Node) -> None:
    file.published = iso_date(node)


def _take_codes(file: _File, node: Node) -> None:
    file.codes.take(node)


def _take_place(file: _File, node: Node) -> None:
    countries = [file.codes.of(one, "Country") for one in node.nodes("LocationCountry")]
    areas = [file.codes.of(one, "AreaCode") for one in node.nodes("LocationAreaCode")]
    said = next(filter(None, (*countries, *areas)), "")
    file.codes.places[node.attribute("ID")] = "" if said == UNKNOWN_COUNTRY else said


def _take_document(file: _File, node: Node) -> None:
    issued, expires = (_document_date(file, node, kind) for kind in DATES)
    country = file.codes("Country", node.attribute("IssuedBy-CountryID"))
    validity = file.codes.of(node, "Validity")
    said = fact(
        file.codes.of(node, "IDRegDocType"),
        numbered(node.text("IDRegistrationNo"), country, issued, expires),
        "; ".join(filter(None, (node.text("Comment"), validity if validity != VALID else ""))),
    )
    file.documents[node.attribute("IdentityID")].append(said)


def _document_date(file: _File, node: Node, kind: str) -> str:
    for one in node.nodes("DocumentDate"):
        if file.codes.of(one, "IDRegDocDateType") == kind:
            whole = one.child("DatePeriod")
            return period(
                iso_date(whole.child("Start").child("From")),
                iso_date(whole.child("End").child("To")),
            )
    return ""


def _take_party(file: _File, node: Node) -> None:
    party = read_party(file.codes, node)
    if party.entry.key in file.parties:
        raise file.source.refuse(f"the party {party.entry.key} stands in it twice")
    file.parties[party.entry.key] = party
    for profile in party.profiles:
        file.profiles[profile] = party


def _take_relation(file: _File, node: Node) -> None:
    party = file.party(node.attribute("From-ProfileID"))
    other = file.party(node.attribute("To-ProfileID"))
    if party is None or other is None:
        return
    relation, former = file.codes.of(node, "RelationType"), node.attribute("Former") == TRUE
    party.facts.append(Fact(relation, other.entry.name, "former" if former else ""))
    if not former:
        party.entry.add_link(Relation.LINKED_TO, other.entry.name)


def _take_sanctions(file: _File, node: Node) -> None:
    party, name = file.party(node.attribute("ProfileID")), file.codes.of(node, "List")
    if party is None:
        return
    if not name:
        raise file.source.refuse(f"a sanctions entry of the party {party.entry.key} names no list")
    dates = [iso_date(event.child("Date")) for event in node.nodes("EntryEvent")]
    party.lists[name] = min(filter(None, (party.lists.get(name), *dates)), default="")
    for event in node.nodes("EntryEvent"):
        basis = file.codes.of(event, "LegalBasis")
        party.entry.add_fact("legal_basis", "" if basis == UNKNOWN else basis)
    for measure in node.nodes("SanctionsMeasure"):
        kind = file.codes.of(measure, "SanctionsType")
        if kind == PROGRAM:
            party.entry.add_fact("programs", measure.text("Comment"))
        elif Fact(MEASURE, kind) not in party.facts:
            party.facts.append(Fact(MEASURE, kind))


TAKERS: Final[dict[str, Callable[[_File, Node], None]]] = {
    "DateOfIssue": _take_date,
    "ReferenceValueSets": _take_codes,
    "Location": _take_place,
    "IDRegDocument": _take_document,
    "DistinctParty": _take_party,
    "ProfileRelationship": _take_relation,
    "SanctionsEntry": _take_sanctions,
}

READER: Final = Reader(
    id="ofac",
    version="1",
    publisher="OFAC",
    recognises=by_root(ROOT),
    read_all=each_file(_read_one),
)
