"""Tests of similarity/short_forms."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vscreen.columnar.strings import Packed
from vscreen.similarity import short_forms as shortened
from vscreen.similarity import short_forms_bulk as shortkeys
from vscreen.text.forms_bulk import VESSEL_NAME, forms_of_many
from vscreen.text.vessel_names import vessel_forms

SHIPS = [
    "OCEAN BELOMORSKIY",
    "NEW BELOMORSKIY",
    "LADY R",
    "MARIA",
    "STAR 5",
    "FU YUAN YU 7614",
    "A B",
]


def test_a_word_cut_to_its_letter_left_out_or_without_vowels_costs_what_is_written() -> None:
    (entry,) = vessel_forms("OCEAN BELOMORSKIY")
    assert dict(shortened.initial_keys(entry))["OBELOMORSKIY"] == pytest.approx(0.6 + 0.12 * 4)
    assert dict(shortened.dropped_keys(entry))["BELOMORSKIY"] == pytest.approx(1.2 + 0.25 * 5)
    (short,), (whole,) = vessel_forms("BLMRSK"), vessel_forms("BELOMORSK")
    assert shortened.skeleton_price(short, whole) == pytest.approx(0.2 + 0.1 * 3)
    assert shortened.skeleton_price(whole, short) == shortened.skeleton_price(short, short) == 0


def test_what_is_left_of_a_common_name_is_no_key() -> None:
    (entry,) = vessel_forms("OCEAN STAR")
    assert [key for key, _ in shortened.initial_keys(entry)] == ["CEANSTA"]
    assert not shortened.dropped_keys(entry)


def test_letters_at_both_ends_of_a_long_name_may_be_painted_over() -> None:
    (long,), (short,) = vessel_forms("KOTLAS"), vessel_forms("MARIA")
    assert shortened.initial_keys(long) == [("OTLA", shortened.PAINTED)]
    assert not shortened.initial_keys(short)


@given(st.lists(st.one_of(st.sampled_from(SHIPS), st.text("ABELO R5", max_size=12)), max_size=5))
def test_many_names_have_the_keys_of_each(names: list[str]) -> None:
    table = forms_of_many(names, VESSEL_NAME)
    forms = list(table.forms())
    for way in ("initial_keys", "dropped_keys"):
        keys, owner, price = getattr(shortkeys, way)(table)
        wanted = [
            (at, key, cost)
            for at, form in enumerate(forms)
            for key, cost in getattr(shortened, way)(form)
        ]
        hashes = Packed.of([key for _, key, _ in wanted]).hashes().tolist()
        told = sorted(zip(owner.tolist(), keys.tolist(), np.round(price, 9).tolist(), strict=True))
        assert told == sorted(
            (at, one, round(cost, 9)) for (at, _, cost), one in zip(wanted, hashes, strict=True)
        )
