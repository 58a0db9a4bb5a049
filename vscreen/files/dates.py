"""Dates as publishers print them: ISO where they can be parsed, else as printed."""

from __future__ import annotations

import calendar
import contextlib
import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:  # who reads dates of no XML file needs no lxml
    from vscreen.files.xml import Node

DAY_FIRST: Final = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y")
YEAR_FIRST: Final = re.compile(r"(\d{4})\s*[./年-]\s*(\d{1,2})\s*[./月-]\s*(\d{1,2})\s*日?")
TIME: Final = re.compile(r"(?<=\d)(?:T|\s+)\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?$")
"""The time behind a day, as databases and pandas write it."""
SERIAL: Final = re.compile(r"[2-5]\d{4}")  # days since 1899, as spreadsheets count: 1954 to 2064
FIRST_DAY: Final = date(1899, 12, 30)


def as_iso(text: str, *formats: str) -> str:
    """Return a date as ISO, or as printed if it is none.

    The year may come first (``2001.9.22``, ``2024年5月24日``), or the day (``19/06/2025``); a bare
    number of five digits is a day as spreadsheets count them. A time behind it is left out.

    Parameters
    ----------
    text
        A date as printed.
    formats
        More formats of `datetime.strptime` to try.

    Examples
    --------
    >>> as_iso("2024年5月24日"), as_iso("45352"), as_iso("19/06/2025"), as_iso("XX/04/1970")
    ('2024-05-24', '2024-03-01', '2025-06-19', 'XX/04/1970')
    """
    text = text.strip()
    day_text = TIME.sub("", text)
    year_first = YEAR_FIRST.fullmatch(day_text)
    try:
        if year_first:
            return date(*map(int, year_first.groups())).isoformat()
    except ValueError:
        return text
    if SERIAL.fullmatch(text):
        return day_of_serial(text).isoformat()
    day = parse_day(day_text, *DAY_FIRST, *formats)
    return day.isoformat() if day else text


@lru_cache(maxsize=1 << 14)  # a list has few days, and each many times
def parse_day(text: str, *formats: str) -> date | None:
    """Return the day that a text is in the first format that fits, None if none does.

    Parameters
    ----------
    text
        A date, with nothing before or after it.
    formats
        Formats of `datetime.strptime`; without any, ISO.

    Examples
    --------
    >>> parse_day("24-May-2024", "%d/%m/%Y", "%d-%b-%Y"), parse_day("2024-05-24"), parse_day("soon")
    (datetime.date(2024, 5, 24), datetime.date(2024, 5, 24), None)
    """
    for form in formats:
        with contextlib.suppress(ValueError):
            return datetime.strptime(text, form).date()
    with contextlib.suppress(ValueError):
        return None if formats else date.fromisoformat(text)
    return None


def day_of_serial(number: str) -> date:
    """Return the day that spreadsheets write as a bare number.

    Examples
    --------
    >>> day_of_serial("45352")
    datetime.date(2024, 3, 1)
    """
    return FIRST_DAY + timedelta(days=int(number))


def in_words(day: date) -> str:
    """Return a day in words, in English whatever the user's language is.

    Examples
    --------
    >>> in_words(date(2026, 7, 24))
    '24 July 2026'
    """
    return f"{day.day} {WHOLE_MONTHS[day.month]} {day.year}"


# Not calendar's, which speak the user's language.
MONTHS: Final = (
    "", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip
WHOLE_MONTHS: Final = (
    "", "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
PARTS: Final = ("Year", "Month", "Day")


def iso_date(node: Node) -> str:
    """Return the date of an element with Year, Month and Day, of which the last may lack.

    Examples
    --------
    >>> from lxml import etree
    >>> from vscreen.files.xml import Node
    >>> iso_date(Node(etree.fromstring("<a><Year>2022</Year><Month>5</Month></a>")))
    '2022-05'
    """
    year, month, day = map(node.text, PARTS)
    parts = [year.zfill(4) if year else "", month.zfill(2), day.zfill(2)]
    length = next((n for n, part in enumerate(parts) if not part.strip("0")), 3)
    whole = parts[:length]
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
    begun, ended = parse_day(first), parse_day(last)
    if begun is None or ended is None:
        text = " to ".join(dict.fromkeys(filter(None, (first, last))))
    else:
        text = _period_text(begun, ended)
    return f"circa {text}" if about and text else text


def _period_text(begun: date, ended: date) -> str:
    last_of_month = ended.day == calendar.monthrange(ended.year, ended.month)[1]
    if (begun.month, begun.day, ended.month, ended.day) == (1, 1, 12, 31):
        both = [str(begun.year), str(ended.year)]
    elif begun.day == 1 and last_of_month and begun != ended:
        both = [f"{MONTHS[day.month]} {day.year}" for day in (begun, ended)]
    else:
        both = [f"{day.day:02d} {MONTHS[day.month]} {day.year}" for day in (begun, ended)]
    return " to ".join(dict.fromkeys(both))
