"""METI's End User List: firms that may make weapons."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
import xlsxwriter
from listing import names, read_as

from vscreen.errors import EmptyListError
from vscreen.lists.japan.end_users import READER
from vscreen.snapshots.read import read_lists

HEADINGS = (
    "No.", "国名、地域名\nCountry or Region", "企業名､組織名\nCompany or Organization",
    "別名\nAlso Known As", "懸念区分\nType of WMD", "通常兵器\nConventional Weapons",
)  # fmt: skip
ROWS = (
    HEADINGS,
    (
        1,
        "北朝鮮\nNorth Korea",
        "Heron Co.\n(青鷺会社)",
        "・Heronry; and\n (別館社)\n・Heron-5",
        "核\nN",
        "",
    ),
    (
        2,
        "ロシア\nRussian Federation",
        'Zavod "Gull" (ZG)',
        "",
        "ミサイル、核\nM、N",
        "通常兵器\nCW",
    ),
    (3, "イラン\nIran", "", "", "核\nN", ""),
)


def workbook(folder: Path, rows: Sequence[Sequence[object]]) -> Path:
    with xlsxwriter.Workbook(folder / "list.xlsx") as book:
        sheet = book.add_worksheet("ユーザーリスト")
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, row)
    return folder / "list.xlsx"


@pytest.mark.filterwarnings("ignore::vscreen.errors.ListWarning")
def test_a_row_is_a_firm_with_what_it_may_make(tmp_path: Path) -> None:
    lists = read_as(READER, workbook(tmp_path, ROWS))
    assert lists.snapshots[0].receipts[0].sentence == "3 rows = 2 entries + 1 without a name"
    first, second = lists.entries.itertuples()
    assert names(lists, first.entry) == {
        "Heron Co.": "primary", "青鷺会社": "native", "Heronry": "strong_alias",
        "別館社": "native", "Heron-5": "strong_alias",
    }  # fmt: skip
    assert first.countries == "北朝鮮;North Korea"
    assert first.remarks == "No. 1"
    assert first.programs == "End User List: nuclear weapons"
    assert second.measures == "licence_requirement"
    assert second.forbids == (
        "Japan: exports to it need a licence unless the goods are clearly not for weapons "
        "(missiles, nuclear weapons, conventional weapons)"
    )


@pytest.mark.filterwarnings("ignore::vscreen.errors.ListWarning")
def test_a_firm_keeps_its_key_when_the_rows_are_numbered_anew_or_moved(tmp_path: Path) -> None:
    before = read_lists(workbook(tmp_path, ROWS)).entries.set_index("name")["entry"]
    order = (1, 3, 2, 4, 0)
    moved = [[(*row, "")[place] if place < 6 else "" for place in order] for row in ROWS]
    (tmp_path / "later").mkdir()
    rows = [["ユーザーリスト"], *moved]
    after = read_lists(workbook(tmp_path / "later", rows)).entries.set_index("name")["entry"]
    assert before.to_dict() == after.to_dict()


def test_headings_without_rows_are_empty(tmp_path: Path) -> None:
    with pytest.raises(EmptyListError, match="headings and no rows"):
        read_lists(workbook(tmp_path, [HEADINGS]))


def test_the_list_of_september_2025(shared: Path) -> None:
    lists = read_lists(shared / "lists" / "jp-meti-eul-xlsx-2025-09")
    assert lists.snapshots[0].receipts[0].sentence == "835 rows = 835 entries"
    assert lists.entries["programs"].str.contains("conventional").sum() == 240
    assert lists.entries["forbids"].str.contains("kind not stated").sum() == 0
    lists.check()
