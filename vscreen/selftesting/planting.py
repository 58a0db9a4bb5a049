"""Which entries a self-test plants, and the rows it plants them in.

For every kind and distortion, entries are drawn from each list in turn, so that a list of a dozen
entries is tested as well as a list of ten thousand. An entry is planted in a copy of a manifest
row, in the columns where a real party would be; the rest of the row stays.
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
    PARTY_BIRTH_DATE_FIELDS,
    PARTY_COUNTRY,
    PARTY_FIELDS,
    PARTY_NATIONALITY_FIELDS,
    VESSEL_FIELDS,
    Kind,
    NameKind,
    Scheme,
)
from vscreen.selftesting.distortions import DISTORTIONS, NAME, Distortion, ListedEntry
from vscreen.selftesting.frames import UNTESTED
from vscreen.snapshots.lists import Lists

VESSEL: Final = "vessel"
_OF_PARTIES: Final = frozenset((PARTY_COUNTRY, *PARTY_BIRTH_DATE_FIELDS, *PARTY_NATIONALITY_FIELDS))
"""What is said of a row's own parties, and not of one that is planted among them."""
LABEL: Final = "planted"
"""The index labels of planted rows begin with this."""


@dataclass(frozen=True)
class Plant:
    """An entry in a distortion: the texts that the manifest's fields will hold."""

    distortion: Distortion
    listed: ListedEntry
    fields: Mapping[str, str]


Strata = Mapping[Kind, Mapping[str, Sequence[ListedEntry]]]
"""Kind -> list id -> entries."""


def choose_plants(
    lists: Lists, fields: Sequence[str], *, per_distortion: int, seed: int
) -> tuple[list[Plant], pd.DataFrame]:
    """Draw up to ``per_distortion`` entries for each kind and distortion.

    Parameters
    ----------
    lists
        The lists to draw from, in turn.
    fields
        The fields that the manifest has columns for.
    per_distortion
        Entries to plant for each kind and distortion; fewer where fewer are listed.
    seed
        The same seed, lists and fields give the same plants, in whatever order the lists come.

    Returns
    -------
    list, DataFrame
        The plants, and `UNTESTED`: what could not be planted, and why.

    Examples
    --------
    >>> import vscreen
    >>> lists = vscreen.bundled_lists()
    >>> plants, untested = choose_plants(lists, ["vessel"], per_distortion=1, seed=0)
    >>> {plant.listed.kind.value for plant in plants}
    {'vessel'}
    """
    strata = _strata(lists)
    plants: list[Plant] = []
    untested = list(_absent(lists, strata))
    for distortion in DISTORTIONS:
        for kind in distortion.kinds:
            if kind not in strata:
                continue
            missing = missing_fields(distortion, kind, fields)
            drawn = [] if missing else _draw(distortion, kind, strata[kind], per_distortion, seed)
            plants += drawn
            if not drawn:
                untested.append((kind, "", distortion.name, _why_not(missing)))
    planted = {(plant.listed.kind, plant.listed.list) for plant in plants}
    untested += [
        (kind, list_id, "", _why_no_list(kind, fields))
        for kind, by_list in strata.items() for list_id in by_list
        if (kind, list_id) not in planted
    ]  # fmt: skip
    columns = ["kind", "list", "distortion", "why"]
    return plants, UNTESTED.build(pd.DataFrame(untested, columns=columns))


def missing_fields(distortion: Distortion, kind: Kind, fields: Sequence[str]) -> list[str]:
    """Return the fields that a distortion needs and ``fields`` lacks.

    Examples
    --------
    >>> from vscreen.selftesting.distortions import named
    >>> missing_fields(named("exact"), Kind.PERSON, ["vessel", "imo"])
    ['party']
    """
    needed = [_name_field(kind, fields) if field == NAME else field for field in distortion.fields]
    return [field for field in needed if field not in fields]


def _name_field(kind: Kind, fields: Sequence[str]) -> str:
    """Return the field to plant an entry's name in: for a party, the manifest's first such."""
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


def _strata(lists: Lists) -> dict[Kind, dict[str, list[ListedEntry]]]:
    """Return the entries of each kind and list, sorted by list and entry."""
    names: dict[str, list[tuple[str, NameKind]]] = {}
    for entry, name, kind in lists.names[["entry", "name", "kind"]].itertuples(index=False):
        names.setdefault(entry, []).append((name, NameKind(kind)))
    identifiers: dict[tuple[str, str], str] = {}
    columns = lists.identifiers[["entry", "scheme", "value"]]
    for entry, scheme, value in columns.itertuples(index=False):
        if scheme != Scheme.IMO_SHIP or is_valid_imo_ship(value):
            identifiers.setdefault((entry, scheme), value)
    strata: dict[Kind, dict[str, list[ListedEntry]]] = {}
    columns = lists.entries[["entry", "list", "kind", "name"]].sort_values(["list", "entry"])
    for entry, list_id, kind, name in columns.itertuples(index=False):
        if kind != Kind.AIRCRAFT:
            values = (
                identifiers.get((entry, scheme), "")
                for scheme in (Scheme.IMO_SHIP, Scheme.MMSI, Scheme.CALL_SIGN)
            )
            all_names = tuple(names.get(entry, ()))
            listed = ListedEntry(entry, list_id, Kind(kind), name, all_names, *values)
            strata.setdefault(listed.kind, {}).setdefault(list_id, []).append(listed)
    return strata


