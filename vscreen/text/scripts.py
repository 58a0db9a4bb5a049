"""From any script to A-Z: Unicode folded, look-alike letters read, other scripts romanised.

Two traps decide the order. ``SUPЕR`` with a Cyrillic Е looks Latin and must be read by shape, but
``РОСТ`` is Cyrillic and must be read by sound; so shape is tried only where Latin letters stand
too, and both readings are kept (`vscreen.text.written.look_alikes`). And what nobody sees
(zero-width blanks, text direction marks, stacks of accents) must not tell two names apart, nor must
what is no part of a name: symbols, emoji, lines and unassigned characters are blanks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from functools import cache, lru_cache
from typing import Final

from anyascii import anyascii

from vscreen.columnar.encoded import decoded, without_mojibake
from vscreen.data import read_table
from vscreen.text.sounds.abjads import as_spoken
from vscreen.text.sounds.syllables import by_syllables
from vscreen.text.written.look_alikes import letters_read, shapes, signs_read, without_flags
from vscreen.text.written.reading_order import CONTROLS, as_shown

_GREEK: Final = re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]+")
_TO_KATAKANA: Final = {code: code + 0x60 for code in range(0x3041, 0x3097)}
_SMALL_VOWEL: Final = re.compile("([ア-モラ-ン])([ァィゥェォャュョ])")
_DOUBLING: Final = re.compile("ッ(?=(.))")
_BLANKS: Final = {"Cc", "Co", "Cn", "Sc", "Sk", "Sm", "So"}
"""Categories of characters that are no part of a name; of ASCII, which has marks, only controls."""
_NOTHING: Final = {"Cf", "Cs", "Me"}
"""Categories of characters that nobody sees, or that stand around another."""
_MARKS: Final = ((0x300, 0x370), (0x1AB0, 0x1B00), (0x1DC0, 0x1E00), (0x20D0, 0x2100),
                 (0xFE00, 0xFE10), (0xFE20, 0xFE30), (0xE0000, 0xE1000))  # fmt: skip
"""Blocks of accents for any letter, and of characters that choose how another looks."""
_FILLERS: Final = {"\u115f": "", "\u1160": "", "\u2065": "", "\u3164": " "}
"""Letters of Hangul that nobody sees, and a character that will be none."""
_LINE_ENDS: Final = {"\n": "\n", "\r": "\n", "\t": "\n"}  # a tab parts names as well
_COMMON: Final = 1 << 12
"""Characters of which it is kept what they are."""
_ESCAPED_LINE_END: Final = re.compile(r"(?:\\R)?\\N")


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


def visible(text: str) -> str:
    r"""Return ``text`` decoded, in NFKC and upper case, without what is no part of a name.

    Line ends stay, for they part a name from an address.

    Examples
    --------
    >>> visible("Ｍａｒｉａ\u200b"), visible("⚓Maria&nbsp;2")
    ('MARIA', ' MARIA 2')
    """
    undone = decoded(text)
    if undone.isascii():
        undone = undone.upper()
        return undone if undone.isprintable() else "".join(map(_seen, undone))
    return _blanked(_opened(undone))


def _blanked(opened: str) -> str:
    """Return what `_opened` gave without symbols and signs of direction."""
    seen = _without_signs(opened)
    return seen if decoded(seen) == seen else visible(seen)


def _opened(text: str) -> str:
    """Return ``text`` decoded, in NFKC and upper case; symbols and signs of direction stay."""
    text = decoded(text)
    if text.isascii():
        return text.upper()
    text = without_mojibake(unicodedata.normalize("NFC", "".join(map(_or_a_byte, text))))
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).upper())
    text = "".join(map(_or_a_symbol, text))
    return text if decoded(text) == text else _opened(text)


@lru_cache(maxsize=_COMMON)
def _or_a_byte(char: str) -> str:
    """Return a character if it is seen, or is a byte of text that was read as a code page."""
    invisible = char > "\xff" and char not in CONTROLS and unicodedata.category(char) == "Cf"
    return "" if invisible else char


@lru_cache(maxsize=_COMMON)
def _or_a_symbol(char: str) -> str:
    """Return a character if anything of it is seen, or if it is a sign of direction."""
    return char if char in CONTROLS or _seen(char) else ""


def _without_signs(text: str) -> str:
    return "".join(map(_seen, letters_read(text)))


@lru_cache(maxsize=_COMMON)
def _seen(char: str) -> str:
    category = unicodedata.category(char)
    if char.isascii():
        return _LINE_ENDS.get(char, " ") if category == "Cc" else char
    if category in _NOTHING or any(first <= ord(char) < stop for first, stop in _MARKS):
        return ""
    return " " if category in _BLANKS else _FILLERS.get(char, char)


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
    >>> to_latin("\u202eARAGNA")
    ('ARAGNA', 'ANGARA')
    """
    if text.isascii() and "\\" not in text:
        seen = visible(text)
        if seen.isascii():
            return (seen,)
    readings = dict.fromkeys(way for seen in _ways_seen(text) for way in shapes(seen))
    return tuple(dict.fromkeys(way for reading in readings for way in _romanise(reading)))


def _ways_seen(text: str) -> Iterator[str]:
    """Yield the ways to see ``text``: as it stands in the file, as a screen shows it, ..."""
    opened = _opened(text)
    yield _blanked(opened)
    ways = (
        as_shown(opened),
        without_flags(opened),
        signs_read(opened),
        _ESCAPED_LINE_END.sub("\n", opened),
    )
    for way in ways:
        if way != opened:
            yield _blanked(way)


def _romanise(text: str) -> Iterator[str]:
    """Yield the ways to romanise ``text``, the usual one first."""
    text = as_spoken(_with_rough_breathings(text)).translate(_TO_KATAKANA)
    for table in _romanisations():
        latin = _romanised_letters().sub(lambda found: table[found[0]], text)  # noqa: B023
        yield anyascii(_read_small_kana(latin)).upper()
    if (words := by_syllables(text)) != text:
        yield anyascii(words).upper()


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
    HAN = "han"
    """Chinese: a syllable a sign, so names from elsewhere are put into syllables that it has."""
    OTHER = "other"


_SCRIPTS: Final = {
    "LATIN": Script.LATIN, "ARABIC": Script.ABJAD, "HEBREW": Script.ABJAD,
    "KATAKANA": Script.SYLLABIC, "HIRAGANA": Script.SYLLABIC, "HANGUL": Script.SYLLABIC,
    "CJK": Script.HAN,
}  # fmt: skip


def script_of(text: str) -> Script:
    """Return what at least half of the letters of ``text`` are; accents and width don't matter.

    Examples
    --------
    >>> [script_of(name).value for name in ("MARÍA", "МАРИЯ", "마리아", "ماريا")]
    ['latin', 'other', 'syllabic', 'abjad']
    """
    if text.isascii() and (text := decoded(text)).isascii():
        return Script.LATIN
    letters = [char for char in visible(text) if char.isalpha()]
    scripts = [
        _SCRIPTS.get(unicodedata.name(char, "").split(" ")[0], Script.OTHER) for char in letters
    ]
    return next((kind for kind in Script if 2 * scripts.count(kind) >= len(scripts)), Script.OTHER)
