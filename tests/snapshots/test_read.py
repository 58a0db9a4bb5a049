"""Files become snapshots: found, recognised and named; and the lists that come with vscreen."""

from __future__ import annotations

from pathlib import Path

import pytest

from vscreen.errors import EmptyListError, ListFormatError, ListWarning
from vscreen.identifiers.imo import is_valid_imo_company, is_valid_imo_ship
from vscreen.schema import Scheme
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.read import bundled_lists, read_lists


def write(folder: Path, name: str = "mine.csv") -> Path:
    (folder / name).write_text("id,kind,name\n1,vessel,HERON\n2,vessel,MAGPIE\n", "utf-8")
    return folder / name


@pytest.fixture(scope="module")
def bundled() -> Lists:
    return bundled_lists()


def test_two_files_that_make_one_id_get_ids_by_name(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        write(tmp_path / folder, f"{folder}.csv")
    lists = read_lists(tmp_path, list_id={"a.csv": "first", "b.csv": "second"})
    assert [one.list for one in lists] == ["first", "second"]
    with pytest.raises(ListFormatError, match=r"list_id names c\.csv, but no such file was read"):
        read_lists(tmp_path, list_id={"c.csv": "third"})


def test_what_stands_beside_lists_is_skipped_with_a_warning(tmp_path: Path) -> None:
    write(tmp_path)
    for name in ("README", "NOTE.md", "MANIFEST.csv", ".hidden"):
        (tmp_path / name).write_text("not a list", "utf-8")
    with pytest.warns(ListWarning) as found:
        assert len(read_lists(tmp_path)) == 1
    assert sorted(Path(str(one.message).partition(":")[0]).name for one in found) == [
        ".hidden", "MANIFEST.csv", "NOTE.md", "README",
    ]  # fmt: skip
    assert {Path(one.filename).name for one in found} == {"test_read.py"}


def test_an_unknown_file_in_a_folder_is_an_error(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "notable.txt").write_text("MARIA", "utf-8")
    with pytest.raises(ListFormatError, match=r"notable\.txt: a file beginning 'MARIA'"):
        read_lists(tmp_path)


def test_a_folder_without_lists_is_an_empty_list(tmp_path: Path) -> None:
    with pytest.raises(EmptyListError, match="no list file in"):
        read_lists(tmp_path)
    with pytest.raises(EmptyListError, match="no list file in an empty list of paths"):
        read_lists([])


def test_the_bundled_lists_are_whole(bundled: Lists) -> None:
    bundled.check()
    assert bundled.entries["entry"].is_unique
    assert (bundled.entries["remarks"].str.startswith("Confidence: ")).all()
    assert (bundled.entries["source_url"].str.startswith("http")).all()
    assert not any(snapshot.warnings for snapshot in bundled)


def test_the_bundled_ships_of_the_founding_case_are_found_by_number(bundled: Lists) -> None:
    numbers = bundled.identifiers.query("scheme == 'imo_ship'").set_index("value")["entry"]
    assert {numbers[imo] for imo in ("9358010", "8517839", "9161003", "9179842")} == {
        "kr-mofa:2024-05-24-maia-1",
        "kr-mofa:2024-05-24-maria",
        "kr-mofa:2024-04-03-lady-r",
        "kr-mofa:2024-04-03-angara",
    }


def test_every_bundled_imo_number_passes_its_check_digit(bundled: Lists) -> None:
    found = bundled.identifiers
    ships = found.loc[found["scheme"] == Scheme.IMO_SHIP, "value"]
    companies = found.loc[found["scheme"] == Scheme.IMO_COMPANY, "value"]
    assert ships.map(is_valid_imo_ship).all()
    assert companies.map(is_valid_imo_company).all()
    assert (len(ships), len(companies)) == (62, 6)


def test_a_doubtful_bundled_entry_says_so(bundled: Lists) -> None:
    remarks = bundled.entries.set_index("entry")["remarks"]
    assert remarks["jp-mofa:2024-05-24-dunay"].startswith("Confidence: the official list alone.")
    assert "not from the Korean notice" in remarks["kr-mofa:2024-05-24-maria"]
    alone = remarks[remarks.str.contains("official list alone|one source only")]
    assert {entry.partition(":")[0] for entry in alone.index} == {"jp-mofa"}
    assert len(alone) == 2


def test_each_bundled_entry_says_what_it_forbids_since_when(bundled: Lists) -> None:
    entries = bundled.entries.set_index("entry")
    assert entries["forbids"].str.contains(r" since \d{1,2} [A-Z][a-z]+ \d{4}$").all()
    assert entries.groupby("list")["measures"].agg(set).to_dict() == {
        "jp-mofa": {"asset_freeze"},
        "kr-mofa": {"port_ban", "financial_restrictions"},
        "un-1718": {
            "asset_freeze", "port_ban", "asset_freeze;port_ban", "services_ban;port_ban",
            "port_ban;services_ban",
        },
    }  # fmt: skip
    assert entries.loc["un-1718:imo-8606173", "forbids"] == (
        "UN: asset freeze (economic resource of Ocean Maritime Management KPe.020, "
        "paragraph 23 of resolution 2270) since 2 March 2016"
    )


def test_all_twelve_subjects_that_japan_listed_on_24_may_2024_are_there(bundled: Lists) -> None:
    found = bundled.entries.query("list == 'jp-mofa'")["entry"]
    numbers = bundled.identifiers.query("entry in @found and value.str.startswith('JP-MOF')")
    assert sorted(numbers["value"].str.removeprefix("JP-MOF:")) == [
        *(f"028-000{number}" for number in range(258, 267)),
        "029-000729", "034-000002", "034-000003",
    ]  # fmt: skip
    assert numbers["entry"].nunique() == len(found) == 12


def test_former_and_weak_names_of_the_bundled_lists_are_marked(bundled: Lists) -> None:
    kinds = bundled.names.set_index(["entry", "name"])["kind"]
    assert kinds["kr-mofa:2024-05-24-maia-1", "MAIA"] == "weak_alias"
    assert kinds["kr-mofa:2024-05-24-maia-1", "NEPTUN"] == "former"
    assert kinds["kr-mofa:2024-05-24-maia-1", "마이아 원"] == "native"
    assert kinds["kr-mofa:2024-04-03-sodeistvie", "SOZEISTVIE"] == "strong_alias"
    assert not bundled.names["name"].str.contains("(", regex=False).any()


def test_a_file_named_twice_is_read_once_and_of_several_paths_all_are(tmp_path: Path) -> None:
    paths = [write(tmp_path), write(tmp_path, "other.csv"), tmp_path / "mine.csv"]
    assert [one.list for one in read_lists(paths)] == ["mine", "other"]
    assert [one.list for one in read_lists(str(tmp_path))] == ["mine", "other"]


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ListFormatError, match=r"nowhere\.csv: cannot be read"):
        read_lists(tmp_path / "nowhere.csv")
