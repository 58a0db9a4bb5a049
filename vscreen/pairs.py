"""The fast twin of `vscreen.likeness`: the same scores for many pairs of forms at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from vscreen import likeness as plain
from vscreen import shortened
from vscreen.forms import FormTable, Scores, WordTable, lengths
from vscreen.joins import Bools, Codes, Words, distances, expand
from vscreen.likeness import NumberPrices
from vscreen.script import Script


def edit_caps(signs: Codes, steps: Sequence[int] = plain.EDIT_STEPS) -> Codes:
    """Return `likeness.edit_cap` of each length."""
    return np.searchsorted(np.array(steps), signs, "right").astype(np.int64)


def view_caps(caps: Codes, keys: Words) -> Codes:
    """Return `likeness.view_cap` of each key."""
    return np.minimum(caps, np.maximum(lengths(keys) - 1, 0))


class Pairs:
    """Forms of two tables side by side, and what both kinds of names ask about them."""

    def __init__(self, ours: FormTable, theirs: FormTable, our: Codes, their: Codes) -> None:
        self.ours, self.theirs, self.our, self.their = ours, theirs, our, their

    def __len__(self) -> int:
        return len(self.our)

    def edits(self, view: str) -> Codes:
        """Return the edit distance in a view."""
        return distances(self.ours.key(view)[self.our], self.theirs.key(view)[self.their])

    def letters(self, view: str) -> Codes:
        """Return the length of the longer side in a view, at least 1."""
        ours = lengths(self.ours.key(view)[self.our])
        return np.maximum(np.maximum(ours, lengths(self.theirs.key(view)[self.their])), 1)

    def numbers(self, prices: NumberPrices) -> tuple[Scores, Scores]:
        """Return the price of each pair's numbers, and what agreeing digits add to its size."""
        (our_codes, our_sets), (their_codes, their_sets) = self.ours.numbers, self.theirs.numbers
        both = our_codes[self.our] * len(their_sets) + their_codes[self.their]
        distinct, place = np.unique(both, return_inverse=True)
        sides = [(our_sets[code // len(their_sets)], their_sets[code % len(their_sets)])
                 for code in distinct.tolist()]  # fmt: skip
        price = np.array([plain.number_price(a, b, prices) for a, b in sides], np.float64)
        agree = np.array([bool(a) and set(a) == set(b) for a, b in sides], np.bool_)
        digits = np.maximum(self.ours.digits[self.our], self.theirs.digits[self.their])
        return price[place], np.where(agree[place], prices.digit * digits, 0.0)

    def same_numbers(self) -> Bools:
        """Whether the numbers are the same, each as often."""
        (our_codes, our_sets), (their_codes, their_sets) = self.ours.numbers, self.theirs.numbers
        known = {numbers: code for code, numbers in enumerate(their_sets)}
        code = np.array([known.get(numbers, -1) for numbers in our_sets], np.int64)
        same: Bools = np.equal(code[our_codes[self.our]], their_codes[self.their])
        return same

    def lack_numbers(self) -> tuple[Bools, Bools]:
        """Whether the party lacks a number of the entry's, and the entry one of the party's."""
        (our_codes, our_sets), (their_codes, their_sets) = self.ours.numbers, self.theirs.numbers
        both, place = np.unique(
            our_codes[self.our] * len(their_sets) + their_codes[self.their], return_inverse=True
        )
        width = len(their_sets)
        sides = [(set(our_sets[n // width]), set(their_sets[n % width])) for n in both.tolist()]
        ours = np.array([not theirs <= ours for ours, theirs in sides], np.bool_)
        theirs = np.array([not ours <= theirs for ours, theirs in sides], np.bool_)
        return ours[place], theirs[place]

    def fixed(self) -> Scores:
        """Return the prices of the readings."""
        return self.ours.price[self.our] + self.theirs.price[self.their]

    def legal(self) -> Scores:
        """Return the price of each pair's legal forms."""
        (our_codes, ours), (their_codes, theirs) = self.ours.legal, self.theirs.legal
        table = np.array([[plain.legal_price(a, b) for b in theirs] for a in ours], np.float64)
        return table[our_codes[self.our], their_codes[self.their]]

    def unsure(self) -> Bools:
        """Whether a name stands amid running text, or a Latin one beside one in another script."""
        mixed = self.ours.latin[self.our] & ~self.theirs.latin[self.their]
        return mixed | self.ours.amid[self.our]


def _within(pairs: Pairs, view: str, caps: Codes, edits: Codes) -> Bools:
    return edits <= view_caps(caps, pairs.theirs.key(view)[pairs.their])


def scored(share: Scores, unsure: Bools) -> Scores:
    """Return the scores of shares that differ; one that is unsure is a review at most."""
    return np.minimum(np.where(unsure, plain.UNSURE, 100.0), 100 * (1 - share))


def _sound_costs(pairs: Pairs, tight: Codes, caps: Codes) -> Scores:
    """Return the cost of the `sound` view, infinite where its key differs."""
    sound = pairs.edits("sound")
    cost = sound + plain.SOUND * (1 + np.maximum(0, tight - sound))
    return np.where(_within(pairs, "sound", caps, sound), cost, np.inf)


def _class_costs(pairs: Pairs, heard: str, most: Mapping[Script, float]) -> Scores:
    """Return `likeness.class_price` of each pair, infinite where the party's text is Latin."""
    cost = np.full(len(pairs), np.inf)
    script = pairs.ours.script[pairs.our]
    for one in sorted(set(script.tolist()) - {Script.LATIN}):
        place = np.flatnonzero(script == one)
        some = Pairs(pairs.ours, pairs.theirs, pairs.our[place], pairs.their[place])
        classes = some.edits(f"{heard}.classes")
        theirs = lengths(some.theirs.key(f"{heard}.classes")[some.their])
        written = f"{heard}.{plain.WRITTEN.get(Script(one), 'spoken')}"
        counts = (
            (classes <= edit_caps(theirs, plain.CLASS_STEPS) - 1)
            & (some.edits(written) / some.letters(written) <= most[Script(one)])
            & (some.edits(f"{heard}.spoken") / some.letters(f"{heard}.spoken") <= plain.SPOKEN)
        )
        price = np.where(counts, plain.CLASSES + plain.CLASS_EDIT * classes, np.inf)
        if one == Script.SYLLABIC:
            syllabic = some.theirs.key(f"{heard}.syllabic")[some.their]
            same = np.equal(some.ours.key(f"{heard}.syllabic")[some.our], syllabic)
            price[same & (lengths(syllabic) >= plain.SYLLABIC_LEAST)] = plain.CLASSES
        cost[place] = price
    return cost


def vessel_scores(pairs: Pairs) -> Scores:
    """Return `likeness.vessel_name_score` of each pair."""
    if not len(pairs):
        return np.empty(0)
    numbers, digits = pairs.numbers(plain.VESSEL_NUMBERS)
    letters = pairs.theirs.letters[pairs.their]
    size = np.maximum(pairs.ours.letters[pairs.our], letters) + digits + np.where(digits, 0.5, 0.0)
    empty, size = size == 0, np.where(size > 0, size, 1.0)
    caps = edit_caps(letters + np.where(digits > 0, pairs.theirs.digits[pairs.their], 0))
    fixed = numbers + pairs.fixed() + _other_ship_prices(pairs)
    tight, in_order = pairs.edits("tight"), pairs.edits("sorted")
    respaced = pairs.ours.word_count[pairs.our] != pairs.theirs.word_count[pairs.their]
    sound_cost = _sound_costs(pairs, tight, caps)
    cost = np.minimum.reduce([
        np.where(_within(pairs, "tight", caps, tight), tight + plain.RESPACED * respaced, np.inf),
        np.where(_within(pairs, "sorted", caps, in_order), in_order + plain.SORTED, np.inf),
        sound_cost,
    ])  # fmt: skip
    around = pairs.ours.around[pairs.our]
    plainly = scored((cost + fixed) / size + around, pairs.unsure())
    heard = _class_costs(pairs, "heard", plain.VESSEL_CLASS_LETTERS)
    by_class = scored((heard + fixed) / size + around, np.ones(len(pairs), np.bool_))
    scores = np.maximum(0.0, np.maximum(plainly, by_class))
    return np.where(empty, 0.0, scores)


def vessel_key_scores(pairs: Pairs, price: Scores) -> Scores:
    """Return the score of pairs that share the key of a view, at that view's price."""
    numbers, digits = pairs.numbers(plain.VESSEL_NUMBERS)
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
    numbers, digits = pairs.numbers(plain.PARTY_NUMBERS)
    size = np.maximum(pairs.ours.size[pairs.our], pairs.theirs.size[pairs.their]) + digits
    empty, size = size == 0, np.where(size > 0, size, 1.0)
    fixed, legal, unsure = numbers + pairs.fixed(), pairs.legal(), pairs.unsure()
    caps = edit_caps(pairs.theirs.letters[pairs.their])
    whole_caps = edit_caps(lengths(pairs.theirs.key("whole")[pairs.their]))
    whole, tight, sorted_ = pairs.edits("whole"), pairs.edits("tight"), pairs.edits("sorted")
    times = np.where(_short_word_differs(pairs), plain.SHORT_WORD_TIMES, 1.0)
    foreign = ~pairs.ours.latin[pairs.our]
    long = lengths(pairs.theirs.key("sound")[pairs.their]) >= plain.SAME_SOUND_LETTERS
    heard_alike = foreign | (long & (pairs.edits("sound") == 0))
    sound_cost = np.where(heard_alike, _sound_costs(pairs, tight, caps), np.inf)

    def cost(view: str, caps: Codes, edits: Codes) -> Scores:
        within = _within(pairs, view, caps, edits)
        return np.where(within, times * edits + fixed, np.inf) / size

    lost = np.minimum.reduce([
        cost("whole", whole_caps, whole),
        cost("tight", caps, tight) + legal,
        cost("sorted", caps, sorted_) + legal + plain.LEGAL_MISSING,
        (sound_cost + fixed) / size + legal,
    ])  # fmt: skip
    heard = _class_costs(pairs, "heard", plain.PARTY_CLASS_LETTERS)
    heard_whole = _class_costs(pairs, "heard_whole", plain.PARTY_CLASS_LETTERS)
    by_class = np.minimum((heard + fixed) / size + legal, (heard_whole + fixed) / size)
    best = np.maximum(
        scored(plain.PARTY_SCALE * lost, unsure),
        scored(plain.PARTY_SCALE * by_class, np.ones(len(pairs), np.bool_)),
    )
    return np.where(empty, 0.0, np.maximum(0.0, best))


def party_skeleton_scores(pairs: Pairs) -> Scores:
    """Return the `skeleton` view of `likeness.party_name_score` for pairs of equal skeletons."""
    numbers, digits = pairs.numbers(plain.PARTY_NUMBERS)
    size = np.maximum(pairs.ours.size[pairs.our], pairs.theirs.size[pairs.their]) + digits
    cost = skeleton_prices(pairs) + numbers + pairs.fixed()
    share = cost / np.where(size > 0, size, 1.0) + pairs.legal()
    return np.maximum(0.0, scored(plain.PARTY_SCALE * share, pairs.unsure()))


def party_cut_scores(pairs: Pairs) -> Scores:
    """Return the `cut` view of `likeness.party_name_score` for pairs that agree in its key."""
    numbers, digits = pairs.numbers(plain.PARTY_NUMBERS)
    size = np.maximum(pairs.ours.size[pairs.our], pairs.theirs.size[pairs.their]) + digits
    share = plain.CUT + (numbers + pairs.fixed()) / np.maximum(size, 1.0)
    return np.maximum(0.0, scored(plain.PARTY_SCALE * share, pairs.unsure()))


def _short_word_differs(pairs: Pairs) -> Bools:
    """Return `likeness.short_word_differs` of each pair."""
    short = np.array(
        [plain.is_short_and_rare(word) for word in pairs.theirs.words.distinct], np.bool_
    )
    same = pairs.ours.words.count[pairs.our] == pairs.theirs.words.count[pairs.their]
    lacks = _lacks(pairs.theirs.words, pairs.their, short, pairs.ours.words, pairs.our)
    differs: Bools = same & lacks
    return differs


def _other_ship_prices(pairs: Pairs) -> Scores:
    """Return `likeness.other_ship_price` of each pair."""
    ours, theirs = pairs.ours, pairs.theirs
    known = np.array([plain.is_other_word(word) for word in ours.words.distinct], np.bool_)
    word = _lacks(ours.words, pairs.our, known, theirs.words, pairs.their)
    price = plain.OTHER_SHIP * ours.is_ship_name[pairs.our] + plain.OTHER_WORD * word
    same = np.equal(ours.key("tight")[pairs.our], theirs.key("tight")[pairs.their])
    return np.where(same & pairs.same_numbers(), 0.0, price)


def _lacks(words: WordTable, of: Codes, asked: Bools, others: WordTable, beside: Codes) -> Bools:
    """Whether a word that is ``asked`` of each form is missing in the form beside it."""
    pair, place = expand(words.first[of], words.count[of])
    code = words.code[place] if len(place) else place
    chosen = asked[code] if len(code) else np.zeros(0, np.bool_)
    pair, code = pair[chosen], code[chosen]
    known = {word: number for number, word in enumerate(others.distinct)}
    other = np.array([known.get(word, -1) for word in words.distinct], np.int64)[code]
    owner = np.repeat(np.arange(len(others.count)), others.count)
    width = len(others.distinct) + 1
    held = np.isin(beside[pair] * width + other, owner * width + others.code) & (other >= 0)
    lacks = np.zeros(len(of), np.bool_)
    lacks[pair[~held]] = True
    return lacks
