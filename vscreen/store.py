"""Lists kept up to date: downloaded, verified, put into use in one step, with their history.

Nothing replaces a list in use until the new one was downloaded whole, read, found to be the list
it should be, and passed its guards. When anything fails, the list before stays in use and the
failure is said, by list. A list is as old as the last time its publisher was asked and had nothing
newer.
"""

from __future__ import annotations

import hashlib
import os
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path
from typing import Final

import pandas as pd
import platformdirs

from vscreen.errors import DownloadError, MissingListError, VscreenError
from vscreen.fetch import Download, Patience, fetch
from vscreen.lists import Source, read_sources
from vscreen.lists.sources import ListFile, ListSource, known_sources
from vscreen.lock import hold
from vscreen.schema import Kind
from vscreen.shelf import Seen, Shelf, State
from vscreen.snapshot import Lists, Snapshot, take_snapshot

AT_ONCE: Final = 8
KEPT: Final = 10
HISTORY: Final = (
    "list", "version", "fetched", "published", "entries", "vessels", "hash", "in_use",
)  # fmt: skip

Progress = Callable[[str, str, int, int | None], None]
"""Told the list, the file, the bytes received, and those announced or None."""


class Outcome(StrEnum):
    """What became of updating one list."""

    UPDATED = "updated"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True)
class ListUpdate:
    """What became of one list: the outcome, the snapshot now in use, and the error if it failed."""

    list: str
    outcome: Outcome
    snapshot: Snapshot | None
    seconds: float
    bytes: int = 0
    error: Exception | None = None


@dataclass(frozen=True)
class UpdateReport:
    """What became of each list that was asked for, in the order of their ids."""

    updates: tuple[ListUpdate, ...]

    @property
    def failed(self) -> tuple[ListUpdate, ...]:
        """The lists that were not updated, each with its error."""
        return tuple(one for one in self.updates if one.outcome == Outcome.FAILED)

    def frame(self) -> pd.DataFrame:
        """Return one row per list.

        ``list``, ``outcome``, ``entries`` and ``vessels`` of the snapshot in use, ``published``,
        ``checked``, ``bytes`` received, ``seconds``, and what ``error`` there was.
        """
        rows = [
            (
                one.list,
                str(one.outcome),
                len(one.snapshot.entries) if one.snapshot else 0,
                one.snapshot.counts[Kind.VESSEL] if one.snapshot else 0,
                one.snapshot.published if one.snapshot else None,
                one.snapshot.checked if one.snapshot else None,
                one.bytes,
                one.seconds,
                f"{type(one.error).__name__}: {one.error}" if one.error else "",
            )
            for one in self.updates
        ]
        columns = (
            "list", "outcome", "entries", "vessels", "published", "checked", "bytes", "seconds",
            "error",
        )  # fmt: skip
        return pd.DataFrame(rows, columns=list(columns))


