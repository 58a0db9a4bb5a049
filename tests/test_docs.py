"""Whatever the code shows to users stands in the documentation, and what stands there is so."""

from __future__ import annotations

import dataclasses
import inspect
import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from typer.main import get_command

import vscreen
from vscreen import Manifest, Policy, Reason
from vscreen.cli.main import app
from vscreen.results.run_record import RunRecord
from vscreen.schema import (
    DESIGNATIONS,
    ENTRIES,
    EVIDENCE,
    FIELDS,
    HITS_WITH_OFAC_SCORE,
    IDENTIFIERS,
    LINKS,
    NAMES,
    REJECTED,
    VERDICTS,
    Frame,
)
from vscreen.scoring.reasons import VIEWS
from vscreen.similarity.name_scores import NameScore, party_name_score, vessel_name_score
from vscreen.text.party_names import name_forms, party_forms
from vscreen.text.vessel_names import vessel_forms

ROOT = Path(__file__).parents[1]
PAGES = [
    "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md",
    *sorted(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md")),
]  # fmt: skip
FRAMES = (
    VERDICTS, HITS_WITH_OFAC_SCORE, EVIDENCE, DESIGNATIONS, REJECTED, ENTRIES, NAMES, IDENTIFIERS,
    LINKS,
)  # fmt: skip


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def section(name: str, heading: str) -> str:
    """What stands below a heading, up to the next of its level."""
    level = heading.partition(" ")[0]
    _, found, below = f"\n{page(name)}".partition(f"\n{heading}\n")
    assert found, f"{name} has no heading {heading!r}"
    return re.split(rf"^#{{1,{len(level)}}} ", below, maxsplit=1, flags=re.MULTILINE)[0]


def rows(name: str, heading: str) -> list[list[str]]:
    """The cells of the tables below a heading, without the code marks; headings left out."""
    tables = re.findall(r"(?:^\|.*\n)+", section(name, heading), re.MULTILINE)
    lines = [line for table in tables for line in table.splitlines()[2:]]
    return [
        [re.sub(r"^`([^`]*)`$", r"\1", cell.strip()) for cell in line.strip("|").split(" | ")]
        for line in lines
    ]


def first_cells(name: str, heading: str) -> list[str]:
    return [cells[0] for cells in rows(name, heading)]


def verbs(command: Any, words: str = "vscreen") -> dict[str, Any]:
    """Every verb by the words that call it."""
    below = getattr(command, "commands", None)
    if below is None:
        return {words: command}
    nested = (verbs(below[name], f"{words} {name}") for name in below)
    return {path: verb for some in nested for path, verb in some.items()}


VERBS = verbs(get_command(app))
ERRORS = {
    name: kind
    for name, kind in vars(vscreen.errors).items()
    if inspect.isclass(kind) and issubclass(kind, Exception)
}


# --- reasons and views ---------------------------------------------------------------------------


def test_the_reasons_are_those_of_the_code_with_their_weights_and_sentences() -> None:
    told = [tuple(cells) for cells in rows("docs/reasons.md", "# Reasons and views")]
    assert told[: len(Reason)] == [(str(one), str(one.weight), one.sentence) for one in Reason]
    assert len(told) == len(Reason) + len(VIEWS)


def test_the_views_are_those_of_the_code_with_their_reasons() -> None:
    told = [cells[:3] for cells in rows("docs/reasons.md", "## Views of a name")]
    assert told == [[name, view.compares, str(view.reason)] for name, view in VIEWS.items()]


def best_score(kind: str, given: str, listed: str) -> NameScore:
    if kind == "ship":
        pairs = [(one, two) for one in vessel_forms(given) for two in vessel_forms(listed)]
        return max((vessel_name_score(*pair) for pair in pairs), key=lambda score: score.rank)
    pairs = [(one, two) for one in party_forms(given) for two in name_forms(listed)]
    return max((party_name_score(*pair) for pair in pairs), key=lambda score: score.rank)


@pytest.mark.parametrize("view", VIEWS)
def test_the_example_of_a_view_scores_by_it_what_the_page_says(view: str) -> None:
    (cells,) = (one for one in rows("docs/reasons.md", "## Views of a name") if one[0] == view)
    kind, given, listed, score = cells[3:]
    best = best_score(kind, given, listed)
    assert (best.view, f"{best.score:.0f}") == (view, score)


# --- the command line ----------------------------------------------------------------------------


def test_the_verbs_are_those_of_the_command_line() -> None:
    told = re.findall(r"^## (vscreen .*)$", page("docs/command-line.md"), re.MULTILINE)
    assert sorted(told) == sorted(VERBS)


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_has_all_its_arguments_and_options_and_no_others(verb: str) -> None:
    named = [each for each in VERBS[verb].params if each.param_type_name == "option"]
    options = {name for each in named for name in each.opts}
    arguments = [each for each in VERBS[verb].params if each.param_type_name == "argument"]
    told = first_cells("docs/command-line.md", f"## {verb}")
    assert {name for name in told if name.startswith("--")} == options
    assert [name for name in told if not name.startswith("--")] == [
        each.metavar or each.name.upper() for each in arguments
    ]


@pytest.mark.parametrize("verb", VERBS)
def test_the_defaults_of_a_verb_are_those_that_the_page_says(verb: str) -> None:
    told = {cells[0]: cells[2] for cells in rows("docs/command-line.md", f"## {verb}")}
    numbers = {
        each.opts[0]: str(each.default) for each in VERBS[verb].params
        if isinstance(each.default, int) and not isinstance(each.default, bool)
    }  # fmt: skip
    policy = Policy()
    numbers |= {"--review": f"{policy.review:g}", "--hit": f"{policy.hit:g}"}
    assert {name: told[name] for name in numbers if name in told} == {
        name: default for name, default in numbers.items() if name in told
    }


# --- the reference -------------------------------------------------------------------------------


def test_the_fields_of_a_policy_are_those_of_the_code() -> None:
    heading = "## Fields of a policy"
    assert first_cells("docs/reference.md", heading) == list(Policy.model_fields)


def test_every_public_name_stands_in_the_reference() -> None:
    assert set(vscreen.__all__) <= set(first_cells("docs/reference.md", "## Public names"))


def test_every_error_stands_in_the_reference_below_its_own_kind() -> None:
    told = {cells[0]: cells[1] for cells in rows("docs/reference.md", "## Errors and warnings")}
    assert told == {name: kind.__bases__[0].__name__ for name, kind in ERRORS.items()}
    tree = section("docs/reference.md", "## Errors and warnings").split("```")[1]
    assert set(re.findall(r"^[│├└─ ]*(\w+)", tree, re.MULTILINE)) == set(ERRORS)


def test_every_field_of_a_manifest_and_every_attribute_stands_in_the_reference() -> None:
    attributes = [field.name for field in dataclasses.fields(Manifest)]
    heading = "## Fields of a manifest"
    assert first_cells("docs/reference.md", heading) == [*FIELDS, *attributes]


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame.name)
def test_the_columns_of_a_frame_are_those_of_the_schema(frame: Frame) -> None:
    of_frame = rf"^### .*\b(?:result|lists)\.{frame.name}\b.*$"
    (heading,) = re.findall(of_frame, page("docs/reference.md"), re.MULTILINE)
    told = [(cells[0], cells[-1]) for cells in rows("docs/reference.md", heading)]
    assert told == [(column, meaning) for column, (_, meaning) in frame.columns.items()]


