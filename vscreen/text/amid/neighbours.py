"""What may stand beside a ship's name in a cell or a line, each told by its shape or its word.

A name ends where the text ends, at a mark, at a voyage's code or a date, and at a word that ships
are not called by. Any other word beside it may be part of a longer name: ``ANGARA`` in ``ANGARA
PRIDE`` is no ship's name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from vscreen.text.lexicon import (
    cell_phrases,
    eastern_line_words,
    language_words,
    line_words,
    ship_bits,
    ship_words,
    vessel_prefixes,
)
from vscreen.text.tokens import NUMBER_SIGNS, NUMBER_WORDS, ROMAN


class Beside(StrEnum):
    """What stands beside a name."""

    EDGE = "edge"
    MARK = "mark"
    CODE = "code"
    SHIP = "ship"
    BEHIND = "ship behind"
    CARRIAGE = "carriage"
    PLACE = "place"
    PORT = "port"
    """A word that only a place follows."""
    TRADE = "freight"
    DEED = "deed"
    """A word that ends as verbs, and what is made of them, do: ``SOUTHBOUND``, ``REPLACEMENT``."""
    LANGUAGE = "language"
    NAME = "name"
    """A word that may be part of a longer name."""
    NUMBER = "number"
    """A number that is part of the name."""
    WORD = "word"
    """The rest of a word of which the name is a part."""


SIGNS: Final = {
    Beside.SHIP: "\x01", Beside.BEHIND: "\x02", Beside.CARRIAGE: "\x03", Beside.PLACE: "\x04",
    Beside.TRADE: "\x05", Beside.PORT: "\x06",
}  # fmt: skip
"""What stands in a text for a word of a role, so that it is no part of a name."""
EAST_JOINED: Final = "`"
"""What is put between letters of scripts that set no blanks."""
COMMON_BITS: Final = 13.0
FEW_SHIPS: Final = 5
"""Ships' names up to which a word of the trade is none of a name in a ship's cell."""
SHORT: Final = 3
"""Letters of a word that may be anything."""
NAME_DIGITS: Final = 3
"""The most digits of a number that is part of a name, unless its words say otherwise."""

UNITS: Final = frozenset(
    ("MT", "MTS", "TON", "TONS", "TONNES", "KGS", "KG", "BBLS", "DWT", "GT", "CBM", "CUM", "TEU",
     "M", "HRS", "DAYS", "HOURS", "PCS", "UNITS", "BAGS")
)  # fmt: skip
"""Words behind a number of a thing, which is no part of the name before it."""
_NAMING: Final = frozenset(" :\"'`.-=<>")
_ROLE_OF: Final = {sign: role for role, sign in SIGNS.items()}
_SIGN: Final = re.compile(f"[{''.join(_ROLE_OF)}]")
_JOINED: Final = re.compile(r"[^\S\n]+|[-'`.&]|\s&\s|\.\s|\s?['`]|['`]\s")
_NUMBER_MARK: Final = re.compile(r"\s?[-#]\s?|\s?\.\s?")
_DEED: Final = re.compile(r"\w{3,}(?:ING|ED|BOUND|MENTS?|ADOS?|ADAS?|MENTE|UNG|MIS|NIYE)")
"""Words that end as verbs, and what is made of them, do."""


@cache
def _cell_roles() -> dict[str, Beside]:
    """Return the role of each word that parts names in ships' cells."""
    parting = ("other name", "several", "beside", "behind", "voyage")
    words = [word for role in parting for word in cell_phrases(role) if len(word) > 1]
    return dict.fromkeys(words, Beside.TRADE)


@cache
def _roles() -> dict[str, Beside]:
    """Return the role of each word that ships' cells and lines have beside names."""
    roles = {word: Beside(role) for word, role in line_words().items()}
    roles = _cell_roles() | roles
    for role in ("people", "of"):
        for phrase in cell_phrases(role):
            roles.setdefault(phrase, Beside.TRADE)
    roles |= dict.fromkeys(cell_phrases("ship"), Beside.SHIP)
    roles |= dict.fromkeys(cell_phrases("ship behind"), Beside.BEHIND)
    return roles


@cache
def beside_word(word: str) -> Beside:
    """Return what a word beside a name is.

    Examples
    --------
    >>> [beside_word(word).value for word in ("LOADED", "NAVIRE", "SOUTHBOUND", "GRACE", "ZUQI")]
    ['carriage', 'ship', 'deed', 'name', 'name']
    """
    if len(word) == 1:
        return Beside.NAME
    ships = ship_words().get(word, 0)
    if role := _roles().get(word):
        of_ships = ships > FEW_SHIPS and len(word) >= SHORT and role == Beside.TRADE
        return Beside.NAME if of_ships and word not in _of_phrases() else role
    if ships > 1:
        return Beside.NAME
    if _DEED.fullmatch(word) and (word in language_words() or not word.endswith("ING")):
        return Beside.DEED
    return Beside.LANGUAGE if word in language_words() else Beside.NAME