def _draw(
    distortion: Distortion,
    kind: Kind,
    by_list: Mapping[str, Sequence[ListedEntry]],
    count: int,
    seed: int,
) -> list[Plant]:
    """Draw entries from the lists in turn until there are ``count``, or no more."""
    streams = [
        _plants(distortion, entries, Random(f"{seed} {distortion.name} {kind} {list_id}"))
        for list_id, entries in by_list.items()
    ]
    count = max(count, len(streams))
    drawn: list[Plant] = []
    for turn in zip_longest(*streams):
        drawn += [plant for plant in turn if plant is not None]
        if len(drawn) >= count:
            break
    return drawn[:count]


def _plants(distortion: Distortion, entries: Sequence[ListedEntry], rng: Random) -> Iterator[Plant]:
    """Yield the entries that the distortion applies to, in random order."""
    for position in _shuffled(len(entries), rng):
        fields = distortion.variant(entries[position], rng)
        if fields:
            yield Plant(distortion, entries[position], fields)


def _shuffled(size: int, rng: Random) -> Iterator[int]:
    """Yield the numbers below ``size`` in random order, lazily: only drawn numbers cost time."""
    moved: dict[int, int] = {}
    for last in range(size - 1, -1, -1):
        drawn = rng.randrange(last + 1)
        yield moved.get(drawn, drawn)
        moved[drawn] = moved.get(last, last)


# --- rows ----------------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class PlantedRows:
    """The planted rows: a frame with the manifest's columns, and what was planted where."""

    frame: pd.DataFrame
    hosts: list[int | None]
    """Position of the manifest row that was copied; None for an empty row."""
    fields: list[dict[str, str]]
    """Per row, field -> the planted text."""


def plant(
    plants: Sequence[Plant],
    frame: pd.DataFrame,
    mapping: Mapping[Hashable, str],
    hosts: Sequence[int],
    *,
    seed: int,
) -> PlantedRows:
    """Return a row for each plant: a copy of a manifest row with the entry in it.

    A planted ship's name replaces the row's ship with all its numbers and particulars; a planted
    number replaces the row's numbers, and the row's name stays. A company or person replaces a
    party, in every party column in turn; a text replaces the free text.

    Parameters
    ----------
    plants
        The entries to plant.
    frame, mapping
        The manifest, and column -> field.
    hosts
        Positions of the rows to copy; without any, the rows are empty but for the plant.
    seed
        Decides which row is copied for which plant.
    """
    rng = Random(f"{seed} hosts")
    chosen = [rng.choice(hosts) if hosts else None for _ in plants]
    columns = [
        frame.iloc[:, position].astype(object).tolist() for position in range(frame.shape[1])
    ]
    rows = [["" if host is None else column[host] for column in columns] for host in chosen]
    writer = _RowWriter([mapping.get(label, "") for label in frame.columns])
    fields = [writer.write(row, plant) for row, plant in zip(rows, plants, strict=True)]
    copies = pd.DataFrame(rows, dtype=object)
    copies = copies.reindex(columns=range(frame.shape[1])).set_axis(frame.columns, axis=1)
    return PlantedRows(copies, chosen, fields)


class _RowWriter:
    """Writes plants into rows, given the fields of the columns; party columns in turn."""

    def __init__(self, fields: Sequence[str]) -> None:
        self._fields = fields
        self._parties = [column for column, field in enumerate(fields) if field in PARTY_FIELDS]
        self._turn = 0

    def write(self, row: list[Any], plant: Plant) -> dict[str, str]:
        """Write a plant into the cells of a row; return field -> text."""
        is_ship = plant.listed.kind == Kind.VESSEL and FREE_TEXT not in plant.fields
        for column, field in enumerate(self._fields):
            if (is_ship and field in VESSEL_FIELDS and field != VESSEL) or (
                NAME in plant.fields and not is_ship and field in _OF_PARTIES
            ):
                row[column] = ""
        written = {}
        for field, text in plant.fields.items():
            column = self._column(field, is_ship=is_ship)
            row[column], written[self._fields[column]] = text, text
        return written

    def _column(self, field: str, *, is_ship: bool) -> int:
        if field == NAME and not is_ship:
            self._turn += 1
            return self._parties[self._turn % len(self._parties)]
        return list(self._fields).index(VESSEL if field == NAME else field)
