"""The words and phrases that parts of a party's text are told by: tables of the package.

What they mean stands in `vscreen.text.form`.
"""

from __future__ import annotations

import math
import re
from functools import cache, lru_cache
from typing import Final

from vscreen.data import read_table
from vscreen.text.companies.concepts import concept_words, concepts_of
from vscreen.text.scripts import to_latin, visible
from vscreen.text.sounds.given_names import beside_names, given_names, joined_names

MONTHS: Final = (
    *("JANUARY", "FEBRUARY", "MARCH", "APRIL", "MAY", "JUNE", "JULY", "AUGUST", "SEPTEMBER"),
    *("OCTOBER", "NOVEMBER", "DECEMBER", "JAN", "FEB", "MAR", "APR", "JUN", "JUL", "AUG"),
    *("SEP", "SEPT", "OCT", "NOV", "DEC"),
)


@cache
def vessel_prefixes() -> tuple[str, ...]:
    """Return what is written before a ship's name."""
    return tuple(row["prefix"] for row in read_table("vessel_prefixes.csv"))


@cache
def glued_prefixes() -> tuple[str, ...]:
    """Return what may be glued to a ship's name: ``MVANGARA``."""
    rows = read_table("vessel_prefixes.csv")
    return tuple(row["prefix"] for row in rows
                 if row["mark"] != "needed" and len(row["prefix"]) < 4)  # fmt: skip


@cache
def freight_words() -> dict[str, str]:
    """Return the role of each word of the trade: ``ship``, ``place``, ``freight``."""
    return {row["word"]: row["role"] for row in read_table("freight_words.csv")}


@cache
def line_words() -> dict[str, str]:
    """Return the role of each word that shipping papers use beside names, in letters of A-Z.

    These are the words of the trade, and such of other languages: ``ship``, ``ship behind`` its
    name, ``carriage``, ``place`` and ``freight``.

    Examples
    --------
    >>> line_words()["NAVIRE"], line_words()["POGRUZHENO"], line_words()["VESSEL"]
    ('ship', 'carriage', 'ship')
    """
    rows = read_table("line_words.csv")
    latin = {
        re.sub("[^A-Z]", "", way): row["role"] for row in rows for way in to_latin(row["word"])
    }
    return {**freight_words(), **latin}


@cache
def eastern_line_words() -> dict[str, str]:
    """Return the roles of the words among them of scripts that set no blanks, as written."""
    rows = read_table("line_words.csv")
    return {row["word"]: row["role"] for row in rows if re.match(f"[{EAST}]", row["word"])}


@cache
def language_words() -> dict[str, float]:
    """Return the commonest words of language, and how rare each is: -log2 of its share of a text.

    Examples
    --------
    >>> language_words()["ORDER"] < language_words()["PRIDE"], "ANGARA" in language_words()
    (True, False)
    """
    return {row["word"]: float(row["bits"]) for row in read_table("language_words.csv")}


@cache
def cell_words(role: str) -> tuple[str, ...]:
    """Return the words and phrases of one role in ships' and parties' cells, in any script."""
    rows = read_table("ship_cell_words.csv")
    return tuple(visible(row["phrase"]) for row in rows if row["role"] == role)


@cache
def other_name_words(tells: str) -> tuple[str, ...]:
    """Return the words before another name that tell what it is, as the table has them.

    Parameters
    ----------
    tells
        That it is a ``former`` name, one that it ``also`` has, or the name of ``now``.

    Examples
    --------
    >>> "TIDLIGERE" in other_name_words("former"), "RENAMED" in other_name_words("now")
    (True, True)
    """
    rows = read_table("ship_cell_words.csv")
    return tuple(row["phrase"] for row in rows if row["tells"] == tells)


