"""Which strings lie within a few edits of each other: an exact join that never looks at all pairs.

A target of cap ``k`` is cut into ``k + 1`` segments. Whoever comes within ``k`` edits leaves one
segment ``i`` untouched, with exactly ``i`` edits before it and at most ``k - i`` after it (Li,
Deng, Wang, Feng: PassJoin, VLDB 2011). So the segment stands in the query, shifted by ``s`` with
``|s| <= i``, and ``|len(query) - len(target) - s| <= k - i``.

A swap of two neighbours counts one edit but may straddle a border and damage two segments. Such a
swap replaces the last letter of one segment and the first of the next, nothing else: undo it in the
target, and the statement above holds for that target with one edit less. So each segment is also
filed with its first letter replaced by the one before it, with its last by the one after it, and
with both, which covers every set of straddling swaps.

What is found so is a superset; a 64-bit signature of letter counts, of which one edit changes at
most two bits, drops most of the rest before the exact distance is taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

Codes = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]
Bools = npt.NDArray[np.bool_]
Words = npt.NDArray[np.object_]

_BASE: Final = np.uint64(0x9E3779B97F4A7C15)  # odd, so it has an inverse modulo 2**64
_INVERSE: Final = np.uint64(pow(0x9E3779B97F4A7C15, -1, 2**64))
_LETTERS: Final = np.random.default_rng(20240524).integers(1, 2**63, 256, dtype=np.uint64)
_TWICE: Final = 26  # signature: bit per letter present, per letter present twice, ...
_THRICE: Final = {ord(letter) - 65: 52 + place for place, letter in enumerate("AEIOUNRSTLGM")}


class Strings:
    """Strings of A-Z laid out for hashing any part of any of them."""

    def __init__(self, strings: Words) -> None:
        self.lengths: Codes = np.fromiter(map(len, strings), np.int64, len(strings))
        self.starts: Codes = np.concatenate([[0], np.cumsum(self.lengths)])[:-1].astype(np.int64)
        self.bytes = np.frombuffer("".join(strings).encode("ascii") + b"\0", np.uint8)
        size = len(self.bytes) + 1
        powers = np.concatenate([[np.uint64(1)], np.full(size, _BASE)]).cumprod(dtype=np.uint64)
        self._down = np.concatenate([[np.uint64(1)], np.full(size, _INVERSE)]).cumprod(
            dtype=np.uint64
        )
        self._up = powers[: len(self.bytes)]
        self.values: Hashes = _LETTERS[self.bytes]
        self._sums: Hashes = np.concatenate(
            [[np.uint64(0)], np.cumsum(self.values * self._up, dtype=np.uint64)]
        )

    def hashes(self, which: Codes, begin: Codes, end: Codes) -> Hashes:
        """Return a hash of the letters ``begin`` to ``end`` of each string in ``which``."""
        first = self.starts[which] + begin
        last = self.starts[which] + end
        found: Hashes = (self._sums[last] - self._sums[first]) * self._down[first]
        return found

    def swapped(self, which: Codes, begin: Codes, end: Codes, left: bool, right: bool) -> Hashes:
        """Return `hashes` as if swaps straddling the left or right border were undone."""
        found = self.hashes(which, begin, end)
        first = self.starts[which] + begin
        last = self.starts[which] + end - 1
        if left:
            found = found + (self.values[first - 1] - self.values[first])
        if right:
            change = self.values[last + 1] - self.values[last]
            found = found + change * self._up[last - first]
        return found

    def signatures(self) -> Hashes:
        """Return 64 bits a string: letter present once, twice, thrice."""
        letter = self.bytes[:-1].astype(np.int64) - 65
        owner = np.repeat(np.arange(len(self.lengths)), self.lengths)
        counts = np.bincount(owner * 26 + letter, minlength=26 * len(self.lengths))
        counts = counts.reshape(-1, 26)
        bits = np.zeros(len(self.lengths), np.uint64)
        for place in range(26):
            bits |= (counts[:, place] > 0).astype(np.uint64) << np.uint64(place)
            bits |= (counts[:, place] > 1).astype(np.uint64) << np.uint64(_TWICE + place)
        for place, bit in _THRICE.items():
            bits |= (counts[:, place] > 2).astype(np.uint64) << np.uint64(bit)
        return bits


def _tag(hashes: Hashes, cap: int, segment: int, lengths: Codes) -> Hashes:
    """Mix what must agree beside the letters into the hash: cap, segment, the target's length."""
    salt = lengths.astype(np.uint64) * np.uint64(64) + np.uint64(cap * 8 + segment)
    mixed = (hashes ^ (salt * np.uint64(0xD6E8FEB86659FD93))) * np.uint64(0xA0761D6478BD642F)
    return mixed ^ (mixed >> np.uint64(32))


