"""The parties of a manifest: each distinct one once, and which stands in which cell.

A ship is what all the vessel's columns of a row say together; a company or person is its name, and
its country where there is such a column; free text is itself. Whatever column a company stands in,
it is the same party, looked at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from vscreen.columnar.distinct import Coded, RowCodes, combine
from vscreen.columnar.memory import give_back
from vscreen.manifest.cell_text import code_column, code_columns
from vscreen.policy import Policy
from vscreen.schema import FREE_TEXT, PARTY_COUNTRY, PARTY_FIELDS, VESSEL_FIELDS
from vscreen.scoring.parties import PARTY, VESSEL, Parties, Party

KINDS: Final = {VESSEL: VESSEL, FREE_TEXT: FREE_TEXT, **dict.fromkeys(PARTY_FIELDS, PARTY)}
"""Role -> the field of its parties."""


@dataclass(frozen=True, eq=False)
class Column:
    """A role, such as ``shipper``, and for each row the place of its party."""

    role: str
    codes: RowCodes


@dataclass(frozen=True, eq=False)
class Cells:
    """What a manifest of ``size`` rows names: columns of parties, field by field."""

    size: int
    fields: Sequence[tuple[Parties, Sequence[Column]]]

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles, each once, in the order of the fields."""
        every = (column.role for _, columns in self.fields for column in columns)
        return tuple(dict.fromkeys(every))


def read_cells(frame: pd.DataFrame, mapping: Mapping[Any, str], policy: Policy) -> Cells:
    """Return the parties of a frame.

    Parameters
    ----------
    frame
        n rows, of any dtypes.
    mapping
        Column label -> field, as `vscreen.map_columns` returns it.
    policy
        Its ``fields`` are read, the others are left alone.

    Examples
    --------
    >>> frame = pd.DataFrame({"shipper": ["A", "B"], "consignee": ["B", "B"]})
    >>> cells = read_cells(frame, {"shipper": "shipper", "consignee": "consignee"}, Policy())
    >>> [(column.role, column.codes.tolist()) for _, some in cells.fields for column in some]
    [('shipper', [0, 1]), ('consignee', [1, 1])]
    """
    wanted = [
        (mapping[label], frame.iloc[:, place])
        for place, label in enumerate(frame.columns)
        if mapping.get(label) in policy.fields
    ]
    found = _ships(wanted), _firms(wanted), _free_texts(wanted)
    give_back(after=len(frame))
    return Cells(len(frame), [field for field in found if field])


_Wanted = Sequence[tuple[str, pd.Series]]
_Field = tuple[Parties, Sequence[Column]]


def _ships(wanted: _Wanted) -> _Field | None:
    said = {_attribute(f): code_column(column) for f, column in wanted if f in VESSEL_FIELDS}
    if not said:
        return None
    codes, distinct = combine(said)
    return Parties(VESSEL, distinct), [Column(VESSEL, codes)]


def _firms(wanted: _Wanted) -> _Field | None:
    country = next((column for field, column in wanted if field == PARTY_COUNTRY), None)
    beside = code_column(country) if country is not None else None
    return _one_set(PARTY, [one for one in wanted if one[0] in PARTY_FIELDS], beside)


def _free_texts(wanted: _Wanted) -> _Field | None:
    return _one_set(FREE_TEXT, [one for one in wanted if one[0] == FREE_TEXT], None)


def _attribute(field: str) -> str:
    return "name" if field == VESSEL else field


def _one_set(field: str, named: _Wanted, country: Coded | None) -> _Field | None:
    """Return the parties of several columns as one set."""
    if not named:
        return None
    columns = code_columns([column for _, column in named])
    roles = [role for role, _ in named]
    if country is not None:
        beside = [country] * len(columns)
        codes, distinct = combine({"name": _end_to_end(columns), "country": _end_to_end(beside)})
        parts = np.split(codes, len(columns))
        return Parties(field, distinct), list(map(Column, roles, parts))
    texts = columns[0].texts
    parties = Parties(field, {"name": Coded(np.arange(len(texts), dtype=np.int32), texts)})
    return parties, [
        Column(role, column.codes) for role, column in zip(roles, columns, strict=True)
    ]


def _end_to_end(columns: Sequence[Coded]) -> Coded:
    return Coded(np.concatenate([column.codes for column in columns]), columns[0].texts)


def single_row(
    texts: Mapping[str, str], mapping: Mapping[Any, str], policy: Policy
) -> list[list[Party]]:
    """Return the parties of one row, field by field, in the places `read_cells` gives them.

    Examples
    --------
    >>> row = {"vessel": "MARIA", "imo": "8517839", "shipper": "A", "owner": "A"}
    >>> [len(parties) for parties in single_row(row, {name: name for name in row}, Policy())]
    [1, 1]
    """
    said = [(mapping[name], text) for name, text in texts.items()
            if mapping.get(name) in policy.fields]  # fmt: skip
    ship = {_attribute(field): text for field, text in said if field in VESSEL_FIELDS}
    firms = dict.fromkeys(text for field, text in said if field in PARTY_FIELDS)
    country = next((text for field, text in said if field == PARTY_COUNTRY), "")
    free = dict.fromkeys(text for field, text in said if field == FREE_TEXT)
    every = (
        [Party(VESSEL, **ship)] if ship else [],
        [Party(PARTY, text, country=country) for text in firms],
        [Party(FREE_TEXT, text) for text in free],
    )
    return [parties for parties in every if parties]
