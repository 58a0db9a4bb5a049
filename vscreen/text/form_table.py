"""The forms of many texts as arrays: what `vscreen.text.form` makes of each, a place each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from vscreen.columnar.strings import (
    Bools,
    Codes,
    Hashes,
    Packed,
    Sequences,
    Words,
    join,
    mix,
    shifted,
    signatures,
)
from vscreen.text import phonetics_bulk as bulksounds
from vscreen.text.form import LIGHT_LETTER, Form
from vscreen.text.lexicon import SHORT_WORD, SHORT_WORD_WEIGHT, ship_bits, word_weight
from vscreen.text.phonetics import Heard
from vscreen.text.scripts import Script
from vscreen.text.tokens import number_of
from vscreen.text.vocabulary import Vocabulary

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
        The distinct words and their hashes; those of the vocabulary come first.
    """

    def __init__(
        self, count: Codes, code: Codes, distinct: Packed, hashes: Hashes, vocabulary: Vocabulary
    ) -> None:
        super().__init__(count, code)
        self.distinct, self.hash = distinct, hashes
        self._vocabulary = vocabulary

    @cached_property
    def weight(self) -> Scores:
        """How much each distinct word says in a party's name: `weights.word_weight`."""
        return self._known(self._vocabulary.weight, word_weight(UNSEEN))

    @cached_property
    def bits(self) -> Scores:
        """How rare each distinct word is in ships' names: `weights.ship_bits`."""
        return self._known(self._vocabulary.ship_bits, ship_bits(UNSEEN))

    @cached_property
    def is_short_and_rare(self) -> Bools:
        """Whether another letter would make each distinct word another word."""
        short: Bools = self.distinct.length <= SHORT_WORD
        return short & (self.weight >= SHORT_WORD_WEIGHT)

    @cached_property
    def is_ship_word(self) -> Bools:
        """Whether each distinct word stands in a known ship's name: `weights.is_ship_word`."""
        return self._known(self._vocabulary.is_ship_word, otherwise=False)

    @cached_property
    def code_hash(self) -> Hashes:
        """A hash of `sounds.word_code` of each distinct word."""
        known = self._vocabulary.code_hash
        others = self.distinct.take(np.arange(len(known), len(self.distinct)))
        return np.concatenate([known, bulksounds.word_codes(others).hashes()])

    @cached_property
    def bare(self) -> Packed:
        """`text.skeleton` of each distinct word."""
        return bulksounds.skeletons(self.distinct)

    @cached_property
    def bare_hash(self) -> Hashes:
        """A hash of `bare`."""
        return self.bare.hashes()

    @cached_property
    def initial(self) -> Codes:
        """The first letter of each distinct word."""
        return self.distinct.data[self.distinct.start].astype(np.int64)

    @cached_property
    def traits(self) -> Hashes:
        """What tells at once that most words can't stand for each other, of each distinct word.

        Bits 0-25: the letters it holds, of which an edit changes at most two. `LONG_WORD`: whether
        they are 8 or more. Above: a hash of its code.
        """
        letters = signatures(self.distinct) & LETTERS
        long = np.where(self.distinct.length > 7, LONG_WORD, np.uint64(0))
        return letters | long | (self.code_hash & CODE)

    def are_ship_names(self, hashes: Hashes) -> Bools:
        """Whether words in their order, by their hash, are a known ship's name."""
        names = self._vocabulary.ship_names
        place = np.minimum(np.searchsorted(names, hashes), len(names) - 1)
        known: Bools = names[place] == hashes
        return known

    def _known(self, values: npt.NDArray[Any], otherwise: float) -> npt.NDArray[Any]:
        every = np.full(len(self.distinct), otherwise, values.dtype)
        every[: len(values)] = values
        return every

    @cached_property
    def rank(self) -> Codes:
        """The place of each distinct word in the alphabet."""
        return alphabetical(self.distinct)


