"""Is this number real? IMO, MMSI, call sign, LEI and flag: clean, validate, find in text.

Every identifier has the same two doors. ``clean_x(text)`` reads what people write in a cell and
returns the one spelling everything is compared in, or ``""``; ``is_valid_x(text)`` says whether
that number can exist. A number that cannot exist is still cleaned: lists and manifests hold
misprints, and a misprint of a listed ship is evidence (`vscreen.identifiers.imo.near_imo`).

>>> from vscreen.identifiers.countries import country_code
>>> from vscreen.identifiers.imo import clean_imo, is_valid_imo_ship
>>> from vscreen.identifiers.mmsi import clean_mmsi, mmsi_country
>>> clean_imo("IMO No. 9161003"), is_valid_imo_ship("9161003")
('9161003', True)
>>> clean_mmsi("273 212 120"), mmsi_country("273212120"), country_code("Russian Federation")
('273212120', 'RU', 'RU')

A cell that holds more than one number is text, not a number: see
`vscreen.identifiers.in_text.find_identifiers`.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# Words that stand between a label and its number: IMO SHIP NO. 9161003.
FILLERS: Final = "SHIP|VESSEL|COMPANY|OWNER|REGISTERED|IDENTIFICATION|NUMBER|NO|NR|N|ID|CODE|IS"
IMO_LABEL: Final = r"I\.?M\.?[O0]\.?"  # IM0 with a zero is a common misreading
IMO_LOOK_ALIKE: Final = r"(?=(?:[OIL]*\d){4})[\dOIL]{7}"
_AS_DIGITS: Final = str.maketrans("OIL", "011")
# What may stand between a label and its value; a closing bracket or comma ends the label's reach.
_GAP: Final = r"[\s:.#=/°'\"(\[_-]*+"
AFTER_LABEL: Final = rf"{_GAP}(?>(?:{FILLERS}){_GAP})*+"
CALL_SIGN_LABEL: Final = r"(?:CALL[\s_-]*+SIGN|C/S)[\s:.#=_-]*+(?:(?:NO|IS)\b[\s:.#=_-]*+)?"


def number_cell(label: str, run: str) -> re.Pattern[str]:
    """Return the pattern of a cell that holds one number, its label and punctuation around it."""
    scientific = r"(?P<lead>\d)\.(?P<fraction>\d+)E\+?(?P<exponent>\d{1,2})"
    grouped = r"\d{1,3}(?P<comma>[,.'])\d{3}(?:(?P=comma)\d{3})*"
    spaced = r"\d(?:\s*\d)*"
    number = rf"{scientific}|(?P<run>{run}|{grouped}|{spaced})(?:[.,]0*)?"
    # Atomic and possessive groups: no text makes this backtrack far.
    return re.compile(rf"[\W_]*+(?>(?:{label}|{FILLERS})[\W_]*+)*+(?:{number})[\W_]*+")


_INVISIBLE: Final = ("Cc", "Cf", "Me", "Mn")  # controls, formats, marks


def fold_cell(text: str) -> str:
    """Return ``text`` in capitals, any script's digits as ASCII, without marks and invisibles."""
    if not (text.isascii() and text.isprintable()):
        text = "".join(
            c
            for c in unicodedata.normalize("NFKD", text)
            if c.isalnum() or c.isspace() or unicodedata.category(c) not in _INVISIBLE
        )
        text = re.sub(r"(?![0-9])\d", lambda digit: str(unicodedata.decimal(digit[0])), text)
    return text.upper()


def read_digits(text: str, cell: re.Pattern[str]) -> str:
    """Return the digits of the one number in a cell, or ``""``."""
    if text.isascii() and text.isdigit():
        return text
    match = cell.fullmatch(fold_cell(text))
    if match is None:
        return ""
    if match["lead"]:
        exact = len(match["fraction"]) == int(match["exponent"])
        return match["lead"] + match["fraction"] if exact else ""
    return re.sub(r"\D", "", match["run"].translate(_AS_DIGITS))
