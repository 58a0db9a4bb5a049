"""IMO numbers of ships and companies: seven digits, the last a check digit."""

from __future__ import annotations

from typing import Final

from rapidfuzz.distance import OSA

from vscreen.identifiers.cell import (
    IMO_LABEL,
    IMO_LOOK_ALIKE,
    mended_digits,
    number_cell,
    read_digits,
)

_LLOYDS: Final = r"LLOYD'?S|LR|L(?=[\W_]*\d{7}(?!\d))"
"""Lloyd's Register gave the numbers out before the IMO took them over."""
_IMO_CELL: Final = number_cell(rf"{IMO_LABEL}|{_LLOYDS}", IMO_LOOK_ALIKE, 7)


def imo_digits(text: str) -> str:
    """Return the six, seven or eight digits of a cell meant as an IMO number, or ``""``.

    Six and eight are an IMO number with a digit lost or typed twice: no number to look up, but
    one that :func:`near_imo` can compare.

    Examples
    --------
    >>> imo_digits("IMO 916103"), imo_digits("91610003"), imo_digits("12345")
    ('916103', '91610003', '')
    """
    digits = read_digits(text, _IMO_CELL)
    return digits if 6 <= len(digits) <= 8 and digits.strip("0") else ""


def clean_imo(text: str) -> str:
    """Return the seven digits of a cell that holds an IMO number, or ``""``.

    The International Maritime Organization numbers hulls, for life and through every change of
    name and flag (resolution A.1117(30)), and companies and registered owners in a scheme of the
    same shape (MSC.160(78)). People write ``IMO9161003``, ``IMO: 9161003``, ``9161003.0`` (a
    spreadsheet's number), ``916 1003``, full-width digits, or paste invisible characters along.

    Nothing is made up: shorter runs aren't padded, longer ones aren't cut, and a number failing
    its check digit is kept, as is a leading zero. Zeros only is how registers say "none". The
    letters O, I and L are read as 0 and 1 where exactly seven characters result, at least four of
    them digits.

    What was spoilt is mended if the check digit agrees with what comes of it: signs between
    digits (``916-1003``), zeros put before the number, other letters that look like digits.

    Examples
    --------
    >>> clean_imo("IMO: ９１６１００３"), clean_imo("9161003.0"), clean_imo("9161OO3")
    ('9161003', '9161003', '9161003')
    >>> clean_imo("9-161-003"), clean_imo("009161003"), clean_imo("91G1003")
    ('9161003', '9161003', '9161003')
    >>> clean_imo("0000000"), clean_imo("91610034"), clean_imo("UNKNOWN")
    ('', '', '')
    """
    digits = imo_digits(text)
    return digits if len(digits) == 7 else mended_digits(text, _IMO_CELL, _agrees, letters=True)


_FEWEST_LEFT: Final = 4
"""The fewest digits of a company's number that a spreadsheet leaves to recognise it by."""


def clean_company_number(text: str) -> str:
    """Return the IMO number in a cell of a column of companies' numbers, or ``""``.

    Many of them begin with zeros, which spreadsheets drop. Zeros are put back where the check
    digit then agrees; only in a column of such numbers, for any number may have five digits.

    Examples
    --------
    >>> clean_company_number("67761"), clean_company_number("6183435"), clean_imo("67761")
    ('0067761', '6183435', '')
    """
    number = clean_imo(text)
    left = "" if number else read_digits(text, _IMO_CELL)
    if _FEWEST_LEFT <= len(left) < 7 and _is_companys(left.zfill(7)):
        return left.zfill(7)
    return number


def _agrees(digits: str) -> bool:
    """Whether a check digit of ships or of companies agrees."""
    return bool(digits.strip("0")) and (_is_ships(digits) or _is_companys(digits))


def is_valid_imo(number: str) -> bool:
    """Return whether an IMO number, seven digits, can be a ship's or a company's.

    Examples
    --------
    >>> is_valid_imo("9161003"), is_valid_imo("6183435"), is_valid_imo("9161004")
    (True, True, False)
    """
    return is_valid_imo_ship(number) or is_valid_imo_company(number)


def is_valid_imo_ship(number: str) -> bool:
    """Return whether a ship can have this IMO number: its check digit agrees.

    The first six digits times 7, 6, 5, 4, 3, 2 add up to a number that ends in the seventh. One
    number in ten passes by chance, and so do some company numbers.

    Examples
    --------
    >>> is_valid_imo_ship("9161003"), is_valid_imo_ship("9161004")
    (True, False)
    """
    digits = clean_imo(number)
    return bool(digits) and _is_ships(digits)


def _is_ships(digits: str) -> bool:
    return _weigh(digits, (7, 6, 5, 4, 3, 2)) % 10 == int(digits[6])


def is_valid_imo_company(number: str) -> bool:
    """Return whether a company or registered owner can have this IMO number.

    Weights 8, 6, 4, 2, 9, 7; the check digit is what the sum lacks to a multiple of 11, with ten
    written as 0. Numbers such as 5766958 pass this check and the ships': the checksum alone
    doesn't tell a ship from its owner.

    Examples
    --------
    >>> is_valid_imo_company("6183435"), is_valid_imo_ship("6183435")
    (True, False)
    >>> is_valid_imo_company("5766958"), is_valid_imo_ship("5766958")
    (True, True)
    """
    digits = clean_imo(number)
    return bool(digits) and _is_companys(digits)


def _is_companys(digits: str) -> bool:
    return (11 - _weigh(digits, (8, 6, 4, 2, 9, 7)) % 11) % 10 == int(digits[6])


def _weigh(digits: str, weights: tuple[int, ...]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False))


def near_imo(given: str, listed: str) -> bool:
    """Return whether two IMO numbers differ by one slip of the hand.

    One slip is one digit replaced, two neighbours swapped, one digit lost, or one put in. Equal
    numbers are not near, nor is anything near no number.

    Examples
    --------
    >>> near_imo("9161003", "9161008"), near_imo("9161003", "9116003")
    (True, True)
    >>> near_imo("9161003", "916103"), near_imo("9161003", "9161003")
    (True, False)
    """
    given, listed = imo_digits(given), imo_digits(listed)
    return bool(given and listed) and OSA.distance(given, listed, score_cutoff=1) == 1


def imo_deletions(number: str) -> set[str]:
    """Return the number and all it becomes by losing one digit: keys under which near ones meet.

    If ``near_imo(a, b)`` then ``imo_deletions(a) & imo_deletions(b)``: drop the replaced digit on
    both sides, or one of two swapped ones, or the digit that only one side has. The reverse isn't
    true; keys find candidates, :func:`near_imo` decides.

    Examples
    --------
    >>> sorted(imo_deletions("9161003"))
    ['161003', '911003', '916003', '916100', '9161003', '916103', '961003']
    """
    digits = imo_digits(number)
    return {digits, *(digits[:i] + digits[i + 1 :] for i in range(len(digits)))} - {""}
