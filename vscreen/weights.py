"""How much a word says in a name: common words little, rare ones much. Constants of the package.

The tables are made by ``benchmarks/make_words.py`` from names of the public domain. They never come
from the lists that are loaded, or a new entry could turn an old hit clear.
"""

from __future__ import annotations

import math
from collections import Counter
from functools import cache

from vscreen.data import read_table


@cache
def word_weights() -> dict[str, float]:
    """Return the weight of each word that is not rare."""
    return {row["word"]: float(row["weight"]) for row in read_table("words.csv")}


def word_weight(word: str) -> float:
    """Return how much a word says in a party's name: 0.08 for the commonest, 1 for a rare one.

    Examples
    --------
    >>> word_weight("COMPANY") < word_weight("SHIPPING") < word_weight("ANTEY")
    True
    """
    return word_weights().get(word, 1.0)


@cache
def ship_names() -> frozenset[str]:
    """Return the normalised names of the ships that call at the EU."""
    return frozenset(row["name"] for row in read_table("ship_names.csv"))


@cache
def ship_words() -> Counter[str]:
    """Return how many of those names hold each word."""
    return Counter(word for name in ship_names() for word in set(name.split()))


def is_ship_name(text: str) -> bool:
    """Return whether a normalised name is that of a ship of the fleet that calls at the EU.

    Examples
    --------
    >>> is_ship_name("EVER GIVEN"), is_ship_name("EVER GIVN")
    (True, False)
    """
    return text in ship_names()


def is_ship_word(word: str) -> bool:
    """Return whether a word stands in the name of a ship of that fleet.

    Examples
    --------
    >>> is_ship_word("GIVEN"), is_ship_word("GIVN")
    (True, False)
    """
    return word in ship_words()


def ship_bits(word: str) -> float:
    """Return how rare a word is in ships' names: -log2 of the share of ships that bear it.

    Examples
    --------
    >>> ship_bits("STAR") < ship_bits("GRACE") < ship_bits("BELOMORSKIY")
    True
    """
    # One name with a word says no more of its share than none: both count as half a name.
    count = ship_words()[word]
    return math.log2(len(ship_names()) / (count if count > 1 else 0.5))
