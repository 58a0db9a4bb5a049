"""OFAC's lists as Enhanced XML (``SDN_ENHANCED.ZIP``, ``CONS_ENHANCED.ZIP``).

One ``entity`` is one subject, under the number that it has in all of OFAC's editions, and every
value is printed beside its code. Names are printed twice: as the other editions print them
(``formattedFullName``) and in parts as they are written. A name's further ``translation`` is the
same name in another script. An entity may stand on both of OFAC's lists: what the file was made
of stands in ``filters``, and if nothing does there, it holds both.

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
from vscreen.lists.reading import Entry, read_date
from vscreen.lists.us.ofac import CONSOLIDATED, PAGE, SDN
from vscreen.lists.us.ofac_facts import (
    KINDS,
    SDN_LIST,
    Fact,
    add_country,
    alias_kind,
    choose,
    fact,
    note_facts,
    numbered,
)
from vscreen.lists.us.ofac_remarks import note_remarks
from vscreen.schema import NameKind, Relation

ROOT: Final = re.compile(rb"<(?:\w+:)?sanctionsData[\s>]")
DELTA: Final = re.compile(rb"DeltaFile|<publicationType>|<entity [^>]*\baction=")
HEAD: Final = "publicationInfo"
ITEM: Final = "entity"

TRUE: Final = "true"
LATIN: Final = "Latin"
MEASURE: Final = "Sanctions"


@dataclass
class _File:
    """What the file says of itself, and its entries with the lists they stand on."""

    source: Source
    published: str = ""
    filters: list[str] = field(default_factory=list)
    entries: dict[str, tuple[Entry, dict[str, str]]] = field(default_factory=dict)


def _read_one(source: Source) -> list[Contents]:
    """Return the SDN list, the consolidated one, or both.

    Refused if the XML is not well-formed, has a DOCTYPE or no date, holds a day's changes
    instead of a list, or an entity has no name, an unknown type, or comes twice. Empty if it
    holds no entities of a list that it was made of.
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
            made_of = node.child("filters").each("sanctionsLists", "sanctionsList")
            file.filters = [one.value for one in made_of]
        else:
            _take(file, node)
    nowhere = [entry.key for entry, lists in file.entries.values() if not lists]
    if nowhere:
        raise source.refuse(f"{len(nowhere)} entities stand on no list ({nowhere[0]})")
    which = _which(file)
    return [_reading(file, one, alone=len(which) == 1) for one in which]


def _which(file: _File) -> list[str]:
    """Return which of OFAC's lists the file holds."""
    names = file.filters or [name for _, lists in file.entries.values() for name in lists]
    found = {SDN if name == SDN_LIST else CONSOLIDATED: None for name in sorted(names)}
    return list(found) or [SDN]


def _reading(file: _File, which: str, *, alone: bool) -> Contents:
    chosen = {entry.key: choose(lists, which) for entry, lists in file.entries.values()}
    entries = [entry for entry, _ in file.entries.values() if chosen[entry.key][0]]
    for entry in entries:
        entry.facts["listed_on"] = [chosen[entry.key][1]]
    others = len(file.entries) - len(entries) if alone else 0
    left = f"{file.source.path}: {others} entities are not on {which}; they were left out"
    return Contents(
        entries=entries,
        sources=[file.source],
        published=read_date(file.source, "dataAsOf", file.published),
        warnings=[left] if others else (),
        # The consolidated list's own edition was at hand, without a ship in it.
        verified=which != SDN,
        list_id=(file.source.list_id if alone else "") or which,
    )


def _take(file: _File, node: Node) -> None:
    entry = _entry(file.source, node)
    if entry.key in file.entries:
        raise file.source.refuse(f"the entity {entry.key} stands in it twice")
    lists: dict[str, str] = {}
    for one in node.each("sanctionsLists", "sanctionsList"):
        since = one.attribute("datePublished")
        lists[one.value] = min(filter(None, (lists.get(one.value), since)), default="")
    file.entries[entry.key] = entry, lists


def _entry(source: Source, node: Node) -> Entry:
    general, key = node.child("generalInfo"), node.attribute("id")
    names = [name for one in node.each("names", "name") for name in _names(source, key, one)]
    kind = general.text("entityType")
    first = next((name for name, one in names if one == NameKind.PRIMARY), "")
    if not key or not first or kind not in KINDS:
        raise source.refuse(
            f"the entity {key!r} has the name {first!r} and the type {kind!r}; "
            f"known types are {', '.join(KINDS)}"
        )
    entry = Entry(key, KINDS[kind], first)
    for name, alias in names:
        entry.add_name(name, alias)
    for column, container, item in TEXTS:
        for one in node.each(container, item):
            entry.add_fact(column, one.value)
    for one in node.each("relationships", "relationship"):
        entry.add_link(Relation.LINKED_TO, one.text("relatedEntity"))
    note_facts(entry, _facts(node), (general.text("title"), general.text("remarks")))
    entry.add_fact("source_url", PAGE + entry.key)
    for one in node.each("addresses", "address"):
        add_country(entry, one.text("country"))
    note_remarks(entry, general.text("remarks"))
    return entry


TEXTS: Final = (
    ("programs", "sanctionsPrograms", "sanctionsProgram"),
    ("legal_basis", "legalAuthorities", "legalAuthority"),
)


def _names(source: Source, key: str, node: Node) -> Iterator[tuple[str, NameKind]]:
    """Yield the spellings of one name; those in another script are native."""
    said = node.text("aliasType")
    kind = alias_kind(said, weak=node.text("isLowQuality") == TRUE)
    if node.text("isPrimary") == TRUE:
        kind = NameKind.PRIMARY
    if kind is None:
        raise source.refuse(f"an alias of the entity {key} has the unknown type {said!r}")
    spellings = list(node.each("translations", "translation"))
    spellings.sort(key=lambda one: one.text("isPrimary") != TRUE)
    for place, one in enumerate(spellings):
        strong = kind in (NameKind.PRIMARY, NameKind.STRONG_ALIAS)
        native = strong and one.text("script") not in (LATIN, "")
        alias = NameKind.STRONG_ALIAS if place and kind == NameKind.PRIMARY else kind
        yield one.text("formattedFullName"), NameKind.NATIVE if native and place else alias


def _facts(node: Node) -> Iterator[Fact]:
    for one in node.each("features", "feature"):
        yield fact(one.text("type"), one.text("value"), one.text("comments"))
    for one in node.each("identityDocuments", "identityDocument"):
        dates = one.text("issueDate"), one.text("expirationDate")
        number = numbered(one.text("documentNumber"), one.text("issuingCountry"), *dates)
        doubt = "" if one.text("isValid") in (TRUE, "") else "not valid"
        yield fact(one.text("type"), number, doubt)
    for one in node.each("relationships", "relationship"):
        yield Fact(one.text("type"), one.text("relatedEntity"), one.text("quality"))
    for one in node.each("sanctionsTypes", "sanctionsType"):
        yield Fact(MEASURE, one.value)


READER: Final = Reader(
    id="ofac",
    version="1",
    publisher="OFAC",
    recognises=by_root(ROOT),
    read_all=each_file(_read_one),
)
