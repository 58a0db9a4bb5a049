"""Ditto marks: cells that say "the same as above", resolved upwards in their column.

Which texts are ditto marks is told by `vscreen.data.placeholders`. A column without any is left as
it is; nothing is done once per cell then.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow.compute as pc

from vscreen.columnar.distinct import Coded
from vscreen.columnar.strings import Bools, Codes
from vscreen.data.placeholders import dittos_in


@dataclass(frozen=True, eq=False)
class Resolved:
    """A column of n cells with its ditto marks resolved.

    Attributes
    ----------
    column
        The cells; a ditto mark is the text that it stands for, unless there is none.
    resolved
        Which cells were ditto marks and are now the text above (bool, n).
    unresolved
        Which cells are ditto marks with nothing above them that they can stand for (bool, n).
    """

    column: Coded
    resolved: Bools
    unresolved: Bools


def resolve_ditto(
    column: Coded, *, gaps: Bools | None = None, suspects: Codes | None = None
) -> Resolved:
    """Return a column with each ditto mark as the text above it; of several, the first's.

    A ditto mark stands for the nearest cell above that is none. Below an empty cell, at the top of
    the column, and below a row that is missing it can't be known what it stands for: it stays.

    Parameters
    ----------
    column
        n cells in the order of the file.
    gaps
        Whether rows of the file are missing between each row and the one before it, such as
        rejected ones (bool, n); by default none are.
    suspects
        Positions of the distinct texts that may be ditto marks, where they are known.

    Returns
    -------
    Resolved
        The column has the same texts, by the same codes; only cells are exchanged.

    Examples
    --------
    >>> found = resolve_ditto(Coded.of(['"', "MARIA", "do.", '"', "ANGARA"]))
    >>> found.column.to_pylist()
    ['"', 'MARIA', 'MARIA', 'MARIA', 'ANGARA']
    >>> found.resolved.tolist(), found.unresolved.tolist()
    ([False, False, True, True, False], [True, False, False, False, False])
    """
    is_mark = dittos_in(column.texts, suspects)
    marks = is_mark[column.codes] if is_mark.any() else np.zeros(len(column), np.bool_)
    if not marks.any():
        return Resolved(column, marks, marks)
    bare = pc.utf8_trim_whitespace(column.texts)
    filled = pc.not_equal(bare, "").to_numpy(zero_copy_only=False)
    row = np.arange(len(column))
    source = np.maximum.accumulate(np.where(marks, -1, row))
    known = (source >= 0) & filled[column.codes[source]]
    if gaps is not None:
        known &= np.maximum.accumulate(np.where(gaps, row, 0)) <= source
    resolved = marks & known
    codes = np.where(resolved, column.codes[source], column.codes)
    return Resolved(Coded(codes, column.texts), resolved, marks & ~known)
