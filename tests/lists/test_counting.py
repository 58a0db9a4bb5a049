"""Counters of records agree with the parsers that readers use."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vscreen.files.source import Source
from vscreen.lists.counting import (
    count_elements,
    count_items,
    count_lines,
    count_rows,
    count_rows_below,
    count_table_rows,
)

cells = st.text('ab" ,;\n\r\té\u00a0\u3000', max_size=6)
tables = st.lists(st.lists(cells, min_size=2, max_size=2), max_size=6)


def source(data: bytes | str) -> Source:
    return Source(Path("x"), data if isinstance(data, bytes) else data.encode())


@pytest.mark.parametrize("quoting", [csv.QUOTE_ALL, csv.QUOTE_MINIMAL])
@pytest.mark.parametrize("delimiter", [",", ";"])
@given(table=tables)
def test_rows_are_counted_as_they_are_written(
    table: list[list[str]], delimiter: str, quoting: int
) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, quoting=quoting).writerows([["name", "imo"], *table])
    filled = sum(any(cell.strip() for cell in row) for row in table)
    assert count_rows(delimiter=delimiter)(source(text.getvalue())) == filled


def test_a_quote_within_a_cell_opens_nothing() -> None:
    assert count_rows()(source('name,size\nPIPE 5",1\nPIPE 6",2\n')) == 2


@pytest.mark.parametrize("blank", [" ", "\t", "\x0b", "\u00a0", "\u3000", "\u2028"])
def test_a_row_of_blanks_of_any_kind_is_none(blank: str) -> None:
    assert count_rows()(source(f'name,imo\nMARIA,1\n{blank},{blank}\n"{blank}",\n')) == 1


def test_a_row_of_hard_blanks_of_windows_1252_is_none() -> None:
    assert count_rows(delimiter=";")(source(b"name;imo\n\xa0;\xa0\n\xc9toile;1\n")) == 1


def test_rows_above_the_records_are_none() -> None:
    assert count_rows(above=2)(source("Last updated,1\nname\nMARIA\n")) == 1
    assert count_rows(above=0)(source('36,"AERO"\r\n37,"B"\r\n\x1a\r\n')) == 2


@given(st.lists(st.text("<>&a-!", max_size=8), max_size=6))
def test_elements_are_counted_whatever_texts_and_comments_hold(texts: list[str]) -> None:
    inside = "".join(f"<item n='1'>{escape(text)}</item>" for text in texts)
    data = (
        f"<?xml version='1.0'?><n:list><!-- <item> -->{inside}<items/><![CDATA[<item/>]]></n:list>"
    )
    assert count_elements("item")(source(data)) == len(texts)


def test_elements_are_counted_by_local_name_in_any_encoding() -> None:
    data = "<l><a:ship/><ship id='1'/><person>x</person><shipper/></l>"
    assert count_elements("ship", "person")(source(data)) == 3
    assert count_elements("ship", "person")(source(data.encode("utf-16"))) == 3


def test_rows_of_each_sheet_below_its_headings_are_counted(workbook) -> None:
    sheets = {
        "List": [["Title"], ["name", "", "imo"], ["MARIA", "", 1], ["", "legend", ""], ["", "", 2]],
        "Notes": [["name"], ["MARIA"]],
        "More": [["imo", "name"], [1, "LADY R"]],
    }
    assert count_table_rows(("name", "imo"))(source(workbook(sheets))) == 3
    assert count_rows_below(lambda row: "name" in row)(source(workbook(sheets))) == 4


@given(st.lists(st.integers(), max_size=5))
def test_objects_of_a_document_are_counted(numbers: list[int]) -> None:
    records = [{"id": number} for number in numbers]
    assert count_items()(source(json.dumps(records))) == len(numbers)
    assert count_items("a", "b")(source(json.dumps({"a": {"b": [*records, None]}}))) == len(numbers)


def test_a_document_of_another_shape_holds_no_objects() -> None:
    assert [count_items("a")(source(text)) for text in ("[]", '{"a": {}}', "3")] == [0, 0, 0]


def test_lines_that_are_not_blank_are_counted() -> None:
    assert count_lines(source('{"id": 1}\r\n \r\n{"id": 2}')) == 2
