"""The updating of a list: fetched, read, recognised as the list it should be, guarded, stored.

Whatever goes wrong with a list is that list's failure: it is reported, and what was in use stays.
"""

from __future__ import annotations

import contextlib
import hashlib
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Final

import pandas as pd

from vscreen.errors import DownloadError, ListError, StaleListError, VscreenError
from vscreen.files.atomic import make_folder
from vscreen.lists import Reading, Source, read_sources
from vscreen.schema import Kind
from vscreen.snapshots import editions
from vscreen.snapshots.catalog import catalog
from vscreen.snapshots.read import take_snapshot
from vscreen.snapshots.snapshot import Snapshot
from vscreen.store.download import Download, Patience, fetch
from vscreen.store.sources import ListFile, ListSource
from vscreen.store.versions import Seen, Shelf, State
from vscreen.version import __version__

Progress = Callable[[str, str, int, int | None], None]
"""Called with the list, the file, the bytes received, and those announced or None."""


class Outcome(StrEnum):
    """How the update of a list ended."""

    UPDATED = "updated"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True)
class ListUpdate:
    """The update of a list: its outcome, the snapshot now in use, and the error if it failed.

    ``notes`` are sentences on what deserves a look though the list is in use.
    """

    list: str
    outcome: Outcome
    snapshot: Snapshot | None
    seconds: float
    bytes: int = 0
    error: Exception | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class UpdateReport:
    """The update of each list that was asked for, in the order of the ids.

    ``without_source`` has the ids of lists in use that nobody knows where to fetch: they stay as
    they are, and get older.
    """

    updates: tuple[ListUpdate, ...]
    without_source: tuple[str, ...] = ()

    @property
    def failed(self) -> tuple[ListUpdate, ...]:
        """The lists that were not updated, each with its error."""
        return tuple(update for update in self.updates if update.outcome == Outcome.FAILED)

    def frame(self) -> pd.DataFrame:
        """Return a row per list.

        ``list``, ``outcome``, ``entries`` and ``vessels`` of the snapshot in use, ``published``,
        ``checked``, ``bytes`` received, ``seconds``, what ``error`` there was, and ``notes``.
        """
        rows = [
            (
                update.list,
                str(update.outcome),
                len(update.snapshot.entries) if update.snapshot else 0,
                update.snapshot.counts[Kind.VESSEL] if update.snapshot else 0,
                update.snapshot.published if update.snapshot else None,
                update.snapshot.checked if update.snapshot else None,
                update.bytes,
                update.seconds,
                f"{type(update.error).__name__}: {update.error}" if update.error else "",
                "; ".join(update.notes),
            )
            for update in self.updates
        ]
        columns = (
            "list", "outcome", "entries", "vessels", "published", "checked", "bytes", "seconds",
            "error", "notes",
        )  # fmt: skip
        return pd.DataFrame(rows, columns=list(columns))


@dataclass(frozen=True)
class Spared:
    """What a new edition may be, by the user's word: much smaller, or older than that in use."""

    shrunk: bool = False
    older: bool = False


NOT_SPARED: Final = Spared()


class StoppedError(Exception):
    """Whoever asked for the update doesn't want it any more."""


@dataclass
class Together:
    """What the updates of several lists share.

    Parameters
    ----------
    patience
        Time-outs, attempts and the greatest size of a download.
    progress, done
        Called with the bytes as they come, and with each list when it is done.
    reading
        A single list is read at a time: the biggest takes a gigabyte.
    telling
        ``progress`` and ``done`` are called by a single thread at a time.
    stopped
        Set when nobody wants the rest.
    """

    patience: Patience
    progress: Progress | None = None
    done: Callable[[ListUpdate], None] | None = None
    reading: threading.Lock = field(default_factory=threading.Lock)
    telling: threading.Lock = field(default_factory=threading.Lock)
    stopped: threading.Event = field(default_factory=threading.Event)

    def go_on(self) -> None:
        """Raise if nobody wants the rest."""
        if self.stopped.is_set():
            raise StoppedError("the update was stopped")


def update_list(
    source: ListSource, shelf: Shelf, together: Together, *, spared: Spared = NOT_SPARED
) -> ListUpdate:
    """Update a list; a failure is part of what is returned.

    Parameters
    ----------
    source
        Where the list comes from.
    shelf
        Where it is kept.
    together
        What it shares with other lists.
    spared
        Whether it may have become much smaller, or older.
    """
    begun = time.perf_counter()
    update = _Update(source, shelf, together)
    outcome, error = Outcome.FAILED, None
    snapshot: Snapshot | None
    try:
        outcome, snapshot = update.run(spared)
    # Whatever goes wrong with a list is that list's failure, and no other's.
    except Exception as raised:
        snapshot, error = shelf.latest(), raised
        # An empty folder says that the list was asked for and is not there.
        with contextlib.suppress(VscreenError):
            make_folder(shelf.folder)
    seconds = time.perf_counter() - begun
    notes = tuple(update.notes)
    ended = ListUpdate(source.list, outcome, snapshot, seconds, update.received, error, notes)
    if together.done:
        with together.telling:
            together.done(ended)
    return ended


