"""Latin names written in other scripts as a person would write them: by sound.

No case file has innocents in other scripts, so a matcher that takes every Cyrillic name for a
listed name would look perfect. These tables write any innocent in other scripts. They are rough, as
people are, and independent of how vscreen transliterates a script.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

VOWELS: Final = "AEIOU"
_SPELLINGS: Final = {
    "SCH": ("SH",), "SH": ("SH",), "CH": ("CH",), "TH": ("TH",), "PH": ("F",), "CK": ("K",),
    "KH": ("KH",), "ZH": ("ZH",), "TS": ("TS",), "EE": ("I",), "OO": ("U",), "OU": ("U",),
    "QU": ("K", "W"), "X": ("K", "S"), "Q": ("K",), "C": ("K",),
}  # fmt: skip
"""Letters without a sound of their own -> the sounds they spell."""
_WORD: Final = re.compile(r"[A-Z]+")


def sounds(word: str) -> list[str]:
    """Return the sounds of a word of capital Latin letters: single letters, and SH, CH, TH, ...

    Examples
    --------
    >>> sounds("PACIFIC"), sounds("YACHT"), sounds("LADY")
    (['P', 'A', 'S', 'I', 'F', 'I', 'K'], ['Y', 'A', 'CH', 'T'], ['L', 'A', 'D', 'I'])
    """
    all_sounds: list[str] = []
    position = 0
    while position < len(word):
        size, spelled = next(_spellings(word, position))
        is_repeated = spelled == tuple(all_sounds[-1:]) and spelled[0] not in VOWELS
        if not is_repeated:
            all_sounds += spelled
        position += size
    return all_sounds


def _spellings(word: str, position: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield (letters, their sounds) at a position; the first is the best."""
    after = word[position + 1 : position + 2]
    if word[position] == "C" and after in {"E", "I", "Y"}:
        yield 1, ("S",)
    is_ng = word[position : position + 2] == "NG"
    if is_ng and word[position + 2 : position + 3] not in tuple(VOWELS):
        yield 2, ("NG",)
    if word[position] == "Y" and after not in tuple(VOWELS):
        yield 1, ("I",)
    for size in (3, 2, 1):
        if (letters := word[position : position + size]) in _SPELLINGS and len(letters) == size:
            yield size, _SPELLINGS[letters]
    yield 1, (word[position],)


def _table(sounds: str, letters: str) -> dict[str, str]:
    return dict(zip(sounds.split(), letters.split(), strict=True))


# --- alphabets -----------------------------------------------------------------------------------

_SOUNDS: Final = "A B D E F G H I J K L M N O P R S T U V W Y Z SH CH TH KH ZH TS NG"

_CYRILLIC: Final = _table(_SOUNDS, "А Б Д Е Ф Г Х И ДЖ К Л М Н О П Р С Т У В В Й З Ш Ч Т Х Ж Ц НГ")
_GREEK: Final = _table(
    _SOUNDS, "Α ΜΠ ΝΤ Ε Φ ΓΚ Χ Ι ΤΖ Κ Λ Μ Ν Ο Π Ρ Σ Τ ΟΥ Β ΟΥ Γ Ζ Σ ΤΣ Θ Χ Ζ ΤΣ ΝΓΚ"
)
_ARABIC: Final = {"E": ""} | _table(
    _SOUNDS.replace("E ", ""), "ا ب د ف غ ه ي ج ك ل م ن و ب ر س ت و ف و ي ز ش تش ث خ ج تس نغ"
)
_ARABIC_FIRST: Final = {"E": "إ", "I": "إي", "O": "أو", "U": "أو"}


def cyrillic(word: str) -> str:
    """Return a word in Cyrillic.

    Examples
    --------
    >>> cyrillic("EMPRESS"), cyrillic("SHANGHAI"), cyrillic("YANTAI")
    ('ЭМПРЕС', 'ШАНГХАИ', 'ЯНТАИ')
    """
    text = "".join(_CYRILLIC[sound] for sound in sounds(word))
    text = text.replace("ЙА", "Я").replace("ЙУ", "Ю").replace("ЙЕ", "Е")
    return "Э" + text[1:] if sounds(word)[0] == "E" else text


def greek(word: str) -> str:
    """Return a word in Greek.

    Examples
    --------
    >>> greek("DELTA"), greek("BOXER")
    ('ΝΤΕΛΤΑ', 'ΜΠΟΞΕΡ')
    """
    text = "".join(_GREEK[sound] for sound in sounds(word))
    return text.replace("ΚΣ", "Ξ").replace("ΠΣ", "Ψ")


def arabic(word: str) -> str:
    """Return a word in Arabic: short E is not written.

    Examples
    --------
    >>> arabic("MARINER"), arabic("OCEAN")
    ('مارينر', 'أوسان')
    """
    first, *others = sounds(word)
    return _ARABIC_FIRST.get(first, _ARABIC[first]) + "".join(_ARABIC[sound] for sound in others)


# --- syllables -----------------------------------------------------------------------------------

