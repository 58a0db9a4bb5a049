"""The fast twin of `vscreen.wordwise`: the words view of many pairs of forms at once."""

from __future__ import annotations

import numpy as np

from vscreen import likeness as plain
from vscreen import wordwise
from vscreen.forms import Scores, lengths
from vscreen.joins import Codes, Words, distances, expand
from vscreen.pairs import Pairs, scored
from vscreen.sounds import word_code
from vscreen.text import skeleton


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
    loss = _losses(ours.code[our_word], theirs.code[their_word][cell], pairs)
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
    taken = np.unique(pair[found] * (int(ours.count.max()) + 1) + partner[found])
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
    return np.maximum(0.0, scored(plain.PARTY_SCALE * share, pairs.unsure()))


def _bounds(counts: Codes) -> Codes:
    return np.cumsum(counts) - counts


def _losses(our_codes: Codes, their_codes: Codes, pairs: Pairs) -> Scores:
    """Return the loss of each meeting of words, worked out once per distinct two."""
    ours, theirs = pairs.ours.words.distinct, pairs.theirs.words.distinct
    both, place = np.unique(their_codes * len(ours) + our_codes, return_inverse=True)
    return word_losses(theirs[both // len(ours)], ours[both % len(ours)])[place]


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


def word_codes(words: Words) -> Words:
    """Return `sounds.word_code` of each word."""
    return np.array([*map(word_code, words), None], object)[:-1]


def word_losses(entry: Words, party: Words) -> Scores:
    """Return `wordwise.word_loss` of each pair of words."""
    ours, theirs = lengths(party), lengths(entry)
    longer, shorter = np.maximum(ours, theirs), np.minimum(ours, theirs)
    edits = distances(entry, party)
    close = edits <= (longer > 3).astype(int) + (longer > 7)
    loss = np.where(close, wordwise.WORD_EDIT * edits / longer, 1.0)
    respelt = np.equal(word_codes(entry), word_codes(party))
    loss = np.where(respelt, np.minimum(loss, wordwise.WORD_RESPELT * edits / longer), loss)
    one, other = entry.astype("U"), party.astype("U")
    begins = np.strings.startswith(one, other)
    starts = (begins | np.strings.startswith(other, one)) & (shorter > 2)
    loss = np.where(starts, np.minimum(loss, wordwise.WORD_BEGINS), loss)
    bare = np.array([skeleton(word) for word in party], object)
    consonants = (bare == party) & (ours > 2)
    loss[consonants] = np.where(
        bare[consonants] == np.array([skeleton(word) for word in entry[consonants]], object),
        np.minimum(loss[consonants], wordwise.WORD_SKELETON), loss[consonants],
    )  # fmt: skip
    initial = (ours == 1) & (theirs > 1)
    loss = np.where(initial, np.where(begins, wordwise.WORD_INITIAL, 1.0), loss)
    return np.minimum(1.0, np.where(edits == 0, 0.0, loss))
