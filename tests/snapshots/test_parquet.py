"""Saved snapshots: what is read back is what was saved, or an error says that it isn't."""

from __future__ import annotations

import json
import os
import random
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest

from vscreen.errors import ChecksumError, ListFormatError, StoreError, VscreenError
from vscreen.lists.receipt import Receipt, SetAside
from vscreen.schema import Kind
from vscreen.snapshots import parquet as saved
from vscreen.snapshots.catalog import Nature
from vscreen.snapshots.read import bundled_lists, read_lists
from vscreen.snapshots.snapshot import Snapshot, load_snapshot

FRAMES = ("entries", "names", "identifiers", "links")


@pytest.fixture(scope="module")
def korea() -> Snapshot:
    return next(one for one in bundled_lists() if one.list == "kr-mofa")


@pytest.fixture(scope="module")
def japan() -> Snapshot:
    return next(one for one in bundled_lists() if one.list == "jp-mofa")


def assert_same(one: Snapshot, other: Snapshot) -> None:
    for name in FRAMES:
        pd.testing.assert_frame_equal(getattr(one, name), getattr(other, name))
    for name in ("list", "hash", "published", "fetched", "checked", "counts", "warnings", "nature"):
        assert getattr(one, name) == getattr(other, name)


def test_a_snapshot_comes_back_as_it_was_saved(tmp_path: Path, korea: Snapshot) -> None:
    one = replace(
        korea,
        fetched=datetime(2026, 11, 23, 12, tzinfo=UTC),
        checked=datetime(2026, 11, 24, 12, tzinfo=UTC),
        warnings=("look at this", "안내"),
        nature=Nature.WATCH_LIST,
        receipts=(
            Receipt(
                file="x.csv",
                unit="rows",
                records=3,
                entries=1,
                merged=1,
                set_aside=(SetAside("2", "without a name"),),
            ),
        ),
    )
    assert one.save(tmp_path / "new" / "korea") == tmp_path / "new" / "korea"
    back = load_snapshot(tmp_path / "new" / "korea")
    assert_same(one, back)
    assert (back.title, back.reader, back.receipts) == (one.title, "own", one.receipts)
    assert back.counts[Kind.VESSEL] == 4


@pytest.mark.parametrize("name", ["ofac", "ofac-xml", "opensanctions/sixteen.csv", "own"])
@pytest.mark.filterwarnings("ignore::vscreen.errors.ListWarning")
def test_every_kind_of_list_comes_back(tmp_path: Path, list_fixtures: Path, name: str) -> None:
    for snapshot in read_lists(list_fixtures / name):
        assert_same(snapshot, load_snapshot(snapshot.save(tmp_path / snapshot.list)))


def test_the_snapshot_saved_last_is_the_one_there(
    tmp_path: Path, korea: Snapshot, japan: Snapshot
) -> None:
    korea.save(tmp_path)
    japan.save(tmp_path)
    assert_same(japan, load_snapshot(tmp_path))
    assert len(list(tmp_path.iterdir())) == 5


def test_nothing_in_the_folder_is_pickled(tmp_path: Path, korea: Snapshot) -> None:
    korea.save(tmp_path)
    assert {path.suffix for path in tmp_path.iterdir()} == {".parquet", ".json"}
    assert json.loads((tmp_path / "snapshot.json").read_text("utf-8"))["list"] == "kr-mofa"


def test_a_folder_without_a_snapshot_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ListFormatError, match=r"is no saved snapshot: it holds no snapshot\.json"):
        load_snapshot(tmp_path)


@pytest.mark.parametrize("pattern", ["snapshot.json", "entries-*", "names-*", "links-*"])
def test_any_byte_changed_is_an_error(tmp_path: Path, korea: Snapshot, pattern: str) -> None:
    korea.save(tmp_path)
    path = next(tmp_path.glob(pattern))
    whole = path.read_bytes()
    dice = random.Random(pattern)  # noqa: S311 - no secret
    for _ in range(60):
        place = dice.randrange(len(whole))
        for damaged in (
            whole[:place],
            whole[:place] + bytes([whole[place] ^ (1 << dice.randrange(8))]) + whole[place + 1 :],
        ):
            path.write_bytes(damaged)
            with pytest.raises((ChecksumError, ListFormatError), match="read the list again"):
                load_snapshot(tmp_path)


def test_a_lost_frame_is_an_error(tmp_path: Path, korea: Snapshot) -> None:
    korea.save(tmp_path)
    next(tmp_path.glob("names-*")).unlink()
    with pytest.raises(ChecksumError, match="can't be read"):
        load_snapshot(tmp_path)


def test_a_snapshot_of_another_version_is_an_error(
    tmp_path: Path, korea: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saved, "FORMAT", 9)
    korea.save(tmp_path)
    monkeypatch.undo()
    with pytest.raises(ListFormatError, match="has the format 9 and this vscreen reads 1"):
        load_snapshot(tmp_path)


def test_a_write_that_fails_leaves_the_old_snapshot_in_use(
    tmp_path: Path, korea: Snapshot, japan: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fail at each replace in turn: the five files of a snapshot."""
    korea.save(tmp_path)
    replaced = Path.replace
    for failing in range(5):
        left = [failing]

        def refuse(self: Path, target: Path, left: list[int] = left) -> Path:
            if not left[0]:
                raise OSError(28, "No space left on device")
            left[0] -= 1
            return replaced(self, target)

        monkeypatch.setattr(Path, "replace", refuse)
        with pytest.raises(StoreError, match=r"can't be written \(No space left on device\)"):
            japan.save(tmp_path)
        monkeypatch.undo()
        assert_same(korea, load_snapshot(tmp_path))
        assert not list(tmp_path.glob(".part-*"))
    japan.save(tmp_path)
    assert_same(japan, load_snapshot(tmp_path))


def test_a_folder_that_cannot_be_made_is_an_error(tmp_path: Path, korea: Snapshot) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(StoreError, match="can't be made"):
        korea.save(tmp_path / "file" / "folder")


def test_parts_a_killed_writer_left_are_cleaned_after_a_day(
    tmp_path: Path, korea: Snapshot
) -> None:
    old, young = tmp_path / ".part-old", tmp_path / ".part-young"
    for stray in (old, young):
        stray.write_bytes(b"half")
    long_ago = time.time() - 90_000
    os.utime(old, (long_ago, long_ago))
    korea.save(tmp_path)
    assert not old.exists()
    assert young.exists()


def test_a_record_that_points_elsewhere_reads_nothing_there(
    tmp_path: Path, korea: Snapshot
) -> None:
    korea.save(tmp_path / "inner")
    path = tmp_path / "inner" / "snapshot.json"
    record = json.loads(path.read_text("utf-8"))
    record.pop("sha256")
    secret = next((tmp_path / "inner").glob("names-*")).rename(tmp_path / "secret.parquet")
    record["frames"]["names"]["file"] = f"../{secret.name}"
    path.write_text(json.dumps({**record, "sha256": saved._digest(record)}), "utf-8")
    with pytest.raises(VscreenError, match="can't be read"):
        load_snapshot(tmp_path / "inner")


@pytest.mark.filterwarnings("ignore::vscreen.errors.ListWarning")
def test_the_real_list_comes_back_as_it_was(tmp_path: Path, shared: Path) -> None:
    snapshot = read_lists(shared / "lists" / "us-ofac-sdn-csv").snapshots[0]
    assert_same(snapshot, load_snapshot(snapshot.save(tmp_path)))
