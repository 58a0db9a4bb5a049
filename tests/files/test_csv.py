"""Rows of delimited text, each known by the line it begins on."""

from __future__ import annotations

from pathlib import Path

import pytest

from vscreen.errors import ListFormatError
from vscreen.files.csv import csv_rows, first_row, old_text, split_values
from vscreen.files.source import Source


def source_of(data: bytes) -> Source:
    return Source(Path("l.csv"), data)


def test_a_row_is_known_by_the_line_it_begins_on() -> None:
    source = source_of(b'a,b\n"x\ny",2\n3,4\n')
    rows = [(1, ["a", "b"]), (2, ["x\ny", "2"]), (4, ["3", "4"])]
    assert list(csv_rows(source, source.text())) == rows


def test_a_quote_that_does_not_close_is_a_cut_file() -> None:
    source = source_of(b'a,b\nc,"d\ne,f\n')
    with pytest.raises(ListFormatError, match=r"l\.csv: line 2 is not whole"):
        list(csv_rows(source, source.text()))


def test_the_first_row_is_read_past_a_mark_and_a_carriage_return() -> None:
    assert first_row(source_of("\ufeffa;b\r\n1;2".encode()), delimiter=";") == ["a", "b"]
    assert first_row(source_of(b"")) == []
    assert first_row(source_of(b"\xff,a")) == ["\ufffd", "a"]
    assert first_row(source_of(b"a,b\r\n1,2\r\n3,4"), line=1) == ["1", "2"]
    assert first_row(source_of(b"a,b"), line=1) == []


def test_values_of_a_cell_keep_their_order_and_a_quoted_semicolon() -> None:
    assert split_values(" a; ;b;a") == ["a", "b", "a"]
    assert split_values('"Testov; Ivan"; "x"') == ["Testov; Ivan", "x"]
    assert split_values("") == []


def test_old_text_is_windows_1252_only_if_nothing_says_utf_8() -> None:
    warnings: list[str] = []
    assert old_text(Source(Path("a.csv"), "Zoë\ufeff".encode()), warnings) == "Zoë\ufeff"
    assert not warnings
    assert old_text(Source(Path("a.csv"), "Zoë".encode("cp1252")), warnings) == "Zoë"
    assert len(warnings) == 1
    for data in ("Zoë".encode() + b"\xe9", b"\x81"):
        with pytest.raises(ListFormatError, match="UTF-8"):
            old_text(Source(Path("a.csv"), data), warnings)
