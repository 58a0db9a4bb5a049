"""Which parties' texts may resemble which names in the `words` view, found without looking at all.

The view (`similarity.word_alignment`) counts only if the party holds a word of the code ``h`` of a
word that is heavy in the entry. Of such pairs there are still many, and few reach a threshold. Let
``budget`` be what the share may be beside its constant, and look at the entry's words of other
codes. Either none of them finds a partner: then all of their weight is unsaid, and ::

    unsaid / total + around + thin <= budget        (half of unsaid if h is all the party says)

which few entries meet, those that ``h`` almost fills. Or one of them, ``o``, finds a partner ``x``
among the party's words, with a loss below 1. `wordwise.word_loss` says when that may be:

* ``x`` equals ``o`` or has its code;
* it lies within one edit of ``o`` if that has four letters, two if it has eight;
* one begins the other, three letters or more: they share their first three;
* ``x`` has no vowels and is the skeleton of ``o``, or is its initial.

Each is an equality of keys of ``x`` and ``o``, and is looked up together with ``h``. Let ``o`` be
the heaviest that finds a partner: whatever is heavier is unsaid, and within the budget too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final

import numpy as np

from vscreen.columnar.strings import (
    Bools,
    Codes,
    Hashes,
    Sequences,
    ends,
    expand,
    factorize,
    mix,
    once,
)
from vscreen.search.hash_index import HashIndex
from vscreen.search.word_neighbours import BEGINS, PARTS_OF_NEAR_WORDS, NearWords, Remembered
from vscreen.similarity import word_alignment as wordwise
from vscreen.similarity.costs import PARTY_SCALE
from vscreen.text.form_table import FormTable, Scores, WordTable
from vscreen.text.vocabulary import NONE

_BEGINS, _EQUAL, _CODED, _SKELETON, _INITIAL = mix(np.arange(1, 6, dtype=np.uint64))
_PRIME: Final = np.uint64(0xC2B2AE3D27D4EB4F)
_ROUNDING: Final = 1e-6
_AT_ONCE: Final = 1 << 13
"""Heavy words of parties whose other words are looked up together: bounds what lies between."""


def budget_of(least: float) -> float:
    """Return what the share may be, beside `wordwise.WORDS`, of a pair that scores ``least``."""
    return (1 - least / 100) / PARTY_SCALE - wordwise.WORDS + _ROUNDING


class WordIndex:
    """Names to be found by their heavy words."""

    def __init__(self, table: FormTable) -> None:
        words = table.words
        self._table = table
        self._total = words.sums(words.weight[words.code])
        form, code = heavy_words(table)
        weight, alike = _alike(table, form, code)
        unsaid = 1 - weight / self._total[form]
        self._several = alike > 1
        unsaid[self._several] *= wordwise.WORD_UNSAID  # they may be all that the party says
        self._alone = _Ranked(words.code_hash[code], unsaid, form)
        self._several = self._several[self._alone.order]
        self._others, self._other_form, self._said_with = self._file(form, code)
        self._near = NearWords(words, np.unique(words.code))

    @cached_property
    def _remembered(self) -> Remembered:
        return Remembered(self._near)

    def _file(self, form: Codes, code: Codes) -> tuple[HashIndex, Codes, Scores]:
        """File each form under each heavy word together with each key of each other word.

        With each goes the share of the form's weight that may be said if that other word is, and no
        heavier one: it, all lighter ones and the heavy word.
        """
        words = self._table.words
        place, member = expand(words.first[form], words.count[form])
        other = words.code[member]
        differs = words.code_hash[other] != words.code_hash[code[place]]
        place, other = place[differs], other[differs]
        heavy, owner = words.code_hash[code[place]], form[place]
        said = self._said(form, code, place, words.weight[other]) / self._total[owner]
        found = [
            (_together(heavy[which], key[other[which]]), which)
            for key, has in _keys_of_entries(words)
            for which in (np.flatnonzero(has[other]),)
        ]
        index = HashIndex(np.concatenate([key for key, _ in found]))
        which = np.concatenate([one for _, one in found])[index.order]
        return index, owner[which], said[which]

    def _said(self, form: Codes, code: Codes, place: Codes, weight: Scores) -> Scores:
        """Return the weight of a heavy word's kind, of each other word, and of all lighter ones."""
        order = np.lexsort((weight, place))
        sums = np.concatenate([[0.0], np.cumsum(weight[order])])
        first = np.searchsorted(place, place)
        said = np.empty(len(place))
        said[order] = sums[1:] - sums[first[order]]
        # of equally heavy ones each may be the last: all count
        last = np.ones(len(order), np.bool_)
        last[:-1] = (np.diff(place[order]) > 0) | (np.diff(weight[order]) > 0)
        bound = np.flatnonzero(last)
        said[order] = np.repeat(said[order[bound]], np.diff(bound, prepend=-1))
        return said + _alike(self._table, form, code)[0][place]

    def pairs(self, ours: FormTable, least: float) -> tuple[Codes, Codes]:
        """Return pairs of forms that share a heavy word, all that score ``least`` among them."""
        budget = budget_of(least)
        form, code = _distinct_words(ours)
        rank = self._alone.ranks(ours.words.code_hash)
        heavy = np.flatnonzero(rank[code] != NONE)
        found = [self._filled_by(ours, form[heavy], rank[code[heavy]], budget)]
        found += self._with_others(ours, form, code, heavy, budget)
        return tuple(np.concatenate(side) for side in zip(*found, strict=True))  # type: ignore[return-value]

    def _filled_by(
        self, ours: FormTable, form: Codes, rank: Codes, budget: float
    ) -> tuple[Codes, Codes]:
        """Return the pairs whose other words may all be unsaid."""
        alone = ours.words.count[form] == 1
        first = self._alone.first[rank]
        last = np.where(
            alone,
            self._alone.up_to(budget / wordwise.WORD_UNSAID)[rank],
            self._alone.up_to(budget)[rank],
        )
        place, filed = expand(first, last - first)
        their = self._alone.owner[filed]
        unsaid = self._alone.value[filed] * np.where(alone[place], wordwise.WORD_UNSAID, 1.0)
        thin = wordwise.THIN_NAME * np.maximum(0.0, wordwise.THIN_BELOW - self._total[their])
        # with other words around it, one at least stands on its cheaper side
        around = np.where(~alone[place] & ~self._several[filed], wordwise.WORD_RIGHT + thin, 0.0)
        may = unsaid + around <= budget
        return form[place[may]], their[may]

    def _with_others(
        self, ours: FormTable, form: Codes, code: Codes, heavy: Codes, budget: float
    ) -> Iterator[tuple[Codes, Codes]]:
        """Yield the pairs of which another word finds a partner."""
        words = Sequences(np.bincount(form, minlength=len(ours)), code)
        keys, near = list(_keys_of_parties(ours.words)), self._near_keys(ours.words)
        for begin in range(0, len(heavy), _AT_ONCE):
            some = heavy[begin : begin + _AT_ONCE]
            place, member = expand(words.first[form[some]], words.count[form[some]])
            first, other = ours.words.code_hash[code[some[place]]], code[member]
            owner = form[some[place]]
            for which, key in _keys_of(other, keys, near):
                at, filed = self._others.pairs(_together(first[which], key))
                our, their = owner[which[at]], self._other_form[filed]
                all_said = words.count[our] <= self._table.words.count[their]
                unsaid = 1 - self._said_with[filed]
                may = unsaid * np.where(all_said, wordwise.WORD_UNSAID, 1.0) <= budget
                yield our[may], their[may]

    def _near_keys(self, words: WordTable) -> _Several:
        """Return the keys of the entries' words that lie near each word of parties."""
        our, their = self._remembered.pairs(words, once(words.code))
        keys = mix(their[np.argsort(our, kind="stable")] ^ _EQUAL)
        count = np.bincount(our, minlength=len(words.distinct))
        return ends(count) - count, count, keys


