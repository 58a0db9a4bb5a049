"""Columns as codes into their distinct texts: what is done once per text is not done once per cell.

A manifest repeats itself: a million rows hold some hundred thousand names. Everything after reading
works on distinct texts, and only codes (int32, four bytes a cell) have a place for every row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

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
        return cls.several([cells])[0]

    @classmethod
    def several(cls, columns: Sequence[pa.Array | pa.ChunkedArray | Sequence[str]]) -> list[Coded]:
        """Code columns into one set of texts.

        Examples
        --------
        >>> one, other = Coded.several([["A", "B"], ["B"]])
        >>> one.texts is other.texts, other.codes.tolist()
        (True, [1])
        """
        chunks = [list(_filled(cells)) for cells in columns]
        every = pa.chunked_array([chunk for some in chunks for chunk in some], pa.large_string())
        encoded = _encoded(every).chunks
        texts = encoded[0].dictionary if encoded else pa.array([], pa.large_string())
        encoded.reverse()  # taken from the end, each is let go as soon as it is copied
        return [cls(_end_to_end([encoded.pop() for _ in some]), texts) for some in chunks]

    def __len__(self) -> int:
        return len(self.codes)

    def take(self, places: npt.NDArray[np.integer]) -> Coded:
        """Return the cells at these places; the texts stay."""
        return Coded(self.codes[places], self.texts)

    def to_pylist(self) -> list[str]:
        """Return the cells as strings of Python."""
        found: list[str] = self.texts.take(pa.array(self.codes)).to_pylist()
        return found


def _encoded(cells: pa.Array | pa.ChunkedArray) -> Any:
    """Return cells as a dictionary and codes into it.

    They come from the system's memory, to which they go back at once: Arrow's own would keep it.
    """
    return pc.dictionary_encode(cells, memory_pool=pa.system_memory_pool())


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


def combine(columns: Iterable[tuple[str, Coded]]) -> tuple[RowCodes, dict[str, Coded]]:
    """Return which of the distinct combinations each row has, and these, column by column.

    Parameters
    ----------
    columns
        At least one name and column, all of n cells and of different names. Each is let go before
        the next is asked for.

    Returns
    -------
    codes, combinations
        n codes into the combinations, which have a place each in every column.

    Raises
    ------
    ValueError
        If two columns bear one name.

    Examples
    --------
    >>> columns = {"a": Coded.of(["x", "x", "x"]), "b": Coded.of(["1", "2", "1"])}
    >>> codes, pairs = combine(columns.items())
    >>> codes.tolist(), pairs["b"].to_pylist()
    ([0, 1, 0], ['1', '2'])
    """
    joint, held, product = np.zeros(0, np.int64), dict[str, Coded](), _Product(1)
    for name, column in columns:
        if not len(joint):
            joint = np.zeros(len(column), np.int64)
        elif product.size * len(column.texts) >= _MOST:
            joint, held, product = _renumbered(joint, held, product)
        if name in held or name in product.texts:
            raise ValueError(f"two columns are named {name!r}")
        joint *= product.times(name, column.texts)
        joint += column.codes
        del column
    joint, held, _ = _renumbered(joint, held, product)
    return joint.astype(np.int32), held


class _Product:
    """Columns multiplied into one number a row: which of ``held`` combinations, and of each."""

    def __init__(self, held: int) -> None:
        self.size = held
        self.texts: dict[str, pa.LargeStringArray] = {}

    def times(self, name: str, texts: pa.LargeStringArray) -> int:
        """Take a column of these texts in; return what the numbers before it are multiplied by."""
        self.texts[name] = texts
        self.size *= max(len(texts), 1)
        return max(len(texts), 1)

    def parts(self, joint: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.int64], dict[str, Coded]]:
        """Return the held combination that each number stands for, and the columns."""
        found = {}
        for name, texts in reversed(self.texts.items()):
            joint, code = np.divmod(joint, max(len(texts), 1))
            found[name] = Coded(code.astype(np.int32), texts)
        return joint, dict(reversed(found.items()))


def _renumbered(
    joint: npt.NDArray[np.int64], held: Mapping[str, Coded], product: _Product
) -> tuple[npt.NDArray[np.int64], dict[str, Coded], _Product]:
    """Return the numbers' own numbers, 0 up, which combination each is, and a product of these."""
    encoded = _encoded(pa.array(joint))
    before, parts = product.parts(np.asarray(encoded.dictionary))
    known = {name: column.take(before) for name, column in held.items()}
    return (
        np.asarray(encoded.indices).astype(np.int64), known | parts,
        _Product(len(encoded.dictionary)),
    )  # fmt: skip


def firsts(codes: npt.NDArray[np.integer], count: int) -> npt.NDArray[np.int64]:
    """Return the first row of each code."""
    first = np.empty(count, np.int64)
    for start in reversed(range(0, len(codes), _AT_ONCE)):
        some = codes[start : start + _AT_ONCE]
        first[some[::-1]] = np.arange(start, start + len(some))[::-1]  # the last written stays
    return first
