"""The two sides of a comparison: what a manifest row names, and what a list says of an entry."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from vscreen.freetext import free_text_forms
from vscreen.identifiers import (
    clean_call_sign,
    clean_imo,
    clean_mmsi,
    find_identifiers,
    imo_digits,
    is_valid_imo_ship,
)  # fmt: skip
from vscreen.schema import FREE_TEXT, Kind, NameKind, Scheme
from vscreen.script import visible
from vscreen.text import Form, name_forms, party_forms, vessel_forms

VESSEL: Final = "vessel"
PARTY: Final = "party"


@dataclass(frozen=True)
class Party:
    """What one field of a row names: a ship with its particulars, or a company or person.

    All values are text as the manifest prints it; empty is unknown. ``field`` is ``vessel``,
    ``party`` (whatever its role) or ``free_text``.
    """

    field: str
    name: str = ""
    imo: str = ""
    mmsi: str = ""
    call_sign: str = ""
    flag: str = ""
    vessel_type: str = ""
    gross_tonnage: str = ""
    build_year: str = ""
    country: str = ""

    @cached_property
    def forms(self) -> tuple[Form, ...]:
        """How the name is compared; for free text, how what may be a ship's name in it is."""
        if self.field == FREE_TEXT:
            return free_text_forms(self.name)
        return vessel_forms(self.name) if self.field == VESSEL else party_forms(self.name)

    @cached_property
    def identifiers(self) -> tuple[tuple[Scheme, str], ...]:
        """The identifiers of the party, from its own columns and found inside its text."""
        own = [
            *((Scheme.IMO_SHIP, number) for number in imo_numbers(self.imo)),
            (Scheme.MMSI, clean_mmsi(self.mmsi)),
            (Scheme.CALL_SIGN, clean_call_sign(self.call_sign)),
            *find_identifiers(self.name),
        ]
        return tuple(dict.fromkeys(pair for pair in own if pair[1]))

    @property
    def says_imo(self) -> bool:
        """Whether the party calls its number an IMO number, so that it can speak against."""
        return bool(self.imo) or "IMO" in visible(self.name)

    def is_readable(self, *, named: bool) -> bool:
        """Whether there is a name (if names of its kind are listed) or a number right in itself.

        Free text that holds no number is not: that no ship is named in it says little.
        """
        named = named and self.field != FREE_TEXT
        return (named and bool(self.forms)) or any(
            scheme != Scheme.IMO_SHIP or is_valid_imo_ship(value)
            for scheme, value in self.identifiers
        )

    def values(self, scheme: Scheme) -> tuple[str, ...]:
        """Return the party's identifiers of one scheme."""
        return tuple(value for of, value in self.identifiers if of == scheme)


def imo_numbers(text: str) -> tuple[str, ...]:
    """Return the IMO numbers a cell gives, right or with a slip: 6 to 8 digits.

    Examples
    --------
    >>> imo_numbers("IMO 9161003"), imo_numbers("916103"), imo_numbers("n/a")
    (('9161003',), ('916103',), ())
    """
    if not text:
        return ()
    one = clean_imo(text) or imo_digits(text)
    if one:
        return (one,)
    return tuple(value for scheme, value in find_identifiers(text) if scheme == Scheme.IMO_SHIP)


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
    remarks: str = ""

    @cached_property
    def forms(self) -> tuple[tuple[Form, ...], ...]:
        """How each of `names` is compared."""
        forms_of = vessel_forms if self.kind == Kind.VESSEL else name_forms
        return tuple(forms_of(name) for name, _ in self.names)

    def values(self, scheme: Scheme) -> tuple[str, ...]:
        """Return the entry's identifiers of one scheme."""
        return tuple(value for of, value in self.identifiers if of == scheme)


def may_name(field: str, kind: Kind) -> bool:
    """Whether a field names entries of a kind: parties name companies and persons, others ships."""
    if field in {VESSEL, FREE_TEXT}:
        return kind == Kind.VESSEL
    return kind in {Kind.ORGANIZATION, Kind.PERSON}
