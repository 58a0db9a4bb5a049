from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vscreen.schema import VERDICTS
from vscreen.written import write_verdicts

texts = st.one_of(
    st.sampled_from(["clear", "a,b", 'say "x"', "", "two\nlines"]), st.text('aé," \r\n')
)
rows = st.lists(
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


def as_pandas_writes(verdicts: pd.DataFrame) -> bytes:
    labelled = verdicts.reset_index(drop=True)
    labelled.insert(0, "row", pd.Series(list(verdicts.index), dtype=object))
    return labelled.to_csv(index=False, lineterminator="\n").encode()


@given(rows, st.data())
def test_verdicts_are_written_as_pandas_would(
    tmp_path_factory: pytest.TempPathFactory, told: list[dict[str, object]], data: st.DataObject
) -> None:
    size = len(told)
    labels = st.lists(texts, min_size=size, max_size=size)
    index = data.draw(
        st.one_of(
            st.sampled_from(
                [
                    pd.RangeIndex(3, 3 + size),
                    pd.Index([7] * size, dtype="int8"),
                    pd.DatetimeIndex(["2024-05-24"] * size),
                    pd.MultiIndex.from_arrays([["b"] * size, range(size)]),
                    pd.Index([0.5] * size),
                    pd.Index([None, "x", "y,z", 5, 6.0, ""][:size], dtype=object),
                ]
            ),
            labels.map(lambda of: pd.Index(of, dtype="str")),
        )
    )
    verdicts = VERDICTS.build(told).set_axis(index)
    path = tmp_path_factory.mktemp("run") / "verdicts.csv"
    write_verdicts(verdicts, path)
    assert path.read_bytes() == as_pandas_writes(verdicts)
