"""Which entries a self-test plants, and the rows it plants them in.

Every list is drawn from in turn, for every kind and distortion, so that a list of a dozen entries
is tested beside one of ten thousand. An entry is planted in a copy of one of the manifest's own
rows, in the columns in which a real one would stand; all else in the row is kept.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from random import Random
from typing import Any, Final

import pandas as pd

from vscreen.identifiers.imo import is_valid_imo_ship
from vscreen.schema import (
    FREE_TEXT,
    PARTY_COUNTRY,
    PARTY_FIELDS,
    VESSEL_FIELDS,
    Kind,
    NameKind,
    Scheme,
)
from vscreen.selftesting.distortions import DISTORTIONS, NAME, Distortion, Listed
from vscreen.selftesting.frames import UNTESTED
from vscreen.snapshots.lists import Lists

VESSEL: Final = "vessel"
LABEL: Final = "planted"
"""What the index labels of planted rows begin with."""


@dataclass(frozen=True)
class Plant:
    """One entry in one disguise: what the manifest's fields will hold."""

    distortion: Distortion
    listed: Listed
    fields: Mapping[str, str]


Strata = Mapping[Kind, Mapping[str, Sequence[Listed]]]


def choose(
    lists: Lists, fields: Sequence[str], *, per_distortion: int, seed: int
) -> tuple[list[Plant], pd.DataFrame]:
    """Choose what is planted: up to ``per_distortion`` entries for each kind and distortion.

    Parameters
    ----------
    lists
        The lists drawn from, in turn.
    fields
        The fields that the manifest has columns for.
    per_distortion
        How many entries are planted for each kind and distortion; fewer where fewer are listed.
    seed
        The same seed, lists and fields give the same plants, whatever order they come in.

    Returns
    -------
    list, DataFrame
        The plants, and `UNTESTED`: what could not be planted, and why.
    """
    strata = _strata(lists)
    plants: list[Plant] = []
    untested = list(_absent(lists, strata))
    for distortion in DISTORTIONS:
        for kind in distortion.kinds:
            if kind not in strata:
                continue
            missing = missing_fields(distortion, kind, fields)
            found = [] if missing else _draw(distortion, kind, strata[kind], per_distortion, seed)
            plants += found
            if not found:
                untested.append((kind, "", distortion.name, _why_not(missing)))
    planted = {(plant.listed.kind, plant.listed.list) for plant in plants}
    untested += [
        (kind, name, "", _why_no_list(kind, fields))
        for kind, named in strata.items() for name in sorted(named) if (kind, name) not in planted
    ]  # fmt: skip
    columns = ["kind", "list", "distortion", "why"]
    return plants, UNTESTED.build(pd.DataFrame(untested, columns=columns))


def missing_fields(distortion: Distortion, kind: Kind, fields: Sequence[str]) -> list[str]:
    """Return the fields a distortion needs that are not among ``fields``.

    Examples
    --------
    >>> from vscreen.selftesting.distortions import named
    >>> missing_fields(named("exact"), Kind.PERSON, ["vessel", "imo"])
    ['party']
    """
    needed = [_name_field(kind, fields) if one == NAME else one for one in distortion.fields]
    return [field for field in needed if field not in fields]


def _name_field(kind: Kind, fields: Sequence[str]) -> str:
    """Return the field that would name an entry of a kind: a party field the manifest has."""
    if kind == Kind.VESSEL:
        return VESSEL
    return next((field for field in fields if field in PARTY_FIELDS), PARTY_FIELDS[0])


def _why_not(missing: Sequence[str]) -> str:
    if missing:
        return f"the manifest has no column for {' or '.join(missing)}"
    return "no entry of this kind can be written so"


def _why_no_list(kind: Kind, fields: Sequence[str]) -> str:
    if kind != Kind.VESSEL and not set(PARTY_FIELDS) & set(fields):
        return "the manifest has no column that names a company or person"
    return "nothing of them could be planted in the manifest's columns"


def _absent(lists: Lists, strata: Strata) -> Iterator[tuple[str, str, str, str]]:
    for kind in Kind:
        if kind == Kind.AIRCRAFT:
            if (lists.entries["kind"] == kind).any():
                yield kind, "", "", "a manifest has no field that names aircraft"
        elif kind not in strata:
            yield kind, "", "", "no list holds entries of this kind"


# --- entries -------------------------------------------------------------------------------------


