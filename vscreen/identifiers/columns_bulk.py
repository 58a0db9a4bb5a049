"""The identifiers of many parties: the fast twin of `scoring.parties.Party.identifiers`.

A column of numbers mostly holds plain ones, which are what they say; and of the names, few hold an
identifier. Both are recognised by a pattern over whole columns, which may only ever send too much
to `identifiers.cell`, for every identifier in a text of printable ASCII needs one of these:

* a bare IMO number seven digits in a row;
* an IMO number or MMSI behind its label that label, and a digit after it;
* a call sign its label (``CALL SIGN``, ``C/S``);
* an LEI eighteen letters and digits in a row, and two digits after them.

Any other text (another script, control signs) is sent on as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vscreen.columnar.distinct import Coded
from vscreen.columnar.strings import Bools, Codes, expand
from vscreen.identifiers.imo import imo_digits
from vscreen.identifiers.in_text import find_identifiers, numbers_in_cell
from vscreen.identifiers.registry import RULES, RULES_OF, SchemeRules, number_columns
from vscreen.schema import Scheme

MAY_HOLD: Final = "(?i)" + "|".join(
    [
        r"[0-9]{7}|I\.?M\.?[O0].*[0-9]|[^ -~]",
        *(rules.text_hint for rules in RULES if rules.text_hint),
    ]
)


Found = Iterable[tuple[Scheme, "Numbers"]]


@dataclass(frozen=True, eq=False)
class Numbers:
    """Identifiers of one scheme, one a row: the row of its owner, and its value."""

    owner: Codes
    value: pa.LargeStringArray

    def of(self, whose: Codes) -> Numbers:
        """Return the numbers of new owners: owner ``i`` has those of the old owner ``whose[i]``."""
        order = np.argsort(self.owner, kind="stable")
        first = np.searchsorted(self.owner, whose, "left", sorter=order)
        last = np.searchsorted(self.owner, whose, "right", sorter=order)
        owner, row = expand(first, last - first)
        return Numbers(owner, self.value.take(pa.array(order[row])))

    def some(self, which: Bools) -> Numbers:
        """Return the numbers where ``which`` is true."""
        return Numbers(self.owner[which], self.value.filter(pa.array(which)))

    def right(self, scheme: Scheme) -> Bools:
        """Whether each is right in itself; only a ship's IMO number can be seen to be wrong."""
        if scheme == Scheme.IMO_SHIP:
            return are_valid_imo_ship(self.value)
        return np.ones(len(self.owner), np.bool_)


def numbers_of(columns: Mapping[str, Coded], *, company: bool = False) -> dict[Scheme, Numbers]:
    """Return the identifiers of parties by scheme; a party may have one twice.

    Parameters
    ----------
    columns
        The parties' columns, of n rows each; ``name`` and the columns of numbers are read.
    company
        Whether the parties are companies and persons, whose numbers are other ones than ships'.

    Examples
    --------
    >>> found = numbers_of({"name": Coded.of(["LADY R", "X (IMO 9161003)"])})
    >>> found[Scheme.IMO_SHIP].owner.tolist(), found[Scheme.IMO_SHIP].value.to_pylist()
    ([1], ['9161003'])
    """
    found: dict[Scheme, list[Numbers]] = {}
    for name, column in columns.items():
        for scheme, numbers in _read_column(name, column.texts, company=company):
            found.setdefault(scheme, []).append(numbers.of(column.codes.astype(np.int64)))
    return {scheme: joined(parts) for scheme, parts in found.items()}


def _read_column(name: str, texts: pa.LargeStringArray, *, company: bool) -> Found:
    """Return what a column says, scheme by scheme."""
    if name == "name":
        return _in_text(texts)
    rules = number_columns(company=company).get(name)
    return [(rules.scheme, _read(texts, rules, partial(numbers_in_cell, rules)))] if rules else []


