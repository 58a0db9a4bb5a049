"""Forms of two tables side by side: what two names share, and what one of them lacks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vscreen.columnar.strings import Bools, Codes, Hashes, Sequences, distances, expand, once
from vscreen.similarity.costs import NumberPrices, legal_price
from vscreen.similarity.views import Key
from vscreen.text.form_table import FormTable, Scores
from vscreen.text.vocabulary import vocabulary


@dataclass(frozen=True)
class Side:
    """The words or numbers of one side of pairs: whose they are, their hashes, which of each."""

    sequences: Sequences
    hash: Hashes
    form: Codes


def _shared(side: Side, other: Side) -> tuple[Codes, Codes]:
    """Return (pair, position) for each word of one side that the other has too."""
    pair, position = expand(side.sequences.first[side.form], side.sequences.count[side.form])
    cell, beside = expand(
        other.sequences.first[other.form[pair]], other.sequences.count[other.form[pair]]
    )
    words = side.hash[side.sequences.code[position]][cell]
    shared = once(cell[words == other.hash[other.sequences.code[beside]]])
    return pair[shared], position[shared]


def lacks(side: Side, other: Side, counts: Bools | None = None) -> Bools:
    """Whether a word of one side is none of the other's; of those that ``counts``, by word."""
    size, sequences = len(side.form), side.sequences
    shared, position = _shared(side, other)
    if counts is None:
        return sequences.count[side.form] > np.bincount(shared, minlength=size)
    pair, every = expand(sequences.first[side.form], sequences.count[side.form])
    counted = np.bincount(pair[counts[sequences.code[every]]], minlength=size)
    lacks: Bools = counted > np.bincount(shared[counts[sequences.code[position]]], minlength=size)
    return lacks


def has(side: Side, other: Side, counts: Bools) -> Bools:
    """Whether a word of one side, of those that ``counts``, by word, is one of the other's."""
    shared, position = _shared(side, other)
    has: Bools = (
        np.bincount(shared[counts[side.sequences.code[position]]], minlength=len(side.form)) > 0
    )
    return has


class Pairs:
    """Forms of two tables side by side, and what they share or lack."""

    def __init__(self, ours: FormTable, theirs: FormTable, our: Codes, their: Codes) -> None:
        self.ours, self.theirs, self.our, self.their = ours, theirs, our, their

    def __len__(self) -> int:
        return len(self.our)

    def take(self, which: Codes | Bools | slice) -> Pairs:
        """Return some of the pairs."""
        return Pairs(self.ours, self.theirs, self.our[which], self.their[which])

    def edits(self, key: Key) -> Codes:
        """Return the edit distance between the keys."""
        ours, theirs = key.of_many(self.ours), key.of_many(self.theirs)
        return distances(ours[self.our], theirs[self.their])

    def numbers(self, prices: NumberPrices) -> tuple[Scores, Scores]:
        """Return the price of each pair's numbers, and what agreeing digits add to its size."""
        party_lacks, entry_lacks = self.lack_numbers()
        ours = self.ours.numbers.count[self.our] > 0
        theirs = self.theirs.numbers.count[self.their] > 0
        differ = party_lacks | entry_lacks
        price = np.where(self._shared_numbers(), prices.overlap, prices.conflict)
        price = np.where(theirs, np.where(ours, price, prices.party_lacks), prices.entry_lacks)
        digits = np.maximum(self.ours.digits[self.our], self.theirs.digits[self.their])
        return np.where(differ, price, 0.0), np.where(ours & ~differ, prices.digit * digits, 0.0)

    def number_lacked_amid(self) -> Bools:
        """Whether the party's name stands amid words and has no number, and the entry's has."""
        bare = self.ours.amid & (self.ours.numbers.count == 0)
        lacked: Bools = bare[self.our] & (self.theirs.numbers.count[self.their] > 0)
        return lacked

    def same_numbers(self) -> Bools:
        """Whether the numbers are the same, each as often."""
        same: Bools = self.ours.number_hash[self.our] == self.theirs.number_hash[self.their]
        return same

    def same(self, key: Key) -> Bools:
        """Whether the keys are equal."""
        ours, theirs = key.of_many(self.ours), key.of_many(self.theirs)
        same: Bools = ours.take(self.our).hashes() == theirs.take(self.their).hashes()
        return same

    def lack_numbers(self) -> tuple[Bools, Bools]:
        """Whether the party lacks a number of the entry's, and the entry one of the party's."""
        ours, theirs = self.number_sides()
        return lacks(theirs, ours), lacks(ours, theirs)

    def _shared_numbers(self) -> Bools:
        """Whether the two have a number in common."""
        return np.bincount(_shared(*self.number_sides())[0], minlength=len(self)) > 0

    def word_sides(self) -> tuple[Side, Side]:
        """Return the words of the party and of the entry."""
        ours, theirs = self.ours.words, self.theirs.words
        return Side(ours, ours.hash, self.our), Side(theirs, theirs.hash, self.their)

    def words(self) -> tuple[list[list[str]], list[list[str]]]:
        """Return the words of each party and of each entry as strings, for a few pairs."""
        return _words(self.ours, self.our), _words(self.theirs, self.their)

    def number_sides(self) -> tuple[Side, Side]:
        """Return the numbers of the party and of the entry."""
        ours, theirs = self.ours, self.theirs
        return (
            Side(ours.numbers, ours.words.hash, self.our),
            Side(theirs.numbers, theirs.words.hash, self.their),
        )

    def fixed(self) -> Scores:
        """Return the prices of the readings."""
        return self.ours.price[self.our] + self.theirs.price[self.their]

    def legal(self) -> Scores:
        """Return the price of each pair's legal forms."""
        classes = vocabulary().classes
        table = np.array([[legal_price(a, b) for b in classes] for a in classes], np.float64)
        return table[self.ours.legal[self.our], self.theirs.legal[self.their]]

    def unsure(self) -> Bools:
        """Whether a name stands amid running text, or a Latin one beside one in another script."""
        mixed = self.ours.latin[self.our] & ~self.theirs.latin[self.their]
        return mixed | self.ours.amid[self.our]


def _words(table: FormTable, forms: Codes) -> list[list[str]]:
    words = table.words.take(forms)
    each = table.words.distinct[words.code].tolist()
    ranges = zip(words.first.tolist(), words.count.tolist(), strict=True)
    return [each[first : first + count] for first, count in ranges]
