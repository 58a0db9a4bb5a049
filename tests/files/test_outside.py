"""What a workbook holds outside its tables is told."""

from __future__ import annotations

from pathlib import Path

from vscreen.files.sheets.outside import unread_parts
from vscreen.files.source import Source
from vscreen.files.tables import with_headings

HEADINGS = ["id", "name", "imo", "flag"]
ROWS = [["1", "MARIA", "8517839", "RU"], ["2", "LADY R", "9161003", "RU"]]


def told(workbook, sheets) -> list[str]:
    return unread_parts(Source(Path("a.xlsx"), workbook(sheets)), with_headings(["name", "imo"]))


def test_a_table_alone_leaves_nothing_to_tell(workbook) -> None:
    titles = [["Ships"], ["as of", "2026-11-27"], [], HEADINGS]
    assert told(workbook, {"Ships": [*titles, *ROWS], "Empty": []}) == []


def test_a_list_that_goes_on_in_a_sheet_without_headings_is_told(workbook) -> None:
    sheets = {"Ships": [HEADINGS, ROWS[0]], "More": [ROWS[1]]}
    assert told(workbook, sheets) == ["a.xlsx: the sheet 'More' was not read"]


def test_rows_sorted_above_the_headings_are_told(workbook) -> None:
    assert told(workbook, {"Ships": [["A title"], ROWS[1], HEADINGS, ROWS[0]]}) == [
        "a.xlsx: the sheet 'Ships' has rows above its headings that were not read: 2"
    ]


def test_cells_under_no_heading_are_told_but_for_the_numbers_of_rows(workbook) -> None:
    numbered = [["", *HEADINGS], *([number, *row] for number, row in enumerate(ROWS, 1))]
    assert told(workbook, {"Ships": numbered}) == []
    bare = [["id", "name", "imo", ""], *ROWS]
    assert told(workbook, {"Ships": [*bare, ["", "", "", "", "", "3", "ANGARA"]]}) == [
        "a.xlsx: the sheet 'Ships' has cells under no heading that were not read: 3, the first in "
        "row 2 ('RU')"
    ]
