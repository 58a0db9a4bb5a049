"""Companies' names in scripts that set no blanks between words: Chinese, Japanese, Korean.

Authorities print such a name in English by halves: 深圳市比广贸易有限公司 is Shenzhen Biguang
Trading Co., Ltd. What it is and where (words of trade, legal forms, places) is translated; what it
is called is written by sound, as one word. So a name is cut at the words of `eastern_words.csv`,
from its end on, the longest first, for names stand in front of what they are names of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from vscreen.data import read_table
from vscreen.text.companies.arabic import translated
from vscreen.text.scripts import Script, script_of, to_latin, visible

_RUN: Final = re.compile(
    "[\u3005\u3041-\u30fa\u30fc\u3400-\u9fff\U00020000-\U0003134f]+|[\uac00-\ud7a3]+"
)
_BLANKS: Final = re.compile(" +")
_KANA: Final = re.compile("[\u3041-\u30ff]")
_HANGUL: Final = re.compile("[\uac00-\ud7a3]")
_SYLLABLES: Final = re.compile("[\u3041-\u30fa\uac00-\ud7a3]")
_SPELLED_BY_EAR: Final = (Script.LATIN, Script.ABJAD, Script.SYLLABIC)
_JAPANESE: Final = re.compile(
    "[\u3041-\u30fa]|株|(?:有限|合同|合资|合名)会社|商事|制作所|汽船|邮船|\\([有同资名]\\)"
)
"""What tells a Japanese name from a Chinese one; variants of characters are read alike before."""
_LONG_KANA: Final = 4
"""Letters from which a word in kana is no part of another."""
_TOWN: Final = re.compile("(.{2,4}?)(?<![超城夜门上都])[市省县](?=.{2})")
"""A Chinese name that begins with a town or a province."""
_PERSON: Final = 3
"""The most letters of a text that may be a person's name, of which nothing is cut."""

Piece = tuple[str, bool]
"""Letters of a name, and whether they are a translated word."""


@cache
def _characters() -> dict[int, str]:
    rows = read_table("han_variants.csv")
    return {ord(row["character"]): row["simplified"] for row in rows}


@cache
def _words(language: str) -> dict[str, str]:
    """Return English of words of a language; one with ``^`` before it only begins a name."""
    rows = read_table("eastern_words.csv")
    own = {row["phrase"]: row["english"] for row in rows if row["language"] == language}
    return {**_words("zh"), **own} if language == "ja" else own


@cache
def _longest(language: str) -> int:
    return max(map(len, _words(language)))


@cache
def _marks() -> dict[str, str]:
    """Return legal forms in brackets, ``(株)``."""
    words = {**_words("ja"), **_words("ko")}
    return {phrase: english for phrase, english in words.items() if phrase.endswith(")")}


@cache
def _mark() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(_marks(), key=len, reverse=True))))


def party_latin(text: str) -> tuple[str, ...]:
    """Return the ways to write a party's text in A-Z, 0-9 and ASCII marks; the likeliest first.

    Examples
    --------
    >>> party_latin("ООО «МГ-Флот»")
    ('OOO <<MG-FLOT>>',)
    >>> party_latin("深圳市比广贸易有限公司")[:2]
    ('SHENZHEN BIGUANG TRADING CO LTD', 'SHENZHENSHIBIGUANGMAOYIYOUXIANGONGSI')
    >>> party_latin("(株)ミナト海運")[0], party_latin("㈜해송정밀")[0]
    ('CO LTD MINATO SHIPPING', 'CO LTD HAESONG PRECISION')
    """
    if text.isascii():
        return to_latin(text)
    return tuple(dict.fromkeys([*_translated(visible(text)), *to_latin(text)]))


def party_script(text: str) -> Script:
    """Return the script by whose sounds a party's text is compared.

    A Chinese name of which words are translated is as Latin as any: its other letters are spelled
    in one way, and English words that sound alike are not the same.

    Examples
    --------
    >>> party_script("深圳市比广贸易有限公司").value, party_script("شركة الكوثر").value
    ('latin', 'abjad')
    """
    script = script_of(text)
    chinese = script not in _SPELLED_BY_EAR and not _SYLLABLES.search(text)
    return Script.LATIN if chinese and any(_translated(visible(text))) else script


def _translated(text: str) -> Iterator[str]:
    """Yield a text with its words of trade in English and its names in A-Z; nothing if none are."""
    if (arabic := translated(text)) != text:
        yield _BLANKS.sub(" ", to_latin(arabic)[0]).strip()
    if not _RUN.search(text):
        return
    text = text.translate(_characters())
    marked = _mark().sub(lambda found: f" {_marks()[found[0]]} ", text)
    japanese = bool(_JAPANESE.search(text))
    pieces = [*_pieces(marked, japanese=japanese)]
    if marked != text or any(is_word for _, is_word in pieces):
        yield _written(pieces)


def _pieces(text: str, *, japanese: bool) -> Iterator[Piece]:
    """Yield the pieces of a text, what is in another script as it stands."""
    upto = 0
    for run in _RUN.finditer(text):
        yield text[upto : run.start()], False
        language = "ko" if _HANGUL.match(run[0]) else "ja" if japanese else "zh"
        alone = len(run[0]) == len(text.strip()) <= _PERSON
        yield from [(run[0], False)] if alone else _cut_behind_town(run[0], language)
        upto = run.end()
    yield text[upto:], False


def _cut_behind_town(run: str, language: str) -> list[Piece]:
    town = _TOWN.match(run) if language == "zh" else None
    if not town:
        return cut(run, language)
    return [*cut(town[1], language), (" ", False), *cut(run[town.end() :], language)]


def cut(run: str, language: str) -> list[Piece]:
    """Return a run of letters without blanks as pieces, words of trade in English.

    Examples
    --------
    >>> cut("比广贸易", "zh")
    [('比广', False), ('TRADING', True)]
    """
    pieces: list[Piece] = []
    upto = end = len(run)
    while end:
        start = _word_before(run, end, language)
        if start == end:
            end -= 1
            continue
        pieces += [(run[end:upto], False)] if end < upto else []
        pieces.append((_english(run, start, end, language), True))
        upto = end = start
    pieces += [(run[:upto], False)] if upto else []
    return pieces[::-1]


def _word_before(run: str, end: int, language: str) -> int:
    """Return where the longest word begins that ends at ``end``; that itself if there is none."""
    for start in range(max(0, end - _longest(language)), end):
        if _english(run, start, end, language) and not _is_part(run, start, end):
            return start
    return end


def _english(run: str, start: int, end: int, language: str) -> str:
    words = _words(language)
    first = words.get(f"^{run[:end]}") if not start else None
    return first or words.get(run[start:end], "")


def _is_part(run: str, start: int, end: int) -> bool:
    """Whether a word is too short to be told from a part of another."""
    if _KANA.match(run[start]):
        beside = run[max(0, start - 1) : start] + run[end : end + 1]
        return end - start < _LONG_KANA and bool(_KANA.search(beside))
    return end - start == 1 and (end < len(run) or not start)


def _written(pieces: list[Piece]) -> str:
    """Return pieces in A-Z, blanks around those of letters without blanks."""
    parts = (
        f" {text} " if is_word else _RUN.sub(lambda run: f" {to_latin(run[0])[0]} ", text)
        for text, is_word in pieces
    )
    return _BLANKS.sub(" ", to_latin("".join(parts))[0]).strip()
