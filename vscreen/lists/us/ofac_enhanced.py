"""OFAC's lists as Enhanced XML (``SDN_ENHANCED.ZIP``, ``CONS_ENHANCED.ZIP``).

Each ``entity`` is a subject, under its number in all of OFAC's editions, and every value is printed
beside its code. Names are printed twice: as the other editions print them (``formattedFullName``)
and in parts as they are written. A name's further ``translation`` is the same name in another
script. An entity may be on both of OFAC's lists: ``filters`` names the lists in the file, which
holds both if it names none.

The list service publishes its daily changes in the same shape. They are no list, and screening
against them would clear nearly everything: they are recognised, and refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from vscreen.files.source import Source
from vscreen.files.xml import Node, stream_xml
from vscreen.lists.reader import Contents, Reader, by_root, each_file
from vscreen.lists.reading import ListEntry, read_date
from vscreen.lists.us.ofac import CONSOLIDATED, SDN
from vscreen.lists.us.ofac_facts import (
    LATIN,
    MEASURE,
    SDN_LIST,
    TRUE,
    Fact,
    alias_kind,
    complete_entry,
    document_text,
    fact,
    find_listing,
    new_entry,
)
from vscreen.schema import NameKind, Relation

ROOT: Final = re.compile(rb"<(?:\w+:)?sanctionsData[\s>]")
DELTA: Final = re.compile(rb"DeltaFile|<publicationType>|<entity [^>]*\baction=")
HEAD: Final = "publicationInfo"
ITEM: Final = "entity"

TEXTS: Final = (
    ("programs", "sanctionsPrograms", "sanctionsProgram"),
    ("legal_basis", "legalAuthorities", "legalAuthority"),
)
FEATURE: Final = ("type", "value", "comments")
DOCUMENT: Final = ("documentNumber", "issuingCountry", "issueDate", "expirationDate")
RELATION: Final = ("type", "relatedEntity", "quality")


@dataclass
class _File:
    """The date and filters of a file, and its entries with their lists."""

    source: Source
    published: str = ""
    filters: list[str] = field(default_factory=list)
    entries: dict[str, tuple[ListEntry, dict[str, str]]] = field(default_factory=dict)


def _read_file(source: Source) -> list[Contents]:
    """Return the SDN list, the consolidated one, or both.

    Refused if the XML is not well-formed, has a DOCTYPE or no date, holds a day's changes
    instead of a list, or an entity has no name, an unknown type, or comes twice. Empty if it
    holds no entities of a list that it names.
    """
    if DELTA.search(source.head):
        raise source.refuse(
            "these are OFAC's changes of one day and no list",
            "download SDN_ENHANCED.ZIP, which is the whole list",
        )
    file = _File(source)
    for node in stream_xml(source, ROOT, (HEAD, ITEM)):
        if node.name == HEAD:
            file.published = node.text("dataAsOf")[:10]
            lists = node.child("filters").each("sanctionsLists", "sanctionsList")
            file.filters = [element.value for element in lists]
        else:
            _add_entity(file, node)
    nowhere = [entry.key for entry, lists in file.entries.values() if not lists]
    if nowhere:
        raise source.refuse(f"{len(nowhere)} entities stand on no list ({nowhere[0]})")
    list_ids = _list_ids(file)
    return [_contents(file, list_id, alone=len(list_ids) == 1) for list_id in list_ids]


def _list_ids(file: _File) -> list[str]:
    """Return which of OFAC's lists the file holds."""
    names = file.filters or [name for _, lists in file.entries.values() for name in lists]
    list_ids = {SDN if name == SDN_LIST else CONSOLIDATED: None for name in sorted(names)}
    return list(list_ids) or [SDN]


def _contents(file: _File, list_id: str, *, alone: bool) -> Contents:
    listings = {entry.key: find_listing(lists, list_id) for entry, lists in file.entries.values()}
    entries = [entry for entry, _ in file.entries.values() if listings[entry.key][0]]
    for entry in entries:
        entry.facts["listed_on"] = [listings[entry.key][1]]
    others = len(file.entries) - len(entries) if alone else 0
    warning = f"{file.source.path}: {others} entities are not on {list_id}; they were left out"
    return Contents(
        entries=entries,
        sources=[file.source],
        published=read_date(file.source, "dataAsOf", file.published),
        warnings=[warning] if others else (),
        list_id=list_id,
    )


def _add_entity(file: _File, node: Node) -> None:
    entry = _entry(file.source, node)
    if entry.key in file.entries:
        raise file.source.refuse(f"the entity {entry.key} stands in it twice")
    lists: dict[str, str] = {}
    for element in node.each("sanctionsLists", "sanctionsList"):
        dates = (lists.get(element.value), element.attribute("datePublished"))
        lists[element.value] = min(filter(None, dates), default="")
    file.entries[entry.key] = entry, lists


def _entry(source: Source, node: Node) -> ListEntry:
    general, key = node.child("generalInfo"), node.attribute("id")
    names = [pair for child in node.each("names", "name") for pair in _names(source, key, child)]
    first = next((name for name, alias in names if alias == NameKind.PRIMARY), "")
    entry = new_entry(source, "entity", key, first, general.text("entityType"))
    for name, alias in names:
        entry.add_name(name, alias)
    for column, container, item in TEXTS:
        for element in node.each(container, item):
            entry.add_fact(column, element.value)
    for relation in node.each("relationships", "relationship"):
        entry.add_link(Relation.LINKED_TO, relation.text("relatedEntity"))
    countries = [address.text("country") for address in node.each("addresses", "address")]
    complete_entry(entry, _facts(node), (general.text("title"), general.text("remarks")), countries)
    return entry


def _names(source: Source, key: str, node: Node) -> Iterator[tuple[str, NameKind]]:
    """Yield the spellings of a name; those in another script are native."""
    printed = node.text("aliasType")
    kind = alias_kind(printed, weak=node.text("isLowQuality") == TRUE)
    if node.text("isPrimary") == TRUE:
        kind = NameKind.PRIMARY
    if kind is None:
        raise source.refuse(f"an alias of the entity {key} has the unknown type {printed!r}")
    spellings = list(node.each("translations", "translation"))
    spellings.sort(key=lambda spelling: spelling.text("isPrimary") != TRUE)
    for position, spelling in enumerate(spellings):
        strong = kind in (NameKind.PRIMARY, NameKind.STRONG_ALIAS)
        native = strong and spelling.text("script") not in (LATIN, "")
        alias = NameKind.STRONG_ALIAS if position and kind == NameKind.PRIMARY else kind
        yield spelling.text("formattedFullName"), NameKind.NATIVE if native and position else alias


def _facts(node: Node) -> Iterator[Fact]:
    for feature in node.each("features", "feature"):
        yield fact(*map(feature.text, FEATURE))
    for document in node.each("identityDocuments", "identityDocument"):
        comment = "" if document.text("isValid") in (TRUE, "") else "not valid"
        yield fact(document.text("type"), document_text(*map(document.text, DOCUMENT)), comment)
    for relation in node.each("relationships", "relationship"):
        yield Fact(*map(relation.text, RELATION))
    for measure in node.each("sanctionsTypes", "sanctionsType"):
        yield Fact(MEASURE, measure.value)


READER: Final = Reader(
    id="ofac",
    version="1",
    publisher="OFAC",
    recognises=by_root(ROOT),
    read_all=each_file(_read_file),
)
