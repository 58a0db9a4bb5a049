"""Arabic, Persian and Hebrew as they are spelled in Latin letters, where one letter has two ways.

WAW and YEH are vowels behind a consonant, unless a vowel follows; the article is a word of its own.
What each letter is otherwise stands in the table ``romanisation.csv``. Thai writes some vowels
before the consonant that they are spoken behind.
"""

from __future__ import annotations

import re
from typing import Final

from vscreen.text.sounds.given_names import FOLDED, native_names

_WRITTEN: Final = re.compile("[\u0590-\u06ff\u0e00-\u0e7f]")
_VOWELS: Final = "اأإآىةوؤيئیے"
_CONSONANT: Final = rf"(?<=[^\W\d_A-Z{_VOWELS}ءا])"
_GLYPHS: Final = str.maketrans(
    {"\u05f0": "וו", "\u05f1": "וי", "\u05f2": "יי", "\u0640": "", "\u200c": ""}
)
_MARKS: Final = re.compile("[\u0591-\u05bd\u05bf-\u05c7\u064b-\u065f\u0670]")
"""Points of Hebrew and Arabic, which names are seldom written with."""
_PERSIAN: Final = re.compile("[پچژگکی]")
_AS_IN_PERSIAN: Final = str.maketrans("ضذظث", "زززس")
_STEPS: Final = tuple(
    (re.compile(pattern), latin)
    for pattern, latin in (
        (r"(?<!\w)عبد ?الله", "ABDALLAH"),
        (r"(?<!\w)عبد ?ال(?=\w\w)", "ABDUL"),
        (r"(?<!\w)[اأ]بو ?ال(?=\w\w)", "ABUL "),
        (r"(?<!\w)بن(?!\w)", "BIN"),
        (r"(?<!\w)على(?!\w)", "ALI"),
        (r"([زسصكکتطدضغگ])(?=ه)", r"\1A"),  # ZAH: ZH would be another sound
        (r"([تط])(?=[سصزضظذ])", r"\1A"),  # nor is TAS the one sound TS
        (r"(?<!\w)ال(?=\w{3})(?!له|[يی]اس|هام|کس)", "AL "),
        (rf"{_CONSONANT}و(?![{_VOWELS}])", "U"),
        (rf"{_CONSONANT}[يی](?![{_VOWELS}])", "I"),
        (r"(?<=[א-הח-ת'׳])ו(?!ו)", "O"),
        (r"(?<=[א-הח-טכ-ת])י(?![יוא])", "I"),
        (r"(?<=[א-ת]{2})ה(?!\w)", "A"),
        (r"([เแโใไ])([ก-ฮ])", r"\2\1"),
    )
)


_NAME: Final = re.compile(
    r"(?<!\w)(?:(?:عبد|[أا]بو) +[\u0620-\u06d3]{2,}|[\u0620-\u06d3]+ +ال(?:د[يی]ن|له)"
    r"|[\u05d0-\u05ea\u0620-\u06d3]{2,})(?!\w)"
)
_ARTICLE: Final = "ال"
_PART: Final = 3
"""Letters that each of two given names has at least that are written as one word."""


def _named(found: re.Match[str]) -> str:
    """Return a given name as it is spelled in Latin letters, or what was found."""
    said = found[0].translate(FOLDED)
    if (name := _name_of(said.replace(" ", ""))) or " " not in said:
        return name or found[0]
    return " ".join(_name_of(word.translate(FOLDED)) or word for word in found[0].split())


def _name_of(word: str) -> str:
    """Return a given name, one with the article, or two of them that are written as one word."""
    names = native_names()
    if word in names:
        return names[word]
    if word.startswith(_ARTICLE) and word[len(_ARTICLE) :] in names:
        return f"AL {names[word[len(_ARTICLE) :]]}"
    parts = ((word[:at], word[at:]) for at in range(_PART, len(word) - _PART + 1))
    return next((f"{names[a]} {names[b]}" for a, b in parts if a in names and b in names), "")


def as_spoken(text: str) -> str:
    """Return a text with the letters in A-Z of which its place in a word tells the sound.

    Examples
    --------
    >>> as_spoken("نوح البحر"), as_spoken("עובד"), as_spoken("MARIA")
    ('نUح AL بحر', 'עOבד', 'MARIA')
    >>> as_spoken("محمد عبد الرحمن")
    'MOHAMMED ABDULRAHMAN'
    """
    if not _WRITTEN.search(text):
        return text
    text = _NAME.sub(_named, _MARKS.sub("", text.translate(_GLYPHS)))
    if _PERSIAN.search(text):
        text = text.translate(_AS_IN_PERSIAN)
    for pattern, latin in _STEPS:
        text = pattern.sub(latin, text)
    return text
