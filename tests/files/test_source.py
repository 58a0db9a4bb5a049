"""Tests of files/source."""

from __future__ import annotations

from pathlib import Path

import pytest

from vscreen.errors import ListFormatError
from vscreen.files.csv import csv_rows, first_row, split_values
from vscreen.files.source import Source


def source_of(data: bytes, name: str = "list.json") -> Source:
    return Source(Path(name), data)


def test_a_source_is_its_text_with_or_without_a_mark_and_refuses_other_encodings() -> None:
    assert source_of("\ufeffMARIA".encode()).text() == source_of(b"MARIA").text() == "MARIA"
    with pytest.raises(ListFormatError):
        source_of("МАРИЯ".encode("cp1251")).text()


def test_a_csv_row_is_told_by_the_line_it_begins_on() -> None:
    source = source_of(b'a,b\n"x\ny",2\n3,4\n', "l.csv")
    assert list(csv_rows(source, source.text())) == [
        (1, ["a", "b"]),
        (2, ["x\ny", "2"]),
        (4, ["3", "4"]),
    ]
    assert first_row(source) == ["a", "b"]
    assert split_values(" a; ;b;a") == ["a", "b", "a"]
