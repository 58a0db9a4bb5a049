"""The fast twin of `similarity.name_scores`: the same scores for many pairs of forms at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from vscreen.columnar.strings import Bools, Codes, Hashes, Sequences, distances, expand, once
from vscreen.similarity import short_forms as shortened
from vscreen.similarity.costs import (
    CLASS_EDIT,
    CLASS_STEPS,
    CLASSES,
    CUT,
    EDIT_STEPS,
    LEGAL_MISSING,
    OTHER_SHIP,
    OTHER_WORD,
    OTHER_WORD_LETTERS,
    PARTY_CLASS_LETTERS,
    PARTY_NUMBERS,
    PARTY_SCALE,
    RESPACED,
    SAME_SOUND_LETTERS,
    SHORT_WORD_TIMES,
    SORTED,
    SOUND,
    SPOKEN,
    SYLLABIC_LEAST,
    UNSURE,
    VESSEL_CLASS_LETTERS,
    VESSEL_NUMBERS,
    WRITTEN,
    NumberPrices,
    legal_price,
)
from vscreen.text.form_table import SCRIPTS, FormTable, Scores, lengths
from vscreen.text.scripts import Script


def edit_caps(signs: Codes, steps: Sequence[int] = EDIT_STEPS) -> Codes:
    """Return `likeness.edit_cap` of each length."""
    return np.searchsorted(np.array(steps), signs, "right").astype(np.int64)


def view_caps(caps: Codes, letters: Codes) -> Codes:
    """Return `likeness.view_cap` of keys of so many letters."""
    return np.minimum(caps, np.maximum(letters - 1, 0))


@dataclass(frozen=True)
class _Side:
    """The words or numbers of one side of pairs: whose they are, their hashes, which of each."""

    sequences: Sequences
    hash: Hashes
    form: Codes


def _held(one: _Side, other: _Side) -> tuple[Codes, Codes]:
    """Return (pair, place) for each word of one side that the other holds too."""
    pair, place = expand(one.sequences.first[one.form], one.sequences.count[one.form])
    cell, beside = expand(
        other.sequences.first[other.form[pair]], other.sequences.count[other.form[pair]]
    )
    ours = one.hash[one.sequences.code[place]][cell]
    held = once(cell[ours == other.hash[other.sequences.code[beside]]])
    return pair[held], place[held]


def _lacks(one: _Side, other: _Side, asked: Bools | None = None) -> Bools:
    """Whether a word of one side (``asked``, of distinct words) is none of the other's."""
    size, sequences = len(one.form), one.sequences
    held, place = _held(one, other)
    if asked is None:
        return sequences.count[one.form] > np.bincount(held, minlength=size)
    pair, every = expand(sequences.first[one.form], sequences.count[one.form])
    counted = np.bincount(pair[asked[sequences.code[every]]], minlength=size)
    found: Bools = counted > np.bincount(held[asked[sequences.code[place]]], minlength=size)
    return found


class Pairs:
    """Forms of two tables side by side, and what both kinds of names ask about them."""

    def __init__(self, ours: FormTable, theirs: FormTable, our: Codes, their: Codes) -> None:
        self.ours, self.theirs, self.our, self.their = ours, theirs, our, their

    def __len__(self) -> int:
        return len(self.our)

    def take(self, which: Codes | Bools | slice) -> Pairs:
        """Return some of the pairs."""
        return Pairs(self.ours, self.theirs, self.our[which], self.their[which])

    def edits(self, view: str) -> Codes:
        """Return the edit distance in a view."""
        return distances(self.ours.key(view)[self.our], self.theirs.key(view)[self.their])

    def letters(self, view: str) -> Codes:
        """Return the length of the longer side in a view, at least 1."""
        ours = lengths(self.ours.key(view)[self.our])
        return np.maximum(np.maximum(ours, lengths(self.theirs.key(view)[self.their])), 1)

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

    def same(self, view: str) -> Bools:
        """Whether the strings that a view compares are equal."""
        ours, theirs = self.ours.packed(view), self.theirs.packed(view)
        same: Bools = ours.take(self.our).hashes() == theirs.take(self.their).hashes()
        return same

    def lack_numbers(self) -> tuple[Bools, Bools]:
        """Whether the party lacks a number of the entry's, and the entry one of the party's."""
        ours, theirs = self.sides("numbers")
        return _lacks(theirs, ours), _lacks(ours, theirs)

    def _shared_numbers(self) -> Bools:
        """Whether the two have a number in common."""
        ours, theirs = self.sides("numbers")
        return np.bincount(_held(ours, theirs)[0], minlength=len(self)) > 0

    def sides(self, what: str) -> tuple[_Side, _Side]:
        """Return the party's and the entry's ``words`` or ``numbers``."""
        return (
            _Side(getattr(self.ours, what), self.ours.words.hash, self.our),
            _Side(getattr(self.theirs, what), self.theirs.words.hash, self.their),
        )

    def fixed(self) -> Scores:
        """Return the prices of the readings."""
        return self.ours.price[self.our] + self.theirs.price[self.their]

    def legal(self) -> Scores:
        """Return the price of each pair's legal forms."""
        (our_codes, ours), (their_codes, theirs) = self.ours.legal, self.theirs.legal
        table = np.array([[legal_price(a, b) for b in theirs] for a in ours], np.float64)
        return table[our_codes[self.our], their_codes[self.their]]

    def unsure(self) -> Bools:
        """Whether a name stands amid running text, or a Latin one beside one in another script."""
        mixed = self.ours.latin[self.our] & ~self.theirs.latin[self.their]
        return mixed | self.ours.amid[self.our]


