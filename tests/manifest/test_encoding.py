"""Tests of manifest/encoding."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vscreen.manifest.encoding import decode


@given(
    st.text(
        alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff"), min_size=1
    )
)
def test_text_in_utf_8_is_itself_with_a_mark_or_without(text: str) -> None:
    text = f"x{text}"  # blanks alone are no file
    assert decode(text.encode()) == (text, "utf-8")
    assert decode(text.encode("utf-8-sig")) == (text, "utf-8-sig")
