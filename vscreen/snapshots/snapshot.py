"""A list as a value: its frames, its hash, its counts and age, and whether it may be trusted.

No name is judged in this module. It decides whether a list may be screened against: a list that is
empty, far smaller than it can be, or too old would clear what it should not.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import pandas as pd

from vscreen.errors import ListError
from vscreen.lists.measures import filled
from vscreen.lists.receipt import Receipt, SetAside
from vscreen.policy import parse_age
from vscreen.schema import Kind
from vscreen.snapshots import editions, guards
from vscreen.snapshots.catalog import MAX_SHRINK, Guard, Nature, catalog
from vscreen.snapshots.parquet import FRAMES, read_frames, write_frames

# What a user may state about a list.
LIST_ID: Final = "list_id"
LIST_DATE: Final = "list_date"
ACCEPT_EDITION: Final = "accept_edition"


@dataclass(frozen=True, eq=False)
class Snapshot:
    """A list as read at a time.

    ``hash`` is the SHA-256 of the source bytes; of a list in several files, that of their sorted
    hashes. ``published`` is the publisher's own date, ``fetched`` is when the store fetched it
    (UTC), and ``checked`` when the publisher last confirmed to have nothing newer; each may be
    unknown. ``counts`` has every kind of entry. ``receipts`` tell what became of the publisher's
    records, file by file. ``nature`` separates a sanction from a watch list, and ``edition`` what
    it is written in (``xml``, ``json``, ``workbook``, ``text``). ``official`` is the id of the list
    whatever the user calls it, ``files`` names the files it was read from, and ``lacks`` those that
    belong to it and were not there. ``stated`` is what the user states about it: ``list_id``,
    ``list_date``, ``accept_edition``.
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
    receipts: tuple[Receipt, ...] = ()
    nature: Nature = Nature.SANCTION
    checked: datetime | None = None
    edition: str = ""
    official: str = ""
    files: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    stated: Mapping[str, str] = field(default_factory=dict)

    @property
    def verified(self) -> bool:
        """Whether each of the publisher's records is accounted for, in every file."""
        return bool(self.receipts) and all(receipt.is_exact for receipt in self.receipts)

    @cached_property
    def measures(self) -> Mapping[str, float]:
        """What guards look at: `vscreen.snapshots.guards.measure`."""
        return guards.measure(self.entries, self.names, self.identifiers)

    @property
    def expected(self) -> tuple[Guard, ...]:
        """What is expected of the list: of what it is, and of what the user calls it.

        An id that the user gives changes the name of a list. It never takes away what is expected
        of the list, and who calls a list `us-sdn` wants it to be that.
        """
        known = (catalog().get(name) for name in dict.fromkeys((self.official, self.list)))
        return tuple(guard for guard in known if guard)

    @property
    def day(self) -> date | None:
        """The day of the edition: what its publisher states, else what the user states for it."""
        stated = self.stated.get(LIST_DATE)
        return self.published or (date.fromisoformat(stated) if stated else None)

    @property
    def since(self) -> datetime | date | None:
        """What the list's age is counted from, None if that is unknown.

        That is the day of the edition, if its publisher or else the user states it. Else it is when
        the publisher last confirmed to have nothing newer, or sent it to the store. When a file
        was written is no age: a copy of a list of years ago is new.
        """
        return self.day or self.checked or self.fetched

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

        It is empty, is a part, holds less than it can, lacks a file or an entry that stays listed,
        lost too much since ``previous`` or is older than that, is of the future, or is stale. An
        edition that the user accepts (``stated``) may be as old as it is, and may lack what an
        archive lacks.
        """
        greatest, now = parse_age(max_age), now or datetime.now(UTC)
        yield from guards.emptiness(self.list, self.measures)
        yield from guards.omissions(self.list, self.lacks)
        yield from () if self._is_accepted_archive(now) else self._gaps(now)
        if previous is not None:
            yield from editions.losses(previous, self, most=self.max_shrink)
            yield from editions.rollbacks(previous, self)
        stamps = (self.published, self.day, self.checked, self.fetched)
        early = list(guards.prematurity(self.list, stamps, now))
        yield from early
        if not early and ACCEPT_EDITION not in self.stated:
            yield from self._staleness(greatest, now)

    def waived(
        self, max_age: str | timedelta | None = None, *, now: datetime | None = None
    ) -> tuple[str, ...]:
        """Return what would be a problem if the user had not accepted this edition."""
        if ACCEPT_EDITION not in self.stated:
            return ()
        greatest, now = parse_age(max_age), now or datetime.now(UTC)
        gaps = self._gaps(now) if self._is_accepted_archive(now) else ()
        found = (*gaps, *self._staleness(greatest, now))
        return tuple(str(error).partition(";")[0] for error in found)  # without the remedy

    @property
    def max_shrink(self) -> float:
        """The share of its entries that the list may lose from one edition to another."""
        return self.expected[0].max_shrink if self.expected else MAX_SHRINK

    def _is_archive(self, now: datetime) -> bool:
        """Whether the edition is so old that what is expected of today's does not hold for it.

        What is expected of a bundled list is expected of its own day.
        """
        of_its_day = any(guard.published for guard in self.expected)
        return self.day is not None and not of_its_day and guards.is_archive(self.day, now)

    def _is_accepted_archive(self, now: datetime) -> bool:
        return ACCEPT_EDITION in self.stated and self._is_archive(now)

    def _gaps(self, now: datetime) -> Iterator[ListError]:
        """Yield what is not there: too little of anything, else entries that stay; files."""
        may_be_old = self.day is None or self._is_archive(now)
        offered = guards.offer(self.list, self.day) if may_be_old else ""
        for error in (*guards.gaps(self.list, self.lacks), *self._short):
            yield type(error)(f"{error}{offered}")

    @cached_property
    def _short(self) -> tuple[ListError, ...]:
        if not len(self.entries):
            return ()
        short: list[ListError] = []
        for guard in self.expected:
            short += guards.shortages(self.list, guard, self.measures)
        for guard in self.expected if not short else ():
            short += guards.lost_canaries(self.list, guard, self.entries, self.identifiers)
        return tuple(short[:1])

    def _staleness(self, greatest: timedelta | None, now: datetime) -> Iterator[ListError]:
        if greatest is not None:
            guard = self.expected[0] if self.expected else None
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
        record = {name: getattr(self, name) for name in (*_RECORDED, *_RECORDED_LATER)}
        record["stated"] = dict(self.stated)
        record["verified"] = self.verified
        record["receipts"] = [asdict(receipt) for receipt in self.receipts]
        record["counts"] = {str(kind): count for kind, count in self.counts.items()}
        for stamp in ("published", "fetched", "checked"):
            record[stamp] = record[stamp].isoformat() if record[stamp] else None
        write_frames(Path(folder), record, frames)
        return Path(folder)


_RECORDED: Final = (
    "list", "title", "reader", "reader_version", "hash", "published", "fetched", "counts",
    "warnings", "nature", "checked", "edition",
)  # fmt: skip
_RECORDED_LATER: Final = ("official", "files", "lacks", "stated")
"""What snapshots of earlier versions don't record; nor is their ``fetched`` when they were fetched,
but when a file was written."""


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
    if all(name in record for name in _RECORDED_LATER):
        fields |= {name: record[name] for name in _RECORDED_LATER}
        fields |= {name: tuple(record[name]) for name in ("files", "lacks")}
    else:
        fields["fetched"] = None
    fields["published"] = date.fromisoformat(fields["published"]) if fields["published"] else None
    for stamp in ("fetched", "checked"):
        fields[stamp] = datetime.fromisoformat(fields[stamp]) if fields[stamp] else None
    fields["counts"] = {Kind(kind): count for kind, count in fields["counts"].items()}
    fields["receipts"] = tuple(map(_receipt, record.get("receipts", ())))
    # A list may have been closed since it was saved.
    closed = guards.closing(fields["list"], catalog().get(fields.get("official", fields["list"])))
    fields["warnings"] = tuple(dict.fromkeys((*closed, *fields["warnings"])))
    fields["nature"] = Nature(fields["nature"])
    fields["entries"] = filled(fields["entries"], record.get("official") or record["list"])
    return Snapshot(**fields)


def _receipt(record: Mapping[str, Any]) -> Receipt:
    set_aside = tuple(SetAside(**each) for each in record["set_aside"])
    return Receipt(**{**record, "set_aside": set_aside})
