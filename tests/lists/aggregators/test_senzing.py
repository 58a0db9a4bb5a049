"""Senzing records: lines or an array, flat or nested."""

from __future__ import annotations

from pathlib import Path

import pytest
from listing import names, read_as

from vscreen.errors import ListFormatError
from vscreen.lists.aggregators.senzing import READER
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.read import read_lists

pytestmark = pytest.mark.filterwarnings("ignore::vscreen.errors.ListWarning")


def identifiers(lists: Lists) -> list[list[str]]:
    found: list[list[str]] = lists.identifiers[["entry", "scheme", "value"]].to_numpy().tolist()
    return found


def test_lines_tell_ships_from_companies(list_fixtures: Path) -> None:
    lists = read_as(READER, list_fixtures / "senzing" / "lines.json")
    assert lists.snapshots[0].list == "opensanctions"
    assert lists.entries["kind"].tolist() == ["vessel", "organization", "vessel", "vessel"]
    assert identifiers(lists) == [
        ["opensanctions:t-1", "imo_ship", "9000003"],
        ["opensanctions:t-1", "mmsi", "572000111"],
        ["opensanctions:t-1", "call_sign", "9HTE5"],
        ["opensanctions:t-1", "other", "OPEN_SANCTIONS t-1"],
        ["opensanctions:t-2", "imo_company", "6183435"],
        ["opensanctions:t-2", "tax", "3025037914"],
        ["opensanctions:t-3", "imo_ship", "9000015"],
        ["opensanctions:t-4", "call_sign", "9HTE6"],
        ["opensanctions:t-4", "imo_ship", "9000027"],
    ]
    assert names(lists, "opensanctions:t-1") == {
        "BLUE HERON": "primary", "GREY HERON": "strong_alias",
    }  # fmt: skip
    assert lists.links.to_numpy().tolist() == [
        ["opensanctions:t-1", "owner", "Heron Shipping", "opensanctions:t-2"],
    ]
    assert lists.entries["remarks"].iloc[1] == "Address: Astrakhan;x: gone"
    assert lists.entries["flag"].iloc[0] == "ru"


def test_features_may_be_flat_and_each_source_is_a_list(list_fixtures: Path) -> None:
    lists = read_as(READER, list_fixtures / "senzing" / "array.json")
    assert [snapshot.list for snapshot in lists] == ["test", "other"]
    assert lists.entries["name"].tolist() == ["Heron Ltd", "Testov, Ivan", "Magpie"]
    assert lists.entries["kind"].tolist() == ["organization", "person", "organization"]
    assert lists.entries["birth_date"].iloc[1] == "1962-01-01"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"RECORD_ID":"t-2"', '"RECORD_ID":"t-1"', "the RECORD_ID 't-1' stands in it twice"),
        ('"RECORD_TYPE":"VESSEL"', '"RECORD_TYPE":"SHIP"', "the type 'SHIP'; known types are"),
        ('"NAME_ORG":"Heron Shipping"', '"NAME":"Heron"', "has 0 names"),
        ('"RECORD_ID":"t-2"', '"RECORD":"t-2"', "the record '' of 'OPEN_SANCTIONS'"),
        ('{"DATA_SOURCE":"OPEN_SANCTIONS","RECORD_ID":"t-2"', "{", "line 2 is not whole JSON"),
    ],
)
def test_wrong_records_are_refused(
    list_fixtures: Path, tmp_path: Path, old: str, new: str, message: str
) -> None:
    text = (list_fixtures / "senzing" / "lines.json").read_text("utf-8")
    assert old in text
    (tmp_path / "s.json").write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(ListFormatError, match=message):
        read_lists(tmp_path)
