"""Rows found by a 64-bit hash: the tables that all searches in names rest on."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from vscreen.columnar.strings import (
    Codes,
    Hashes,
    ends,
    members,
)

_LAST: Final = np.uint64((1 << 64) - 1)


"""Stands behind all keys: no search runs past it."""


_SPARSE: Final = 3


_MOST_SLOTS: Final = 26


"""A table of 2 ** 3 slots a key, at most 2 ** 26, tells most questions that nothing answers."""


class HashIndex:
    """Hashes to be found when equal; most that are asked for are not there.

    Parameters
    ----------
    keys
        Hashes whose high bits are well mixed.

    Attributes
    ----------
    order
        The places of ``keys`` in the order in which they are filed: equal ones side by side.

    Examples
    --------
    >>> from vscreen.columnar.strings import Packed
    >>> index = HashIndex(Packed.of(["MARIA", "STAR", "MARIA"]).hashes())
    >>> place, filed = index.pairs(Packed.of(["X", "MARIA"]).hashes())
    >>> place.tolist(), index.order[filed].tolist()
    ([1, 1], [0, 2])
    """

    def __init__(self, keys: Hashes) -> None:
        self.order: Codes = np.argsort(keys)
        ordered = keys[self.order]
        new = np.ones(len(keys), np.bool_)
        new[1:] = ordered[1:] != ordered[:-1]
        self._keys = np.append(ordered[new], _LAST)
        self._bounds = np.append(np.flatnonzero(new), [len(keys)] * 2).astype(np.int32)
        size = max(len(self._keys) - 2, 1).bit_length()
        slots = min(size + _SPARSE, _MOST_SLOTS)
        self._shift, self._slot_shift = np.uint64(64 - size), np.uint64(64 - slots)
        buckets = (self._keys[:-1] >> self._shift).astype(np.int64)
        held = np.bincount(buckets, minlength=1 << size)
        self._first = (ends(held) - held).astype(np.int32)
        self._filled = np.zeros(1 << slots, np.bool_)
        self._filled[(self._keys[:-1] >> self._slot_shift).astype(np.int64)] = True

    def pairs(self, keys: Hashes) -> tuple[Codes, Codes]:
        """Return all pairs (place in ``keys``, place in `order`) of equal hashes."""
        place, first, count = self.ranges(keys)
        return np.repeat(place, count), members(first, count)

    def ranges(self, keys: Hashes) -> tuple[Codes, Codes, Codes]:
        """Return the places of those ``keys`` that are filed, where in `order`, and how often."""
        asked = np.flatnonzero(self._filled.take((keys >> self._slot_shift).view(np.int64)))
        key = keys.take(asked)
        at = self._first.take((key >> self._shift).view(np.int64))
        before = np.flatnonzero(self._keys.take(at) < key)
        while len(before):
            at[before] += 1
            before = before[self._keys.take(at[before]) < key[before]]
        equal = np.flatnonzero(self._keys.take(at) == key)
        group = at.take(equal)
        first = self._bounds.take(group).astype(np.int64)
        return asked.take(equal), first, self._bounds.take(group + 1) - first


class KeyIndex:
    """Strings to be found when equal, each with an owner and a price.

    Examples
    --------
    >>> from vscreen.columnar.strings import Packed
    >>> names = Packed.of(["MARIA", "MARIA"])
    >>> index = KeyIndex(names.hashes(), np.array([7, 9]), np.array([0.5, 0.8]))
    >>> [found.tolist() for found in index.pairs(Packed.of(["X", "MARIA"]).hashes())]
    [[1, 1], [7, 9], [0.5, 0.8]]
    """

    def __init__(
        self, hashes: Hashes, owners: Codes, prices: npt.NDArray[np.float64] | None = None
    ) -> None:
        self._filed = HashIndex(hashes)
        order = self._filed.order
        self._owners = owners[order]
        self._prices = np.zeros(len(order)) if prices is None else prices[order]

    def pairs(self, queries: Hashes) -> tuple[Codes, Codes, npt.NDArray[np.float64]]:
        """Return all pairs (place in ``queries``, owner) of equal hashes, and the prices."""
        query, filed = self._filed.pairs(queries)
        return query, self._owners[filed], self._prices[filed]
