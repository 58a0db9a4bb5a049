"""What is read of each list, as tables for people: docs/lists.md shows them.

What a list holds and what its readers keep stands in ``data/list_coverage.csv``; on which editions
they were run, in ``data/list_vintages.csv``: a publisher's ``real`` file, an ``extract`` that was
retyped from one, a ``shape`` that was published without a file, or ``bundled``. Titles, guards and
addresses come from the catalogue and the sources. After a change of any of these::

    python -c "from vscreen.store.coverage import coverage; print(coverage())"
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from vscreen.data import read_table
from vscreen.snapshots.catalog import Guard, catalog
from vscreen.store.sources import known_sources

READ: Final = ("list", "it names", "read from", "kept", "lost")
UPDATED: Final = ("list", "publisher", "refused unless it has", "updated from", "terms")
BESIDES: Final = 2
"""Ranges that every guard has: of entries and of ships."""
SEEN: Final = {
    "real": "real file of {}",
    "extract": "extract of {}",
    "shape": "published shape only",
    "bundled": "comes with vscreen",
}


def coverage() -> str:
    """Return two tables in Markdown, with a row for each list of the catalogue.

    Examples
    --------
    >>> print(coverage()[:52])
    | list | it names | read from | kept | lost |
    |---|-
    """
    told = {row["list"]: row for row in read_table("list_coverage.csv")}
    vintages = read_table("list_vintages.csv")
    read, updated = [], []
    for known in read_table("lists.csv"):
        name, guard = known["list"], catalog()[known["list"]]
        of_list = [row for row in vintages if row["list"] == name]
        row = told[name]
        title = f"`{name}`: {guard.title}"
        read.append((title, row["subjects"], read_from(of_list), row["kept"], row["lost"]))
        cells = known["publisher"], guarded(guard), _address(guard), row["terms"]
        updated.append((f"`{name}`", *cells))
    return f"{_table(READ, read)}\n\n{_table(UPDATED, updated)}"


def read_from(vintages: Iterable[dict[str, str]]) -> str:
    """Return on which editions of each format of a list its readers were run.

    Examples
    --------
    >>> read_from([{"format": "CSV", "seen": "real", "day": "2022-04"}])
    'CSV: real file of 2022-04'
    """
    of_formats = []
    for name, rows in groupby(vintages, key=lambda row: row["format"]):
        seen = [SEEN[row["seen"]].format(row["day"]) for row in rows]
        shown = ", ".join([seen[0], *(text.removeprefix("real file of ") for text in seen[1:])])
        of_formats.append(f"{name}: {shown}")
    return "; ".join(of_formats)


def guarded(guard: Guard) -> str:
    """Return what is expected of a list, in short.

    Examples
    --------
    >>> guarded(catalog()["us-dpl"])
    '250-3,000 entries'
    """
    return ", ".join(_expected(guard))


def _expected(guard: Guard) -> Iterator[str]:
    most = f"-{guard.max_entries:,}" if guard.max_entries else " or more"
    yield f"{guard.min_entries:,}{'' if guard.max_entries == guard.min_entries else most} entries"
    others = len(guard.ranges) - BESIDES
    for count, what in ((guard.min_vessels, "ship"), (others, "further count")):
        if count:
            yield f"{count:,} {what}{'s' if count > 1 else ''}"
    if guard.canaries:
        yield f"{len(guard.canaries)} by name"


def _address(guard: Guard) -> str:
    """Return where the store fetches a list, else its publisher's page."""
    for source in known_sources():
        if source.list == guard.list:
            asked = "" if source.default else ", if asked for by name"
            return f"<{source.files[0].address}>{asked}"
    return f"bundled: <{guard.url}>" if guard.published else f"by hand: <{guard.url}>"


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    below = "---".join("|" * (len(headings) + 1))
    first, *others = (f"| {' | '.join(cells)} |" for cells in (headings, *rows))
    return "\n".join([first, below, *others])
