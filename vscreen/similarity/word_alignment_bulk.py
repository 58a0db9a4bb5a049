"""The bulk twin of `similarity.word_alignment`: the words view of many pairs of forms at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

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
_LONG_FORM: Final = 16
"""Words of a party from which those of its entries are sorted, so that each is looked at once."""


def party_word_scores(pairs: Pairs) -> Scores:
    """Return the `words` view of `name_scores.party_name_score`; the pairs share a heavy word."""
    if not len(pairs):
        return np.empty(0)
    return scored(PARTY_SCALE * _Alignment(pairs).share(), pairs.unsure())


def may_reach(pairs: Pairs, budget: float) -> Bools:
    """Whether the shares of pairs may be within a budget beside `word_alignment.WORDS`.

    Words of the entry that meet none that may stand for them are unsaid; if the party begins with a
    word that may stand for none, a word stands before the first partner, and so at the end::

        share - WORDS >= unsaid / total + around + thin + legal

    or half of it unsaid if the party's words are no more than the entry's that may be said: only
    then can they all be partners.
    """
    return _Meetings(pairs).may_reach(budget) if len(pairs) else np.zeros(0, np.bool_)


def thin_prices(total: Scores) -> Scores:
    """Return what words around a name cost that weighs so much in all."""
    return plain.THIN_NAME * np.maximum(0.0, plain.THIN_BELOW - total)


class _Beside:
    """Words of entries, each beside every word of a form of a party's.

    ``word`` is the entry's word of each meeting; ``first`` and ``last`` are the meetings of each
    word with the party's first word and its last.
    """

    def __init__(self, ours: WordTable, theirs: WordTable, form: Codes, their_code: Codes) -> None:
        self.ours, self.theirs = ours, theirs
        self.word, given = expand(ours.first[form], ours.count[form])
        self.our_code, self.their_code = ours.code[given], their_code[self.word]
        self.first = _starts(ours.count[form])
        self.last = self.first + ours.count[form] - 1

    def may_meet(self) -> tuple[Bools, ...]:
        """Return whether each word may meet any of the party's, its first, and its last."""
        may = _may_meet(self.ours, self.our_code, self.theirs, self.their_code)
        return np.logical_or.reduceat(may, self.first), may[self.first], may[self.last]

    def partners(self) -> tuple[Scores, Codes]:
        """Return what each word loses at least, and the first position where it loses that."""
        loss = losses(self.ours, self.our_code, self.theirs, self.their_code)
        least = np.minimum.reduceat(loss, self.first)
        position = np.arange(len(loss)) - self.first[self.word]
        best = np.where(loss == least[self.word], position, len(loss))
        return least, np.minimum.reduceat(best, self.first)


class _Meetings:
    """The words of pairs: every word of an entry beside every word of its party.

    There are three levels, laid end to end and reduced with ``reduceat``: a pair, a word of its
    entry, a meeting of that with a word of its party (`_Beside`). ``pair`` is that of each word of
    an entry; ``first`` and ``count`` are the party's words, by pair. What a word of an entry finds
    among the words of a long form is found once for all entries that have the word.
    """

    def __init__(self, pairs: Pairs) -> None:
        self.pairs = pairs
        self.ours, self.theirs = pairs.ours.words, pairs.theirs.words
        self.first, self.count = self.ours.first[pairs.our], self.ours.count[pairs.our]
        counts = self.theirs.count[pairs.their]
        self.pair, listed = expand(self.theirs.first[pairs.their], counts)
        self.of_pair = _starts(counts)
        code, form = self.theirs.code[listed], pairs.our[self.pair]
        self.weight = self.theirs.weight[code]
        self.total = self.sums(self.weight)
        self._back: Codes | slice = slice(None)
        if self.count[self.pair].sum() > _LONG_FORM * len(self.pair):
            width = len(self.theirs.hash)
            distinct, self._back = np.unique(form * width + code, return_inverse=True)
            form, code = np.divmod(distinct, width)
        self._form, self._code = form, code

    def each(self, find: Callable[[_Beside], tuple[npt.NDArray[Any], ...]]) -> list[Any]:
        """Return arrays of what each word of an entry finds among its party's words."""
        parts = [
            find(_Beside(self.ours, self.theirs, self._form[block], self._code[block]))
            for block in _blocks(self.ours.count[self._form])
        ]
        return [np.concatenate(part)[self._back] for part in zip(*parts, strict=True)]

    def sums(self, values: npt.NDArray[np.float64]) -> Scores:
        """Return, for each pair, the sum of a value of its entry's words."""
        return np.add.reduceat(values, self.of_pair)

    def around(self, left: Bools, right: Bools) -> Scores:
        """Return what words before the first partner and behind the last cost."""
        return plain.WORD_LEFT * left + plain.WORD_RIGHT * right

    def may_reach(self, budget: float) -> Bools:
        """Return `may_reach` of the pairs."""
        said, begins, ends = self.each(_Beside.may_meet)
        unsaid = self.sums(np.where(said, 0.0, self.weight))
        all_said = self.count <= np.add.reduceat(said.astype(np.int64), self.of_pair)
        unsaid = unsaid * np.where(all_said, plain.WORD_UNSAID, 1.0)
        left = ~np.logical_or.reduceat(begins, self.of_pair)
        right = ~np.logical_or.reduceat(ends, self.of_pair)
        around = self.around(left, right)
        around = around + thin_prices(self.total) * (around > 0)
        reach: Bools = unsaid / self.total + around + self.pairs.legal() <= budget
        return reach


class _Alignment(_Meetings):
    """Every word of an entry with its best partner among the party's words."""

    def __init__(self, pairs: Pairs) -> None:
        super().__init__(pairs)
        self.least, self.partner = self.each(_Beside.partners)
        self.nobody = int(self.count.max())
        """Behind all positions of words."""

    def share(self) -> Scores:
        """Return the share of the score that each pair loses."""
        paired = self.least < 1
        lost = self.sums(np.where(paired, self.weight * self.least, 0.0))
        unsaid = self.sums(np.where(paired, 0.0, self.weight))
        first = np.minimum.reduceat(np.where(paired, self.partner, self.nobody), self.of_pair)
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


def _blocks(counts: Codes) -> Iterator[slice]:
    """Yield blocks of words that have so many meetings each; a block has one word or more."""
    block = np.cumsum(counts) // _BLOCK
    starts = np.flatnonzero(np.diff(block, prepend=-1)).tolist()
    yield from map(slice, starts, [*starts[1:], len(counts)])


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
