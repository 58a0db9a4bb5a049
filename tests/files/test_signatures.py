"""What a file is by its first bytes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opendocument import row, spreadsheet

from vscreen.files import signatures
from vscreen.files.signatures import error_said, is_workbook, looks_like, without_mark


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b" \n", "an empty file"),
        (b"\xef\xbb\xbf\r\n", "an empty file"),
        (b"[ ]\n", "an empty JSON document"),
        (signatures.LFS + b"spec/v1\noid sha256:0\n", "a pointer of Git LFS"),
        (signatures.SEVEN_ZIP + b"\0", "a 7-Zip archive"),
        (signatures.PARQUET + b"\0", "a Parquet file"),
        (b"\x30\x82\0", "a file with NUL bytes, which no text has"),
        ("<html><title>Anmeldung\n nötig</title>".encode(), "an HTML page ('Anmeldung nötig')"),
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


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<!DOCTYPE html><html><body><h1>503 Unavailable</h1></body></html>", "503 Unavailable"),
        (b"<html><head><title>502 Bad Gateway</title><style>a{}</style></head>", "502 Bad Gateway"),
        (b'<?xml version="1.0"?><html><title>403 Forbidden</title></html>', "403 Forbidden"),
        (b"\xef\xbb\xbf \r\n<HTML><title>Just a moment...</title>", "Just a moment..."),
        (b"<!doctype html><title>Access Denied</title>" + b"<p>a</p>" * 20_000, "Access Denied"),
        (
            b'<?xml version="1.0"?>\n<Error><Code>NoKey</Code><Message>None</Message></Error>',
            "NoKey None",
        ),
        (b"<Error><Message>Something happened</Message></Error>", "Something happened"),
        (b"<ErrorResponse><Code>Throttled</Code></ErrorResponse>", "Throttled"),
        (
            b'<s:Envelope xmlns:s="x"><s:Body><s:Fault><faultstring>No</faultstring></s:Fault>'
            b"</s:Body></s:Envelope>",
            "No",
        ),
        (b"<Map><status>404</status><error>Not Found</error></Map>", "404 Not Found"),
        (b'{"error": "not found"}', "not found"),
        (b'\n{"Message": "An error has occurred."}', "An error has occurred."),
        (b'{"error": {"code": 503, "message": "busy"}}', "busy"),
        (b'{"mensaje": "No autorizado", "codigo": 401}', "No autorizado"),
        (b'{"success": false, "errors": [{"code": 1000, "message": "No"}]}', "No"),
        (b'{"type": "about:blank", "title": "Gone away", "status": 410}', "Gone away"),
        (b'[{"error": true}]', ""),
        (b"Service unavailable\n", "Service unavailable"),
        (b"ACCESS DENIED", "ACCESS DENIED"),
        (b"error code: 1020", "error code: 1020"),
        (b"404: Not Found", "404: Not Found"),
    ],
)
def test_what_a_server_sends_instead_of_a_file_is_an_error_page(data: bytes, said: str) -> None:
    assert error_said(data) == said
    assert looks_like(data).startswith("an error page of the server")


@pytest.mark.parametrize(
    "data",
    [
        b"<html><body>Please log in</body></html>",
        b"<sdnList><sdnEntry><remarks>Access denied</remarks></sdnEntry></sdnList>" * 90,
        b"<list><name>HERON</name></list>",
        b'[{"error": 1}, {"error": 2}]',
        b'{"results": [{"name": "MARIA"}]}',
        b'{"total": 450, "results": [{"name": "MARIA"}]}',
        b'{"ships": "none"}',
        b'{"error": "cut off',
        b"id,kind,name\n1,vessel,MARIA\n",
        b"Not found in any list\n" * 300,
        b"{" * 3000,
    ],
)
def test_what_may_be_a_list_is_no_error_page(data: bytes) -> None:
    assert error_said(data) is None


@given(st.binary(max_size=200))
def test_any_bytes_look_like_something(data: bytes) -> None:
    assert looks_like(data)
