"""OpenSanctions' maritime.csv, Senzing records, and Ukraine's register from its interface."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from vscreen.errors import EmptyListError, ListFormatError, ListWarning
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.read import read_lists

pytestmark = pytest.mark.filterwarnings("ignore::vscreen.errors.ListWarning")


def names(lists: Lists, entry: str) -> dict[str, str]:
    found = lists.names[lists.names["entry"] == entry]
    return dict(zip(found["name"], found["kind"], strict=True))


def identifiers(lists: Lists) -> list[list[str]]:
    found: list[list[str]] = lists.identifiers[["entry", "scheme", "value"]].to_numpy().tolist()
    return found


def test_a_ship_with_two_numbers_is_one_entry(list_fixtures: Path) -> None:
    with pytest.warns(ListWarning, match="1 entries are not marked as sanctioned"):
        lists = read_lists(list_fixtures / "maritime")
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
    assert not lists.snapshots[0].verified


@pytest.mark.parametrize(
    ("old", "new", "said"),
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
    list_fixtures: Path, tmp_path: Path, old: str, new: str, said: str
) -> None:
    text = (list_fixtures / "maritime" / "maritime.csv").read_text("utf-8")
    (tmp_path / "m.csv").write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(ListFormatError, match=said):
        read_lists(tmp_path)
    (tmp_path / "m.csv").write_text(text.partition("\n")[0] + "\n", "utf-8")
    with pytest.raises(EmptyListError):
        read_lists(tmp_path)


def test_senzing_lines_tell_ships_from_companies(list_fixtures: Path) -> None:
    lists = read_lists(list_fixtures / "senzing" / "lines.json")
    assert lists.snapshots[0].list == "opensanctions"
    assert lists.entries["kind"].tolist() == ["vessel", "organization", "vessel", "vessel"]
    assert identifiers(lists) == [
        ["opensanctions:t-1", "imo_ship", "9000003"],
        ["opensanctions:t-1", "mmsi", "572000111"],
        ["opensanctions:t-1", "call_sign", "9HTE5"],
        ["opensanctions:t-1", "other", "OPEN_SANCTIONS t-1"],
        ["opensanctions:t-2", "imo_company", "6183435"],
        ["opensanctions:t-2", "tax", "3025037914"],
        ["opensanctions:t-3", "imo_ship", "9000015"],
        ["opensanctions:t-4", "call_sign", "9HTE6"],
        ["opensanctions:t-4", "imo_ship", "9000027"],
    ]
    assert names(lists, "opensanctions:t-1") == {
        "BLUE HERON": "primary", "GREY HERON": "strong_alias",
    }  # fmt: skip
    assert lists.links.to_numpy().tolist() == [
        ["opensanctions:t-1", "owner", "Heron Shipping", "opensanctions:t-2"],
    ]
    assert lists.entries["remarks"].iloc[1] == "Address: Astrakhan;x: gone"
    assert lists.entries["flag"].iloc[0] == "ru"


def test_senzing_features_may_be_flat_and_each_source_is_a_list(list_fixtures: Path) -> None:
    lists = read_lists(list_fixtures / "senzing" / "array.json")
    assert [one.list for one in lists] == ["test", "other"]
    assert lists.entries["name"].tolist() == ["Heron Ltd", "Testov, Ivan", "Magpie"]
    assert lists.entries["kind"].tolist() == ["organization", "person", "organization"]
    assert lists.entries["birth_date"].iloc[1] == "1962-01-01"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"RECORD_ID":"t-2"', '"RECORD_ID":"t-1"', "the RECORD_ID 't-1' stands in it twice"),
        ('"RECORD_TYPE":"VESSEL"', '"RECORD_TYPE":"SHIP"', "the type 'SHIP'; known types are"),
        ('"NAME_ORG":"Heron Shipping"', '"NAME":"Heron"', "has 0 names"),
        ('"RECORD_ID":"t-2"', '"RECORD":"t-2"', "the record '' of 'OPEN_SANCTIONS'"),
        ('{"DATA_SOURCE":"OPEN_SANCTIONS","RECORD_ID":"t-2"', "{", "line 2 is not whole JSON"),
    ],
)
def test_wrong_senzing_records_are_refused(
    list_fixtures: Path, tmp_path: Path, old: str, new: str, said: str
) -> None:
    text = (list_fixtures / "senzing" / "lines.json").read_text("utf-8")
    assert old in text
    (tmp_path / "s.json").write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(ListFormatError, match=said):
        read_lists(tmp_path)


@pytest.fixture
def register(list_fixtures: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(list_fixtures / "nsdc-json", tmp_path / "nsdc"))


def test_the_registers_files_are_one_list(register: Path) -> None:
    with pytest.warns(ListWarning, match="left out what is not active: 1 '', 1 'excluded'"):
        lists = read_lists(register)
    assert [(one.list, len(one.entries)) for one in lists] == [("ua-nsdc", 3)]
    assert sorted(lists.entries["kind"]) == ["organization", "organization", "person"]
    assert names(lists, "ua-nsdc:910001") == {
        'ТОВ "Цапля"': "primary", 'ООО "Цапля"': "native", "Heron LLC": "strong_alias",
        "TOV Tsaplia": "strong_alias",
    }  # fmt: skip
    assert names(lists, "ua-nsdc:910002") == {
        "КІВІ Банк (Російська Федерація)": "primary", "КІВІ Банк": "native",
    }  # fmt: skip
    company = lists.entries.set_index("entry").loc["ua-nsdc:910001"]
    assert (company["listed_on"], company["programs"]) == ("2021-02-01", "999/2024;1/2021")
    assert "блокування активів" in company["remarks"]
    assert {(scheme, value) for _, scheme, value in identifiers(lists)} == {
        ("tax", "3025037914"), ("registration", "1203000004151"), ("other", "1111"),
        ("other", "2222"), ("other", "doc:passport 00 1"),
    }  # fmt: skip


def test_subjects_without_a_kind_in_their_files_name_are_told_by_their_numbers(
    register: Path,
) -> None:
    (register / "subjects-legal.json").rename(register / "a.json")
    (register / "subjects-individual.json").rename(register / "b.json")
    assert len(read_lists(register).entries) == 3
    text = (register / "b.json").read_text("utf-8").replace("doc:passport", "tax:inn")
    (register / "b.json").write_text(text, "utf-8")
    with pytest.raises(ListFormatError, match=r"b\.json: .*persons or organizations; name it"):
        read_lists(register)


def test_decrees_without_their_subject_are_refused(register: Path) -> None:
    path = register / "subjects-910001-actions.json"
    path.rename(register / "actions.json")
    with pytest.raises(ListFormatError, match="these decrees name no subject"):
        read_lists(register)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("910002", "910001", "the sid 910001 stands in it twice"),
        ('"Без статусу"', '""', "the sid '910004', the name ''"),
        ('"excluded"', '"unknown"', "the status 'unknown'"),
        ("]}\n", "]\n", "it is not whole JSON"),
        ("]\n", "", "it is not whole JSON"),
    ],
)
def test_wrong_subjects_are_refused(register: Path, old: str, new: str, said: str) -> None:
    path = register / "subjects-legal.json"
    text = path.read_text("utf-8")
    (register / "subjects-legal.json").write_text(text.replace(old, new, 1), "utf-8")
    if old in text:
        with pytest.raises(ListFormatError, match=said):
            read_lists(register)
