"""Whether a list can be the whole list: what was counted in it against what is expected.

Expectations are data: the ranges of ``lists.csv`` and ``guards.csv``, and the canaries of
``canaries.csv``, entries that stay listed whatever happens and whose absence means that something
was lost on the way. Too little is an error, for what a list has lost would be cleared; more than
ever is a warning.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Final

import pandas as pd

from vscreen.errors import (
    CanaryMissingError,
    EmptyListError,
    ListError,
    ShrunkListError,
    StaleListError,
)
from vscreen.schema import Kind, Scheme
from vscreen.snapshots.catalog import MAX_SHRINK, Canary, Guard

PLURALS: Final = {
    Kind.VESSEL: "vessels",
    Kind.ORGANIZATION: "organizations",
    Kind.PERSON: "persons",
    Kind.AIRCRAFT: "aircraft",
}
IMO_SHARE: Final = "imo_share"
IMO_LENGTH: Final = 7
PROGRAM: Final = "program "
# What a list may lose whatever its size: an entry of ten may be removed, and two ships of eight.
SPARED: Final = 2
# A publisher's date is a day somewhere on earth, without an hour.
GRACE: Final = timedelta(days=1)


def measure(
    entries: pd.DataFrame, names: pd.DataFrame, identifiers: pd.DataFrame
) -> dict[str, float]:
    """Return what guards look at in a list: its counts, and the share of ships with an IMO number.

    Parameters
    ----------
    entries, names, identifiers
        Frames of `vscreen.schema`.

    Returns
    -------
    dict
        ``entries``, ``names``, ``vessels``, ``organizations``, ``persons``, ``aircraft``;
        ``program X``, the entries of the programme X; and ``imo_share``, 0-1, left out
        where there are no ships.
    """
    kinds = entries["kind"].value_counts()
    measures: dict[str, float] = {"entries": len(entries), "names": len(names)}
    measures |= {plural: int(kinds.get(str(kind), 0)) for kind, plural in PLURALS.items()}
    programs = entries["programs"].str.split(";").explode().value_counts()
    measures |= {f"{PROGRAM}{name}": int(count) for name, count in programs.items() if name}
    ships = entries.loc[entries["kind"] == str(Kind.VESSEL), "entry"]
    if len(ships):
        numbers = identifiers[identifiers["scheme"] == str(Scheme.IMO_SHIP)]
        whole = numbers.loc[numbers["value"].str.len() == IMO_LENGTH, "entry"]
        measures[IMO_SHARE] = float(ships.isin(whole).mean())
    return measures


def shortages(list_id: str, guard: Guard | None, seen: Mapping[str, float]) -> Iterator[ListError]:
    """Yield the first thing that a list has too little of.

    Parameters
    ----------
    list_id, guard
        The list and what is expected of it, None if nothing is but that it isn't empty.
    seen
        What `measure` returned.
    """
    if not seen["entries"]:
        yield EmptyListError(f"the list {list_id} holds no entries; read it again")
        return
    for expected in guard.ranges if guard else ():
        # A programme without entries is not measured; an IMO share of no ships can't be.
        value = seen.get(expected.measure, 0 if expected.measure.startswith(PROGRAM) else None)
        if guard and value is not None and value < expected.least:
            yield ShrunkListError(
                f"the list {list_id} {_holds(expected.measure, value)} and should hold at least "
                f"{_figure(expected.measure, expected.least)}; download it whole from {guard.url}"
            )
            return


def surpluses(list_id: str, guard: Guard | None, seen: Mapping[str, float]) -> Iterator[str]:
    """Yield, as sentences, what a list has more of than it was thought to have."""
    for expected in guard.ranges if guard else ():
        value = seen.get(expected.measure)
        if value is not None and expected.most is not None and value > expected.most:
            figure = _figure(expected.measure, value)
            yield f"{list_id}: {figure} {expected.measure} are more than it was thought to have"


def lost_canaries(
    list_id: str, guard: Guard | None, entries: pd.DataFrame, identifiers: pd.DataFrame
) -> Iterator[CanaryMissingError]:
    """Yield the error that names the entries which stay listed and are not there."""
    canaries = guard.canaries if guard else ()
    known = {("entry", key.partition(":")[2]) for key in entries["entry"]} if canaries else set()
    if canaries:
        known |= set(zip(identifiers["scheme"], identifiers["value"], strict=True))
    lost = [canary for canary in canaries if (canary.scheme, canary.value) not in known]
    if guard and lost:
        yield CanaryMissingError(
            f"the list {list_id} lacks {', '.join(map(_described, lost))}, which should be on it; "
            f"download it again from {guard.url}, and look there whether it was really removed"
        )


def _described(canary: Canary) -> str:
    return f"{canary.name} ({canary.scheme} {canary.value})"


def losses(
    list_id: str, guard: Guard | None, before: Mapping[str, float], now: Mapping[str, float]
) -> Iterator[ShrunkListError]:
    """Yield the error that says how much smaller a list became, if it is more than it may.

    Parameters
    ----------
    list_id, guard
        The list, and how much of it may go at once; 10 % where nothing is known of it.
    before, now
        What `measure` returned for the earlier snapshot, and returns for this.
    """
    share = guard.max_shrink if guard else MAX_SHRINK
    for counted in ("entries", "vessels"):
        lost = before[counted] - now[counted]
        if lost > max(SPARED, share * before[counted]):
            yield ShrunkListError(
                f"the list {list_id} {_holds(counted, now[counted])} and held "
                f"{_figure(counted, before[counted])} before, {lost:,.0f} fewer; at most "
                f"{share:.0%} may go at once: look at what changed, and accept it by name "
                "if the publisher removed them"
            )


def age(since: date | None, now: datetime) -> timedelta | None:
    """Return how long ago something was, None if nobody knows when it was.

    Parameters
    ----------
    since
        A time, or a day, which begins at midnight UTC.
    now
        The time to count to.
    """
    if since is not None and not isinstance(since, datetime):
        since = datetime(since.year, since.month, since.day, tzinfo=UTC)
    return None if since is None else now - since


def prematurity(
    list_id: str, stamps: Iterable[date | None], now: datetime
) -> Iterator[StaleListError]:
    """Yield the error that says that a list is of the future, so that nobody knows its age.

    Parameters
    ----------
    list_id
        The list.
    stamps
        What it says of its time.
    now
        What the clock says.
    """
    for stamp in stamps:
        old = age(stamp, now)
        if old is not None and old < -GRACE:
            yield StaleListError(
                f"the list {list_id} is dated {stamp}, in the future; set the clock right "
                f"(it says {now:%Y-%m-%d}), or download the list again"
            )
            return


def staleness(
    list_id: str, guard: Guard | None, since: date | None, now: datetime, greatest: timedelta
) -> Iterator[StaleListError]:
    """Yield the error that says that a list is too old, or of unknown age.

    Parameters
    ----------
    list_id, guard
        The list, and what is known of it.
    since
        What its age is counted from; None where nobody can say.
    now
        The time to count to.
    greatest
        The greatest age that the policy allows.
    """
    old = age(since, now)
    if old is None:
        yield StaleListError(
            f"nobody can say how old the list {list_id} is, and at most "
            f"{age_in_words(greatest)} is asked for; read it from its file, or ask for no age"
        )
    elif old > greatest:
        # Nobody keeps the bundled lists up to date, so that downloading them helps nobody.
        bundled = guard is not None and guard.published is not None and guard.published == since
        remedy = "it came with vscreen: leave it out" if bundled else "download it again"
        yield StaleListError(
            f"the list {list_id} is {age_in_words(old)} old ({since}) "
            f"and at most {age_in_words(greatest)} is asked for; {remedy}, or ask for no age"
        )


def age_in_words(age: timedelta) -> str:
    """Return an age for people: below three days in hours.

    Examples
    --------
    >>> age_in_words(timedelta(hours=1)), age_in_words(timedelta(days=1061))
    ('1 hour', '1,061 days')
    """
    hours = age / timedelta(hours=1)
    if hours >= 72:
        return f"{hours / 24:,.0f} days"
    return "1 hour" if round(hours) == 1 else f"{hours:,.0f} hours"


def _holds(measured: str, value: float) -> str:
    if measured == IMO_SHARE:
        return f"has an IMO number for {_figure(measured, value)} of its vessels"
    if measured.startswith(PROGRAM):
        return f"holds {_figure(measured, value)} entries of the {measured}"
    return f"holds {_figure(measured, value)} {measured}"


def _figure(measured: str, value: float) -> str:
    return f"{value:.0%}" if measured == IMO_SHARE else f"{value:,.0f}"
