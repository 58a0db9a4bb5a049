"""The verbs of ``vscreen lists`` against a publisher on this machine, as a user runs them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from publisher import Handler, Publisher, edition, serving, status, unmeasured, whole
from typer.testing import CliRunner

import vscreen
from vscreen.cli import main as cli
from vscreen.snapshots.guards import age_in_words
from vscreen.store.sources import load_sources

HOUSE = "id,kind,name,imo\n1,vessel,GREY HULL,9074729\n2,vessel,HERON,9000003\n"
RENAMED = HOUSE.replace("GREY HULL", "WHITE HULL").replace("2,vessel,HERON,9000003", "3,person,JO,")
BUNDLED = ["jp-mofa", "kr-mofa", "un-1718"]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "160")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    with serving() as server:
        server.files = {"/cons.xml": edition(400), "/house.csv": HOUSE.encode()}
        rows = [
            f"us-cons,consolidated.xml,{server.address('/cons.xml')},",
            f"house,ships.csv,{server.address('/house.csv')},yes",
        ]
        Path("mirrors.csv").write_text("list,file,address,browser\n" + "\n".join(rows) + "\n")
        yield server


def run(*words: object) -> Any:
    return CliRunner().invoke(cli.app, [str(word) for word in words])


def update(*words: object) -> Any:
    return run("lists", "update", "--sources", "mirrors.csv", *words)


def document(*words: object) -> Any:
    return json.loads(run(*words, "--json").stdout)


def age_of_cons() -> str:
    return age_in_words(datetime.now(UTC) - datetime(2023, 11, 23, tzinfo=UTC))


def ids(*words: object) -> list[str]:
    return [row["list"] for row in document("lists", "show", *words)]


# --- update --------------------------------------------------------------------------------------


def test_update_puts_every_list_into_use_and_ends_with_0(publisher: Publisher) -> None:
    outcome = update()
    assert (outcome.exit_code, outcome.stderr) == (0, "")
    assert outcome.stdout.startswith(f"Lists kept in {Path('data/vscreen/lists').absolute()}\n")
    rows = [line.split() for line in outcome.stdout.splitlines() if "updated" in line]
    assert [line[:4] for line in rows] == [
        ["house", "updated", "2", "2"], ["us-cons", "updated", "400", "0"],
    ]  # fmt: skip
    assert [line for line in update().stdout.splitlines() if "unchanged" in line]
    assert ids("--lists", "store") == ["house", "us-cons"]


def test_update_as_json_is_one_document(publisher: Publisher) -> None:
    publisher.usual["/house.csv"] = status(403)
    outcome = update("--json")
    report = json.loads(outcome.stdout, parse_constant=pytest.fail)
    assert outcome.exit_code == report["exit_code"] == 2
    assert [(row["list"], row["outcome"], row["entries"]) for row in report["lists"]] == [
        ("house", "failed", 0), ("us-cons", "updated", 400),
    ]  # fmt: skip
    assert "403 Forbidden" in report["lists"][0]["error"]
    assert report["lists"][1]["published"] == "2023-11-23"


def test_what_failed_is_told_by_list_with_what_is_still_in_use(publisher: Publisher) -> None:
    update()
    publisher.usual["/cons.xml"] = status(200, b"<!DOCTYPE html><title>Login</title>")
    publisher.files["/house.csv"] = RENAMED.encode()
    outcome = update()
    assert outcome.exit_code == 2
    first, second = outcome.stderr.splitlines()
    assert first.startswith(
        "error: us-cons failed: us-cons/consolidated.xml: an HTML page ('Login'), and no list"
    )
    assert second == (
        "error: us-cons: in use is still us-cons: 400 entries (0 vessels), published 2023-11-23, "
        f"{age_of_cons()} old, checked less than an hour ago"
    )
    assert ids("--lists", "store") == ["house", "us-cons"]
    assert document("lists", "show", "--lists", "us-cons")[0]["entries"] == 400
    assert run("lookup", "WHITE HULL", "--lists", "house").exit_code == 1


def test_what_never_came_is_told_to_be_missing(publisher: Publisher) -> None:
    publisher.usual["/house.csv"] = status(404)
    last = update("house").stderr.splitlines()[-1]
    assert last == "error: house: none of it is in use, so nothing is screened against it"
    update("us-cons")
    for words in (("--lists", "store"), ()):
        never = (
            "the list house was asked for and never came, so nothing is screened against it; fetch "
            "it with: vscreen lists update house, or leave it out with: vscreen lists leave-out "
            "house\n"
        )
        looked_up = run("lookup", "Kivu Coffee", "--party", *words)
        assert (looked_up.exit_code, looked_up.stderr) == (2, f"error: {never}")
        assert "Not screened" in looked_up.stdout
        checked = run("lists", "check", *words)
        assert (checked.exit_code, checked.stderr) == (2, f"error: {never}")
        assert run("lists", "show", *words).stderr == f"warning: {never}"
    assert run("lists", "show", "--lists", "us-cons").stderr == ""
    publisher.usual.clear()
    update()
    assert run("lists", "show", "--lists", "store").stderr == ""


def test_lists_are_chosen_by_id_and_the_store_by_its_folder(publisher: Publisher) -> None:
    assert update("house", "--store", "kept").exit_code == 0
    assert ids("--store", "kept") == ids("--lists", "kept") == ["house"]
    assert not Path("data").exists()
    outcome = update("uk-sanctions")
    assert outcome.exit_code == 2
    assert outcome.stderr == (
        "error: nobody knows where to fetch uk-sanctions; known are house, us-cons\n"
    )


def test_a_much_smaller_list_is_accepted_by_name(publisher: Publisher) -> None:
    update()
    publisher.files["/cons.xml"] = edition(350)
    outcome = update("us-cons")
    assert outcome.exit_code == 2
    assert "lost 50 of the 400 entries that it held on 2023-11-23, such as" in outcome.stderr
    assert update("us-cons", "--accept-shrunk", "us-cons").exit_code == 0


def test_what_reading_a_list_gave_is_told_then_and_whenever_it_is_used(
    publisher: Publisher,
) -> None:
    publisher.files["/house.csv"] = b"id,kind,name,imo\n1,vessel,GREY HULL,9000004\n"
    message = "line 2 has the imo '9000004', which can't be one"
    for outcome in (update("house"), run("lookup", "HERON", "--lists", "house")):
        assert outcome.exit_code == 0
        assert outcome.stderr.startswith("warning: ")
        assert message in outcome.stderr


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "holds no row; it needs the columns list, file, address"),
        ("list,file,address\n", "holds no row"),
        ("list,address\na,b\n", "lacks the column file"),
        ("list,file,address,colour\na,b,c,red\n", "colour is no column of it; known are list,"),
        ("list,file,address\na,b\n", "row 2: has more or fewer cells than the heading"),
        ("list,file,address\na,b,c,d\n", "row 2: has more or fewer cells than the heading"),
        ("list,file,address\n../a,b,c\n", "row 2: '../a' is no list id"),
        ("list,file,address\na,../b,c\n", "row 2: '../b' is no file name"),
        ("list,file,address\na,.lock,c\n", "row 2: '.lock' is no file name"),
        ("list,file,address\na,b, \n", "row 2: the address is empty"),
        ("list,file,address\na,b,c\na,b,d\n", "row 3: the file b of the list a comes twice"),
        ("list,file,address,browser\na,b,c,si\n", "row 2: browser is yes or no, not 'si'"),
        ("list,file,address,cadence_hours\na,b,c,-1\n", "cadence_hours is a number of hours"),
        ('list,file,address\na,b,"c\n', "is no CSV file in UTF-8"),
    ],
)
def test_a_table_of_sources_that_makes_no_sense_is_refused_with_its_row(
    text: str, message: str
) -> None:
    Path("mirrors.csv").write_text(text)
    outcome = update()
    assert outcome.exit_code == 2
    assert outcome.stderr.startswith("error: mirrors.csv")
    assert message in outcome.stderr
    assert not Path("data").exists()


def test_a_table_of_sources_that_is_not_there_or_not_text_is_refused() -> None:
    assert update().stderr == (
        "error: mirrors.csv: cannot be read (No such file or directory); check the path\n"
    )
    Path("mirrors.csv").write_bytes(b"list,file,address\n\xff,b,c\n")
    assert "is no CSV file in UTF-8" in update().stderr


def test_an_address_of_plain_http_is_refused(publisher: Publisher) -> None:
    Path("mirrors.csv").write_text("list,file,address\nhouse,a.csv,http://lists.example/a.csv\n")
    outcome = update()
    assert outcome.exit_code == 2
    assert "a list is only fetched by https" in outcome.stderr


def test_a_table_of_sources_says_what_the_own_one_says() -> None:
    own = Path(vscreen.__file__).parent / "data" / "sources.csv"
    assert load_sources(own) == tuple(vscreen.Store().sources.values())
    assert vscreen.Store(sources=own).sources == vscreen.Store().sources


def test_what_is_another_list_than_the_table_says_is_refused(publisher: Publisher) -> None:
    text = Path("mirrors.csv").read_text()
    for other in ("us-sdn", "my-list"):
        Path("mirrors.csv").write_text(text.replace("us-cons", other))
        outcome = update(other)
        assert outcome.exit_code == 2
        assert f"what came for the list {other} is us-cons; look up" in outcome.stderr


# --- which lists a word means --------------------------------------------------------------------


def test_without_a_word_all_is_used_that_is_at_hand(publisher: Publisher) -> None:
    assert ids() == BUNDLED
    update()
    assert ids() == ["house", "us-cons", *BUNDLED]
    outcome = run("lookup", "LADY R", "--imo", "9161003")
    assert "Bundled lists only" not in outcome.stdout
    assert "LADY R (vessel, kr-mofa)" in outcome.stdout
    Path("m.csv").write_text("Vessel,IMO\nGREY HULL,9074729\nLADY R,9161003\n")
    screened = document("screen", "m.csv")
    assert {row["list"] for row in screened["hits"]} == {"house", "kr-mofa"}


def test_a_list_of_the_store_stands_in_for_the_bundled_one(publisher: Publisher) -> None:
    rows = "".join(f"{n},vessel,MARIA {n},\n" for n in range(20))
    ships = "x,vessel,MARIA,8517839\ny,vessel,LADY R,9161003\n"
    publisher.files["/house.csv"] = f"id,kind,name,imo\n{rows}{ships}".encode()
    text = Path("mirrors.csv").read_text()
    Path("mirrors.csv").write_text(text.replace("house,ships.csv", "kr-mofa,kr-mofa.csv"))
    assert update("kr-mofa").exit_code == 0
    assert ids() == ["kr-mofa", "jp-mofa", "un-1718"]
    assert document("lists", "show", "--lists", "kr-mofa")[0]["entries"] == 22


def test_words_name_files_folders_ids_versions_the_store_and_the_bundled(
    publisher: Publisher,
) -> None:
    update()
    Path("own.csv").write_text(HOUSE)
    Path("folder").mkdir()
    Path("folder/other.csv").write_text(HOUSE)
    shelf = Path("data/vscreen/lists/house")
    version = next(shelf.glob("2*")).name
    assert ids("--lists", "own.csv", "--lists", "folder") == ["own", "other"]
    assert ids("--lists", "us-cons", "--lists", "kr-mofa") == ["us-cons", "kr-mofa"]
    assert ids("--lists", "store", "--lists", "bundled") == ["house", "us-cons", *BUNDLED]
    assert ids("--lists", f"house/{version}") == ids("--lists", shelf / version) == ["house"]
    assert ids("--lists", "data/vscreen/lists") == ["house", "us-cons"]


def test_a_word_that_means_nothing_says_what_is_at_hand(publisher: Publisher) -> None:
    update("house")
    outcome = run("lists", "show", "--lists", "us-sdn")
    assert outcome.exit_code == 2
    assert "us-sdn is no file or folder, and no list that is at hand; " in outcome.stderr
    assert "keeps house, bundled are jp-mofa, kr-mofa, un-1718" in outcome.stderr


@pytest.mark.parametrize("words", [("--lists", "store"), ("--store", "kept")])
def test_a_store_without_lists_says_how_to_fill_it(words: tuple[str, ...]) -> None:
    for verb in (("lists", "show"), ("lists", "check"), ("lookup", "HERON")):
        outcome = run(*verb, *words)
        assert outcome.exit_code == 2
        assert outcome.stderr.endswith("keeps no list yet; fetch them with: vscreen lists update\n")


def test_a_damaged_list_of_the_store_is_never_passed_over(publisher: Publisher) -> None:
    update()
    path = next(Path("data/vscreen/lists/house").glob("2*/names-*.parquet"))
    path.write_bytes(path.read_bytes()[:-9])
    Path("m.csv").write_text("Vessel\nEVER GIVEN\n")
    for words in (("screen", "m.csv"), ("lookup", "EVER GIVEN"), ("lists", "check")):
        outcome = run(*words)
        assert outcome.exit_code == 2
        assert "its bytes are not those that were saved" in outcome.stderr
    assert update().exit_code == 0
    assert run("screen", "m.csv").exit_code == 0


# --- show and check ------------------------------------------------------------------------------


def test_show_marks_watch_lists(list_fixtures: Path) -> None:
    output = run("lists", "show", "--lists", list_fixtures / "war-sanctions" / "ships.csv").stdout
    assert "watch list, not a sanction" in output


def test_a_list_that_never_comes_is_left_out_and_comes_back_by_name(publisher: Publisher) -> None:
    publisher.usual["/house.csv"] = status(404)
    assert update().exit_code == 2
    assert run("lists", "check", "--lists", "store").exit_code == 2
    outcome = run("lists", "leave-out", "house")
    assert (outcome.exit_code, outcome.stdout.partition(" of ")[0]) == (0, "house left out")
    assert run("lists", "check", "--lists", "store").exit_code == 0
    assert update().exit_code == 0
    assert document("lists", "leave-out", "house")["left_out"] == ["house"]
    assert run("lists", "leave-out", "nowhere").exit_code == 2
    publisher.usual.clear()
    assert update("house").exit_code == 0
    assert ids("--lists", "store") == ["house", "us-cons"]


def test_what_was_lost_from_the_store_is_not_replaced_by_a_bundled_list(
    publisher: Publisher,
) -> None:
    rows = "".join(f"{key},vessel,HERON {key},\n" for key in range(60))
    publisher.files["/un.csv"] = f"id,kind,name,imo\n{rows}".encode()
    with Path("mirrors.csv").open("a", encoding="utf-8") as table:
        table.write(f"kr-mofa,kr.csv,{publisher.address('/un.csv')},\n")
    assert update("kr-mofa").exit_code == 2
    outcome = run("lists", "show", "--lists", "kr-mofa")
    assert (outcome.exit_code, "keeps no kr-mofa" in outcome.stderr) == (2, True)


def test_an_older_edition_is_taken_by_name(publisher: Publisher) -> None:
    update()
    publisher.files["/cons.xml"] = edition(400).replace(b"11/23/2023", b"11/22/2023")
    outcome = update("us-cons")
    assert outcome.exit_code == 2
    assert "older than the edition in use, which is of 2023-11-23" in outcome.stderr
    assert update("us-cons", "--accept-older", "us-cons").exit_code == 0


def test_what_deserves_a_look_though_it_is_in_use_is_told(publisher: Publisher) -> None:
    publisher.usual["/house.csv"] = unmeasured
    outcome = update()
    assert outcome.exit_code == 0
    assert outcome.stderr == (
        "warning: the publisher of house does not say how long ships.csv is, so that its content "
        "alone shows whether it came whole\n"
    )
    Path("mirrors.csv").write_text(
        f"list,file,address\nus-cons,consolidated.xml,{publisher.address('/cons.xml')}\n"
    )
    outcome = update()
    assert outcome.exit_code == 0
    assert outcome.stderr == ("warning: nobody says where to fetch house, so it only gets older\n")
    assert json.loads(update("--json").stdout)["without_source"] == ["house"]


def test_show_as_json_says_what_to_know_of_each_list(publisher: Publisher) -> None:
    update()
    house, cons = document("lists", "show", "--lists", "store")
    assert (cons["published"], house["published"]) == ("2023-11-23", None)
    assert cons["checked"] > cons["published"]
    assert 0 <= house["age_seconds"] < 600
    assert (cons["nature"], cons["verified"], cons["warnings"]) == ("sanction", True, [])


def test_check_of_what_was_just_published_is_fit(publisher: Publisher) -> None:
    today = datetime.now(UTC).strftime("%m/%d/%Y").encode()
    publisher.files["/cons.xml"] = edition(400).replace(b"11/23/2023", today)
    update()
    outcome = run("lists", "check", "--lists", "store", "--max-age", "48h")
    assert outcome.exit_code == 0
    assert outcome.stdout.endswith("Fit to screen against.\n")
    assert document("lists", "check", "--lists", "store", "--max-age", "48h")["problems"] == []


def test_check_as_json_names_each_problem(publisher: Publisher) -> None:
    update()
    outcome = run("lists", "check", "--max-age", "48h", "--json")
    report = json.loads(outcome.stdout)
    assert outcome.exit_code == report["exit_code"] == 2
    assert [problem.split()[2] for problem in report["problems"]] == ["us-cons", *BUNDLED]
    assert "it came with vscreen: leave it out" in report["problems"][1]
    assert "accept this edition: accept_edition={'us-cons': '2023-11-23'}" in report["problems"][0]


# --- diff, history, prune ------------------------------------------------------------------------


def changed_twice(publisher: Publisher) -> None:
    update()
    publisher.files["/house.csv"] = RENAMED.encode()
    update()


def test_diff_of_a_list_tells_what_its_last_update_changed(publisher: Publisher) -> None:
    changed_twice(publisher)
    report = document("lists", "diff", "house")
    assert report["summary"] == {
        "added": 1, "removed": 1, "changed": 1, "renamed": 1, "unchanged": 0,
    }  # fmt: skip
    assert [row["name"] for row in report["added"]] == ["JO"]
    assert [row["name"] for row in report["removed"]] == ["HERON"]
    assert report["renamed"] == [
        {"entry": "house:1", "kind": "vessel", "imo": "9074729", "old": "GREY HULL",
         "new": "WHITE HULL"},
    ]  # fmt: skip
    shown = run("lists", "diff", "house").stdout
    assert "Renamed in place: 1" in shown
    assert shown.endswith("1 added, 1 removed, 1 changed, 1 renamed, 0 unchanged.\n")


def test_diff_of_two_files_folders_or_versions(publisher: Publisher) -> None:
    changed_twice(publisher)
    Path("may.csv").write_text(HOUSE)
    Path("june.csv").write_text(RENAMED)
    Path("old/house.csv").parent.mkdir()
    Path("old/house.csv").write_text(HOUSE)
    version = document("lists", "history", "house")[-1]["version"]
    summaries = [
        document("lists", "diff", *pair)["summary"]
        for pair in (("may.csv", "june.csv"), ("old", "house"), (f"house/{version}", "house"))
    ]
    assert summaries == [document("lists", "diff", "house")["summary"]] * 3
    assert document("lists", "diff", "may.csv", "may.csv")["summary"]["unchanged"] == 2


def test_diff_tells_the_fields_that_changed() -> None:
    Path("a.csv").write_text("id,kind,name,flag,aliases\n1,vessel,HERON,PA,EGRET\n")
    Path("b.csv").write_text("id,kind,name,flag,aliases\n1,vessel,HERON,RU,STORK\n")
    fields = {
        row["field"]: (row["old"], row["new"])
        for row in document("lists", "diff", "a.csv", "b.csv")["changed"]
    }
    assert fields["flag"] == ("PA", "RU")
    assert fields["strong_alias"] == ("EGRET", "STORK")


def test_diff_of_nothing_to_compare_says_so(publisher: Publisher) -> None:
    update()
    only_one = run("lists", "diff", "house")
    assert only_one.exit_code == 2
    assert "keeps no version of house before the one in use" in only_one.stderr
    apart = run("lists", "diff", "house", "us-cons")
    assert apart.exit_code == 2
    assert "house holds house and us-cons holds us-cons, so there is nothing to" in apart.stderr
    assert run("lists", "diff", "nowhere").exit_code == 2


def test_diff_shows_so_many_rows_and_says_how_many_more() -> None:
    rows = "".join(f"{number},vessel,HERON {number}\n" for number in range(30))
    Path("a.csv").write_text("id,kind,name\nx,vessel,EGRET\n")
    Path("b.csv").write_text(f"id,kind,name\nx,vessel,EGRET\n{rows}")
    output = run("lists", "diff", "a.csv", "b.csv", "--show", "3").stdout
    assert output.count("HERON") == 3
    assert "... and 27 more; --show N shows more" in output


def test_names_of_a_list_are_shown_and_never_obeyed() -> None:
    Path("a.csv").write_text("id,kind,name\n1,vessel,[red]A[/red]\x1b[31m\u202e\n")
    Path("b.csv").write_text("id,kind,name\n2,vessel,[link=x]B[/link]\x1b[2J\n")
    output = run("lists", "diff", "a.csv", "b.csv").stdout
    assert not set(output) & {"\x1b", "\u202e"}
    assert "[red]A[/red]" in output


def test_history_is_kept_and_pruned(publisher: Publisher) -> None:
    changed_twice(publisher)
    kept = document("lists", "history", "house")
    assert [(row["entries"], row["in_use"]) for row in kept] == [(2, True), (2, False)]
    assert kept[0]["version"] in run("lists", "history").stdout
    publisher.files["/house.csv"] += b"4,vessel,EGRET,\n"
    update("house")
    outcome = run("lists", "prune", "--keep", "1")
    assert (outcome.exit_code, outcome.stdout.split(" from ")[0]) == (0, "1 version removed")
    # The oldest stays: from there is counted what the list loses step by step.
    newest, oldest = document("lists", "history", "house")
    assert (newest["entries"], newest["in_use"]) == (3, True)
    assert oldest["version"] == kept[1]["version"]
    assert document("lists", "prune")["removed"] == 0
    assert ids("--lists", "store") == ["house", "us-cons"]


def test_history_of_a_store_without_lists_says_how_to_fill_it() -> None:
    outcome = run("lists", "history")
    assert outcome.exit_code == 0
    assert "keeps nothing yet; fetch lists with: vscreen lists update" in outcome.stdout
    assert document("lists", "history") == []


# --- processes -----------------------------------------------------------------------------------

COMMAND = [sys.executable, "-m", "vscreen", "lists", "update", "--sources", "mirrors.csv"]


def start() -> subprocess.Popen[str]:
    """Start the command as from a terminal: who runs the tests in the background ignores Ctrl-C."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return subprocess.Popen(  # noqa: S603 - our own command
            COMMAND, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=dict(os.environ)
        )
    finally:
        signal.signal(signal.SIGINT, before)


