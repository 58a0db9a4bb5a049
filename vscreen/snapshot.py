"""A list as a value: its frames, its hash, its counts and age, and whether it may be trusted.

Nothing here decides about a name. It decides whether a list may be screened against: one that is
empty, far smaller than it can be, or too old would clear what it should not.
"""

from __future__ import annotations

import hashlib
import os
import warnings as python_warnings
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, Final

import pandas as pd

from vscreen import guards
from vscreen.errors import (
    CanaryMissingError,
    EmptyListError,
    ListError,
    ListFormatError,
    ListWarning,
)
from vscreen.lists import Reading, Source, read_sources
from vscreen.lists.catalog import Nature, catalog
from vscreen.policy import parse_age
from vscreen.saved import FRAMES, read_frames, write_frames
from vscreen.schema import ENTRIES, IDENTIFIERS, LINKS, NAMES, Frame, Kind

# Files people keep beside lists. Skipped with a warning, never silently.
BESIDE: Final = ("readme", "note", "notes", "manifest", "license", "licence", "sha256sums")

SUMMARY: Final = (
    "list", "title", "entries", "vessels", "organizations", "persons", "aircraft", "names",
    "published", "checked", "age", "nature", "verified", "hash",
)  # fmt: skip
SUMMED: Final = (Kind.VESSEL, Kind.ORGANIZATION, Kind.PERSON, Kind.AIRCRAFT)


@dataclass(frozen=True, eq=False)
class Snapshot:
    """One list as read at one time.

    ``hash`` is the SHA-256 of the source bytes; of a list in several files, that of their sorted
    hashes. ``published`` is the publisher's own date and ``fetched`` when the newest of the files
    was written (UTC); ``checked`` is when the publisher was asked last and had nothing newer; each
    may be unknown. ``counts`` has every kind of entry. ``verified`` is False where the reader was
    never run on a real file of this list. ``nature`` tells a sanction from a watch list, and
    ``edition`` what it is written in (``xml``, ``json``, ``workbook``, ``text``).
    """

    list: str
    title: str
    reader: str
    reader_version: str
    hash: str
    published: date | None
    fetched: datetime | None
    counts: Mapping[Kind, int]
    entries: pd.DataFrame = field(repr=False)
    names: pd.DataFrame = field(repr=False)
    identifiers: pd.DataFrame = field(repr=False)
    links: pd.DataFrame = field(repr=False)
    warnings: tuple[str, ...] = ()
    verified: bool = True
    nature: Nature = Nature.SANCTION
    checked: datetime | None = None
    edition: str = ""

    @cached_property
    def measures(self) -> Mapping[str, float]:
        """What guards look at: `vscreen.guards.measure`."""
        return guards.measure(self.entries, self.names, self.identifiers)

    @cached_property
    def _lost(self) -> tuple[str, ...]:
        guard = catalog().get(self.list)
        lost = guards.lost_canaries(self.list, guard, self.entries, self.identifiers)
        return tuple(map(str, lost))

    @property
    def since(self) -> datetime | date | None:
        """What the list's age is counted from, None if nobody can say.

        That is when the publisher was asked and had nothing newer, where it was asked. Else it is
        the publisher's own date, for copying a file makes the file new and not the list. Else it
        is when the file was written.
        """
        return self.checked or self.published or self.fetched

    def age(self, now: datetime | None = None) -> timedelta | None:
        """Return how old the list is, None if nobody can say."""
        return guards.age(self.since, now or datetime.now(UTC))

    def problems(
        self,
        max_age: str | timedelta | None = None,
        *,
        now: datetime | None = None,
        previous: Snapshot | None = None,
    ) -> Iterator[ListError]:
        """Yield why this list may not be screened against.

        It is empty, holds less than it can, lacks an entry that stays listed, became too small
        since ``previous``, is of the future, or is stale.
        """
        guard = catalog().get(self.list)
        short = list(guards.shortages(self.list, guard, self.measures))
        yield from short or (CanaryMissingError(told) for told in self._lost)
        if previous is not None:
            yield from guards.losses(self.list, guard, previous.measures, self.measures)
        greatest, now = parse_age(max_age), now or datetime.now(UTC)
        early = list(guards.prematurity(self.list, (self.published, self.since), now))
        yield from early
        if greatest is not None and not early:
            yield from guards.staleness(self.list, guard, self.since, now, greatest)

    def save(self, folder: str | os.PathLike[str]) -> Path:
        """Write the snapshot into a folder, over the one that may lie there, and return it.

        The folder then holds a Parquet file per frame and ``snapshot.json``, which has their
        hashes. Whatever stops the writing, the folder holds the old snapshot or the new, whole.

        Raises
        ------
        StoreError
            If something can't be written.
        """
        frames = {shape.name: getattr(self, shape.name) for shape in FRAMES}
        record = {one: getattr(self, one) for one in _RECORDED}
        record["counts"] = {str(kind): count for kind, count in self.counts.items()}
        for stamp in ("published", "fetched", "checked"):
            record[stamp] = record[stamp].isoformat() if record[stamp] else None
        write_frames(Path(folder), record, frames)
        return Path(folder)


