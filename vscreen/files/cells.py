"""The text of a cell, as people would type it: for every kind of file.

A whole number has no ``.0``, a date is ISO. Two things differ on purpose. A manifest's truth value
is ``TRUE``, for a ship may be named so, and its date keeps a time; a list's are ``True`` and the
day alone, for its fingerprints and its dates of listing follow from them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from decimal import Decimal
from typing import Any, Final

import pandas as pd

MOST_DIGITS: Final = 4_000
"""No number of a cell has more; Python prints no whole number of more than 4,300."""
NO_VALUE: Final = (
    "the formula in {cell} has no stored value; open and save the file in a spreadsheet program"
)
"""Why a formula is unread that was written without its result."""


class FailedCell(str):
    """The error, such as ``#N/A``, that a cell shows whose formula failed."""


class UnreadCell(FailedCell):
    """A cell that says something else than what can be read, with the reason.

    As a text it is ``#VALUE!``, an error that spreadsheets know.

    Examples
    --------
    >>> cell = UnreadCell("the formula in C4 has no stored value")
    >>> str(cell), cell.reason
    ('#VALUE!', 'the formula in C4 has no stored value')
    """

    reason: str

    def __new__(cls, reason: str) -> UnreadCell:
        """Return the cell."""
        cell = super().__new__(cls, "#VALUE!")
        cell.reason = reason
        return cell


def cell_text(value: Any) -> str:
    """Return a cell of a manifest as text: as printed, unknown as ``""``, 9176187.0 as 9176187.

    Dates are ISO, and without a time at midnight. A ship named TRUE that a spreadsheet took for a
    truth value is ``TRUE`` again. A formula that failed is the error it shows. A list, a dict or
    bytes say nothing (`vscreen.manifest.cell_text.strange_cells`).

    Parameters
    ----------
    value
        A cell of a frame or a workbook, of any type.

    Examples
    --------
    >>> cell_text("0917618"), cell_text(9176187.0), cell_text(None), cell_text(float("nan"))
    ('0917618', '9176187', '', '')
    """
    if isinstance(value, str):
        return str(value)
    if has_no_text(value):
        return ""
    if isinstance(value, Decimal):
        return _decimal_text(value)
    if pd.api.types.is_scalar(value) and pd.isna(value):
        return ""
    if isinstance(value, dt.datetime):
        return _moment_text(value)
    if isinstance(value, (dt.date, dt.time)):
        return value.isoformat()
    if pd.api.types.is_bool(value):
        return str(value).upper()
    if pd.api.types.is_float(value):
        return _number_text(value)
    if isinstance(value, int):
        return _digits(value)
    return _text(value)


def has_no_text(value: object) -> bool:
    """Whether a cell of a frame is no text, number or date, so that only its type can be told.

    So are lists, dicts and bytes, and objects that say nothing of themselves but what they are.

    Examples
    --------
    >>> has_no_text(["ANGARA"]), has_no_text(object()), has_no_text("ANGARA"), has_no_text(None)
    (True, True, False, False)
    """
    if isinstance(value, Collection):
        return not isinstance(value, str)
    return not pd.api.types.is_scalar(value) and not _own_text(value)


def _own_text(value: object) -> str:
    if type(value).__str__ is object.__str__:
        return ""
    try:
        return str(value)
    except Exception:  # anything may be raised by code that is not ours
        return ""


def printed(value: Any) -> str:
    """Return a cell of a list as text: no ``.0``, a date as ISO without a time.

    Parameters
    ----------
    value
        A cell of a workbook: text, number, truth value, date or time. A formula that failed is the
        error it shows, so that a reader can refuse it.

    Examples
    --------
    >>> printed(9161003.0), printed(dt.date(2025, 6, 18)), printed(" MARIA")
    ('9161003', '2025-06-18', ' MARIA')
    """
    if isinstance(value, float):
        return _number_text(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _moment_text(value: dt.datetime) -> str:
    midnight = value.time() == dt.time() and value.tzinfo is None
    return value.date().isoformat() if midnight else value.isoformat(sep=" ")


def _number_text(value: Any) -> str:
    whole = value == value // 1 if abs(value) < float("inf") else False
    return _digits(int(value)) if whole else str(value)


def _decimal_text(value: Decimal) -> str:
    if value.is_qnan():
        return ""
    # A signalling NaN raises where it is compared, and 1E+999999 is a megabyte of noughts.
    if not value.is_finite() or value.adjusted() > MOST_DIGITS:
        return str(value)
    return _digits(int(value)) if value == value.to_integral_value() else str(value)


def _digits(value: int) -> str:
    """Return a whole number; in base 16 one of more digits than Python prints: no number is it."""
    is_long = value.bit_length() > MOST_DIGITS * 3.3
    return hex(value) if is_long else str(value)


def _text(value: object) -> str:
    try:
        return str(value)
    except ValueError:  # a fraction of thousands of digits
        return f"<{type(value).__name__}>"
