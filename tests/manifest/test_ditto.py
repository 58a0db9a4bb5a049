"""Ditto marks stand for the cell above, and never for a guess."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vscreen.columnar.distinct import Coded
from vscreen.data.placeholders import is_ditto
from vscreen.manifest.cell_text import code_column
from vscreen.manifest.ditto import resolve_ditto

CELLS = ["MARIA", "ANGARA", '"', "do.", "-do-", "idem", "同上", "", " ", "DO & CO", "9161003"]


def plainly(cells: list[str], gaps: list[bool]) -> list[str | None]:
    """Return the slow, obvious way: what each cell stands for, None if it can't be known."""
    told: list[str | None] = []
    above: str | None = None
    for cell, gap in zip(cells, gaps, strict=True):
        above = cell if not is_ditto(cell) else None if gap or not (above or "").strip() else above
        told.append(above)
    return told


@given(st.lists(st.tuples(st.sampled_from(CELLS), st.booleans())))
def test_a_column_is_resolved_as_one_reads_it_from_the_top(rows: list[tuple[str, bool]]) -> None:
    cells, gaps = [cell for cell, _ in rows], [gap for _, gap in rows]
    found = resolve_ditto(Coded.of(cells), gaps=np.array(gaps, np.bool_))
    marks = list(map(is_ditto, cells))
    expected = plainly(cells, gaps)
    assert found.column.to_pylist() == [
        cell if known is None else known for cell, known in zip(cells, expected, strict=True)
    ]
    unknown = [known is None for known in expected]
    assert found.unresolved.tolist() == unknown
    assert found.resolved.tolist() == [
        mark and not lost for mark, lost in zip(marks, unknown, strict=True)
    ]


@pytest.mark.parametrize("dtype", ["str", "object", "category", "string[pyarrow]"])
def test_columns_of_any_dtype_are_resolved(dtype: str) -> None:
    column = code_column(pd.Series(["MARIA", "ditto", None, '"'], dtype=dtype))
    found = resolve_ditto(column)
    assert found.column.to_pylist() == ["MARIA", "MARIA", "", '"']
    assert found.unresolved.tolist() == [False, False, False, True]


def test_a_ditto_mark_in_a_column_of_numbers_is_that_number() -> None:
    column = code_column(pd.Series([9161003, '"', "idem", 9179842], dtype=object))
    assert resolve_ditto(column).column.to_pylist() == ["9161003"] * 3 + ["9179842"]


def test_a_column_without_ditto_marks_is_left_as_it_is() -> None:
    column = Coded.of(["MARIA", "DITTO TRADING LTD", "DO & CO AG", ""])
    found = resolve_ditto(column)
    assert found.column is column
    assert not found.resolved.any()
    assert not found.unresolved.any()


def test_a_mark_for_nothing_above_stays_one() -> None:
    assert resolve_ditto(Coded.of(["n/a", '"'])).column.to_pylist() == ["n/a", "n/a"]


def test_no_cells_have_no_ditto_marks() -> None:
    assert len(resolve_ditto(Coded.of([])).column) == 0
