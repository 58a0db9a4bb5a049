"""Countries and flags as people write them, as codes of ISO 3166."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from vscreen.data import read_table
from vscreen.identifiers.cell import fold_cell

_WRITTEN_OUT: Final = {
    "DEM": "DEMOCRATIC", "REP": "REPUBLIC", "ST": "SAINT", "STE": "SAINT",
    "IS": "ISLANDS", "ISL": "ISLANDS", "ISLAND": "ISLANDS",
}  # fmt: skip


_EMPTY_WORDS: Final = frozenset(("AND", "FLAG", "OF", "REGION", "THE"))


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
    codes, folded = _country_codes(), fold_cell(text)
    code = codes.get(_country_key(folded), "")
    if not code and "(" in folded:
        outside, _, inside = (_country_key(part) for part in folded.partition("("))
        code = codes.get(outside, "")
        if codes.get(inside, code) != code:  # a register or short form may stand there
            code = ""
    return code


def nationalities(text: str) -> frozenset[str]:
    """Return the codes of the countries of which a cell says that somebody is a national.

    Examples
    --------
    >>> sorted(nationalities("Russian / Cyprus")), nationalities("Korea, North")
    (['CY', 'RU'], frozenset({'KP'}))
    """
    whole = country_code(text)
    parts = [] if whole else re.split(r"[;/|+&\n]|,|\b(?:and|or)\b", text)
    return frozenset({whole, *map(country_code, parts)}) - {""}


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
        _country_key(fold_cell(name)): row["code"]
        for row in read_table("countries.csv")
        for name in (row["code"], row["name"], *row["aliases"].split(";"))
    }
