"""How two strings are judged as names, and why: the forms, the view that agreed best, the score.

Names only: what an IMO number or a flag adds is `vscreen.scoring.judge`'s to say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from vscreen.errors import PolicyError
from vscreen.policy import Policy
from vscreen.schema import Kind, NameKind, Verdict
from vscreen.scoring.judge import best_name, name_evidence, verdict_by_name
from vscreen.scoring.parties import PARTY, Entry, Party
from vscreen.scoring.probability import lay_out, percent, probability
from vscreen.scoring.reasons import VIEWS, Evidence
from vscreen.text.party_names import normalise_party
from vscreen.text.vessel_names import normalise_vessel

KINDS: Final = (Kind.VESSEL, PARTY, Kind.ORGANIZATION, Kind.PERSON)


@dataclass(frozen=True)
class Comparison:
    """How two strings were judged.

    Attributes
    ----------
    one, other
        The strings as given: what a manifest says, and what a list prints.
    kind
        ``vessel``, ``party``, ``organization`` or ``person``.
    score
        0-100, how alike; 100 only for full agreement.
    probability
        0-1, how likely both name the same ship, company or person, by the names alone; see
        `vscreen.scoring.probability` for what the number means.
    likeness
        The score without the bound that keeps some names, such as those that sound alike in two
        scripts, from being more than a review.
    evidence
        The reasons for and against, each with its weight.
    view
        The view that agreed best, a key of `vscreen.scoring.reasons.VIEWS`; empty if none counts.
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
    likeness: float
    probability: float
    evidence: tuple[Evidence, ...]
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
            f"(hit from {self.policy.hit:g}, review from {self.policy.review:g}); "
            f"{percent(self.probability)} likely to be the same."
        )

    def _why(self) -> list[str]:
        lines = [f"Compared as {self.one_form!r} with {self.other_form!r}."]
        if self.view:
            edits = "no letter" if not self.edits else f"{self.edits} letter(s)"
            view = VIEWS[self.view].compares
            lines.append(f"Best view: {self.view} ({view}), {edits} different.")
        else:
            lines.append("No view of them agrees well enough to count.")
        if self.evidence:
            lines += lay_out((fact.weight, _printable(fact.sentence)) for fact in self.evidence)
        return lines


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
        ``vessel``, or ``party`` for companies and persons. ``organization`` and ``person`` say
        which of the two; they change the probability alone (``party``: as of a company).
    policy
        Whose thresholds make the verdict; ``Policy()`` by default.

    Raises
    ------
    PolicyError
        If ``kind`` is none of these.

    Examples
    --------
    >>> compared = compare("M/V OCEAN GRACE 7", "OCEAN GRACE VII")
    >>> compared.score, compared.view, compared.one_form
    (100.0, 'tight', 'OCEAN GRACE 7')
    >>> print(compared.evidence[0].sentence)
    name M/V OCEAN GRACE 7 equals OCEAN GRACE VII
    >>> compare("SUN 5", "SUN 6").verdict
    <Verdict.CLEAR: 'clear'>
    """
    if kind not in KINDS:
        raise PolicyError(f"kind={kind!r}: there is no such kind; these are: {', '.join(KINDS)}")
    policy = policy or Policy()
    vessel = kind == Kind.VESSEL
    party = Party(Kind.VESSEL if vessel else PARTY, one)
    entry = Entry("", "", Kind.ORGANIZATION if kind == PARTY else Kind(kind), other,
                  ((other, NameKind.PRIMARY),))  # fmt: skip
    best = best_name(party, entry, policy, backed=False)
    readable = bool(party.forms and entry.forms[0])
    evidence = tuple(name_evidence(party, entry, best)) if readable else ()
    view = best.best.view if best.best else ""
    normalise = normalise_vessel if vessel else normalise_party
    return Comparison(
        one, other, str(kind), best.score, best.best.likeness if best.best else 0.0,
        probability(sum(fact.weight for fact in evidence)) if readable else 0.0, evidence,
        view, best.best.edits if best.best else 0,
        best.best.party.text if best.best else normalise(one),
        best.best.entry.text if best.best else normalise(other),
        _verdict(best.score, policy, readable=readable), policy,
    )  # fmt: skip


def _printable(text: str) -> str:
    return "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in text)


def _verdict(score: float, policy: Policy, *, readable: bool) -> Verdict:
    if not readable:
        return Verdict.NOT_SCREENED
    return verdict_by_name(score, policy) or Verdict.CLEAR
