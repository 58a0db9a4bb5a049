"""What a file holds before its headings are understood; several such tables as one.

A file may hold more tables than one: sheets, lists put together with their headings, a table and
what stands above it. Their columns are the same where their headings are, or where both are the
same field of the vessel, of which a row has one.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from vscreen.manifest.headings import heading_key
from vscreen.manifest.layout.known import Known
from vscreen.schema import TEXT, VESSEL_FIELDS


@dataclass
class Table:
    """What a file holds before its headings are understood, column by column."""

    headings: list[str]
    columns: list[Any]
    lines: Sequence[Any]
    rejected: list[tuple[int, str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    index: str = "line"
    encoding: str = ""
    delimiter: str = ""
    unread: dict[tuple[int, int], str] = field(default_factory=dict)
    """Position of a row and of a column -> why the cell there can't be read."""
    titles: list[str] = field(default_factory=list)
    """What stands above the headings and is no label: it may name the ship all the same."""


def together(tables: Sequence[Table], known: Known) -> Table:
    """Return several tables as one: all columns, all rows one below the other.

    Parameters
    ----------
    tables
        At least one; cells that a table has no column for are empty.
    known
        What is a heading.

    Examples
    --------
    >>> one = Table(["Ship", "Port"], [["MARIA"], ["Rason"]], [2])
    >>> two = Table(["IMO", "Vessel"], [["9161003"], ["LADY R"]], [4])
    >>> both = together([one, two], Known())
    >>> both.headings, [list(column) for column in both.columns], both.lines
    (['Ship', 'Port', 'IMO'], [['MARIA', 'LADY R'], ['Rason', ''], ['', '9161003']], [2, 4])
    """
    if len(tables) == 1:
        return tables[0]
    headings: list[str] = []
    fields: list[str] = []
    wheres = [_aligned(table.headings, headings, fields, known) for table in tables]
    unread, above = {}, 0
    for table, where in zip(tables, wheres, strict=True):
        for (row, column), reason in table.unread.items():
            unread[above + row, where[column]] = reason
        above += len(table.lines)
    first = tables[0]
    return Table(
        headings,
        [_column(tables, wheres, column) for column in range(len(headings))],
        [line for table in tables for line in table.lines],
        [each for table in tables for each in table.rejected],
        list(dict.fromkeys(note for table in tables for note in table.notes)),
        first.index, first.encoding, first.delimiter, unread,
        [title for table in tables for title in table.titles],
    )  # fmt: skip


def _aligned(
    wanted: Sequence[str], headings: list[str], fields: list[str], known: Known
) -> list[int]:
    """Return the column of each wanted heading, after adding those that are new."""
    where: list[int] = []
    keys = [_key(heading, position) for position, heading in enumerate(headings)]
    for position, (heading, mapped) in enumerate(zip(wanted, known.fields(wanted), strict=True)):
        key = _key(heading, position)
        same = [n for n, other in enumerate(keys) if other == key and n not in where]
        if not same and mapped in VESSEL_FIELDS:
            same = [n for n, other in enumerate(fields) if other == mapped and n not in where]
        if same:
            where.append(same[0])
            continue
        where.append(len(headings))
        headings.append(heading)
        fields.append(mapped)
        keys.append(key)
    return where


def _key(heading: str, position: int) -> Hashable:
    return heading_key(heading) or position


def _column(tables: Sequence[Table], wheres: Sequence[Sequence[int]], column: int) -> pd.Series:
    parts: Iterable[pd.Series] = (
        pd.Series(
            table.columns[where.index(column)] if column in where else [""] * len(table.lines),
            dtype=TEXT,
        )
        for table, where in zip(tables, wheres, strict=True)
    )
    return pd.concat(list(parts), ignore_index=True)
