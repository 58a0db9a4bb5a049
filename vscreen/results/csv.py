r"""Frames as CSV, fast where most rows have the same text behind their first columns.

A million rows share a few sentences, and a party is hit in many rows alike. Each distinct end of a
row is formatted once. The bytes are those that `DataFrame.to_csv` writes with lines that end in CR
LF: that is how RFC 4180 ends them, and by it a CR or LF within a cell is quoted and tears no row.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from vscreen.columnar.distinct import as_arrow, firsts

LINE_END: Final = "\r\n"
_BATCH: Final = 1 << 14  # rows whose text fits into the processor's cache
_TO_QUOTE: Final = r'[",\r\n]'
_COMMA: Final = pa.scalar(",", pa.large_string())
_Codes = npt.NDArray[np.int64]


def csv_bytes(frame: pd.DataFrame, *, varying: int) -> bytes:
    r"""Return a frame as a CSV file in UTF-8, without its index.

    Parameters
    ----------
    frame
        n rows, of any dtypes.
    varying
        How many of the first columns differ from row to row; the others repeat themselves.

    Examples
    --------
    >>> csv_bytes(pd.DataFrame({"row": [1, 2], "verdict": ["clear", "clear"]}), varying=1)
    b'row,verdict\r\n1,clear\r\n2,clear\r\n'
    """
    beginnings = [_texts(frame.iloc[:, column]) for column in range(varying)]
    rest = frame.iloc[:, varying:]
    codes, first = _distinct_rows(rest)
    distinct = rest.iloc[first]
    is_plain = all(map(_is_plain, distinct.dtypes)) and not distinct.isna().any(axis=None)
    columns = [texts for texts in beginnings if texts is not None]
    if len(columns) < varying or not len(frame) or not is_plain:
        return frame.to_csv(index=False, lineterminator=LINE_END).encode()
    ends = as_arrow(list(_lines(distinct)))
    parts: list[bytes | memoryview] = [next(_lines(pd.DataFrame([list(frame.columns)]))).encode()]
    for start in range(0, len(frame), _BATCH):
        batch = [texts.slice(start, _BATCH) for texts in columns]
        batch.append(ends.take(pa.array(codes[start : start + _BATCH])))
        parts.append(_buffer(pc.binary_join_element_wise(*batch, _COMMA)))
    return b"".join(parts)


def _texts(column: pd.Series) -> pa.LargeStringArray | None:
    """Return the cells as they are written; None if pandas must format them."""
    if column.dtype == object:
        column = column.infer_objects()
    if pd.api.types.is_integer_dtype(column.dtype) and isinstance(column.dtype, np.dtype):
        return pa.array(column.to_numpy()).cast(pa.large_string())
    if isinstance(column.dtype, pd.StringDtype) and not column.hasnans:
        texts = as_arrow(column.array)
        return None if pc.any(pc.match_substring_regex(texts, _TO_QUOTE)).as_py() else texts
    return None


def _is_plain(dtype: object) -> bool:
    """Whether the csv module of Python writes cells of this dtype as pandas does."""
    return isinstance(dtype, pd.StringDtype) or dtype in (np.dtype(np.int64), np.dtype(np.float64))


def _buffer(texts: pa.LargeStringArray) -> memoryview:
    """Return the bytes of all texts, concatenated."""
    ends = np.frombuffer(texts.buffers()[1], np.int64)[[0, len(texts)]]
    return memoryview(texts.buffers()[2])[ends[0] : ends[1]]


def _distinct_rows(frame: pd.DataFrame) -> tuple[_Codes, _Codes]:
    """Return the code of each row among the distinct rows, and the first position of each code."""
    codes, size = np.zeros(len(frame), np.int64), 1
    for name in frame.columns:
        of_column, count = _coded(frame[name])
        codes, distinct = pd.factorize(codes * max(count, 1) + of_column)
        size = len(distinct)
    return codes, firsts(codes, size if len(frame) else 0)


def _coded(column: pd.Series) -> tuple[_Codes, int]:
    """Return the codes of the cells, and how many distinct codes there are."""
    if isinstance(column.dtype, pd.StringDtype) and column.dtype.storage == "python":
        cells = column.to_numpy(object)  # equal cells are mostly the same object, so compare ids
        by_id, ids = pd.factorize(np.fromiter(map(id, cells), np.int64, len(cells)))
        codes, texts = pd.factorize(cells[firsts(by_id, len(ids))], use_na_sentinel=False)
        return codes[by_id], len(texts)
    codes, distinct = pd.factorize(column, use_na_sentinel=False)
    return codes, len(distinct)


def _lines(rows: pd.DataFrame) -> Iterator[str]:
    line = io.StringIO()
    writer = csv.writer(line, lineterminator=LINE_END)
    for row in zip(*(rows[name].tolist() for name in rows.columns), strict=True):
        writer.writerow(row)
        yield line.getvalue()
        line.seek(0)
        line.truncate()
