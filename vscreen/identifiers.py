"""Is this number real? IMO, MMSI, call sign, LEI and flag: clean, validate, find in text.

Every identifier has the same two doors. ``clean_x(text)`` reads what people write in a cell and
returns the one spelling everything is compared in, or ``""``; ``is_valid_x(text)`` says whether
that number can exist. A number that cannot exist is still cleaned: lists and manifests hold
misprints, and a misprint of a listed ship is evidence (:func:`near_imo`).

>>> clean_imo("IMO No. 9161003"), is_valid_imo_ship("9161003")
('9161003', True)
>>> clean_mmsi("273 212 120"), mmsi_country("273212120"), country_code("Russian Federation")
('273212120', 'RU', 'RU')

A cell that holds more than one number is text, not a number: see :func:`find_identifiers`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

from rapidfuzz.distance import OSA

from vscreen.data import read_table
from vscreen.schema import Scheme

# Words that stand between a label and its number: IMO SHIP NO. 9161003.
_FILLERS: Final = "SHIP|VESSEL|COMPANY|OWNER|REGISTERED|IDENTIFICATION|NUMBER|NO|NR|N|ID|CODE|IS"
_IMO_LABEL: Final = r"I\.?M\.?[O0]\.?"  # IM0 with a zero is a common misreading
_IMO_LOOK_ALIKE: Final = r"(?=(?:[OIL]*\d){4})[\dOIL]{7}"
_AS_DIGITS: Final = str.maketrans("OIL", "011")
_CALL_SIGN_LABEL: Final = r"(?:CALL[\s_-]*+SIGN|C/S)[\s:.#=_-]*+(?:(?:NO|IS)\b[\s:.#=_-]*+)?"


def _cell(label: str, run: str) -> re.Pattern[str]:
    """Return the pattern of a cell that holds one number, its label and punctuation around it."""
    scientific = r"(?P<lead>\d)\.(?P<fraction>\d+)E\+?(?P<exponent>\d{1,2})"
    grouped = r"\d{1,3}(?P<comma>[,.'])\d{3}(?:(?P=comma)\d{3})*"
    spaced = r"\d(?:\s*\d)*"
    number = rf"{scientific}|(?P<run>{run}|{grouped}|{spaced})(?:[.,]0*)?"
    # Atomic and possessive groups: no text makes this backtrack far.
    return re.compile(rf"[\W_]*+(?>(?:{label}|{_FILLERS})[\W_]*+)*+(?:{number})[\W_]*+")


_IMO_CELL: Final = _cell(rf"{_IMO_LABEL}|LLOYD'?S|LR", _IMO_LOOK_ALIKE)
_MMSI_CELL: Final = _cell("MMSI", r"\d{9}")
_CALL_SIGN: Final = re.compile(r"(?=\d*[A-Z])[A-Z0-9]{3,7}")
# Two characters of an ITU series: none begins with Q, and 0 and 1 look too much like O and I.
_CALL_SIGN_SERIES: Final = re.compile(r"(?:[A-PR-Z][A-Z2-9]|[2-9][A-Z])[A-Z0-9]{2,5}")
_NO_CALL_SIGN: Final = frozenset(
    ("BLANK", "MISSING", "NAN", "NIL", "NONE", "NULL", "PENDING", "TBA", "TBC", "TBD", "TBN",
     "UNK", "UNKNOWN", "VARIOUS", "XXX", "XXXX"),
)  # fmt: skip
_LEI: Final = re.compile(r"(?:LEI)?(?P<lei>[A-Z0-9]{18}[0-9]{2})")
_WRITTEN_OUT: Final = {
    "DEM": "DEMOCRATIC", "REP": "REPUBLIC", "ST": "SAINT", "STE": "SAINT",
    "IS": "ISLANDS", "ISL": "ISLANDS", "ISLAND": "ISLANDS",
}  # fmt: skip
_EMPTY_WORDS: Final = frozenset(("AND", "FLAG", "OF", "REGION", "THE"))

# What may stand between a label and its value; a closing bracket or comma ends the label's reach.
_GAP: Final = r"[\s:.#=/°'\"(\[_-]*+"
_WORDS: Final = rf"{_GAP}(?>(?:{_FILLERS}){_GAP})*+"
_IDENTIFIER: Final = re.compile(
    rf"""(?<![A-Z0-9])(?:
        {_IMO_LABEL}{_WORDS}(?P<imo>{_IMO_LOOK_ALIKE}(?![A-Z0-9])|\d{{7}}(?!\d)
            |(?:\d{{3}}\ \d{{4}}|\d{{4}}\ \d{{3}}|\d\ \d{{3}}\ \d{{3}})(?!\d))
      | MMSI{_WORDS}(?P<mmsi>\d{{9}}|\d{{3}}\ \d{{3}}\ \d{{3}}|\d{{3}}\ \d{{6}})(?!\d)
      | {_CALL_SIGN_LABEL}(?P<call_sign>[A-Z0-9]{{2,3}}[ -]\d{{3,4}}|[A-Z0-9]{{3,7}})(?![A-Z0-9])
      | (?:LEI{_WORDS})?(?P<lei>[A-Z0-9]{{18}}\d\d)(?![A-Z0-9])
      | (?:(?:TEL|TELEPHONE|PHONE|FAX|MOB|MOBILE){_WORDS}\+?|\+)\d[\d\ ().-]*+
      | (?:B/?L|BILL\ OF\ LADING|INVOICE|INV|HS|HTS|SEAL|CONTAINER){_WORDS}\d[\d./-]*+
      | (?<!\d[.-])(?P<bare>\d{{7}})(?![A-Z0-9]|-\d|\.(?!0+\b)\d)
    )""",
    re.VERBOSE,
)
_INVISIBLE: Final = ("Cc", "Cf", "Me", "Mn")  # controls, formats, marks


def _fold(text: str) -> str:
    """Return ``text`` in capitals, any script's digits as ASCII, without marks and invisibles."""
    if not (text.isascii() and text.isprintable()):
        text = "".join(
            c
            for c in unicodedata.normalize("NFKD", text)
            if c.isalnum() or c.isspace() or unicodedata.category(c) not in _INVISIBLE
        )
        text = re.sub(r"(?![0-9])\d", lambda digit: str(unicodedata.decimal(digit[0])), text)
    return text.upper()


