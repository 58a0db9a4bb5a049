"""Tables below their headings, in the sheets of a workbook."""

from __future__ import annotations

from pathlib import Path

import pytest

from vscreen.errors import ListFormatError
from vscreen.files.source import Source
from vscreen.files.tables import (
    find_headings,
    has_headings,
    named_rows,
    read_tables,
    unread_sheets,
    with_headings,
)


def test_tables_are_found_below_a_title_and_the_other_sheets_named(workbook) -> None:
    rows = [
        ["A title"],
        [],
        [" Ship \n name", "IMO"],
        ["MARIA", 8517839],
        ["", ""],
        ["LADY R", 9161003.0],
    ]
    source = Source(Path("a.xlsx"), workbook({"Ships": rows, "Notes": [["x"]], "Empty": []}))
    assert has_headings(source, with_headings({"Ship name", "IMO"}))
    assert not has_headings(source, with_headings({"Ship name", "MMSI"}))
    assert not has_headings(Source(Path("a.xlsx"), b"PK\x03\x04 cut"), with_headings({"IMO"}))
    (table,) = read_tables(source, {"Ship name", "IMO"})
    assert table.rows == (
        (4, {"Ship name": "MARIA", "IMO": "8517839"}),
        (6, {"Ship name": "LADY R", "IMO": "9161003"}),
    )
    assert unread_sheets(source, ["Ships"]) == ["a.xlsx: the sheet 'Notes' was not read"]
    twice = Source(Path("a.xlsx"), workbook({"S": [["IMO", "IMO"], [1, 2]]}))
    with pytest.raises(ListFormatError, match="heading 'IMO' twice"):
        read_tables(twice, {"IMO"})


def test_headings_are_looked_for_near_the_top_only() -> None:
    blank: list[list[str]] = [[""]]
    assert find_headings([*(blank * 39), ["IMO"], ["IMO"]], with_headings({"IMO"})) == 39
    assert find_headings([*(blank * 40), ["IMO"]], with_headings({"IMO"})) is None


def test_a_row_of_text_is_known_by_its_headings_and_is_as_wide_as_they_are() -> None:
    source = Source(Path("a.csv"), b"")
    rows = [(1, ["name", "imo"]), (2, [" MARIA", "8517839 "])]
    assert list(named_rows(source, iter(rows))) == [(2, {"name": "MARIA", "imo": "8517839"})]
    with pytest.raises(ListFormatError, match="line 3 has 1 cells under 2 headings"):
        list(named_rows(source, iter([*rows, (3, ["LADY R"])])))
    with pytest.raises(ListFormatError, match="no column flag; it has name, imo"):
        list(named_rows(source, iter(rows), ["flag"]))
