"""Ships' names in running text: ``SHIPPED ON BOARD M/V LADY R VOY 12, ETA ROTTERDAM``.

What is no name is cut out of the text: marks, voyages, dates, long numbers. In each piece left, any
run of up to six words may be a ship's name, at a price for what stands beside it: nothing at the
piece's ends and beside words of the trade (``freight_words.csv``), something beside any other word.
Runs with other words on both sides are no names, and a common name must be said to be a ship's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from vscreen.text.amid.words import Beside as Neighbour
from vscreen.text.amid.words import beside_word, names_ship, of_words
from vscreen.text.form import Form
from vscreen.text.lexicon import language_words, line_words
from vscreen.text.scripts import script_of, to_latin
from vscreen.text.ships.names import ship_bits, trade_words
from vscreen.text.tokens import NUMBER_SIGNS, NUMBER_WORDS, split_numbers, tokens_of

BESIDE: Final = 0.15  # of the score, as all below
"""Charged for a word beside the name that is no word of the trade."""
PLACE: Final = 0.2
"""Charged if the word before says that a place follows: ``FROM SEVASTOPOL``."""
INSIDE: Final = 0.03
"""Charged for a word of the trade within the name."""
COMMON: Final = 0.2
"""Charged for a common name that nothing says to be a ship's: ``MARIA``, ``HOPE``."""
COMMON_BITS: Final = 13.0
LONGER_BITS: Final = 20.0
"""How rare a name's words must be in a ship's cell beside a word that may belong to the name."""
SHORTEST: Final = 3
"""Letters and numbers of the shortest name that is looked for."""
LONGEST: Final = 6
"""Words of the longest name that is looked for."""
MANY: Final = 4
"""Words of three letters or more from which a ship's cell may be running text."""

_CUT: Final = re.compile(
    r"\bIMO\W*(?:N[OR]\b\W*)?\d{6,8}\b"
    r"|\bVOY(?:AGE)?\b[\s.:/]*(?:N[OR]\b[\s.:]*)?(?:[A-Z]{0,2}\d+[A-Z]{0,2}\b)?"
    r"|\bV[.\s]*\d+[A-Z]?\b|\b\d+[NSEW]\b|\b\d{1,4}[-./]\d{1,2}(?:[-./]\d{1,4})?\b|\d{5,}"
    r"|[,;:()\[\]{}<>|\"\n]|\s[-–/]+\s|\s/|/\s"
)
_WORD: Final = re.compile(r"[A-Z0-9](?:[A-Z0-9'`.&/-]*[A-Z0-9])?")


_NUMBER: Final = re.compile(rf"{'|'.join(sorted([*NUMBER_SIGNS, *NUMBER_WORDS]))}|(?:N[OR])?\W*\d+")


@dataclass(frozen=True)
class _Word:
    """A word of a text, with its role: ``ship``, ``place``, ``freight``, ``end`` or none."""

    text: str
    role: str

    @classmethod
    def of(cls, text: str) -> _Word:
        return cls(text, line_words().get(re.sub(r"\W", "", text), ""))

    @property
    def is_number(self) -> bool:
        """Whether it is a number, or says that one follows."""
        return bool(_NUMBER.fullmatch(self.text))


_PLACES: Final = frozenset({"place", "port"})
_END: Final = _Word("", "end")


@dataclass(frozen=True)
class Beside:
    """What it costs that a name stands amid other words: shares of the score.

    Attributes
    ----------
    amid
        Charged for any name.
    word
        Charged for a word on either side that is none of the trade.
    both
        Whether a run with such words on both sides may be a name. If so, a number behind a name is
        part of it.
    least_bits
        How rare the words of a name must be that has such a word beside it.
    single
        Charged for a single word that is not said to be a ship's name.
    """

    amid: float = 0.0
    word: float = BESIDE
    both: bool = False
    least_bits: float = 0.0
    single: float = 0.0


LINE: Final = Beside()
"""In a line of free text."""


def free_text_forms(text: str) -> tuple[Form, ...]:
    """Return the forms of what may be ships' names in a text, each once, the cheapest way.

    Examples
    --------
    >>> [form.text for form in free_text_forms("SHIPPED ON BOARD M/V LADY R VOY 12, UREA")]
    ['LADY R']
    """
    script = script_of(text)
    forms: dict[tuple[tuple[str, ...], tuple[int, ...]], Form] = {}
    for ascii_text in to_latin(text):
        for name, around in _names(ascii_text):
            words, numbers = split_numbers(tokens_of(name))
            known = forms.get((words, numbers))
            long = len("".join(words)) + len(numbers) >= SHORTEST
            if words and long and (known is None or around < known.around):
                forms[words, numbers] = Form(
                    words, numbers, script=script, around=around, amid=True
                )
    return tuple(forms.values())


def _names(ascii_text: str) -> Iterator[tuple[str, float]]:
    """Yield the texts that may be names, each with its price."""
    for piece in _CUT.split(ascii_text):
        yield from names_between(piece, LINE)


