"""Companies' names in Arabic and Persian: words of trade in English, in English order.

Such a name begins with what it is: شركة الكوثر للتجارة العامة is a company (shirkat), Al-Kawthar,
for general trading. What stands before the name stands behind it in English, before the legal form,
and in the other order: an adjective follows its noun. What follows the name keeps its order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Final

from vscreen.data import read_table
from vscreen.text.lexicon import legal_forms
from vscreen.text.scripts import to_latin

LETTER: Final = "\u0620-\u065f\u066e-\u06d3\u06d5-\u06ef\u06fa-\u06fc\u0750-\u077f\u08a0-\u08ff"
_TEXT: Final = re.compile(f"[{LETTER}]+(?:[ .\u06d4]+[{LETTER}]+)*[.]?")
_WORD: Final = re.compile(f"[{LETTER}]+")
_UNSPOKEN: Final = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670]")
_ONE_LETTER: Final = str.maketrans(
    "\u0623\u0625\u0622\u0671\u0649\u06cc\u06a9\u0629\u06c0\u0624\u0626",
    "\u0627\u0627\u0627\u0627\u064a\u064a\u0643\u0647\u0647\u0648\u064a",
)
"""Letters that are written one for the other: ALEF with its marks, YEH, KAF, TEH MARBUTA as HEH."""
_ARTICLE: Final = re.compile(
    "(?:[\u0648\u0641]?(?:[\u0628\u0643]?\u0627\u0644|\u0644\u0644))(?=..)"
)
"""``al-``, maybe behind ``wa-``, ``bi-``, ``li-``."""
_PARTICLE: Final = re.compile("[\u0648\u0644\u0628](?=..)")
"""``wa-``, ``li-`` and ``bi-`` before a word without article."""
_AND: Final = "\u0648"

Piece = tuple[str, bool]
"""Letters of a name, and whether they are a translated word."""


def folded(word: str) -> str:
    """Return a word of Arabic letters without marks and article, letters of one kind alike.

    Examples
    --------
    >>> folded("للتجارة") == folded("التجاره") == folded("تجارة")
    True
    """
    bare = _UNSPOKEN.sub("", word).translate(_ONE_LETTER)
    article = _ARTICLE.match(bare)
    return bare[article.end() :] if article else bare


@cache
def _phrases() -> dict[tuple[str, ...], str]:
    rows = (row for row in read_table("eastern_words.csv") if row["language"] in {"ar", "fa"})
    return {tuple(map(folded, row["phrase"].split())): row["english"] for row in rows}


@cache
def _longest() -> int:
    return max(map(len, _phrases()))


def translated(text: str) -> str:
    """Return a text with its words of trade in English and names as they sound; or as it is.

    Examples
    --------
    >>> translated("شركة مجموعة للتجارة العامة")
    ' GENERAL TRADING GROUP COMPANY '
    """
    return _TEXT.sub(lambda found: _in_english(found[0]), text)


def _in_english(text: str) -> str:
    pieces = list(_pieces(_WORD.findall(text)))
    if not any(is_word for _, is_word in pieces):
        return text
    return f" {' '.join(_in_english_order(pieces))} "


def _in_english_order(pieces: Sequence[Piece]) -> Iterator[str]:
    """Yield the name and what follows it, then what stands before it, backwards."""
    name = next((at for at, (_, is_word) in enumerate(pieces) if not is_word), len(pieces))
    legal = len(pieces) - (name < len(pieces) and _is_legal(pieces[-1]))
    for is_word, run in groupby(pieces[name:legal], key=itemgetter(1)):
        text = " ".join(word for word, _ in run)
        yield text if is_word else to_latin(text)[0]
    yield from (word for word, _ in reversed(pieces[:name]))
    yield from (word for word, _ in pieces[legal:])


def _is_legal(piece: Piece) -> bool:
    return piece[1] and tuple(piece[0].split()) in legal_forms()


def _pieces(words: Sequence[str]) -> Iterator[Piece]:
    """Yield words of a text, those of trade in English; no ``and``."""
    forms = list(map(folded, words))
    at = 0
    while at < len(words):
        length, english = _phrase_at(forms, at)
        if length:
            yield english, True
        elif forms[at] != _AND:
            yield words[at], False
        at += max(length, 1)


def _phrase_at(forms: Sequence[str], at: int) -> tuple[int, str]:
    """Return how many words the longest phrase at a position has, and its English."""
    first = (forms[at], forms[at][bool(_PARTICLE.match(forms[at])) :])
    for length in range(min(_longest(), len(forms) - at), 0, -1):
        for beginning in dict.fromkeys(first):
            english = _phrases().get((beginning, *forms[at + 1 : at + length]))
            if english:
                return length, english
    return 0, ""
