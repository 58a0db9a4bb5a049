from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import vscreen
from vscreen.cli import main as cli
from vscreen.results.result import NOT_CHECKED

NOTICE = (
    "Bundled lists only: 86 entries (Korea, Japan, UN 1718). This is not OFAC, the EU or the UK."
)
CLEAR = "Vessel,IMO,Consignee\nEVER GIVEN,9811000,Kivu Coffee Growers Ltd\n"
HIT = "Vessel,IMO,Consignee\nEVER GIVEN,9811000,C/O MG-FLOT LLC\nLADY R,9161003,\n"
OWN_LIST = "id,kind,name,imo\n1,vessel,EVER GIVEN,9811000\n2,vessel,GREY HULL,\n"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


def run(*words: object) -> Any:
    return CliRunner().invoke(cli.app, [str(word) for word in words])


def manifest(text: str = HIT, name: str = "may.csv") -> Path:
    path = Path(name)
    path.write_text(text, encoding="utf-8")
    return path


def document(*words: object) -> Any:
    return json.loads(run(*words, "--json").stdout)


# --- exit codes ----------------------------------------------------------------------------------


def test_all_clear_ends_with_0() -> None:
    assert run("screen", manifest(CLEAR)).exit_code == 0


@pytest.mark.parametrize(
    "row",
    ["LADY R,9161003,", "ANGQRA,,", "???,,", "EVER GIVEN", 'EVER GIVEN,9811000,"open'],
    ids=["hit", "review", "not_screened", "rejected", "torn"],
)
def test_something_to_look_at_ends_with_1(row: str) -> None:
    assert run("screen", manifest(f"{CLEAR}{row}\n")).exit_code == 1


@pytest.mark.parametrize(
    ("text", "options", "message"),
    [
        ("", [], "the file is empty"),
        ("Vessel,IMO\n", [], "the manifest holds no rows, so nothing was screened"),
        ("Port,Date\nRason,2024\n", [], "no column can be screened"),
        ("<!DOCTYPE html><html></html>", [], "HTML"),
        (HIT, ["--max-age", "48h"], "at most 48 hours is asked for"),
        (HIT, ["--max-age", "soon"], "not 'soon'"),
        (HIT, ["--review", "200"], "less than or equal to 100"),
        (HIT, ["--review", "95", "--hit", "90"], "hit must be at least review"),
        (HIT, ["--lists", "nowhere"], "nowhere"),
        (HIT, ["--column", "Vessel"], "--column reads like"),
        (HIT, ["--column", "Vessel=ship"], "there is no field 'ship'"),
        (HIT, ["--column", "Boat=vessel"], "not a heading"),
        (HIT, ["--encoding", "utf-99"], "utf-99"),
    ],
)
def test_could_not_screen_ends_with_2_and_one_clear_line(
    text: str, options: list[str], message: str
) -> None:
    outcome = run("screen", manifest(text), *options)
    assert outcome.exit_code == 2
    assert message in outcome.stderr
    assert all(line.startswith("error: ") for line in outcome.stderr.splitlines())
    assert "Traceback" not in outcome.output


def test_rows_of_which_none_could_be_screened_end_with_2() -> None:
    assert run("screen", manifest("Vessel,IMO\n???,\n,-\n")).exit_code == 2


def test_a_manifest_that_is_not_there_is_told_by_name() -> None:
    outcome = run("screen", "gone.csv")
    assert (outcome.exit_code, outcome.stderr) == (
        2,
        "error: gone.csv: No such file or directory\n",
    )


def test_an_unknown_option_ends_with_2() -> None:
    assert run("screen", manifest(), "--list", "x").exit_code == 2


def test_an_interruption_ends_with_2(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "choice_of", interrupted)
    outcome = run("screen", manifest())
    assert (outcome.exit_code, outcome.stderr) == (2, "error: interrupted\n")


def test_what_nobody_foresaw_ends_with_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(cli, "app", broken)
    with pytest.raises(SystemExit, match="2"):
        cli.main()
    assert "RuntimeError: a bug" in capsys.readouterr().err


# --- screen --------------------------------------------------------------------------------------


def test_without_lists_the_first_line_says_that_this_is_not_ofac() -> None:
    lines = run("screen", manifest()).stdout.splitlines()
    assert lines[0] == NOTICE


