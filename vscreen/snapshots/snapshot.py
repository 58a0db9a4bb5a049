"""A list as a value: its frames, its hash, its counts and age, and whether it may be trusted.

No name is judged in this module. It decides whether a list may be screened against: a list that is
empty, far smaller than it can be, or too old would clear what it should not.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import pandas as pd

from vscreen.errors import (
    CanaryMissingError,
    ListError,
)
from vscreen.policy import parse_age
from vscreen.schema import Kind
from vscreen.snapshots import guards
from vscreen.snapshots.catalog import Nature, catalog
from vscreen.snapshots.parquet import FRAMES, read_frames, write_frames


@dataclass(frozen=True, eq=False)
class Snapshot:
    """A list as read at a time.

    ``hash`` is the SHA-256 of the source bytes; of a list in several files, that of their sorted
    hashes. ``published`` is the publisher's own date and ``fetched`` when the newest of the files
    was written (UTC); ``checked`` is when the publisher last confirmed to have nothing newer; each
    may be unknown. ``counts`` has every kind of entry. ``verified`` is False where the reader was
    never run on a real file of this list. ``nature`` separates a sanction from a watch list, and
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
        """What guards look at: `vscreen.snapshots.guards.measure`."""
        return guards.measure(self.entries, self.names, self.identifiers)

    @cached_property
    def _lost(self) -> tuple[str, ...]:
        guard = catalog().get(self.list)
        lost = guards.lost_canaries(self.list, guard, self.entries, self.identifiers)
        return tuple(map(str, lost))

    @property
    def since(self) -> datetime | date | None:
        """What the list's age is counted from, None if that is unknown.

        That is when the publisher last confirmed to have nothing newer, if it ever did. Else it is
        the publisher's own date, because a copied file is new and its list is not. Else it is when
        the file was written.
        """
        return self.checked or self.published or self.fetched

    def age(self, now: datetime | None = None) -> timedelta | None:
        """Return how old the list is, None if that is unknown."""
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
        yield from short or (CanaryMissingError(message) for message in self._lost)
        if previous is not None:
            yield from guards.losses(self.list, guard, previous.measures, self.measures)
        greatest, now = parse_age(max_age), now or datetime.now(UTC)
        early = list(guards.prematurity(self.list, (self.published, self.since), now))
        yield from early
        if greatest is not None and not early:
            yield from guards.staleness(self.list, guard, self.since, now, greatest)

    def save(self, folder: str | os.PathLike[str]) -> Path:
        """Write the snapshot into a folder, over a snapshot saved before, and return the folder.

        The folder then holds a Parquet file per frame and ``snapshot.json``, which has their
        hashes. Whatever stops the writing, the folder holds the old snapshot or the new, whole.

        Raises
        ------
        StoreError
            If something can't be written.
        """
        frames = {shape.name: getattr(self, shape.name) for shape in FRAMES}
        record = {name: getattr(self, name) for name in _RECORDED}
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
        If the folder holds none, or that of another version of vscreen.
    ChecksumError
        If a byte of it has changed since.
    """
    record, frames = read_frames(Path(folder))
    fields: dict[str, Any] = {name: record[name] for name in _RECORDED} | frames
    fields["published"] = date.fromisoformat(fields["published"]) if fields["published"] else None
    for stamp in ("fetched", "checked"):
        fields[stamp] = datetime.fromisoformat(fields[stamp]) if fields[stamp] else None
    fields["counts"] = {Kind(kind): count for kind, count in fields["counts"].items()}
    fields |= {"warnings": tuple(fields["warnings"]), "nature": Nature(fields["nature"])}
    return Snapshot(**fields)
