"""Where each list is fetched: addresses, what the publisher needs to see, and on what terms."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from vscreen.data import read_table


@dataclass(frozen=True)
class ListFile:
    """One file of a list: what it is called here, and its address."""

    name: str
    address: str


@dataclass(frozen=True)
class ListSource:
    """Where one list comes from.

    Parameters
    ----------
    list
        The id of the list, which its content must bear out.
    files
        Its files, which belong to one day.
    format
        What they are written in.
    cadence
        Hours between the looks that others take at it.
    terms
        What is known of the terms of use.
    browser
        The publisher turns away what doesn't call itself a browser.
    visit
        A page to look at first, whose cookies the publisher wants to see.
    default
        It is fetched unless others are asked for by name.
    """

    list: str
    files: tuple[ListFile, ...]
    format: str = ""
    cadence: int = 24
    terms: str = ""
    browser: bool = False
    visit: str = ""
    default: bool = True


def known_sources() -> tuple[ListSource, ...]:
    """Return the sources of the table ``sources.csv``, one per list, sorted.

    Examples
    --------
    >>> [file.name for file in known_sources()[-1].files]
    ['sdn.xml']
    """
    rows: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    for row in read_table("sources.csv"):
        rows[row["list"]].append(row)
    return tuple(_source(name, rows[name]) for name in sorted(rows))


def _source(name: str, rows: list[dict[str, str]]) -> ListSource:
    first = rows[0]
    return ListSource(
        list=name,
        files=tuple(ListFile(row["file"], row["address"]) for row in rows),
        format=first["format"],
        cadence=int(first["cadence_hours"]),
        terms=first["terms"],
        browser=first["browser"] == "yes",
        visit=first["visit"],
        default=first["default"] == "yes",
    )
