"""Several snapshots together: what a screening runs against."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Final

import pandas as pd

from vscreen.errors import (
    EmptyListError,
    ListError,
    ListFormatError,
)
from vscreen.schema import ENTRIES, IDENTIFIERS, LINKS, NAMES, Frame, Kind
from vscreen.snapshots.snapshot import Snapshot

SUMMARY: Final = (
    "list", "title", "entries", "vessels", "organizations", "persons", "aircraft", "names",
    "published", "checked", "age", "nature", "verified", "hash",
)  # fmt: skip


SUMMED: Final = (Kind.VESSEL, Kind.ORGANIZATION, Kind.PERSON, Kind.AIRCRAFT)


@dataclass(frozen=True, eq=False)
class Lists:
    """Several snapshots together: what a screening runs against.

    Raises
    ------
    ListFormatError
        If two snapshots have the same list id.
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
        """Return a row per list: what it is, counts, dates, age, whether to trust it, hash."""
        rows = [
            (
                snapshot.list, snapshot.title, len(snapshot.entries),
                *(snapshot.counts[kind] for kind in SUMMED), len(snapshot.names),
                snapshot.published, snapshot.checked, snapshot.age(), str(snapshot.nature),
                snapshot.verified, snapshot.hash,
            )
            for snapshot in self.snapshots
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
        before = {snapshot.list: snapshot for snapshot in previous or ()}
        return [
            error
            for snapshot in self.snapshots
            for error in snapshot.problems(max_age, now=now, previous=before.get(snapshot.list))
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
            The first problem; the others are its notes.
        """
        problems = self.problems(max_age, now=now, previous=previous)
        if not problems:
            return
        for other in problems[1:]:
            problems[0].add_note(str(other))
        raise problems[0]


def _concat(frame: Frame, parts: list[pd.DataFrame]) -> pd.DataFrame:
    return pd.concat(parts, ignore_index=True) if parts else frame.build()
