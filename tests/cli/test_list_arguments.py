"""Words of the command line: lists, columns, delimiters."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from vscreen.cli import list_arguments as choosing
from vscreen.cli import manifest_options as cli_manifest
from vscreen.errors import ManifestError, MissingListError
from vscreen.store.store import Store


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
