"""Japan's and New Zealand's lists: columns that nobody has seen are read as they are described."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from vscreen.errors import EmptyListError, ListFormatError, ListWarning
from vscreen.files.dates import as_iso
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.read import read_lists

pytestmark = pytest.mark.filterwarnings("ignore::vscreen.errors.ListWarning")


def names(lists: Lists, entry: str) -> dict[str, str]:
    found = lists.names[lists.names["entry"] == entry]
    return dict(zip(found["name"], found["kind"], strict=True))


def edited(path: Path, tmp_path: Path, old: str, new: str) -> Path:
    text = path.read_text("utf-8")
    assert old in text
    (tmp_path / path.name).write_text(text.replace(old, new, 1), "utf-8")
    return tmp_path / path.name


@pytest.mark.parametrize(
    ("said", "iso"),
    [
        ("2024年5月24日", "2024-05-24"), ("2001.9.22", "2001-09-22"), ("1963/4/11", "1963-04-11"),
        ("2021-07-23", "2021-07-23"), ("04.03.1962", "1962-03-04"), ("19-06-2025", "2025-06-19"),
        ("45436", "2024-05-24"), ("1962年頃", "1962年頃"), ("2001.13.22", "2001.13.22"),
        ("1957-1959 роки", "1957-1959 роки"), ("", ""), ("99999", "99999"),
    ],
)  # fmt: skip
def test_a_date_is_made_iso_where_it_can_be(said: str, iso: str) -> None:
    assert as_iso(said) == iso


def test_japans_csv_keeps_names_in_both_languages(list_fixtures: Path) -> None:
    lists = read_lists(list_fixtures / "japan" / "assets.csv")
    assert not lists.snapshots[0].verified
    assert names(lists, "jp-mof:028-000001") == {
        "Heron Shipping LLC": "primary",
        "ヘロン社": "native",
        "HSC": "strong_alias",
        "Heron (DOB: none； POB: none)": "strong_alias",
        "Old Heron": "former",
        "ООО Цапля": "native",
    }
    assert names(lists, "jp-mof:017-000002")["Testy"] == "weak_alias"
    assert names(lists, "jp-mof:028-000003") == {"架空造船所": "primary"}
    found = lists.identifiers[["entry", "scheme", "value"]].to_numpy().tolist()
    assert found == [["jp-mof:028-000001", "imo_company", "6183435"]]
    person = lists.entries.iloc[1]
    assert (person["birth_date"], person["listed_on"]) == ("1963-04-11;1965年", "2016-12-09")
    assert person["countries"] == "ロシア;Russia"
    assert person["programs"] == "17"
    assert "役職（英語）: Official" in person["remarks"]
    assert "不明" not in person["remarks"]


def test_japans_workbook_has_lettered_values_and_repeated_headings(list_fixtures: Path) -> None:
    lists = read_lists(list_fixtures / "japan" / "assets.xlsx")
    assert lists.entries["kind"].tolist() == [
        "organization",
        "organization",
        "person",
        "organization",
    ]
    assert lists.entries["listed_on"].tolist() == [
        "2024-05-24", "2024-05-24", "2024-05-24", "2016-12-09",
    ]  # fmt: skip
    assert names(lists, lists.entries["entry"].iloc[0]) == {
        "Heron Shipping LLC": "primary", "ヘロン社": "native", "HSC": "strong_alias",
        "ООО Цапля": "native", "Old Heron": "former",
    }  # fmt: skip
    assert names(lists, lists.entries["entry"].iloc[1])["Magpie Heavy"] == "strong_alias"
    assert lists.entries["birth_date"].iloc[2] == "1962年頃"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("団体,ヘロン社", "船,ヘロン社", "line 2 has the names .* and the kind '船'"),
        ("架空造船所", "", r"line 4 has the names \[\]"),
        ("Heron Shipping LLC", "Heron, LLC", "line 2 has 33 cells under 32 headings"),
    ],
)
def test_a_wrong_row_of_japans_csv_is_refused(
    list_fixtures: Path, tmp_path: Path, old: str, new: str, said: str
) -> None:
    with pytest.raises(ListFormatError, match=said):
        read_lists(edited(list_fixtures / "japan" / "assets.csv", tmp_path, old, new))


def test_japans_headings_without_rows_are_empty(list_fixtures: Path, tmp_path: Path) -> None:
    data = (list_fixtures / "japan" / "assets.csv").read_bytes()
    (tmp_path / "a.csv").write_bytes(data.partition(b"\n")[0] + b"\n")
    with pytest.raises(EmptyListError, match="headings and no rows"):
        read_lists(tmp_path)


def test_japans_ships_are_named_after_their_numbers(list_fixtures: Path) -> None:
    with pytest.warns(ListWarning, match="line 5 has 'none' and no IMO number"):
        lists = read_lists(list_fixtures / "japan-ships")
    assert lists.entries[["entry", "name", "listed_on"]].to_numpy().tolist() == [
        ["jp-mof-vessels:9000003", "IMO 9000003", "2026-01-01"],
        ["jp-mof-vessels:9000015", "IMO 9000015", "2026-03-01"],
    ]
    assert lists.identifiers["value"].tolist() == ["9000003", "9000015"]


@pytest.fixture
def register(list_fixtures: Path) -> Lists:
    return read_lists(list_fixtures / "new-zealand")


def test_new_zealands_register_leaves_out_who_was_taken_off(list_fixtures: Path) -> None:
    with pytest.warns(ListWarning) as found:
        lists = read_lists(list_fixtures / "new-zealand")
    said = " ".join(str(one.message) for one in found)
    for reason in ("1 rows that were deleted", "1 rows whose status is Revoked",
                   "1 rows of the type Asset", "1 rows of the type Total",
                   "the sheet 'Exemptions' was not read", "never run on a real file"):  # fmt: skip
        assert reason in said
    keys = lists.entries["entry"].str.partition(":")[2].tolist()
    assert keys == ["IND-1", "IND-2", "ENT-1", "SHP-1", "SHP-2", "SHP-4"]


def test_new_zealands_ships_and_persons_are_whole(register: Lists) -> None:
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
    ("row", "said"),
    [
        (["Submarine", "X-1", 45352, "Sanctioned", "Nemo"], "the type 'Submarine'"),
        (["Ship", "", 45352, "Sanctioned", "Nemo"], "the identifier ''"),
        (["Ship", "S-1", 45352, "Sanctioned", ""], "the name ''"),
        (["Ship", "S-0", 45352, "Sanctioned", "Nemo"], "the identifier 'S-0' again"),
    ],
)
def test_a_wrong_row_of_new_zealands_is_refused(
    tmp_path: Path, workbook: Callable[..., bytes], row: list[object], said: str
) -> None:
    heads = ["Type", "Unique Identifier", "Date of Sanction", "Sanction Status", "Name of Ship now"]
    good = ["Ship", "S-0", 45352, "Sanctioned", "Nautilus"]
    (tmp_path / "nz.xlsx").write_bytes(workbook({"Ships": [heads, good, row]}))
    with pytest.raises(ListFormatError, match=said):
        read_lists(tmp_path)
    (tmp_path / "nz.xlsx").write_bytes(workbook({"Ships": [heads]}))
    with pytest.raises(EmptyListError):
        read_lists(tmp_path)


def test_a_misprinted_number_and_a_second_row_of_japans_are_kept_and_said(
    list_fixtures: Path, tmp_path: Path
) -> None:
    text = (list_fixtures / "japan-ships" / "numbers.csv").read_text("utf-8")
    assert text.count("9000015") == 1
    (tmp_path / "ships.csv").write_text(text.replace("9000015", "90k0015"), "utf-8", newline="")
    with pytest.warns(ListWarning, match="'90k0015', no IMO number; it was kept as printed"):
        lists = read_lists(tmp_path)
    assert lists.identifiers["value"].tolist() == ["9000003", "90k0015"]
    with pytest.warns(ListWarning, match="line 4 lists 9000003 again; its earlier date counts"):
        assert len(read_lists(list_fixtures / "japan-ships").entries) == 2
