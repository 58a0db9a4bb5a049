"""The forms of a ship's name: prefixes cut, voyages and former names taken apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Final

from vscreen.data import read_table
from vscreen.text.form import OCR_PRICE, Form, with_optical_readings
from vscreen.text.scripts import script_of, to_latin
from vscreen.text.ships.listed import other_ways
from vscreen.text.tokens import (
    numeral_apart,
    split_numbers,
    tokens_of,
)

Readings = Callable[[str], Iterator[tuple[str, float]]]

PIECE_PRICE: Final = 0.1
"""Edits charged for taking only a piece of a vessel's text, such as ``LADY R (EX ADLER)``."""


@cache
def _vessel_prefix() -> re.Pattern[str]:
    ways = sorted(map(_prefix_ways, read_table("vessel_prefixes.csv")), key=len, reverse=True)
    return re.compile(rf"^[^A-Z0-9]*(?:{'|'.join(ways)})(?![A-Z])[^A-Z0-9@$]*(?=.*[A-Z0-9])", re.S)


def _prefix_ways(row: dict[str, str]) -> str:
    """Return a pattern: ``MV`` may have marks or blanks inside, ``MY`` must have marks."""
    parts = row["prefix"].split()
    if row["mark"] == "needed":
        return r"[./\\-]".join(parts if len(parts) > 1 else parts[0])
    codes = [r"[\s./\\-]*".join(part) if len(part) < 5 else part for part in parts]
    return r"[\s-]+".join(codes)


@cache
def prefix_ways() -> str:
    """Return a pattern of what is written before a ship's name, such as ``M/V``, amid a text."""
    ways = sorted((row["prefix"] for row in read_table("vessel_prefixes.csv")
                   if row["mark"] != "needed"), key=len, reverse=True)  # fmt: skip
    codes = [way.replace(" ", r"[\s-]+") if len(way) > 4 else r"[./\\]?".join(way) for way in ways]
    return "|".join(codes)


def without_vessel_prefix(ascii_text: str) -> str:
    """Return an upper-case ASCII ship's name without ``M/V`` and its like.

    Examples
    --------
    >>> without_vessel_prefix("M/V OCEAN GRACE"), without_vessel_prefix("MT")
    ('OCEAN GRACE', 'MT')
    """
    while prefix := _vessel_prefix().match(ascii_text):
        ascii_text = ascii_text[prefix.end() :]
    return ascii_text


_LETTER: Final = re.compile("[A-Z]")
_BESIDE_NAME: Final = re.compile(
    r"\bIMO\W*(?:N[OR]\b\W*)?\d{6,8}\b|\b\d{7}\b"  # a number that is no part of the name
    r"|\bVOY(?:AGE)?\b.*|\bV\.?\s?\d.*"  # the voyage, and what follows it
    r"|\b(?:EX|FKA|F/K/A|FORMERLY|AKA|A/K/A|NKA|N/K/A)\b|[()\[\]/;\n]"  # another name
)


def _vessel_pieces(ascii_text: str) -> Iterator[tuple[str, float]]:
    """Yield the texts that may be a ship's name, each with its price in edits."""
    yield ascii_text, 0.0
    pieces = [piece for piece in _BESIDE_NAME.split(ascii_text) if _LETTER.search(piece)]
    if pieces != [ascii_text]:
        yield from ((piece, PIECE_PRICE) for piece in pieces)


def vessel_forms(text: str) -> tuple[Form, ...]:
    """Return the forms of a ship's name; none if nothing of it can be read.

    Examples
    --------
    >>> [form.text for form in vessel_forms("M/V Ocean Grace VII")]
    ['OCEAN GRACE 7']
    >>> [form.text for form in vessel_forms("S0LARIS")]
    ['S LARIS 0', 'SOLARIS']
    >>> [form.text for form in vessel_forms("LADY R (EX ADLER) VOY 12")]
    ['LADY R EX ADLER VOY 12', 'LADY R', 'ADLER']
    """
    return _forms(text, vessel_readings)


def listed_vessel_forms(text: str) -> tuple[Form, ...]:
    """Return the forms of a listed ship's name, other ways to write it among them.

    Examples
    --------
    >>> [form.text for form in listed_vessel_forms("GULL VI")]
    ['GULL 6', 'GULLVI']
    """
    return _forms(text, listed_vessel_readings)


def _forms(text: str, readings: Readings) -> tuple[Form, ...]:
    script = script_of(text)
    forms: dict[tuple[tuple[str, ...], tuple[int, ...]], Form] = {}
    for ascii_text in map(without_vessel_prefix, to_latin(text)):
        for reading, price in readings(ascii_text):
            words, numbers = split_numbers(tokens_of(reading))
            if words or numbers:
                forms.setdefault((words, numbers), Form(words, numbers, "", price, script))
    return tuple(forms.values())


def vessel_readings(ascii_text: str) -> Iterator[tuple[str, float]]:
    """Yield the readings of a ship's text that may be its name, each with its price in edits."""
    for piece, price in _vessel_pieces(without_vessel_prefix(ascii_text)):
        bare = without_vessel_prefix(piece)
        yield from with_optical_readings(bare, price)
        if (apart := numeral_apart(bare)) != bare:
            yield apart, price + OCR_PRICE


def listed_vessel_readings(ascii_text: str) -> Iterator[tuple[str, float]]:
    """Yield the readings of a listed ship's name, then the other ways to write each piece of it."""
    yield from vessel_readings(ascii_text)
    for piece, price in _vessel_pieces(without_vessel_prefix(ascii_text)):
        for way, more in other_ways(without_vessel_prefix(piece)):
            yield way, price + more


def normalise_vessel(text: str) -> str:
    """Return a ship's name in the form it is compared in, for people to read.

    Examples
    --------
    >>> normalise_vessel("M/T «Ocean-Grace» No. 07")
    'OCEAN GRACE 7'
    """
    bare = without_vessel_prefix(to_latin(text)[0])
    return " ".join(map(str, tokens_of(bare)))