def test_the_fields_of_a_run_record_are_those_of_the_code() -> None:
    assert first_cells("docs/reference.md", "## The run record") == list(RunRecord.model_fields)


# --- all pages -----------------------------------------------------------------------------------


def test_the_files_of_a_saved_run_are_those_that_are_written(tmp_path: Path) -> None:
    frame = pd.DataFrame({"vessel": ["MARIA"]})
    folder = vscreen.screen(frame, vscreen.bundled_lists()).save(tmp_path / "run")
    told = first_cells("docs/reference.md", "## A saved run")
    assert sorted(told) == sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("name", PAGES)
def test_every_path_that_a_page_names_exists(name: str) -> None:
    found = re.findall(r"`((?:vscreen|tests|docs|benchmarks|\.ci)/[^`<>*\s]*)`", page(name))
    assert [path for path in found if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("name", PAGES)
def test_every_link_within_the_repository_leads_somewhere(name: str) -> None:
    links = re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page(name))
    assert [link for link in links if not (ROOT / name).parent.joinpath(link).exists()] == []


def test_every_page_is_linked_from_the_readme() -> None:
    links = set(re.findall(r"\]\(([^)#:\s]+)", page("README.md")))
    assert set(PAGES) - {"README.md"} <= links


def test_every_wing_stands_in_the_readme() -> None:
    table = section("README.md", "## What is where")
    wings = [path.name for path in (ROOT / "vscreen").iterdir() if (path / "__init__.py").exists()]
    assert [wing for wing in wings if f"`vscreen/{wing}/" not in table] == []


def test_the_changelog_has_the_present_version() -> None:
    assert f"## [{vscreen.__version__}]" in page("CHANGELOG.md")
