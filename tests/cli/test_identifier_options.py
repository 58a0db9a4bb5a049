"""Options for identifiers follow from the registry of schemes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from vscreen.cli.identifier_options import identifier_options, option_names
from vscreen.cli.main import app
from vscreen.schema import NUMBER_FIELDS

OPTIONS = [f"--{field.replace('_', '-')}" for field in NUMBER_FIELDS]
BARGE = "id,kind,name,eni\n1,vessel,RHEINPERLE,02321234\n"


def run(command: Any, *words: object) -> Any:
    return CliRunner().invoke(command, [str(word) for word in words])


@pytest.fixture
def lists(tmp_path: Path) -> Path:
    path = tmp_path / "barges.csv"
    path.write_text(BARGE, encoding="utf-8")
    return path


def test_a_command_receives_the_value_of_each_option_by_its_field() -> None:
    verb = typer.Typer()

    @verb.command()
    @identifier_options
    def show(name: str = "", flag: str = "", **identifiers: str) -> None:
        typer.echo((name, flag, sorted(identifiers.items())))

    words = [word for option in OPTIONS for word in (option, f"x{option}")]
    wanted = sorted((field, f"x--{field.replace('_', '-')}") for field in NUMBER_FIELDS)
    assert run(verb, *words).stdout == f"{('', '', wanted)}\n"
    empty = sorted((field, "") for field in NUMBER_FIELDS)
    assert run(verb, "--flag", "RU").stdout == f"{('', 'RU', empty)}\n"


def test_a_sentence_names_every_option_once() -> None:
    named = option_names().replace(" or ", ", ").split(", ")
    assert sorted(named) == sorted(OPTIONS)


def test_help_says_what_people_call_the_number() -> None:
    text = run(app, "lookup", "--help").stdout
    for words in ("IMO number.", "European vessel number.", "MMSI.", "Call sign."):
        assert words in text


def test_a_european_vessel_number_is_looked_up(lists: Path) -> None:
    equal = run(app, "lookup", "--eni", "0232 1234", "--lists", lists)
    assert equal.exit_code == 1
    assert "European vessel number 02321234 is the entry's own" in equal.stdout
    other = run(app, "lookup", "--eni", "04812340", "--lists", lists)
    assert other.exit_code == 0


def test_a_number_that_no_list_has_is_not_cleared() -> None:
    outcome = run(app, "lookup", "--eni", "04812340", "--lists", "bundled")
    assert outcome.exit_code == 2
    assert "Not screened" in outcome.stdout
