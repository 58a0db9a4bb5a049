"""Which lists are known: who publishes each, where, and what it plausibly holds."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Final

from vscreen.data import read_table

MAX_SHRINK: Final = 0.1


class Nature(StrEnum):
    """What it means to stand on a list."""

    SANCTION = "sanction"
    WATCH_LIST = "watch_list"


@dataclass(frozen=True)
class Range:
    """How much of something a list plausibly has: ``entries``, ``vessels``, ``imo_share``, ..."""

    measure: str
    least: float
    most: float | None


@dataclass(frozen=True)
class Canary:
    """An entry that stays listed, by its key (scheme ``entry``) or any of its identifiers."""

    scheme: str
    value: str
    name: str


@dataclass(frozen=True)
class Guard:
    """What is known of a list before it is read.

    Counts below any of the ``ranges``, or a missing entry of the ``canaries``, mean that the file
    is not the whole list. ``published`` is set for the bundled lists alone. ``nature`` is empty in
    the table for a sanction. ``max_shrink`` is the share of entries it may lose from a snapshot
    to the next. Lists of the same ``numbering`` call a subject by the same key. ``closed`` is the
    day since which a list is no longer kept, and ``instead`` what replaces it.
    """

    list: str
    title: str
    url: str
    published: date | None
    min_entries: int
    max_entries: int | None
    min_vessels: int
    nature: Nature = Nature.SANCTION
    max_shrink: float = MAX_SHRINK
    numbering: str = ""
    ranges: tuple[Range, ...] = ()
    canaries: tuple[Canary, ...] = ()
    closed: date | None = None
    instead: str = ""


@cache  # a constant of the package, read when first needed
def catalog() -> dict[str, Guard]:
    """Return the guard of each known list, by list id.

    Examples
    --------
    >>> catalog()["us-sdn"].min_entries
    8000
    >>> catalog()["us-sdn"].canaries[0].name
    'BANCO NACIONAL DE CUBA'
    """
    ranges: defaultdict[str, list[Range]] = defaultdict(list)
    for row in read_table("guards.csv"):
        least, most = row["least"], row["most"]
        expected = Range(row["measure"], float(least or 0), float(most) if most else None)
        ranges[row["list"]].append(expected)
    canaries: defaultdict[str, list[Canary]] = defaultdict(list)
    for row in read_table("canaries.csv"):
        canaries[row["list"]].append(Canary(row["scheme"], row["value"], row["name"]))
    closed = {row["list"]: row for row in read_table("closed_lists.csv")}
    return {
        row["list"]: _guard(
            row | closed.get(row["list"], {}), ranges[row["list"]], canaries[row["list"]]
        )
        for row in read_table("lists.csv")
    }


def _guard(row: dict[str, str], ranges: list[Range], canaries: list[Canary]) -> Guard:
    min_entries, min_vessels = int(row["min_entries"]), int(row["min_vessels"])
    max_entries = int(row["max_entries"]) if row["max_entries"] else None
    counts = (Range("entries", min_entries, max_entries), Range("vessels", min_vessels, None))
    return Guard(
        list=row["list"],
        title=row["title"],
        url=row["url"],
        published=date.fromisoformat(row["published"]) if row["published"] else None,
        min_entries=min_entries,
        max_entries=max_entries,
        min_vessels=min_vessels,
        nature=Nature(row["nature"] or Nature.SANCTION),
        max_shrink=float(row["max_shrink"] or MAX_SHRINK),
        numbering=row["numbering"],
        ranges=(*counts, *ranges),
        canaries=tuple(canaries),
        closed=date.fromisoformat(row["closed"]) if row.get("closed") else None,
        instead=row.get("instead", ""),
    )
