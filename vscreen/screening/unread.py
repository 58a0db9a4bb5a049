"""Cells that were filled in and could not be read: what keeps a row from being clear.

A row is clear if everything in it that was to be screened was read. A cell that says nothing
(``N/A``, ``TBN``) was read; a number with a digit lost, a name of asterisks, a reference to an
attachment was not, and neither was any cell of a column that may name somebody and of which nobody
said what it is. Most cells are plain names and numbers, so whole columns are looked at first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vscreen.columnar.distinct import RowCodes
from vscreen.columnar.strings import Bools, Codes
from vscreen.data.placeholders import placeholder, placeholders_in
from vscreen.identifiers.countries import nationalities
from vscreen.identifiers.unread import name_in_number_cell
from vscreen.schema import NUMBER_FIELDS, PARTY_IMO_FIELDS, PARTY_NATIONALITY_FIELDS, SUBJECT
from vscreen.scoring.parties import VESSEL
from vscreen.screening.cells import CellColumn
from vscreen.screening.why_unread import cell_readers
from vscreen.text.vessel_names import normalise_vessel

WHOLE_COLUMN: Final = 20
"""From so many unread cells, most of those filled, it is the column that could not be read."""
QUOTED: Final = 60
"""Letters of a cell that a sentence repeats."""
OF_NO_STATE: Final = frozenset(("stateless", "refugee", "apatride", "staatenlos", "apátrida"))
"""Nationalities of people who have none."""
TOLD: Final = 3
"""Cells of a row that its sentence names."""


@dataclass(frozen=True, eq=False)
class UnreadColumn:
    """The unread cells of a column of n rows.

    Attributes
    ----------
    heading
        The column's heading.
    codes
        For each row 0, or the index in ``cells`` of what is unread.
    cells
        What is said of each unread cell; the first is of those that were read.
    filled
        How many cells say anything.
    """

    heading: str
    codes: RowCodes
    cells: Sequence[str]
    filled: int

    @cached_property
    def count(self) -> int:
        """How many cells are unread."""
        return int(np.count_nonzero(self.codes))

    @property
    def is_whole(self) -> bool:
        """Whether it is the column, not a cell here and there, that could not be read."""
        return self.count >= WHOLE_COLUMN and 2 * self.count > self.filled

    @cached_property
    def problem(self) -> str:
        """What the run says of a column of which most is unread."""
        example = self.cells[int(self.codes[np.flatnonzero(self.codes)[0]])]
        return (
            f"the column {self.heading!r} could not be read: {self.count:,} of {self.filled:,} "
            f"filled cells, such as {example}; correct it, or say what it is (columns=, --column)"
        )

    def summed_up(self) -> UnreadColumn:
        """Return the column with one sentence for all its cells if it is unread as a whole."""
        if not self.is_whole:
            return self
        whole = f"the column {self.heading!r}, as most of its cells"
        return UnreadColumn(self.heading, np.sign(self.codes), ("", whole), self.filled)


class Reasons:
    """Why texts are unread; texts that several columns share are looked at once."""

    def __init__(self) -> None:
        self._unsure: dict[tuple[object, int], Codes] = {}

    def of(self, column: CellColumn) -> dict[int, str]:
        """Return why distinct texts of a column are unread, by their position."""
        reader, texts = cell_readers().get(column.field), column.cells.texts
        if reader is None:
            return {}
        key = reader.unsure, id(texts)
        if key not in self._unsure:
            self._unsure[key] = reader.unsure(texts, column.suspects)
        rows = self._unsure[key]
        some = zip(rows.tolist(), texts.take(pa.array(rows)).to_pylist(), strict=True)
        said = {at: reader.why(text) for at, text in some if text.strip()}
        return {at: why for at, why in said.items() if why}


def unread_column(column: CellColumn, reasons: Reasons | None = None) -> UnreadColumn | None:
    """Return the unread cells of a column, None if there is none.

    Parameters
    ----------
    column
        A column of n cells.
    reasons
        What was seen of the texts that the column shares with others.

    Examples
    --------
    >>> from vscreen.columnar.distinct import Coded
    >>> unread = unread_column(CellColumn("IMO No.", "imo", Coded.of(["9161003", "907472", ""])))
    >>> unread.codes.tolist(), unread.cells[1]
    ([0, 1, 0], "IMO No. '907472' (it has 6 digits, an IMO number has 7)")
    """
    said = (reasons or Reasons()).of(column)
    if not said and not column.strange:
        return None
    cells, codes = [""], np.zeros(len(column.cells), np.int32)
    if said:
        code_of = np.zeros(len(column.cells.texts), np.int32)
        code_of[list(said)] = np.arange(1, len(said) + 1)
        texts = column.cells.texts.take(pa.array(list(said))).to_pylist()
        cells += [_quote(column.heading, *cell) for cell in zip(texts, said.values(), strict=True)]
        codes = code_of[column.cells.codes]
    for row, kind in column.strange.items():
        codes[row] = len(cells)
        cells.append(f"{column.heading} (it is of type {kind}, not text)")
    filled = int(np.count_nonzero(_filled(column))) + len(column.strange)
    unread = UnreadColumn(column.heading, codes, cells, filled)
    return unread if unread.count else None


def without_ships(
    unread: UnreadColumn | None, column: CellColumn, ship: CellColumn | None
) -> UnreadColumn | None:
    """Return the unread cells of a column of numbers but those that were read as a ship's name.

    That is what they say where the row names no other ship; beside the name of a ship, words among
    numbers (``ILLEGIBLE``) may stand for a number that was not read.
    """
    if unread is None or column.field not in NUMBER_FIELDS:
        return unread
    rows = np.flatnonzero(unread.codes)
    cells = column.cells.take(rows).to_pylist()
    ships = ship.cells.take(rows).to_pylist() if ship else [""] * len(rows)
    looked_at = {pair: _is_the_ship(*pair) for pair in set(zip(cells, ships, strict=True))}
    are_ships = np.array([looked_at[pair] for pair in zip(cells, ships, strict=True)], np.bool_)
    codes = unread.codes.copy()
    codes[rows[are_ships]] = 0
    left = replace(unread, codes=codes)
    return left if left.count else None


def _is_the_ship(cell: str, ship: str) -> bool:
    """Whether a cell of a column of numbers names the ship of its row."""
    no_name = placeholder(ship, field=VESSEL) or not any(map(str.isalpha, ship))
    same = normalise_vessel(cell) == normalise_vessel(ship)
    return name_in_number_cell(cell) and bool(no_name or same)


def _filled(column: CellColumn) -> Bools:
    letters = pc.utf8_length(pc.utf8_trim_whitespace(column.cells.texts))
    return (letters.to_numpy(zero_copy_only=False) > 0)[column.cells.codes]  # type: ignore[no-any-return]


def _quote(heading: str, text: str, why: str) -> str:
    short = text if len(text) <= QUOTED else f"{text[:QUOTED]}..."
    return f"{heading} {short!r} ({why})"


def nationality_note(column: CellColumn) -> str:
    """Return what to say of a column of nationalities in which no country could be read.

    A nationality makes no verdict, so its row may be clear all the same; ``""`` if all were read.

    Examples
    --------
    >>> from vscreen.columnar.distinct import Coded
    >>> cells = Coded.of(["Russian", "Ruritanian", "stateless", ""])
    >>> nationality_note(CellColumn("Nationality", "consignee_nationality", cells))
    "Nationality: no country could be read in 1 cell, such as 'Ruritanian'"
    """
    if column.field not in PARTY_NATIONALITY_FIELDS:
        return ""
    texts = column.cells.texts.to_pylist()
    unknown = np.array([_no_country(text) for text in texts], np.bool_)
    count = int(np.count_nonzero(unknown[column.cells.codes]))
    if not count:
        return ""
    cells = f"{count:,} cell{'s' * (count > 1)}"
    example = min(text for text, of in zip(texts, unknown, strict=True) if of)[:QUOTED]
    return f"{column.heading}: no country could be read in {cells}, such as {example!r}"


def _no_country(text: str) -> bool:
    if not text.strip() or placeholder(text, field="party") == "nothing":
        return False
    return not nationalities(text) and text.strip().casefold() not in OF_NO_STATE


def unmapped_column(heading: str, cells: CellColumn, why: str) -> UnreadColumn | None:
    """Return a column that may name somebody and has no field: what its cells say is unread."""
    nothing, _ = placeholders_in(cells.cells.texts, field="party", suspects=cells.suspects)
    codes = (_filled(cells) & ~nothing[cells.cells.codes]).astype(np.int32)
    filled = int(np.count_nonzero(codes))
    said = "", f"the column {heading!r} ({why})"
    return UnreadColumn(heading, codes, said, filled) if filled else None


@dataclass(frozen=True, eq=False)
class UnreadCells:
    """All that is unread in a manifest of ``size`` rows.

    ``columns`` are those that are screened, ``unmapped`` those that may name somebody and have no
    field.
    """

    size: int
    columns: Sequence[UnreadColumn] = ()
    unmapped: Sequence[UnreadColumn] = ()

    @classmethod
    def of(
        cls,
        size: int,
        columns: Iterable[CellColumn],
        unmapped: Iterable[tuple[CellColumn, str]] = (),
    ) -> UnreadCells:
        """Return what is unread in columns, and in those unmapped, each with its reason."""
        reasons, columns = Reasons(), list(_with_companies(columns))
        ship = next((column for column in columns if column.field == VESSEL), None)
        read = [without_ships(unread_column(column, reasons), column, ship) for column in columns]
        left = (unmapped_column(column.heading, column, why) for column, why in unmapped)
        return cls(size, [each for each in read if each], [each for each in left if each])

    @property
    def problems(self) -> tuple[str, ...]:
        """What concerns whole columns, to be said once for the run."""
        unmapped = (
            f"{column.cells[1]} was not screened: say which field it is, or set it aside "
            "(columns= in Python, --column at the shell)"
            for column in self.unmapped
        )
        return (*unmapped, *(column.problem for column in self.columns if column.is_whole))

    @property
    def counts(self) -> dict[str, int]:
        """How many cells of each column are unread."""
        return {column.heading: column.count for column in (*self.columns, *self.unmapped)}

    def rows(self) -> tuple[RowCodes, list[str]]:
        """Return for each row 0, or the index of the sentence that tells its unread cells."""
        columns = [*(column.summed_up() for column in self.columns), *self.unmapped]
        codes = np.zeros(self.size, np.int32)
        sentences = [""]
        if columns:
            every = np.stack([column.codes for column in columns])
            rows = np.flatnonzero(every.any(axis=0))
            combined, which = np.unique(every[:, rows], axis=1, return_inverse=True)
            codes[rows] = which.reshape(-1) + 1
            sentences += [_tell(columns, combination) for combination in combined.T.tolist()]
        return codes, sentences


def _with_companies(columns: Iterable[CellColumn]) -> list[CellColumn]:
    """Return columns; beside names of ships and companies mixed, numbers are of both, too."""
    every = list(columns)
    fields = {column.field for column in every}
    if SUBJECT not in fields or VESSEL in fields:
        return every
    return [
        replace(column, field=PARTY_IMO_FIELDS[0]) if column.field == "imo" else column
        for column in every
    ]


def _tell(columns: Sequence[UnreadColumn], codes: Sequence[int]) -> str:
    cells = [column.cells[code] for column, code in zip(columns, codes, strict=True) if code]
    more = [f"{len(cells) - TOLD} more cells"] if len(cells) > TOLD else []
    return ", ".join(cells[:TOLD] + more)
