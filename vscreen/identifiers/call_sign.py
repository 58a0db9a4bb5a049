"""Call signs: letters and digits, the first of which the ITU gave to a country."""

from __future__ import annotations

import re
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
    from its ITU series (``UB`` is Russia's). Words for "none" are no call sign.

    Examples
    --------
    >>> clean_call_sign("Call Sign: UBGW2"), clean_call_sign("9ha 5-123"), clean_call_sign("N/A")
    ('UBGW2', '9HA5123', '')
    """
    sign = re.sub(rf"^{CALL_SIGN_LABEL}", "", fold_cell(text).strip())
    sign = re.sub(r"[\s._-]", "", sign).strip(",;:#'\"()[]")
    return sign if _CALL_SIGN.fullmatch(sign) and sign not in _NO_CALL_SIGN else ""


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
