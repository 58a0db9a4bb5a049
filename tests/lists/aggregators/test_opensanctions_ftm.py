"""OpenSanctions' FollowTheMoney lines: edges find their ends, and what is past is not current."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from listing import read_as

from vscreen.errors import EmptyListError, ListFormatError, ListWarning
from vscreen.lists.aggregators.opensanctions_ftm import READER
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.read import read_lists

pytestmark = pytest.mark.filterwarnings("ignore::vscreen.errors.ListWarning")


@pytest.fixture
def lists(list_fixtures: Path) -> Lists:
    with pytest.warns(ListWarning, match=r"2 of 11 entities set aside, not marked as a target"):
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
    assert (ship["programs"], ship["listed_on"]) == ("sanction;US-RUSHAR;833/2014", "2021-06-25")
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
    assert lists.snapshots[0].receipts[0].sentence == "2 entities = 2 entries"


def test_an_unknown_schema_is_counted(list_fixtures: Path, tmp_path: Path) -> None:
    path = edited(list_fixtures, tmp_path, '"Person"', '"CryptoWallet"')
    with pytest.warns(ListWarning, match="1 of 11 entities set aside, of the schema CryptoWallet"):
        assert len(read_lists(path).entries) == 2


def test_changes_are_no_list(tmp_path: Path) -> None:
    line = json.dumps({"op": "ADD", "entity": {"id": "a", "schema": "Vessel"}})
    (tmp_path / "delta.json").write_text(line + "\n")
    with pytest.raises(ListFormatError, match="it holds changes to a list and not the list"):
        read_lists(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "message", "entries"),
    [
        ('{"id":"t-4"', '{"id":"t-2"', "share their id with .*: t-2", 3),
        ('{"id":"t-4"', '{"it":"t-4"', "entities without an id, each kept .*: line 5", 3),
        ('"schema":"Person"', '"scheme":"Person"', "without a schema, read as person: line 5", 3),
        ('"schema":"Person"', '"schema":"person"', "set aside", 3),
        ('"schema":"Person"', '"schema":"Persom"', "the schema 'Persom', read as person", 3),
        ('"schema":"Person"', '"schema":"Human"', "the schema 'Human', read as person", 3),
        ('"schema":"Vessel"', '"schema":"Tanker"', "the schema 'Tanker', read as vessel", 3),
        ('"properties":{"name":["Ivan', '"property":{"name":["Ivan', "set aside", 3),
        ('"last_seen":"2026-03-13', '"last_seen":"tomorrow ', "'tomorrow T', which is no date", 3),
        ('"caption":"Ivan Testov"', '"caption":""', "set aside", 3),
        ('"caption":"Ivan Testov","schema":"Person","properties":{"name":["Ivan Testov"]',
         '"schema":"Person","properties":{"nam":[""]', "1 of 11 .*without a name", 2),
        ('"caption":"BLUE HERON","schema":"Vessel","properties":{"name":["BLUE HERON","Blue',
         '"schema":"Vessel","properties":{"nam":["', "set aside", 3),
    ],
)  # fmt: skip
def test_a_slip_in_a_line_costs_a_warning_and_no_other_line(
    list_fixtures: Path, tmp_path: Path, old: str, new: str, message: str, entries: int
) -> None:
    with pytest.warns(ListWarning, match=message):
        lists = read_lists(edited(list_fixtures, tmp_path, old, new))
    assert len(lists.entries) == entries
    assert lists.snapshots[0].receipts[0].records == 11


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('{"id":"t-4"', '{"id":', "line 5 is not whole JSON"),
        ('{"id":"t-4"', '["id"]\n{"id":"t-4"', "line 5 is no JSON object"),
        ('{"id":"t-4"', "[" * 100_000 + '\n{"id":"t-4"', "line 5 is not whole JSON"),
    ],
)
def test_a_wrong_file_is_refused(
    list_fixtures: Path, tmp_path: Path, old: str, new: str, message: str
) -> None:
    with pytest.raises(ListFormatError, match=message):
        read_lists(edited(list_fixtures, tmp_path, old, new))


def test_a_whole_last_line_without_its_end_is_a_warning_and_half_a_line_a_refusal(
    list_fixtures: Path, tmp_path: Path
) -> None:
    data = (list_fixtures / "ftm" / "targets.nested.json").read_bytes()
    (tmp_path / "x.json").write_bytes(data[:-1])
    with pytest.warns(ListWarning, match="its last line does not end, but its object is whole"):
        assert len(read_lists(tmp_path).entries) == 2
    (tmp_path / "x.json").write_bytes(data[:-2])
    with pytest.raises(ListFormatError, match="not whole JSON"):
        read_lists(tmp_path)


def test_a_list_of_objects_reads_like_lines(list_fixtures: Path, tmp_path: Path) -> None:
    lines = (list_fixtures / "ftm" / "targets.nested.json").read_text("utf-8").splitlines()
    (tmp_path / "x.json").write_text(f"[{','.join(lines)}]", "utf-8")
    lists = read_lists(tmp_path)
    assert lists.snapshots[0].receipts[0].sentence == "2 entities = 2 entries"


SHIP: dict[str, Any] = {
    "id": "s", "schema": "Vessel", "caption": "BLUE HERON", "target": True, "datasets": ["a"],
    "properties": {"name": ["BLUE HERON"], "imoNumber": ["IMO9000003"], "topics": ["mare.shadow"]},
}  # fmt: skip
FIRM: dict[str, Any] = {
    "id": "f", "schema": "Company", "caption": "Heron Shipping", "target": True, "datasets": ["a"],
    "properties": {"name": ["Heron Shipping"], "topics": ["sanction"]},
}  # fmt: skip


def write(folder: Path, *lines: dict[str, Any]) -> Path:
    (folder / "x.json").write_text("".join(json.dumps(line) + "\n\n" for line in lines), "utf-8")
    return folder / "x.json"


def nest(outer: dict[str, Any], inner: dict[str, Any]) -> dict[str, Any]:
    link = {"id": "o", "schema": "Ownership", "target": False, "properties": {"owner": [inner]}}
    return {**outer, "properties": {**outer["properties"], "ownershipAsset": [link]}}


def test_a_target_inside_another_is_one_entry_with_its_links_in_whatever_order(
    tmp_path: Path,
) -> None:
    for lines in ((nest(SHIP, FIRM), FIRM), (FIRM, nest(SHIP, FIRM))):
        with pytest.warns(ListWarning, match=r"1 of 2 entries are not .* \(1 mare.shadow\)"):
            lists = read_lists(write(tmp_path, *lines))
        assert lists.snapshots[0].receipts[0].sentence == "2 entities = 2 entries"
        assert lists.links.to_numpy().tolist() == [
            ["opensanctions:s", "owner", "Heron Shipping", "opensanctions:f"]
        ]


def test_a_target_that_only_stands_in_another_is_an_entry_too(tmp_path: Path) -> None:
    with pytest.warns(ListWarning):
        lists = read_lists(write(tmp_path, nest(SHIP, FIRM)))
    assert lists.entries["entry"].tolist() == ["opensanctions:s", "opensanctions:f"]
    assert lists.snapshots[0].receipts[0].sentence == "2 entities = 2 entries"


def test_lines_of_one_subject_are_one_entry_that_has_what_all_say(tmp_path: Path) -> None:
    more = {**SHIP, "properties": {"name": ["BLUE HERON"], "mmsi": ["572000111"]}}
    with pytest.warns(ListWarning):
        lists = read_lists(write(tmp_path, SHIP, more, SHIP))
    receipt = lists.snapshots[0].receipts[0]
    assert receipt.sentence == "3 entities = 1 entry + 2 adding to an entry"
    assert set(lists.identifiers["value"]) == {"9000003", "572000111"}


def test_addresses_and_papers_of_lines_of_their_own_reach_their_subject(tmp_path: Path) -> None:
    person = {
        "id": "p", "schema": "Person", "caption": "Ivan Testov", "target": True,
        "properties": {"addressEntity": ["a"], "topics": ["sanction"]},
    }  # fmt: skip
    address = {"id": "a", "schema": "Address", "caption": "1 Quay Street", "target": False,
               "properties": {"full": ["1 Quay Street"]}}  # fmt: skip
    paper = {"id": "d", "schema": "Passport", "target": False,
             "properties": {"holder": ["p"], "number": ["7001"], "country": ["ru"]}}  # fmt: skip
    with pytest.warns(ListWarning, match="1 of 3 entities set aside, of the schema Address"):
        lists = read_lists(write(tmp_path, person, address, paper))
    assert "address: 1 Quay Street" in lists.entries["remarks"].iloc[0]
    assert lists.identifiers["value"].tolist() == ["7001 (ru)"]


def test_numbers_of_new_kinds_and_what_a_sanction_forbids_are_kept(tmp_path: Path) -> None:
    firm = {**FIRM, "properties": {**FIRM["properties"], "cageCode": ["7X"], "wikidataId": ["Q1"]}}
    sanction = {
        "id": "x", "schema": "Sanction", "target": False,
        "properties": {"entity": ["f"], "authority": ["OFSI"], "provisions": ["Asset freeze"]},
    }  # fmt: skip
    lists = read_lists(write(tmp_path, firm, sanction))
    assert lists.identifiers["value"].tolist() == ["cageCode 7X"]
    assert lists.entries["legal_basis"].tolist() == ["OFSI, Asset freeze"]


def test_one_wrong_day_neither_ends_sanctions_nor_dates_the_list(tmp_path: Path) -> None:
    seen = [{**FIRM, "id": str(n), "last_seen": "2026-03-13T05:41:01"} for n in range(2)]
    of = {"entity": ["0"], "program": ["P"], "endDate": ["2027-01-01"]}
    sanction = {"id": "x", "schema": "Sanction", "last_seen": "2126-03-13", "properties": of}
    lists = read_lists(write(tmp_path, *seen, sanction))
    assert str(lists.snapshots[0].published) == "2026-03-13"
    assert lists.entries["programs"].tolist() == ["sanction;P", "sanction"]


def test_a_listed_owner_is_linked_with_the_ship_that_is_not_listed(tmp_path: Path) -> None:
    ship = {**SHIP, "target": False}
    own = {"id": "o", "schema": "Ownership", "properties": {"asset": ["s"], "owner": ["f"]}}
    inside = {**own, "target": False, "properties": {"asset": [ship]}}
    nested = {**FIRM, "properties": {**FIRM["properties"], "ownershipOwner": [inside]}}
    for lines in ((FIRM, ship, own), (nested,)):
        lists = read_lists(write(tmp_path, *lines))
        assert lists.links.to_numpy().tolist() == [
            ["opensanctions:f", "linked_to", "BLUE HERON", ""]
        ]


def test_a_ship_has_the_owner_and_the_names_that_its_own_record_gives(tmp_path: Path) -> None:
    more = {
        "Vehicle:alias": ["Grey Hull"],
        "fullName": ["BLUE HERON OF TVER"],
        "operator": ["Gull"],
    }
    for owner in (["f"], [{**FIRM, "target": False}]):
        ship = {**SHIP, "properties": {**SHIP["properties"], **more, "owner": owner}}
        with pytest.warns(ListWarning):
            lists = read_lists(write(tmp_path, ship, *([FIRM] if owner == ["f"] else [])))
        assert [row[1:3] for row in lists.links.to_numpy().tolist()] == [
            ["owner", "Heron Shipping"], ["operator", "Gull"],
        ]  # fmt: skip
        assert {"Grey Hull", "BLUE HERON OF TVER"} <= set(lists.names["name"])


def test_a_link_to_what_the_file_does_not_hold_is_told(tmp_path: Path) -> None:
    own = {"id": "o", "schema": "Ownership", "properties": {"asset": ["f"], "owner": ["NK-9"]}}
    of = {"entity": ["f"], "authority": ["UN"], "unscId": "KPe.901"}
    sanction = {"id": "x", "schema": "Sanction", "properties": of}
    lists = read_lists(write(tmp_path, FIRM, own, sanction))
    assert "Ownership: NK-9, which the file does not hold" in lists.entries["remarks"].iloc[0]
    assert lists.entries["legal_basis"].tolist() == ["UN, KPe.901"]
    assert lists.snapshots[0].receipts[0].sentence == "3 entities = 1 entry + 2 adding to an entry"


def test_the_real_nested_file_is_read_to_the_last_target(shared: Path) -> None:
    with pytest.warns(ListWarning, match="none of its 20 entries is marked as sanctioned"):
        lists = read_lists(shared / "lists" / "opensanctions-nested-json-2024-03")
    assert lists.snapshots[0].receipts[0].sentence == "20 entities = 20 entries"
    assert (lists.links["to_entry"] != "").sum() > 0


def test_a_file_without_targets_is_empty(list_fixtures: Path, tmp_path: Path) -> None:
    text = (list_fixtures / "ftm" / "entities.ftm.json").read_text("utf-8")
    (tmp_path / "x.json").write_text(text.replace('"target":true', '"target":false'))
    with pytest.raises(EmptyListError, match="holds no entries"):
        read_lists(tmp_path)


def test_the_real_file_of_persons_says_that_none_is_sanctioned(shared: Path) -> None:
    with pytest.warns(ListWarning, match="none of its 423 entries is marked as sanctioned"):
        lists = read_lists(shared / "lists" / "opensanctions-ftm-json")
    assert lists.snapshots[0].receipts[0].sentence == (
        "1,565 entities = 423 entries + 846 adding to an entry + 100 of the schema Position + "
        "184 not marked as a target + 12 of the schema Family"
    )
    assert lists.entries["kind"].value_counts().to_dict() == {"person": 423}
    assert len(lists.links) == 738
    assert str(lists.snapshots[0].published) == "2024-03-14"


def test_the_sample_with_ships(shared: Path) -> None:
    with pytest.warns(ListWarning, match="2 of 14 entities set aside, not marked as a target"):
        lists = read_lists(
            shared / "lists" / "_samples" / "opensanctions-ftm-json" / "entities.ftm.json"
        )
    assert lists.entries["kind"].tolist().count("vessel") == 4
