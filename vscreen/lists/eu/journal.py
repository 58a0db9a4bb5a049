"""Annexes of an EU act as the Official Journal prints them, tabulated as CSV (45 columns).

There are two kinds of file. A consolidated file holds all annexes of an act on a day; an amendment
holds what a later act adds to or changes in them, for weeks before the consolidation follows. So
the files of an act, wherever they lie, are one list: an amendment's row is another row of the
same subject (by IMO number, else by name), or a new subject. Amendments never remove anybody: what
an act strikes out stays until the consolidated file lacks it. An amendment without its consolidated
file is a list that lacks most of its entries, and says so; but a table of ships (`eu_ships`) is a
base of the ships of an act as good as the Journal's.

The table of Regulation 833/2014 holds three different things: the ships of Annex XLII, read as the
list of that name; companies under export, financial and service bans, read as a list with the
regulation's number; and assets (ports, airports, economic zones, crypto currencies). Assets are no
party to a shipment, and a port named Astrakhan would hit each address in that city: they are set
aside.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from vscreen.errors import BadFilesError, ListError
from vscreen.files.csv import csv_rows, first_row
from vscreen.files.source import Source
from vscreen.lists.counting import count_rows
from vscreen.lists.eu import ships
from vscreen.lists.eu.journal_lists import SHIPS_ACT, Gathering, is_ship
from vscreen.lists.eu.journal_rows import Act, Row, read_rows, spelled
from vscreen.lists.eu.ship_entry import LIST
from vscreen.lists.reader import Contents, Reader, require_rows

SIGNATURE: Final = {"programKey", "annex", "schema", "name"}


@dataclass
class _Files:
    """What was read: rows of the Journal's files, tables of ships, and what to say of the files."""

    rows: dict[Source, list[Row]] = field(default_factory=dict)
    tables: dict[Source, ships.ShipsTable] = field(default_factory=dict)
    warnings: dict[Source, list[str]] = field(default_factory=dict)

    def total(self, source: Source) -> int:
        """Return how many rows a file has."""
        return self.tables[source].total if source in self.tables else len(self.rows[source])


def _headings(source: Source) -> list[str]:
    return spelled(first_row(source))


def _recognises(source: Source) -> bool:
    """Return whether the file has the headings of one of the two kinds."""
    headings = set(_headings(source))
    return headings >= SIGNATURE and not headings.isdisjoint({"celex", "amendmentCelex"})


def _is_amendment(source: Source) -> bool:
    return "amendmentCelex" in _headings(source)


def _is_table(source: Source) -> bool:
    return not _recognises(source) and ships.READER.recognises(source)


def _count(source: Source) -> int:
    return ships.count_ships(source) if _is_table(source) else count_rows()(source)


def _joins(own: Sequence[Source], source: Source) -> bool:
    """Return whether a file is a table of ships of a list that amendments add to."""
    if not _is_table(source):
        return False
    amended = {name for each in own if _is_amendment(each) for name in _lists(each)}
    return not amended.isdisjoint(_lists(source))


def _together(sources: Sequence[Source]) -> list[list[Source]]:
    """Return the files in groups: those that are about a list in common, in whatever folder."""
    groups: list[tuple[set[str], list[Source]]] = []
    for source in sources:
        lists, files = _lists(source), [source]
        for group in [group for group in groups if not group[0].isdisjoint(lists)]:
            groups.remove(group)
            lists, files = group[0] | lists, group[1] + files
        groups.append((lists, files))
    return [files for _, files in groups]


def _lists(source: Source) -> set[str]:
    """Return the lists that a file is about; none if it can't be read, which reading will say."""
    try:
        if _is_table(source):
            return {*ships.read_ships(source).ships}
        rows = [row for _, row in csv_rows(source, source.text())][1:]
    except ListError:
        return set()
    headings = _headings(source)
    column = headings.index("amendedCelex" if "amendedCelex" in headings else "celex")
    acts = {act for row in rows if len(row) > column and (act := Act.parse(row[column]))}
    return {act.list_id for act in acts} | ({LIST} if SHIPS_ACT in acts else set())


