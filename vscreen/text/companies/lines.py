"""The words of a party's cell that are no name: those of papers, of addresses, and of language.

A line of a paper holds more than a name: ``MESSRS``, ``COMPRADOR``, ``ATTENTION``, a town. A word
of ``party_line_words.csv`` tells it, or two of texts or places; then such words tell nothing of
whose the name beside them is. In a name by itself they do: ``SOLARIS RESOURCES`` is not
``SOLARIS``.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from vscreen.data import read_table
from vscreen.text.companies.concepts import concept_words
from vscreen.text.lexicon import RARE_BITS, RARITY, language_words, line_words

SEVERAL_BESIDE: Final = 2
"""Words of texts or places by which a line is told that holds more than a name."""


@cache
def paper_words() -> frozenset[str]:
    """Return the words of papers and addresses by which a line that holds a party's name is told.

    Examples
    --------
    >>> sorted({"COMPRADOR", "STREET", "STAR"} & paper_words())
    ['COMPRADOR', 'STREET']
    """
    rows = read_table("party_line_words.csv")
    return frozenset(row["word"] for row in rows if row["role"] == "paper")


@cache
def words_beside() -> frozenset[str]:
    """Return the words that tell nothing of whose name they stand beside in such a line.

    These are words of papers and addresses, towns, and words of language that are likelier in a
    text than in a name.

    Examples
    --------
    >>> {"ATTENTION", "ROTTERDAM", "COMPRADOR", "STREET"} <= words_beside()
    True
    >>> words_beside() & {"STAR", "ANGARA"}
    frozenset()
    """
    rows = read_table("words.csv")
    rarity = {row["word"]: float(row["rarity"]) for row in rows}
    texts = {
        word
        for word, bits in language_words().items()
        if word not in rarity or RARE_BITS * rarity[word] ** RARITY > bits
    }
    towns = {row["word"] for row in rows if row["source"].startswith("GeoNames")}
    said = {row["word"] for row in read_table("party_line_words.csv")}
    trade = concept_words()  # an IMPORT AND EXPORT firm is no line of a paper
    return frozenset({*texts, *towns, *line_words()} - trade | said)
