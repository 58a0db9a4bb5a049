"""The distinct parties of a manifest, and which party each row names in each column.

A ship is the combination of all columns about the vessel; a company or person is a name, with the
number, birth date and nationality of its role and a country where there are such columns; free text
is a party by itself. A company that is named in several columns is a single party, and is searched
once. A name that stands in a column of numbers, such as ``imo``, is a ship's name too.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vscreen.columnar.distinct import Coded, RowCodes, all_used, combine, joined
from vscreen.columnar.memory import give_back
from vscreen.identifiers.imo import (
    clean_company_number,
    clean_imo,
    is_valid_imo_company,
    is_valid_imo_ship,
)
from vscreen.identifiers.unread import name_in_number_cell
from vscreen.manifest.named import named, named_text
from vscreen.schema import (
    FREE_TEXT,
    NUMBER_FIELDS,
    PARTY_COUNTRY,
    PARTY_FIELDS,
    PARTY_IMO_FIELDS,
    SUBJECT,
    VESSEL_FIELDS,
)
from vscreen.scoring.parties import PARTY, VESSEL, Parties, Party
from vscreen.screening.cells import CellColumn


@dataclass(frozen=True, eq=False)
class RoleColumn:
    """A role, such as ``shipper``, and for each row the index of its party.

    A ship's role is ``vessel``, ``subject``, or the column of numbers in which its name stands.
    """

    role: str
    codes: RowCodes


@dataclass(frozen=True, eq=False)
class PartyColumns:
    """The parties of a manifest of ``size`` rows.

    ``fields`` has the distinct parties of each field, and the columns that name them.
    """

    size: int
    fields: Sequence[tuple[Parties, Sequence[RoleColumn]]]

    @property
    def roles(self) -> tuple[str, ...]:
        """The distinct roles, in the order of the fields."""
        roles = (column.role for _, columns in self.fields for column in columns)
        return tuple(dict.fromkeys(roles))


def read_parties(
    columns: Sequence[CellColumn], names: Collection[str] = (), *, size: int | None = None
) -> PartyColumns:
    """Return the parties that the columns of a manifest name.

    Parameters
    ----------
    columns
        Columns of n cells, as `vscreen.screening.cells.read_cells` returns them.
    names
        Names that read like placeholders and are names all the same (`vscreen.Policy.names`).
    size
        n, where there may be no column.

    Examples
    --------
    >>> columns = [CellColumn("Shipper", "shipper", Coded.of(["A", "B"])),
    ...            CellColumn("Owner's IMO", "owner_imo", Coded.of(["5711115", ""]))]
    >>> parties = read_parties(columns)
    >>> [(column.role, column.codes.tolist()) for column in parties.fields[0][1]]
    [('shipper', [0, 1]), ('owner', [2, 3])]
    """
    size = len(columns[0].cells) if size is None else size
    cells = _without_placeholders(columns, names)
    fields = (
        _distinct_parties(VESSEL, list(_ships(cells, _keep))),
        _distinct_parties(PARTY, list(_firms(cells, _keep))),
        _distinct_parties(FREE_TEXT, list(_texts(cells))),
    )
    give_back(after=size)
    return PartyColumns(size, [field for field in fields if field])


def _without_placeholders(
    columns: Sequence[CellColumn], names: Collection[str]
) -> list[tuple[str, Coded]]:
    """Return columns with cells that name nobody empty; those that share texts still do."""
    cells = [(column.field, column.cells) for column in columns]
    for kind in (VESSEL, PARTY):
        alike: dict[int, list[int]] = defaultdict(list)
        for position, column in enumerate(columns):
            if _kind_of_name(column.field) == kind:
                alike[id(column.cells.texts)].append(position)
        for positions in alike.values():
            some, suspects = [cells[at][1] for at in positions], columns[positions[0]].suspects
            new = named(some, field=kind, names=names, suspects=suspects)
            for at, column_named in zip(positions, new, strict=True):
                cells[at] = columns[at].field, column_named
    return cells


def _kind_of_name(field: str) -> str:
    """Return whether a column holds names of ships, or of others; ``""`` if of none."""
    return VESSEL if field == VESSEL else PARTY if field in {SUBJECT, *PARTY_FIELDS} else ""


def single_row(cells: Sequence[tuple[str, str]], names: Collection[str] = ()) -> list[list[Party]]:
    """Return the parties of a single row, field by field, in the order of `read_parties`.

    Parameters
    ----------
    cells
        The row's cells: field and text.
    names
        As `read_parties` takes them.

    Examples
    --------
    >>> row = [("vessel", "MARIA"), ("imo", "8517839"), ("shipper", "A"), ("owner", "A")]
    >>> [len(parties) for parties in single_row(row)]
    [1, 1]
    """
    cells = [
        (
            field,
            named_text(text, field=kind, names=names) if (kind := _kind_of_name(field)) else text,
        )
        for field, text in cells
    ]
    fields = (
        [Party(VESSEL, **of) for _, of in _ships(cells, _keep_text)],
        [Party(PARTY, **of) for _, of in _firms(cells, _keep_text)],
        [Party(FREE_TEXT, **of) for _, of in _texts(cells)],
    )
    return [list(dict.fromkeys(parties)) for parties in fields if parties]


# --- who is named: the same for a column of cells and for a single cell --------------------------

Cells = TypeVar("Cells", Coded, str)
"""The cells of a column, or of a single row's."""


@dataclass(frozen=True)
class _Test:
    """A test of a cell; every cell that passes it holds the pattern."""

    passes: Callable[[str], bool]
    pattern: str = ""


