"""Words and numbers of an upper-case ASCII name, apart: ``SUN 5`` and ``SUN 6`` are two ships."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

_QUOTES: Final = re.compile(r"['`\"]")
_DOTTED: Final = re.compile(r"\b[A-Z](?:\.[A-Z])+\b")
_TOKEN: Final = re.compile(r"[A-Z]+|[0-9]+")
_RUN: Final = re.compile(r"[A-Z0-9]+")
_MIXED: Final = re.compile(r"[A-Z][0-9]|[0-9][A-Z]")
_ROMAN: Final = {
    numeral: value
    for value, numeral in enumerate(
        (
            *("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII"),
            *("XIV", "XV", "XVI", "XVII", "XVIII", "XIX", "XX", "XXI", "XXII", "XXIII", "XXIV"),
            "XXV",
        ),
        start=1,
    )
}
_NUMBER_WORDS: Final = {
    word: value
    for value, word in enumerate(
        (
            *("ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX"),
            *("SEVEN", "EIGHT", "NINE", "TEN", "ELEVEN", "TWELVE"),
        ),
        start=1,
    )
}
_NUMBER_SIGNS: Final = frozenset({"NO", "NR", "NUM", "NUMBER"})
_LETTER_TWINS: Final = str.maketrans("012568", "OIZSGB")
_DIGIT_TWINS: Final = str.maketrans("OILZSGB", "0112568")


def tokens_of(ascii_text: str) -> list[str | int]:
    """Return words and numbers of an upper-case ASCII text, in order.

    Examples
    --------
    >>> tokens_of("STAR NO. II"), tokens_of("SUN05")
    (['STAR', 2], ['SUN', 5])
    """
    plain = _QUOTES.sub("", ascii_text).replace("&", " AND ")
    plain = _DOTTED.sub(lambda dotted: dotted.group().replace(".", ""), plain)
    return _number(_TOKEN.findall(plain))


def _number(raw: Sequence[str]) -> list[str | int]:
    tokens: list[str | int] = []
    for place, token in enumerate(raw):
        before = tokens[-1] if tokens else None
        after_word = isinstance(before, str)
        if token.isdigit():
            tokens.append(int(token))
        elif token in _ROMAN and isinstance(before, str) and len(before) > 1:
            tokens.append(_ROMAN[token])
        elif token in _NUMBER_WORDS and after_word and place == len(raw) - 1:
            tokens.append(_NUMBER_WORDS[token])
        else:
            tokens.append(token)
    return _without_number_signs(tokens)


def _without_number_signs(tokens: list[str | int]) -> list[str | int]:
    kept: list[str | int] = []
    for token in reversed(tokens):
        if not (token in _NUMBER_SIGNS and kept and isinstance(kept[-1], int)):
            kept.append(token)
    return kept[::-1]


def optical_readings(ascii_text: str) -> Iterator[str]:
    """Yield other readings of runs that mix letters and digits: all letters, all digits."""
    if _MIXED.search(ascii_text):
        for read_as in (_as_letters, _as_digits):
            reading = _RUN.sub(read_as, ascii_text)
            if reading != ascii_text:
                yield reading


def _as_letters(run: re.Match[str]) -> str:
    read = run.group().translate(_LETTER_TWINS)
    return run.group() if run.group().isdigit() or not read.isalpha() else read


def _as_digits(run: re.Match[str]) -> str:
    read = run.group().translate(_DIGIT_TWINS)
    return run.group() if run.group().isalpha() or not read.isdigit() else read


def split_numbers(tokens: Sequence[str | int]) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Return the words in order, and the numbers sorted."""
    words = tuple(token for token in tokens if isinstance(token, str))
    return words, tuple(sorted(token for token in tokens if isinstance(token, int)))
