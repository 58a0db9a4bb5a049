"""Which entries bear a number: equal, or one slip away."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import pyarrow.compute as pc

from vscreen.columnar.distinct import Coded
from vscreen.columnar.strings import Codes, expand
from vscreen.identifiers.columns_bulk import Numbers


class _Known:
    """What the lists say of one scheme: which entries bear a value."""

    def __init__(self, numbers: Numbers) -> None:
        values = Coded.of(numbers.value)
        order = np.argsort(values.codes, kind="stable")
        self._values = values.texts
        self._owners = numbers.owner[order]
        self._ends = np.searchsorted(values.codes[order], np.arange(len(values.texts) + 1))

    def bearers(self, numbers: Numbers) -> tuple[Codes, Codes]:
        """Return all pairs (owner of a number, entry that bears it too)."""
        code = pc.index_in(numbers.value, value_set=self._values).fill_null(-1).to_numpy()
        known = np.flatnonzero(code >= 0)
        first = self._ends[code[known]]
        owner, place = expand(first, self._ends[code[known] + 1] - first)
        return numbers.owner[known[owner]], self._owners[place]

    @cached_property
    def _codes(self) -> dict[str, int]:
        return {value: code for code, value in enumerate(self._values.to_pylist())}

    def bearers_of(self, value: str) -> list[int]:
        """Return the entries that bear one value."""
        code = self._codes.get(value, -1)
        found: list[int] = self._owners[self._ends[code] : self._ends[code + 1]].tolist()
        return found if code >= 0 else []
