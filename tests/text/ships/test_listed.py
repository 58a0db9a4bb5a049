from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vscreen.data import read_table
from vscreen.scoring.compare import compare
from vscreen.search.vessel_index import VesselIndex
from vscreen.similarity.name_scores import vessel_name_score
from vscreen.text.forms_bulk import VESSEL_NAME, forms_of_many
from vscreen.text.ship_cells import vessel_text_forms
from vscreen.text.ships.listed import other_ways
from vscreen.text.vessel_names import listed_vessel_forms

SIGNS = st.sampled_from(
    ["KAPITAN", "CPT", "ST", "PROF", "GULL", "BELOMORSK", "GREY", "ONE", "FOUR", "TWELVE",
     "FOURTEEN", "1", "4", "07", "14", "99", "I", "IV", "XVI", "R"]
)  # fmt: skip
NAMES = st.lists(SIGNS, min_size=1, max_size=6).map(" ".join)


@pytest.mark.parametrize(
    ("printed", "listed"),
    [
        ("CPT BABIYEV", "KAPITAN BABIYEV"), ("PROF. GULLEV", "PROFESSOR GULLEV"),
        ("SAINT ZOYAKA", "ST. ZOYAKA"), ("ADM GULLEV", "ADMIRAL GULLEV"),
        ("4 SMILES", "FOUR SMILES"), ("SEVEN PEARLS", "7 PEARLS"), ("GULL FOURTEEN", "GULL 14"),
        ("GREYGULLXVI", "GREYGULL XVI"), ("BONGVI", "BONG 6"), ("NO. IV GULLS", "GULLS 4"),
        ("LUISA CACERES DE ARI", "LUISA CACERES DE ARISMENDI"),
        ("GREY-GULLS OF THE NO", "GREY-GULLS OF THE NORTH"),
        ("MILTIADIS M 02", "MILTIADIS M II"),
    ],
)  # fmt: skip
def test_a_ship_is_found_however_its_title_number_or_end_is_written(
    printed: str, listed: str
) -> None:
    assert compare(printed, listed).verdict in {"hit", "review"}


@pytest.mark.parametrize(
    ("slip", "listed"),
    [("BELOMORSK IIB", "BELOMORSK III"), ("BELOMORXK", "BELOMORXK I"), ("ARGOSK ZI", "ARGOSK I")],
)
def test_a_slip_in_a_numeral_is_a_slip_of_a_letter(slip: str, listed: str) -> None:
    assert compare(slip, listed).score > 75


@pytest.mark.parametrize(
    ("one", "other"),
    [("KAPITAN GULLEV", "GENERAL GULLEV"), ("FOUR GULLS", "5 GULLS"), ("GULL IV", "GULL VI"),
     ("ONE TRIUMPH", "TRIUMPH 1"), ("SIMONI", "SIMON I")],
)  # fmt: skip
def test_another_title_or_number_is_another_ship(one: str, other: str) -> None:
    assert compare(one, other).verdict != "hit"


@given(st.lists(NAMES, min_size=1, max_size=5))
def test_listed_names_have_the_same_forms_one_by_one_and_together(names: list[str]) -> None:
    one_by_one = [form for name in names for form in listed_vessel_forms(name)]
    table = forms_of_many(names, VESSEL_NAME)
    together = [*table.forms()]
    order = np.argsort(table.text, kind="stable").tolist()
    assert [together[at] for at in order] == one_by_one


@given(NAMES, st.lists(NAMES, min_size=1, max_size=5))
def test_a_search_finds_what_one_by_one_is_alike(text: str, names: list[str]) -> None:
    found = VesselIndex(names).search([text], least=70).set_index("name")["score"]
    for position, name in enumerate(names):
        pairs = [
            vessel_name_score(given, listed).score
            for given in vessel_text_forms(text)
            for listed in listed_vessel_forms(name)
        ]
        best = max(pairs, default=0.0)
        if best >= 70:
            assert found[position] == pytest.approx(best)
        else:
            assert position not in found.index


def test_each_word_is_a_title_of_one_kind() -> None:
    words = [row["word"] for row in read_table("ship_title_words.csv")]
    assert len(words) == len(set(words))


@given(NAMES)
def test_no_other_way_is_free(name: str) -> None:
    assert all(price > 0 for _, price in other_ways(name))
