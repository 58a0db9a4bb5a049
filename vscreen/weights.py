"""How much a word says in a name: common words little, rare ones much. Constants of the package.

The tables are made by ``benchmarks/make_words.py`` from names of the public domain. They never come
from the lists that are loaded, or a new entry could turn an old hit clear.
"""

from __future__ import annotations

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
def ship_words() -> tuple[dict[str, float], float]:
    """Return the bits of each word of ships' names, and those of any other."""
    bits = {row["word"]: float(row["bits"]) for row in read_table("ship_words.csv")}
    return bits, max(bits.values()) + 2


def ship_bits(word: str) -> float:
    """Return how rare a word is in ships' names: -log2 of the share of ships that bear it.

    Examples
    --------
    >>> ship_bits("STAR") < ship_bits("GRACE") < ship_bits("BELOMORSKIY")
    True
    """
    bits, unseen = ship_words()
    return bits.get(word, unseen)
