"""Senzing records: lines or an array, flat or nested."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from listing import names, read_as

from vscreen.errors import ListFormatError, ListWarning
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
    assert lists.entries["name"].tolist() == ["Heron Ltd", "Testov, Ivan", "Magpie", "Magpie"]
    # Nothing says what the last is, so it is searched as a ship, too.
    assert lists.entries["kind"].tolist() == ["organization", "person", "organization", "vessel"]
    assert lists.entries["birth_date"].iloc[1] == "1962-01-01"


@pytest.mark.parametrize(
    ("old", "new", "message", "entries"),
    [
        (
            '"RECORD_ID":"t-2"',
            '"RECORD_ID":"t-1"',
            "share their RECORD_ID with .*: t-1",
            4,
        ),
        (
            '"RECORD_TYPE":"VESSEL"',
            '"RECORD_TYPE":"SHIP"',
            "the type 'SHIP', read as vessel: t-",
            4,
        ),
        ('"RECORD_TYPE":"VESSEL"', '"RECORD_TYPE":"VESEL"', "'VESEL', read as vessel: t-", 4),
        ('"RECORD_TYPE":"VESSEL"', '"RECORD_TYPE":"vessel"', "not marked as sanctioned", 4),
        ('"NAME_ORG":"Heron Shipping"', '"NAME":"Heron"', "not marked as sanctioned", 4),
        ('"NAME_ORG":"Heron Shipping"', '"TITLE":"Heron"', "not marked as sanctioned", 4),
        ('"RECORD_ID":"t-2"', '"RECORD":"t-2"', "without a RECORD_ID, .*: line 2", 4),
    ],
)
def test_a_slip_in_a_record_costs_a_warning_and_no_other_record(
    list_fixtures: Path, tmp_path: Path, old: str, new: str, message: str, entries: int
) -> None:
    text = (list_fixtures / "senzing" / "lines.json").read_text("utf-8")
    assert old in text
    (tmp_path / "s.json").write_text(text.replace(old, new, 1), "utf-8")
    with pytest.warns(ListWarning, match=message):
        lists = read_lists(tmp_path)
    assert len(lists.entries) == entries
    assert lists.snapshots[0].receipts[0].is_exact


def test_a_record_that_is_not_whole_is_refused(list_fixtures: Path, tmp_path: Path) -> None:
    data = (list_fixtures / "senzing" / "lines.json").read_bytes()
    (tmp_path / "s.json").write_bytes(data.rstrip()[:-1])
    with pytest.raises(ListFormatError, match="not whole JSON"):
        read_lists(tmp_path)
    (tmp_path / "s.json").write_bytes(data.rstrip())
    with pytest.warns(ListWarning, match="its last line does not end, but its object is whole"):
        assert len(read_lists(tmp_path).entries) == 4


def record(key: str, name: str, **more: object) -> dict[str, object]:
    known = {"DATA_SOURCE": "OS_TEST", "RECORD_ID": key, "RECORD_TYPE": None}
    return {**known, "NAMES": [{"NAME_TYPE": "PRIMARY", "NAME_FULL": name}], **more}


OFFICE = record(
    "Q1", "Minister of Herons", COUNTRIES=[{"CITIZENSHIP": "ru"}],
    IDENTIFIERS=[{"OTHER_ID_TYPE": "wikidataId", "OTHER_ID_NUMBER": "Q1"}],
)  # fmt: skip
WITHOUT_TYPE = [
    record("NK-1", "Heron Holding"),
    record("Q2", "Heron Holding", RISKS=[{"TOPIC": "sanction"}]),
    record("Q3", "Heron Holding", ADDRESSES=[{"ADDR_FULL": "1 Quay Street"}]),
    record("Q4", "Heron Holding", IDENTIFIERS=[{"TAX_ID_NUMBER": "7707083893"}]),
]
OFFICES = [
    OFFICE,
    record("us-9", "Member of the Heron Board", RISKS=[{"TOPIC": "gov.national"}]),
    record("a-1", "1 Quay Street", RECORD_TYPE="ADDRESS"),
]


def test_a_record_without_a_type_is_set_aside_only_if_it_says_no_more_than_an_office(
    tmp_path: Path,
) -> None:
    lines = [json.dumps(line) + "\n" for line in (*OFFICES, *WITHOUT_TYPE)]
    (tmp_path / "s.json").write_text("".join(lines), "utf-8")
    with pytest.warns(ListWarning, match="without a type, read as organization: NK-1, Q2, Q3, Q4"):
        lists = read_lists(tmp_path)
    assert lists.entries["entry"].tolist() == [
        f"os-test:{key}" for key in ("NK-1", "NK-1-ship", "Q2", "Q2-ship", "Q3", "Q3-ship", "Q4")
    ]
    assert lists.snapshots[0].receipts[0].sentence == (
        "7 records = 4 entries + 2 without a type + 1 of the type ADDRESS"
    )
    assert lists.entries["programs"].tolist()[2] == "sanction;OS_TEST"


def test_names_have_their_kinds_and_unknown_features_are_kept(tmp_path: Path) -> None:
    ship = record(
        "s-1", "BLUE HERON", RECORD_TYPE="VESSEL", BUILD_DATE="2006",
        IDENTIFIERS=[{"IMO_NUMBER": "9000003"}, {"HULL_NUMBER": "H 4711"}],
        RISKS=[{"TOPIC": "sanction"}],
    )  # fmt: skip
    kinds = ("PRIMARY", "FORMER", "Weak AKA", "AKA")
    ship["NAMES"] = [{"NAME_TYPE": kind, "NAME_FULL": f"HERON {kind}"} for kind in kinds]
    (tmp_path / "s.json").write_text(json.dumps(ship) + "\n", "utf-8")
    lists = read_lists(tmp_path)
    assert list(names(lists, "os-test:s-1").values()) == [
        "primary", "former", "weak_alias", "strong_alias",
    ]  # fmt: skip
    assert identifiers(lists)[1] == ["os-test:s-1", "other", "HULL_NUMBER H 4711"]
    assert lists.entries["remarks"].tolist() == ["BUILD_DATE: 2006"]


def test_an_id_twice_with_other_facts_is_one_entry_with_what_both_say(tmp_path: Path) -> None:
    lines = [record("s-1", "BLUE HERON", RECORD_TYPE="VESSEL", URL=url) for url in ("a", "b")]
    (tmp_path / "s.json").write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    with pytest.warns(ListWarning, match="no sanctions list"):
        lists = read_lists(tmp_path)
    assert lists.entries["source_url"].tolist() == ["a;b"]
    assert lists.snapshots[0].receipts[0].sentence == "2 records = 1 entry + 1 adding to an entry"


def test_the_real_file_sets_its_positions_aside(shared: Path) -> None:
    with pytest.warns(ListWarning, match="none of its 100 entries is marked as sanctioned"):
        lists = read_lists(shared / "lists" / "senzing-json-2024-03")
    receipt = lists.snapshots[0].receipts[0]
    assert receipt.sentence == "121 records = 100 entries + 21 without a type"
    assert set(lists.entries["kind"]) == {"person"}
    assert not (lists.links["entry"] == lists.links["to_entry"]).any()
