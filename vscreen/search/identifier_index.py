"""Which entries have a number of one scheme."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import pyarrow.compute as pc

from vscreen.columnar.distinct import Coded
from vscreen.columnar.strings import Codes, expand
from vscreen.identifiers.columns_bulk import Numbers


class IdentifierIndex:
    """The numbers that lists have of one scheme, to be found when equal.

    Parameters
    ----------
    numbers
        Numbers of entries.

    Examples
    --------
    >>> from vscreen.columnar.distinct import as_arrow
    >>> index = IdentifierIndex(Numbers(np.array([5, 7]), as_arrow(["9161003", "9161003"])))
    >>> index.entries_with("9161003"), index.entries_with("9161004")
    ([5, 7], [])
    """

    def __init__(self, numbers: Numbers) -> None:
        values = Coded.of(numbers.value)
        order = np.argsort(values.codes, kind="stable")
        self._values = values.texts
        self._entries = numbers.owner[order]
        self._ends = np.searchsorted(values.codes[order], np.arange(len(values.texts) + 1))

    def pairs(self, numbers: Numbers) -> tuple[Codes, Codes]:
        """Return all pairs (owner of a number, entry that has it too)."""
        code = pc.index_in(numbers.value, value_set=self._values).fill_null(-1).to_numpy()
        known = np.flatnonzero(code >= 0)
        first = self._ends[code[known]]
        row, slot = expand(first, self._ends[code[known] + 1] - first)
        return numbers.owner[known[row]], self._entries[slot]

    @cached_property
    def _codes(self) -> dict[str, int]:
        return {value: code for code, value in enumerate(self._values.to_pylist())}

    def entries_with(self, value: str) -> list[int]:
        """Return the entries that have a number."""
        code = self._codes.get(value, -1)
        entries: list[int] = self._entries[self._ends[code] : self._ends[code + 1]].tolist()
        return entries if code >= 0 else []
