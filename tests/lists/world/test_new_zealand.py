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
    for reason in ("deleted by the publisher", "of the status Revoked", "of the type Asset (",
                   "of the type Total (", "the sheet 'Exemptions' was not read"):  # fmt: skip
        assert reason in warned
    assert lists.snapshots[0].receipts[0].sentence == (
        "10 rows = 6 entries + 1 of the type Asset + 1 of the status Revoked + 1 of the type Total"
        " + 1 deleted by the publisher"
    )
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
    with pytest.warns(
        ListWarning, match="of the unknown status 'Under review', kept: Ships, row 2"
    ):
        assert len(read_lists(tmp_path).entries) == 1


HEADS = ["Type", "Unique Identifier", "IMO Number", "DATE OF SANCTION", "Name of vessel (2026)",
         "Last name", "Alias/Alternate Names", "Alias/Alternate Spellings", "Ship Ban"]  # fmt: skip


def test_a_slip_costs_a_warning_and_no_entry(
    tmp_path: Path, workbook: Callable[..., bytes]
) -> None:
    rows = [
        HEADS,
        ["Ship", "S-0", 9000003, 45352, "Nautilus", "", "Naut", "Navtilus", "Yes"],
        ["Submarine", "X-1", 9000015, 45352, "Nemo"],
        ["Ship", "", "", 45352, "Arronax"],
        ["SHIP", "S-2", 9000027, 45352, "#REF!"],
        ["Ships", "S-0", "", "soon", "Twin"],
        ["Yacht club", "E-1", "", 45352, "", "Club"],
        HEADS,
        ["Ship", "S-9", "", 45352, ""],
    ]
    (tmp_path / "nz.xlsx").write_bytes(workbook({"Ships": rows}))
    lists = read_as(READER, tmp_path / "nz.xlsx")
    entries = lists.entries.set_index("name")
    assert entries["kind"].tolist() == ["vessel"] * 5 + ["organization", "vessel"]
    assert entries.index.tolist() == [
        "Nautilus", "Nemo", "Arronax", "IMO 9000027", "Twin", "Club", "Club",
    ]  # fmt: skip
    assert entries.loc["Nautilus", "measures"] == "port_ban"
    assert set(names(lists, entries.loc["Nautilus", "entry"])) == {"Nautilus", "Naut", "Navtilus"}
    assert lists.snapshots[0].receipts[0].sentence == (
        "8 rows = 6 entries + 1 of headings repeated + 1 without a name"
    )
    told = "\n".join(lists.snapshots[0].warnings)
    for part in ("with the type 'Submarine', read as a ship for its IMO number: Ships, row 3 (X-1)",
                 "without a key, known by a hash of their name: Ships, row 4 ()",
                 "that share their identifier with others, each kept under its own key: S-0",
                 "'Yacht club', searched as an organization and as a ship: Ships"):  # fmt: skip
        assert part in told


def test_rows_of_no_known_type_and_no_rows_are_refused(
    tmp_path: Path, workbook: Callable[..., bytes]
) -> None:
    odd = [["Kind 1", f"X-{n}", "", 45352, "", f"Name {n}"] for n in range(5)]
    (tmp_path / "nz.xlsx").write_bytes(workbook({"Ships": [HEADS, *odd]}))
    with pytest.raises(ListFormatError, match="5 of 5 rows have no type that is known"):
        read_lists(tmp_path)
    (tmp_path / "nz.xlsx").write_bytes(workbook({"Ships": [HEADS]}))
    with pytest.raises(EmptyListError):
        read_lists(tmp_path)


def test_a_sheet_saved_as_csv_is_read_and_its_days_in_words_are_days(tmp_path: Path) -> None:
    rows = [
        HEADS,
        ["Ship", "S-0", "9000003", "19 June 2025", "Nautilus", "", "Naut", "", "Yes"],
        ["Yacht", "S-1", "9000015", "1 Mar 2024", "Nemo", "", "", "", ""],
    ]
    text = "".join(",".join(row) + "\n" for row in rows)
    (tmp_path / "nz.csv").write_text(text, "utf-8")
    lists = read_as(READER, tmp_path / "nz.csv")
    assert lists.entries["listed_on"].tolist() == ["2025-06-19", "2024-03-01"]
    assert lists.snapshots[0].receipts[0].sentence == "2 rows = 2 entries"
    assert lists.snapshots[0].warnings[0].endswith("for its IMO number: row 3 (S-1)")
