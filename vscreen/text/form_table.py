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
    factorize,
    join,
    mix,
    once,
    shifted,
)
from vscreen.text import phonetics_bulk as bulksounds
from vscreen.text.companies.lines import SEVERAL_BESIDE
from vscreen.text.form import LIGHT_LETTER, Form
from vscreen.text.scripts import Script
from vscreen.text.sounds.ears import ARTICLES, SERVANT, SERVANT_OF
from vscreen.text.tables.facts import word_facts
from vscreen.text.tables.words import WordTable
from vscreen.text.tokens import number_of
from vscreen.text.vocabulary import vocabulary

Scores = npt.NDArray[np.float64]

SCRIPTS: Final = tuple(Script)


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
    written
        A listed party's words as written: positions in ``words.distinct``.
    """

    STATE: ClassVar[Mapping[str, Any]] = {
        **dict.fromkeys(
            ("text", "price", "script", "legal", "around", "amid", "vowels", "digits", "size",
             "number_hash"), np.ndarray,
        ),
        **dict.fromkeys(("whole", "tight", "sorted", "sound", "skeleton"), Packed),
        **dict.fromkeys(("heard", "heard_whole"), bulksounds.HeardTable),
        "words": WordTable, "numbers": Sequences, "written": Sequences,
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
        written: Sequences | None = None,
    ) -> None:
        self.text, self.price, self.script = text, price, script
        self.words, self.whole = words, whole
        self.numbers, self.legal = numbers, legal
        self.around = np.zeros(len(text)) if around is None else around
        self.amid = np.zeros(len(text), np.bool_) if amid is None else amid
        nothing = np.zeros(len(text), np.int64)
        self.written = Sequences(nothing, nothing[:0]) if written is None else written

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
    def on_paper(self) -> Bools:
        """Whether a word tells a line of a paper or an address: `form.Form.on_paper`."""
        beside, paper = word_facts().is_beside, word_facts().is_paper
        told = self.words.with_known(np.where(paper, SEVERAL_BESIDE, beside).astype(np.int64), 0)
        return self.words.sums(told[self.words.code]) >= SEVERAL_BESIDE

    @cached_property
    def written_letters(self) -> Packed:
        """The letters of the words as written."""
        return join(self.words.distinct, self.written.code, self.written.count)

    @cached_property
    def written_worth(self) -> Codes:
        """What the words as written are worth, each once: `form.Form.written_worth`."""
        owner = self.written.owner()
        width = len(self.words.hash)
        each = once(owner * width + self.written.code)
        owner, word = np.divmod(each, width)
        own = ~self.words.with_known(word_facts().is_language, False)
        worth = np.bincount(owner, (self.words.worth * own)[word], minlength=len(self))
        return worth.astype(np.int64)

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
        written = self.words.distinct[self.written.code]
        classes = vocabulary().classes
        for row, first in enumerate(self.words.first.tolist()):
            number, spelled = self.numbers.first[row], self.written.first[row]
            yield Form(
                tuple(words[first : first + self.words.count[row]]),
                tuple(sorted(map(int, numbers[number : number + self.numbers.count[row]]))),
                classes[self.legal[row]], float(self.price[row]), SCRIPTS[self.script[row]],
                whole[row], float(self.around[row]), bool(self.amid[row]),
                tuple(written[spelled : spelled + self.written.count[row]]),
            )  # fmt: skip


def lengths(strings: Words) -> Codes:
    """Return the length of each string."""
    return np.fromiter(map(len, strings), np.int64, len(strings))
