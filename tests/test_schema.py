from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from vscreen.schema import ENTRIES, HITS, IDENTIFIERS, LINKS, NAMES, REJECTED, VERDICTS


@pytest.mark.parametrize("frame", [ENTRIES, NAMES, IDENTIFIERS, LINKS, VERDICTS, HITS, REJECTED])
def test_an_empty_frame_has_its_columns_and_dtypes(frame) -> None:
    built = frame.build()
    assert list(built.columns) == list(frame.columns)
    wanted = [pd.Series(dtype=dtype).dtype for dtype, _ in frame.columns.values()]
    assert built.dtypes.tolist() == wanted
    assert all(meaning for _, meaning in frame.columns.values())


def test_what_is_not_known_is_empty_and_never_nan() -> None:
    row = {"entry": "own:1", "name": None, "flag": np.nan, "build_year": "", "gross_tonnage": 7}
    built = ENTRIES.build([row])
    assert built.loc[0, ["name", "flag", "remarks"]].tolist() == ["", "", ""]
    assert built["build_year"].isna().all()
    assert built["gross_tonnage"].tolist() == [7]


def test_a_column_that_is_not_the_frames_is_refused() -> None:
    with pytest.raises(ValueError, match="names has no column"):
        NAMES.build([{"entry": "own:1", "nickname": "x"}])