@cache
def cell_initials() -> frozenset[str]:
    """Return the words of ships' and parties' cells that are the initials of what they mean.

    Examples
    --------
    >>> sorted(cell_initials() & {"FKA", "TBN", "NOW"})
    ['FKA', 'TBN']
    """
    rows = read_table("ship_cell_words.csv")
    initials = (
        (row["phrase"], "".join(word[0] for word in row["meaning"].split())) for row in rows
    )
    return frozenset(phrase for phrase, letters in initials if phrase == letters.upper())


@cache
def cell_phrases(role: str) -> tuple[str, ...]:
    """Return the same as `scripts.to_latin` writes them, the longest first; no `eastern_words`.

    Examples
    --------
    >>> cell_phrases("people")[:2]
    ('DISPONENT OWNERS', 'CHIEF ENGINEER')
    """
    words = (word for word in cell_words(role) if word not in eastern_words())
    ways = (way for word in words for way in to_latin(word))
    return tuple(sorted(dict.fromkeys(ways), key=len, reverse=True))


EAST: Final = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
"""Letters of scripts that set no blanks between words, in a pattern: kana, Chinese, Hangul."""
_LIKE: Final = {
    "other name": "EX", "several": "OR", "voyage": "VOY", "people": "MASTER OF",
    "people behind": "KAPTANI", "ship behind": "GEMISI",
}  # fmt: skip
"""A word in Latin letters that says the same, by role."""


@cache
def eastern_words() -> dict[str, str]:
    """Return the words in such scripts in ships' and parties' cells, and what says the same."""
    rows = read_table("ship_cell_words.csv")
    pairs = ((row["phrase"], row["role"]) for row in rows)
    return {phrase: _LIKE[role] for phrase, role in pairs if re.match(f"[{EAST}]", phrase)}


@cache
def parting_words() -> tuple[str, ...]:
    """Return, of each phrase that may part names in a ship's cell, its longest word."""
    roles = ("other name", "several", "beside", "behind", "voyage", "ship", "article")
    phrases = [re.sub("[/.]", " ", phrase) for role in roles for phrase in cell_phrases(role)]
    phrases += [
        row["prefix"] for row in read_table("vessel_prefixes.csv") if row["mark"] != "needed"
    ]
    longest = (max(phrase.split(), key=len) for phrase in phrases)
    return tuple(dict.fromkeys(longest))


@cache
def legal_forms() -> dict[tuple[str, ...], str]:
    """Return the class of each legal form, told by the concepts of its words."""
    rows = read_table("legal_forms.csv")
    return {tuple(map(str, concepts_of(row["phrase"].split()))): row["class"] for row in rows}


@cache
def longest_legal_form() -> int:
    """Return the number of words of the longest legal form."""
    return max(map(len, legal_forms()))


@cache
def markers() -> tuple[str, ...]:
    """Return what parts a party's name from other words, the longest first."""
    rows = read_table("party_markers.csv")
    return tuple(sorted((row["marker"] for row in rows), key=len, reverse=True))


@cache
def address_markers() -> tuple[str, ...]:
    """Return the markers behind which an address follows, no party: ``PO BOX``."""
    rows = read_table("party_markers.csv")
    return tuple(row["marker"] for row in rows if row["meaning"] == "address follows")


SHORT_WORD: Final = 3
"""The most letters of a short word."""
SHORT_WORD_WEIGHT: Final = 0.8
"""The least weight of a rare word."""
JOINED_WEIGHT: Final = 0.5
"""The most weight, and rarity, of a name of two that is read as one: ABDUL RAHMAN."""
BESIDE_WEIGHT: Final = 0.5
"""The most weight of a patronymic or a title, which the one prints and the other leaves out."""
CONCEPT_WEIGHT: Final = 0.5
"""The most weight of a word of trade, however rare a list has it."""
ONE_EDIT_FROM: Final = 4
TWO_EDITS_FROM: Final = 8
"""Letters from which a party's word may differ from the listed name's by one edit, by two."""


def word_edit_cap(letters: int) -> int:
    """Return by how many edits a party's word may differ from a listed one of so many letters.

    Examples
    --------
    >>> [word_edit_cap(letters) for letters in (3, 4, 7, 8)]
    [0, 1, 1, 2]
    """
    return (letters >= ONE_EDIT_FROM) + (letters >= TWO_EDITS_FROM)


