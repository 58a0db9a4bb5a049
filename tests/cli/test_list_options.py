"""Options of lists: which are meant, and what the user states about them, recorded by the run."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from vscreen.cli import main as cli
from vscreen.cli.list_options import OPTIONS, ListOptions, list_options

OWN = "id,kind,name,imo\n1,vessel,GREY HULL,9074729\n"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "400")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    Path("lists").mkdir()
    Path("lists/a.csv").write_text(OWN)
    Path("may.csv").write_text("Vessel,IMO\nEVER GIVEN,9811000\n")


def run(*words: object) -> Any:
    return CliRunner().invoke(cli.app, [str(word) for word in words])


def screened(*words: object) -> dict[str, Any]:
    """The document of a screening of an innocent ship."""
    return json.loads(run("screen", "may.csv", "--json", *words).stdout)


def test_a_command_receives_its_options_as_one_value_in_their_place() -> None:
    verb = typer.Typer()
    seen: list[tuple[str, ListOptions, int]] = []

    @verb.command()
    @list_options
    def show(name: str, asked: ListOptions, rows: int = 3) -> None:
        seen.append((name, asked, rows))

    words = "x --lists a --lists b --skip-unknown --list-id a.csv=c --list-date c=2021-03-10"
    CliRunner().invoke(verb, [*words.split(), "--store", "kept", "--rows", "9"])
    options = ListOptions(
        ("a", "b"), Path("kept"), skip_unknown=True, list_id={"a.csv": "c"},
        list_date={"c": "2021-03-10"},
    )  # fmt: skip
    assert seen == [("x", options, 9)]
    CliRunner().invoke(verb, ["x"])
    assert seen[1] == ("x", ListOptions(), 3)
    assert list(vars(options)) == list(OPTIONS)


@pytest.mark.parametrize("option", ["--list-id", "--list-date", "--accept-edition"])
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["a.csv"], "reads like"), (["=x"], "reads like"), (["a.csv="], "reads like"),
        (["a.csv=1", "a.csv=2"], "gives a.csv both 1 and 2; give one"),
    ],
)  # fmt: skip
def test_an_option_that_makes_no_sense_is_an_error_of_one_line(
    option: str, words: list[str], said: str
) -> None:
    given = [part for word in words for part in (option, word)]
    outcome = run("lists", "show", "--lists", "lists", *given)
    assert (outcome.exit_code, len(outcome.stderr.splitlines())) == (2, 1)
    assert f"error: {option} {said}" in outcome.stderr


def test_a_list_is_called_as_the_user_wants_and_the_run_records_it() -> None:
    record = screened("--lists", "lists", "--list-id", "a.csv=grey")["run"]["lists"][0]
    assert (record["list"], record["official"], record["files"]) == ("grey", "a", ["a.csv"])
    assert record["stated"] == {"list_id": "grey"}
    for words in (("--lists", "lists"), ("--lists", "bundled")):
        outcome = run("lists", "show", *words, "--list-id", "b.csv=grey")
        assert (outcome.exit_code, "names b.csv, but no" in outcome.stderr) == (2, True)


def test_a_copy_of_an_old_list_does_not_pass_for_fresh_until_its_day_is_stated() -> None:
    os.utime("lists/a.csv")
    words = ("--lists", "lists", "--max-age", "48h")
    refused = run("screen", "may.csv", *words)
    assert refused.exit_code == 2
    assert "nobody can say how old the list a is" in refused.stderr
    assert [row["verdict"] for row in screened(*words)["verdicts"]] == ["not_screened"]
    old = run("screen", "may.csv", *words, "--list-date", "a=2021-03-10")
    assert (old.exit_code, "days old (2021-03-10)" in old.stderr) == (2, True)
    document = screened(*words, "--list-date", f"a.csv={today()}")
    assert document["exit_code"] == 0
    assert document["run"]["lists"][0]["stated"] == {"list_date": today()}


def today() -> str:
    return f"{datetime.now(UTC):%Y-%m-%d}"


def test_an_archive_is_screened_against_as_its_error_offers_and_the_run_records_it(
    list_fixtures: Path,
) -> None:
    old = list_fixtures / "ofac-xml"
    path = next(path for path in old.iterdir() if path.suffix == ".xml")
    refused = run("screen", "may.csv", "--lists", path)
    assert refused.exit_code == 2
    offered = refused.stderr.strip().rpartition("or ")[2].split()
    assert offered[0] == "--accept-edition"
    done = run("screen", "may.csv", "--lists", path, *offered)
    assert done.exit_code == 0
    assert "waived as you accept the edition of" in done.stdout
    record = screened("--lists", path, *offered)["run"]
    assert record["problems"] == []
    assert record["lists"][0]["stated"] == {"accept_edition": offered[1].partition("=")[2]}
    assert "should hold at least" in record["lists"][0]["waived"][0]


def test_unknown_files_are_skipped_if_asked_and_the_run_records_them() -> None:
    Path("lists/terms.txt").write_text("Terms of use")
    assert run("screen", "may.csv", "--lists", "lists").exit_code == 2
    outcome = run("screen", "may.csv", "--lists", "lists", "--skip-unknown")
    assert outcome.exit_code == 0
    assert "warning: lists/terms.txt: skipped as asked" in outcome.stderr
    document = screened("--lists", "lists", "--skip-unknown")
    assert document["run"]["skipped"] == ["lists/terms.txt"]
    checked = run("lists", "check", "--lists", "lists", "--skip-unknown", "--json")
    assert json.loads(checked.stdout)["skipped"] == ["lists/terms.txt"]


def test_all_bad_files_are_told_at_once_a_line_each() -> None:
    Path("lists/terms.txt").write_text("Terms of use")
    Path("lists/cut.csv").write_text(OWN[:-1])
    os.mkfifo("lists/pipe")
    outcome = run("screen", "may.csv", "--lists", "lists")
    first, *others = outcome.stderr.splitlines()
    assert outcome.exit_code == 2
    assert first.startswith("error: 3 files can't be read as lists: ")
    assert sorted(line.split()[1].rstrip(":") for line in others) == [
        "lists/cut.csv", "lists/pipe", "lists/terms.txt",
    ]  # fmt: skip


@pytest.mark.parametrize("words", [("--lists", ""), ("--lists", " "), ("--lists", "gone.csv")])
def test_what_names_no_list_is_an_error_and_not_the_current_folder(words: tuple[str, str]) -> None:
    outcome = run("screen", "may.csv", *words)
    assert (outcome.exit_code, len(outcome.stderr.splitlines())) == (2, 1)
