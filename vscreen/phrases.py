"""The words and phrases that parts of a party's text are told by: tables of the package.

What they mean stands in `vscreen.text`.
"""

from __future__ import annotations

from functools import cache

from vscreen.data import read_table


@cache
def placeholders() -> frozenset[str]:
    """Return the texts that name nobody."""
    return frozenset(row["text"] for row in read_table("placeholders.csv"))


@cache
def vessel_prefixes() -> tuple[str, ...]:
    """Return what is written before a ship's name."""
    return tuple(row["prefix"] for row in read_table("vessel_prefixes.csv"))


@cache
def legal_forms() -> dict[tuple[str, ...], str]:
    """Return the class of each legal form, told by its words."""
    return {tuple(row["phrase"].split()): row["class"] for row in read_table("legal_forms.csv")}


@cache
def longest_legal_form() -> int:
    """Return the number of words of the longest legal form."""
    return max(map(len, legal_forms()))


@cache
def abbreviations() -> dict[str, str]:
    """Return what each abbreviation stands for."""
    return {row["short"]: row["long"] for row in read_table("abbreviations.csv")}


@cache
def markers() -> tuple[str, ...]:
    """Return what parts a party's name from other words, the longest first."""
    rows = read_table("party_markers.csv")
    return tuple(sorted((row["marker"] for row in rows), key=len, reverse=True))