def hold_up(publisher: Publisher, path: str) -> tuple[threading.Event, threading.Event]:
    """Make the next answer wait; return what tells that it was asked for, and what lets it go."""
    asked, go_on = threading.Event(), threading.Event()

    def slow(handler: Handler, data: bytes) -> None:
        asked.set()
        go_on.wait(60)
        whole(handler, data)

    publisher.answers[path] = [slow]
    return asked, go_on


def test_of_two_processes_that_update_at_once_the_second_is_refused(publisher: Publisher) -> None:
    asked, go_on = hold_up(publisher, "/cons.xml")
    first = start()
    assert asked.wait(60)
    second = start()
    output = second.communicate()[1]
    assert second.returncode == 2
    assert f"is being updated by process {first.pid} since" in output
    assert output.endswith("wait until it is done\n")
    go_on.set()
    first.communicate()
    assert first.returncode == 0
    assert ids("--lists", "store") == ["house", "us-cons"]


def test_an_interrupted_update_ends_at_once_and_leaves_what_was_in_use(
    publisher: Publisher,
) -> None:
    update()
    publisher.files["/cons.xml"] = edition(410)
    asked, go_on = hold_up(publisher, "/cons.xml")
    process = start()
    assert asked.wait(60)
    process.send_signal(signal.SIGINT)
    output = process.communicate(timeout=30)[1]
    go_on.set()
    assert process.returncode == 2
    assert output == "error: interrupted\n"
    assert document("lists", "show", "--lists", "us-cons")[0]["entries"] == 400
    assert update().exit_code == 0


