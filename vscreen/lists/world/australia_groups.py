"""Which subjects the rows of one reference number of Australia's list are, and their names.

``8227`` and ``8227a`` are rows of one subject, whatever else is printed wrong: its type and primary
name are taken from all rows together. Only if one number was given to two subjects, which two
primary names of different types or ships with different IMO numbers show, are there two entries.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from vscreen.identifiers.imo import is_valid_imo_ship
from vscreen.lists.numbers_in_prose import FIRST_SHIP
from vscreen.lists.reading import is_native
from vscreen.lists.slips import KINDS, Slips, is_filled, its_type, look_up, near_word
from vscreen.schema import Kind, NameKind

REFERENCE: Final = "Reference"
NAME: Final = "Name of Individual or Entity"
TYPE: Final = "Type"
NAME_TYPE: Final = "Name Type"
STRENGTH: Final = "Alias Strength"
IMO: Final = "IMO Number"

# `8227`, `8227a`, `8227 A`, `8227.0`, `8227a1`: the number, then anything that tells rows apart.
# What begins with more than one number, as a date does, names no entry.
NUMBERED: Final = re.compile(
    r"\W*([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.\d+|[/-]\d{1,2})?(?:\W*[^\W\d].*)?\W*", re.DOTALL
)
BARE: Final = re.compile(r"\W*\d+(?:\.0+)?\W*")
NAME_KINDS: Final = {
    "primaryname": NameKind.PRIMARY, "primary": NameKind.PRIMARY, "mainname": NameKind.PRIMARY,
    "alias": NameKind.STRONG_ALIAS, "aka": NameKind.STRONG_ALIAS, "a": NameKind.STRONG_ALIAS,
    "alsoknownas": NameKind.STRONG_ALIAS, "strongalias": NameKind.STRONG_ALIAS,
    "strong": NameKind.STRONG_ALIAS, "goodqualityaka": NameKind.STRONG_ALIAS,
    "weakalias": NameKind.WEAK_ALIAS, "weak": NameKind.WEAK_ALIAS,
    "lowqualityaka": NameKind.WEAK_ALIAS, "fka": NameKind.FORMER,
    "formerlyknownas": NameKind.FORMER, "formername": NameKind.FORMER,
    "formerly": NameKind.FORMER, "previousname": NameKind.FORMER,
    "previouslyknownas": NameKind.FORMER, "previouslylistedas": NameKind.FORMER,
    "originalscript": NameKind.NATIVE, "nativescript": NameKind.NATIVE,
    "originalscriptname": NameKind.NATIVE,
}  # fmt: skip
WEAK: Final = {"weak": True, "low": True, "lowquality": True}

Row = dict[str, str]


class NamedRow(Row):
    """A row with its number in the sheet."""

    def __init__(self, line: int, row: Row) -> None:
        super().__init__(row)
        self.line = line

    @property
    def where(self) -> str:
        """The row's number and reference, for people."""
        return f"row {self.line} ({self[REFERENCE]})"

    @property
    def kind(self) -> Kind | None:
        """What its type says it is, misspelt or not."""
        known = look_up(self[TYPE], KINDS)
        return near_word(self[TYPE], KINDS) if known is None else known

    @property
    def ship_number(self) -> str:
        """Its IMO number, if it is one that only a ship can have."""
        digits = "".join(filter(str.isdigit, self.get(IMO, "")))
        return digits if is_valid_imo_ship(digits) and int(digits) >= FIRST_SHIP else ""

    @property
    def is_for_ships(self) -> bool:
        """Whether it says what the list says of ships alone."""
        restricted = self.get("Maritime Restriction", "").casefold() in ("true", "yes")
        return restricted or "vessel" in self.get("Committees", "").casefold()


class Subject(NamedTuple):
    """An entry to be: its key, kind and name, its primary row, the others, and all of them."""

    key: str
    kind: Kind
    name: str
    primary: NamedRow
    aliases: list[tuple[NamedRow, NameKind]]
    rows: list[NamedRow]


def number_of(reference: str) -> str:
    """Return the number that a reference begins with, ``""`` if it names no entry.

    Examples
    --------
    >>> [number_of(reference) for reference in ("8227", "8,227 A", "8227.0", "0012a1", "x9")]
    ['8227', '8227', '8227', '12', '']
    """
    found = NUMBERED.fullmatch(reference)
    return found[1].replace(",", "").lstrip("0") or "0" if found else ""


def subjects(number: str, rows: Sequence[NamedRow], slips: Slips) -> Iterator[Subject]:
    """Yield the subjects of the rows of one number, as a rule one.

    Parameters
    ----------
    number
        The number of their references.
    rows
        The rows, in the order of the file; one at least has a name or an IMO number.
    slips
        Where it is noted what was printed wrong.
    """
    parts = _parts(rows)
    for mark, part in parts.items():
        if len(parts) > 1:
            slips.note(
                _first(part).where,
                f"of a number given to {len(parts)} subjects, kept under its own key",
            )
        yield _subject(f"{number}-{mark}" if len(parts) > 1 else number, part, slips)


