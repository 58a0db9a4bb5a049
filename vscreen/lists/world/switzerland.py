"""Switzerland's whole list (SECO), as XML.

Programmes come first, targets next, places last. What is peculiar:

- a target refers to a sanctions set, a part of a programme, by its ``ssid``;
- de-listed targets stay in the file, a fifth of all in 2026: the ``modification`` with the latest
  effective date decides, and the latest is not always the first. A modification holds old copies
  of names, which are no longer valid and are never read;
- a ship is an ``object`` of type vessel. Its IMO number is in prose, if at all; the same words in a
  company's prose name a ship;
- names are in parts, each with its spellings in other scripts.

A file of the type ``amendment`` holds a few changes and is refused.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

from vscreen.files.dates import as_iso
from vscreen.files.source import Source
from vscreen.files.xml import Node, parse_xml
from vscreen.lists.counting import count_elements
from vscreen.lists.numbers_in_prose import note_prose, opens_with_ship, ship_numbers
from vscreen.lists.reader import Contents, Reader, by_root, each_file
from vscreen.lists.reading import ListEntry, read_date
from vscreen.lists.receipt import SetAside
from vscreen.lists.slips import Slips, fold
from vscreen.schema import Kind, Measure, NameKind, Relation

PAGE: Final = "https://www.sesam.search.admin.ch/sesam-search-web/pages/search.xhtml"

ROOT: Final = re.compile(rb"<swiss-sanctions-list[\s>]")
WHOLE, AMENDMENT = "whole-list", "amendment"
ENGLISH: Final = "eng"
MODIFICATION: Final = re.compile(rb"<modification\b(?:[^>]*/>|.*?</modification>)", re.DOTALL)

KINDS: Final = {"individual": Kind.PERSON, "entity": Kind.ORGANIZATION}
OBJECT: Final = "object"
"""Its `object-type` says what it is: a vessel, as a rule."""
MEASURES: Final = (
    (re.compile(r"financial (?:measure|sanction)|asset|freez", re.I), Measure.ASSET_FREEZE,
     "assets frozen"),
    (re.compile(r"travel|entry (?:and|ban)|transit", re.I), Measure.TRAVEL_BAN, "no entry"),
)  # fmt: skip
PRIMARY: Final = "primaryname"
NAME_KINDS: Final = {
    PRIMARY: NameKind.STRONG_ALIAS,
    "alias": NameKind.STRONG_ALIAS,
    "formerlyknownas": NameKind.FORMER,
}
WEAK: Final = "low"
TITLE: Final = "title"
LATIN: Final = "LATN"
DATES: Final = ("effective-date", "publication-date", "enactment-date")
LISTED, AMENDED, DELISTED = "listed", "amended", "delisted"
ISO: Final = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass
class _References:
    """What targets refer to by ``ssid``: sanctions sets, places, and the names of other targets."""

    programs: dict[str, tuple[str, str]] = field(default_factory=dict)
    places: dict[str, tuple[str, str]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def place(self, address: Node) -> tuple[str, str]:
        """Return the location and the country of an address, blank where they are unknown."""
        return self.places.get(address.attribute("place-id"), ("", ""))


def _read_one(source: Source) -> Contents:
    """Return what the file holds; who is de-listed is set aside.

    Refused if the XML is not well-formed, has a DOCTYPE or no date, is no whole list, or the kind
    or name of most targets is not known. Empty if no target in it is in force.
    """
    root = Node(parse_xml(source, ROOT))
    _refuse_parts(source, root.attribute("list-type"))
    slips = Slips(source, "targets")
    references = _references(root)
    entries: list[ListEntry] = []
    aside: list[SetAside] = []
    # Only children of the root: modifications hold old copies of targets.
    targets = list(root.nodes("target"))
    for number, target in enumerate(targets, start=1):
        where = target.attribute("ssid") or f"target {number}"
        if _is_delisted(where, target, slips):
            aside.append(SetAside(where, "de-listed"))
        elif entry := _entry(where, target, references, slips):
            entries.append(entry)
    slips.refuse_if_most(len(targets) - len(aside))
    return Contents(
        entries=slips.unique(entries, "ssid"),
        sources=[source],
        published=read_date(source, "its date", root.attribute("date"), "one like 2026-10-05"),
        set_aside=(*aside, *slips.nameless),
        warnings=slips.warnings(),
    )


def _refuse_parts(source: Source, list_type: str) -> None:
    if fold(list_type) == fold(WHOLE):
        return
    kind = f"an {list_type}" if list_type == AMENDMENT else f"of the list-type {list_type!r}"
    raise source.refuse(
        f"it is {kind}, which holds a few changes and not the whole list",
        "download the whole list instead",
    )


def _references(root: Node) -> _References:
    references = _References()
    for program in root.nodes("sanctions-program"):
        key, name = _english(program, "program-key"), _english(program, "program-name")
        for part in program.nodes("sanctions-set"):
            number = part.attribute("ssid")
            if number not in references.programs or part.attribute("lang") == ENGLISH:
                references.programs[number] = key, ", ".join(filter(None, (name, part.value)))
    for place in root.nodes("place"):
        address = ", ".join(filter(None, map(place.text, ("location", "area"))))
        references.places[place.attribute("ssid")] = address, place.text("country")
    for target in root.nodes("target"):
        references.names[target.attribute("ssid")] = next(
            (name for name, _, _ in _names(target)), ""
        )
    return references


def _english(node: Node, tag: str) -> str:
    texts = {child.attribute("lang"): child.value for child in node.nodes(tag)}
    return texts.get(ENGLISH) or next(iter(texts.values()), "")


def _date(modification: Node) -> str:
    dates = (as_iso(modification.attribute(name)) for name in DATES)
    return next((date for date in dates if ISO.match(date)), "")


def _is_delisted(where: str, target: Node, slips: Slips) -> bool:
    """Return whether a target is no longer listed; of equal dates the first in the file counts.

    A target with a modification on a day that can't be read is de-listed only if all that was
    done to it since it was listed is that.
    """
    modifications = list(target.nodes("modification"))
    types = [fold(each.attribute("modification-type")) for each in modifications]
    if DELISTED not in types:
        return False
    odd = [each for each in modifications if not _date(each) and any(map(each.attribute, DATES))]
    if odd:
        slips.note(where, "modified on a day that can't be read")
        return types[0] == DELISTED and set(types[1:]) <= {LISTED, AMENDED}
    latest = max(modifications, key=_date)
    return fold(latest.attribute("modification-type")) == DELISTED


def _body(target: Node) -> tuple[str, Node]:
    children = list(target.children())
    known = ((tag, child) for child in children if (tag := fold(child.name)) in (*KINDS, OBJECT))
    other = (("", child) for child in children if child.child("identity").element is not None)
    return next(chain(known, other), ("", Node(None)))


def _children(target: Node, tag: str) -> Iterator[Node]:
    # Children of the individual, entity or object; a child of the target would mean the same.
    yield from _body(target)[1].nodes(tag)
    yield from target.nodes(tag)


def _kind(where: str, target: Node, texts: Sequence[str], slips: Slips) -> Kind:
    tag, body = _body(target)
    if tag in KINDS:
        return KINDS[tag]
    if tag == OBJECT and not body.attribute("object-type"):
        slips.note(where, "that are objects without a type, read as a vessel")
        return Kind.VESSEL
    ship = [text for text in texts if opens_with_ship(text)]
    dates = (date for each in body.nodes("identity") for date in each.nodes("day-month-year"))
    born = [date.attribute("year") for date in dates]
    printed = body.attribute("object-type") or body.name
    return slips.kind(where, printed, ship=ship, person=born)


def _entry(where: str, target: Node, references: _References, slips: Slips) -> ListEntry | None:
    body, names = _body(target)[1], list(_names(target))
    texts = [child.value for child in _children(target, "other-information")]
    imo = next((ship_numbers(text)[0] for text in texts if opens_with_ship(text)), "")
    main = slips.name(where, [name for name, _, _ in names], imo)
    if not main:
        return None
    key = slips.key(where, target.attribute("ssid"), main)
    entry = ListEntry(key, _kind(where, target, texts, slips), main)
    entry.may_be_ship = slips.may_be_ship(where)
    for name, name_kind, spellings in names:
        entry.add_name(name, name_kind)
        for spelling, script in spellings:
            native = script != LATIN and name_kind == NameKind.STRONG_ALIAS
            entry.add_name(spelling, NameKind.NATIVE if native else name_kind)
    _note_target(entry, target, references)
    for identity in body.nodes("identity"):
        _note_identity(entry, identity, references)
    for text in texts:
        note_prose(entry, text)
    entry.add_fact("remarks", "; ".join(filter(None, _remarks(target, body, texts, references))))
    return entry


def _note_target(entry: ListEntry, target: Node, references: _References) -> None:
    sets = [child.value for child in target.nodes("sanctions-set-id")]
    for number in (target.attribute("sanctions-set-id"), *sets):
        program, basis = references.programs.get(number, ("", ""))
        entry.add_fact("programs", program)
        entry.add_fact("legal_basis", basis)
        _add_measures(entry, basis)
    listings = [
        _date(modification)
        for modification in target.nodes("modification")
        if fold(modification.attribute("modification-type")) == LISTED
    ]
    # If a target was listed, de-listed and listed again, its latest listing is in force.
    entry.add_fact("listed_on", max(listings, default=""))
    entry.add_fact("source_url", PAGE)
    for relation in _children(target, "relation"):
        entry.add_link(
            Relation.LINKED_TO, references.names.get(relation.attribute("target-id"), "")
        )


def _add_measures(entry: ListEntry, basis: str) -> None:
    """Add what a sanctions set says it is, such as ``Financial measures, annex 2``."""
    for words, measure, sentence in MEASURES:
        if words.search(basis):
            entry.add_measure(measure, f"Switzerland: {sentence} ({basis})")


def _names(target: Node) -> Iterator[tuple[str, NameKind, list[tuple[str, str]]]]:
    """Yield each name, main names first: as printed, its kind, its spellings with their script."""
    identities = _body(target)[1].nodes("identity")
    ranked = sorted(identities, key=lambda identity: identity.attribute("main") != "true")
    names = [name for identity in ranked for name in identity.nodes("name")]
    for name in sorted(names, key=_rank):
        parts = [part for part in _parts(name) if part.attribute("name-part-type") != TITLE]
        printed = " ".join(filter(None, (part.text("value") for part in parts)))
        kind = NAME_KINDS.get(fold(name.attribute("name-type")), NameKind.STRONG_ALIAS)
        if fold(name.attribute("quality")) == WEAK:
            kind = NameKind.WEAK_ALIAS
        if printed:
            yield printed, kind, list(_spellings(parts))


def _rank(name: Node) -> tuple[bool, bool]:
    return fold(name.attribute("name-type")) != PRIMARY, fold(name.attribute("quality")) == WEAK


def _parts(name: Node) -> list[Node]:
    def order(part: Node) -> int:
        number = part.attribute("order")
        return int(number) if number.isdecimal() and len(number) < 10 else 0

    return sorted(name.nodes("name-part"), key=order)


def _spellings(parts: Sequence[Node]) -> Iterator[tuple[str, str]]:
    """Yield whole names, joined from the parts' spellings in the same language and script."""
    groups: dict[tuple[str, str], list[list[str]]] = defaultdict(lambda: [[] for _ in parts])
    for position, part in enumerate(parts):
        for variant in part.nodes("spelling-variant"):
            key = variant.attribute("lang"), variant.attribute("script")
            groups[key][position].append(variant.value)
    for (_, script), by_part in groups.items():
        for number in range(max(map(len, by_part))):
            chosen = [
                _choose(part, variants, number, script)
                for part, variants in zip(parts, by_part, strict=True)
            ]
            yield " ".join(filter(None, chosen)), script


