from __future__ import annotations

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from vscreen.text.forms_bulk import VESSEL_NAME, forms_of_many
from vscreen.text.ships.worth import letter_costs, ship_word_worth
from vscreen.text.vessel_names import listed_vessel_forms

WORDS = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=12)


@given(st.lists(st.lists(WORDS, min_size=1, max_size=4).map(" ".join), min_size=1, max_size=6))
@example(["STAR", "QXZ STAR 5", "Z", "ZZZZZZZZZZZZ STAR", "EMOTION", "CONVERSATION", "FELICITA"])
def test_names_are_worth_the_same_one_by_one_and_together(names: list[str]) -> None:
    table = forms_of_many(names, VESSEL_NAME)
    one_by_one = [form.ship_worth for name in names for form in listed_vessel_forms(name)]
    order = np.argsort(table.text, kind="stable")
    assert table.ship_worth[order].tolist() == one_by_one


@given(WORDS, WORDS)
def test_a_name_is_worth_what_its_words_are(one: str, other: str) -> None:
    (form,) = listed_vessel_forms(f"GULL {one} GULL {other}")[:1]
    assert form.ship_worth == sum(map(ship_word_worth, form.words))


def test_what_follows_two_letters_is_shared_out_among_all_that_may() -> None:
    shares = (2.0 ** (-letter_costs() / 16)).sum(-1)
    assert abs(shares - 1).max() < 0.1


def test_common_words_are_worth_less_than_rare_ones_and_slips_most() -> None:
    assert ship_word_worth("MARIA") < ship_word_worth("BELOMORSK") < ship_word_worth("BXLOMORSK")


def test_a_word_of_language_is_worth_the_same_however_long_it_is() -> None:
    assert ship_word_worth("CONVERSATION") == ship_word_worth("INTERROGATION")
