"""The UK's closed list of asset freezes."""

from __future__ import annotations

from pathlib import Path

import pytest
from listing import identifiers, names, read_as

from vscreen.errors import EmptyListError, ListFormatError
from vscreen.lists.uk.ofsi import READER
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.read import read_lists

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
    assert identifiers(ofsi, "uk-ofsi:903") == {("imo_company", "5342883")}
    assert names(ofsi, "uk-ofsi:903") == {"HERON OWNERS": "primary", "OLD HERON OWNERS": "former"}
    assert "Its ship’s IMO" in ofsi.entries.iloc[2]["remarks"], "Windows-1252 is understood"
    assert not identifiers(ofsi, "uk-ofsi:904")


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
        ("Prime Alias", "Alias", "the Alias Type 'Alias'; known are"),
        ("Regime,Listed", "Regimes,Listed", "no column Regime"),
        ("’", "\x81", "neither UTF-8 nor Windows-1252"),
        ("FKA,", "FKA,,", "30 cells under 29 headings"),
        ("Individual,AKA,Al-", "Entity,AKA,Al-", "types entity and indiv"),
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