_Keep = Callable[[Cells, Cells, _Test], Cells | None]
"""Takes cells, the numbers beside them and a test; returns the cells beside numbers that pass it,
the others empty, or None if none pass."""
_Role = tuple[str, Mapping[str, Cells]]
"""A role, and who has it by the attributes of `Party`."""
_ByField = Mapping[str, Sequence[Cells]]


def _by_field(cells: Sequence[tuple[str, Cells]]) -> _ByField[Cells]:
    by_field: dict[str, list[Cells]] = defaultdict(list)
    for field, column in cells:
        by_field[field].append(column)
    return by_field


def _ships(cells: Sequence[tuple[str, Cells]], keep: _Keep[Cells]) -> Iterator[_Role[Cells]]:
    """Yield the ships: of the vessel's own columns, of a subject, of a name among numbers."""
    by_field = _by_field(cells)
    own = {_attribute(field): by_field[field][0] for field in VESSEL_FIELDS if by_field[field]}
    if by_field[VESSEL]:  # the numbers are its own
        yield VESSEL, own
    for names in by_field[SUBJECT]:
        if by_field[VESSEL]:
            yield SUBJECT, {"name": names}
            continue
        ship: dict[str, Cells | None] = {**own, "name": names}
        if "imo" in own:
            ship["imo"] = keep(own["imo"], own["imo"], _MAY_BE_SHIP)
            ship["name"] = keep(names, own["imo"], _MAY_BE_SHIP)
        if filled := _filled(ship):
            yield SUBJECT, filled
    if own and not by_field[VESSEL] and not by_field[SUBJECT]:
        yield VESSEL, own
    for field, column in cells:
        names_there = keep(column, column, _HOLDS_NAME) if field in NUMBER_FIELDS else None
        if names_there is not None:
            yield field, {"name": names_there}


def _firms(cells: Sequence[tuple[str, Cells]], keep: _Keep[Cells]) -> Iterator[_Role[Cells]]:
    """Yield the companies and persons; the second number of a role is of its second name."""
    by_field = _by_field(cells)
    country = {"country": by_field[PARTY_COUNTRY][0]} if by_field[PARTY_COUNTRY] else {}
    seen: Counter[str] = Counter()
    for field, column in cells:
        position, seen[field] = seen[field], seen[field] + 1
        if field in PARTY_FIELDS:
            beside = {
                attribute: by_field[f"{field}_{attribute}"][position]
                for attribute in ("imo", "birth_date", "nationality")
                if position < len(by_field[f"{field}_{attribute}"])
            }
            yield field, {"name": column, **beside, **country}
        elif field in PARTY_IMO_FIELDS and position >= len(by_field[_role_of(field)]):
            yield _role_of(field), {"imo": column}
        elif field == SUBJECT:
            firm: dict[str, Cells | None] = {"name": column, **country}
            for of in by_field["imo"]:
                firm["name"] = keep(column, of, _MAY_BE_COMPANY)
                firm["imo"] = keep(of, of, _IS_COMPANY)
            if firm["name"] is not None:
                yield SUBJECT, _filled(firm)


def _texts(cells: Sequence[tuple[str, Cells]]) -> Iterator[_Role[Cells]]:
    for field, column in cells:
        if field == FREE_TEXT:
            yield field, {"name": column}


def _filled(attributes: Mapping[str, Cells | None]) -> dict[str, Cells]:
    return {name: cells for name, cells in attributes.items() if cells is not None}


def _attribute(field: str) -> str:
    return "name" if field == VESSEL else field


def _role_of(field: str) -> str:
    return field.removesuffix("_imo")


def _is_company(number: str) -> bool:
    return is_valid_imo_company(clean_company_number(number))


def _is_ship(number: str) -> bool:
    return is_valid_imo_ship(clean_imo(number))


# One checksum is wrong for most numbers of the other; who has both or none may be either.
_IS_COMPANY: Final = _Test(_is_company)
_MAY_BE_SHIP: Final = _Test(lambda number: _is_ship(number) or not _is_company(number))
_MAY_BE_COMPANY: Final = _Test(lambda number: _is_company(number) or not _is_ship(number))
_HOLDS_NAME: Final = _Test(name_in_number_cell, r"\p{L}\W*\p{L}")


def _keep_text(text: str, number: str, test: _Test) -> str | None:
    return text if test.passes(number) else None


# --- columns of cells ---------------------------------------------------------------------------

_Field = tuple[Parties, Sequence[RoleColumn]]


def _keep(column: Coded, numbers: Coded, test: _Test) -> Coded | None:
    hold = pc.match_substring_regex(numbers.texts, test.pattern)
    kept = hold.to_numpy(zero_copy_only=False).copy()
    may = np.flatnonzero(kept)
    kept[may] = [test.passes(text) for text in numbers.texts.take(pa.array(may)).to_pylist()]
    kept = kept[numbers.codes]
    if kept.all():
        return column
    return column.where(kept) if kept.any() else None


def _distinct_parties(field: str, named: Sequence[_Role[Coded]]) -> _Field | None:
    """Return the distinct parties of all roles together."""
    if not named:
        return None
    roles = [role for role, _ in named]
    names = [of["name"] for _, of in named if [*of] == ["name"]]
    if len(names) == len(named) and all_used(names):  # each text is a party
        texts = names[0].texts
        parties = Parties(field, {"name": Coded(np.arange(len(texts), dtype=np.int32), texts)})
        return parties, list(map(RoleColumn, roles, [column.codes for column in names]))
    nothing = Coded.of([""] * len(next(iter(named[0][1].values()))))
    attributes = dict.fromkeys(attribute for _, of in named for attribute in of)
    columns = {
        attribute: joined([of.get(attribute, nothing) for _, of in named])
        for attribute in attributes
    }
    codes, distinct = combine(columns)
    return Parties(field, distinct), list(map(RoleColumn, roles, np.split(codes, len(named))))
