"""The ships of the War & Sanctions portal, a watch list."""

from __future__ import annotations

from pathlib import Path

import pytest
from listing import read_as

from vscreen.errors import EmptyListError, ListFormatError, ListWarning
from vscreen.lists.ukraine.war_sanctions import READER
from vscreen.snapshots.catalog import Nature
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.read import read_lists


@pytest.fixture
def ships(list_fixtures: Path) -> Lists:
    with pytest.warns(ListWarning, match="left out what is not listed: 1 'delisted_from_gur'"):
        return read_as(READER, list_fixtures / "war-sanctions")


def test_the_portals_ships_are_a_watch_list_and_no_sanction(ships: Lists) -> None:
    assert ships.snapshots[0].nature == Nature.WATCH_LIST
    assert ships.entries["name"].tolist() == ["BLUE HERON", "MAGPIE", "SHELLEST"]


def test_a_label_of_the_page_is_no_value(ships: Lists) -> None:
    magpie = ships.identifiers[ships.identifiers["entry"] == "ua-war-sanctions:67"]
    assert magpie[["scheme", "value", "current"]].to_numpy().tolist() == [
        ["imo_ship", "9000015", ""], ["mmsi", "273000222", ""],
    ]  # fmt: skip
    assert ships.entries["flag"].tolist() == ["russian federation", "", "Benin"]
    assert not ships.names["name"].str.contains("Flags").any()


def test_a_ship_of_the_portal_keeps_its_numbers_and_former_names(ships: Lists) -> None:
    heron = ships.identifiers[ships.identifiers["entry"] == "ua-war-sanctions:66"]
    assert heron[["scheme", "value", "current"]].to_numpy().tolist() == [
        ["imo_ship", "9000003", ""],
        ["mmsi", "572000111", "yes"],
        ["mmsi", "273000111", "no"],
        ["call_sign", "UBDT8", ""],
    ]
    names = ships.names[ships.names["entry"] == "ua-war-sanctions:66"]
    assert names["kind"].tolist() == ["primary", "former", "former"]
    yacht = ships.entries.iloc[2]
    assert yacht["remarks"] == "Built: 2011 / 2015"
    assert ("registration", "RS 150443") in set(
        zip(ships.identifiers["scheme"], ships.identifiers["value"], strict=True)
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("67,MAGPIE", "66,MAGPIE", "line 3 has the gur_id '66' again"),
        ("2004,listed", "2004,lifted", "the status 'lifted'; known are listed"),
        ("67,MAGPIE", ",MAGPIE", "line 3 has the gur_id ''"),
        ("BLUE HERON", "", "the name ''"),
        (",status", ",state", "it has no column status"),
        ("BLUE HERON", "BLUE, HERON", "line 2 has 12 cells under 11"),
        ("delisted_from_gur\n", "delisted_from_gur", "its last line does not end"),
    ],
)
def test_a_wrong_table_is_refused(
    list_fixtures: Path, tmp_path: Path, old: str, new: str, message: str
) -> None:
    text = (list_fixtures / "war-sanctions" / "ships.csv").read_text("utf-8")
    assert old in text
    (tmp_path / "ships.csv").write_text(text.replace(old, new), "utf-8")
    with pytest.raises(ListFormatError, match=message):
        read_lists(tmp_path)


def test_a_table_without_ships_is_empty(list_fixtures: Path, tmp_path: Path) -> None:
    lines = (list_fixtures / "war-sanctions" / "ships.csv").read_text("utf-8").splitlines(True)
    for rows in ([], lines[-1:]):
        (tmp_path / "ships.csv").write_text("".join([lines[0], *rows]), "utf-8")
        with pytest.raises(EmptyListError):
            read_lists(tmp_path)


def test_the_real_table_of_june_2026(shared: Path) -> None:
    with pytest.warns(ListWarning, match="10 'delisted_from_gur'"):
        lists = read_as(READER, shared / "lists" / "ua-gur-vessels-csv")
    assert len(lists.entries) == 1_404
    schemes = lists.identifiers["scheme"].value_counts().to_dict()
    assert (schemes["imo_ship"], schemes["registration"]) == (1_400, 2)
    numbers = lists.identifiers.set_index("value")["entry"]
    assert numbers["9161003"] == "ua-war-sanctions:66"
    lists.check()