_Several = tuple[Codes, Codes, Hashes]
"""For each word, where its keys begin, and how many there are; the keys."""


def _keys_of_parties(words: WordTable) -> Iterator[tuple[Hashes, Bools]]:
    """Yield, for each kind, a key of each word, and whether it has one."""
    length, letters = words.distinct.length, words.distinct.first_letters()
    yield mix(letters & _MASK ^ _BEGINS), length >= BEGINS
    yield mix(words.hash ^ _EQUAL), length < BEGINS
    yield mix(words.code_hash ^ _CODED), length > 0
    yield mix(words.hash ^ _SKELETON), (length > 2) & (words.bare.length == length)
    yield mix(letters ^ _INITIAL), length == 1


def _keys_of(
    words: Codes, keys: Sequence[tuple[Hashes, Bools]], near: _Several
) -> Iterator[tuple[Codes, Hashes]]:
    """Yield, for each kind, the places of those ``words`` that have keys of it, and the keys."""
    for key, has in keys:
        which = np.flatnonzero(has[words])
        yield which, key[words[which]]
    first, count, several = near
    which, member = expand(first[words], count[words])
    yield which, several[member]


_MASK: Final = np.uint64((1 << 8 * BEGINS) - 1)


def _keys_of_entries(words: WordTable) -> Iterator[tuple[Hashes, Bools]]:
    length, letters = words.distinct.length, words.distinct.first_letters()
    yield mix(letters & _MASK ^ _BEGINS), length >= BEGINS
    yield mix(words.hash ^ _EQUAL), length > 0
    yield mix(words.code_hash ^ _CODED), length > 0
    yield mix(words.bare_hash ^ _SKELETON), words.bare.length > 2
    yield mix(letters & np.uint64(255) ^ _INITIAL), length > 1


