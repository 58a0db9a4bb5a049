"""Names that stand whole amid words: a search for many finds what the plain score finds."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vscreen.search.vessel_index import VesselIndex
from vscreen.similarity.windows import window_score
from vscreen.text.amid.windows import windows_of
from vscreen.text.vessel_names import vessel_forms

NAMES = [
    "ANGARA", "GREY HULL", "PORT OLYA 3", "MARIA", "SUN 5", "STAR LADY II", "ROCK & ROLL",
    "MAIA-1", "МАРИЯ", "LADY R (EX ADLER)", "CHANG HE", "NO. 7 SEAGULL", "OCEAN 0",
]  # fmt: skip
PIECES = [
    *NAMES, "ANGARA", "GREY", "HULL", "056W", "VOY", "NO", "NR.", "7", "02", "0", "III",
    "LOADED ON", "M/V", "BUQUE", "轮", "由", "船名", "НА", "В", "`", "'", " - ", "/", "\n", "(",
    ")", "&", "EX", "PRIDE", "AHTS", "OCEAN", "C/O", "&amp;", "angara", "ÁNGARA", "X",
]  # fmt: skip
LEAST = 82.0
INDEX = VesselIndex(NAMES)


def plainly(text: str, field: str) -> dict[tuple[int, int], float]:
    windows = windows_of(text, field)
    found = {}
    for at, name in enumerate(NAMES):
        scores = [one.score for form in vessel_forms(name) if (one := window_score(windows, form))]
        if scores and max(scores) >= LEAST:
            found[0, at] = round(max(scores), 6)
    return found


@given(
    st.lists(st.sampled_from(PIECES), max_size=8), st.sampled_from([" ", "", "  "]),
    st.sampled_from(["vessel", "free_text", "party"]),
)  # fmt: skip
def test_many_texts_and_one_hold_the_same_names(
    pieces: list[str], between: str, field: str
) -> None:
    text = between.join(pieces)
    found = INDEX.search_windows(pa.array([text], pa.large_string()), field, LEAST)
    rows = zip(found["text"], found["name"], found["score"].round(6), strict=True)
    assert {(text, name): score for text, name, score in rows} == plainly(text, field)


@pytest.mark.parametrize("field", ["vessel", "free_text"])
def test_texts_searched_together_are_searched_as_alone(field: str) -> None:
    texts = [f"{name} KZ-22{at}" for at, name in enumerate([*NAMES, "", "EVER GIVEN"])]
    found = INDEX.search_windows(pa.array(texts, pa.large_string()), field, LEAST)
    alone = [plainly(text, field) for text in texts]
    assert {*zip(found["text"], found["name"], strict=True)} == {
        (at, name) for at, some in enumerate(alone) for _, name in some
    }
