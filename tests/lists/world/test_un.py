"""The UN's consolidated list: persons, entities, and the ship that stands among them."""

from __future__ import annotations

from pathlib import Path

import pytest
from listing import identifiers, names, read_as

from vscreen.errors import EmptyListError, ListFormatError
from vscreen.lists.world.un import READER
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.read import read_lists


@pytest.fixture(scope="module")
def un(list_fixtures: Path) -> Lists:
    return read_as(READER, list_fixtures / "un")


def edited(list_fixtures: Path, tmp_path: Path, old: str, new: str) -> Path:
    text = (list_fixtures / "un" / "un.xml").read_text("utf-8")
    assert old in text
    path = tmp_path / "un.xml"
    path.write_text(text.replace(old, new), "utf-8")
    return path


def test_the_list_has_its_date_and_its_reference_numbers(un: Lists) -> None:
    (snapshot,) = un
    assert (snapshot.list, str(snapshot.published)) == ("un-sc", "2026-08-01")
    assert un.entries["entry"].tolist() == ["un-sc:CDi.901", "un-sc:KPe.901", "un-sc:LYe.901"]
    assert un.entries["listed_on"].tolist() == ["2012-12-31", "2018-03-30", "2026-07-22"]


def test_every_spelling_of_an_alias_is_a_name_of_its_kind(un: Lists) -> None:
    assert names(un, "un-sc:CDi.901") == {
        "IVAN TESTOV HERON": "primary",
        "ИВАН ТЕСТОВ": "native",
        "Ivan Testof": "strong_alias",
        "Iwan Testow": "strong_alias",
        "Tango Romeo": "weak_alias",
        "Abu Heron": "former",
        "أبو هيرون": "native",
        "حاجى مالك": "native",
        "Hajji Malik": "strong_alias",
        "Hajji Malak": "strong_alias",
    }


def test_two_names_in_one_field_are_two_names(un: Lists) -> None:
    assert names(un, "un-sc:KPe.901") == {
        "HERON LAKES (HL)": "primary",
        "GREAT HERON COMPANY": "strong_alias",
        "Heron Trading": "strong_alias",
        "Old Heron": "former",
    }


def test_a_person_keeps_birth_dates_papers_countries_and_remarks(un: Lists) -> None:
    person = un.entries.iloc[0]
    assert person["birth_date"] == "1973-12-25;circa 1971;1973-1974"
    assert person["countries"] == "Rwanda;Uganda"
    assert identifiers(un, "un-sc:CDi.901") == {("other", "Passport OB 0243318 (Rwanda)")}
    assert person["remarks"] == (
        "Dr.; General; President; He fled in March 2013.; Alias Tango Romeo: Call sign; Alias Abu "
        "Heron: Previously listed as. In Arabic: أبو هيرون; Address: Kinshasa, Uganda, as of May "
        "2016"
    )


def test_a_company_has_its_own_imo_number_and_not_its_ships(un: Lists) -> None:
    assert identifiers(un, "un-sc:KPe.901") == {("imo_company", "5342883")}


def test_an_entity_whose_comments_begin_with_a_ships_number_is_a_ship(un: Lists) -> None:
    ship = un.entries.iloc[2]
    assert (ship["kind"], ship["flag"], ship["countries"]) == ("vessel", "Cameroon", "")
    assert identifiers(un, "un-sc:LYe.901") == {("imo_ship", "9000003")}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("KPe.901", "CDi.901", "the entry CDi.901 stands in it twice"),
        ("<FIRST_NAME>BLUE HERON</FIRST_NAME>", "", r"the entity 'LYe.901' has the names \[\]"),
        ("f.k.a.", "n.k.a.", "unknown quality 'n.k.a.'; known are Good, Low"),
        ('dateGenerated="2026', 'dateGenerated="20x6', "dateGenerated is '20x6-08-01T"),
        ("<CONSOLIDATED_LIST ", "<!DOCTYPE x><CONSOLIDATED_LIST ", "a DOCTYPE"),
        ("</CONSOLIDATED_LIST>", "", "not whole XML"),
    ],
)
def test_a_wrong_file_is_refused(
    list_fixtures: Path, tmp_path: Path, old: str, new: str, message: str
) -> None:
    with pytest.raises(ListFormatError, match=message):
        read_lists(edited(list_fixtures, tmp_path, old, new))


def test_a_list_without_entries_is_empty(tmp_path: Path) -> None:
    (tmp_path / "un.xml").write_text('<CONSOLIDATED_LIST dateGenerated="2026-08-01T23:00:03Z"/>')
    with pytest.raises(EmptyListError, match="un-sc holds no entries"):
        read_lists(tmp_path)


def test_the_real_list_of_august_2026(shared: Path) -> None:
    lists = read_lists(shared / "lists" / "un-consolidated-xml")
    lists.check()
    assert lists.entries["kind"].value_counts().to_dict() == {
        "person": 736, "organization": 274, "vessel": 1,
    }  # fmt: skip
    assert (lists.identifiers["scheme"] == "imo_company").sum() == 16
    assert identifiers(lists, "un-sc:LYe.006") == {("imo_ship", "9058713")}