@cache
def is_name_word(word: str) -> bool:
    """Whether a word, by itself and on either side, makes a longer name of a single one.

    Examples
    --------
    >>> [is_name_word(word) for word in ("PRIDE", "MT", "LOADED", "OF", "RTN")]
    [True, False, False, False, False]
    """
    prefixes = {part for prefix in vessel_prefixes() for part in prefix.split()}
    return len(word) > SHORT and word not in prefixes and beside_word(word) == Beside.NAME


@cache
def beside_in_cell(word: str) -> Beside:
    """Return the same of a word in a ship's cell, where ``SHIPPING`` and ``OF`` are of names.

    Examples
    --------
    >>> [beside_in_cell(word).value for word in ("LOADED", "OF", "OR", "SHIPPING")]
    ['carriage', 'name', 'freight', 'name']
    """
    beside = beside_word(word)
    if beside == Beside.LANGUAGE:
        return Beside.NAME
    weak = beside in {Beside.TRADE, Beside.CARRIAGE, Beside.PLACE} and word not in _cell_roles()
    return Beside.NAME if weak and ship_words().get(word, 0) > FEW_SHIPS else beside


@cache
def _of_words() -> frozenset[str]:
    return frozenset((*cell_phrases("of"), "NAME", "NAMED", "CALLED", "IS", "ADI"))


@cache
def _of_phrases() -> frozenset[str]:
    return frozenset(cell_phrases("of"))


@cache
def _people() -> frozenset[str]:
    return frozenset(cell_phrases("people"))


@cache
def is_trade(word: str) -> bool:
    """Whether a word is one that shipping papers use beside names.

    Examples
    --------
    >>> is_trade("CARGO"), is_trade("CUP")
    (True, False)
    """
    return word in _roles()


@cache
def is_common(word: str) -> bool:
    """Whether a word is one of language, or of the names of many ships.

    Examples
    --------
    >>> [is_common(word) for word in ("CUP", "MARIA", "VESSEL", "BELOMORSKIY")]
    [True, True, True, False]
    """
    return (
        len(word) <= SHORT
        or word in language_words()
        or word in _roles()
        or ship_bits(word) < COMMON_BITS
    )


