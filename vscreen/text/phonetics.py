"""Spellings of one sound made equal: ``PH`` and ``F``, ``KH`` and ``H``, ``Y`` and ``I``.

Two strengths. `sound_fold` keeps the vowels and serves names transliterated by different hands.
`sound_classes` keeps only classes of consonants and serves names that crossed from a script that
tells other sounds apart: Korean and Japanese write L and R alike. Classes alone say too little, so
`Heard` also has the letters to hold beside them, as far as the script that was crossed keeps them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from vscreen.text.sounds.given_names import given_names

SOUND_STEPS: Final = (("PH", "F"), ("KH", "H"), ("TH", "T"), ("CK", "K"), ("OU", "U"), ("X", "KS"))
SOUND_LETTERS: Final = str.maketrans("CQZWY", "KKSVI")
_DOUBLED: Final = re.compile(r"(.)\1+")
CONSONANT_STEPS: Final = (
    ("X", "KS"),
    ("SH", "Z"),
    ("CH", "Z"),
    ("ZH", "Z"),
    ("TS", "Z"),
    ("KH", "K"),
)
CLASS_LETTERS: Final = str.maketrans("PBVFWTDSZJXCKGQLRMN", "PPPPPTTZZZZKKKKLLMM", "AEIOUYH")
_FILLED: Final = re.compile("EU|U|(?<=[TD])[OE](?![AIUEO])")
SYLLABIC: Final = str.maketrans("BFVDGJ", "PPPTKS")
_UNSPOKEN: Final = re.compile("[AEIOUJ]")
_UNWRITTEN: Final = re.compile("[AEIOUYWH]")

CODED_LETTERS: Final = 5
CODE_LEAST: Final = 3
"""Letters from which a word, and its code, say enough."""


def sound_fold(letters: str) -> str:
    """Return ``letters`` with spellings of one sound made equal and doubled letters squeezed.

    Examples
    --------
    >>> sound_fold("MARIYA") == sound_fold("MARIA"), sound_fold("PHOENIX")
    (True, 'FOENIKS')
    """
    for spelling, sound in SOUND_STEPS:
        letters = letters.replace(spelling, sound)
    return _DOUBLED.sub(r"\1", letters.translate(SOUND_LETTERS))


def sound_classes(letters: str) -> str:
    """Return the classes of the consonants of ``letters``: lips, teeth, hissing, throat, L, M.

    Examples
    --------
    >>> sound_classes("MALIA") == sound_classes("MARIA")
    True
    """
    for spelling, consonant in CONSONANT_STEPS:
        letters = letters.replace(spelling, consonant)
    return _DOUBLED.sub(r"\1", letters.translate(CLASS_LETTERS))


def word_code(word: str) -> str:
    """Return what all spellings of a word have in common: a given name's code, or `sound_code`.

    That of a given name is written in small letters, so it is no other word's.

    Examples
    --------
    >>> word_code("MOHD") == word_code("MUHAMMED") == "mohammed", word_code("KOVALEVSKY")
    (True, 'KVLVSK')
    """
    name = given_names().get(word)
    return name.lower() if name else sound_code(word)


@lru_cache(maxsize=1 << 14)
def sound_code(word: str) -> str:
    """Return what respelling leaves of a word: its first sound and the consonants after it.

    A short word, and one with few consonants, is its own code.

    Examples
    --------
    >>> sound_code("KOVALEVSKIJ") == sound_code("KOVALEVSKY") == "KVLVSK"
    True
    >>> sound_code("MARIA"), sound_code("ANTEY")
    ('MARIA', 'ANT')
    """
    sound = sound_fold(word)
    code = sound[:1] + _UNSPOKEN.sub("", sound[1:])
    return code if len(word) >= CODED_LETTERS and len(code) >= CODE_LEAST else word


@dataclass(frozen=True)
class Heard:
    """How letters sound, for names that crossed from another script.

    Examples
    --------
    >>> Heard("INTERUNATIONARU").unfilled == Heard("INTERNATIONAL").unfilled
    True
    >>> Heard("LSLM").consonants == Heard("ALSALAM").consonants
    True
    """

    letters: str

    @cached_property
    def classes(self) -> str:
        """Classes of the consonants."""
        return sound_classes(self.letters)

    @cached_property
    def spoken(self) -> str:
        """Sounds, L and R made equal, which Korean and Japanese don't tell apart."""
        return sound_fold(self.letters).replace("R", "L")

    @cached_property
    def unfilled(self) -> str:
        """Sounds less the vowels that scripts of syllables put between consonants."""
        return sound_fold(_FILLED.sub("", self.letters)).replace("R", "L")

    @cached_property
    def syllabic(self) -> str:
        """`unfilled` with the consonants made equal that Korean and Japanese write alike."""
        return _DOUBLED.sub(r"\1", self.unfilled.translate(SYLLABIC))

    @cached_property
    def consonants(self) -> str:
        """`spoken` less the letters that Arabic and Hebrew may leave out."""
        return _DOUBLED.sub(r"\1", _UNWRITTEN.sub("", self.spoken))
