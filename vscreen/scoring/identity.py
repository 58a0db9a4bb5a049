"""What the numbers of a party and of an entry say about each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from vscreen.identifiers.imo import is_valid_imo_ship, near_imo
from vscreen.schema import Kind, Scheme
from vscreen.scoring.parties import VESSEL, Entry, Party
from vscreen.scoring.reasons import Evidence, Reason

_COMPARED: Final = (
    (Scheme.IMO_COMPANY, Reason.COMPANY_NUMBER_EQUAL, None),
    (Scheme.LEI, Reason.LEI_EQUAL, None),
    (Scheme.MMSI, Reason.MMSI_EQUAL, Reason.MMSI_DIFFERS),
    (Scheme.CALL_SIGN, Reason.CALL_SIGN_EQUAL, Reason.CALL_SIGN_DIFFERS),
)


def compare_numbers(party: Party, entry: Entry) -> Iterator[Evidence]:
    """Yield what the numbers of both sides say, scheme by scheme."""
    if entry.kind == Kind.VESSEL:
        yield from _compare_imo(party, entry)
    both = party.identifiers and entry.identifiers
    for scheme, equal, differs in _COMPARED if both else ():
        ours, theirs = party.values(scheme), entry.values(scheme)
        common = [value for value in ours if value in theirs]
        if common:
            yield Evidence.of(equal, common[0])
        elif ours and theirs and differs:
            yield Evidence.of(differs, ours[0], " or ".join(theirs))


def _compare_imo(party: Party, entry: Entry) -> Iterator[Evidence]:
    """Equal, conflicting, near, failing its check digit, absent: all different things."""
    ours, theirs = party.values(Scheme.IMO_SHIP), entry.values(Scheme.IMO_SHIP)
    if common := [number for number in ours if number in theirs]:
        yield Evidence.of(Reason.IMO_EQUAL, common[0])
        return
    valid = [number for number in ours if is_valid_imo_ship(number)]
    listed = [number for number in theirs if is_valid_imo_ship(number)]
    near = [(a, b) for a in ours if a not in valid for b in theirs if near_imo(a, b)]
    if valid and listed and party.says_imo:
        yield Evidence.of(Reason.IMO_CONFLICT, valid[0], " or ".join(listed))
    elif near:
        yield Evidence.of(Reason.IMO_NEAR, *near[0])
    elif valid:
        yield Evidence.of(Reason.IMO_UNLISTED, valid[0])
    elif ours:
        yield Evidence.of(Reason.IMO_INVALID, ours[0])
    elif listed and party.field == VESSEL:
        yield Evidence.of(Reason.IMO_ABSENT, "", " or ".join(listed))
