"""OpenSanctions' FollowTheMoney lines: edges find their ends, and what is past is not current."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from listing import read_as

from vscreen.errors import EmptyListError, ListFormatError, ListWarning
from vscreen.lists.aggregators.opensanctions_ftm import READER
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.read import read_lists


@pytest.fixture
def lists(list_fixtures: Path) -> Lists:
    with pytest.warns(ListWarning, match="left out 1 ships that are no targets"):
        return read_as(READER, list_fixtures / "ftm" / "entities.ftm.json")


def edited(list_fixtures: Path, tmp_path: Path, old: str, new: str) -> Path:
    text = (list_fixtures / "ftm" / "entities.ftm.json").read_text("utf-8")
    assert old in text
    (tmp_path / "x.json").write_text(text.replace(old, new, 1), "utf-8")
    return tmp_path / "x.json"


def test_only_targets_are_entries(lists: Lists) -> None:
    assert lists.entries["entry"].tolist() == [f"opensanctions:t-{n}" for n in (1, 2, 4)]
    assert lists.entries["kind"].tolist() == ["vessel", "organization", "person"]
    assert str(lists.snapshots[0].published) == "2026-03-13"


def test_names_keep_their_kinds(lists: Lists) -> None:
    names = lists.names[lists.names["entry"] == "opensanctions:t-1"]
    assert dict(zip(names["name"], names["kind"], strict=True)) == {
        "BLUE HERON": "primary", "Blue Heron II": "strong_alias", "GREY HERON": "former",
        "СИНЯЯ ЦАПЛЯ": "native", "HERON": "weak_alias",
    }  # fmt: skip


def test_a_ship_keeps_its_properties(lists: Lists) -> None:
    ship = lists.entries.iloc[0]
    assert (ship["flag"], ship["vessel_type"]) == ("ru;mt", "General Cargo")
    assert (ship["gross_tonnage"], ship["build_year"]) == (9611, 2006)
    assert "deadweightTonnage: 12000" in ship["remarks"]
    found = {tuple(row) for row in lists.identifiers[["entry", "scheme", "value"]].to_numpy()}
    assert found == {
        ("opensanctions:t-1", "imo_ship", "9000003"),
        ("opensanctions:t-1", "mmsi", "572000111"),
        ("opensanctions:t-1", "call_sign", "9HTE5"),
        ("opensanctions:t-2", "imo_company", "6183435"),
        ("opensanctions:t-2", "tax", "7707083893"),
        ("opensanctions:t-2", "other", "swiftBic TESTRUMM"),
    }


def test_sanctions_give_programmes_and_the_first_listing_date(lists: Lists) -> None:
    ship = lists.entries.iloc[0]
    assert (ship["programs"], ship["listed_on"]) == ("US-RUSHAR;833/2014", "2021-06-25")
    assert ship["legal_basis"] == "OFAC, RUSSIA-EO14024, 2022-05-08;Council, 833/2014, 2021-06-25"
    assert "Until 2020-01-01: GONE, 2015-01-01" in ship["remarks"]


def test_links_belong_to_the_ship_and_past_links_to_its_remarks(lists: Lists) -> None:
    assert lists.links.to_numpy().tolist() == [
        ["opensanctions:t-1", "owner", "Heron Shipping", "opensanctions:t-2"],
        ["opensanctions:t-1", "manager", "Heron Shipping", "opensanctions:t-2"],
    ]
    assert "Until 2025: owner Old Owner" in lists.entries["remarks"].iloc[0]


def test_the_order_of_the_lines_does_not_matter(
    lists: Lists, list_fixtures: Path, tmp_path: Path
) -> None:
    lines = (list_fixtures / "ftm" / "entities.ftm.json").read_text("utf-8").splitlines(True)
    (tmp_path / "x.json").write_text("".join(lines[::-1]), "utf-8")
    with pytest.warns(ListWarning):
        turned = read_lists(tmp_path)
    assert set(turned.entries["fingerprint"]) != set()
    assert set(turned.entries["entry"]) == set(lists.entries["entry"])
    assert len(turned.links) == len(lists.links)


def test_nested_targets_hold_their_links_inside(list_fixtures: Path) -> None:
    lists = read_lists(list_fixtures / "ftm" / "targets.nested.json")
    assert lists.entries["entry"].tolist() == ["opensanctions:t-1", "opensanctions:t-2"]
    assert lists.links.to_numpy().tolist() == [
        ["opensanctions:t-1", "owner", "Heron Shipping", "opensanctions:t-2"],
    ]
    assert lists.entries["programs"].iloc[0] == "US-RUSHAR"


def test_an_unknown_schema_is_counted(list_fixtures: Path, tmp_path: Path) -> None:
    path = edited(list_fixtures, tmp_path, '"Person"', '"CryptoWallet"')
    with pytest.warns(ListWarning, match="1 CryptoWallet that is no ship, company or person"):
        assert len(read_lists(path).entries) == 2


def test_changes_are_no_list(tmp_path: Path) -> None:
    line = json.dumps({"op": "ADD", "entity": {"id": "a", "schema": "Vessel"}})
    (tmp_path / "delta.json").write_text(line + "\n")
    with pytest.raises(ListFormatError, match="it holds changes to a list and not the list"):
        read_lists(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('{"id":"t-4"', '{"id":"t-2"', "line 5 gives the id 't-2' to a second subject"),
        ('{"id":"t-4"', '{"it":"t-4"', "line 5 is no entity"),
        ('"schema":"Person"', '"scheme":"Person"', "line 5 is no entity"),
        ('{"id":"t-4"', '{"id":', "line 5 is not whole JSON"),
        ('{"id":"t-4"', '["id"]\n{"id":"t-4"', "line 5 is no JSON object"),
        ('{"id":"t-4"', "[" * 100_000 + '\n{"id":"t-4"', "line 5 is not whole JSON"),
        ('"last_seen":"2026-03-13', '"last_seen":"tomorrow ', "last_seen is 'tomorrow T'"),
        ('"caption":"Ivan Testov"', '"caption":""', ""),
    ],
)
def test_a_wrong_file_is_refused(
    list_fixtures: Path, tmp_path: Path, old: str, new: str, message: str
) -> None:
    path = edited(list_fixtures, tmp_path, old, new)
    if message:
        with pytest.raises(ListFormatError, match=message):
            read_lists(path)
    else:
        with pytest.warns(ListWarning):
            assert "Ivan Testov" in read_lists(path).names["name"].tolist()


def test_a_file_without_targets_is_empty(list_fixtures: Path, tmp_path: Path) -> None:
    text = (list_fixtures / "ftm" / "entities.ftm.json").read_text("utf-8")
    (tmp_path / "x.json").write_text(text.replace('"target":true', '"target":false'))
    with pytest.raises(EmptyListError, match="holds no entries"):
        read_lists(tmp_path)


def test_the_real_file_of_persons(shared: Path) -> None:
    lists = read_lists(shared / "lists" / "opensanctions-ftm-json")
    assert lists.entries["kind"].value_counts().to_dict() == {"person": 423}
    assert len(lists.links) == 738
    assert str(lists.snapshots[0].published) == "2024-03-14"


def test_the_sample_with_ships(shared: Path) -> None:
    with pytest.warns(ListWarning, match="1 ships that are no targets"):
        lists = read_lists(
            shared / "lists" / "_samples" / "opensanctions-ftm-json" / "entities.ftm.json"
        )
    assert lists.entries["kind"].tolist().count("vessel") == 4
