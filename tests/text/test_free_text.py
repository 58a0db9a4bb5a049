from __future__ import annotations

import pandas as pd
import pytest

import vscreen
from vscreen import Policy
from vscreen.similarity.costs import UNSURE
from vscreen.similarity.name_scores import vessel_name_score
from vscreen.text.free_text import free_text_forms
from vscreen.text.vessel_names import vessel_forms


def score(text: str, name: str) -> float:
    (entry, *_) = vessel_forms(name)
    return max((vessel_name_score(form, entry).score for form in free_text_forms(text)), default=0)


@pytest.mark.parametrize(
    "text",
    [
        "SHIPPED ON BOARD MV ANGARA VOY 019N",
        "CLEAN ON BOARD M/T «ANGARA» 3 MARCH",
        "ocean vessel: Angara, from Rotterdam to Mumbai",
        "ANGARA / 369W",
        "loaded per vsl Angara v.12 eta Pusan",
        "The cargo was on the vessel angara yesterday",
        "FERTILIZER IN BULK\nANGARA\nFREIGHT PREPAID",
        "НА БОРТУ АНГАРА",
    ],
)
def test_a_ships_name_in_running_text_is_found(text: str) -> None:
    assert score(text, "ANGARA") >= 82


@pytest.mark.parametrize(
    "text",
    ["SHIPPED ON BOARD MV ANGARA", "MV ANGARA"],
)
def test_a_name_amid_text_is_a_review_at_most(text: str) -> None:
    assert score(text, "ANGARA") == UNSURE


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("please call Maria about the pallets", "MARIA"),
        ("ATTN MARIA, CARGO CONTROL", "MARIA"),
        ("FROM SEVASTOPOL TO VARNA", "SEVASTOPOL"),
        ("the quick brown angara jumps high", "ANGARA"),
        ("MV SUN 6 VOY 5", "SUN 5"),
        ("", "ANGARA"),
        ("12 PALLETS, 4000 KGS", "ANGARA"),
    ],
)
def test_words_that_happen_to_be_names_are_left_alone(text: str, name: str) -> None:
    assert score(text, name) < 82


def test_a_common_name_counts_where_it_is_said_to_be_a_ships() -> None:
    assert score("ATTN: VESSEL MARIA", "MARIA") >= 82 > score("ATTN: MARIA", "MARIA")


def test_text_alone_never_makes_a_row_clear() -> None:
    frame = pd.DataFrame({"Remarks": ["PER MV LADY R", "GENERAL CARGO", "IMO 9161003"]})
    result = vscreen.screen(frame, vscreen.bundled_lists(), columns={"Remarks": "free_text"})
    assert result.verdicts["verdict"].tolist() == ["review", "not_screened", "hit"]


def test_the_number_in_the_text_speaks_against_the_name_in_it() -> None:
    frame = pd.DataFrame({"free_text": ["MV MARIA V.123W / IMO 9463267"]})
    result = vscreen.screen(frame, vscreen.bundled_lists())
    assert result.hits.empty


def test_a_name_in_text_is_charged_for_what_stands_around_it_and_for_nothing_else() -> None:
    forms = free_text_forms("SHIPPED ON BOARD MV ANGARA VOY 019N")
    assert {form.price for form in forms} == {0.0}
    assert {form.text: form.around for form in forms}["ANGARA"] == 0.0


def test_a_name_that_stands_twice_is_charged_as_where_it_stands_best() -> None:
    lines = ["TANGO ANGARA ZULU", "SHIPPED ON BOARD MV ANGARA VOY 019N"]
    for text in ("\n".join(lines), "\n".join(reversed(lines))):
        assert {form.text: form.around for form in free_text_forms(text)}["ANGARA"] == 0.0


def test_what_is_no_word_or_too_short_is_no_name() -> None:
    assert not free_text_forms("MV 12")
    assert not free_text_forms("MV AB")


def test_a_single_word_amid_others_is_short_for_no_longer_name() -> None:
    assert not score("FIRST VESSEL GREY HULL SECOND VESSEL TBA", "TB ANPING")
    assert not score("GREY HULL OPEN ZUQIBAN", "LILA ZUQIBAN")


def test_the_name_of_a_series_amid_words_is_not_each_ship_of_it_that_bears_another_number() -> None:
    text = "SHIPPED PER FU YUAN YU YUN 995 FROM FUZHOU"
    assert score(text, "FU YUAN YU YUN 995") >= Policy().review > score(text, "FU YUAN YU 7876")
