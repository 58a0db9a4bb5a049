"""The EU's consolidated list of asset freezes (FSF), as XML 1.1; its CSV editions build on this.

A ``sanctionEntity`` is a subject under one programme: a subject under two has two elements with the
same ``logicalId``, which become one entry. No name is marked as primary, only a remark marks it as
weak, and languages mix, so the first English or unmarked name is the primary name. Ships are typed
as enterprises with an identification ``imo``; so are companies with their own IMO numbers, and only
the check digit tells them apart. The ships of Annex XLII are another list (`eu_ships`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from vscreen.files.source import Source
from vscreen.files.xml import Node, parse_xml
from vscreen.identifiers.imo import clean_imo, is_valid_imo_company, is_valid_imo_ship
from vscreen.lists.counting import count_elements
from vscreen.lists.numbers_in_prose import note_prose
from vscreen.lists.own import slug
from vscreen.lists.reader import Contents, Reader, by_root, each_file
from vscreen.lists.reading import ListEntry, is_native, read_date
from vscreen.lists.receipt import SetAside
from vscreen.lists.slips import Slips, look_up
from vscreen.schema import Kind, NameKind, Scheme

LIST: Final = "eu-fsf"
PAGE: Final = "https://webgate.ec.europa.eu/fsd/fsf#!/files"

ROOT: Final = re.compile(rb"<(?:\w+:)?export\s[^>]*fsd/export")
BLOCKS: Final = ("regulation", "nameAlias", "address", "birthdate", "identification", "citizenship")
# Folded codes of the subject types, and the kinds; ships are enterprises.
TYPES: Final[Mapping[str, Kind]] = {
    "person": Kind.PERSON, "p": Kind.PERSON, "individual": Kind.PERSON,
    "enterprise": Kind.ORGANIZATION, "e": Kind.ORGANIZATION, "entity": Kind.ORGANIZATION,
    "organisation": Kind.ORGANIZATION, "organization": Kind.ORGANIZATION,
    "vessel": Kind.VESSEL, "ship": Kind.VESSEL, "v": Kind.VESSEL,
}  # fmt: skip
NAME_PARTS: Final = ("firstname", "middlename", "lastname")
CLASSIFICATION: Final = "subjecttype_classificationcode"
NAMELESS: Final = "without a name"

WEAK: Final = re.compile(r"\b(?:low quality|weak)\b", re.IGNORECASE)
FORMER: Final = re.compile(r"\(?formerly known as\)?(?:[\s:]+(.{3,80}))?", re.IGNORECASE)
ORIGINAL: Final = re.compile(r"original script:\s*([^()]+)", re.IGNORECASE)
LEADING: Final = ("", "en")
UNKNOWN: Final = ("", "UNKNOWN", "00")
PLACE_FIELDS: Final = (
    "number", "street", "pobox", "zipcode", "city", "place", "region", "other",
    "countrydescription",
)  # fmt: skip
PLACED: Final = {"address": "Address", "birthdate": "Born in"}
BLOCKS_WITH_REMARKS: Final = ("address", "birthdate", "identification", "citizenship")

# The only two ships known in this list, both under the measures against North Korea.
SHIPS: Final = ("EU.9442.82", "EU.9443.81")
SCHEMES: Final = {"regnumber": Scheme.REGISTRATION, "fiscalcode": Scheme.TAX}

Values = dict[str, str]


@dataclass
class Subject:
    """A subject as the file gives it: its own values, and blocks of values under it.

    The keys of values are the XML's attribute names in lower case; ``records`` is how many of the
    publisher's records it came from.
    """

    key: str
    own: Values
    blocks: dict[str, list[Values]] = field(default_factory=dict)
    records: int = 1

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

    Refused if the XML is not well-formed, has a DOCTYPE or no date. Empty if it holds no entries.
    """
    root = Node(parse_xml(source, ROOT))
    slips = Slips(source, "subjects")
    entries, aside = build_entries(slips, map(_subject, root.nodes("sanctionEntity")))
    day = root.attribute("generationDate")
    return Contents(
        entries=entries,
        sources=[source],
        published=read_date(source, "generationDate", day, "a date like 2021-03-02", length=10),
        warnings=slips.warnings(),
        set_aside=aside,
    )


def _subject(node: Node) -> Subject:
    own = _values(node)
    kind = node.child("subjectType")
    own["type"], own[CLASSIFICATION] = kind.attribute("code"), kind.attribute("classificationCode")
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


