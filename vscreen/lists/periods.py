"""Dates that publishers give in parts: as ISO as exact as they are, and periods as people say."""

from __future__ import annotations

import calendar
from datetime import date
from typing import Final

from vscreen.lists.markup import Node

# Not calendar's, which speak the user's language.
MONTHS: Final = (
    "", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip
PARTS: Final = ("Year", "Month", "Day")


def iso_date(node: Node) -> str:
    """Return the date of an element with Year, Month and Day, of which the last may lack.

    Examples
    --------
    >>> from lxml import etree
    >>> iso_date(Node(etree.fromstring("<a><Year>2022</Year><Month>5</Month></a>")))
    '2022-05'
    """
    year, month, day = map(node.text, PARTS)
    parts = [year.zfill(4) if year else "", month.zfill(2), day.zfill(2)]
    whole = parts[: next((place for place, part in enumerate(parts) if not part.strip("0")), 3)]
    return "-".join(whole)


def period(first: str, last: str, *, about: bool = False) -> str:
    """Return a period between two ISO dates as OFAC prints dates of birth.

    Parameters
    ----------
    first, last
        Its first and last day.
    about
        It is approximate.

    Examples
    --------
    >>> period("1960-05-31", "1960-05-31")
    '31 May 1960'
    >>> period("1962-01-01", "1962-12-31", about=True)
    'circa 1962'
    >>> period("1962-01-01", "1964-12-31")
    '1962 to 1964'
    >>> period("1971-02-01", "1971-02-28")
    'Feb 1971'
    """
    begun, ended = _date(first), _date(last)
    if begun is None or ended is None:
        said = " to ".join(dict.fromkeys(filter(None, (first, last))))
    else:
        said = _said(begun, ended)
    return f"circa {said}" if about and said else said


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _said(begun: date, ended: date) -> str:
    last_of_month = ended.day == calendar.monthrange(ended.year, ended.month)[1]
    if (begun.month, begun.day, ended.month, ended.day) == (1, 1, 12, 31):
        both = [str(begun.year), str(ended.year)]
    elif begun.day == 1 and last_of_month and begun != ended:
        both = [f"{MONTHS[one.month]} {one.year}" for one in (begun, ended)]
    else:
        both = [f"{one.day:02d} {MONTHS[one.month]} {one.year}" for one in (begun, ended)]
    return " to ".join(dict.fromkeys(both))
