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

Of a segment the first eight letters are filed, as one number: if it stands in the query, so do
they. All queries of one length are asked the same questions, so these are asked of a table of them.
What is found so is a superset; a 64-bit signature of letter counts drops most of the rest before
the exact distance is taken. A letter put in or left out changes one bit, one replaced two, a swap
none; so ``k`` edits between lengths ``d`` apart change at most ``2 * k - d``.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

import numpy as np

from vscreen.columnar.strings import (
    _ALPHABET,
    _BITS,
    _LETTERS,
    MASKS,
    WINDOW,
    Codes,
    Hashes,
    Packed,
    distances,
    ends,
    members,
    mix,
    once,
    signatures,
)
from vscreen.search.hash_index import HashIndex

_SPREAD: Final = np.uint64(0x9E3779B97F4A7C15)
_BLOCK: Final = 1 << 17
"""Questions asked together, of any names: few calls, for threads wait for each other at each."""
_BITS[list(_ALPHABET)] = np.uint64(1) << np.arange(_LETTERS, dtype=np.uint64)


def _salts(lengths: Codes, cap: int, segment: int) -> Hashes:
    """Return what must agree beside the letters: cap, segment, the target's length."""
    return mix(lengths.astype(np.uint64) * np.uint64(64) + np.uint64(cap * 8 + segment))


def _border(lengths: Codes, cap: int, segment: int) -> Codes:
    return lengths * segment // (cap + 1)


