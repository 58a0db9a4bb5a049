"""The bulk twin of `similarity.word_alignment`: the words view of many pairs of forms at once."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt

from vscreen.columnar.strings import Bools, Codes, Hashes, Packed, distances, expand, once
from vscreen.similarity import word_alignment as plain
from vscreen.similarity.costs import PARTY_SCALE
from vscreen.similarity.form_pairs import Pairs
from vscreen.similarity.name_scores_bulk import scored
from vscreen.text.form_table import CODE, LETTERS, LONG_WORD, Scores, WordTable
from vscreen.text.lexicon import ONE_EDIT_FROM, TWO_EDITS_FROM

_BLOCK: Final = 1 << 16
"""Meetings of words that are compared together: they stay in the processor's cache, and a party of
hundreds of words takes no more memory than others."""


def party_word_scores(pairs: Pairs) -> Scores:
    """Return the `words` view of `name_scores.party_name_score`; the pairs share a heavy word."""
    shares = [_Alignment(block).share() for block in _blocks(pairs)]
    return scored(PARTY_SCALE * np.concatenate([np.empty(0), *shares]), pairs.unsure())


def may_reach(pairs: Pairs, budget: float) -> Bools:
    """Whether the shares of pairs may be within a budget beside `word_alignment.WORDS`.

    Words of the entry that meet none that may stand for them are unsaid; if the party begins with a
    word that may stand for none, a word stands before the first partner, and so at the end::

        share - WORDS >= unsaid / total + around + thin + legal

    or half of it unsaid if the party's words are no more than the entry's that may be said: only
    then can they all be partners.
    """
    blocks = [_Meetings(block).may_reach(budget) for block in _blocks(pairs)]
    return np.concatenate([np.zeros(0, np.bool_), *blocks])


def _blocks(pairs: Pairs) -> Iterator[Pairs]:
    """Yield the pairs block by block, in their order; a block has one pair or more."""
    ours, theirs = pairs.ours.words.count[pairs.our], pairs.theirs.words.count[pairs.their]
    block = np.cumsum(ours * theirs) // _BLOCK
    starts = np.flatnonzero(np.diff(block, prepend=-1)).tolist()
    for start, stop in zip(starts, [*starts[1:], len(pairs)], strict=True):
        yield pairs.take(slice(start, stop))


def thin_prices(total: Scores) -> Scores:
    """Return what words around a name cost that weighs so much in all."""
    return plain.THIN_NAME * np.maximum(0.0, plain.THIN_BELOW - total)


class _Meetings:
    """The words of pairs: every word of an entry beside every word of its party.

    There are three levels, laid end to end and reduced with ``reduceat``: a pair, a word of its
    entry, a meeting of that with a word of its party. ``pair`` is that of each word of an entry,
    ``word`` that of each meeting, and ``first`` and ``count`` the party's words, by pair.
    """

    def __init__(self, pairs: Pairs) -> None:
        self.pairs = pairs
        self.ours, self.theirs = pairs.ours.words, pairs.theirs.words
        self.first, self.count = self.ours.first[pairs.our], self.ours.count[pairs.our]
        counts = self.theirs.count[pairs.their]
        self.pair, listed = expand(self.theirs.first[pairs.their], counts)
        self.word, self.given = expand(self.first[self.pair], self.count[self.pair])
        self.our_code, self.their_code = self.ours.code[self.given], self.theirs.code[listed]
        self.of_word, self.of_pair = _starts(self.count[self.pair]), _starts(counts)
        self.weight = self.theirs.weight[self.their_code]
        self.total = self.sums(self.weight)

    def sums(self, values: npt.NDArray[np.float64]) -> Scores:
        """Return, for each pair, the sum of a value of its entry's words."""
        return np.add.reduceat(values, self.of_pair)

    def around(self, left: Bools, right: Bools) -> Scores:
        """Return what words before the first partner and behind the last cost."""
        return plain.WORD_LEFT * left + plain.WORD_RIGHT * right

    def may_reach(self, budget: float) -> Bools:
        """Return `may_reach` of the pairs."""
        pairs = self.pairs
        may = _may_meet(self.ours, self.our_code, self.theirs, self.their_code[self.word])
        said = np.logical_or.reduceat(may, self.of_word)
        unsaid = self.sums(np.where(said, 0.0, self.weight))
        all_said = self.count <= np.add.reduceat(said.astype(np.int64), self.of_pair)
        unsaid = unsaid * np.where(all_said, plain.WORD_UNSAID, 1.0)
        pair, given = self.pair[self.word[may]], self.given[may]
        left, right = np.ones((2, len(pairs)), np.bool_)
        left[pair[given == self.first[pair]]] = False
        right[pair[given == self.first[pair] + self.count[pair] - 1]] = False
        around = self.around(left, right)
        around = around + thin_prices(self.total) * (around > 0)
        reach: Bools = unsaid / self.total + around + pairs.legal() <= budget
        return reach


