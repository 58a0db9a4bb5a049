"""The identifiers of many parties: the fast twin of `scoring.parties.Party.identifiers`.

A column of numbers mostly holds plain ones, which are what they say; and of the names, few hold an
identifier. Both are recognised by a pattern over whole columns, which may only ever send too much
to `identifiers.cell`, for every identifier in a text of printable ASCII needs one of these:

* a bare IMO number seven digits in a row;
* an IMO number or MMSI behind its label that label, and a digit after it;
* a call sign its label (``CALL SIGN``, ``C/S``);
* an LEI eighteen letters and digits in a row, and two digits after them;
* any of them a code, if the text is encoded (``&#57;161003``).

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
from vscreen.columnar.encoded import CODED
from vscreen.columnar.strings import Bools, Codes, expand
from vscreen.identifiers.imo import imo_digits
from vscreen.identifiers.in_text import LAST_COMPANY, identifiers_in_name, numbers_in_cell
from vscreen.identifiers.registry import RULES, RULES_OF, SchemeRules, number_columns
from vscreen.schema import Scheme

MAY_HOLD: Final = "(?i)" + "|".join(
    [
        r"[0-9]{7}|I\.?M\.?[O0].*[0-9]|[^ -~]",
        CODED,
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


def numbers_of(
    columns: Mapping[str, Coded], *, company: bool = False, ship: bool = False
) -> dict[Scheme, Numbers]:
    """Return the identifiers of parties by scheme; a party may have one twice.

    Parameters
    ----------
    columns
        The parties' columns, of n rows each; ``name`` and the columns of numbers are read.
    company
        Whether the parties are companies and persons, whose numbers are other ones than ships'.
    ship
        Whether names are those of ships; see `vscreen.identifiers.in_text.identifiers_in_name`.

    Examples
    --------
    >>> found = numbers_of({"name": Coded.of(["LADY R", "X (IMO 9161003)"])}, ship=True)
    >>> found[Scheme.IMO_SHIP].owner.tolist(), found[Scheme.IMO_SHIP].value.to_pylist()
    ([1], ['9161003'])
    """
    found: dict[Scheme, list[Numbers]] = {}
    for name, column in columns.items():
        for scheme, numbers in _read_column(name, column.texts, company=company, ship=ship):
            found.setdefault(scheme, []).append(numbers.of(column.codes.astype(np.int64)))
    return {scheme: joined(parts) for scheme, parts in found.items()}


def _read_column(name: str, texts: pa.LargeStringArray, *, company: bool, ship: bool) -> Found:
    """Return what a column says, scheme by scheme."""
    if name == "name":
        may = _matches(texts, MAY_HOLD) | (_matches(texts, _NO_LETTER) if ship else False)
        return _by_scheme(np.flatnonzero(may), texts, partial(identifiers_in_name, ship=ship))
    rules = number_columns(company=company).get(name)
    return _read(texts, rules, partial(numbers_in_cell, rules)) if rules else []


def are_valid_imo_ship(numbers: pa.LargeStringArray) -> Bools:
    """Return `vscreen.identifiers.imo.is_valid_imo_ship` of each of n numbers, all cleaned.

    What has not seven digits is none: zeros before a number are taken off where it is cleaned.

    Examples
    --------
    >>> are_valid_imo_ship(pa.array(["9161003", "9161004", "916100"], pa.large_string())).tolist()
    [True, False, False]
    """
    value = _sevens(numbers)
    valid: Bools = (_weighed(value, _SHIPS) % 10 == value % 10) & (value > 0)
    return valid


def are_only_companies(numbers: pa.LargeStringArray) -> Bools:
    """Return `vscreen.identifiers.in_text.is_only_company` of each of n numbers, digits all.

    Examples
    --------
    >>> are_only_companies(pa.array(["6183435", "9161003"], pa.large_string())).tolist()
    [True, False]
    """
    low = _sevens(numbers) < int(LAST_COMPANY) * 1_000_000
    company: Bools = low & are_valid_imo_company(numbers) & ~are_valid_imo_ship(numbers)
    return company


def are_valid_imo_company(numbers: pa.LargeStringArray) -> Bools:
    """Return `vscreen.identifiers.imo.is_valid_imo_company` of each of n numbers, digits all.

    Examples
    --------
    >>> are_valid_imo_company(pa.array(["6183435", "9161003"], pa.large_string())).tolist()
    [True, False]
    """
    value = _sevens(numbers)
    check = (11 - _weighed(value, _COMPANIES) % 11) % 10
    valid: Bools = (value > 0) & (check == value % 10)
    return valid


_SHIPS: Final = (2, 3, 4, 5, 6, 7)
_COMPANIES: Final = (7, 9, 2, 4, 6, 8)
"""Weights of an IMO number's digits, from the last but one."""


