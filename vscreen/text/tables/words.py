"""The words of many forms as arrays, and what is known of each distinct one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, ClassVar, Final

import numpy as np
import numpy.typing as npt

from vscreen.columnar.strings import (
    Bools,
    Codes,
    Hashes,
    Packed,
    Sequences,
    alphabetical,
    signatures,
)
from vscreen.text import phonetics_bulk as bulksounds
from vscreen.text.lexicon import SHORT_WORD, SHORT_WORD_WEIGHT, TWO_EDITS_FROM, word_weight
from vscreen.text.ships.names import ship_bits
from vscreen.text.ships.worth_bulk import unborne_worths
from vscreen.text.sounds.ears import EAR_CLASSES, PARTICLES, SERVANT_OF
from vscreen.text.tables.facts import rare_worths, word_facts
from vscreen.text.vocabulary import NONE, vocabulary

Scores = npt.NDArray[np.float64]

LETTERS: Final = np.uint64((1 << 26) - 1)
LONG_WORD: Final = np.uint64(1 << 31)
CODE: Final = ~np.uint64((1 << 32) - 1)
UNSEEN: Final = ""
"""No word of any table."""


class WordTable(Sequences):
    """The words of forms, and what is known of each distinct word.

    Attributes
    ----------
    distinct, hash
        The distinct words and their hashes.
    """

    STATE: ClassVar[Mapping[str, Any]] = {
        **Sequences.STATE, "distinct": Packed, "bare": Packed,
        **dict.fromkeys(
            ("hash", "weight", "is_short_and_rare", "code_hash", "bare_hash", "initial", "traits"),
            np.ndarray,
        ),
        **dict.fromkeys(("ear", "ear_code"), Packed),
    }  # fmt: skip

    def __init__(self, count: Codes, code: Codes, distinct: Packed, hashes: Hashes) -> None:
        super().__init__(count, code)
        self.distinct, self.hash = distinct, hashes

    @classmethod
    def with_others(
        cls, parts: Sequence[Sequences], distinct: Packed, hashes: Hashes
    ) -> tuple[WordTable, Sequences, Sequences]:
        """Return words, numbers and words as written, with the distinct words that occur only."""
        occurs = np.zeros(len(distinct), np.bool_)
        occurs[vocabulary().codes([SERVANT_OF])] = True  # `FormTable.spoken` may need it
        for part in parts:
            occurs[part.code] = True
        kept = np.flatnonzero(occurs)
        code = np.cumsum(occurs) - 1
        words, numbers, written = (Sequences(part.count, code[part.code]) for part in parts)
        table = cls(words.count, words.code, distinct.take(kept).joined(), hashes[kept])
        return table, numbers, written

    @cached_property
    def weight(self) -> Scores:
        """How much each distinct word tells in a party's name: `lexicon.word_weight`."""
        return self.with_known(word_facts().weight, word_weight(UNSEEN))

    @cached_property
    def worth(self) -> Codes:
        """What each distinct word is worth in a party's name: `lexicon.word_worth`."""
        return self.with_known(word_facts().worth, rare_worths(self._others().length))

    @cached_property
    def is_known(self) -> Bools:
        """Whether others bear each distinct word: `lexicon.is_known_word`."""
        known: Bools = self.worth < rare_worths(self.distinct.length)
        return known

    @cached_property
    def bits(self) -> Scores:
        """How rare each distinct word is in ships' names: `ships.names.ship_bits`."""
        return self.with_known(word_facts().ship_bits, ship_bits(UNSEEN))

    @cached_property
    def is_short_and_rare(self) -> Bools:
        """Whether another letter would make each distinct word another word."""
        short: Bools = self.distinct.length <= SHORT_WORD
        return short & (self.weight >= SHORT_WORD_WEIGHT)

    @cached_property
    def is_own(self) -> Bools:
        """Whether each distinct word is no word of trade: those of `Form.own_words`."""
        return self.with_known(word_facts().is_own, True)

    @cached_property
    def is_beside(self) -> Bools:
        """Whether each distinct word tells nothing in a line: `standing.whole.tells_nothing`."""
        said: Bools = self.with_known(word_facts().is_beside, False)
        said |= self.worth == 0
        return said

    @cached_property
    def is_ship_word(self) -> Bools:
        """Whether each distinct word stands in a known ship's name: `ships.names.is_ship_word`."""
        return self.with_known(word_facts().is_ship_word, False)

    @cached_property
    def ship_worth(self) -> Codes:
        """What each distinct word is worth in a ship's name: `ships.worth.ship_word_worth`."""
        others = unborne_worths(self._others(), self.hash[self._fact == NONE])
        return self.with_known(word_facts().ship_worth, others)

    @cached_property
    def code_hash(self) -> Hashes:
        """A hash of `phonetics.word_code` of each distinct word."""
        others = bulksounds.sound_codes(self._others()).hashes()
        return self.with_known(word_facts().code_hash, others)

    @cached_property
    def bare(self) -> Packed:
        """`form.skeleton` of each distinct word."""
        return bulksounds.skeletons(self.distinct)

    @cached_property
    def bare_hash(self) -> Hashes:
        """A hash of `bare`."""
        return self.bare.hashes()

    @cached_property
    def ear(self) -> Packed:
        """`sounds.ears.ear` of each distinct word, of a given name as it is usually spelled."""
        own, facts = self.distinct, word_facts().words
        named = self.given_name != NONE
        name = np.where(named, self.given_name, 0)
        start = np.where(named, facts.start[name] + len(own.data), own.start)
        length = np.where(named, facts.length[name], own.length)
        return bulksounds.ears(Packed(np.append(own.data, facts.data), start, length))

    @cached_property
    def given_name(self) -> Codes:
        """The given name that each distinct word spells, `NONE` if it is none."""
        return self.with_known(word_facts().given_name, NONE)

    @cached_property
    def ear_code(self) -> Packed:
        """`sounds.ears.ear_code` of each of them."""
        return bulksounds.folded(self.ear, (), EAR_CLASSES)

    @cached_property
    def is_particle(self) -> Bools:
        """Whether each distinct word is one that a name may be written without."""
        return self.is_any_of(*PARTICLES)

    def is_any_of(self, *words: str) -> Bools:
        """Whether each distinct word is one of some."""
        return np.isin(self.hash, Packed.of(words).hashes(), kind="sort")

    @cached_property
    def initial(self) -> Codes:
        """The first letter of each distinct word."""
        return self.distinct.data[self.distinct.start].astype(np.int64)

    @cached_property
    def traits(self) -> Hashes:
        """What shows at once that most words can't stand for each other, of each distinct word.

        Its letters, of which an edit changes two; whether it is a `LONG_WORD`; a hash of its code.
        """
        letters = signatures(self.distinct) & LETTERS
        long = np.where(self.distinct.length >= TWO_EDITS_FROM, LONG_WORD, np.uint64(0))
        return letters | long | (self.code_hash & CODE)

    def are_ship_names(self, hashes: Hashes) -> Bools:
        """Whether words in their order, by their hash, are a known ship's name."""
        names = word_facts().ship_names
        position = np.minimum(np.searchsorted(names, hashes), len(names) - 1)
        known: Bools = names[position] == hashes
        return known

    def with_known(
        self, values: npt.NDArray[Any], others: npt.NDArray[Any] | float
    ) -> npt.NDArray[Any]:
        """Return a value of each distinct word: that of the tables, or of the `_others`."""
        every = values[self._fact]
        every[self._fact == NONE] = others
        return every

    @cached_property
    def _fact(self) -> Codes:
        return word_facts().find(self.hash)

    def _others(self) -> Packed:
        """Return the distinct words of which the tables say nothing."""
        return self.distinct.take(self._fact == NONE)

    @cached_property
    def rank(self) -> Codes:
        """The position of each distinct word in the alphabet."""
        return alphabetical(self.distinct)
