"""The UK's former list of asset freezes (OFSI's ConList) as XML.

A ``FinancialSanctionsTarget`` is a row of the CSV: a combination of names, birth dates and so on of
a group. All its facts have elements of their own (``Ship_IMONumber``), for which the CSV has its
Other Information; before 2022 they had other names (``ImoNumber``). Each becomes a row under the
CSV's headings, which `lists.uk.ofsi` reads. Nothing tells when the file was made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from vscreen.files.source import Source
from vscreen.files.xml import Node, stream_xml
from vscreen.lists.counting import count_elements
from vscreen.lists.reader import Contents, Reader, by_root, each_file
from vscreen.lists.slips import Slips
from vscreen.lists.uk.facts import clean_text
from vscreen.lists.uk.ofsi import gather

TARGET: Final = "FinancialSanctionsTarget"
ROOT: Final = re.compile(rb"<(?:\w+:)?ArrayOfFinancialSanctionsTarget[\s>]")

# Elements of both forms in small letters, without a prefix for the type and without underscores,
# and the heading of the CSV, or of the UK Sanctions List where the CSV has none.
HEADINGS: Final[Mapping[str, str]] = {
    **{f"name{number}": f"Name {number}" for number in range(1, 7)},
    **{f"address{number}": f"Address {number}" for number in range(1, 7)},
    "title": "Title", "nametitle": "Title", "namenonlatinscript": "Name Non-Latin Script",
    "postcode": "Post/Zip Code", "country": "Country", "grouptypedescription": "Group Type",
    "aliastype": "Alias Type", "aliastypename": "Alias Type", "aliasquality": "Alias Quality",
    "regimename": "Regime", "datelisted": "Listed On", "groupid": "Group ID",
    "dateofbirth": "DOB", "townofbirth": "Town of Birth", "countryofbirth": "Country of Birth",
    "nationality": "Nationality", "position": "Position", "passportnumber": "Passport Number",
    "passportdetails": "Passport Details", "ninumber": "NI Number",
    "nationalidnumber": "National Identification Number",
    "nidetails": "National Identification Details",
}  # fmt: skip
# What the CSV prints into its Other Information, each with its name in brackets but for the first.
TEXTS: Final = ("otherinformation", "furtheridentifiyinginformation")
FACTS: Final[Mapping[str, str]] = {
    "uksanctionslistref": "UK Sanctions List Ref", "fcoid": "UK Sanctions List Ref",
    "unref": "UN Ref", "ukstatementofreasons": "UK Statement of Reasons",
    "imonumber": "IMO number", "currentowners": "Current owners",
    "previousowners": "Previous owners", "flag": "Flag of ship", "flagofvessel": "Flag of ship",
    "previousflags": "Previous flags", "shiptype": "Type of ship", "typeofvessel": "Type of ship",
    "tonnage": "Tonnage of ship", "tonnageofvessel": "Tonnage of ship",
    "length": "Length of ship", "lengthofvessel": "Length of ship", "yearbuilt": "Year built",
    "hin": "Hull identification number", "orgtype": "Type of entity",
    "entitytype": "Type of entity",
    "parentcompany": "Parent company", "subsidiaries": "Subsidiaries",
    "businessregnumber": "Business Reg No", "phonenumber": "Phone number",
    "emailaddress": "Email address", "website": "Website", "gender": "Gender",
}  # fmt: skip
UNREAD: Final = ("lastupdated", "grpstatus", "groupstatus")
"""What is said of a row, and not of whom it names."""
PREFIX: Final = re.compile(r"(?:individual|entity|ship)_(?!type)")
TIME: Final = re.compile(r"(\d{4}-\d\d-\d\d)T[\d:.]*Z?")


def _read_one(source: Source) -> Contents:
    """Return what the file holds.

    Refused if the XML is not well-formed or has a DOCTYPE. Empty if it holds no targets.
    """
    targets = enumerate(stream_xml(source, ROOT, [TARGET]), start=1)
    rows = ((f"target {place}", dict(_cells(target))) for place, target in targets)
    undated = f"{source.path}: an XML edition has no date, so nobody knows its age"
    return gather(Slips(source, "targets"), rows, None, [undated])


def _cells(target: Node) -> Iterator[tuple[str, str]]:
    """Yield the heading and the text of each cell of a row; what is unknown is a fact, too."""
    texts: list[str] = []
    facts: list[str] = []
    for child in target.children():
        text = clean_text(child.value)
        name = PREFIX.sub("", child.name.lower()).replace("_", "")
        if text and name in TEXTS:
            texts.append(text)
        elif text and name in HEADINGS:
            day = TIME.fullmatch(text)
            yield HEADINGS[name], day[1] if day else text
        elif text and name not in UNREAD:
            facts.append(f"({FACTS.get(name, child.name)}):{text}")
    yield "Other Information", " ".join([*texts, *facts])


READER: Final = Reader(
    id="uk_ofsi",
    version="2",
    publisher="the UK",
    recognises=by_root(ROOT),
    read_all=each_file(_read_one),
    list_id="uk-ofsi",
    records="targets",
    count=count_elements(TARGET),
)
