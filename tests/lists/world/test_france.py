"""France's register of frozen funds."""

from __future__ import annotations

from pathlib import Path

import pytest
from listing import edited, names, numbers, read_as

from vscreen.errors import EmptyListError, ListFormatError
from vscreen.lists.world.france import READER
from vscreen.snapshots.read import read_lists

pytestmark = pytest.mark.filterwarnings("ignore::vscreen.errors.ListWarning")


def test_the_registers_ships_companies_and_persons_are_whole(list_fixtures: Path) -> None:
    lists = read_as(READER, list_fixtures / "france")
    assert lists.entries["kind"].tolist() == ["vessel", "vessel", "organization", "person"]
    assert str(lists.snapshots[0].published) == "2026-10-09"
    assert names(lists, lists.entries["entry"].iloc[0]) == {
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


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"Navire", "Nom": "MAGPIE"', '"Avion", "Nom": "MAGPIE"', "the nature 'Avion'"),
        ('"IdRegistre": 2', '"IdRegistre": 1', "the IdRegistre 1 stands in it twice"),
        ("2026-10-09T", "demain T", "DatePublication is 'demain T"),
        ("]}}", "]}", "it is not whole JSON"),
    ],
)
def test_a_wrong_file_is_refused(
    list_fixtures: Path, tmp_path: Path, old: str, new: str, message: str
) -> None:
    edited(list_fixtures / "france" / "fichier.json", tmp_path, old, new)
    with pytest.raises(ListFormatError, match=message):
        read_lists(tmp_path)


def test_a_list_without_entries_is_empty(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b'{"Publications": {"PublicationDetail": []}}')
    with pytest.raises(EmptyListError):
        read_as(READER, tmp_path)
