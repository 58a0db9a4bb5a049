"""Tests of files/json."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vscreen.errors import ListFormatError
from vscreen.files import json as jsonfile
from vscreen.files.source import Source


def source_of(data: bytes, name: str = "list.json") -> Source:
    return Source(Path(name), data)


@pytest.mark.parametrize(
    "data", [b'{"a":1}', b'{"a":1}\n[1]\n', b'{"a":1}\n{"a":\n', b'{"a":1}\n5\n']
)
def test_json_lines_that_are_cut_or_no_objects_are_refused_by_line(data: bytes) -> None:
    with pytest.raises(ListFormatError, match=r"cut short|line 2 is no"):
        list(jsonfile.json_lines(source_of(data)))


def test_only_a_line_feed_ends_a_json_line_and_blank_lines_count() -> None:
    data = '{"a":"x\u2028y"}\n\n{"b":2}\n'.encode()
    assert list(jsonfile.json_lines(source_of(data))) == [(1, {"a": "x\u2028y"}), (3, {"b": 2})]


@pytest.mark.parametrize("ends", [b"\n", b"\r\n"])
def test_a_mark_before_the_first_line_is_none_of_its_object(ends: bytes) -> None:
    data = b'\xef\xbb\xbf{"a": "\xe4\xb8\x80"}' + ends + b" " + ends + b'{"b": 2}' + ends
    assert list(jsonfile.json_lines(source_of(data))) == [(1, {"a": "\u4e00"}), (3, {"b": 2})]
    assert list(jsonfile.json_lines(source_of(b"\xef\xbb\xbf\n"))) == []


@pytest.mark.parametrize(
    ("byte", "message"), [(b"\xff", r"\(line 2\) is not UTF-8"), (b"\0", "line 2 holds a NUL")]
)
def test_a_damaged_byte_is_named_by_its_line(byte: bytes, message: str) -> None:
    with pytest.raises(ListFormatError, match=message):
        list(jsonfile.json_lines(source_of(b'{"a": 1}\n{"b": "' + byte + b'"}\n')))


@pytest.mark.parametrize("data", [b"[" * 100_000, b'{"a": ' + b"9" * 5000 + b"}", b'{"a": 1', b""])
def test_json_that_breaks_the_decoder_is_refused_and_never_recognised(data: bytes) -> None:
    assert jsonfile.first_record(source_of(data)) == {}
    with pytest.raises(ListFormatError, match="not whole JSON"):
        jsonfile.parse_json(source_of(data))


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda of: st.lists(of) | st.dictionaries(st.text(), of),
)


@given(values)
def test_the_texts_of_any_json_value_are_texts_without_outer_blanks(value: object) -> None:
    found = jsonfile.texts(value)
    assert all(isinstance(one, str) and one and one == one.strip() for one in found)
    assert jsonfile.text(value) == (found[0] if found else "")


@pytest.mark.parametrize(
    ("escaped", "read"),
    [
        (r"A\ud83d\ude00B", "A\U0001f600B"),
        (r"A\ud800", "A\ufffd"),
        (r"\uDC00B", "\ufffdB"),
        (r"A\ud83d\ud83d\ude00", "A\ufffd\U0001f600"),
        (r"\u00e9\u041c", "éМ"),
    ],
)
def test_half_a_character_costs_that_character_alone(escaped: str, read: str) -> None:
    line = f'{{"name": "{escaped}"}}\n'.encode()
    assert jsonfile.parse_json(source_of(line)) == {"name": read}
    assert list(jsonfile.json_lines(source_of(line))) == [(1, {"name": read})]


@given(st.lists(st.sampled_from(["\\ud83d", "\\ude00", "\\uD800", "\\udfff", "x"]), max_size=8))
def test_no_text_of_a_file_holds_half_a_character(parts: list[str]) -> None:
    (name,) = jsonfile.parse_json(source_of(f'["{"".join(parts)}"]'.encode()))
    assert name.encode().decode() == name


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"alias": ["A"], "alias": ["B", "C"]}', {"alias": ["A", "B", "C"]}),
        ('{"name": "A", "name": "B"}', {"name": ["A", "B"]}),
        ('{"name": "A", "name": "A"}', {"name": "A"}),
        ('{"name": "A", "name": null}', {"name": "A"}),
        ('{"name": null, "name": "A"}', {"name": "A"}),
        ('{"of": {"a": 1}, "of": {"b": 2}}', {"of": {"a": 1, "b": 2}}),
        ('{"list": [{"id": 1}], "list": []}', {"list": [{"id": 1}]}),
    ],
)
def test_a_key_that_comes_twice_keeps_all_its_values(text: str, value: object) -> None:
    assert jsonfile.parse_json(source_of(text.encode())) == value
    assert [record for _, record in jsonfile.json_lines(source_of(f"{text}\n".encode()))] == [value]


def test_what_is_no_number_is_nothing() -> None:
    assert jsonfile.parse_json(source_of(b'{"imo": NaN, "tonnage": Infinity}')) == {
        "imo": None, "tonnage": None,
    }  # fmt: skip
