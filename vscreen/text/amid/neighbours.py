"""What may stand beside a ship's name in a cell or a line, each told by its shape or its word.

A name ends where the text ends, at a mark, at a voyage's code or a date, and at a word that ships
are not called by. Any other word beside it may be part of a longer name: ``ANGARA`` in ``ANGARA
PRIDE`` is no ship's name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from vscreen.text.amid.words import (
    SHORT,
    SIGNS,
    Beside,
    beside_in_cell,
    beside_word,
    cell_roles,
    is_borne,
    is_foreign,
    is_unknown,
    line_roles,
    naming_words,
    of_words,
    people_words,
)
from vscreen.text.lexicon import MONTHS, language_words
from vscreen.text.ships.names import fleet_words
from vscreen.text.tokens import NUMBER_SIGNS, NUMBER_WORDS, ROMAN

FOREIGN: Final = 3
"""Foreign and unknown words from which a line is in another language than English."""
NAME_DIGITS: Final = 3
"""The most digits of a number that is part of a name, unless its words say otherwise."""
UNITS: Final = frozenset(
    ("MT", "MTS", "KT", "KTS", "TON", "TONS", "TONNES", "KGS", "KG", "BBLS", "DWT", "GT", "CBM",
     "CUM", "TEU", "M", "T", "HRS", "DAYS", "HOURS", "PCS", "UNITS", "BAGS", "PCT", "PKGS",
     "PACKAGES", "CTNS", "CARTONS", "DRUMS", "PALLETS", "COILS", "CONTAINERS", "VLSFO", "LSMGO",
     "HSFO", "IFO", "MGO", "NAPHTHA", "GASOIL", "CRUDE", "CPP", "DPP", "FUEL")
)  # fmt: skip
"""Words behind a number of a thing, which is no part of the name before it."""
_NAMING: Final = frozenset(" :\"'`.-=<>")
_VOWEL: Final = re.compile("[AEIOUY]")
_LETTERS: Final = frozenset("AEOUY")
"""Words of one letter in Romance languages: ``A GENOVA``."""
_ROLE_OF: Final = {sign: role for role, sign in SIGNS.items()}
_SIGN: Final = re.compile(f"[{''.join(_ROLE_OF)}]")
_JOINED: Final = re.compile(r"[^\S\n]+|[-'`.&]|\s&\s|\.\s|\s?['`]|['`]\s")
_NUMBER_MARK: Final = re.compile(r"\s?[-#]\s?|\s?\.\s?")
_OF_LANGUAGE: Final = frozenset({Beside.NAME, Beside.LANGUAGE, Beside.TEXT, Beside.DEED})


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
        if first > 1 and word in of_words() and self._word(first - 2) == Beside.PORT:
            return Beside.PORT
        told = {Beside.CARRIAGE, Beside.SHIP, Beside.DEED, Beside.TEXT}
        phrase = first > 1 and beside_word(self.texts[first - 2]) in told
        short = self.cell and len(word) <= SHORT and word not in cell_roles()
        if short and not phrase and is_borne(word, behind=False):
            return beside_word(word) if beside_word(word) == Beside.SHIP else Beside.NAME
        return self._word(first - 1)

    def _word(self, at: int, *, behind: bool = False) -> Beside:
        if self.cell:
            return beside_in_cell(self.texts[at], behind=behind)
        word, beside = self.texts[at], beside_word(self.texts[at], behind=behind)
        if not self._is_foreign or beside not in _OF_LANGUAGE:
            return beside
        return Beside.LANGUAGE if is_unknown(word) else Beside.NAME

    @cached_property
    def _is_foreign(self) -> bool:
        """Whether most words are of another language than English: then English ones are a name."""
        unknown, foreign = sum(map(is_unknown, self.texts)), sum(map(is_foreign, self.texts))
        english = sum(text in language_words() for text in self.texts)
        return foreign > 0 and foreign + unknown >= max(FOREIGN, english + 1)

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
            dated = self.is_number(at + 1) and after in {"/", "-", ".", ":"}
            if dated or (after.isspace() and self.texts[at + 1] in {*UNITS, *MONTHS}):
                return Beside.CODE
        return Beside.NUMBER

    def _word_behind(self, at: int, pinyin: bool) -> Beside:
        word, behind = self.texts[at], at + 1
        number = self.is_number(behind)
        if number and not self.gaps[behind]:
            return Beside.CODE  # KL0234
        if len(word) == 1 and behind < len(self) and self.gaps[behind] == "/":
            return Beside.TRADE  # C/O, A/C
        goes_on = behind < len(self) and self.joins(behind)
        if len(word) == 1 and not self.cell and goes_on:
            to_port = not number and beside_word(self.texts[behind]) == Beside.PORT
            if word in _LETTERS or to_port:
                return Beside.TRADE  # A GENOVA, V PORT TEMRYUK
        if word in NUMBER_SIGNS and number:
            return self._number_behind(behind, pinyin=pinyin)
        if word in "VNSEW" and self.gaps[at] == " " and number:
            return Beside.CODE
        if number and len(word) <= SHORT and self.gaps[behind] in {"-", ".", "/", "#"}:
            return Beside.CODE
        if word in ROMAN or (word in NUMBER_WORDS and not goes_on):
            return Beside.NUMBER
        if number and not pinyin and self._is_label(at):
            return Beside.CODE
        if goes_on and self.texts[behind] in NUMBER_SIGNS and self.is_number(behind + 1):
            return beside_word(word) if fleet_words()[word] else Beside.CODE  # RESA NR 3
        if self.cell and len(word) > 1 and not _VOWEL.search(word) and not fleet_words()[word]:
            return Beside.CODE  # PPT
        if word == "OF" or (self.cell and word in of_words()):
            return Beside.NAME
        return self._word(at, behind=True)

    def _is_label(self, at: int) -> bool:
        """Whether a word says what the number behind it is: ``RTN 12``, ``ESCALA 2300145``."""
        word, number = self.texts[at], self.texts[at + 1]
        if len(word) < 2 or fleet_words()[word] or not self.gaps[at + 1].isspace():
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
            if not (named or (at and self.texts[at - 1] in naming_words())):
                return False
        return False

    def says_people(self, first: int, *, of: bool) -> bool:
        """Whether ``MASTER`` or its like stands before, with ``OF`` if that is asked for."""
        at = first
        while at and self.texts[at - 1] in of_words() and self.joins(at):
            at -= 1
        near = self.joins(at) or self.gaps[at].strip() in {",", ":"}
        people = at > 0 and near and self.texts[at - 1] in people_words()
        return people and (at < first or not of)

    def is_carried(self, first: int, last: int, *, reach: int = 4) -> bool:
        """Whether words near by say that something is carried on a ship."""
        near = [*range(max(first - reach, 0), first)]
        near += range(last + 1, min(last + 1 + reach, len(self)))
        telling = {Beside.SHIP, Beside.CARRIAGE, Beside.BEHIND}
        return any(line_roles().get(self.texts[at]) in telling for at in near) or any(
            _ROLE_OF[sign] in telling
            for at in {*near, first, last + 1}
            for sign in _SIGN.findall(self.gaps[at])
        )