def test_with_lists_nothing_speaks_of_the_bundled_ones() -> None:
    Path("own.csv").write_text(OWN_LIST)
    outcome = run("screen", manifest(CLEAR), "--lists", "own.csv")
    assert outcome.exit_code == 1
    assert outcome.stdout.startswith("own: 2 entries (2 vessels), publication date unknown, of")
    assert "Bundled" not in outcome.stdout


def test_the_bundled_lists_can_be_asked_for_beside_others() -> None:
    Path("own.csv").write_text(OWN_LIST)
    report = document("screen", manifest(), "--lists", "own.csv", "--lists", "bundled")
    assert {row["list"] for row in report["run"]["lists"]} == {
        "own", "jp-mofa", "kr-mofa", "un-1718",
    }  # fmt: skip
    assert report["notice"] == ""


def test_lists_manifest_hits_counts_and_limits_come_in_this_order() -> None:
    output = run("screen", manifest()).stdout
    order = [
        NOTICE, "kr-mofa: 15 entries (4 vessels), published 2024-05-24", "may.csv: 2 rows",
        "Columns: Vessel is vessel", "consignee: C/O MG-FLOT LLC", "2 rows: 2 hit", NOT_CHECKED,
    ]  # fmt: skip
    positions = [output.index(part) for part in order]
    assert positions == sorted(positions)


def test_the_table_is_cut_where_asked_and_says_how_many_more_there_are() -> None:
    output = run("screen", manifest(), "--show", "1").stdout
    assert "LADY R (kr-mofa)" in output
    assert "MG-FLOT LLC (jp-mofa)" not in output
    assert "... and 1 further hit;" in output


def test_why_rows_were_not_screened_is_told_with_their_number() -> None:
    output = run("screen", manifest(f"{CLEAR}???,,\n,,-\n")).stdout
    assert "3 rows: 0 hit, 0 review, 2 not_screened, 1 clear, 0 rejected." in output
    assert "  1 x Not screened: no field of the row could be read" in output
    assert "  1 x Not screened: Vessel '???' (letters of it are masked) could not be read" in output


def test_columns_can_be_named_and_left_out() -> None:
    text = "Hull,Ref=No,Buyer\nLADY R,MARIA,MG-FLOT LLC\n"
    options = ["--column", "Hull=vessel", "--column", "Buyer="]
    report = document("screen", manifest(text), *options)
    assert report["run"]["columns"] == {"Hull": "vessel"}
    report = document("screen", manifest(text), "--column", "Ref=No=vessel")
    assert report["run"]["columns"] == {"Ref=No": "vessel", "Buyer": "consignee"}


@pytest.mark.parametrize("delimiter", ["tab", "\t", "\\t"])
def test_delimiter_encoding_and_header_can_be_stated(delimiter: str) -> None:
    Path("may.txt").write_bytes("notes\nVessel\tFlag\nМАРИЯ\tRU\n".encode("cp1251"))
    options = ["--delimiter", delimiter, "--encoding", "cp1251", "--header", "2"]
    assert document("screen", "may.txt", *options)["run"]["verdicts"]["hit"] == 1


def test_the_policy_can_be_set() -> None:
    path = manifest("Vessel\nANGQRA\n")
    assert document("screen", path)["run"]["verdicts"]["review"] == 1
    assert document("screen", path, "--hit", "83")["run"]["verdicts"]["hit"] == 1
    assert document("screen", path, "--review", "90")["run"]["verdicts"]["clear"] == 1
    path = manifest("Vessel\nMAIA\n")
    assert document("screen", path)["run"]["verdicts"]["clear"] == 1
    weak = document("screen", path, "--weak-aliases", "screen")
    assert weak["run"]["verdicts"]["hit"] == 1


def test_list_problems_are_told_beside_the_hits_and_end_with_2() -> None:
    outcome = run("screen", manifest(), "--max-age", "48h")
    assert outcome.exit_code == 2
    assert "LADY R (kr-mofa)" in outcome.stdout
    assert outcome.stderr.count("error: the list ") == 3


def test_list_warnings_are_plain_lines_on_stderr() -> None:
    Path("lists").mkdir()
    Path("lists/own.csv").write_text(OWN_LIST)
    Path("lists/README.txt").write_text("about these lists")
    outcome = run("screen", manifest(CLEAR), "--lists", "lists")
    assert outcome.stderr == "warning: lists/README.txt: skipped, for it is no list\n"


