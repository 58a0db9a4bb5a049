"""Hole 4. Goes to tests/identifiers/test_cell.py (rooms cell, imo, mmsi, call_sign, lei)."""

from __future__ import annotations

import pytest

from vscreen.identifiers.call_sign import clean_call_sign
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
