"""Which parties' texts may resemble which names in the `words` view, found by keys of words.

The view (`similarity.word_alignment`) counts only if the party holds a word of the code ``h`` of a
word that is heavy in the entry. Of such pairs there are still many, and few reach a threshold. Let
``budget`` be what the share may be beside its constant, and look at the entry's words of other
codes. Either none of them finds a partner: then all of their weight is unsaid, and ::

    unsaid / total + around + thin <= budget        (half of unsaid if h is all the party says)

which few entries meet, those that ``h`` almost fills. Or one of them, ``o``, finds a partner ``x``
among the party's words, with a loss below 1. `word_alignment.word_loss` says when that may be:

* ``x`` equals ``o`` or has its code;
* it lies within one edit of ``o`` if that has four letters, two if it has eight;
* one begins the other, three letters or more: they share their first three;
* ``x`` has no vowels and is the skeleton of ``o``, or is its initial.

Each is an equality of keys of ``x`` and ``o``, and is looked up together with ``h``. Let ``o`` be
the heaviest that finds a partner: whatever is heavier is unsaid, and within the budget too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, ClassVar, Final

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
from vscreen.search.word_neighbours import BEGINS, NearWords, Remembered
from vscreen.similarity import word_alignment as plain
from vscreen.similarity.costs import PARTY_SCALE
from vscreen.similarity.word_alignment_bulk import least_thin_prices
from vscreen.text.form_table import FormTable, Scores
from vscreen.text.tables.words import WordTable
from vscreen.text.vocabulary import NONE

_BEGINS, _EQUAL, _CODED, _SKELETON, _INITIAL = mix(np.arange(1, 6, dtype=np.uint64))
_PRIME: Final = np.uint64(0xC2B2AE3D27D4EB4F)
_ROUNDING: Final = 1e-6
_AT_ONCE: Final = 1 << 13
"""Heavy words of parties whose other words are looked up together: bounds what lies between."""


def budget_of(least: float) -> float:
    """Return what a pair's share may be, beside `word_alignment.WORDS`, if it scores ``least``."""
    return (1 - least / 100) / PARTY_SCALE - plain.WORDS + _ROUNDING


class _Ranked:
    """Owners by a hash; of each hash those of the least value come first."""

    STATE: ClassVar[Mapping[str, Any]] = {
        "_ranks": HashIndex,
        **dict.fromkeys(("order", "value", "owner", "first", "_sorted"), np.ndarray),
    }

    def __init__(self, hashes: Hashes, value: Scores, owner: Codes) -> None:
        distinct, rank = np.unique(hashes, return_inverse=True)
        self._ranks = HashIndex(distinct)
        self.order = np.argsort(2 * rank + value, kind="stable")
        self._sorted = (2 * rank + value)[self.order]
        self.value, self.owner = value[self.order], owner[self.order]
        self.first = np.searchsorted(rank[self.order], np.arange(len(distinct)))

    def ranks(self, hashes: Hashes) -> Codes:
        """Return the position of each hash among those with an owner, `NONE` if it has none."""
        query, slot = self._ranks.pairs(hashes)
        ranks = np.full(len(hashes), NONE)
        ranks[query] = self._ranks.order[slot]
        return ranks

    def up_to(self, most: float) -> Codes:
        """Return where, of the owners of each hash, those of values up to ``most`` end."""
        rank = np.arange(len(self.first))
        return np.searchsorted(self._sorted, 2 * rank + min(most, 1.5), "right")


