r"""Verdicts as CSV: a million rows of which most end alike, so each ending is written out once.

What comes out is, to the byte, what `DataFrame.to_csv` writes.
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

from vscreen.coded import as_arrow

_AT_ONCE: Final = 1 << 17  # rows, which bounds the memory
_TO_QUOTE: Final = r'[",\r\n]'


def write_verdicts(verdicts: pd.DataFrame, path: Path) -> None:
    """Write the verdicts to a CSV file, the index first, as the column ``row``."""
    labels = _labels(verdicts.index)
    if labels is None or not len(labels):
        column = pd.Series(list(verdicts.index), verdicts.index, object)
        verdicts = verdicts.copy(deep=False)
        verdicts.insert(0, "row", column)
        verdicts.to_csv(path, index=False, lineterminator="\n")
        return
    with path.open("wb") as file:
        file.write(",".join(["row", *verdicts.columns]).encode() + b"\n")
        for lines in _lines(labels, verdicts):
            file.write(lines)


def _labels(index: pd.Index) -> pa.LargeStringArray | None:
    """Return the labels as they are written, None where that takes more than their text."""
    if pd.api.types.is_integer_dtype(index.dtype) and isinstance(index.dtype, np.dtype):
        return pa.array(index.to_numpy()).cast(pa.large_string())
    if isinstance(index.dtype, pd.StringDtype) and not index.hasnans:
        labels = as_arrow(index.array)
        return None if pc.any(pc.match_substring_regex(labels, _TO_QUOTE)).as_py() else labels
    return None


def _lines(labels: pa.LargeStringArray, verdicts: pd.DataFrame) -> Iterator[memoryview]:
    codes, first = _alike(verdicts)
    tails = as_arrow(list(_tails(verdicts.iloc[first])))
    for start in range(0, len(labels), _AT_ONCE):
        some = tails.take(pa.array(codes[start : start + _AT_ONCE]))
        lines = pc.binary_join_element_wise(
            labels.slice(start, _AT_ONCE), some, pa.scalar(",", pa.large_string())
        )
        ends = np.frombuffer(lines.buffers()[1], np.int64)[[0, len(lines)]]
        yield memoryview(lines.buffers()[2])[ends[0] : ends[1]]


def _alike(frame: pd.DataFrame) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return which of the different rows each row is, and where each of these stands first."""
    codes = np.zeros(len(frame), np.int64)
    for name in frame.columns:
        own, values = pd.factorize(frame[name], use_na_sentinel=False)
        codes = pd.factorize(codes * max(len(values), 1) + own)[0]
    first = np.empty(codes.max() + 1, np.int64)
    first[codes[::-1]] = np.arange(len(codes))[::-1]  # the last one written is the first row
    return codes, first


def _tails(rows: pd.DataFrame) -> Iterator[str]:
    line = io.StringIO()
    writer = csv.writer(line, lineterminator="\n")
    for row in zip(*(rows[name].tolist() for name in rows.columns), strict=True):
        writer.writerow(row)
        yield line.getvalue()
        line.seek(0)
        line.truncate()
