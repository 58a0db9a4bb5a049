"""Tests of text/written/reading_order: letters in the order in which a screen shows them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vscreen.text.vessel_names import vessel_forms
from vscreen.text.written.reading_order import CONTROLS, as_shown

RLO, LRO, PDF, RLI, LRI, PDI = "\u202e\u202d\u202c\u2067\u2066\u2069"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"{RLO}ARAGNA{PDF}", "ANGARA"), (f"{RLO}ARAGNA", "ANGARA"),
        (f"LADY{RLO}R {PDF}5", "LADY R5"),
        (f"{RLI}{RLO}ARAGNA{PDI} 5", "ANGARA 5"), (f"{RLO}{LRO}ANG{PDF}ARA", "ARAANG"),
        (f"{RLO}ARA{LRI}ANG{PDI}", "ANGARA"), (f"{RLI}ANGARA{PDI}", "ANGARA"),
        (f"{RLO}5 ARAGNA", "ANGARA 5"),
        (f"{RLO}ARAGNA\nMARIA", "ANGARA\nMARIA"), (f"{RLO}ماريا{PDF}", "ماريا"),
        (f"{LRO}ايرام{PDF}", "ماريا"), (f"{RLO}RÉ{PDF}", "ÉR"), (f"{PDF}{PDI}{RLO}", ""),
    ],
)  # fmt: skip
def test_overrides_turn_letters_round(text: str, shown: str) -> None:
    assert as_shown(text).translate(dict.fromkeys(map(ord, CONTROLS))) == shown


@given(st.text("AB ا1\u202a\u202b\u2066\u2067\u2068\u2069\u202c\n"))
def test_without_an_override_a_text_stays(text: str) -> None:
    assert as_shown(text) == text


@given(st.text(["A", "B", "\n", *CONTROLS]))
def test_no_letter_is_lost(text: str) -> None:
    kept = [char for char in as_shown(text) if char not in CONTROLS]
    assert sorted(kept) == sorted(char for char in text if char not in CONTROLS)


def test_a_name_is_read_as_it_is_seen_and_as_it_is_written() -> None:
    assert [form.text for form in vessel_forms(f"{RLO}ARAGNA{PDF}")] == ["ARAGNA", "ANGARA"]
    assert [form.text for form in vessel_forms("MARIA\u200e\u2067")] == ["MARIA"]
