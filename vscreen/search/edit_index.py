"""Which strings lie within a few edits of each other: an exact join that never looks at all pairs.

A target of cap ``k`` is cut into ``k + 1`` segments. Whoever comes within ``k`` edits leaves one
segment ``i`` untouched, with exactly ``i`` edits before it and at most ``k - i`` after it (Li,
Deng, Wang, Feng: PassJoin, VLDB 2011). So the segment stands in the query, shifted by ``s`` with
``|s| <= i``, and ``|len(query) - len(target) - s| <= k - i``.

A swap of two neighbours counts one edit but may straddle a border and damage two segments. Count it
to the second of them: the statement above still holds, but the last letter of the untouched segment
may be replaced by the letter behind it. So each segment is also found with its last letter replaced
so.

The key of a segment is its first eight letters, as one number: if the segment stands in the query,
so do they. All queries of one length have keys at the same positions, so a table of them is made.
What is found so is a superset; a 64-bit signature of letter counts drops most of the rest before
the exact distance is taken. A letter put in or left out changes one bit, one replaced two, a swap
none; so ``k`` edits between lengths ``d`` apart change at most ``2 * k - d``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from typing import Any, ClassVar, Final

import numpy as np
from rapidfuzz.distance import OSA

from vscreen.columnar.strings import (
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
    signature,
    signatures,
)
from vscreen.search.hash_index import HashIndex

_SPREAD: Final = np.uint64(0x9E3779B97F4A7C15)
_BLOCK: Final = 1 << 17
"""Keys looked up together, of any names: few calls, for threads wait for each other at each."""


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
    >>> [side.tolist() for side in index.pairs(queries)]
    [[0, 2], [0, 1]]
    """

    STATE: ClassVar[Mapping[str, Any]] = {
        "strings": Packed, "_segments": HashIndex,
        **dict.fromkeys(("_caps", "_bits", "_owners", "_owner_bits", "_owner_caps"), np.ndarray),
    }  # fmt: skip

    def __init__(self, strings: Packed, caps: Codes) -> None:
        if (caps > np.maximum(strings.length - 1, 0)).any():
            raise ValueError("a cap must be below the length of its string")
        self.strings, self._caps = strings, caps
        self._bits = signatures(strings)
        parts = [part for cap in self._lengths for part in self._keys(cap)]
        self._segments = HashIndex(np.concatenate([np.empty(0, np.uint64), *(k for k, _ in parts)]))
        owners = np.concatenate([np.empty(0, np.int64), *(owner for _, owner in parts)])
        self._owners = owners[self._segments.order]
        self._owner_bits = self._bits[self._owners]
        self._owner_caps = (2 * caps[self._owners]).astype(np.uint8)

    @cached_property
    def _lengths(self) -> dict[int, Codes]:
        """The lengths of the targets, for each cap."""
        lengths = self.strings.length
        return {
            int(cap): np.unique(lengths[self._caps == cap])
            for cap in np.unique(self._caps)
            if cap >= 0
        }

    def _keys(self, cap: int) -> Iterator[tuple[Hashes, Codes]]:
        """Yield the keys of all targets of a cap, and whose they are."""
        which = np.flatnonzero(self._caps == cap)
        lengths = self.strings.length[which]
        for segment in range(cap + 1):
            salts = _salts(lengths, cap, segment)
            begin, end = _border(lengths, cap, segment), _border(lengths, cap, segment + 1)
            for swapped in (False, True) if segment < cap else (False,):
                # a swap beyond the eighth letter is not seen
                fit = (end - begin >= swapped) & ((end - begin <= WINDOW) | (not swapped))
                letters = self._segment(which[fit], begin[fit], end[fit], swapped=swapped)
                yield (letters ^ salts[fit]) * _SPREAD, which[fit]

    def _segment(self, which: Codes, begin: Codes, end: Codes, *, swapped: bool) -> Hashes:
        """Return the letters of a segment; if swapped, the last as the letter behind it."""
        first, length = self.strings.start[which] + begin, end - begin
        letters = self.strings.windows[first] & MASKS[np.minimum(length, WINDOW)]
        if swapped:
            last = first + length - 1
            change = (self.strings.data[last] ^ self.strings.data[last + 1]).astype(np.uint64)
            letters ^= change << ((length - 1) * 8).astype(np.uint64)
        segment: Hashes = letters
        return segment

    def near(self, query: str) -> list[int]:
        """Return the positions of the targets within whose cap one string lies.

        For one string a look at the letters of every target is quicker than the keys of `pairs`.
        """
        apart = np.bitwise_count(self._bits ^ np.uint64(signature(query)))
        close = apart <= self._bits_apart
        close &= abs(self.strings.length - len(query)) <= self._caps
        return [
            target
            for target in np.flatnonzero(close).tolist()
            if OSA.distance(query, self._texts[target]) <= self._caps[target]
        ]

    @cached_property
    def _bits_apart(self) -> Codes:
        return 2 * self._caps

    @cached_property
    def _texts(self) -> list[str]:
        return self.strings[:].tolist()  # type: ignore[no-any-return]

    def pairs(self, queries: Packed) -> tuple[Codes, Codes]:
        """Return all pairs (position in ``queries``, position of a target) within its cap."""
        queries = queries.joined()
        bits, width = signatures(queries), max(len(self.strings), 1)
        codes = [np.empty(0, np.int64)]
        for query, key in self._questions(queries):
            known, first, count = self._segments.ranges(key)
            upto = ends(count)
            bounds = np.searchsorted(upto, np.arange(0, upto.max(initial=0), _BLOCK)).tolist()
            for part in map(slice, bounds, [*bounds[1:], len(count)]):
                some = query.take(known[part])
                which, owner = self._alike(bits.take(some), first[part], count[part])
                near = some.take(which)
                longer = abs(self.strings.length.take(owner) - queries.length.take(near))
                apart = np.bitwise_count(bits.take(near) ^ self._bits.take(owner))
                fits = np.flatnonzero(apart + longer <= 2 * self._caps.take(owner))
                codes.append(near.take(fits) * width + owner.take(fits))
        both = once(np.concatenate(codes))
        return self._exact(queries, both // width, both % width)

    def _alike(self, bits: Hashes, first: Codes, count: Codes) -> tuple[Codes, Codes]:
        """Return (range, target) of the targets in some ranges whose letters let them be near."""
        slots = members(first, count)
        apart = np.bitwise_count(np.repeat(bits, count) ^ self._owner_bits.take(slots))
        close = np.flatnonzero(apart <= self._owner_caps.take(slots))
        return np.searchsorted(ends(count), close, "right"), self._owners.take(slots.take(close))

    def _questions(self, queries: Packed) -> Iterator[tuple[Codes, Hashes]]:
        """Yield queries and keys to look up for them, many at once.

        Queries of the same length have keys at the same positions. Each pair of arrays is
        overwritten by the next.
        """
        query, key, held = np.empty(_BLOCK, np.int64), np.empty(_BLOCK, np.uint64), 0
        order, windows = np.argsort(queries.length, kind="stable"), queries.windows
        lengths, counts = np.unique(queries.length, return_counts=True)
        for length, alike in zip(lengths.tolist(), _parts(order, counts), strict=True):
            near = ((cap, some[abs(some - length) <= cap]) for cap, some in self._lengths.items())
            targets = tuple((cap, *some.tolist()) for cap, some in near)
            position, mask, salt = _segments_of(length, targets)
            letter = np.arange(length + 1)[:, None]
            at_once = max(_BLOCK // max(len(position), len(letter)), 1)
            for begin in range(0, len(alike) if len(position) else 0, at_once):
                some = alike[begin : begin + at_once]
                size = len(position) * len(some)
                if held + size > len(key):
                    yield query[:held], key[:held]
                    held = 0
                if size > len(key):  # one query has more keys than fit
                    query, key = np.empty(size, np.int64), np.empty(size, np.uint64)
                query[held : held + size].reshape(-1, len(some))[:] = some
                keys = key[held : held + size].reshape(-1, len(some))
                windows[letter + queries.start[some]].take(position, axis=0, out=keys, mode="clip")
                keys &= mask[:, None]
                keys ^= salt[:, None]
                keys *= _SPREAD
                held += size
        yield query[:held], key[:held]

    def _exact(self, queries: Packed, query: Codes, target: Codes) -> tuple[Codes, Codes]:
        most = max(self._lengths, default=0)
        close = distances(queries[query], self.strings[target], most) <= self._caps[target]
        return query[close], target[close]


def _parts(codes: Codes, counts: Codes) -> Iterator[Codes]:
    """Yield ``codes`` part by part, of the sizes ``counts``."""
    for end, count in zip(ends(counts).tolist(), counts.tolist(), strict=True):
        yield codes[end - count : end]


@lru_cache(maxsize=1024)
def _segments_of(length: int, targets: tuple[tuple[int, ...], ...]) -> tuple[Codes, Hashes, Hashes]:
    """Return where in queries of a length a segment may stand, the mask and the salt of its key.

    Each of ``targets`` is a cap and the lengths of the targets that may lie so near.
    """
    segments = [
        (begin + shift, min(end - begin, WINDOW), target * 64 + cap * 8 + segment)
        for cap, *lengths in targets
        for target in lengths
        for segment in range(cap + 1)
        for begin, end in (_ends(target, cap, segment),)
        for shift in range(-segment, segment + 1)
        if abs(length - target - shift) <= cap - segment
        and begin + shift >= 0 and end + shift <= length
    ]  # fmt: skip
    position, letters, salt = np.array(segments, np.int64).reshape(-1, 3).T
    return position, MASKS[letters], mix(salt.astype(np.uint64))


def _ends(length: int, cap: int, segment: int) -> tuple[int, int]:
    return length * segment // (cap + 1), length * (segment + 1) // (cap + 1)
