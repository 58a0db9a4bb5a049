"""Japan's list of ships that may not enter its ports."""

from __future__ import annotations

from pathlib import Path

import pytest
from listing import read_as

from vscreen.errors import ListFormatError, ListWarning
from vscreen.lists.japan.ships import READER
from vscreen.snapshots.read import read_lists

pytestmark = pytest.mark.filterwarnings("ignore::vscreen.errors.ListWarning")


def test_ships_are_named_after_their_numbers(list_fixtures: Path) -> None:
    with pytest.warns(ListWarning, match=r"1 of 4 rows set aside, without an IMO.*line 5"):
        lists = read_as(READER, list_fixtures / "japan-ships")
    assert lists.entries[["entry", "name", "listed_on"]].to_numpy().tolist() == [
        ["jp-mof-vessels:9000003", "IMO 9000003", "2026-01-01"],
        ["jp-mof-vessels:9000015", "IMO 9000015", "2026-03-01"],
    ]
    assert lists.identifiers["value"].tolist() == ["9000003", "9000015"]


def test_a_misprinted_number_and_a_second_row_are_kept_and_said(
    list_fixtures: Path, tmp_path: Path
) -> None:
    text = (list_fixtures / "japan-ships" / "numbers.csv").read_text("utf-8")
    assert text.count("9000015") == 1
    (tmp_path / "ships.csv").write_text(text.replace("9000015", "90k0015"), "utf-8", newline="")
    with pytest.warns(ListWarning, match="'90k0015', no IMO number; it was kept as printed"):
        lists = read_lists(tmp_path)
    assert lists.identifiers["value"].tolist() == ["9000003", "90k0015"]
    with pytest.warns(ListWarning, match="line 4 lists 9000003 again; its earlier date counts"):
        assert len(read_as(READER, list_fixtures / "japan-ships").entries) == 2


@pytest.mark.parametrize(
    ("old", "new", "numbers"),
    [
        ("9000003", "90k0003", ["90k0003", "9000015", "9000003"]),
        ("", "", ["9000003", "9000015"]),
    ],
)
def test_a_misprint_in_the_first_row_or_an_old_encoding_costs_no_list(
    list_fixtures: Path, tmp_path: Path, old: str, new: str, numbers: list[str]
) -> None:
    text = (list_fixtures / "japan-ships" / "numbers.csv").read_text("utf-8-sig")
    (tmp_path / "ships.csv").write_bytes(text.replace(old, new, 1).encode("cp932"))
    assert read_as(READER, tmp_path).identifiers["value"].tolist() == numbers


def test_a_last_row_without_a_line_end_is_read_if_its_number_is_whole(
    list_fixtures: Path, tmp_path: Path
) -> None:
    text = (list_fixtures / "japan-ships" / "numbers.csv").read_text("utf-8-sig")
    rows = text.splitlines()[:3]
    (tmp_path / "ships.csv").write_text("\n".join(rows), "utf-8")
    with pytest.warns(ListWarning, match="its last line does not end, but its last row is whole"):
        assert len(read_lists(tmp_path).entries) == 2
    (tmp_path / "ships.csv").write_text("\n".join(rows)[:-1], "utf-8")
    with pytest.raises(ListFormatError, match="its last line does not end, so it is cut short"):
        read_lists(tmp_path)
