"""Every price, step and cap by which names are compared, each once.

Prices are in edits unless they say otherwise; what adds to the size of a name is in letters.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from vscreen.text.phonetics import Heard
from vscreen.text.scripts import Script

RESPACED: Final = 0.3
"""Charged if one name has more words than the other, letter for letter alike."""
SORTED: Final = 0.3
"""Charged for words in another order."""
SOUND: Final = 0.2
"""Charged for another spelling of one sound, and for each edit that this saves."""
CLASSES: Final = 0.3
"""Charged for names that are compared by their classes of consonants."""
CLASS_EDIT: Final = 0.45
"""Charged for each edit between classes of consonants."""
VESSEL_CLASS_LETTERS: Final = {
    Script.OTHER: 0.2, Script.HAN: 0.2, Script.SYLLABIC: 0.25, Script.ABJAD: 0.17,
}  # fmt: skip
PARTY_CLASS_LETTERS: Final = {
    Script.OTHER: 0.15, Script.HAN: 0.15, Script.SYLLABIC: 0.17, Script.ABJAD: 0.17,
}  # fmt: skip
"""A `classes` view counts only if the letters that a script writes differ by at most this share."""
PARTY_CLASSES: Final = {Script.ABJAD: 8}
"""Classes from which a party's name counts as one string, by script: without vowels shorter ones
agree by chance, and the words of a person's name are heard one by one (`similarity.heard`)."""
SPOKEN: Final = 0.5
"""Share of all spoken letters that may differ, whatever the script."""
SYLLABIC_LEAST: Final = 4
"""Letters from which names that a script of syllables writes alike count as alike."""
UNSURE: Final = 92.0
"""The most that classes, a name amid running text, or a Latin name beside one in another script can
score: a review."""
OTHER_SHIP: Final = 1.2
"""Charged if the party's name is not the entry's but that of another known ship: no misspelling."""
OTHER_WORD: Final = 0.3
"""Charged if a word of the party's that the entry lacks stands in names of known ships."""
OTHER_WORD_LETTERS: Final = 3
"""Letters from which such a word counts."""
MORE_WORDS: Final = 1.0
"""Charged if the party has more words than the entry, and not only blanks more: SEA STAR II P."""
NUMBERED: Final = 1.8
"""Charged if the party has a number and the entry's is taken for letters, as if both had one."""
WORTH_NEEDED: Final = 24.0
"""Bits that a ship's name must be worth so that a name nearly like it is no other ship's."""
WORTH_BIT: Final = 0.1
WORTH_MOST: Final = 1.5
"""Charged for each bit less, and the most of it."""
LET_OFF_BIT: Final = 0.03
LET_OFF_MOST: Final = 0.6
"""Let off for each bit more, and the most of it."""
LET_OFF_SHARE: Final = 0.5
"""The share of what else a view costs that is let off at most: no other name is quite equal."""
DIGIT_BITS: Final = 3.0
"""What an agreeing digit is worth."""
LOST_LETTER_BITS: Final = 8.0
LOST_LETTERS: Final = 2
"""What each lost letter is worth, of so many at most: a slip may lose any one letter of a name, but
put in or write any of 26 for it, so that a name less a letter is much likelier meant."""
SWAPPED_BITS: Final = 9.0
"""What a swap of two neighbours is worth, by the same reason."""
PARTY_SCALE: Final = 0.75
"""Costs of parties count three quarters: their long names hold more evidence a letter."""
LEGAL_MISSING: Final = 0.02
"""Of the score: charged if one side has no legal form."""
LEGAL_DIFFERS: Final = 0.05
"""Of the score: charged if legal forms differ."""
SHORT_WORD_TIMES: Final = 1.7
"""Edits cost so much more where a rare word of 3 letters or fewer is another: NPK is not NPC."""
FEW_LETTERS: Final = 6
"""A name of so few letters, words of trade aside, that differs by one of them is another's: CEMEX
is not CIMEX. Edits cost `SHORT_WORD_TIMES`, but for spellings of one sound (KOMPEL, COMPEL)."""
MOVED: Final = 1.0
"""Charged beside the edits of a party's name if its words begin elsewhere, too: ATLAS NTS is not
ATLANT S. Two changes of unlike kinds are another name, unless it is long."""
ALONE: Final = 0.25
"""Charged beside two edits or more if one word alone is the name's own: CARABELA, CARAVELLA."""
OWN_SOUND_LETTERS: Final = 5
"""Letters, words of trade aside, from which parties that differ count as alike by their sound."""
PARTY_SKELETON_LEAST: Final = 5
"""Consonants from which a party may have lost its vowels: MGL is not MEGEL."""
SAME_SOUND_LETTERS: Final = 6
"""Letters from which parties in Latin letters that sound the same count as alike."""
CUT_LETTERS: Final = 18
CUT: Final = 0.05
"""Of the score: a party of 18 letters or more that an entry begins with was cut by a form's
field."""
CUT_TRADE: Final = 0.1
"""Charged beside it if what is left has no word of the name's own: never firm."""
EDIT_STEPS: Final = (3, 8, 15)
"""Lengths from which a name may differ by one more edit."""
CLASS_EDIT_STEPS: Final = (3, 4, 8)
"""Numbers of consonant classes from which they may differ by 0, 1 and 2."""
DIGITS_SIZE: Final = 0.5
"""What agreeing digits add to the size of a ship's name, beside what each of them adds."""


