"""A manifest as it is screened: which column is which field, what its cells say, what is unread."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from vscreen.columnar.strings import Bools
from vscreen.manifest.headings import ColumnMapping, map_table
from vscreen.policy import Policy
from vscreen.schema import REJECTED
from vscreen.screening.arguments import Columns
from vscreen.screening.cells import UNMAPPED, CellColumn, read_cells
from vscreen.screening.unread import UnreadCells, nationality_note

if TYPE_CHECKING:
    from vscreen.manifest.read import Manifest


@dataclass(frozen=True, eq=False)
class Shipments:
    """The rows of a manifest, ready to be screened.

    Attributes
    ----------
    index
        The labels of its n rows.
    fields
        Column label -> field.
    columns
        The columns that are screened.
    unread
        What was filled in and not read.
    rejected
        The rows of the file that could not be read.
    name, sha256
        The file's name and hash; ``DataFrame`` and empty for a frame.
    notes
        What else was seen in reading it.
    titles
        What stands above the table.
    """

    index: pd.Index
    fields: Mapping[Any, str]
    columns: Sequence[CellColumn]
    unread: UnreadCells
    rejected: pd.DataFrame
    name: str
    sha256: str
    notes: tuple[str, ...]
    titles: tuple[str, ...] = ()

    @classmethod
    def of(
        cls, manifest: pd.DataFrame | Manifest, columns: Columns | None, policy: Policy
    ) -> Shipments:
        """Return the rows of a manifest.

        Parameters
        ----------
        manifest, columns
            As for `vscreen.screen`; no path.
        policy
            Its ``fields`` and ``ignore_unread`` are read.

        Raises
        ------
        ManifestError
            If no column can be screened, or two columns claim one field of the vessel.

        Examples
        --------
        >>> rows = Shipments.of(pd.DataFrame({"Vessel": ["LADY R"], "Port": ["?"]}), None, Policy())
        >>> rows.fields, len(rows.index)
        ({'Vessel': 'vessel'}, 1)
        """
        mapping = mapping_of(manifest, columns)
        if isinstance(manifest, pd.DataFrame):
            return cls._of(manifest, mapping, policy, notes=mapping.notes)
        return cls._of(
            manifest.frame, mapping, policy, manifest.rejected, manifest.path.name,
            manifest.sha256, manifest.notes, manifest.titles,
        )  # fmt: skip

    @classmethod
    def of_row(cls, cells: Mapping[str, object], policy: Policy) -> Shipments:
        """Return one row, given by its fields."""
        columns = {field: pd.Series([cell], dtype=object) for field, cell in cells.items()}
        fields: dict[Hashable, str] = {field: field for field in cells}
        return cls._of(pd.DataFrame(columns), ColumnMapping(fields, {}), policy)

    @classmethod
    def _of(
        cls,
        frame: pd.DataFrame,
        mapping: ColumnMapping,
        policy: Policy,
        rejected: pd.DataFrame | None = None,
        name: str = "DataFrame",
        sha256: str = "",
        notes: Sequence[str] = (),
        titles: tuple[str, ...] = (),
    ) -> Shipments:
        gaps = None
        if rejected is not None and len(rejected):
            gaps = gaps_above(frame.index, rejected["line"])
        columns = read_cells(frame, mapping.fields, policy.fields, gaps=gaps)
        minded = [column for column in columns if column.field not in policy.ignore_unread]
        unmapped = read_cells(frame, dict.fromkeys(mapping.open, UNMAPPED), {UNMAPPED})
        why = [mapping.open[label] for label in frame.columns if label in mapping.open]
        left = list(zip(unmapped, why, strict=True))
        return cls(
            frame.index,
            mapping.fields,
            columns,
            UnreadCells.of(len(frame), minded, left),
            REJECTED.build(() if rejected is None else rejected),
            name,
            sha256,
            (*notes, *(note for column in columns for note in _notes(column))),
            titles,
        )


def _notes(column: CellColumn) -> list[str]:
    return [note for note in (column.note, nationality_note(column)) if note]


def mapping_of(manifest: pd.DataFrame | Manifest, columns: Columns | None) -> ColumnMapping:
    """Return which column of a manifest is which field; of a file as it was read, unless told.

    Raises
    ------
    ManifestError
        If no column can be screened, or two columns claim one field of the vessel.
    """
    if isinstance(manifest, pd.DataFrame):
        return map_table(manifest, columns)
    known: dict[Any, str | None] = {**dict.fromkeys(manifest.unused), **manifest.columns}
    if not columns:
        return ColumnMapping(dict(manifest.columns.items()), dict(manifest.open.items()))
    return map_table(manifest.frame, {**known, **columns})


def gaps_above(lines: pd.Index, rejected: pd.Series) -> Bools:
    """Return whether rejected rows stand just above each row.

    Parameters
    ----------
    lines
        n lines of rows that were read, ascending; of several sheets they are labels, and it can't
        be known above which of them a rejected row stands.
    rejected
        Lines of the others.

    Examples
    --------
    >>> gaps_above(pd.Index([2, 3, 6]), pd.Series([5])).tolist()
    [False, False, True]
    """
    if not pd.api.types.is_numeric_dtype(lines.dtype):
        return np.ones(len(lines), np.bool_)
    others = np.sort(pd.to_numeric(rejected).to_numpy())
    before = np.searchsorted(others, lines.to_numpy())
    return np.diff(before, prepend=0) > 0
