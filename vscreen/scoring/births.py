"""What the birth dates of a party and of a person on a list say about each other.

Lists give several dates for one person, often a year alone, often about. So a date speaks against
only where it is clear of all of them, read whichever way: by years, and not by day and month
swapped, nor by one digit. In between nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Final

from vscreen.identifiers.birth_dates import Born
from vscreen.schema import Kind
from vscreen.scoring.limits import quoted
from vscreen.scoring.parties import Entry, Party
from vscreen.scoring.reasons import Evidence, Reason

YEARS_APART: Final = 2
"""From so many years between two known days they are clear of each other."""
YEARS_APART_PARTIAL: Final = 3
"""The same where one is a month or a year."""
YEARS_APART_ABOUT: Final = 6
"""The same where one is about, or a span of years."""
GROWN: Final = 2012
"""A later date may be of something else than a birth, such as a document: it isn't held against."""


def compare_births(party: Party, entry: Entry) -> Iterator[Evidence]:
    """Yield what the birth dates of a party and a person say, if they say anything."""
    if not party.birth_date or entry.kind != Kind.PERSON:
        return
    found = birth_reason(party.births, entry.births)
    if found is not None:
        reason, listed = found
        said = " or ".join(map(str, entry.births if listed is None else [listed]))
        yield Evidence.of(reason, quoted(party.birth_date), said)


def birth_reason(
    given: Sequence[Born], listed: Sequence[Born]
) -> tuple[Reason, Born | None] | None:
    """Return what dates of both sides say: the first reason that any two give, or all differ.

    Parameters
    ----------
    given, listed
        What `vscreen.identifiers.birth_dates.read_birth_dates` returned.

    Returns
    -------
    tuple or None
        The reason, and the date of the list that it is about: None for all of them.

    Examples
    --------
    >>> from vscreen.identifiers.birth_dates import read_birth_dates
    >>> listed = read_birth_dates("4 March 1962")
    >>> for text in ("1962-03-04", "04/03/1962", "1962-04-03", "1962", "1975-08-21", "1963-08-21"):
    ...     found = birth_reason(read_birth_dates(text), listed)
    ...     print(found and found[0].value)
    birth_date_equal
    birth_date_may_equal
    birth_date_near
    birth_year_equal
    birth_date_differs
    None
    """
    pairs = list(product(given, listed))
    tests = (
        (Reason.BIRTH_DATE_EQUAL, lambda one, other: _equal(one, other) and _sure(one, other)),
        (Reason.BIRTH_DATE_MAY_EQUAL, _equal),
        (Reason.BIRTH_DATE_NEAR, _near),
        (Reason.BIRTH_YEAR_EQUAL, _same_year),
    )
    for reason, holds in tests:
        for one, other in pairs:
            if holds(one, other):
                return reason, other
    if pairs and all(_clear(one, other) for one, other in pairs):
        return Reason.BIRTH_DATE_DIFFERS, None
    return None


def _equal(one: Born, other: Born) -> bool:
    return one.exact and other.exact and one.first == other.first


def _sure(one: Born, other: Born) -> bool:
    return one.sure and other.sure


def _near(one: Born, other: Born) -> bool:
    """Whether two days are one slip apart: day and month swapped, or one digit wrong."""
    if not (one.exact and other.exact):
        return False
    day, listed = one.first, other.first
    swapped = (day.year, day.month, day.day) == (listed.year, listed.day, listed.month)
    return swapped or _digits_apart(day.isoformat(), listed.isoformat()) == 1


def _same_year(one: Born, other: Born) -> bool:
    """Whether two dates that aren't both days meet, and neither is wider than a year."""
    within_a_year = one.first.year == one.last.year == other.first.year == other.last.year
    meet = one.first <= other.last and other.first <= one.last
    partial = not (one.exact and other.exact)
    return within_a_year and meet and partial


def _clear(one: Born, other: Born) -> bool:
    """Whether two dates can't well be of one person."""
    years = max(other.first.year - one.last.year, one.first.year - other.last.year)
    wide = any(born.about or born.first.year != born.last.year for born in (one, other))
    partial = not (one.exact and other.exact)
    least = YEARS_APART_ABOUT if wide else YEARS_APART_PARTIAL if partial else YEARS_APART
    if years < least or one.last.year > GROWN:
        return False
    if wide:
        return True
    if partial:
        return _digits_apart(str(one.first.year), str(other.first.year)) > 1
    return not _near(one, other)


def _digits_apart(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))
