"""The spellings of an inflected word: its stem and a list of endings, in all ways to romanise it.

A word of ``concepts.csv`` may be a stem with the name of its endings behind a stroke: ``ЗАВОД/M``
is ЗАВОД, ЗАВОДА, ЗАВОДОМ, ... So a look-up stays one of whole words. The endings stand in
``inflections.csv``, in Latin letters: they are written in more ways than any one system has.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import product
from typing import Final

from vscreen.data import read_table
from vscreen.text.scripts import to_latin

_NO_LETTER: Final = re.compile("[^A-Z0-9]")
_IOTATED: Final = re.compile("(?<![БВГҐДЖЗЙКЛМНПРСТФХЦЧШЩ])[ЕЁ]")
"""A Cyrillic letter that some write with a Y before it: at the beginning, behind vowels, signs."""
_UKRAINIAN: Final = str.maketrans({"И": "Ы", "Г": "Х", "Й": "И"})
"""Letters that Ukrainians romanise otherwise, as Russian ones that are romanised so."""


@cache
def endings() -> dict[str, tuple[str, ...]]:
    """Return the endings of each class, the empty one first if it has it."""
    return {
        row["class"]: (*([""] if row["bare"] else []), *row["endings"].split())
        for row in read_table("inflections.csv")
    }


def spellings(word: str, language: str) -> tuple[str, ...]:
    """Return a word in A-Z in each of its spellings, the usual one first.

    Examples
    --------
    >>> spellings("ЗАВОД/M", "ru")[:3], spellings("FACTORY", "en")
    (('ZAVOD', 'ZAVODA', 'ZAVODU'), ('FACTORY',))
    """
    stem, _, inflected = word.partition("/")
    stems = dict.fromkeys(_NO_LETTER.sub("", way) for way in _romanised(stem, language))
    behind = endings()[inflected] if inflected else ("",)
    return tuple(dict.fromkeys(stem + ending for stem, ending in product(stems, behind)))


def _romanised(stem: str, language: str) -> tuple[str, ...]:
    if stem.isascii():
        return (stem,)
    ways = [stem, _IOTATED.sub("ЙЕ", stem), _IOTATED.sub("ИЕ", stem)]
    if language == "uk":
        ways += [way.translate(_UKRAINIAN) for way in ways]
    latin = [latin for way in dict.fromkeys(ways) for latin in to_latin(way)]
    return (*latin, *(way.replace("Y", "J") for way in latin))
