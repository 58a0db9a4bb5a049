"""What a record says and what its frames hold is one thing, or the run is not believed."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import vscreen
from vscreen.errors import RunError
from vscreen.results import saved
from vscreen.results.run_folder import read_files, write_files
from vscreen.results.saved import read_run, shapes, write_run

RESULT = vscreen.screen(
    pd.DataFrame({"vessel": ["LADY R", "EVER GIVEN"]}),
    vscreen.bundled_lists(),
    vscreen.Policy(ofac_score=True),
)
FRAMES = {name: getattr(RESULT, name) for name in shapes(RESULT.run)}


def test_frames_and_record_come_back(tmp_path: Path) -> None:
    write_run(tmp_path, FRAMES, RESULT.run, (b"", 0))
    frames, run = read_run(tmp_path)
    assert run == RESULT.run
    for name, frame in FRAMES.items():
        pd.testing.assert_frame_equal(frames[name], frame)
    assert "ofac_score" in frames["hits"]


def test_a_run_written_by_other_code_with_a_wrong_verdict_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(saved, "_refuse_changed", lambda frames, run: None)
        wrong = FRAMES["verdicts"].assign(verdict=["CLEARED", "clear"])
        write_run(tmp_path, {**FRAMES, "verdicts": wrong}, RESULT.run, (b"", 0))
    with pytest.raises(RunError, match="'CLEARED', which is no verdict"):
        read_run(tmp_path)


@pytest.mark.parametrize(
    ("verdicts", "message"),
    [
        (["clear", "clear"], "counts verdicts as"),
        (["review", "clear"], "counts verdicts as"),
        (["hit", "cleared"], "'cleared', which is no verdict"),
    ],
)
def test_frames_that_their_record_does_not_count_are_not_saved(
    tmp_path: Path, verdicts: list[str], message: str
) -> None:
    wrong = {**FRAMES, "verdicts": FRAMES["verdicts"].assign(verdict=verdicts)}
    with pytest.raises(RunError, match=message):
        write_run(tmp_path, wrong, RESULT.run, (b"", 0))


def test_a_frame_with_a_column_of_its_own_is_not_saved(tmp_path: Path) -> None:
    wrong = {**FRAMES, "hits": FRAMES["hits"].assign(mine=1)}
    with pytest.raises(RunError, match="hits has the columns"):
        write_run(tmp_path, wrong, RESULT.run, (b"", 0))


def test_a_record_of_another_shape_is_refused_in_one_line(tmp_path: Path) -> None:
    write_files(tmp_path, {"vscreen": "1", "rows_in": 1, "index": {}}, {})
    with pytest.raises(RunError, match="no record that this vscreen reads") as refused:
        read_run(tmp_path)
    assert "\n" not in str(refused.value)


def test_a_record_of_a_policy_that_is_unknown_here_is_refused(tmp_path: Path) -> None:
    record = RESULT.run.model_dump(mode="json")
    strange = {**record, "policy": {**record["policy"], "strange": 1}, "index": {}}
    write_files(tmp_path, strange, {})
    with pytest.raises(RunError, match="strange"):
        read_run(tmp_path)


def test_a_run_without_one_of_its_frames_is_refused_by_the_frame_s_name(tmp_path: Path) -> None:
    whole, less = tmp_path / "whole", tmp_path / "less"
    for folder in (whole, less):
        folder.mkdir()
    write_run(whole, FRAMES, RESULT.run, (b"", 0))
    record, files = read_files(whole)
    kept = {name: (data, record["files"][name]["rows"]) for name, data in files.items()}
    del kept["evidence.parquet"]
    write_files(less, record, kept)
    with pytest.raises(RunError, match=r"evidence.parquet is not among the files"):
        read_run(less)


def test_a_file_with_other_rows_than_its_record_counts_is_refused(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        folder.mkdir()
    write_run(first, FRAMES, RESULT.run, (b"", 0))
    record, files = read_files(first)
    write_files(second, record, {name: (data, 7) for name, data in files.items()})
    with pytest.raises(RunError, match=r"verdicts.parquet can't be read|counts rows as 7"):
        read_run(second)