class _Alignment(_Meetings):
    """Every word of an entry with its best partner among the party's words."""

    @cached_property
    def loss(self) -> Scores:
        """What each meeting loses."""
        their_code = self.their_code[self.word]
        return losses(self.ours, self.our_code, self.theirs, their_code)

    @cached_property
    def least(self) -> Scores:
        """What each word of an entry loses at least; below 1 it has a partner."""
        return np.minimum.reduceat(self.loss, self.of_word)

    @cached_property
    def partner(self) -> Codes:
        """The first position among the party's words where each word of an entry loses least."""
        position = self.given - self.first[self.pair][self.word]
        best = self.loss == self.least[self.word]
        return np.minimum.reduceat(np.where(best, position, len(self.given)), self.of_word)

    def share(self) -> Scores:
        """Return the share of the score that each pair loses."""
        paired = self.least < 1
        lost = self.sums(np.where(paired, self.weight * self.least, 0.0))
        unsaid = self.sums(np.where(paired, 0.0, self.weight))
        first = np.minimum.reduceat(np.where(paired, self.partner, len(self.given)), self.of_pair)
        last = np.maximum.reduceat(np.where(paired, self.partner, -1), self.of_pair)
        pair, partner = self._partners(paired)
        spent = np.bincount(pair, minlength=len(self.pairs))
        unsaid = unsaid * np.where(spent == self.count, plain.WORD_UNSAID, 1.0)
        between = self._weight_between(pair, partner, first, last)
        party_lacks, entry_lacks = self.pairs.lack_numbers()
        around = self.around(first > 0, last < self.count - 1)
        around = np.where(around > 0, around, plain.WORD_RIGHT * entry_lacks)
        around = around + thin_prices(self.total) * (around > 0)
        share = (lost + unsaid + plain.WORD_INSIDE * between) / self.total + around + plain.WORDS
        return share + self.pairs.legal() + plain.WORD_NUMBER * party_lacks

    def _partners(self, paired: Bools) -> tuple[Codes, Codes]:
        """Return (pair, position) for each of the party's words that is a partner, once."""
        width = int(self.ours.count.max()) + 1
        pair, partner = np.divmod(once(self.pair[paired] * width + self.partner[paired]), width)
        return pair, partner

    def _weight_between(self, pair: Codes, partner: Codes, first: Codes, last: Codes) -> Scores:
        """Return the weight of the party's words between partners that are none themselves."""
        weights = self.ours.weight[self.ours.code]
        sums = np.concatenate([[0.0], np.cumsum(weights)])
        every = sums[self.first + np.maximum(last, first + 1)] - sums[self.first + first + 1]
        inside = (partner > first[pair]) & (partner < last[pair])
        own = weights[self.first[pair[inside]] + partner[inside]]
        between: Scores = every - np.bincount(pair[inside], own, minlength=len(self.pairs))
        return between


def _starts(counts: Codes) -> Codes:
    return np.cumsum(counts) - counts


def losses(ours: WordTable, our_codes: Codes, theirs: WordTable, their_codes: Codes) -> Scores:
    """Return `word_alignment.word_loss` of each meeting of a party's word and an entry's."""
    our_length, their_length = ours.distinct.length[our_codes], theirs.distinct.length[their_codes]
    loss = np.ones(len(our_codes))
    may = np.flatnonzero(_may_meet(ours, our_codes, theirs, their_codes))
    met = their_codes[may] * len(ours.hash) + our_codes[may]
    distinct, back = np.unique(met, return_inverse=True)
    entry, party = np.divmod(distinct, len(ours.hash))
    loss[may] = word_losses(ours, party, theirs, entry)[back]
    initial = np.flatnonzero((our_length == 1) & (their_length > 1))
    first = ours.initial[our_codes[initial]] == theirs.initial[their_codes[initial]]
    loss[initial] = np.where(first, plain.WORD_INITIAL, 1.0)
    return loss


def _may_meet(ours: WordTable, our_codes: Codes, theirs: WordTable, their_codes: Codes) -> Bools:
    """Whether a party's word may stand for an entry's: all that lose less than 1, and a few more.

    Words of one code may; within ``k`` edits at most ``2 * k`` bits of their letters differ; of the
    word that begins the other, is its initial or its skeleton, the other holds all letters.
    """
    party, entry = ours.traits[our_codes], theirs.traits[their_codes]
    differ = party ^ entry
    may: Bools = (differ & CODE) == 0
    letters = differ & LETTERS
    may |= ((letters & party) == 0) | ((letters & entry) == 0)
    bits = np.bitwise_count(letters)
    may |= bits <= 2
    may |= (bits <= 4) & ((entry & LONG_WORD) != 0)
    return may


def word_losses(ours: WordTable, party: Codes, theirs: WordTable, entry: Codes) -> Scores:
    """Return `word_alignment.word_loss` of each pair of words, none of the party's an initial."""
    listed, given = theirs.distinct.take(entry), ours.distinct.take(party)
    longer = np.maximum(listed.length, given.length)
    shorter = np.minimum(listed.length, given.length)
    edits = distances(theirs.distinct[entry], ours.distinct[party])
    close = edits <= _edit_caps(listed.length)
    loss = np.where(close, plain.WORD_EDIT * edits / longer, 1.0)
    respelt = theirs.code_hash[entry] == ours.code_hash[party]
    loss = np.where(respelt, np.minimum(loss, plain.WORD_RESPELT * edits / longer), loss)
    begins = _begins(listed, shorter) == _begins(given, shorter)
    loss = np.where(begins & (shorter > 2), np.minimum(loss, plain.WORD_BEGINS), loss)
    bare = ours.bare.length[party] == given.length
    bare &= (given.length > 2) & (theirs.bare_hash[entry] == ours.bare_hash[party])
    loss = np.where(bare, np.minimum(loss, plain.WORD_SKELETON), loss)
    return np.minimum(1.0, np.where(edits == 0, 0.0, loss))


def _edit_caps(letters: Codes) -> Codes:
    """Return `lexicon.word_edit_cap` of words of so many letters."""
    return (letters >= ONE_EDIT_FROM).astype(np.int64) + (letters >= TWO_EDITS_FROM)


def _begins(words: Packed, letters: Codes) -> Hashes:
    """Return a hash of the first ``letters`` of each word."""
    begins = Packed(words.data, words.start, letters)
    begins.share_windows(words)
    return begins.hashes()
