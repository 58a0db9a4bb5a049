"""Numbers found inside running text, told by the label beside them."""

from __future__ import annotations

import re
from typing import Final

from vscreen.identifiers.call_sign import clean_call_sign, is_valid_call_sign
from vscreen.identifiers.cell import CALL_SIGN_LABEL, FILLERS, IMO_LABEL, IMO_LOOK_ALIKE, fold_cell
from vscreen.identifiers.imo import clean_imo, imo_digits, is_valid_imo_company, is_valid_imo_ship
from vscreen.identifiers.lei import is_valid_lei
from vscreen.identifiers.mmsi import clean_mmsi
from vscreen.schema import Scheme

# What may stand between a label and its value; a closing bracket or comma ends the label's reach.
_GAP: Final = r"[\s:.#=/°'\"(\[_-]*+"


_WORDS: Final = rf"{_GAP}(?>(?:{FILLERS}){_GAP})*+"


_IDENTIFIER: Final = re.compile(
    rf"""(?<![A-Z0-9])(?:
        {IMO_LABEL}{_WORDS}(?P<imo>{IMO_LOOK_ALIKE}(?![A-Z0-9])|\d{{7}}(?!\d)
            |(?:\d{{3}}\ \d{{4}}|\d{{4}}\ \d{{3}}|\d\ \d{{3}}\ \d{{3}})(?!\d))
      | MMSI{_WORDS}(?P<mmsi>\d{{9}}|\d{{3}}\ \d{{3}}\ \d{{3}}|\d{{3}}\ \d{{6}})(?!\d)
      | {CALL_SIGN_LABEL}(?P<call_sign>[A-Z0-9]{{2,3}}[ -]\d{{3,4}}|[A-Z0-9]{{3,7}})(?![A-Z0-9])
      | (?:LEI{_WORDS})?(?P<lei>[A-Z0-9]{{18}}\d\d)(?![A-Z0-9])
      | (?:(?:TEL|TELEPHONE|PHONE|FAX|MOB|MOBILE){_WORDS}\+?|\+)\d[\d\ ().-]*+
      | (?:B/?L|BILL\ OF\ LADING|INVOICE|INV|HS|HTS|SEAL|CONTAINER){_WORDS}\d[\d./-]*+
      | (?<!\d[.-])(?P<bare>\d{{7}})(?![A-Z0-9]|-\d|\.(?!0+\b)\d)
    )""",
    re.VERBOSE,
)


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
        kind = match.lastgroup
        value: str = match[kind or 0]
        if kind in ("imo", "bare") and (imo := clean_imo(value)):
            is_company = is_valid_imo_company(imo)
            if is_valid_imo_ship(imo) or (kind == "imo" and not is_company):
                found.append((Scheme.IMO_SHIP, imo))
            if is_company:
                found.append((Scheme.IMO_COMPANY, imo))
        elif kind == "mmsi" and (mmsi := clean_mmsi(value)):
            found.append((Scheme.MMSI, mmsi))
        elif kind == "call_sign" and is_valid_call_sign(value):
            found.append((Scheme.CALL_SIGN, clean_call_sign(value)))
        elif kind == "lei" and is_valid_lei(value):
            found.append((Scheme.LEI, value))
    return list(dict.fromkeys(found))


def imo_numbers(text: str) -> tuple[str, ...]:
    """Return the IMO numbers a cell gives, right or with a slip: 6 to 8 digits.

    Examples
    --------
    >>> imo_numbers("IMO 9161003"), imo_numbers("916103"), imo_numbers("n/a")
    (('9161003',), ('916103',), ())
    """
    if not text:
        return ()
    one = clean_imo(text) or imo_digits(text)
    if one:
        return (one,)
    return tuple(value for scheme, value in find_identifiers(text) if scheme == Scheme.IMO_SHIP)
