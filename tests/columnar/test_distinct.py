from __future__ import annotations

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vscreen.columnar import distinct as coded
from vscreen.columnar.distinct import Coded, combine
from vscreen.manifest.cell_text import as_text, code_column

columns = st.lists(st.sampled_from(["", "A", "B", "é"]))


@given(columns, columns, st.integers(0, 4))
def test_columns_coded_together_share_their_texts_and_keep_their_cells(
    one: list[str], other: list[str], at: int
) -> None:
    parts = pa.chunked_array([one[:at], one[at:]], pa.large_string())
    united = Coded.several([parts, other])
    assert united[0].texts is united[1].texts
    assert len(set(united[0].texts.to_pylist())) == len(united[0].texts)
    for column, cells in zip(united, (one, other), strict=True):
        assert column.to_pylist() == cells


@given(st.lists(st.tuples(*[st.sampled_from("xyz")] * 3)), st.sampled_from([2, 10, 2**62]))
def test_rows_are_told_apart_by_all_their_columns(rows: list[tuple[str, ...]], most: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(coded, "_MOST", most)
        given_ = {name: Coded.of([row[at] for row in rows]) for at, name in enumerate("abc")}
        codes, distinct = combine(given_)
    told = list(zip(*(distinct[name].to_pylist() for name in "abc"), strict=True))
    assert [told[code] for code in codes.tolist()] == rows
    assert len(distinct["a"]) == len(set(rows))


@pytest.mark.parametrize(
    "values",
    [
        pd.Series(["A", None, "A"], dtype="str"),
        pd.Series(["A", pd.NA, "A"], dtype="string[python]"),
        pd.Series(["A", 1, True, 1.0, None], dtype=object),
        pd.Series([9161003.0, None]),
        pd.Series(["x", "y", None], dtype="category"),
        pd.Series([[1], {}, "a"], dtype=object),
        pd.Series(["\ud800", "ok"], dtype=object),
        pd.Series([], dtype=object),
    ],
    ids=lambda values: str(values.dtype),
)
def test_a_column_is_coded_as_it_is_read_as_text(values: pd.Series) -> None:
    column = code_column(values)
    assert column.to_pylist() == as_text(values).tolist()
