"""A word as it is heard: one sign a sound, for names that were spelled by ear in another script.

``SH``, ``KH`` and their like are one sign each, a small letter, so that a table can say how likely
one sign stands for another (`vscreen.similarity.heard.words`). The coarser `ear_code` is the key by
which words are found: classes of consonants, without vowels, H, W and Y.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from vscreen.text.sounds.given_names import given_names

EAR_STEPS: Final = (
    ("SH", "s"), ("ZH", "z"), ("CH", "c"), ("KH", "x"), ("GH", "g"), ("TH", "t"), ("DH", "d"),
    ("PH", "F"), ("DJ", "J"), ("Tc", "c"), ("Sc", "s"), ("sc", "s"), ("Ts", "c"), ("Dz", "J"),
    ("TS", "h"), ("TZ", "h"), ("CZ", "c"), ("SZ", "s"), ("CE", "SE"), ("CI", "SI"), ("CY", "SY"),
    ("OU", "U"), ("OO", "U"), ("EE", "I"), ("CK", "K"), ("X", "KS"),
)  # fmt: skip
"""Two letters that are one sound; ``TCH`` and ``SCHTSCH`` come in two steps."""
FIRST: Final = ("AEIOU", "aeiou")
"""A vowel that a word begins with is a sign of its own: a script may write any of them alike."""
SIGNS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZsztcxgdhaeiou"
EAR_CLASSES: Final = str.maketrans(
    "PBVFTDtdSZszcJhKCGQxgLRMN", "PPPPTTTTSSSSSSSKKKKKKLLMN", "AEIOUYHWaeiou"
)
ARTICLES: Final = frozenset(("AL", "EL", "UL", "IL"))
PARTICLES: Final = ARTICLES | {"BIN", "BEN", "IBN", "BINT"}
"""The article and *son of*, which the one writes and the other leaves out."""
SERVANT, SERVANT_OF = "ABD", "ABDUL"
"""*Servant*, and what it is together with an article: ``ABD AL-RAHMAN``."""
_FIRST: Final = str.maketrans(*FIRST)
_DOUBLED: Final = re.compile(r"(.)\1+")
_LONG_RUN: Final = re.compile(r"(.)\1{2,}")


@lru_cache(maxsize=1 << 14)
def ear(word: str) -> str:
    """Return a word's sounds, a sign each, doubled ones once.

    Examples
    --------
    >>> ear("KHRUSHCHEV"), ear("CHOUAIB"), ear("TCHITCHERINE")
    ('xRUsEV', 'cUAIB', 'cIcERINE')
    """
    word = _LONG_RUN.sub(r"\1\1", word)
    for spelling, sound in EAR_STEPS:
        word = word.replace(spelling, sound)
    word = _DOUBLED.sub(r"\1", word)
    return word[:1].translate(_FIRST) + word[1:]


@lru_cache(maxsize=1 << 14)
def ear_code(sounds: str) -> str:
    """Return the classes of the consonants of what `ear` gave.

    Examples
    --------
    >>> ear_code(ear("JAMAL")) == ear_code(ear("DJAMEL")) == "SML"
    True
    """
    return _DOUBLED.sub(r"\1", sounds.translate(EAR_CLASSES))


def ears(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the sounds of a name's words, less the particles, if anything else is there.

    A given name sounds as it is usually spelled.

    Examples
    --------
    >>> ears(("NOOR", "AL", "DIN")), ears(("AL",))
    (('NUR', 'DIN'), ('aL',))
    """
    return tuple(ear(given_names().get(word, word)) for word in spoken_words(words))


def spoken_words(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return a name's words less the particles, if anything else is there.

    Examples
    --------
    >>> spoken_words(("ABD", "AL", "RAHMAN"))
    ('ABDUL', 'RAHMAN')
    """
    said = (
        SERVANT_OF if word == SERVANT and after in ARTICLES else word
        for word, after in zip(words, (*words[1:], ""), strict=False)
        if word not in PARTICLES
    )
    return tuple(said) or words
