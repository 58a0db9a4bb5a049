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
    with pytest.warns(ListWarning, match="1 entries are not marked as sanctioned"):
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
    assert lists.entries["remarks"].tolist() == [
        "Countries: ru;Risk: mare.shadow, sanction", "Countries: vu;Risk: mare.detained",
        "Risk: sanction",
    ]  # fmt: skip
    assert lists.entries["countries"].tolist() == ["", "", "ru;cy"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"ORGANIZATION"', '"PORT"', "the type 'PORT'; known types are VESSEL"),
        ('"t-2"', '""', "line 4 has the id ''"),
        ('"MAGPIE"', '""', "the name ''"),
        ('"t-2"', '"t-1"', "line 4 gives the id 't-1' to a second subject"),
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
