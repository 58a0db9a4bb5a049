"""Numbers found inside running text: by their label, or by their check digits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from vscreen.identifiers.cell import (
    AFTER_LABEL,
    IMO_LABEL,
    IMO_LOOK_ALIKE,
    LONGEST_CELL,
    fold_cell,
)
from vscreen.identifiers.imo import clean_imo, is_valid_imo_company, is_valid_imo_ship
from vscreen.identifiers.mmsi import mmsi_country
from vscreen.identifiers.registry import RULES, RULES_OF, SchemeRules
from vscreen.schema import Scheme

_OF_OTHER_THINGS: Final = rf"""
        (?:(?:TEL|TELEPHONE|PHONE|FAX|MOB|MOBILE){AFTER_LABEL}\+?|\+)\d[\d\ ().-]*+
      | (?:B/?L|BILL\ OF\ LADING|INVOICE|INV|HS|HTS|SEAL|CONTAINER){AFTER_LABEL}\d[\d./-]*+"""
"""Numbers of telephones, documents and goods."""
_IDENTIFIER: Final = re.compile(
    rf"""(?<![A-Z0-9])(?:
        {IMO_LABEL}{AFTER_LABEL}(?P<imo>{IMO_LOOK_ALIKE}(?![A-Z0-9])|\d{{7}}(?!\d)
            |(?:\d{{3}}\ \d{{4}}|\d{{4}}\ \d{{3}}|\d\ \d{{3}}\ \d{{3}})(?!\d))
      | {"|".join(rules.in_text for rules in RULES if rules.in_text)}
      | {_OF_OTHER_THINGS}
      | (?<!\d[.-])(?P<bare>\d{{7}})(?![A-Z0-9]|-\d|\.(?!0+\b)\d)
    )""",
    re.VERBOSE,
)
_SET_ASIDE: Final = re.compile(
    rf"(?<![A-Z0-9])(?:{_OF_OTHER_THINGS}|(?:{IMO_LABEL}|LLOYD'?S|LR|L|MMSI|ENI)(?=\W*\d))",
    re.VERBOSE,
)
"""What stands in a cell of numbers that is none of them."""
_DIGITS: Final = re.compile(r"\d+(?:[\W_]{1,3}\d+)*")


def find_identifiers(text: str) -> list[tuple[Scheme, str]]:
    """Return what identifies a ship or company inside free text, in order, each once.

    - IMO: seven digits behind a label, check digit or not; without a label only if a check digit
      agrees. A number that is right for both ships and companies comes back under both schemes,
      as one checksum can't tell them apart; one that is right for neither, as a ship's.
    - MMSI and call sign: behind their label only; nine digits or four letters are too common.
    - LEI: wherever twenty characters pass its check.

    Seven digits are not taken from a longer code or number (``ABCU9161003``, ``423-9161003``),
    nor behind ``B/L``, ``INVOICE``, ``HS``, ``TEL`` and their like, nor from a phone number with
    a plus. A bare number still passes a check digit by chance one time in five: proof enough when
    it equals a listed one, poor proof that a ship is another.

    Examples
    --------
    >>> for scheme, value in find_identifiers("MV LADY R / IMO9161003, C/S UBDT8, B/L 9161003"):
    ...     print(scheme, value)
    imo_ship 9161003
    call_sign UBDT8
    """
    found: list[tuple[Scheme, str]] = []
    for match in _IDENTIFIER.finditer(fold_cell(text)):
        label = match.lastgroup
        if label in ("imo", "bare"):
            found += _imo_schemes(clean_imo(match[label]), labelled=label == "imo")
        elif label:
            rules = RULES_OF[Scheme(label)]
            number = rules.clean(match[label])
            if rules.is_valid(number) or (rules.label_suffices and number):
                found.append((rules.scheme, number))
    return list(dict.fromkeys(found))


def _imo_schemes(number: str, *, labelled: bool) -> list[tuple[Scheme, str]]:
    """Return an IMO number under the schemes that its check digit is right for."""
    is_company = is_valid_imo_company(number)
    is_ship = is_valid_imo_ship(number) or (labelled and bool(number) and not is_company)
    schemes = (Scheme.IMO_SHIP, is_ship), (Scheme.IMO_COMPANY, is_company)
    return [(scheme, number) for scheme, right in schemes if right]


def numbers_in_cell(rules: SchemeRules, text: str) -> tuple[tuple[Scheme, str], ...]:
    """Return the numbers in a cell of a scheme's own column, with what they are.

    A cell that holds a number with a slip (of IMO numbers: six or eight digits) gives its digits.
    An IMO number that is right for a company alone comes back under both schemes, as does one of a
    ship among those of companies. Where the cell
    isn't a number of its column, every number is read for what it is: a ship's IMO number in the
    column of call signs, two numbers side by side. Then only those that can exist are taken.

    Examples
    --------
    >>> imo, mmsi = RULES_OF[Scheme.IMO_SHIP], RULES_OF[Scheme.MMSI]
    >>> [value for _, value in numbers_in_cell(imo, "9161003-9179842")]
    ['9161003', '9179842']
    >>> [(scheme.value, value) for scheme, value in numbers_in_cell(mmsi, "9161003")]
    [('imo_ship', '9161003')]
    >>> numbers_in_cell(imo, "916103"), numbers_in_cell(imo, "n/a")
    (((<Scheme.IMO_SHIP: 'imo_ship'>, '916103'),), ())
    """
    number = rules.clean(text) or (rules.clean_near(text) if rules.clean_near else "")
    if not number:
        return tuple(dict.fromkeys([*find_identifiers(text), *_of_any_scheme(rules, text)]))
    also: list[tuple[Scheme, str]] = []
    if rules.scheme == Scheme.IMO_SHIP and is_only_company(number):
        also.append((Scheme.IMO_COMPANY, number))
    if rules.scheme == Scheme.IMO_COMPANY and is_only_ship(number):
        also.append((Scheme.IMO_SHIP, number))
    if rules.scheme == Scheme.ENI and len(re.findall(r"\d", fold_cell(text))) == 7:
        also += _in_pieces(Scheme.IMO_SHIP, fold_cell(text))
    return ((rules.scheme, number), *also)


LAST_COMPANY: Final = "7"
"""Numbers of companies come before it; of 1,621 on the lists two don't, and those are ships'."""


def is_only_company(number: str) -> bool:
    """Return whether an IMO number, seven digits, can be a company's and no ship's.

    None has been given to a company that begins with 7, 8 or 9, as most ships' do: one that does
    is rather a ship's with a slip.

    Examples
    --------
    >>> is_only_company("6183435"), is_only_company("9161003"), is_only_company("9161001")
    (True, False, False)
    """
    return number < LAST_COMPANY and is_valid_imo_company(number) and not is_valid_imo_ship(number)


def is_only_ship(number: str) -> bool:
    """Return whether an IMO number, seven digits, can be a ship's and no company's.

    Examples
    --------
    >>> is_only_ship("9161003"), is_only_ship("6183435"), is_only_ship("5766958")
    (True, False, False)
    """
    return is_valid_imo_ship(number) and not is_valid_imo_company(number)


def without_other_numbers(text: str) -> str:
    """Return a cell in capitals, without labels and numbers of telephones, documents and goods.

    Examples
    --------
    >>> without_other_numbers("IMO 9161003, tel. +7 423 2221212").split()
    ['9161003,']
    """
    return _SET_ASIDE.sub(" ", fold_cell(text[:LONGEST_CELL]))


def _of_any_scheme(rules: SchemeRules, text: str) -> Iterator[tuple[Scheme, str]]:
    """Yield numbers that can exist, of the column's own scheme and of others without a label."""
    folded = without_other_numbers(text)
    yield from _in_pieces(rules.scheme, folded)
    if rules.scheme != Scheme.IMO_SHIP:
        yield from _in_pieces(Scheme.IMO_SHIP, folded)
    if rules.scheme != Scheme.MMSI:
        found = _in_pieces(Scheme.MMSI, folded)
        yield from ((scheme, value) for scheme, value in found if mmsi_country(value))
    sign = folded.strip()
    if rules.scheme != Scheme.CALL_SIGN and _SIGN_ALONE.fullmatch(sign):
        yield Scheme.CALL_SIGN, sign


