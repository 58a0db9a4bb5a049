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
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from vscreen.columnar.encoded import decoded

# Words that stand between a label and its number: IMO SHIP NO. 9161003.
FILLERS: Final = "SHIP|VESSEL|COMPANY|OWNER|REGISTERED|IDENTIFICATION|NUMBER|NO|NR|N|ID|CODE|IS"
IMO_LABEL: Final = r"I\.?M\.?[O0]\.?"  # IM0 with a zero is a common misreading
IMO_LOOK_ALIKE: Final = r"(?=(?:[OIL]*\d){4})[\dOIL]{7}"
_AS_DIGITS: Final = str.maketrans("OIL", "011")
_MORE_AS_DIGITS: Final = str.maketrans("OQDILZSGB", "000112568")
# What may stand between a label and its value; a closing bracket or comma ends the label's reach.
_GAP: Final = r"[\s:.#=/°'\"(\[_-]*+"
AFTER_LABEL: Final = rf"{_GAP}(?>(?:{FILLERS}){_GAP})*+"
CALL_SIGN_LABEL: Final = r"(?:CALL[\s_-]*+SIGN|C/S)[\s:.#=_-]*+(?:(?:NO|IS)\b[\s:.#=_-]*+)?"


LONGEST_CELL: Final = 200
"""Characters of the longest cell in which one number is looked for that is written in pieces."""
_SCIENTIFIC: Final = r"(?P<lead>\d+)(?:[.,](?P<fraction>\d+))?E\+?(?P<exponent>\d{1,3})"
_POWER: Final = re.compile(rf"[\W_]*+{_SCIENTIFIC}[\W_]*+")


@dataclass(frozen=True)
class NumberCell:
    """How a cell gives a number of one scheme.

    Attributes
    ----------
    whole
        A cell that holds one number, its label and punctuation around it.
    labels
        What stands before the number in such a cell.
    digits
        How many digits such a number has.
    """

    whole: re.Pattern[str]
    labels: re.Pattern[str]
    digits: int


def number_cell(label: str, run: str, digits: int) -> NumberCell:
    """Return how a cell gives a number of so many digits behind a label, or without it."""
    grouped = r"\d{1,3}(?P<comma>[,.'])\d{3}(?:(?P=comma)\d{3})*"
    spaced = r"\d(?:\s*\d)*"
    number = rf"{_SCIENTIFIC}|(?P<run>{run}|{grouped}|{spaced})(?:[.,]0*)?"
    # Atomic and possessive groups: no text makes this backtrack far.
    before = rf"[\W_]*+(?>(?:{label}|{FILLERS})[\W_]*+)*+"
    return NumberCell(re.compile(rf"{before}(?:{number})[\W_]*+"), re.compile(before), digits)


_INVISIBLE: Final = ("Cc", "Cf", "Me", "Mn")  # controls, formats, marks


def fold_cell(text: str) -> str:
    """Return ``text`` decoded, in capitals, digits as ASCII, without marks and invisibles."""
    folded = _folded(text)
    undone = decoded(folded)
    return folded if undone == folded else fold_cell(undone)


def _folded(text: str) -> str:
    if not (text.isascii() and text.isprintable()):
        text = "".join(
            c
            for c in unicodedata.normalize("NFKD", text)
            if c.isalnum() or c.isspace() or unicodedata.category(c) not in _INVISIBLE
        )
        text = re.sub(r"(?![0-9])\d", lambda digit: str(unicodedata.decimal(digit[0])), text)
    return text.upper()


def read_digits(text: str, cell: NumberCell) -> str:
    """Return the digits of the one number in a cell as they stand, or ``""``."""
    if text.isascii() and text.isdigit():
        return text
    match = cell.whole.fullmatch(fold_cell(text))
    if match is None:
        return ""
    if match["lead"]:
        return _written_out(match)
    return re.sub(r"\D", "", match["run"].translate(_AS_DIGITS))


def _written_out(power: re.Match[str]) -> str:
    """Return the digits of a number in powers of ten; ``""`` if not all of them are given."""
    fraction, exponent = power["fraction"] or "", int(power["exponent"])
    whole = len(fraction) >= exponent and not fraction[exponent:].strip("0")
    return power["lead"] + fraction[:exponent] if whole else ""


def is_rounded(text: str) -> bool:
    """Return whether a spreadsheet wrote a number in powers of ten and dropped digits of it.

    Examples
    --------
    >>> is_rounded("9.07E+06"), is_rounded("9.074729E+06"), is_rounded("9074729")
    (True, False, False)
    """
    match = _POWER.fullmatch(fold_cell(text))
    return match is not None and not _written_out(match)


def mended_digits(
    text: str,
    cell: NumberCell,
    is_right: Callable[[str], bool],
    *,
    letters: bool = False,
    padded: bool = True,
) -> str:
    r"""Return the one number that a cell gives in pieces, with zeros before it, or misread.

    Whatever signs stand between digits are left out; with ``padded``, zeros beyond the length of
    the number too; with ``letters``, letters that look like digits are read as these. Only a
    number that ``is_right`` comes of it: the scheme's own rules vouch for what was mended.

    Examples
    --------
    >>> cell = number_cell("IMO", r"\d{7}", 7)
    >>> [mended_digits(text, cell, str.isdigit) for text in ("923-6755", "IMO 09236755", "1 2")]
    ['9236755', '9236755', '']
    """
    folded = fold_cell(text[: LONGEST_CELL + 1])
    if len(folded) > LONGEST_CELL:
        return ""
    before = cell.labels.match(folded)
    signs = re.sub(r"[\W_]+", "", folded[before.end() if before else 0 :].replace("|", "I"))
    if sum(map(str.isdigit, signs)) + 3 < cell.digits:
        return ""
    digits = signs.translate(_MORE_AS_DIGITS) if letters else signs
    zeros, number = digits[: -cell.digits], digits[-cell.digits :]
    if zeros.strip("0" if padded else "") or len(number) < cell.digits:
        return ""
    return number if re.fullmatch("[0-9]+", number) and is_right(number) else ""
