"""Tests of similarity/name_scores_bulk."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vscreen.similarity.costs import edit_cap, view_cap
from vscreen.similarity.form_pairs import Pairs
from vscreen.similarity.name_scores import vessel_name_score
from vscreen.similarity.name_scores_bulk import edit_caps, vessel_scores, view_caps
from vscreen.text.forms_bulk import VESSEL_NAME, forms_of_many

SHIPS = [
    "OCEAN BELOMORSKIY",
    "NEW BELOMORSKIY",
    "LADY R",
    "MARIA",
    "STAR 5",
    "FU YUAN YU 7614",
    "A B",
]


KEYED = {"initial", "dropped", "skeleton"}  # views that are found by their key, not by this


@given(st.lists(st.integers(0, 30)), st.lists(st.integers(0, 4)), st.lists(st.integers(0, 9)))
def test_caps_of_many_are_those_of_each(
    signs: list[int], caps: list[int], letters: list[int]
) -> None:
    assert edit_caps(np.array(signs, np.int64)).tolist() == list(map(edit_cap, signs))
    both = list(zip(caps, letters, strict=False))
    found = view_caps(
        np.array([c for c, _ in both], np.int64), np.array([n for _, n in both], np.int64)
    )
    assert found.tolist() == [view_cap(cap, "A" * n) for cap, n in both]


some_ships = st.lists(
    st.one_of(
        st.sampled_from([*SHIPS, "МАРИЯ", "마리아", "STAR II", "РОДИНКА", "RODINA"]),
        st.text("ABELO R5", max_size=9),
    ),
    min_size=1,
    max_size=4,
)


@given(some_ships, some_ships)
def test_many_pairs_of_ships_score_as_each_does_in_the_views_without_a_key(
    ours: list[str], theirs: list[str]
) -> None:
    one, other = forms_of_many(ours, VESSEL_NAME), forms_of_many(theirs, VESSEL_NAME)
    our, their = (side.ravel() for side in np.meshgrid(np.arange(len(one)), np.arange(len(other))))
    found = vessel_scores(Pairs(one, other, our, their)).tolist()
    left, right = list(one.forms()), list(other.forms())
    for score, a, b in zip(found, our, their, strict=True):
        plain = vessel_name_score(left[a], right[b])
        assert (
            score == pytest.approx(plain.score, abs=1e-9)
            if plain.view not in KEYED
            else score <= plain.score + 1e-9
        )
