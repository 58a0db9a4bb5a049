"""LEI, the legal entity identifier of ISO 17442: twenty signs, two of them check digits."""

from __future__ import annotations

import re
from typing import Final

from vscreen.identifiers.cell import AFTER_LABEL, fold_cell

LEI_IN_TEXT: Final = rf"(?:LEI{AFTER_LABEL})?(?P<lei>[A-Z0-9]{{18}}\d\d)(?![A-Z0-9])"
_LEI: Final = re.compile(r"(?:LEI)?(?P<lei>[A-Z0-9]{18}[0-9]{2})")


def clean_lei(text: str) -> str:
    """Return a Legal Entity Identifier (ISO 17442) in capitals, or ``""``.

    Eighteen letters and digits and two check digits, for companies in finance and trade.

    Examples
    --------
    >>> clean_lei("LEI: 2138 00KU D8LA JWSQ 9D15")
    '213800KUD8LAJWSQ9D15'
    """
    match = _LEI.fullmatch(re.sub(r"[\W_]", "", fold_cell(text)))
    return match["lei"] if match else ""


def is_valid_lei(text: str) -> bool:
    """Return whether an LEI's check digits agree: letters as 10 to 35, the whole 1 modulo 97.

    Examples
    --------
    >>> is_valid_lei("213800KUD8LAJWSQ9D15"), is_valid_lei("213800KUD8LXJWSQ9D15")
    (True, False)
    """
    lei = clean_lei(text)
    return bool(lei) and int("".join(str(int(c, 36)) for c in lei)) % 97 == 1
