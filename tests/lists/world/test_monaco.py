"""Monaco's list of frozen funds."""

from __future__ import annotations

from pathlib import Path

import pytest
from listing import edited, names, numbers, read_as

from vscreen.errors import EmptyListError, ListFormatError, ListWarning
from vscreen.lists.world.monaco import READER
from vscreen.snapshots.read import read_lists

pytestmark = pytest.mark.filterwarnings("ignore::vscreen.errors.ListWarning")


def test_measures_in_force_are_whole_and_lifted_ones_are_counted(list_fixtures: Path) -> None:
    with pytest.warns(ListWarning, match="1 of 4 measures set aside, lifted"):
        lists = read_as(READER, list_fixtures / "monaco")
    assert lists.entries["kind"].tolist() == ["vessel", "organization", "person"]
    assert names(lists, lists.entries["entry"].iloc[0]) == {
        "BLUE HERON": "primary",
        "Grey Heron": "strong_alias",
    }
    assert names(lists, lists.entries["entry"].iloc[1]) == {
        "Heron Shipping": "primary", "HSC": "strong_alias", "Heron Co": "strong_alias",
        "ООО Цапля": "native", "H.S.": "weak_alias",
    }  # fmt: skip
    assert numbers(lists) == [
        ("BLUE HERON", "imo_ship", "9000003"),
        ("Heron Shipping", "imo_company", "6183435"),
        ("Heron Shipping", "imo_mentioned", "9000015"),
        ("TESTOV, Ivan", "other", "Passport P1"),
    ]
    assert lists.entries["birth_date"].iloc[2] == "1962-03-04;vers 1963"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"nature"', '"natura"', "3 of 3 measures have no type that is known"),
        ("]\n", "", "it is not whole JSON"),
    ],
)
def test_a_wrong_file_is_refused(
    list_fixtures: Path, tmp_path: Path, old: str, new: str, message: str
) -> None:
    edited(list_fixtures / "monaco" / "sanctions.json", tmp_path, old, new)
    with pytest.raises(ListFormatError, match=message):
        read_lists(tmp_path)


def test_a_slip_costs_a_warning_and_no_entry(list_fixtures: Path, tmp_path: Path) -> None:
    path = list_fixtures / "monaco" / "sanctions.json"
    text = path.read_text("utf-8")
    for old, new in (
        ('"Navire", "nom": "BLUE HERON"', '"", "nom": null'),
        ('"mesureId": 2, "state": "published", "nature": "Personne morale"',
         '"mesureId": null, "state": "", "nature": "Fondation"'),
        ('"withdrawal"', '"Withdrawn"'),
    ):  # fmt: skip
        assert old in text
        text = text.replace(old, new)
    (tmp_path / "x.json").write_text(text, "utf-8")
    lists = read_lists(tmp_path)
    assert lists.entries["kind"].tolist() == ["vessel", "organization", "vessel", "person"]
    assert lists.entries["name"].tolist() == [
        "Grey Heron", "Heron Shipping", "Heron Shipping", "TESTOV, Ivan",
    ]  # fmt: skip
    assert lists.snapshots[0].receipts[0].sentence == "4 measures = 3 entries + 1 lifted"
    told = "\n".join(lists.snapshots[0].warnings)
    assert "with the type 'Fondation', searched as an organization and as a ship: measure 2" in told
    assert "without a key, known by a hash of their name: measure 2" in told


def test_details_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    measure = '[{"mesureId": 1, "nature": "Navire", "nom": "HERON", "mesureDetails": "{alias: X}"}]'
    (tmp_path / "x.json").write_text(measure, "utf-8")
    assert "whose mesureDetails can't be read" in read_lists(tmp_path).snapshots[0].warnings[0]


def test_a_list_without_entries_is_empty(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b'[{"mesureId": 1, "state": "withdrawal", "mesureDetails": {}}]')
    with pytest.raises(EmptyListError):
        read_as(READER, tmp_path)