class _Update:
    """The updating of a list."""

    def __init__(self, source: ListSource, shelf: Shelf, together: Together) -> None:
        self.source = source
        self.shelf = shelf
        self.together = together
        self.received = 0
        self.notes: list[str] = []
        self.is_measured = True

    def run(self, spared: Spared) -> tuple[Outcome, Snapshot]:
        state, before = self._before()
        asked = datetime.now(UTC)
        files, seen = self._fetch(state)
        same = {name: file.sha256 for name, file in seen.items()} == {
            name: file.sha256 for name, file in state.files.items()
        }
        now = State(state.version, asked, __version__, seen, state.base)
        if before is not None and same and state.vscreen == now.vscreen:
            self.shelf.remember(now)
            return Outcome.UNCHANGED, replace(before, checked=asked)
        with self.together.reading:
            self.together.go_on()
            snapshot = take_snapshot(self._read(files, asked))
            latest = before or self.shelf.latest()
            base = self._guard(snapshot, state, latest, spared)
            self.together.go_on()
            self.shelf.put(snapshot, files, now, base)
        return Outcome.UPDATED, replace(snapshot, checked=asked)

    def _before(self) -> tuple[State, Snapshot | None]:
        try:
            return self.shelf.state(), self.shelf.current()
        except VscreenError:
            # What is damaged is fetched anew, without asking whether it changed.
            return State(), None

    def _fetch(self, state: State) -> tuple[dict[str, bytes], dict[str, Seen]]:
        files, seen = {}, {}
        for file in self.source.files:
            kept = self.shelf.file(file.name) if file.name in state.files else None
            known = state.files[file.name] if kept is not None else Seen("")
            download = self._download(file, known)
            if download.data is not None:
                digest = hashlib.sha256(download.data).hexdigest()
                files[file.name], seen[file.name] = (
                    download.data, Seen(digest, download.etag, download.modified),
                )  # fmt: skip
                if not download.is_measured:
                    self.is_measured = False
                    self.notes.append(
                        f"the publisher of {self.source.list} does not say how long {file.name} "
                        "is, so that its content alone shows whether it came whole"
                    )
            elif kept is not None:
                files[file.name], seen[file.name] = kept, known
            else:
                raise DownloadError(f"{file.address}: 304, but it was never fetched; try again")
        return files, seen

    def _download(self, file: ListFile, known: Seen) -> Download:
        before = self.received

        def tell(received: int, announced: int | None) -> None:
            self.together.go_on()
            self.received = before + received
            if self.together.progress:
                with self.together.telling:
                    self.together.progress(self.source.list, file.name, received, announced)

        return fetch(
            file.address,
            etag=known.etag,
            modified=known.modified,
            browser=self.source.browser,
            visit=self.source.visit,
            patience=self.together.patience,
            progress=tell,
        )

    def _read(self, files: dict[str, bytes], asked: datetime) -> Reading:
        wanted, known = self.source.list, catalog()
        readings = _readings(wanted, files, asked)
        if wanted not in known and not {reading.list for reading in readings} & known.keys():
            # A user's own list doesn't state its id, so that it may come in any file.
            readings = _readings(wanted, files, asked, list_id=wanted)
        found = [reading for reading in readings if reading.list == wanted]
        # A file may hold other lists too; a file of which the wanted list is not is another file.
        if len(found) != 1 or {source.name for source in found[0].sources} != files.keys():
            read = ", ".join(reading.list for reading in readings)
            raise DownloadError(
                f"what came for the list {wanted} is {read}; look up the "
                f"publisher's new address: {self.source.files[0].address} led there"
            )
        self.notes += [
            f"{wanted}: its files hold the list {reading.list} too; to use that, name it as a list "
            "of its own in the table of sources"
            for reading in readings
            if reading is not found[0]
        ]
        return found[0]

    def _guard(
        self, snapshot: Snapshot, state: State, before: Snapshot | None, spared: Spared
    ) -> str:
        """Raise what is wrong with a new edition; the first problem has the others as notes.

        Returns
        -------
        str
            The version from which its losses are counted; empty for itself.
        """
        version, base = self.shelf.base(state, datetime.now(UTC))
        problems = list(snapshot.problems())
        if before is not None:
            returned = "" if snapshot.published else self.shelf.returned(snapshot.hash, state)
            if not spared.shrunk:
                problems += self._losses(snapshot, before, base, returned)
            if not spared.older:
                problems += editions.rollbacks(before, snapshot)
                problems += _returns(snapshot, before, returned)
        for other in problems[1:]:
            problems[0].add_note(str(other))
        for first in problems[:1]:
            raise first
        return "" if spared.shrunk else version

    def _losses(
        self, snapshot: Snapshot, before: Snapshot, base: Snapshot | None, returned: str
    ) -> Iterator[ListError]:
        """Yield what is lost since the edition before or the base; else, whether it is cut.

        What was in use before, byte for byte, is not cut.
        """
        most = snapshot.max_shrink
        lost: list[ListError] = list(editions.losses(before, snapshot, most=most))
        if not lost and base is not None:
            steps = editions.SPARED_IN_STEPS
            lost += editions.losses(base, snapshot, most=most, spared=steps)
        if not lost and not returned:
            lost += editions.cuts(before, snapshot, is_measured=self.is_measured)
        yield from lost


def _returns(snapshot: Snapshot, before: Snapshot, returned: str) -> Iterator[StaleListError]:
    """Yield the error that says that an edition without a day was in use before.

    Whoever takes back an entry or two of a list of their own may do so.
    """
    gone = len(editions.vanished(before, snapshot)) if returned else 0
    if gone > editions.SPARED:
        yield StaleListError(
            f"the list {snapshot.list} is the version {returned} again, which another followed, "
            f"and {gone:,} entries of that are gone; somebody may be sending an old copy: look at "
            "the publisher's page, and accept it by name (accept_older, --accept-older) if it was "
            "taken back"
        )


def _readings(
    wanted: str, files: dict[str, bytes], asked: datetime, *, list_id: str = ""
) -> list[Reading]:
    return read_sources(
        [Source.unpack(Path(wanted) / name, data, asked, list_id) for name, data in files.items()]
    )
