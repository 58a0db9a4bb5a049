"""Columns of names without what names nobody: placeholders become empty cells."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vscreen.columnar.distinct import Coded
from vscreen.columnar.strings import Codes
from vscreen.data.placeholders import folded, placeholder, placeholders_in


def named_text(text: str, *, field: str, names: Collection[str] = ()) -> str:
    """Return a cell of a column of names, ``""`` if it names nobody.

    Parameters
    ----------
    text
        The cell.
    field
        The column's field, such as ``vessel`` or ``shipper``.
    names
        Names that read like placeholders and are names all the same (`vscreen.Policy.names`).

    Examples
    --------
    >>> named_text("NULL", field="vessel"), named_text("Null", field="vessel", names=["NULL"])
    ('', 'Null')
    """
    if not placeholder(text, field=field) or folded(text) in set(map(folded, names)):
        return text
    return ""


def named(
    columns: Sequence[Coded],
    *,
    field: str,
    names: Collection[str] = (),
    suspects: Codes | None = None,
) -> list[Coded]:
    """Return columns of names that share their texts, with `named_text` of each cell.

    Positions of texts that may be placeholders are ``suspects``, where they are known.

    Examples
    --------
    >>> [column] = named([Coded.of(["TBN", "MARIA", "", "n/a"])], field="vessel")
    >>> column.to_pylist(), column.texts.to_pylist()
    (['', 'MARIA', '', ''], ['MARIA', ''])
    """
    texts = columns[0].texts
    blank = np.logical_or(*placeholders_in(texts, field=field, suspects=suspects))
    rows = np.flatnonzero(blank)
    of_rows = texts.take(pa.array(rows)).to_pylist()
    wanted = set(map(folded, names))
    rows = rows[[folded(text) not in wanted for text in of_rows]] if wanted else rows
    if not len(rows) or (len(rows) == 1 and of_rows == [""]):
        return list(columns)
    keep = np.ones(len(texts), np.bool_)
    keep[rows[:-1]] = False
    code = np.cumsum(keep) - 1
    code[rows] = code[rows[-1]]
    last = np.zeros(len(texts), np.bool_)
    last[rows[-1]] = True
    kept = pc.if_else(pa.array(last), "", texts).filter(pa.array(keep))
    return [Coded(code[column.codes].astype(np.int32), kept) for column in columns]
