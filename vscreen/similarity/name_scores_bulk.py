"""The bulk twin of `similarity.name_scores`: the same scores for many pairs of forms at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from vscreen.columnar.strings import Bools, Codes, distances
from vscreen.similarity import short_forms
from vscreen.similarity.costs import (
    CLASS_EDIT,
    CLASS_EDIT_STEPS,
    CLASSES,
    CUT,
    CUT_TRADE,
    DIGITS_SIZE,
    EDIT_STEPS,
    LACKED_AMID,
    OWN_SOUND_LETTERS,
    PARTY_NUMBERS,
    PARTY_SCALE,
    PARTY_SKELETON_LEAST,
    SAME_SOUND_LETTERS,
    SHORT_WORD_TIMES,
    SPOKEN,
    SYLLABIC_LEAST,
    UNSURE,
    VESSEL_NUMBERS,
    spoken,
    written_in,
)
from vscreen.similarity.form_pairs import Pairs, lacks
from vscreen.similarity.own_words import few_letters, own_differ, own_sizes, share_own, slips
from vscreen.similarity.ships.other_ships_bulk import other_ship_prices, with_other_ship
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
)
from vscreen.text.form import SEVERAL
from vscreen.text.form_table import SCRIPTS, Scores, lengths
from vscreen.text.phonetics import Heard
from vscreen.text.phonetics_bulk import HeardTable
from vscreen.text.scripts import Script


def edit_caps(signs: Codes, steps: Sequence[int] = EDIT_STEPS) -> Codes:
    """Return `costs.edit_cap` of each length."""
    return np.searchsorted(np.array(steps), signs, "right").astype(np.int64)


def class_caps(classes: Codes) -> Codes:
    """Return `costs.class_cap` of each number of classes."""
    return edit_caps(classes, CLASS_EDIT_STEPS) - 1


def view_caps(caps: Codes, letters: Codes) -> Codes:
    """Return `costs.view_cap` of keys of so many letters."""
    return np.minimum(caps, np.maximum(letters - 1, 0))


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
    numbers += LACKED_AMID * pairs.number_lacked_amid()
    return _Terms.of(size, digits, numbers + pairs.fixed())


def _party_terms(pairs: Pairs) -> _Terms:
    numbers, digits = pairs.numbers(PARTY_NUMBERS)
    size = np.maximum(pairs.ours.size[pairs.our], pairs.theirs.size[pairs.their]) + digits
    return _Terms.of(size, digits, numbers + pairs.fixed())


def _edit_costs(
    view: EditView, pairs: Pairs, caps: Codes, tight: Codes, times: Scores | None = None
) -> Scores:
    """Return the edits and the price of a view, infinite where its key differs.

    ``tight`` are the edits of the key `TIGHT`, which most views need. Where an edit of a party's
    name counts so many ``times``, so does `own_words.more_slips`.
    """
    edits = tight if view.key is TIGHT else pairs.edits(view.key)
    letters = view.key.of_many(pairs.theirs).length[pairs.their]
    respaced = pairs.ours.word_count[pairs.our] != pairs.theirs.word_count[pairs.their]
    price = view.price_of(respaced.astype(np.float64), np.maximum(0.0, tight - edits))
    own = edit_caps(letters) if view.own_cap else caps
    counts = (edits <= view_caps(own, letters)) & ~(respaced & view.same_count)
    cost = np.full(len(pairs), np.inf)
    which = np.flatnonzero(counts)
    cost[which] = price[which]
    if times is None:
        cost[which] += edits[which]
    else:
        cost[which] += times[which] * slips(view, pairs.take(which), edits[which])
    return cost


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
    price[theirs.classes.length[their] < view.least.get(script, 0)] = np.inf
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
    terms, tight = _vessel_terms(pairs), pairs.edits(TIGHT)
    other = other_ship_prices(pairs, tight)
    digits = np.where(terms.digits > 0, pairs.theirs.digits[pairs.their], 0)
    caps = edit_caps(pairs.theirs.letters[pairs.their] + digits)
    cost = np.minimum.reduce([_edit_costs(view, pairs, caps, tight) for view in VESSEL_EDITS])
    heard = np.minimum.reduce([_class_costs(view, pairs) for view in VESSEL_HEARD.values()])
    around = pairs.ours.around[pairs.our]
    plainly, by_class = (
        with_other_ship(lost + terms.fixed, other) / terms.size + around for lost in (cost, heard)
    )
    plainly = scored(plainly, pairs.unsure())
    by_class = scored(by_class, np.ones(len(pairs), np.bool_))
    return np.where(terms.empty, 0.0, np.maximum(plainly, by_class))


def vessel_key_scores(pairs: Pairs, price: Scores) -> Scores:
    """Return the score of pairs that share the key of a view, at that view's price."""
    terms = _vessel_terms(pairs)
    word_amid = pairs.ours.amid & (pairs.ours.word_count < SEVERAL)
    price = np.where(word_amid[pairs.our], np.inf, price)
    cost = with_other_ship(price + terms.fixed, other_ship_prices(pairs, pairs.edits(TIGHT)))
    share = cost / terms.size + pairs.ours.around[pairs.our]
    return scored(share, pairs.unsure())


