"""The cells of a manifest's columns as text, which the screening compares."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from typing import Any, Final

import pandas as pd

from vscreen.columnar.distinct import Coded
from vscreen.columnar.strings import Bools, Codes
from vscreen.data.placeholders import suspects_in
from vscreen.manifest.cell_text import code_column, code_columns, strange_cells
from vscreen.manifest.ditto import resolve_ditto
from vscreen.schema import PARTY_FIELDS, SUBJECT

UNMAPPED: Final = "unmapped"
"""In place of a field, of a column that has none."""
_NAMES: Final = frozenset({SUBJECT, *PARTY_FIELDS})


@dataclass(frozen=True, eq=False)
class CellColumn:
    """A column of n cells.

    Attributes
    ----------
    heading
        Its heading.
    field
        What it is: a member of `vscreen.schema.FIELDS`.
    cells
        What its cells say, as text.
    strange
        Row -> name of the type of a cell that is no text, number or date, such as ``list``.
    ditto
        Which cells were ditto marks, and are what stands above them (bool, n); None if none were.
    suspects
        Positions of the distinct texts that may be placeholders; None if that isn't known.
    """

    heading: str
    field: str
    cells: Coded
    strange: Mapping[int, str] = attribute(default_factory=dict)
    ditto: Bools | None = None
    suspects: Codes | None = None

    @property
    def note(self) -> str:
        """What is to be said of how the column was read; ``""`` if nothing is."""
        if self.ditto is None:
            return ""
        count = int(self.ditto.sum())
        return f"{self.heading}: {count:,} ditto mark{'s' * (count > 1)} read as the cell above"


def read_cells(
    frame: pd.DataFrame,
    mapping: Mapping[Any, str],
    fields: Collection[str],
    *,
    gaps: Bools | None = None,
) -> list[CellColumn]:
    """Return the columns of a frame that are screened, in their order.

    A ditto mark is what stands above it. Names of companies share one set of distinct texts: a
    company that stands in several columns is one party.

    Parameters
    ----------
    frame
        n rows, of any dtypes.
    mapping
        Column label -> field, as `vscreen.map_columns` returns it.
    fields
        The fields to screen.
    gaps
        Whether rows of the file are missing just above each row (bool, n); by default none are.

    Examples
    --------
    >>> frame = pd.DataFrame({"Ship": ["A", "B"], "Port": ["C", "D"]})
    >>> [column.cells.to_pylist() for column in read_cells(frame, {"Ship": "vessel"}, {"vessel"})]
    [['A', 'B']]
    """
    labels: list[Hashable] = [label for label in frame.columns if mapping.get(label) in fields]
    named = [label for label in labels if mapping[label] in _NAMES]
    together = code_columns([frame[label] for label in named]) if named else []
    coded = dict(zip(named, together, strict=True))
    columns = []
    shared = suspects_in(together[0].texts) if named else None
    for label in labels:
        cells = coded[label] if label in coded else code_column(frame[label])
        suspects = shared if label in coded else suspects_in(cells.texts)
        said = resolve_ditto(cells, gaps=gaps, suspects=suspects)
        ditto = said.resolved if said.resolved.any() else None
        strange = strange_cells(frame[label])
        columns.append(
            CellColumn(str(label), mapping[label], said.column, strange, ditto, suspects)
        )
    return columns
