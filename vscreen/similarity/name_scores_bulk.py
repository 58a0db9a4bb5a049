"""The bulk twin of `similarity.name_scores`: the same scores for many pairs of forms at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from vscreen.columnar.strings import Bools, Codes, Hashes, Sequences, distances, expand, once
from vscreen.similarity import short_forms
from vscreen.similarity.costs import (
    CLASS_EDIT,
    CLASS_EDIT_STEPS,
    CLASSES,
    CUT,
    DIGITS_SIZE,
    EDIT_STEPS,
    OTHER_SHIP,
    OTHER_WORD,
    OTHER_WORD_LETTERS,
    PARTY_NUMBERS,
    PARTY_SCALE,
    SAME_SOUND_LETTERS,
    SHORT_WORD_TIMES,
    SPOKEN,
    SYLLABIC_LEAST,
    UNSURE,
    VESSEL_NUMBERS,
    NumberPrices,
    legal_price,
    spoken,
    written_in,
)
from vscreen.similarity.views import (
    FOLDED,
    PARTY_EDITS,
    PARTY_HEARD,
    SOUND_VIEW,
    TIGHT,
    VESSEL_EDITS,
    VESSEL_HEARD,
    EditView,
    HeardView,
    Key,
)
from vscreen.text.form_table import SCRIPTS, FormTable, Scores, lengths
from vscreen.text.phonetics import Heard
from vscreen.text.phonetics_bulk import HeardTable
from vscreen.text.scripts import Script
from vscreen.text.vocabulary import vocabulary


def edit_caps(signs: Codes, steps: Sequence[int] = EDIT_STEPS) -> Codes:
    """Return `costs.edit_cap` of each length."""
    return np.searchsorted(np.array(steps), signs, "right").astype(np.int64)


def class_caps(classes: Codes) -> Codes:
    """Return `costs.class_cap` of each number of classes."""
    return edit_caps(classes, CLASS_EDIT_STEPS) - 1


def view_caps(caps: Codes, letters: Codes) -> Codes:
    """Return `costs.view_cap` of keys of so many letters."""
    return np.minimum(caps, np.maximum(letters - 1, 0))


@dataclass(frozen=True)
class _Side:
    """The words or numbers of one side of pairs: whose they are, their hashes, which of each."""

    sequences: Sequences
    hash: Hashes
    form: Codes


def _shared(side: _Side, other: _Side) -> tuple[Codes, Codes]:
    """Return (pair, position) for each word of one side that the other has too."""
    pair, position = expand(side.sequences.first[side.form], side.sequences.count[side.form])
    cell, beside = expand(
        other.sequences.first[other.form[pair]], other.sequences.count[other.form[pair]]
    )
    words = side.hash[side.sequences.code[position]][cell]
    shared = once(cell[words == other.hash[other.sequences.code[beside]]])
    return pair[shared], position[shared]


def _lacks(side: _Side, other: _Side, counts: Bools | None = None) -> Bools:
    """Whether a word of one side is none of the other's; of those that ``counts``, by word."""
    size, sequences = len(side.form), side.sequences
    shared, position = _shared(side, other)
    if counts is None:
        return sequences.count[side.form] > np.bincount(shared, minlength=size)
    pair, every = expand(sequences.first[side.form], sequences.count[side.form])
    counted = np.bincount(pair[counts[sequences.code[every]]], minlength=size)
    lacks: Bools = counted > np.bincount(shared[counts[sequences.code[position]]], minlength=size)
    return lacks


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
        return _lacks(theirs, ours), _lacks(ours, theirs)

    def _shared_numbers(self) -> Bools:
        """Whether the two have a number in common."""
        return np.bincount(_shared(*self.number_sides())[0], minlength=len(self)) > 0

    def word_sides(self) -> tuple[_Side, _Side]:
        """Return the words of the party and of the entry."""
        ours, theirs = self.ours.words, self.theirs.words
        return _Side(ours, ours.hash, self.our), _Side(theirs, theirs.hash, self.their)

    def number_sides(self) -> tuple[_Side, _Side]:
        """Return the numbers of the party and of the entry."""
        ours, theirs = self.ours, self.theirs
        return (
            _Side(ours.numbers, ours.words.hash, self.our),
            _Side(theirs.numbers, theirs.words.hash, self.their),
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


def scored(share: Scores, unsure: Bools) -> Scores:
    """Return the scores of shares that differ, at least 0; one that is unsure a review at most."""
    return np.maximum(0.0, np.minimum(np.where(unsure, UNSURE, 100.0), 100 * (1 - share)))


@dataclass(frozen=True, eq=False)
class _Terms:
    """What every view of a pair has in common.

    ``size`` is that of the longer name in letters, at least a little; ``digits`` what agreeing
    digits added to it; ``fixed`` the price of numbers and readings; ``empty`` pairs have no size.
    """

    size: Scores
    digits: Scores
    fixed: Scores
    empty: Bools

    @classmethod
    def of(cls, size: Scores, digits: Scores, fixed: Scores) -> _Terms:
        return cls(np.where(size > 0, size, 1.0), digits, fixed, size == 0)


def _vessel_terms(pairs: Pairs) -> _Terms:
    numbers, digits = pairs.numbers(VESSEL_NUMBERS)
    letters = np.maximum(pairs.ours.letters[pairs.our], pairs.theirs.letters[pairs.their])
    size = letters + digits + np.where(digits, DIGITS_SIZE, 0.0)
    return _Terms.of(size, digits, numbers + pairs.fixed() + _other_ship_prices(pairs))


def _party_terms(pairs: Pairs) -> _Terms:
    numbers, digits = pairs.numbers(PARTY_NUMBERS)
    size = np.maximum(pairs.ours.size[pairs.our], pairs.theirs.size[pairs.their]) + digits
    return _Terms.of(size, digits, numbers + pairs.fixed())


def _edit_costs(
    view: EditView, pairs: Pairs, caps: Codes, tight: Codes, times: Scores | float = 1.0
) -> Scores:
    """Return the edits and the price of a view, infinite where its key differs.

    ``tight`` are the edits of the key `TIGHT`, which most views need.
    """
    edits = tight if view.key is TIGHT else pairs.edits(view.key)
    letters = view.key.of_many(pairs.theirs).length[pairs.their]
    respaced = pairs.ours.word_count[pairs.our] != pairs.theirs.word_count[pairs.their]
    price = view.price_of(respaced.astype(np.float64), np.maximum(0.0, tight - edits))
    own = edit_caps(letters) if view.own_cap else caps
    return np.where(edits <= view_caps(own, letters), times * edits + price, np.inf)


def _class_costs(view: HeardView, pairs: Pairs) -> Scores:
    """Return `name_scores.class_price` of each pair, infinite where the party's text is Latin."""
    cost = np.full(len(pairs), np.inf)
    script = pairs.ours.script[pairs.our]
    for code in np.unique(script[~pairs.ours.latin[pairs.our]]).tolist():
        which = np.flatnonzero(script == code)
        cost[which] = _script_costs(view, pairs.take(which), SCRIPTS[code])
    return cost


def _script_costs(view: HeardView, pairs: Pairs, script: Script) -> Scores:
    form, our = np.unique(pairs.our, return_inverse=True)
    ours, theirs = view.heard_bulk(pairs.ours).take(form), view.heard_bulk(pairs.theirs)
    their = pairs.their

    def differ(part: Callable[[Heard], str]) -> Scores:
        given, listed = ours.each(part, our), theirs.each(part, their)
        longer = np.maximum(np.maximum(lengths(given), lengths(listed)), 1)
        return distances(given, listed) / longer

    classes = distances(ours.classes[our], theirs.classes[their])
    counts = (
        (classes <= class_caps(theirs.classes.length[their]))
        & (differ(written_in(script)) <= view.most[script])
        & (differ(spoken) <= SPOKEN)
    )
    price = np.where(counts, CLASSES + CLASS_EDIT * classes, np.inf)
    if script == Script.SYLLABIC:
        price[_same_syllabic(ours, our, theirs, their)] = CLASSES
    return price


def _same_syllabic(ours: HeardTable, our: Codes, theirs: HeardTable, their: Codes) -> Bools:
    """Return `name_scores.is_same_syllabic` of each pair."""
    listed = theirs.syllabic.take(their)
    same: Bools = ours.syllabic.take(our).hashes() == listed.hashes()
    return same & (listed.length >= SYLLABIC_LEAST)


def vessel_scores(pairs: Pairs) -> Scores:
    """Return the best of the edit views of `name_scores.vessel_name_score` for each pair."""
    if not len(pairs):
        return np.empty(0)
    terms = _vessel_terms(pairs)
    digits = np.where(terms.digits > 0, pairs.theirs.digits[pairs.their], 0)
    caps, tight = edit_caps(pairs.theirs.letters[pairs.their] + digits), pairs.edits(TIGHT)
    cost = np.minimum.reduce([_edit_costs(view, pairs, caps, tight) for view in VESSEL_EDITS])
    heard = np.minimum.reduce([_class_costs(view, pairs) for view in VESSEL_HEARD.values()])
    around = pairs.ours.around[pairs.our]
    plainly = scored((cost + terms.fixed) / terms.size + around, pairs.unsure())
    by_class = scored((heard + terms.fixed) / terms.size + around, np.ones(len(pairs), np.bool_))
    return np.where(terms.empty, 0.0, np.maximum(plainly, by_class))


def vessel_key_scores(pairs: Pairs, price: Scores) -> Scores:
    """Return the score of pairs that share the key of a view, at that view's price."""
    terms = _vessel_terms(pairs)
    share = (price + terms.fixed) / terms.size + pairs.ours.around[pairs.our]
    return scored(share, pairs.unsure())


def skeleton_prices(pairs: Pairs) -> Scores:
    """Return the price of equal skeletons, infinite where the party lost no vowels."""
    ours = pairs.ours.vowels[pairs.our]
    lost = pairs.theirs.vowels[pairs.their] - ours
    voiced = 5 * ours > pairs.ours.letters[pairs.our]
    price = short_forms.SKELETON + short_forms.SKELETON_VOWEL * lost
    return np.where(lost > 0, price + short_forms.SKELETON_VOICED * voiced, np.inf)


def party_edit_scores(pairs: Pairs) -> Scores:
    """Return the best of the edit views of `name_scores.party_name_score` for each pair."""
    if not len(pairs):
        return np.empty(0)
    terms, legal = _party_terms(pairs), pairs.legal()
    caps, tight = edit_caps(pairs.theirs.letters[pairs.their]), pairs.edits(TIGHT)
    differs = _short_word_differs(pairs)
    times = np.where(differs, SHORT_WORD_TIMES, 1.0)
    long = pairs.theirs.sound.length[pairs.their] >= SAME_SOUND_LETTERS
    foreign = ~pairs.ours.latin[pairs.our]
    alike = np.flatnonzero(foreign | (long & ~differs & pairs.same(FOLDED)))
    sound = np.full(len(pairs), np.inf)
    sound[alike] = _edit_costs(SOUND_VIEW, pairs.take(alike), caps[alike], tight[alike])

    def lost(cost: Scores, view: EditView | HeardView) -> Scores:
        return (cost + terms.fixed) / terms.size + legal * view.legal

    plainly = np.minimum.reduce([
        lost(sound, SOUND_VIEW),
        *(lost(_edit_costs(view, pairs, caps, tight, times), view) + view.share
          for view in PARTY_EDITS),
    ])  # fmt: skip
    by_class = np.minimum.reduce([
        lost(_class_costs(view, pairs), view) for view in PARTY_HEARD.values()
    ])  # fmt: skip
    best = np.maximum(
        scored(PARTY_SCALE * plainly, pairs.unsure()),
        scored(PARTY_SCALE * by_class, np.ones(len(pairs), np.bool_)),
    )
    return np.where(terms.empty, 0.0, best)


def party_skeleton_scores(pairs: Pairs) -> Scores:
    """Return the `skeleton` view of `name_scores.party_name_score` for pairs that share it."""
    terms = _party_terms(pairs)
    share = (skeleton_prices(pairs) + terms.fixed) / terms.size + pairs.legal()
    return scored(PARTY_SCALE * share, pairs.unsure())


def party_cut_scores(pairs: Pairs) -> Scores:
    """Return the `cut` view of `name_scores.party_name_score` for pairs that agree in its key."""
    terms = _party_terms(pairs)
    return scored(PARTY_SCALE * (CUT + terms.fixed / terms.size), pairs.unsure())


def _short_word_differs(pairs: Pairs) -> Bools:
    """Return `name_scores.short_word_differs` of each pair."""
    ours, theirs = pairs.word_sides()
    same = pairs.ours.words.count[pairs.our] == pairs.theirs.words.count[pairs.their]
    differs: Bools = same & _lacks(theirs, ours, pairs.theirs.words.is_short_and_rare)
    return differs


def _other_ship_prices(pairs: Pairs) -> Scores:
    """Return `name_scores.other_ship_price` of each pair."""
    ours = pairs.ours
    known = ours.words.is_ship_word & (ours.words.distinct.length >= OTHER_WORD_LETTERS)
    word = _lacks(*pairs.word_sides(), known)
    price = OTHER_SHIP * ours.is_ship_name[pairs.our] + OTHER_WORD * word
    return np.where(pairs.same(TIGHT) & pairs.same_numbers(), 0.0, price)