def test_several_lists_can_be_given() -> None:
    for name in ("own", "other"):
        Path(f"{name}.csv").write_text(OWN_LIST)
    report = document("screen", manifest(CLEAR), "--lists", "own.csv", "--lists", "other.csv")
    assert [row["list"] for row in report["run"]["lists"]] == ["own", "other"]


def test_a_ship_on_several_lists_is_one_line_and_explained_with_all_of_them() -> None:
    for name, ship in (("own", "LADY R"), ("other", "NORTHERN DAWN")):
        Path(f"{name}.csv").write_text(f"id,kind,name,imo\n1,vessel,{ship},9161003\n")
    lists = ("--lists", "own.csv", "--lists", "other.csv", "--lists", "bundled")
    path = manifest("Vessel,IMO\nLADY R,9161003\n")
    output = run("screen", path, *lists, "--out", "out").stdout
    (line,) = [line for line in output.splitlines() if "imo: 9161003" in line]
    for name in ("own", "other", "kr-mofa"):
        assert name in line
    for explained in (run("explain", "out", "2").stdout, run("lookup", "LADY R", *lists).stdout):
        (line,) = [line for line in explained.splitlines() if " is listed by " in line]
        listed = line.removesuffix(".").partition(" is listed by ")[2].split("), ")
        assert [part.removesuffix(")") for part in listed] == [
            "Korea (kr-mofa:2024-04-03-lady-r of 2024-04-03", "own (own:1", "other (other:1",
        ]  # fmt: skip
    shown = document("screen", path, *lists)
    assert len(shown["hits"]) == 3, "no hit disappears by grouping"
    assert [(row["subject"], row["hits"]) for row in shown["subjects"]] == [("imo_ship:9161003", 3)]
    assert [row["list"] for row in shown["designations"]] == ["kr-mofa", "own", "other"]


# --- the run folder ------------------------------------------------------------------------------


def test_out_writes_a_run_that_explain_reads() -> None:
    outcome = run("screen", manifest(), "--out", "runs/today")
    assert outcome.stdout.endswith("All verdicts, hits and the run record are in runs/today.\n")
    assert {path.name for path in Path("runs/today").iterdir()} == {
        "verdicts.parquet", "hits.parquet", "evidence.parquet", "rejected.parquet",
        "entries.parquet", "designations.parquet", "alerts.csv", "run.json",
    }  # fmt: skip
    explained = run("explain", "runs/today", "3")
    assert explained.exit_code == 0
    assert "IMO number 9161003 is the entry's own" in explained.stdout
    assert explained.stdout.endswith(f"{NOT_CHECKED}\n")


def test_out_refuses_a_folder_that_holds_something_before_any_work() -> None:
    Path("full").mkdir()
    Path("full/kept.txt").write_text("kept")
    outcome = run("screen", "gone.csv", "--out", "full")
    assert outcome.exit_code == 2
    assert outcome.stderr == "error: full holds something already; name a new folder for this run\n"
    assert [path.name for path in Path("full").iterdir()] == ["kept.txt"]


def test_explain_of_no_run_or_no_row_ends_with_2() -> None:
    assert "no run folder" in run("explain", ".", "3").stderr
    run("screen", manifest(), "--out", "out")
    outcome = run("explain", "out", "99")
    assert (outcome.exit_code, outcome.stderr) == (
        2, "error: out: there is no row '99' among the 2 screened\n",
    )  # fmt: skip


# --- json ----------------------------------------------------------------------------------------


def test_json_is_one_document_and_nothing_else_on_stdout() -> None:
    outcome = run("screen", manifest(), "--json", "--out", "out")
    report = json.loads(outcome.stdout)
    assert outcome.exit_code == report["exit_code"] == 1
    assert NOTICE in outcome.stderr
    assert report["notice"] == NOTICE
    assert report["run"]["verdicts"] == {"hit": 2, "review": 0, "not_screened": 0, "clear": 0}
    assert [(row["row"], row["verdict"]) for row in report["verdicts"]] == [(2, "hit"), (3, "hit")]
    assert {row["entry_name"] for row in report["hits"]} == {"LADY R", "MG-FLOT LLC"}
    assert report["not_checked"] == NOT_CHECKED


def test_json_holds_the_rows_that_could_not_be_read() -> None:
    rejected = document("screen", manifest(f"{CLEAR}EVER GIVEN\n"))["rejected"]
    assert [(row["line"], row["text"]) for row in rejected] == [("3", "EVER GIVEN")]