def _within(pairs: Pairs, view: str, caps: Codes, edits: Codes) -> Bools:
    return edits <= view_caps(caps, pairs.theirs.packed(view).length[pairs.their])


def scored(share: Scores, unsure: Bools) -> Scores:
    """Return the scores of shares that differ; one that is unsure is a review at most."""
    return np.minimum(np.where(unsure, UNSURE, 100.0), 100 * (1 - share))


def _sound_costs(pairs: Pairs, tight: Codes, caps: Codes) -> Scores:
    """Return the cost of the `sound` view, infinite where its key differs."""
    sound = pairs.edits("sound")
    cost = sound + SOUND * (1 + np.maximum(0, tight - sound))
    return np.where(_within(pairs, "sound", caps, sound), cost, np.inf)


def _class_costs(pairs: Pairs, heard: str, most: Mapping[Script, float]) -> Scores:
    """Return `likeness.class_price` of each pair, infinite where the party's text is Latin."""
    cost = np.full(len(pairs), np.inf)
    script = pairs.ours.script[pairs.our]
    for one in np.unique(script[~pairs.ours.latin[pairs.our]]).tolist():
        place = np.flatnonzero(script == one)
        some = Pairs(pairs.ours, pairs.theirs, pairs.our[place], pairs.their[place])
        classes = some.edits(f"{heard}.classes")
        theirs = some.theirs.packed(f"{heard}.classes").length[some.their]
        written = f"{heard}.{WRITTEN.get(SCRIPTS[one], 'spoken')}"
        counts = (
            (classes <= edit_caps(theirs, CLASS_STEPS) - 1)
            & (some.edits(written) / some.letters(written) <= most[SCRIPTS[one]])
            & (some.edits(f"{heard}.spoken") / some.letters(f"{heard}.spoken") <= SPOKEN)
        )
        price = np.where(counts, CLASSES + CLASS_EDIT * classes, np.inf)
        if SCRIPTS[one] == Script.SYLLABIC:
            letters = some.theirs.packed(f"{heard}.syllabic").length[some.their]
            same = some.same(f"{heard}.syllabic")
            price[same & (letters >= SYLLABIC_LEAST)] = CLASSES
        cost[place] = price
    return cost


def vessel_scores(pairs: Pairs) -> Scores:
    """Return `likeness.vessel_name_score` of each pair."""
    if not len(pairs):
        return np.empty(0)
    numbers, digits = pairs.numbers(VESSEL_NUMBERS)
    letters = pairs.theirs.letters[pairs.their]
    size = np.maximum(pairs.ours.letters[pairs.our], letters) + digits + np.where(digits, 0.5, 0.0)
    empty, size = size == 0, np.where(size > 0, size, 1.0)
    caps = edit_caps(letters + np.where(digits > 0, pairs.theirs.digits[pairs.their], 0))
    fixed = numbers + pairs.fixed() + _other_ship_prices(pairs)
    tight, in_order = pairs.edits("tight"), pairs.edits("sorted")
    respaced = pairs.ours.word_count[pairs.our] != pairs.theirs.word_count[pairs.their]
    sound_cost = _sound_costs(pairs, tight, caps)
    cost = np.minimum.reduce([
        np.where(_within(pairs, "tight", caps, tight), tight + RESPACED * respaced, np.inf),
        np.where(_within(pairs, "sorted", caps, in_order), in_order + SORTED, np.inf),
        sound_cost,
    ])  # fmt: skip
    around = pairs.ours.around[pairs.our]
    plainly = scored((cost + fixed) / size + around, pairs.unsure())
    heard = _class_costs(pairs, "heard", VESSEL_CLASS_LETTERS)
    by_class = scored((heard + fixed) / size + around, np.ones(len(pairs), np.bool_))
    scores = np.maximum(0.0, np.maximum(plainly, by_class))
    return np.where(empty, 0.0, scores)


def vessel_key_scores(pairs: Pairs, price: Scores) -> Scores:
    """Return the score of pairs that share the key of a view, at that view's price."""
    numbers, digits = pairs.numbers(VESSEL_NUMBERS)
    letters = np.maximum(pairs.ours.letters[pairs.our], pairs.theirs.letters[pairs.their])
    size = np.maximum(letters + digits + np.where(digits, 0.5, 0.0), 1.0)
    price = price + numbers + pairs.fixed() + _other_ship_prices(pairs)
    share = price / size + pairs.ours.around[pairs.our]
    return np.maximum(0.0, scored(share, pairs.unsure()))


