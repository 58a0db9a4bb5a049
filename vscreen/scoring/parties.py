"""The two sides of a comparison: what a manifest row names, and what a list says of an entry."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from vscreen.columnar.distinct import Coded
from vscreen.columnar.strings import Codes
from vscreen.identifiers.birth_dates import Born, read_birth_dates
from vscreen.identifiers.imo import is_valid_imo_ship
from vscreen.identifiers.in_text import identifiers_in_name, numbers_in_cell
from vscreen.identifiers.registry import number_columns
from vscreen.schema import (
    FREE_TEXT,
    Kind,
    NameKind,
    Scheme,
)
from vscreen.scoring.limits import too_long
from vscreen.similarity.near_forms import NearForms
from vscreen.text.amid.windows import Window, windows_of
from vscreen.text.form import Form
from vscreen.text.free_text import free_text_forms
from vscreen.text.party_names import name_forms, party_forms
from vscreen.text.scripts import visible
from vscreen.text.ship_cells import (
    no_ship,
    ship_sign,
    ships_in_party_text,
    vessel_text_forms,
)
from vscreen.text.vessel_names import listed_vessel_forms

VESSEL: Final = "vessel"
PARTY: Final = "party"


@dataclass(frozen=True)
class Party:
    """What one field of a row names: a ship with its particulars, or a company or person.

    All values are text as the manifest prints it; empty is unknown. ``field`` is ``vessel``,
    ``party`` (whatever its role) or ``free_text``; the ``imo`` of a party is a company's number.
    """

    field: str
    name: str = ""
    imo: str = ""
    mmsi: str = ""
    call_sign: str = ""
    eni: str = ""
    flag: str = ""
    vessel_type: str = ""
    gross_tonnage: str = ""
    build_year: str = ""
    country: str = ""
    birth_date: str = ""
    nationality: str = ""

    @cached_property
    def forms(self) -> tuple[Form, ...]:
        """How the name is compared; for free text, how what may be a ship's name in it is.

        None if the cell is too long to be read (`vscreen.scoring.limits`).
        """
        if too_long(self.name, self.field):
            return ()
        if self.field == FREE_TEXT:
            return free_text_forms(self.name)
        return vessel_text_forms(self.name) if self.field == VESSEL else party_forms(self.name)

    @cached_property
    def ship_forms(self) -> tuple[Form, ...]:
        """How the ships are compared that a party's cell names: ``MASTER OF MV X``."""
        if self.field != PARTY or too_long(self.name, self.field):
            return ()
        return ships_in_party_text(self.name)

    @cached_property
    def windows(self) -> dict[Window, float]:
        """The runs of the cell's words that may be a ship's name; see `text.amid.windows`."""
        silent = self.field == PARTY and self.name.isascii()
        if too_long(self.name, self.field) or (silent and not re.search(ship_sign(), self.name)):
            return {}
        return windows_of(self.name, self.field)

    def forms_against(self, kind: Kind) -> tuple[Form, ...]:
        """Return the forms that are compared with the names of entries of a kind."""
        if may_name(self.field, kind):
            return self.forms
        return self.ship_forms if kind == Kind.VESSEL else ()

    @cached_property
    def near_ship_forms(self) -> NearForms:
        """The forms that are compared with ships, to be found by a name they may agree with."""
        return NearForms(self.forms_against(Kind.VESSEL), party=False)

    @cached_property
    def near_firm_forms(self) -> NearForms:
        """The same of the forms that are compared with companies and persons."""
        return NearForms(self.forms_against(Kind.ORGANIZATION), party=True)

    @cached_property
    def identifiers(self) -> tuple[tuple[Scheme, str], ...]:
        """The identifiers of the party, from its own columns and found inside its text."""
        own = [number for numbers in self._columns.values() for number in numbers]
        in_name = identifiers_in_name(self.name, ship=self.field == VESSEL)
        return tuple(dict.fromkeys([*own, *in_name]))

    @cached_property
    def births(self) -> tuple[Born, ...]:
        """The birth dates that the party's column gives, read in all the ways it can be."""
        return read_birth_dates(self.birth_date)

    @cached_property
    def _columns(self) -> dict[str, tuple[tuple[Scheme, str], ...]]:
        """What each of the party's own columns of numbers holds."""
        return {
            column: numbers_in_cell(rules, text)
            for column, rules in number_columns(company=self.field == PARTY).items()
            if (text := self.column(column))
        }

    def column_of(self, scheme: Scheme) -> str:
        """Return the column that holds a number of a scheme, its own first; ``""`` if none does."""
        holding = [field for field, found in self._columns.items() if scheme in dict(found)]
        columns = number_columns(company=self.field == PARTY)
        own = [column for column in holding if columns[column].scheme == scheme]
        return next(iter(own or holding), "")

    def column(self, field: str) -> str:
        """Return the text of one of the party's own columns, such as ``imo``."""
        return str(getattr(self, field))

    @cached_property
    def called_imo(self) -> tuple[str, ...]:
        """The ship's numbers that the party calls IMO numbers, so that they can speak against."""
        if not self.imo and "IMO" not in visible(self.name):
            return ()
        in_name = identifiers_in_name(self.name, ship=self.field == VESSEL)
        found = [*self._columns.get("imo", ()), *in_name]
        return tuple(dict.fromkeys(value for of, value in found if of == Scheme.IMO_SHIP))

    def is_readable(self, *, named: bool, listed: Collection[Scheme] = frozenset(Scheme)) -> bool:
        """Whether there is a name (if names of its kind are listed) or a number right in itself.

        Free text that holds no number is not: that no ship is named in it says little. Neither is
        a number of a scheme of which the lists have none, for it was compared with nothing:
        ``listed`` are the schemes of which they have some.
        """
        named = named and self.field != FREE_TEXT
        if named and self.field == VESSEL and re.search(no_ship(), self.name):
            named = False
        return (named and bool(self.forms)) or any(
            scheme in listed
            for scheme, value in self.identifiers
            if scheme != Scheme.IMO_SHIP or is_valid_imo_ship(value)
        )

    def values(self, scheme: Scheme) -> tuple[str, ...]:
        """Return the party's identifiers of one scheme."""
        return tuple(value for of, value in self.identifiers if of == scheme)