def _read_digits(text: str, cell: re.Pattern[str]) -> str:
    """Return the digits of the one number in a cell, or ``""``."""
    if text.isascii() and text.isdigit():
        return text
    match = cell.fullmatch(_fold(text))
    if match is None:
        return ""
    if match["lead"]:
        exact = len(match["fraction"]) == int(match["exponent"])
        return match["lead"] + match["fraction"] if exact else ""
    return re.sub(r"\D", "", match["run"].translate(_AS_DIGITS))


def imo_digits(text: str) -> str:
    """Return the six, seven or eight digits of a cell meant as an IMO number, or ``""``.

    Six and eight are an IMO number with a digit lost or typed twice: no number to look up, but
    one that :func:`near_imo` can compare.

    Examples
    --------
    >>> imo_digits("IMO 916103"), imo_digits("91610003"), imo_digits("12345")
    ('916103', '91610003', '')
    """
    digits = _read_digits(text, _IMO_CELL)
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

    Examples
    --------
    >>> clean_imo("IMO: ９１６１００３"), clean_imo("9161003.0"), clean_imo("9161OO3")
    ('9161003', '9161003', '9161003')
    >>> clean_imo("0000000"), clean_imo("91610034"), clean_imo("UNKNOWN")
    ('', '', '')
    """
    digits = imo_digits(text)
    return digits if len(digits) == 7 else ""


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
    return bool(digits) and _weigh(digits, (7, 6, 5, 4, 3, 2)) % 10 == int(digits[6])


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
    return bool(digits) and (11 - _weigh(digits, (8, 6, 4, 2, 9, 7)) % 11) % 10 == int(digits[6])


def _weigh(digits: str, weights: tuple[int, ...]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False))


def near_imo(one: str, other: str) -> bool:
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
    one, other = imo_digits(one), imo_digits(other)
    return bool(one and other) and OSA.distance(one, other, score_cutoff=1) == 1


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


def clean_mmsi(text: str) -> str:
    """Return the nine digits of a cell that holds an MMSI, or ``""``.

    The Maritime Mobile Service Identity is the number a ship's radio and AIS send (ITU-R M.585).
    It changes with the flag. Spreadsheets turn it into ``273291160.0`` or ``2.73291160E+08``; the
    latter is read only if all nine digits are written out.

    Examples
    --------
    >>> clean_mmsi("MMSI: 273291160"), clean_mmsi("2.73291160E+08"), clean_mmsi("2.73E+08")
    ('273291160', '273291160', '')
    """
    digits = _read_digits(text, _MMSI_CELL)
    return digits if len(digits) == 9 and digits.strip("0") else ""


def is_valid_mmsi(number: str) -> bool:
    """Return whether a ship's station can have this MMSI: it begins with 2 to 7.

    Other beginnings are coast stations (00), groups (0), aircraft (111), handhelds (8), buoys and
    boats of a mother ship (99, 98).

    Examples
    --------
    >>> is_valid_mmsi("273291160"), is_valid_mmsi("992731234")
    (True, False)
    """
    return clean_mmsi(number)[:1] in ("2", "3", "4", "5", "6", "7")


def mmsi_country(mmsi: str) -> str:
    """Return the ISO 3166 code of the flag that issued a ship's MMSI, or ``""`` if unknown.

    The first three digits are the Maritime Identification Digits that the ITU gives to a country.

    Examples
    --------
    >>> mmsi_country("445539000"), mmsi_country("636017000"), mmsi_country("999999999")
    ('KP', 'LR', '')
    """
    return _mmsi_countries().get(clean_mmsi(mmsi)[:3], "")


def clean_call_sign(text: str) -> str:
    """Return a radio call sign in capitals without blanks, hyphens and dots, or ``""``.

    The flag state gives a ship's radio three to seven letters and digits, the first one or two
    from its ITU series (``UB`` is Russia's). Words for "none" are no call sign.

    Examples
    --------
    >>> clean_call_sign("Call Sign: UBGW2"), clean_call_sign("9ha 5-123"), clean_call_sign("N/A")
    ('UBGW2', '9HA5123', '')
    """
    sign = re.sub(rf"^{_CALL_SIGN_LABEL}", "", _fold(text).strip())
    sign = re.sub(r"[\s._-]", "", sign).strip(",;:#'\"()[]")
    return sign if _CALL_SIGN.fullmatch(sign) and sign not in _NO_CALL_SIGN else ""


def is_valid_call_sign(text: str) -> bool:
    """Return whether a ship can have this call sign: four to seven characters in an ITU series.

    The series are in ITU Radio Regulations, appendix 42. What states add behind theirs varies too
    much for a finer rule.

    Examples
    --------
    >>> is_valid_call_sign("UBGW2"), is_valid_call_sign("QXYZ"), is_valid_call_sign("10AB")
    (True, False, False)
    """
    return _CALL_SIGN_SERIES.fullmatch(clean_call_sign(text)) is not None


def clean_lei(text: str) -> str:
    """Return a Legal Entity Identifier (ISO 17442) in capitals, or ``""``.

    Eighteen letters and digits and two check digits, for companies in finance and trade.

    Examples
    --------
    >>> clean_lei("LEI: 2138 00KU D8LA JWSQ 9D15")
    '213800KUD8LAJWSQ9D15'
    """
    match = _LEI.fullmatch(re.sub(r"[\W_]", "", _fold(text)))
    return match["lei"] if match else ""


def is_valid_lei(text: str) -> bool:
    """Return whether an LEI's check digits agree: letters as 10 to 35, the whole 1 modulo 97.

    Examples
    --------
    >>> is_valid_lei("213800KUD8LAJWSQ9D15"), is_valid_lei("213800KUD8LXJWSQ9D15")
    (True, False)
    """
    lei = clean_lei(text)
    return bool(lei) and int("".join(str(int(c, 36)) for c in lei)) % 97 == 1


def country_code(text: str) -> str:
    """Return the ISO 3166 alpha-2 code of a country or flag as people print it, or ``""``.

    Codes of two and three letters, short and long names in any order of words (``Korea, North``,
    ``Iran (Islamic Republic of)``), former and native names, adjectives. Capitals, accents and
    punctuation don't matter. A former country is the code of its heir where there is one (USSR is
    ``RU``, Netherlands Antilles ``CW``); Kosovo is ``XK``, as the EU writes it. What names no one
    country stays unknown: ``Korea``, ``Yugoslavia``, ``None Identified``.

    Examples
    --------
    >>> country_code("Korea, North"), country_code("DPRK"), country_code("St. Kitts & Nevis")
    ('KP', 'KP', 'KN')
    >>> country_code("Portugal (Madeira)"), country_code("NA"), country_code("N/A")
    ('PT', 'NA', '')
    """
    codes, folded = _country_codes(), _fold(text)
    code = codes.get(_country_key(folded), "")
    if not code and "(" in folded:
        outside, _, inside = (_country_key(part) for part in folded.partition("("))
        code = codes.get(outside, "")
        if codes.get(inside, code) != code:  # a register or short form may stand there
            code = ""
    return code


def _country_key(folded: str) -> str:
    """Return the words of a country's name, abbreviations written out, in alphabetic order."""
    words: list[str] = re.findall(r"[^\W_]+", re.sub(r"['’ʼ`]", "", folded))
    if len(words) == 1:  # alone, ST and IS are codes
        return words[0]
    return " ".join(sorted({_WRITTEN_OUT.get(word, word) for word in words} - _EMPTY_WORDS))


