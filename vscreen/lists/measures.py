"""What a listing forbids, where the list's file does not say so itself.

``data/measures.csv`` says it by list, programme and kind, with the source of each row. A file that
says it (``ListEntry.add_measure``) is more exact, and is believed alone. What the table says is no
part of an entry's fingerprint: a better table is no news about the subject.

========  ==================================================================================
column    what it holds
========  ==================================================================================
programs  patterns, any of which a programme must be: ``*`` for any or none; empty: the row is
          for entries of which no other row says anything
column    the column that the patterns are of, where that is not ``programs``; ``forbids``: the row
          explains words of the file, and stands behind them
kind      the kinds of entries; empty: all
like      ``list:programme``: the entry has what such an entry has. Of ``list`` alone: with the
          programmes that the row's patterns leave over
valid_to  the day on which the programme ended. An entry that has no other programme is told so,
          besides what it would be told without one: who still lists it may still mean it
========  ==================================================================================
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from fnmatch import translate
from functools import cache
from typing import Any, Final

import pandas as pd

from vscreen.data import read_table
from vscreen.schema import ENTRIES, Measure

PROGRAMS: Final = "programs"
READ: Final = ["kind", PROGRAMS, "legal_basis", "remarks"]
"""What is looked at of an entry whose file says nothing."""
FORBIDS: Final = "forbids"
WRITTEN: Final = ("measures", FORBIDS)
HINTS: Final = frozenset({Measure.NOTICE, Measure.WATCH_LIST})
"""Measures that forbid nothing; an entry whose file says no more has those of the table, too."""
Columns = Mapping[str, tuple[str, ...]]
"""The values of an entry's columns."""


@dataclass(frozen=True)
class Rule:
    """A row of the table."""

    pattern: re.Pattern[str] | None
    column: str
    kinds: frozenset[str]
    like: str
    measures: tuple[str, ...]
    sentence: str
    has_ended: bool

    def finds(self, value: str) -> bool:
        """Return whether a value of its column is one of those that the row is for."""
        return self.pattern is not None and self.pattern.match(value.casefold()) is not None


@cache  # a constant of the package, read when first needed
def rules() -> Mapping[str, Sequence[Rule]]:
    """Return the rows of the table, by list.

    Examples
    --------
    >>> rules()["us-dpl"][0].measures
    ('trade_ban',)
    """
    by_list: defaultdict[str, list[Rule]] = defaultdict(list)
    for row in read_table("measures.csv"):
        by_list[row["list"]].append(_rule(row))
    return dict(by_list)


def _rule(row: Mapping[str, str]) -> Rule:
    globs = "|".join(translate(glob.casefold()) for glob in _values(row[PROGRAMS]) if glob)
    return Rule(
        pattern=re.compile(globs) if globs else None,
        column=row["column"] or PROGRAMS,
        kinds=frozenset(filter(None, _values(row["kind"]))),
        like=row["like"],
        measures=tuple(str(Measure(code)) for code in _values(row["measures"]) if code),
        sentence=row["sentence"],
        has_ended=bool(row["valid_to"]),
    )


def _values(cell: str) -> tuple[str, ...]:
    """Return the values of a cell; an empty cell has one, the empty one."""
    return tuple(value.strip() for value in cell.split(";"))


