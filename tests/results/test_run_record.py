"""Tests of results/run_record."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import vscreen
from vscreen import Kind
from vscreen.cli import list_arguments as choosing
from vscreen.cli import manifest_options as cli_manifest
from vscreen.errors import ManifestError, MissingListError
from vscreen.results.run_record import RunRecord
from vscreen.selftesting.distortions import named
from vscreen.selftesting.page import Axis
from vscreen.selftesting.planting import choose as choose_plants
from vscreen.selftesting.planting import missing_fields
from vscreen.store.store import Store


def test_a_run_record_comes_back_from_its_json_and_tells_cautions_of_its_lists() -> None:
    run = vscreen.screen(pd.DataFrame({"vessel": ["MARIA"]}), vscreen.bundled_lists()).run
    assert RunRecord.model_validate_json(run.model_dump_json()) == run
    assert list(run.cautions) == [one.caution for one in run.lists if one.caution]
    with pytest.raises(ValueError, match="frozen"):
        run.hits = 5


# --- selftest: planting, misses, page -------------------------------------------------------------------------------


@given(st.floats(-1e4, 1e4), st.floats(0.5, 1e4))
def test_an_axis_has_a_few_round_ticks_within_its_ends(low: float, length: float) -> None:
    axis = Axis(low, low + length, 50, 250)
    assert 2 <= len(axis.ticks) <= 8
    assert all(low - 1e-6 * length <= one <= low + length + 1e-6 * length for one in axis.ticks)
    assert float(f"{axis.step:e}"[0]) in (1, 2, 5)


def test_what_is_planted_depends_on_the_seed_and_on_no_order() -> None:
    lists = vscreen.bundled_lists()
    fields = ["vessel", "imo", "shipper"]

    def drawn(seed: int, some: list[str]) -> set[tuple[str, str]]:
        plants, _ = choose_plants(lists, some, per_distortion=3, seed=seed)
        return {(one.distortion.name, one.listed.entry) for one in plants}

    assert drawn(1, fields) == drawn(1, fields)
    assert drawn(1, fields) != drawn(2, fields)
    assert missing_fields(named("exact"), Kind.PERSON, ["vessel", "imo"]) == ["party"]


# --- cli: list_arguments, manifest_options, __main__ -------------------------------------------------------------------


def test_words_mean_bundled_lists_ids_and_files_and_a_strange_word_says_what_is_there(
    tmp_path: Path,
) -> None:
    store = Store(tmp_path / "none")
    assert [one.list for one in choosing.choose(["kr-mofa"], store).lists] == ["kr-mofa"]
    assert choosing.choose([], store).bundled_alone
    with pytest.raises(MissingListError, match="kr-mofa"):
        choosing.choose(["kr-mofaa"], store)


@pytest.mark.parametrize("given_", ["Ship", "=vessel", ""])
def test_a_column_word_without_both_sides_is_refused(given_: str, tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    path.write_text("Ship\nMARIA\n")
    with pytest.raises(ManifestError, match="--column reads like"):
        cli_manifest.read(path, [given_], None, None, None, None)


@pytest.mark.parametrize("word", ["semicolon", ";"])
def test_a_delimiter_is_named_or_shown_and_a_heading_may_hold_an_equals_sign(
    word: str, tmp_path: Path
) -> None:
    path = tmp_path / "m.csv"
    path.write_text("A=B;Ref\nMARIA;1\n")
    manifest = cli_manifest.read(path, ["A=B=vessel", "Ref="], None, word, None, None)
    assert manifest.columns == {"A=B": "vessel"}


def test_the_package_runs_as_a_command() -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "vscreen", "lookup", "LADY R"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1
    assert "LADY R" in ended.stdout
