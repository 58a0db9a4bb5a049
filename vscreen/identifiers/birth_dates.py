"""Birth dates as people and publishers print them: days, months, years, spans, and what is unsure.

A date whose day and month could stand either way (``03/04/1962``) is read both ways, and so is a
year of two digits; neither is a sure date. 1 January is what registers write where they know the
year alone, so it is a year here. What programs write for "no date" (1900, 1970) is none.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vscreen.columnar.strings import Codes
from vscreen.data import read_table
from vscreen.data.placeholders import placeholder
from vscreen.files.dates import day_of_serial
from vscreen.identifiers.cell import fold_cell

EARLIEST: Final = 1850
LATEST: Final = 2099
LONGEST: Final = 500
"""Characters of a cell that may be read as birth dates."""
SHORT_YEAR_MOST: Final = 30
"""A year of two digits up to this one may be of this century, too."""

_YEAR = r"(?:1[89]|20)\d\d"
_DATES: Final = re.compile(
    rf"""(?<!\d)(?:
    (?P<ymd>{_YEAR}[-](?:\d{{1,2}})[-]\d{{1,2}})
    |(?P<dmy>\d{{1,2}}[-]\d{{1,2}}[-](?:{_YEAR}|\d\d))
    |(?P<word>\d{{1,2}}<\d+>(?:{_YEAR}|\d\d)|{_YEAR}<\d+>\d{{1,2}}|<\d+>\d{{1,2}}[\s,]+{_YEAR})
    |(?P<month>{_YEAR}[-]\d{{1,2}}|\d{{1,2}}[-]{_YEAR}|{_YEAR}<\d+>|<\d+>{_YEAR})
    |(?P<eight>\d{{8}})
    |(?P<year>{_YEAR})
    )(?!\d)""",
    re.VERBOSE,
)
_PLAIN: Final = (
    r"^(?:(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])"
    r"|(?:0?[1-9]|1\d|2[0-8])[./](?:0?[1-9]|1[0-2])[./](?:19|20)\d\d)$"
)
"""Days that every calendar has."""
_SIGNS: Final = r"[-./\u2010-\u2015\u2212]"
_SERIAL: Final = re.compile(r"[1-4]\d{4}")
"""Days since 1899, as spreadsheets write a date whose format was lost: 1927 to 2036."""
_TIME: Final = re.compile(
    r"(?<=\d)[T\s]+\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?:\s*[AP]M)?(?:\s*Z|[+-]\d\d:?\d\d)?"
)
_ABOUT: Final = re.compile(
    r"\b(?:C|CA|CIRCA|APPROX\w*|ABOUT|AROUND|VERS|ENVIRON|UM|ETWA|HACIA|CERCA|ОКОЛО|БЛИЗЬКО)\b\.?|頃"
)
_SPAN: Final = re.compile(r"\b(?:TO|AND|BIS|UND|UNTIL|ET|AU|HASTA|AL|ДО)\b")
_FILL: Final = re.compile(
    r"(?<=\d)\s*(?:ST|ND|RD|TH|ER|º|ª)\b|\b(?:DE|DEL|OF|G|Г|ГОДА?|РОКУ|Р)\b\.?"
)
_NOTHING_KNOWN: Final = frozenset(
    {date(1900, 1, 1), date(1899, 12, 30), date(1899, 12, 31), date(1970, 1, 1), date(1901, 1, 1)}
)
"""Day nought of spreadsheets, databases and programs."""


@dataclass(frozen=True)
class Born:
    """A span of days within which somebody is said to be born.

    Attributes
    ----------
    first, last
        The first and last day: the same if the day is known, a year's if the year alone is.
    about
        The publisher isn't certain.
    sure
        It can be read in this way alone.
    """

    first: date
    last: date
    about: bool = False
    sure: bool = True

    @property
    def exact(self) -> bool:
        """Whether the very day is known."""
        return self.first == self.last and not self.about

    def __str__(self) -> str:
        about = "circa " if self.about else ""
        if self.first == self.last:
            return f"{about}{self.first.isoformat()}"
        if self.first.year != self.last.year:
            return f"{about}{self.first.year} to {self.last.year}"
        if self.first.month == self.last.month:
            return f"{about}{self.first.isoformat()[:7]}"
        return f"{about}{self.first.year}"


def read_birth_dates(text: str) -> tuple[Born, ...]:
    """Return the birth dates that a cell gives, none if it gives none.

    Examples
    --------
    >>> [str(born) for born in read_birth_dates("31 May 1960; circa 1961; 1962 to 1964")]
    ['1960-05-31', 'circa 1961', '1962 to 1964']
    >>> [(str(born), born.sure) for born in read_birth_dates("03/04/1962")]
    [('1962-04-03', False), ('1962-03-04', False)]
    >>> [str(born) for born in read_birth_dates("01.01.1962")], read_birth_dates("31/02/1962")
    (['1962'], ())
    """
    return _read(text)[0]


def unread_birth_date(text: str) -> str:
    """Return why a cell of birth dates could not be read; ``""`` if it was, or says nothing.

    Examples
    --------
    >>> unread_birth_date("4 марта 1962"), unread_birth_date("n/a")
    ('', '')
    >>> unread_birth_date("31/02/1962"), unread_birth_date("1962, 77")
    ('no birth date can be read in it', 'not all of its digits are a date')
    """
    if len(text) > LONGEST:
        return f"it is longer than {LONGEST} characters"
    dates, rest = _read(text)
    if re.search(r"\d", rest):
        return "not all of its digits are a date" if dates else "no birth date can be read in it"
    nothing = rest != fold_cell(text) or placeholder(text, field="") == "nothing"
    return "" if dates or nothing else "no birth date can be read in it"


def unsure_birth_dates(texts: pa.LargeStringArray) -> Codes:
    """Return which of n cells may be unread; days that are written plainly are not.

    Examples
    --------
    >>> unsure_birth_dates(pa.array(["1962-03-04", "04.03.1962", "77"], pa.large_string())).tolist()
    [2]
    """
    plain = pc.match_substring_regex(texts, _PLAIN).to_numpy(zero_copy_only=False)
    return np.flatnonzero(~plain)


# --- the cell ------------------------------------------------------------------------------------


def _read(text: str) -> tuple[tuple[Born, ...], str]:
    """Return the birth dates of a cell, and what is left of it beside them, folded."""
    folded = fold_cell(text[:LONGEST]).strip()
    if _SERIAL.fullmatch(folded):
        return tuple(_known([(day_of_serial(folded),)])), ""
    marked = _marked(folded)
    found: list[tuple[Born, ...]] = []
    rest, end = [], 0
    for match in _DATES.finditer(marked):
        before = marked[end : match.start()]
        read = _born(match, about="~" in before)
        if read is None:
            continue
        joined = before.strip() in ("-", "^") and bool(found)
        if joined and found[-1] and read:
            read = (_span(found.pop()[-1], read[0]),)
        rest.append(before)
        found.append(read)
        end = match.end()
    rest.append(marked[end:])
    left = " ".join(rest) if found else folded
    dates = dict.fromkeys(born for read in found for born in read)
    return tuple(dates), left


def _marked(folded: str) -> str:
    """Return a cell with ``-`` between numbers, ``<3>`` for March, ``~`` about, ``^`` for to."""
    text = _TIME.sub("", folded)
    text = _months()[0].sub(lambda word: f"<{_months()[1][word[0]]}>", text)
    text = re.sub(f"[{fold_cell('年년月월')}]+", "-", text)
    text = re.sub(rf"[{fold_cell('日일')}]+|-(?=\s*$|\s*頃)", "", text)
    text = _SPAN.sub("^", _FILL.sub(" ", _ABOUT.sub("~", text)))
    text = re.sub(rf"(?<=\d)\s*{_SIGNS}\s*(?=\d)", "-", text)
    return re.sub(rf"(?:{_SIGNS}|[\s,'])*(<\d+>)(?:{_SIGNS}|[\s,'])*", r"\1", text)


@cache
def _months() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return what finds the name of a month in a folded text, and the number of each."""
    number = {
        fold_cell(word): row["month"]
        for row in read_table("months.csv")
        for word in row["words"].split(";")
    }
    words = "|".join(sorted(map(re.escape, number), key=len, reverse=True))
    return re.compile(rf"(?<![^\W\d_])(?:{words})(?![^\W\d_])"), number


