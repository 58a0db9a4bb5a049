"""Numbers found inside running text: by their label, or by their check digits."""

from __future__ import annotations

import re
from typing import Final

from vscreen.identifiers.cell import AFTER_LABEL, IMO_LABEL, IMO_LOOK_ALIKE, fold_cell
from vscreen.identifiers.imo import clean_imo, is_valid_imo_company, is_valid_imo_ship
from vscreen.identifiers.registry import RULES, RULES_OF, SchemeRules
from vscreen.schema import Scheme

_IDENTIFIER: Final = re.compile(
    rf"""(?<![A-Z0-9])(?:
        {IMO_LABEL}{AFTER_LABEL}(?P<imo>{IMO_LOOK_ALIKE}(?![A-Z0-9])|\d{{7}}(?!\d)
            |(?:\d{{3}}\ \d{{4}}|\d{{4}}\ \d{{3}}|\d\ \d{{3}}\ \d{{3}})(?!\d))
      | {"|".join(rules.in_text for rules in RULES if rules.in_text)}
      | (?:(?:TEL|TELEPHONE|PHONE|FAX|MOB|MOBILE){AFTER_LABEL}\+?|\+)\d[\d\ ().-]*+
      | (?:B/?L|BILL\ OF\ LADING|INVOICE|INV|HS|HTS|SEAL|CONTAINER){AFTER_LABEL}\d[\d./-]*+
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


def numbers_in_cell(rules: SchemeRules, text: str) -> tuple[str, ...]:
    """Return the numbers of one scheme in a cell of its own column.

    A cell that holds a number with a slip (of IMO numbers: six or eight digits) gives its digits.

    Examples
    --------
    >>> imo = RULES_OF[Scheme.IMO_SHIP]
    >>> numbers_in_cell(imo, "IMO 9161003"), numbers_in_cell(imo, "916103")
    (('9161003',), ('916103',))
    >>> numbers_in_cell(imo, "9161003 / 9179842"), numbers_in_cell(imo, "n/a")
    (('9161003', '9179842'), ())
    """
    number = rules.clean(text) or (rules.clean_near(text) if rules.clean_near else "")
    if number or not rules.cell_is_text:
        return (number,) if number else ()
    return tuple(value for scheme, value in find_identifiers(text) if scheme == rules.scheme)
