"""A name that says another in brackets: ``Penza Institute (also known as PNIEI)``.

Both are names of the same company. ``(HONG KONG)`` and ``(PRIVATE)`` are part of the one name, and
so is what has a legal form in brackets: read apart, ``АО X (АО Y)`` found 1.5 of 100 organisations
in Cyrillic letters more and alerted on 6 of 100 innocent ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

OTHER_NAME_PRICE: Final = 0.02
"""Edits charged for taking a name in brackets, or what stands around it, as the whole name."""
_OTHER_NAME: Final = re.compile(
    r"\(\s*(?:ALSO\s+KNOWN\s+AS|FORMERLY(?:\s+KNOWN\s+AS)?|A\.?K\.?A|F\.?K\.?A)\b\.?:?"
    r"(?P<name>[^()]{4,})\)"
)


def names_another(ascii_text: str) -> bool:
    """Return whether an upper-case ASCII text holds another name in brackets.

    Examples
    --------
    >>> names_another("PENZA PLANT (AKA PNIEI)"), names_another("ABC (PVT) LTD")
    (True, False)
    """
    return _OTHER_NAME.search(ascii_text) is not None


def names_within(ascii_text: str, price: float) -> Iterator[tuple[str, float]]:
    """Yield a text and, if it holds another name in brackets, that and what stands around it.

    Examples
    --------
    >>> [name for name, _ in names_within("PENZA PLANT (AKA PNIEI)", 0.0)]
    ['PENZA PLANT (AKA PNIEI)', 'PENZA PLANT  ', ' PNIEI']
    """
    yield ascii_text, price
    found = _OTHER_NAME.search(ascii_text)
    if found:
        yield f"{ascii_text[: found.start()]} {ascii_text[found.end() :]}", price + OTHER_NAME_PRICE
        yield found["name"], price + OTHER_NAME_PRICE
