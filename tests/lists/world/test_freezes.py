"""France's, Belgium's and Monaco's lists of frozen funds."""

from __future__ import annotations

from pathlib import Path

import pytest

from vscreen.errors import EmptyListError, ListFormatError, ListWarning
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.read import read_lists

pytestmark = pytest.mark.filterwarnings("ignore::vscreen.errors.ListWarning")
FILES = {"france": "fichier.json", "belgium": "list.csv", "monaco": "sanctions.json"}


def load(list_fixtures: Path, name: str) -> Lists:
    return read_lists(list_fixtures / name)


def names(lists: Lists, place: int) -> dict[str, str]:
    found = lists.names[lists.names["entry"] == lists.entries["entry"].iloc[place]]
    return dict(zip(found["name"], found["kind"], strict=True))


def numbers(lists: Lists) -> list[tuple[str, str, str]]:
    named = lists.identifiers.merge(lists.entries[["entry", "name"]])
    return [tuple(row) for row in named[["name", "scheme", "value"]].to_numpy()]


def test_france(list_fixtures: Path) -> None:
    lists = load(list_fixtures, "france")
    assert lists.entries["kind"].tolist() == ["vessel", "vessel", "organization", "person"]
    assert str(lists.snapshots[0].published) == "2026-10-09"
    assert names(lists, 0) == {
        "BLUE HERON": "primary", "Grey Heron": "former", "Heron": "weak_alias",
    }  # fmt: skip
    assert numbers(lists) == [
        ("BLUE HERON", "imo_ship", "9000003"),
        ("MAGPIE", "imo_ship", "9000015"),
        ("HERON SHIPPING", "imo_company", "6183435"),
        ("TESTOV, Ivan", "other", "Passport P1"),
    ]
    ship, person = lists.entries.iloc[0], lists.entries.iloc[3]
    assert (ship["listed_on"], ship["programs"]) == ("2024-02-23", "UE_RUSSIE")
    assert ship["remarks"] == "MOTIFS: Synthétique."
    assert person["birth_date"] == "1962-03-04;1963"
    assert lists.entries["countries"].iloc[2] == "RUSSIE"


def test_belgium(list_fixtures: Path) -> None:
    lists = load(list_fixtures, "belgium")
    assert lists.entries["kind"].tolist() == ["vessel", "organization", "person", "person"]
    assert names(lists, 1) == {
        "Heron Shipping": "primary", "HSC": "strong_alias", "ООО Цапля": "native",
    }  # fmt: skip
    assert names(lists, 2) == {"Testov Ivan": "primary"}
    assert numbers(lists) == [
        ("Blue Heron", "imo_ship", "9000003"),
        ("Heron Shipping", "imo_company", "6183435"),
        ("Heron Shipping", "tax", "3025037914"),
        ("Testov Ivan", "other", "P1 (passport-National passport)"),
    ]
    company = lists.entries.iloc[1]
    assert (company["programs"], company["listed_on"]) == ("UKR;RUS", "2024-02-23")
    assert company["remarks"] == "Remark: one; two"


def test_belgiums_columns_may_stand_in_any_order(list_fixtures: Path, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text(
        "Embargos;Number;Firstname;Lastname;Wholename;type\nPRK;;;;HERON;E\n", "utf-8"
    )
    assert read_lists(tmp_path).entries["name"].tolist() == ["HERON"]


def test_monaco(list_fixtures: Path) -> None:
    with pytest.warns(ListWarning, match="left out 1 lifted measures"):
        lists = load(list_fixtures, "monaco")
    assert lists.entries["kind"].tolist() == ["vessel", "organization", "person"]
    assert names(lists, 0) == {"BLUE HERON": "primary", "Grey Heron": "strong_alias"}
    assert names(lists, 1) == {
        "Heron Shipping": "primary", "HSC": "strong_alias", "Heron Co": "strong_alias",
        "ООО Цапля": "native", "H.S.": "weak_alias",
    }  # fmt: skip
    assert numbers(lists) == [
        ("BLUE HERON", "imo_ship", "9000003"),
        ("Heron Shipping", "imo_company", "6183435"),
        ("TESTOV, Ivan", "other", "Passport P1"),
    ]
    assert lists.entries["birth_date"].iloc[2] == "1962-03-04;vers 1963"


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("france", '"Navire", "Nom": "MAGPIE"', '"Avion", "Nom": "MAGPIE"', "the nature 'Avion'"),
        ("france", '"IdRegistre": 2', '"IdRegistre": 1', "the IdRegistre 1 stands in it twice"),
        ("france", "2026-10-09T", "demain T", "DatePublication is 'demain T"),
        ("france", "]}}", "]}", "it is not whole JSON"),
        ("belgium", "P;Ivan Other", "X;Ivan Other", "the type 'X'; known types are P and E"),
        ("belgium", "P;Ivan Other", "P;", "line 9 has the name ''"),
        ("belgium", "P;Ivan Other", "P;Ivan;Other", "has 17 cells under 16"),
        ("monaco", '"Personne morale"', '"Fondation"', "the nature 'Fondation'"),
        ("monaco", '"mesureId": 2', '"mesureId": 1', "the mesureId 1 stands in it twice"),
        ("monaco", "]\n", "", "it is not whole JSON"),
    ],
)
def test_a_wrong_file_is_refused(
    list_fixtures: Path, tmp_path: Path, name: str, old: str, new: str, said: str
) -> None:
    text = (list_fixtures / name / FILES[name]).read_text("utf-8")
    assert old in text
    (tmp_path / "x").write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(ListFormatError, match=said):
        read_lists(tmp_path)


@pytest.mark.parametrize(
    "data",
    [
        b'{"Publications": {"PublicationDetail": []}}',
        b'[{"mesureId": 1, "state": "withdrawal", "mesureDetails": {}}]',
        b"type;Wholename;Lastname;Firstname;Number;Embargos\n",
    ],
)
def test_a_list_without_entries_is_empty(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x").write_bytes(data)
    with pytest.raises(EmptyListError):
        read_lists(tmp_path)
