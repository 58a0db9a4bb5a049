"""The UN Security Council's consolidated list, as XML.

It holds persons and entities; the ships of the North Korea committee are a separate PDF. A ship
listed by the Libya committee (``LYe.006``) is an entity in this list, recognised by its comments,
which begin with its IMO number. A name is in up to four fields; an alias may hold several
spellings, ``;`` between them, or a name in two scripts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from vscreen.files.source import Source
from vscreen.files.xml import Node, parse_xml
from vscreen.lists.numbers_in_prose import note_prose, opens_with_ship
from vscreen.lists.reader import Contents, Reader, by_root, each_file
from vscreen.lists.reading import ListEntry, is_native, read_date, require_unique
from vscreen.schema import Kind, NameKind

PAGE: Final = "https://main.un.org/securitycouncil/en/content/un-sc-consolidated-list"

ROOT: Final = re.compile(rb"<CONSOLIDATED_LIST[\s>]")
GROUPS: Final = (
    ("INDIVIDUALS", "INDIVIDUAL", Kind.PERSON),
    ("ENTITIES", "ENTITY", Kind.ORGANIZATION),
)
NAME_FIELDS: Final = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
QUALITIES: Final = {
    "Good": NameKind.STRONG_ALIAS,
    "Low": NameKind.WEAK_ALIAS,
    "a.k.a.": NameKind.STRONG_ALIAS,
    "f.k.a.": NameKind.FORMER,
    "": NameKind.STRONG_ALIAS,
}
FORMER: Final = re.compile(r"(?:formerly|previously) listed as", re.IGNORECASE)
ARABIC: Final = re.compile(r"in Arabic[^:]*:\s*([^;.,]+)", re.IGNORECASE)
TWO_SCRIPTS: Final = re.compile(r"([^()]+)\((.+)\)")
ADDRESS_FIELDS: Final = ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY", "NOTE")
DOCUMENT_FIELDS: Final = ("TYPE_OF_DOCUMENT", "TYPE_OF_DOCUMENT2", "NUMBER")


def _read_one(source: Source) -> Contents:
    """Return what the file holds.

    Refused if the XML is not well-formed, has a DOCTYPE or no date, or an entry has no name or
    number, the number of another, or an alias of unknown quality. Empty if it holds no entries.
    """
    root = Node(parse_xml(source, ROOT))
    day = root.attribute("dateGenerated")
    entries = (
        _entry(source, node, item, kind)
        for group, item, kind in GROUPS
        for node in root.each(group, item)
    )
    return Contents(
        entries=require_unique(source, entries, "entry"),
        sources=[source],
        published=read_date(source, "dateGenerated", day, "a date like 2026-08-01", length=10),
    )


def _entry(source: Source, node: Node, item: str, kind: Kind) -> ListEntry:
    comments = node.text("COMMENTS1")
    key = node.text("REFERENCE_NUMBER") or node.text("DATAID")
    names = _names(" ".join(filter(None, map(node.text, NAME_FIELDS))))
    if not key or not names:
        raise source.refuse(f"the {item.lower()} {key!r} has the names {names}")
    is_ship = kind == Kind.ORGANIZATION and opens_with_ship(comments)
    entry = ListEntry(key, Kind.VESSEL if is_ship else kind, names[0])
    for name in names[1:]:
        entry.add_name(name, NameKind.STRONG_ALIAS)
    entry.add_name(node.text("NAME_ORIGINAL_SCRIPT"), NameKind.NATIVE)
    for alias in node.nodes(f"{item}_ALIAS"):
        _add_alias(source, entry, alias)
    entry.add_fact("programs", node.text("UN_LIST_TYPE"))
    entry.add_fact("listed_on", node.text("LISTED_ON"))
    entry.add_fact("source_url", node.text("INTERPOL_LINK") or PAGE)
    _add_countries(entry, node, item)
    _add_person(entry, node)
    entry.add_fact("remarks", "; ".join(filter(None, _remarks(node, item))))
    note_prose(entry, comments)
    return entry


def _names(printed: str) -> list[str]:
    """Return the spellings in a name field.

    Examples
    --------
    >>> _names("GREAT LAKES (GLBC) ; LAKES AIR")
    ['GREAT LAKES (GLBC)', 'LAKES AIR']
    """
    printed = re.sub(r"\s+", " ", printed)
    both = TWO_SCRIPTS.fullmatch(printed.strip())
    if both and is_native(both[1]) and not is_native(both[2]):
        return [both[1].strip(), *_names(both[2])]
    return [name.strip() for name in printed.split(";") if name.strip()]


def _add_alias(source: Source, entry: ListEntry, alias: Node) -> None:
    quality, note = alias.text("QUALITY"), alias.text("NOTE")
    if quality not in QUALITIES:
        raise source.refuse(
            f"an alias of the entry {entry.key} has the unknown quality {quality!r}; "
            f"known are {', '.join(filter(None, QUALITIES))}"
        )
    kind = NameKind.FORMER if FORMER.search(note) else QUALITIES[quality]
    for name in _names(alias.text("ALIAS_NAME")):
        entry.add_name(name, kind)
    for name in ARABIC.findall(note):
        entry.add_name(name, NameKind.NATIVE)


def _add_countries(entry: ListEntry, node: Node, item: str) -> None:
    # A ship's address is a port where it was seen, not its flag.
    if entry.kind == Kind.VESSEL:
        return
    for nationality in node.each("NATIONALITY", "VALUE"):
        entry.add_fact("countries", nationality.value)
    for address in node.nodes(f"{item}_ADDRESS"):
        entry.add_fact("countries", address.text("COUNTRY"))


def _add_person(entry: ListEntry, node: Node) -> None:
    for birth in node.nodes("INDIVIDUAL_DATE_OF_BIRTH"):
        years = "-".join(filter(None, (birth.text("FROM_YEAR"), birth.text("TO_YEAR"))))
        date = birth.text("DATE") or birth.text("YEAR") or years or birth.text("NOTE")
        about = "circa " if date and birth.text("TYPE_OF_DATE") == "APPROXIMATELY" else ""
        entry.add_fact("birth_date", about + date)
    for document in node.nodes("INDIVIDUAL_DOCUMENT"):
        if document.text("NUMBER"):
            number = " ".join(filter(None, map(document.text, DOCUMENT_FIELDS)))
            country = document.text("ISSUING_COUNTRY") or document.text("COUNTRY_OF_ISSUE")
            entry.add_document(number, country)


def _remarks(node: Node, item: str) -> Iterator[str]:
    for container in ("TITLE", "DESIGNATION"):
        yield "; ".join(value.value for value in node.each(container, "VALUE"))
    yield node.text("COMMENTS1")
    for alias in node.nodes(f"{item}_ALIAS"):
        if alias.text("NOTE"):
            yield f"Alias {alias.text('ALIAS_NAME')}: {alias.text('NOTE')}"
    for address in node.nodes(f"{item}_ADDRESS"):
        lines = ", ".join(filter(None, map(address.text, ADDRESS_FIELDS)))
        yield f"Address: {lines}" if lines else ""


READER: Final = Reader(
    id="un",
    version="1",
    publisher="the UN",
    recognises=by_root(ROOT),
    read_all=each_file(_read_one),
    list_id="un-sc",
)
