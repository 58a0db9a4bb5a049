"""The bulk twin of `similarity.word_alignment`: the words view of many pairs of forms at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
import numpy.typing as npt

from vscreen.columnar.strings import Bools, Codes, Hashes, Packed, distances, ends, expand
from vscreen.similarity import word_alignment as plain
from vscreen.similarity.costs import PARTY_SCALE, PARTY_SKELETON_LEAST, SHORT_WORD_TIMES
from vscreen.similarity.form_pairs import Pairs
from vscreen.similarity.name_scores_bulk import scored
from vscreen.similarity.own_words import few_letters, own_differ
from vscreen.similarity.standing.whole import DIGITS, NAMED_BESIDE, NAMED_WORTH
from vscreen.similarity.standing.whole_bulk import (
    enough,
    may_stand,
    stand_as_listed,
    stand_with_legal_form,
)
from vscreen.text.form_table import FormTable, Scores
from vscreen.text.lexicon import ONE_EDIT_FROM, TWO_EDITS_FROM
from vscreen.text.tables.words import CODE, LETTERS, LONG_WORD, WordTable
from vscreen.text.vocabulary import NONE

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
    then can they all be partners. Nothing counts for ``thin`` if the name may stand by itself.
    """
    return _Meetings(pairs).may_reach(budget) if len(pairs) else np.zeros(0, np.bool_)


def thin_prices(total: Scores) -> Scores:
    """Return `word_alignment.thin_price` of each weight."""
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

    def partners(self) -> tuple[Codes, Codes, Scores]:
        """Return (word, position, loss) for each of the party's words that may be its partner."""
        loss = losses(self.ours, self.our_code, self.theirs, self.their_code)
        met = np.flatnonzero(loss < 1)
        word = self.word[met]
        return word, met - self.first[word], loss[met]


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

    def _beside(self) -> Iterator[tuple[int, _Beside]]:
        """Yield the words of entries beside those of their parties, and the first of the words."""
        for block in _blocks(self.ours.count[self._form]):
            yield block.start, _Beside(self.ours, self.theirs, self._form[block], self._code[block])

    def _may_meet(self) -> list[Bools]:
        """Return `_Beside.may_meet` of each word of an entry."""
        parts = zip(*(beside.may_meet() for _, beside in self._beside()), strict=True)
        return [np.concatenate(part)[self._back] for part in parts]

    def meetings(self) -> tuple[Codes, Codes, Scores]:
        """Return (word of an entry, position of a party's, loss) for all that may be partners."""
        parts = [(start, *beside.partners()) for start, beside in self._beside()]
        word = np.concatenate([start + words for start, words, _, _ in parts])
        position = np.concatenate([positions for _, _, positions, _ in parts])
        loss = np.concatenate([losses for _, _, _, losses in parts])
        if isinstance(self._back, slice):
            return word, position, loss
        count = np.bincount(word, minlength=len(self._form))
        every, member = expand((ends(count) - count)[self._back], count[self._back])
        return every, position[member], loss[member]

    def sums(self, values: npt.NDArray[np.float64]) -> Scores:
        """Return, for each pair, the sum of a value of its entry's words."""
        return np.add.reduceat(values, self.of_pair)

    def around(self, left: Bools, right: Bools) -> Scores:
        """Return what words before the first partner and behind the last cost."""
        return plain.WORD_LEFT * left + plain.WORD_RIGHT * right

    def may_reach(self, budget: float) -> Bools:
        """Return `may_reach` of the pairs."""
        said, begins, closes = self._may_meet()
        unsaid = self.sums(np.where(said, 0.0, self.weight))
        all_said = self.count <= np.add.reduceat(said.astype(np.int64), self.of_pair)
        unsaid = unsaid * np.where(all_said, plain.WORD_UNSAID, 1.0)
        left = ~np.logical_or.reduceat(begins, self.of_pair)
        right = ~np.logical_or.reduceat(closes, self.of_pair)
        around = self.around(left, right)
        thin = least_thin_prices(self.pairs.theirs, self.pairs.their, self.total)
        around = around + thin * (around > 0)
        reach: Bools = unsaid / self.total + around + self.pairs.legal() <= budget
        return reach


