"""MMSI: nine digits that a ship's radio sends; the first three often tell the flag."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from vscreen.data import read_table
from vscreen.identifiers.cell import AFTER_LABEL, mended_digits, number_cell, read_digits

MMSI_IN_TEXT: Final = (
    rf"MMSI{AFTER_LABEL}(?P<mmsi>\d{{9}}|\d{{3}}\ \d{{3}}\ \d{{3}}|\d{{3}}\ \d{{6}})(?!\d)"
)
_MMSI_CELL: Final = number_cell("MMSI", r"\d{9}", 9)
_SHIPS: Final = ("2", "3", "4", "5", "6", "7")
"""First digits of the numbers of ships' stations, which are those of their continents."""


def clean_mmsi(text: str) -> str:
    """Return the nine digits of a cell that holds an MMSI, or ``""``.

    The Maritime Mobile Service Identity is the number a ship's radio and AIS send (ITU-R M.585).
    It changes with the flag. Spreadsheets turn it into ``273291160.0`` or ``2.73291160E+08``; the
    latter is read only if all nine digits are written out. Signs between the digits of a ship's
    number (``273-291-160``) and zeros before it are left out.

    Examples
    --------
    >>> clean_mmsi("MMSI: 273291160"), clean_mmsi("2.73291160E+08"), clean_mmsi("2.73E+08")
    ('273291160', '273291160', '')
    """
    digits = read_digits(text, _MMSI_CELL)
    if len(digits) == 9 and digits.strip("0"):
        return digits
    return mended_digits(text, _MMSI_CELL, lambda number: number.startswith(_SHIPS))


def is_valid_mmsi(number: str) -> bool:
    """Return whether a ship's station can have this MMSI: it begins with 2 to 7.

    Other beginnings are coast stations (00), groups (0), aircraft (111), handhelds (8), buoys and
    boats of a mother ship (99, 98).

    Examples
    --------
    >>> is_valid_mmsi("273291160"), is_valid_mmsi("992731234")
    (True, False)
    """
    return clean_mmsi(number).startswith(_SHIPS)


def is_station(number: str) -> bool:
    """Return whether any station can have this MMSI, be it none of a ship (ITU-R M.585).

    Groups and coast stations begin with 0, aircraft that search with 111, handhelds with 8,
    beacons, boats of a mother ship and aids to navigation with 97, 98 and 99.

    Examples
    --------
    >>> is_station("273291160"), is_station("992731234"), is_station("123456789")
    (True, True, False)
    """
    return re.match("[02-8]|111|9[789]", clean_mmsi(number)) is not None


def mmsi_country(mmsi: str) -> str:
    """Return the ISO 3166 code of the flag that issued a ship's MMSI, or ``""`` if unknown.

    The first three digits are the Maritime Identification Digits that the ITU gives to a country.

    Examples
    --------
    >>> mmsi_country("445539000"), mmsi_country("636017000"), mmsi_country("999999999")
    ('KP', 'LR', '')
    """
    return _mmsi_countries().get(clean_mmsi(mmsi)[:3], "")


@cache
def _mmsi_countries() -> dict[str, str]:
    return {row["mid"]: row["country"] for row in read_table("mmsi_digits.csv")}
