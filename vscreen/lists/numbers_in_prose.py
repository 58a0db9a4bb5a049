"""Numbers of ships and companies in running text, where publishers without a column print them.

The words are the same for both: ``IMO number: 7303803`` is all that the UK printed of a ship in
2018, ``IMO Number: 5342883`` is a company's own number, and ``IMO number of the vessel: 9179842``
in a company's text is a ship's, which must not be taken for the company's. The check digit, the
range of numbers and whether the text begins with the number tell them apart.
"""

from __future__ import annotations

import re
from typing import Final

from vscreen.identifiers.imo import is_valid_imo_company, is_valid_imo_ship
from vscreen.identifiers.in_text import find_identifiers
from vscreen.lists.reading import ListEntry
from vscreen.schema import Kind, NameKind, Scheme

LABELLED: Final = re.compile(
    r"\bIMO\b\)?(?:\s+(?:ship|vessel|company))?(?:\s*\(?(?:identification\s+)?(?:numbers?|no|nr)\b\.?)?"
    r"[\s:.#)]*(\d{7})(?!\d)",
    re.IGNORECASE,
)
# What may stand before the number where a ship's own text begins with it.
OPENING: Final = re.compile(
    r"\W*(?:UN[\w ]*listing\.\s*)?(?:UN Ref\.?\s*\w+\.\d+\.?\s*)?\W*(?=IMO\b)", re.IGNORECASE
)
FLAG: Final = re.compile(r"\bFlag State:\s*([^.;]+)", re.IGNORECASE)
FORMER: Final = re.compile(r"\b(?:formerly|previously) known as:?\s+([^.;,(]+)", re.IGNORECASE)

# Ships with lower numbers were built before 1970; no company has a number as high yet.
FIRST_SHIP: Final = 7_000_000


def opens_with_ship(text: str) -> bool:
    """Return whether a text begins with a ship's IMO number, so that it is about this ship.

    Examples
    --------
    >>> opens_with_ship("(IMO number: 7303803). Annex XIV.")
    True
    >>> opens_with_ship("UN listing. UN Ref KPe.022. IMO Number: 5342883. The company")
    False
    >>> opens_with_ship("Its vessels include IMO 9358010.")
    False
    """
    opening = OPENING.match(text)
    number = LABELLED.match(text, opening.end()) if opening else None
    return number is not None and _is_ship(number[1])


def ship_numbers(text: str) -> list[str]:
    """Return the labelled IMO numbers in a ship's own text, in order, as printed.

    Examples
    --------
    >>> ship_numbers("IMO no. 9179842; IMO: 9161003. Tel. 9358010")
    ['9179842', '9161003']
    """
    return list(dict.fromkeys(LABELLED.findall(text)))


def company_numbers(text: str) -> list[str]:
    """Return the labelled IMO numbers in a company's text that can't be a ship's.

    Examples
    --------
    >>> company_numbers("Owner of the tanker PAEK MA (IMO 9066978). IMO number: 5963351.")
    ['5963351']
    """
    return [
        number
        for number in ship_numbers(text)
        if is_valid_imo_company(number) and not _is_ship(number)
    ]


def _is_ship(number: str) -> bool:
    is_either = is_valid_imo_company(number) and int(number) < FIRST_SHIP
    return is_valid_imo_ship(number) and not is_either


def note_prose(entry: ListEntry, text: str) -> None:
    """Add to a ship or a company what its own text says; a person's text adds nothing.

    Examples
    --------
    >>> from vscreen.schema import Kind
    >>> firm = ListEntry("1", Kind.ORGANIZATION, "ACME")
    >>> note_prose(firm, "Owner of the tanker PAEK MA (IMO 9066978). IMO number: 5963351.")
    >>> list(firm.identifiers)
    [(<Scheme.IMO_COMPANY: 'imo_company'>, '5963351')]
    """
    if entry.kind == Kind.VESSEL:
        note_ship_text(entry, text)
    elif entry.kind == Kind.ORGANIZATION:
        note_company_text(entry, text)


def note_ship_text(entry: ListEntry, text: str) -> None:
    """Add to a ship what its own text says: numbers, flag state and former names."""
    for number in ship_numbers(text):
        entry.add_imo(number)
    for scheme, value in find_identifiers(text):
        if scheme in (Scheme.MMSI, Scheme.CALL_SIGN):
            entry.add_identifier(scheme, value)
    for flag in FLAG.findall(text):
        entry.add_fact("flag", flag)
    for name in FORMER.findall(text):
        entry.add_name(name, NameKind.FORMER)


def note_company_text(entry: ListEntry, text: str) -> None:
    """Add to a company the IMO numbers in its text that can't be a ship's."""
    for number in company_numbers(text):
        entry.add_identifier(Scheme.IMO_COMPANY, number)
