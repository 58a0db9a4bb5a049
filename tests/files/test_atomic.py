"""Files and folders in one step: as before or complete, whatever happens to the writer."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import BinaryIO

import pytest

from vscreen.errors import RunError, StoreError
from vscreen.files.atomic import (
    PART,
    STRAY_AGE,
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


@pytest.mark.parametrize("function", ["write_folder", "write_version"])
def test_a_writer_killed_midway_leaves_no_folder_and_its_part_goes_after_a_day(
    tmp_path: Path, function: str
) -> None:
    write = {"write_folder": write_folder, "write_version": write_version}[function]
    path = tmp_path / "run[1]"
    killed_amid(function, path)
    killed_amid(function, path)
    assert not path.exists()
    old, young = sorted(tmp_path.iterdir())
    aged(old, STRAY_AGE + 60)
    aged(young, STRAY_AGE - 60)
    write(path, lambda part: (part / "a").write_text("whole"))
    assert (path / "a").read_text() == "whole"
    assert sorted(tmp_path.iterdir()) == sorted([path, young])


def test_what_others_keep_beside_a_run_is_never_swept(tmp_path: Path) -> None:
    others = [tmp_path / f"{PART}mine", tmp_path / f".june{PART}x", tmp_path / f".may{PART}file"]
    for folder in others[:2]:
        folder.mkdir()
    others[2].touch()
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
    with pytest.raises(RunError, match="holds something already"):
        write_folder(tmp_path / "file", lambda folder: None)
    assert (tmp_path / "file").read_text() == "kept"
