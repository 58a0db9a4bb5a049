"""Lists, their updates and their changes on a terminal, and as JSON."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from rich.progress import Progress

import vscreen
from vscreen import Lists, Snapshot
from vscreen.cli.show_lists import (
    UpdateDisplay,
    changes_as_json,
    describe_list,
    failure_lines,
    history_as_json,
    lists_as_records,
    show_changes,
    show_history,
    show_lists,
    show_update,
    update_as_json,
    update_display,
)
from vscreen.errors import DownloadError
from vscreen.schema import Kind
from vscreen.snapshots.catalog import Nature
from vscreen.snapshots.diff import diff
from vscreen.snapshots.guards import age_in_words
from vscreen.store.update import ListUpdate, Outcome, UpdateReport

Captured = pytest.CaptureFixture[str]
DAY = date(2024, 5, 24)


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")


@pytest.fixture(scope="module")
def korea() -> Snapshot:
    return next(snapshot for snapshot in vscreen.bundled_lists() if snapshot.list == "kr-mofa")


def ago(**units: int) -> datetime:
    return datetime.now(UTC) - timedelta(**units)


def days_since(day: date) -> str:
    """The age of what was published on a day, as it is written: rounded."""
    return age_in_words(datetime.now(UTC) - datetime.combine(day, time(), UTC))


def updated(korea: Snapshot, **fields: Any) -> ListUpdate:
    return replace(ListUpdate("kr-mofa", Outcome.UPDATED, korea, 1.26, 2_500_000), **fields)


def own_list(folder: Path, name: str, rows: str) -> Lists:
    path = folder / name / "own.csv"
    path.parent.mkdir()
    path.write_text(f"id,kind,name,imo,flag\n{rows}", encoding="utf-8")
    return vscreen.read_lists(path)


# --- lists ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dates", "sentence"),
    [
        (
            {"published": DAY, "checked": ago(minutes=20)},
            f"published 2024-05-24, {days_since(DAY)} old, checked less than an hour ago",
        ),
        ({"published": None, "checked": ago(hours=50)}, "checked 50 hours ago"),
        (
            {"published": (ago(days=400)).date(), "checked": None},
            f"published {ago(days=400).date()}, {days_since(ago(days=400).date())} old",
        ),
        (
            {"published": None, "checked": None, "fetched": ago(hours=1)},
            "fetched 1 hour ago",
        ),
        (
            {"published": None, "checked": None, "fetched": None},
            "publication date unknown, of unknown age",
        ),
        (
            {"published": None, "stated": {"list_date": f"{ago(days=400).date()}"}},
            f"of {ago(days=400).date()} as stated, {days_since(ago(days=400).date())} old",
        ),
        (
            {"published": (ago(days=400)).date(), "lacks": ("alt.csv",), "official": "us-sdn"},
            f"published {ago(days=400).date()}, {days_since(ago(days=400).date())} old; "
            "lacks alt.csv; called so by you, its own id is us-sdn",
        ),
    ],
)
def test_a_list_is_described_with_its_size_and_what_is_known_of_its_age(
    korea: Snapshot, dates: dict[str, Any], sentence: str
) -> None:
    assert describe_list(replace(korea, **dates)) == (
        f"kr-mofa: 15 entries (4 vessels), {sentence}"
    )


def test_a_list_of_one_ship_is_described_in_the_singular(korea: Snapshot) -> None:
    ship = korea.entries[korea.entries["kind"] == "vessel"].head(1)
    single = replace(korea, entries=ship, counts={**korea.counts, Kind.VESSEL: 1})
    assert describe_list(single).startswith("kr-mofa: 1 entry (1 vessel), published")


def test_a_watch_list_and_a_list_without_a_receipt_are_marked(korea: Snapshot) -> None:
    marked = replace(korea, nature=Nature.WATCH_LIST, receipts=())
    assert describe_list(marked).endswith(
        "; watch list, not a sanction; unverified: its records were not counted"
    )


def test_a_list_that_its_publisher_closed_is_marked(korea: Snapshot) -> None:
    closed = replace(korea, list="uk-ofsi", official="uk-ofsi")
    assert describe_list(closed).endswith(
        "; closed on 28 January 2026, replaced by the UK Sanctions List (uk-sanctions)"
    )


def test_lists_are_a_table_with_titles_and_hashes_below(korea: Snapshot, capsys: Captured) -> None:
    show_lists(Lists((replace(korea, published=None, fetched=None, checked=None),)))
    lines = capsys.readouterr().out.splitlines()
    row = next(line.split() for line in lines if line.split()[:1] == ["kr-mofa"])
    assert row == ["kr-mofa", "15", "4", "unknown", "of", "unknown", "age"]
    assert lines[-2:] == [
        f"kr-mofa is {korea.title}; SHA-256 {korea.hash[:16]}",
        "  kr-mofa.csv: 15 rows = 15 entries",
    ]


def test_a_record_of_a_list_has_its_age_in_seconds_or_nothing(korea: Snapshot) -> None:
    unknown = replace(korea, list="x", published=None, fetched=None, checked=None)
    checked = replace(korea, published=None, checked=ago(hours=2), warnings=("look",))
    first, second = lists_as_records(Lists((checked, unknown)))
    assert first["age_seconds"] == pytest.approx(7200, abs=600)
    assert lists_as_records(Lists((korea,)))[0]["published"] == "2024-05-24"
    assert datetime.fromisoformat(first["checked"]) == checked.checked
    assert first["warnings"] == ["look"]
    assert (second["age_seconds"], second["published"], second["checked"]) == (None, None, None)
    json.dumps([first, second])


# --- updates -------------------------------------------------------------------------------------


def test_the_bytes_of_all_files_of_a_list_move_a_single_bar(korea: Snapshot) -> None:
    progress = Progress(disable=True)
    display = UpdateDisplay(progress)
    display.received("us-sdn", "sdn.csv", 10, 100)
    display.received("us-sdn", "sdn.csv", 100, 100)
    (task,) = progress.tasks
    assert (task.completed, task.total, task.fields["state"]) == (100, 100, "reading")
    display.received("us-sdn", "alt.csv", 20, 50)
    assert (task.completed, task.total, task.fields["state"]) == (120, 150, "fetching")
    display.received("us-sdn", "alt.csv", 30, None)
    assert (task.completed, task.total, task.fields["state"]) == (130, 150, "fetching")
    display.done(updated(korea, list="us-sdn", bytes=150))
    assert (task.completed, task.total, task.fields["state"]) == (150, 150, "updated")
    assert task.finished


def test_progress_of_an_update_is_shown_on_a_terminal_only(
    korea: Snapshot, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    with update_display() as display:
        display.done(updated(korea))
    assert capsys.readouterr() == ("", "")
    monkeypatch.setenv("FORCE_COLOR", "1")
    with update_display() as display:
        display.done(updated(korea))
    output = capsys.readouterr()
    assert output.out == ""
    assert "kr-mofa" in output.err
    assert "updated" in output.err


def test_an_update_is_a_table_and_warnings_and_failures_are_lines_on_stderr(
    korea: Snapshot, capsys: Captured
) -> None:
    error = DownloadError("no answer")
    error.add_note("tried 3 times")
    warned = replace(korea, warnings=("look at line 2",))
    show_update(
        UpdateReport(
            (
                updated(warned),
                updated(warned, list="same", outcome=Outcome.UNCHANGED),
                ListUpdate("x", Outcome.FAILED, None, 1.26, 2_500_000, error),
            )
        )
    )
    output = capsys.readouterr()
    rows = [line.split() for line in output.out.splitlines() if " MB" in line]
    assert rows == [
        ["kr-mofa", "updated", "15", "4", "2024-05-24", "2.5", "MB", "1.3", "s"],
        ["same", "unchanged", "15", "4", "2024-05-24", "2.5", "MB", "1.3", "s"],
        ["x", "failed", "none", "in", "use", "2.5", "MB", "1.3", "s"],
    ]
    assert output.err.splitlines() == [
        "warning: look at line 2",
        "error: x failed: no answer",
        "error: tried 3 times",
        "error: x: none of it is in use, so nothing is screened against it",
    ]


def test_an_unexpected_error_is_named_with_its_class_and_the_list_still_in_use(
    korea: Snapshot,
) -> None:
    failed = updated(korea, outcome=Outcome.FAILED, error=KeyError("name"))
    first, last = failure_lines(failed)
    assert first == "kr-mofa failed: KeyError: 'name'"
    assert last == f"kr-mofa: in use is still {describe_list(korea)}"


def test_an_update_as_json_has_a_record_for_each_list(korea: Snapshot) -> None:
    text = update_as_json(UpdateReport((updated(replace(korea, published=None)),)), "here", 2)
    document = json.loads(text)
    assert (document["store"], document["exit_code"]) == ("here", 2)
    (record,) = document["lists"]
    assert (record["list"], record["outcome"], record["published"]) == ("kr-mofa", "updated", None)


# --- versions and changes ------------------------------------------------------------------------


def test_versions_are_a_table_and_json() -> None:
    row = {
        "list": "a", "version": "v1", "published": pd.NaT, "fetched": pd.Timestamp("2024-05-24"),
        "entries": 1200, "vessels": 7, "in_use": True,
    }  # fmt: skip
    (record,) = json.loads(history_as_json(pd.DataFrame([row])))
    assert (record["published"], record["fetched"]) == (None, "2024-05-24T00:00:00")
    assert json.loads(history_as_json(pd.DataFrame())) == []


def test_the_version_in_use_is_marked(capsys: Captured) -> None:
    columns = ["list", "version", "published", "entries", "vessels", "in_use"]
    rows = [["a", "v2", None, 1200, 7, True], ["a", "v1", DAY, 1200, 7, False]]
    show_history(pd.DataFrame(rows, columns=columns))
    lines = [line.split() for line in capsys.readouterr().out.splitlines() if " 1,200 " in line]
    assert lines == [
        ["a", "v2", "unknown", "1,200", "7", "yes"], ["a", "v1", "2024-05-24", "1,200", "7"],
    ]  # fmt: skip


def test_changes_are_shown_once_each_with_their_numbers(tmp_path: Path, capsys: Captured) -> None:
    old = own_list(tmp_path, "old", "1,vessel,GREY HULL,9074729,PA\n2,vessel,HERON,9000003,PA\n")
    new = own_list(tmp_path, "new", "1,vessel,PALE HULL,9074729,RU\n3,vessel,[JO],,PA\n")
    changes = diff(old, new)
    show_changes(changes, old, new, 20)
    output = capsys.readouterr().out
    for title in ("Added: 1", "Removed: 1", "Renamed in place: 1", "Changed fields: 1"):
        assert f"{title}\n" in output
    lines = [line.split() for line in output.splitlines()]
    assert ["own:2", "vessel", "9000003", "HERON"] in lines
    assert ["own:3", "vessel", "[JO]"] in lines
    assert ["own:1", "vessel", "9074729", "GREY", "HULL", "PALE", "HULL"] in lines
    assert ["own:1", "PALE", "HULL", "flag", "PA", "RU"] in lines
    assert output.endswith("1 added, 1 removed, 1 changed, 1 renamed, 0 unchanged.\n")
    document = json.loads(changes_as_json(changes))
    assert document["summary"] == changes.summary()
    assert [row["name"] for row in document["added"]] == ["[JO]"]


def test_a_field_that_only_an_edition_gives_is_named_as_not_compared(
    tmp_path: Path, capsys: Captured
) -> None:
    old = own_list(tmp_path, "old", "1,vessel,GREY HULL,9074729,\n")
    new = own_list(tmp_path, "new", "1,vessel,GREY HULL,9074729,RU\n")
    changes = diff(old, new)
    show_changes(changes, old, new, 20)
    assert list(changes.not_compared) == ["own: flag"]
    first = capsys.readouterr().out.splitlines()[0]
    assert first == "Not compared: own: flag, which the two do not give alike."


def test_a_long_table_of_changes_is_cut_with_the_number_of_the_rest(
    tmp_path: Path, capsys: Captured
) -> None:
    rows = "".join(f"{number},vessel,HERON {number},,\n" for number in range(9))
    old, new = own_list(tmp_path, "old", "x,vessel,A,,\n"), own_list(tmp_path, "new", rows)
    show_changes(diff(old, new), old, new, 2)
    output = capsys.readouterr().out
    assert output.count("HERON") == 2
    assert "... and 7 more; --show N shows more, --json writes all.\n" in output