def test_json_of_a_manifest_without_rows_is_still_a_document() -> None:
    report = document("screen", manifest("Vessel\n"))
    assert (report["exit_code"], report["verdicts"], report["hits"]) == (2, [], [])


def test_json_is_ascii_whatever_the_names() -> None:
    outcome = run("lookup", "МАЙЯ-1", "--json")
    assert outcome.stdout.isascii()
    assert json.loads(outcome.stdout)["hits"][0]["text"] == "МАЙЯ-1"


# --- lookup, compare, lists, demo ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["LADY R"], "LADY R"),
        (["NEW NAME", "--imo", "9161003"], "LADY R"),
        (["--imo", "IMO 9161003"], "LADY R"),
        (["--mmsi", "273359830"], "MARIA"),
        (["--call-sign", "UBDT8", "--flag", "RU"], "LADY R"),
        (["--party", "Rim, Yong Hyok"], "RIM Yong Hyok"),
        (["--party", "C/O TRANSMORFLOT"], "MG-FLOT LLC"),
    ],
)
def test_lookup_finds_by_name_or_number(words: list[str], found: str) -> None:
    outcome = run("lookup", *words)
    assert outcome.exit_code == 1
    assert outcome.stdout.startswith(NOTICE)
    assert f"{found} (" in outcome.stdout
    assert document("lookup", *words)["hits"][0]["entry_name"] == found


def test_lookup_of_an_innocent_ship_is_clear_and_says_against_what() -> None:
    outcome = run("lookup", "EVER GIVEN", "--imo", "9811000")
    assert outcome.exit_code == 0
    assert "Clear: vessel screened against jp-mofa, kr-mofa, un-1718, nothing found." in (
        outcome.stdout
    )


def test_lookup_of_several_hits_shows_them_as_a_table() -> None:
    assert "Manifest says" in run("lookup", "--party", "AZIA SHIPPING HOLDINGS LTD").stdout


