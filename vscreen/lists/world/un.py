"""The UN Security Council's consolidated list, as XML.

It holds persons and entities; the ships of the North Korea committee are a separate PDF. A ship
listed by the Libya committee (``LYe.006``) is an entity in this list, recognised by its comments,
which begin with its IMO number. A name is in up to four fields; an alias may hold several
spellings, ``;`` between them, or a name in two scripts; since April 2026 its original script may
have a field of its own. An entry without a name, or an alias of unknown quality, is a warning. A
``VESSEL``, which no edition has yet, would be a ship; what a new field holds goes into the remarks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from vscreen.files.dates import parse_day
from vscreen.files.source import Source
from vscreen.files.xml import Node, parse_xml
from vscreen.lists.counting import count_elements
from vscreen.lists.numbers_in_prose import note_prose, opens_with_ship
from vscreen.lists.reader import Contents, Reader, by_root, each_file
from vscreen.lists.reading import ListEntry, is_native
from vscreen.lists.receipt import SetAside
from vscreen.lists.slips import Slips, look_up
from vscreen.schema import Kind, NameKind

PAGE: Final = "https://main.un.org/securitycouncil/en/content/un-sc-consolidated-list"

ROOT: Final = re.compile(rb"<CONSOLIDATED_LIST[\s>]")
KINDS: Final = {
    "INDIVIDUAL": Kind.PERSON, "ENTITY": Kind.ORGANIZATION,
    # Which the UN has not listed as such yet:
    "VESSEL": Kind.VESSEL, "SHIP": Kind.VESSEL, "AIRCRAFT": Kind.AIRCRAFT,
}  # fmt: skip
NAME_FIELDS: Final = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
QUALITIES: Final = {
    "good": NameKind.STRONG_ALIAS,
    "high": NameKind.STRONG_ALIAS,
    "low": NameKind.WEAK_ALIAS,
    "weak": NameKind.WEAK_ALIAS,
    "aka": NameKind.STRONG_ALIAS,
    "alsoknownas": NameKind.STRONG_ALIAS,
    "fka": NameKind.FORMER,
    "formerlyknownas": NameKind.FORMER,
}
"""Quality of an alias, folded -> kind of name."""
FORMER: Final = re.compile(r"(?:formerly|previously) listed as", re.IGNORECASE)
ARABIC: Final = re.compile(r"in Arabic[^:]*:\s*([^;.,]+)", re.IGNORECASE)
TWO_SCRIPTS: Final = re.compile(r"([^()]+)\((.+)\)")
ADDRESS_FIELDS: Final = ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY", "NOTE")
ALIAS_FIELDS: Final = ("NOTE", "DATE_OF_BIRTH", "CITY_OF_BIRTH", "COUNTRY_OF_BIRTH")
PLACES: Final = {"{}_ADDRESS": "Address", "{}_PLACE_OF_BIRTH": "Born in"}
# What is kept elsewhere, or tells of the record and not of its subject.
KNOWN: Final = {
    "DATAID", "VERSIONNUM", "UN_LIST_TYPE", "REFERENCE_NUMBER", "LISTED_ON", "GENDER",
    "NAME_ORIGINAL_SCRIPT", "COMMENTS1", "TITLE", "DESIGNATION", "NATIONALITY", "LIST_TYPE",
    "LAST_DAY_UPDATED", "SORT_KEY", "SORT_KEY_LAST_MOD", "INTERPOL_LINK", "HAS_INTERPOL_LINK",
    "ALIAS", "ADDRESS", "DATE_OF_BIRTH", "PLACE_OF_BIRTH", "DOCUMENT", *NAME_FIELDS,
}  # fmt: skip
DOCUMENT_FIELDS: Final = ("TYPE_OF_DOCUMENT", "TYPE_OF_DOCUMENT2", "NUMBER")


def _read_one(source: Source) -> Contents:
    """Return what the file holds.

    Refused if the XML is not well-formed or has a DOCTYPE. Empty if it holds no entries.
    """
    root = parse_xml(source, ROOT)
    slips, set_aside = Slips(source, "subjects"), list[SetAside]()
    nodes = [Node(node) for node in root.iter(*(f"{{*}}{name}" for name in KINDS))]
    gathered = [_entry(slips, set_aside, node, place) for place, node in enumerate(nodes, 1)]
    entries = slips.unique(filter(None, gathered), "number")
    return Contents(
        entries=entries,
        sources=[source],
        published=_published(slips, Node(root).attribute("dateGenerated")),
        warnings=slips.warnings(),
        set_aside=set_aside,
    )


def _published(slips: Slips, printed: str) -> date | None:
    day = parse_day(printed[:10])
    if day is None:
        missing = "without a date on which they were published"
        slips.note("the list", f"dated {printed!r}, which is no date" if printed else missing)
    return day


def _entry(slips: Slips, set_aside: list[SetAside], node: Node, place: int) -> ListEntry | None:
    item, comments = node.name, node.text("COMMENTS1")
    where = node.text("REFERENCE_NUMBER") or node.text("DATAID") or f"{item.lower()}-{place}"
    aliases = list(node.nodes(f"{item}_ALIAS"))
    names = _names(" ".join(filter(None, map(node.text, NAME_FIELDS))))
    if not names:
        others = (node.text("NAME_ORIGINAL_SCRIPT"), *(a.text("ALIAS_NAME") for a in aliases))
        names = _names(next(filter(None, others), ""))
        if not names:
            set_aside.append(SetAside(where, "without a name"))
            return None
        slips.note(where, "without a name, called by another of their names")
    kind = KINDS[item]
    is_ship = kind == Kind.ORGANIZATION and opens_with_ship(comments)
    entry = ListEntry(where, Kind.VESSEL if is_ship else kind, names[0])
    for name in names[1:]:
        entry.add_name(name, NameKind.STRONG_ALIAS)
    entry.add_name(node.text("NAME_ORIGINAL_SCRIPT"), NameKind.NATIVE)
    for alias in aliases:
        _add_alias(slips, entry, alias)
    entry.add_fact("programs", node.text("UN_LIST_TYPE"))
    entry.add_fact("listed_on", node.text("LISTED_ON"))
    entry.add_fact("source_url", node.text("INTERPOL_LINK") or PAGE)
    _add_countries(entry, node, item)
    _add_person(entry, node, item)
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


def _add_alias(slips: Slips, entry: ListEntry, alias: Node) -> None:
    quality, note = alias.text("QUALITY"), alias.text("NOTE")
    kind = look_up(quality, QUALITIES) if quality else NameKind.STRONG_ALIAS
    if kind is None:
        slips.note(entry.key, f"with an alias of the quality {quality!r}, read as a strong alias")
        kind = NameKind.STRONG_ALIAS
    kind = NameKind.FORMER if FORMER.search(note) else kind
    for name in _names(alias.text("ALIAS_NAME")):
        entry.add_name(name, kind)
    native = NameKind.WEAK_ALIAS if kind == NameKind.WEAK_ALIAS else NameKind.NATIVE
    entry.add_name(alias.text("NAME_ORIGINAL_SCRIPT"), native)
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


def _add_person(entry: ListEntry, node: Node, item: str) -> None:
    for birth in node.nodes(f"{item}_DATE_OF_BIRTH"):
        years = "-".join(filter(None, (birth.text("FROM_YEAR"), birth.text("TO_YEAR"))))
        date = birth.text("DATE") or birth.text("YEAR") or years or birth.text("NOTE")
        about = "circa " if date and birth.text("TYPE_OF_DATE") == "APPROXIMATELY" else ""
        entry.add_fact("birth_date", about + date)
    for document in node.nodes(f"{item}_DOCUMENT"):
        number = " ".join(filter(None, map(document.text, DOCUMENT_FIELDS)))
        if any(map(str.isdigit, number)):  # of some the kind holds it
            country = document.text("ISSUING_COUNTRY") or document.text("COUNTRY_OF_ISSUE")
            entry.add_document(number, country)


def _remarks(node: Node, item: str) -> Iterator[str]:
    for container in ("TITLE", "DESIGNATION"):
        yield "; ".join(value.value for value in node.each(container, "VALUE"))
    yield node.text("COMMENTS1")
    for alias in node.nodes(f"{item}_ALIAS"):
        said = ", ".join(filter(None, map(alias.text, ALIAS_FIELDS)))
        yield f"Alias {alias.text('ALIAS_NAME')}: {said}" if said else ""
    for name, label in PLACES.items():
        for place in node.nodes(name.format(item)):
            lines = ", ".join(filter(None, map(place.text, ADDRESS_FIELDS)))
            yield f"{label}: {lines}" if lines else ""
    for document in node.nodes(f"{item}_DOCUMENT"):
        kind, note = document.text("TYPE_OF_DOCUMENT"), document.text("NOTE")
        yield f"{kind or 'Document'} {document.text('NUMBER')}: {note}" if note else ""
    for field in node.children():
        if field.name.removeprefix(f"{item}_") not in KNOWN:
            yield f"{field.name}: {said}" if (said := field.whole) else ""


READER: Final = Reader(
    id="un",
    version="2",
    publisher="the UN",
    recognises=by_root(ROOT),
    read_all=each_file(_read_one),
    list_id="un-sc",
    records="subjects",
    count=count_elements(*KINDS),
)