def skeleton_prices(pairs: Pairs) -> Scores:
    """Return the price of equal skeletons, infinite where the party lost no vowels."""
    ours = pairs.ours.vowels[pairs.our]
    lost = pairs.theirs.vowels[pairs.their] - ours
    voiced = 5 * ours > pairs.ours.letters[pairs.our]
    price = (
        shortened.SKELETON + shortened.SKELETON_VOWEL * lost + shortened.SKELETON_VOICED * voiced
    )
    return np.where(lost > 0, price, np.inf)


def party_edit_scores(pairs: Pairs) -> Scores:
    """Return the best of the edit views of `likeness.party_name_score` for each pair."""
    if not len(pairs):
        return np.empty(0)
    numbers, digits = pairs.numbers(PARTY_NUMBERS)
    size = np.maximum(pairs.ours.size[pairs.our], pairs.theirs.size[pairs.their]) + digits
    empty, size = size == 0, np.where(size > 0, size, 1.0)
    fixed, legal, unsure = numbers + pairs.fixed(), pairs.legal(), pairs.unsure()
    caps = edit_caps(pairs.theirs.letters[pairs.their])
    whole_caps = edit_caps(pairs.theirs.whole.length[pairs.their])
    whole, tight, sorted_ = pairs.edits("whole"), pairs.edits("tight"), pairs.edits("sorted")
    differs = _short_word_differs(pairs)
    times = np.where(differs, SHORT_WORD_TIMES, 1.0)
    foreign = ~pairs.ours.latin[pairs.our]
    long = pairs.theirs.sound.length[pairs.their] >= SAME_SOUND_LETTERS
    alike = np.flatnonzero(foreign | (long & ~differs & pairs.same("sound")))
    sound_cost = np.full(len(pairs), np.inf)
    sound_cost[alike] = _sound_costs(pairs.take(alike), tight[alike], caps[alike])

    def cost(view: str, caps: Codes, edits: Codes) -> Scores:
        within = _within(pairs, view, caps, edits)
        return np.where(within, times * edits + fixed, np.inf) / size

    lost = np.minimum.reduce([
        cost("whole", whole_caps, whole),
        cost("tight", caps, tight) + legal,
        cost("sorted", caps, sorted_) + legal + LEGAL_MISSING,
        (sound_cost + fixed) / size + legal,
    ])  # fmt: skip
    heard = _class_costs(pairs, "heard", PARTY_CLASS_LETTERS)
    heard_whole = _class_costs(pairs, "heard_whole", PARTY_CLASS_LETTERS)
    by_class = np.minimum((heard + fixed) / size + legal, (heard_whole + fixed) / size)
    best = np.maximum(
        scored(PARTY_SCALE * lost, unsure),
        scored(PARTY_SCALE * by_class, np.ones(len(pairs), np.bool_)),
    )
    return np.where(empty, 0.0, np.maximum(0.0, best))


def party_skeleton_scores(pairs: Pairs) -> Scores:
    """Return the `skeleton` view of `likeness.party_name_score` for pairs of equal skeletons."""
    numbers, digits = pairs.numbers(PARTY_NUMBERS)
    size = np.maximum(pairs.ours.size[pairs.our], pairs.theirs.size[pairs.their]) + digits
    cost = skeleton_prices(pairs) + numbers + pairs.fixed()
    share = cost / np.where(size > 0, size, 1.0) + pairs.legal()
    return np.maximum(0.0, scored(PARTY_SCALE * share, pairs.unsure()))


def party_cut_scores(pairs: Pairs) -> Scores:
    """Return the `cut` view of `likeness.party_name_score` for pairs that agree in its key."""
    numbers, digits = pairs.numbers(PARTY_NUMBERS)
    size = np.maximum(pairs.ours.size[pairs.our], pairs.theirs.size[pairs.their]) + digits
    share = CUT + (numbers + pairs.fixed()) / np.maximum(size, 1.0)
    return np.maximum(0.0, scored(PARTY_SCALE * share, pairs.unsure()))


def _short_word_differs(pairs: Pairs) -> Bools:
    """Return `likeness.short_word_differs` of each pair."""
    theirs = pairs.theirs.words
    same = pairs.ours.words.count[pairs.our] == theirs.count[pairs.their]
    ours, entry = pairs.sides("words")
    differs: Bools = same & _lacks(entry, ours, theirs.is_short_and_rare)
    return differs


def _other_ship_prices(pairs: Pairs) -> Scores:
    """Return `likeness.other_ship_price` of each pair."""
    ours = pairs.ours
    known = ours.words.is_ship_word & (ours.words.distinct.length >= OTHER_WORD_LETTERS)
    word = _lacks(*pairs.sides("words"), known)
    price = OTHER_SHIP * ours.is_ship_name[pairs.our] + OTHER_WORD * word
    return np.where(pairs.same("tight") & pairs.same_numbers(), 0.0, price)
