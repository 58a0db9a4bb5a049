"""The names that ships bear, and how often each word stands in them: a table of the package."""

from __future__ import annotations

import math
from collections import Counter
from functools import cache
from typing import Final

from vscreen.data import read_table
from vscreen.text.lexicon import freight_words, language_words

_FLEET: Final = "MRV"
"""The source of its rows: THETIS-MRV, see ``benchmarks/make_ship_names.py``."""


@cache
def _names_of_ships() -> dict[str, str]:
    """Return the source of each name of ``ship_names.csv``."""
    return {row["name"]: row["source"] for row in read_table("ship_names.csv")}


@cache
def ship_names() -> frozenset[str]:
    """Return the normalised names of the ships of a register and of the fleet below."""
    return frozenset(_names_of_ships())


@cache
def fleet_names() -> frozenset[str]:
    """Return the normalised names of the ships that call at the EU."""
    return frozenset(name for name, source in _names_of_ships().items() if source == _FLEET)


@cache
def ship_words() -> dict[str, int]:
    """Return how many names of ships hold each word that several hold."""
    counts = Counter(word for name in ship_names() for word in set(name.split()))
    return {word: count for word, count in counts.items() if count > 1}


@cache
def fleet_words() -> Counter[str]:
    """Return how many names of the fleet that calls at the EU hold each word."""
    return Counter(word for name in fleet_names() for word in set(name.split()))


@cache
def words_before() -> Counter[str]:
    """Return in how many names of known ships each word stands before another."""
    return Counter(word for name in ship_names() for word in name.split()[:-1])


@cache
def words_behind() -> Counter[str]:
    """Return in how many names of known ships each word stands behind another.

    Examples
    --------
    >>> words_before()["MSC"] > 500, words_behind()["MSC"]
    (True, 0)
    """
    return Counter(word for name in ship_names() for word in name.split()[1:])


@cache
def attested_words() -> frozenset[str]:
    """Return the words of language, of people, places and firms, and those of any known ship.

    Words that only lists of sanctions have are none: an entry's own name says nothing of others'.

    Examples
    --------
    >>> attested_words() >= {"FELICITA", "EMOTION"}, "EMOXION" in attested_words()
    (True, False)
    """
    rows = read_table("words.csv")
    told = (row["word"] for row in rows if not row["source"].startswith("lists"))
    borne = (word for name in ship_names() for word in name.split() if word.isalpha())
    return frozenset((*told, *language_words(), *borne))


def is_ship_name(text: str) -> bool:
    """Return whether a normalised name is that of a known ship.

    Examples
    --------
    >>> is_ship_name("EVER GIVEN"), is_ship_name("EVER GIVN")
    (True, False)
    """
    return text in ship_names()


def is_ship_word(word: str) -> bool:
    """Return whether a word stands in the names of several known ships.

    Examples
    --------
    >>> is_ship_word("GRACE"), is_ship_word("GRXCE")
    (True, False)
    """
    return word in ship_words()


def ship_bits(word: str) -> float:
    """Return how rare a word is in ships' names: -log2 of the share of the fleet that bears it.

    Examples
    --------
    >>> ship_bits("STAR") < ship_bits("GRACE") < ship_bits("BELOMORSKIY")
    True
    """
    # One name with a word says no more of its share than none: both count as half a name.
    count = fleet_words()[word]
    return math.log2(len(fleet_names()) / (count if count > 1 else 0.5))


@cache
def trade_words() -> frozenset[str]:
    """Return the words of the trade that ships are not called by: ``LOADING``, but not ``GAS``."""
    return frozenset(word for word in freight_words() if fleet_words()[word] < 2)
