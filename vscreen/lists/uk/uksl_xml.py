"""The UK Sanctions List as XML: a ``Designation`` for each subject, values of all kinds in lists.

The elements have the CSV's headings without blanks as names, so each designation becomes rows
under these headings, which `lists.uk.uksl_csv` reads: every edition gives the same list. The
primary name need not come first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from vscreen.files.dates import parse_day
from vscreen.files.source import Source
from vscreen.files.xml import Node, parse_xml
from vscreen.lists.counting import count_elements
from vscreen.lists.own import slug
from vscreen.lists.reader import Contents, Reader, by_root, each_file
from vscreen.lists.reading import ListEntry
from vscreen.lists.receipt import SetAside
from vscreen.lists.slips import Slips
from vscreen.lists.uk.facts import DATE_FORMATS, Row, clean_text
from vscreen.lists.uk.subject import (
    NAME_COLUMNS,
    NAMELESS,
    build_entry,
    find_kind,
    join_name,
    name_kind,
)
from vscreen.lists.uk.uksl_csv import LIST
from vscreen.schema import Kind, NameKind

ROOT: Final = re.compile(rb"<Designations[\s>]")

# Elements that a designation has at most once, and the CSV's heading.
ONCE: Final = {
    "DateDesignated": "Date Designated",
    "OFSIGroupID": "OFSI Group ID",
    "UNReferenceNumber": "UN Reference Number",
    "RegimeName": "Regime Name",
    "DesignationSource": "Designation source",
    "SanctionsImposed": "Sanctions Imposed",
    "OtherInformation": "Other Information",
    "UKStatementofReasons": "UK Statement of Reasons",
}
# Elements that may repeat, anywhere in a designation, and the CSV's heading.
REPEATED: Final = {
    "NameNonLatinScript": "Name non-latin script",
    "Title": "Title",
    "DOB": "D.O.B",
    "Nationality": "Nationality(/ies)",
    "Position": "Position",
    "TownOfBirth": "Town of birth",
    "CountryOfBirth": "Country of birth",
    "TypeOfEntity": "Type of entity",
    "BusinessRegistrationNumber": "Business registration number (s)",
    "ParentCompany": "Parent company",
    "Subsidiary": "Subsidiaries",
    "IMONumber": "IMO number",
    "CurrentOwnerOperator": "Current owner/operator (s)",
    "PreviousOwnerOperator": "Previous owner/operator (s)",
    "CurrentBelievedFlagOfShip": "Current believed flag of ship",
    "PreviousFlag": "Previous flags",
    "TypeOfShip": "Type of ship",
    "TonnageOfShip": "Tonnage of ship",
    "LengthOfShip": "Length of ship",
    "YearBuilt": "Year Built",
    "HullIdentificationNumber": "Hull identification number (HIN)",
}
# Elements whose children belong together, and the CSV's heading of each child.
GROUPED: Final = {
    "Address": {
        **{f"AddressLine{number}": f"Address Line {number}" for number in range(1, 7)},
        "AddressPostalCode": "Address Postal Code",
        "AddressCountry": "Address Country",
    },
    "Passport": {
        "PassportNumber": "Passport number",
        "PassportAdditionalInformation": "Passport additional information",
    },
    "NationalIdentifier": {
        "NationalIdentifierNumber": "National Identifier number",
        "NationalIdentifierAdditionalInformation": "National Identifier additional information",
    },
}
INNER_CAPITAL: Final = re.compile(r"(?<!^)[A-Z]")
# The current flag is read before previous flags.
FIRST: Final = "CurrentBelievedFlagOfShip"


@dataclass
class _Designation:
    """A subject: its kind, its names with their kinds, its rows, and how often it stands there."""

    kind: Kind
    names: list[tuple[str, NameKind]]
    rows: list[Row]
    records: int = 1

    def is_same(self, other: _Designation) -> bool:
        """Return whether another designation of the same id is about the same subject."""
        shared = {name for name, _ in self.names} & {name for name, _ in other.names}
        return self.kind == other.kind and bool(shared)


def _read_one(source: Source) -> Contents:
    """Return what the file holds.

    Refused if the XML is not well-formed, has a DOCTYPE or no date. Empty if it holds no entries.
    """
    root = Node(parse_xml(source, ROOT))
    slips = Slips(source, "designations")
    found: dict[str, _Designation] = {}
    for place, node in enumerate(root.nodes("Designation"), start=1):
        _gather(slips, found, place, node)
    entries: list[ListEntry] = []
    aside: list[SetAside] = []
    for key, each in found.items():
        entry = build_entry(slips, key, each.kind, each.names, each.rows)
        if entry is None:
            aside += [SetAside(key, NAMELESS)] * each.records
        else:
            entry.records = each.records
            entries.append(entry)
    slips.refuse_if_most(len(found))
    return Contents(
        entries=entries,
        sources=[source],
        published=_published(source, root.text("DateGenerated")),
        warnings=slips.warnings(),
        set_aside=aside,
    )


def _gather(slips: Slips, found: dict[str, _Designation], place: int, node: Node) -> None:
    """Add a designation; one that stands there twice is one, unless it is about another subject."""
    printed = node.text("UniqueID").strip()
    where = printed or f"designation {place}"
    names = [_name(slips, where, name) for name in node.each("Names", "Name")]
    rows: list[Row] = list(_rows(node))
    key = printed or slug(next((name for name, _ in names if name), where))
    kind = find_kind(slips, key, node.text("IndividualEntityShip"), rows)
    if not printed:
        slips.note(where, "without a UniqueID, kept under their name")
    new = _Designation(kind, names, rows)
    known = found.get(key)
    if known is None:
        found[key] = new
    elif known.is_same(new):
        slips.note(key, "that stand in it twice, read as one")
        known.names += names
        known.rows += rows
        known.records += 1
    else:
        slips.note(
            key, "that share their UniqueID with another subject, kept under a key of its own"
        )
        found[f"{key}-{place}"] = new


def _published(source: Source, text: str) -> date:
    day = parse_day(text.strip(), "%d/%m/%Y", *DATE_FORMATS) or parse_day(text.strip()[:10])
    if day is None:
        raise source.refuse(f"DateGenerated is {text!r}, not a date like 09/10/2026")
    return day


def _name(slips: Slips, key: str, name: Node) -> tuple[str, NameKind]:
    parts = {column: clean_text(name.text(column.replace(" ", ""))) for column in NAME_COLUMNS}
    return join_name(parts), name_kind(
        slips, key, name.text("NameType"), name.text("AliasStrength")
    )


def _indicated(node: Node) -> Iterator[str]:
    """Yield the measures that only an indicator gives, in the words of its element."""
    printed = re.sub(r"[^a-z|]", "", node.text("SanctionsImposed").lower()).split("|")
    for indicators in node.nodes("SanctionsImposedIndicators"):
        for indicator in () if indicators.element is None else indicators.element:
            tag = str(indicator.tag).rpartition("}")[2]
            is_set = (indicator.text or "").strip().lower() in ("true", "1", "yes")
            if is_set and not any(words.startswith(tag.lower()) for words in printed):
                yield INNER_CAPITAL.sub(lambda capital: f" {capital[0].lower()}", tag)


def _rows(node: Node) -> Iterator[dict[str, str]]:
    yield {heading: clean_text(node.text(tag)) for tag, heading in ONCE.items()}
    if node.element is None:
        return
    yield {"Sanctions Imposed": "|".join(_indicated(node))}
    # Two passes: the current flag first, whatever the order of the elements.
    for element in node.element.iter(f"{{*}}{FIRST}"):
        yield {REPEATED[FIRST]: clean_text(element.text or "")}
    for element in node.element.iter("{*}*"):
        tag = str(element.tag).rpartition("}")[2]
        if tag in GROUPED:
            group = Node(element)
            yield {heading: clean_text(group.text(name)) for name, heading in GROUPED[tag].items()}
        elif tag in REPEATED and len(element) == 0:
            yield {REPEATED[tag]: clean_text(element.text or "")}


READER: Final = Reader(
    id="uk_xml",
    version="2",
    publisher="the UK",
    recognises=by_root(ROOT),
    read_all=each_file(_read_one),
    list_id=LIST,
    records="designations",
    count=count_elements("Designation"),
)
