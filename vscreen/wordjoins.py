"""Which parties' texts may resemble which names in the `words` view, found without looking at all.

The view (`vscreen.wordwise`) counts only if the party holds a word of the code ``h`` of a word that
is heavy in the entry. Of such pairs there are still many, and few reach a threshold. Let ``budget``
be what the share may be beside its constant, and look at the entry's words of other codes. Either
none of them finds a partner: then all of their weight is unsaid, and ::

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

from collections.abc import Iterator
from threading import Lock
from typing import Final

import numpy as np

from vscreen import likeness as plain
from vscreen import wordwise
from vscreen.forms import FormTable, Scores, WordTable
from vscreen.joins import EditIndex, HashIndex
from vscreen.packed import Bools, Codes, Hashes, Sequences, expand, factorize, mix, once

_BEGINS, _EQUAL, _CODED, _SKELETON, _INITIAL = mix(np.arange(1, 6, dtype=np.uint64))
_LETTERS: Final = 3
_ANY: Final = 1 << 30
_NEAR: Final = (
    ((4, 7), 1, (3, 8)),
    ((8, _ANY), 2, (6, _ANY)),
)
"""Lengths of an entry's words, edits that `wordwise.word_loss` lets lie between, lengths of a
party's words that may lie so near."""
_PRIME: Final = np.uint64(0xC2B2AE3D27D4EB4F)
_ROUNDING: Final = 1e-6


def budget_of(least: float) -> float:
    """Return what the share may be, beside `wordwise.WORDS`, of a pair that scores ``least``."""
    return (1 - least / 100) / plain.PARTY_SCALE - wordwise.WORDS + _ROUNDING


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
        used = np.unique(words.code)
        self.near = [
            _Near(words, used[(length[0] <= sizes) & (sizes <= length[1])], edits, beside)
            for sizes in (words.distinct.length[used],)
            for length, edits, beside in _NEAR
        ]

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
            (_together(heavy[which], key[other[which]], kind), which)
            for kind, key, has in _keys_of_entries(words)
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
        last = np.append((np.diff(place[order]) > 0) | (np.diff(weight[order]) > 0), True)
        bound = np.flatnonzero(last)
        upto = (
            said[order][bound[np.searchsorted(bound, np.arange(len(order)))]]
            if len(order)
            else said
        )
        said[order] = upto
        return said + _alike(self._table, form, code)[0][place]

    def pairs(self, ours: FormTable, least: float, near: NearWords) -> tuple[Codes, Codes]:
        """Return pairs of forms that share a heavy word, all that score ``least`` among them."""
        budget = budget_of(least)
        form, code = _distinct_words(ours)
        known = self._alone.holds(ours.words.code_hash)
        heavy = np.flatnonzero(known[code])
        found = [self._filled_by(ours, form[heavy], code[heavy], budget)]
        found += self._with_others(ours, form, code, heavy, budget, near)
        return tuple(np.concatenate(side) for side in zip(*found, strict=True))  # type: ignore[return-value]

    def _filled_by(
        self, ours: FormTable, form: Codes, code: Codes, budget: float
    ) -> tuple[Codes, Codes]:
        """Return the pairs whose other words may all be unsaid."""
        count = ours.words.count[form]
        most = np.where(count == 1, budget / wordwise.WORD_UNSAID, budget)
        place, filed = self._alone.up_to(ours.words.code_hash[code], most)
        their = self._alone.owner[filed]
        unsaid = self._alone.value[filed] * np.where(count[place] == 1, wordwise.WORD_UNSAID, 1.0)
        thin = wordwise.THIN_NAME * np.maximum(0.0, wordwise.THIN_BELOW - self._total[their])
        # with other words around it, one at least stands on its cheaper side
        around = np.where(
            (count[place] > 1) & ~self._several[filed], wordwise.WORD_RIGHT + thin, 0.0
        )
        may = unsaid + around <= budget
        return form[place[may]], their[may]

    def _with_others(
        self,
        ours: FormTable,
        form: Codes,
        code: Codes,
        heavy: Codes,
        budget: float,
        near: NearWords,
    ) -> Iterator[tuple[Codes, Codes]]:
        """Yield the pairs of which another word finds a partner."""
        words = Sequences(np.bincount(form, minlength=len(ours)), code)
        place, member = expand(words.first[form[heavy]], words.count[form[heavy]])
        first, other = ours.words.code_hash[code[heavy[place]]], code[member]
        owner = form[heavy[place]]
        for kind, of_word, key in self._keys_of_parties(ours, near):
            which, asked = expand(of_word[other], of_word[other + 1] - of_word[other])
            at, filed = self._others.pairs(_together(first[which], key[asked], kind))
            our, their = owner[which[at]], self._other_form[filed]
            all_said = words.count[our] <= self._table.words.count[their]
            unsaid = 1 - self._said_with[filed]
            may = unsaid * np.where(all_said, wordwise.WORD_UNSAID, 1.0) <= budget
            yield our[may], their[may]

    def _keys_of_parties(
        self, ours: FormTable, near: NearWords
    ) -> Iterator[tuple[np.uint64, Codes, Hashes]]:
        """Yield, for each kind, the keys of each distinct word: bounds, and keys end to end."""
        distinct, hashes = ours.words.distinct, ours.words.hash
        length, letters = distinct.length, distinct.first_letters()
        bare = (length > 2) & (ours.words.bare.length == length)
        for kind, key, has in (
            (_BEGINS, letters & _MASK, length >= _LETTERS),
            (_EQUAL, hashes, length < _LETTERS),
            (_CODED, ours.words.code_hash, length > 0),
            (_SKELETON, hashes, bare),
            (_INITIAL, letters, length == 1),
        ):
            yield kind, np.concatenate([[0], np.cumsum(has)]), key[has]
        used = once(ours.words.code)
        our, their = near.of(ours.words, used)
        order = np.argsort(our, kind="stable")
        of_word = np.concatenate([[0], np.cumsum(np.bincount(our, minlength=len(distinct)))])
        yield _EQUAL, of_word, their[order]