def fill_measures(rows: Iterable[MutableMapping[str, Any]], list_id: str) -> None:
    """Write into rows of `schema.ENTRIES` what the listing forbids, where the file was silent.

    Parameters
    ----------
    rows
        The rows, with ``kind`` and whatever else is known.
    list_id
        The list's own id, whatever the user calls it; of a list that the table doesn't know,
        nothing is written.

    Examples
    --------
    >>> rows = [{"kind": "vessel", "programs": "RUSSIA-EO14024"}]
    >>> fill_measures(rows, "us-sdn")
    >>> rows[0]["measures"], rows[0]["forbids"][:22]
    ('asset_freeze', 'US: blocked property: ')
    """
    known = rules().get(list_id, ())
    columns = sorted({PROGRAMS, *(rule.column for rule in known)})
    told: dict[tuple[str, ...], tuple[str, str]] = {}  # entries share a few cases
    for row in rows if known else ():
        said = row.get("measures", "")
        is_silent = HINTS.issuperset(filter(None, said.split(";")))
        if not is_silent and FORBIDS not in columns:
            continue
        case = (row["kind"], *(row.get(column, "") for column in columns))
        if case not in told:
            cells = {name: _values(cell) for name, cell in zip(columns, case[1:], strict=True)}
            of_case = measures_of if is_silent else explanations_of
            told[case] = _joined(of_case(list_id, row["kind"], cells))
        measures, forbids = told[case]
        row["measures"] = _union(said, measures)
        row["forbids"] = _union(row.get("forbids", ""), forbids)


def filled(entries: pd.DataFrame, list_id: str) -> pd.DataFrame:
    """Return the entries of a snapshot, with measures if a version saved it that knew of none.

    Parameters
    ----------
    entries
        Shape `schema.ENTRIES`.
    list_id
        As for `fill_measures`.
    """
    if list_id not in rules() or (entries["measures"] != "").any():
        return entries
    rows = [dict(zip(READ, row, strict=True)) for row in entries[READ].itertuples(False, None)]
    fill_measures(rows, list_id)
    told = {name: [row.get(name, "") for row in rows] for name in WRITTEN}
    return ENTRIES.build(entries.assign(**told))


def _joined(found: Iterable[Rule]) -> tuple[str, str]:
    found = list(found)
    codes = dict.fromkeys(code for rule in found for code in rule.measures)
    return ";".join(codes), ";".join(dict.fromkeys(rule.sentence for rule in found))


def _union(one: str, other: str) -> str:
    if not one or not other:
        return one or other
    return ";".join(dict.fromkeys((*one.split(";"), *other.split(";"))))


def measures_of(list_id: str, kind: str, columns: Columns) -> Iterator[Rule]:
    """Yield what the table says of an entry.

    Parameters
    ----------
    list_id, kind
        The list's id, and the entry's kind.
    columns
        The values of the entry's ``programs``, and of other columns that the list's rows look at.

    Examples
    --------
    >>> syria = {"programs": ("SYRIA",)}
    >>> [rule.sentence[:23] for rule in measures_of("us-sdn", "aircraft", syria)]
    ['US: the Syria programme', 'US: blocked property: n']
    """
    of_kind = [rule for rule in rules()[list_id] if not rule.kinds or kind in rule.kinds]
    ended = [rule for rule in of_kind if rule.has_ended and _found(rule, columns)]
    alive = tuple(name for name in columns[PROGRAMS] if not any(rule.finds(name) for rule in ended))
    if not alive:
        yield from ended
    columns = {**columns, PROGRAMS: alive or ("",)}
    lasting = [rule for rule in of_kind if not rule.has_ended]
    told = [rule for rule in lasting if _found(rule, columns)]
    for rule in told or [rule for rule in lasting if rule.pattern is None]:
        yield from _likewise(rule, kind, columns) if rule.like else (rule,)


def explanations_of(list_id: str, kind: str, columns: Columns) -> Iterator[Rule]:
    """Yield what the table adds to a file's own words, such as the UK's "Shipping sanctions".

    Parameters
    ----------
    list_id, kind, columns
        As for `measures_of`; of the columns, ``forbids`` is looked at.
    """
    for rule in rules()[list_id]:
        if rule.column == FORBIDS and (not rule.kinds or kind in rule.kinds):
            yield from (rule,) if _found(rule, columns) else ()


def _found(rule: Rule, columns: Columns) -> bool:
    return any(map(rule.finds, columns.get(rule.column, ())))


def _likewise(rule: Rule, kind: str, columns: Columns) -> Iterator[Rule]:
    list_id, names, program = rule.like.partition(":")
    left = tuple(name for name in columns[PROGRAMS] if not rule.finds(name))
    return measures_of(list_id, kind, {PROGRAMS: (program,) if names else left or ("",)})
