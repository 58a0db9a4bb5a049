"""How long a cell may be to be read: the longest that people write are far below."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

import vscreen
from vscreen.schema import FIELDS
from vscreen.scoring.limits import (
    LONGEST_NAME,
    LONGEST_TEXT,
    QUOTED,
    are_too_long,
    longest,
    quoted,
    too_long,
)

CUT = "MARIA" * LONGEST_TEXT


@pytest.fixture(scope="module")
def screener() -> vscreen.Screener:
    return vscreen.Screener(vscreen.bundled_lists(), cache=None)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["A", "Ж", "船", "\U0001f6a2", " "]),
            st.sampled_from([0, 1, LONGEST_NAME - 1, LONGEST_NAME, LONGEST_NAME + 1, LONGEST_TEXT]),
        ),
        max_size=5,
    ),
    st.sampled_from(FIELDS),
)
def test_a_column_of_cells_is_measured_as_each_cell_is(
    cells: list[tuple[str, int]], field: str
) -> None:
    texts = [letter * count for letter, count in cells]
    column = pa.array(texts, pa.large_string())
    assert are_too_long(column, field).tolist() == [too_long(text, field) for text in texts]


def test_a_limit_counts_letters_and_the_longest_cell_allowed_is_read() -> None:
    for field in FIELDS:
        assert not too_long("Ж" * longest(field), field)
        assert too_long("Ж" * (longest(field) + 1), field)
    assert longest("free_text") == LONGEST_TEXT > LONGEST_NAME == longest("shipper")


@pytest.mark.parametrize("field", ["vessel", "shipper", "consignee"])
def test_a_name_is_found_in_the_longest_cell_that_is_read(
    screener: vscreen.Screener, field: str
) -> None:
    name = "LADY R" if field == "vessel" else "M LEASING LLC"
    text = name.ljust(LONGEST_NAME, "." if field == "vessel" else "\n")
    both = screener.screen(pd.DataFrame({field: [text, text + "."]})).verdicts["verdict"].tolist()
    assert both == ["hit", "not_screened"]
    assert screener.lookup(**{field: text}).verdicts["verdict"].tolist() == ["hit"]
    assert screener.lookup(**{field: text + "."}).verdicts["verdict"].tolist() == ["not_screened"]


@pytest.mark.parametrize("field", ["vessel", "shipper", "free_text"])
@pytest.mark.parametrize("ending", ["", " IMO 9161003", " LADY R"])
def test_a_cell_that_is_too_long_is_never_clear_and_its_numbers_are_found(
    screener: vscreen.Screener, field: str, ending: str
) -> None:
    text = CUT + ending
    frame = screener.screen(pd.DataFrame({field: [text]}))
    found = screener.lookup(**{field: text})
    assert frame.verdicts["verdict"].tolist() == found.verdicts["verdict"].tolist()
    assert frame.verdicts["verdict"].tolist() == ["hit" if "IMO" in ending else "not_screened"]
    pd.testing.assert_frame_equal(frame.hits, found.hits)
    pd.testing.assert_frame_equal(frame.evidence, found.evidence)


@pytest.mark.parametrize("field", ["vessel", "shipper", "free_text"])
def test_the_sentence_says_how_long_the_cell_is_and_how_much_is_read(
    screener: vscreen.Screener, field: str
) -> None:
    row = {"vessel": "EVER GIVEN", "imo": "9811000", field: CUT}
    said = f"(it has {len(CUT):,} letters, at most {longest(field):,} are read)"
    for result in (screener.screen(pd.DataFrame([row])), screener.lookup(**row)):
        assert result.verdicts["verdict"].tolist() == ["not_screened"]
        assert said in result.verdicts["sentence"].iloc[0]


def test_a_cell_that_is_too_long_takes_nothing_from_the_other_cells_of_its_row(
    screener: vscreen.Screener,
) -> None:
    frame = pd.DataFrame(
        {
            "vessel": ["LADY R", CUT, CUT],
            "imo": ["", "9161003", ""],
            "shipper": [CUT, "", "M LEASING LLC"],
        }
    )
    result = screener.screen(frame)
    assert result.verdicts["verdict"].tolist() == ["hit", "hit", "hit"]
    assert set(result.hits["field"]) == {"vessel", "imo", "shipper"}


def test_a_hit_in_a_cell_that_is_too_long_repeats_its_beginning_and_says_how_long_it_is(
    screener: vscreen.Screener,
) -> None:
    (hit,) = screener.lookup(free_text=f"IMO 9161003 {CUT}").hits.to_dict("records")[:1]
    assert hit["text"] == f"IMO 9161003 {CUT}"[:QUOTED] + f" ... {len(CUT) + 12:,} letters"
    assert len(hit["sentence"]) < 2 * QUOTED


def test_sentences_quote_a_long_cell_by_its_beginning_and_hits_keep_it_whole(
    screener: vscreen.Screener,
) -> None:
    text = "MV LADY R, " + "UREA IN BULK, " * 200
    (hit,) = screener.lookup(free_text=text).hits.to_dict("records")[:1]
    assert hit["text"] == text
    assert f"{len(text):,} letters" in hit["sentence"]
    assert "UREA IN BULK, " * 70 in hit["sentence"]


def test_what_is_short_is_quoted_whole() -> None:
    assert quoted("A" * QUOTED) == "A" * QUOTED
    assert quoted("A" * (QUOTED + 1)).startswith("A" * QUOTED + " ...")
