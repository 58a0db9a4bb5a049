"""A file to be read as a list: its text, its kind, its hash, and what is refused."""

from __future__ import annotations

import gzip
import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from vscreen.errors import ListFormatError
from vscreen.files.source import Source


def source_of(data: bytes, name: str = "list.json") -> Source:
    return Source(Path(name), data)


def test_a_source_is_its_text_with_or_without_a_mark_and_refuses_other_encodings() -> None:
    assert source_of("\ufeffMARIA".encode()).text() == source_of(b"MARIA").text() == "MARIA"
    with pytest.raises(ListFormatError, match=r"byte 2 \(line 2\) is not UTF-8"):
        source_of(b"A\n" + "МАРИЯ".encode("cp1251")).text()
    with pytest.raises(ListFormatError, match="line 2 holds a NUL"):
        source_of(b"A\n\0").text()


def test_a_packed_file_is_opened_and_hashed_as_it_lies_there(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv.gz"
    path.write_bytes(gzip.compress(b"id,name\n"))
    source = Source.open(path, "mine")
    assert (source.data, source.stem, source.list_id) == (b"id,name\n", "mine", "mine")
    assert source.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert source.fetched is None
    with pytest.raises(ListFormatError, match=r"nowhere\.csv: cannot be read"):
        Source.open(tmp_path / "nowhere.csv")


def test_xml_in_utf_16_is_read_as_utf_8_if_it_says_so_itself() -> None:
    xml = '<?xml version="1.0" encoding="{}"?><list>Łódź 船</list>'
    data = xml.format("utf-16").encode("utf-16")
    source = Source.unpack(Path("list.xml"), data)
    assert source.data.decode() == xml.format("UTF-8")
    assert source.sha256 == hashlib.sha256(data).hexdigest()
    for other in (xml.format("UTF-8").encode("utf-16"), data[:-1]):
        assert Source.unpack(Path("list.xml"), other).data == other


@pytest.mark.parametrize(
    ("data", "form"),
    [(b"\xef\xbb\xbf\n<a/>", "xml"), (b" [1]", "json"), (b"{", "json"), (b"a,b", "text")],
)
def test_the_form_of_a_text_is_told_by_its_first_sign(data: bytes, form: str) -> None:
    assert source_of(data).form == form


def test_a_workbook_that_cannot_be_read_is_refused_by_name(workbook: Callable[..., bytes]) -> None:
    data = workbook({"A": [["x"]]})
    assert (source_of(data).form, source_of(data).is_workbook) == ("workbook", True)
    assert source_of(data).sheets == [("A", [["x"]])]
    with pytest.raises(ListFormatError, match=r"list\.json: .*none that can be read.*; save it"):
        assert source_of(data[:-9]).sheets


@pytest.mark.parametrize("mode", ["fifo", "folder"])
def test_what_is_no_file_is_refused_and_not_waited_for(tmp_path: Path, mode: str) -> None:
    path = tmp_path / "list"
    os.mkfifo(path) if mode == "fifo" else path.mkdir()
    with pytest.raises(ListFormatError, match=r"list: cannot be read .it is a (pipe|folder), not"):
        Source.open(path)


def test_a_name_that_no_file_can_have_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ListFormatError, match=r"cannot be read \(no file can have this name"):
        Source.open(Path(f"{tmp_path}/a\0b"))


def test_utf_16_is_called_so_whatever_a_reader_takes_it_for() -> None:
    source = Source(Path("x.csv"), "name,imo\nMARIA,8517839\n".encode("utf-16"))
    with pytest.raises(ListFormatError, match=r"x\.csv: it is UTF-16 text; save or download it as"):
        source.text()
    with pytest.raises(ListFormatError, match="it is UTF-16 text"):
        source.without_nul(source.data.decode("cp1252"))
