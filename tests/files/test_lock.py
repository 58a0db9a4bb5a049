"""A lock on a folder: one holder at a time, and let go whatever happens to it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from vscreen.errors import StoreError
from vscreen.files.lock import hold

HOLDER = """
import os, signal, sys
from pathlib import Path
from vscreen.files.lock import hold
with hold(Path(sys.argv[1])):
    print(os.getpid(), flush=True)
    sys.stdin.read()
"""


def test_the_second_holder_is_refused_and_told_who_the_first_is(tmp_path: Path) -> None:
    with hold(tmp_path / "a"), hold(tmp_path / "b"):
        with pytest.raises(StoreError, match=rf"is being updated by process {os.getpid()} since"):
            hold(tmp_path / "a").__enter__()
        assert (tmp_path / "a").is_dir()


def test_a_lock_is_let_go_when_the_block_fails(tmp_path: Path) -> None:
    for _ in range(2):
        with pytest.raises(ZeroDivisionError), hold(tmp_path):
            raise ZeroDivisionError


def test_a_lock_of_another_process_holds_until_that_is_killed(tmp_path: Path) -> None:
    with subprocess.Popen(  # noqa: S603 - our own script
        [sys.executable, "-c", HOLDER, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        number = int(holder.stdout.readline())
        with pytest.raises(StoreError, match=f"process {number}"), hold(tmp_path):
            pass
        holder.send_signal(signal.SIGKILL)
        holder.wait()
        with hold(tmp_path):
            assert (tmp_path / ".lock").read_text().startswith(f"process {os.getpid()} ")


def test_a_folder_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="can't be made"), hold(tmp_path / "file" / "folder"):
        pass
