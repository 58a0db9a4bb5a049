"""Windows: any run of up to six words of a text that may be a listed ship's name, word for word.

Other readings of a text take away what is no name; here nothing need be known of the other words.
What a window must be to count depends on how much it tells:

* a distinctive name (two words and more, unless ships and language are full of them) counts
  whatever stands around it;
* a single rare word counts unless a word beside it may be part of a longer name;
* a common one, such as ``MARIA`` or ``CUP``, must be said to be a ship's, or stand by itself
  between marks, codes and words of the trade in a ship's cell.

A part of the name of another known ship is none, and no ship's word is one that no known ship has
on that side of another word: ``ANGARA HAZMAT``.

A window says nothing but that the very name stands there, so it is a review at most.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterator, Sequence
from functools import cache
from typing import Final

from vscreen.text.amid.neighbours import Tokens
from vscreen.text.amid.words import (
    EAST_JOINED,
    SIGNS,
    Beside,
    eastern_roles,
    is_common,
    is_trade,
    line_roles,
    names_ship,
    told_by_language,
)
from vscreen.text.form import Form
from vscreen.text.lexicon import EAST
from vscreen.text.scripts import to_latin
from vscreen.text.ships.names import fleet_words, ship_bits
from vscreen.text.tokens import NUMBER_SIGNS, NUMBER_WORDS, ROMAN
from vscreen.text.vessel_names import prefix_ways

LONGEST: Final = 7
"""Words and numbers of the longest window."""
LEAST_LETTERS: Final = 3
DISTINCT_BITS: Final = 16.5
"""How rare the words of a name must be together that counts whatever stands around it."""
LANGUAGE_BITS: Final = 8.0
"""The most that a word of language tells."""
LETTER_BITS: Final = 3.0
"""What a single letter or a small number tells."""
NUMBER_BITS: Final = 6.0
"""What a number of three digits and more tells."""
AMID: Final = 0.1  # of the score, as all below
"""Charged for any window."""
NAME_BESIDE: Final = 0.03
"""Charged for a word on either side that may be part of a longer name."""
SINGLE: Final = 0.04
"""Charged for a single word, too."""

RUNNING: Final = 6
"""Words and numbers from which a ship's cell is read as a line."""
SHIP_LIKE: Final = 1.5
"""Bits by which a common name must be likelier a ship's than a word of a text to be looked for in a
line of which more words away something is said to be carried."""
FEW: Final = 3
"""Ships up to which a common name may stand beside other words of language."""
NEAR: Final = 4
FAR: Final = 9
"""Words and numbers on either side that may say so."""
SHIP_CELL: Final = "vessel"
LINE: Final = "free_text"

Window = tuple[str, tuple[str, ...]]
"""The letters of a window, and its numbers as digits, sorted."""

_BORDER: Final = re.compile(
    r"(?<=[A-Za-z])[ -]+(?=[^\x00-\u036f])|(?<=[^\x00-\u036f\W])[ -]+(?=[A-Za-z])"
)
_MIXED: Final = re.compile(
    f"[A-Za-z](?=[^\\W\\d_\x00-\u036f{EAST}])|[^\\W\\d_\x00-\u036f{EAST}](?=[A-Za-z])"
)
"""Letters of two alphabets in one word: twins of Latin letters, and no other language."""
_LETTER_WORDS: Final = re.compile(r"(?<=\w )[ВКСОУИЗІвксоузиі](?= \w)|[Ηη](?= \w)")
"""Words of one letter in Cyrillic and Greek, which would be read as numerals."""
_EAST: Final = re.compile(f"(?<=[{EAST}0-9])(?=[{EAST}])|(?<=[{EAST}])(?=[0-9])")
_EAST_BORDER: Final = re.compile(
    f"(?<=[{EAST}])(?=[^\\W\\d{EAST}])|(?<=[^\\W\\d{EAST}])(?=[{EAST}])"
)
_PINYIN: Final = re.compile("(?:[BCDFGHJKLMNPQRSTWXYZ]H?)?[AEIOU]{1,3}(?:NG?|R)?")
"""A syllable of Chinese: names of these are many, and their runs are names as well."""
_ROMANS: Final = {value: numeral for numeral, value in ROMAN.items()}
_NUMBER_WORDS: Final = {value: word for word, value in NUMBER_WORDS.items()}
_CLEAN: Final = frozenset(
    {Beside.EDGE, Beside.MARK, Beside.CODE, Beside.SHIP, Beside.BEHIND, Beside.CARRIAGE,
     Beside.PLACE, Beside.TRADE, Beside.DEED, Beside.TEXT}
)  # fmt: skip
_CLEAN_BEHIND: Final = _CLEAN | {Beside.PORT}
_KINDS: Final = frozenset({Beside.SHIP, Beside.BEHIND})
_WORDS: Final = frozenset({Beside.DEED, Beside.TEXT})