def names_between(piece: str, beside: Beside) -> Iterator[tuple[str, float]]:
    """Yield the runs of words of a piece of text that may be names, each with its price.

    Examples
    --------
    >>> [name for name, _ in names_between("PER VESSEL GREY HULL", LINE)]
    ['GREY HULL']
    """
    words = [_END, *_words_of(piece), _END]
    for first in range(1, len(words) - 1):
        for last in range(first, min(first + LONGEST, len(words) - 1)):
            left, right = words[first - 1], words[last + 1]
            if first < last or _may_be_alone(left, words[first], right):
                names = _name(left, words[first : last + 1], right, beside)
                whole = bool(left.role and right.role)
                yield from (name for name in names if whole or not _goes_on(words, first, last))


def _words_of(piece: str) -> list[_Word]:
    """Return the words of a text; ``DE`` behind ``PUERTO`` says that a place follows, too."""
    words = [*map(_Word.of, _WORD.findall(piece))]
    for at in range(1, len(words)):
        if words[at - 1].role == "port" and words[at].text in of_words():
            words[at] = _Word(words[at].text, "port")
    return words


def _goes_on(words: Sequence[_Word], first: int, last: int) -> bool:
    """Whether a longer run of words is the name of a known ship."""
    texts = [word.text for word in words]
    begin = first if words[first - 1].role else max(1, last - LONGEST + 1)
    end = last if words[last + 1].role else min(len(words) - 2, first + LONGEST - 1)
    return any(
        names_ship(texts[start : stop + 1])
        for start in range(begin, first + 1)
        for stop in range(last, end + 1)
        if (start, stop) != (first, last)
    )


def names_begun(piece: str, beside: Beside, *, sure: bool) -> Iterator[tuple[str, float]]:
    """Yield the first words of a piece of text that may be a name, each with its price.

    Parameters
    ----------
    piece, beside
        As for `names_between`.
    sure
        Whether what stands before says that a ship's name follows: then a common name costs nothing
        more if a word of the trade follows, or nothing.

    Examples
    --------
    >>> [name for name, _ in names_begun("GREY HULL LOADED", LINE, sure=True)]
    ['GREY HULL', 'GREY HULL LOADED']
    """
    words = [*map(_Word.of, _WORD.findall(piece)), _END]
    for count in range(1, min(LONGEST, len(words) - 1) + 1):
        right = words[count]
        left = _Word("", "ship") if sure and right.role else _END
        prices = replace(beside, least_bits=COMMON_BITS) if sure else beside
        yield from _name(left, words[:count], right, prices)


def _name(
    left: _Word, words: Sequence[_Word], right: _Word, prices: Beside
) -> Iterator[tuple[str, float]]:
    inside = [word.role for word in words]
    others = (not left.role) + (not right.role)
    if "" not in inside or {"ship", *_PLACES} & {*inside} or (others > 1 and not prices.both):
        return
    texts = [word.text for word in words]
    telling = [word.text for word in words if not word.role and word.text.isalpha()]
    if prices.both and (right.is_number or not is_long(telling)):
        return
    if others and _bits(telling) < _least_bits(left, right, prices):
        return
    price = prices.amid + prices.word * others + PLACE * (left.role in _PLACES)
    if left.role != "ship":
        price += COMMON * is_common(telling if prices.both else texts) + prices.single * (
            len(telling) < 2
        )
    yield " ".join(texts), price + INSIDE * (len(words) - inside.count(""))


def _least_bits(left: _Word, right: _Word, prices: Beside) -> float:
    """Return how rare the words of a name must be that has such words beside it."""
    longer = prices.least_bits > COMMON_BITS and _may_be_longer(left, right)
    return max(prices.least_bits, LONGER_BITS * longer)


def _may_be_alone(left: _Word, word: _Word, right: _Word) -> bool:
    """Whether a single word is no part of a longer name with the words beside it."""
    alone = bool(left.role and right.role)
    return alone or not (_may_be_longer(left, right) or is_common([word.text]))


def _may_be_longer(left: _Word, right: _Word) -> bool:
    """Whether a word on either side may be part of a longer name."""
    return any(
        beside_word(word.text, behind=word is right) == Neighbour.NAME
        for word in (left, right)
        if not word.role
    )


def is_common(words: Sequence[str]) -> bool:
    """Whether a name is likely to stand in a text without meaning a ship.

    Examples
    --------
    >>> is_common(["MARIA"]), is_common(["LADY", "R"])
    (True, False)
    """
    return _bits(words) < COMMON_BITS or (len(words) == 1 and words[0] in language_words())


def _bits(words: Sequence[str]) -> float:
    return sum(map(ship_bits, words))


def is_long(words: Sequence[str]) -> bool:
    """Whether a name has a word of three letters or more, so that it may be looked for in a text.

    Examples
    --------
    >>> is_long(["LADY", "R"]), is_long(["S", "A"])
    (True, False)
    """
    return any(len(word) >= SHORTEST for word in words)


def is_running(tokens: Sequence[str]) -> bool:
    """Whether a text has more words than a ship's name.

    Examples
    --------
    >>> is_running("TO BE FIXED ON THE GREY HULL".split()), is_running("GREY HULL 2".split())
    (True, False)
    """
    return sum(token.isalpha() and len(token) >= SHORTEST for token in tokens) >= MANY


def holds_trade(tokens: Iterable[str]) -> bool:
    """Whether one of some words is one of the trade that ships are not called by.

    Examples
    --------
    >>> holds_trade(["ANGARA", "LOADING"]), holds_trade(["MARAN", "GAS", "ACHILLES"])
    (True, False)
    """
    return not trade_words().isdisjoint(tokens)
