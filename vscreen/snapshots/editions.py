"""An edition of a list after another: what vanished, whether it is cut, whether it is older.

What an edition lost is counted by its entries' ids and not net: a list whose every entry was
exchanged has as many as before. An entry is still there if one with its id still has a name or a
number of it, or, where a publisher numbers its entries anew, if another has its name or number.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final, Protocol

import pandas as pd

from vscreen.errors import ShrunkListError, StaleListError
from vscreen.identifiers.registry import RULES, Equality
from vscreen.schema import Kind
from vscreen.snapshots.catalog import MAX_SHRINK

# What a list may lose whatever its size: an entry of ten may be removed, and two ships of eight.
SPARED: Final = 2
SPARED_IN_STEPS: Final = 5
"""What may go in several steps: a small list that a person keeps changes row after row."""
NAMED: Final = 3
"""How many of the entries that vanished are named."""
TEXT: Final = "text"
"""What a list is written in that can be cut at the end of a line, and still be read."""
PROVING: Final = frozenset(
    str(rules.scheme) for rules in RULES if rules.equality is not Equality.MENTIONS
)
"""Schemes whose numbers belong to a single ship or company."""


class Edition(Protocol):
    """What is looked at in an edition of a list: a `Snapshot` has it all."""

    @property
    def list(self) -> str:
        """Id of the list."""
        ...

    @property
    def published(self) -> date | None:
        """The publisher's own date."""
        ...

    @property
    def fetched(self) -> datetime | None:
        """When the store fetched it."""
        ...

    @property
    def edition(self) -> str:
        """What it is written in."""
        ...

    @property
    def entries(self) -> pd.DataFrame:
        """Its entries."""
        ...

    @property
    def names(self) -> pd.DataFrame:
        """Their names."""
        ...

    @property
    def identifiers(self) -> pd.DataFrame:
        """Their numbers."""
        ...


def vanished(before: Edition, now: Edition) -> pd.DataFrame:
    """Return the entries of an edition that are not in a later one.

    Parameters
    ----------
    before, now
        Two editions of a list.

    Returns
    -------
    DataFrame
        The rows of ``before.entries`` of which nothing is left.

    Examples
    --------
    >>> import vscreen
    >>> korea = vscreen.bundled_lists().snapshots[1]
    >>> len(vanished(korea, korea))
    0
    """
    kept = {
        *_kept(_names(before), _names(now), ["entry", "name"]),
        *_kept(_numbers(before), _numbers(now), ["entry", "scheme", "value"]),
        *_kept(_names(before), _names(now), ["name"]),
        *_kept(_proving(before), _proving(now), ["scheme", "value"]),
    }
    return before.entries[~before.entries["entry"].isin(kept)]


def losses(
    before: Edition, now: Edition, *, most: float = MAX_SHRINK, spared: int = SPARED
) -> Iterator[ShrunkListError]:
    """Yield an error for each thing of which an edition lost more than it may.

    Parameters
    ----------
    before, now
        Two editions of a list. ``before`` may be older than the last: what went step by step
        went all the same.
    most
        The share that may go, of its entries, of its ships, and, of the entries that stay, of
        their names and numbers.
    spared
        How many may go whatever their share.
    """
    gone, allowed = vanished(before, now), (most, spared)
    ships, lost_ships = _ships(before.entries), _ships(gone)
    some = ", ".join(f"{entry.name} ({entry.entry})" for entry in gone.head(NAMED).itertuples())
    yield from _too_many(
        before, "entries", len(gone), len(before.entries), allowed, f"such as {some}"
    )
    yield from _too_many(before, "vessels", len(lost_ships), len(ships), allowed)
    stayed = before.entries.loc[~before.entries["entry"].isin(gone["entry"]), "entry"]
    for thing, old, new, key in (
        ("names", _names(before), _names(now), ["name"]),
        ("numbers", _numbers(before), _numbers(now), ["scheme", "value"]),
    ):
        had = old[old["entry"].isin(stayed)].drop_duplicates(key)
        lost = len(had) - len(had.merge(new[key].drop_duplicates(), on=key))
        yield from _too_many(before, thing, lost, len(had), allowed, "of entries that stay")


def _ships(entries: pd.DataFrame) -> pd.DataFrame:
    return entries[entries["kind"] == str(Kind.VESSEL)]


def _too_many(
    before: Edition,
    thing: str,
    lost: int,
    had: int,
    allowed: tuple[float, int],
    detail: str = "",
) -> Iterator[ShrunkListError]:
    most, spared = allowed
    if lost > max(spared, most * had):
        yield ShrunkListError(
            f"the list {before.list} lost {lost:,} of the {had:,} {thing} that it held"
            f"{_since(before)}{f', {detail}' if detail else ''}; at most {most:.0%} may go at once "
            "or step by step: look at what changed, and accept it by name (accept_shrunk, "
            "--accept-shrunk) if the publisher removed them"
        )


def _since(before: Edition) -> str:
    stamp = before.published or before.fetched
    return f" on {stamp:%Y-%m-%d}" if stamp else " before"


def _names(edition: Edition) -> pd.DataFrame:
    return edition.names.assign(name=edition.names["name"].str.casefold())


def _numbers(edition: Edition) -> pd.DataFrame:
    return edition.identifiers[["entry", "scheme", "value"]]


def _proving(edition: Edition) -> pd.DataFrame:
    return edition.identifiers[edition.identifiers["scheme"].isin(PROVING)]


def _kept(old: pd.DataFrame, new: pd.DataFrame, key: list[str]) -> set[str]:
    """Return the entries of ``old`` that share a key with ``new``."""
    return set(old.merge(new[key].drop_duplicates(), on=key)["entry"])


def cuts(before: Edition, now: Edition, *, is_measured: bool) -> Iterator[ShrunkListError]:
    """Yield the error that says that a list ends in the midst of the edition before.

    A text that is cut at the end of a line reads like a shorter list. What gives it away: it ends
    with an entry that others followed, and none of those is left.

    Parameters
    ----------
    before, now
        Two editions of a list, their entries in the order of the file.
    is_measured
        The publisher stated how long the file is, so that it came whole; removing the last two
        entries is then an edit like any other.
    """
    old, new = before.entries["entry"].tolist(), now.entries["entry"].tolist()
    if now.edition != TEXT or not new or new[-1] not in old:
        return
    tail = old[old.index(new[-1]) + 1 :]
    if len(tail) > (SPARED if is_measured else 0) and not {*tail} & {*new}:
        yield ShrunkListError(
            f"the list {now.list} ends with {new[-1]}, which {len(tail):,} entries followed "
            "before, and none of those is left: it looks cut; download it again, and accept it by "
            "name (accept_shrunk, --accept-shrunk) if the publisher removed them"
        )


def rollbacks(before: Edition, now: Edition) -> Iterator[StaleListError]:
    """Yield the error that says that an edition is older than the one before it.

    Parameters
    ----------
    before, now
        The edition in use, and the one that is to follow it.
    """
    if before.published and now.published and now.published < before.published:
        yield StaleListError(
            f"the list {now.list} is of {now.published}, older than the edition in use, which is "
            f"of {before.published}; somebody may be sending an old copy: look at the publisher's "
            "page, and accept it by name (accept_older, --accept-older) if it was taken back"
        )