def are_valid_imo_ship(numbers: pa.LargeStringArray) -> Bools:
    """Return `vscreen.identifiers.imo.is_valid_imo_ship` of each of n numbers, digits all of them.

    Examples
    --------
    >>> are_valid_imo_ship(pa.array(["9161003", "9161004", "916100"], pa.large_string())).tolist()
    [True, False, False]
    """
    seven = pc.equal(pc.utf8_length(numbers), 7)
    value = pc.if_else(seven, numbers, "0").cast(pa.int64()).to_numpy()
    total = sum(value // 10**power % 10 * (power + 1) for power in range(1, 7))
    valid: Bools = (total % 10 == value % 10) & (value > 0)
    valid &= seven.to_numpy(zero_copy_only=False)
    return valid


def imo_keys(numbers: Numbers) -> Numbers:
    """Return `vscreen.identifiers.imo.imo_deletions` of each number, with its owner.

    Examples
    --------
    >>> number = Numbers(np.array([7]), pa.array(["916100"], pa.large_string()))
    >>> imo_keys(number).value.to_pylist()
    ['916100', '16100', '96100', '91100', '91600', '91610', '91610']
    """
    read = _read(numbers.value, RULES_OF[Scheme.IMO_SHIP], lambda text: (imo_digits(text),))
    some = Numbers(numbers.owner[read.owner], read.value)
    length = pc.utf8_length(some.value).to_numpy(zero_copy_only=False)
    parts = [some]
    for position in range(8):
        longer = some.some(length > position)
        shorter = pc.utf8_replace_slice(longer.value, position, position + 1, "")
        parts.append(Numbers(longer.owner, shorter))
    return joined(parts)


def joined(parts: Sequence[Numbers]) -> Numbers:
    """Return the numbers of all parts."""
    return Numbers(
        np.concatenate([part.owner for part in parts]),
        pa.concat_arrays([part.value for part in parts]),
    )


_NO_NUMBER: Final = r"^[0-9]*$"
"""Digits alone, of any other length or all zero, are none of these numbers; see `lost_zero`."""


def _read(
    texts: pa.LargeStringArray, rules: SchemeRules, read: Callable[[str], tuple[str, ...]]
) -> Numbers:
    """Return the plain numbers as they stand, and what ``read`` makes of the other texts."""
    length = pc.utf8_length(texts).to_numpy(zero_copy_only=False)
    lengths = rules.lengths
    stands = _matches(texts, rules.plain) & (length >= lengths.start) & (length < lengths.stop)
    row = np.flatnonzero(stands)
    no_number = _matches(texts, _NO_NUMBER) & (length != (rules.lost_zero or -1))
    odd = np.flatnonzero(~stands & ~no_number)
    more = [
        (at, value)
        for at, text in zip(odd.tolist(), texts.take(pa.array(odd)).to_pylist(), strict=True)
        for value in read(text)
        if value
    ]
    others = np.array([at for at, _ in more], np.int64)
    return joined(
        [
            Numbers(row, texts.take(pa.array(row))),
            Numbers(others, _array([value for _, value in more])),
        ]
    )


def _in_text(texts: pa.LargeStringArray) -> Found:
    may = np.flatnonzero(_matches(texts, MAY_HOLD))
    found: dict[Scheme, list[tuple[int, str]]] = {}
    for row, text in zip(may.tolist(), texts.take(pa.array(may)).to_pylist(), strict=True):
        for scheme, value in find_identifiers(text):
            found.setdefault(scheme, []).append((row, value))
    for scheme, rows in found.items():
        owners = np.array([row for row, _ in rows], np.int64)
        yield scheme, Numbers(owners, _array([value for _, value in rows]))


def _matches(texts: pa.LargeStringArray, pattern: str) -> Bools:
    found: Bools = pc.match_substring_regex(texts, pattern).to_numpy(zero_copy_only=False)
    return found


def _array(values: Sequence[str]) -> pa.LargeStringArray:
    return pa.array(values, pa.large_string())
