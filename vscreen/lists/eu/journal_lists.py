"""A list of an act while it is gathered from its files: entries, and what became of each row.

An amendment stays in a folder after its consolidation has followed, and the EU takes ships off its
list again. Nothing in an amendment says so: it is told by a base that lists others since the
amendment's day, or a later one, and lacks some of its entries.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from vscreen.files.csv import split_values
from vscreen.files.source import Source
from vscreen.lists.eu.journal_rows import Act, Row, add_row, is_thing
from vscreen.lists.eu.ship_entry import Ship, add_ship, day_in_words, listing_dates
from vscreen.lists.eu.ships import ShipsTable
from vscreen.lists.reading import ListEntry
from vscreen.lists.receipt import Account, SetAside
from vscreen.lists.slips import named

SHIPS_ACT: Final = Act(2014, "R", 833)
SHIPS_ANNEX: Final = "XLII"
A_THING: Final = "naming an asset, no party to a shipment"
NAMELESS: Final = "without a name"
DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass
class Gathering:
    """A list while it is gathered: its entries by key, and what came of each of its files.

    ``new`` has the entries that a file added, ``merged`` how many rows added to one, ``days`` the
    days since which its rows list somebody.
    """

    entries: dict[str, ListEntry] = field(default_factory=dict)
    new: defaultdict[Source, list[ListEntry]] = field(default_factory=lambda: defaultdict(list))
    merged: Counter[Source] = field(default_factory=Counter)
    set_aside: defaultdict[Source, list[SetAside]] = field(
        default_factory=lambda: defaultdict(list)
    )
    days: defaultdict[Source, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    warnings: list[str] = field(default_factory=list)

    def add(self, row: Row) -> None:
        """Add a row of the Journal: as an entry, as more of one, or aside."""
        if is_thing(row) or not (row.cells["name"] or row.cells["imoNumber"]):
            reason = A_THING if is_thing(row) else NAMELESS
            self.set_aside[row.source].append(SetAside(row.place, reason))
        elif is_ship(row):
            self._add_ship(row.source, _ship(row))
        else:
            before = len(self.entries)
            add_row(self.entries, row, self.warnings)
            self._note(row.source, row.cells["startDate"], before)

    def add_table(self, source: Source, table: ShipsTable, name: str) -> None:
        """Add what a table of ships has of this list, which is called so."""
        for ship in table.ships.get(name, ()):
            self._add_ship(source, ship)
        if name in table.ships:
            self.set_aside[source] += table.set_aside(name)

    def _add_ship(self, source: Source, ship: Ship) -> None:
        before = len(self.entries)
        add_ship(self.entries, source, ship, self.warnings)
        self._note(source, ship.date, before)

    def _note(self, source: Source, day: str, before: int) -> None:
        """Note what a row did, before which there were so many entries."""
        self.days[source].update(filter(DAY.fullmatch, listing_dates(day)))
        if len(self.entries) > before:
            self.new[source].append(next(reversed(self.entries.values())))
        else:
            self.merged[source] += 1

    def account(self, source: Source, total: int) -> Account:
        """Return what became of the rows of a file, of which there are so many."""
        set_aside = tuple(self.set_aside[source])
        new, merged = len(self.new[source]), self.merged[source]
        return Account(
            source=source,
            entries=new,
            merged=merged,
            elsewhere=total - new - merged - len(set_aside),
            set_aside=set_aside,
        )

    def note_removed(self, base: Source, amendments: Sequence[Source]) -> None:
        """Say which entries of amendments a base lacks that was made later.

        They stay in the list: whether the EU removed them, or never consolidated them, is not said
        anywhere.
        """
        newest = max(self.days[base], default="")
        for amendment in amendments:
            lacking, days = self.new[amendment], self.days[amendment].most_common(1)
            if not lacking or not days or days[0][0] > newest:
                continue
            seen = f"{base.path.name}, which lists others since {day_in_words(newest)}"
            for entry in lacking:
                entry.add_fact("remarks", f"In {amendment.path.name} and not in {seen}")
            self.warnings.append(
                f"{amendment.path}: {named([entry.name for entry in lacking])}: not in {seen}, so "
                "the EU may have removed them; they are searched all the same: look them up in "
                "the act's consolidated text, and take the amendment away if it holds all others"
            )


def is_ship(row: Row) -> bool:
    """Return whether a row names a ship of Annex XLII."""
    return row.act == SHIPS_ACT and row.annex.upper() == SHIPS_ANNEX and not is_thing(row)


def _ship(row: Row) -> Ship:
    cells = row.cells
    return Ship(
        row.line,
        cells["name"],
        cells["imoNumber"],
        cells["startDate"],
        former=tuple(split_values(cells.get("previousName", ""))),
        aliases=tuple(split_values(cells.get("alias", ""))),
        reason=cells.get("reason", ""),
        remarks=cells.get("notes", ""),
    )
