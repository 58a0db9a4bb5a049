"""Names in Hangul as Pyongyang spells them, and short names in Chinese, as their words.

What is written 김정은 is GIMJEONGEUN by Seoul's rules of 2000 and Kim Jong Un by those that lists
of North Koreans follow (McCune and Reischauer without its marks, JONG for CHONG), a word for each
syllable. 张宇辉 is Zhang Yuhui: one syllable is the family's.
"""

from __future__ import annotations

import re
from typing import Final

_HANGUL: Final = re.compile("(?<![\uac00-\ud7a3])[\uac00-\ud7a3]{2,4}(?![\uac00-\ud7a3])")
_HAN: Final = re.compile(r"\s*([\u4e00-\u9fff])([\u4e00-\u9fff]{1,2})\s*")
_FIRST: Final = "\uac00"
_VOWELS: Final = 21
_ENDS: Final = 28
_BEGIN: Final = "K KK N T TT R M P PP S SS _ J JJ CH K T P H".split()  # noqa: SIM905
_VOWEL: Final = (
    "A AE YA YAE O E YO YE O WA WAE OE YO U WO WE WI YU U UI I".split()  # noqa: SIM905
)
_END: Final = (
    "_ K K K N N N T L K M L L L P L M P P T T NG T T K T P T".split()  # noqa: SIM905
)
_LEE: Final = re.compile("^\uc774(?=..)")
"""The family that Seoul writes without its R."""


def by_syllables(text: str) -> str:
    """Return a text with its short names in Hangul or Chinese as their words.

    Examples
    --------
    >>> by_syllables("김정은"), by_syllables("张宇辉"), by_syllables("MARIA")
    ('KIM JONG UN', '张 宇辉', 'MARIA')
    """
    found = _HAN.fullmatch(text)
    if found:
        return f"{found[1]} {found[2]}"
    return _HANGUL.sub(lambda run: " ".join(map(_spelled, _LEE.sub("\ub9ac", run[0]))), text)


def _spelled(syllable: str) -> str:
    """Return a syllable of Hangul as Pyongyang spells it."""
    begin, rest = divmod(ord(syllable) - ord(_FIRST), _VOWELS * _ENDS)
    vowel, end = divmod(rest, _ENDS)
    return (_BEGIN[begin] + _VOWEL[vowel] + _END[end]).replace("_", "")
