"""Australia's workbook: rows of the same reference are a single entry."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
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


def test_a_ship_whose_number_is_in_prose_alone_has_it(write: Write) -> None:
    prose = "IMO 9000003. Flag State: Panama."
    lists = read_as(READER, write([row(1, "HERON", "Vessel", Additional_Information=prose)]))
    assert lists.identifiers[["scheme", "value"]].to_numpy().tolist() == [["imo_ship", "9000003"]]


def test_a_companys_number_is_its_own_and_its_ships_number_is_not(lists: Lists) -> None:
    found = lists.identifiers[["entry", "scheme", "value"]].to_numpy().tolist()
    assert found == [
        ["au-dfat:8228", "imo_ship", "9000003"],
        ["au-dfat:5", "imo_company", "6183435"],
        ["au-dfat:6", "imo_mentioned", "9000003"],
    ]


def test_the_listing_date_is_the_one_before_amendments(lists: Lists) -> None:
    dates = {key: entry(lists, key)["listed_on"] for key in ("5", "6", "7", "8")}
    assert dates == {"5": "2010-04-12", "6": "", "7": "2024-03-01", "8": "2017-06-22"}


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("22 Apr. 2010 (amended 15 Apr 2014)", "2010-04-22"),
        ("16 Jul.2020 (amended on 19 Dec. 2023)", "2020-07-16"),
        ("First listed on 2 /03/2016 (amended on 1/06/2017)", "2016-03-02"),
        ("Amended on 22 Apr. 2010", ""),
        ("Resolution of 15 Oct 1999; listed on 25 Jan 2001", "2001-01-25"),
    ],
)
def test_a_listing_date_is_read_however_it_is_typed(write: Write, printed: str, day: str) -> None:
    lists = read_lists(write([*ROWS, row(9, "Egret", "Entity", Listing_Information=printed)]))
    assert entry(lists, "9")["listed_on"] == day


def test_what_the_rows_of_one_subject_say_is_all_kept(lists: Lists) -> None:
    person = entry(lists, "7")
    assert (person["birth_date"], person["countries"]) == ("1960-05-31;1961", "Russia;Georgia")
    assert "Address: Moscow" in entry(lists, "5")["remarks"]


def test_another_sheet_is_told(write: Write) -> None:
    with pytest.warns(ListWarning, match="the sheet 'Notes' was not read"):
        read_lists(write(ROWS, Notes=[["see below"]]))


@pytest.mark.parametrize(
    ("reference", "name"),
    [
        ("", "A"),
        ("x9", "A"),
        ("see below", "A"),
        ("#REF!", "A"),
        ("2019-03-01", "A"),
        ("1/2/2019", "A"),
    ],
)
def test_only_a_reference_that_names_no_entry_refuses_the_file(
    write: Write, reference: str, name: str
) -> None:
    wrong = row(reference, name, "Vessel")
    with pytest.raises(ListFormatError, match=f"row 11 has the reference {reference!r}, which"):
        read_lists(write([*ROWS, wrong]))


Kept = Callable[[list[list[object]]], tuple[Lists, list[str]]]


@pytest.fixture
def kept(write: Write) -> Kept:
    """Reads rows below those that are right, and returns the lists and what was warned of."""

    def read(more: list[list[object]]) -> tuple[Lists, list[str]]:
        with warnings.catch_warnings(record=True) as found:
            warnings.simplefilter("always", ListWarning)
            lists = read_lists(write([*ROWS, *more]))
        receipt = lists.snapshots[0].receipts[0]
        assert (receipt.records, receipt.is_exact) == (len(ROWS) + len(more), True)
        return lists, [str(warning.message).partition(": ")[2] for warning in found]

    return read


@pytest.mark.parametrize("reference", ["9", "9 ", "9.0", "009", "9)", " 9"])
@pytest.mark.parametrize(
    "letter", ["9a", "9A", "9 a", "9 (a)", "9a1", "9-ab", "9a.", "9/1", "9a1b", "9ä "]
)
def test_references_are_read_however_they_are_typed(
    kept: Kept, reference: str, letter: str
) -> None:
    lists, warned = kept(
        [row(reference, "Egret", "Entity"), row(letter, "Egretta", "Entity", Name_Type="Alias")]
    )
    assert names(lists, "9") == {"Egret": "primary", "Egretta": "strong_alias"}
    assert not warned


def test_a_row_without_a_type_has_that_of_its_number(kept: Kept) -> None:
    lists, warned = kept([
        row("9a", "Egretta", "", Name_Type="aka"), row(9, "Egret", "vessel", IMO_Number=9000015),
        row(10, "Stork", ""), row("10a", "Storch", "ENTITY", Name_Type="Alias"),
    ])  # fmt: skip
    assert entry(lists, "9")["kind"] == "vessel"
    assert names(lists, "9") == {"Egret": "primary", "Egretta": "strong_alias"}
    assert entry(lists, "10")["kind"] == "organization"
    assert warned == ["rows without a type, read as organization by their number: row 13 (10)"]


def test_a_number_without_a_primary_name_has_its_best_one(kept: Kept) -> None:
    lists, warned = kept([
        row("9", "Журавль", "Entity", Name_Type="Original Script"),
        row("9a", "Crane", "Entity", Name_Type="Formerly known as"),
        row("9b", "Grus", "Entity", Name_Type="aka"),
        row("10c", "Ibis", "Vessel", Name_Type="Alias"),
        row("11", "Egret", "Entity", Name_Type=""),
        row("11a", "Egretta", "Entity", Name_Type=""),
    ])  # fmt: skip
    assert names(lists, "9") == {"Grus": "primary", "Crane": "former", "Журавль": "native"}
    assert names(lists, "10") == {"Ibis": "primary"}
    assert names(lists, "11") == {"Egret": "primary", "Egretta": "strong_alias"}
    seen = "rows of a number without a primary name, taken as the primary one"
    assert warned == [f"{seen}: row 13 (9b), row 14 (10c)"]


def test_of_two_primary_names_of_a_subject_one_is_an_alias(kept: Kept) -> None:
    lists, warned = kept([
        row("9", "Egret", "Individual"), row("9a", "Egretta", "Individual"),
        row("9b", "E", "Individual", Name_Type="Formerly known as", Alias_Strength="Weak"),
    ])  # fmt: skip
    assert names(lists, "9") == {"Egret": "primary", "Egretta": "strong_alias", "E": "weak_alias"}
    assert "a second primary name of their number, kept as an alias: row 12 (9a)" in warned[0]


def test_two_subjects_under_one_number_are_two_entries(kept: Kept) -> None:
    lists, warned = kept([
        row(9, "Egret", "Vessel", IMO_Number=9000015),
        row("9a", "Egretta", "Vessel", Name_Type="Alias"),
        row(9, "Egret Shipping", "Entity"), row("9b", "Egret Co", "", Name_Type="Alias"),
        row("10", "Stork", "Vessel", IMO_Number=9000027),
        row("10", "Ibis", "Vessel", IMO_Number=9000039),
        row("11", "Crane Owners", "Entity"),
        row("11a", "Crane", "Vessel", Name_Type="Alias", IMO_Number=9000041),
    ])  # fmt: skip
    assert names(lists, "9-vessel") == {"Egret": "primary", "Egretta": "strong_alias"}
    assert names(lists, "9-organization") == {
        "Egret Shipping": "primary", "Egret Co": "strong_alias",
    }  # fmt: skip
    assert names(lists, "10-9000027") == {"Stork": "primary"}
    assert names(lists, "10-9000039") == {"Ibis": "primary"}
    assert entry(lists, "11-vessel")["name"] == "Crane", "an alias with a number is a ship"
    assert warned[0].endswith("row 11 (9), row 13 (9), row 15 (10), row 16 (10), row 17 (11), "
                              "row 18 (11a)")  # fmt: skip


def test_words_of_other_editions_are_understood_or_kept_with_a_warning(kept: Kept) -> None:
    lists, warned = kept([
        row(9, "Egret", "Vesel", Name_Type="PRIMAY NAME"),
        row("9a", "Egretta", "vessels", Name_Type="Nickname"),
        row(10, "Stork", "Aka", Date_of_Birth=1960), row(11, "Ibis", "Stateless vessel?"),
        row(12, "Crane", "Thing"), row(13, "Grus", "", IMO_Number=9000015),
    ])  # fmt: skip
    kinds = {key: entry(lists, key)["kind"] for key in ("9", "10", "12", "13")}
    assert kinds == {"9": "vessel", "10": "person", "12": "organization", "13": "vessel"}
    assert names(lists, "9") == {"Egret": "primary", "Egretta": "strong_alias"}
    told = "\n".join(warned)
    for part in ("'Nickname', kept as an alias: row 12 (9a)", "'Vesel', read as vessel by their",
                 "'Aka', read as a person for its birth or its given name: row 13 (10)",
                 "'Thing', searched as an organization and as a ship: row 15 (12)",
                 "without a type, read as a ship for its IMO number: row 16 (13)"):  # fmt: skip
        assert part in told


def test_most_subjects_of_no_known_type_are_a_fault_of_the_file(write: Write) -> None:
    odd = [row(number, f"Name {number}", "Category 1") for number in range(9, 19)]
    with pytest.raises(ListFormatError, match="10 of 15 rows have no type that is known"):
        read_lists(write([*ROWS, *odd]))


def test_a_row_that_names_nobody_is_set_aside(kept: Kept) -> None:
    lists, warned = kept([
        row(9, "", "Entity"), row("5d", "", "Entity", Name_Type="Alias", Address="Minsk"),
        HEADINGS, ["Updated 2019"], row(10, "#REF!", "Vessel", IMO_Number=9000015),
    ])  # fmt: skip
    receipt = lists.snapshots[0].receipts[0].sentence
    assert receipt == (
        "14 rows = 6 entries + 5 adding to an entry + 1 of headings repeated + 2 without a name"
    )
    assert "Address: Minsk" in entry(lists, "5")["remarks"]
    assert entry(lists, "10")["name"] == "IMO 9000015"
    assert any("called by their IMO number: row 15 (10)" in warning for warning in warned)


def test_the_columns_say_what_is_forbidden(lists: Lists) -> None:
    ship, firm = entry(lists, "8228"), entry(lists, "5")
    assert ship["measures"] == "asset_freeze;port_ban"
    assert "Australia: may be kept or ordered out of its ports" in ship["forbids"]
    assert firm["measures"] == "asset_freeze"


def test_an_edition_with_other_headings_is_read(
    tmp_path: Path, workbook: Callable[..., bytes]
) -> None:
    later = {"Alias Strength", "IMO Number", "Instrument of Designation", "Maritime Restriction",
             "Targeted Financial Sanction", "Travel Ban", "Arms Embargo"}  # fmt: skip
    old = [place for place, heading in enumerate(HEADINGS) if heading not in later]
    rows = [[each[place] for place in old] for each in ROWS]
    heads = [f" {HEADINGS[place].upper()} " for place in old]
    heads[heads.index(" NAME OF INDIVIDUAL OR ENTITY ")] = "Name of  individual, entity or vessel"
    (tmp_path / "old.xlsx").write_bytes(workbook({"Sheet1": [[*heads, "Note"], *rows]}))
    lists = read_as(READER, tmp_path / "old.xlsx")
    assert lists.snapshots[0].receipts[0].sentence == "9 rows = 5 entries + 4 adding to an entry"
    assert names(lists, "5")["ЦАПЛЯ"] == "native"


def test_the_xls_of_former_years_is_read(list_fixtures: Path) -> None:
    lists = read_as(READER, list_fixtures / "australia-2018")
    assert names(lists, "5") == {
        "HERON SHIPPING": "primary", "Heron Co": "strong_alias", "ЦАПЛЯ": "native",
    }  # fmt: skip
    assert names(lists, "7") == {"Ivan Testov": "primary", "Vanya": "former"}
    assert entry(lists, "7")["birth_date"] == "1960-05-31"
    assert lists.snapshots[0].receipts[0].sentence == "5 rows = 2 entries + 3 adding to an entry"


def test_a_csv_made_of_the_workbook_says_the_same(lists: Lists, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    pd.DataFrame(ROWS, columns=HEADINGS).to_csv(path, index=False)
    read = read_as(READER, path)
    assert read.snapshots[0].receipts[0].sentence == lists.snapshots[0].receipts[0].sentence
    for frame in ("entries", "names", "identifiers"):
        assert getattr(read, frame).equals(getattr(lists, frame))
    whole = path.read_text("utf-8")
    for cut, seen in (
        (whole[:-3], "its last line does not end"),
        (whole.replace("Entity,Alias,Weak", "Alias,Weak"), "has 18 cells under 19 headings"),
        (whole + whole, "holds the headings again, so two files were joined"),
    ):
        path.write_text(cut, "utf-8")
        with pytest.raises(ListFormatError, match=seen):
            read_lists(path)


def test_an_unknown_column_is_kept_with_a_warning(write: Write) -> None:
    rows = [[*each, "grey fleet"] for each in ROWS]
    with pytest.warns(ListWarning, match="the column 'Group' is not known; see remarks"):
        lists = read_lists(write(rows, [*HEADINGS, "Group"]))
    assert "Group: grey fleet" in entry(lists, "8228")["remarks"]


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
    assert schemes == {"imo_ship": 261, "imo_company": 21}, "one ship is a class of ships"
    assert lists.names["kind"].value_counts()["former"] == 131
    receipt = lists.snapshots[0].receipts[0]
    assert receipt.sentence == "11,068 rows = 3,846 entries + 7,222 adding to an entry"
    assert lists.entries["measures"].str.contains("port_ban").sum() == 262
    assert not lists.snapshots[0].warnings
    lists.check()
