"""Rows found by a 64-bit hash: the tables on which all searches in names rest."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, ClassVar, Final

import numpy as np
import numpy.typing as npt

from vscreen.columnar.strings import Codes, Hashes, ends, members

_LAST: Final = np.uint64((1 << 64) - 1)
"""Stands behind all keys: no search runs past it."""
_SPARSE: Final = 3
_MOST_SLOTS: Final = 26
"""A table of 2 ** 3 slots a key, at most 2 ** 26, answers most questions for keys that are not
there."""


class HashIndex:
    """Hashes to be found when equal; most that are looked up are not there.

    Parameters
    ----------
    keys
        Hashes whose high bits are well mixed.

    Attributes
    ----------
    order
        The positions of ``keys``, equal keys side by side.

    Examples
    --------
    >>> from vscreen.columnar.strings import Packed
    >>> index = HashIndex(Packed.of(["MARIA", "STAR", "MARIA"]).hashes())
    >>> query, slot = index.pairs(Packed.of(["X", "MARIA"]).hashes())
    >>> query.tolist(), index.order[slot].tolist()
    ([1, 1], [0, 2])
    """

    STATE: ClassVar[Mapping[str, type]] = dict.fromkeys(
        ("order", "_keys", "_bounds", "_first", "_filled"), np.ndarray
    )

    def __init__(self, keys: Hashes) -> None:
        self.order: Codes = np.argsort(keys)
        ordered = keys[self.order]
        new = np.ones(len(keys), np.bool_)
        new[1:] = ordered[1:] != ordered[:-1]
        self._keys = np.append(ordered[new], _LAST)
        self._bounds = np.append(np.flatnonzero(new), [len(keys)] * 2).astype(np.int32)
        buckets = (self._keys[:-1] >> self._shift).astype(np.int64)
        held = np.bincount(buckets, minlength=1 << self._size)
        self._first = (ends(held) - held).astype(np.int32)
        self._filled = np.zeros(1 << self._slots, np.uint8)
        self._filled[(self._keys[:-1] >> self._slot_shift).astype(np.int64)] = True

    @property
    def _size(self) -> int:
        return max(len(self._keys) - 2, 1).bit_length()

    @property
    def _slots(self) -> int:
        return min(self._size + _SPARSE, _MOST_SLOTS)

    @cached_property
    def _shift(self) -> np.uint64:
        return np.uint64(64 - self._size)

    @cached_property
    def _slot_shift(self) -> np.uint64:
        return np.uint64(64 - self._slots)

    def pairs(self, keys: Hashes) -> tuple[Codes, Codes]:
        """Return all pairs (position in ``keys``, position in `order`) of equal hashes."""
        query, first, count = self.ranges(keys)
        return np.repeat(query, count), members(first, count)

    def ranges(self, keys: Hashes) -> tuple[Codes, Codes, Codes]:
        """Return the positions of those ``keys`` that are there, where in `order`, how often."""
        query = np.flatnonzero(self._filled.take((keys >> self._slot_shift).view(np.int64)))
        key = keys.take(query)
        at = self._first.take((key >> self._shift).view(np.int64))
        before = np.flatnonzero(self._keys.take(at) < key)
        while len(before):
            at[before] += 1
            before = before[self._keys.take(at[before]) < key[before]]
        equal = np.flatnonzero(self._keys.take(at) == key)
        group = at.take(equal)
        first = self._bounds.take(group).astype(np.int64)
        return query.take(equal), first, self._bounds.take(group + 1) - first

    def range_of(self, key: int) -> slice:
        """Return where in `order` one key is; what `ranges` does for many."""
        at = int(self._first[key >> int(self._shift)])
        while self._keys[at] < key:
            at += 1
        if self._keys[at] != key:
            return slice(0, 0)
        return slice(int(self._bounds[at]), int(self._bounds[at + 1]))


class KeyIndex:
    """Strings to be found when equal, each with an owner and a price.

    Examples
    --------
    >>> from vscreen.columnar.strings import Packed
    >>> names = Packed.of(["MARIA", "MARIA"])
    >>> index = KeyIndex(names.hashes(), np.array([7, 9]), np.array([0.5, 0.8]))
    >>> [part.tolist() for part in index.pairs(Packed.of(["X", "MARIA"]).hashes())]
    [[1, 1], [7, 9], [0.5, 0.8]]
    """

    STATE: ClassVar[Mapping[str, Any]] = {
        "_keys": HashIndex, "_owners": np.ndarray, "_prices": np.ndarray,
    }  # fmt: skip

    def __init__(
        self, hashes: Hashes, owners: Codes, prices: npt.NDArray[np.float64] | None = None
    ) -> None:
        self._keys = HashIndex(hashes)
        order = self._keys.order
        self._owners = owners[order]
        self._prices = np.zeros(len(order)) if prices is None else prices[order]

    def pairs(self, queries: Hashes) -> tuple[Codes, Codes, npt.NDArray[np.float64]]:
        """Return all pairs (position in ``queries``, owner) of equal hashes, and the prices."""
        query, slot = self._keys.pairs(queries)
        return query, self._owners[slot], self._prices[slot]

    def owners_of(self, key: int) -> list[int]:
        """Return the owners of one string, by its hash."""
        owners: list[int] = self._owners[self._keys.range_of(key)].tolist()
        return owners
