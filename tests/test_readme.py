"""What README.md and the docstrings show is run, and what they name exists."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from publisher import serving
from typer.main import get_command
from typer.testing import CliRunner

import vscreen
from vscreen.cli.main import app
from vscreen.lists.own import COLUMNS
from vscreen.results.result import NOT_CHECKED
from vscreen.schema import Verdict
from vscreen.store.sources import load_sources

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
INSTALL = "python3 -m venv .venv && .venv/bin/pip install -q"
MODULES = [
    module.name
    for module in pkgutil.walk_packages(vscreen.__path__, "vscreen.")
    if not module.name.endswith("__main__")
]
EXITS = {"screen": {0, 1}, "lookup": {1}, "selftest": {0, 1}}  # the others end with 0


def blocks(language: str, text: str = README) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


def shell_lines() -> list[str]:
    return [line for block in blocks("sh") for line in block.splitlines()]


@pytest.fixture
def _files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The files that the snippets speak of."""
    monkeypatch.chdir(tmp_path)
    rows = "Vessel,IMO,Remarks\nEVER GIVEN,9811000,\nLADY R,9161003,\n"
    Path("may.csv").write_text(rows, encoding="utf-8")
    Path("lists").mkdir()
    Path("lists/own.csv").write_text(blocks("csv")[0], encoding="utf-8")
    about_lists = (ROOT / "docs/lists.md").read_text(encoding="utf-8")
    Path("mirrors.csv").write_text(blocks("csv", about_lists)[0], encoding="utf-8")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.mark.usefixtures("_files")
def test_the_python_runs_and_says_what_its_comments_say(capsys: pytest.CaptureFixture[str]) -> None:
    names: dict[str, Any] = {}
    for block in blocks("python"):
        exec(compile(block, "README.md", "exec"), names)  # noqa: S102  # our own page
    told = capsys.readouterr().out
    said = [line.partition("#")[2].strip() for line in "\n".join(blocks("python")).splitlines()]
    shown = [comment for comment in said if comment.startswith("[")]
    assert shown == ["['hit', 'clear']", "['LADY R']"]
    assert all(f"{one}\n" in told for one in shown)
    assert Path("runs/may/run.json").is_file()


@pytest.mark.usefixtures("_files")
def test_the_commands_run_one_after_another() -> None:
    commands = [shlex.split(line) for line in shell_lines() if line.startswith("vscreen ")]
    assert len(commands) == 18
    with serving() as publisher:  # who plays the publishers of the world
        publisher.files["/house.csv"] = Path("lists/own.csv").read_bytes()
        table = f"list,file,address\nhouse,house.csv,{publisher.address('/house.csv')}\n"
        Path("local.csv").write_text(table, encoding="utf-8")
        for words in commands:
            more = ["--sources", "local.csv"] if words[1:] == ["lists", "update"] else []
            outcome = CliRunner().invoke(app, [*words[1:], *more])
            assert outcome.exit_code in EXITS.get(words[1], {0}), (words, outcome.output)


@pytest.mark.usefixtures("_files")
def test_the_table_of_sources_is_one() -> None:
    assert [one.list for one in load_sources("mirrors.csv")] == ["house", "us-sdn"]


def test_the_two_commands_stand_on_a_line_each_with_their_own_set_up() -> None:
    assert f"{INSTALL} . && .venv/bin/vscreen demo" in shell_lines()
    assert f"{INSTALL} -e '.[test]' && .venv/bin/python -m pytest -n auto" in shell_lines()


def verbs(command: Any, before: str = "vscreen") -> list[str]:
    found = []
    for name, verb in command.commands.items():
        found += verbs(verb, f"{before} {name}") if hasattr(verb, "commands") else []
        found += [] if hasattr(verb, "commands") else [f"{before} {name}"]
    return found


def test_every_verb_is_shown() -> None:
    named = verbs(get_command(app))
    assert len(named) == 13
    assert [verb for verb in named if not any(f"{verb} " in f"{s} " for s in shell_lines())] == []


def test_every_verdict_and_every_column_of_an_own_list_is_told() -> None:
    assert all(f"| `{verdict}` |" in README for verdict in Verdict)
    assert [column for column in COLUMNS if f"`{column}`" not in README] == []


def test_the_thresholds_are_the_policy_s() -> None:
    policy = vscreen.Policy()
    assert f"a name scored {policy.hit:g} or more" in README
    assert f"a name scored {policy.review:g} or more" in README


def test_what_is_not_checked_is_what_every_report_says() -> None:
    flat = " ".join(README.split())
    assert NOT_CHECKED.removeprefix("Not checked: ").partition(".")[0] in flat


def test_every_place_named_exists() -> None:
    table = README.partition("## What is where")[2]
    places = re.findall(r"`((?:vscreen/|\.ci/)[^`]*)`", table)
    assert len(places) > 15
    assert [place for place in places if not (ROOT / place).exists()] == []


def test_it_is_short() -> None:
    assert len(README.splitlines()) <= 200


@pytest.mark.parametrize("name", MODULES)
def test_every_example_in_a_docstring_runs(name: str) -> None:
    failed, _ = doctest.testmod(importlib.import_module(name))
    assert not failed