@cache
def _country_codes() -> dict[str, str]:
    """Return the code of every code, name and alias in the shipped table, by its key."""
    return {
        _country_key(_fold(name)): row["code"]
        for row in read_table("countries.csv")
        for name in (row["code"], row["name"], *row["aliases"].split(";"))
    }


@cache
def _mmsi_countries() -> dict[str, str]:
    return {row["mid"]: row["country"] for row in read_table("mmsi_digits.csv")}


def find_identifiers(text: str) -> list[tuple[Scheme, str]]:
    """Return what identifies a ship or company inside free text, in order, each once.

    - IMO: seven digits behind a label, check digit or not; without a label only if a check digit
      agrees. A number that is right for both ships and companies comes back under both schemes,
      as one checksum can't tell them apart; one that is right for neither, as a ship's.
    - MMSI and call sign: behind their label only; nine digits or four letters are too common.
    - LEI: wherever twenty characters pass its check.

    Seven digits are not taken from a longer code or number (``ABCU9161003``, ``423-9161003``),
    nor behind ``B/L``, ``INVOICE``, ``HS``, ``TEL`` and their like, nor from a phone number with
    a plus. A bare number still passes a check digit by chance one time in five: proof enough when
    it equals a listed one, poor proof that a ship is another.

    Examples
    --------
    >>> for scheme, value in find_identifiers("MV LADY R / IMO9161003, C/S UBDT8, B/L 9161003"):
    ...     print(scheme, value)
    imo_ship 9161003
    call_sign UBDT8
    """
    found: list[tuple[Scheme, str]] = []
    for match in _IDENTIFIER.finditer(_fold(text)):
        kind = match.lastgroup
        value: str = match[kind or 0]
        if kind in ("imo", "bare") and (imo := clean_imo(value)):
            is_company = is_valid_imo_company(imo)
            if is_valid_imo_ship(imo) or (kind == "imo" and not is_company):
                found.append((Scheme.IMO_SHIP, imo))
            if is_company:
                found.append((Scheme.IMO_COMPANY, imo))
        elif kind == "mmsi" and (mmsi := clean_mmsi(value)):
            found.append((Scheme.MMSI, mmsi))
        elif kind == "call_sign" and is_valid_call_sign(value):
            found.append((Scheme.CALL_SIGN, clean_call_sign(value)))
        elif kind == "lei" and is_valid_lei(value):
            found.append((Scheme.LEI, value))
    return list(dict.fromkeys(found))
