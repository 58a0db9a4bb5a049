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

pytestmark = pytest.mark.filterwarnings("ignore::vscreen.errors.ListWarning")


@pytest.fixture
def ships(list_fixtures: Path) -> Lists:
    with pytest.warns(
        ListWarning, match=r"1 of 4 rows set aside, marked as delisted_from_gur \(ROOK\)"
    ):
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
    ("old", "new", "message", "entries"),
    [
        ("67,MAGPIE", "66,MAGPIE", "rows that share their gur_id with .*: 66", 3),
        ("2004,listed", "2004,lifted", "rows of the status 'lifted', kept as listed: line 2", 3),
        ("2004,listed", "2004,LISTED", "set aside", 3),
        ("67,MAGPIE", ",MAGPIE", "rows without a gur_id, each kept .*: line 3", 3),
        ("BLUE HERON", "", "rows without a name, called by a former .*: line 2", 3),
        ("66,BLUE HERON,9000003", "66,,", "rows without a name, called by a .*: line 2", 3),
        ("SHELLEST,RS 150443,273385420", ",,", "1 of 4 rows set aside, without a name", 2),
        ("67,MAGPIE", "67.0,MAGPIE", "set aside", 3),
        (",status\n", ",state\n", "", 4),
        ("mmsi_current", "mmsi", "set aside", 3),
    ],
)
def test_a_slip_in_a_row_costs_a_warning_and_no_other_row(
    list_fixtures: Path, tmp_path: Path, old: str, new: str, message: str, entries: int
) -> None:
    text = (list_fixtures / "war-sanctions" / "ships.csv").read_text("utf-8")
    assert old in text
    (tmp_path / "ships.csv").write_text(text.replace(old, new), "utf-8")
    with pytest.warns(ListWarning, match=message):
        lists = read_lists(tmp_path)
    assert len(lists.entries) == entries
    assert lists.snapshots[0].receipts[0].records == 4
    assert (lists.identifiers["scheme"] == "mmsi").sum() >= 3


def test_columns_of_others_are_remarks_and_their_words_for_nothing_are_none(tmp_path: Path) -> None:
    (tmp_path / "ships.csv").write_text(
        "gur_id,name,imo,mmsi,former_names,owner,note\n"
        '1,BLUE HERON,9000003,NaN,Grey Heron; Old Heron,"Heron Ltd, IMO 5342883",-\n'
    )
    lists = read_lists(tmp_path)
    assert lists.names["name"].tolist() == ["BLUE HERON", "Grey Heron", "Old Heron"]
    assert lists.entries["remarks"].tolist() == ["owner: Heron Ltd, IMO 5342883"]
    assert set(lists.identifiers["scheme"]) == {"imo_ship", "imo_mentioned"}


def test_a_row_that_is_broken_or_cut_is_refused(list_fixtures: Path, tmp_path: Path) -> None:
    text = (list_fixtures / "war-sanctions" / "ships.csv").read_text("utf-8")
    for wrong in (text.replace("67,MAGPIE", "67,MAGPIE,X"), text[: text.index("Grey Heron")]):
        (tmp_path / "ships.csv").write_text(wrong, "utf-8")
        with pytest.raises(ListFormatError, match=r"line 3 has 12 cells|does not end"):
            read_lists(tmp_path)


def test_a_table_without_ships_is_empty(list_fixtures: Path, tmp_path: Path) -> None:
    lines = (list_fixtures / "war-sanctions" / "ships.csv").read_text("utf-8").splitlines(True)
    for rows in ([], lines[-1:]):
        (tmp_path / "ships.csv").write_text("".join([lines[0], *rows]), "utf-8")
        with pytest.raises(EmptyListError):
            read_lists(tmp_path)


def test_the_real_table_of_june_2026(shared: Path) -> None:
    with pytest.warns(ListWarning, match="10 of 1,414 rows set aside, marked as del"):
        lists = read_as(READER, shared / "lists" / "ua-gur-vessels-csv")
    receipt = lists.snapshots[0].receipts[0]
    assert receipt.sentence == "1,414 rows = 1,404 entries + 10 marked as delisted_from_gur"
    schemes = lists.identifiers["scheme"].value_counts().to_dict()
    assert (schemes["imo_ship"], schemes["registration"]) == (1_400, 2)
    numbers = lists.identifiers.set_index("value")["entry"]
    assert numbers["9161003"] == "ua-war-sanctions:66"
    lists.check()
