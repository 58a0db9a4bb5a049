"""The bulk twin of `similarity.ships.other_ships`: the same prices of many pairs of forms."""

from __future__ import annotations

import numpy as np

from vscreen.columnar.strings import Bools, Codes, Packed, mix, sums_of
from vscreen.similarity.costs import (
    DIGIT_BITS,
    LET_OFF_BIT,
    LET_OFF_MOST,
    LET_OFF_SHARE,
    LOST_LETTER_BITS,
    LOST_LETTERS,
    MORE_WORDS,
    NUMBERED,
    OTHER_SHIP,
    OTHER_WORD,
    OTHER_WORD_LETTERS,
    SWAPPED_BITS,
    WORTH_BIT,
    WORTH_MOST,
    WORTH_NEEDED,
)
from vscreen.similarity.form_pairs import Pairs, lacks
from vscreen.similarity.views import FOLDED, TIGHT
from vscreen.text.form_table import SCRIPTS, Scores
from vscreen.text.scripts import Script
from vscreen.text.ships.listed import GLUED_PRICE
from vscreen.text.ships.worth import PARTS


def with_other_ship(cost: Scores, other: Scores) -> Scores:
    """Return `other_ships.with_other_ship` of each pair."""
    return np.maximum(cost + other, LET_OFF_SHARE * cost)


def other_ship_prices(pairs: Pairs, tight: Codes) -> Scores:
    """Return `other_ships.other_ship_price` of each pair; ``tight`` are the edits of `TIGHT`."""
    ours, theirs = pairs.ours, pairs.theirs
    same = pairs.same(TIGHT)
    lost = theirs.letters[pairs.their] - ours.letters[pairs.our]
    worth = ours.ship_worth[pairs.our] / PARTS
    worth += LOST_LETTER_BITS * np.clip(lost, 0, LOST_LETTERS) + SWAPPED_BITS * _swapped(
        pairs, tight
    )
    agree = (ours.digits[pairs.our] > 0) & ~np.logical_or(*pairs.lack_numbers())
    worth += DIGIT_BITS * ours.digits[pairs.our] * agree
    known = ours.words.is_ship_word & (ours.words.distinct.length >= OTHER_WORD_LETTERS)
    word = lacks(*pairs.word_sides(), known)
    plainly = theirs.price[pairs.their] < GLUED_PRICE
    more = (ours.word_count[pairs.our] > theirs.word_count[pairs.their]) & (lost < 0) & plainly
    wanting = WORTH_NEEDED - worth
    price = np.clip(WORTH_BIT * wanting, 0.0, WORTH_MOST)
    latin = ours.latin[pairs.our]
    price += latin * np.clip(LET_OFF_BIT * wanting, -LET_OFF_MOST, 0.0)
    price += OTHER_SHIP * ours.is_ship_name[pairs.our] + OTHER_WORD * word + MORE_WORDS * more
    price += NUMBERED * ((ours.digits[pairs.our] > 0) & ~plainly)
    read_alike = ~latin & (pairs.same(FOLDED) | _same_consonants(pairs))
    return np.where(((same & plainly) | read_alike) & pairs.same_numbers(), 0.0, price)


def _swapped(pairs: Pairs, tight: Codes) -> Bools:
    """Return `other_ships.is_swapped` of each pair."""
    swapped: Bools = pairs.ours.letters[pairs.our] == pairs.theirs.letters[pairs.their]
    swapped &= tight == 1
    which = np.flatnonzero(swapped)
    ours, theirs = pairs.ours.tight.take(pairs.our[which]), pairs.theirs.tight
    swapped[which] = _anagrams(ours) == _anagrams(theirs.take(pairs.their[which]))
    return swapped


def _anagrams(texts: Packed) -> Codes:
    """Return a number for all letters of each text, the same in any order."""
    texts = texts.joined()
    sums = sums_of((mix(texts.data.astype(np.uint64)) >> np.uint64(1)).astype(np.int64))
    anagrams: Codes = sums[texts.start + texts.length] - sums[texts.start]
    return anagrams


def _same_consonants(pairs: Pairs) -> Bools:
    """Whether the party's script has no vowels, and the consonants' classes are equal."""
    same: Bools = pairs.ours.script[pairs.our] == SCRIPTS.index(Script.ABJAD)
    which = np.flatnonzero(same)
    ours, theirs = pairs.ours.heard.classes, pairs.theirs.heard.classes
    given, listed = ours.take(pairs.our[which]), theirs.take(pairs.their[which])
    same[which] = given.hashes() == listed.hashes()
    return same
