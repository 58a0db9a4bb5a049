"""Which lists the arguments of a command mean."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from vscreen.cli.list_arguments import choose_lists, two_editions
from vscreen.errors import MissingListError
from vscreen.store.store import Store


def test_an_argument_is_an_id_and_an_unknown_argument_is_refused_with_the_known_ids(
    tmp_path: Path,
) -> None:
    store = Store(tmp_path / "none")
    assert [snapshot.list for snapshot in choose_lists(["kr-mofa"], store).lists] == ["kr-mofa"]
    assert choose_lists([], store).bundled_alone
    with pytest.raises(MissingListError, match="kr-mofa"):
        choose_lists(["kr-mofaa"], store)


def test_two_files_of_an_own_list_are_two_editions_of_it(tmp_path: Path) -> None:
    may, june = tmp_path / "may.csv", tmp_path / "june.csv"
    for path, name in ((may, "GREY HULL"), (june, "WHITE HULL")):
        path.write_text(f"id,kind,name\n1,vessel,{name}\n")
    before, after = two_editions(str(may), str(june), Store(tmp_path / "none"))
    assert before.entries["entry"].tolist() == after.entries["entry"].tolist() == ["may:1"]
    assert after.entries["name"].tolist() == ["WHITE HULL"]


def test_an_argument_given_twice_counts_once(tmp_path: Path) -> None:
    choice = choose_lists(["kr-mofa", "kr-mofa"], Store(tmp_path / "none"))
    assert [snapshot.list for snapshot in choice.lists] == ["kr-mofa"]
    assert not choice.bundled_alone


def test_the_package_runs_as_a_command() -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "vscreen", "lookup", "LADY R"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1
    assert "LADY R" in ended.stdout