_RECORDED: Final = (
    "list", "title", "reader", "reader_version", "hash", "published", "fetched", "counts",
    "warnings", "verified", "nature", "checked", "edition",
)  # fmt: skip


def load_snapshot(folder: str | os.PathLike[str]) -> Snapshot:
    """Return the snapshot that `Snapshot.save` wrote into a folder.

    Raises
    ------
    ListFormatError
        If the folder holds none, or one that another version of vscreen wrote.
    ChecksumError
        If a byte of it has changed since.
    """
    record, frames = read_frames(Path(folder))
    said: dict[str, Any] = {one: record[one] for one in _RECORDED} | frames
    said["published"] = date.fromisoformat(said["published"]) if said["published"] else None
    for stamp in ("fetched", "checked"):
        said[stamp] = datetime.fromisoformat(said[stamp]) if said[stamp] else None
    said["counts"] = {Kind(kind): count for kind, count in said["counts"].items()}
    said |= {"warnings": tuple(said["warnings"]), "nature": Nature(said["nature"])}
    return Snapshot(**said)


@dataclass(frozen=True, eq=False)
class Lists:
    """Several snapshots as one: what a screening runs against.

    Raises
    ------
    ListFormatError
        If two snapshots bear the same list id.
    """

    snapshots: tuple[Snapshot, ...] = ()

    def __post_init__(self) -> None:
        counted = Counter(snapshot.list for snapshot in self.snapshots)
        twice = [name for name, count in counted.items() if count > 1]
        if twice:
            raise ListFormatError(
                f"the list {', '.join(twice)} is loaded twice; keep one edition of it, or give "
                "one another id with list_id={file name: id}"
            )

    def __len__(self) -> int:
        return len(self.snapshots)

    def __iter__(self) -> Iterator[Snapshot]:
        return iter(self.snapshots)

    def __add__(self, other: Lists) -> Lists:
        return Lists((*self.snapshots, *other.snapshots))

    @cached_property
    def entries(self) -> pd.DataFrame:
        """The entries of all lists."""
        return _concat(ENTRIES, [snapshot.entries for snapshot in self.snapshots])

    @cached_property
    def names(self) -> pd.DataFrame:
        """The names of all lists."""
        return _concat(NAMES, [snapshot.names for snapshot in self.snapshots])

    @cached_property
    def identifiers(self) -> pd.DataFrame:
        """The identifiers of all lists."""
        return _concat(IDENTIFIERS, [snapshot.identifiers for snapshot in self.snapshots])

    @cached_property
    def links(self) -> pd.DataFrame:
        """The links of all lists."""
        return _concat(LINKS, [snapshot.links for snapshot in self.snapshots])

    def summary(self) -> pd.DataFrame:
        """Return one row per list: what it is, counts, dates, age, whether to trust it, hash."""
        rows = [
            (
                one.list, one.title, len(one.entries), *(one.counts[kind] for kind in SUMMED),
                len(one.names), one.published, one.checked, one.age(), str(one.nature),
                one.verified, one.hash,
            )
            for one in self.snapshots
        ]  # fmt: skip
        return pd.DataFrame(rows, columns=list(SUMMARY))

    def problems(
        self,
        max_age: str | timedelta | None = None,
        *,
        now: datetime | None = None,
        previous: Lists | None = None,
    ) -> list[ListError]:
        """Return why these lists may not be screened against; empty if they may.

        Parameters
        ----------
        max_age
            Greatest age, such as ``"48h"``; None asks for none.
        now
            The time to count ages to; the clock's by default.
        previous
            Earlier snapshots, which these may not be much smaller than.
        """
        if not self.snapshots:
            return [EmptyListError("no list is loaded; read one with read_lists")]
        before = {one.list: one for one in previous or ()}
        return [
            error
            for one in self.snapshots
            for error in one.problems(max_age, now=now, previous=before.get(one.list))
        ]

    def check(
        self,
        max_age: str | timedelta | None = None,
        *,
        now: datetime | None = None,
        previous: Lists | None = None,
    ) -> None:
        """Raise unless every list may be screened against.

        Parameters
        ----------
        max_age, now, previous
            As for `problems`.

        Raises
        ------
        EmptyListError, ShrunkListError, CanaryMissingError, StaleListError
            The first problem found; the others are its notes.
        """
        found = self.problems(max_age, now=now, previous=previous)
        if not found:
            return
        for other in found[1:]:
            found[0].add_note(str(other))
        raise found[0]


