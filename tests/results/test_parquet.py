"""Frames of a run come back from Parquet with their dtypes and every character."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vscreen.results.parquet import from_bytes, to_bytes, to_frame, to_table
from vscreen.schema import DESIGNATIONS, ENTRIES, VERDICTS

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


@given(st.lists(st.tuples(st.sampled_from(["hit", "clear"]), st.floats(0, 100), texts)))
def test_what_is_written_is_what_is_read(rows: list[tuple[str, float, str]]) -> None:
    frame = VERDICTS.build(
        [{"verdict": v, "score": score, "hits": 1, "sentence": s} for v, score, s in rows]
    )
    back = to_frame(from_bytes(to_bytes(to_table(frame))), VERDICTS)
    pd.testing.assert_frame_equal(back, frame)


def test_a_sentence_of_many_rows_is_one_object_again() -> None:
    sentence = "".join(["Clear: ", "nothing found."])
    frame = VERDICTS.build([{"score": 0, "hits": 0, "sentence": sentence} for _ in range(1000)])
    data = to_bytes(to_table(frame))
    assert len(data) < 5_000
    cells = to_frame(from_bytes(data), VERDICTS)["sentence"].to_numpy(object)
    assert len(set(map(id, cells))) == 1


def test_unknown_numbers_stay_unknown_and_great_ones_exact() -> None:
    frame = ENTRIES.build([{"entry": "own:1", "gross_tonnage": 2**53 + 1}, {"entry": "own:2"}])
    back = to_frame(from_bytes(to_bytes(to_table(frame))), ENTRIES)
    assert back["gross_tonnage"].tolist() == frame["gross_tonnage"].tolist()
    pd.testing.assert_frame_equal(back, frame)


def test_a_table_with_other_columns_is_refused() -> None:
    table = to_table(DESIGNATIONS.build()).drop_columns(["name"])
    with pytest.raises(ValueError, match="designations has the columns"):
        to_frame(table, DESIGNATIONS)