def _is_primary(row: NamedRow) -> bool:
    return is_filled(row[NAME]) and _name_kind(row) == NameKind.PRIMARY


def _parts(rows: Sequence[NamedRow]) -> dict[str, list[NamedRow]]:
    """Return the rows of each subject, by what tells them apart: kind, or IMO number of a ship.

    A row of no type belongs to the subject of the row above it.
    """
    primaries = [row for row in rows if _is_primary(row)]
    ships = {row.ship_number for row in primaries} - {""}
    with_number = [row for row in rows if row.kind == Kind.VESSEL and row.ship_number]
    kinds = {row.kind for row in (*primaries, *with_number)} - {None}
    if len(ships) > 1:
        marks = {id(row): row.ship_number for row in rows}
    elif len(kinds) > 1:
        marks = {id(row): str(row.kind or "") if row.kind in kinds else "" for row in rows}
    else:
        return {"": list(rows)}
    parts: dict[str, list[NamedRow]] = {}
    above = next(mark for mark in marks.values() if mark)
    for row in rows:
        above = marks[id(row)] or above
        parts.setdefault(above, []).append(row)
    return parts


def _first(rows: Sequence[NamedRow]) -> NamedRow:
    return next((row for row in rows if _is_primary(row)), rows[0])


def _subject(key: str, rows: list[NamedRow], slips: Slips) -> Subject:
    named = [row for row in rows if is_filled(row[NAME])]
    primary = min(named, key=_rank, default=rows[0])
    _note_primaries(primary, named, slips)
    kind = _kind(primary, rows, slips)
    others = [row for row in named if row is not primary]
    aliases = [(row, _alias_kind(row, slips)) for row in others]
    imo = next(filter(is_filled, (row.get(IMO, "") for row in rows)), "")
    name = slips.name(primary.where, [primary[NAME]], imo)
    return Subject(key, kind, name, primary, aliases, rows)


def _rank(row: NamedRow) -> tuple[bool, ...]:
    """Order rows by how well their name serves as the primary one, the best first."""
    kind = _name_kind(row)
    return (
        kind != NameKind.PRIMARY,
        not row[NAME_TYPE].strip(),
        kind == NameKind.NATIVE or is_native(row[NAME]),
        kind == NameKind.WEAK_ALIAS,
        kind == NameKind.FORMER,
        not BARE.fullmatch(row[REFERENCE]),
    )


def _note_primaries(primary: NamedRow, named: Sequence[NamedRow], slips: Slips) -> None:
    if named and _name_kind(primary) != NameKind.PRIMARY:
        seen = "of a number without a primary name, taken as the primary one"
        slips.note(primary.where, seen)
    for row in named:
        if row is not primary and _name_kind(row) == NameKind.PRIMARY and row[NAME_TYPE]:
            slips.note(row.where, "with a second primary name of their number, kept as an alias")


def _name_kind(row: NamedRow) -> NameKind | None:
    """Return the kind of a name by its type; a name without one is primary if it has no letter."""
    printed = row[NAME_TYPE]
    if not printed.strip():
        return NameKind.PRIMARY if BARE.fullmatch(row[REFERENCE]) else NameKind.STRONG_ALIAS
    known = look_up(printed, NAME_KINDS)
    return near_word(printed, NAME_KINDS) if known is None else known


def _alias_kind(row: NamedRow, slips: Slips) -> NameKind:
    kind = _name_kind(row)
    if kind is None:
        slips.note(row.where, f"with the name type {row[NAME_TYPE]!r}, kept as an alias")
    if kind != NameKind.NATIVE and look_up(row.get(STRENGTH, ""), WEAK):
        return NameKind.WEAK_ALIAS
    return NameKind.STRONG_ALIAS if kind in (None, NameKind.PRIMARY) else kind


def _kind(primary: NamedRow, rows: Sequence[NamedRow], slips: Slips) -> Kind:
    types = Counter(row.kind for row in rows if row.kind)
    if look_up(primary[TYPE], KINDS) is None and not types:
        ship = [row.get(IMO, "") or "yes" * row.is_for_ships for row in rows]
        born = [
            row.get(column, "") for row in rows for column in ("Date of Birth", "Place of Birth")
        ]
        return slips.kind(primary.where, primary[TYPE], ship=ship, person=born)
    kind = primary.kind or types.most_common(1)[0][0]
    if look_up(primary[TYPE], KINDS) is None:
        slips.note(primary.where, f"{its_type(primary[TYPE])}, read as {kind} by their number")
    for row in rows:
        if row.kind not in (None, kind):
            slips.note(row.where, f"of the type {row[TYPE]!r} under the name of a {kind}")
    if kind == Kind.ORGANIZATION and primary.ship_number and primary.is_for_ships:
        slips.note(primary.where, "of the type Entity that are about a ship, read as a vessel")
        return Kind.VESSEL
    return kind
