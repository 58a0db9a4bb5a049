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
may be on both of OFAC's lists; the file is the list that most of its parties are on. Parties cut
out of such a file, without its codes, are recognised, and refused.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

from vscreen.files.dates import iso_date, period
from vscreen.files.source import Source
from vscreen.files.xml import Node, stream_xml
from vscreen.lists.counting import count_elements
from vscreen.lists.reader import Contents, Reader, by_root, each_file
from vscreen.lists.us.ofac_advanced_party import (
    MOST_UNEXPLAINED,
    MOST_UNEXPLAINED_SHARE,
    UNKNOWN,
    AdvancedParty,
    Codes,
    read_party,
)
from vscreen.lists.us.ofac_columns import CONSOLIDATED, SDN
from vscreen.lists.us.ofac_facts import (
    MEASURE,
    UNKNOWN_COUNTRY,
    Fact,
    complete_entry,
    document_text,
    is_on,
    is_true,
    list_named,
    listing_date,
    number_fact,
)
from vscreen.lists.us.ofac_slips import OfacSlips, Subject
from vscreen.schema import Relation

ROOT: Final = re.compile(rb"<(?:\w+:)?Sanctions[\s>]")
# A part of the file as its outermost element.
PART: Final = re.compile(
    rb"\A(?:\xef\xbb\xbf)?(?:\s|<\?.*?\?>|<!--.*?-->)*<(?:\w+:)?Distinct(?:Party|Parties)[\s>]",
    re.DOTALL,
)
PROGRAM: Final = "Program"
VALID: Final = "Valid"
DATES: Final = ("Issue Date", "Expiration Date")


@dataclass
class _File:
    """The file while it is read from its beginning to its end."""

    slips: OfacSlips
    codes: Codes = field(default_factory=Codes)
    published: str = ""
    documents: defaultdict[str, list[Fact]] = field(default_factory=lambda: defaultdict(list))
    parties: list[AdvancedParty] = field(default_factory=list)
    profiles: dict[str, AdvancedParty] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)

    def party(self, profile: str) -> AdvancedParty | None:
        """Return the party of a profile; None, and count it, if the file has no such profile."""
        if profile not in self.profiles:
            self.missing.append(profile)
        return self.profiles.get(profile)


def _read_file(source: Source) -> Contents:
    """Return the entries of the file.

    Refused if the XML is not well-formed or has a DOCTYPE, is a part of OFAC's file, points more
    than a few times at a code that it does not hold, or more than a few parties have no name.
    Empty if it holds no parties.
    """
    if PART.match(source.head):
        raise source.refuse(
            "these are parties cut out of OFAC's Advanced XML, without its codes and lists",
            "download SDN_ADVANCED.XML, which is whole",
        )
    file = _File(OfacSlips(source, "parties"))
    for node in stream_xml(source, ROOT, tuple(HANDLERS)):
        HANDLERS[node.name](file, node)
    _check_codes(file)
    for party in file.parties:
        _complete(file, party)
    if file.documents:
        numbers = sum(map(len, file.documents.values()))
        file.slips.warn(f"{numbers:,} of its documents belong to no party that it names")
    parties = file.slips.finish(party.entry for party in file.parties)
    list_id = _name_list(parties)
    entries = [party for party in parties if is_on(party.lists, list_id)]
    for entry in entries:
        entry.add_fact("listed_on", listing_date(entry.lists, list_id))
    elsewhere = sum(party.records for party in parties) - sum(entry.records for entry in entries)
    if elsewhere:
        file.slips.warn(f"{elsewhere:,} parties are not on {list_id}; they were left out")
    return Contents(
        entries=entries,
        sources=[source],
        published=file.slips.day("DateOfIssue", file.published),
        warnings=file.slips.warnings(),
        list_id=list_id,
        accounts=[file.slips.account(entries, elsewhere=elsewhere)],
    )


def _name_list(parties: Iterable[Subject]) -> str:
    known = [{list_named(name) for name in party.lists} - {""} for party in parties]
    listed = [lists for lists in known if lists]
    return SDN if sum(SDN in lists for lists in listed) > len(listed) / 2 else CONSOLIDATED


def _check_codes(file: _File) -> None:
    """Refuse a file without its tables of codes, and warn of single numbers that it lacks."""
    most = max(MOST_UNEXPLAINED, MOST_UNEXPLAINED_SHARE * len(file.parties))
    for (kind, number), count in file.codes.unexplained.items():
        lost = f"it points at the {kind} {number}, which it does not hold"
        if count > most or not file.codes.texts:
            raise file.slips.source.refuse(f"{lost}, {count:,} times")
        file.slips.warn(f"{lost} ({count:,} times)")
    if file.missing:
        file.slips.warn(f"it points {len(file.missing):,} times at a profile that it does not hold")


def _complete(file: _File, party: AdvancedParty) -> None:
    identities = (file.documents.pop(identity, []) for identity in party.identities)
    documents = [number for numbers in identities for number in numbers]
    facts = [*party.facts, *documents]
    complete_entry(party.entry, facts, ("", party.comment), party.addresses)
    if not any(map(list_named, party.entry.lists)):
        file.slips.note(party.entry.key, "on no list that is known, kept")


def _set_date(file: _File, node: Node) -> None:
    file.published = iso_date(node)


def _add_codes(file: _File, node: Node) -> None:
    file.codes.add(node)


def _add_location(file: _File, node: Node) -> None:
    countries = [file.codes.attribute(child, "Country") for child in node.nodes("LocationCountry")]
    areas = [file.codes.attribute(child, "AreaCode") for child in node.nodes("LocationAreaCode")]
    text = next(filter(None, (*countries, *areas)), "")
    parts = [part.child("LocationPartValue").text("Value") for part in node.nodes("LocationPart")]
    country = "" if text == UNKNOWN_COUNTRY else text
    file.codes.locations[node.attribute("ID")] = (parts, country)


def _add_document(file: _File, node: Node) -> None:
    issued, expires = (_document_date(file, node, kind) for kind in DATES)
    country = file.codes.decode("Country", node.attribute("IssuedBy-CountryID"))
    validity = file.codes.attribute(node, "Validity")
    document = number_fact(
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
    party = read_party(file.codes, file.slips, node)
    if party is not None:
        file.parties.append(party)
        file.profiles |= dict.fromkeys(party.profiles, party)


def _add_relation(file: _File, node: Node) -> None:
    party = file.party(node.attribute("From-ProfileID"))
    other = file.party(node.attribute("To-ProfileID"))
    if party is None or other is None:
        return
    relation, former = file.codes.attribute(node, "RelationType"), is_true(node.attribute("Former"))
    party.facts.append(Fact(relation, other.entry.name, "former" if former else ""))
    if not former:
        party.entry.add_link(Relation.LINKED_TO, other.entry.name, key=other.entry.key)


def _add_sanctions(file: _File, node: Node) -> None:
    party, name = file.party(node.attribute("ProfileID")), file.codes.attribute(node, "List")
    if party is None:
        return
    dates = [iso_date(event.child("Date")) for event in node.nodes("EntryEvent")]
    lists = party.entry.lists
    lists[name] = min(filter(None, (lists.get(name), *dates)), default="")
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

IS_LIST: Final = by_root(ROOT)

READER: Final = Reader(
    id="ofac",
    version="2",
    publisher="OFAC",
    recognises=lambda source: IS_LIST(source) or PART.match(source.head) is not None,
    read_all=each_file(_read_file),
    records="parties",
    count=count_elements("DistinctParty"),
)
