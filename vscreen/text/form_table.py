"""The forms of many texts as arrays, a row each: the bulk twin of `vscreen.text.form`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
    Words,
    alphabetical,
    factorize,
    join,
    mix,
    shifted,
    signatures,
)
from vscreen.text import phonetics_bulk as bulksounds
from vscreen.text.form import LIGHT_LETTER, Form
from vscreen.text.lexicon import (
    SHORT_WORD,
    SHORT_WORD_WEIGHT,
    TWO_EDITS_FROM,
    ship_bits,
    word_weight,
)
from vscreen.text.scripts import Script
from vscreen.text.ships.worth_bulk import unborne_worths
from vscreen.text.sounds.ears import ARTICLES, EAR_CLASSES, PARTICLES, SERVANT, SERVANT_OF
from vscreen.text.tokens import number_of
from vscreen.text.vocabulary import NONE, rare_worths, vocabulary, word_facts

Scores = npt.NDArray[np.float64]

SCRIPTS: Final = tuple(Script)
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
    def with_numbers(
        cls, words: Sequences, numbers: Sequences, distinct: Packed, hashes: Hashes
    ) -> tuple[WordTable, Sequences]:
        """Return words and numbers of forms with only those of the distinct words that occur."""
        occurs = np.zeros(len(distinct), np.bool_)
        occurs[vocabulary().codes([SERVANT_OF])] = True  # `FormTable.spoken` may need it
        occurs[words.code] = occurs[numbers.code] = True
        kept = np.flatnonzero(occurs)
        code = np.cumsum(occurs) - 1
        table = cls(words.count, code[words.code], distinct.take(kept).joined(), hashes[kept])
        return table, Sequences(numbers.count, code[numbers.code])

    @cached_property
    def weight(self) -> Scores:
        """How much each distinct word tells in a party's name: `lexicon.word_weight`."""
        return self._with_known(word_facts().weight, word_weight(UNSEEN))

    @cached_property
    def worth(self) -> Codes:
        """What each distinct word is worth in a party's name: `lexicon.word_worth`."""
        return self._with_known(word_facts().worth, rare_worths(self._others().length))

    @cached_property
    def is_known(self) -> Bools:
        """Whether others bear each distinct word: `lexicon.is_known_word`."""
        known: Bools = self.worth < rare_worths(self.distinct.length)
        return known

    @cached_property
    def bits(self) -> Scores:
        """How rare each distinct word is in ships' names: `lexicon.ship_bits`."""
        return self._with_known(word_facts().ship_bits, ship_bits(UNSEEN))

    @cached_property
    def is_short_and_rare(self) -> Bools:
        """Whether another letter would make each distinct word another word."""
        short: Bools = self.distinct.length <= SHORT_WORD
        return short & (self.weight >= SHORT_WORD_WEIGHT)

    @cached_property
    def is_own(self) -> Bools:
        """Whether each distinct word is no word of trade: those of `Form.own_words`."""
        return self._with_known(word_facts().is_own, True)

    @cached_property
    def is_ship_word(self) -> Bools:
        """Whether each distinct word stands in a known ship's name: `lexicon.is_ship_word`."""
        return self._with_known(word_facts().is_ship_word, False)

    @cached_property
    def ship_worth(self) -> Codes:
        """What each distinct word is worth in a ship's name: `ships.worth.ship_word_worth`."""
        others = unborne_worths(self._others(), self.hash[self._fact == NONE])
        return self._with_known(word_facts().ship_worth, others)

    @cached_property
    def code_hash(self) -> Hashes:
        """A hash of `phonetics.word_code` of each distinct word."""
        others = bulksounds.word_codes(self._others()).hashes()
        return self._with_known(word_facts().code_hash, others)

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
        """`sounds.ears.ear` of each distinct word."""
        return bulksounds.ears(self.distinct)

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
        return np.isin(self.hash, Packed.of(words).hashes())

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

    def _with_known(
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


class FormTable:
    """The forms of many texts as arrays, a row each.

    Parameters
    ----------
    text, price, script, around, amid
        Of each form: position of its text, edits charged, position in `SCRIPTS`, share of the score
        charged for what stands around it, whether it was found amid running text.
    words, whole
        Its words, and a party's letters with those of its legal form.
    numbers
        Its numbers: positions in ``words.distinct``.
    legal
        Its legal class: position in `Vocabulary.classes`.
    """

    STATE: ClassVar[Mapping[str, Any]] = {
        **dict.fromkeys(
            ("text", "price", "script", "legal", "around", "amid", "vowels", "digits", "size",
             "number_hash"), np.ndarray,
        ),
        **dict.fromkeys(("whole", "tight", "sorted", "sound", "skeleton"), Packed),
        **dict.fromkeys(("heard", "heard_whole"), bulksounds.HeardTable),
        "words": WordTable, "numbers": Sequences,
    }  # fmt: skip

    def __init__(
        self,
        text: Codes,
        price: Scores,
        script: Codes,
        words: WordTable,
        whole: Packed,
        numbers: Sequences,
        legal: Codes,
        around: Scores | None = None,
        amid: Bools | None = None,
    ) -> None:
        self.text, self.price, self.script = text, price, script
        self.words, self.whole = words, whole
        self.numbers, self.legal = numbers, legal
        self.around = np.zeros(len(text)) if around is None else around
        self.amid = np.zeros(len(text), np.bool_) if amid is None else amid

    def __len__(self) -> int:
        return len(self.text)

    @cached_property
    def tight(self) -> Packed:
        """All letters, no blanks."""
        return join(self.words.distinct, self.words.code, self.words.count)

    @cached_property
    def sorted(self) -> Packed:
        """All letters, words in alphabetical order."""
        several = np.flatnonzero(self.words.count > 1)
        if not len(several):
            return self.tight
        words = self.words.take(several)
        rank = self.words.rank
        keyed = words.owner() * len(rank) + rank[words.code]
        order = np.argsort(keyed)
        apart = join(self.words.distinct, words.code[order], words.count)
        start, length = self.tight.start.copy(), self.tight.length
        start[several] = apart.start + len(self.tight.data)
        return Packed(np.concatenate([self.tight.data, apart.data]), start, length)

    @cached_property
    def sound(self) -> Packed:
        """`tight` with spellings of one sound made equal."""
        return bulksounds.sound_fold(self.tight)

    @cached_property
    def heard(self) -> bulksounds.HeardTable:
        """How `tight` sounds."""
        return bulksounds.HeardTable(self.tight)

    @cached_property
    def heard_whole(self) -> bulksounds.HeardTable:
        """How `whole` sounds: legal forms are not known in every script."""
        return bulksounds.HeardTable(self.whole)

    @cached_property
    def spoken(self) -> Sequences:
        """The words less the particles, if anything else is there: `ears.spoken_words`."""
        words, owner = self.words, self.words.owner()
        kept = ~words.is_particle[words.code]
        nothing = np.bincount(owner[kept], minlength=len(self)) == 0
        code = words.code.copy()
        servant = np.flatnonzero(words.is_any_of(SERVANT)[code[:-1]])
        servant = servant[words.is_any_of(*ARTICLES)[code[servant + 1]]]
        servant = servant[owner[servant] == owner[servant + 1]]
        code[servant] = np.flatnonzero(words.is_any_of(SERVANT_OF))
        kept |= nothing[owner]
        return Sequences(np.bincount(owner[kept], minlength=len(self)), code[kept])

    @cached_property
    def skeleton(self) -> Packed:
        """First letter and consonants of each word, no blanks."""
        return join(self.words.bare, self.words.code, self.words.count)

    @cached_property
    def vowels(self) -> Codes:
        """Number of vowels."""
        return self.words.sums(bulksounds.vowels(self.words.distinct)[self.words.code])

    @property
    def letters(self) -> Codes:
        """Number of letters of the core."""
        return self.tight.length

    @cached_property
    def digits(self) -> Codes:
        """Number of digits."""
        return self.numbers.sums(self.words.distinct.length[self.numbers.code])

    @property
    def word_count(self) -> Codes:
        """Number of words."""
        return self.words.count

    @cached_property
    def latin(self) -> Bools:
        """Whether the text was written in Latin letters."""
        latin: Bools = self.script == SCRIPTS.index(Script.LATIN)
        return latin

    @cached_property
    def size(self) -> Scores:
        """Letters, those of common words counting less: `form.letter_size`."""
        share = LIGHT_LETTER + (1 - LIGHT_LETTER) * self.words.weight
        return self.words.sums((self.words.distinct.length * share)[self.words.code])

    @cached_property
    def worth(self) -> Codes:
        """What the words of a party's name are worth, each once: `form.Form.worth`."""
        return self.distinct_words.sums(self.words.worth[self.distinct_words.code])

    @cached_property
    def distinct_words(self) -> Sequences:
        """The words of each form, each once."""
        words, owner = self.words, self.words.owner()
        _, first = factorize(mix(mix(owner.astype(np.uint64)) ^ words.hash[words.code]))
        first = np.sort(first)
        return Sequences(np.bincount(owner[first], minlength=len(self)), words.code[first])

    @cached_property
    def own_letters(self) -> Codes:
        """Number of letters of the words that are no words of trade."""
        return self.words.sums((self.words.distinct.length * self.words.is_own)[self.words.code])

    @cached_property
    def number_hash(self) -> Hashes:
        """A hash of the numbers, in any order."""
        return self.numbers.hashes(self.words.hash, ordered=False)

    @cached_property
    def is_ship_name(self) -> Bools:
        """Whether this is a known ship's name."""
        numbers, words = self.numbers, self.words
        rank = np.arange(len(numbers.code)) - np.repeat(numbers.first, numbers.count)
        for form in np.flatnonzero(numbers.count > 1).tolist():
            own = slice(numbers.first[form], numbers.first[form] + numbers.count[form])
            digits = words.distinct[numbers.code[own]]
            rank[own] = np.argsort(np.argsort([number_of(text) for text in digits], kind="stable"))
        after = shifted(words.hash[numbers.code], words.count[numbers.owner()] + rank)
        hashes = words.hashes(words.hash, ordered=True) + numbers.sums(mix(after))
        return words.are_ship_names(hashes)

    @cached_property
    def ship_worth(self) -> Codes:
        """What the words are worth as a ship's name, in sixteenths of a bit."""
        worths: Codes = self.words.sums(self.words.ship_worth[self.words.code])
        return worths

    def forms(self) -> Iterator[Form]:
        """Yield the forms as `vscreen.text.form` has them."""
        words, whole = self.words.distinct[self.words.code], self.whole[:]
        numbers = self.words.distinct[self.numbers.code]
        classes = vocabulary().classes
        for row, first in enumerate(self.words.first.tolist()):
            number = self.numbers.first[row]
            yield Form(
                tuple(words[first : first + self.words.count[row]]),
                tuple(sorted(map(int, numbers[number : number + self.numbers.count[row]]))),
                classes[self.legal[row]], float(self.price[row]), SCRIPTS[self.script[row]],
                whole[row], float(self.around[row]), bool(self.amid[row]),
            )  # fmt: skip


def lengths(strings: Words) -> Codes:
    """Return the length of each string."""
    return np.fromiter(map(len, strings), np.int64, len(strings))