class FormTable:
    """The forms of many texts as arrays, a place each.

    Parameters
    ----------
    text, price, script, around, amid
        Of each form: place of its text, edits charged, place in `SCRIPTS`, share of the score
        charged for what stands around it, whether it was found amid running text.
    words, whole
        Its words, and a party's letters with those of its legal form.
    numbers
        Its numbers: places in ``words.distinct``.
    legal
        Its legal class: place in ``classes``.

    Attributes
    ----------
    listed
        Whether these are names of a list, not a manifest's texts.
    """

    def __init__(
        self,
        text: Codes,
        price: Scores,
        script: Codes,
        words: WordTable,
        whole: Packed,
        numbers: Sequences,
        legal: Codes,
        classes: list[str],
        around: Scores | None = None,
        amid: Bools | None = None,
    ) -> None:
        self.text, self.price, self.script = text, price, script
        self.words, self.whole = words, whole
        self.numbers, self.legal = numbers, (legal, classes)
        self.around = np.zeros(len(text)) if around is None else around
        self.amid = np.zeros(len(text), np.bool_) if amid is None else amid
        self._keys: dict[str, Packed | Made] = {}
        self.listed = False

    def __len__(self) -> int:
        return len(self.text)

    def key(self, view: str) -> Packed | Made:
        """Return the strings that a view compares: what `Form` calls so."""
        if view not in self._keys:
            self._keys[view] = self._made(view)
        return self._keys[view]

    def packed(self, view: str) -> Packed:
        """Return the strings of a view that are made for all forms at once."""
        found = self.key(view)
        if not isinstance(found, Packed):
            raise TypeError(f"the view {view} is made one by one")
        return found

    def _made(self, view: str) -> Packed | Made:
        heard, _, letters = view.partition(".")
        source = self.whole if heard == "heard_whole" else self.tight
        if letters and not self.listed:  # a party's text in Latin is not compared by its sound
            source = Packed(source.data, source.start, np.where(self.latin, 0, source.length))
        if letters == "classes":
            return bulksounds.sound_classes(source)
        if letters == "syllabic":
            return bulksounds.syllabic(source)
        if letters:
            return Made(source, lambda said: str(getattr(Heard(said), letters)))
        return getattr(self, view)  # type: ignore[no-any-return]

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
    def skeleton(self) -> Packed:
        """First letter and consonants of each word, no blanks."""
        return join(self.words.bare, self.words.code, self.words.count)

    @cached_property
    def vowels(self) -> Codes:
        """Number of vowels."""
        return self.words.sums(bulksounds.vowels(self.words.distinct)[self.words.code])

    @cached_property
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
        """Letters, those of common words counting less: `likeness.letter_size`."""
        share = LIGHT_LETTER + (1 - LIGHT_LETTER) * self.words.weight
        return self.words.sums((self.words.distinct.length * share)[self.words.code])

    @cached_property
    def number_hash(self) -> Hashes:
        """A hash of the numbers, in any order."""
        return self.numbers.hashes(self.words.hash, ordered=False)

    @cached_property
    def is_ship_name(self) -> Bools:
        """Whether a known ship bears just this name."""
        numbers, words = self.numbers, self.words
        place = np.arange(len(numbers.code)) - np.repeat(numbers.first, numbers.count)
        for form in np.flatnonzero(numbers.count > 1).tolist():
            some = slice(numbers.first[form], numbers.first[form] + numbers.count[form])
            said = words.distinct[numbers.code[some]]
            place[some] = np.argsort(np.argsort([number_of(one) for one in said], kind="stable"))
        after = shifted(words.hash[numbers.code], words.count[numbers.owner()] + place)
        hashes = words.hashes(words.hash, ordered=True) + numbers.sums(mix(after))
        return words.are_ship_names(hashes)

    def forms(self) -> Iterator[Form]:
        """Yield the forms as `vscreen.text.form` has them."""
        words, whole = self.words.distinct[self.words.code], self.whole[:]
        numbers = self.words.distinct[self.numbers.code]
        legal, classes = self.legal
        for place, first in enumerate(self.words.first.tolist()):
            number = self.numbers.first[place]
            yield Form(
                tuple(words[first : first + self.words.count[place]]),
                tuple(sorted(map(int, numbers[number : number + self.numbers.count[place]]))),
                classes[legal[place]], float(self.price[place]), SCRIPTS[self.script[place]],
                whole[place], float(self.around[place]), bool(self.amid[place]),
            )  # fmt: skip


class Made:
    """Strings made of others one by one, for the few that are asked for."""

    def __init__(self, source: Packed, make: Callable[[str], str]) -> None:
        self._source, self._make = source, make

    def __getitem__(self, places: Codes) -> Words:
        some, back = np.unique(places, return_inverse=True)
        made = [self._make(said) for said in self._source[some]]
        return np.array([*made, None], dtype=object)[:-1][back]


def alphabetical(words: Packed) -> Codes:
    """Return the place of each distinct word in the alphabet.

    Examples
    --------
    >>> alphabetical(Packed.of(["SEA", "OCEANOGRAPHY", "OCEANOGRAPHIC", "OCEAN"])).tolist()
    [3, 2, 1, 0]
    """
    begins = words.first_letters().byteswap()
    order = np.argsort(begins, kind="stable")
    same = begins[order[1:]] == begins[order[:-1]]
    shared = np.zeros(len(words), np.bool_)
    shared[1:] |= same
    shared[:-1] |= same
    tied = order[shared]  # they share eight letters: told apart by all of theirs, place by place
    order[shared] = tied[_by_letters(words, tied)]
    rank = np.empty(len(words), np.int64)
    rank[order] = np.arange(len(words))
    return rank


def _by_letters(words: Packed, places: Codes) -> Codes:
    said = words[places].tolist()
    return np.array(sorted(range(len(said)), key=said.__getitem__), np.int64)


def lengths(strings: Words) -> Codes:
    """Return the length of each string."""
    return np.fromiter(map(len, strings), np.int64, len(strings))
