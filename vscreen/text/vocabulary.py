"""The words that the tables of the package know, each with a code: questions become look-ups.

Whatever many texts hold, these words come first among their distinct words and keep their codes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from itertools import chain
from typing import Final

import numpy as np

from vscreen.columnar.strings import Bools, Codes, Hashes, Lookup, Packed, Sequences, mix
from vscreen.text import lexicon as phrases
from vscreen.text import tokens
from vscreen.text.companies import concepts
from vscreen.text.ships import names as fleet
from vscreen.text.ships.listed import reread_words
from vscreen.text.sounds.ears import SERVANT_OF
from vscreen.text.sounds.given_names import SERVANT, titles
from vscreen.text.sounds.persons import BEHIND_TITLE

NONE: Final = -1
SILENT: Final = -2
_PLACE: Final = np.uint64(0x9E3779B97F4A7C15)
_BESIDE: Final = ("IMO", "VOY", "VOYAGE", "EX", "FKA", "FORMERLY", "AKA", "NKA")
_VOYAGE: Final = "V"


def _prefix_words() -> list[str]:
    """Return the words with which a prefix may begin: its first word or a beginning of that."""
    words = [prefix.split()[0] for prefix in phrases.vessel_prefixes()]
    return list(dict.fromkeys(word[:size] for word in words for size in range(1, len(word) + 1)))


def _long_words(marker: str) -> tuple[str, ...]:
    """Return a marker's words of two letters or more, which dots don't join to others."""
    return tuple(word for word in marker.split() if len(word) > 1 and word.isalpha())


class Vocabulary:
    """The words of the package's tables.

    Attributes
    ----------
    words
        Each word or number once.
    """

    def __init__(self) -> None:
        numerals = {**tokens.ROMAN, **tokens.NUMBER_WORDS}
        every = [
            *(str(value) for value in numerals.values()), *numerals, *sorted(tokens.NUMBER_SIGNS),
            *filter(None, concepts.word_concepts().values()),
            *(word for phrase in concepts.phrase_concepts() for word in phrase),
            *(word for phrase in concepts.phrase_concepts().values() for word in phrase),
            *(word for phrase in phrases.legal_forms() for word in phrase),
            *(word for marker in phrases.markers() for word in marker.replace("/", " ").split()),
            *_prefix_words(), *reread_words(), *_BESIDE, _VOYAGE, *phrases.parting_words(),
            *sorted(fleet.trade_words()), *phrases.MONTHS, *"NSEW", SERVANT_OF,
            *sorted(titles()), *SERVANT, BEHIND_TITLE, *sorted(concepts.concept_words()),
        ]  # fmt: skip
        self._code = {word: code for code, word in enumerate(dict.fromkeys(every))}
        self.words = Packed.of(list(self._code))
        self.hashes = self.words.hashes()
        self.find = Lookup(self.hashes).find

    def __len__(self) -> int:
        return len(self._code)

    def codes(self, words: Iterable[str]) -> list[int]:
        """Return the code of each of some known words."""
        return [self._code[word] for word in words]

    def lut(self, values: dict[str, str] | dict[str, int]) -> Codes:
        """Return, for each word, the code of the word that stands for it; `NONE` if none does."""
        table = np.full(len(self), NONE, np.int64)
        table[self.codes(values)] = self.codes(map(str, values.values()))
        return table

    def flags(self, words: Iterable[str]) -> Bools:
        """Return whether each word is one of ``words``."""
        flags = np.zeros(len(self), np.bool_)
        flags[self.codes(words)] = True
        return flags

    @cached_property
    def roman(self) -> Codes:
        """The number that a Roman numeral is."""
        return self.lut(tokens.ROMAN)

    @cached_property
    def number_word(self) -> Codes:
        """The number that a word is."""
        return self.lut(tokens.NUMBER_WORDS)

    @cached_property
    def sign(self) -> Bools:
        """Whether a word only says that a number follows."""
        return self.flags(tokens.NUMBER_SIGNS)

    @cached_property
    def _concept(self) -> tuple[Lookup, Codes]:
        words, said = zip(*concepts.word_concepts().items(), strict=True)
        codes = [self._code[concept] if concept else SILENT for concept in said]
        return Lookup(Packed.of(words).hashes()), np.array([*codes, NONE], np.int64)

    def concept_of(self, hashes: Hashes) -> Codes:
        """Return the concept of each word by its hash: `SILENT` if it says nothing."""
        known, codes = self._concept
        return codes[known.find(hashes)]

    @cached_property
    def concepts(self) -> Phrases:
        """Phrases of concepts that others stand for."""
        return Phrases(self, list(concepts.phrase_concepts()))

    @cached_property
    def stands_for(self) -> Sequences:
        """The words that stand for each of `concepts`."""
        every = concepts.phrase_concepts().values()
        count = np.array([len(words) for words in every], np.int64)
        return Sequences(count, np.array(self.codes(chain.from_iterable(every)), np.int64))

    @cached_property
    def is_title(self) -> Bools:
        """Whether a word is a title before a person's name."""
        return self.flags(titles())

    @cached_property
    def is_behind_title(self) -> Bools:
        """Whether a word is one where another stands before it."""
        return self.flags([BEHIND_TITLE])

    @cached_property
    def is_concept(self) -> Bools:
        """Whether concepts are written with a word."""
        return self.flags(concepts.concept_words())

    @cached_property
    def is_servant(self) -> Bools:
        """Whether a word makes one name with what follows."""
        return self.flags(SERVANT)

    @cached_property
    def prefix(self) -> Bools:
        """Whether a text that begins with this word may begin with ``M/V`` or its like."""
        return self.flags(_prefix_words())

    @cached_property
    def reread(self) -> Bools:
        """Whether a listed ship's name that holds this word may be written in other ways."""
        return self.flags(reread_words())

    @cached_property
    def beside(self) -> Bools:
        """Whether a word may say that not all of a text is the ship's name."""
        return self.flags(_BESIDE)

    @cached_property
    def parting(self) -> Bools:
        """Whether a word may part the names in a ship's cell, or be no part of one."""
        return self.flags(phrases.parting_words())

    @cached_property
    def trade(self) -> Bools:
        """Whether a word of the trade says that a ship's cell may hold more than a name."""
        return self.flags(fleet.trade_words())

    @cached_property
    def side(self) -> Bools:
        """Whether a word is a direction, which makes a voyage of a number before it."""
        return self.flags("NSEW")

    @cached_property
    def month(self) -> Bools:
        """Whether a word is a month, which makes a date of a number before it."""
        return self.flags(phrases.MONTHS)

    @cached_property
    def glued(self) -> list[bytes]:
        """What may be glued to the name behind it."""
        return [prefix.encode() for prefix in phrases.glued_prefixes()]

    @cached_property
    def voyage(self) -> Bools:
        """Whether a word may say so before a number."""
        return self.flags([_VOYAGE])

    @cached_property
    def marker(self) -> Bools:
        """Whether a word alone may be a marker of another party."""
        every = [words[0] for words in map(_long_words, phrases.markers()) if len(words) == 1]
        return self.flags(every)

    @cached_property
    def marker_pairs(self) -> list[tuple[int, int]]:
        """Two words that begin a marker of another party, side by side."""
        every = [words[:2] for words in map(_long_words, phrases.markers()) if len(words) > 1]
        return [(self._code[first], self._code[second]) for first, second in dict.fromkeys(every)]

    @cached_property
    def classes(self) -> list[str]:
        """Classes of legal forms, the first that of a name without one."""
        return ["", *sorted(set(phrases.legal_forms().values()))]

    @cached_property
    def legal_class(self) -> Codes:
        """The class of each of `legal`: its position in `classes`."""
        positions = [self.classes.index(name) for name in phrases.legal_forms().values()]
        return np.array(positions, np.int64)

    @cached_property
    def legal(self) -> Phrases:
        """Legal forms."""
        return Phrases(self, list(phrases.legal_forms()))


