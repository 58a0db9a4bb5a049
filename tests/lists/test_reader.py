"""How a reader recognises files and takes its lists out of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from vscreen.errors import BadFilesError, EmptyListError, ListFormatError
from vscreen.files.source import Source
from vscreen.lists.reader import (
    Contents,
    Reader,
    Test,
    by_first_headings,
    by_headings,
    by_keys,
    by_root,
    by_sheet,
    each_file,
    require_rows,
)
from vscreen.lists.reading import ListEntry
from vscreen.schema import Kind

ENTRY = ListEntry("1", Kind.PERSON, "A")


def file(data: bytes, list_id: str = "") -> Source:
    return Source(Path("x.csv"), data, list_id=list_id)


@pytest.mark.parametrize(
    ("test", "data", "expected"),
    [
        (by_headings(("a", "b")), b"\xef\xbb\xbfb, a ,c\r\n", True),
        (by_headings(("a", "b")), b"a,c\nb,a\n", False),
        (by_headings(("a", "b"), delimiter=";"), b"a;b\n", True),
        (by_headings(("a", "b"), delimiter=";"), b"a,b\n", False),
        (by_first_headings(("a", "b")), b"a,b,c\n", True),
        (by_first_headings(("a", "b")), b"b,a,c\n", False),
        (by_first_headings(("a", "b")), b"a\n", False),
        (by_root(re.compile(rb"<list[\s>]"), b"<item"), b"<list><item/></list>", True),
        (by_root(re.compile(rb"<list[\s>]"), b"<item"), b"<list></list>", False),
        (by_root(re.compile(rb"<list[\s>]")), b"<lists>", False),
        (by_keys(b"[", (b'"a"', b'"b"'), (b'"c"',)), b' [{"a": 1, "b": 2}]', True),
        (by_keys(b"[", (b'"a"', b'"b"'), (b'"c"',)), b'[{"c": 1}]', True),
        (by_keys(b"[", (b'"a"', b'"b"'), (b'"c"',)), b'[{"a": 1}]', False),
        (by_keys(b"[", (b'"a"',)), b'{"a": 1}', False),
        (by_sheet(("a",)), b"a,b\n", False),
    ],
)
def test_a_file_is_recognised_by_its_content(test: Test, data: bytes, expected: bool) -> None:
    assert test(file(data)) is expected


def test_a_workbook_is_recognised_by_a_sheet_with_the_headings(workbook) -> None:
    source = file(workbook({"Notes": [["x"]], "List": [["title"], ["b", "a"], [1, 2]]}))
    assert by_sheet(("a", "b"))(source)
    assert not by_sheet(("a", "c"))(source)


def test_a_list_has_the_id_of_the_caller_of_its_contents_or_of_the_reader() -> None:
    def ids(source: Source, list_id: str = "") -> list[tuple[str, str]]:
        contents = Contents(entries=[ENTRY], sources=[source], list_id=list_id)
        reader = Reader(
            id="x", version="1", publisher="X", recognises=lambda _: True,
            read_all=lambda _: [contents], list_id="of-reader",
        )  # fmt: skip
        return [(reading.list, reading.official) for reading in reader.read([source])]

    assert ids(file(b"", "of-caller"), "of-file") == [("of-caller", "of-file")]
    assert ids(file(b"", "of-caller")) == [("of-caller", "of-reader")]
    assert ids(file(b""), "of-file") == [("of-file", "of-file")]
    assert ids(file(b"")) == [("of-reader", "of-reader")]


def test_of_a_file_of_several_lists_the_caller_names_the_readers_own_or_none() -> None:
    def ids(*list_ids: str) -> list[str]:
        source = file(b"", "mine")
        contents = [
            Contents(entries=[ENTRY], sources=[source], list_id=list_id) for list_id in list_ids
        ]
        reader = Reader(
            id="x", version="1", publisher="X", recognises=lambda _: True,
            read_all=lambda _: contents, list_id="main",
        )  # fmt: skip
        return [reading.list for reading in reader.read([source])]

    assert ids("main", "other") == ["mine", "other"]
    with pytest.raises(ListFormatError, match="it holds the lists a, b, so that one id can't"):
        ids("a", "b")


def test_every_bad_file_is_told_and_the_good_ones_are_read() -> None:
    def read_one(source: Source) -> Contents:
        if not source.data:
            raise source.refuse("nothing in it")
        return Contents(entries=[ENTRY], sources=[source])

    reader = Reader(
        id="x", version="1", publisher="X", recognises=lambda _: True,
        read_all=each_file(read_one), list_id="x",
    )  # fmt: skip
    sources = [Source(Path(name), b"" if name < "c" else b"x") for name in "abc"]
    readings, problems = reader.try_read(sources)
    assert ([one.list for one in readings], [str(path) for path in problems]) == (["x"], ["a", "b"])
    with pytest.raises(BadFilesError, match="2 files can't be read as lists: a, b;") as caught:
        reader.read(sources)
    assert caught.value.__notes__ == [str(error) for error in problems.values()]
    with pytest.raises(ListFormatError, match=r"^a: nothing in it"):
        reader.read(sources[:1])


def test_each_file_gives_its_list_or_its_lists_in_order() -> None:
    def read_one(source: Source) -> Contents | list[Contents]:
        contents = Contents(entries=[], sources=[source], list_id=source.list_id)
        return contents if source.list_id == "a" else [contents, contents]

    lists = each_file(read_one)([file(b"", "a"), file(b"", "b")])
    assert [contents.list_id for contents in lists] == ["a", "b", "b"]


def test_a_file_without_rows_is_refused_with_a_remedy() -> None:
    require_rows(file(b""), [1])
    with pytest.raises(EmptyListError, match=r"^x\.csv: headings and no rows; download it again$"):
        require_rows(file(b""), {})
    with pytest.raises(EmptyListError, match=r"^x\.csv: no ships; look$"):
        require_rows(file(b""), [], seen="no ships", remedy="look")
