"""The EU's consolidated list of asset freezes (FSF), as XML 1.1; its CSV editions build on this.

A ``sanctionEntity`` is a subject under one programme: a subject under two has two elements with the
same ``logicalId``, which become one entry. No name is marked as primary, only a remark marks it as
weak, and languages mix, so the first English or unmarked name is the primary name. Ships are typed
as enterprises with an identification ``imo``; so are companies with their own IMO numbers, and only
the check digit tells them apart. The ships of Annex XLII are another list (`eu_ships`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from vscreen.files.source import Source
from vscreen.files.xml import Node, parse_xml
from vscreen.identifiers.imo import clean_imo, is_valid_imo_company, is_valid_imo_ship
from vscreen.lists.numbers_in_prose import note_company_text
from vscreen.lists.reader import Contents, Reader, by_root, each_file
from vscreen.lists.reading import ListEntry, is_native, read_date
from vscreen.schema import Kind, NameKind, Scheme

LIST: Final = "eu-fsf"
PAGE: Final = "https://webgate.ec.europa.eu/fsd/fsf#!/files"

ROOT: Final = re.compile(rb"<(?:\w+:)?export\s[^>]*fsd/export")
BLOCKS: Final = ("regulation", "nameAlias", "address", "birthdate", "identification", "citizenship")
PERSON: Final = ("person", "P")
ENTERPRISE: Final = ("enterprise", "E")

WEAK: Final = re.compile(r"\b(?:low quality|weak)\b", re.IGNORECASE)
FORMER: Final = re.compile(r"\(?formerly known as\)?(?:[\s:]+(.{3,80}))?", re.IGNORECASE)
ORIGINAL: Final = re.compile(r"original script:\s*([^()]+)", re.IGNORECASE)
LEADING: Final = ("", "en")
UNKNOWN: Final = ("", "UNKNOWN", "00")
ADDRESS_FIELDS: Final = (
    "street", "pobox", "zipcode", "city", "place", "region", "countrydescription",
)  # fmt: skip

# The only two ships known in this list, both under the measures against North Korea.
SHIPS: Final = ("EU.9442.82", "EU.9443.81")
SCHEMES: Final = {"regnumber": Scheme.REGISTRATION, "fiscalcode": Scheme.TAX}

Values = dict[str, str]


@dataclass
class Subject:
    """A subject as the file gives it: its own values, and blocks of values under it.

    The keys of values are the XML's attribute names in lower case.
    """

    key: str
    own: Values
    blocks: dict[str, list[Values]] = field(default_factory=dict)

    def block(self, name: str) -> list[Values]:
        """Return the values of each block of this name, none if it has no such block."""
        return self.blocks.get(name, [])

    def add(self, name: str, values: Values) -> None:
        """Add a block, unless all its values are blank or it repeats another block."""
        known = self.blocks.setdefault(name, [])
        if any(values.values()) and values not in known:
            known.append(values)


def _read_one(source: Source) -> Contents:
    """Return what the file holds.

    Refused if the XML is not well-formed, has a DOCTYPE or no date, or a subject no number,
    name or known type. Empty if it holds no entries.
    """
    root = Node(parse_xml(source, ROOT))
    subjects = [_subject(node) for node in root.nodes("sanctionEntity")]
    day = root.attribute("generationDate")
    return Contents(
        entries=build_entries(source, subjects),
        sources=[source],
        published=read_date(source, "generationDate", day, "a date like 2021-03-02", length=10),
    )


def _subject(node: Node) -> Subject:
    own = _values(node)
    own["type"] = node.child("subjectType").attribute("code")
    subject = Subject(own.get("logicalid", ""), own)
    for name in BLOCKS:
        for block in node.nodes(name):
            subject.add(name, _values(block))
    return subject


def _values(node: Node) -> Values:
    attributes = () if node.element is None else node.element.items()
    values = {str(name).lower(): str(value).strip() for name, value in attributes}
    remarks = [remark.value for remark in node.nodes("remark")]
    return values | {"remark": "; ".join(filter(None, remarks)), "url": node.text("publicationUrl")}


def build_entries(source: Source, subjects: Iterable[Subject]) -> list[ListEntry]:
    """Return an entry for each key, whatever the programmes of its subjects are.

    Parameters
    ----------
    source
        The file, for the messages of errors.
    subjects
        Its subjects, of which several may have the same key.

    Raises
    ------
    ListFormatError
        If a subject has no key, no name, an unknown type, or two types.
    """
    entries: dict[str, ListEntry] = {}
    for subject in subjects:
        entry = _entry(source, subject)
        known = entries.setdefault(entry.key, entry)
        if known.kind != entry.kind:
            raise source.refuse(f"the entry {entry.key} is a {known.kind} and a {entry.kind}")
        _note(known, subject)
    return list(entries.values())


def _entry(source: Source, subject: Subject) -> ListEntry:
    kind, names = _kind(subject), [alias.get("wholename", "") for alias in _by_rank(subject)]
    if not subject.key or not kind or not any(names):
        raise source.refuse(
            f"the subject {subject.key!r} has the names {names[:3]} and the type "
            f"{subject.own.get('type')!r}; known are {', '.join((*PERSON, *ENTERPRISE))}"
        )
    return ListEntry(subject.key, kind, next(filter(None, names)))


def _by_rank(subject: Subject) -> list[Values]:
    return sorted(subject.block("nameAlias"), key=_rank)


def _rank(alias: Values) -> tuple[bool, bool]:
    name, language = alias.get("wholename", ""), alias.get("namelanguage", "")
    leads = language.lower() in LEADING and not is_native(name)
    return not leads, _alias_kind(alias) != NameKind.STRONG_ALIAS


def _kind(subject: Subject) -> Kind | None:
    code = subject.own.get("type", "")
    if code in PERSON:
        return Kind.PERSON
    if code not in ENTERPRISE:
        return None
    documents = [_identification(block) for block in subject.block("identification")]
    only_imo = {document.get("typecode", "") for document in documents} == {"imo"}
    is_ship = only_imo and all(_is_ships(document.get("number", "")) for document in documents)
    listed = subject.own.get("eureferencenumber", "") in SHIPS
    return Kind.VESSEL if listed or is_ship else Kind.ORGANIZATION


def _is_ships(number: str) -> bool:
    bare = clean_imo(number)
    return is_valid_imo_ship(bare) and not is_valid_imo_company(bare)


def _identification(values: Values) -> Values:
    return {name.removeprefix("identification"): value for name, value in values.items()}


def _alias_kind(alias: Values) -> NameKind:
    remark = alias.get("remark", "")
    former = FORMER.fullmatch(remark)
    if former and not former[1]:
        return NameKind.FORMER
    is_weak = alias.get("strong") == "false" or WEAK.search(remark)
    return NameKind.WEAK_ALIAS if is_weak else NameKind.STRONG_ALIAS


def _note(entry: ListEntry, subject: Subject) -> None:
    for alias in subject.block("nameAlias"):
        _note_alias(entry, alias)
    for regulation in subject.block("regulation"):
        entry.add_fact("programs", regulation.get("programme", ""))
        entry.add_fact("legal_basis", regulation.get("numbertitle", ""))
        entry.add_fact("source_url", regulation.get("url", "") or PAGE)
    for birth in subject.block("birthdate"):
        entry.add_fact("birth_date", _birth_date(birth))
    for values in subject.block("identification"):
        _note_identification(entry, _identification(values))
    if entry.kind != Kind.VESSEL:
        for block in (*subject.block("citizenship"), *subject.block("address")):
            entry.add_fact("countries", _country(block))
    if entry.kind == Kind.ORGANIZATION:
        note_company_text(entry, subject.own.get("remark", ""))
    entry.add_listing_date(_listing_date(subject))
    entry.add_fact("remarks", "; ".join(dict.fromkeys(filter(None, _remarks(subject)))))


def _note_alias(entry: ListEntry, alias: Values) -> None:
    entry.add_name(alias.get("wholename", ""), _alias_kind(alias))
    remark = alias.get("remark", "")
    former = FORMER.fullmatch(remark)
    if former and former[1]:
        entry.add_name(former[1].rstrip(" .)"), NameKind.FORMER)
    for name in ORIGINAL.findall(remark):
        entry.add_name(name, NameKind.NATIVE)


def _listing_date(subject: Subject) -> str:
    dates = [values.get("entryintoforcedate", "") for values in subject.block("regulation")]
    return subject.own.get("designationdate") or min(filter(None, dates), default="")


def _birth_date(birth: Values) -> str:
    years = (birth.get("yearrangefrom", ""), birth.get("yearrangeto", ""))
    date = birth.get("birthdate") or birth.get("year") or "-".join(filter(None, years))
    return f"circa {date}" if date and birth.get("circa") == "true" else date


def _country(values: Values) -> str:
    country = values.get("countrydescription") or values.get("countryiso2code", "")
    return "" if country in UNKNOWN else country


def _note_identification(entry: ListEntry, document: Values) -> None:
    number, code = document.get("number", ""), document.get("typecode", "")
    if code == "imo":
        entry.add_imo(number)
    elif code in SCHEMES:
        entry.add_identifier(SCHEMES[code], number)
    elif number:
        label = document.get("typedescription") or code
        entry.add_document(f"{label} {number}", _country(document))


def _remarks(subject: Subject) -> Iterator[str]:
    own = subject.own
    yield from (own.get("eureferencenumber", ""), own.get("unitednationid", ""))
    yield from (own.get("remark", ""), own.get("designationdetails", ""))
    for alias in subject.block("nameAlias"):
        yield from (alias.get("title", ""), alias.get("function", ""))
        if alias.get("remark"):
            yield f"Name {alias.get('wholename', '')}: {alias['remark']}"
    for address in subject.block("address"):
        values = (address.get(name, "") for name in ADDRESS_FIELDS)
        text = ", ".join(value for value in values if value not in UNKNOWN)
        yield f"Address: {text}" if text else ""


READER: Final = Reader(
    id="eu_fsf",
    version="1",
    publisher="the EU",
    recognises=by_root(ROOT),
    read_all=each_file(_read_one),
    list_id=LIST,
)