def _digits_sorted(numbers: Collection[str]) -> tuple[str, ...]:
    return tuple(sorted(numbers, key=lambda digits: (len(digits), digits)))


def listed_keys(form: Form) -> tuple[Window, ...]:
    """Return the windows that are a listed ship's name: its number may be written in letters.

    Examples
    --------
    >>> from vscreen.text.vessel_names import vessel_forms
    >>> [letters for letters, numbers in listed_keys(vessel_forms("GREY HULL II")[0])]
    ['GREYHULL', 'GREYHULLII', 'GREYHULLTWO']
    """
    if len(form.tight) < LEAST_LETTERS:
        return ()
    numbers = _digits_sorted([str(number or "") for number in form.numbers])
    keys = [(form.tight, numbers)]
    if len(form.numbers) == 1:
        spelled = (of.get(form.numbers[0]) for of in (_ROMANS, _NUMBER_WORDS))
        keys += [(form.tight + letters, ()) for letters in spelled if letters]
    if "AND" in form.words:
        keys.append(("".join(word for word in form.words if word != "AND"), numbers))
    return tuple(keys)


def key_text(key: Window) -> str:
    """Return a window's key as one string.

    Examples
    --------
    >>> key_text(("GREYHULL", ("2",)))
    'GREYHULL 2'
    """
    return " ".join((key[0], *key[1]))


@cache
def _eastern() -> re.Pattern[str]:
    return re.compile("|".join(sorted(eastern_roles(), key=len, reverse=True)))


def _sign_of(found: re.Match[str]) -> str:
    return f" {SIGNS[eastern_roles()[found[0]]]} "


@cache
def _prefixes() -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Z0-9])(?<!\d\s)(?:{prefix_ways()}|T/KH|N/M)(?![A-Z0-9])")


def window_texts(text: str) -> tuple[str, ...]:
    """Return the ways to write a text in A-Z, letters of scripts without blanks apart.

    Words of such scripts that say what stands beside them become signs, and where another script
    begins a mark is set, for no name goes on there.
    """
    if text.isascii() and text.isprintable():
        return to_latin(text)
    if not text.isascii():
        text = _LETTER_WORDS.sub(SIGNS[Beside.TRADE], text)
        text = _eastern().sub(_sign_of, text)
        text = _EAST_BORDER.sub(" | ", text)
        text = _BORDER.sub(_border, _EAST.sub(EAST_JOINED, text))
    return to_latin_signs(text)


def _border(found: re.Match[str]) -> str:
    """Return a mark where another script begins, unless a word beside it mixes alphabets."""
    before = found.string[: found.start()].split()[-1:]
    beside = [*before, *found.string[found.end() :].split(maxsplit=1)[:1]]
    return found[0] if any(map(_MIXED.search, beside)) else " | "


def to_latin_signs(text: str) -> tuple[str, ...]:
    """Return `scripts.to_latin` of a text, its signs kept."""
    signs = [(sign, f"({number})qz") for number, sign in enumerate(SIGNS.values())]
    for sign, spelled in signs:
        text = text.replace(sign, spelled)
    ways = to_latin(text)
    for sign, spelled in signs:
        ways = tuple(way.replace(spelled.upper(), sign) for way in ways)
    return ways


def windows_of(
    text: str, field: str, among: Container[Window] | None = None
) -> dict[Window, float]:
    """Return the windows of a text that may be a ship's name, each with the share it costs.

    Parameters
    ----------
    text
        What a manifest says.
    field
        ``vessel``, ``free_text`` or ``party``.
    among
        Which windows are asked for, all by default.

    Examples
    --------
    >>> windows_of("PORT OLYA 3 KZ-2201 SOUTHBOUND", "vessel")[("PORTOLYA", ("3",))]
    0.1
    >>> ("MARIA", ()) in windows_of("please call Maria", "free_text")
    False
    """
    found: dict[Window, float] = {}
    for way in window_texts(text):
        tokens = Tokens.of(_prefixes().sub(SIGNS[Beside.SHIP], way), cell=field == SHIP_CELL)
        for first, last, key in _runs(tokens):
            if among is not None and key not in among:
                continue
            price = _price(tokens, first, last, field)
            if price is not None and price < found.get(key, 1.0):
                found[key] = price
    return found