def _border(lengths: Codes, cap: int, segment: int) -> Codes:
    return lengths * segment // (cap + 1)


class EditIndex:
    """Strings to be found within their own number of edits.

    Parameters
    ----------
    strings
        Targets, letters A-Z; an array of `str` objects.
    caps
        For each the greatest distance at which it is to be found; below 0 never.

    Examples
    --------
    >>> index = EditIndex(np.array(["MARIA", "ANGARA"], object), np.array([1, 1]))
    >>> queries = np.array(["MARAI", "LADY", "ANGRA"], object)
    >>> [found.tolist() for found in index.pairs(queries)]
    [[0, 2], [0, 1]]
    """

    def __init__(self, strings: Words, caps: Codes) -> None:
        self._strings = strings
        self._caps = np.where(self._fits(strings, caps), caps, -1)
        self._laid = Strings(strings)
        self._bits = self._laid.signatures()
        keys, owners = [], []
        for cap in self._present():
            for key, owner in self._entries(cap):
                keys.append(key)
                owners.append(owner)
        every = np.concatenate([np.empty(0, np.uint64), *keys])
        order = np.argsort(every, kind="stable")
        self._keys = every[order]
        self._owners = np.concatenate([np.empty(0, np.int64), *owners])[order]

    @staticmethod
    def _fits(strings: Words, caps: Codes) -> Bools:
        """Every segment needs a letter: at most length - 1 edits, or only 0 for no letters."""
        lengths = np.fromiter(map(len, strings), np.int64, len(strings))
        if (caps > np.maximum(lengths - 1, 0)).any():
            raise ValueError("a cap must be below the length of its string")
        return caps >= 0

    def _present(self) -> list[int]:
        return [int(cap) for cap in np.unique(self._caps) if cap >= 0]

    def _entries(self, cap: int) -> Iterator[tuple[Hashes, Codes]]:
        which = np.flatnonzero(self._caps == cap)
        lengths = self._laid.lengths[which]
        for segment in range(cap + 1):
            begin, end = _border(lengths, cap, segment), _border(lengths, cap, segment + 1)
            for left in (False, True) if segment > 0 else (False,):
                for right in (False, True) if segment < cap else (False,):
                    fit = end - begin > (1 if left and right else 0)
                    if left and right and cap < 2:
                        continue
                    some = which if fit.all() or not (left or right) else which[fit]
                    chosen = slice(None) if some is which else fit
                    hashes = self._laid.swapped(some, begin[chosen], end[chosen], left, right)
                    yield _tag(hashes, cap, segment, lengths[chosen]), some

    def pairs(self, queries: Words) -> tuple[Codes, Codes]:
        """Return all pairs (place in ``queries``, place in the targets) within the target's cap."""
        laid = Strings(queries)
        bits = laid.signatures()
        found = [np.empty(0, np.int64)]
        width = max(len(self._strings), 1)
        for cap in self._present():
            lengths = np.zeros(int(self._laid.lengths.max(initial=0)) + 2, bool)
            lengths[self._laid.lengths[self._caps == cap]] = True
            for query, target in self._probe(laid, cap, lengths):
                apart = np.bitwise_count(bits[query] ^ self._bits[target])
                close = apart <= 2 * cap
                found.append(np.unique(query[close] * width + target[close]))
        both = np.unique(np.concatenate(found))
        return self._exact(queries, both // width, both % width)

    def _probe(self, laid: Strings, cap: int, present: Bools) -> Iterator[tuple[Codes, Codes]]:
        for longer in range(-cap, cap + 1):
            length = laid.lengths - longer
            fits = (length >= 0) & (length < len(present))
            which = np.flatnonzero(fits & present[np.where(fits, length, 0)])
            if len(which):
                for segment in range(cap + 1):
                    yield from self._probe_segment(laid, which, length[which], cap, segment, longer)

    def _probe_segment(
        self, laid: Strings, which: Codes, length: Codes, cap: int, segment: int, longer: int
    ) -> Iterator[tuple[Codes, Codes]]:
        begin, end = _border(length, cap, segment), _border(length, cap, segment + 1)
        for shift in range(-segment, segment + 1):
            if abs(longer - shift) > cap - segment:
                continue
            inside = (begin + shift >= 0) & (end + shift <= laid.lengths[which])
            some = which[inside]
            hashes = laid.hashes(some, begin[inside] + shift, end[inside] + shift)
            yield self._look_up(_tag(hashes, cap, segment, length[inside]), some)

    def _look_up(self, keys: Hashes, which: Codes) -> tuple[Codes, Codes]:
        first = np.searchsorted(self._keys, keys, "left")
        count = np.searchsorted(self._keys, keys, "right") - first
        owner, place = expand(first, count)
        return which[owner], self._owners[place]

    def _exact(self, queries: Words, query: Codes, target: Codes) -> tuple[Codes, Codes]:
        close = distances(queries[query], self._strings[target]) <= self._caps[target]
        return query[close], target[close]


class KeyIndex:
    """Strings to be found when equal, each with an owner and a price.

    Examples
    --------
    >>> index = KeyIndex([("MARIA", 7, 0.5), ("MARIA", 9, 0.8)])
    >>> [found.tolist() for found in index.pairs(np.array(["X", "MARIA"], object))]
    [[1, 1], [7, 9], [0.5, 0.8]]
    """

    def __init__(self, keys: Sequence[tuple[str, int, float]]) -> None:
        ordered = sorted(keys)
        self._keys = np.array([*(key for key, _, _ in ordered), None], object)[:-1]
        self._owners = np.array([owner for _, owner, _ in ordered], np.int64)
        self._prices = np.array([price for _, _, price in ordered], np.float64)
        self._codes = {key: code for code, key in enumerate(dict.fromkeys(self._keys))}
        self._placed = np.array([self._codes[key] for key in self._keys], np.int64)

    def pairs(self, queries: Words) -> tuple[Codes, Codes, npt.NDArray[np.float64]]:
        """Return all pairs (place in ``queries``, owner) of equal strings, and the prices."""
        code = np.fromiter(
            (self._codes.get(query, -1) for query in queries), np.int64, len(queries)
        )
        first = np.searchsorted(self._placed, code, "left")
        count = np.searchsorted(self._placed, code, "right") - first
        query, place = expand(first, count)
        return query, self._owners[place], self._prices[place]


def distances(ours: Words, theirs: Words) -> Codes:
    """Return the edit distance (optimal string alignment) of each pair of strings."""
    if not len(ours):
        return np.empty(0, np.int64)
    return np.asarray(cpdist(ours, theirs, scorer=OSA.distance, dtype=np.int32), np.int64)


def expand(first: Codes, count: Codes) -> tuple[Codes, Codes]:
    """Return, for ranges ``first`` to ``first + count``, each range's place and each member.

    Examples
    --------
    >>> [part.tolist() for part in expand(np.array([5, 9]), np.array([2, 1]))]
    [[0, 0, 1], [5, 6, 9]]
    """
    owner = np.repeat(np.arange(len(first)), count)
    member = np.repeat(first - np.cumsum(count) + count, count) + np.arange(int(count.sum()))
    return owner, member
