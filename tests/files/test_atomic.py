"""Files and folders in one step: as before or complete, whatever happens to the writer."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import BinaryIO

import pytest

from vscreen.errors import RunError, StoreError
from vscreen.files.atomic import (
    PART,
    RUN_PART,
    STRAY_AGE,
    check_new_folder,
    make_folder,
    write_bytes,
    write_file,
    write_folder,
    write_version,
)

KILLED_AMID = """
import os, signal, sys
from pathlib import Path
from vscreen.files import atomic

def write(target):
    if isinstance(target, Path):
        (target / "a").write_text("half")
    else:
        target.write(b"half")
        target.flush()
    os.kill(os.getpid(), signal.SIGKILL)

getattr(atomic, sys.argv[1])(Path(sys.argv[2]), write)
"""


def killed_amid(function: str, path: Path) -> None:
    """Call a writer in a process that dies when it has written half."""
    ended = subprocess.run([sys.executable, "-c", KILLED_AMID, function, str(path)], check=False)  # noqa: S603
    assert ended.returncode == -signal.SIGKILL


def aged(path: Path, seconds: float) -> None:
    then = time.time() - seconds
    os.utime(path, (then, then))


def test_a_writer_killed_midway_leaves_the_old_file_whole_and_its_part_goes_after_a_day(
    tmp_path: Path,
) -> None:
    path = tmp_path / "state.json"
    write_bytes(path, b"old")
    killed_amid("write_file", path)
    killed_amid("write_file", path)
    assert path.read_bytes() == b"old"
    old, young = sorted(tmp_path.glob(f"{PART}*"))
    aged(old, STRAY_AGE + 60)
    aged(young, STRAY_AGE - 60)
    write_bytes(path, b"new")
    assert path.read_bytes() == b"new"
    assert sorted(tmp_path.iterdir()) == sorted([path, young])


def test_a_version_of_a_store_killed_midway_is_not_there_and_its_part_goes_after_a_day(
    tmp_path: Path,
) -> None:
    path = tmp_path / "run[1]"
    killed_amid("write_version", path)
    killed_amid("write_version", path)
    assert not path.exists()
    old, young = sorted(tmp_path.iterdir())
    aged(old, STRAY_AGE + 60)
    aged(young, STRAY_AGE - 60)
    write_version(path, lambda part: (part / "a").write_text("whole"))
    assert (path / "a").read_text() == "whole"
    assert sorted(tmp_path.iterdir()) == sorted([path, young])


def test_what_a_killed_save_leaves_goes_with_the_next_save_beside_it(tmp_path: Path) -> None:
    for name in ("may", "may", "run[1]", "j" * 200):
        killed_amid("write_folder", tmp_path / name)
    parts = list(tmp_path.iterdir())
    assert len(parts) == 4
    assert all(part.name.startswith(".") and RUN_PART in part.name for part in parts)
    june = write_folder(tmp_path / "june", lambda part: (part / "a").write_text("whole"))
    assert list(tmp_path.iterdir()) == [june]


def test_the_part_of_a_writer_who_lives_is_left_to_it_however_old(tmp_path: Path) -> None:
    def write(part: Path) -> None:
        aged(part, 10 * STRAY_AGE)
        write_folder(tmp_path / "june", lambda june: (june / "a").write_text("june"))
        (part / "a").write_text("may")

    write_folder(tmp_path / "may", write)
    assert (tmp_path / "may" / "a").read_text() == "may"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["june", "may"]


def test_many_writers_at_once_take_nothing_from_each_other(tmp_path: Path) -> None:
    names = [f"run{number}" for number in range(60)]
    with ThreadPoolExecutor(8) as writers:
        for future in [
            writers.submit(write_folder, tmp_path / name, lambda part: (part / "a").write_text("a"))
            for name in names
        ]:
            future.result()
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names)
    assert all((tmp_path / name / "a").read_text() == "a" for name in names)


def test_what_others_keep_beside_a_run_is_never_swept(tmp_path: Path) -> None:
    folders = [f"{PART}mine", f".june{PART}x", f".may{PART}abcdefgh", "may.part-vscreen-x"]
    others = [tmp_path / name for name in folders]
    for folder in others:
        folder.mkdir()
    others.append(tmp_path / f".may{RUN_PART}file")
    others[-1].touch()
    others.append(tmp_path / f".may{RUN_PART}link")
    others[-1].symlink_to(others[0])
    for other in others:
        aged(other, 10 * STRAY_AGE)
    write_folder(tmp_path / "may", lambda part: None)
    assert sorted(tmp_path.iterdir()) == sorted([*others, tmp_path / "may"])


@pytest.mark.parametrize(
    ("fault", "error", "message"),
    [
        (OSError(28, "No space left on device"), StoreError, "No space left on device.; make room"),
        (ZeroDivisionError("wrong"), ZeroDivisionError, "wrong"),
    ],
)
def test_a_file_whose_writing_fails_is_as_before_and_leaves_no_part(
    tmp_path: Path, fault: Exception, error: type[Exception], message: str
) -> None:
    def half(stream: BinaryIO) -> None:
        stream.write(b"half")
        raise fault

    path = tmp_path / "x"
    write_bytes(path, b"old")
    with pytest.raises(error, match=message):
        write_file(path, half)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_what_is_written_can_be_read_again_before_it_takes_its_name(tmp_path: Path) -> None:
    def write(stream: BinaryIO) -> None:
        stream.write(b"????abc")
        stream.seek(4)
        body = stream.read()
        stream.seek(0)
        stream.write(b"%04d" % len(body))

    write_file(tmp_path / "x", write)
    assert (tmp_path / "x").read_bytes() == b"0003abc"


def test_a_file_is_replaced_in_one_step_and_leaves_no_part(tmp_path: Path) -> None:
    make_folder(tmp_path / "a" / "b")
    path = tmp_path / "a" / "b" / "x"
    for data in (b"old", b"", b"new"):
        write_bytes(path, data)
        assert path.read_bytes() == data
    assert list(path.parent.iterdir()) == [path]


def test_a_file_in_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="can't be written"):
        write_bytes(tmp_path / "nowhere" / "x", b"")
    write_bytes(tmp_path / "file", b"")
    with pytest.raises(StoreError, match="can't be made"):
        make_folder(tmp_path / "file" / "folder")


@pytest.mark.parametrize(
    ("fault", "error"),
    [(OSError("disk full"), RunError), (ZeroDivisionError("wrong"), ZeroDivisionError)],
)
def test_a_folder_whose_writing_fails_midway_is_not_there(
    tmp_path: Path, fault: Exception, error: type[Exception]
) -> None:
    def half(folder: Path) -> None:
        (folder / "one.csv").write_text("1")
        raise fault

    with pytest.raises(error, match=str(fault)):
        write_folder(tmp_path / "run", half)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_is_taken_and_a_file_of_that_name_is_not(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    write_folder(tmp_path / "empty", lambda folder: (folder / "a").touch())
    assert (tmp_path / "empty" / "a").exists()
    (tmp_path / "file").write_text("kept")
    with pytest.raises(RunError, match="is a file; name a new folder"):
        write_folder(tmp_path / "file", lambda folder: None)
    assert (tmp_path / "file").read_text() == "kept"


def refused(path: Path) -> list[str]:
    """The one line of each of two refusals: before the work, and by the writer itself."""
    lines = []
    for attempt in (check_new_folder, lambda path: write_folder(path, lambda part: None)):
        with pytest.raises(RunError) as error:
            attempt(path)
        lines.append(str(error.value))
    assert all("\n" not in line for line in lines)
    return lines


def test_a_folder_that_cannot_be_written_is_refused_before_the_work_as_after_it(
    tmp_path: Path,
) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").touch()
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "dangling").symlink_to("nowhere")
    os.mkfifo(tmp_path / "pipe")
    for name, message in {
        "file": "is a file", "pipe": "is a file", "full": "holds something already",
        "file/run": "is no folder|Not a directory", "full/x/a/b": "is no folder|Not a directory",
        "loop": "symbolic links", "dangling": "No such file", "x" * 300: "too long",
        "a\0b": "this name", "\ud800": "this name",
    }.items():  # fmt: skip
        for line in refused(tmp_path / name):
            assert re.search(message, line), line


def test_a_new_folder_deep_in_folders_that_are_not_there_is_fine(tmp_path: Path) -> None:
    check_new_folder(tmp_path / "a" / "b" / "c")
    check_new_folder(tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert write_folder(tmp_path / "a" / "b", lambda part: None).is_dir()
