"""Several snapshots together: what a screening runs against."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from itertools import chain
from typing import Final

import pandas as pd

from vscreen.errors import (
    EmptyListError,
    ListError,
    ListFormatError,
    MissingListError,
)
from vscreen.schema import ENTRIES, IDENTIFIERS, LINKS, NAMES, Frame, Kind
from vscreen.snapshots.snapshot import Snapshot
from vscreen.snapshots.stated import DayLike, with_acceptances, with_days

SUMMARY: Final = (
    "list", "title", "entries", "vessels", "organizations", "persons", "aircraft", "names",
    "published", "checked", "age", "nature", "verified", "hash",
)  # fmt: skip


SUMMED: Final = (Kind.VESSEL, Kind.ORGANIZATION, Kind.PERSON, Kind.AIRCRAFT)


@dataclass(frozen=True, eq=False)
class Lists:
    """Several snapshots together: what a screening runs against.

    Parameters
    ----------
    snapshots
        The lists.
    missing
        The error of each list that was asked for and is not there. They are problems of the lists:
        with one of them no row is clear.
    skipped
        Files that the user let vscreen skip, for no reader knows them.

    Raises
    ------
    ListFormatError
        If two snapshots have the same list id.
    """

    snapshots: tuple[Snapshot, ...] = ()
    missing: tuple[MissingListError, ...] = ()
    skipped: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        counted = Counter(snapshot.list for snapshot in self.snapshots)
        twice = [name for name, count in counted.items() if count > 1]
        if twice:
            raise ListFormatError(
                f"the list {', '.join(twice)} is loaded twice{self._from(twice)}; keep one edition "
                "of it, or give one another id with list_id={file name: id}, or --list-id FILE=ID"
            )

    def _from(self, lists: Sequence[str]) -> str:
        """Return which files lists came from, the main file of each, as a clause."""
        files = [each.files[0] for each in self.snapshots if each.list in lists and each.files]
        return f", from {' and '.join(files)}" if files else ""

    def __len__(self) -> int:
        return len(self.snapshots)

    def __iter__(self) -> Iterator[Snapshot]:
        return iter(self.snapshots)

    def __add__(self, other: Lists) -> Lists:
        return Lists(
            (*self.snapshots, *other.snapshots),
            missing=(*self.missing, *other.missing),
            skipped=(*self.skipped, *other.skipped),
        )

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

    def stating(
        self,
        *,
        list_date: Mapping[str, DayLike] | None = None,
        accept_edition: Mapping[str, DayLike] | None = None,
    ) -> Lists:
        """Return these lists with what you state about them; the record of a run repeats it.

        Parameters
        ----------
        list_date
            Id of a list, or name of a file it was read from -> the day of that edition, for lists
            whose publisher gives none.
        accept_edition
            The same for an edition that is meant however old it is. A year after its day, what is
            expected of the list of today is not expected of it either, so that an archive can be
            screened against for a look-back.

        Raises
        ------
        ListFormatError
            If a list or file is not among these, a day is none, or the list is of another.

        Examples
        --------
        >>> import vscreen
        >>> lists = vscreen.bundled_lists()
        >>> len(lists.problems("48h"))
        3
        >>> days = {"jp-mofa": "2024-05-24", "kr-mofa": "2024-05-24", "un-1718": "2018-10-16"}
        >>> lists.stating(accept_edition=days).problems("48h")
        []
        """
        snapshots = with_days(self.snapshots, list_date or {})
        return replace(self, snapshots=with_acceptances(snapshots, accept_edition or {}))

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
        if not self.snapshots and not self.missing:
            return [EmptyListError("no list is loaded; read one with read_lists")]
        before = {snapshot.list: snapshot for snapshot in previous or ()}
        of_each = (
            snapshot.problems(max_age, now=now, previous=before.get(snapshot.list))
            for snapshot in self.snapshots
        )
        return [*self.missing, *chain.from_iterable(of_each)]

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
        MissingListError, EmptyListError, ShrunkListError, CanaryMissingError, StaleListError
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
