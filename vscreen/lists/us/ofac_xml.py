"""OFAC's SDN list as XML (``SDN.XML``), and its consolidated list, which has the same shape.

Each ``sdnEntry`` is a subject. Unlike the CSV edition it gives its date of publication, its number
of entries, and which aliases are weak; ``idList`` has the numbers under the same labels as the
remarks of the CSV. The namespace changed in May 2024, so only local names are compared. A list with
a DOCTYPE is refused: OFAC's has none, and entities could empty a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from vscreen.files.source import Source
from vscreen.files.xml import Node, parse_xml
from vscreen.lists.reader import Contents, Reader, by_root, each_file
from vscreen.lists.reading import ListEntry, read_date, require_unique
from vscreen.lists.us.ofac import name_list
from vscreen.lists.us.ofac_facts import (
    Fact,
    alias_kind,
    complete_entry,
    document_text,
    fact,
    new_entry,
)
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
CATEGORIES: Final = ("strong", "weak")
DOCUMENT: Final = ("idNumber", "idCountry", "issueDate", "expirationDate")


def _read_file(source: Source) -> Contents:
    """Return the entries of the file.

    Refused if the XML is not well-formed, nests deeper than a list does, has a DOCTYPE, or
    its ``Record_Count`` is not its number of entries. Empty if it holds no entries.
    """
    root = parse_xml(source, ROOT)
    entries = [_entry(source, Node(element)) for element in Node(root).all("sdnEntry")]
    head = Node(root).child("publshInformation")
    _check_count(source, head, len(entries))
    entries = require_unique(source, entries, "entry")
    day = head.text("Publish_Date")
    programs = [";".join(entry.facts.get("programs", ())) for entry in entries]
    return Contents(
        entries=entries,
        sources=[source],
        published=read_date(source, "Publish_Date", day, "a date like 03/10/2021", form="%m/%d/%Y"),
        list_id=name_list(programs),
    )


def _check_count(source: Source, head: Node, count: int) -> None:
    printed = head.text("Record_Count")
    if not printed.isdecimal() or len(printed) > 15:
        raise source.refuse(f"Record_Count is {printed!r}, not a number")
    if int(printed) != count:
        raise source.refuse(f"it holds {count:,} entries and says that it holds {int(printed):,}")


def _name(node: Node) -> str:
    # Persons read `SURNAME, Given` as in the CSV edition.
    return ", ".join(part for part in (node.text("lastName"), node.text("firstName")) if part)


def _entry(source: Source, node: Node) -> ListEntry:
    entry = new_entry(source, "entry", node.text("uid"), _name(node), node.text("sdnType"))
    for program in node.child("programList").nodes("program"):
        entry.add_fact("programs", program.value)
    for alias in node.each("akaList", "aka"):
        entry.add_name(_name(alias), _alias_kind(source, entry.key, alias))
    countries = [address.text("country") for address in node.each("addressList", "address")]
    complete_entry(entry, _facts(node), (node.text("title"), node.text("remarks")), countries)
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
        yield fact(document.text("idType"), number)


def _alias_kind(source: Source, number: str, alias: Node) -> NameKind:
    printed, category = alias.text("type"), alias.text("category")
    kind = alias_kind(printed, weak=category == "weak")
    if kind is None or category not in CATEGORIES:
        unknown = (printed, category)
        raise source.refuse(f"an alias of the entry {number} has the unknown type {unknown}")
    return kind


READER: Final = Reader(
    id="ofac",
    version="2",
    publisher="OFAC",
    recognises=by_root(ROOT),
    read_all=each_file(_read_file),
)