def is_short_and_rare(word: str) -> bool:
    """Whether another letter would make it another word."""
    return len(word) <= SHORT_WORD and word_weight(word) >= SHORT_WORD_WEIGHT


@cache
def word_weights() -> dict[str, float]:
    """Return the weight of each word that is not rare."""
    values = {row["word"]: float(row["weight"]) for row in read_table("words.csv")}
    beside = {word: min(BESIDE_WEIGHT, values.get(word, 1.0)) for word in beside_names()}
    return {**_with_names(values), **beside}


def _with_names(values: dict[str, float]) -> dict[str, float]:
    """Return the same, with given names: an unknown spelling tells no more than the commonest."""
    joined = {name: JOINED_WEIGHT for (name,) in joined_names().values()}
    least = dict(joined)
    for spelling, name in given_names().items():
        if spelling in values:
            least[name] = min(values[spelling], least.get(name, 1.0))
    named = {spelling: least[name] for spelling, name in given_names().items() if name in least}
    return {**named, **{word: value for word, value in values.items() if word not in joined}}


@lru_cache(maxsize=1 << 14)
def word_weight(word: str) -> float:
    """Return how much a word tells in a party's name: 0.08 for the commonest, 1 for a rare one.

    Examples
    --------
    >>> word_weight("COMPANY") < word_weight("SHIPPING") < word_weight("ANTEY")
    True
    """
    most = CONCEPT_WEIGHT if word in concept_words() else 1.0
    return min(word_weights().get(word, 1.0), most)


RARE_BITS: Final = 15.0
"""What a rare word tells: one name in 30,000 has it."""
LETTER_BITS: Final = 3.5
"""The most that a letter of a word tells."""
COMMON_BITS: Final = 7.0
"""What a word tells that one name in 120 has: from there on it is worth something."""
NAME_BITS: Final = 4.0
"""Bits by which a word of names is likelier in them than in a text: sixteen times."""
RARITY: Final = 1 / 1.3
"""The power that makes a rarity a share of `RARE_BITS` again (``benchmarks/make_words.py``)."""


@cache
def word_worths() -> dict[str, int]:
    """Return what each word is worth whose rarity is known."""
    rarities = {row["word"]: float(row["rarity"]) for row in read_table("words.csv")}
    return {word: _worth(word, rarity) for word, rarity in _with_names(rarities).items()}


def _worth(word: str, rarity: float) -> int:
    bits: float = min(RARE_BITS * rarity**RARITY, LETTER_BITS * len(word))
    return max(0, round(bits - COMMON_BITS))


@lru_cache(maxsize=1 << 14)
def word_worth(word: str) -> int:
    """Return what a word is worth in a party's name: bits beyond those of a common word, 0 to 8.

    Examples
    --------
    >>> [word_worth(word) for word in ("COMPANY", "AHMED", "A", "NPK", "BELOMORSKIY")]
    [0, 1, 0, 4, 8]
    """
    known = word_worths().get(word)
    return _worth(word, 1.0) if known is None else known


def is_known_word(word: str) -> bool:
    """Whether others bear a word, so that it is no misspelling of another.

    Examples
    --------
    >>> is_known_word("NIHAL"), is_known_word("NIHXL")
    (True, False)
    """
    return word_worth(word) < _worth(word, 1.0)


def is_name_word(word: str) -> bool:
    """Whether a word is by far likelier in parties' names than in texts, and none of trade.

    Examples
    --------
    >>> [is_name_word(word) for word in ("ATLAS", "BLUE", "CHARGE", "BUYER", "REFINERY", "ATLXS")]
    [True, True, False, False, False, False]
    """
    if word in concept_words() or not is_known_word(word):
        return False
    return word_worth(word) + COMMON_BITS + NAME_BITS <= language_words().get(word, math.inf)
