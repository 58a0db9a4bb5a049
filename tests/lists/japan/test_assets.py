"""Japan's list of frozen assets: columns that nobody has seen are read as described."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
import xlsxwriter
from listing import edited, names, read_as

from vscreen.errors import EmptyListError, ListFormatError, ListWarning
from vscreen.lists.japan.assets import READER
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.read import read_lists

pytestmark = pytest.mark.filterwarnings("ignore::vscreen.errors.ListWarning")


def test_the_csv_keeps_names_in_both_languages(list_fixtures: Path) -> None:
    lists = read_as(READER, list_fixtures / "japan" / "assets.csv")
    assert names(lists, "jp-mof:028-000001") == {
        "Heron Shipping LLC": "primary",
        "ヘロン社": "native",
        "HSC": "strong_alias",
        "Heron (DOB: none； POB: none)": "strong_alias",
        "Old Heron": "former",
        "ООО Цапля": "native",
    }
    assert names(lists, "jp-mof:017-000002")["Testy"] == "weak_alias"
    assert names(lists, "jp-mof:028-000003") == {"架空造船所": "primary"}
    found = lists.identifiers[["entry", "scheme", "value"]].to_numpy().tolist()
    assert found == [["jp-mof:028-000001", "imo_company", "6183435"]]
    person = lists.entries.iloc[1]
    assert (person["birth_date"], person["listed_on"]) == ("1963-04-11;1965年", "2016-12-09")
    assert person["countries"] == "ロシア;Russia"
    assert person["programs"] == "17"
    assert "役職（英語）: Official" in person["remarks"]
    assert "不明" not in person["remarks"]


def test_the_workbook_has_lettered_values_and_repeated_headings(list_fixtures: Path) -> None:
    lists = read_as(READER, list_fixtures / "japan" / "assets.xlsx")
    assert lists.entries["kind"].tolist() == [
        "organization",
        "organization",
        "person",
        "organization",
    ]
    assert lists.entries["listed_on"].tolist() == [
        "2024-05-24", "2024-05-24", "2024-05-24", "2016-12-09",
    ]  # fmt: skip
    assert names(lists, lists.entries["entry"].iloc[0]) == {
        "Heron Shipping LLC": "primary", "ヘロン社": "native", "HSC": "strong_alias",
        "ООО Цапля": "native", "Old Heron": "former",
    }  # fmt: skip
    assert names(lists, lists.entries["entry"].iloc[1])["Magpie Heavy"] == "strong_alias"
    assert lists.entries["birth_date"].iloc[2] == "1962年頃"


def test_an_unquoted_comma_that_shifts_a_row_is_refused(
    list_fixtures: Path, tmp_path: Path
) -> None:
    path = edited(
        list_fixtures / "japan" / "assets.csv", tmp_path, "Heron Shipping LLC", "Heron, LLC"
    )
    with pytest.raises(ListFormatError, match="line 2 has 33 cells under 32 headings"):
        read_lists(path)


def test_an_odd_kind_or_a_missing_name_costs_one_entry_and_is_said(
    list_fixtures: Path, tmp_path: Path
) -> None:
    source = list_fixtures / "japan" / "assets.csv"
    with pytest.warns(ListWarning, match="line 2 has the kind '不詳'; it was read as organization"):
        lists = read_lists(edited(source, tmp_path, "団体,ヘロン社", "不詳,ヘロン社"))
    assert len(lists.entries) == 3
    with pytest.warns(ListWarning, match=r"1 of 3 rows set aside, without a name \(028-000003\)"):
        lists = read_lists(edited(source, tmp_path, "架空造船所", ""))
    assert lists.snapshots[0].receipts[0].sentence == "3 rows = 2 entries + 1 without a name"


def test_headings_without_rows_are_empty(list_fixtures: Path, tmp_path: Path) -> None:
    data = (list_fixtures / "japan" / "assets.csv").read_bytes()
    (tmp_path / "a.csv").write_bytes(data.partition(b"\n")[0] + b"\n")
    with pytest.raises(EmptyListError, match="headings and no rows"):
        read_lists(tmp_path)


def test_both_forms_say_the_same_of_a_subject(list_fixtures: Path) -> None:
    forms = [read_as(READER, list_fixtures / "japan" / f"assets.{end}") for end in ("csv", "xlsx")]
    facts = []
    for lists in forms:
        entry = lists.entries[lists.entries["name"] == "Heron Shipping LLC"].iloc[0]
        spellings = lists.names[lists.names["entry"] == entry["entry"]]
        facts.append(
            (
                entry["kind"],
                entry["listed_on"],
                {*zip(spellings["name"], spellings["kind"], strict=True)},
            )
        )
    from_csv, from_workbook = facts
    assert from_csv[:2] == from_workbook[:2]
    assert from_workbook[2] <= from_csv[2]


# --- workbooks as published ----------------------------------------------------------------------

HEADINGS = ("告示日付", "告示番号", "日本語表記", "英語表記")


def workbook(folder: Path, **sheets: list[Sequence[object]]) -> Path:
    path = folder / "shisantouketsu.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name.replace("_", "."))
            for place, row in enumerate(rows):
                sheet.write_row(place, 0, row)
    return path


def receipt(lists: Lists) -> str:
    return lists.snapshots[0].receipts[0].sentence


def test_a_deleted_subject_keeps_its_number_and_is_accounted_for(tmp_path: Path) -> None:
    rows = [
        ("タリバーン関係者等",),
        (*HEADINGS, "別名"),
        ("2011.11.18削除\n（9．と同一人物）", "1", "", "", ""),
        ("2018.6.29\n削除", "2(*9)", "", "", ""),
        ("平成23年11月18日削除", "3", "架空", "INVENTED", ""),
        ("2012.10.25", "4", "", "", ""),
        ("2001.9.22\n2008.6.25改訂", "*5", "実在", "REAL ONE", ""),
        ("2001.9.22", "6", "", "", "ONLY ALIAS"),
        ("（注）*で標記した団体は重複。",),
    ]
    lists = read_lists(workbook(tmp_path, **{"2_タリバーン": rows}))
    assert receipt(lists) == (
        "7 rows = 2 entries + 3 deleted by the publisher + 1 without a name + 1 with a note alone"
    )
    assert lists.entries["entry"].tolist() == ["jp-mof:002-000005", "jp-mof:002-000006"]
    assert lists.entries["name"].tolist() == ["REAL ONE", "ONLY ALIAS"]
    assert lists.entries["listed_on"].tolist() == ["2001-09-22", "2001-09-22"]
    assert lists.entries["remarks"].iloc[0] == "告示日付: 2001.9.22\n2008.6.25改訂"
    assert lists.entries["forbids"].iloc[0].endswith("Foreign Trade Act) since 22 Sep 2001")


def test_an_alias_that_was_deleted_deletes_nobody(tmp_path: Path) -> None:
    rows = [
        (*HEADINGS, "別名", "旧称"),
        ("2001.9.22\n2008.6.25改訂", "1", "実在", "REAL ONE", "（削除）", "REAL OLD"),
        ("2001.9.22", "2", "（削除）", "削除", "", ""),
        ("2001.9.22", "3", "欠番", "STILL HERE", "", ""),
    ]
    lists = read_lists(workbook(tmp_path, **{"2_タリバーン": rows}))
    assert receipt(lists) == "3 rows = 2 entries + 1 deleted by the publisher"
    assert names(lists, "jp-mof:002-000001") == {
        "REAL ONE": "primary", "実在": "native", "REAL OLD": "former",
    }  # fmt: skip
    assert names(lists, "jp-mof:002-000003") == {"STILL HERE": "primary"}


def test_columns_are_told_by_their_headings_in_any_order_on_each_sheet(tmp_path: Path) -> None:
    first = [
        ("英 語 表 記", "旧称・以前の呼称", "告示番号", "別称・旧称", "告示日付", "ＦＡＸ"),
        ("HERON LLC", "OLD HERON", "７", "HERONRY; HERON CO", "2024年5月24日", "+7 1"),
    ]
    second = [
        (
            "告示年月日",
            "告示番号",
            "氏名",
            "確定に十分でない別名",
            "過去の別名",
            "生年月日・出生地",
        ),
        (45436, 8, "Ivan TEST", "TESTY", "Ivan OLD", "平成元年1月8日モスクワ生\nBorn in 1989"),
    ]
    lists = read_lists(workbook(tmp_path, **{"28_団体": first, "29_個人": second}))
    assert names(lists, "jp-mof:028-000007") == {
        "HERON LLC": "primary", "OLD HERON": "former",
        "HERONRY": "strong_alias", "HERON CO": "strong_alias",
    }  # fmt: skip
    assert names(lists, "jp-mof:029-000008") == {
        "Ivan TEST": "primary", "TESTY": "weak_alias", "Ivan OLD": "former",
    }  # fmt: skip
    assert lists.entries["kind"].tolist() == ["organization", "person"]
    assert lists.entries["listed_on"].tolist() == ["2024-05-24", "2024-05-24"]
    assert lists.entries["birth_date"].tolist() == ["", "1989-01-08"]
    assert "ＦＡＸ: +7 1" in lists.entries["remarks"].iloc[0]


def test_two_columns_of_names_are_two_names_whatever_both_are_called(tmp_path: Path) -> None:
    rows = [
        ("告示日付", "告示番号", "氏名又は名称", "氏名又は名称（英語）"),
        ("2024.5.24", "1", "ヘロン社", "HERON LLC"),
    ]
    lists = read_lists(workbook(tmp_path, **{"28_団体": rows}))
    assert names(lists, "jp-mof:028-000001") == {"HERON LLC": "primary", "ヘロン社": "native"}


def test_two_csv_files_joined_into_one_are_refused(list_fixtures: Path, tmp_path: Path) -> None:
    data = (list_fixtures / "japan" / "assets.csv").read_bytes()
    (tmp_path / "a.csv").write_bytes(data + data)  # each with its byte order mark
    with pytest.raises(ListFormatError, match="holds the headings again, so two files were joined"):
        read_lists(tmp_path)


def test_a_row_that_goes_on_adds_to_the_one_above(tmp_path: Path) -> None:
    rows = [
        (*HEADINGS, "別名", "その他の情報"),
        ("2010.6.25", "1", "アル", "AL-TEST", "(a)FIRST", "その一"),
        ("", "", "", "", "(b)SECOND", "その二"),
        ("", "", "", "", "", ""),
        ("2010.6.25", "2", "無", "NEXT", "", ""),
        ("", "", "番号なし", "NUMBERLESS", "", ""),
    ]
    with pytest.warns(ListWarning, match="row 6 has no number; its key was made from its name"):
        lists = read_lists(workbook(tmp_path, **{"21_ソマリア": rows}))
    assert receipt(lists) == "4 rows = 3 entries + 1 adding to an entry"
    assert {"FIRST", "SECOND"} <= names(lists, "jp-mof:021-000001").keys()
    assert "その二" in lists.entries["remarks"].iloc[0]
    assert lists.entries["name"].iloc[2] == "NUMBERLESS"


@pytest.mark.parametrize(
    ("filled", "kind"),
    [
        ({}, "organization"),
        ({"生年月日": "1970年"}, "person"),
        ({"国籍": "不明"}, "organization"),
        ({"国籍": "不明", "旅券番号": "不明"}, "person"),
        ({"その他の情報": "生年月日：1941年4月27日"}, "person"),
        ({"その他の情報": "同団体の別名"}, "organization"),
    ],
)
def test_on_a_sheet_of_both_kinds_facts_tell_a_person(
    tmp_path: Path, filled: dict[str, str], kind: str
) -> None:
    columns = ("生年月日", "国籍", "旅券番号", "その他の情報")
    cells = [filled.get(column, "") for column in columns]
    rows = [(*HEADINGS, *columns), ("2010.6.25", "1", "名", "NAME", *cells)]
    lists = read_lists(workbook(tmp_path, **{"13_北朝鮮": rows}))
    assert lists.entries["kind"].tolist() == [kind]


def test_notices_under_unknown_headings_are_refused(tmp_path: Path) -> None:
    good = [HEADINGS, ("2010.6.25", "1", "名", "NAME")]
    bad = [("Date", "No.", "Name"), ("2010.6.25", "2", "HIDDEN ONE")]
    with pytest.raises(ListFormatError, match=r"the sheet '2\.x' holds notices under headings"):
        read_lists(workbook(tmp_path, **{"1_x": good, "2_x": bad}))


def test_a_csv_saved_by_excel_in_japan_reads_alike(list_fixtures: Path, tmp_path: Path) -> None:
    text = (list_fixtures / "japan" / "assets.csv").read_text("utf-8-sig")
    plain = text.replace("ООО Цапля", "ООО")  # Cyrillic is in cp932, the blank lines are not
    (tmp_path / "a.csv").write_bytes(plain.encode("cp932"))
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "a.csv").write_bytes(("\ufeff" + plain + "\r\n\r\n").encode())
    first, second = read_lists(tmp_path / "a.csv"), read_lists(tmp_path / "b")
    assert first.entries["fingerprint"].tolist() == second.entries["fingerprint"].tolist()


def test_an_xls_of_older_years_is_refused_with_the_way_out(tmp_path: Path) -> None:
    (tmp_path / "shisantouketsu.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    with pytest.raises(ListFormatError, match=r"an old Office file, .* save it as XLSX"):
        read_lists(tmp_path)


def test_numbers_that_ran_into_one_are_parted(tmp_path: Path) -> None:
    rows = [
        (*HEADINGS, "その他の情報"),
        ("2016.12.9", "1", "一", "ONE", "ＩＭＯ番号：5985863"),
        ("2016.12.9", "2", "二", "TWO", "IMO番号：51792455405737"),
        ("2016.12.9", "3", "三", "THREE", "船舶登録証明：IMO1991835"),
    ]
    lists = read_lists(workbook(tmp_path, **{"16_団体": rows}))
    found = lists.identifiers[["scheme", "value"]].to_numpy().tolist()
    assert found == [
        ["imo_company", number] for number in ("5985863", "5179245", "5405737", "1991835")
    ]


def test_the_whole_workbook_of_march_2026(shared: Path) -> None:
    lists = read_lists(shared / "lists" / "jp-mof-xlsx-2026-03")
    assert receipt(lists) == (
        "3,473 rows = 2,862 entries + 12 adding to an entry + 598 deleted by the publisher "
        "+ 1 without a name"
    )
    lists.check()
    founding = lists.entries.query("listed_on == '2024-05-24'")
    assert len(founding) == 12
    assert names(lists, "jp-mof:028-000262") == {
        "Vostochnaya Stevedoring Company LLC": "primary", "VSC": "strong_alias",
        "OOO VSK": "strong_alias", "有限会社ヴォストーチナヤ港湾社": "native",
        "有限会社VSK": "strong_alias",
    }  # fmt: skip


def test_both_editions_of_2026_have_the_same_keys(shared: Path) -> None:
    book = read_lists(shared / "lists" / "jp-mof-xlsx-2026-03").entries.set_index("entry")
    table = read_lists(shared / "lists" / "jp-mof-csv-2026-08-extract").entries
    assert receipt(read_lists(shared / "lists" / "jp-mof-csv-2026-08-extract")) == (
        "3 rows = 3 entries"
    )
    for entry in table.itertuples():
        assert book.loc[entry.entry, ["name", "kind", "listed_on"]].tolist() == [
            entry.name, entry.kind, entry.listed_on,
        ]  # fmt: skip