class _Near:
    """Words of entries to be found within some edits of a party's words of some lengths."""

    def __init__(self, words: WordTable, codes: Codes, edits: int, beside: tuple[int, int]) -> None:
        self._words, self._hash = words.distinct.take(codes), words.hash[codes]
        self._index = EditIndex(self._words, np.full(len(codes), edits))
        self._beside = beside

    def pairs(self, words: WordTable, codes: Codes) -> tuple[Codes, Hashes]:
        """Return (code of a party's word, hash of an entry's) for those that are near.

        Those that share their first letters are left out: they are found by these.
        """
        least, most = self._beside
        length = words.distinct.length[codes]
        codes = codes[(least <= length) & (length <= most)]
        some = words.distinct.take(codes)
        our, their = self._index.pairs(some)
        begins = (some.first_letters() & _MASK)[our] == (self._words.first_letters() & _MASK)[their]
        return codes[our[~begins]], self._hash[their[~begins]]


_MASK: Final = np.uint64((1 << 8 * _LETTERS) - 1)


def _keys_of_entries(words: WordTable) -> Iterator[tuple[np.uint64, Hashes, Bools]]:
    length, letters = words.distinct.length, words.distinct.first_letters()
    yield _BEGINS, letters & _MASK, length >= _LETTERS
    yield _EQUAL, words.hash, length > 0
    yield _CODED, words.code_hash, length > 0
    yield _SKELETON, words.bare_hash, words.bare.length > 2
    yield _INITIAL, letters & np.uint64(255), length > 1


class NearWords:
    """Words of entries near to words of parties, each of these looked up once in a search.

    Texts searched after one another hold the same words over and over.
    """

    def __init__(self, near: list[_Near]) -> None:
        self._near = near
        self._seen = np.empty(0, np.uint64)
        self._our, self._their = np.empty((2, 0), np.uint64)
        self._lock = Lock()

    def of(self, words: WordTable, codes: Codes) -> tuple[Codes, Hashes]:
        """Return (code of a party's word, hash of an entry's) for those that are near."""
        hashes = words.hash[codes]
        new = codes[~np.isin(hashes, self._seen)]
        found = [one.pairs(words, new) for one in self._near]
        our = np.concatenate([words.hash[some] for some, _ in found])
        their = np.concatenate([some for _, some in found])
        with self._lock:
            our, their = self._with(words.hash[new], our, their)
        first = np.searchsorted(our, hashes)
        place, member = expand(first, np.searchsorted(our, hashes, "right") - first)
        return codes[place], their[member]

    def _with(self, seen: Hashes, our: Hashes, their: Hashes) -> tuple[Hashes, Hashes]:
        """Remember more pairs, and return all; what another thread found meanwhile stays once."""
        fresh = ~np.isin(our, self._seen)
        our, their = np.append(self._our, our[fresh]), np.append(self._their, their[fresh])
        order = np.argsort(our, kind="stable")
        self._our, self._their = our[order], their[order]
        self._seen = np.union1d(self._seen, seen)
        return self._our, self._their


def _together(heavy: Hashes, key: Hashes, kind: np.uint64) -> Hashes:
    return mix(heavy * _PRIME ^ mix(key ^ kind))


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
        self._distinct, rank = np.unique(hashes, return_inverse=True)
        self._sorted = np.sort(2 * rank + value)
        self.order = np.argsort(2 * rank + value, kind="stable")
        self.value, self.owner = value[self.order], owner[self.order]

    def holds(self, hashes: Hashes) -> Bools:
        """Whether each hash is one that has an owner."""
        return np.isin(hashes, self._distinct)

    def up_to(self, hashes: Hashes, most: Scores) -> tuple[Codes, Codes]:
        """Return, for each hash that is there, its place and those of values up to ``most``."""
        rank = np.searchsorted(self._distinct, hashes)
        first = np.searchsorted(self._sorted, 2 * rank - 0.5)
        last = np.searchsorted(self._sorted, 2 * rank + np.minimum(most, 1.5), "right")
        return expand(first, np.maximum(last - first, 0))


PARTS_OF_WORD_INDEX: Final = (WordIndex, _Near, _Ranked)
