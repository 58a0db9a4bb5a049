"""Lists kept up to date: downloaded, verified, put into use in one step, with their history.

Nothing replaces a list in use until the new file was downloaded whole, read, recognised as the
list it should be, and passed its guards. When anything fails, the list before stays in use and the
failure is reported, by list. A list is as old as its publisher says; where the publisher says
nothing, it is as old as the last time that the publisher was asked and had nothing newer.
"""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Final

import pandas as pd
import platformdirs

from vscreen.errors import ChecksumError, MissingListError
from vscreen.files.atomic import remove_parts
from vscreen.files.lock import hold
from vscreen.schema import Kind
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.snapshot import Snapshot
from vscreen.store.asked import RECORD, Asked, read_asked, write_asked
from vscreen.store.download import Patience
from vscreen.store.sources import LIST_ID, ListSource, known_sources, load_sources
from vscreen.store.update import ListUpdate, Progress, Spared, Together, UpdateReport, update_list
from vscreen.store.versions import Shelf

AT_ONCE: Final = 8
KEPT: Final = 10
HISTORY: Final = (
    "list", "version", "fetched", "published", "entries", "vessels", "hash", "in_use",
)  # fmt: skip


class Store:
    """A folder of lists, kept up to date from their publishers.

    Parameters
    ----------
    folder
        Where the lists are kept; a folder of the user's data by default.
    sources
        Where they come from: a file in the shape of ``sources.csv`` (`load_sources`) or what is
        read from it. By default the publishers that vscreen knows.
    patience
        Time-outs, attempts and the greatest size of a download.
    """

    def __init__(
        self,
        folder: str | os.PathLike[str] | None = None,
        *,
        sources: str | os.PathLike[str] | Sequence[ListSource] | None = None,
        patience: Patience | None = None,
    ) -> None:
        self.folder = Path(folder) if folder else platformdirs.user_data_path("vscreen") / "lists"
        if isinstance(sources, str | os.PathLike):
            sources = load_sources(sources)
        self.sources = {
            source.list: source for source in (known_sources() if sources is None else sources)
        }
        self.patience = patience or Patience()

    def update(
        self,
        lists: Iterable[str] | None = None,
        *,
        accept_shrunk: Iterable[str] = (),
        accept_older: Iterable[str] = (),
        progress: Progress | None = None,
        done: Callable[[ListUpdate], None] | None = None,
    ) -> UpdateReport:
        """Fetch lists anew, and put into use those that changed and are whole.

        Parameters
        ----------
        lists
            Ids of lists; by default all that are in use here or fetched by default, but for those
            that were left out (`leave_out`).
        accept_shrunk
            Ids of lists that may have become much smaller, for their publisher was seen to have
            removed what is missing.
        accept_older
            Ids of lists that may be older than the edition in use, for their publisher took that
            back.
        progress
            Called during downloads with the list, the file, the bytes received, and those
            announced or None; from several threads, but one at a time.
        done
            Called in the same way with the outcome of each list, as soon as that is known.

        Returns
        -------
        UpdateReport
            The outcome of each list. A failure raises nothing: the list before stays in use.

        Raises
        ------
        MissingListError
            If nothing is known of where a list comes from.
        StoreError
            If another process is updating this folder, or it can't be written.
        """
        wanted = self._wanted(lists)
        shrunk, older = set(accept_shrunk), set(accept_older)
        together = Together(self.patience, progress, done)
        jobs = [
            partial(
                update_list,
                source,
                self._shelf(source.list),
                together,
                spared=Spared(source.list in shrunk, source.list in older),
            )
            for source in wanted
        ]
        with hold(self.folder):
            self._tidy()
            self._ask([source.list for source in wanted])
            try:
                return UpdateReport(tuple(_at_once(jobs)), self._without_source())
            finally:
                together.stopped.set()

    def _tidy(self) -> None:
        """Remove what killed updates left; only who holds the lock may."""
        remove_parts(self.folder)
        for folder in self.folder.glob("[!.]*/"):
            remove_parts(folder)

    def _ask(self, lists: Sequence[str]) -> None:
        """Write down which lists are asked for."""
        before = self._asked_or_found()
        after = before.ask(lists)
        if after != self._asked(damaged=None):
            write_asked(self.folder, after)

    def _asked(self, *, damaged: Asked | None) -> Asked | None:
        """Return the record of the lists asked for, ``damaged`` if it is, None if it is gone."""
        try:
            return read_asked(self.folder)
        except ChecksumError:
            return damaged

    def _asked_or_found(self) -> Asked:
        """Return the record of the lists asked for; without one, the lists that have a folder."""
        return self._asked(damaged=None) or Asked(frozenset(self._folders()))

    def _folders(self) -> list[str]:
        found = (path.name for path in self.folder.glob("[!.]*/"))
        return sorted(name for name in found if LIST_ID.fullmatch(name))

    def _without_source(self) -> tuple[str, ...]:
        """Return the lists in use here of which the sources don't say where to fetch them."""
        return tuple(name for name in self.kept() if name not in self.sources)

    def _wanted(self, lists: Iterable[str] | None) -> list[ListSource]:
        if lists is None:
            record = self._asked_or_found()
            chosen = [
                source
                for source in self.sources.values()
                if (source.default and source.list not in record.left_out)
                or source.list in record.lists
            ]
            return sorted(chosen, key=lambda source: source.list)
        asked = list(dict.fromkeys(lists))
        unknown = [list_id for list_id in asked if list_id not in self.sources]
        if unknown:
            raise MissingListError(
                f"nobody knows where to fetch {', '.join(unknown)}; known are "
                f"{', '.join(sorted(self.sources))}"
            )
        return [self.sources[list_id] for list_id in sorted(asked)]

    def _shelf(self, list_id: str) -> Shelf:
        return Shelf(self.folder / list_id)

    def kept(self) -> list[str]:
        """Return the ids of the lists that are in use here, sorted."""
        asked = self._asked(damaged=None)
        left_out = asked.left_out if asked else ()
        found = (path.parent.name for path in self.folder.glob("[!.]*/state.json"))
        return sorted(name for name in found if name not in left_out)

    def missing(self) -> list[str]:
        """Return the ids of the lists that were asked for here and are not in use, sorted.

        They never came, or lost their folder or the record of their state.
        """
        return sorted(self._asked_or_found().lists.difference(self.kept()))

    def _absences(self) -> tuple[MissingListError, ...]:
        """Return an error for each missing list, and for the record of the lists asked for."""
        asked = read_asked(self.folder)
        errors = [
            MissingListError(
                f"the list {list_id} was asked for and {self._shelf(list_id).loss()}, so nothing "
                f"is screened against it; fetch it with: vscreen lists update {list_id}, or leave "
                f"it out with: vscreen lists leave-out {list_id}"
            )
            for list_id in self.missing()
        ]
        if asked is None and (errors or self.kept()):
            errors.append(
                MissingListError(
                    f"{self.folder / RECORD} is not there, so nobody knows which lists were asked "
                    "for; write it anew with: vscreen lists update"
                )
            )
        return tuple(errors)

    def leave_out(self, lists: Iterable[str]) -> None:
        """Use lists no longer, and fetch them no longer unless they are asked for by name.

        Their versions stay for `history` and `load`.

        Parameters
        ----------
        lists
            Ids of lists.

        Raises
        ------
        MissingListError
            If a list was never asked for here.
        StoreError
            If another process is updating this folder, or it can't be written.
        """
        with hold(self.folder):
            asked, gone = self._asked_or_found(), set(lists)
            known = asked.lists | asked.left_out | self.sources.keys() | set(self.kept())
            if strange := sorted(gone - known):
                raise MissingListError(
                    f"{self.folder} was never asked for {', '.join(strange)}; it was for "
                    f"{', '.join(sorted(asked.lists)) or 'nothing yet'}"
                )
            write_asked(self.folder, asked.leave_out(gone))

    def lists(self, lists: Iterable[str] | None = None) -> Lists:
        """Return the snapshots in use.

        Parameters
        ----------
        lists
            Ids of lists; by default all that are in use here. What was asked for and is not there
            (`missing`) is then a problem of these lists: nothing is clear without it.

        Raises
        ------
        MissingListError
            If a list that is asked for by its id isn't kept here.
        ChecksumError
            If a snapshot is not what was saved.
        """
        asked = self.kept() if lists is None else list(lists)
        snapshots = {list_id: self._shelf(list_id).current() for list_id in asked}
        missing = [list_id for list_id, snapshot in snapshots.items() if snapshot is None]
        if missing:
            raise MissingListError(
                f"{self.folder} keeps no {', '.join(missing)}; update it first: it keeps "
                f"{', '.join(self.kept()) or 'nothing yet'}"
            )
        found = tuple(snapshot for snapshot in snapshots.values() if snapshot is not None)
        return Lists(found, missing=self._absences() if lists is None else ())

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
                list_id, version, snapshot.fetched, snapshot.published, len(snapshot.entries),
                snapshot.counts[Kind.VESSEL], snapshot.hash, version == used,
            )
            for version in shelf.versions()
            for snapshot in [shelf.load(version)]
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
            self._tidy()
            return sum(self._shelf(list_id).prune(keep) for list_id in self._folders())


def _at_once(jobs: Sequence[Callable[[], ListUpdate]]) -> list[ListUpdate]:
    """Return what comes of each job, in their order, several at a time.

    Whoever interrupts this need not wait for a publisher: the threads don't keep Python alive.
    """
    waiting = list(enumerate(jobs))[::-1]
    ended: dict[int, ListUpdate] = {}
    raised: list[BaseException] = []

    def work() -> None:
        # The end of the list is the end of the work.
        with contextlib.suppress(IndexError):
            while True:
                position, job = waiting.pop()
                try:
                    ended[position] = job()
                except BaseException as error:
                    raised.append(error)

    threads = [threading.Thread(target=work, daemon=True) for _ in jobs[:AT_ONCE]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for error in raised:
        raise error
    return [ended[position] for position in range(len(jobs))]
