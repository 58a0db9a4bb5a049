"""The words that the tables of the package know, each with a code: questions become look-ups.

Whatever many texts hold, these words come first among their distinct words and keep their codes.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from functools import cache, cached_property
from itertools import chain
from typing import Final

import numpy as np
import numpy.typing as npt

from vscreen.columnar.strings import Bools, Codes, Hashes, Lookup, Packed, Sequences, mix
from vscreen.text import lexicon as phrases
from vscreen.text import lexicon as weights
from vscreen.text import phonetics_bulk as bulksounds
from vscreen.text import tokens
from vscreen.text.companies import concepts, lines
from vscreen.text.ships.listed import reread_words
from vscreen.text.ships.worth import known_worth
from vscreen.text.ships.worth_bulk import unborne_worths
from vscreen.text.sounds.ears import SERVANT_OF
from vscreen.text.sounds.given_names import SERVANT, given_names, titles
from vscreen.text.sounds.persons import BEHIND_TITLE

NONE: Final = -1
SILENT: Final = -2
_PLACE: Final = np.uint64(0x9E3779B97F4A7C15)
_BESIDE: Final = ("IMO", "VOY", "VOYAGE", "EX", "FKA", "FORMERLY", "AKA", "NKA")
_VOYAGE: Final = "V"
_LETTERS_TOLD: Final = 8
"""Letters from which a rare word is worth no more for more of them."""


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
            *sorted(phrases.trade_words()), *phrases.MONTHS, *"NSEW", SERVANT_OF,
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
        return self.flags(phrases.trade_words())

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


class WordFacts:
    """What tables say of words in names, by a word's position here; of others the same is said.

    Attributes
    ----------
    find
        Returns the position of each word by its hash, `NONE` of others.
    words
        These words.
    """

    def __init__(self) -> None:
        every = [
            *weights.word_worths(), *sorted(concepts.concept_words()),
            *sorted(weights.ship_words()), *sorted(lines.words_beside()), *weights.language_words(),
            *weights.word_weights(), *given_names(), *given_names().values(),
        ]  # fmt: skip
        self._words = list(dict.fromkeys(every))
        self.words = Packed.of(self._words)
        self.find = Lookup(self.words.hashes()).find

    def _codes(self, words: Iterable[str]) -> Codes:
        return self.find(Packed.of([*words]).hashes())

    def _flags(self, words: Container[str]) -> Bools:
        return np.array([word in words for word in self._words], np.bool_)

    @cached_property
    def code_hash(self) -> Hashes:
        """A hash of `phonetics.word_code` of each word; no word beside these is a given name."""
        codes = bulksounds.sound_codes(self.words).hashes()
        names = Packed.of([name.lower() for name in given_names().values()])
        codes[self._codes(given_names())] = names.hashes()
        return codes

    @cached_property
    def given_name(self) -> Codes:
        """The given name that a word spells; `NONE` if it is none."""
        names = np.full(len(self._words), NONE, np.int64)
        names[self._codes(given_names())] = self._codes(given_names().values())
        return names

    @cached_property
    def weight(self) -> npt.NDArray[np.float64]:
        """How much a word says in a party's name."""
        return np.array(list(map(weights.word_weight, self._words)), np.float64)

    @cached_property
    def worth(self) -> Codes:
        """What a word is worth in a party's name; those whose rarity is known come first."""
        known = list(weights.word_worths().values())
        others = self.words.length[len(known) :]
        return np.append(np.array(known, np.int64), rare_worths(others))

    @cached_property
    def is_own(self) -> Bools:
        """Whether a word is no word of trade."""
        return ~self._flags(concepts.concept_words())

    @cached_property
    def is_paper(self) -> Bools:
        """Whether a word is one of papers and addresses: `lines.paper_words`."""
        return self._flags(lines.paper_words())

    @cached_property
    def is_language(self) -> Bools:
        """Whether a word is one of language: `lexicon.language_words`."""
        return self._flags(weights.language_words())

    @cached_property
    def is_beside(self) -> Bools:
        """Whether a word stands beside parties' names: `lines.words_beside`."""
        return self._flags(lines.words_beside())

    @cached_property
    def ship_bits(self) -> npt.NDArray[np.float64]:
        """How rare a word is in ships' names."""
        return np.array(list(map(weights.ship_bits, self._words)), np.float64)

    @cached_property
    def ship_worth(self) -> Codes:
        """What each word is worth in a ship's name."""
        worths = unborne_worths(self.words, self.words.hashes())
        ships = weights.ship_words()
        known = np.flatnonzero(self.is_ship_word)
        borne = [known_worth(ships[self._words[at]]) for at in known.tolist()]
        worths[known] = np.minimum(worths[known], np.array(borne, np.int64))
        return worths

    @cached_property
    def is_ship_word(self) -> Bools:
        """Whether a word stands in a known ship's name."""
        return self._flags(weights.ship_words())

    @cached_property
    def ship_names(self) -> Hashes:
        """Known ships' names, as `Sequences.hashes` has them; sorted."""
        names = [name.split() for name in weights.ship_names()]
        words = Packed.of([*chain.from_iterable(names)])
        names_of = Sequences(np.fromiter(map(len, names), np.int64), np.arange(len(words)))
        return np.sort(names_of.hashes(words.hashes(), ordered=True))


def rare_worths(letters: Codes) -> Codes:
    """Return what rare words of so many letters are worth in a party's name."""
    worths = [weights.word_worth("X" * number) for number in range(_LETTERS_TOLD + 1)]
    return np.array(worths, np.int64)[np.minimum(letters, _LETTERS_TOLD)]


@cache
def word_facts() -> WordFacts:
    """Return what tables say of words in names.

    Examples
    --------
    >>> facts = word_facts()
    >>> facts.weight[facts.find(Packed.of(["COMPANY", "SHIPPING"]).hashes())].tolist()
    [0.16, 0.22]
    """
    return WordFacts()


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