def test_lookup_of_a_person_takes_a_birth_date_and_a_nationality(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text(
        "id,kind,name,country,birth_date\n1,person,Ivan Petrovich Testov,Russia,4 March 1962\n",
        encoding="utf-8",
    )
    words = ("lookup", "Ivan Petrovich Testov", "--lists", str(own), "--nationality", "Russian")
    [equal] = document(*words, "--birth-date", "1962-03-04")["hits"]
    assert equal["verdict"] == "hit"
    assert "birth date 1962-03-04 is the entry's" in equal["sentence"]
    [other] = document(*words, "--birth-date", "21 Aug 1975")["hits"]
    assert other["verdict"] == "review"
    assert "birth date 21 Aug 1975 conflicts with the entry's 1962-03-04" in other["sentence"]
    assert "nationality Russian is the entry's" in other["sentence"]


def test_lookup_of_nothing_is_refused() -> None:
    outcome = run("lookup")
    assert outcome.exit_code == 2
    assert "give a name, --imo, --eni, --mmsi or --call-sign" in outcome.stderr


def test_compare_tells_score_view_and_forms() -> None:
    outcome = run("compare", "M/V OCEAN GRACE 7", "OCEAN GRACE VII")
    assert outcome.exit_code == 0
    assert outcome.stdout == f"{vscreen.compare('M/V OCEAN GRACE 7', 'OCEAN GRACE VII')}\n"
    report = document("compare", "C/O MG-FLOT LLC", "MG-FLOT LLC", "--kind", "party")
    assert (report["verdict"], report["kind"], report["policy"]["hit"]) == ("hit", "party", 93)


def test_compare_of_an_unknown_kind_is_refused() -> None:
    assert run("compare", "A", "B", "--kind", "ship").exit_code == 2


def test_lists_show_tells_size_age_title_and_hash() -> None:
    output = run("lists", "show").stdout
    assert output.startswith(NOTICE)
    assert "2018-10-16" in output
    assert "UN: ships designated by" in output
    assert output.count("SHA-256 ") == 3
    shown = document("lists", "show")
    assert [(row["list"], row["entries"]) for row in shown] == [
        ("jp-mofa", 12), ("kr-mofa", 15), ("un-1718", 59),
    ]  # fmt: skip
    assert all(row["age_seconds"] > 0 and row["published"] for row in shown)


def test_lists_check_ends_with_0_or_2_and_names_every_list_that_is_not_fit() -> None:
    assert run("lists", "check").stdout.endswith("Fit to screen against.\n")
    outcome = run("lists", "check", "--max-age", "7D")
    assert outcome.exit_code == 2
    assert [line.split()[3] for line in outcome.stderr.splitlines()] == [
        "jp-mofa", "kr-mofa", "un-1718",
    ]  # fmt: skip


def test_the_demo_shows_the_founding_case_explains_it_and_ends_with_0() -> None:
    outcome = run("demo")
    assert outcome.exit_code == 0
    assert outcome.stdout.startswith(NOTICE)
    for part in ("MAIA-1", "MARIA", "LADY R", "ANGARA", "For example, LADY R renamed", "conflicts"):
        assert part in outcome.stdout
    assert outcome.stdout.endswith(f"{NOT_CHECKED}\n")


# --- what data may not do to a terminal ----------------------------------------------------------

HOSTILE = "[red]LADY R[/red]\x1b[31m\u202e\u200b:ship:"


@pytest.mark.parametrize("verb", ["screen", "explain", "lookup"])
def test_signs_of_the_data_are_shown_and_never_obeyed(verb: str) -> None:
    if verb == "lookup":
        output = run("lookup", HOSTILE, "--imo", "9161003").stdout
    else:
        path = manifest(f'Vessel,IMO\n"{HOSTILE}",9161003\n')
        output = run("screen", path, "--out", "out").stdout
        output = run("explain", "out", "2").stdout if verb == "explain" else output
    assert not set(output) & {"\x1b", "\u202e", "\u200b"}
    if verb != "screen":  # the table shows the number that decided
        assert r"[red]LADY R[/red]\x1b[31m\u202e\u200b:ship:" in output


def test_a_name_with_line_ends_cannot_begin_a_line_of_its_own() -> None:
    output = run("lookup", "LADY R\nRow 0: Clear", "--imo", "9161003").stdout
    assert not any(line.startswith("Row 0: Clear") for line in output.splitlines())


def test_a_heading_or_a_party_with_markup_is_shown_as_it_stands() -> None:
    text = 'Vessel,"[bold]Ref\x1b[2J","Consignee"\nEVER GIVEN,1,"[link=x]MG-FLOT LLC[/link]"\n'
    output = run("screen", manifest(text)).stdout
    assert r"Not used: [bold]Ref\x1b[2J." in output
    assert "\x1b" not in output
    assert "[link=x]MG-FLOT" in output


def test_an_error_that_quotes_data_stays_one_line() -> None:
    outcome = run("screen", manifest("P\x1b[2Jort,Date\nRason,2024\n"))
    assert outcome.exit_code == 2
    assert outcome.stderr.count("\n") == 1
    assert "\x1b" not in outcome.stderr


# --- the real command ----------------------------------------------------------------------------


def command(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603  # our own command, with our own words
        [*words], capture_output=True, text=True, encoding="utf-8", check=False, timeout=60,
        env={**os.environ, **environment},
    )  # fmt: skip


def test_the_installed_command_screens_a_file() -> None:
    script = Path(sys.executable).with_name("vscreen")
    done = command(str(script), "screen", str(manifest()))
    assert done.returncode == 1
    assert done.stdout.startswith(NOTICE)
    assert done.stderr == ""


def test_the_module_is_the_command_and_survives_a_terminal_without_letters() -> None:
    done = command(sys.executable, "-m", "vscreen", "lookup", "마리아", PYTHONIOENCODING="ascii")
    assert done.returncode == 1
    assert r"\ub9c8\ub9ac\uc544" in done.stdout
    assert done.stderr == ""


def test_a_reader_that_stops_reading_gets_no_traceback() -> None:
    done = command("sh", "-c", f"{sys.executable} -m vscreen demo | head -1")
    assert done.stdout == f"{NOTICE}\n"
    assert "Traceback" not in done.stderr


def test_a_field_can_be_let_off_from_being_read() -> None:
    path = manifest("Vessel,IMO\nEVER GIVEN,907472\n")
    assert document("screen", path)["run"]["verdicts"]["not_screened"] == 1
    report = document("screen", path, "--ignore-unread", "imo")
    assert report["run"]["verdicts"]["clear"] == 1
    assert report["run"]["policy"]["ignore_unread"] == ["imo"]
