"""Words and numbers of an upper-case ASCII name, apart: ``SUN 5`` and ``SUN 6`` are two ships."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Final

_QUOTES: Final = re.compile(r"['`\"]")
_DOTTED: Final = re.compile(r"\b[A-Z](?:\.[A-Z])+\b")
_TOKEN: Final = re.compile(r"[A-Z]+|[0-9]+")
_RUN: Final = re.compile(r"[A-Z0-9]+")
_MIXED: Final = re.compile(r"[A-Z][0-9]|[0-9][A-Z]")
ROMAN: Final = {
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
NUMBER_WORDS: Final = {
    word: value
    for value, word in enumerate(
        (
            *("ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX"),
            *("SEVEN", "EIGHT", "NINE", "TEN", "ELEVEN", "TWELVE"),
        ),
        start=1,
    )
}
_GLUED: Final = re.compile(r"\b([A-Z]{3,}?)(VIII|VII|III|II|IV)\b")
_BEHIND_DIGIT: Final = re.compile(r"(?<=[0-9])[OILZSGB]+$")
LONGEST_NUMBER: Final = 4000
NUMBER_SIGNS: Final = frozenset({"NO", "NR", "NUM", "NUMBER"})
_LETTER_TWINS: Final = str.maketrans("012568", "OIZSGB")
_DIGIT_TWINS: Final = str.maketrans("OILZSGB", "0112568")
_NO_LETTER: Final = re.compile(r"[0-9@$!|]")
_SPELLED: Final = re.compile(
    r"(?<![A-Z0-9@$!|])(?=[A-Z0-9@$!|]{4})[A-Z0-9@$!|]*(?:[0-9@$!|][A-Z]|[A-Z][@$])"
)
"""The beginning of a word in which digits or signs stand for letters: an end alone is a number."""
_SPELLED_RUN: Final = re.compile(r"(?<![A-Z0-9@$!|])(?=[0-9@$!|]*[A-Z])[A-Z0-9@$!|]+")
_SPELLED_TWINS: Final = str.maketrans("0123456789@$!|", "OIZEASGTBGASII")


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
    for position, token in enumerate(raw):
        before = tokens[-1] if tokens else None
        after_word = isinstance(before, str)
        if token.isdigit():
            tokens.append(number_of(token))
        elif token in ROMAN and isinstance(before, str) and len(before) > 1:
            tokens.append(ROMAN[token])
        elif token in NUMBER_WORDS and after_word and position == len(raw) - 1:
            tokens.append(NUMBER_WORDS[token])
        else:
            tokens.append(token)
    return _without_number_signs(tokens)


def number_of(digits: str) -> int:
    """Return the number that digits are; of more digits than any number has, one made of them.

    Python refuses to read a number of thousands of digits, which a broken cell may hold.

    Examples
    --------
    >>> number_of("007"), number_of("9" * 5000) == number_of("9" * 5001)
    (7, False)
    """
    if len(digits) <= LONGEST_NUMBER:
        return int(digits)
    return int.from_bytes(sha256(digits.lstrip("0").encode()).digest(), "big")


def number_words_read(tokens: Sequence[str | int]) -> list[str | int]:
    """Return tokens with a number word after another word as its number, anywhere in a name.

    Examples
    --------
    >>> number_words_read(["POSH", "EIGHT", "DYNAMIC"]), number_words_read(["ONE", "SHIPPING"])
    (['POSH', 8, 'DYNAMIC'], ['ONE', 'SHIPPING'])
    """
    return [
        NUMBER_WORDS.get(token, token) if position and isinstance(token, str) else token
        for position, token in enumerate(tokens)
    ]


def _without_number_signs(tokens: list[str | int]) -> list[str | int]:
    backwards: list[str | int] = []
    for token in reversed(tokens):
        if not (token in NUMBER_SIGNS and backwards and isinstance(backwards[-1], int)):
            backwards.append(token)
    return backwards[::-1]


def optical_readings(ascii_text: str) -> Iterator[str]:
    """Yield other readings of runs that mix letters and digits.

    Each run as what it mostly is; all as letters, 1 being I or L; all as digits; its end as digits;
    and digits and signs in it as the letters that people spell with them.

    Examples
    --------
    >>> list(optical_readings("XIN6 8O2"))
    ['XING 802', 'XING BOZ', 'XIN6 802']
    >>> list(optical_readings("R05TUM H3D0N15")), list(optical_readings("$OL@RIS"))
    (['ROSTUM H3D0N15', 'ROSTUM HEDONIS', 'ROSTUM HEDONLS'], ['SOLARIS'])
    """
    if not _NO_LETTER.search(ascii_text):
        return
    readings: list[str] = []
    if _MIXED.search(ascii_text):
        readings += [_RUN.sub(read, ascii_text) for read in _OPTICAL]
    if _SPELLED.search(ascii_text):
        readings += [
            _SPELLED_RUN.sub(read, ascii_text) for read in (_as_spelled, _as_spelled_with_l)
        ]
    yield from dict.fromkeys(reading for reading in readings if reading != ascii_text)


def numeral_apart(ascii_text: str) -> str:
    """Return a name with the Roman numeral that a word ends in as a word of its own.

    Examples
    --------
    >>> numeral_apart("HEROII"), numeral_apart("SPARTAIV"), numeral_apart("MARIA")
    ('HERO II', 'SPARTA IV', 'MARIA')
    """
    return _GLUED.sub(r"\1 \2", ascii_text)


def _as_letters(run: re.Match[str]) -> str:
    read = run[0].translate(_LETTER_TWINS)
    return run[0] if run[0].isdigit() or not read.isalpha() else read


def _as_letters_with_l(run: re.Match[str]) -> str:
    read = run[0].replace("1", "L").translate(_LETTER_TWINS)
    return run[0] if run[0].isdigit() or not read.isalpha() else read


def _as_spelled(run: re.Match[str]) -> str:
    return run[0].translate(_SPELLED_TWINS)


def _as_spelled_with_l(run: re.Match[str]) -> str:
    return run[0].replace("1", "L").translate(_SPELLED_TWINS)


def _as_digits(run: re.Match[str]) -> str:
    read = run[0].translate(_DIGIT_TWINS)
    return run[0] if run[0].isalpha() or not read.isdigit() else read


def _as_number_behind(run: re.Match[str]) -> str:
    """Read ``F3O`` as F30: what follows a digit to the run's end is digits."""
    return _BEHIND_DIGIT.sub(lambda tail: tail[0].translate(_DIGIT_TWINS), run[0])


def _as_most(run: re.Match[str]) -> str:
    digits = sum(char.isdigit() for char in run[0])
    return _as_digits(run) if 2 * digits > len(run[0]) else _as_letters(run)


_OPTICAL: Final = (_as_most, _as_letters, _as_letters_with_l, _as_digits, _as_number_behind)


def split_numbers(tokens: Sequence[str | int]) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Return the words in order, and the numbers sorted."""
    words = tuple(token for token in tokens if isinstance(token, str))
    return words, tuple(sorted(token for token in tokens if isinstance(token, int)))
