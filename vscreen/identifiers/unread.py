"""Why the number in a cell could not be read."""

from __future__ import annotations

import pyarrow as pa

from vscreen.data.placeholders import placeholder
from vscreen.identifiers.in_text import numbers_in_cell
from vscreen.identifiers.registry import SchemeRules


def unread_number(rules: SchemeRules, text: str) -> str:
    """Return why a cell of a column of numbers could not be read; ``""`` if it was.

    Examples
    --------
    >>> from vscreen.identifiers.registry import RULES
    >>> unread_number(RULES[0], "IMO 9161003")
    ''
    """
    if not text.strip() or placeholder(text, field=rules.field or ""):
        return ""
    return "" if numbers_in_cell(rules, text) else "it is no number"


def unread_numbers(rules: SchemeRules, texts: pa.LargeStringArray) -> pa.LargeStringArray:
    """Return `unread_number` of each of n texts, which should be distinct."""
    return pa.array([unread_number(rules, text) for text in texts.to_pylist()], pa.large_string())


def name_in_number_cell(text: str) -> bool:
    """Return whether a cell of a column of numbers rather holds a name."""
    return text.replace(" ", "").isalpha() and not placeholder(text, field="imo")
