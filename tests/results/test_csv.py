from __future__ import annotations

import csv
import io

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from vscreen.results.csv import csv_bytes
from vscreen.schema import VERDICTS

texts = st.one_of(
    st.sampled_from(["clear", "a,b", 'say "x"', "", "two\nlines"]), st.text('aé," \r\n')
)
frames = st.lists(
    st.fixed_dictionaries(
        {
            "verdict": st.sampled_from(["hit", "clear"]),
            "score": st.sampled_from([0.0, 93.25, 100.0, 1 / 3]),
            "hits": st.integers(0, 3),
            "sentence": texts,
        }
    ),
    max_size=6,
)


@given(frames, st.integers(0, 3), st.data())
def test_rows_are_written_as_pandas_would(
    rows: list[dict[str, object]],
    varying: int,
    data: st.DataObject,
) -> None:
    size = len(rows)
    labels = st.lists(texts, min_size=size, max_size=size)
    first = data.draw(
        st.one_of(
            st.sampled_from(
                [
                    pd.Series(range(3, 3 + size)),
                    pd.Series([7] * size, dtype="int8"),
                    pd.Series([7] * size, dtype="Int64"),
                    pd.Series([pd.Timestamp("2024-05-24")] * size),
                    pd.Series([("b", 1)] * size, dtype=object),
                    pd.Series([0.5] * size),
                    pd.Series([5, 6, 7, 8, 9, 10][:size], dtype=object),
                    pd.Series([None, "x", "y,z", 5, 6.0, ""][:size], dtype=object),
                ]
            ),
            labels.map(lambda of: pd.Series(of, dtype="str")),
            labels.map(lambda of: pd.Series(of, dtype=object)),
        )
    )
    frame = VERDICTS.build(rows)
    frame.insert(0, "row", first)
    frame["more"] = data.draw(st.sampled_from([0.5, float("nan"), None, "x", 'a,"b"']))
    written = csv_bytes(frame, varying=varying)
    assert written == frame.to_csv(index=False, lineterminator="\r\n").encode()


@given(st.lists(texts, min_size=1, max_size=5))
def test_no_cell_tears_a_row_whatever_line_ends_it_holds(cells: list[str]) -> None:
    frame = pd.DataFrame({"text": pd.Series(cells, dtype="str"), "verdict": "hit"})
    for varying in (0, 1):
        written = csv_bytes(frame, varying=varying).decode()
        assert list(csv.reader(io.StringIO(written, newline=""), strict=True)) == [
            ["text", "verdict"], *([cell, "hit"] for cell in cells)
        ]  # fmt: skip