def _runs(tokens: Tokens) -> Iterator[tuple[int, int, Window]]:
    """Yield the windows: first and last token, and the key."""
    for first in range(len(tokens)):
        letters, numbers = "", []
        for last in range(first, min(first + LONGEST, len(tokens))):
            if last > first and not tokens.joins(last):
                break
            token = tokens.texts[last]
            if tokens.is_number(last):
                numbers.append(token)
            elif not (token in NUMBER_SIGNS and last > first and tokens.is_number(last + 1)):
                letters += token
            if len(letters) >= LEAST_LETTERS:
                yield first, last, (letters, _digits_sorted(numbers))


def _price(tokens: Tokens, first: int, last: int, field: str) -> float | None:
    """Return what a window costs, None if it may not be a name."""
    texts = tokens.texts[first : last + 1]
    words = [text for text in texts if text.isalpha()]
    eastern = EAST_JOINED in tokens.gaps[first + 1 : last + 1]
    pinyin = len(words) > 1 and all(map(_PINYIN.fullmatch, words))
    left, right = tokens.before(first), tokens.behind(last, pinyin=pinyin)
    if all(map(is_trade, words)):
        return None
    if Beside.WORD in (left, right) or right == Beside.NUMBER or tokens.ends_as_voyage(last):
        return None
    if _is_in_other_name(tokens, first, last):
        return None
    clean = left in _CLEAN and right in _CLEAN_BEHIND and (left not in _WORDS or field == LINE)
    beside = (left == Beside.NAME) + (right == Beside.NAME)
    said = right == Beside.BEHIND or tokens.says_ship(first)
    if eastern and (left == Beside.SHIP or right == Beside.BEHIND):
        return AMID + SINGLE
    said = said or (clean and tokens.says_people(first, of=True))
    if field not in {SHIP_CELL, LINE} and not (
        said or (clean and tokens.says_people(first, of=False))
    ):
        return None
    if _bits(texts) >= DISTINCT_BITS and not (eastern and len(words) < 3):
        return None if pinyin and beside else AMID + NAME_BESIDE * beside
    if beside:
        return None
    if len(words) == len(texts) == 1 and not is_common(words[0]):
        placed = left == Beside.PORT or (
            left == Beside.PLACE and not tokens.is_carried(first, last)
        )
        return None if placed else AMID + SINGLE
    borne = len(texts) == 1 and fleet_words()[words[0]] > FEW
    longer = borne and (left in _WORDS or right == Beside.TEXT)
    if clean and (said or (field == SHIP_CELL and not eastern and not longer)):
        return AMID + SINGLE
    if eastern or left == Beside.PORT:
        return None
    several = len(texts) > 1 and all(len(word) > 1 for word in words)
    if several and {left, right} <= _CLEAN_BEHIND | {Beside.LANGUAGE}:
        return AMID + SINGLE
    if field == SHIP_CELL and len(tokens) < RUNNING:
        return None
    ship_like = several or told_by_language(words[0]) > SHIP_LIKE
    if left == Beside.PLACE and not ship_like:
        return None
    if longer or (borne and not clean):
        return None
    carried = tokens.is_carried(first, last, reach=FAR if ship_like else NEAR)
    return AMID + SINGLE if carried and (clean or ship_like) else None


def _is_in_other_name(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a longer run of the words around a window is the name of a known ship."""
    before, after = first, last
    while before and tokens.joins(before) and last - before < LONGEST:
        before -= 1
    while after + 1 < len(tokens) and tokens.joins(after + 1) and after - first < LONGEST:
        after += 1
    return any(
        _names_another(tokens.texts[begin : end + 1], tokens.texts[first : last + 1])
        for begin in range(before, first + 1)
        for end in range(last, min(after, begin + LONGEST - 1) + 1)
    )


def _names_another(longer: Sequence[str], shorter: Sequence[str]) -> bool:
    """Whether words are a known ship's name, and not only the kind of ship beside a shorter one."""
    more = set(longer) - set(shorter)
    return not all(line_roles().get(word) in _KINDS for word in more) and names_ship(longer)


def _bits(texts: Sequence[str]) -> float:
    """Return how much a name of several words tells; a single word tells nothing here."""
    if len(texts) < 2 or not any(len(text) > 1 and text.isalpha() for text in texts):
        return 0.0
    return sum(map(_bits_of, texts))


@cache
def _bits_of(token: str) -> float:
    if token in ROMAN or token in NUMBER_SIGNS:
        return LETTER_BITS
    if not token.isalpha():
        return NUMBER_BITS if len(token) > 2 else LETTER_BITS
    if len(token) == 1:
        return LETTER_BITS
    return min(ship_bits(token), LANGUAGE_BITS) if is_common(token) else ship_bits(token)
