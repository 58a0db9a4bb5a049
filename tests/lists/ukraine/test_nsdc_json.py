"""Ukraine's register of sanctions from its interface."""

from __future__ import annotations

import json
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
    with pytest.warns(ListWarning, match=r"1 of \d records set aside, excluded from the"):
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
    ("old", "new", "message", "entries"),
    [
        ("910002", "910001", "subjects that share their sid with .*: 910001", 3),
        ('"sid": "910002"', '"id": "910002"', "without a sid, each kept .*: subjects-legal-2", 3),
        ('"excluded"', '"suspended"', "of the status 'suspended', kept as in force", 4),
        ('"status": "excluded"', '"state": "excluded"', "of the status '', kept as in force", 4),
    ],
)
def test_a_slip_in_a_subject_costs_a_warning_and_no_other_subject(
    register: Path, old: str, new: str, message: str, entries: int
) -> None:
    path = register / "subjects-legal.json"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.warns(ListWarning, match=message):
        lists = read_lists(register)
    assert len(lists.entries) == entries
    assert all(receipt.is_exact for receipt in lists.snapshots[0].receipts)


def test_a_subject_without_its_name_is_called_by_another(register: Path) -> None:
    path = register / "subjects-legal.json"
    subjects = json.loads(path.read_text("utf-8"))
    subjects[0]["name"] = ""
    path.write_text(json.dumps([*subjects, subjects[0], {"sid": "7", "status": "active"}]), "utf-8")
    with pytest.warns(ListWarning, match="without a name, called by another of their names"):
        lists = read_lists(register)
    legal = next(r for r in lists.snapshots[0].receipts if r.file == path.name)
    assert (legal.entries, legal.merged, len(legal.set_aside)) == (2, 1, 3)


def test_half_a_file_is_refused(register: Path) -> None:
    path = register / "subjects-legal.json"
    path.write_text(path.read_text("utf-8").rstrip()[:-1], "utf-8")
    with pytest.raises(ListFormatError, match="it is not whole JSON"):
        read_lists(register)
