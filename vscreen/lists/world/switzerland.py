"""Switzerland's whole list (SECO), as XML.

Programmes come first, targets next, places last. What is peculiar:

- a target points at a sanctions set, a part of a programme, by its ``ssid``;
- de-listed targets stay in the file, one in five in 2026: the ``modification`` with the latest
  effective date says which, and the newest does not always stand first. Inside a modification are
  old copies of names, which are no longer true and are never read;
- a ship is an ``object`` of type vessel. Its IMO number stands, if at all, in prose; the same words
  in a company's prose name another ship;
- names are in parts, each with its spellings in other scripts.

A file of the type ``amendment`` holds a few changes and is refused.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from vscreen.files.source import Source
from vscreen.files.xml import Node, parse_xml
from vscreen.lists.numbers_in_prose import note_company_text, note_ship_text
from vscreen.lists.reader import Contents, Reader, by_root, each_file
from vscreen.lists.reading import ListEntry, read_date, without_twins
from vscreen.schema import Kind, NameKind, Relation, Scheme

PAGE: Final = "https://www.sesam.search.admin.ch/sesam-search-web/pages/search.xhtml"

ROOT: Final = re.compile(rb"<swiss-sanctions-list[\s>]")
WHOLE: Final = "whole-list"
ENGLISH: Final = "eng"

KINDS: Final = {"individual": Kind.PERSON, "entity": Kind.ORGANIZATION, "object": Kind.VESSEL}
OBJECTS: Final = {"vessel": Kind.VESSEL, "aircraft": Kind.AIRCRAFT}
NAME_KINDS: Final = {
    "primary-name": NameKind.STRONG_ALIAS,
    "alias": NameKind.STRONG_ALIAS,
    "formerly-known-as": NameKind.FORMER,
}
WEAK: Final = "low"
TITLE: Final = "title"
LATIN: Final = "LATN"
DATES: Final = ("effective-date", "publication-date", "enactment-date")
LISTED: Final = "listed"
DELISTED: Final = "de-listed"
ISO: Final = re.compile(r"(?:\d{4}-\d\d-\d\d.*)?")


@dataclass
class _File:
    """What targets refer to: sets, places, and the names of other targets."""

    programs: dict[str, tuple[str, str]] = field(default_factory=dict)
    places: dict[str, tuple[str, str]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)


def _read_one(source: Source) -> Contents:
    """Return what the file holds, with a warning that counts who is de-listed.

    Refused if the XML is not well-formed, has a DOCTYPE or no date, is no whole list, or a
    target has no number or name, the number of another, or an unknown type. Empty if no target
    in it is in force.
    """
    root = Node(parse_xml(source, ROOT))
    said = root.attribute("list-type")
    if said != WHOLE:
        raise source.refuse(f"it is of the type {said!r}", "download the whole list instead")
    file = _look_up(root)
    # Targets alone, children of the root: modifications hold old copies of targets.
    targets = list(root.nodes("target"))
    for modification in (one for target in targets for one in target.nodes("modification")):
        if not ISO.fullmatch(_date(modification)):
            raise source.refuse(f"a target was modified on {_date(modification)!r}, no date")
    in_force = [target for target in targets if _state(target) != DELISTED]
    entries = (_entry(source, target, file) for target in in_force)
    gone = len(targets) - len(in_force)
    left_out = f"{source.path}: left out {gone:,} of {len(targets):,} targets, which are de-listed"
    return Contents(
        entries=without_twins(source, entries, "target"),
        sources=[source],
        published=read_date(source, "its date", root.attribute("date"), "one like 2026-10-05"),
        warnings=[left_out] if gone else [],
    )


def _look_up(root: Node) -> _File:
    file = _File()
    for program in root.nodes("sanctions-program"):
        key, name = _english(program, "program-key"), _english(program, "program-name")
        for one in program.nodes("sanctions-set"):
            number = one.attribute("ssid")
            if number not in file.programs or one.attribute("lang") == ENGLISH:
                file.programs[number] = key, ", ".join(filter(None, (name, one.value)))
    for place in root.nodes("place"):
        said = filter(None, map(place.text, ("location", "area")))
        file.places[place.attribute("ssid")] = ", ".join(said), place.text("country")
    for target in root.nodes("target"):
        file.names[target.attribute("ssid")] = next((name for name, _, _ in _names(target)), "")
    return file


def _english(node: Node, tag: str) -> str:
    texts = {one.attribute("lang"): one.value for one in node.nodes(tag)}
    return texts.get(ENGLISH) or next(iter(texts.values()), "")


def _date(modification: Node) -> str:
    return next(filter(None, map(modification.attribute, DATES)), "")


def _state(target: Node) -> str:
    """Return the type of the latest modification; of equal dates the first in the file."""
    modifications = list(target.nodes("modification"))
    latest = max(modifications, key=_date, default=None)
    return latest.attribute("modification-type") if latest else ""


def _body(target: Node) -> tuple[str, Node]:
    for tag in KINDS:
        body = target.child(tag)
        if body.element is not None:
            return tag, body
    return "", Node(None)


def _around(target: Node, tag: str) -> Iterator[Node]:
    # They stand in the individual, entity or object; beside it would mean the same.
    yield from _body(target)[1].nodes(tag)
    yield from target.nodes(tag)


def _kind(tag: str, body: Node) -> Kind | None:
    return OBJECTS.get(body.attribute("object-type")) if tag == "object" else KINDS.get(tag)


def _entry(source: Source, target: Node, file: _File) -> ListEntry:
    key, (tag, body) = target.attribute("ssid"), _body(target)
    kind, names = _kind(tag, body), list(_names(target))
    if not key or not names or kind is None:
        raise source.refuse(
            f"the target {key!r} has {len(names)} names and the type "
            f"{tag or 'nothing'} {body.attribute('object-type')}".rstrip()
        )
    entry = ListEntry(key, kind, names[0][0])
    for name, said, spellings in names:
        entry.add_name(name, said)
        for spelling, script in spellings:
            native = script != LATIN and said == NameKind.STRONG_ALIAS
            entry.add_name(spelling, NameKind.NATIVE if native else said)
    _note_target(entry, target, file)
    texts = [one.value for one in _around(target, "other-information")]
    for identity in body.nodes("identity"):
        _note_identity(entry, identity, file)
    for text in texts:
        if kind == Kind.VESSEL:
            note_ship_text(entry, text)
        elif kind == Kind.ORGANIZATION:
            note_company_text(entry, text)
    entry.add_fact("remarks", "; ".join(filter(None, _remarks(target, body, texts, file))))
    return entry


def _note_target(entry: ListEntry, target: Node, file: _File) -> None:
    sets = [target.attribute("sanctions-set-id")]
    for number in (*sets, *(one.value for one in target.nodes("sanctions-set-id"))):
        program, basis = file.programs.get(number, ("", ""))
        entry.add_fact("programs", program)
        entry.add_fact("legal_basis", basis)
    listings = [
        _date(one)
        for one in target.nodes("modification")
        if one.attribute("modification-type") == LISTED
    ]
    # Listed, de-listed and listed again: the latest listing is the one in force.
    entry.add_fact("listed_on", max(listings, default=""))
    entry.add_fact("source_url", PAGE)
    for relation in _around(target, "relation"):
        entry.add_link(Relation.LINKED_TO, file.names.get(relation.attribute("target-id"), ""))


def _names(target: Node) -> Iterator[tuple[str, NameKind, list[tuple[str, str]]]]:
    """Yield each name, the main one first: as printed, its kind, its spellings and their script."""
    identities = sorted(
        _body(target)[1].nodes("identity"), key=lambda one: one.attribute("main") != "true"
    )
    names = [name for identity in identities for name in identity.nodes("name")]
    for name in sorted(names, key=_rank):
        parts = [part for part in _parts(name) if part.attribute("name-part-type") != TITLE]
        printed = " ".join(filter(None, (part.text("value") for part in parts)))
        kind = NAME_KINDS.get(name.attribute("name-type"), NameKind.STRONG_ALIAS)
        if kind == NameKind.STRONG_ALIAS and name.attribute("quality") == WEAK:
            kind = NameKind.WEAK_ALIAS
        if printed:
            yield printed, kind, list(_spellings(parts))


def _rank(name: Node) -> tuple[bool, bool]:
    return name.attribute("name-type") != "primary-name", name.attribute("quality") == WEAK


def _parts(name: Node) -> list[Node]:
    def place(part: Node) -> int:
        said = part.attribute("order")
        return int(said) if said.isdecimal() else 0

    return sorted(name.nodes("name-part"), key=place)


def _spellings(parts: Sequence[Node]) -> Iterator[tuple[str, str]]:
    """Yield whole names, put together of the parts' spellings in one language and script."""
    found: dict[tuple[str, str], list[list[str]]] = defaultdict(lambda: [[] for _ in parts])
    for place, part in enumerate(parts):
        for one in part.nodes("spelling-variant"):
            found[one.attribute("lang"), one.attribute("script")][place].append(one.value)
    for (_, script), by_part in found.items():
        for number in range(max(map(len, by_part))):
            chosen = [
                _choose(part, said, number, script)
                for part, said in zip(parts, by_part, strict=True)
            ]
            yield " ".join(filter(None, chosen)), script


