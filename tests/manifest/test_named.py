"""Placeholders are empty cells of a column of names, unless the policy says that they are names."""

from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from vscreen import Policy, bundled_lists, screen
from vscreen.columnar.distinct import Coded
from vscreen.manifest.named import named, named_text

cells = st.lists(st.sampled_from(["", "TBN", "n/a", "NULL", "Null", "MARIA", "see attached", "x"]))


@given(cells, cells, st.sampled_from([(), ("NULL",), ("x", "(tbn)")]))
def test_many_cells_are_what_each_is(
    first: list[str], second: list[str], names: tuple[str, ...]
) -> None:
    columns = named(Coded.several([first, second]), field="party", names=names)
    for column, of in zip(columns, (first, second), strict=True):
        assert column.to_pylist() == [named_text(text, field="party", names=names) for text in of]
        texts = column.texts.to_pylist()
        assert len(set(texts)) == len(texts)
        assert column.texts is columns[0].texts


def test_a_ship_called_null_is_screened_if_the_policy_says_that_it_is_a_name() -> None:
    frame = pd.DataFrame({"vessel": ["NULL", "TBN"], "consignee": ["n/a", ""]})
    assert screen(frame, bundled_lists()).verdicts["verdict"].tolist() == ["not_screened"] * 2
    asked = screen(frame, bundled_lists(), Policy(names=["null"]))
    assert asked.verdicts["verdict"].tolist() == ["clear", "not_screened"]
