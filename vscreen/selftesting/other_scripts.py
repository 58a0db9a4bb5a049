"""How a listed name may be written in another script, by the table ``respellings.csv``.

Each function takes a name and a random generator, as those of `vscreen.selftesting.rewriting` do.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from random import Random

from vscreen.selftesting.rewriting import letter_positions, pattern_of, plain, respellings


def _latin(name: str) -> str | None:
    """Return a name in plain Latin capitals; None if it isn't Latin."""
    text = plain(name)
    return text if text.isascii() and len(letter_positions(text)) >= 3 else None


def _single(text: str | None) -> str:
    """Return a text with doubled consonants single, as other scripts write a sound once."""
    return re.sub(r"([B-DF-HJ-NP-TV-Z])\1", r"\1", text or "")


def _in_script(text: str | None, script: str) -> str | None:
    letters = respellings(script)
    return text and pattern_of(script).sub(lambda match: letters[match[0]][0], text)


def cyrillic(name: str, rng: Random) -> str | None:
    """Written in Cyrillic."""
    return _in_script(_latin(name), "cyrillic")


def greek(name: str, rng: Random) -> str | None:
    """Written in Greek."""
    return _in_script(_latin(name), "greek")


def arabic(name: str, rng: Random) -> str | None:
    """Written in Arabic."""
    return _in_script(_single(_latin(name)), "arabic")


def katakana(name: str, rng: Random) -> str | None:
    """Written in Katakana."""
    return _in_script(_single(_latin(name)), "katakana")


def hangul(name: str, rng: Random) -> str:
    """Written in Hangul."""
    return unicodedata.normalize("NFC", _syllable().sub(_jamo, _single(_latin(name))))


@cache
def _syllable() -> re.Pattern[str]:
    first, vowel, last = (
        "|".join(respellings(f"hangul_{part}")) for part in ("first", "vowel", "last")
    )
    closed = rf"(?:(?P<last>{last})(?!{vowel}|H))?"
    return re.compile(rf"(?P<first>{first})?(?P<vowel>{vowel}){closed}|(?P<alone>{first})")


def _jamo(match: re.Match[str]) -> str:
    """Return a syllable: a consonant alone gets the vowel EU, a vowel alone a silent letter."""
    if match["alone"]:
        return respellings("hangul_first")[match["alone"]][0] + "\u1173"
    first, last = match["first"], match["last"]
    return (
        (respellings("hangul_first")[first][0] if first else "\u110b")
        + respellings("hangul_vowel")[match["vowel"]][0]
        + (respellings("hangul_last")[last][0] if last else "")
    )
