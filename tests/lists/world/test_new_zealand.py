"""New Zealand's register on Russia."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from listing import names, read_as

from vscreen.errors import EmptyListError, ListFormatError, ListWarning
from vscreen.lists.world.new_zealand import READER
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.read import read_lists

pytestmark = pytest.mark.filterwarnings("ignore::vscreen.errors.ListWarning")


@pytest.fixture
def register(list_fixtures: Path) -> Lists:
    return read_as(READER, list_fixtures / "new-zealand")


def test_the_register_leaves_out_who_was_taken_off(list_fixtures: Path) -> None:
    with pytest.warns(ListWarning) as found:
        lists = read_as(READER, list_fixtures / "new-zealand")
    warned = " ".join(str(warning.message) for warning in found)
    for reason in ("1 rows that were deleted", "1 rows whose status is Revoked",
                   "1 rows of the type Asset", "1 rows of the type Total",
                   "the sheet 'Exemptions' was not read"):  # fmt: skip
        assert reason in warned
    keys = lists.entries["entry"].str.partition(":")[2].tolist()
    assert keys == ["IND-1", "IND-2", "ENT-1", "SHP-1", "SHP-2", "SHP-4"]


def test_ships_and_persons_are_whole(register: Lists) -> None:
    assert names(register, "nz-russia:SHP-1") == {
        "Blue Heron": "primary", "Grey Heron": "strong_alias", "Heron III": "strong_alias",
    }  # fmt: skip
    assert names(register, "nz-russia:IND-1")["Иван Тестов"] == "native"
    assert register.identifiers[["scheme", "value"]].to_numpy().tolist() == [
        ["imo_company", "6183435"], ["imo_ship", "9000003"], ["imo_ship", "9000015"],
    ]  # fmt: skip
    entries = register.entries.set_index("entry")
    assert entries.loc["nz-russia:IND-1", "name"] == "Testov, Ivan Ivanovich"
    assert entries.loc["nz-russia:IND-1", "countries"] == "Russia;Belarus"
    assert entries.loc["nz-russia:IND-2", "kind"] == "person", "the type is misprinted"
    assert entries.loc["nz-russia:IND-2", "listed_on"] == "2024-03-01"
    assert entries.loc["nz-russia:SHP-2", "listed_on"] == "2025-06-19"
    assert entries.loc["nz-russia:ENT-1", "remarks"].endswith("Measures: Asset Freeze, Ship Ban")


def test_a_status_that_nobody_knows_takes_no_ship_off(
    tmp_path: Path, workbook: Callable[..., bytes]
) -> None:
    heads = ["Type", "Unique Identifier", "Date of Sanction", "Sanction Status", "Name of Ship now"]
    rows = [["Ship", "S-1", 45352, "Under review", "Nautilus"]]
    (tmp_path / "nz.xlsx").write_bytes(workbook({"Ships": [heads, *rows]}))
    with pytest.warns(ListWarning, match="kept 1 rows of the unknown status 'Under review'"):
        assert len(read_lists(tmp_path).entries) == 1


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (["Submarine", "X-1", 45352, "Sanctioned", "Nemo"], "the type 'Submarine'"),
        (["Ship", "", 45352, "Sanctioned", "Nemo"], "the identifier ''"),
        (["Ship", "S-1", 45352, "Sanctioned", ""], "the name ''"),
        (["Ship", "S-0", 45352, "Sanctioned", "Nemo"], "the identifier 'S-0' again"),
    ],
)
def test_a_wrong_row_is_refused(
    tmp_path: Path, workbook: Callable[..., bytes], row: list[object], message: str
) -> None:
    heads = ["Type", "Unique Identifier", "Date of Sanction", "Sanction Status", "Name of Ship now"]
    good = ["Ship", "S-0", 45352, "Sanctioned", "Nautilus"]
    (tmp_path / "nz.xlsx").write_bytes(workbook({"Ships": [heads, good, row]}))
    with pytest.raises(ListFormatError, match=message):
        read_lists(tmp_path)
    (tmp_path / "nz.xlsx").write_bytes(workbook({"Ships": [heads]}))
    with pytest.raises(EmptyListError):
        read_lists(tmp_path)
