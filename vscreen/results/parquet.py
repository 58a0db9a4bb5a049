"""Frames of a run as Parquet files, and back with the dtypes of their shape.

Whatever stands in a cell (a quote, a CR, a NUL) comes back as it was. A sentence that a million
rows share is written once and is one object again when it is read.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from vscreen.columnar.distinct import firsts
from vscreen.schema import NUMBER, SHARED, Frame


def to_table(frame: pd.DataFrame) -> pa.Table:
    """Return a frame without its index as a table of Arrow.

    Parameters
    ----------
    frame
        n rows of text, shared text and numbers.

    Examples
    --------
    >>> to_table(pd.DataFrame({"verdict": ["hit"], "score": [93.0]})).column_names
    ['verdict', 'score']
    """
    columns = {str(name): _to_arrow(column) for name, column in frame.items()}
    return pa.table(columns)


def _to_arrow(column: pd.Series) -> pa.Array | pa.ChunkedArray:
    if column.dtype != SHARED:
        return pa.Array.from_pandas(column)
    cells = column.to_numpy(object)  # equal texts are mostly the same object, so compare ids
    ids = np.fromiter(map(id, cells), np.int64, len(cells))
    codes, distinct = pd.factorize(ids)
    texts = pa.array(cells[firsts(codes, len(distinct))], pa.large_string(), from_pandas=True)
    return pa.DictionaryArray.from_arrays(codes.astype(np.int32), texts)


def to_bytes(table: pa.Table) -> bytes:
    """Return a table as the bytes of a Parquet file."""
    import pyarrow.parquet as pq

    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd", write_statistics=False)
    return sink.getvalue().to_pybytes()  # type: ignore[no-any-return]  # pyarrow is untyped


def from_bytes(data: bytes, *, columns: list[str] | None = None) -> pa.Table:
    """Return the table, or some columns of it, that a Parquet file of these bytes holds.

    Raises
    ------
    pyarrow.ArrowException, OSError
        If this is no Parquet file.
    """
    import pyarrow.parquet as pq

    return pq.ParquetFile(pa.BufferReader(data)).read(columns)


def to_frame(table: pa.Table, shape: Frame) -> pd.DataFrame:
    """Return the frame of a shape; its column ``row``, if any, is left to be filled.

    Raises
    ------
    ValueError
        If the table has not exactly the columns of the shape.
    """
    wanted = [name for name, (dtype, _) in shape.columns.items() if dtype != "object"]
    if list(table.column_names) != wanted:
        raise ValueError(f"{shape.name} has the columns {table.column_names}, not {wanted}")
    columns = {name: _from_arrow(table[name], shape.columns[name][0]) for name in wanted}
    return pd.DataFrame(columns, index=pd.RangeIndex(len(table)), copy=False)


def _from_arrow(column: pa.ChunkedArray, dtype: Any) -> pd.Series:
    whole = column.combine_chunks()
    if dtype == SHARED:
        return pd.Series(pd.array(_shared(whole), SHARED, copy=False), copy=False)
    if isinstance(dtype, pd.StringDtype):
        return pd.Series(pd.array(whole.cast(pa.large_string()), dtype))
    numbers = {pa.int64(): pd.Int64Dtype()}.get if dtype == NUMBER else None  # may be unknown
    values: pd.Series = whole.to_pandas(types_mapper=numbers).astype(dtype)
    return values


def _shared(texts: Any) -> npt.NDArray[np.object_]:
    coded = texts if isinstance(texts, pa.DictionaryArray) else texts.dictionary_encode()
    distinct = np.fromiter(coded.dictionary.to_pylist(), object)
    cells: npt.NDArray[np.object_] = distinct[np.asarray(coded.indices)]
    return cells