_KANA: Final = {
    "": "ア イ ウ エ オ", "K": "カ キ ク ケ コ", "S": "サ シ ス セ ソ",
    "SH": "シャ シ シュ シェ ショ", "T": "タ ティ トゥ テ ト", "CH": "チャ チ チュ チェ チョ",
    "N": "ナ ニ ヌ ネ ノ", "H": "ハ ヒ フ ヘ ホ", "KH": "ハ ヒ フ ヘ ホ",
    "F": "ファ フィ フ フェ フォ", "M": "マ ミ ム メ モ", "Y": "ヤ イ ユ イェ ヨ",
    "R": "ラ リ ル レ ロ", "L": "ラ リ ル レ ロ", "W": "ワ ウィ ウ ウェ ウォ",
    "G": "ガ ギ グ ゲ ゴ", "Z": "ザ ジ ズ ゼ ゾ", "J": "ジャ ジ ジュ ジェ ジョ",
    "ZH": "ジャ ジ ジュ ジェ ジョ", "D": "ダ ディ ドゥ デ ド", "B": "バ ビ ブ ベ ボ",
    "P": "パ ピ プ ペ ポ", "V": "ヴァ ヴィ ヴ ヴェ ヴォ", "TH": "サ シ ス セ ソ",
    "TS": "ツァ ツィ ツ ツェ ツォ", "NG": "ンガ ンギ ング ンゲ ンゴ",
}  # fmt: skip
_SYLLABLES: Final = {row: _table("A I U E O", kana) for row, kana in _KANA.items()}
_KANA_ALONE: Final = {"N": "ン", "T": "ト", "D": "ド", "CH": "チ", "J": "ジ", "Y": "イ"}


def katakana(word: str) -> str:
    """Return a word in Katakana: a consonant without a vowel takes U or O; AR is long.

    Examples
    --------
    >>> katakana("STAR"), katakana("MERCURY"), katakana("LADY")
    ('スター', 'メークリ', 'ラディ')
    """
    all_sounds, text = sounds(word), ""
    for position, sound in enumerate(all_sounds):
        before = all_sounds[position - 1] if position else ""
        after = all_sounds[position + 1 : position + 2]
        has_vowel = bool(after) and after[0] in VOWELS
        if sound in VOWELS:
            text += _SYLLABLES["" if before in ("", *VOWELS) else before][sound]
        elif not has_vowel:
            long = sound == "R" and before in tuple("AEO")
            text += "ー" if long else _KANA_ALONE.get(sound, _SYLLABLES[sound]["U"])
    return text


_LEADS: Final = {
    "G": 0, "N": 2, "D": 3, "R": 5, "L": 5, "M": 6, "B": 7, "V": 7, "S": 9, "SH": 9, "TH": 9,
    "": 11, "NG": 11, "J": 12, "Z": 12, "ZH": 12, "CH": 14, "TS": 14, "K": 15, "T": 16, "P": 17,
    "F": 17, "H": 18, "KH": 18,
}  # fmt: skip
"""Sound -> index in the 19 initial consonants of Unicode's Hangul syllables."""
_HANGUL_VOWELS: Final = {"A": 0, "E": 5, "O": 8, "U": 13, "I": 20}
_GLIDES: Final = {
    "YA": 2, "YE": 7, "YO": 12, "YU": 17, "YI": 20, "WA": 9, "WE": 15, "WO": 14, "WI": 16, "WU": 13,
}  # fmt: skip
_BARE_VOWEL: Final = 18
_ENDS: Final = {"K": 1, "N": 4, "L": 8, "M": 16, "P": 17, "T": 19, "NG": 21}


def hangul(word: str) -> str:
    """Return a word in Hangul: a consonant without a vowel ends a syllable, or takes EU.

    Examples
    --------
    >>> hangul("OLYMPIC"), hangul("STAR"), hangul("YONG")
    ('올림픽', '스타르', '용')
    """
    all_sounds, syllables = sounds(word), []
    position = 0
    while position < len(all_sounds):
        rest = all_sounds[position:]
        lead = "" if rest[0] in VOWELS else rest[0]
        after = rest[1:] if lead else rest
        vowel = after[0] if after and after[0] in VOWELS else ""
        if lead in ("Y", "W"):
            syllables.append((11, _GLIDES[lead + (vowel or "U")], 0))
        elif not vowel and lead in _ENDS and syllables and not syllables[-1][2] \
                and syllables[-1][1] != _BARE_VOWEL:  # fmt: skip
            syllables[-1] = (*syllables[-1][:2], _ENDS[lead])
        else:
            if lead == "L" and syllables and not syllables[-1][2]:
                syllables[-1] = (*syllables[-1][:2], _ENDS["L"])
            syllables.append((_LEADS[lead], _HANGUL_VOWELS.get(vowel, _BARE_VOWEL), 0))
        position += bool(lead) + bool(vowel)
    return "".join(chr(0xAC00 + (lead * 21 + vowel) * 28 + end) for lead, vowel, end in syllables)


SCRIPTS: Final[dict[str, Callable[[str], str]]] = {
    "Cyrillic": cyrillic, "Greek": greek, "Hangul": hangul, "Katakana": katakana, "Arabic": arabic,
}  # fmt: skip


def write(name: str, script: str) -> str:
    """Return a name with every word of Latin letters written in another script.

    Examples
    --------
    >>> write("MSC Diana 7", "Cyrillic")
    'МСК ДИАНА 7'
    """
    return _WORD.sub(lambda word: SCRIPTS[script](word[0]), name.upper())
