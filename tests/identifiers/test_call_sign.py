"""Tests of identifiers/call_sign."""

from __future__ import annotations

import pytest

from vscreen.identifiers.call_sign import clean_call_sign


@pytest.mark.parametrize(
    "word",
    [
        "BLANK", "MISSING", "NAN", "NIL", "NONE", "NULL", "PENDING", "TBA", "TBC", "TBD", "TBN",
        "UNK", "UNKNOWN", "VARIOUS", "XXX", "XXXX", "n.i.l.", "Call Sign: xxx", "t.b.n",
    ],
)  # fmt: skip
def test_a_word_that_stands_for_none_is_no_call_sign(word: str) -> None:
    assert clean_call_sign(word) == ""


def test_a_call_sign_that_begins_like_such_a_word_is_one() -> None:
    assert [clean_call_sign(sign) for sign in ("XXX1", "NIL2", "UNKA")] == ["XXX1", "NIL2", "UNKA"]
