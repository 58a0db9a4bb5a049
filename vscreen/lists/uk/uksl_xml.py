"""The UK Sanctions List as XML: a ``Designation`` for each subject, values of all kinds in lists.

The elements have the CSV's headings without blanks as names, so each designation becomes rows
under these headings, which `lists.uk.uksl_csv` reads: every edition gives the same list. The
primary name need not come first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from vscreen.files.source import Source
from vscreen.files.xml import Node, parse_xml
from vscreen.lists.reader import Contents, Reader, by_root, each_file
from vscreen.lists.reading import ListEntry, read_date, require_unique
from vscreen.lists.uk.uksl_csv import (
    LIST,
    NAME_COLUMNS,
    build_entry,
    clean_text,
    find_kind,
    join_name,
    name_kind,
)
from vscreen.schema import NameKind

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
# The current flag is read before previous flags.
FIRST: Final = "CurrentBelievedFlagOfShip"


def _read_one(source: Source) -> Contents:
    """Return what the file holds.

    Refused if the XML is not well-formed, has a DOCTYPE or no date, or a subject no id or name,
    the id of another, or an unknown type. Empty if it holds no entries.
    """
    root = Node(parse_xml(source, ROOT))
    entries = (_entry(source, node) for node in root.nodes("Designation"))
    day = root.text("DateGenerated")
    return Contents(
        entries=require_unique(source, entries, "entry"),
        sources=[source],
        published=read_date(
            source, "DateGenerated", day, "a date like 09/10/2026", form="%d/%m/%Y"
        ),
    )


def _entry(source: Source, node: Node) -> ListEntry:
    key = node.text("UniqueID")
    names = [_name(source, key, name) for name in node.each("Names", "Name")]
    kind = find_kind(source, key, node.text("IndividualEntityShip"))
    return build_entry(source, key, kind, names, list(_rows(node)))


def _name(source: Source, key: str, name: Node) -> tuple[str, NameKind]:
    parts = {column: clean_text(name.text(column.replace(" ", ""))) for column in NAME_COLUMNS}
    return join_name(parts), name_kind(
        source, key, name.text("NameType"), name.text("AliasStrength")
    )


def _rows(node: Node) -> Iterator[dict[str, str]]:
    yield {heading: clean_text(node.text(tag)) for tag, heading in ONCE.items()}
    if node.element is None:
        return
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
    version="1",
    publisher="the UK",
    recognises=by_root(ROOT),
    read_all=each_file(_read_one),
    list_id=LIST,
)