def _together(heavy: Hashes, key: Hashes) -> Hashes:
    return mix(heavy * _PRIME ^ key)


def _alike(table: FormTable, form: Codes, code: Codes) -> tuple[Scores, Codes]:
    """Return what a form's words of the same code as one of them weigh together, and how many."""
    words = table.words
    place, member = expand(words.first[form], words.count[form])
    other = words.code[member]
    alike = words.code_hash[other] == words.code_hash[code[place]]
    place = place[alike]
    weight = np.bincount(place, words.weight[other[alike]], minlength=len(form))
    return weight.astype(np.float64), np.bincount(place, minlength=len(form))


def _distinct_words(table: FormTable) -> tuple[Codes, Codes]:
    """Return (form, word) for each distinct word of each form, forms in order."""
    words = table.words
    owner = words.owner()
    _, first = factorize(mix(owner.astype(np.uint64)) ^ words.hash[words.code])
    return owner[first], words.code[first]


def heavy_words(table: FormTable) -> tuple[Codes, Codes]:
    """Return (form, word) for each of `wordwise.heavy_words` of each form."""
    form, code = _distinct_words(table)
    weight, rank = table.words.weight, table.words.rank
    order = np.lexsort((rank[code], -weight[code], form))
    words = Sequences(np.bincount(form, minlength=len(table)), code[order])
    held, total = np.zeros(len(table)), np.zeros(len(table))
    kept = np.zeros(len(code), np.bool_)
    for place in range(int(words.count.max(initial=0))):  # added up as the plain function does
        some = np.flatnonzero(words.count > place)
        total[some] += weight[words.code[words.first[some] + place]]
    for place in range(int(words.count.max(initial=0))):
        some = np.flatnonzero((words.count > place) & (held < wordwise.HEAVY_SHARE * total))
        kept[words.first[some] + place] = True
        held[some] += weight[words.code[words.first[some] + place]]
    return words.owner()[kept], words.code[kept]


class _Ranked:
    """Owners by a hash, those of the least value first."""

    def __init__(self, hashes: Hashes, value: Scores, owner: Codes) -> None:
        distinct, rank = np.unique(hashes, return_inverse=True)
        self._ranks = HashIndex(distinct)
        self.order = np.argsort(2 * rank + value, kind="stable")
        self._sorted = (2 * rank + value)[self.order]
        self.value, self.owner = value[self.order], owner[self.order]
        self.first = np.searchsorted(rank[self.order], np.arange(len(distinct)))

    def ranks(self, hashes: Hashes) -> Codes:
        """Return the place of each hash among those that have an owner, `NONE` if it has none."""
        place, filed = self._ranks.pairs(hashes)
        found = np.full(len(hashes), NONE)
        found[place] = self._ranks.order[filed]
        return found

    def up_to(self, most: float) -> Codes:
        """Return where, of the owners of each hash, those of values up to ``most`` end."""
        rank = np.arange(len(self.first))
        return np.searchsorted(self._sorted, 2 * rank + min(most, 1.5), "right")


PARTS_OF_WORD_INDEX: Final = (WordIndex, *PARTS_OF_NEAR_WORDS, _Ranked)
