"""The fast twin of `similarity.word_alignment`: the words view of many pairs of forms at once."""

from __future__ import annotations

from typing import Final

import numpy as np

from vscreen.columnar.strings import Bools, Codes, Hashes, Packed, distances, expand, once
from vscreen.similarity import word_alignment as wordwise
from vscreen.similarity.costs import PARTY_SCALE
from vscreen.similarity.name_scores_bulk import Pairs, scored
from vscreen.text.form_table import CODE, LETTERS, LONG_WORD, Scores, WordTable

_BLOCK: Final = 4_096
"""Pairs whose words are compared together: their meetings stay in the processor's cache."""


def party_word_scores(pairs: Pairs) -> Scores:
    """Return the `words` view of `likeness.party_name_score` for pairs that share a heavy word.

    Every word of the entry meets every word of the party: three levels (pair, entry's word, party's
    word) laid end to end and reduced with ``reduceat``.
    """
    if not len(pairs):
        return np.empty(0)
    ours, theirs = pairs.ours.words, pairs.theirs.words
    pair, their_word = expand(theirs.first[pairs.their], theirs.count[pairs.their])
    cell, our_word = expand(ours.first[pairs.our][pair], ours.count[pairs.our][pair])
    loss = losses(ours, ours.code[our_word], theirs, theirs.code[their_word][cell])
    bounds = _bounds(ours.count[pairs.our][pair])
    least = np.minimum.reduceat(loss, bounds)
    place = our_word - ours.first[pairs.our][pair][cell]
    partner = np.minimum.reduceat(np.where(loss == least[cell], place, len(our_word)), bounds)
    weight = theirs.weight[theirs.code[their_word]]
    of_pair = _bounds(theirs.count[pairs.their])
    total = np.add.reduceat(weight, of_pair)
    found = least < 1
    lost = np.add.reduceat(np.where(found, weight * least, 0.0), of_pair)
    unsaid = np.add.reduceat(np.where(found, 0.0, weight), of_pair)
    first = np.minimum.reduceat(np.where(found, partner, len(our_word)), of_pair)
    last = np.maximum.reduceat(np.where(found, partner, -1), of_pair)
    taken = once(pair[found] * (int(ours.count.max()) + 1) + partner[found])
    between = _weight_between(pairs, taken, first, last)
    spent = np.bincount(taken // (int(ours.count.max()) + 1), minlength=len(pairs))
    unsaid = unsaid * np.where(spent == ours.count[pairs.our], wordwise.WORD_UNSAID, 1.0)
    party_lacks, entry_lacks = pairs.lack_numbers()
    right = last < ours.count[pairs.our] - 1
    around = wordwise.WORD_LEFT * (first > 0) + wordwise.WORD_RIGHT * right
    around = np.where(around > 0, around, wordwise.WORD_RIGHT * entry_lacks)
    thin = wordwise.THIN_NAME * np.maximum(0.0, wordwise.THIN_BELOW - total) * (around > 0)
    share = (
        (lost + unsaid + wordwise.WORD_INSIDE * between) / total + around + thin + wordwise.WORDS
    )
    share = share + pairs.legal() + wordwise.WORD_NUMBER * party_lacks
    return np.maximum(0.0, scored(PARTY_SCALE * share, pairs.unsure()))


def _bounds(counts: Codes) -> Codes:
    return np.cumsum(counts) - counts


def losses(ours: WordTable, our_codes: Codes, theirs: WordTable, their_codes: Codes) -> Scores:
    """Return `wordwise.word_loss` of each meeting of a party's word and an entry's."""
    our_length, their_length = ours.distinct.length[our_codes], theirs.distinct.length[their_codes]
    loss = np.ones(len(our_codes))
    may = np.flatnonzero(_may_meet(ours, our_codes, theirs, their_codes))
    both, place = np.unique(their_codes[may] * len(ours.hash) + our_codes[may], return_inverse=True)
    some = word_losses(ours, both % len(ours.hash), theirs, both // len(ours.hash))
    loss[may] = some[place]
    initial = np.flatnonzero((our_length == 1) & (their_length > 1))
    first = ours.initial[our_codes[initial]] == theirs.initial[their_codes[initial]]
    loss[initial] = np.where(first, wordwise.WORD_INITIAL, 1.0)
    return loss


def _may_meet(ours: WordTable, our_codes: Codes, theirs: WordTable, their_codes: Codes) -> Bools:
    """Whether a party's word may stand for an entry's: all that lose less than 1, and a few more.

    Words of one code may; within ``k`` edits at most ``2 * k`` bits of their letters differ; of the
    word that begins the other, is its initial or its skeleton, the other holds all letters.
    """
    one, other = ours.traits[our_codes], theirs.traits[their_codes]
    differ = one ^ other
    may: Bools = (differ & CODE) == 0
    letters = differ & LETTERS
    may |= ((letters & one) == 0) | ((letters & other) == 0)
    edits = np.bitwise_count(letters)
    may |= edits <= 2
    may |= (edits <= 4) & ((other & LONG_WORD) != 0)
    return may


def may_reach(pairs: Pairs, budget: float) -> Bools:
    """Whether the shares of pairs may be within a budget beside `wordwise.WORDS`.

    Words of the entry that meet none that may stand for them are unsaid; if the party begins with a
    word that may stand for none, a word stands before the first partner, and so at the end::

        share - WORDS >= unsaid / total + around + thin + legal

    or half of it unsaid if the party's words are no more than the entry's that may be said: only
    then can they all be partners.
    """
    starts = range(0, len(pairs), _BLOCK)
    found = [_may_reach(pairs.take(slice(at, at + _BLOCK)), budget) for at in starts]
    return np.concatenate([np.zeros(0, np.bool_), *found])


def _may_reach(pairs: Pairs, budget: float) -> Bools:
    ours, theirs = pairs.ours.words, pairs.theirs.words
    pair, their_word = expand(theirs.first[pairs.their], theirs.count[pairs.their])
    cell, our_word = expand(ours.first[pairs.our][pair], ours.count[pairs.our][pair])
    their_code = theirs.code[their_word]
    may = _may_meet(ours, ours.code[our_word], theirs, their_code[cell])
    said = np.logical_or.reduceat(may, _bounds(ours.count[pairs.our][pair]))
    weight = theirs.weight[their_code]
    of_pair = _bounds(theirs.count[pairs.their])
    unsaid = np.add.reduceat(np.where(said, 0.0, weight), of_pair)
    total = np.add.reduceat(weight, of_pair)
    all_said = ours.count[pairs.our] <= np.add.reduceat(said.astype(np.int64), of_pair)
    unsaid = unsaid * np.where(all_said, wordwise.WORD_UNSAID, 1.0)
    met, at = pair[cell[may]], our_word[may]
    left, right = np.ones((2, len(pairs)))
    left[met[at == ours.first[pairs.our[met]]]] = 0.0
    right[met[at == ours.first[pairs.our[met]] + ours.count[pairs.our[met]] - 1]] = 0.0
    around = wordwise.WORD_LEFT * left + wordwise.WORD_RIGHT * right
    thin = wordwise.THIN_NAME * np.maximum(0.0, wordwise.THIN_BELOW - total) * (around > 0)
    reach: Bools = unsaid / total + around + thin + pairs.legal() <= budget
    return reach


def _weight_between(pairs: Pairs, taken: Codes, first: Codes, last: Codes) -> Scores:
    """Return the weight of the party's words strictly between the first and last partner."""
    words = pairs.ours.words
    weights = words.weight[words.code]
    sums = np.concatenate([[0.0], np.cumsum(weights)])
    start = words.first[pairs.our]
    every = sums[start + np.maximum(last, first + 1)] - sums[start + first + 1]
    width = int(words.count.max()) + 1
    pair, partner = taken // width, taken % width
    inside = (partner > first[pair]) & (partner < last[pair])
    held = weights[start[pair[inside]] + partner[inside]]
    between: Scores = every - np.bincount(pair[inside], held, minlength=len(pairs))
    return between


def word_losses(ours: WordTable, party: Codes, theirs: WordTable, entry: Codes) -> Scores:
    """Return `wordwise.word_loss` of each pair of words, none of the party's an initial."""
    one, other = theirs.distinct.take(entry), ours.distinct.take(party)
    longer, shorter = np.maximum(one.length, other.length), np.minimum(one.length, other.length)
    edits = distances(theirs.distinct[entry], ours.distinct[party])
    close = edits <= (one.length > 3).astype(int) + (one.length > 7)
    loss = np.where(close, wordwise.WORD_EDIT * edits / longer, 1.0)
    respelt = theirs.code_hash[entry] == ours.code_hash[party]
    loss = np.where(respelt, np.minimum(loss, wordwise.WORD_RESPELT * edits / longer), loss)
    begins = _begins(one, shorter) == _begins(other, shorter)
    loss = np.where(begins & (shorter > 2), np.minimum(loss, wordwise.WORD_BEGINS), loss)
    bare = ours.bare.length[party] == other.length
    bare &= (other.length > 2) & (theirs.bare_hash[entry] == ours.bare_hash[party])
    loss = np.where(bare, np.minimum(loss, wordwise.WORD_SKELETON), loss)
    return np.minimum(1.0, np.where(edits == 0, 0.0, loss))


def _begins(words: Packed, letters: Codes) -> Hashes:
    """Return a hash of the first ``letters`` of each word."""
    begins = Packed(words.data, words.start, letters)
    begins.share_windows(words)
    return begins.hashes()