def test_progress_and_tables_are_for_terminals_and_pipes_stay_plain(publisher: Publisher) -> None:
    process = start()
    out, error = process.communicate()
    assert (process.returncode, error) == (0, "")
    assert "\x1b" not in out


# --- the real lists ------------------------------------------------------------------------------


def test_real_lists_are_fetched_screened_against_and_compared(
    publisher: Publisher, shared: Path
) -> None:
    folder = shared / "lists"
    files = {
        "un-sc": folder / "un-consolidated-xml" / "un.xml",
        "ca-sema": folder / "ca-sema-xml" / "cannada.xml",
        "au-dfat": folder / "au-dfat-xlsx" / "dfat.xlsx",
    }
    publisher.files |= {f"/{name}": path.read_bytes() for name, path in files.items()}
    rows = [f"{name},{path.name},{publisher.address(f'/{name}')}" for name, path in files.items()]
    Path("mirrors.csv").write_text("list,file,address\n" + "\n".join(rows) + "\n")
    assert update().exit_code == 0
    fresh = ("--lists", "store", "--max-age", "48h", "--accept-edition", "un-sc=2026-08-01")
    assert run("lists", "check", *fresh).exit_code == 0
    manifest = shared / "manifests" / "port-calls-marinetraffic" / "Marrinetraffic_data.csv"
    screened = run("screen", manifest, "--lists", "store", "--out", "run")
    assert screened.exit_code == 1
    verdicts = pd.read_parquet("run/verdicts.parquet")
    assert len(verdicts) == 1200
    output = run("lookup", "--imo", "9161003", "--lists", "ca-sema", "--lists", "bundled").stdout
    assert (
        "Lady R is listed by Canada (ca-sema:russia:1.1:7 of 2025-02-21), Korea (kr-mofa:" in output
    )
    for name in files:
        assert document("lists", "diff", files[name], name)["summary"]["changed"] == 0