def _sevens(numbers: pa.LargeStringArray) -> Codes:
    """Return each number of seven digits as an integer, 0 for all others."""
    seven = pc.equal(pc.utf8_length(numbers), 7)
    value: Codes = pc.if_else(seven, numbers, "0").cast(pa.int64()).to_numpy()
    return value


def _weighed(value: Codes, weights: Sequence[int]) -> Codes:
    """Return the sum of the digits of each number, weighed; the last digit is left out."""
    digits = [value // 10**power % 10 * weight for power, weight in enumerate(weights, 1)]
    total: Codes = np.sum(digits, axis=0)
    return total


def imo_keys(numbers: Numbers) -> Numbers:
    """Return `vscreen.identifiers.imo.imo_deletions` of each number, with its owner.

    Examples
    --------
    >>> number = Numbers(np.array([7]), pa.array(["916100"], pa.large_string()))
    >>> imo_keys(number).value.to_pylist()
    ['916100', '16100', '96100', '91100', '91600', '91610', '91610']
    """
    rules = RULES_OF[Scheme.IMO_SHIP]
    found = _read(numbers.value, rules, lambda text: ((rules.scheme, imo_digits(text)),))
    read = next(of for scheme, of in found if scheme == rules.scheme)
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


_NO_LETTER: Final = "^[^A-Za-z]*[0-9][^A-Za-z]*$"
_DIGITS: Final = "^(?:[1-9][0-9]*)?$"
_MAY_BE: Final = (7, 9, 20)
"""Digits alone, of another length, are no number of a scheme but the column's own."""


def _read(
    texts: pa.LargeStringArray,
    rules: SchemeRules,
    read: Callable[[str], tuple[tuple[Scheme, str], ...]],
) -> Found:
    """Yield the plain numbers as they stand, with what ``read`` makes of the other texts."""
    length = pc.utf8_length(texts).to_numpy(zero_copy_only=False)
    lengths = rules.lengths
    stands = _matches(texts, rules.plain) & (length >= lengths.start) & (length < lengths.stop)
    row = np.flatnonzero(stands)
    no_number = _matches(texts, _DIGITS) & ~np.isin(length, _MAY_BE)
    if rules.digits_are_odd:
        no_number &= length == 0
    odd = np.flatnonzero(~stands & ~no_number)
    others = _by_scheme(odd, texts, read)
    plain = Numbers(row, texts.take(pa.array(row)))
    yield rules.scheme, joined([plain, *(of for scheme, of in others if scheme == rules.scheme)])
    yield from (found for found in others if found[0] != rules.scheme)
    if rules.scheme == Scheme.IMO_SHIP:
        yield Scheme.IMO_COMPANY, plain.some(are_only_companies(plain.value))
    if rules.scheme == Scheme.IMO_COMPANY:
        ships = are_valid_imo_ship(plain.value) & ~are_valid_imo_company(plain.value)
        yield Scheme.IMO_SHIP, plain.some(ships)


def _by_scheme(
    rows: Codes,
    texts: pa.LargeStringArray,
    read: Callable[[str], Iterable[tuple[Scheme, str]]],
) -> list[tuple[Scheme, Numbers]]:
    """Return what ``read`` finds in the texts of some rows."""
    found: dict[Scheme, list[tuple[int, str]]] = {}
    for row, text in zip(rows.tolist(), texts.take(pa.array(rows)).to_pylist(), strict=True):
        for scheme, value in read(text):
            if value:
                found.setdefault(scheme, []).append((row, value))
    return [
        (
            scheme,
            Numbers(
                np.array([row for row, _ in pairs], np.int64),
                _array([value for _, value in pairs]),
            ),
        )
        for scheme, pairs in found.items()
    ]


def _matches(texts: pa.LargeStringArray, pattern: str) -> Bools:
    found: Bools = pc.match_substring_regex(texts, pattern).to_numpy(zero_copy_only=False)
    return found


def _array(values: Sequence[str]) -> pa.LargeStringArray:
    return pa.array(values, pa.large_string())