@dataclass(frozen=True)
class Entry:
    """One entry of a list with all that its publisher says of it."""

    entry: str
    list: str
    kind: Kind
    name: str
    names: tuple[tuple[str, NameKind], ...]
    identifiers: tuple[tuple[Scheme, str], ...] = ()
    flags: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    vessel_type: str = ""
    gross_tonnage: int | None = None
    build_year: int | None = None
    birth_dates: tuple[str, ...] = ()
    remarks: str = ""

    @cached_property
    def forms(self) -> tuple[tuple[Form, ...], ...]:
        """How each of `names` is compared."""
        forms_of = listed_vessel_forms if self.kind == Kind.VESSEL else name_forms
        return tuple(forms_of(name) for name, _ in self.names)

    @cached_property
    def births(self) -> tuple[Born, ...]:
        """The birth dates that the publisher gives."""
        return tuple(born for text in self.birth_dates for born in read_birth_dates(text))

    def values(self, scheme: Scheme) -> tuple[str, ...]:
        """Return the entry's identifiers of one scheme."""
        return tuple(value for of, value in self.identifiers if of == scheme)


def may_name(field: str, kind: Kind) -> bool:
    """Whether a field names entries of a kind: parties name companies and persons, others ships."""
    if field in {VESSEL, FREE_TEXT}:
        return kind == Kind.VESSEL
    return kind in {Kind.ORGANIZATION, Kind.PERSON}


@dataclass(frozen=True, eq=False)
class Parties:
    """The distinct parties of one field, one a row: ``columns`` are attributes of `Party`."""

    field: str
    columns: Mapping[str, Coded]

    def __len__(self) -> int:
        return len(next(iter(self.columns.values())))

    def some(self, rows: Codes) -> dict[int, Party]:
        """Return the parties of some rows, by row, as `vscreen.scoring.judge` reads them."""
        columns = [column.take(rows).to_pylist() for column in self.columns.values()]
        parties = (
            Party(self.field, **dict(zip(self.columns, values, strict=True)))
            for values in zip(*columns, strict=True)
        )
        return dict(zip(rows.tolist(), parties, strict=True))