class Store:
    """A folder of lists, kept up to date from their publishers.

    Parameters
    ----------
    folder
        Where the lists are kept; a folder of the user's data by default.
    sources
        Where they come from; those vscreen knows by default.
    patience
        Time-outs, attempts and the greatest size of a download.
    """

    def __init__(
        self,
        folder: str | os.PathLike[str] | None = None,
        *,
        sources: Sequence[ListSource] | None = None,
        patience: Patience | None = None,
    ) -> None:
        self.folder = Path(folder) if folder else platformdirs.user_data_path("vscreen") / "lists"
        self.sources = {one.list: one for one in (known_sources() if sources is None else sources)}
        self.patience = patience or Patience()
        self._reading = threading.Lock()
        self._telling = threading.Lock()

    def update(
        self,
        lists: Iterable[str] | None = None,
        *,
        accept_shrunk: Iterable[str] = (),
        progress: Progress | None = None,
    ) -> UpdateReport:
        """Fetch lists anew, and put into use those that changed and are whole.

        Parameters
        ----------
        lists
            Ids of lists; by default all that are in use here or fetched by default.
        accept_shrunk
            Ids of lists that may have become much smaller, for their publisher was seen to have
            removed what is missing.
        progress
            Called during downloads with the list, the file, the bytes received, and those
            announced or None; from several threads, but one at a time.

        Returns
        -------
        UpdateReport
            What became of each list. A failure raises nothing: the list before stays in use.

        Raises
        ------
        MissingListError
            If nothing is known of where a list comes from.
        StoreError
            If another process is updating this folder, or it can't be written.
        """
        wanted = self._wanted(lists)
        spared = set(accept_shrunk)
        with hold(self.folder), ThreadPoolExecutor(AT_ONCE) as threads:
            jobs = [
                threads.submit(self._update_one, source, source.list in spared, progress)
                for source in wanted
            ]
            return UpdateReport(tuple(job.result() for job in jobs))

    def _wanted(self, lists: Iterable[str] | None) -> list[ListSource]:
        if lists is None:
            kept = set(self._kept())
            some = [one for one in self.sources.values() if one.default or one.list in kept]
            return sorted(some, key=lambda one: one.list)
        asked = list(dict.fromkeys(lists))
        strange = [one for one in asked if one not in self.sources]
        if strange:
            raise MissingListError(
                f"nobody knows where to fetch {', '.join(strange)}; known are "
                f"{', '.join(sorted(self.sources))}"
            )
        return [self.sources[one] for one in sorted(asked)]

    def _shelf(self, list_id: str) -> Shelf:
        return Shelf(self.folder / list_id)

    def _kept(self) -> list[str]:
        return sorted(path.parent.name for path in self.folder.glob("[!.]*/state.json"))

    def _update_one(
        self, source: ListSource, spared: bool, progress: Progress | None
    ) -> ListUpdate:
        begun = time.perf_counter()
        shelf = self._shelf(source.list)
        update = _Update(self, source, shelf, progress)
        outcome = Outcome.FAILED
        error: Exception | None = None
        snapshot: Snapshot | None
        try:
            outcome, snapshot = update.run(spared)
        # Whatever goes wrong with one list is that list's failure, and no other's.
        except Exception as raised:
            snapshot, error = shelf.latest(), raised
        seconds = time.perf_counter() - begun
        return ListUpdate(source.list, outcome, snapshot, seconds, update.received, error)

    def lists(self, lists: Iterable[str] | None = None) -> Lists:
        """Return the snapshots in use.

        Parameters
        ----------
        lists
            Ids of lists; by default all that are kept here.

        Raises
        ------
        MissingListError
            If a list that is asked for isn't kept here.
        ChecksumError
            If a snapshot is not what was saved.
        """
        asked = self._kept() if lists is None else list(lists)
        found = {one: self._shelf(one).current() for one in asked}
        missing = [one for one, snapshot in found.items() if snapshot is None]
        if missing:
            raise MissingListError(
                f"{self.folder} keeps no {', '.join(missing)}; update it first: it keeps "
                f"{', '.join(self._kept()) or 'nothing yet'}"
            )
        return Lists(tuple(one for one in found.values() if one is not None))

    def history(self, list_id: str) -> pd.DataFrame:
        """Return the versions of a list kept here, newest first.

        Returns
        -------
        DataFrame
            ``list``, ``version``, ``fetched``, ``published``, ``entries``, ``vessels``, ``hash``,
            ``in_use``; `load` gives the snapshot of a version.
        """
        shelf = self._shelf(list_id)
        used = shelf.state().version
        rows = [
            (
                list_id, one, snapshot.fetched, snapshot.published, len(snapshot.entries),
                snapshot.counts[Kind.VESSEL], snapshot.hash, one == used,
            )
            for one in shelf.versions()
            for snapshot in [shelf.load(one)]
        ]  # fmt: skip
        return pd.DataFrame(rows, columns=list(HISTORY))

    def load(self, list_id: str, version: str) -> Snapshot:
        """Return one version of a list, as `history` names it.

        Raises
        ------
        MissingListError
            If no such version is kept here.
        """
        shelf = self._shelf(list_id)
        if version not in shelf.versions():
            raise MissingListError(
                f"{self.folder} keeps no version {version} of {list_id}; it keeps "
                f"{', '.join(shelf.versions()) or 'none'}"
            )
        return shelf.load(version)

    def prune(self, keep: int = KEPT) -> int:
        """Remove all but the newest versions of each list; return how many went.

        Parameters
        ----------
        keep
            How many versions of each list stay; the one in use always does.

        Raises
        ------
        StoreError
            If another process is updating this folder.
        """
        with hold(self.folder):
            return sum(self._shelf(one).prune(keep) for one in self._kept())


class _Update:
    """The updating of one list."""

    def __init__(
        self, store: Store, source: ListSource, shelf: Shelf, progress: Progress | None
    ) -> None:
        self.store = store
        self.source = source
        self.shelf = shelf
        self.progress = progress
        self.received = 0

    def run(self, spared: bool) -> tuple[Outcome, Snapshot]:
        state, before = self._before()
        asked = datetime.now(UTC)
        files, seen = self._fetch(state)
        same = {name: one.sha256 for name, one in seen.items()} == {
            name: one.sha256 for name, one in state.files.items()
        }
        now = State(state.version, asked, version("vscreen"), seen)
        if before is not None and same and state.vscreen == now.vscreen:
            self.shelf.remember(now)
            return Outcome.UNCHANGED, replace(before, checked=asked)
        with self.store._reading:  # one at a time: the biggest list takes a gigabyte to read
            snapshot = self._read(files, asked)
            latest = before or self.shelf.latest()
            self._guard(snapshot, None if spared else latest)
            self.shelf.put(snapshot, files, now)
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
            found = self._download(file, known)
            if found.data is not None:
                digest = hashlib.sha256(found.data).hexdigest()
                files[file.name], seen[file.name] = (
                    found.data, Seen(digest, found.etag, found.modified),
                )  # fmt: skip
            elif kept is not None:
                files[file.name], seen[file.name] = kept, known
            else:
                raise DownloadError(f"{file.address}: 304, but it was never fetched; try again")
        return files, seen

    def _download(self, file: ListFile, known: Seen) -> Download:
        before = self.received

        def tell(received: int, announced: int | None) -> None:
            self.received = before + received
            if self.progress:
                with self.store._telling:
                    self.progress(self.source.list, file.name, received, announced)

        return fetch(
            file.address,
            etag=known.etag,
            modified=known.modified,
            browser=self.source.browser,
            visit=self.source.visit,
            patience=self.store.patience,
            progress=tell,
        )

    def _read(self, files: dict[str, bytes], asked: datetime) -> Snapshot:
        sources = [
            Source.unpack(Path(self.source.list) / name, data, asked)
            for name, data in files.items()
        ]
        readings = read_sources(sources)
        found = [one.list for one in readings]
        if found != [self.source.list]:
            raise DownloadError(
                f"what came for the list {self.source.list} is {', '.join(found)}; "
                f"look up the publisher's new address: {self.source.files[0].address} led there"
            )
        return take_snapshot(readings[0])

    def _guard(self, snapshot: Snapshot, before: Snapshot | None) -> None:
        problems = list(snapshot.problems(previous=before))
        for other in problems[1:]:
            problems[0].add_note(str(other))
        for first in problems[:1]:
            raise first
