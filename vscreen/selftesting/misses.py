"""Why a planted entry is not found: its score, and the reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd

from vscreen.policy import Policy, WeakAliases
from vscreen.schema import FREE_TEXT, VESSEL_FIELDS, Scheme
from vscreen.scoring.judge import judge
from vscreen.scoring.parties import PARTY, VESSEL, Entry, Party, may_name
from vscreen.selftesting.distortions import KIND_PLURALS, WEAK, ListedEntry
from vscreen.selftesting.frames import MISSED, PLANTED
from vscreen.selftesting.planting import Plant

_LOWEST: Final = 0.01  # as review threshold: every score above 0 is a hit
_SHARED: Final = [column for column in PLANTED.columns if column in MISSED.columns]


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
        Its review threshold decides which rows are missed.

    Returns
    -------
    DataFrame
        `vscreen.selftesting.frames.MISSED`, nearest misses first.
    """
    missed = planted.index[planted["reach"] < policy.review]
    scored = [why_missed(plants[row], fields[row], policy) for row in missed]
    frame = planted.loc[missed, _SHARED].assign(
        score=[score for score, _ in scored], why=[why for _, why in scored]
    )
    return MISSED.build(frame.sort_values(["score", "row"], ascending=[False, True]))


def why_missed(plant: Plant, fields: Mapping[str, str], policy: Policy) -> tuple[float, str]:
    """Return the score of a planted text against its entry, and why it is no hit.

    Examples
    --------
    >>> from vscreen.schema import Kind
    >>> from vscreen.selftesting.distortions import named
    >>> lady = ListedEntry("kr-mofa:lady-r", "kr-mofa", Kind.VESSEL, "LADY R")
    >>> plant = Plant(named("exact"), lady, {"name": "LADY R"})
    >>> why_missed(plant, {"vessel": "QUIET HARBOUR"}, Policy())
    (0.0, 'nothing of the name agrees well enough to score')
    """
    screened: dict[str, str] = {
        field: text for field, text in fields.items() if field in policy.fields
    }
    if not screened:
        return 0.0, f"the policy does not screen {' or '.join(fields)}"
    party, entry = _party(screened), _entry(plant.listed)
    score = _score(party, entry, policy)
    if plant.distortion.name == WEAK and policy.weak_aliases != WeakAliases.SCREEN:
        return score, f"a weak alias raises nothing alone (weak_aliases={policy.weak_aliases})"
    if not may_name(party.field, entry.kind) and not party.identifiers:
        return score, f"{party.field} is not searched for names of {KIND_PLURALS[entry.kind]}"
    if not party.forms and not party.identifiers:
        return score, f"no name can be read in {' or '.join(screened)}"
    if score:
        return score, f"scores {score:.1f}, below {policy.review:g}"
    return _without_number(screened, entry, policy)


def _without_number(screened: Mapping[str, str], entry: Entry, policy: Policy) -> tuple[float, str]:
    """Return whether another IMO number or the name itself is why nothing scores."""
    named = {field: text for field, text in screened.items() if field != "imo"}
    score = _score(_party(named), entry, policy)
    if score:
        return 0.0, (
            f"the name scores {score:.1f}; below the hit threshold {policy.hit:g} the IMO number "
            "beside it, another ship's or none's, outweighs it"
        )
    return 0.0, "nothing of the name agrees well enough to score"


def _score(party: Party, entry: Entry, policy: Policy) -> float:
    hit = judge(party, entry, policy.model_copy(update={"review": _LOWEST}))
    return hit.score if hit else 0.0


def _party(fields: Mapping[str, str]) -> Party:
    if FREE_TEXT in fields:
        return Party(FREE_TEXT, fields[FREE_TEXT])
    if set(fields) <= set(VESSEL_FIELDS):
        named = {"name" if field == VESSEL else field: text for field, text in fields.items()}
        return Party(VESSEL, **named)
    return Party(PARTY, next(iter(fields.values())))


def _entry(listed: ListedEntry) -> Entry:
    numbers = (
        (Scheme.IMO_SHIP, listed.imo), (Scheme.MMSI, listed.mmsi),
        (Scheme.CALL_SIGN, listed.call_sign),
    )  # fmt: skip
    known = tuple((scheme, value) for scheme, value in numbers if value)
    return Entry(listed.entry, listed.list, listed.kind, listed.name, listed.names, known)
