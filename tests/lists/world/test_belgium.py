"""Belgium's consolidated list."""

from __future__ import annotations

from pathlib import Path

import pytest
from listing import edited, names, numbers, read_as

from vscreen.errors import EmptyListError, ListFormatError
from vscreen.lists.world.belgium import READER
from vscreen.snapshots.read import read_lists

pytestmark = pytest.mark.filterwarnings("ignore::vscreen.errors.ListWarning")


def test_the_lists_ships_companies_and_persons_are_whole(list_fixtures: Path) -> None:
    lists = read_as(READER, list_fixtures / "belgium")
    assert lists.entries["kind"].tolist() == ["vessel", "organization", "person", "person"]
    assert names(lists, lists.entries["entry"].iloc[1]) == {
        "Heron Shipping": "primary", "HSC": "strong_alias", "ООО Цапля": "native",
    }  # fmt: skip
    assert names(lists, lists.entries["entry"].iloc[2]) == {"Testov Ivan": "primary"}
    assert numbers(lists) == [
        ("Blue Heron", "imo_ship", "9000003"),
        ("Heron Shipping", "imo_company", "6183435"),
        ("Heron Shipping", "tax", "3025037914"),
        ("Testov Ivan", "other", "P1 (passport-National passport)"),
    ]
    company = lists.entries.iloc[1]
    assert (company["programs"], company["listed_on"]) == ("UKR;RUS", "2024-02-23")
    assert company["remarks"] == "Remark: one; two"


def test_columns_may_stand_in_any_order(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text(
        "Embargos;Number;Firstname;Lastname;Wholename;type\nPRK;;;;HERON;E\n", "utf-8"
    )
    assert read_lists(tmp_path).entries["name"].tolist() == ["HERON"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("P;Ivan Other", "X;Ivan Other", "the type 'X'; known types are P and E"),
        ("P;Ivan Other", "P;", "line 9 has the name ''"),
        ("P;Ivan Other", "P;Ivan;Other", "has 17 cells under 16 headings"),
    ],
)
def test_a_wrong_file_is_refused(
    list_fixtures: Path, tmp_path: Path, old: str, new: str, message: str
) -> None:
    edited(list_fixtures / "belgium" / "list.csv", tmp_path, old, new)
    with pytest.raises(ListFormatError, match=message):
        read_lists(tmp_path)


def test_a_list_without_entries_is_empty(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"type;Wholename;Lastname;Firstname;Number;Embargos\n")
    with pytest.raises(EmptyListError):
        read_as(READER, tmp_path)
