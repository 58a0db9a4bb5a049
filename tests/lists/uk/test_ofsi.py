"""The UK's closed list of asset freezes."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from listing import identifiers, links, names, read_as

from vscreen.errors import EmptyListError, ListFormatError, ListWarning
from vscreen.lists.uk.ofsi import READER
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.read import read_lists
from vscreen.snapshots.snapshot import load_snapshot

pytestmark = pytest.mark.filterwarnings("ignore::vscreen.errors.ListWarning")


@pytest.fixture(scope="module")
def ofsi(list_fixtures: Path) -> Lists:
    return read_as(READER, list_fixtures / "uk-ofsi")


def test_a_ship_is_what_its_text_begins_with(ofsi: Lists) -> None:
    assert (ofsi.snapshots[0].list, str(ofsi.snapshots[0].published)) == ("uk-ofsi", "2018-04-13")
    assert ofsi.entries["kind"].tolist() == [
        "vessel", "vessel", "organization", "organization", "person",
    ]  # fmt: skip
    assert identifiers(ofsi, "uk-ofsi:901") == {("imo_ship", "9000003"), ("mmsi", "572000111")}
    assert names(ofsi, "uk-ofsi:901") == {"BLUE HERON": "primary", "Grey Heron": "former"}
    assert ofsi.entries.iloc[0]["flag"] == "Palau"
    assert identifiers(ofsi, "uk-ofsi:902") == {("imo_ship", "9000015")}


def test_a_company_has_no_ships_number(ofsi: Lists) -> None:
    assert identifiers(ofsi, "uk-ofsi:903") == {
        ("imo_company", "5342883"), ("imo_mentioned", "9000003"),
    }  # fmt: skip
    assert names(ofsi, "uk-ofsi:903") == {"HERON OWNERS": "primary", "OLD HERON OWNERS": "former"}
    assert "Its ship’s IMO" in ofsi.entries.iloc[2]["remarks"], "Windows-1252 is understood"
    assert identifiers(ofsi, "uk-ofsi:904") == {
        ("imo_mentioned", "9000027"), ("imo_mentioned", "9000039"),
    }  # fmt: skip


def test_rows_of_one_group_are_one_person_listed_when_first_listed(ofsi: Lists) -> None:
    assert names(ofsi, "uk-ofsi:905") == {
        "Ivan Heron TESTOV": "primary",
        "HERON HAJI": "strong_alias",
        "Ivan TESTOV": "strong_alias",
    }
    person = ofsi.entries.iloc[4]
    assert person["listed_on"] == "1999-07-17"
    assert person["programs"] == "Afghanistan;Al-Qaida"
    assert person["birth_date"] == "1961;1962-08-01;1963-07"
    assert person["countries"] == "Saudi Arabia;Qatar;Germany (since Sept. 2012)"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("13/04/2018", "soon", "gives the date 'soon'"),
        ("Regime,Listed", "Regimes,Listed", "no column Regime"),
        ("’", "\x81", "neither UTF-8 nor Windows-1252"),
    ],
)
def test_a_wrong_file_is_refused(
    list_fixtures: Path, tmp_path: Path, old: str, new: str, message: str
) -> None:
    data = (list_fixtures / "uk-ofsi" / "conlist.csv").read_bytes()
    assert old.encode("cp1252") in data
    becomes = b"\x81" if new == "\x81" else new.encode("cp1252")
    (tmp_path / "conlist.csv").write_bytes(data.replace(old.encode("cp1252"), becomes))
    with pytest.raises(ListFormatError, match=message):
        read_lists(tmp_path)


HEADINGS = (
    "Name 6", "Name 1", "Name 2", "Name Non-Latin Script", "DOB", "Nationality",
    "Other Information", "Group Type", "Alias Type", "Alias Quality", "Regime", "Listed On",
    "UK Sanctions List Date Designated", "Last Updated", "Group ID",
)  # fmt: skip
SHIP = (
    "(UK Sanctions List Ref):DPR9001. Moved oil. (IMO number):9000003 "
    "(Current owners):HERON SHIPPING (Flag of ship):North Korea (Previous flags):Togo "
    "(Type of ship):Oil tanker (Tonnage of ship):1676 (Length of ship):80 (Year built):1975"
)
FIRM = (
    "(Parent company):Heron Holding (Subsidiaries):Heron Crewing (Business Reg No):TIN: 7707083893 "
    "(Phone number):1"
)
ROWS: list[list[object]] = [
    ["HERON", "", "", "", "", "", SHIP, "Ship", "Primary name", "", "DPRK",
     date(2018, 4, 3), "30/03/2018", date(2020, 12, 31), 901],
    ["OLD HERON", "", "", "", "", "", SHIP, "Ship", "FKA", "", "DPRK",
     date(2018, 4, 3), "30/03/2018", date(2020, 12, 31), 901.0],
    ["HERON SHIPPING", "", "", "", "", "", FIRM, "Entity", "Primary name", "", "DPRK",
     "03/04/2018", "", "", "902"],
    ["TESTOV", "Ivan", "", "Иван ТЕСТОВ", 1951, "Russia", "", "Individual", "Primary name", "",
     "Russia", "03/04/2018", "", "", "903"],
    ["VANYA", "", "", "", date(1951, 5, 1), "Russia", "", "Individual", "AKA", "Low quality",
     "Russia", "03/04/2018", "", "", "903"],
]  # fmt: skip


def sheets(day: object = "10/04/2025", rows: Sequence[Sequence[object]] = ROWS) -> dict[str, Any]:
    return {"Data": [["Last Updated", day], list(HEADINGS), *rows], "Notes": [["a note"]]}


@pytest.mark.parametrize("day", ["10/04/2025", date(2025, 4, 10), "10 April 2025"])
def test_the_list_saved_as_a_workbook_is_the_same_list(
    workbook: Callable[..., bytes], tmp_path: Path, day: object
) -> None:
    (tmp_path / "list.xlsx").write_bytes(workbook(sheets(day)))
    lists = read_as(READER, tmp_path)
    (snapshot,) = lists
    assert (snapshot.list, str(snapshot.published)) == ("uk-ofsi", "2025-04-10")
    assert [receipt.sentence for receipt in snapshot.receipts] == [
        "5 rows = 3 entries + 2 adding to an entry"
    ]
    assert any("the sheet 'Notes' was not read" in text for text in snapshot.warnings)
    assert names(lists, "uk-ofsi:901") == {"HERON": "primary", "OLD HERON": "former"}
    assert identifiers(lists, "uk-ofsi:901") == {("imo_ship", "9000003")}
    ship = lists.entries.iloc[0]
    assert (ship["flag"], ship["vessel_type"]) == ("North Korea;Togo", "Oil tanker")
    assert (ship["gross_tonnage"], ship["build_year"]) == (1_676, 1975)
    assert ship["listed_on"] == "2018-04-03"
    assert links(lists, "uk-ofsi:901") == {("owner", "HERON SHIPPING", "uk-ofsi:902")}
    assert identifiers(lists, "uk-ofsi:902") == {("tax", "7707083893")}
    assert names(lists, "uk-ofsi:903") == {
        "Ivan TESTOV": "primary", "VANYA": "weak_alias", "Иван ТЕСТОВ": "native",
    }  # fmt: skip
    assert lists.entries.iloc[2]["birth_date"] == "1951;1951-05-01"


def test_a_closed_list_says_so_when_it_is_read(
    workbook: Callable[..., bytes], tmp_path: Path
) -> None:
    (tmp_path / "list.xlsx").write_bytes(workbook(sheets()))
    with pytest.warns(ListWarning, match=r"closed on 28 January 2026; the UK Sanctions List"):
        lists = read_lists(tmp_path)
    saved = lists.snapshots[0].save(tmp_path / "saved")
    assert "closed on 28 January 2026" in load_snapshot(saved).warnings[0]


def test_a_workbook_without_its_first_line_has_no_date(
    workbook: Callable[..., bytes], tmp_path: Path
) -> None:
    (tmp_path / "list.xlsx").write_bytes(workbook({"Data": [list(HEADINGS), *ROWS]}))
    (snapshot,) = read_as(READER, tmp_path)
    assert snapshot.published is None
    assert any("nobody knows its age" in text for text in snapshot.warnings)


@pytest.mark.parametrize(
    ("old", "new", "kept"),
    [
        ("Prime Alias,North Korea (Democratic People's Republic of Korea),19", "Alias,DPRK,19", 5),
        ("Ivan,Heron,", "Ivan,Heron,,", 5),
        ("Ivan,Heron,", "Ivan\nHeron,", 7),
        ("Individual,AKA,Al-", "Entity,AKA,Al-", 6),
        ("17/07/1999,,905", "17/07/1999,,", 6),
        ("Individual,AKA,Afghanistan", "Persn,AKA,Afghanistan", 5),
    ],
)
def test_a_slip_in_a_row_costs_no_subject(
    list_fixtures: Path, tmp_path: Path, old: str, new: str, kept: int
) -> None:
    data = (list_fixtures / "uk-ofsi" / "conlist.csv").read_bytes()
    assert old.encode() in data
    (tmp_path / "conlist.csv").write_bytes(data.replace(old.encode(), new.encode()))
    (snapshot,) = read_as(READER, tmp_path)
    assert len(snapshot.entries) == kept
    assert snapshot.verified
    assert {"BLUE HERON", "HERON OWNERS"} <= set(snapshot.entries["name"])
    assert {"Ivan Heron TESTOV", "Ivan TESTOV"} & set(snapshot.names["name"])


@pytest.mark.parametrize(
    "top", ["Last Updated:,13/04/2018,,", "Last Updated 13 April 2018", "last updated,2018-04-13"]
)
def test_the_date_above_the_headings_may_be_written_otherwise(
    list_fixtures: Path, tmp_path: Path, top: str
) -> None:
    _, _, rest = (list_fixtures / "uk-ofsi" / "conlist.csv").read_bytes().partition(b"\n")
    (tmp_path / "conlist.csv").write_bytes(f"{top}\n".encode() + rest)
    assert str(read_lists(tmp_path).snapshots[0].published) == "2018-04-13"


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_list_saved_again_with_other_separators_is_the_same_list(
    list_fixtures: Path, tmp_path: Path, ofsi: Lists, delimiter: str
) -> None:
    text = (list_fixtures / "uk-ofsi" / "conlist.csv").read_text("cp1252")
    with (tmp_path / "conlist.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(csv.reader(io.StringIO(text)))
    again = read_lists(tmp_path)
    assert again.entries.equals(ofsi.entries)
    assert again.snapshots[0].receipts[0].sentence == ofsi.snapshots[0].receipts[0].sentence


def test_a_last_row_without_its_end_is_read_if_its_group_is_whole(
    list_fixtures: Path, tmp_path: Path
) -> None:
    data = (list_fixtures / "uk-ofsi" / "conlist.csv").read_bytes().rstrip()
    path = tmp_path / "conlist.csv"
    path.write_bytes(data)
    with pytest.raises(ListFormatError, match="does not end"):
        read_lists(path)  # its group has three digits, and others have five
    path.write_bytes(data + b"55")
    (snapshot,) = read_lists(path)
    assert any("its last row is whole" in text for text in snapshot.warnings)


def test_two_files_joined_into_one_are_refused(list_fixtures: Path, tmp_path: Path) -> None:
    text = (list_fixtures / "uk-ofsi" / "conlist.csv").read_bytes()
    (tmp_path / "list.csv").write_bytes(text + text)
    with pytest.raises(ListFormatError, match="holds the headings again, so two files"):
        read_lists(tmp_path)


def test_blank_lines_are_no_rows(list_fixtures: Path, tmp_path: Path) -> None:
    text = (list_fixtures / "uk-ofsi" / "conlist.csv").read_bytes()
    (tmp_path / "list.csv").write_bytes(text.replace(b"\n", b"\n\n") + b",,,\n")
    (snapshot,) = read_as(READER, tmp_path)
    assert len(snapshot.entries) == 5
    assert str(snapshot.published) == "2018-04-13"


def test_headings_without_rows_are_an_empty_list(list_fixtures: Path, tmp_path: Path) -> None:
    lines = (list_fixtures / "uk-ofsi/conlist.csv").read_bytes().splitlines(keepends=True)
    (tmp_path / "list.csv").write_bytes(b"".join(lines[:2]))
    with pytest.raises(EmptyListError, match="headings and no rows"):
        read_as(READER, tmp_path)


def test_the_real_closed_list_of_april_2018(shared: Path) -> None:
    lists = read_as(READER, shared / "lists" / "uk-hmt-conlist-csv")
    lists.check()
    assert lists.entries["kind"].value_counts().to_dict() == {
        "person": 1_426, "organization": 655, "vessel": 25,
    }  # fmt: skip
    schemes = lists.identifiers["scheme"].value_counts()
    assert (schemes["imo_ship"], schemes["mmsi"], schemes["imo_company"]) == (25, 4, 2)


def test_the_real_workbook_of_april_2025(shared: Path) -> None:
    lists = read_as(READER, shared / "lists" / "uk-ofsi-conlist-xlsx-2025-04")
    (snapshot,) = lists
    assert str(snapshot.published) == "2025-04-10"
    assert [receipt.sentence for receipt in snapshot.receipts] == [
        "18,796 rows = 4,686 entries + 14,110 adding to an entry"
    ]
    assert lists.entries["kind"].value_counts().to_dict() == {
        "person": 3_662, "organization": 1_009, "vessel": 15,
    }  # fmt: skip
    ship = lists.entries.set_index("entry").loc["uk-ofsi:13651"]
    assert (ship["gross_tonnage"], ship["build_year"]) == (1_676, 1975)
    assert ship["flag"].startswith("North Korea")
    assert (lists.identifiers["scheme"] == "imo_ship").sum() == 15
