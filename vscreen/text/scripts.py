"""From any script to A-Z: Unicode folded, look-alike letters read, other scripts romanised.

Two traps decide the order. ``SUPЕR`` with a Cyrillic Е looks Latin and must be read by shape, but
``РОСТ`` is Cyrillic and must be read by sound; so shape is tried only for words whose every
Cyrillic or Greek letter has a Latin twin, in a text that holds Latin letters too, and both readings
are kept. And what nobody sees (zero-width blanks, text direction marks) must not tell two names
apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from typing import Final

from anyascii import anyascii

from vscreen.data import read_table

_GREEK: Final = re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]+")
_TO_KATAKANA: Final = {code: code + 0x60 for code in range(0x3041, 0x3097)}
_SMALL_VOWEL: Final = re.compile("([ア-モラ-ン])([ァィゥェォャュョ])")
_DOUBLING: Final = re.compile("ッ(?=(.))")
_INVISIBLE: Final = {"Cc": " ", "Cf": "", "Cs": "", "Co": "", "Cn": ""}
_LINE_ENDS: Final = {"\n": "\n", "\r": "\n", "\t": "\n"}  # a tab parts names as well


@cache
def _romanisations() -> tuple[dict[str, str], ...]:
    """Return the ways to romanise letters, the usual one first: others write some otherwise.

    Vowels and consonants are varied apart, for whoever writes one otherwise need not the other.
    """
    rows = read_table("romanisation.csv")
    return tuple(
        {row["letter"]: _latin(row, vowels=vowels, consonants=consonants) for row in rows}
        for vowels in (False, True)
        for consonants in (False, True)
    )


def _latin(row: dict[str, str], *, vowels: bool, consonants: bool) -> str:
    other = vowels if row["latin"][:1] in set("AEIOUY") else consonants
    return row["also"] if other and row["also"] else row["latin"]


@cache
def _romanised_letters() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_romanisations()[0], key=len, reverse=True)))


@cache
def _look_alikes() -> dict[str, str]:
    return {row["letter"]: row["latin"] for row in read_table("look_alikes.csv")}


def visible(text: str) -> str:
    r"""Return ``text`` in NFKC and upper case, without control and invisible characters.

    Line ends stay, for they part a name from an address.

    Examples
    --------
    >>> visible("Ｍａｒｉａ\u200b")
    'MARIA'
    """
    if text.isascii():
        text = text.upper()
        return text if text.isprintable() else "".join(map(_seen, text))
    folded = unicodedata.normalize("NFKC", text).upper()
    folded = unicodedata.normalize("NFKC", folded)
    return "".join(map(_seen, folded))


def _seen(char: str) -> str:
    return _LINE_ENDS.get(char) or _INVISIBLE.get(unicodedata.category(char), char)


def unaccented(text: str) -> str:
    """Return a text without accents, letters of every script kept.

    Examples
    --------
    >>> unaccented("KAPITÄN"), unaccented("船长")
    ('KAPITAN', '船长')
    """
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(c for c in apart if not unicodedata.combining(c)))


def to_latin(text: str) -> tuple[str, ...]:
    """Return the ways to write ``text`` in A-Z, 0-9 and ASCII marks; the likeliest first.

    Examples
    --------
    >>> to_latin("МАРИЯ")
    ('MARIYA', 'MARIIA')
    >>> to_latin("МARIA")
    ('MARIA',)
    """
    seen = visible(text)
    if seen.isascii():
        return (seen,)
    readings = [seen] if not _holds_latin(seen) else [_fold_look_alikes(seen), seen]
    return tuple(dict.fromkeys(way for reading in readings for way in _romanise(reading)))


def _holds_latin(text: str) -> bool:
    return any("A" <= char <= "Z" for char in text)


def _fold_look_alikes(text: str) -> str:
    twins = _look_alikes()
    words = re.split(r"(\W+)", text)
    return "".join(_fold_word(word, twins) for word in words)


def _fold_word(word: str, twins: dict[str, str]) -> str:
    folded = "".join(twins.get(char, char) for char in word)
    return folded if folded.isascii() else word


def _romanise(text: str) -> Iterator[str]:
    """Yield the ways to romanise ``text``, the usual one first."""
    text = _with_rough_breathings(text).translate(_TO_KATAKANA)
    for table in _romanisations():
        latin = _romanised_letters().sub(lambda found: table[found[0]], text)  # noqa: B023
        yield anyascii(_read_small_kana(latin)).upper()


def _read_small_kana(text: str) -> str:
    """Read a small vowel in place of the vowel before it, a small TSU as the next letter doubled.

    Examples
    --------
    >>> to_latin("セィエッラ"), to_latin("シャンハイ"), to_latin("キョウト")
    (('SIERRA',), ('SHANHAI',), ('KYOUTO',))
    """
    text = _SMALL_VOWEL.sub(_with_small_vowel, text)
    return _DOUBLING.sub(lambda found: anyascii(found[1])[:1], text)


def _with_small_vowel(found: re.Match[str]) -> str:
    consonant, vowel = anyascii(found[1])[:-1], anyascii(found[2])
    return consonant + (vowel.lstrip("y") if consonant in {"sh", "ch", "j"} else vowel)


def _with_rough_breathings(text: str) -> str:
    """Return Greek without accents, its rough breathings as H: ``ἑ`` is HE."""
    if not _GREEK.search(text):
        return text
    return _GREEK.sub(lambda run: _plain_greek(run[0]), text)


def _plain_greek(run: str) -> str:
    apart = unicodedata.normalize("NFD", run)
    rough = re.sub(r"(\w)([\u0300-\u0313\u0315-\u036f]*)\u0314", r"H\1", apart)
    return re.sub(r"[\u0300-\u036f]", "", rough)


class Script(StrEnum):
    """What most letters of a text are, as far as it matters to how names sound in it."""

    LATIN = "latin"
    ABJAD = "abjad"
    """Arabic, Hebrew: consonants are written, most vowels are not."""
    SYLLABIC = "syllabic"
    """Kana, Hangul: no consonant without a vowel, so vowels are put in that nobody says."""
    OTHER = "other"


_SCRIPTS: Final = {
    "LATIN": Script.LATIN, "ARABIC": Script.ABJAD, "HEBREW": Script.ABJAD,
    "KATAKANA": Script.SYLLABIC, "HIRAGANA": Script.SYLLABIC, "HANGUL": Script.SYLLABIC,
}  # fmt: skip


def script_of(text: str) -> Script:
    """Return what at least half of the letters of ``text`` are; accents and width don't matter.

    Examples
    --------
    >>> [script_of(name).value for name in ("MARÍA", "МАРИЯ", "마리아", "ماريا")]
    ['latin', 'other', 'syllabic', 'abjad']
    """
    if text.isascii():
        return Script.LATIN
    letters = [char for char in visible(text) if char.isalpha()]
    scripts = [
        _SCRIPTS.get(unicodedata.name(char, "").split(" ")[0], Script.OTHER) for char in letters
    ]
    return next((kind for kind in Script if 2 * scripts.count(kind) >= len(scripts)), Script.OTHER)
