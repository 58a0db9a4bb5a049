"""The words that stand beside ships' names in cells and lines, each told by tables or its shape."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from typing import Final

from vscreen.text.lexicon import (
    cell_phrases,
    eastern_line_words,
    freight_words,
    language_words,
    line_words,
    vessel_prefixes,
)
from vscreen.text.ships.names import (
    fleet_words,
    is_ship_name,
    ship_bits,
    words_before,
    words_behind,
)
from vscreen.text.tokens import NUMBER_WORDS, ROMAN, split_numbers, tokens_of


class Beside(StrEnum):
    """What stands beside a name."""

    EDGE = "edge"
    MARK = "mark"
    CODE = "code"
    SHIP = "ship"
    BEHIND = "ship behind"
    CARRIAGE = "carriage"
    PLACE = "place"
    PORT = "port"
    """A word that only a place follows."""
    TRADE = "freight"
    DEED = "deed"
    """A word that ends as verbs do, and what is made of them: ``SOUTHBOUND``, ``SHIPMENT``."""
    TEXT = "text"
    """A word likelier in a text than in a ship's name."""
    LANGUAGE = "language"
    """Another word that hardly a ship has in its name there, of language or unknown."""
    NAME = "name"
    """A word that may be part of a longer name."""
    NUMBER = "number"
    """A number that is part of the name."""
    WORD = "word"
    """The rest of a word of which the name is a part."""


SIGNS: Final = {
    Beside.SHIP: "\x01", Beside.BEHIND: "\x02", Beside.CARRIAGE: "\x03", Beside.PLACE: "\x04",
    Beside.TRADE: "\x05", Beside.PORT: "\x06",
}  # fmt: skip
"""What stands in a text for a word of a role, so that it is no part of a name."""
EAST_JOINED: Final = "`"
"""What is put between letters of scripts that set no blanks."""
COMMON_BITS: Final = 13.0
UNKNOWN: Final = 24.0
"""Bits of a word that is none of the commonest of language."""
FEW_SHIPS: Final = 5
"""Ships' names up to which a word of the trade is none of a name in a ship's cell."""
SHORT: Final = 3
"""Letters of a word that may be anything."""
ONE_SHIP: Final = 1
"""Known ships that may have a word on one side of another in their names, and yet it is taken for
none of a longer name: of 54,000 real names 0.1 % are a rare listed one and such a word."""
TEN_SHIPS: Final = 10
"""The same of a word of language or of the trade."""

_DEED: Final = re.compile(
    r"\w{3,}(?:ING|ED|BOUND|MENTS?|ADOS?|ADAS?|MENTE|UNG|MIS|NIYE|AT[AO]|EES?|ID[AO]|IST[AO])"
)
"""Words that end as verbs, and what is made of them, do."""


@cache
def cell_roles() -> dict[str, Beside]:
    """Return the role of each word that parts names in ships' cells."""
    parting = ("other name", "several", "beside", "behind", "voyage")
    words = [word for role in parting for word in cell_phrases(role) if len(word) > 1]
    return dict.fromkeys(words, Beside.TRADE)


@cache
def line_roles() -> dict[str, Beside]:
    """Return the role of each word that ships' cells and lines have beside names."""
    roles = {word: Beside(role) for word, role in line_words().items()}
    roles = cell_roles() | roles
    for role in ("people", "of"):
        for phrase in cell_phrases(role):
            roles.setdefault(phrase, Beside.TRADE)
    roles |= dict.fromkeys(cell_phrases("ship"), Beside.SHIP)
    roles |= dict.fromkeys(cell_phrases("ship behind"), Beside.BEHIND)
    return roles


@cache
def beside_word(word: str, *, behind: bool = False) -> Beside:
    """Return what a word before a name is, or one behind it.

    Examples
    --------
    >>> [beside_word(word).value for word in ("LOADED", "NAVIRE", "REROUTED", "OCEAN", "ZUQI")]
    ['carriage', 'ship', 'deed', 'name', 'language']
    >>> beside_word("MSC").value, beside_word("MSC", behind=True).value
    ('name', 'language')
    """
    if len(word) == 1 or not word.isalpha():
        return Beside.NAME
    ships = fleet_words()[word]
    if role := line_roles().get(word):
        of_ships = ships > FEW_SHIPS and len(word) >= SHORT and role == Beside.TRADE
        of_ships = of_ships and is_borne(word, behind=behind)
        return Beside.NAME if of_ships and word not in of_words() else role
    deed = _DEED.fullmatch(word) and (word in language_words() or not word.endswith("ING"))
    if deed and ships <= 1:
        return Beside.DEED
    if told_by_language(word) <= 0:
        return Beside.TEXT
    return Beside.NAME if is_borne(word, behind=behind) else Beside.LANGUAGE