def _concat(frame: Frame, parts: list[pd.DataFrame]) -> pd.DataFrame:
    return pd.concat(parts, ignore_index=True) if parts else frame.build()


def read_lists(
    paths: str | Path | Iterable[str | Path], *, list_id: Mapping[str, str] | None = None
) -> Lists:
    """Read sanctions lists from a folder, a file, or several of them.

    Parameters
    ----------
    paths
        Files and folders. A file is recognised by its content, never by its name. Folders are
        read with all below them, and every file there must be a list; what stands beside lists
        (README, NOTE, MANIFEST, ``*.md``, hidden files) is skipped with a warning.
    list_id
        List ids by file name, for files whose own id is not wanted: ``{"targets.csv": "ua-gur"}``.

    Returns
    -------
    Lists
        One snapshot per list. Read is not checked: see `Lists.check`.

    Raises
    ------
    ListFormatError
        If a file is no list that is known, is damaged or cut, or a list comes twice.
    EmptyListError
        If there is no file, or a list holds no entries.
    """
    given = [paths] if isinstance(paths, str | Path) else list(paths)
    wanted = list(dict.fromkeys(file for path in given for file in _files(Path(path))))
    if not wanted:
        where = ", ".join(str(path) for path in given)
        raise EmptyListError(f"no list file in {where or 'an empty list of paths'}; put one there")
    ids = list_id or {}
    unread = sorted(ids.keys() - {file.name for file in wanted})
    if unread:
        raise ListFormatError(
            f"list_id names {', '.join(unread)}, but no such file was read; check the spelling"
        )
    sources = [Source.open(file, ids.get(file.name, "")) for file in wanted]
    snapshots = tuple(map(take_snapshot, read_sources(sources)))
    for warning in (warning for snapshot in snapshots for warning in snapshot.warnings):
        python_warnings.warn(warning, ListWarning, stacklevel=2)
    return Lists(snapshots)


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for file in filter(Path.is_file, sorted(path.rglob("*"))):
        if _stands_beside(file):
            python_warnings.warn(f"{file}: skipped, for it is no list", ListWarning, stacklevel=4)
        else:
            yield file


def _stands_beside(file: Path) -> bool:
    name = file.name.lower()
    return name.startswith(".") or name.endswith(".md") or name.partition(".")[0] in BESIDE


def bundled_lists() -> Lists:
    """Return the lists that come with vscreen: Korea and Japan 2024, and the UN's 1718 ships.

    They are typed from public reports, and each entry's remarks say how sure it is. They do not
    replace an official list, and they are as old as their last designation: a policy that asks
    for an age leaves rows `not_screened` against them.

    Examples
    --------
    >>> [snapshot.list for snapshot in bundled_lists()]
    ['jp-mofa', 'kr-mofa', 'un-1718']
    """
    from vscreen.lists import own

    with as_file(files("vscreen.data") / "bundled") as folder:
        # When it was installed says nothing of its age: the catalog does.
        paths = sorted(folder.glob("*.csv"))
        sources = [Source(path, path.read_bytes(), None, path.stem) for path in paths]
    return Lists(tuple(map(take_snapshot, own.read(sources))))


def take_snapshot(reading: Reading) -> Snapshot:
    """Return a reading as a snapshot: titled, hashed and counted."""
    guard = catalog().get(reading.list)
    kinds = reading.entries["kind"].value_counts()
    measures = guards.measure(reading.entries, reading.names, reading.identifiers)
    hashes = sorted(source.sha256 for source in reading.sources)
    written = [source.modified for source in reading.sources if source.modified]
    return Snapshot(
        list=reading.list,
        title=guard.title if guard else reading.list,
        reader=reading.reader,
        reader_version=reading.reader_version,
        hash=hashes[0] if len(hashes) == 1 else _hash("".join(hashes)),
        published=reading.published or (guard.published if guard else None),
        fetched=max(written, default=None),
        counts={kind: int(kinds.get(str(kind), 0)) for kind in Kind},
        entries=reading.entries,
        names=reading.names,
        identifiers=reading.identifiers,
        links=reading.links,
        warnings=(*reading.warnings, *guards.surpluses(reading.list, guard, measures)),
        verified=reading.verified,
        nature=guard.nature if guard else Nature.SANCTION,
        edition=reading.sources[0].form if reading.sources else "",
    )


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