# --- one date ------------------------------------------------------------------------------------


def _born(match: re.Match[str], *, about: bool) -> tuple[Born, ...] | None:
    """Return what a match may mean, None if there is no such day; none if nothing is known."""
    readings = list(_readings(match))
    return tuple(_known(readings, about=about)) if readings else None


def _readings(match: re.Match[str]) -> Iterator[tuple[date, ...]]:
    """Yield the days that a match may mean, each as its first and last day."""
    kind, text = str(match.lastgroup), match[0]
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    # 00 stands for a day or month that is not known; a year of two digits may be one, too.
    if kind in ("ymd", "dmy") and 0 in numbers and max(numbers) >= EARLIEST:
        numbers = [number for number in numbers if number]
        kind = "month" if len(numbers) > 1 else "year"
    if kind == "year":
        yield date(numbers[0], 1, 1), date(numbers[0], 12, 31)
    elif kind == "month":
        year, month = max(numbers), min(numbers)
        if 1 <= month <= 12:
            yield date(year, month, 1), date(year, month, monthrange(year, month)[1])
    else:
        orders = {"ymd": _ymd, "dmy": _dmy, "word": _word, "eight": _eight}[kind](text, numbers)
        yield from dict.fromkeys((day,) for order in orders if (day := _day(*order)))


_Order = tuple[int, int, int]


def _ymd(_text: str, numbers: list[int]) -> Iterator[_Order]:
    year, month, day = numbers
    yield year, month, day


def _dmy(_text: str, numbers: list[int]) -> Iterator[_Order]:
    one, other, year = numbers
    for whole in _years(year):
        yield whole, other, one
        yield whole, one, other


def _word(text: str, numbers: list[int]) -> Iterator[_Order]:
    month = int(re.findall(r"<(\d+)>", text)[0])
    first, last = (int(part) for part in re.findall(r"(?<![<\d])\d+(?![>\d])", text))
    year, day = (first, last) if first > 31 else (last, first)
    for whole in _years(year):
        yield whole, month, day


def _eight(text: str, _numbers: list[int]) -> Iterator[_Order]:
    yield int(text[:4]), int(text[4:6]), int(text[6:])
    yield from _dmy("", [int(text[:2]), int(text[2:4]), int(text[4:])])


def _years(year: int) -> tuple[int, ...]:
    if year > 99:
        return (year,)
    return (1900 + year, 2000 + year) if year <= SHORT_YEAR_MOST else (1900 + year,)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if EARLIEST <= year <= LATEST else None
    except ValueError:
        return None


def _known(readings: list[tuple[date, ...]], *, about: bool = False) -> Iterator[Born]:
    sure = len(readings) == 1
    for days in readings:
        first, last = days[0], days[-1]
        if len(days) == 1 and first in _NOTHING_KNOWN:
            continue
        if first == last and (first.month, first.day) == (1, 1):
            last = date(first.year, 12, 31)
        yield Born(first, last, about, sure)


def _span(one: Born, other: Born) -> Born:
    first, last = min(one.first, other.first), max(one.last, other.last)
    return Born(first, last, one.about or other.about, sure=one.sure and other.sure)