@dataclass(frozen=True)
class NumberPrices:
    """What numbers cost that don't agree, and how much longer agreeing digits make a name."""

    party_lacks: float
    entry_lacks: float
    overlap: float
    conflict: float
    digit: float


VESSEL_NUMBERS: Final = NumberPrices(1.2, 2.2, 1.5, 4.0, digit=2.5)
LACKED_AMID: Final = VESSEL_NUMBERS.conflict - VESSEL_NUMBERS.party_lacks
"""Charged if a ship's name amid words lacks the listed one's number: it is as good as another's."""
PARTY_NUMBERS: Final = NumberPrices(1.4, 1.4, 2.4, 2.4, digit=1.0)

_WRITTEN: Final[Mapping[Script, Callable[[Heard], str]]] = {
    Script.ABJAD: lambda heard: heard.consonants,
    Script.SYLLABIC: lambda heard: heard.unfilled,
}


def spoken(heard: Heard) -> str:
    """Return all letters that are spoken.

    Examples
    --------
    >>> spoken(Heard("MARIYA"))
    'MALIA'
    """
    return heard.spoken


def written_in(script: Script) -> Callable[[Heard], str]:
    """Return what picks the letters of `Heard` that a script writes.

    Examples
    --------
    >>> written_in(Script.ABJAD)(Heard("MARIYA"))
    'ML'
    """
    return _WRITTEN.get(script, spoken)


def edit_cap(signs: int) -> int:
    """Return how many edits a name of so many letters and agreeing digits may differ by.

    Examples
    --------
    >>> [edit_cap(signs) for signs in (2, 3, 7, 8, 14, 15)]
    [0, 1, 1, 2, 2, 3]
    """
    return sum(signs >= step for step in EDIT_STEPS)


def view_cap(cap: int, key: str) -> int:
    """Return the cap on edits of one view: ``cap``, but a letter of the entry's key must stay."""
    return min(cap, max(len(key) - 1, 0))


def class_cap(classes: int) -> int:
    """Return how many edits the consonant classes of a name may differ by.

    Examples
    --------
    >>> [class_cap(classes) for classes in (2, 3, 4, 7, 8)]
    [-1, 0, 1, 1, 2]
    """
    return sum(classes >= step for step in CLASS_EDIT_STEPS) - 1


def number_price(party: Sequence[int], entry: Sequence[int], prices: NumberPrices) -> float:
    """Return what the numbers of two names cost: nothing if they are equal."""
    given, listed = set(party), set(entry)
    if given == listed:
        return 0.0
    if not given:
        return prices.party_lacks
    if not listed:
        return prices.entry_lacks
    return prices.overlap if given & listed else prices.conflict


def legal_price(party: str, entry: str) -> float:
    """Return what two legal forms cost: nothing if equal, little if one is missing."""
    if party == entry:
        return 0.0
    return LEGAL_DIFFERS if party and entry else LEGAL_MISSING
