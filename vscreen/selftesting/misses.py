"""Why a planted entry is not found: the score it reaches, and what stands in the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd

from vscreen.policy import Policy, WeakAliases
from vscreen.schema import FREE_TEXT, VESSEL_FIELDS, Scheme
from vscreen.scoring.judge import judge
from vscreen.scoring.parties import PARTY, VESSEL, Entry, Party, may_name
from vscreen.selftesting.distortions import PEOPLE_SAY, WEAK, Listed
from vscreen.selftesting.frames import MISSED, PLANTED
from vscreen.selftesting.planting import Plant

_LEAST: Final = 0.01  # the lowest review threshold there is: what scores at all is a hit
_KEPT: Final = [column for column in PLANTED.columns if column in MISSED.columns]


def explain_missed(
    planted: pd.DataFrame,
    plants: Sequence[Plant],
    fields: Sequence[Mapping[str, str]],
    policy: Policy,
) -> pd.DataFrame:
    """Return the planted rows that are not found at the policy's thresholds, and why.

    Parameters
    ----------
    planted
        `vscreen.selftesting.frames.PLANTED`, a row per plant.
    plants
        What was planted.
    fields
        Per plant, field -> the text planted there.
    policy
        Whose review threshold they are missed at.

    Returns
    -------
    DataFrame
        `vscreen.selftesting.frames.MISSED`, nearest misses first.
    """
    missed = planted.index[planted["reach"] < policy.review]
    scored = [why_missed(plants[row], fields[row], policy) for row in missed]
    frame = planted.loc[missed, _KEPT].assign(
        score=[score for score, _ in scored], why=[why for _, why in scored]
    )
    return MISSED.build(frame.sort_values(["score", "row"], ascending=[False, True]))


def why_missed(plant: Plant, fields: Mapping[str, str], policy: Policy) -> tuple[float, str]:
    """Return the score that a plant reaches against its own entry, and why that finds nothing."""
    read: dict[str, str] = {field: text for field, text in fields.items() if field in policy.fields}
    if not read:
        return 0.0, f"the policy does not screen {' or '.join(fields)}"
    party, entry = _party(read), _entry(plant.listed)
    score = _score(party, entry, policy)
    if plant.distortion.name == WEAK and policy.weak_aliases != WeakAliases.SCREEN:
        return score, f"a weak alias raises nothing alone (weak_aliases={policy.weak_aliases})"
    if not may_name(party.field, entry.kind) and not party.identifiers:
        return score, f"{party.field} is not searched for names of {PEOPLE_SAY[entry.kind]}"
    if not party.forms and not party.identifiers:
        return score, f"no name can be read in {' or '.join(read)}"
    if score:
        return score, f"scores {score:.1f}, below {policy.review:g}"
    return _without_number(read, entry, policy)


def _without_number(read: Mapping[str, str], entry: Entry, policy: Policy) -> tuple[float, str]:
    """Tell a number that speaks against the entry from a name that doesn't resemble it."""
    named = {field: text for field, text in read.items() if field != "imo"}
    score = _score(_party(named), entry, policy) if len(named) < len(read) and named else 0.0
    if score:
        return 0.0, (
            f"the name scores {score:.1f}; below the hit threshold {policy.hit:g} the IMO number "
            "beside it, another ship's or none's, outweighs it"
        )
    return 0.0, "nothing of the name agrees well enough to score"


def _score(party: Party, entry: Entry, policy: Policy) -> float:
    hit = judge(party, entry, policy.model_copy(update={"review": _LEAST}))
    return hit.score if hit else 0.0


def _party(fields: Mapping[str, str]) -> Party:
    if FREE_TEXT in fields:
        return Party(FREE_TEXT, fields[FREE_TEXT])
    if set(fields) <= set(VESSEL_FIELDS):
        named = {"name" if field == VESSEL else field: text for field, text in fields.items()}
        return Party(VESSEL, **named)
    return Party(PARTY, next(iter(fields.values())))


def _entry(listed: Listed) -> Entry:
    numbers = (
        (Scheme.IMO_SHIP, listed.imo), (Scheme.MMSI, listed.mmsi),
        (Scheme.CALL_SIGN, listed.call_sign),
    )  # fmt: skip
    known = tuple((scheme, value) for scheme, value in numbers if value)
    return Entry(listed.entry, listed.list, listed.kind, listed.name, listed.names, known)
