"""What the numbers of a party and of an entry say about each other, scheme by scheme.

What equality and difference mean is a row of `vscreen.identifiers.registry`. A ship's IMO number
has more states than these two, for it has a check digit and is often misprinted.
"""

from __future__ import annotations

from collections.abc import Iterator
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
    return Reason[f"{rules.reason}_equal".upper()]


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
IN_FAVOUR: Final = DECIDING | SUPPORTING.keys() | {Reason.IMO_NEAR}
"""Reasons by which a number speaks for the entry."""
FIELD_OF: Final = {
    **{equal_reason(rules): rules.field for rules in RULES if rules.field},
    Reason.IMO_NEAR: "imo",
}
"""The manifest's column whose number a reason is about; the strongest first."""


def compare_numbers(party: Party, entry: Entry) -> Iterator[Evidence]:
    """Yield what the numbers of both sides say, in the order of the registry."""
    if entry.kind == Kind.VESSEL:
        yield from _compare_imo(party, entry)
    both = party.identifiers and entry.identifiers
    for rules in RULES[1:] if both else ():
        given, listed = party.values(rules.scheme), entry.values(rules.scheme)
        common = [value for value in given if value in listed]
        if common:
            yield Evidence.of(equal_reason(rules), common[0])
        elif given and listed and rules.difference_counts:
            yield Evidence.of(different_reason(rules), given[0], " or ".join(listed))


def _compare_imo(party: Party, entry: Entry) -> Iterator[Evidence]:
    """Yield the first state that holds: equal, conflicting, near, unlisted, invalid, absent."""
    given, listed = party.values(Scheme.IMO_SHIP), entry.values(Scheme.IMO_SHIP)
    valid = [number for number in given if is_valid_imo_ship(number)]
    valid_listed = [number for number in listed if is_valid_imo_ship(number)]
    invalid = [number for number in given if number not in valid]
    near = [(one, other) for one in invalid for other in listed if near_imo(one, other)]
    common = [(number, "") for number in given if number in listed]
    every_listed = " or ".join(valid_listed)
    conflict = bool(valid_listed) and party.says_imo
    absent = bool(valid_listed) and not given and party.field == VESSEL
    states = (
        (Reason.IMO_EQUAL, common),
        (Reason.IMO_CONFLICT, [(number, every_listed) for number in valid if conflict]),
        (Reason.IMO_NEAR, near),
        (Reason.IMO_UNLISTED, [(number, "") for number in valid]),
        (Reason.IMO_INVALID, [(number, "") for number in given]),
        (Reason.IMO_ABSENT, [("", every_listed)] if absent else []),
    )
    reached = next(((reason, pairs[0]) for reason, pairs in states if pairs), None)
    if reached:
        reason, (number, other) = reached
        yield Evidence.of(reason, number, other)
