"""Every reason, view, verb, policy field, error and public name stands in the documentation."""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

import vscreen
import vscreen.errors
from vscreen.cli.main import app
from vscreen.policy import Policy
from vscreen.scoring.reasons import VIEWS, Reason

ROOT = Path(__file__).parents[1]


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def commands(command: Any, path: str = "vscreen") -> list[tuple[str, Any]]:
    """Every verb with the words that call it."""
    below = getattr(command, "commands", {})
    nested = [pair for name in below for pair in commands(below[name], f"{path} {name}")]
    return nested if below else [(path, command)]


COMMANDS = commands(get_command(app))
ERRORS = [
    name for name, kind in vars(vscreen.errors).items()
    if inspect.isclass(kind) and issubclass(kind, (Exception, Warning))
]  # fmt: skip


@pytest.mark.parametrize("reason", Reason)
def test_a_reason_stands_with_the_weight_and_sentence_that_the_code_has(reason: Reason) -> None:
    assert f"| `{reason}` | {reason.weight} | {reason.sentence} |" in page("docs/reasons.md")


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_stands_with_what_it_compares_and_its_reason(view: str) -> None:
    rules = VIEWS[view]
    assert f"| `{view}` | {rules.compares} | `{rules.reason}` |" in page("docs/reasons.md")


@pytest.mark.parametrize(("path", "command"), COMMANDS, ids=[path for path, _ in COMMANDS])
def test_a_verb_stands_with_all_its_options_and_no_other(path: str, command: Any) -> None:
    section = page("docs/command-line.md").partition(f"\n## {path}\n")[2].partition("\n## ")[0]
    documented = set(re.findall(r"^\| `(--[a-z-]+)`", section, re.MULTILINE))
    options = {name for each in command.params for name in each.opts if name.startswith("--")}
    assert section
    assert documented == options


@pytest.mark.parametrize("field", Policy.model_fields)
def test_a_field_of_the_policy_stands_in_the_reference(field: str) -> None:
    assert f"| `{field}` |" in page("docs/reference.md")


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_stands_in_the_reference(name: str) -> None:
    assert f"| `{name}` |" in page("docs/reference.md")


@pytest.mark.parametrize("name", sorted(vscreen.__all__))
def test_a_public_name_stands_in_the_reference(name: str) -> None:
    assert f"| `{name}` |" in page("docs/reference.md")


@pytest.mark.parametrize(
    "name", ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "docs/reasons.md"]
)
def test_every_path_that_a_page_names_exists(name: str) -> None:
    paths = re.findall(r"`((?:vscreen|tests|docs|benchmarks|\.ci)/[^`<>*\s]*)`", page(name))
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_the_changelog_has_the_present_version() -> None:
    assert f"## {vscreen.__version__}" in page("CHANGELOG.md")
