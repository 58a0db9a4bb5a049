"""OFAC's lists as Enhanced XML (``SDN_ENHANCED.ZIP``, ``CONS_ENHANCED.ZIP``).

Each ``entity`` is a subject, under its number in all of OFAC's editions, and every value is printed
beside its code. Names are printed twice: as the other editions print them (``formattedFullName``)
and in parts as they are written. A name's further ``translation`` is the same name in another
script. What is peculiar:

- ``filters`` names what the file was limited to. Of lists, these are the lists in the file, which
  holds all if it names none; no entity need be on a list that it names. Of programmes, countries
  and the like, the file is a part of each list, which must never clear anything: the list lacks
  the other entries, and says so;
- an entity may be on both of OFAC's lists, on each since another day;
- the list service publishes its daily changes in the same shape. They are no list either: they
  are recognised, by any of their signs, and refused.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from vscreen.errors import ListFormatError
from vscreen.files.dates import period
from vscreen.files.source import Source
from vscreen.files.xml import Node, stream_xml
from vscreen.lists.counting import count_elements
from vscreen.lists.reader import Contents, Reader, by_root, each_file
from vscreen.lists.us.ofac_columns import CONSOLIDATED, SDN
from vscreen.lists.us.ofac_facts import (
    LATIN,
    MEASURE,
    Fact,
    alias_kind,
    complete_entry,
    document_text,
    fact,
    folded,
    is_on,
    is_true,
    list_named,
    listing_date,
    number_fact,
)
from vscreen.lists.us.ofac_slips import OfacSlips, Subject
from vscreen.schema import NameKind, Relation

ROOT: Final = re.compile(rb"<(?:\w+:)?sanctionsData[\s>]")
# A day's changes: their namespace, the kind of publication, what was done to an element.
DELTA: Final = re.compile(rb"DeltaFile|<(?:[\w.-]+:)?publicationType[\s/>]", re.IGNORECASE)
# Literal, since a whole list of 130 MB is searched for them.
CHANGES: Final = tuple(
    re.compile(name + b"=")
    for name in (b"action", b"Action", b"oldValue", b"oldvalue", b"OldValue")
)
HEAD, VALUES, ITEM = "publicationInfo", "referenceValues", "entity"
HEAD_LENGTH: Final = 65_536
LISTS: Final = "sanctionslists"
UMBRELLA: Final = "consolidated list"
# What else a file may be limited to, in the singular, the plural, and as its values are labelled.
LIMITS: Final = {
    LISTS: ("list", "lists", ""),
    "sanctionsprograms": ("programme", "programmes", "program"),
    "countries": ("country", "countries", "country"),
    "sanctionstypes": ("sanctions type", "sanctions types", "sanctions type"),
    "entitytypes": ("type", "types", "sdn type"),
    "legalauthorities": ("legal authority", "legal authorities", "legal authority"),
}
OUTSIDE: Final = "the entries outside"
MOST_NAMED: Final = 5

TEXTS: Final = (
    ("programs", "sanctionsPrograms", "sanctionsProgram"),
    ("legal_basis", "legalAuthorities", "legalAuthority"),
)
ELEMENTS: Final = (
    "generalInfo", "sanctionsLists", "sanctionsTypes", "names", "addresses", "features",
    "identityDocuments", "relationships", *(container for _, container, _ in TEXTS),
)  # fmt: skip
DOCUMENT: Final = ("documentNumber", "issuingCountry")
DATES: Final = ("issueDate", "expirationDate")
RELATION: Final = ("type", "relatedEntity", "quality")


@dataclass
class _File:
    """The head of a file, its entries, and the slips in them.

    ``filters`` has what the file was limited to, ``values`` all values there are, by kind;
    ``unnamed`` has the relations of entries to those of whom only the number is printed.
    """

    slips: OfacSlips
    published: str = ""
    filters: dict[str, list[str]] = field(default_factory=dict)
    values: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    entries: list[Subject] = field(default_factory=list)
    unnamed: list[tuple[Subject, str, str]] = field(default_factory=list)


def _read_file(source: Source) -> list[Contents]:
    """Return the SDN list, the consolidated one, or both.

    Refused if the XML is not well-formed or has a DOCTYPE, holds a day's changes instead of a list,
    or more than a few entities have no name. Empty if it holds no entities.
    """
    if is_delta(source.data):
        raise _refuse_changes(source)
    file = _File(OfacSlips(source, "entities"))
    for node in stream_xml(source, ROOT, (HEAD, VALUES, ITEM)):
        if node.name == HEAD:
            _read_head(file, node)
        elif node.name == VALUES:
            for value in node.children():
                file.values[folded(value.text("type"))].add(folded(value.text("value")))
        else:
            file.entries += filter(None, [_entity(file, node)])
    file.entries = file.slips.finish(file.entries)
    _link_by_number(file)
    list_ids = _list_ids(file)
    return [_contents(file, list_id, alone=len(list_ids) == 1) for list_id in list_ids]


def _contents(file: _File, list_id: str, *, alone: bool) -> Contents:
    entries, lacks = _on(file, list_id, alone=alone), _lacking(file, list_id)
    if lacks:
        file.slips.warn(f"it is a part of {list_id}, which lacks {' and '.join(lacks)}")
    elsewhere = _records(file.entries) - _records(entries)
    if elsewhere and alone:
        file.slips.warn(f"{elsewhere:,} of its entities are not on {list_id} and were left out")
    return Contents(
        entries=entries,
        sources=[file.slips.source],
        published=file.slips.day("dataAsOf", file.published, "%m/%d/%Y"),
        warnings=file.slips.take_warnings(),
        list_id=list_id,
        lacks=lacks,
        accounts=[file.slips.account(entries, elsewhere=elsewhere)],
    )


def is_delta(data: bytes) -> bool:
    """Return whether a file holds a day's changes: by its namespace, its kind, or what it changes.

    Parameters
    ----------
    data
        The whole file: a change may be a single attribute deep inside.

    Examples
    --------
    >>> is_delta(b'<entity id="1"><remarks oldValue="a">action="add"</remarks></entity>')
    True
    >>> is_delta(b'<entity id="1"><remarks>action="add"</remarks></entity>')
    False
    """
    if DELTA.search(data[:HEAD_LENGTH]):
        return True
    places = (change.start() for name in CHANGES for change in name.finditer(data))
    return any(
        data[place - 1 : place].isspace()
        and data.rfind(b"<", 0, place) > data.rfind(b">", 0, place)
        for place in places
    )


def _refuse_changes(source: Source) -> ListFormatError:
    return source.refuse(
        "these are OFAC's changes of one day and no list",
        "download SDN_ENHANCED.ZIP, which is the whole list",
    )


def _read_head(file: _File, node: Node) -> None:
    file.published = node.text("dataAsOf")
    if node.text("datePublished") and not file.published:
        raise _refuse_changes(file.slips.source)
    for child in node.child("filters").children():
        texts = list(_texts(child))
        if texts:
            file.filters[folded(child.name)] = texts


def _texts(node: Node) -> Iterator[str]:
    """Yield the texts of the innermost elements; of one without a text, its attributes."""
    for element in () if node.element is None else node.element.iter():
        if not len(element):
            text = (element.text or "").strip()
            yield from [text] if text else map(str, element.attrib.values())


def _list_ids(file: _File) -> list[str]:
    """Return which of OFAC's lists the file holds: those that it names and that have an entry.

    Where no entry is on a list that it names, these are the lists that entries are on.
    """
    named = {list_named(name) for name in file.filters.get(LISTS, ())} - {""}
    found = {list_named(name) for entry in file.entries for name in entry.lists} - {""}
    for list_id in sorted(named - found if found & named else ()):
        file.slips.warn(f"no entity of it is on {list_id}, which it names too")
    ids = sorted(found & named or found, reverse=True)
    return ids or sorted(named)[-1:] or [SDN]


def _on(file: _File, list_id: str, *, alone: bool) -> list[Subject]:
    """Return the entries on a list, each with the date of its listing on this one."""
    found = [entry for entry in file.entries if is_on(entry.lists, list_id)]
    entries = found if alone else [entry.copy() for entry in found]
    for entry in entries:
        entry.facts["listed_on"] = [listing_date(entry.lists, list_id)]
    return entries


def _records(entries: Iterable[Subject]) -> int:
    return sum(entry.records for entry in entries)


def _lacking(file: _File, list_id: str) -> list[str]:
    """Return, in words, which entries of a list were left out of the file, if any were."""
    limits = {name: texts for name, texts in file.filters.items() if name != LISTS}
    lists = [name for name in file.filters.get(LISTS, ()) if list_named(name) == list_id]
    if list_id == CONSOLIDATED and lists and UMBRELLA not in map(folded, lists):
        limits[LISTS] = lists
    return list(filter(None, (_limit(file, name, texts) for name, texts in limits.items())))


def _limit(file: _File, name: str, texts: Sequence[str]) -> str:
    one, many, label = LIMITS.get(name, (name, name, ""))
    values = file.values.get(label, set())
    if values and values <= set(map(folded, texts)):
        return ""  # all there are
    more = f" and {len(texts) - MOST_NAMED} more" if len(texts) > MOST_NAMED else ""
    printed = f"{', '.join(texts[:MOST_NAMED])}{more}"
    return f"{OUTSIDE} the {one if len(texts) == 1 else many} {printed}"


def _entity(file: _File, node: Node) -> Subject | None:
    slips, general = file.slips, node.child("generalInfo")
    key, facts = node.attribute("id"), list(_facts(node))
    names = [pair for child in node.each("names", "name") for pair in _names(slips, key, child)]
    entry = slips.subject(key, names, general.text("entityType"), facts)
    if entry is None:
        return None
    slips.note_unread(entry.key, node, ELEMENTS)
    for element in node.each("sanctionsLists", "sanctionsList"):
        dates = (entry.lists.get(element.value), element.attribute("datePublished"))
        entry.lists[element.value] = min(filter(None, dates), default="")
    if not any(map(list_named, entry.lists)):
        slips.note(entry.key, "on no list that is known, kept on each of the file")
    for column, container, item in TEXTS:
        for element in node.each(container, item):
            entry.add_fact(column, element.value)
    for relation in node.each("relationships", "relationship"):
        other = relation.child("relatedEntity")
        number = other.attribute("entityId")
        entry.add_link(Relation.LINKED_TO, other.value, key=number)
        if not other.value:
            file.unnamed.append((entry, relation.text("type"), number))
    addresses = (one for each in node.each("addresses", "address") for one in _addresses(each))
    complete_entry(entry, facts, (general.text("title"), general.text("remarks")), addresses)
    return entry


def _link_by_number(file: _File) -> None:
    """Add the links to entities of which OFAC prints the number and no name."""
    by_key = {entry.key: entry for entry in file.entries}
    for entry, relation, number in file.unnamed:
        if number in by_key:
            name = by_key[number].name
            entry.add_link(Relation.LINKED_TO, name, key=number)
            entry.add_fact("remarks", f"{relation} {name}")
        else:
            file.slips.note(entry.key, f"{relation} one that the file neither names nor holds")


def _addresses(node: Node) -> Iterator[tuple[list[str], str]]:
    """Yield the parts and the country of each spelling of an address."""
    country = node.text("country")
    yield [], country
    for spelling in node.each("translations", "translation"):
        yield [part.text("value") for part in spelling.each("addressParts", "addressPart")], country


def _names(slips: OfacSlips, key: str, node: Node) -> Iterator[tuple[str, NameKind]]:
    """Yield the spellings of a name; those in another script are native."""
    kind = NameKind.PRIMARY
    if not is_true(node.text("isPrimary")):
        printed, weak = node.text("aliasType"), is_true(node.text("isLowQuality"))
        kind = slips.alias(key, printed, alias_kind(printed, weak=weak), weak=weak)
    spellings = list(node.each("translations", "translation"))
    spellings.sort(key=lambda spelling: not is_true(spelling.text("isPrimary")))
    for position, spelling in enumerate(spellings):
        strong = kind in (NameKind.PRIMARY, NameKind.STRONG_ALIAS)
        native = strong and spelling.text("script").lower() not in (LATIN, "")
        alias = NameKind.STRONG_ALIAS if position and kind == NameKind.PRIMARY else kind
        yield _printed_name(spelling), NameKind.NATIVE if native and position else alias


def _printed_name(spelling: Node) -> str:
    whole = spelling.text("formattedFullName")
    if whole:
        return whole
    formatted = map(spelling.text, ("formattedLastName", "formattedFirstName"))
    parts = (part.text("value") for part in spelling.each("nameParts", "namePart"))
    return ", ".join(filter(None, formatted)) or " ".join(parts)


def _facts(node: Node) -> Iterator[Fact]:
    for feature in node.each("features", "feature"):
        value = feature.text("value") or _days(feature.child("valueDate"))
        yield fact(feature.text("type"), value, feature.text("comments"))
    for document in node.each("identityDocuments", "identityDocument"):
        days = [_days(document.child(name)) for name in DATES]
        comments = [item.value for item in document.each("idFeatures", "idFeature")]
        valid = document.text("isValid")
        if valid and not is_true(valid):
            comments.insert(0, "not valid")
        number = document_text(*map(document.text, DOCUMENT), *days)
        yield number_fact(document.text("type"), number, "; ".join(comments))
    for relation in node.each("relationships", "relationship"):
        if relation.text("relatedEntity"):
            yield Fact(*map(relation.text, RELATION))
    for measure in node.each("sanctionsTypes", "sanctionsType"):
        yield Fact(MEASURE, measure.value)


def _days(node: Node) -> str:
    """Return a date as the older editions print it, from a text or its first and last days."""
    if node.element is None or node.value:
        return node.value
    about = is_true(node.text("isApproximate"))
    return period(node.text("fromDateBegin"), node.text("toDateEnd"), about=about)


READER: Final = Reader(
    id="ofac",
    version="2",
    publisher="OFAC",
    recognises=by_root(ROOT),
    read_all=each_file(_read_file),
    records="entities",
    count=count_elements("entity"),
)
