"""Tables below their headings, in the sheets of a workbook."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vscreen.errors import ListFormatError
from vscreen.files.source import Source
from vscreen.files.tables import (
    blank_end_aside,
    find_headings,
    has_headings,
    named_rows,
    read_tables,
    refuse_if_most_moved,
    unread_sheets,
    whole_rows,
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


def test_blank_cells_at_the_end_are_taken_off_only_if_nothing_moved() -> None:
    def in_place(row: list[str]) -> bool:
        return row[1].isdigit()

    assert blank_end_aside(["MARIA", "8517839", "", ""], 3, in_place) == ["MARIA", "8517839", ""]
    assert blank_end_aside(["MARIA", "8517839"], 3, in_place) == ["MARIA", "8517839", ""]
    assert blank_end_aside(["MARIA", "8517839", "", "x"], 3, in_place) is None
    assert blank_end_aside(["MARIA", "", "8517839", ""], 3, in_place) is None


def test_a_table_of_which_most_rows_moved_is_refused() -> None:
    source = Source(Path("a.csv"), b"")
    refuse_if_most_moved(source, 2, 2)
    refuse_if_most_moved(source, 5, 10)
    with pytest.raises(ListFormatError, match="6 of its 10 rows have more or fewer cells"):
        refuse_if_most_moved(source, 6, 10)


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
    blank = [(4, []), (5, [" "]), (6, ["", ""])]
    assert list(named_rows(source, iter([*rows, *blank])))[1:] == [(6, {"name": "", "imo": ""})]
    with pytest.raises(ListFormatError, match="line 4 holds the headings again, so two files"):
        list(named_rows(source, iter([*rows, (4, ["name", "imo"])])))
    with pytest.raises(ListFormatError, match="no column flag; it has name, imo"):
        list(named_rows(source, iter(rows), ["flag"]))


def last_row(data: bytes, **options: Any) -> tuple[list[list[str]], list[str]]:
    warnings: list[str] = []
    source = Source(Path("a.csv"), data)
    rows = [row for _, row in whole_rows(source, warnings=warnings, **options)]
    return rows, warnings


@pytest.mark.parametrize(
    ("data", "options"),
    [
        (b'name,note\n"MARIA","a ship"', {}),
        (b'name,note\nMARIA,"x, y"\nLADY R,"a, b"', {}),
        (b"name,day\n" + b"A,2024-05-24\n" * 3 + b"B,2024-06-25", {}),
        (b"name,day\n" + b"A,24.05.2024\n" * 3 + b"B,25.06.2024", {}),
        (b"name,state\n" + b"A,active\nB,lifted\n" * 3 + b"C,lifted", {}),
        (b"name,note\n" + b"A,\n" * 3 + b"B,", {}),
        (b"name,day\nA,24.05.2024", {"ends": re.compile(r"\d\d\.\d\d\.\d{4}")}),
        (b"7 May\nname,state\n" + b"A,active\n" * 3 + b"B,active", {"headings": 2}),
        (b"name,imo\r\nMARIA,8517839\r", {}),
    ],
)
def test_a_whole_last_row_without_a_line_end_is_read_with_a_warning(
    data: bytes, options: dict[str, Any]
) -> None:
    rows, warnings = last_row(data, **options)
    assert rows == last_row(data.removesuffix(b"\r") + b"\n", **options)[0]
    assert len(warnings) == 1
    assert "a.csv: its last line does not end, but its last row is whole" in warnings[0]
    with pytest.raises(ListFormatError, match="its last line does not end"):
        list(whole_rows(Source(Path("a.csv"), data), **options))  # who takes no warnings


@pytest.mark.parametrize(
    ("data", "options"),
    [
        (b"name,imo", {}),  # headings alone
        (b'name,note\n"A","said ""no"""\n"B","a "', {}),  # a doubled quote cut in two
        (b'name,note\n"B","said "', {}),
        (b'name,note\n"B",""', {}),  # may go on: """no"""
        (b'name,note\n"A",""\n"A",""\n"A",""\n"B",', {}),
        (b'name,note\nA,5"', {}),
        (b"name,imo\n" + b"A,9161003\n" * 3 + b"B,916100", {}),
        (b"name,day\n" + b"A,2024-05-24\n" * 3 + b"B,2024-06-2", {}),
        (b"name,day\n" + b"A,2024-05-24T10:00:00\n" * 3 + b"B,2024-06-25", {}),
        (b"name,day\n" + b"A,2024-05-24\n" * 2 + b"A,unknown\nB,2024-06-25", {}),
        (b"name,state\n" + b"A,active\nB,lifted\n" * 3 + b"C,lift", {}),
        (b"name,state\n" + b"A,listed\nB,listed again\n" * 3 + b"C,listed", {}),
        (b"name,note\n" + b"A,\n" * 3 + b"B", {}),
        (b"name,note\n" + b"A,\nA,x\n" * 3 + b"B,", {}),
        (b"name,day\nA,24.05.202", {"ends": re.compile(r"\d\d\.\d\d\.\d{4}")}),
        (b"name,note\nA,b\n ", {}),
    ],
)
def test_a_last_row_that_may_be_half_is_refused(data: bytes, options: dict[str, Any]) -> None:
    with pytest.raises(ListFormatError, match=r"does not end|not whole"):
        last_row(data, **options)


TEXTS = st.text(st.sampled_from("aé 9,;\"'\n.-"), max_size=6)
COLUMNS: tuple[tuple[st.SearchStrategy[str], Literal[0, 1]], ...] = (
    (st.dates().map(lambda day: day.strftime("%d.%m.%Y").zfill(10)), csv.QUOTE_MINIMAL),
    (st.dates().map(lambda day: day.isoformat()), csv.QUOTE_MINIMAL),
    (st.sampled_from(["active", "expired", "lifted"]), csv.QUOTE_MINIMAL),
    (st.just(""), csv.QUOTE_MINIMAL),
    (st.text(st.sampled_from("aé9,;\n.-"), max_size=6), csv.QUOTE_ALL),
    (st.sampled_from(['a "b" c', '"b"', "(b", "b"]), csv.QUOTE_ALL),
    (st.integers(0, 10**7).map(str), csv.QUOTE_MINIMAL),
)


@given(st.data())
def test_every_part_of_a_file_that_does_not_end_at_a_row_is_refused(data: st.DataObject) -> None:
    last, quoting = data.draw(st.sampled_from(COLUMNS))
    rows = data.draw(st.lists(st.tuples(TEXTS, last), min_size=1, max_size=9))
    end = data.draw(st.sampled_from(["\n", "\r\n"]))
    text, borders = "", set()
    for row in [("name", "last"), *rows]:
        stream = io.StringIO(newline="")
        csv.writer(stream, quoting=quoting, lineterminator=end).writerow(row)
        text += stream.getvalue()
        borders |= {len(text) - more for more in range(len(end) + 1)}
    for place in set(range(1, len(text))) - borders:
        with pytest.raises(ListFormatError):
            last_row(text[:place].encode())


@given(st.data())
def test_every_part_of_a_file_that_ends_at_a_row_reads_as_that_or_is_refused(
    data: st.DataObject,
) -> None:
    rows = data.draw(st.lists(st.tuples(TEXTS, st.text("a9", min_size=1)), min_size=1))
    stream = io.StringIO()
    writer = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerows([("name", "last"), *rows])
    expected = [["name", "last"], *map(list, rows)]
    assert last_row(stream.getvalue().removesuffix("\n").encode())[0] == expected
