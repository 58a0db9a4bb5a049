"""A run is believed whole or not at all."""

from __future__ import annotations

import json
import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

import vscreen
from vscreen.errors import RunError
from vscreen.results.run_folder import RECORD, read_files, write_files

FILES = ("verdicts", "hits", "evidence", "rejected", "entries", "designations")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    frame = pd.DataFrame({"vessel": ["LADY R", "EVER GIVEN", "MARIA"] * 5})
    result = vscreen.screen(frame, vscreen.bundled_lists())
    return result.save(tmp_path_factory.mktemp("runs") / "whole")


@pytest.fixture
def copy(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole, tmp_path / "copy"))


def refusal(folder: Path) -> str:
    """The one line by which a run is refused."""
    with pytest.raises(RunError) as refused:
        vscreen.load_run(folder)
    assert "\n" not in str(refused.value)
    return str(refused.value)


def test_a_copied_folder_loads_as_the_first_does(whole: Path, copy: Path) -> None:
    first, second = vscreen.load_run(whole), vscreen.load_run(copy)
    pd.testing.assert_frame_equal(first.verdicts, second.verdicts)
    assert first.run == second.run


def test_the_record_counts_and_hashes_every_file(whole: Path) -> None:
    kept = json.loads((whole / RECORD).read_text())["files"]
    assert {path.name for path in whole.iterdir()} == {*kept, RECORD}
    assert kept["verdicts.parquet"]["rows"] == 15
    assert all(len(file["sha256"]) == 64 for file in kept.values())


@pytest.mark.parametrize("name", [*(f"{name}.parquet" for name in FILES), "alerts.csv"])
def test_a_file_that_is_cut_edited_or_gone_is_named(copy: Path, name: str) -> None:
    path = copy / name
    data = path.read_bytes()
    for other in (data[:-1], data + b"\n", data[: len(data) // 2], b"", data[:-1] + b"?"):
        path.write_bytes(other)
        assert f"{name}: its bytes are not those that were saved" in refusal(copy)
    path.unlink()
    assert f"{name} belongs to the run and can't be read" in refusal(copy)


def test_a_frame_that_was_edited_and_written_again_is_refused(copy: Path) -> None:
    path = copy / "verdicts.parquet"
    frame = pd.read_parquet(path)
    frame.assign(verdict=frame["verdict"].replace("hit", "clear")).to_parquet(path)
    assert "verdicts.parquet: its bytes" in refusal(copy)


@pytest.mark.parametrize("name", ["hits.csv", "more.parquet", "run.2.json"])
def test_a_file_that_was_not_saved_with_the_run_is_refused_by_name(copy: Path, name: str) -> None:
    (copy / name).write_text("row,verdict\n")
    assert f"{name}: this file was not saved with the run" in refusal(copy)


@pytest.mark.parametrize("name", ["notes.txt", ".DS_Store", "Thumbs.db", "report.pdf"])
def test_what_people_and_their_systems_lay_beside_a_run_hurts_nothing(
    copy: Path, name: str
) -> None:
    (copy / name).write_text("mine")
    (copy / "attachments").mkdir()
    assert len(vscreen.load_run(copy).verdicts) == 15


def with_record(change: Callable[[str], str]) -> Callable[[Path], None]:
    def edit(folder: Path) -> None:
        path = folder / RECORD
        before = path.read_text("utf-8")
        after = change(before)
        assert after != before
        path.write_text(after, "utf-8")

    return edit


@pytest.mark.parametrize(
    "edit",
    [
        with_record(lambda text: text.replace('"hits":', '"hits" :')),
        with_record(lambda text: text.rstrip()),
        with_record(lambda text: text.replace('"rows_rejected": 0', '"rows_rejected": 1')),
        with_record(lambda text: text.replace('"review": 82', '"review": 99')),
        with_record(lambda text: text.replace("{", '{"files": {},', 1)),
        with_record(lambda text: text[: len(text) // 2]),
        with_record(lambda text: "[]\n"),
        with_record(lambda text: "[" * 100_000),
        with_record(lambda text: "\0"),
        with_record(lambda text: '{"vscreen": "0.1.0"}'),
        lambda folder: (folder / RECORD).write_bytes(b"\xff\xfe{"),
    ],
)
def test_a_record_that_is_not_byte_for_byte_what_was_saved_is_refused(
    copy: Path, edit: Callable[[Path], None]
) -> None:
    edit(copy)
    assert RECORD in refusal(copy)


def test_no_byte_can_be_changed_anywhere_and_none_be_cut(copy: Path) -> None:
    rng = random.Random(13)  # noqa: S311  # the same flips each time
    for path in sorted(copy.iterdir()):
        data = path.read_bytes()
        for _ in range(20):
            at = rng.randrange(len(data))
            flipped = data[:at] + bytes([data[at] ^ rng.randrange(1, 256)]) + data[at + 1 :]
            for other in (flipped, data[:at]):
                path.write_bytes(other)
                assert path.name in refusal(copy)
        path.write_bytes(data)
    assert len(vscreen.load_run(copy).verdicts) == 15


def test_a_run_of_an_earlier_version_says_that_nothing_proves_it(tmp_path: Path) -> None:
    (tmp_path / RECORD).write_text(json.dumps({"vscreen": "0.1.0", "rows_in": 1}))
    assert "was saved by vscreen 0.1.0 without the hashes of its files" in refusal(tmp_path)


def test_what_is_no_folder_or_no_run_is_refused_without_waiting(tmp_path: Path) -> None:
    assert "no such folder" in refusal(tmp_path / "nowhere")
    assert f"it holds no {RECORD}" in refusal(tmp_path)
    (tmp_path / "file").touch()
    assert "no run folder" in refusal(tmp_path / "file")
    os.symlink("loop", tmp_path / "loop")
    assert "no run folder" in refusal(tmp_path / "loop")
    assert "no run folder" in refusal(tmp_path / ("x" * 300))
    assert "no run folder" in refusal(tmp_path / "a\0b")
    assert "no run folder" in refusal(Path("/dev/null"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with names")
@pytest.mark.parametrize("name", [RECORD, "hits.parquet"])
def test_a_pipe_in_place_of_a_file_is_refused_without_waiting(copy: Path, name: str) -> None:
    (copy / name).unlink()
    os.mkfifo(copy / name)
    assert "it is a pipe" in refusal(copy)


def test_what_no_text_of_utf_8_can_hold_is_kept_in_a_record(tmp_path: Path) -> None:
    write_files(tmp_path, {"vscreen": "1", "manifest": "may\udcff.csv"}, {"a.csv": (b"x", 1)})
    record, files = read_files(tmp_path)
    assert record["manifest"] == "may\udcff.csv"
    assert files == {"a.csv": b"x"}


def test_files_out_of_the_folder_are_never_read(tmp_path: Path) -> None:
    run = tmp_path / "run"
    run.mkdir()
    (tmp_path / "a.csv").write_bytes(b"x")
    write_files(run, {"vscreen": "1"}, {"../a.csv": (b"x", 1)})
    with pytest.raises(RunError, match="names no files"):
        read_files(run)
