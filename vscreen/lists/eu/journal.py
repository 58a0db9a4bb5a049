"""Annexes of an EU act as the Official Journal prints them, tabulated as CSV (45 columns).

There are two kinds of file. A consolidated file holds all annexes of an act on a day; an amendment
holds what a later act adds to or changes in them, for weeks before the consolidation follows. So
the files of an act, wherever they lie, are one list: an amendment's row is another row of the
same subject (by IMO number, else by name), or a new subject. Amendments never remove anybody: what
an act strikes out stays until the consolidated file lacks it. An amendment without its consolidated
file is a list that lacks most of its entries, and says so.

The table of Regulation 833/2014 holds three different things: the ships of Annex XLII, read as the
list of that name; companies under export, financial and service bans, read as a list with the
regulation's number; and assets (ports, airports, economic zones, crypto currencies). Assets are no
party to a shipment, and a port named Astrakhan would hit each address in that city: they are set
aside.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from vscreen.errors import BadFilesError, ListError
from vscreen.files.csv import csv_rows, first_row, split_values
from vscreen.files.source import Source
from vscreen.lists.counting import count_rows
from vscreen.lists.eu.journal_rows import Act, Row, add_row, is_thing, read_rows, spelled
from vscreen.lists.eu.ship_entry import LIST, Ship, add_ship
from vscreen.lists.reader import Contents, Reader, require_rows
from vscreen.lists.reading import ListEntry
from vscreen.lists.receipt import Account, SetAside

SIGNATURE: Final = {"programKey", "annex", "schema", "name"}
SHIPS_ACT: Final = Act(2014, "R", 833)
SHIPS_ANNEX: Final = "XLII"
A_THING: Final = "naming an asset, no party to a shipment"
NAMELESS: Final = "without a name"


@dataclass
class _List:
    """A list of an act while it is gathered: entries, and what became of each file's rows."""

    entries: dict[str, ListEntry] = field(default_factory=dict)
    new: Counter[Source] = field(default_factory=Counter)
    merged: Counter[Source] = field(default_factory=Counter)
    set_aside: dict[Source, list[SetAside]] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)


def _headings(source: Source) -> list[str]:
    return spelled(first_row(source))


def _recognises(source: Source) -> bool:
    """Return whether the file has the headings of one of the two kinds."""
    headings = set(_headings(source))
    return headings >= SIGNATURE and not headings.isdisjoint({"celex", "amendmentCelex"})


def _is_amendment(source: Source) -> bool:
    return "amendmentCelex" in _headings(source)


def _together(sources: Sequence[Source]) -> list[list[Source]]:
    """Return the files in groups: those that are about an act in common, in whatever folder."""
    groups: list[tuple[set[Act | None], list[Source]]] = []
    for source in sources:
        acts, files = _acts(source), [source]
        for group in [group for group in groups if not group[0].isdisjoint(acts)]:
            groups.remove(group)
            acts, files = group[0] | acts, group[1] + files
        groups.append((acts, files))
    return [files for _, files in groups]


def _acts(source: Source) -> set[Act | None]:
    """Return the acts that a file is about; none if it can't be read, which reading will say."""
    headings = _headings(source)
    column = headings.index("amendedCelex" if "amendedCelex" in headings else "celex")
    try:
        rows = [row for _, row in csv_rows(source, source.text())][1:]
    except ListError:
        return set()
    return {act for row in rows if len(row) > column and (act := Act.parse(row[column]))}


def _read_all(sources: Sequence[Source]) -> Iterator[Contents]:
    """Return the lists of each act that the files are about.

    Refused if a file is cut, lacks a column, or names no act. Empty if a consolidated file has no
    rows and no amendment adds any.
    """
    rows: dict[Source, list[Row]] = {}
    warnings: dict[Source, list[str]] = {source: [] for source in sources}
    problems = {}
    for source in sources:
        try:
            rows[source] = read_rows(source, warnings[source])
        except ListError as error:
            problems[source.path] = error
    if problems:
        raise BadFilesError(problems)
    for source in sources:
        require_rows(source, rows[source], seen="a header and no rows")
    acts = dict.fromkeys(row.act for source in sources for row in rows[source])
    for act in acts:
        of_act = [source for source in sources if any(row.act == act for row in rows[source])]
        amendments = sorted(filter(_is_amendment, of_act), key=lambda each: _order(rows[each][0]))
        # Two consolidated files of an act are two editions of its list, of which one must go.
        bases = [[each] for each in of_act if not _is_amendment(each)]
        for base in bases or [[]]:
            yield from _contents(act, [*base, *amendments], rows, warnings, whole=bool(base))


def _order(row: Row) -> tuple[str, str]:
    return row.cells.get("amendmentCelex", ""), row.source.path.name


def _contents(
    act: Act,
    files: list[Source],
    rows: dict[Source, list[Row]],
    warnings: dict[Source, list[str]],
    *,
    whole: bool,
) -> Iterator[Contents]:
    ships, others = _List(), _List()
    for source in files:
        for row in rows[source]:
            if row.act == act:
                _sort(ships if _is_ship(row) else others, row)
    lists = {LIST: ships, act.list_id: others}
    filled = {name: found for name, found in lists.items() if found.entries}
    if len(filled) == 1 and others.set_aside and others not in filled.values():
        ships.set_aside = others.set_aside
    lacks = [] if whole else [f"the entries of {act.file}, the consolidated annexes of {act.title}"]
    said = [warning for source in files for warning in warnings[source]]
    for name, found in filled.items():
        yield Contents(
            entries=list(found.entries.values()),
            sources=files,
            list_id=name,
            warnings=(*said, *found.warnings),
            lacks=lacks,
            accounts=[_account(found, source, len(rows[source])) for source in files],
        )


def _account(found: _List, source: Source, total: int) -> Account:
    set_aside = tuple(found.set_aside.get(source, ()))
    own = found.new[source] + found.merged[source] + len(set_aside)
    return Account(
        source=source,
        entries=found.new[source],
        merged=found.merged[source],
        elsewhere=total - own,
        set_aside=set_aside,
    )


def _is_ship(row: Row) -> bool:
    return row.act == SHIPS_ACT and row.annex.upper() == SHIPS_ANNEX and not is_thing(row)


def _sort(found: _List, row: Row) -> None:
    """Put a row into a list: as an entry, as more of one, or aside."""
    reason = A_THING if is_thing(row) else NAMELESS
    if is_thing(row) or not (row.cells["name"] or row.cells["imoNumber"]):
        found.set_aside.setdefault(row.source, []).append(SetAside(row.place, reason))
        return
    before = len(found.entries)
    if _is_ship(row):
        add_ship(found.entries, row.source, _ship(row), found.warnings)
    else:
        add_row(found.entries, row, found.warnings)
    counter = found.new if len(found.entries) > before else found.merged
    counter[row.source] += 1


def _ship(row: Row) -> Ship:
    cells = row.cells
    former = tuple(split_values(cells.get("previousName", "")))
    aliases = tuple(split_values(cells.get("alias", "")))
    return Ship(
        row.line,
        cells["name"],
        cells["imoNumber"],
        cells["startDate"],
        former=former,
        aliases=aliases,
        reason=cells.get("reason", ""),
        remarks=cells.get("notes", ""),
    )


READER: Final = Reader(
    id="eu_journal",
    version="2",
    publisher="the EU",
    recognises=_recognises,
    read_all=_read_all,
    list_id=LIST,
    together=_together,
    records="rows",
    count=count_rows(),
)
