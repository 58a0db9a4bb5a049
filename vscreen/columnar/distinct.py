"""Columns as codes into their distinct texts: what is done once per text is not done once per cell.

A manifest repeats itself: a million rows hold some hundred thousand names. Everything after reading
works on distinct texts, and only codes (int32, four bytes a cell) are as long as the manifest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

RowCodes = npt.NDArray[np.int32]
_AT_ONCE: Final = 1 << 16
_MOST: Final = 2**62
"""Codes of several columns are multiplied into one int64 as long as it stays below this."""


def as_arrow(cells: object) -> pa.LargeStringArray:
    """Return texts (a pandas array, an Arrow array in chunks, a sequence) as one Arrow array."""
    texts = pa.array(cells, pa.large_string())
    return texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts


@dataclass(frozen=True, eq=False)
class Coded:
    """A column of n cells: ``codes`` (int32, n) are positions in ``texts``, each of them once.

    Examples
    --------
    >>> column = Coded.of(["MARIA", "ANGARA", "MARIA"])
    >>> column.codes.tolist(), column.texts.to_pylist()
    ([0, 1, 0], ['MARIA', 'ANGARA'])
    """

    codes: RowCodes
    texts: pa.LargeStringArray

    @classmethod
    def of(cls, cells: pa.Array | pa.ChunkedArray | Sequence[str]) -> Coded:
        """Code texts: an Arrow array, or a sequence; what is missing is ``""``."""
        return cls.several([cells])[0]

    @classmethod
    def several(cls, columns: Sequence[pa.Array | pa.ChunkedArray | Sequence[str]]) -> list[Coded]:
        """Code columns into one set of texts.

        Examples
        --------
        >>> first, second = Coded.several([["A", "B"], ["B"]])
        >>> first.texts is second.texts, second.codes.tolist()
        (True, [1])
        """
        chunks = [list(_filled(cells)) for cells in columns]
        every = pa.chunked_array([chunk for some in chunks for chunk in some], pa.large_string())
        encoded = every.dictionary_encode().chunks
        texts = encoded[0].dictionary if encoded else pa.array([], pa.large_string())
        encoded.reverse()  # taken from the end, each is let go as soon as it is copied
        return [cls(_end_to_end([encoded.pop() for _ in some]), texts) for some in chunks]

    def __len__(self) -> int:
        return len(self.codes)

    def take(self, rows: npt.NDArray[np.integer]) -> Coded:
        """Return the cells of these rows; the texts stay."""
        return Coded(self.codes[rows], self.texts)

    def where(self, kept: npt.NDArray[np.bool_]) -> Coded:
        """Return the cells where ``kept`` is true, and empty ones elsewhere.

        Examples
        --------
        >>> Coded.of(["A", "B"]).where(np.array([False, True])).to_pylist()
        ['', 'B']
        """
        texts, empty = self.texts, pc.index(self.texts, "").as_py()
        if empty < 0:
            texts, empty = pa.concat_arrays([texts, pa.array([""], pa.large_string())]), len(texts)
        return Coded(np.where(kept, self.codes, np.int32(empty)), texts)

    def to_pylist(self) -> list[str]:
        """Return the cells as strings of Python."""
        cells: list[str] = self.texts.take(pa.array(self.codes)).to_pylist()
        return cells


def _filled(cells: pa.Array | pa.ChunkedArray | Sequence[str]) -> Iterator[pa.LargeStringArray]:
    """Yield the chunks of a column, what is missing as ``""``."""
    if not isinstance(cells, pa.Array | pa.ChunkedArray):
        cells = pa.array(cells, pa.large_string())
    for chunk in cells.chunks if isinstance(cells, pa.ChunkedArray) else [cells]:
        texts = chunk.cast(pa.large_string())
        if len(texts):
            yield texts.fill_null("") if texts.null_count else texts


def _end_to_end(parts: Sequence[pa.DictionaryArray]) -> RowCodes:
    codes = [np.asarray(part.indices) for part in parts]
    return codes[0] if len(codes) == 1 else np.concatenate([np.empty(0, np.int32), *codes])


def all_used(columns: Sequence[Coded]) -> bool:
    """Return whether columns share their texts, and each text stands in a cell of them.

    Examples
    --------
    >>> first, second = Coded.several([["A"], ["B"]])
    >>> all_used([first, second]), all_used([first])
    (True, False)
    """
    texts = columns[0].texts
    if any(column.texts is not texts for column in columns):
        return False
    counts = [np.bincount(column.codes, minlength=len(texts)) for column in columns]
    return bool(np.all(sum(counts)))


def joined(columns: Sequence[Coded]) -> Coded:
    """Return columns one below the other, each text once.

    Examples
    --------
    >>> column = joined([Coded.of(["A", "B"]), Coded.of(["B", "C"])])
    >>> column.codes.tolist(), column.texts.to_pylist()
    ([0, 1, 1, 2], ['A', 'B', 'C'])
    """
    texts = {id(column.texts): column.texts for column in columns}
    if len(texts) == 1:
        return Coded(np.concatenate([column.codes for column in columns]), columns[0].texts)
    whole = dict(zip(texts, Coded.several(list(texts.values())), strict=True))
    shared = next(iter(whole.values())).texts
    codes = [whole[id(column.texts)].codes[column.codes] for column in columns]
    return Coded(np.concatenate(codes), shared)


def combine(columns: Mapping[str, Coded]) -> tuple[RowCodes, dict[str, Coded]]:
    """Return which of the distinct combinations each row has, and these, column by column.

    Parameters
    ----------
    columns
        At least one column, all of n cells.

    Returns
    -------
    codes, combinations
        n codes into the combinations, which are a row each of every column.

    Examples
    --------
    >>> codes, pairs = combine({"a": Coded.of(["x", "x", "x"]), "b": Coded.of(["1", "2", "1"])})
    >>> codes.tolist(), pairs["b"].to_pylist()
    ([0, 1, 0], ['1', '2'])
    """
    every = list(columns.values())
    if len(every) == 1 and all_used(every):
        return every[0].codes, {
            name: Coded(np.arange(len(column.texts), dtype=np.int32), column.texts)
            for name, column in columns.items()
        }
    joint, size = every[0].codes.astype(np.int64), len(every[0].texts)
    for column in every[1:]:
        if size * len(column.texts) >= _MOST:
            renumbered, size = _renumbered(joint)
            joint = renumbered.astype(np.int64)
        size *= max(len(column.texts), 1)
        joint *= len(column.texts)
        joint += column.codes
    codes, count = _renumbered(joint)
    first = firsts(codes, count)
    return codes, {name: column.take(first) for name, column in columns.items()}


def _renumbered(joint: npt.NDArray[np.int64]) -> tuple[RowCodes, int]:
    encoded = pa.array(joint).dictionary_encode()
    return np.asarray(encoded.indices), len(encoded.dictionary)


def firsts(codes: npt.NDArray[np.integer], count: int) -> npt.NDArray[np.int64]:
    """Return the first row of each code."""
    first = np.empty(count, np.int64)
    for start in reversed(range(0, len(codes), _AT_ONCE)):
        some = codes[start : start + _AT_ONCE]
        first[some[::-1]] = np.arange(start, start + len(some))[::-1]  # the last written stays
    return first
