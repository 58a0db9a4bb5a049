"""OFAC's SDN list as XML (``SDN.XML``), and its consolidated list, which has the same shape.

Each ``sdnEntry`` is a subject. Unlike the CSV edition it gives its date of publication, its number
of entries, and which aliases are weak; ``idList`` has the numbers under the same labels as the
remarks of the CSV. The namespace changed in May 2024, so only local names are compared. A list with
a DOCTYPE is refused: OFAC's has none, and entities could empty a name. A slip in one entry costs
that entry a warning (`vscreen.lists.us.ofac_slips`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from vscreen.files.source import Source
from vscreen.files.xml import Node, parse_xml
from vscreen.lists.counting import count_elements
from vscreen.lists.reader import Contents, Reader, by_root, each_file
from vscreen.lists.us.ofac_columns import name_list
from vscreen.lists.us.ofac_facts import (
    Fact,
    alias_kind,
    complete_entry,
    document_text,
    fact,
    number_fact,
)
from vscreen.lists.us.ofac_slips import OfacSlips, Subject
from vscreen.schema import NameKind

ROOT: Final = re.compile(rb"<(?:\w+:)?sdnList[\s>]")

VESSEL_INFO: Final = {
    "Vessel Call Sign": "callSign",
    "Vessel Type": "vesselType",
    "Vessel Tonnage": "tonnage",
    "Vessel Gross Registered Tonnage": "grossRegisteredTonnage",
    "Vessel Flag": "vesselFlag",
    "Vessel Owner": "vesselOwner",
}
PERSON_INFO: Final = (
    ("DOB", "dateOfBirthList", "dateOfBirthItem", "dateOfBirth"),
    ("POB", "placeOfBirthList", "placeOfBirthItem", "placeOfBirth"),
    ("nationality", "nationalityList", "nationality", "country"),
    ("citizen", "citizenshipList", "citizenship", "country"),
)
ADDRESS: Final = (
    "address1", "address2", "address3", "city", "stateOrProvince", "postalCode",
)  # fmt: skip
ELEMENTS: Final = (
    "uid", "firstName", "lastName", "title", "sdnType", "remarks", "programList", "akaList",
    "addressList", "idList", "vesselInfo", *(container for _, container, *_ in PERSON_INFO),
)  # fmt: skip
WEAK: Final = "weak"
CATEGORIES: Final = ("strong", WEAK)
DOCUMENT: Final = ("idNumber", "idCountry", "issueDate", "expirationDate")


def _read_file(source: Source) -> Contents:
    """Return the entries of the file.

    Refused if the XML is not well-formed, nests deeper than a list does, has a DOCTYPE, its
    ``Record_Count`` is another number than that of its entries, or more than a few have no name.
    Empty if it holds no entries.
    """
    root = Node(parse_xml(source, ROOT))
    slips = OfacSlips(source, "entries")
    read = [_entry(slips, node) for node in root.nodes("sdnEntry")]
    head = root.child("publshInformation")
    _check_count(slips, head, len(read))
    entries = slips.finish(filter(None, read))
    published = slips.day("Publish_Date", head.text("Publish_Date"), "%m/%d/%Y")
    programs = [";".join(entry.facts.get("programs", ())) for entry in entries]
    return Contents(
        entries=entries,
        sources=[source],
        published=published,
        warnings=slips.warnings(),
        list_id=name_list(programs),
        accounts=[slips.account(entries)],
    )


def _check_count(slips: OfacSlips, head: Node, count: int) -> None:
    printed = head.text("Record_Count")
    digits = printed.replace(",", "")
    if not digits.isdecimal() or len(digits) > 15:
        slips.warn(f"Record_Count is {printed!r}, no number to compare its {count:,} entries with")
    elif int(digits) != count:
        raise slips.source.refuse(
            f"it holds {count:,} entries and says that it holds {int(digits):,}"
        )


def _name(node: Node) -> str:
    # Persons read `SURNAME, Given` as in the CSV edition.
    return ", ".join(part for part in (node.text("lastName"), node.text("firstName")) if part)


def _entry(slips: OfacSlips, node: Node) -> Subject | None:
    key, facts = node.text("uid"), list(_facts(node))
    aliases = [
        (_name(alias), _alias_kind(slips, key, alias)) for alias in node.each("akaList", "aka")
    ]
    names = [(_name(node), NameKind.PRIMARY), *aliases]
    entry = slips.subject(key, names, node.text("sdnType"), facts)
    if entry is None:
        return None
    slips.note_unread(entry.key, node, ELEMENTS)
    for program in node.child("programList").nodes("program"):
        entry.add_fact("programs", program.value)
    addresses = [
        (map(address.text, ADDRESS), address.text("country"))
        for address in node.each("addressList", "address")
    ]
    complete_entry(entry, facts, (node.text("title"), node.text("remarks")), addresses)
    return entry


def _facts(node: Node) -> Iterator[Fact]:
    vessel = node.child("vesselInfo")
    for label, name in VESSEL_INFO.items():
        if vessel.text(name):
            yield fact(label, vessel.text(name))
    for label, container, item, name in PERSON_INFO:
        for child in node.each(container, item):
            yield fact(label, child.text(name))
    for document in node.each("idList", "id"):
        number = document_text(*map(document.text, DOCUMENT))
        yield number_fact(document.text("idType"), number)


def _alias_kind(slips: OfacSlips, key: str, alias: Node) -> NameKind:
    printed, category = alias.text("type"), alias.text("category").lower()
    weak = category == WEAK
    if category not in CATEGORIES:
        slips.note(key, f"with an alias of the unknown category {category!r}, read as strong")
    return slips.alias(key, printed, alias_kind(printed, weak=weak), weak=weak)


READER: Final = Reader(
    id="ofac",
    version="3",
    publisher="OFAC",
    recognises=by_root(ROOT),
    read_all=each_file(_read_file),
    records="entries",
    count=count_elements("sdnEntry"),
)
