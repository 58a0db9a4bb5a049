"""How else a listed ship's name may be written: its title, its number, its first twenty letters.

These ways are made of listed names alone, and looked up like them: a manifest's cell is read once,
whatever titles and numerals the world's languages have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from vscreen.data import read_table
from vscreen.text.tokens import NUMBER_WORDS, ROMAN

TITLE_PRICE: Final = 0.1
"""Edits charged for another way to write a title: CAPT for KAPITAN."""
NUMBER_PRICE: Final = 0.2
"""Edits charged for a number in words or in digits where it is not plainly one: FOUR for 4 SKY."""
CUT_PRICE: Final = 0.3
"""Edits charged for the beginning of a name: a ship's own transmitter sends twenty signs."""
GLUED_PRICE: Final = 0.4
"""Edits charged for a numeral taken for letters of the word before it: it was misspelt or glued."""
SENT: Final = 20
STEM: Final = 3
"""Letters from which a word may have a numeral glued to it."""
_SIGN: Final = re.compile("[A-Z]+|[0-9]+")
_TEENS: Final = ("THIRTEEN", "FOURTEEN", "FIFTEEN", "SIXTEEN", "SEVENTEEN", "EIGHTEEN", "NINETEEN")
_VALUES: Final = {
    **NUMBER_WORDS,
    **{word: value for value, word in enumerate((*_TEENS, "TWENTY"), start=13)},
}
_SPELLED: Final = {str(value): word for word, value in _VALUES.items()}
_NUMERALS: Final = {str(value): numeral for numeral, value in ROMAN.items()}


@cache
def title_ways() -> dict[str, tuple[str, ...]]:
    """Return the other ways to write each word that is a title, or short for one."""
    rows = read_table("ship_title_words.csv")
    return {
        row["word"]: tuple(
            other["word"]
            for other in rows
            if other["title"] == row["title"] and other["word"] != row["word"]
        )
        for row in rows
    }


@cache
def reread_words() -> tuple[str, ...]:
    """Return the words for which a name may be written in another way."""
    return (*title_ways(), *ROMAN, *_VALUES)


def other_ways(ascii_text: str) -> Iterator[tuple[str, float]]:
    """Yield the other ways to write a listed ship's name, each with its price in edits.

    Examples
    --------
    >>> ("CAPT GULL", 0.1) in [*other_ways("KAPITAN GULL")]
    True
    >>> [way for way, _ in other_ways("FOUR GULLS")], [way for way, _ in other_ways("GULL VI")]
    (['4 GULLS'], ['GULL 6', 'GULLVI'])
    >>> [*other_ways("LONG NAME OF A GREY GULL")]
    [('LONG NAME OF A GREY', 0.3)]
    """
    signs = _SIGN.findall(ascii_text)
    for at, sign in enumerate(signs):
        for other in (*_titles(signs, at), *_numbers(signs, at)):
            yield " ".join((*signs[:at], other, *signs[at + 1 :])), _price_of(sign)
    if len(signs) > 1 and len(signs[-2]) >= STEM and signs[-2].isalpha():
        numeral = _numeral(signs[-1])
        if numeral:
            yield " ".join((*signs[:-2], signs[-2] + numeral)), GLUED_PRICE
    for text in dict.fromkeys((ascii_text.strip(), " ".join(signs))):
        if len(text) > SENT:
            yield text[:SENT].strip(), CUT_PRICE


def _price_of(sign: str) -> float:
    return TITLE_PRICE if sign in title_ways() else NUMBER_PRICE


def _titles(signs: Sequence[str], at: int) -> tuple[str, ...]:
    return title_ways().get(signs[at], ()) if len(signs) > 1 else ()


def _numbers(signs: Sequence[str], at: int) -> Iterator[str]:
    """Yield a number in digits for one in letters, and in words for one amid a name.

    A name of nothing else stays as it is, and so does ONE before a name, which is a fleet.
    """
    sign, others = signs[at], [*signs[:at], *signs[at + 1 :]]
    if not any(other.isalpha() for other in others):
        return
    if sign in _VALUES and (at or sign != "ONE"):
        yield str(_VALUES[sign])
    elif sign in ROMAN and at and len(sign) > 1:
        yield str(ROMAN[sign])
    digits = sign.lstrip("0") if sign.isdigit() else str(ROMAN.get(sign, "")) if at else ""
    if digits in _SPELLED and (at < len(signs) - 1 or digits not in _FEW):
        yield _SPELLED[digits]


_FEW: Final = frozenset(map(str, NUMBER_WORDS.values()))
"""Numbers whose words are read at a name's end anyway."""


def _numeral(sign: str) -> str:
    return sign if sign in ROMAN else _NUMERALS.get(sign.lstrip("0"), "")
