"""Tests of text/written/masked: names of which letters were starred out or lost."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vscreen.text.written.masked import masked, masked_many

MASKED = [
    "VL*D*M*R L*TYSH*V", "PR*F*SY*N*LL*R *L*KTR*N*K", "R*ST*M", "M*R**", "M***A", "M****", "*NG*R*",
    "ST*R", "L*DY R", "VL_D_M_R", "VL?D?M?R", "MV ????", "Н?????", "ANG**A", "M******* P****",
    "VL•D•M•R", "L●●Y", "C?RT?GEN?", "M\ufffd\ufffdNCHEN", "AN***RA", "VL＊D＊M＊R",
    "VL&#42;D&#42;M&#42;R",
    "\ufffd\ufffd\ufffd", "М*Р**", "vl*d*m*r",
]  # fmt: skip
READABLE = [
    "", "MARIA", "A*STAR", "C*STAR", "S*LENA", "STAR*LIGHT LAMPS INC", "5* HOTEL SUPPLIES",
    "MSC **", "NORTH#1", "ALPHA_BETA TOYS LTD", "ALPHA_BETA_GAMMA", "THE_SEA_STAR", "**MARIA**",
    "*MSC OSCAR*", "MARIA***", "LADY R*", "C#", "A*B LTD", "WHAT?", "STAR?", "UNIT #B", "MV *",
    "GROUP*CO", "***", "VESSEL_NAME_HERE", "*", "?", "E*TRADE", "100% *COTTON*", "HA_HA",
    "####", "&#82;&#x4F;", "МАРИЯ",
]  # fmt: skip


@pytest.mark.parametrize("text", MASKED)
def test_a_name_with_letters_starred_out_is_masked(text: str) -> None:
    assert masked(text)
    assert masked(f"M/V {text} 5")


@pytest.mark.parametrize("text", READABLE)
def test_signs_beside_words_are_no_masks(text: str) -> None:
    assert not masked(text)


@given(st.lists(st.sampled_from("ELPHBD")), st.sampled_from("*?•■"))
def test_no_letter_of_a_masked_name_makes_it_readable(more: list[str], mask: str) -> None:
    assert masked(f"M{mask}R{mask}S{mask} {''.join(more)}")


PIECES = ["*", "?", "_", "#", "●", "\ufffd", "＊", "A", "B", "EL", "MARIA", " ", "5", "&#42;", "М"]


@given(st.lists(st.one_of(st.none(), st.lists(st.sampled_from(PIECES), max_size=9).map("".join))))
def test_many_texts_are_masked_as_each_is(texts: list[str | None]) -> None:
    many = masked_many(pa.array(texts, pa.large_string()))
    assert many.tolist() == [text is not None and masked(text) for text in texts]