class EditIndex:
    """Strings to be found within their own number of edits.

    Parameters
    ----------
    strings
        Targets, letters A-Z.
    caps
        For each the greatest distance at which it is to be found; below 0 never.

    Examples
    --------
    >>> index = EditIndex(Packed.of(["MARIA", "ANGARA"]), np.array([1, 1]))
    >>> queries = Packed.of(["MARAI", "LADY", "ANGRA"])
    >>> [found.tolist() for found in index.pairs(queries)]
    [[0, 2], [0, 1]]
    """

    def __init__(self, strings: Packed, caps: Codes) -> None:
        if (caps > np.maximum(strings.length - 1, 0)).any():
            raise ValueError("a cap must be below the length of its string")
        self._strings, self._caps = strings, caps
        self._bits = signatures(strings)
        self._present = {
            int(cap): np.unique(strings.length[caps == cap]) for cap in np.unique(caps) if cap >= 0
        }
        filed = [entry for cap in self._present for entry in self._entries(cap)]
        self._filed = HashIndex(np.concatenate([np.empty(0, np.uint64), *(k for k, _ in filed)]))
        owners = np.concatenate([np.empty(0, np.int64), *(owner for _, owner in filed)])
        self._owners = owners[self._filed.order]
        self._owner_bits = self._bits[self._owners]
        self._owner_caps = (2 * caps[self._owners]).astype(np.uint8)

    def _entries(self, cap: int) -> Iterator[tuple[Hashes, Codes]]:
        which = np.flatnonzero(self._caps == cap)
        lengths = self._strings.length[which]
        for segment in range(cap + 1):
            salts = _salts(lengths, cap, segment)
            begin, end = _border(lengths, cap, segment), _border(lengths, cap, segment + 1)
            for left in (False, True) if segment > 0 else (False,):
                for right in (False, True) if segment < cap else (False,):
                    if left and right and cap < 2:
                        continue
                    # a swap beyond the eighth letter is not seen
                    fit = (end - begin >= left + right) & ((end - begin <= WINDOW) | (not right))
                    letters = self._segment(which[fit], begin[fit], end[fit], left, right)
                    yield (letters ^ salts[fit]) * _SPREAD, which[fit]

    def _segment(self, which: Codes, begin: Codes, end: Codes, left: bool, right: bool) -> Hashes:
        """Return the letters of a segment, swaps that straddle its left or right border undone."""
        first, length = self._strings.start[which] + begin, end - begin
        letters = self._strings.windows[first] & MASKS[np.minimum(length, WINDOW)]
        data = self._strings.data
        if left:
            letters ^= (data[first] ^ data[first - 1]).astype(np.uint64)
        if right:
            last = first + length - 1
            change = (data[last] ^ data[last + 1]).astype(np.uint64)
            letters ^= change << ((length - 1) * 8).astype(np.uint64)
        found: Hashes = letters
        return found

    def pairs(self, queries: Packed) -> tuple[Codes, Codes]:
        """Return all pairs (place in ``queries``, place in the targets) within the target's cap."""
        queries = queries.joined()
        bits, width = signatures(queries), max(len(self._strings), 1)
        found = [np.empty(0, np.int64)]
        for query, key in self._asked(queries):
            asked, first, count = self._filed.ranges(key)
            upto = ends(count)
            bounds = np.searchsorted(upto, np.arange(0, upto.max(initial=0), _BLOCK)).tolist()
            for part in map(slice, bounds, [*bounds[1:], len(count)]):
                some = query.take(asked[part])
                place, owner = self._near(bits.take(some), first[part], count[part])
                near = some.take(place)
                longer = abs(self._strings.length.take(owner) - queries.length.take(near))
                apart = np.bitwise_count(bits.take(near) ^ self._bits.take(owner))
                fits = np.flatnonzero(apart + longer <= 2 * self._caps.take(owner))
                found.append(near.take(fits) * width + owner.take(fits))
        both = once(np.concatenate(found))
        return self._exact(queries, both // width, both % width)

    def _near(self, bits: Hashes, first: Codes, count: Codes) -> tuple[Codes, Codes]:
        """Return (place, target) of what is filed in some ranges, if letters let it be near."""
        filed = members(first, count)
        apart = np.bitwise_count(np.repeat(bits, count) ^ self._owner_bits.take(filed))
        close = np.flatnonzero(apart <= self._owner_caps.take(filed))
        return np.searchsorted(ends(count), close, "right"), self._owners.take(filed.take(close))

    def _asked(self, queries: Packed) -> Iterator[tuple[Codes, Hashes]]:
        """Yield queries and the keys that they are asked, many at once.

        Those of one length are asked the same questions. What is yielded holds until the next is
        asked for.
        """
        query, key, held = np.empty(_BLOCK, np.int64), np.empty(_BLOCK, np.uint64), 0
        order, windows = np.argsort(queries.length, kind="stable"), queries.windows
        lengths, counts = np.unique(queries.length, return_counts=True)
        for length, alike in zip(lengths.tolist(), _parts(order, counts), strict=True):
            near = ((cap, some[abs(some - length) <= cap]) for cap, some in self._present.items())
            asked = tuple((cap, *some.tolist()) for cap, some in near)
            place, mask, salt = _questions(length, asked)
            letter = np.arange(length + 1)[:, None]
            at_once = max(_BLOCK // max(len(place), len(letter)), 1)
            for begin in range(0, len(alike) if len(place) else 0, at_once):
                some = alike[begin : begin + at_once]
                size = len(place) * len(some)
                if held + size > len(key):
                    yield query[:held], key[:held]
                    held = 0
                if size > len(key):  # one name is asked more than fits
                    query, key = np.empty(size, np.int64), np.empty(size, np.uint64)
                query[held : held + size].reshape(-1, len(some))[:] = some
                keys = key[held : held + size].reshape(-1, len(some))
                windows[letter + queries.start[some]].take(place, axis=0, out=keys, mode="clip")
                keys &= mask[:, None]
                keys ^= salt[:, None]
                keys *= _SPREAD
                held += size
        yield query[:held], key[:held]

    def _exact(self, queries: Packed, query: Codes, target: Codes) -> tuple[Codes, Codes]:
        most = max(self._present, default=0)
        close = distances(queries[query], self._strings[target], most) <= self._caps[target]
        return query[close], target[close]


def _parts(codes: Codes, counts: Codes) -> Iterator[Codes]:
    """Yield the first of ``codes``, as many as the first of ``counts`` says, then the next."""
    for end, count in zip(ends(counts).tolist(), counts.tolist(), strict=True):
        yield codes[end - count : end]


@lru_cache(maxsize=1024)
def _questions(length: int, targets: tuple[tuple[int, ...], ...]) -> tuple[Codes, Hashes, Hashes]:
    """Return what queries of a length are asked: where a segment may stand, mask, salt.

    Of ``targets`` each holds a cap and the lengths of those that may lie so near.
    """
    asked = [
        (begin + shift, min(end - begin, WINDOW), target * 64 + cap * 8 + segment)
        for cap, *lengths in targets
        for target in lengths
        for segment in range(cap + 1)
        for begin, end in (_ends(target, cap, segment),)
        for shift in range(-segment, segment + 1)
        if abs(length - target - shift) <= cap - segment
        and begin + shift >= 0 and end + shift <= length
    ]  # fmt: skip
    place, letters, salt = np.array(asked, np.int64).reshape(-1, 3).T
    return place, MASKS[letters], mix(salt.astype(np.uint64))


def _ends(length: int, cap: int, segment: int) -> tuple[int, int]:
    return length * segment // (cap + 1), length * (segment + 1) // (cap + 1)
