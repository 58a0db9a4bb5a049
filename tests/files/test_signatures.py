"""What a file is by its first bytes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from opendocument import row, spreadsheet

from vscreen.files import signatures
from vscreen.files.signatures import is_workbook, looks_like, without_mark


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b" \n", "an empty file"),
        (signatures.PDF + b"-1.7", "a PDF"),
        (signatures.GZIP + b"\x08", "a gzip archive"),
        (signatures.ZIP, "a zip archive or a spreadsheet"),
        (signatures.OLE, "an old Office file"),
        ("MARIA".encode("utf-16"), "UTF-16 text"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE HTML>", "an HTML page"),
        (b'{"a": 1}', """JSON beginning '{"a": 1}'"""),
        (b"<list/>", "XML beginning '<list/>'"),
        (b"\xff MARIA", "a file beginning '\ufffd MARIA'"),
    ],
)
def test_a_file_that_no_reader_knows_is_called_what_it_looks_like(data: bytes, name: str) -> None:
    assert looks_like(data) == name


def test_no_signature_begins_like_another() -> None:
    known = [value for value in vars(signatures).values() if isinstance(value, bytes)]
    known += signatures.UTF16_MARKS
    for one in known:
        assert [other for other in known if other.startswith(one)] == [one]


def test_a_workbook_is_known_by_its_members(workbook: Callable[..., bytes]) -> None:
    xlsx, ods = workbook({"A": [["x"]]}), spreadsheet(row("x"))
    assert is_workbook(xlsx)
    assert is_workbook(ods)
    assert not is_workbook(b"\n" + xlsx)
    assert not is_workbook(signatures.ZIP + b"list.csv")


def test_a_mark_and_blanks_before_the_text_are_passed_over_and_those_behind_are_not() -> None:
    assert without_mark(signatures.UTF8_MARK + b" \r\n\t<a> ") == b"<a> "