def _strata(lists: Lists) -> dict[Kind, dict[str, list[Listed]]]:
    """Return the entries of each kind and list, in an order that depends on nothing else."""
    names: dict[str, list[tuple[str, NameKind]]] = {}
    for entry, name, of in lists.names[["entry", "name", "kind"]].itertuples(index=False):
        names.setdefault(entry, []).append((name, NameKind(of)))
    numbers: dict[tuple[str, str], str] = {}
    said = lists.identifiers[["entry", "scheme", "value"]]
    for entry, scheme, value in said.itertuples(index=False):
        if scheme != Scheme.IMO_SHIP or is_valid_imo_ship(value):
            numbers.setdefault((entry, scheme), value)
    strata: dict[Kind, dict[str, list[Listed]]] = {}
    columns = lists.entries[["entry", "list", "kind", "name"]].sort_values(["list", "entry"])
    for entry, of_list, kind, name in columns.itertuples(index=False):
        if kind != Kind.AIRCRAFT:
            own = (
                numbers.get((entry, scheme), "")
                for scheme in (Scheme.IMO_SHIP, Scheme.MMSI, Scheme.CALL_SIGN)
            )
            listed = Listed(entry, of_list, Kind(kind), name, tuple(names.get(entry, ())), *own)
            strata.setdefault(listed.kind, {}).setdefault(of_list, []).append(listed)
    return strata


def _draw(
    distortion: Distortion, kind: Kind, named: Mapping[str, Sequence[Listed]], most: int, seed: int
) -> list[Plant]:
    """Draw entries from the lists in turn until there are enough, or no more."""
    turns = [
        _disguised(distortion, entries, Random(f"{seed} {distortion.name} {kind} {name}"))
        for name, entries in sorted(named.items())
    ]
    found: list[Plant] = []
    for turn in zip_longest(*turns):
        found += [plant for plant in turn if plant is not None]
        if len(found) >= max(most, len(turns)):
            break
    return found[: max(most, len(turns))]


def _disguised(
    distortion: Distortion, entries: Sequence[Listed], chance: Random
) -> Iterator[Plant]:
    for place in _shuffled(len(entries), chance):
        fields = distortion.make(entries[place], chance)
        if fields:
            yield Plant(distortion, entries[place], fields)


def _shuffled(size: int, chance: Random) -> Iterator[int]:
    """Yield the numbers below ``size`` in any order, at a cost for those only that are taken."""
    moved: dict[int, int] = {}
    for last in range(size - 1, -1, -1):
        drawn = chance.randrange(last + 1)
        yield moved.get(drawn, drawn)
        moved[drawn] = moved.get(last, last)


# --- rows ----------------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class Rows:
    """The rows planted: the manifest's columns, and what is where."""

    frame: pd.DataFrame
    hosts: list[int | None]
    """Place of the manifest row that was copied, None for an empty row."""
    fields: list[dict[str, str]]
    """Per row, field -> what was planted there."""


def plant(
    plants: Sequence[Plant],
    frame: pd.DataFrame,
    mapping: Mapping[Hashable, str],
    hosts: Sequence[int],
    *,
    seed: int,
) -> Rows:
    """Return a row for each plant: a copy of one of the manifest's rows with the entry in it.

    A ship's name takes the place of the row's ship and all that is said of it; a ship's number that
    of the row's numbers, its name kept. A company or person takes the place of one party, in every
    party column in turn; text that of the free text.

    Parameters
    ----------
    plants
        What is planted.
    frame, mapping
        The manifest, and which column is which field.
    hosts
        Places of the rows to copy; if there are none, the rows are else empty.
    seed
        Decides which row is copied for which plant.
    """
    chance = Random(f"{seed} hosts")
    chosen = [chance.choice(hosts) if hosts else None for _ in plants]
    cells = [frame.iloc[:, at].astype(object).tolist() for at in range(frame.shape[1])]
    rows = [["" if host is None else column[host] for column in cells] for host in chosen]
    columns = _Columns([mapping.get(label, "") for label in frame.columns])
    written = [columns.write(row, plant) for row, plant in zip(rows, plants, strict=True)]
    made = pd.DataFrame(rows, dtype=object)
    made = made.reindex(columns=range(frame.shape[1])).set_axis(frame.columns, axis=1)
    return Rows(made, chosen, written)


class _Columns:
    """Where a manifest has which field; party columns are taken in turn."""

    def __init__(self, fields: Sequence[str]) -> None:
        self._fields = fields
        self._parties = [at for at, field in enumerate(fields) if field in PARTY_FIELDS]
        self._turn = 0

    def write(self, row: list[Any], plant: Plant) -> dict[str, str]:
        """Write what is planted into the cells of a row; return field -> text."""
        ship = plant.listed.kind == Kind.VESSEL and FREE_TEXT not in plant.fields
        for at, field in enumerate(self._fields):
            if (ship and field in VESSEL_FIELDS and field != VESSEL) or (
                NAME in plant.fields and not ship and field == PARTY_COUNTRY
            ):
                row[at] = ""
        written = {}
        for named, text in plant.fields.items():
            at = self._place(named, ship=ship)
            row[at], written[self._fields[at]] = text, text
        return written

    def _place(self, named: str, *, ship: bool) -> int:
        if named == NAME and not ship:
            self._turn += 1
            return self._parties[self._turn % len(self._parties)]
        return list(self._fields).index(VESSEL if named == NAME else named)
