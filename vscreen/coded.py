"""Columns as codes into their distinct texts: what is done once per text is not done once per cell.

A manifest repeats itself: a million rows hold some hundred thousand names. Everything after reading
works on distinct texts, and only codes (int32, four bytes a cell) have a place for every row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

RowCodes = npt.NDArray[np.int32]
_MOST: Final = 2**62
"""Codes of several columns are multiplied into one int64 as long as it stays below this."""


def as_arrow(cells: object) -> pa.LargeStringArray:
    """Return texts (a pandas array, an Arrow array in chunks, a sequence) as one Arrow array."""
    texts = pa.array(cells, pa.large_string())
    return texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts


@dataclass(frozen=True, eq=False)
class Coded:
    """A column of n cells: ``codes`` (int32, n places) into ``texts``, each of them once.

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
        if not isinstance(cells, pa.Array | pa.ChunkedArray):
            cells = pa.array(cells, pa.large_string())
        if cells.null_count:
            cells = cells.fill_null("")
        encoded = cells.dictionary_encode()
        if isinstance(encoded, pa.ChunkedArray):
            encoded = encoded.combine_chunks()
        texts = encoded.dictionary.cast(pa.large_string())
        return cls(
            encoded.indices.to_numpy(zero_copy_only=False).astype(np.int32, copy=False), texts
        )

    def __len__(self) -> int:
        return len(self.codes)

    def take(self, places: npt.NDArray[np.integer]) -> Coded:
        """Return the cells at these places; the texts stay."""
        return Coded(self.codes[places], self.texts)

    def text(self, place: int) -> str:
        """Return one cell."""
        return str(self.texts[int(self.codes[place])].as_py())


def unite(columns: Sequence[Coded]) -> list[Coded]:
    """Return the columns with one set of texts for all of them, each text once.

    Examples
    --------
    >>> one, other = unite([Coded.of(["A", "B"]), Coded.of(["B"])])
    >>> one.texts is other.texts, other.codes.tolist()
    (True, [1])
    """
    every = Coded.of(pa.chunked_array([column.texts for column in columns], pa.large_string()))
    ends = np.cumsum([len(column.texts) for column in columns])
    parts = np.split(every.codes, ends[:-1])
    return [
        Coded(new[column.codes], every.texts) for column, new in zip(columns, parts, strict=True)
    ]


def combine(columns: Mapping[str, Coded]) -> tuple[RowCodes, dict[str, Coded]]:
    """Return which of the distinct combinations each row has, and these, column by column.

    Parameters
    ----------
    columns
        At least one column, all of n cells.

    Returns
    -------
    codes, combinations
        n codes into the combinations, which have a place each in every column.

    Examples
    --------
    >>> codes, pairs = combine({"a": Coded.of(["x", "x", "x"]), "b": Coded.of(["1", "2", "1"])})
    >>> codes.tolist(), [pairs["b"].text(place) for place in range(2)]
    ([0, 1, 0], ['1', '2'])
    """
    every = list(columns.values())
    if len(every) == 1:
        return every[0].codes, {
            name: Coded(np.arange(len(column.texts), dtype=np.int32), column.texts)
            for name, column in columns.items()
        }
    joint, size = every[0].codes.astype(np.int64), len(every[0].texts)
    for column in every[1:]:
        if size * len(column.texts) >= _MOST:
            joint, size = _renumbered(joint)
        size *= max(len(column.texts), 1)
        joint *= len(column.texts)
        joint += column.codes
    codes, count = _renumbered(joint)
    first = np.empty(count, np.int64)
    first[codes[::-1]] = np.arange(len(codes))[::-1]  # the last one written is the first row
    return codes.astype(np.int32), {name: column.take(first) for name, column in columns.items()}


def _renumbered(joint: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.int64], int]:
    codes, distinct = pd.factorize(joint)
    return codes, len(distinct)
