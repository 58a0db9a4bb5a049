"""A list's folder: versions kept, the one in use, and what was downloaded."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from vscreen.errors import ChecksumError, ListFormatError, StoreError
from vscreen.snapshots.read import read_lists
from vscreen.snapshots.snapshot import Snapshot
from vscreen.store.versions import STATE, Seen, Shelf, State

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def snapshot_of(folder: Path, count: int) -> tuple[Snapshot, bytes]:
    """A list of so many ships, and the file it was read from."""
    rows = "".join(f"{number},vessel,HERON {number}\n" for number in range(count))
    path = folder / "mine.csv"
    path.write_text(f"id,kind,name\n{rows}", "utf-8")
    return read_lists(path).snapshots[0], path.read_bytes()


def put(shelf: Shelf, folder: Path, count: int, *, hours: int = 0) -> State:
    snapshot, data = snapshot_of(folder, count)
    seen = {"mine.csv": Seen(hashlib.sha256(data).hexdigest(), etag='"x"', modified="Mon")}
    state = State(checked=NOON + timedelta(hours=hours), vscreen="0.2.0", files=seen)
    shelf.put(snapshot, {"mine.csv": data}, state)
    return shelf.state()


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "lists" / "mine")


def test_a_shelf_without_anything_is_empty_and_no_error(shelf: Shelf) -> None:
    assert shelf.state() == State()
    assert (shelf.current(), shelf.latest(), shelf.versions()) == (None, None, [])
    assert shelf.file("mine.csv") is None
    assert shelf.prune(1) == 0


def test_what_is_put_is_in_use_with_its_files_and_what_the_publisher_said(
    shelf: Shelf, tmp_path: Path
) -> None:
    state = put(shelf, tmp_path, 3)
    assert shelf.versions() == [state.version]
    assert state.files["mine.csv"].etag == '"x"'
    current = shelf.current()
    assert current is not None
    assert (len(current.entries), current.checked) == (3, NOON)
    assert shelf.file("mine.csv") == (tmp_path / "mine.csv").read_bytes()
    assert shelf.file("other.csv") is None
    assert {path.name for path in shelf.folder.iterdir()} == {STATE, state.version}


def test_the_version_in_use_is_the_one_remembered_not_the_newest(
    shelf: Shelf, tmp_path: Path
) -> None:
    first, second = put(shelf, tmp_path, 3), put(shelf, tmp_path, 4, hours=1)
    assert shelf.versions() == [second.version, first.version]
    shelf.remember(first)
    assert [len(shelf.load(version).entries) for version in shelf.versions()] == [4, 3]
    assert len(shelf.current().entries) == 3  # type: ignore[union-attr]
    assert shelf.prune(1) == 0, "the newest stays, and so does the one in use"
    put(shelf, tmp_path, 5, hours=2)
    assert shelf.prune(1) == 2
    assert len(shelf.versions()) == 1


def test_a_file_that_was_changed_is_not_at_hand(shelf: Shelf, tmp_path: Path) -> None:
    state = put(shelf, tmp_path, 3)
    packed = shelf.folder / state.version / "files" / "mine.csv.gz"
    packed.write_bytes(packed.read_bytes()[:-5])
    assert shelf.file("mine.csv") is None
    shelf.remember(State(state.version, NOON, "0.2.0", {"mine.csv": Seen("0" * 64)}))
    assert shelf.file("mine.csv") is None


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"null", b'{"version": 7}', b"\xff"])
def test_a_damaged_state_is_an_error_and_the_latest_whole_version_is_still_found(
    shelf: Shelf, tmp_path: Path, damage: bytes
) -> None:
    put(shelf, tmp_path, 3)
    newest = put(shelf, tmp_path, 4, hours=1)
    (shelf.folder / STATE).write_bytes(damage)
    with pytest.raises(ChecksumError, match=r"state\.json is damaged .*update the list again"):
        shelf.current()
    assert len(shelf.latest().entries) == 4  # type: ignore[union-attr]
    next((shelf.folder / newest.version).glob("names-*")).write_bytes(b"damaged")
    assert len(shelf.latest().entries) == 3  # type: ignore[union-attr]


def test_a_state_that_points_elsewhere_leads_nowhere(shelf: Shelf, tmp_path: Path) -> None:
    put(shelf, tmp_path, 3)
    snapshot_of(tmp_path, 5)[0].save(tmp_path / "lists" / "other")
    path = shelf.folder / STATE
    path.write_text(path.read_text().replace(shelf.state().version, "../other"))
    with pytest.raises(ListFormatError, match="no saved snapshot"):
        shelf.current()


def test_a_shelf_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "lists").write_text("a file")
    with pytest.raises(StoreError, match="can't be made"):
        put(Shelf(tmp_path / "lists" / "mine"), tmp_path, 3)