def _read_all(sources: Sequence[Source]) -> Iterator[Contents]:
    """Return the lists of each act that the files are about, and the other lists of tables.

    Refused if a file is cut, lacks a column, or names no act. Empty if a file has no rows, or none
    of them names anybody.
    """
    files = _read_files(sources)
    acts = dict.fromkeys(row.act for rows in files.rows.values() for row in rows)
    found = [contents for act in acts for contents in _of_act(act, files)]
    amended = {contents.list_id for contents in found}
    for source, table in files.tables.items():
        others = [name for name in table.ships if name not in amended]
        found += [ships.list_contents(source, table, name) for name in others]
    require_rows(sources[0], found, seen="none of its rows names a party or a ship")
    # The lists of a file follow each other, so that one of them can be named for the file.
    first = list(dict.fromkeys(contents.sources[0] for contents in found))
    yield from sorted(found, key=lambda contents: first.index(contents.sources[0]))


def _read_files(sources: Sequence[Source]) -> _Files:
    files = _Files()
    problems: dict[Path, ListError] = {}
    for source in sources:
        files.warnings[source] = []
        try:
            if _is_table(source):
                files.tables[source] = ships.read_ships(source)
                files.warnings[source] += files.tables[source].warnings
            else:
                files.rows[source] = read_rows(source, files.warnings[source])
        except ListError as error:
            problems[source.path] = error
    if problems:
        raise BadFilesError(problems)
    for source, rows in files.rows.items():
        require_rows(source, rows, seen="a header and no rows")
    return files


def _of_act(act: Act, files: _Files) -> Iterator[Contents]:
    """Return the lists of an act: of each base with all amendments, or of these alone.

    Two bases of a list are two editions of it, of which one must go.
    """
    of_act = [source for source, rows in files.rows.items() if any(row.act == act for row in rows)]
    amendments = sorted(filter(_is_amendment, of_act), key=lambda each: _order(files.rows[each][0]))
    bases = [source for source in of_act if not _is_amendment(source)]
    of_ships, *others = [LIST, act.list_id] if act == SHIPS_ACT else [act.list_id]
    tables = [source for source, table in files.tables.items() if of_ships in table.ships]
    for base in bases:
        yield from _contents(act, [of_ships, *others], base, amendments, files)
    for table in tables:
        yield from _contents(act, [of_ships], table, amendments, files)
    if not bases:
        alone = others if tables else [of_ships, *others]
        yield from _contents(act, alone, None, amendments, files)


def _order(row: Row) -> tuple[str, str]:
    return row.cells.get("amendmentCelex", ""), row.source.path.name


def _contents(
    act: Act, wanted: list[str], base: Source | None, amendments: list[Source], files: _Files
) -> Iterator[Contents]:
    """Return the wanted lists of an act, as far as they have entries."""
    sources = [*filter(None, [base]), *amendments]
    lists = {LIST: Gathering(), act.list_id: Gathering()}
    for source in sources:
        for name, found in lists.items():
            if source in files.tables:
                found.add_table(source, files.tables[source], name)
        for row in files.rows.get(source, ()):
            if row.act == act:
                lists[LIST if is_ship(row) else act.list_id].add(row)
    filled = {name: found for name, found in lists.items() if found.entries}
    if not lists[act.list_id].entries:  # what is set aside is told with the other list
        lists[LIST].set_aside |= lists[act.list_id].set_aside
    lacks = f"the entries of {act.file}, the consolidated annexes of {act.title}"
    said = [warning for source in sources for warning in files.warnings[source]]
    for name in (name for name in wanted if name in filled):
        found = filled[name]
        if base is not None:
            found.note_removed(base, amendments)
        yield Contents(
            entries=list(found.entries.values()),
            sources=sources,
            list_id=name,
            warnings=(*said, *found.warnings),
            lacks=[] if base else [lacks],
            accounts=[found.account(source, files.total(source)) for source in sources],
        )


READER: Final = Reader(
    id="eu_journal",
    version="2",
    publisher="the EU",
    recognises=_recognises,
    read_all=_read_all,
    list_id=LIST,
    together=_together,
    joins=_joins,
    records="rows",
    count=_count,
)
