"""How two strings are judged as names, and why: the forms, the view that agreed best, the score.

Names only: what an IMO number or a flag adds is `vscreen.scoring`'s to say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from vscreen.errors import PolicyError
from vscreen.likeness import NameScore, party_name_score, vessel_name_score
from vscreen.policy import Policy
from vscreen.schema import Kind, Verdict
from vscreen.text import (
    Form,
    name_forms,
    normalise_party,
    normalise_vessel,
    party_forms,
    vessel_forms,
)  # fmt: skip

PARTY: Final = "party"
KINDS: Final = (Kind.VESSEL, PARTY, Kind.ORGANIZATION, Kind.PERSON)

VIEWS: Final = {
    "tight": "all letters, no blanks",
    "sorted": "words in alphabetical order",
    "sound": "spellings of one sound made equal",
    "classes": "classes of consonants, for names that crossed from another script",
    "whole": "all letters, with the legal form",
    "core": "all letters, without the legal form",
    "words": "word by word, each with its weight",
}


@dataclass(frozen=True)
class Comparison:
    """How two strings were judged.

    Attributes
    ----------
    one, other
        The strings as given: what a manifest says, and what a list prints.
    kind
        ``vessel`` or ``party``.
    score
        0-100, how alike; 100 only for full agreement.
    view
        The view that agreed best, a key of `VIEWS`; empty if none counts.
    edits
        Letters that differ in that view.
    one_form, other_form
        The strings as they were compared; empty if nothing of one can be read.
    verdict
        What the policy concludes from the names alone: `hit`, `review` or `clear`;
        `not_screened` if nothing of one of them can be read.
    policy
        The policy asked.
    """

    one: str
    other: str
    kind: str
    score: float
    view: str
    edits: int
    one_form: str
    other_form: str
    verdict: Verdict
    policy: Policy

    def __str__(self) -> str:
        return "\n".join([f"{self.one!r} and {self.other!r}", self._judged(), *self._why()])

    def _judged(self) -> str:
        if self.verdict == Verdict.NOT_SCREENED:
            return "Not screened: nothing of one of them can be read as a name."
        return (
            f"Score {self.score:.1f}, by the names alone: {self.verdict} "
            f"(hit from {self.policy.hit:g}, review from {self.policy.review:g})."
        )

    def _why(self) -> list[str]:
        told = [f"Compared as {self.one_form!r} with {self.other_form!r}."]
        if self.view:
            edits = "no letter" if not self.edits else f"{self.edits} letter(s)"
            told.append(f"Best view: {self.view} ({VIEWS[self.view]}), {edits} different.")
        else:
            told.append("No view of them agrees well enough to count.")
        return told


def compare(
    one: str, other: str, *, kind: str = Kind.VESSEL, policy: Policy | None = None
) -> Comparison:
    """Return how two strings are judged as names, and why.

    The two sides differ: only of ``one`` is it expected that other words stand around the name.

    Parameters
    ----------
    one
        What a manifest says, such as ``"C/O MG-FLOT LLC, ASTRAKHAN"``.
    other
        What a list prints.
    kind
        ``vessel``, or ``party`` for companies and persons (``organization`` and ``person`` mean
        the same here).
    policy
        Whose thresholds make the verdict; ``Policy()`` by default.

    Raises
    ------
    PolicyError
        If ``kind`` is none of these.

    Examples
    --------
    >>> print(compare("M/V OCEAN GRACE 7", "OCEAN GRACE VII"))
    'M/V OCEAN GRACE 7' and 'OCEAN GRACE VII'
    Score 100.0, by the names alone: hit (hit from 93, review from 82).
    Compared as 'OCEAN GRACE 7' with 'OCEAN GRACE 7'.
    Best view: tight (all letters, no blanks), no letter different.
    >>> compare("SUN 5", "SUN 6").verdict
    <Verdict.CLEAR: 'clear'>
    """
    if kind not in KINDS:
        raise PolicyError(f"kind={kind!r}: there is no such kind; these are: {', '.join(KINDS)}")
    policy = policy or Policy()
    vessel = kind == Kind.VESSEL
    best = _best(one, other, vessel=vessel)
    normalise = normalise_vessel if vessel else normalise_party
    return Comparison(
        one, other, Kind.VESSEL.value if vessel else PARTY, best.score if best else 0.0,
        best.view if best else "", best.edits if best else 0,
        best.party.text if best and best.view else normalise(one),
        best.entry.text if best and best.view else normalise(other),
        _verdict(best, policy), policy,
    )  # fmt: skip


def _best(one: str, other: str, *, vessel: bool) -> NameScore | None:
    """Return the best score over all forms of both, None where one has none."""
    ours: tuple[Form, ...] = vessel_forms(one) if vessel else party_forms(one)
    theirs: tuple[Form, ...] = vessel_forms(other) if vessel else name_forms(other)
    score_of = vessel_name_score if vessel else party_name_score
    scores = [score_of(our, their) for our in ours for their in theirs]
    return max(scores, key=lambda score: score.score, default=None)


def _verdict(best: NameScore | None, policy: Policy) -> Verdict:
    if best is None:
        return Verdict.NOT_SCREENED
    if best.score >= policy.hit:
        return Verdict.HIT
    return Verdict.REVIEW if best.score >= policy.review else Verdict.CLEAR
