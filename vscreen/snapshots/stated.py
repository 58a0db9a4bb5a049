"""What a user states about a list: its day, or that an old edition of it is meant.

Both are named and recorded: a day that somebody states is no proof, and the record of a run repeats
it. An edition is accepted by its own day, so that an acceptance of last year's archive is none of
today's cut download.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import TypeAlias

from vscreen.errors import ListFormatError
from vscreen.snapshots.snapshot import ACCEPT_EDITION, LIST_DATE, Snapshot

DayLike: TypeAlias = str | date
"""A day: ISO text such as ``"2021-03-10"``, or any date of Python or pandas."""


def with_days(snapshots: tuple[Snapshot, ...], days: Mapping[str, DayLike]) -> tuple[Snapshot, ...]:
    """Return snapshots to which a day is stated.

    Parameters
    ----------
    snapshots
        The lists.
    days
        Id of a list, or name of a file it was read from -> the day of that edition.

    Raises
    ------
    ListFormatError
        If a key fits no list, a day is none, or the publisher states another.
    """
    given = _by_list(snapshots, days, LIST_DATE)
    return tuple(
        _with_day(snapshot, given[snapshot.list]) if snapshot.list in given else snapshot
        for snapshot in snapshots
    )


def _with_day(snapshot: Snapshot, day: date) -> Snapshot:
    if snapshot.published and snapshot.published != day:
        raise ListFormatError(
            f"the list {snapshot.list} says itself that it is of {snapshot.published}, not {day}; "
            "a day is stated for lists that don't say theirs"
        )
    return _stating(snapshot, LIST_DATE, day)


def with_acceptances(
    snapshots: tuple[Snapshot, ...], editions: Mapping[str, DayLike]
) -> tuple[Snapshot, ...]:
    """Return snapshots of which some are accepted however old they are.

    Parameters
    ----------
    snapshots
        The lists.
    editions
        Id of a list, or name of a file it was read from -> the day of the edition that is meant.
        Of a list without a day of its own, this states it.

    Raises
    ------
    ListFormatError
        If a key fits no list, a day is none, or the list is of another.
    """
    given = _by_list(snapshots, editions, ACCEPT_EDITION)
    return tuple(
        _accepted(snapshot, given[snapshot.list]) if snapshot.list in given else snapshot
        for snapshot in snapshots
    )


def _accepted(snapshot: Snapshot, day: date) -> Snapshot:
    if snapshot.day is None:
        snapshot = _stating(snapshot, LIST_DATE, day)
    if snapshot.day != day:
        raise ListFormatError(
            f"the list {snapshot.list} is of {snapshot.day}, not {day}; an edition is accepted by "
            "its own day"
        )
    return _stating(snapshot, ACCEPT_EDITION, day)


def _stating(snapshot: Snapshot, what: str, day: date) -> Snapshot:
    return replace(snapshot, stated={**snapshot.stated, what: day.isoformat()})


def _by_list(
    snapshots: tuple[Snapshot, ...], given: Mapping[str, DayLike], option: str
) -> dict[str, date]:
    """Return the days by list id, whether the user named the list or a file of it."""
    days: dict[str, date] = {}
    for key, value in given.items():
        fitting = [each.list for each in snapshots if key == each.list or key in each.files]
        if not fitting:
            raise ListFormatError(
                f"{option} names {key}, but no such list or file was read; read were "
                f"{', '.join(each.list for each in snapshots) or 'none'}"
            )
        days |= dict.fromkeys(fitting, _day(value, key, option))
    return days


def _day(value: DayLike, key: str, option: str) -> date:
    try:
        if isinstance(value, datetime):
            return value.date()
        return value if isinstance(value, date) else date.fromisoformat(value.strip())
    except (ValueError, AttributeError):
        raise ListFormatError(
            f"{option} gives {key} the day {value!r}; write it like 2021-03-10"
        ) from None