def _choose(part: Node, said: Sequence[str], number: int, script: str) -> str:
    if said:
        return said[min(number, len(said) - 1)]
    # A part without a spelling of its own is spelled as it is, if in the same letters.
    return part.text("value") if script == LATIN else ""


def _note_identity(entry: ListEntry, identity: Node, file: _File) -> None:
    for one in identity.nodes("day-month-year"):
        entry.add_fact("birth_date", _birth_date(one))
    for one in identity.nodes("nationality"):
        _note_country(entry, one.text("country"))
    for one in identity.nodes("address"):
        _note_country(entry, file.places.get(one.attribute("place-id"), ("", ""))[1])
    for one in identity.nodes("identification-document"):
        said = f"{one.attribute('document-type')} {one.text('number')}".strip()
        issuer = one.text("issuer")
        if one.text("number"):
            entry.add_identifier(Scheme.OTHER, f"{said} ({issuer})" if issuer else said)


def _note_country(entry: ListEntry, country: str) -> None:
    entry.add_fact("flag" if entry.kind == Kind.VESSEL else "countries", country)


def _birth_date(one: Node) -> str:
    parts = [one.attribute(name) for name in ("year", "month", "day")]
    known = [part.zfill(2) for part in parts[: parts.index("") if "" in parts else 3]]
    return "-".join(known)


def _remarks(target: Node, body: Node, texts: Sequence[str], file: _File) -> Iterator[str]:
    for one in target.nodes("foreign-identifier"):
        yield f"Foreign identifier: {one.value}"
    yield from (one.value for one in _around(target, "justification"))
    yield from texts
    for one in _around(target, "generic-attribute"):
        yield f"{one.attribute('name')} {one.value}".strip()
    for identity in body.nodes("identity"):
        for part in (part for name in identity.nodes("name") for part in name.nodes("name-part")):
            if part.attribute("name-part-type") == TITLE:
                yield part.text("value")
        for one in identity.nodes("address"):
            place, country = file.places.get(one.attribute("place-id"), ("", ""))
            lines = map(one.text, ("c-o", "address-details", "p-o-box", "zip-code"))
            said = ", ".join(filter(None, (*lines, place, country)))
            yield f"Address: {said}" if said else ""


READER: Final = Reader(
    id="seco",
    version="1",
    publisher="Switzerland",
    recognises=by_root(ROOT),
    read_all=each_file(_read_one),
    list_id="ch-seco",
    verified=False,
)
