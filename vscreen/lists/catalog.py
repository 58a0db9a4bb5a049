"""Which lists are known: who publishes each, where, and how many entries it plausibly has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from vscreen.data import read_table

MAX_SHRINK: Final = 0.1


class Nature(StrEnum):
    """What it means to stand on a list."""

    SANCTION = "sanction"
    WATCH_LIST = "watch_list"


@dataclass(frozen=True)
class Guard:
    """What is known of one list before it is read.

    Counts outside ``min_entries`` - ``max_entries``, or fewer vessels than ``min_vessels``, mean
    that the file is not the whole list. ``published`` is set for the bundled lists alone.
    ``nature`` is empty in the table for a sanction. ``max_shrink`` is the share of entries it may
    lose from one snapshot to the next.
    """

    list: str
    title: str
    publisher: str
    url: str
    published: date | None
    min_entries: int
    max_entries: int | None
    min_vessels: int
    source: str
    nature: Nature = Nature.SANCTION
    max_shrink: float = MAX_SHRINK


def catalog() -> dict[str, Guard]:
    """Return the guard of each known list, by list id.

    Examples
    --------
    >>> catalog()["us-sdn"].min_entries
    8000
    """
    return {row["list"]: _guard(row) for row in read_table("lists.csv")}


def _guard(row: dict[str, str]) -> Guard:
    return Guard(
        list=row["list"],
        title=row["title"],
        publisher=row["publisher"],
        url=row["url"],
        published=date.fromisoformat(row["published"]) if row["published"] else None,
        min_entries=int(row["min_entries"]),
        max_entries=int(row["max_entries"]) if row["max_entries"] else None,
        min_vessels=int(row["min_vessels"]),
        source=row["source"],
        nature=Nature(row["nature"] or Nature.SANCTION),
        max_shrink=float(row["max_shrink"] or MAX_SHRINK),
    )
