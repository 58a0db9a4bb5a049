"""Whether a list can be the whole list: what was counted in it against what is expected.

Expectations are data: the ranges of ``lists.csv`` and ``guards.csv``, and the canaries of
``canaries.csv``, entries that stay listed whatever happens and whose absence means that something
was lost on the way. Too little is an error, for what a list has lost would be cleared; more than
ever is a warning. What is expected is expected of a list of today: an archive of years ago held
less, and may be screened against by a user who accepts that edition by its date.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Final

import pandas as pd

from vscreen.errors import (
    CanaryMissingError,
    EmptyListError,
    ShrunkListError,
    StaleListError,
)
from vscreen.files.dates import in_words
from vscreen.schema import Kind, Scheme
from vscreen.snapshots.catalog import Canary, Guard

PLURALS: Final = {
    Kind.VESSEL: "vessels",
    Kind.ORGANIZATION: "organizations",
    Kind.PERSON: "persons",
    Kind.AIRCRAFT: "aircraft",
}
IMO_SHARE: Final = "imo_share"
NAMES_EACH: Final = "names_per_entry"
IMO_LENGTH: Final = 7
PROGRAM: Final = "program "
PART: Final = ("the entries ", "the end ")
"""How what a list lacks begins, if it is no file: some of its entries, or nobody knows which."""
UNKNOWN: Final = "the entries of the unknown element "
"""How it begins if the entries are there, and no reader knows yet what holds them."""
ARCHIVE: Final = timedelta(days=365)
"""From this age on, what is expected of a list of today is no longer expected of an edition."""
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
        ``program X``, the entries of the programme X; ``names_per_entry``, left out where there
        are no entries; and ``imo_share``, 0-1, left out where there are no ships.
    """
    kinds = entries["kind"].value_counts()
    measures: dict[str, float] = {"entries": len(entries), "names": len(names)}
    measures |= {plural: int(kinds.get(str(kind), 0)) for kind, plural in PLURALS.items()}
    if len(entries):
        measures[NAMES_EACH] = len(names) / len(entries)
    programs = entries["programs"].str.split(";").explode().value_counts()
    measures |= {f"{PROGRAM}{name}": int(count) for name, count in programs.items() if name}
    ships = entries.loc[entries["kind"] == str(Kind.VESSEL), "entry"]
    if len(ships):
        numbers = identifiers[identifiers["scheme"] == str(Scheme.IMO_SHIP)]
        whole = numbers.loc[numbers["value"].str.len() == IMO_LENGTH, "entry"]
        measures[IMO_SHARE] = float(ships.isin(whole).mean())
    return measures


def emptiness(list_id: str, seen: Mapping[str, float]) -> Iterator[EmptyListError]:
    """Yield the error that says that a list holds nothing."""
    if not seen["entries"]:
        yield EmptyListError(f"the list {list_id} holds no entries; read it again")


def shortages(
    list_id: str, guard: Guard | None, seen: Mapping[str, float]
) -> Iterator[ShrunkListError]:
    """Yield the first thing that a list has too little of.

    Parameters
    ----------
    list_id, guard
        The list and what is expected of it, None if nothing is.
    seen
        What `measure` returned.
    """
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


def closing(list_id: str, guard: Guard | None) -> Iterator[str]:
    """Yield the sentence that says that a list is no longer kept, and what replaces it.

    Examples
    --------
    >>> from vscreen.snapshots.catalog import catalog
    >>> next(closing("uk-ofsi", catalog()["uk-ofsi"])).partition("; ")[0]
    'uk-ofsi: closed on 28 January 2026'
    """
    if guard and guard.closed:
        yield (
            f"{list_id}: closed on {in_words(guard.closed)}; {guard.instead} replaces it, and who "
            "was listed since then is not on it"
        )


def omissions(list_id: str, lacks: Sequence[str]) -> Iterator[ShrunkListError]:
    """Yield the error that says that a list is a part: limited, an amendment, maybe cut, or new.

    That is no age of an edition, and nobody can accept it: who is left out would be clear.

    Examples
    --------
    >>> error, = omissions("us-sdn", ["the entries outside the country Cuba"])
    >>> str(error)
    'the list us-sdn is a part: it lacks the entries outside the country Cuba; download all of it'
    """
    entries = [part for part in lacks if part.startswith(PART)]
    if entries:
        is_new = all(part.startswith(UNKNOWN) for part in entries)
        remedy = "look for a newer vscreen, which may read them" if is_new else "download all of it"
        yield ShrunkListError(
            f"the list {list_id} is a part: it lacks {' and '.join(entries)}; {remedy}"
        )


def gaps(list_id: str, lacks: Sequence[str]) -> Iterator[ShrunkListError]:
    """Yield the error that names the files that belong to a list and are not there."""
    files = [part for part in lacks if not part.startswith(PART)]
    if files:
        yield ShrunkListError(
            f"the list {list_id} lacks {', '.join(files)}, so that it is not whole; "
            "put that file of the same day beside the others and read it again"
        )


def offer(list_id: str, day: date | None) -> str:
    """Return how to screen against an edition that lacks what is expected today.

    Parameters
    ----------
    list_id
        The list.
    day
        The day that it states or the user states for it; None if nobody does.

    Examples
    --------
    >>> offer("us-sdn", date(2016, 1, 28)).partition("or ")[2]
    '--accept-edition us-sdn=2016-01-28'
    """
    stated = "YYYY-MM-DD" if day is None else f"{day:%Y-%m-%d}"
    return f"; an archive is screened against with {acceptance(list_id, stated)}"


def acceptance(list_id: str, day: str) -> str:
    """Return how an edition is accepted, in Python and at the shell."""
    return f"accept_edition={{{list_id!r}: {day!r}}}, or --accept-edition {list_id}={day}"


def is_archive(day: date, now: datetime) -> bool:
    """Return whether an edition is so old that today's expectations don't hold for it."""
    old = age(day, now)
    return old is not None and old >= ARCHIVE


def _described(canary: Canary) -> str:
    return f"{canary.name} ({canary.scheme} {canary.value})"


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
            f"{age_in_words(greatest)} is asked for; state its day with "
            f"list_date={{{list_id!r}: 'YYYY-MM-DD'}}, or --list-date {list_id}=YYYY-MM-DD, "
            "or ask for no age"
        )
    elif old > greatest:
        # Nobody keeps the bundled lists up to date, so that downloading them helps nobody.
        bundled = guard is not None and guard.published is not None and guard.published == since
        remedy = "it came with vscreen: leave it out" if bundled else "download it again"
        accepted = acceptance(list_id, f"{since:%Y-%m-%d}")
        yield StaleListError(
            f"the list {list_id} is {age_in_words(old)} old ({since}) "
            f"and at most {age_in_words(greatest)} is asked for; {remedy}, ask for no age, or "
            f"accept this edition: {accepted}"
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
    if measured == NAMES_EACH:
        return f"holds {_figure(measured, value)} names for each entry"
    if measured.startswith(PROGRAM):
        return f"holds {_figure(measured, value)} entries of the {measured}"
    return f"holds {_figure(measured, value)} {measured}"


def _figure(measured: str, value: float) -> str:
    if measured == NAMES_EACH:
        return f"{value:.1f}"
    return f"{value:.0%}" if measured == IMO_SHARE else f"{value:,.0f}"
