"""Switzerland's list: what it calls de-listed or old is not read as current."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest
from listing import identifiers, names, read_as

from vscreen.errors import EmptyListError, ListFormatError, ListWarning
from vscreen.lists.world.switzerland import READER
from vscreen.snapshots.lists import Lists


def load(path: Path) -> Lists:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ListWarning)
        return read_as(READER, path)


@pytest.fixture(scope="module")
def seco(list_fixtures: Path) -> Lists:
    return load(list_fixtures / "seco")


def edited(list_fixtures: Path, tmp_path: Path, old: str, new: str) -> Path:
    text = (list_fixtures / "seco" / "list.xml").read_text("utf-8")
    assert old in text
    (tmp_path / "list.xml").write_text(text.replace(old, new), "utf-8")
    return tmp_path / "list.xml"


def test_who_is_delisted_is_left_out_and_counted(seco: Lists) -> None:
    assert seco.entries["entry"].tolist() == [
        "ch-seco:101", "ch-seco:120", "ch-seco:130", "ch-seco:140",
    ]  # fmt: skip
    assert "GONE HERON" not in seco.names["name"].tolist()
    assert "left out 1 of 5 targets, which are de-listed" in seco.snapshots[0].warnings[0]


def test_who_is_listed_again_is_in_force_since_then(seco: Lists) -> None:
    again = seco.entries.set_index("entry").loc["ch-seco:120"]
    assert (again["name"], again["listed_on"]) == ("BACK AGAIN", "2026-02-01")
    assert (again["programs"], again["legal_basis"]) == (
        "Ukraine", "Ordinance of 4 March 2022, annex 33",
    )  # fmt: skip


def test_old_copies_in_modifications_are_never_read(seco: Lists) -> None:
    printed = " ".join(seco.names["name"])
    assert "WRONG OLD NAME" not in printed
    assert "A COPY OF A TARGET" not in printed


def test_a_ship_keeps_names_number_and_prose(seco: Lists) -> None:
    assert names(seco, "ch-seco:101") == {
        "BLUE HERON": "primary",
        "СИНЯЯ ЦАПЛЯ": "native",
        "BH": "weak_alias",
        "Grey Heron": "former",
    }
    assert identifiers(seco, "ch-seco:101") == {("imo_ship", "9000003")}
    ship = seco.entries.iloc[0]
    assert (ship["kind"], ship["listed_on"]) == ("vessel", "2024-07-09")
    assert ship["remarks"] == "Shadow fleet.; IMO number: 9000003; flag: Russia"


def test_a_companys_prose_does_not_give_it_a_ships_number(seco: Lists) -> None:
    assert identifiers(seco, "ch-seco:130") == {("imo_company", "5342883")}
    company = seco.entries.iloc[2]
    assert company["countries"] == "Russian Federation"
    assert company["remarks"].endswith("Address: 1 Test Street, Astrakhan, Russian Federation")
    assert seco.links.to_numpy().tolist() == [
        ["ch-seco:130", "linked_to", "Testov Ivan", "ch-seco:140"]
    ]


def test_a_persons_name_is_put_together_in_each_script(seco: Lists) -> None:
    assert names(seco, "ch-seco:140") == {
        "Testov Ivan": "primary",
        "Testow Ivan": "strong_alias",
        "Testoff Ivan": "strong_alias",
        "Тестов Иван": "native",
        "Vanya Heron": "weak_alias",
    }
    person = seco.entries.iloc[3]
    assert (person["programs"], person["birth_date"]) == ("Belarus;Ukraine", "1954-08-03;1955")
    assert identifiers(seco, "ch-seco:140") == {("other", "passport P0000001 (Belarus)")}
    assert person["remarks"] == "Foreign identifier: 140; Dr."


def test_no_real_file_was_ever_read(seco: Lists) -> None:
    assert str(seco.snapshots[0].published) == "2026-10-05"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"whole-list"', '"amendment"', "of the type 'amendment'; download the whole list"),
        ('date="2026-10-05"', 'date="soon"', "its date is 'soon'"),
        ('target ssid="130"', 'target ssid="101"', "the target 101 stands in it twice"),
        ("<value>BACK AGAIN</value>", "", "the target '120' has 0 names"),
        ('object-type="vessel"', 'object-type="bank"', "the type object bank"),
        ("<swiss-", "<!DOCTYPE x><swiss-", "a DOCTYPE"),
        ("</place>", "", "not whole XML"),
    ],
)
def test_a_wrong_file_is_refused(
    list_fixtures: Path, tmp_path: Path, old: str, new: str, message: str
) -> None:
    with pytest.raises(ListFormatError, match=message):
        load(edited(list_fixtures, tmp_path, old, new))


def test_a_list_of_nobody_in_force_is_empty(list_fixtures: Path, tmp_path: Path) -> None:
    path = edited(list_fixtures, tmp_path, '-type="listed"', '-type="de-listed"')
    path.write_text(path.read_text("utf-8").replace('-type="amended"', '-type="de-listed"'))
    with pytest.raises(EmptyListError, match="ch-seco holds no entries"):
        load(path)