class _Alignment(_Meetings):
    """The words of pairs paired off: the likest with each other, and side by side in their order.

    Both are ways to pair off; ``pair_of`` says of which pair each way is.
    """

    def __init__(self, pairs: Pairs) -> None:
        super().__init__(pairs)
        self.words = self.theirs.count[pairs.their]
        word, position, loss = self.meetings()
        pair = self.pair[word]
        likest = _paired_off(pair, word, position, loss)
        windows, way = _side_by_side(pair, position - (word - self.of_pair[pair]), self.words)
        self.pair_of = np.concatenate([np.arange(len(pairs)), pair[windows[_firsts(way)]]])
        self.way = np.concatenate([pair[likest], way + len(pairs)])
        which = np.concatenate([likest, windows])
        self.word, self.position, self.loss = word[which], position[which], loss[which]

    def share(self) -> Scores:
        """Return the share of the score that each pair loses, paired off in its best way."""
        least = np.full(len(self.pairs), np.inf)
        np.minimum.at(least, self.pair_of, self._shares())
        return least + self.pairs.legal()

    def _each_way(self, values: Scores) -> Scores:
        """Return, for each way, the sum of a value of the partners."""
        sums: Scores = np.bincount(self.way, values, len(self.pair_of)).astype(np.float64)
        return sums

    def _shares(self) -> Scores:
        pair, weight = self.pair_of, self.weight[self.word]
        said: Codes = np.bincount(self.way, minlength=len(pair))
        total: Scores = self.total[pair]
        lost = self._each_way(weight * self.loss)
        few = few_letters(self.pairs, own_differ(self.pairs))
        lost = lost * np.where(few[pair], SHORT_WORD_TIMES, 1.0)
        unsaid = np.maximum(0.0, total - self._each_way(weight))
        unsaid = np.where(said == self.words[pair], 0.0, unsaid)
        unsaid = unsaid * np.where(said == self.count[pair], plain.WORD_UNSAID, 1.0)
        first = np.full(len(pair), self.count.max())
        last = np.full(len(pair), -1)
        np.minimum.at(first, self.way, self.position)
        np.maximum.at(last, self.way, self.position)
        between, outside = self._weights_of_others(said, first, last)
        party_lacks, entry_lacks = self.pairs.lack_numbers()
        around = self.around(first > 0, last < self.count[pair] - 1)
        around = np.where(around > 0, around, plain.WORD_RIGHT * entry_lacks[pair])
        rare = plain.WORD_RARE * outside / (outside + total)
        charged = around + np.where(around > 0, thin_prices(total) + rare, 0.0)
        most = np.where(total >= plain.THIN_BELOW, around, plain.WORD_LEFT + plain.WORD_RIGHT)
        stands = self._stand_by_themselves(said, last - first, outside)
        around = np.where(stands, np.minimum(charged, most), charged)
        share = (lost + unsaid + plain.WORD_INSIDE * between) / total + around + plain.WORDS
        share += plain.WORD_NUMBER * party_lacks[pair]
        found: Scores = share
        return found

    def _weights_of_others(self, said: Codes, first: Codes, last: Codes) -> tuple[Scores, Scores]:
        """Return what the party's words weigh that are no partners: those between, and the rest."""
        weights = self.ours.weight[self.ours.code]
        begin = self.first[self.pair_of]
        every = _sums(weights, begin + first, begin + last + 1)
        own = self._each_way(weights[begin[self.way] + self.position])
        rare = rare_parts(weights)
        beside = self.ours.is_beside[self.ours.code]
        beside &= self.pairs.ours.on_paper[self.ours.owner()]
        rare[beside] = 0.0
        outside = _sums(rare, begin, begin + first)
        outside += _sums(rare, begin + last + 1, begin + self.count[self.pair_of])
        inside = last - first + 1 > said
        between = np.where(inside, np.maximum(0.0, every - own), 0.0)
        return between, np.maximum(0.0, outside.round(DIGITS))

    def _stand_by_themselves(self, said: Codes, apart: Codes, outside: Scores) -> Bools:
        """Return whether each way has all words of a name that tells enough side by side."""
        pairs, pair = self.pairs, self.pair_of
        side_by_side = (said == self.words[pair]) & (apart == said - 1)
        respelt = self._each_way(self.loss) > 0
        exact, near = enough(pairs.theirs, pairs.their)
        named = pairs.theirs.worth[pairs.their] >= NAMED_WORTH
        named &= pairs.ours.on_paper[pairs.our]
        exact = exact[pair] | (named[pair] & (outside <= NAMED_BESIDE))
        stands: Bools = side_by_side & np.where(respelt, near[pair], exact)
        maybe = np.flatnonzero(side_by_side & ~stands)
        some = pairs.take(pair[maybe])
        stands[maybe] = stand_with_legal_form(some) | stand_as_listed(some)
        return stands


