"""Columns are known however an edition spells their headings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from vscreen.errors import ListFormatError
from vscreen.files.source import Source
from vscreen.lists.columns import Columns, table_rows
from vscreen.lists.counting import count_rows_below, count_table

COLUMNS = Columns(("Type", "IMO Number", "Name"), ("Type", "Name"), {"nameofship*": "Name"})
Book = Callable[..., bytes]


def book(workbook: Book, *rows: list[object]) -> Source:
    return Source(Path("x.xlsx"), workbook({"Ships": rows, "Notes": [["none"]]}))


def test_headings_are_known_in_any_case_and_with_other_words(workbook: Book) -> None:
    source = book(
        workbook, ["A title"], ["TYPE", "imo  number ", "Name of Ship\nas listed", "Group"],
        ["Ship", 9000003, "Heron", "grey"], [], ["", "", "Stork", ""],
    )  # fmt: skip
    assert COLUMNS.recognises(source)
    ((sheet, rows),) = COLUMNS.tables(source)
    assert (sheet, [line for line, _ in rows]) == ("Ships", [3, 5])
    assert rows[0][1] == {"Type": "Ship", "IMO Number": "9000003", "Name": "Heron", "Group": "grey"}
    assert COLUMNS.unknown([row for _, row in rows]) == ["Group"]


def test_a_row_is_there_for_the_reader_whenever_it_is_counted(workbook: Book) -> None:
    source = book(workbook, ["Type", "Name", ""], ["_x000D_", "", ""], ["", "", "outside"], [" "])
    ((_, rows),) = COLUMNS.tables(source)
    assert len(rows) == count_rows_below(COLUMNS.are_headings)(source) == 1


def test_headings_once_more_are_no_record(workbook: Book) -> None:
    source = book(workbook, ["Type", "Name"], ["TYPE", "Name of ship"], ["Ship", "Name"])
    ((_, rows),) = COLUMNS.tables(source)
    aside = [COLUMNS.aside(str(line), row) for line, row in rows]
    assert aside[0] is not None
    assert (aside[0].key, aside[0].reason, aside[1]) == ("2", "of headings repeated", None)


def test_a_column_twice_is_refused(workbook: Book) -> None:
    source = book(workbook, ["Type", "Name", "Note", "Note"], ["Ship", "A", "B", "C"])
    with pytest.raises(ListFormatError, match="the sheet 'Ships' has the heading 'Note' twice"):
        COLUMNS.tables(source)


def test_of_two_columns_that_mean_the_same_none_is_lost(workbook: Book) -> None:
    source = book(workbook, ["Type", "Name", "Name of ship"], ["Ship", "A", "B"])
    ((_, rows),) = COLUMNS.tables(source)
    assert rows[0][1] == {"Type": "Ship", "Name": "A", "Name of ship": "B"}


def test_a_table_is_read_alike_however_it_was_saved(workbook: Book) -> None:
    cells = [["name", "imo"], ["MARIA", "8517839"], ["", ""], ["LADY R", "9161003"]]
    files = [workbook({"Ships": cells})]
    files += ["\n".join(map(mark.join, cells)).encode() + b"\n" for mark in ",;\t"]
    for data in files:
        file = Source(Path("x"), data)
        rows = [row for _, row in table_rows(file, ["imo"], []) if any(row.values())]
        assert rows == [{"name": "MARIA", "imo": "8517839"}, {"name": "LADY R", "imo": "9161003"}]
        assert count_table(["imo"])(file) == 2
    with pytest.raises(ListFormatError, match="it has no column flag"):
        list(table_rows(Source(Path("x"), files[1]), ["flag"], []))
