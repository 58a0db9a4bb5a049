"""Dates as publishers print them, made ISO where they can be, else kept as printed."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Final

DAY_FIRST: Final = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y")
YEAR_FIRST: Final = re.compile(r"(\d{4})\s*[./年-]\s*(\d{1,2})\s*[./月-]\s*(\d{1,2})\s*日?")
SERIAL: Final = re.compile(r"[2-5]\d{4}")  # days since 1899, as spreadsheets count: 1954 to 2064
FIRST_DAY: Final = date(1899, 12, 30)


def as_iso(said: str, *formats: str) -> str:
    """Return a date as ISO, or what was said if it is none.

    The year may come first (``2001.9.22``, ``2024年5月24日``), or the day (``19/06/2025``); a bare
    number of five digits is a day as spreadsheets count them.

    Parameters
    ----------
    said
        What stands there.
    formats
        More formats of `datetime.strptime` to try.

    Examples
    --------
    >>> as_iso("2024年5月24日"), as_iso("45352"), as_iso("19/06/2025"), as_iso("XX/04/1970")
    ('2024-05-24', '2024-03-01', '2025-06-19', 'XX/04/1970')
    """
    said = said.strip()
    found = YEAR_FIRST.fullmatch(said)
    try:
        if found:
            return date(*(int(part) for part in found.groups())).isoformat()
    except ValueError:
        return said
    if SERIAL.fullmatch(said):
        return (FIRST_DAY + timedelta(days=int(said))).isoformat()
    for form in (*DAY_FIRST, *formats):
        try:
            return datetime.strptime(said, form).date().isoformat()
        except ValueError:
            continue
    return said
