"""ENI, the European vessel number of inland ships: eight digits, the first three an authority's.

The European Vessel Identification Number (Directive (EU) 2016/1629, annex II; ES-TRIN, annex 2)
belongs to a hull for life, whatever its name, flag or owner. Its first three digits say which
authority gave it: 001-019 are France's, 020-039 the Netherlands', and so on up to 869; no
authority has any above. It has no check digit, so a misprint of one can't be told.
"""

from __future__ import annotations

from typing import Final

from vscreen.identifiers.cell import AFTER_LABEL, mended_digits, number_cell, read_digits

_ENI_LABEL: Final = r"E\.?N\.?I\.?|(?:UNIQUE\W+)?EUROPEAN"
ENI_IN_TEXT: Final = rf"E\.?N\.?I\.?{AFTER_LABEL}(?P<eni>\d{{8}})(?![A-Z0-9])"
_ENI_CELL: Final = number_cell(_ENI_LABEL, r"\d{8}", 8)
_LAST_AUTHORITY: Final = 869


def clean_eni(text: str) -> str:
    """Return the eight digits of a cell that holds an ENI, or ``""``.

    A spreadsheet drops the zero that French, Dutch, German and Belgian numbers begin with; a cell
    of seven digits gets it back. In running text seven digits are no ENI. Signs between the digits
    are left out where an authority has the number's first three.

    Examples
    --------
    >>> clean_eni("ENI: 0232 1234"), clean_eni("ENI No. 04812340"), clean_eni("4812340.0")
    ('02321234', '04812340', '04812340')
    """
    digits = read_digits(text, _ENI_CELL)
    if len(digits) == 7:
        digits = f"0{digits}"
    if len(digits) == 8 and digits.strip("0"):
        return digits
    return mended_digits(text, _ENI_CELL, _has_authority, padded=False)


def is_valid_eni(text: str) -> bool:
    """Return whether an inland ship can have this number: an authority has its first three digits.

    Examples
    --------
    >>> is_valid_eni("02321234"), is_valid_eni("99912345"), is_valid_eni("00012345")
    (True, False, False)
    """
    digits = clean_eni(text)
    return bool(digits) and _has_authority(digits)


def _has_authority(digits: str) -> bool:
    return 1 <= int(digits[:3]) <= _LAST_AUTHORITY
