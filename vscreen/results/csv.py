r"""Frames as CSV whose rows mostly end alike, so that each ending is written out once.

A million verdicts share a few sentences, and a hit on a party stands on each of its rows. What
comes out is, to the byte, what `DataFrame.to_csv` writes.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from vscreen.columnar.distinct import as_arrow, firsts

_AT_ONCE: Final = 1 << 14  # rows: their letters stay in the processor's cache
_TO_QUOTE: Final = r'[",\r\n]'
_COMMA: Final = pa.scalar(",", pa.large_string())
_Codes = npt.NDArray[np.int64]


def write_rows(frame: pd.DataFrame, path: Path, *, apart: int) -> None:
    """Write a frame to a CSV file, without its index.

    Parameters
    ----------
    frame
        n rows.
    path
        The file.
    apart
        How many of the first columns differ from row to row; the others repeat themselves.
    """
    begins = [_texts(frame.iloc[:, column]) for column in range(apart)]
    rest = frame.iloc[:, apart:]
    codes, first = _alike(rest)
    different = rest.iloc[first]
    plainly = all(map(_is_plain, different.dtypes)) and not different.isna().any(axis=None)
    columns = [texts for texts in begins if texts is not None]
    if len(columns) < apart or not len(frame) or not plainly:
        frame.to_csv(path, index=False, lineterminator="\n")
        return
    ends = as_arrow(list(_lines(different)))
    with path.open("wb") as file:
        file.write(next(_lines(pd.DataFrame([list(frame.columns)]))).encode())
        for start in range(0, len(frame), _AT_ONCE):
            some = [texts.slice(start, _AT_ONCE) for texts in columns]
            end = ends.take(pa.array(codes[start : start + _AT_ONCE]))
            file.write(_letters(pc.binary_join_element_wise(*some, end, _COMMA)))


def _texts(column: pd.Series) -> pa.LargeStringArray | None:
    """Return the cells as they are written, None where that takes more than their text."""
    if column.dtype == object:
        column = column.infer_objects()
    if pd.api.types.is_integer_dtype(column.dtype) and isinstance(column.dtype, np.dtype):
        return pa.array(column.to_numpy()).cast(pa.large_string())
    if isinstance(column.dtype, pd.StringDtype) and not column.hasnans:
        texts = as_arrow(column.array)
        return None if pc.any(pc.match_substring_regex(texts, _TO_QUOTE)).as_py() else texts
    return None


def _is_plain(dtype: object) -> bool:
    """Whether cells are written as Python writes them."""
    return isinstance(dtype, pd.StringDtype) or dtype in (np.dtype(np.int64), np.dtype(np.float64))


def _letters(texts: pa.LargeStringArray) -> memoryview:
    """Return texts end to end."""
    ends = np.frombuffer(texts.buffers()[1], np.int64)[[0, len(texts)]]
    return memoryview(texts.buffers()[2])[ends[0] : ends[1]]


def _alike(frame: pd.DataFrame) -> tuple[_Codes, _Codes]:
    """Return which of the different rows each row is, and where each of these stands first."""
    codes, size = np.zeros(len(frame), np.int64), 1
    for name in frame.columns:
        own, values = _coded(frame[name])
        codes, distinct = pd.factorize(codes * max(values, 1) + own)
        size = len(distinct)
    return codes, firsts(codes, size if len(frame) else 0)


def _coded(column: pd.Series) -> tuple[_Codes, int]:
    """Return codes of the cells, and how many there are."""
    if isinstance(column.dtype, pd.StringDtype) and column.dtype.storage == "python":
        cells = column.to_numpy(object)  # equal cells are mostly the same object: compared as such
        own, objects = pd.factorize(np.fromiter(map(id, cells), np.int64, len(cells)))
        codes, texts = pd.factorize(cells[firsts(own, len(objects))], use_na_sentinel=False)
        return codes[own], len(texts)
    codes, distinct = pd.factorize(column, use_na_sentinel=False)
    return codes, len(distinct)


def _lines(rows: pd.DataFrame) -> Iterator[str]:
    line = io.StringIO()
    writer = csv.writer(line, lineterminator="\n")
    for row in zip(*(rows[name].tolist() for name in rows.columns), strict=True):
        writer.writerow(row)
        yield line.getvalue()
        line.seek(0)
        line.truncate()