class WordIndex:
    """Names to be found by their heavy words.

    Parameters
    ----------
    table
        The forms of the names.
    """

    STATE: ClassVar[Mapping[str, Any]] = {
        **dict.fromkeys(
            ("_counts", "_total", "_thin", "_several", "_pair_form", "_pair_share"), np.ndarray
        ),
        "_alone": _Ranked, "_pairs": HashIndex, "_near": NearWords,
    }  # fmt: skip

    def __init__(self, table: FormTable) -> None:
        words = table.words
        self._counts = words.count
        self._total = words.sums(words.weight[words.code])
        self._thin = least_thin_prices(table, np.arange(len(table)), self._total)
        form, code = heavy_words(table)
        weight, alike = _alike(words, form, code)
        unsaid = 1 - weight / self._total[form]
        several = alike > 1
        unsaid[several] *= plain.WORD_UNSAID  # they may be all that the party says
        self._alone = _Ranked(words.code_hash[code], unsaid, form)
        self._several = several[self._alone.order]
        self._pairs, self._pair_form, self._pair_share = self._file(words, form, code)
        self._near = NearWords(words, np.unique(words.code))

    @cached_property
    def _remembered(self) -> Remembered:
        return Remembered(self._near)

    def _file(self, words: WordTable, form: Codes, code: Codes) -> tuple[HashIndex, Codes, Scores]:
        """File each form under each heavy word together with each key of each other word.

        With each goes the share of the form's weight that the party may say if that other word has
        a partner and no heavier one has: the weight of it, of all lighter ones and of the heavy
        word.
        """
        row, member = expand(words.first[form], words.count[form])
        other = words.code[member]
        differs = words.code_hash[other] != words.code_hash[code[row]]
        row, other = row[differs], other[differs]
        heavy, owner = words.code_hash[code[row]], form[row]
        lighter = _lighter(row, words.weight[other])
        share = (lighter + _alike(words, form, code)[0][row]) / self._total[owner]
        parts = [
            (_together(heavy[which], key[other[which]]), which)
            for key, has in _keys_of_entries(words)
            for which in (np.flatnonzero(has[other]),)
        ]
        index = HashIndex(np.concatenate([key for key, _ in parts]))
        which = np.concatenate([rows for _, rows in parts])[index.order]
        return index, owner[which], share[which]

    def pairs(self, ours: FormTable, least: float) -> tuple[Codes, Codes]:
        """Return pairs of forms that share a heavy word, all that score ``least`` among them."""
        budget = budget_of(least)
        form, code = _distinct_words(ours)
        rank = self._alone.ranks(ours.words.code_hash)
        heavy = np.flatnonzero(rank[code] != NONE)
        parts = [self._by_heavy_word(ours, form[heavy], rank[code[heavy]], budget)]
        parts += self._by_two_words(ours, form, code, heavy, budget)
        our, their = zip(*parts, strict=True)
        return np.concatenate(our), np.concatenate(their)

    def _by_heavy_word(
        self, ours: FormTable, form: Codes, rank: Codes, budget: float
    ) -> tuple[Codes, Codes]:
        """Return the pairs whose other words may all be unsaid."""
        alone = ours.words.count[form] == 1
        first = self._alone.first[rank]
        last = np.where(
            alone,
            self._alone.up_to(budget / plain.WORD_UNSAID)[rank],
            self._alone.up_to(budget)[rank],
        )
        row, slot = expand(first, last - first)
        their = self._alone.owner[slot]
        unsaid = self._alone.value[slot] * np.where(alone[row], plain.WORD_UNSAID, 1.0)
        # with other words around it, at least one stands on the cheaper side
        around = plain.WORD_RIGHT + self._thin[their]
        around = np.where(~alone[row] & ~self._several[slot], around, 0.0)
        may = unsaid + around <= budget
        return form[row[may]], their[may]

    def _by_two_words(
        self, ours: FormTable, form: Codes, code: Codes, heavy: Codes, budget: float
    ) -> Iterator[tuple[Codes, Codes]]:
        """Yield the pairs of which another word has a partner too."""
        words = Sequences(np.bincount(form, minlength=len(ours)), code)
        keys, near = list(_keys_of_parties(ours.words)), self._near_keys(ours.words)
        for begin in range(0, len(heavy), _AT_ONCE):
            some = heavy[begin : begin + _AT_ONCE]
            row, member = expand(words.first[form[some]], words.count[form[some]])
            first, other = ours.words.code_hash[code[some[row]]], code[member]
            owner = form[some[row]]
            for which, key in _keys_of(other, keys, near):
                query, slot = self._pairs.pairs(_together(first[which], key))
                our, their = owner[which[query]], self._pair_form[slot]
                all_said = words.count[our] <= self._counts[their]
                unsaid = 1 - self._pair_share[slot]
                may = unsaid * np.where(all_said, plain.WORD_UNSAID, 1.0) <= budget
                yield our[may], their[may]

    def _near_keys(self, words: WordTable) -> _Several:
        """Return the keys of the entries' words that lie near each word of parties."""
        our, their = self._remembered.pairs(words, once(words.code))
        keys = mix(their[np.argsort(our, kind="stable")] ^ _EQUAL)
        count = np.bincount(our, minlength=len(words.distinct))
        return ends(count) - count, count, keys


def _lighter(row: Codes, weight: Scores) -> Scores:
    """Return what each word weighs together with all of its row that are no heavier."""
    order = np.lexsort((weight, row))
    sums = np.concatenate([[0.0], np.cumsum(weight[order])])
    first = np.searchsorted(row, row)
    lighter = np.empty(len(row))
    lighter[order] = sums[1:] - sums[first[order]]
    # of equally heavy words each may be the last: all count
    last = np.ones(len(order), np.bool_)
    last[:-1] = (np.diff(row[order]) > 0) | (np.diff(weight[order]) > 0)
    bound = np.flatnonzero(last)
    lighter[order] = np.repeat(lighter[order[bound]], np.diff(bound, prepend=-1))
    return lighter


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
    """Yield, for each kind, the positions of those ``words`` that have keys of it; the keys."""
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


def _alike(words: WordTable, form: Codes, code: Codes) -> tuple[Scores, Codes]:
    """Return what the words of a form weigh that have the code of a word, and how many they are."""
    row, member = expand(words.first[form], words.count[form])
    other = words.code[member]
    alike = words.code_hash[other] == words.code_hash[code[row]]
    row = row[alike]
    weight = np.bincount(row, words.weight[other[alike]], minlength=len(form))
    return weight.astype(np.float64), np.bincount(row, minlength=len(form))


def _distinct_words(table: FormTable) -> tuple[Codes, Codes]:
    """Return (form, word) for each distinct word of each form, forms in order."""
    words = table.words
    owner = words.owner()
    _, first = factorize(mix(owner.astype(np.uint64)) ^ words.hash[words.code])
    return owner[first], words.code[first]


def heavy_words(table: FormTable) -> tuple[Codes, Codes]:
    """Return (form, word) for each of `word_alignment.heavy_words` of each form."""
    form, code = _distinct_words(table)
    weight, rank = table.words.weight, table.words.rank
    order = np.lexsort((rank[code], -weight[code], form))
    words = Sequences(np.bincount(form, minlength=len(table)), code[order])
    held, total = np.zeros(len(table)), np.zeros(len(table))
    heavy = np.zeros(len(code), np.bool_)
    for position in range(int(words.count.max(initial=0))):  # added up as the plain function does
        some = np.flatnonzero(words.count > position)
        total[some] += weight[words.code[words.first[some] + position]]
    for position in range(int(words.count.max(initial=0))):
        some = np.flatnonzero((words.count > position) & (held < plain.HEAVY_SHARE * total))
        heavy[words.first[some] + position] = True
        held[some] += weight[words.code[words.first[some] + position]]
    return words.owner()[heavy], words.code[heavy]
