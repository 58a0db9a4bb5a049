"""Japan's list of frozen assets: columns that nobody has seen are read as described."""

from __future__ import annotations

from pathlib import Path

import pytest
from listing import edited, names, read_as

from vscreen.errors import EmptyListError, ListFormatError
from vscreen.lists.japan.assets import READER
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


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("団体,ヘロン社", "船,ヘロン社", "line 2 has the names .* and the kind '船'"),
        ("架空造船所", "", r"line 4 has the names \[\]"),
        ("Heron Shipping LLC", "Heron, LLC", "line 2 has 33 cells under 32 headings"),
    ],
)
def test_a_wrong_row_of_the_csv_is_refused(
    list_fixtures: Path, tmp_path: Path, old: str, new: str, message: str
) -> None:
    with pytest.raises(ListFormatError, match=message):
        read_lists(edited(list_fixtures / "japan" / "assets.csv", tmp_path, old, new))


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
