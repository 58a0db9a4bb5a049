"""Columns of any dtype become text, each cell as it reads alone."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vscreen.files.cells import FailedCell, cell_text
from vscreen.manifest.cell_text import as_text, code_column, code_columns, only_text, strange_cells


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        (pd.Series(["NA", None]), ["NA", ""]),
        (pd.Series(["NA", None], dtype=object), ["NA", ""]),
        (pd.Series(["NA", None], dtype="category"), ["NA", ""]),
        (pd.Series([9176187, None], dtype="category"), ["9176187", ""]),
        (pd.Series(["NA", None], dtype="string"), ["NA", ""]),
        (pd.Series(["NA", None], dtype=pd.ArrowDtype(pa.string())), ["NA", ""]),
        (pd.Series([9176187, None]), ["9176187", ""]),
        (pd.Series([9176187, None], dtype="Int64"), ["9176187", ""]),
        (pd.Series([9176187, None], dtype="int64[pyarrow]"), ["9176187", ""]),
        (pd.Series([1, True, "1", 1.0], dtype=object), ["1", "TRUE", "1", "1"]),
        (pd.Series([[1], {"a": 2}], dtype=object), ["", ""]),
        (pd.Series([[1], None], dtype=pd.ArrowDtype(pa.list_(pa.int64()))), ["", ""]),
        (pd.to_datetime(pd.Series(["2024-05-24", None])), ["2024-05-24", ""]),
        (pd.Series([], dtype="float64"), []),
        (pd.Series(["half \ud800"], dtype=object), ["half �"]),
    ],
)
def test_a_column_of_any_dtype_becomes_text(values, texts):
    result = as_text(values)
    assert result.tolist() == texts
    assert result.dtype == "str"


def test_text_keeps_the_index_and_the_name():
    values = pd.Series([1.0, None], index=pd.Index([7, 7], name="row"), name="imo")
    pd.testing.assert_index_equal(as_text(values).index, values.index)
    assert as_text(values).name == "imo"


@given(st.lists(st.none() | st.text() | st.integers() | st.floats() | st.booleans()))
def test_a_column_becomes_the_text_of_its_cells(cells):
    values = pd.Series(cells, dtype=object)
    whole = [cell_text(cell).encode("utf-16", "surrogatepass") for cell in cells]
    assert as_text(values).tolist() == [text.decode("utf-16", "replace") for text in whole]


cells_of_any_kind = st.none() | st.text() | st.integers() | st.floats() | st.booleans()


@given(st.lists(cells_of_any_kind))
def test_a_column_alone_together_and_cell_by_cell_reads_alike(cells):
    values = pd.Series(cells, dtype=object)
    texts = as_text(values).tolist()
    assert code_column(values).to_pylist() == texts
    one, two = code_columns([values, values[::-1]])
    assert (one.to_pylist(), two.to_pylist()) == (texts, texts[::-1])
    assert [only_text(cell) for cell in cells] == texts


@pytest.mark.parametrize("cells", [["A", FailedCell("#N/A")], [1.0, FailedCell("#N/A")]])
def test_a_formula_that_failed_is_the_error_that_it_shows(cells):
    assert as_text(pd.Series(cells, dtype=object)).tolist()[1] == "#N/A"


@given(st.lists(st.sampled_from(["1", 1, True, 1.0, np.int64(1)])))
def test_cells_that_are_equal_and_not_the_same_text_stay_apart(cells):
    assert as_text(pd.Series(cells, dtype=object)).tolist() == [cell_text(cell) for cell in cells]


@pytest.mark.parametrize(
    ("values", "strange"),
    [
        (pd.Series(["A", [1], {"b": 2}, b"C", {3}, (4,), None, 5.0], dtype=object),
         {1: "list", 2: "dict", 3: "bytes", 4: "set", 5: "tuple"}),
        (pd.Series([np.array([1])], index=[9]), {0: "ndarray"}),
        (pd.Series([[1], None], dtype=pd.ArrowDtype(pa.list_(pa.int64()))), {0: "ndarray"}),
        (pd.Series([b"A", None], dtype=pd.ArrowDtype(pa.binary())), {0: "bytes"}),
        (pd.Series([(1,), "A", (1,)], dtype=object).astype("category"), {0: "tuple", 2: "tuple"}),
        (pd.Series(["A", None]), {}),
        (pd.Series([1, 2.5]), {}),
        (pd.Series(["A", "B"], dtype=object), {}),
        (pd.Series(["A", "B"], dtype="category"), {}),
    ],
)  # fmt: skip
def test_a_cell_that_is_no_text_number_or_date_is_named_by_its_type(values, strange):
    assert strange_cells(values) == strange
    assert [as_text(values).tolist()[row] for row in strange] == [""] * len(strange)
