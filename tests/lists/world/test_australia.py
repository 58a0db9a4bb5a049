"""Australia's workbook: rows of the same reference are a single entry."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from listing import read_as

from vscreen.errors import EmptyListError, ListFormatError, ListWarning
from vscreen.lists.world.australia import READER
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.read import read_lists

HEADINGS = [
    "Reference", "Name of Individual or Entity", "Type", "Name Type", "Alias Strength",
    "Date of Birth", "Place of Birth", "Citizenship", "Address", "Additional Information",
    "Listing Information", "IMO Number", "Committees", "Control Date", "Instrument of Designation",
    "Targeted Financial Sanction", "Travel Ban", "Arms Embargo", "Maritime Restriction",
]  # fmt: skip


def row(reference: object, name: str, kind: str, **cells: object) -> list[object]:
    known: dict[str, Any] = {
        "Reference": reference, "Name of Individual or Entity": name, "Type": kind,
        "Name Type": "Primary Name", "Committees": "Autonomous (Russia)",
        "Control Date": date(2025, 6, 18), "Targeted Financial Sanction": True,
        "Maritime Restriction": False,
    }  # fmt: skip
    known |= {key.replace("_", " "): value for key, value in cells.items()}
    return [known.get(heading, "") for heading in HEADINGS]


ROWS = [
    row(8228, "BLUE HERON", "Vessel", Additional_Information="Previous names include ASHER, NOCTIS",
        IMO_Number=9000003, Committees="Autonomous (Vessels)", Maritime_Restriction=True),
    row(5, "HERON SHIPPING", "Entity", Additional_Information="KPe.1. IMO number: 6183435.",
        Listing_Information="Listed by UN 751 Committee on 12 Apr. 2010 (amended on 1 May 2011)"),
    row("5a", "Heron Co", "Entity", Name_Type="Alias", Alias_Strength="Strong"),
    row("5b", "H", "Entity", Name_Type="Alias", Alias_Strength="Weak", Address="Moscow"),
    row("5c", "ЦАПЛЯ", "Entity", Name_Type="Original Script"),
    row(6, "HERON OWNERS", "Entity",
        Additional_Information="Operator of Blue Heron (IMO Number: 9000003)."),
    row("7a", "Vanya", "Individual", Name_Type="Alias", Date_of_Birth=1961),
    row(7, "Ivan Testov", "Individual", Date_of_Birth=date(1960, 5, 31),
        Citizenship="Russia;Georgia", Listing_Information=date(2024, 3, 1)),
    row(8, "Ship Class", "Vessel", Listing_Information="Designated class on 22 June 2017"),
]  # fmt: skip
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path, workbook: Callable[..., bytes]) -> Write:
    def save(rows: list[list[object]], headings: list[str] = HEADINGS, **more: object) -> Path:
        path = tmp_path / "list.xlsx"
        path.write_bytes(workbook({"Consolidated List": [headings, *rows], **more}))
        return path

    return save


@pytest.fixture
def lists(write: Write) -> Lists:
    return read_as(READER, write(ROWS))


def entry(lists: Lists, key: str) -> dict[str, Any]:
    return lists.entries.set_index("entry").loc[f"au-dfat:{key}"].to_dict()


def names(lists: Lists, key: str) -> dict[str, str]:
    found = lists.names[lists.names["entry"] == f"au-dfat:{key}"]
    return dict(zip(found["name"], found["kind"], strict=True))


def test_rows_of_one_reference_are_one_entry_in_any_order(lists: Lists, write: Write) -> None:
    assert lists.entries["entry"].str.partition(":")[2].tolist() == ["8228", "5", "6", "7", "8"]
    turned = read_lists(write(ROWS[::-1]))
    assert set(turned.entries["entry"]) == set(lists.entries["entry"])


def test_names_keep_their_kinds(lists: Lists) -> None:
    assert names(lists, "5") == {
        "HERON SHIPPING": "primary",
        "Heron Co": "strong_alias",
        "H": "weak_alias",
        "ЦАПЛЯ": "native",
    }
    assert names(lists, "7") == {"Ivan Testov": "primary", "Vanya": "strong_alias"}


def test_a_ship_keeps_its_number_and_the_names_in_prose(lists: Lists) -> None:
    assert names(lists, "8228") == {
        "BLUE HERON": "primary", "ASHER": "former", "NOCTIS": "former",
    }  # fmt: skip
    ship = entry(lists, "8228")
    assert (ship["programs"], ship["listed_on"]) == ("Autonomous (Vessels)", "2025-06-18")
    assert "Measures: Targeted Financial Sanction, Maritime Restriction" in ship["remarks"]


def test_a_companys_number_is_its_own_and_its_ships_number_is_not(lists: Lists) -> None:
    found = lists.identifiers[["entry", "scheme", "value"]].to_numpy().tolist()
    assert found == [
        ["au-dfat:8228", "imo_ship", "9000003"],
        ["au-dfat:5", "imo_company", "6183435"],
    ]


def test_the_listing_date_is_the_one_before_amendments(lists: Lists) -> None:
    dates = {key: entry(lists, key)["listed_on"] for key in ("5", "6", "7", "8")}
    assert dates == {"5": "2010-04-12", "6": "", "7": "2024-03-01", "8": "2017-06-22"}


def test_what_the_rows_of_one_subject_say_is_all_kept(lists: Lists) -> None:
    person = entry(lists, "7")
    assert (person["birth_date"], person["countries"]) == ("1960-05-31;1961", "Russia;Georgia")
    assert "Address: Moscow" in entry(lists, "5")["remarks"]


def test_another_sheet_is_told(write: Write) -> None:
    with pytest.warns(ListWarning, match="the sheet 'Notes' was not read"):
        read_lists(write(ROWS, Notes=[["see below"]]))


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (row("", "A", "Vessel"), r"row 11 has the reference ''"),
        (row("x9", "A", "Vessel"), r"row 11 has the reference 'x9'"),
        (row(9, "", "Vessel"), r"the name ''"),
        (row(9, "A", "Ship"), r"the type 'Ship'; known types are Individual"),
        (row("9a", "A", "Vessel", Name_Type="Nickname"), r"reference 9 has 0 rows called Primary"),
        (row("5d", "A", "Entity", Name_Type="Nickname"), r"unknown name type \('Nickname', ''\)"),
        (row(5, "A", "Entity"), r"reference 5 has 2 rows called Primary Name"),
    ],
)
def test_a_wrong_row_is_refused(write: Write, wrong: list[object], message: str) -> None:
    with pytest.raises(ListFormatError, match=message):
        read_lists(write([*ROWS, wrong]))


def test_headings_without_rows_are_empty(write: Write) -> None:
    with pytest.raises(EmptyListError, match="headings and no rows"):
        read_lists(write([]))


def test_headings_may_stand_lower_and_wrapped_but_not_twice(
    tmp_path: Path, workbook: Callable[..., bytes], write: Write
) -> None:
    wrapped = [heading.replace(" ", "\n") for heading in HEADINGS]
    (tmp_path / "low.xlsx").write_bytes(workbook({"List": [["Australia"], [], wrapped, *ROWS]}))
    assert len(read_lists(tmp_path / "low.xlsx").entries) == 5
    with pytest.raises(ListFormatError, match="has the heading 'Type' twice"):
        read_lists(write(ROWS, [*HEADINGS[:-1], "Type"]))


def test_the_real_list_of_july_2026(shared: Path) -> None:
    lists = read_lists(shared / "lists" / "au-dfat-xlsx")
    assert lists.entries["kind"].value_counts().to_dict() == {
        "person": 2_543, "organization": 1_041, "vessel": 262,
    }  # fmt: skip
    schemes = lists.identifiers["scheme"].value_counts().to_dict()
    assert schemes == {"imo_ship": 261, "imo_company": 20}, "one ship is a class of ships"
    assert lists.names["kind"].value_counts()["former"] == 118
    lists.check()