def _choose(part: Node, variants: Sequence[str], number: int, script: str) -> str:
    if variants:
        return variants[min(number, len(variants) - 1)]
    # A part without variants is used as printed, if the script is the same.
    return part.text("value") if script == LATIN else ""


def _note_identity(entry: ListEntry, identity: Node, references: _References) -> None:
    for date in identity.nodes("day-month-year"):
        entry.add_fact("birth_date", _birth_date(date))
    for nationality in identity.nodes("nationality"):
        _note_country(entry, nationality.text("country"))
    for address in identity.nodes("address"):
        _note_country(entry, references.place(address)[1])
    for document in identity.nodes("identification-document"):
        number = document.text("number")
        if number:
            label = document.attribute("document-type")
            entry.add_document(f"{label} {number}", document.text("issuer"))


def _note_country(entry: ListEntry, country: str) -> None:
    entry.add_fact("flag" if entry.kind == Kind.VESSEL else "countries", country)


def _birth_date(date: Node) -> str:
    parts = [date.attribute(name) for name in ("year", "month", "day")]
    known = [part.zfill(2) for part in parts[: parts.index("") if "" in parts else 3]]
    return "-".join(known)


def _remarks(
    target: Node, body: Node, texts: Sequence[str], references: _References
) -> Iterator[str]:
    for identifier in target.nodes("foreign-identifier"):
        yield f"Foreign identifier: {identifier.value}"
    yield from (child.value for child in _children(target, "justification"))
    yield from texts
    for attribute in _children(target, "generic-attribute"):
        yield f"{attribute.attribute('name')} {attribute.value}".strip()
    for identity in body.nodes("identity"):
        for part in (part for name in identity.nodes("name") for part in name.nodes("name-part")):
            if part.attribute("name-part-type") == TITLE:
                yield part.text("value")
        for address in identity.nodes("address"):
            lines = map(address.text, ("c-o", "address-details", "p-o-box", "zip-code"))
            text = ", ".join(filter(None, (*lines, *references.place(address))))
            yield f"Address: {text}" if text else ""


READER: Final = Reader(
    id="seco",
    version="2",
    publisher="Switzerland",
    recognises=by_root(ROOT),
    read_all=each_file(_read_one),
    list_id="ch-seco",
    records="targets",
    count=count_elements("target", without=MODIFICATION),  # which hold copies of targets
)
