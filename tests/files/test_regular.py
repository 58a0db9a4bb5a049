"""What is no file is refused by what it is, and nothing waits for it."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from vscreen.files.regular import read_regular


def test_a_file_is_read_whole_through_links_too(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"\0\r\nabc")
    (tmp_path / "b").symlink_to("a")
    assert read_regular(tmp_path / "a") == read_regular(tmp_path / "b") == b"\0\r\nabc"


def test_a_name_that_no_text_can_hold_is_a_name_of_a_file(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/may\xff.csv"))
    path.write_bytes(b"x")
    assert read_regular(path) == b"x"


def refusal(path: Path) -> str | None:
    with pytest.raises(OSError, match=r".") as refused:
        read_regular(path)
    return refused.value.strerror


def test_what_is_no_file_says_what_it_is(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to("loop")
    with socket.socket(socket.AF_UNIX) as server:
        here = Path.cwd()
        os.chdir(tmp_path)  # the path of a socket may only be short
        try:
            server.bind("socket")
        finally:
            os.chdir(here)
        assert refusal(tmp_path / "socket") == "it is a socket, not a file"
    assert refusal(tmp_path) == "it is a folder, not a file"
    assert str(refusal(tmp_path / "pipe")).startswith("it is a pipe")
    assert refusal(Path("/dev/zero")) == "it is a device, not a file"
    assert "symbolic links" in str(refusal(tmp_path / "loop"))
    assert refusal(tmp_path / "nowhere") == "No such file or directory"
    assert "too long" in str(refusal(tmp_path / ("x" * 300)))
    for name in ("a\0b", "\ud800"):
        assert refusal(tmp_path / name) == "no file can have this name"
