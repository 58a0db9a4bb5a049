"""Canada's consolidated autonomous sanctions list as XML (``sema-lmes.xml``).

A flat ``record`` is a subject. Its elements were called ``Entity`` and ``DateOfBirth`` in 2020,
``EntityOrShip`` and ``DateOfBirthOrShipBuildDate`` until 2025, and have bilingual names since 2026
(``EntityOrShip-EntiteOuNavire``): a name is known by its English part, else by its French one. In
2025 the file was for a time a workbook in XML, with headings such as ``Date of Listing (YYYY/MM/DD)
/ Date d'inscription (AAAA/MM/JJ)``. A ship is a record with a number in ``ShipIMONumber``, where a
few Iranian persons have their Persian name. The list has no keys: regulation, schedule and item are
used. It has no date of publication, and until 2021 none of listing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Final

from lxml import etree

from vscreen.files.cells import printed
from vscreen.files.dates import as_iso, in_words, parse_day
from vscreen.files.source import Source
from vscreen.files.tables import clean_heading, find_headings, has_headings, unread_sheets
from vscreen.files.xml import parse_xml
from vscreen.lists.counting import count_elements, count_rows_below
from vscreen.lists.reader import Contents, Reader, each_file
from vscreen.lists.reading import ListEntry
from vscreen.lists.slips import Slips, fold, is_filled
from vscreen.lists.split_names import split_names, split_spellings, with_unique_keys
from vscreen.schema import Kind, Measure, NameKind

ROOT: Final = re.compile(rb"<data-set[\s>]")
RECORD: Final = ("record", "Record", "RECORD")
# A record of any edition has a country, and is an item of a schedule.
COUNTRY: Final = re.compile(rb"<(?:Country|Pays)\b", re.IGNORECASE)
ITEM: Final = re.compile(rb"<(?:Item|Schedule|Annexe|NumeroDarticle)\b", re.IGNORECASE)
COLUMNS: Final = {
    "country": "country", "pays": "country",
    "lastname": "last_name", "surname": "last_name", "nomdefamille": "last_name",
    "givenname": "given_name", "givennames": "given_name", "firstname": "given_name",
    "prenom": "given_name",
    "entity": "entity", "entityorship": "entity", "entityname": "entity", "entite": "entity",
    "entiteounavire": "entity", "ship": "ship", "shipname": "ship", "navire": "ship",
    "title": "title", "titre": "title", "position": "title",
    "titleorship": "title_or_ship_type", "titleorshiptype": "title_or_ship_type",
    "titreoutypedenavire": "title_or_ship_type", "shiptype": "ship_type",
    "aliases": "aliases", "alias": "aliases",
    "shipimonumber": "imo", "imonumber": "imo", "imo": "imo", "numeroomidunavire": "imo",
    "dateofbirth": "date", "dateofbirthorshipbuilddate": "date", "shipbuilddate": "date",
    "dateofbirthorshipbuild": "date", "shipbuild": "date",
    "datedenaissance": "date", "datedenaissanceoudatedeconstructiondunavire": "date",
    "schedule": "schedule", "annexe": "schedule", "item": "item", "numerodarticle": "item",
    "dateoflisting": "listed_on", "listingdate": "listed_on", "datedinscription": "listed_on",
}  # fmt: skip
"""Folded name of an element -> what it says. What is not here is kept in the remarks."""
KNOWN: Final = frozenset(COLUMNS.values())
NEEDED: Final = {"country", "last_name", "entity", "schedule", "item"}
"""Columns that a workbook has."""
PARTS: Final = re.compile(r"\s*(?:\([^()]*\)|[-/|\n])\s*")
"""What stands between the English and the French part of a name, and what explains either."""
IMO: Final = re.compile(r"(?:IMO\D{0,5})?\d{6,8}", re.IGNORECASE)
YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
ACRONYM: Final = re.compile(r"\(([A-Z]{4,})\)")
# A name is in one of these scripts or in Latin letters, so another name begins where they meet.
RIGHT_TO_LEFT: Final = r"\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff"
MEETING: Final = re.compile(
    rf"(?<=[{RIGHT_TO_LEFT}])\s+(?=[A-Za-z])|(?<=[A-Za-z.])\s+(?=[{RIGHT_TO_LEFT}])"
)
LABEL: Final = re.compile(
    r"^(?:(?:a\.?k\.?a\.?|alias|also known as)[\s:]+|(?-i:or)\s+)|[\s,]+a\.?k\.?a\.?$",
    re.IGNORECASE,
)
# A whole name, where a comma else stands between names.
SURNAME_FIRST: Final = re.compile(r"[A-Z]{2}[A-Z' -]*, [A-Z][a-z' -]+(?: A\.?K\.?A\.?)?")
NUMBERED: Final = re.compile(r"\d+(?:\.\d+)?")
DEBT_SCHEDULES: Final = ("2", "3")
"""Of the Russia Regulations: whose new debt and shares nobody may deal in."""
SERVICES: Final = date(2025, 6, 13)
"""From when on services to listed ships are forbidden (SOR/2025-142)."""

Record = dict[str, str]


def _recognises(source: Source) -> bool:
    if source.is_workbook:
        return has_headings(source, _are_headings)
    head = source.head
    return bool(ROOT.search(head) and (COUNTRY.search(head) or ITEM.search(head)))


def _read_one(source: Source) -> Contents:
    """Return what the file holds.

    Refused if the XML is not well-formed, has a DOCTYPE, or most records have no name. Empty if it
    holds no records.
    """
    records = list(_rows(source) if source.is_workbook else _elements(source))
    slips = Slips(source, "records")
    found = (_entry(f"record {n}", record, slips) for n, record in enumerate(records, start=1))
    # Country, schedule and item are the publisher's own numbering, and not always distinct.
    entries = with_unique_keys(entry for entry in found if entry)
    slips.refuse_if_most(len(records))
    strange = dict.fromkeys(tag for record in records for tag in record if tag not in KNOWN)
    return Contents(
        entries=entries,
        sources=[source],
        set_aside=slips.nameless,
        warnings=[
            *slips.warnings(),
            *(f"{source.path}: the element {tag} is not known; see remarks" for tag in strange),
            *(unread_sheets(source, _tables(source)) if source.is_workbook else ()),
        ],
    )


def _elements(source: Source) -> Iterator[Record]:
    for element in parse_xml(source, ROOT).iter():
        if _local(element) in RECORD:
            yield _record((_local(child), str(child.xpath("string()"))) for child in element)


def _rows(source: Source) -> Iterator[Record]:
    """Yield the records of a workbook: the rows below headings that have a filled cell."""
    for headings, *rows in _tables(source).values():
        names = [clean_heading(cell) for cell in headings]
        for row in rows:
            below = [pair for pair in zip(names, row, strict=False) if pair[0]]
            if any(str(cell).strip() for _, cell in below):
                yield _record((name, printed(cell)) for name, cell in below)


def _tables(source: Source) -> dict[str, list[list[Any]]]:
    """Return the rows of each sheet of a workbook from its headings on, if it has them."""
    tops = {name: find_headings(rows, _are_headings) for name, rows in source.sheets}
    return {name: rows[top:] for name, rows in source.sheets if (top := tops[name]) is not None}


def _are_headings(row: Sequence[Any]) -> bool:
    return len(row) >= len(NEEDED) and {_tag(str(cell)) for cell in row} >= NEEDED


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname


def _tag(name: str) -> str:
    """Return what an element or a column of this name says, or its English part if not known."""
    parts = [name, *filter(None, PARTS.split(name))]
    known = (COLUMNS.get(fold(part)) for part in parts)
    return next(filter(None, known), parts[-1] if len(parts) == 1 else parts[1])


def _record(cells: Iterable[tuple[str, str]]) -> Record:
    record: dict[str, list[str]] = {}
    for name, cell in cells:
        text = " ".join(cell.split())
        if text:
            record.setdefault(_tag(name), []).append(text)
    return {tag: "; ".join(dict.fromkeys(texts)) for tag, texts in record.items()}


def _person(record: Record) -> str:
    # Persons are named `Surname, Given`, as in the lists of other publishers.
    parts = (record.get("last_name", ""), record.get("given_name", ""))
    return ", ".join(filter(is_filled, parts))


def _kind(record: Record) -> Kind:
    # No organization has a title, so a record with a title is a ship, with a number or without.
    named = record.get("entity") or record.get("ship")
    ship = ("ship", "ship_type", *(("title_or_ship_type",) if named else ()))
    if IMO.fullmatch(record.get("imo", "")) or any(map(record.get, ship)):
        return Kind.VESSEL
    return Kind.ORGANIZATION if named else Kind.PERSON


def _key(record: Record) -> str:
    country = record.get("country", "")
    acronym = ACRONYM.search(country)
    short = acronym.group(1) if acronym else country.partition(" / ")[0]
    parts = (short, record.get("schedule", ""), record.get("item", ""))
    slugs = (re.sub(r"[^a-z0-9.]+", "-", part.lower()).strip("-") for part in parts)
    return ":".join(slug for slug in slugs if slug)


def _entry(where: str, record: Record, slips: Slips) -> ListEntry | None:
    names = [record.get("entity", ""), record.get("ship", ""), _person(record)]
    aliases = list(_aliases(record))
    first = sorted(names, key=lambda name: not name)
    name = slips.name(where, [first[0], *aliases], record.get("imo", ""))
    if not name:
        return None
    key = _key(record)
    if not key or "country" not in record:
        slips.note(where, "without a country or a number of their own")
    entry = ListEntry(key or where.replace(" ", "-"), _kind(record), name)
    for other in (*names, *_languages(entry), *aliases):
        entry.add_name(" ".join(other.split()), NameKind.STRONG_ALIAS)
    _add_number(entry, record.get("imo", ""))
    _add_date(entry, record.get("date", ""))
    entry.add_fact("programs", record.get("country", ""))
    entry.add_fact("listed_on", as_iso(record.get("listed_on", "")))
    entry.add_fact("legal_basis", ", ".join(_basis(record)))
    _add_titles(entry, record)
    _add_measure(entry, record)
    remarks = [f"{tag}: {text}" for tag, text in record.items() if tag not in KNOWN]
    if record.get("aliases"):
        remarks.append(f"Aliases: {record['aliases']}")
    entry.add_fact("remarks", "; ".join([*entry.facts.pop("remarks", ()), *remarks]))
    return entry


def _languages(entry: ListEntry) -> list[str]:
    """Return both names of an organization such as ``Iranian Navy/Force navale iranienne``."""
    names = split_names(entry.name, "/") if entry.kind == Kind.ORGANIZATION else []
    return names if len(names) == 2 and all(" " in name for name in names) else []


def _aliases(record: Record) -> Iterator[str]:
    person = _kind(record) == Kind.PERSON
    for part in split_names(MEETING.sub(";", record.get("aliases", "")), ";"):
        for alias in [part] if person and SURNAME_FIRST.fullmatch(part) else split_names(part):
            for spelling in split_spellings(alias, person=person):
                yield LABEL.sub("", spelling)


def _basis(record: Record) -> Iterator[str]:
    if record.get("schedule"):
        yield f"Schedule {record['schedule']}"
    if record.get("item"):
        yield f"item {record['item']}"


def _add_number(entry: ListEntry, printed: str) -> None:
    if entry.kind == Kind.PERSON and not any(letter.isdigit() for letter in printed):
        entry.add_name(printed, NameKind.STRONG_ALIAS)
    elif printed:
        entry.add_imo(printed)


def _add_date(entry: ListEntry, printed: str) -> None:
    year = YEAR.search(printed)
    if entry.kind == Kind.PERSON:
        entry.add_fact("birth_date", as_iso(printed))
    elif entry.kind == Kind.VESSEL and year:
        entry.add_number("build_year", year.group())
    elif printed:
        entry.add_fact("remarks", f"Date: {printed}")


def _add_titles(entry: ListEntry, record: Record) -> None:
    for tag in ("title_or_ship_type", "ship_type", "title"):
        printed = record.get(tag, "")
        if entry.kind == Kind.VESSEL and tag != "title":
            # `General Cargo | Cargo classique`: English, then French.
            entry.add_fact("vessel_type", printed.partition("|")[0])
        elif printed:
            entry.add_fact("remarks", f"Title: {printed}")


def _since(entry: ListEntry) -> str:
    days = filter(None, map(parse_day, entry.facts.get("listed_on", ())))
    return f" since {in_words(max([SERVICES, *days]))}"


def _add_measure(entry: ListEntry, record: Record) -> None:
    """Add what the record's schedule forbids: each schedule belongs to one section of an act."""
    regime = record.get("country", "").partition(" / ")[0]
    basis = ", ".join(part for part in (regime, *list(_basis(record))[:1]) if part)
    schedule = NUMBERED.match(record.get("schedule", ""))
    if entry.kind == Kind.VESSEL:
        since = _since(entry) if basis == "Russia, Schedule 1.1" else ""
        forbids = f"Canada: no carriage by this ship, and no services related to it{since}"
        entry.add_measure(Measure.SERVICES_BAN, f"{forbids} ({basis})")
    elif schedule and schedule.group() in DEBT_SCHEDULES and regime == "Russia":
        forbids = "Canada: no dealings in its new debt and shares"
        entry.add_measure(Measure.FINANCIAL_RESTRICTIONS, f"{forbids} ({basis})")
    else:
        forbids = "Canada: no dealings with property of the listed and no services to them"
        entry.add_measure(Measure.ASSET_FREEZE, f"{forbids} ({basis})")


READER: Final = Reader(
    id="canada",
    version="2",
    publisher="Canada",
    recognises=_recognises,
    read_all=each_file(_read_one),
    list_id="ca-sema",
    records="records",
    count=count_elements(*RECORD, in_workbook=count_rows_below(_are_headings)),
)
