"""Tests of identifiers/cell: what people write around a number, and in other digits."""

from __future__ import annotations

import pytest

from vscreen.identifiers.call_sign import clean_call_sign
from vscreen.identifiers.cell import fold_cell, number_cell, read_digits
from vscreen.identifiers.imo import clean_imo
from vscreen.identifiers.lei import clean_lei
from vscreen.identifiers.mmsi import clean_mmsi

CONTROLS = ("\x00", "\x08", "\x1b", "\x7f")


@pytest.mark.parametrize("control", CONTROLS, ids=ascii)
@pytest.mark.parametrize("place", [0, 3, 20])
def test_a_control_character_in_a_cell_of_ascii_is_not_part_of_the_number(
    control: str, place: int
) -> None:
    def soiled(text: str) -> str:
        return text[:place] + control + text[place:]

    assert clean_imo(soiled("9161003")) == "9161003"
    assert clean_mmsi(soiled("273212120")) == "273212120"
    assert clean_call_sign(soiled("UBGW2")) == "UBGW2"
    assert clean_lei(soiled("213800KUD8LAJWSQ9D15")) == "213800KUD8LAJWSQ9D15"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("imo 9161003", "IMO 9161003"),
        ("９１６１００３", "9161003"),
        ("٩١٦١٠٠٣", "9161003"),
        ("\u200b9161003\ufeff", "9161003"),
        ("9161\u0301003", "9161003"),
        ("a\tb", "A\tB"),
    ],
)
def test_a_cell_is_folded_to_capitals_and_ascii_digits(text: str, folded: str) -> None:
    assert fold_cell(text) == folded


CELL = number_cell("IMO", r"\d{7}", 7)


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("9161003", "9161003"),
        ("IMO No. 9161003", "9161003"),
        ("9,161,003", "9161003"),
        ("9 161 003", "9161003"),
        ("9161003.0", "9161003"),
        ("9.161003E+6", "9161003"),
        ("9.16E+6", ""),
        ("9161003 9161015 or more", ""),
        ("HERON 9161003", ""),
        ("9,161.003", ""),
        ("", ""),
    ],
)
def test_the_digits_of_a_cell_are_read_if_it_holds_a_single_number(text: str, digits: str) -> None:
    assert read_digits(text, CELL) == digits