_SIGN_ALONE: Final = re.compile(
    r"(?!\dE\d|(?:\D*\d){6})(?=[A-Z]*\d[A-Z]|[A-Z]+\d)(?:[A-PR-Z][A-Z]|[2-9][A-Z])[A-Z0-9]{2,5}"
)
"""A call sign of letters and digits, which is no number in powers of ten."""
_PIECES: Final = {Scheme.IMO_SHIP: 7, Scheme.IMO_COMPANY: 7, Scheme.MMSI: 9, Scheme.ENI: 8}
"""Schemes whose numbers are of so many digits."""


def _in_pieces(scheme: Scheme, folded: str) -> Iterator[tuple[Scheme, str]]:
    """Yield numbers of a scheme that runs of digits make, alone or joined to the next ones."""
    length = _PIECES.get(scheme, 0)
    rules = RULES_OF[scheme]
    for pieces in _DIGITS.findall(folded) if length else ():
        held = ""
        for piece in re.findall(r"\d+", pieces):
            held = held + piece if len(held) + len(piece) <= length else piece
            number = rules.clean(held)
            if len(number) == length <= len(held) and rules.is_valid(number):
                yield scheme, number
                held = ""


def identifiers_in_name(text: str, *, ship: bool) -> tuple[tuple[Scheme, str], ...]:
    """Return what identifies a ship or company in the cell of its name.

    Where a ship's name should stand and no letter does, numbers are read as in their own column.

    Examples
    --------
    >>> [value for _, value in identifiers_in_name("LADY R (IMO 9161003)", ship=True)]
    ['9161003']
    >>> [value for _, value in identifiers_in_name("916-1003", ship=True)]
    ['9161003']
    """
    found = find_identifiers(text)
    if ship and re.search(r"\d", text) and not re.search(r"[^\W\d_]", text):
        found += _of_any_scheme(RULES_OF[Scheme.IMO_SHIP], text)
    return tuple(dict.fromkeys(found))
