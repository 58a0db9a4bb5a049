"""Why the number in a cell could not be read.

A cell of a column of numbers that is filled in and gives no number that can exist was not checked.
The reasons complete a sentence such as ``IMO '907472' could not be read: it has 6 digits, an IMO
number has 7``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vscreen.columnar.strings import Bools
from vscreen.data.placeholders import is_date, placeholder, seen, why_elsewhere
from vscreen.identifiers.call_sign import is_number
from vscreen.identifiers.cell import LONGEST_CELL, fold_cell, is_rounded
from vscreen.identifiers.columns_bulk import (
    are_only_companies,
    are_valid_imo_company,
    are_valid_imo_ship,
)
from vscreen.identifiers.countries import country_code
from vscreen.identifiers.in_text import LAST_COMPANY, numbers_in_cell, without_other_numbers
from vscreen.identifiers.mmsi import is_station
from vscreen.identifiers.registry import RULES_OF, SchemeRules
from vscreen.schema import Scheme

_CALLED: Final = {
    Scheme.IMO_SHIP: ("an IMO number", 7),
    Scheme.IMO_COMPANY: ("an IMO company number", 7),
    Scheme.MMSI: ("an MMSI", 9),
    Scheme.ENI: ("an ENI", 8),
    Scheme.CALL_SIGN: ("call sign", 0),
}
"""What a number of a column is called, and how many digits it has."""
_LONG_RUN: Final = 5
"""Digits from which a run beside a number that was read may be another number."""


_MONTHS: Final = "(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)"
_MONTH_DAY: Final = re.compile(rf"\d{{1,2}}-{_MONTHS}(?:-\d{{2,4}})?|{_MONTHS}-\d{{1,2}}")
"""What a spreadsheet makes of DEC1."""


def unread_number(rules: SchemeRules, text: str) -> str:
    """Return why a cell of a column of numbers could not be read; ``""`` if it was.

    A cell is read if it says that there is no number, or if all its numbers can exist: their check
    digits agree, they have as many digits as such numbers have.

    Parameters
    ----------
    rules
        The scheme of the column.
    text
        The cell.

    Examples
    --------
    >>> imo = RULES_OF[Scheme.IMO_SHIP]
    >>> [unread_number(imo, text) for text in ("9161003", "n/a", "IMO 9161003 / 9179842")]
    ['', '', '']
    >>> unread_number(imo, "916100"), unread_number(imo, "9161004"), unread_number(imo, "9.16E+06")
    ('it has 6 digits, an IMO number has 7', 'its check digit is wrong', 'a spreadsheet rounded it')
    """
    if not seen(text).strip(" \t\n?"):
        return ""
    if len(text) > LONGEST_CELL:
        return f"it is longer than {LONGEST_CELL} characters"
    if rules.scheme == Scheme.CALL_SIGN and _MONTH_DAY.fullmatch(fold_cell(text).strip()):
        return "a spreadsheet made a date of it"
    numbers = numbers_in_cell(rules, text)
    found = [value for scheme, value in numbers if can_exist(RULES_OF[scheme], value)]
    if found:
        return "" if rules.clean(text) in found else _left_over(text, found)
    meaning = placeholder(text, field=rules.field or rules.party_field or "")
    if meaning == "nothing":
        return ""
    return why_elsewhere(text) if meaning else _fault(rules, text)


def can_exist(rules: SchemeRules, number: str) -> bool:
    """Return whether a number can exist, or its scheme has no way to say that it can't.

    Examples
    --------
    >>> can_exist(RULES_OF[Scheme.IMO_SHIP], "9161004")
    False
    >>> can_exist(RULES_OF[Scheme.CALL_SIGN], "ABC1")
    True
    """
    if rules.scheme == Scheme.MMSI:
        return is_station(number)
    if rules.scheme == Scheme.CALL_SIGN:
        return not _is_wordy(number)
    # A company's name stands beside its number: a slip in the number alone doesn't hide it.
    of_company = rules.scheme == Scheme.IMO_COMPANY and number < LAST_COMPANY
    return of_company or rules.is_valid(number)


MOST_LETTERS: Final = 4
"""The most letters of a call sign without a digit; all 203 of them on the lists have four."""


def _is_wordy(sign: str) -> bool:
    """Whether letters are too many for a call sign without a digit: it is rather a name."""
    return sign.isalpha() and len(sign) > MOST_LETTERS


def _left_over(text: str, found: Sequence[str]) -> str:
    """Return why a cell in which numbers were found was not read whole."""
    digits = re.sub(r"\D", "", without_other_numbers(text))
    for value in found:
        digits = digits.replace(value.lstrip("0"), "")
    return "not all of its digits are numbers that can exist" if len(digits) >= _LONG_RUN else ""


def _fault(rules: SchemeRules, text: str) -> str:
    """Return what is wrong with a cell in which no number that can exist was found."""
    called, length = _CALLED[rules.scheme]
    if rules.scheme == Scheme.CALL_SIGN:
        spoilt = is_number(fold_cell(text))
        return "a spreadsheet made a number of it" if spoilt else f"it is no {called}"
    if is_rounded(text):
        return "a spreadsheet rounded it"
    given = [value for scheme, value in numbers_in_cell(rules, text) if scheme == rules.scheme]
    runs = given or re.findall(r"\d+", without_other_numbers(text))
    longest = max(runs, key=len, default="")
    digits = longest if len(longest) >= _LONG_RUN else "".join(runs)
    if not digits:
        return "it is no number"
    if len(digits) == length:
        return _WRONG[rules.scheme]
    return f"it has {len(digits)} digit{'s'[: len(digits) != 1]}, {called} has {length}"


_WRONG: Final = {
    Scheme.IMO_SHIP: "its check digit is wrong",
    Scheme.IMO_COMPANY: "its check digit is wrong",
    Scheme.MMSI: "no station's number begins like it",
    Scheme.ENI: "no authority's numbers begin like it",
}
"""What is wrong with a number of the right length."""
_READ: Final = {
    Scheme.MMSI: "^[2-7][0-9]{8}$",
    Scheme.ENI: "^(?:00[1-9]|0[1-9][0-9]|[1-7][0-9]{2}|8[0-6][0-9])[0-9]{5}$",
    Scheme.CALL_SIGN: "^(?:[A-Z]+[0-9]|[2-9][A-Z]+[0-9])[A-Z0-9]*$",
}
"""Texts of a column that are read for certain, if not too long."""


def unread_numbers(rules: SchemeRules, texts: pa.LargeStringArray) -> pa.LargeStringArray:
    """Return `unread_number` of each of n texts, each distinct one of which should come once.

    Numbers that can exist, written plainly, and empty texts cost one pass over the column.

    Examples
    --------
    >>> imo = RULES_OF[Scheme.IMO_SHIP]
    >>> unread_numbers(imo, pa.array(["9161003", "", "n. n.", "9"], pa.large_string())).to_pylist()
    ['', '', '', 'it has 1 digit, an IMO number has 7']
    """
    rows = np.flatnonzero(~_surely_read(rules, texts))
    some = texts.take(pa.array(rows)).to_pylist()
    reasons = np.full(len(texts), "", np.object_)
    reasons[rows] = [unread_number(rules, text) for text in some]
    return pa.array(reasons, pa.large_string())


def _surely_read(rules: SchemeRules, texts: pa.LargeStringArray) -> Bools:
    length = pc.utf8_length(texts).to_numpy(zero_copy_only=False)
    plain = pc.match_substring_regex(texts, _READ.get(rules.scheme, rules.plain))
    read: Bools = plain.to_numpy(zero_copy_only=False) & np.isin(length, rules.lengths)
    if rules.scheme == Scheme.IMO_SHIP:
        rows = np.flatnonzero(read)
        digits = texts.take(pa.array(rows))
        read[rows] = are_valid_imo_ship(digits) | are_only_companies(digits)
    if rules.scheme == Scheme.IMO_COMPANY:
        rows = np.flatnonzero(read)
        digits = texts.take(pa.array(rows))
        read[rows] = are_valid_imo_company(digits) | are_valid_imo_ship(digits)
    read |= length == 0
    return read


def name_in_number_cell(text: str) -> bool:
    """Return whether a cell of a column of numbers holds what may be a name, alone or beside one.

    A name has five letters at least, three of other scripts, or it could be a call sign. Labels,
    words for "none", countries and codes that mix letters and digits are no names.

    Examples
    --------
    >>> [name_in_number_cell(text) for text in ("GREY HULL", "ANGARA 9179842", "IMO No. 9161003")]
    [True, True, False]
    >>> [name_in_number_cell(text) for text in ("n/a", "UBGW2", "9161003 (Panama)")]
    [False, False, False]
    """
    if text.isdecimal():
        return False
    folded = without_other_numbers(text)
    if len(text) > LONGEST_CELL or is_date(text) or is_rounded(text):
        return False
    tokens = re.findall(r"[^\W_]+", folded)
    words = [token for token in tokens if not any(map(str.isdigit, token))]
    letters = sum(len(word) if word.isascii() else 2 * len(word) for word in words)
    named = " ".join(words)
    return letters > MOST_LETTERS and not (placeholder(named, field="imo") or country_code(named))