@dataclass(frozen=True)
class Tokens:
    """The words and numbers of an upper-case ASCII text, and what stands between.

    Attributes
    ----------
    texts
        Words, and numbers without zeros before them.
    gaps
        What stands before each, and behind the last.
    zeros
        Whether each is a number with zeros before it.
    cell
        Whether the text is a ship's cell, where any short word may be of a name.
    """

    texts: Sequence[str]
    gaps: Sequence[str]
    zeros: Sequence[bool]
    cell: bool = False

    @classmethod
    def of(cls, text: str, *, cell: bool = False) -> Tokens:
        """Return the tokens of a text."""
        found = list(re.finditer(r"[A-Z]+|[0-9]+", text))
        ends = [0, *(token.end() for token in found)]
        begins = [*(token.start() for token in found), len(text)]
        return cls(
            [token[0].lstrip("0") or token[0][:0] if token[0].isdigit() else token[0]
             for token in found],
            [text[end:begin] for end, begin in zip(ends, begins, strict=True)],
            [token[0][0] == "0" for token in found], cell,
        )  # fmt: skip

    def __len__(self) -> int:
        return len(self.texts)

    def is_number(self, at: int) -> bool:
        """Whether there is a number."""
        return at < len(self) and not self.texts[at].isalpha()

    def joins(self, at: int) -> bool:
        """Whether a name may go on from one token to the next, ``at``."""
        gap = self.gaps[at]
        return not gap or bool(_JOINED.fullmatch(gap)) or gap == "\n"

    def is_mixed(self, at: int) -> bool:
        """Whether letters and digits stand there without a gap."""
        return (at > 0 and not self.gaps[at]) or (at + 1 < len(self) and not self.gaps[at + 1])

    def ends_as_voyage(self, last: int) -> bool:
        """Whether a last word ``V`` says that a voyage follows."""
        return self.texts[last] == "V" and self.is_number(last + 1)

    def before(self, first: int) -> Beside:
        """Return what stands before the token ``first``."""
        gap = self.gaps[first]
        if sign := _SIGN.findall(gap):
            return _ROLE_OF[sign[-1]]
        if not first:
            return Beside.EDGE
        if not gap:
            return Beside.WORD
        if not _JOINED.fullmatch(gap):
            return Beside.MARK
        if self.is_number(first - 1):
            return self._before_number(first - 1)
        if self.is_mixed(first - 1):
            short = sum(map(len, self.texts[:first])) == 2
            return Beside.NAME if short and first == 2 else Beside.CODE  # 3B DESTINY
        if first > 1 and len(self.texts[first - 1]) == 1 and self.gaps[first - 1] == "/":
            return Beside.TRADE  # B/C, V/L
        word = self.texts[first - 1]
        if first > 1 and word in _of_phrases() and self._word(first - 2) == Beside.PORT:
            return Beside.PORT
        if self.cell and len(word) <= SHORT and word not in _cell_roles():
            return beside_word(word) if beside_word(word) == Beside.SHIP else Beside.NAME
        return self._word(first - 1)

    def _word(self, at: int) -> Beside:
        return beside_in_cell(self.texts[at]) if self.cell else beside_word(self.texts[at])

    def _before_number(self, at: int) -> Beside:
        if self.is_mixed(at) or self.zeros[at] or len(self.texts[at]) > NAME_DIGITS:
            return Beside.CODE
        before = self.before(at)
        return before if before in {Beside.NAME, Beside.NUMBER} else Beside.CODE

    def behind(self, last: int, *, pinyin: bool) -> Beside:
        """Return what stands behind the token ``last``.

        Parameters
        ----------
        last
            The last token of the name.
        pinyin
            Whether the name's words are such short ones as fleets of fishing ships have, whose
            numbers have four digits and more.
        """
        after, gap = last + 1, self.gaps[last + 1]
        if sign := _SIGN.search(gap):
            return _ROLE_OF[sign[0]]
        if after == len(self):
            return Beside.EDGE
        if self.is_number(after):
            return self._number_behind(after, pinyin=pinyin)
        if not gap:
            return Beside.WORD
        if gap == "'" and self.texts[after] != "S":
            return Beside.MARK  # ANGARA'NIN
        return Beside.MARK if not _JOINED.fullmatch(gap) else self._word_behind(after, pinyin)

    def _number_behind(self, at: int, *, pinyin: bool) -> Beside:
        gap, number = self.gaps[at], self.texts[at]
        joined = not gap or _JOINED.fullmatch(gap)
        if not joined and not _NUMBER_MARK.fullmatch(gap):
            return Beside.MARK
        bare = at + 1 == len(self) or self.gaps[at + 1] != ""
        if not bare or self.zeros[at] or (len(number) > NAME_DIGITS and not pinyin):
            return Beside.CODE
        if self.is_number(at - 1):  # the name has its number
            return Beside.CODE
        if at + 1 < len(self) and gap:
            after = self.gaps[at + 1]
            dated = self.is_number(at + 1) and not after.isspace()
            if dated or (after.isspace() and self.texts[at + 1] in UNITS):
                return Beside.CODE
        return Beside.NUMBER

    def _word_behind(self, at: int, pinyin: bool) -> Beside:
        word, behind = self.texts[at], at + 1
        number = self.is_number(behind)
        if number and not self.gaps[behind]:
            return Beside.CODE  # KL0234
        if len(word) == 1 and behind < len(self) and self.gaps[behind] == "/":
            return Beside.TRADE  # C/O, A/C
        if word in NUMBER_SIGNS and number:
            return self._number_behind(behind, pinyin=pinyin)
        if word in "VNSEW" and self.gaps[at] == " " and number:
            return Beside.CODE
        if number and len(word) <= SHORT and self.gaps[behind] in {"-", ".", "/", "#"}:
            return Beside.CODE
        goes_on = behind < len(self) and self.joins(behind)
        if word in ROMAN or (word in NUMBER_WORDS and not goes_on):
            return Beside.NUMBER
        if number and not pinyin and self._is_label(at):
            return Beside.CODE
        if word == "OF" or (self.cell and word in _of_phrases()):
            return Beside.NAME
        return self._word(at)

    def _is_label(self, at: int) -> bool:
        """Whether a word says what the number behind it is: ``RTN 12``, ``ESCALA 2300145``."""
        word, number = self.texts[at], self.texts[at + 1]
        if len(word) < 2 or ship_words().get(word, 0) or not self.gaps[at + 1].isspace():
            return False
        long = len(number) > NAME_DIGITS or self.zeros[at + 1]
        return long or len(word) <= SHORT

    def says_ship(self, first: int) -> bool:
        """Whether what stands before says that a ship is meant: ``VESSEL NAME: X``."""
        for at in (first, first - 1, first - 2):
            if at < 0:
                return False
            beside = self.before(at)
            named = beside == Beside.MARK and set(self.gaps[at]) <= _NAMING
            if beside == Beside.SHIP or (
                named and at and beside_word(self.texts[at - 1]) == Beside.SHIP
            ):
                return True
            if not (named or (at and self.texts[at - 1] in _of_words())):
                return False
        return False

    def says_people(self, first: int, *, of: bool) -> bool:
        """Whether ``MASTER`` or its like stands before, with ``OF`` if that is asked for."""
        at = first
        while at and self.texts[at - 1] in _of_phrases() and self.joins(at):
            at -= 1
        people = at > 0 and self.joins(at) and self.texts[at - 1] in _people()
        return people and (at < first or not of)

    def is_carried(self, first: int, last: int, *, reach: int = 4) -> bool:
        """Whether words near by say that something is carried on a ship."""
        near = [*range(max(first - reach, 0), first)]
        near += range(last + 1, min(last + 1 + reach, len(self)))
        telling = {Beside.SHIP, Beside.CARRIAGE, Beside.BEHIND}
        return any(_roles().get(self.texts[at]) in telling for at in near) or any(
            _ROLE_OF[sign] in telling
            for at in {*near, first, last + 1}
            for sign in _SIGN.findall(self.gaps[at])
        )


@cache
def eastern_roles() -> dict[str, Beside]:
    """Return the role of each word of a script without blanks."""
    return {word: Beside(role) for word, role in eastern_line_words().items()}