def skeleton_prices(pairs: Pairs) -> Scores:
    """Return the price of equal skeletons, infinite where the party lost no vowels."""
    ours = pairs.ours.vowels[pairs.our]
    lost = pairs.theirs.vowels[pairs.their] - ours
    voiced = 5 * ours > pairs.ours.letters[pairs.our]
    price = short_forms.SKELETON + short_forms.SKELETON_VOWEL * lost
    return np.where(lost > 0, price + short_forms.SKELETON_VOICED * voiced, np.inf)


def vessel_skeleton_prices(pairs: Pairs) -> Scores:
    """Return the same for ships' names, infinite where the party has letters of its own."""
    lost = pairs.theirs.letters[pairs.their] - pairs.ours.letters[pairs.our]
    return np.where(pairs.edits(TIGHT) <= lost, skeleton_prices(pairs), np.inf)


def party_edit_scores(pairs: Pairs) -> Scores:
    """Return the best of the edit views of `name_scores.party_name_score` for each pair."""
    if not len(pairs):
        return np.empty(0)
    terms, legal = _party_terms(pairs), pairs.legal()
    caps, tight = edit_caps(pairs.theirs.letters[pairs.their]), pairs.edits(TIGHT)
    own_differs = own_differ(pairs)
    short = _short_word_differs(pairs)
    differs = short | few_letters(pairs, own_differs)
    own = np.where(terms.empty, 1.0, own_sizes(pairs, own_differs, terms.size))
    times = np.where(differs, SHORT_WORD_TIMES, 1.0)
    long = pairs.theirs.sound.length[pairs.their] >= SAME_SOUND_LETTERS
    long &= ~own_differs | (pairs.theirs.own_letters[pairs.their] >= OWN_SOUND_LETTERS)
    foreign = ~pairs.ours.latin[pairs.our]
    alike = np.flatnonzero(foreign | (long & ~short & pairs.same(FOLDED)))
    sound = np.full(len(pairs), np.inf)
    sound[alike] = _edit_costs(SOUND_VIEW, pairs.take(alike), caps[alike], tight[alike])

    def lost(cost: Scores, view: EditView | HeardView) -> Scores:
        return (cost + terms.fixed) / terms.size + legal * view.legal

    def edited(view: EditView) -> Scores:
        more = times * terms.size / own  # edits are counted against the words of the name's own
        return lost(_edit_costs(view, pairs, caps, tight, more), view) + view.share

    plainly = np.minimum.reduce([
        lost(sound, SOUND_VIEW),
        *map(edited, PARTY_EDITS),
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
    price = skeleton_prices(pairs)
    price[pairs.theirs.skeleton.length[pairs.their] < PARTY_SKELETON_LEAST] = np.inf
    share = (price + terms.fixed) / terms.size + pairs.legal()
    return scored(PARTY_SCALE * share, pairs.unsure())


def party_cut_scores(pairs: Pairs) -> Scores:
    """Return the `cut` view of `name_scores.party_name_score` for pairs that agree in its key."""
    terms = _party_terms(pairs)
    trade = np.where(share_own(pairs), 0.0, CUT_TRADE)
    return scored(PARTY_SCALE * (CUT + trade + terms.fixed / terms.size), pairs.unsure())


def _short_word_differs(pairs: Pairs) -> Bools:
    """Return `own_words.short_word_differs` of each pair."""
    ours, theirs = pairs.word_sides()
    same = pairs.ours.words.count[pairs.our] == pairs.theirs.words.count[pairs.their]
    differs: Bools = same & lacks(theirs, ours, pairs.theirs.words.is_short_and_rare)
    return differs
