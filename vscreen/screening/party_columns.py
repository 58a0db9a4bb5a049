"""The distinct parties of a manifest, and which party each row names in each column.

A ship is the combination of all columns about the vessel; a company or person is a name, with a
country where there is such a column; free text is a party by itself. A company that is named in
several columns is a single party, and is searched once.
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
"""Role of a column -> field of its parties."""


@dataclass(frozen=True, eq=False)
class RoleColumn:
    """A role, such as ``shipper``, and for each row the index of its party."""

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


def read_parties(frame: pd.DataFrame, mapping: Mapping[Any, str], policy: Policy) -> PartyColumns:
    """Return the parties of a frame.

    Parameters
    ----------
    frame
        n rows, of any dtypes.
    mapping
        Column label -> field, as `vscreen.map_columns` returns it.
    policy
        Only its ``fields`` are read.

    Examples
    --------
    >>> frame = pd.DataFrame({"shipper": ["A", "B"], "consignee": ["B", "B"]})
    >>> parties = read_parties(frame, {"shipper": "shipper", "consignee": "consignee"}, Policy())
    >>> [(column.role, column.codes.tolist()) for column in parties.fields[0][1]]
    [('shipper', [0, 1]), ('consignee', [1, 1])]
    """
    columns = [
        (mapping[label], frame.iloc[:, position])
        for position, label in enumerate(frame.columns)
        if mapping.get(label) in policy.fields
    ]
    fields = _vessels(columns), _firms(columns), _free_texts(columns)
    give_back(after=len(frame))
    return PartyColumns(len(frame), [field for field in fields if field])


_Columns = Sequence[tuple[str, pd.Series]]
"""Columns with their fields of the manifest."""
_Field = tuple[Parties, Sequence[RoleColumn]]


def _vessels(columns: _Columns) -> _Field | None:
    coded = {_attribute(f): code_column(column) for f, column in columns if f in VESSEL_FIELDS}
    if not coded:
        return None
    codes, distinct = combine(coded)
    return Parties(VESSEL, distinct), [RoleColumn(VESSEL, codes)]


def _firms(columns: _Columns) -> _Field | None:
    named = [(field, column) for field, column in columns if field in PARTY_FIELDS]
    countries = (code_column(column) for field, column in columns if field == PARTY_COUNTRY)
    return _distinct_parties(PARTY, named, next(countries, None))


def _free_texts(columns: _Columns) -> _Field | None:
    texts = [(field, column) for field, column in columns if field == FREE_TEXT]
    return _distinct_parties(FREE_TEXT, texts, None)


def _attribute(field: str) -> str:
    return "name" if field == VESSEL else field


def _distinct_parties(field: str, named: _Columns, country: Coded | None) -> _Field | None:
    """Return the distinct parties of several columns together."""
    if not named:
        return None
    columns = code_columns([column for _, column in named])
    roles = [role for role, _ in named]
    if country is None:
        texts = columns[0].texts
        parties = Parties(field, {"name": Coded(np.arange(len(texts), dtype=np.int32), texts)})
        return parties, list(map(RoleColumn, roles, [column.codes for column in columns]))
    countries = _concatenate([country] * len(columns))
    codes, distinct = combine({"name": _concatenate(columns), "country": countries})
    parts = np.split(codes, len(columns))
    return Parties(field, distinct), list(map(RoleColumn, roles, parts))


def _concatenate(columns: Sequence[Coded]) -> Coded:
    return Coded(np.concatenate([column.codes for column in columns]), columns[0].texts)


def single_row(
    texts: Mapping[str, str], mapping: Mapping[Any, str], policy: Policy
) -> list[list[Party]]:
    """Return the parties of a single row, field by field, in the order of `read_parties`.

    Examples
    --------
    >>> row = {"vessel": "MARIA", "imo": "8517839", "shipper": "A", "owner": "A"}
    >>> [len(parties) for parties in single_row(row, {name: name for name in row}, Policy())]
    [1, 1]
    """
    given = [(mapping[name], text) for name, text in texts.items()
             if mapping.get(name) in policy.fields]  # fmt: skip
    ship = {_attribute(field): text for field, text in given if field in VESSEL_FIELDS}
    firms = dict.fromkeys(text for field, text in given if field in PARTY_FIELDS)
    country = next((text for field, text in given if field == PARTY_COUNTRY), "")
    free_texts = dict.fromkeys(text for field, text in given if field == FREE_TEXT)
    fields = (
        [Party(VESSEL, **ship)] if ship else [],
        [Party(PARTY, text, country=country) for text in firms],
        [Party(FREE_TEXT, text) for text in free_texts],
    )
    return [parties for parties in fields if parties]
