"""Lines, tables and progress as a terminal or a pipe receives them."""

from __future__ import annotations

import io
import json
from datetime import date

import numpy as np
import pytest
from rich.console import Console
from rich.text import Text

from vscreen.cli.console import console, counted, plain, say, table, to_json, working

Captured = pytest.CaptureFixture[str]


def printed(rows: object, width: int) -> list[str]:
    """Return the lines of a table on a console of that width, without trailing blanks."""
    stream = io.StringIO()
    Console(file=stream, width=width).print(rows)
    return [line.rstrip() for line in stream.getvalue().splitlines() if line.strip()]


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("МАРИЯ 마리아 マリア", "МАРИЯ 마리아 マリア"),
        ("a\tb\r\nc", r"a\tb\r\nc"),
        ("\x00\x9b\u2028\ud800", r"\x00\x9b\u2028\ud800"),
    ],
)
def test_plain_text_keeps_letters_and_escapes_all_that_controls(text: str, escaped: str) -> None:
    assert plain(text) == escaped


def test_a_line_is_written_whole_where_there_is_no_terminal(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    say("[red]x[/red] :ship: \x1b[31m " + "word " * 50)
    output = capsys.readouterr()
    assert output.out == r"[red]x[/red] :ship: \x1b[31m " + "word " * 50 + "\n"
    assert output.err == ""


def test_a_line_is_wrapped_on_a_terminal(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("FORCE_COLOR", "1")
    say("word " * 50)
    assert max(map(len, capsys.readouterr().out.splitlines())) <= 40


def test_an_error_goes_to_stderr_and_a_styled_text_keeps_its_brackets(capsys: Captured) -> None:
    say(Text("1 [hit]", "bold red"), error=True)
    assert capsys.readouterr() == ("", "1 [hit]\n")


def test_a_narrow_table_wraps_cells_of_some_columns_and_cuts_those_of_others() -> None:
    rows = table("List", "Name", wrapped=("Name",))
    rows.add_row("us-sdn", "LADY RUSLANA OF ARKHANGELSK")
    cells = [line.split(maxsplit=1) for line in printed(rows, 24)[2:]]
    assert cells == [["us-sdn", "LADY RUSLANA"], ["OF"], ["ARKHANGELSK"]]
    rows = table("List", "Name")
    rows.add_row("us-sdn", "LADY RUSLANA OF ARKHANGELSK")
    (line,) = printed(rows, 24)[2:]
    assert line.endswith("LADY RUSLANA OF …")


def test_columns_are_aligned_left_unless_they_are_among_the_right() -> None:
    rows = table("List", "Count", right=("Count",))
    rows.add_row("a", "1")
    rows.add_row("long-name", "1,000")
    assert printed(rows, 60)[2:] == [" a               1", " long-name   1,000"]


def test_a_cell_with_markup_is_written_as_it_is(capsys: Captured) -> None:
    rows = table("Name")
    rows.add_row("[red]A[/red] :ship:")
    console().print(rows)
    assert "[red]A[/red] :ship:" in capsys.readouterr().out


def test_progress_is_shown_on_a_terminal_with_each_step_and_nowhere_else(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    with working("reading") as begin:
        begin("screening")
    assert capsys.readouterr() == ("", "")
    monkeypatch.setenv("FORCE_COLOR", "1")
    with working("reading \x1b[2J") as begin:
        begin("screening \x1b[2J[red]")
    output = capsys.readouterr()
    assert output.out == ""
    assert r"reading \x1b[2J" in output.err
    assert r"screening \x1b[2J[red]" in output.err


def test_a_noun_is_in_the_plural_unless_there_is_a_single_thing() -> None:
    assert [counted(number, "row") for number in (0, 1, 2)] == ["0 rows", "1 row", "2 rows"]


def test_json_holds_numbers_of_numpy_and_dates_and_no_nan() -> None:
    document = {"count": np.int64(7), "day": date(2024, 5, 24), "name": "МАРИЯ"}
    text = to_json(document)
    assert text.isascii()
    assert json.loads(text) == {"count": 7, "day": "2024-05-24", "name": "МАРИЯ"}
    with pytest.raises(ValueError, match="not JSON compliant"):
        to_json({"score": float("nan")})
