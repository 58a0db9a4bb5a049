"""The forms of many texts as arrays: what `vscreen.text` makes of each, a place each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt

from vscreen import bulksounds
from vscreen import likeness as plain
from vscreen.packed import (
    Bools,
    Codes,
    Hashes,
    Packed,
    Words,
    ends,
    expand,
    factorize,
    join,
    mix,
    sums_of,
)  # fmt: skip
from vscreen.script import Script
from vscreen.sounds import Heard
from vscreen.text import Form
from vscreen.vocabulary import Vocabulary
from vscreen.weights import ship_bits, word_weight

Scores = npt.NDArray[np.float64]

SCRIPTS: Final = tuple(Script)
UNSEEN: Final = ""
"""No word of any table."""
_PLACE: Final = np.uint64(0x9E3779B97F4A7C15)


class Sequences:
    """Words of many forms, end to end: form ``i`` has those at ``first[i]`` for ``count[i]``."""

    def __init__(self, count: Codes, code: Codes) -> None:
        self.count, self.code = count, code
        self.first: Codes = ends(count) - count

    def owner(self) -> Codes:
        """Return the form of each word."""
        return np.repeat(np.arange(len(self.count)), self.count)

    def take(self, places: Codes) -> Sequences:
        """Return those of some forms."""
        _, member = expand(self.first[places], self.count[places])
        return Sequences(self.count[places], self.code[member])

    def sums(self, values: npt.NDArray) -> npt.NDArray:
        """Return, for each form, the sum of the values of its words."""
        sums = np.zeros(len(values) + 1, values.dtype)
        np.cumsum(values, out=sums[1:])
        found: npt.NDArray = sums[self.first + self.count] - sums[self.first]
        return found

    def hashes(self, hashes: Hashes, *, ordered: bool) -> Hashes:
        """Return a hash of each form's words, in their order or in any."""
        each = hashes[self.code]
        if ordered:
            place = np.arange(len(self.code)) - np.repeat(self.first, self.count)
            each = each + place.astype(np.uint64) * _PLACE
        found: Hashes = self.sums(mix(each))
        return found


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

    def _known(self, values: Scores, otherwise: float) -> Scores:
        every = np.full(len(self.distinct), otherwise)
        every[: len(values)] = values
        return every

    @cached_property
    def rank(self) -> Codes:
        """The place of each distinct word in the alphabet."""
        return alphabetical(self.distinct)


class NumberSets:
    """The numbers of each code, made when asked for."""

    def __init__(self, numbers: Sequences, distinct: Packed) -> None:
        self._numbers, self._distinct = numbers, distinct

    def __len__(self) -> int:
        return len(self._numbers.count)

    def __getitem__(self, code: int) -> tuple[int, ...]:
        first, count = self._numbers.first[code], self._numbers.count[code]
        said = self._distinct[self._numbers.code[first : first + count]]
        return tuple(sorted(map(int, said)))


class FormTable:
    """The forms of many texts as arrays, a place each.

    Parameters
    ----------
    text, price, script
        Of each form: place of its text, edits charged, place in `SCRIPTS`.
    words, whole
        Its words, and a party's letters with those of its legal form.
    numbers
        Its numbers: places in ``words.distinct``.
    legal
        Its legal class: place in ``classes``.
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
    ) -> None:
        self.text, self.price, self.script = text, price, script
        self.words, self.whole = words, whole
        self._numbers, self.legal = numbers, (legal, classes)
        self._keys: dict[str, Packed | Made] = {}

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
        assert isinstance(found, Packed), view
        return found

    def _made(self, view: str) -> Packed | Made:
        heard, _, letters = view.partition(".")
        source = self.whole if heard == "heard_whole" else self.tight
        if letters == "classes":
            return bulksounds.sound_classes(source)
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
        bare = bulksounds.skeletons(self.words.distinct)
        return join(bare, self.words.code, self.words.count)

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
        return self._numbers.sums(self.words.distinct.length[self._numbers.code])

    @property
    def word_count(self) -> Codes:
        """Number of words."""
        return self.words.count

    @cached_property
    def latin(self) -> Bools:
        """Whether the text was written in Latin letters."""
        return self.script == SCRIPTS.index(Script.LATIN)

    @cached_property
    def size(self) -> Scores:
        """Letters, those of common words counting less: `likeness.letter_size`."""
        share = plain.LIGHT_LETTER + (1 - plain.LIGHT_LETTER) * self.words.weight
        return self.words.sums((self.words.distinct.length * share)[self.words.code])

    @cached_property
    def numbers(self) -> tuple[Codes, NumberSets]:
        """Code of each form's numbers, and the numbers of each code."""
        code, first = factorize(self._numbers.hashes(self.words.hash, ordered=False))
        return code, NumberSets(self._numbers.take(first), self.words.distinct)

    def forms(self) -> Iterator[Form]:
        """Yield the forms as `vscreen.text` has them."""
        words, whole = self.words.distinct[self.words.code], self.whole[:]
        codes, sets = self.numbers
        legal, classes = self.legal
        for place, first in enumerate(self.words.first.tolist()):
            yield Form(
                tuple(words[first : first + self.words.count[place]]), sets[codes[place]],
                classes[legal[place]], float(self.price[place]), SCRIPTS[self.script[place]],
                whole[place],
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
    shared = np.append(same, False) | np.insert(same, 0, False)
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


__all__ = ["SCRIPTS", "FormTable", "Scores", "Sequences", "WordTable", "lengths", "sums_of"]
