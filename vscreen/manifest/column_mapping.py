"""Which column of a table is which field: what the headings say, and then what the cells say.

A heading alone can't tell whether ``name, imo, country`` lists ships or companies, whether
``VESSEL_CODE`` is an IMO number, or whether ``IMO`` is a class of dangerous goods. The cells can
(`vscreen.manifest.witness`). Where no frame is given, the headings decide alone.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from functools import cached_property
from typing import Final

import pandas as pd

from vscreen.errors import ManifestError
from vscreen.manifest.heading_grammar import read_heading
from vscreen.manifest.witness import Numbers, is_danger_class, is_empty, may_name, numbers_in
from vscreen.schema import (
    FREE_TEXT,
    NUMBER_FIELDS,
    PARTY_FIELDS,
    PARTY_IMO_FIELDS,
    SUBJECT,
    VESSEL_FIELDS,
)

USABLE: Final = frozenset(
    {"vessel", SUBJECT, *NUMBER_FIELDS, *PARTY_FIELDS, *PARTY_IMO_FIELDS, FREE_TEXT}
)
"""A manifest needs a column for any of these; a flag alone names nobody."""
SURE: Final = 2.9
"""Powers of ten against chance that make a column of numbers without a name one of IMO numbers."""
OVERWHELMING: Final = 12.0
"""The same where the heading says that it is something else."""
_SEVERAL = 3
_OF_SHIPS = frozenset(("owner", "operator", "manager", "charterer"))
_ONE_EACH = (*VESSEL_FIELDS, SUBJECT)
_SMALL_EVIDENCE = frozenset(("flag", "vessel_type", "gross_tonnage", "build_year"))


class ColumnDecisions:
    """Columns of one table, by position, and what is decided of each.

    Parameters
    ----------
    names
        Labels of the columns, for messages.
    headings
        What stands above them.
    given
        Position -> field, as the user says; "" sets a column aside.
    frame
        The cells, or None to go by the headings alone.
    """

    def __init__(
        self,
        names: Sequence[Hashable],
        headings: Sequence[str],
        given: Mapping[int, str],
        frame: pd.DataFrame | None = None,
    ) -> None:
        self.names, self.given, self.frame = names, given, frame
        self.readings = [read_heading(heading) for heading in headings]
        self.fields = [reading.field for reading in self.readings]
        self.open: dict[int, str] = {}
        self.notes: list[str] = []
        self._numbers: dict[int, Numbers] = {}
        for position, field in given.items():
            self.fields[position] = field

    def decide(self) -> None:
        """Fill in `fields`, `open` and `notes`.

        Raises
        ------
        ManifestError
            If two columns would be the same field of the ship, and neither is the plainer one.
        """
        self._notify_address()
        if self.frame is not None:
            self._no_numbers()
            self._without_cells()
        self._bare_name()
        self._persons()
        self._company_numbers()
        self._former_names()
        if self.frame is not None:
            for position in self._undecided():
                self._unnamed_numbers(position)
        self._one_column_each()
        self._unknown_roles()

    # --- headings ---

    def _undecided(self) -> list[int]:
        return [p for p, field in enumerate(self.fields) if not field and p not in self.given]

    def _where(self, field: str) -> list[int]:
        return [position for position, found in enumerate(self.fields) if found == field]

    def _called(self, field: str) -> list[int]:
        """Return the columns of a field, and those called so that the user set aside."""
        return [position for position, reading in enumerate(self.readings)
                if field in (self.fields[position], reading.field)]  # fmt: skip

    @cached_property
    def _of_ships(self) -> bool:
        """Whether other columns show that a row is about a ship."""
        return any(reading.of_ship or reading.role in _OF_SHIPS for reading in self.readings)

    def _notify_address(self) -> None:
        """Read "Notify Address", as forms call the party, if nothing else names that party."""
        for position in self._undecided():
            role = self.readings[position].role
            if self.readings[position].state == "address" and role not in self.fields:
                self.fields[position] = role

    def _bare_name(self) -> None:
        """Decide whose a bare ``name`` is: the ship's, a company's, or whoever bears the number."""
        names = [p for p in self._undecided() if self.readings[p].state == "name"]
        numbers = [p for field in NUMBER_FIELDS for p in self._called(field)]
        if len(names) != 1 or not numbers or "vessel" in self.fields:
            return
        field = self._whose_name(self._called("imo"))
        self.fields[names[0]] = field
        if field == "party":
            for position in self._where("imo"):
                self.fields[position] = "party_imo"
        types = [p for p in self._undecided() if self.readings[p].state == "type"]
        if field == "vessel" and types and "vessel_type" not in self.fields:
            self.fields[types[0]] = "vessel_type"

    def _persons(self) -> None:
        """Give a birth date or nationality that doesn't say whose to the only party there is."""
        bare = [p for p, of in enumerate(self.readings) if p not in self.given and not of.role]
        births = [p for p in bare if self.fields[p] == "party_birth_date"]
        ships = {"vessel", SUBJECT} & set(self.fields)
        names = [p for p in self._undecided() if self.readings[p].state == "name"]
        if births and not ships and len(names) == 1 and not set(PARTY_FIELDS) & set(self.fields):
            self.fields[names[0]] = "party"
        parties = {field for field in self.fields if field in PARTY_FIELDS}
        whose = next(iter(parties)) if len(parties) == 1 else ""
        for position in births:
            self.fields[position] = f"{whose}_birth_date" if whose else ""
            if not whose:
                self._note(position, "doesn't say whose birth dates it holds: not used")
        for position in bare:
            if self.readings[position].state == "nationality" and whose and (births or not ships):
                self.fields[position] = f"{whose}_nationality"

    def _former_names(self) -> None:
        """Read former names of a ship as text: she may be listed under one of them."""
        if {"vessel", SUBJECT} & set(self.fields):
            for position in self._undecided():
                if self.readings[position].state == "former":
                    self.fields[position] = FREE_TEXT

    def _whose_name(self, imo: Sequence[int]) -> str:
        found = self._count(imo[0]) if imo else None
        if not found or not found.either:
            return "vessel" if self._of_ships else SUBJECT
        if found.are_of_ships:
            return "vessel"
        if self._of_ships and found.ships >= found.companies:
            return "vessel"
        return SUBJECT if found.only_ships else "party"

    def _company_numbers(self) -> None:
        """Give ``IMO`` in a table of companies to the company: ``Company, IMO, Country``."""
        positions = [p for p in self._where("imo") if p not in self.given]
        if len(positions) != 1 or {"vessel", SUBJECT} & set(self.fields):
            return
        found = self._count(positions[0])
        parties = {field for field in self.fields if field in PARTY_FIELDS}
        of_company = any(r.role == "company" and r.field == "party" for r in self.readings)
        if of_company and not self._of_ships:
            theirs = not (found and found.are_of_ships)
        else:
            theirs = bool(found and found.only_companies and not found.only_ships and parties)
        if theirs:
            role = next(iter(parties)) if len(parties) == 1 else "party"
            self.fields[positions[0]] = f"{role}_imo"

    def _unknown_roles(self) -> None:
        """Open the columns that name a role in words that aren't understood."""
        for position in self._undecided():
            reading = self.readings[position]
            if reading.state == "open" and (self.frame is None or may_name(self._cells(position))):
                role = reading.role.replace("_", " ")
                self._open(position, f"its heading names a {role} in words that are not known")

    # --- cells ---

    def _cells(self, position: int) -> pd.Series:
        if self.frame is None:
            raise ValueError("the headings alone are known")
        return self.frame.iloc[:, position]

    def _count(self, position: int) -> Numbers | None:
        if self.frame is None:
            return None
        if position not in self._numbers:
            self._numbers[position] = numbers_in(self._cells(position))
        return self._numbers[position]

    def _note(self, position: int, text: str) -> None:
        self.notes.append(f"the column {str(self.names[position])!r} {text}")

    def _open(self, position: int, reason: str) -> None:
        self.open[position] = reason

    def _no_numbers(self) -> None:
        """Leave out what is called IMO and holds danger classes, or yes and no."""
        called = [position for position in self._where("imo") if position not in self.given]
        classes = [position for position in called if is_danger_class(self._cells(position))]
        if len(classes) > 1 and len(classes) == len(called):
            return  # which of them is meant is for the user to say
        for position in classes:
            self.fields[position] = ""
            self._note(position, "holds danger classes or yes and no, no IMO numbers: not used")

    def _without_cells(self) -> None:
        """Leave out a column that needs qualifiers to be understood, and holds nothing."""
        if self.frame is None or self.frame.empty:
            return
        for position, field in enumerate(self.fields):
            qualified = field and self.readings[position].rank and position not in self.given
            if qualified and is_empty(self._cells(position)):
                self.fields[position] = ""

    def _unnamed_numbers(self, position: int) -> None:
        """Read a column by its cells: nearly all of them are IMO numbers or MMSIs."""
        reading = self.readings[position]
        plain = reading.state in ("unknown", "open", "name") or (
            reading.state == "number" and reading.role == "vessel"
        )
        found = self._count(position)
        if not found or not found.filled:
            return
        kind, field = _likeliest(found)
        if kind == "mmsi" and not plain:
            return  # tax and company registers have nine digits too
        if found.certainty(kind) >= (SURE if plain else OVERWHELMING):
            self._read_as(position, field, kind)
        elif plain and _all_numbers(found):
            self._open(position, f"its cells look like {_CALLED[kind]}")

    def _read_as(self, position: int, field: str, kind: str) -> None:
        there = self._where(field)
        if not there or field in PARTY_IMO_FIELDS:
            self.fields[position] = field
            self._note(position, f"holds {_CALLED[kind]}: read as {field}")
        elif not any(self._same(position, other) for other in there):
            self._open(position, f"its cells look like {_CALLED[kind]}")

    def _same(self, one: int, other: int) -> bool:
        return self.frame is not None and bool(
            (self._cells(one).astype(str) == self._cells(other).astype(str)).all()
        )

    # --- several columns for one field ---

    def _one_column_each(self) -> None:
        for field in _ONE_EACH:
            positions = self._where(field)
            if len(positions) > 1:
                self._choose(field, positions)

    def _choose(self, field: str, positions: list[int]) -> None:
        """Keep the plainest of several columns: ``Vessel Name``, not ``Vessel Name (Local)``."""
        ranks = {p: 0 if p in self.given else self.readings[p].rank for p in positions}
        best = [p for p in positions if ranks[p] == min(ranks.values())]
        best = [p for p in best if p == best[0] or not self._same(p, best[0])]
        if len(best) > 1 and field not in _SMALL_EVIDENCE:
            raise ManifestError(self._competing(field, best))
        for position in positions:
            if position != best[0]:
                self._second(position, field, best[0])

    def _second(self, position: int, field: str, best: int) -> None:
        self.fields[position] = ""
        if field in _SMALL_EVIDENCE or self._same(position, best):
            return
        if field in ("vessel", SUBJECT):
            self.fields[position] = FREE_TEXT
            self._note(position, f"stands beside {str(self.names[best])!r}: read as free_text")
        else:
            self._open(position, f"it would be {field} beside {str(self.names[best])!r}")

    def _competing(self, field: str, positions: Sequence[int]) -> str:
        labels = ", ".join(repr(str(self.names[position])[:60]) for position in positions)
        return (
            f"the columns {labels} would both be {field!r}, of which a row has one; leave one out, "
            f"such as columns={{{self.names[positions[-1]]!r}: None}}, or read it as 'free_text'"
        )


_CALLED: Final = {
    "ship": "IMO numbers of ships",
    "company": "IMO numbers of companies",
    "either": "IMO numbers",
    "mmsi": "MMSIs",
}


def _likeliest(found: Numbers) -> tuple[str, str]:
    """Return the kind of numbers that a column most likely holds, and their field."""
    fields = {"ship": "imo", "company": "party_imo", "either": "imo", "mmsi": "mmsi"}
    kind = max(fields, key=found.certainty)
    if kind == "either" and not (found.only_ships and found.only_companies):
        kind = "ship" if found.only_ships else "company"
    return kind, fields[kind]


def _all_numbers(found: Numbers) -> bool:
    """Return whether every cell is such a number, so few that it may be by chance."""
    return found.either == found.filled or found.mmsi == found.filled >= _SEVERAL
