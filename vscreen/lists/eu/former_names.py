"""Former names that a publisher prints behind a ship's name: ``Kavya (formerly Hana)``.

The tables of the EU's ships have no column for them. They write ``formerly``, ``ex`` and ``now`` in
brackets or behind a comma, several names apart by ``;`` or ``,``, and forget a closing bracket.
"""

from __future__ import annotations

import re
from typing import Final

from vscreen.lists.split_names import name_words
from vscreen.schema import NameKind

WAS: Final = (
    r"(?:formerly|previously)(?:\s+(?:known|named|called)(?:\s+as)?)?"
    rf"|(?:former|previous)(?:\s+names?)?|f\s?[./]?\s?k\s?[./]?\s?a|{name_words('former')}"
)
IS_NOW: Final = (
    r"now(?:\s+(?:known|named|called)(?:\s+as)?)?|renamed(?:\s+(?:to|as))?|n[./]?k[./]?a"
    rf"|{name_words('now')}"
)
END: Final = r"(?![^\W_])[\s.:-]*"
# In brackets any of the words speaks of a name; without them `now` may be part of it.
BRACKET: Final = re.compile(
    rf"[(\[]\s*(?P<word>{WAS}|{IS_NOW}){END}(?P<names>[^()\[\]]+)[)\]]?", re.IGNORECASE
)
BEHIND: Final = re.compile(
    r"[\s,;]+-?\s*(?P<word>formerly|previously|former names?|f[./]?k[./]?a|ex)"
    rf"{END}(?P<names>.*[^\W\d_].*)",
    re.IGNORECASE,
)
WORD_BEFORE: Final = re.compile(rf"(?:{WAS}|{IS_NOW}){END}", re.IGNORECASE)
BETWEEN: Final = re.compile(r"\s*[;,]\s*|\s+(?:and|&|/)\s+|\s+(?=ex[\s.-])", re.IGNORECASE)
NOW: Final = re.compile(IS_NOW, re.IGNORECASE)


def ship_names(cell: str) -> list[tuple[str, NameKind]]:
    """Return the names in a cell with their kinds, the primary name first.

    Parameters
    ----------
    cell
        The cell of a ship's name, as printed.

    Examples
    --------
    >>> [(name, str(kind)) for name, kind in ship_names("Apar (formerly Feng Shou; Hana)")]
    [('Apar', 'primary'), ('Feng Shou', 'former'), ('Hana', 'former')]
    >>> [name for name, _ in ship_names("STORMBRINGER (ex KRITI VIGOR")]
    ['STORMBRINGER', 'KRITI VIGOR']
    >>> [name for name, _ in ship_names("Lady R")]
    ['Lady R']
    """
    text = " ".join(cell.split())
    others: list[tuple[str, NameKind]] = []
    rest = text
    for pattern in (BRACKET, BEHIND):
        for found in pattern.finditer(rest):
            kind = NameKind.STRONG_ALIAS if NOW.fullmatch(found["word"]) else NameKind.FORMER
            others += [(name, kind) for name in _names(found["names"])]
        rest = pattern.sub(" ", rest)
    name = " ".join(rest.split()).strip(" ,;")
    return [(name or text, NameKind.PRIMARY), *dict.fromkeys(others)]


def _names(text: str) -> list[str]:
    """Return the names between the separators, each without a word for `formerly` before it."""
    parts = (
        WORD_BEFORE.sub("", part, count=1) if WORD_BEFORE.match(part) else part
        for part in BETWEEN.split(text)
    )
    return [name for part in parts if (name := part.strip(" .()[]\"'"))]
