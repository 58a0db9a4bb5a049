"""Tests of similarity/standing: a listed name that stands whole in a longer line."""

from __future__ import annotations

import pytest

from vscreen.policy import Policy
from vscreen.similarity.name_scores import party_name_score
from vscreen.text.party_names import name_forms, party_forms


def best_score(text: str, name: str) -> float:
    return max(
        party_name_score(party, entry).score
        for party in party_forms(text)
        for entry in name_forms(name)
    )


@pytest.mark.parametrize(
    "text",
    [
        "MESSRS MG-FLOT, ASTRAKHAN",
        "ASTRAKHAN MG-FLOT SHIPPING",
        "DELIVER TO MG FLOT ATTENTION MR IVANOV",
        "CONSIGNED TO MG-FLOT VOLZHSKOYE OTDELENIYE",
    ],
)
def test_a_short_word_and_a_word_of_trade_stand_whole_as_they_are_written(text: str) -> None:
    assert Policy().review <= best_score(text, "MG-FLOT LLC") < Policy().hit


def test_a_name_translated_word_by_word_does_not_stand_whole() -> None:
    assert best_score("VOLZHSKOYE MG FLEET OTDELENIYE", "MG-FLOT LLC") < Policy().review


@pytest.mark.parametrize(
    "text",
    [
        "COMPRADOR SHEVKOR NIT 560545891",
        "GOODS TO BE COLLECTED BY SHEVKOR",
        "SHEVKOR ROTTERDAM REPRESENTATIVE OFFICE",
    ],
)
def test_one_rare_word_is_found_amid_words_that_tell_nothing(text: str) -> None:
    assert best_score(text, "SHEVKOR") >= Policy().review


@pytest.mark.parametrize(
    "text", ["COMPRADOR SHEVKOR PIRZHAEV KRAVETS", "SHEVKOR RESOURCES PIRZHAEV"]
)
def test_amid_rare_words_it_is_another_name(text: str) -> None:
    assert best_score(text, "SHEVKOR") < Policy().review


def test_a_name_of_several_common_words_is_found_with_its_legal_form() -> None:
    text = "HERRN MACHINE BUILDING GROUP LLC GAGARINA OMSK"
    assert best_score(text, "Machine Building Group LLC") >= Policy().review
    assert best_score(text.replace("LLC", ""), "Machine Building Group LLC") < Policy().review