@cache  # the tables don't change while a process runs
def vocabulary() -> Vocabulary:
    """Return the words of the package's tables.

    Examples
    --------
    >>> vocabulary().words[:1].tolist()
    ['1']
    """
    return Vocabulary()


class Phrases:
    """Sequences of known words, found at any position in sequences of words' codes.

    Attributes
    ----------
    sizes
        The numbers of words that sequences have, the greatest first.
    begins
        Whether each known word begins a sequence.
    """

    def __init__(self, vocabulary: Vocabulary, every: Sequence[tuple[str, ...]]) -> None:
        self.sizes = sorted({len(phrase) for phrase in every}, reverse=True)
        self.begins = vocabulary.flags(phrase[0] for phrase in every)
        self._of_size: dict[int, tuple[Bools, Hashes, Codes]] = {}
        for size in self.sizes:
            which = np.array([at for at, words in enumerate(every) if len(words) == size], np.int64)
            codes = np.array([vocabulary.codes(every[at]) for at in which], np.int64)
            keys = _keys(codes.T)
            order = np.argsort(keys)
            begins = np.zeros(len(vocabulary), np.bool_)
            begins[codes[:, 0]] = True
            self._of_size[size] = begins, keys[order], which[order]

    def at(self, codes: Codes, size: int, positions: Codes) -> tuple[Codes, Codes]:
        """Return which of ``positions`` begin a phrase of ``size`` words, and which phrase."""
        begins, keys, phrase = self._of_size[size]
        known = codes[positions]
        may_begin = (known < len(begins)) & begins[np.minimum(known, len(begins) - 1)]
        positions = positions[may_begin]
        queries = _keys(codes[positions + step] for step in range(size))
        slot = np.minimum(np.searchsorted(keys, queries), len(keys) - 1)
        equal = keys[slot] == queries
        return positions[equal], phrase[slot[equal]]


def _keys(columns: Iterable[Codes]) -> Hashes:
    """Return a key for each row of codes: words in their order."""
    key: Hashes = np.ones(1, np.uint64)
    for column in columns:
        key = mix((key * _PLACE) ^ column.astype(np.uint64))
    return key
