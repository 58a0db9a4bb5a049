"""What the numbers of a party and of an entry say about each other, scheme by scheme.

What equality and difference mean is a row of `vscreen.identifiers.registry`. A ship's IMO number
has more states than these two, for it has a check digit and is often misprinted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from vscreen.identifiers.imo import is_valid_imo_ship, near_imo
from vscreen.identifiers.registry import RULES, Equality, SchemeRules
from vscreen.schema import Kind, Scheme
from vscreen.scoring.parties import VESSEL, Entry, Party
from vscreen.scoring.reasons import Evidence, Reason


def equal_reason(rules: SchemeRules) -> Reason:
    """Return the reason of an equal number of a scheme.

    Examples
    --------
    >>> equal_reason(RULES[0])
    <Reason.IMO_EQUAL: 'imo_equal'>
    """
    name = rules.reason if rules.equality is Equality.MENTIONS else f"{rules.reason}_equal"
    return Reason[name.upper()]


def different_reason(rules: SchemeRules) -> Reason:
    """Return the reason of a different number of a scheme whose difference counts."""
    return Reason[f"{rules.reason}_differs".upper()]


DECIDING: Final = frozenset(
    equal_reason(rules) for rules in RULES if rules.equality is Equality.DECIDES
)
"""Reasons of which one makes a hit, whatever the names say."""
SUPPORTING: Final = {
    equal_reason(rules): rules.score_alone for rules in RULES if rules.equality is Equality.SUPPORTS
}
"""Reasons of which one makes a review, with the score that it has alone."""
MENTIONING: Final = {
    equal_reason(rules): rules.score_alone for rules in RULES if rules.equality is Equality.MENTIONS
}
"""Reasons of which one makes a review and never more, with the score that it has."""
IN_FAVOUR: Final = DECIDING | SUPPORTING.keys() | {Reason.IMO_NEAR}
"""Reasons by which a number speaks for the entry."""
SCHEMES_OF: Final = {
    **{equal_reason(rules): rules.compared for rules in RULES},
    Reason.IMO_NEAR: (Scheme.IMO_SHIP,),
}
"""The schemes of the number that a reason is about; the strongest reason first."""


def compare_numbers(party: Party, entry: Entry) -> Iterator[Evidence]:
    """Yield what the numbers of both sides say, in the order of the registry."""
    if entry.kind == Kind.VESSEL:
        yield from _compare_imo(party, entry)
    both = party.identifiers and entry.identifiers
    for rules in RULES[1:] if both else ():
        listed = entry.values(rules.scheme)
        given = [number for scheme in rules.compared for number in party.values(scheme)]
        common = _common(given, listed)
        if common:
            yield Evidence.of(equal_reason(rules), common[0], entry.name)
        elif given and listed and rules.difference_counts:
            yield Evidence.of(different_reason(rules), given[0], " or ".join(listed))


def _compare_imo(party: Party, entry: Entry) -> Iterator[Evidence]:
    """Yield the first state that holds: equal, conflicting, near, unlisted, invalid, absent."""
    given, listed = party.values(Scheme.IMO_SHIP), entry.values(Scheme.IMO_SHIP)
    valid, known = _valid(given), " or ".join(_valid(listed))
    near = next(_near_pairs(given, listed), ())
    conflict = _valid(party.called_imo) if known else []
    absent = ("",) if known and not given and party.field == VESSEL else ()
    states: tuple[tuple[Reason, Sequence[str], str], ...] = (
        (Reason.IMO_EQUAL, _common(given, listed), ""),
        (Reason.IMO_CONFLICT, conflict, known),
        (Reason.IMO_NEAR, near[:1], "".join(near[1:])),
        (Reason.IMO_UNLISTED, valid, ""),
        (Reason.IMO_INVALID, given, ""),
        (Reason.IMO_ABSENT, absent, known),
    )
    for reason, numbers, other in states:
        if numbers:
            yield Evidence.of(reason, numbers[0], other)
            return


def _valid(numbers: Sequence[str]) -> list[str]:
    return [number for number in numbers if is_valid_imo_ship(number)]


def _common(given: Sequence[str], listed: Sequence[str]) -> list[str]:
    return [number for number in given if number in listed]


def _near_pairs(given: Sequence[str], listed: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield each invalid number given with each listed number that is one slip away."""
    for number in given:
        if not is_valid_imo_ship(number):
            yield from ((number, other) for other in listed if near_imo(number, other))