def is_borne(word: str, *, behind: bool) -> bool:
    """Whether ships have a word in their names before another word, or behind one.

    Examples
    --------
    >>> is_borne("PRIDE", behind=True), is_borne("AS", behind=False), is_borne("AS", behind=True)
    (True, True, False)
    """
    few = TEN_SHIPS if word in language_words() or word in line_roles() else ONE_SHIP
    return (words_behind() if behind else words_before())[word] > few


def told_by_language(word: str) -> float:
    """Return how much rarer a word is in texts than in ships' names, in bits.

    Examples
    --------
    >>> told_by_language("INSURANCE") < 0 < told_by_language("VANITY") < told_by_language("STAR")
    True
    """
    return language_words().get(word, UNKNOWN) - ship_bits(word)


@cache
def is_unknown(word: str) -> bool:
    """Whether a word is of no table."""
    known = word in line_roles() or word in language_words() or word in fleet_words()
    return len(word) > SHORT and word.isalpha() and not known


@cache
def is_foreign(word: str) -> bool:
    """Whether a word of the trade is none of English."""
    known = word in language_words() or word in freight_words()
    spoken = len(word) > 1 and bool(set(word) & set("AEIOUY"))
    return spoken and word in line_words() and not known


@cache
def is_name_word(word: str, *, behind: bool = False) -> bool:
    """Whether a word, by itself and on either side, makes a longer name of a single one.

    Examples
    --------
    >>> [is_name_word(word, behind=True) for word in ("PRIDE", "MT", "LOADED", "OF", "RTN")]
    [True, False, False, False, False]
    """
    prefixes = {part for prefix in vessel_prefixes() for part in prefix.split()}
    may = len(word) > SHORT and word not in prefixes and not is_unknown(word)
    return may and beside_word(word, behind=behind) == Beside.NAME


@cache
def beside_in_cell(word: str, *, behind: bool = False) -> Beside:
    """Return the same of a word in a ship's cell, where ``SHIPPING`` and ``OF`` are of names.

    Examples
    --------
    >>> [beside_in_cell(word).value for word in ("LOADED", "OF", "OR", "SHIPPING")]
    ['carriage', 'name', 'freight', 'name']
    """
    beside = beside_word(word, behind=behind)
    weak = beside in {Beside.TRADE, Beside.CARRIAGE, Beside.PLACE} and word not in cell_roles()
    borne = fleet_words()[word] > FEW_SHIPS and is_borne(word, behind=behind)
    return Beside.NAME if weak and borne else beside


@cache
def naming_words() -> frozenset[str]:
    """Return what stands between a word such as ``VESSEL`` and a name."""
    return frozenset((*cell_phrases("of"), "NAME", "NAMED", "CALLED", "IS", "ADI"))


@cache
def of_words() -> frozenset[str]:
    """Return ``OF`` and articles, in many languages."""
    return frozenset(cell_phrases("of"))


@cache
def people_words() -> frozenset[str]:
    """Return the words for a ship's people: ``MASTER``."""
    return frozenset(cell_phrases("people"))


@cache
def is_trade(word: str) -> bool:
    """Whether a word is one that shipping papers use beside names.

    Examples
    --------
    >>> is_trade("CARGO"), is_trade("CUP")
    (True, False)
    """
    return word in line_roles()


def names_ship(texts: Sequence[str]) -> bool:
    """Whether words and numbers, as written, are the name of a known ship.

    Examples
    --------
    >>> names_ship(["EVER", "GIVEN"]), names_ship(["EVER", "GIVN"])
    (True, False)
    """
    if all(text.isalpha() and text not in NUMBER_WORDS and text not in ROMAN for text in texts):
        return is_ship_name(" ".join(texts))
    words, numbers = split_numbers(tokens_of(" ".join(texts)))
    return is_ship_name(" ".join((*words, *map(str, numbers))))


def all_trade(text: str) -> bool:
    """Whether all words of an upper-case ASCII text are such, as in ``BULK CARRIER``."""
    return all(map(is_trade, re.findall("[A-Z]+|[0-9]+", text)))


@cache
def is_common(word: str) -> bool:
    """Whether a word is one of language, or of the names of many ships.

    Examples
    --------
    >>> [is_common(word) for word in ("CUP", "MARIA", "VESSEL", "BELOMORSKIY")]
    [True, True, True, False]
    """
    return (
        len(word) <= SHORT
        or word in language_words()
        or word in line_roles()
        or ship_bits(word) < COMMON_BITS
    )


@cache
def eastern_roles() -> dict[str, Beside]:
    """Return the role of each word of a script without blanks."""
    return {word: Beside(role) for word, role in eastern_line_words().items()}
