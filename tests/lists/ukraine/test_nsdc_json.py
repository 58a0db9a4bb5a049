"""Ukraine's register of sanctions from its interface."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from listing import names, read_as

from vscreen.errors import ListFormatError, ListWarning
from vscreen.lists.ukraine.nsdc_json import READER
from vscreen.snapshots.read import read_lists

pytestmark = pytest.mark.filterwarnings("ignore::vscreen.errors.ListWarning")


@pytest.fixture
def register(list_fixtures: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(list_fixtures / "nsdc-json", tmp_path / "nsdc"))


def test_the_registers_files_are_one_list(register: Path) -> None:
    with pytest.warns(ListWarning, match="left out what is not active: 1 '', 1 'excluded'"):
        lists = read_as(READER, register)
    assert [(snapshot.list, len(snapshot.entries)) for snapshot in lists] == [("ua-nsdc", 3)]
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
    assert set(zip(lists.identifiers["scheme"], lists.identifiers["value"], strict=True)) == {
        ("tax", "3025037914"), ("registration", "1203000004151"), ("other", "1111"),
        ("other", "2222"), ("other", "doc:passport 00 1"),
    }  # fmt: skip


def test_subjects_without_a_kind_in_their_files_name_are_known_by_their_numbers(
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
    ("old", "new", "message"),
    [
        ("910002", "910001", "the sid 910001 stands in it twice"),
        ('"Без статусу"', '""', "the sid '910004', the name ''"),
        ('"excluded"', '"unknown"', "the status 'unknown'"),
        ("]}\n", "]\n", "it is not whole JSON"),
        ("]\n", "", "it is not whole JSON"),
    ],
)
def test_wrong_subjects_are_refused(register: Path, old: str, new: str, message: str) -> None:
    path = register / "subjects-legal.json"
    text = path.read_text("utf-8")
    (register / "subjects-legal.json").write_text(text.replace(old, new, 1), "utf-8")
    if old in text:
        with pytest.raises(ListFormatError, match=message):
            read_lists(register)
