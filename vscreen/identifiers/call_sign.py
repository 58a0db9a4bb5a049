"""Call signs: letters and digits, the first of which the ITU gave to a country."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from vscreen.identifiers.cell import CALL_SIGN_LABEL, fold_cell

CALL_SIGN_IN_TEXT: Final = (
    rf"{CALL_SIGN_LABEL}(?P<call_sign>[A-Z0-9]{{2,3}}[ -]\d{{3,4}}|[A-Z0-9]{{3,7}})(?![A-Z0-9])"
)
_CALL_SIGN: Final = re.compile(r"(?=\d*[A-Z])[A-Z0-9]{3,7}")


# Two characters of an ITU series: none begins with Q, and 0 and 1 look too much like O and I.
_CALL_SIGN_SERIES: Final = re.compile(r"(?:[A-PR-Z][A-Z2-9]|[2-9][A-Z])[A-Z0-9]{2,5}")


_NO_CALL_SIGN: Final = frozenset(
    ("BLANK", "MISSING", "NAN", "NIL", "NONE", "NULL", "PENDING", "TBA", "TBC", "TBD", "TBN",
     "UNK", "UNKNOWN", "VARIOUS", "XXX", "XXXX"),
)  # fmt: skip


def clean_call_sign(text: str) -> str:
    """Return a radio call sign in capitals without blanks, hyphens and dots, or ``""``.

    The flag state gives a ship's radio three to seven letters and digits, the first one or two
    from its ITU series (``UB`` is Russia's). Words for "none" are no call sign. Spreadsheets take
    ``3E52`` for a number, and write ``3E+52`` or fifty zeros; such a number is read as the call
    sign that it was.

    Examples
    --------
    >>> clean_call_sign("Call Sign: UBGW2"), clean_call_sign("9ha 5-123"), clean_call_sign("N/A")
    ('UBGW2', '9HA5123', '')
    >>> clean_call_sign("3.00E+52"), clean_call_sign("3.14E+52")
    ('3E52', '')
    """
    folded = re.sub(rf"^{CALL_SIGN_LABEL}", "", fold_cell(text).strip())
    sign = re.sub(r"[\s._-]", "", folded).strip(",;:#'\"()[]")
    if _CALL_SIGN.fullmatch(sign) and not is_number(folded):
        return sign if sign not in _NO_CALL_SIGN else ""
    return _from_number(folded)


_NUMBER: Final = re.compile(r"\d{6,308}(?:\.0*)?|\d+(?:[.,]\d*)?E\+\d{1,3}|\d+[.,]\d*E\d{1,3}")


def is_number(folded: str) -> bool:
    """Return whether a cell, in capitals, holds what a spreadsheet writes for a number.

    Examples
    --------
    >>> is_number("3E+52"), is_number("3E52"), is_number("300000")
    (True, False, True)
    """
    return _NUMBER.fullmatch(folded.strip()) is not None


def _from_number(folded: str) -> str:
    """Return the call sign that became a number: one digit, E, and the power of ten.

    Two characters of a series and a letter between digits leave no other. A power below ten may
    have had zeros before it (``3E05``), so nothing is made of it.
    """
    if not is_number(folded):
        return ""
    number = Decimal(repr(float(folded.strip().replace(",", "."))))
    sign = f"{number.normalize():E}".replace("+", "")
    return sign if re.fullmatch(r"\dE\d{2,3}", sign) else ""


def is_valid_call_sign(text: str) -> bool:
    """Return whether a ship can have this call sign: four to seven characters in an ITU series.

    The series are in ITU Radio Regulations, appendix 42. What states add behind theirs varies too
    much for a finer rule.

    Examples
    --------
    >>> is_valid_call_sign("UBGW2"), is_valid_call_sign("QXYZ"), is_valid_call_sign("10AB")
    (True, False, False)
    """
    return _CALL_SIGN_SERIES.fullmatch(clean_call_sign(text)) is not None
