"""What the package's tables say of words in names, as arrays."""

from __future__ import annotations

from collections.abc import Container, Iterable
from functools import cache, cached_property
from itertools import chain
from typing import Final

import numpy as np
import numpy.typing as npt

from vscreen.columnar.strings import Bools, Codes, Hashes, Lookup, Packed, Sequences
from vscreen.text import lexicon as weights
from vscreen.text import phonetics_bulk as bulksounds
from vscreen.text.companies import concepts, lines
from vscreen.text.ships import names as fleet
from vscreen.text.ships.worth import known_worth
from vscreen.text.ships.worth_bulk import unborne_worths
from vscreen.text.sounds.given_names import given_names
from vscreen.text.vocabulary import NONE

_LETTERS_TOLD: Final = 8
"""Letters from which a rare word is worth no more for more of them."""


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
            *sorted(fleet.ship_words()), *sorted(lines.words_beside()), *weights.language_words(),
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
        return np.array(list(map(fleet.ship_bits, self._words)), np.float64)

    @cached_property
    def ship_worth(self) -> Codes:
        """What each word is worth in a ship's name."""
        worths = unborne_worths(self.words, self.words.hashes())
        ships = fleet.ship_words()
        known = np.flatnonzero(self.is_ship_word)
        borne = [known_worth(ships[self._words[at]]) for at in known.tolist()]
        worths[known] = np.minimum(worths[known], np.array(borne, np.int64))
        return worths

    @cached_property
    def is_ship_word(self) -> Bools:
        """Whether a word stands in a known ship's name."""
        return self._flags(fleet.ship_words())

    @cached_property
    def ship_names(self) -> Hashes:
        """Known ships' names, as `Sequences.hashes` has them; sorted."""
        names = [name.split() for name in fleet.ship_names()]
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
