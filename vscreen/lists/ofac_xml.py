"""OFAC's SDN list as XML (``SDN.XML``), and its consolidated list, which has the same shape.

One ``sdnEntry`` is one subject. Unlike the CSV edition it says when it was published, how many
entries it holds, and which aliases are weak; numbers stand in ``idList`` under the same labels as
in the CSV's remarks. The namespace changed in May 2024, so only local names are looked at. A list
with a DOCTYPE is refused: OFAC's has none, and entities could empty a name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from vscreen.lists.labels import note
from vscreen.lists.markup import Node, parse_xml
from vscreen.lists.ofac import READER, add_columns, name_list
from vscreen.lists.reading import Entry, Reading, assemble
from vscreen.lists.remarks import note_remarks
from vscreen.lists.source import Source
from vscreen.schema import Kind, NameKind

VERSION: Final = "1"
ROOT: Final = re.compile(rb"<(?:\w+:)?sdnList[\s>]")

KINDS: Final = {
    "Individual": Kind.PERSON,
    "Entity": Kind.ORGANIZATION,
    "Vessel": Kind.VESSEL,
    "Aircraft": Kind.AIRCRAFT,
}
ALIAS_KINDS: Final = {
    ("a.k.a.", "strong"): NameKind.STRONG_ALIAS,
    ("a.k.a.", "weak"): NameKind.WEAK_ALIAS,
    ("f.k.a.", "strong"): NameKind.FORMER,
    ("f.k.a.", "weak"): NameKind.FORMER,
    ("n.k.a.", "strong"): NameKind.STRONG_ALIAS,
    ("n.k.a.", "weak"): NameKind.WEAK_ALIAS,
}


def recognises(source: Source) -> bool:
    """Return whether the file is an SDN XML, by its root element."""
    return ROOT.search(source.head) is not None


def read(sources: Sequence[Source]) -> list[Reading]:
    """Return one reading for each file.

    Raises
    ------
    ListFormatError
        If the XML is not well-formed, nests deeper than a list does, has a DOCTYPE, or holds
        another number of entries than it says.
    EmptyListError
        If it holds no entries.
    """
    return [_read_one(source) for source in sources]


def _read_one(source: Source) -> Reading:
    root = parse_xml(source, ROOT)
    entries = [_entry(source, Node(element)) for element in Node(root).all("sdnEntry")]
    head = Node(root).child("publshInformation")
    _check_count(source, head, len(entries))
    numbers = [entry.key for entry in entries]
    if len(set(numbers)) < len(numbers):
        twice = next(number for number in numbers if numbers.count(number) > 1)
        raise source.refuse(f"the entry {twice} stands in it twice")
    programs = [";".join(entry.facts.get("programs", ())) for entry in entries]
    return assemble(
        source.list_id or name_list(programs),
        entries,
        reader=READER,
        version=VERSION,
        sources=[source],
        published=_published(source, head),
    )


def _check_count(source: Source, head: Node, seen: int) -> None:
    said = head.text("Record_Count")
    if not said.isdecimal():
        raise source.refuse(f"Record_Count is {said!r}, not a number")
    if int(said) != seen:
        raise source.refuse(f"it holds {seen:,} entries and says that it holds {int(said):,}")


def _published(source: Source, head: Node) -> date:
    said = head.text("Publish_Date")
    try:
        return datetime.strptime(said, "%m/%d/%Y").date()
    except ValueError as error:
        raise source.refuse(f"Publish_Date is {said!r}, not a date like 03/10/2021") from error


def _name(node: Node) -> str:
    # Persons read `SURNAME, Given` as in the CSV edition.
    return ", ".join(part for part in (node.text("lastName"), node.text("firstName")) if part)


def _entry(source: Source, node: Node) -> Entry:
    number, kind, name = node.text("uid"), node.text("sdnType"), _name(node)
    if not number or not name or kind not in KINDS:
        raise source.refuse(
            f"the entry {number!r} has the name {name!r} and the type {kind!r}; "
            f"known types are {', '.join(KINDS)}"
        )
    entry = Entry(number, KINDS[kind], name)
    title, remarks, vessel = node.text("title"), node.text("remarks"), node.child("vesselInfo")
    add_columns(
        entry,
        programs=_texts(node, "programList", "program"),
        call_sign=vessel.text("callSign"),
        vessel_type=vessel.text("vesselType"),
        tonnage=vessel.text("tonnage"),
        gross_tonnage=vessel.text("grossRegisteredTonnage"),
        flag=vessel.text("vesselFlag"),
        owner=vessel.text("vesselOwner"),
        remarks=(title, remarks),
    )
    for alias in node.each("akaList", "aka"):
        entry.add_name(_name(alias), _alias_kind(source, number, alias))
    for one in node.each("idList", "id"):
        country = one.text("idCountry")
        number = one.text("idNumber") + (f" ({country})" if country else "")
        note(entry, one.text("idType"), number)
    _add_countries(entry, node)
    note_remarks(entry, remarks)
    return entry


def _texts(node: Node, container: str, item: str) -> list[str]:
    return [(element.text or "").strip() for element in node.child(container).all(item)]


def _add_countries(entry: Entry, node: Node) -> None:
    for one in node.each("dateOfBirthList", "dateOfBirthItem"):
        entry.add_fact("birth_date", one.text("dateOfBirth"))
    if entry.kind == Kind.VESSEL:
        return
    for container, item in (
        ("nationalityList", "nationality"),
        ("citizenshipList", "citizenship"),
        ("addressList", "address"),
    ):
        for one in node.each(container, item):
            entry.add_fact("countries", one.text("country"))


def _alias_kind(source: Source, number: str, alias: Node) -> NameKind:
    said = alias.text("type"), alias.text("category")
    if said not in ALIAS_KINDS:
        raise source.refuse(f"an alias of the entry {number} has the unknown type {said}")
    return ALIAS_KINDS[said]
