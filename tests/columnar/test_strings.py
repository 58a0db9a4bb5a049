"""Tests of columnar/strings: the plain twins of what is done to many strings at once."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from vscreen.columnar.strings import Packed, hash_of, signature, signatures

strings = st.lists(st.text(st.characters(codec="ascii"), max_size=30), max_size=9)


@given(strings)
def test_strings_have_the_hash_and_the_signature_of_each(texts: list[str]) -> None:
    packed = Packed.of(texts)
    assert packed.hashes().tolist() == list(map(hash_of, texts))
    assert signatures(packed).tolist() == list(map(signature, texts))


def test_strings_in_another_order_are_joined_over_bytes_of_their_own() -> None:
    joined = Packed.of(["AB", "C", "D"]).take(np.array([1, 0, 2])).joined()
    assert joined.data.tobytes() == b"CABD"
    assert joined[:].tolist() == ["C", "AB", "D"]
