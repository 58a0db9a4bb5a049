"""Bytes become text by evidence or by the user's word, never by a guess."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vscreen.errors import ManifestError
from vscreen.manifest.encoding import decode

texts = st.text(
    alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff"), min_size=1
).map(lambda text: f"x{text}")  # blanks alone are no file


@given(texts)
def test_text_in_utf_8_is_itself_with_a_mark_or_without(text: str) -> None:
    assert decode(text.encode()) == (text, "utf-8")
    assert decode(text.encode("utf-8-sig")) == (text, "utf-8-sig")


@given(texts, st.sampled_from(["utf-16", "utf-32"]))
def test_a_mark_decides_and_a_stated_encoding_may_agree_with_it(text: str, name: str) -> None:
    assert decode(text.encode(name)) == decode(text.encode(name), name) == (text, name)


@pytest.mark.parametrize(
    ("data", "encoding", "message"),
    [
        (b"a\r\nb\rc\n\xc9", None, r"byte 0xC9 at offset 7 \(line 4\) is not UTF-8"),
        (b"\xef\xbb\xbfa\n\xc9", None, r"byte 0xC9 at offset 5 \(line 2\) is not utf-8"),
        (b"\xff\xfea", None, "is not utf-16: truncated data"),
        ("Vessel,IMO\n".encode("utf-16-le"), None, 'seems to be UTF-16.*encoding="utf-16-le"'),
        ("Vessel,IMO\n".encode("utf-16-be"), None, 'seems to be UTF-16.*encoding="utf-16-be"'),
        (bytes(64), None, "64 of the first 64 bytes are NUL: this is no text file"),
        (b"+2AA-", "utf-7", "can't be used"),  # half a character
        (b"abc", "base64", "can't be used"),
        (b"abc", "klingon", "not known to Python"),
        ("a".encode("utf-16"), "cp1252", "begins with the mark of utf-16"),
        (b" \r\n", None, "the file is empty"),
    ],
)
def test_bytes_that_leave_their_encoding_open_are_refused(
    data: bytes, encoding: str | None, message: str
) -> None:
    with pytest.raises(ManifestError, match=message):
        decode(data, encoding)


def test_a_stated_encoding_is_believed_where_nothing_speaks_against_it() -> None:
    assert decode("ÉTOILE".encode("cp1252"), "cp1252") == ("ÉTOILE", "cp1252")
    assert decode("МАРИЯ".encode("utf-16-le"), "utf-16-le") == ("МАРИЯ", "utf-16-le")
