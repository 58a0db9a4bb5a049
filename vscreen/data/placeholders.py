"""What a cell says that names nobody: there is nothing, or it stands elsewhere."""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from vscreen.data import read_table

Meaning = Literal["", "nothing", "elsewhere"]


def placeholder(text: str, *, field: str) -> Meaning:
    """Return what a cell means that names nobody; ``""`` if it may name somebody.

    Examples
    --------
    >>> placeholder("TBN", field="vessel"), placeholder("MARIA", field="vessel")
    ('nothing', '')
    """
    known = {row["text"] for row in read_table("placeholders.csv")}
    return "nothing" if text.upper() in known or not text.strip() else ""


def placeholders_in(
    texts: pa.LargeStringArray, *, field: str
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Return which texts say that there is nothing, and which that it stands elsewhere.

    Examples
    --------
    >>> nothing, elsewhere = placeholders_in(
    ...     pa.array(["TBN", "MARIA"], pa.large_string()), field="vessel"
    ... )
    >>> nothing.tolist(), elsewhere.tolist()
    ([True, False], [False, False])
    """
    meanings = [placeholder(text, field=field) for text in texts.to_pylist()]
    return (
        np.array([meaning == "nothing" for meaning in meanings], np.bool_),
        np.array([meaning == "elsewhere" for meaning in meanings], np.bool_),
    )
