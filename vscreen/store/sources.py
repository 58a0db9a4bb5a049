"""Where each list is fetched: addresses, what the publisher needs to see, and on what terms.

vscreen's own table is ``data/sources.csv``. Who fetches from a mirror, or lists of their own, keeps
a table in the same shape.
"""

from __future__ import annotations

import csv
import os
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from vscreen.data import read_table
from vscreen.errors import SourcesError

NEEDED: Final = ("list", "file", "address")
OPTIONAL: Final = (
    "format", "cadence_hours", "terms", "browser", "visit", "default", "source",
)  # fmt: skip
# Ids and names become folders and files, so they can't lead anywhere else.
LIST_ID: Final = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
FILE_NAME: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*")
ANSWERS: Final = ("", "yes", "no")


@dataclass(frozen=True)
class ListFile:
    """One file of a list: what it is called here, and its address."""

    name: str
    address: str


@dataclass(frozen=True)
class ListSource:
    """Where a list comes from.

    Parameters
    ----------
    list
        The id of the list, which its content must confirm.
    files
        Its files, which belong to the same day.
    browser
        The publisher turns away what doesn't call itself a browser.
    visit
        A page to look at first, whose cookies the publisher wants to see.
    default
        It is fetched unless others are asked for by name.
    """

    list: str
    files: tuple[ListFile, ...]
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
    return _sources(read_table("sources.csv"))


def load_sources(path: str | os.PathLike[str]) -> tuple[ListSource, ...]:
    """Return the sources of a user's own table, one per list, sorted.

    Parameters
    ----------
    path
        A CSV file with a row per file of a list. Its columns are ``list`` (an id that vscreen
        knows, or the user's own), ``file`` (its name in the store) and ``address`` (https, or http
        on this machine). Optional are ``browser`` (``yes`` for a server that refuses what is no
        browser), ``visit`` (a page to look at first), ``default`` (``yes`` for a list that is
        fetched without being asked for by name; without this column all are) and, for people,
        ``format``, ``cadence_hours``, ``terms`` and ``source``.

    Raises
    ------
    SourcesError
        If it can't be read, or a row makes no sense; the message names the line.
    """
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
        rows = list(csv.DictReader(text.splitlines(), strict=True))
    except OSError as error:
        raise SourcesError(f"{path}: cannot be read ({error.strerror}); check the path") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise SourcesError(f"{path}: is no CSV file in UTF-8 ({error})") from error
    if not rows:
        raise SourcesError(f"{path}: holds no row; it needs the columns {', '.join(NEEDED)}")
    _refuse_columns(path, rows[0])
    seen: set[tuple[str, str]] = set()
    for line, row in enumerate(rows, 2):
        for wrong in _wrong(row, seen):
            raise SourcesError(f"{path}, row {line}: {wrong}")
        seen.add((row["list"], row["file"]))
    return _sources(rows)


def _refuse_columns(path: str | os.PathLike[str], row: Mapping[str, str]) -> None:
    missing = [column for column in NEEDED if column not in row]
    strange = [str(column) for column in row if column not in (*NEEDED, *OPTIONAL, None)]
    if missing:
        raise SourcesError(f"{path}: lacks the column {', '.join(missing)}")
    if strange:
        raise SourcesError(
            f"{path}: {', '.join(strange)} is no column of it; known are "
            f"{', '.join((*NEEDED, *OPTIONAL))}"
        )


def _wrong(row: Mapping[str, str | None], seen: set[tuple[str, str]]) -> Iterable[str]:
    """Yield what is wrong with a row."""
    if None in row or None in row.values():
        yield "has more or fewer cells than the heading"
        return
    cells = {column: str(value) for column, value in row.items()}
    if not LIST_ID.fullmatch(cells["list"]):
        yield f"{cells['list']!r} is no list id; one is made of small letters, digits and -"
    if not FILE_NAME.fullmatch(cells["file"]):
        yield f"{cells['file']!r} is no file name; one is made of letters, digits, . - and _"
    if not cells["address"].strip():
        yield "the address is empty"
    for column in ("browser", "default"):
        if cells.get(column, "") not in ANSWERS:
            yield f"{column} is yes or no, not {cells[column]!r}"
    if not cells.get("cadence_hours", "").isdecimal() and cells.get("cadence_hours"):
        yield f"cadence_hours is a number of hours, not {cells['cadence_hours']!r}"
    if (cells["list"], cells["file"]) in seen:
        yield f"the file {cells['file']} of the list {cells['list']} comes twice"


def _sources(table: Iterable[Mapping[str, str]]) -> tuple[ListSource, ...]:
    rows: defaultdict[str, list[Mapping[str, str]]] = defaultdict(list)
    for row in table:
        rows[row["list"]].append(row)
    return tuple(_source(name, rows[name]) for name in sorted(rows))


def _source(name: str, rows: list[Mapping[str, str]]) -> ListSource:
    first = rows[0]
    return ListSource(
        list=name,
        files=tuple(ListFile(row["file"], row["address"].strip()) for row in rows),
        browser=first.get("browser") == "yes",
        visit=first.get("visit", ""),
        default=first.get("default", "yes") == "yes",
    )