def _paired_off(pair: Codes, word: Codes, position: Codes, loss: Scores) -> Codes:
    """Return which meetings `word_alignment.partners` takes.

    A meeting is taken if it is the likest of both of its words; then neither is free any more.
    """
    width = int(position.max(initial=0)) + 1
    _, other = np.unique(pair * width + position, return_inverse=True)
    free, free_other = np.ones(word.max(initial=0) + 1, np.bool_), np.ones(len(other), np.bool_)
    order = np.lexsort((position, word, loss))
    taken = []
    while len(order):
        likest = np.zeros((2, len(order)), np.bool_)
        likest[0, _firsts(word[order])] = likest[1, _firsts(other[order])] = True
        both = order[likest.all(axis=0)]
        taken.append(both)
        free[word[both]] = free_other[other[both]] = False
        order = order[free[word[order]] & free_other[other[order]]]
    return np.concatenate([np.empty(0, np.int64), *taken])


def _side_by_side(pair: Codes, begin: Codes, words: Codes) -> tuple[Codes, Codes]:
    """Return (meeting, window) for the meetings that make windows: all words, each at its place.

    ``begin`` is where the entry's first word would stand; ``words`` are counted by pair.
    """
    least = int(begin.min(initial=0))
    width = int(begin.max(initial=0)) - least + 1
    window, which = np.unique(pair * width + begin - least, return_inverse=True)
    whole = np.bincount(which, minlength=len(window)) == words[window // width]
    number = np.cumsum(whole) - 1
    meetings = np.flatnonzero(whole[which])
    return meetings, number[which[meetings]]


def _firsts(values: Codes) -> Codes:
    """Return the first position of each distinct value, by value."""
    return np.unique(values, return_index=True)[1]


def _sums(values: Scores, begin: Codes, end: Codes) -> Scores:
    """Return the sums of values from ``begin`` up to ``end``."""
    sums = np.concatenate([[0.0], np.cumsum(values)])
    found: Scores = sums[end] - sums[begin]
    return found


def rare_parts(weights: Scores) -> Scores:
    """Return `word_alignment.rare_part` of each weight."""
    return np.maximum(0.0, weights - plain.COMMON_WORD) / (1 - plain.COMMON_WORD)


def least_thin_prices(table: FormTable, forms: Codes, total: Scores) -> Scores:
    """Return `thin_prices` of some forms, nothing of those that may stand by themselves."""
    return np.where(may_stand(table, forms), 0.0, thin_prices(total))


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
    named = respelt & (theirs.given_name[entry] != NONE)
    loss = np.where(named, np.minimum(loss, plain.WORD_NAME), loss)
    begins = _begins(listed, shorter) == _begins(given, shorter)
    loss = np.where(begins & (shorter > 2), np.minimum(loss, plain.WORD_BEGINS), loss)
    bare = ours.bare.length[party] == given.length
    bare &= (given.length >= PARTY_SKELETON_LEAST) & (
        theirs.bare_hash[entry] == ours.bare_hash[party]
    )
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
