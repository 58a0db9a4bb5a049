"""Canada's consolidated autonomous sanctions list as XML (``sema-lmes.xml``).

A flat ``record`` is a subject. Until 2025 the elements had English names (``EntityOrShip``), since
2026 bilingual names (``EntityOrShip-EntiteOuNavire``): the part before the first hyphen counts. A
ship is a record with a number in ``ShipIMONumber``, where a few Iranian persons have their Persian
name. The list has no keys: regulation, schedule and item are used. It has no date of publication.
"""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from vscreen.files.source import Source
from vscreen.files.xml import parse_xml
from vscreen.lists.reader import Contents, Reader, by_root, each_file
from vscreen.lists.reading import ListEntry
from vscreen.lists.split_names import split_names, split_spellings, with_unique_keys
from vscreen.schema import Kind, NameKind

ROOT: Final = re.compile(rb"<data-set[\s>]")
SIGNATURE: Final = (b"<DateOfListing", b"<Item")
COLUMNS: Final = (
    "Country", "LastName", "GivenName", "EntityOrShip", "TitleOrShip", "Aliases", "ShipIMONumber",
    "DateOfBirthOrShipBuildDate", "Schedule", "Item", "DateOfListing",
)  # fmt: skip
RENAMED: Final = {"TitleOrShipType": "TitleOrShip"}
IMO: Final = re.compile(r"(?:IMO\D{0,5})?\d{6,8}", re.IGNORECASE)
YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
ACRONYM: Final = re.compile(r"\(([A-Z]{4,})\)")


def _read_one(source: Source) -> Contents:
    """Return what the file holds.

    Refused if the XML is not well-formed, has a DOCTYPE, or a record has no name or no
    regulation. Empty if it holds no records.
    """
    records = [_record(element) for element in parse_xml(source, ROOT) if _tag(element) == "record"]
    entries = [_entry(source, number, record) for number, record in enumerate(records, start=1)]
    strange = dict.fromkeys(tag for record in records for tag in record if tag not in COLUMNS)
    warnings = [f"{source.path}: the element {name} is not known; see remarks" for name in strange]
    return Contents(
        entries=with_unique_keys(entries),
        sources=[source],
        warnings=warnings,
    )


def _tag(element: etree._Element) -> str:
    name = etree.QName(element).localname.partition("-")[0]
    return RENAMED.get(name, name)


def _record(element: etree._Element) -> dict[str, str]:
    return {_tag(child): " ".join((child.text or "").split()) for child in element}


def _name(record: dict[str, str]) -> str:
    # Persons are named `Surname, Given`, as in the lists of other publishers.
    person = (record.get("LastName", ""), record.get("GivenName", ""))
    return record.get("EntityOrShip", "") or ", ".join(part for part in person if part)


def _kind(record: dict[str, str]) -> Kind:
    if not record.get("EntityOrShip"):
        return Kind.PERSON
    # No organization has a title, so a record with a title is a ship, with a number or without.
    has_number = IMO.fullmatch(record.get("ShipIMONumber", ""))
    return Kind.VESSEL if has_number or record.get("TitleOrShip") else Kind.ORGANIZATION


def _key(record: dict[str, str]) -> str:
    country = record["Country"]
    acronym = ACRONYM.search(country)
    short = acronym.group(1) if acronym else country.partition(" / ")[0]
    parts = (short, record.get("Schedule", ""), record.get("Item", ""))
    slugs = (re.sub(r"[^a-z0-9.]+", "-", part.lower()).strip("-") for part in parts)
    return ":".join(slug for slug in slugs if slug)


def _entry(source: Source, number: int, record: dict[str, str]) -> ListEntry:
    name = _name(record)
    if not name or not record.get("Country"):
        raise source.refuse(
            f"record {number} has the name {name!r} and the country {record.get('Country', '')!r}"
        )
    entry = ListEntry(_key(record), _kind(record), name)
    for alias in split_names(record.get("Aliases", "")):
        for spelling in split_spellings(alias, person=entry.kind == Kind.PERSON):
            entry.add_name(spelling, NameKind.STRONG_ALIAS)
    _add_number(entry, record.get("ShipIMONumber", ""))
    _add_date(entry, record.get("DateOfBirthOrShipBuildDate", ""))
    entry.add_fact("programs", record["Country"])
    entry.add_fact("listed_on", record.get("DateOfListing", ""))
    basis = (("Schedule", record.get("Schedule")), ("item", record.get("Item")))
    entry.add_fact("legal_basis", ", ".join(f"{label} {text}" for label, text in basis if text))
    _add_title(entry, record.get("TitleOrShip", ""))
    remarks = [f"{tag}: {text}" for tag, text in record.items() if tag not in COLUMNS and text]
    if record.get("Aliases"):
        remarks.append(f"Aliases: {record['Aliases']}")
    entry.add_fact("remarks", "; ".join([*entry.facts.pop("remarks", ()), *remarks]))
    return entry


def _add_number(entry: ListEntry, printed: str) -> None:
    if entry.kind == Kind.PERSON and not any(letter.isdigit() for letter in printed):
        entry.add_name(printed, NameKind.STRONG_ALIAS)
    elif printed:
        entry.add_imo(printed)


def _add_date(entry: ListEntry, printed: str) -> None:
    year = YEAR.search(printed)
    if entry.kind == Kind.PERSON:
        entry.add_fact("birth_date", printed)
    elif entry.kind == Kind.VESSEL and year:
        entry.add_number("build_year", year.group())
    elif printed:
        entry.add_fact("remarks", f"Date: {printed}")


def _add_title(entry: ListEntry, printed: str) -> None:
    if entry.kind == Kind.VESSEL:
        # `General Cargo | Cargo classique`: English, then French.
        entry.add_fact("vessel_type", printed.partition("|")[0])
    elif printed:
        entry.add_fact("remarks", f"Title: {printed}")


READER: Final = Reader(
    id="canada",
    version="1",
    publisher="Canada",
    recognises=by_root(ROOT, *SIGNATURE),
    read_all=each_file(_read_one),
    list_id="ca-sema",
)
