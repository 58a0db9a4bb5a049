"""What OFAC's four files without markup are, and what their columns and words mean.

OFAC prints no headings. Its exports and people who keep these files put some above the rows, in any
order and in several spellings, so a row of headings is recognised by the names of its columns.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from vscreen.lists import slips
from vscreen.schema import Kind, NameKind

PAGE: Final = "https://sanctionssearch.ofac.treas.gov/Details.aspx?id="
SDN: Final = "us-sdn"
CONSOLIDATED: Final = "us-cons"
# Programmes of the consolidated list. Entries of the SDN list have some of them, too: under 1 % of
# the whole list, but three of four in an extract of the programme UKRAINE-EO13662 alone.
CONSOLIDATED_PROGRAMS: Final = ("NS-PLC", "CMIC-EO13959", "FSE-", "561", "CAPTA")
SHARED_PROGRAMS: Final = ("UKRAINE-EO13662",)
CONSOLIDATED_REMARKS: Final = ("Not on the SDN List",)
SHARED_REMARKS: Final = ("Directive",)
CONSOLIDATED_SHARE: Final = 0.8

NULL: Final = "-0-"
NULLS: Final = (NULL, "nan", "null", "none")
"""How OFAC and programs that save its files again print a cell that holds nothing."""

PRIMARY: Final = "primary"
ALIASES: Final = "alt"
ADDRESSES: Final = "add"
COMMENTS: Final = "comments"

OFAC_NAMES: Final = {PRIMARY: "sdn", ALIASES: "alt", ADDRESSES: "add", COMMENTS: "sdn_comments"}

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    PRIMARY: (
        "number", "name", "type", "programs", "title", "call_sign", "vessel_type", "tonnage",
        "gross_tonnage", "flag", "owner", "remarks",
    ),
    ALIASES: ("number", "alias_number", "type", "name", "remarks"),
    ADDRESSES: ("number", "address_number", "street", "city", "country", "remarks"),
    COMMENTS: ("number", "remarks"),
}  # fmt: skip
WIDTHS: Final = {role: len(columns) for role, columns in COLUMNS.items()}

# Spellings of the headings without blanks, marks and case. OFAC's specification has `ent_num`; its
# XML calls the same number `uid`. A spelling belongs to one column of its file only.
NUMBER: Final = {"entnum": "number", "entnumber": "number", "uid": "number"}
# The number of an entry where `SDN_Name` beside it leaves no doubt of whose list it is.
BESIDE_SDN: Final = {"entitynumber": "number", "entityid": "number", "id": "number"}
HEADINGS: Final[Mapping[str, Mapping[str, str]]] = {
    PRIMARY: {
        **NUMBER, "sdnname": "name", "name": "name", "sdntype": "type", "type": "type",
        "program": "programs", "programs": "programs", "title": "title", "callsign": "call_sign",
        "vesscallsign": "call_sign", "vesselcallsign": "call_sign", "vesstype": "vessel_type",
        "vesseltype": "vessel_type", "tonnage": "tonnage", "vesstonnage": "tonnage",
        "vesseltonnage": "tonnage", "grt": "gross_tonnage", "grosstonnage": "gross_tonnage",
        "grossregisteredtonnage": "gross_tonnage", "vessflag": "flag", "vesselflag": "flag",
        "flag": "flag", "vessowner": "owner", "vesselowner": "owner", "owner": "owner",
        "remarks": "remarks", "comments": "remarks",
    },
    ALIASES: {
        **NUMBER, "altnum": "alias_number", "altnumber": "alias_number", "aliasnum": "alias_number",
        "alttype": "type", "aliastype": "type", "altname": "name", "aliasname": "name",
        "altremarks": "remarks", "remarks": "remarks",
    },
    ADDRESSES: {
        **NUMBER, "addnum": "address_number", "addnumber": "address_number",
        "addressnum": "address_number", "address": "street", "streetaddress": "street",
        "city": "city", "citystateprovincepostalcode": "city", "country": "country",
        "addremarks": "remarks", "remarks": "remarks",
    },
    COMMENTS: {
        **NUMBER, "remarks": "remarks", "remarksextended": "remarks", "comments": "remarks",
    },
}  # fmt: skip
NEEDED: Final = {
    PRIMARY: {"number", "name", "type", "programs", "remarks"},
    ALIASES: {"number", "type", "name"},
    ADDRESSES: {"number", "address_number", "country"},
    COMMENTS: {"number", "remarks"},
}

# Words by their letters alone. OFAC prints `individual`, `vessel`, `aircraft`, and -0- for the
# rest; the other words are those of its other editions and of people.
KINDS: Final = {**slips.KINDS, NULL: Kind.ORGANIZATION}
ALIAS_WORDS: Final = {
    "aka": NameKind.STRONG_ALIAS,
    "fka": NameKind.FORMER,
    "nka": NameKind.STRONG_ALIAS,
    "alsoknownas": NameKind.STRONG_ALIAS,
    "formerlyknownas": NameKind.FORMER,
    "nowknownas": NameKind.STRONG_ALIAS,
    "formername": NameKind.FORMER,
    "strongaka": NameKind.STRONG_ALIAS,
    "weakaka": NameKind.WEAK_ALIAS,
    "weakalias": NameKind.WEAK_ALIAS,
}

# What is said of aircraft, ships and persons alone; ships have columns of their own, too.
OF_SHIPS: Final = ("call_sign", "vessel_type", "tonnage", "gross_tonnage", "flag", "owner")
SIGNS: Final = {
    Kind.AIRCRAFT: re.compile(r"\bAircraft (?:Construction|Manufacture|Model|Operator|Tail|Mode)"),
    Kind.VESSEL: re.compile(r"\bVessel (?:Registration|Year|Flag|Type)|\bMMSI\b"),
    Kind.PERSON: re.compile(r"(?:^|; )(?:DOB|POB|nationality|citizen|Gender|Passport)\b"),
}


def value(cell: str) -> str:
    """Return the value of a cell, ``""`` for OFAC's ``-0-`` and what stands for it in copies.

    Examples
    --------
    >>> value("-0- "), value("NULL"), value(" MARIA ")
    ('', '', 'MARIA')
    """
    cell = cell.strip()
    return "" if cell.lower() in NULLS else cell


def find_headings(cells: Sequence[str]) -> tuple[str, dict[str, int]] | None:
    """Return which file has these headings, and the position of each column; None if none has.

    Examples
    --------
    >>> find_headings(["ENT_NUM", "Alt Num", "Alt_Type", "Alt_Name"])
    ('alt', {'number': 0, 'alias_number': 1, 'type': 2, 'name': 3})
    >>> find_headings(["36", "AERO"])
    """
    folded = [re.sub(r"[\W_]+", "", cell).casefold() for cell in cells]
    more = BESIDE_SDN if "sdnname" in folded else {}
    for role, spellings in HEADINGS.items():
        found = [spellings.get(heading) or more.get(heading, "") for heading in folded]
        named = [column for column in found if column]
        is_plain = len(set(named)) == len(named) and (role != COMMENTS or len(named) == len(cells))
        if is_plain and NEEDED[role] <= set(named):
            return role, {column: place for place, column in enumerate(found) if column}
    return None


def letters(word: str) -> str:
    """Return a word by its letters alone, in lower case; OFAC's ``-0-`` stays.

    Examples
    --------
    >>> letters("F.K.A."), letters("-0- ")
    ('fka', '-0-')
    """
    return NULL if word.strip() == NULL else re.sub(r"[\W\d_]+", "", word).casefold()


def kinds_of(row: Mapping[str, str]) -> tuple[Kind, ...]:
    """Return what a subject is by its type, else by its other cells.

    Where nothing tells, it is kept as a company and as a ship, so that it is found in either field
    of a manifest; so is who has another type and columns of a ship, which no other entry has.

    Parameters
    ----------
    row
        The values of its primary row by column.

    Examples
    --------
    >>> kinds_of({"type": "Vessel"}), kinds_of({"type": "human", "remarks": "DOB 1962; POB Shati."})
    ((<Kind.VESSEL: 'vessel'>,), (<Kind.PERSON: 'person'>,))
    >>> len(kinds_of({"type": "?"}))
    2
    """
    known = kind_of_type(row["type"])
    is_ship = any(row.get(column) for column in OF_SHIPS)
    if known is not None:
        return (known, Kind.VESSEL) if is_ship and known != Kind.VESSEL else (known,)
    if is_ship:
        return (Kind.VESSEL,)
    remarks = row.get("remarks", "")
    shown = next((kind for kind, sign in SIGNS.items() if sign.search(remarks)), None)
    near = shown or slips.near_word(row["type"], KINDS)
    return (near,) if near else (Kind.ORGANIZATION, Kind.VESSEL)


def kind_of_type(printed: str) -> Kind | None:
    """Return the kind that a type means, None for a word that is not known.

    Examples
    --------
    >>> kind_of_type("-0- "), kind_of_type("INDIVIDUAL"), kind_of_type("")
    (<Kind.ORGANIZATION: 'organization'>, <Kind.PERSON: 'person'>, None)
    """
    return KINDS.get(letters(printed))


def name_list(programs: Sequence[str], remarks: Sequence[str] = ()) -> str:
    """Return the id of OFAC's list, SDN or consolidated, that has entries with these programmes.

    Parameters
    ----------
    programs
        The programmes of each entry, as a text.
    remarks
        The remarks of each entry, where they are known: both lists have entries of the programme
        UKRAINE-EO13662, and those of the consolidated list are subject to a directive.

    Examples
    --------
    >>> name_list(["CUBA", "SDGT", "NPWMD"]), name_list(["NS-PLC", "NS-PLC"])
    ('us-sdn', 'us-cons')
    >>> name_list(["IRAN"], ["Additional Sanctions Information - Not on the SDN List"])
    'us-cons'
    """
    texts = remarks or [SHARED_REMARKS[0]] * len(programs)
    count = sum(map(_is_consolidated, programs, texts))
    return CONSOLIDATED if count > CONSOLIDATED_SHARE * len(programs) else SDN


def _is_consolidated(programs: str, remarks: str) -> bool:
    return (
        any(sign in programs for sign in CONSOLIDATED_PROGRAMS)
        or any(sign in remarks for sign in CONSOLIDATED_REMARKS)
        or (
            any(sign in programs for sign in SHARED_PROGRAMS)
            and any(sign in remarks for sign in SHARED_REMARKS)
        )
    )
