"""From a raw name to the forms in which names are compared.

A name is written in many ways that mean the same: letter case, full-width letters, accents, another
script, letters that only look Latin, ``M/V`` in front, ``LLC`` behind, ``II`` for ``2``. Each text
becomes one or a few `Form` s: words of A-Z, and numbers apart, because ``SUN 5`` and ``SUN 6`` are
two ships however alike they read.

The order of work, once per distinct text:

1. Codes undone (``&amp;``, ``%20``, UTF-8 read as a code page); Unicode: NFKC, upper case, symbols
   as blanks, control and invisible characters and stacked accents dropped.
2. Script: letters of dead scripts are read as the Latin ones they look like, and so is a word whose
   letters all have a Latin twin, in a text that also holds Latin letters (``СО.`` is ``CO.``); as a
   second form it is romanised. All else is romanised: Cyrillic by the table ``romanisation.csv``,
   the rest by anyascii.
3. Ships: ``M/V`` and its like cut. Parties: cut at ``C/O``, ``TO ORDER OF`` and their like.
4. Words and numbers: digits as integers, Roman numerals after a word, number words at the end.
5. Parties: legal forms set apart from the core, words of trade read as concepts, whatever their
   language (`vscreen.text.companies.concepts`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from vscreen.text.companies.concepts import concept_words
from vscreen.text.companies.lines import SEVERAL_BESIDE, paper_words, words_beside
from vscreen.text.lexicon import language_words, word_weight, word_worth
from vscreen.text.phonetics import Heard, sound_fold
from vscreen.text.scripts import Script
from vscreen.text.ships.names import is_ship_name
from vscreen.text.ships.worth import ship_word_worth
from vscreen.text.sounds.ears import ears
from vscreen.text.tokens import optical_readings

OCR_PRICE: Final = 0.2
"""Edits charged for reading ``S0LARIS`` as SOLARIS: a guess, if a good one."""
LIGHT_LETTER: Final = 0.25
"""Share of a letter's size that even the commonest word keeps."""
SEVERAL: Final = 2
_VOWELS: Final = re.compile("[AEIOUY]")


class Reading(NamedTuple):
    """A piece of an upper-case ASCII text that may be a name, as `Form` charges for it."""

    text: str
    price: float = 0.0
    around: float = 0.0
    amid: bool = False


@dataclass(frozen=True)
class Form:
    """One way to read a name: words of A-Z in order, numbers apart.

    Attributes
    ----------
    words
        The words that tell the name, in order; a party's legal forms are not among them.
    numbers
        The numbers in the name, as integers, sorted.
    legal
        A party's legal form folded to a class (``LLC``, ``LTD``, ``JSC``, ``INC``), or empty.
    price
        Edits charged for reading the text this way.
    script
        The script of the text.
    whole
        A party's letters with those of its legal form, no blanks, words of trade as written.
    around
        Share of the score charged for what stands around a ship's name. Of a party's, nothing is
        charged; above 0, the name is a later line of its cell, which may be an address.
    amid
        Whether it stands amid running text, where a name is a review at most.
    written
        A listed party's words as written, without those of its legal form and such as say nothing.
    """

    words: tuple[str, ...]
    numbers: tuple[int, ...] = ()
    legal: str = ""
    price: float = 0.0
    script: Script = Script.LATIN
    whole: str = ""
    around: float = 0.0
    amid: bool = False
    written: tuple[str, ...] = ()

    @property
    def latin(self) -> bool:
        """Whether the text was written in Latin letters."""
        return self.script == Script.LATIN

    @property
    def is_word_amid(self) -> bool:
        """Whether it is a single word amid others: none is short for a longer name there."""
        return self.amid and len(self.words) < SEVERAL

    @cached_property
    def tight(self) -> str:
        """All letters, no blanks."""
        return "".join(self.words)

    @cached_property
    def sorted(self) -> str:
        """All letters, words in alphabetical order."""
        return "".join(sorted(self.words))

    @cached_property
    def sound(self) -> str:
        """`tight` with spellings of one sound made equal."""
        return sound_fold(self.tight)

    @cached_property
    def heard(self) -> Heard:
        """How `tight` sounds."""
        return Heard(self.tight)

    @cached_property
    def heard_whole(self) -> Heard:
        """How `whole` sounds: legal forms are not known in every script."""
        return Heard(self.whole)

    @cached_property
    def ears(self) -> tuple[str, ...]:
        """How each word sounds, particles left out."""
        return ears(self.words)

    @cached_property
    def skeleton(self) -> str:
        """First letter and consonants of each word, no blanks."""
        return "".join(map(skeleton, self.words))

    @cached_property
    def vowels(self) -> int:
        """Number of vowels."""
        return len(_VOWELS.findall(self.tight))

    @cached_property
    def own_words(self) -> tuple[str, ...]:
        """The words that are no words of trade: `vscreen.text.companies.concepts`."""
        return tuple(word for word in self.words if word not in concept_words())

    @cached_property
    def own_letters(self) -> int:
        """Number of letters of `own_words`."""
        return sum(map(len, self.own_words))

    @cached_property
    def digits(self) -> int:
        """Number of digits in the numbers."""
        return sum(len(str(number)) for number in self.numbers)

    @cached_property
    def worth(self) -> int:
        """What the words of a party's name are worth, each once: `lexicon.word_worth`."""
        return sum(map(word_worth, set(self.words)))

    @cached_property
    def on_paper(self) -> bool:
        """Whether this is a line of a paper, by a word of those, or by two of texts or places."""
        beside = sum(word in words_beside() for word in self.words)
        return beside >= SEVERAL_BESIDE or not paper_words().isdisjoint(self.words)

    @cached_property
    def written_worth(self) -> int:
        """What the words of a listed party's name are worth as written: FLOT, but not AGENCIES."""
        return sum(word_worth(word) for word in set(self.written) if word not in language_words())

    @cached_property
    def is_ship_name(self) -> bool:
        """Whether this is a known ship's name."""
        return is_ship_name(self.text)

    @cached_property
    def ship_worth(self) -> int:
        """What the words are worth as a ship's name, in sixteenths of a bit."""
        return sum(map(ship_word_worth, self.words))

    @property
    def text(self) -> str:
        """The form as people read it: words, legal class, numbers."""
        parts = (*self.words, *([self.legal] if self.legal else []), *map(str, self.numbers))
        return " ".join(parts)


def with_optical_readings(text: str, price: float) -> Iterator[tuple[str, float]]:
    """Yield a reading at its price, and what it says if letters and digits were mixed up.

    Examples
    --------
    >>> list(with_optical_readings("S0LARIS", 0.0))
    [('S0LARIS', 0.0), ('SOLARIS', 0.2)]
    """
    yield text, price
    for reading in optical_readings(text):
        yield reading, price + OCR_PRICE


def skeleton(word: str) -> str:
    """Return a word's first letter and consonants.

    Examples
    --------
    >>> skeleton("OCEAN")
    'OCN'
    """
    return word[0] + _VOWELS.sub("", word[1:])


def letter_size(form: Form) -> float:
    """Return the size of a party's core: its letters, those of common words counting less."""
    return sum(
        len(word) * (LIGHT_LETTER + (1 - LIGHT_LETTER) * word_weight(word)) for word in form.words
    )