def build_entries(
    slips: Slips, subjects: Iterable[Subject]
) -> tuple[list[ListEntry], list[SetAside]]:
    """Return an entry for each key, whatever the programmes of its subjects are.

    Parameters
    ----------
    slips
        Gets a note of whatever is odd.
    subjects
        The subjects of a file, of which several may have the same key. What has the key of a
        subject of another kind gets one of its own; what has no name is set aside.
    """
    entries: dict[str, ListEntry] = {}
    aside: list[SetAside] = []
    for place, subject in enumerate(subjects, start=1):
        names = [name for alias in _by_rank(subject) if (name := whole_name(alias))]
        key = subject.key or subject.own.get("eureferencenumber", "")
        where = key or f"subject {place}"
        if not names:
            aside += [SetAside(where, NAMELESS)] * subject.records
            continue
        if not key:
            slips.note(where, "without a number, kept under their name")
        key = key or slug(names[0])
        known = entries.get(key)
        # A subject has an element for each programme; of an unknown type, it is what it was.
        kind = _kind(slips, where, subject) if known is None or _type(subject) else known.kind
        if known and known.kind != kind:
            slips.note(where, f"of the kinds {known.kind} and {kind}, kept as an entry of each")
            key = f"{key}-{kind}"
            known = entries.get(key)
        entry = entries.setdefault(key, ListEntry(key, kind, names[0], records=0))
        entry.records += subject.records
        entry.may_be_ship = kind == Kind.ORGANIZATION and slips.may_be_ship(where)
        _note(entry, subject)
    slips.refuse_if_most(len(entries) + len(aside))
    return list(entries.values()), aside


def whole_name(alias: Values) -> str:
    """Return the name of a block of values: the whole one, or its parts.

    Examples
    --------
    >>> whole_name({"firstname": "Ivan", "lastname": "Testov"}), whole_name({"wholename": "ACME"})
    ('Ivan Testov', 'ACME')
    """
    parts = filter(None, (alias.get(part, "") for part in NAME_PARTS))
    return alias.get("wholename", "") or " ".join(parts)


def _by_rank(subject: Subject) -> list[Values]:
    return sorted(subject.block("nameAlias"), key=_rank)


def _rank(alias: Values) -> tuple[bool, bool]:
    name, language = whole_name(alias), alias.get("namelanguage", "")
    leads = language.lower() in LEADING and not is_native(name)
    return not leads, _alias_kind(alias) != NameKind.STRONG_ALIAS


def _type(subject: Subject) -> Kind | None:
    """Return the kind that a subject's type or classification names, None if neither is known."""
    printed = (subject.own.get("type", ""), subject.own.get(CLASSIFICATION, ""))
    return next(filter(None, (look_up(text, TYPES) for text in printed if text)), None)


def _kind(slips: Slips, where: str, subject: Subject) -> Kind:
    documents = [_identification(block) for block in subject.block("identification")]
    only_imo = {document.get("typecode", "").lower() for document in documents} == {"imo"}
    is_ship = only_imo and all(_is_ships(document.get("number", "")) for document in documents)
    persons = [*subject.block("birthdate"), *subject.block("citizenship")]
    cells = [text for block in persons for text in block.values()]
    numbers = [document.get("number", "") for document in documents] if is_ship else ()
    printed = subject.own.get("type", "")
    kind = _type(subject) or slips.kind(where, printed, kinds=TYPES, ship=numbers, person=cells)
    listed = subject.own.get("eureferencenumber", "") in SHIPS
    return Kind.VESSEL if kind == Kind.ORGANIZATION and (listed or is_ship) else kind


def _is_ships(number: str) -> bool:
    bare = clean_imo(number)
    return is_valid_imo_ship(bare) and not is_valid_imo_company(bare)


def _identification(values: Values) -> Values:
    return {name.removeprefix("identification"): value for name, value in values.items()}


def _alias_kind(alias: Values) -> NameKind:
    remark = alias.get("remark", "")
    if alias.get("strong", "").lower() in ("false", "0", "no") or WEAK.search(remark):
        return NameKind.WEAK_ALIAS  # a former name, too
    former = FORMER.fullmatch(remark)
    return NameKind.FORMER if former and not former[1] else NameKind.STRONG_ALIAS


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
    note_prose(entry, subject.own.get("remark", ""))
    entry.add_listing_date(_listing_date(subject))
    entry.add_fact("remarks", "; ".join(dict.fromkeys(filter(None, _remarks(subject)))))


def _note_alias(entry: ListEntry, alias: Values) -> None:
    entry.add_name(whole_name(alias), _alias_kind(alias))
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
    number, code = document.get("number", ""), document.get("typecode", "").lower()
    if code == "imo" and entry.kind == Kind.ORGANIZATION and _is_ships(number):
        entry.add_identifier(Scheme.IMO_MENTIONED, number)  # a ship's, in a company's entry
    elif code == "imo":
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
            yield f"Name {whole_name(alias)}: {alias['remark']}"
    for name, label in PLACED.items():
        for block in subject.block(name):
            place = ", ".join(filter(None, (_known(block, column) for column in PLACE_FIELDS)))
            yield f"{label}: {place}" if place else ""
    for name in BLOCKS_WITH_REMARKS:
        yield from (block.get("remark", "") for block in subject.block(name))


def _known(block: Values, column: str) -> str:
    value = block.get(column, "")
    return "" if value in UNKNOWN else value


READER: Final = Reader(
    id="eu_fsf",
    version="2",
    publisher="the EU",
    recognises=by_root(ROOT),
    read_all=each_file(_read_one),
    list_id=LIST,
    records="subjects",
    count=count_elements("sanctionEntity"),
)
