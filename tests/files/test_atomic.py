"""Tests of files/atomic."""

from __future__ import annotations

from pathlib import Path

import pytest

from vscreen.errors import RunError
from vscreen.files.atomic import make_folder, write_file, write_folder


def test_a_folder_whose_writing_fails_midway_is_not_there(tmp_path: Path) -> None:
    def half(folder: Path) -> None:
        (folder / "one.csv").write_text("1")
        raise OSError("disk full")

    with pytest.raises(RunError, match="disk full"):
        write_folder(tmp_path / "run", half)
    assert list(tmp_path.iterdir()) == []


def test_a_fault_that_is_no_disks_passes_through_and_leaves_nothing(tmp_path: Path) -> None:
    def wrong(folder: Path) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_folder(tmp_path / "run", wrong)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_is_taken_and_a_file_of_that_name_is_not(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    write_folder(tmp_path / "empty", lambda folder: (folder / "a").touch())
    assert (tmp_path / "empty" / "a").exists()
    (tmp_path / "file").write_text("kept")
    with pytest.raises(RunError, match="holds something already"):
        write_folder(tmp_path / "file", lambda folder: None)
    assert (tmp_path / "file").read_text() == "kept"


def test_a_file_is_replaced_in_one_step_and_leaves_no_part(tmp_path: Path) -> None:
    make_folder(tmp_path / "a" / "b")
    path = tmp_path / "a" / "b" / "x"
    for data in (b"old", b"", b"new"):
        write_file(path, data)
        assert path.read_bytes() == data
    assert list(path.parent.iterdir()) == [path]
