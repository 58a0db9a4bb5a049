"""Columns of any dtype as text: each cell as `vscreen.files.cells.cell_text` reads it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.types as pat

from vscreen.columnar.distinct import Coded
from vscreen.files.cells import cell_text, has_no_text
from vscreen.schema import TEXT


def as_text(values: pd.Series) -> pd.Series:
    """Return a column of any dtype as text, unknown cells as ``""``; see `cell_text`.

    Each distinct value is looked at once.

    Parameters
    ----------
    values
        A column of n cells: text, object, categorical, Arrow, integer, float, date, ...

    Returns
    -------
    Series
        n texts (dtype ``str``, no missing ones) with the same index and name.

    Examples
    --------
    >>> as_text(pd.Series([9176187.0, None], name="imo")).tolist()
    ['9176187', '']
    """
    if isinstance(values.dtype, pd.StringDtype):
        return values.fillna("").astype(TEXT)
    texts, codes = _distinct_texts(values)
    cells = _text_array(texts).take(codes)
    return pd.Series(cells, index=values.index, name=values.name)


def only_text(value: Any) -> str:
    """Return a cell as `as_text` reads it."""
    text = value if type(value) is str else cell_text(value)
    return text if text.isascii() else _whole(text)


def code_column(values: pd.Series) -> Coded:
    """Return the same texts as `as_text`, as codes into the distinct ones.

    Examples
    --------
    >>> column = code_column(pd.Series([9176187, 9161003, 9176187], name="imo"))
    >>> column.codes.tolist(), column.texts.to_pylist()
    ([0, 1, 0], ['9176187', '9161003'])
    """
    if isinstance(values.dtype, pd.StringDtype):
        return Coded.of(pa.array(values.array, pa.large_string()))
    texts, codes = _distinct_texts(values)
    return Coded.of(pa.array(_text_array(texts), pa.large_string())).take(codes)


def code_columns(columns: Sequence[pd.Series]) -> list[Coded]:
    """Return the same texts as `as_text` of several columns, as codes into texts they share."""
    texts = [
        column if isinstance(column.dtype, pd.StringDtype) else as_text(column)
        for column in columns
    ]
    return Coded.several([pa.array(column.array, pa.large_string()) for column in texts])


def _distinct_texts(values: pd.Series) -> tuple[list[str], npt.NDArray[np.int64]]:
    """Return texts, and the position of each cell's text; -1, the last, is of unknown cells."""
    if values.dtype == object and pd.api.types.infer_dtype(values, skipna=True) != "string":
        return _one_by_one(values)  # 1 and True are equal, and not the same text
    try:
        codes, distinct = pd.factorize(values)
    except (TypeError, NotImplementedError):  # lists, dicts: nothing to compare them by
        return _one_by_one(values)
    return [*map(cell_text, distinct), *([""] if (codes < 0).any() else [])], codes


def _one_by_one(values: pd.Series) -> tuple[list[str], npt.NDArray[np.int64]]:
    texts = [value if type(value) is str else cell_text(value) for value in values]
    return texts, np.arange(len(texts))


def _text_array(texts: list[str]) -> pd.api.extensions.ExtensionArray:
    try:
        return pd.Series(texts, dtype=TEXT).array
    except UnicodeEncodeError:
        return pd.Series([_whole(text) for text in texts], dtype=TEXT).array


def _whole(text: str) -> str:
    """Return a text with U+FFFD for half surrogate pairs, which UTF-8 can't encode."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def strange_cells(values: pd.Series) -> dict[int, str]:
    """Return the cells that are no text, number or date: position -> name of their type.

    `as_text` reads them as ``""``: what a list, a dict or bytes say is not what people would write.

    Parameters
    ----------
    values
        A column of n cells.

    Examples
    --------
    >>> strange_cells(pd.Series(["MARIA", ["ANGARA"], b"LADY R", None]))
    {1: 'list', 2: 'bytes'}
    """
    if not _may_be_strange(values):
        return {}
    cells = enumerate(values.astype(object))
    return {row: type(cell).__name__ for row, cell in cells if has_no_text(cell)}


def _may_be_strange(values: pd.Series) -> bool:
    dtype = values.dtype
    if isinstance(dtype, pd.ArrowDtype):
        kind = dtype.pyarrow_dtype
        return any(is_of(kind) for is_of in (pat.is_nested, pat.is_binary, pat.is_large_binary))
    if isinstance(dtype, pd.CategoricalDtype):
        return pd.api.types.is_object_dtype(dtype.categories)
    is_object = pd.api.types.is_object_dtype(dtype)
    return is_object and pd.api.types.infer_dtype(values, skipna=True) != "string"
