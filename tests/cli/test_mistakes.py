"""A mistake at the shell ends with 2 and a line that names it: at once, before lists are read."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from vscreen.cli import main as cli

DAMAGED = "id,kind,name,imo\n1,vessel\n"
"""A list that would be refused if it were read."""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    Path("may.csv").write_text("Vessel,IMO\nLADY R,9161003\nEVER GIVEN,9811000\n")
    Path("lists.csv").write_text(DAMAGED)
    Path("folder").mkdir()
    os.mkfifo("pipe")
    Path("loop").symlink_to("loop")
    Path("dangling").symlink_to("nowhere")


def run(*words: object) -> Any:
    return CliRunner().invoke(cli.app, [str(word) for word in words])


def refusal(*words: object) -> str:
    """The one line by which a command is refused."""
    outcome = run(*words)
    assert outcome.exit_code == 2, outcome.output
    (line,) = outcome.stderr.splitlines()
    assert line.startswith("error: ")
    return str(line)


NO_FILES = {
    "pipe": "it is a pipe, not a file",
    "folder": "it is a folder, not a file",
    "/dev/zero": "it is a device, not a file",
    "/dev/null": "it is a device, not a file",
    "loop": "symbolic links",
    "dangling": "No such file or directory",
    "gone.csv": "No such file or directory",
    "may.csv/x": "Not a directory",
    "x" * 300: "too long",
}


@pytest.mark.parametrize("verb", ["screen", "selftest"])
@pytest.mark.parametrize("name", NO_FILES)
def test_a_manifest_that_is_no_file_is_told_before_lists_are_read(verb: str, name: str) -> None:
    line = refusal(verb, name, "--lists", "lists.csv")
    assert NO_FILES[name] in line
    assert name in line
    assert "lists.csv" not in line


@pytest.mark.parametrize("name", NO_FILES)
def test_a_file_of_columns_that_is_no_file_is_told_before_lists_are_read(name: str) -> None:
    line = refusal("screen", "may.csv", "--lists", "lists.csv", "--columns", name)
    assert NO_FILES[name] in line
    assert "lists.csv" not in line


@pytest.mark.parametrize("name", ["pipe", "may.csv", "/dev/null", "loop", "may.csv/x", "x" * 300])
@pytest.mark.parametrize("verb", ["screen", "selftest"])
def test_an_out_that_cannot_be_written_is_told_before_lists_are_read(verb: str, name: str) -> None:
    line = refusal(verb, "may.csv", "--lists", "lists.csv", "--out", name)
    assert f"{name} is a file" in line or f"{name} can't be written" in line


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_an_out_where_nothing_may_be_written_is_told_before_lists_are_read() -> None:
    Path("folder").chmod(0o500)
    assert "nothing may be written" in refusal(
        "screen", "may.csv", "--lists", "lists.csv", "--out", "folder/run"
    )


@pytest.mark.parametrize(
    ("option", "value", "message"),
    [
        ("--review", "nan", "not nan"),
        ("--hit", "101", "less than or equal to 100"),
        ("--max-age", "NaT", "an age reads like '48h'"),
        ("--max-age", "", "an age reads like '48h'"),
        ("--max-age", "99999999999999D", "an age reads like '48h'"),
        ("--column", "Vessel", 'reads like "Ship=vessel"'),
        ("--column", "Gone=vessel", "'Gone', which is not a heading"),
        ("--column", "IMO=nothing", "there is no field 'nothing'"),
        ("--encoding", "nothing", "is not known to Python"),
        ("--header", "-3", "no line that headings stand on"),
        ("--header", "9" * 30, "no line that headings stand on"),
    ],
)
def test_an_option_that_makes_no_sense_is_told_before_lists_are_read(
    option: str, value: str, message: str
) -> None:
    line = refusal("screen", "may.csv", "--lists", "lists.csv", option, value)
    assert message in line
    assert "lists.csv" not in line


def test_lists_are_read_where_nothing_else_is_wrong() -> None:
    assert "lists.csv" in refusal("screen", "may.csv", "--lists", "lists.csv")


@pytest.mark.parametrize("name", ["pipe", "folder", "may.csv", "loop", "/dev/null", "gone"])
def test_what_is_no_run_is_not_explained(name: str) -> None:
    assert f"{name} is no run folder" in refusal("explain", name, "2")


def test_a_file_whose_name_is_no_utf_8_is_screened_saved_and_explained() -> None:
    name = os.fsdecode(b"na\xefve.csv")
    Path(name).write_bytes(Path("may.csv").read_bytes())
    out = os.fsdecode(b"r\xefn")
    assert run("screen", name, "--lists", "bundled", "--out", out).exit_code == 1
    assert "IMO number 9161003" in run("explain", out, "2").stdout
    assert run("screen", name, "--lists", "bundled", "--json").exit_code == 1
    assert "\\udcef" in refusal("screen", os.fsdecode(b"g\xefne.csv"))


def test_an_error_of_the_system_is_a_line_that_names_the_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "may.tmp")

    monkeypatch.setattr(cli, "choice_of", full)
    assert refusal("screen", "may.csv") == "error: may.tmp: No space left on device"


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        (RuntimeError("a bug"), "RuntimeError: a bug (test_mistakes.py, line "),
        (RecursionError("deep\nand deeper"), "RecursionError: deep"),
        (MemoryError(), "error: there is not enough memory"),
    ],
)
def test_what_nobody_foresaw_is_a_line_too_and_ends_with_2(
    fault: Exception,
    message: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def broken() -> None:
        raise fault

    monkeypatch.setattr(cli, "app", broken)
    with pytest.raises(SystemExit, match="2"):
        cli.main()
    (line,) = capsys.readouterr().err.splitlines()
    assert message in line


def test_the_developers_of_vscreen_can_see_the_whole_of_a_fault() -> None:
    code = (
        "from vscreen.cli import main as cli\n"
        "def broken(): raise RuntimeError('a bug')\n"
        "cli.app = broken\n"
        "cli.main()\n"
    )
    for flags, is_shown in ((["-X", "dev"], True), ([], False)):
        done = subprocess.run(  # noqa: S603  # our own interpreter on our own code
            [sys.executable, *flags, "-c", code], check=False, capture_output=True, text=True
        )
        assert done.returncode == 2
        assert ("Traceback" in done.stderr) is is_shown
