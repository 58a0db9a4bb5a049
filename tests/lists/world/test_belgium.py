"""Belgium's consolidated list."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
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
        ("P;Ivan Other;", "P;Ivan\nOther;", "line 9 has 2 cells under 16 headings"),
        ("Ivan Other;", "x;" * 11, "so a row is broken in two or two run together"),
        ("23-02-24;\n", "23-02-24;", "its last line does not end|line 8 has 31"),
        ('"Heron Shipping', '"Heron" Shipping', "line 3 is not whole"),
    ],
)
def test_a_wrong_file_is_refused(
    list_fixtures: Path, tmp_path: Path, old: str, new: str, message: str
) -> None:
    edited(list_fixtures / "belgium" / "list.csv", tmp_path, old, new)
    with pytest.raises(ListFormatError, match=message):
        read_lists(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "kinds", "told"),
    [
        (
            "P;Ivan Other",
            "X;Ivan Other",
            "vopov",
            "with the type 'X', searched as an org.*: line 9",
        ),
        ("P;;Testov", ";;Testov", "vopp", "without a type, read as a person .*: line 8"),
        ("E;Blue Heron", "entity;Blue Heron", "vopp", ""),
        ("E;Blue Heron", "E;", "vopp", "without a name, called by their IMO number: line 2"),
        ("P;Ivan Other", "P;", "vop", r"1 of 4 rows set aside, without a name \(line 9\)"),
        ("E;Blue Heron", "E;Blue;Heron", "vopp", "another number of cells than the 16 .*: line 2"),
        ("P;Ivan Other;;;;;;;;;;;UKR;;23-02-24;", "P;Ivan Other;;;;;;;;;;;UKR", "vopp", ": line 9"),
    ],
)
def test_a_slip_costs_a_warning_and_no_entry(
    list_fixtures: Path, tmp_path: Path, old: str, new: str, kinds: str, told: str
) -> None:
    edited(list_fixtures / "belgium" / "list.csv", tmp_path, old, new)
    lists = read_lists(tmp_path)
    assert "".join(kind[0] for kind in lists.entries["kind"]) == kinds
    assert lists.identifiers["value"].tolist()[0] == "9000003"
    assert re.search(told, "\n".join(lists.snapshots[0].warnings))


def test_a_workbook_made_of_the_csv_is_the_same_list(
    list_fixtures: Path, tmp_path: Path, workbook: Callable[..., bytes]
) -> None:
    before = read_lists(list_fixtures / "belgium")
    text = (list_fixtures / "belgium" / "list.csv").read_text("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    (tmp_path / "x.xlsx").write_bytes(workbook({"list": rows, "Notes": [["none"]]}))
    after = read_as(READER, tmp_path / "x.xlsx")
    assert after.entries.equals(before.entries)
    assert after.snapshots[0].receipts[0].sentence == "4 rows = 4 entries"
    assert "the sheet 'Notes' was not read" in after.snapshots[0].warnings[0]


@pytest.mark.parametrize("change", ["utf-8", "utf-8-sig", ",", "\t", "\r\n", "upper", "extra"])
def test_a_file_that_was_saved_again_is_the_same_list(
    list_fixtures: Path, tmp_path: Path, change: str
) -> None:
    before = read_lists(list_fixtures / "belgium")
    text = (list_fixtures / "belgium" / "list.csv").read_text("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    if change == "upper":
        rows[0] = [f" {heading.upper()} " for heading in rows[0]]
    if change == "extra":
        rows = [[*row, ""] for row in rows] + [[""] * 17]
    with (tmp_path / "x.csv").open(
        "w", encoding=change if change.startswith("utf") else "utf-8", newline=""
    ) as file:
        mark = change if change in ",\t" else ";"
        ends = "\r\n" if change == "\r\n" else "\n"
        csv.writer(file, delimiter=mark, lineterminator=ends).writerows(rows)
    after = read_as(READER, tmp_path / "x.csv")
    assert after.entries.equals(before.entries)
    assert after.snapshots[0].receipts[0].sentence == "4 rows = 4 entries"


def test_a_last_row_without_a_line_end_is_read_if_it_is_whole(tmp_path: Path) -> None:
    rows = "".join(f"E;HERON {n};;;;PRK\n" for n in range(5)).rstrip("\n")
    path = tmp_path / "x.csv"
    path.write_text(f"type;Wholename;Lastname;Firstname;Number;Embargos\n{rows}", "utf-8")
    lists = read_lists(path)
    assert len(lists.entries) == 5
    assert "its last line does not end, but its last row is whole" in lists.snapshots[0].warnings[0]
    path.write_text(path.read_text("utf-8")[:-1], "utf-8")
    with pytest.raises(ListFormatError, match="its last line does not end, so it is cut short"):
        read_lists(path)


def test_a_list_without_entries_is_empty(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"type;Wholename;Lastname;Firstname;Number;Embargos\n")
    with pytest.raises(EmptyListError):
        read_as(READER, tmp_path)
