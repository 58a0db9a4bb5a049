"""Which entries have a number, of one scheme or of all that a given number is compared with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

import numpy as np
import pyarrow.compute as pc

from vscreen.columnar.distinct import Coded
from vscreen.columnar.strings import Codes, expand
from vscreen.identifiers.columns_bulk import Numbers, imo_keys
from vscreen.identifiers.imo import imo_deletions, is_valid_imo_ship
from vscreen.identifiers.registry import LISTED_AS
from vscreen.schema import Scheme


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


class ListedNumbers:
    """The numbers that lists have of each scheme, to be found by those of a manifest.

    A number is compared with those of the schemes that `LISTED_AS` names, and a ship's IMO number
    that fails its check digit with all that are one slip from it.

    Parameters
    ----------
    numbers
        Numbers of entries, of every scheme that is compared.

    Examples
    --------
    >>> from vscreen.columnar.distinct import as_arrow
    >>> none = Numbers(np.empty(0, np.int64), as_arrow([]))
    >>> owned = Numbers(np.array([5]), as_arrow(["9161003"]))
    >>> numbers = {scheme: none for scheme in LISTED_AS} | {Scheme.IMO_MENTIONED: owned}
    >>> [*ListedNumbers(numbers).entries_with(Scheme.IMO_SHIP, "9161003")]
    [5]
    """

    def __init__(self, numbers: Mapping[Scheme, Numbers]) -> None:
        self._of = {scheme: IdentifierIndex(listed) for scheme, listed in numbers.items()}
        self._near_imo = IdentifierIndex(imo_keys(numbers[Scheme.IMO_SHIP]))

    def pairs(self, numbers: Mapping[Scheme, Numbers]) -> Iterator[tuple[Codes, Codes]]:
        """Yield all pairs (owner of a number, entry that it speaks for), scheme by scheme."""
        for scheme, given in numbers.items():
            yield from (self._of[listed].pairs(given) for listed in LISTED_AS[scheme])
        if Scheme.IMO_SHIP in numbers:
            ships = numbers[Scheme.IMO_SHIP]
            wrong = ships.some(~ships.right(Scheme.IMO_SHIP))
            yield self._near_imo.pairs(imo_keys(wrong))

    def entries_with(self, scheme: Scheme, value: str) -> Iterator[int]:
        """Yield the entries that a number of a scheme speaks for; some of them twice."""
        for listed in LISTED_AS[scheme]:
            yield from self._of[listed].entries_with(value)
        if scheme == Scheme.IMO_SHIP and not is_valid_imo_ship(value):
            for key in imo_deletions(value):
                yield from self._near_imo.entries_with(key)
