"""Snapshots: may this list be screened against?"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from vscreen.errors import (
    ListWarning,
    ShrunkListError,
    StaleListError,
)
from vscreen.lists.finishing.fingerprint import fingerprint
from vscreen.schema import Kind
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.read import bundled_lists, read_lists
from vscreen.snapshots.snapshot import load_snapshot

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def bundled() -> Lists:
    return bundled_lists()


def write(folder: Path, name: str = "mine.csv", *, rows: int = 2, kind: str = "vessel") -> Path:
    lines = [f"{number},{kind},HERON {number}\n" for number in range(rows)]
    (folder / name).write_text("id,kind,name\n" + "".join(lines), "utf-8")
    return folder / name


def age(path: Path, **since: float) -> Lists:
    """The list of a file as a store has it that fetched it so long ago."""
    snapshot = read_lists(path).snapshots[0]
    return Lists((replace(snapshot, fetched=NOON - timedelta(**since)),))


def test_a_snapshot_records_where_it_came_from(tmp_path: Path) -> None:
    snapshot = read_lists(write(tmp_path)).snapshots[0]
    assert (snapshot.list, snapshot.title, snapshot.reader) == ("mine", "mine", "own")
    assert snapshot.hash == hashlib.sha256((tmp_path / "mine.csv").read_bytes()).hexdigest()
    assert snapshot.published is None
    assert snapshot.fetched is None
    assert (snapshot.official, snapshot.files, snapshot.lacks) == ("mine", ("mine.csv",), ())
    assert snapshot.stated == {}
    assert snapshot.counts == {
        Kind.VESSEL: 2, Kind.ORGANIZATION: 0, Kind.PERSON: 0, Kind.AIRCRAFT: 0,
    }  # fmt: skip


def test_the_hash_is_the_contents_alone(tmp_path: Path) -> None:
    first, second = read_lists(write(tmp_path)), read_lists(write(tmp_path, "other.csv"))
    assert first.snapshots[0].hash == second.snapshots[0].hash
    assert first.snapshots[0].hash != read_lists(write(tmp_path, rows=3)).snapshots[0].hash


def test_too_few_entries_are_a_shrunk_list(tmp_path: Path) -> None:
    lists = read_lists(write(tmp_path), list_id={"mine.csv": "us-sdn"})
    with pytest.raises(ShrunkListError) as caught:
        lists.check()
    assert "the list us-sdn holds 2 entries and should hold at least 8,000" in str(caught.value)
    assert "download it whole from https://" in str(caught.value)


def test_too_few_ships_are_a_shrunk_list(tmp_path: Path) -> None:
    path = write(tmp_path, rows=8_001, kind="person")
    lists = read_lists(path, list_id={"mine.csv": "us-sdn"})
    with pytest.raises(ShrunkListError, match="holds 0 vessels and should hold at least 350"):
        lists.check()


def test_more_entries_than_ever_are_a_warning(tmp_path: Path) -> None:
    path = write(tmp_path, rows=13, kind="person")
    with pytest.warns(ListWarning, match="jp-mofa: 13 entries are more than it was thought"):
        read_lists(path, list_id={"mine.csv": "jp-mofa"})


@pytest.mark.parametrize(
    ("hours", "asked", "said"),
    [
        (47, "48h", None),
        (49, "48h", r"mine is 49 hours old \(2026-11-21.*\) and at most 48 hours is asked for"),
        (24 * 30, "7D", "mine is 30 days old .* at most 7 days"),
        (24 * 3000, None, None),
        (-48, "48h", "mine is dated 2026-11-25 .* in the future; set the clock right"),
        (-48, None, r"mine is dated 2026-11-25 .* in the future; .* \(it says 2026-11-23\)"),
    ],
)
def test_an_old_list_is_stale_if_an_age_is_asked_for(
    tmp_path: Path, hours: float, asked: str | None, said: str | None
) -> None:
    lists = age(write(tmp_path), hours=hours)
    if said is None:
        lists.check(asked, now=NOON)
        return
    with pytest.raises(StaleListError, match=said):
        lists.check(asked, now=NOON)


def test_the_publishers_date_counts_before_the_files(list_fixtures: Path) -> None:
    lists = read_lists(list_fixtures / "ofac-xml")
    found = lists.problems("48h", now=NOON)
    assert [type(error) for error in found] == [ShrunkListError, StaleListError]
    assert "2,084 days old (2021-03-10)" in str(found[1])


def test_a_list_of_unknown_age_is_stale_if_an_age_is_asked_for(bundled: Lists) -> None:
    unknown = Lists((replace(bundled.snapshots[0], published=None),))
    unknown.check()
    with pytest.raises(StaleListError, match="nobody can say how old the list jp-mofa is"):
        unknown.check("48h")


def test_a_fingerprint_changes_with_any_fact_and_with_no_order() -> None:
    facts = {"name": "MARIA", "flag": "RU"}
    names, numbers = [["LEV YASHIN", "former"], ["MARIA 1", "strong_alias"]], [["imo_ship", "1"]]
    first = fingerprint(facts, names, numbers, [["owner", "IBEX"]])
    assert first == fingerprint(facts, names[::-1], numbers, [["owner", "IBEX"]])
    assert len(first) == 16
    for other in (
        fingerprint(facts | {"flag": "PA"}, names, numbers, [["owner", "IBEX"]]),
        fingerprint(facts, names[:1], numbers, [["owner", "IBEX"]]),
        fingerprint(facts, names, [["imo_ship", "2"]], [["owner", "IBEX"]]),
        fingerprint(facts, names, numbers, []),
    ):
        assert other != first


@pytest.mark.parametrize("written", [-3_000, 0, 30])
def test_when_a_file_was_written_is_no_age(tmp_path: Path, written: int) -> None:
    path = write(tmp_path)
    stamp = (datetime.now(UTC) + timedelta(days=written)).timestamp()
    os.utime(path, (stamp, stamp))
    lists = read_lists(path)
    assert lists.snapshots[0].age() is None
    lists.check()
    with pytest.raises(StaleListError, match=r"nobody can say how old .* --list-date mine=YYYY"):
        lists.check("48h")


def test_ages_count_from_publication_then_from_what_is_stated_then_from_the_store() -> None:
    day = NOON.date() - timedelta(days=9)
    whole = replace(
        bundled_lists().snapshots[0], published=day, checked=NOON, fetched=NOON - timedelta(days=1)
    )
    assert whole.since == day
    stated = replace(whole, published=None, stated={"list_date": "2026-11-20"})
    assert stated.since == stated.day == date(2026, 11, 20)
    assert replace(whole, published=None).since == whole.checked
    assert replace(whole, published=None, checked=None).since == whole.fetched


def test_a_snapshot_of_an_earlier_version_has_no_time_of_fetching(tmp_path: Path) -> None:
    """What those recorded was when the file was written."""
    korea = replace(bundled_lists().snapshots[1], published=None, fetched=NOON)
    korea.save(tmp_path)
    assert load_snapshot(tmp_path).fetched == NOON
    path = tmp_path / "snapshot.json"
    record = json.loads(path.read_text("utf-8"))
    for name in ("official", "files", "lacks", "stated", "sha256"):
        del record[name]
    digest = hashlib.sha256(json.dumps(record, sort_keys=True).encode()).hexdigest()
    path.write_text(json.dumps({**record, "sha256": digest}), "utf-8")
    before = load_snapshot(tmp_path)
    assert (before.fetched, before.official, before.stated) == (None, "", {})
