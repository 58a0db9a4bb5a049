"""OpenSanctions' maritime.csv."""

from __future__ import annotations

from pathlib import Path

import pytest
from listing import names, read_as

from vscreen.errors import EmptyListError, ListFormatError, ListWarning
from vscreen.lists.aggregators.opensanctions_maritime import READER
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.read import read_lists

pytestmark = pytest.mark.filterwarnings("ignore::vscreen.errors.ListWarning")


def identifiers(lists: Lists) -> list[list[str]]:
    found: list[list[str]] = lists.identifiers[["entry", "scheme", "value"]].to_numpy().tolist()
    return found


def test_a_ship_with_two_numbers_is_one_entry(list_fixtures: Path) -> None:
    with pytest.warns(ListWarning, match=r"1 of 3 entries are not .* \(1 mare.detained\)"):
        lists = read_as(READER, list_fixtures / "maritime")
    key = "opensanctions-maritime:"
    assert lists.entries["entry"].tolist() == [f"{key}t-1", f"{key}t-2", f"{key}t-3"]
    assert identifiers(lists) == [
        [f"{key}t-1", "imo_ship", "9000003"],
        [f"{key}t-1", "mmsi", "572000111"],
        [f"{key}t-1", "mmsi", "572000112"],
        [f"{key}t-1", "imo_ship", "9000015"],
        [f"{key}t-3", "imo_company", "6183435"],
    ]
    assert names(lists, f"{key}t-1") == {
        "BLUE HERON": "primary", "Grey Heron": "strong_alias", "СИНЯЯ ЦАПЛЯ": "native",
        '"HERON", LTD': "strong_alias",
    }  # fmt: skip
    assert lists.entries["remarks"].tolist() == ["Countries: ru", "Countries: vu", ""]
    assert lists.entries["programs"].tolist() == [
        "mare.shadow;sanction;eu_journal_sanctions;us_ofac_sdn",
        "mare.detained;abuja_mou_detention",
        "sanction;us_ofac_sdn",
    ]  # fmt: skip
    assert lists.entries["countries"].tolist() == ["", "", "ru;cy"]
    assert lists.snapshots[0].receipts[0].sentence == "4 rows = 3 entries + 1 adding to an entry"


@pytest.mark.parametrize(
    ("old", "new", "message", "entries"),
    [
        ('"ORGANIZATION"', '"PORT"', "rows of the type 'PORT', read as organization: line 5", 3),
        ('"VESSEL"', '"Ship"', "rows of the type 'Ship', read as vessel: line 2", 3),
        ('"VESSEL"', '"vessel"', "", 3),
        ('"t-2"', '""', "rows without an id, each kept under a key of its own: line 4", 3),
        ('"MAGPIE"', '""', "1 of 4 rows set aside, without a name", 2),
        ('"Heron Shipping"', '""', "", 3),
        ('"t-2"', '"t-1"', "share their id with ", 3),
    ],
)
def test_a_slip_in_a_row_costs_a_warning_and_no_other_row(
    list_fixtures: Path, tmp_path: Path, old: str, new: str, message: str, entries: int
) -> None:
    text = (list_fixtures / "maritime" / "maritime.csv").read_text("utf-8")
    assert old in text
    (tmp_path / "m.csv").write_text(text.replace(old, new, 1), "utf-8")
    with pytest.warns(ListWarning, match=message):
        lists = read_lists(tmp_path)
    assert len(lists.entries) == entries
    assert lists.snapshots[0].receipts[0].records == 4


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"risk"', '"danger"', "it has no column risk"),
        ('"vu","vu"', '"vu"', "line 4 has 10 cells under 11"),
    ],
)
def test_a_wrong_maritime_csv_is_refused(
    list_fixtures: Path, tmp_path: Path, old: str, new: str, message: str
) -> None:
    text = (list_fixtures / "maritime" / "maritime.csv").read_text("utf-8")
    (tmp_path / "m.csv").write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(ListFormatError, match=message):
        read_lists(tmp_path)
    (tmp_path / "m.csv").write_text(text.partition("\n")[0] + "\n", "utf-8")
    with pytest.raises(EmptyListError):
        read_lists(tmp_path)
