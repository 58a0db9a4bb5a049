"""One party against one entry: score, reasons, verdict. Whether it is a hit, and why: here alone.

`judge` is a pure function of one party, one entry and the policy. Identity first, names second:

======================================  =========================================================
what agrees                             what follows
======================================  =========================================================
IMO number equal                        hit, whatever the name says: ships are renamed
both IMO numbers valid, and different   a name good enough for a hit is a review, any other nothing
IMO fails its check digit, one slip     hit with a name good enough for one; review with half a
from the entry's                        name, or none
MMSI or call sign equal                 review; hit with a similar name (they change with the flag)
IMO number printed in the entry,        review, never more: a firm's entry names the ships it owns
and not its own
company's IMO number or LEI equal       hit
birth date equal, to the day            hit with a name good enough for a review
birth dates years apart                 review at most, by the name
name alone                              by the policy's two thresholds
======================================  =========================================================

A weak alias, unless the policy says otherwise, counts only where an identifier agrees. So does a
name that tells little, where more is said than it (`vscreen.similarity.worth`).

Beside the score, all that agrees or differs is kept as evidence, each reason with its weight; their
sum says how likely the two are the same (`scoring.probability`), and decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

from vscreen.policy import Policy, WeakAliases
from vscreen.schema import Kind, NameKind, Verdict
from vscreen.scoring.births import compare_births
from vscreen.scoring.identity import (
    DECIDING,
    IN_FAVOUR,
    MENTIONING,
    SCHEMES_OF,
    SUPPORTING,
    compare_numbers,
)
from vscreen.scoring.limits import quoted, too_long
from vscreen.scoring.particulars import compare_particulars
from vscreen.scoring.parties import Entry, Party, may_name
from vscreen.scoring.probability import kind_of_evidence, name_weight, probability
from vscreen.scoring.reasons import VIEWS, Evidence, Reason
from vscreen.similarity.name_scores import NameScore, party_name_score, vessel_name_score
from vscreen.similarity.near_forms import FEW_FORMS
from vscreen.similarity.windows import window_score
from vscreen.similarity.worth import is_common
from vscreen.text.form import Form

EQUAL_NUMBER: Final = 95.0
"""Score of an equal deciding number under another name; an equal name brings it to 100."""
HALF_A_NAME: Final = 50.0
"""From here a name speaks for a number that is one slip off."""
SIMILAR_NAME: Final = 60.0
"""From here a name makes a hit of an equal MMSI or call sign."""
SIMILAR_AND_EQUAL: Final = 93.0
NEAR_NUMBER: Final = 83.0
CONFLICT_MOST: Final = 92.0
"""The most a score can say against a different valid IMO number, or another birth date."""


@dataclass(frozen=True)
class Hit:
    """What is concluded for one party and one entry."""

    verdict: Verdict
    score: float
    field: str
    text: str
    name: str
    name_kind: str
    evidence: tuple[Evidence, ...]
    party_form: str
    name_form: str

    @property
    def weight(self) -> int:
        """What the evidence weighs in sum, in points: the order among equal scores."""
        return sum(fact.weight for fact in self.evidence)

    @property
    def probability(self) -> float:
        """How likely party and entry are one and the same, 0 to 1; see `scoring.probability`."""
        return probability(self.weight)


def hit_sentence(entry: Entry, hit: Hit) -> str:
    """Return one sentence on a hit, naming both sides' values."""
    reasons = "; ".join(fact.sentence for fact in hit.evidence)
    return f"{entry.name} ({entry.kind}, {entry.list}): {reasons}."


@dataclass(frozen=True)
class BestName:
    """The entry's name that agreed best with the party's."""

    score: float
    name: str
    kind: str
    best: NameScore | None

    @property
    def rank(self) -> tuple[float, float]:
        """What makes one name better than another."""
        return self.score, self.best.likeness if self.best else 0.0


NO_NAME: Final = BestName(0.0, "", "", None)


def judge(party: Party, entry: Entry, policy: Policy) -> Hit | None:
    """Return the hit of one party on one entry, or None if there is nothing to look at.

    Examples
    --------
    >>> from vscreen.schema import Kind, Scheme
    >>> maria = Entry("kr-mofa:maria", "kr-mofa", Kind.VESSEL, "MARIA",
    ...               (("MARIA", NameKind.PRIMARY),), ((Scheme.IMO_SHIP, "8517839"),))
    >>> judge(Party("vessel", "MARIA", imo="8517839"), maria, Policy()).verdict
    <Verdict.HIT: 'hit'>
    >>> judge(Party("vessel", "MARIA", imo="9463267"), maria, Policy()).verdict
    <Verdict.REVIEW: 'review'>
    >>> judge(Party("vessel", "MARIE", imo="9463267"), maria, Policy()) is None
    True
    """
    numbers = (*compare_numbers(party, entry), *compare_births(party, entry))
    reasons = {fact.reason for fact in numbers}
    backed = bool(reasons & IN_FAVOUR)
    name = best_name(party, entry, policy, backed=backed)
    verdict, score = _conclude(reasons, name.score, policy, named=bool(party.forms))
    if verdict is None:
        return None
    evidence = (*numbers, *name_evidence(party, entry, name), *compare_particulars(party, entry))
    evidence = tuple(sorted(evidence, key=lambda fact: -abs(fact.weight)))
    field, text = _deciding_field(party, reasons, name)
    return Hit(
        verdict, score, field, text, name.name, name.kind, evidence,
        name.best.party.text if name.best else "", name.best.entry.text if name.best else "",
    )  # fmt: skip


# --- verdict and score ----------------------------------------------------------------------------


def _conclude(
    reasons: set[Reason], name: float, policy: Policy, *, named: bool
) -> tuple[Verdict | None, float]:
    if reasons & DECIDING:
        return Verdict.HIT, EQUAL_NUMBER + (100 - EQUAL_NUMBER) * name / 100
    grounds = [
        (verdict_by_name(name, policy), name),
        *_by_weaker_number(reasons, name, policy, named=named),
    ]
    if Reason.BIRTH_DATE_EQUAL in reasons and name >= policy.review:
        grounds.append((Verdict.HIT, _with_equal(name)))
    if Reason.BIRTH_DATE_DIFFERS in reasons and not reasons & IN_FAVOUR:
        firm = Verdict.HIT
        grounds = [_held_against(of) if of[0] == firm else of for of in grounds]
    if Reason.IMO_CONFLICT in reasons:
        grounds = [_held_against(ground) for ground in grounds if _is_firm(ground, reasons)]
    grounds += [(Verdict.REVIEW, MENTIONING[reason]) for reason in reasons & MENTIONING.keys()]
    verdicts = [ground for ground in grounds if ground[0] is not None]
    if not verdicts:
        return None, 0.0
    hit = any(verdict == Verdict.HIT for verdict, _ in verdicts)
    return Verdict.HIT if hit else Verdict.REVIEW, max(score for _, score in verdicts)


Ground = tuple[Verdict | None, float]


def verdict_by_name(score: float, policy: Policy) -> Verdict | None:
    """Return the verdict of a name alone, by the policy's two thresholds; None is no hit.

    Examples
    --------
    >>> verdict_by_name(95, Policy()), verdict_by_name(60, Policy())
    (<Verdict.HIT: 'hit'>, None)
    """
    if score >= policy.hit:
        return Verdict.HIT
    return Verdict.REVIEW if score >= policy.review else None


def _by_weaker_number(
    reasons: set[Reason], name: float, policy: Policy, *, named: bool
) -> Iterator[Ground]:
    if Reason.IMO_NEAR in reasons and (name >= HALF_A_NAME or not named):
        firm = name >= policy.hit
        yield Verdict.HIT if firm else Verdict.REVIEW, max(name, NEAR_NUMBER)
    for reason, alone in SUPPORTING.items():
        if reason in reasons:
            if name >= SIMILAR_NAME:
                yield Verdict.HIT, _with_equal(name)
            else:
                yield Verdict.REVIEW, alone


def _with_equal(name: float) -> float:
    """Return the score of a similar name beside an equal number or birth date."""
    return SIMILAR_AND_EQUAL + (name - SIMILAR_NAME) / 10


def _is_firm(ground: Ground, reasons: set[Reason]) -> bool:
    """Whether a ground outlasts a different valid IMO number: a firm name, or an equal number."""
    return ground[0] == Verdict.HIT or bool(reasons & IN_FAVOUR)


def _held_against(ground: Ground) -> Ground:
    verdict, score = ground
    return (Verdict.REVIEW if verdict else None), min(score, CONFLICT_MOST)


# --- names ---------------------------------------------------------------------------------------


def best_name(party: Party, entry: Entry, policy: Policy, *, backed: bool) -> BestName:
    """Return the entry's name that agrees best; weak aliases as far as the policy lets them."""
    score_of = vessel_name_score if entry.kind == Kind.VESSEL else party_name_score
    best = NO_NAME
    for (name, kind), forms in zip(entry.names, entry.forms, strict=True):
        if not _counts(kind, policy, backed=backed):
            continue
        for score in (
            *(score_of(given, listed) for given, listed in _may_agree(party, entry.kind, forms)),
            *_amid(party, entry.kind, forms),
        ):
            found = BestName(score.confirming if backed else score.score, name, kind, score)
            if found.rank > best.rank:
                best = found
    return best


def _may_agree(party: Party, kind: Kind, forms: Sequence[Form]) -> Iterable[tuple[Form, Form]]:
    """Return the pairs of the party's forms and a name's that may agree, the party's in order."""
    given = party.forms_against(kind)
    if len(given) <= FEW_FORMS:
        return product(given, forms)
    near = party.near_ship_forms if kind == Kind.VESSEL else party.near_firm_forms
    pairs = sorted((at, which) for which, listed in enumerate(forms) for at in near.of(listed))
    return [(given[at], forms[which]) for at, which in pairs]


def _amid(party: Party, kind: Kind, forms: Sequence[Form]) -> Iterator[NameScore]:
    """Yield the scores of a ship's name that stands whole amid the party's words."""
    for listed in forms if kind == Kind.VESSEL else ():
        if score := window_score(party.windows, listed):
            yield score


def _counts(kind: NameKind, policy: Policy, *, backed: bool) -> bool:
    if kind != NameKind.WEAK_ALIAS or policy.weak_aliases == WeakAliases.SCREEN:
        return True
    return backed and policy.weak_aliases == WeakAliases.CONFIRM


_KIND_REASONS: Final = {
    NameKind.FORMER: Reason.NAME_FORMER,
    NameKind.NATIVE: Reason.NAME_NATIVE,
    NameKind.WEAK_ALIAS: Reason.NAME_WEAK,
}


def name_evidence(party: Party, entry: Entry, name: BestName) -> Iterator[Evidence]:
    """Yield what the names say for or against."""
    named = party.forms_against(entry.kind) or (entry.kind == Kind.VESSEL and party.windows)
    if not may_name(party.field, entry.kind) and not named:
        return
    if not party.forms:
        yield Evidence.of(Reason.NAME_ABSENT, "", entry.name)
    elif name.best is None or name.score < HALF_A_NAME:
        yield Evidence.of(Reason.NAME_DIFFERS, quoted(party.name), entry.name)
    else:
        reason, evidence = why_alike(entry, name.best)
        weight = name_weight(evidence, name.best.likeness)
        yield Evidence.of(reason, quoted(party.name), name.name, weight=weight)
        if name.kind in _KIND_REASONS:
            yield Evidence.of(_KIND_REASONS[NameKind(name.kind)])
        if entry.kind != Kind.VESSEL and is_common(
            name.best.view, name.best.party, name.best.entry
        ):
            yield Evidence.of(Reason.NAME_COMMON, "", name.name)


def why_alike(entry: Entry, best: NameScore) -> tuple[Reason, str]:
    """Return why two names agree, and which kind of evidence that is (`scoring.probability`)."""
    reason = VIEWS[best.view].reason
    if best.score == 100 or best.party.text == best.entry.text:
        reason = Reason.NAME_EQUAL
    elif best.view != "words" and set(best.party.numbers) != set(best.entry.numbers):
        reason = Reason.NAME_NUMBER
    return reason, kind_of_evidence(
        entry.kind, reason, best.party.text, best.entry.text, amid=best.party.amid,
        unsure=best.unsure,
    )  # fmt: skip


# --- particulars: reasons and order only ---------------------------------------------------------


def _deciding_field(party: Party, reasons: set[Reason], name: BestName) -> tuple[str, str]:
    """Return the field that agreed best, and what the manifest says there."""
    for reason, schemes in SCHEMES_OF.items():
        outdone = reason not in DECIDING and name.score >= SIMILAR_NAME
        columns = map(party.column_of, schemes) if reason in reasons and not outdone else ()
        if field := next(filter(None, columns), ""):
            return field, _kept(field, party.column(field))
    return party.field, _kept(party.field, party.name)


def _kept(field: str, text: str) -> str:
    """Return a cell as a hit repeats it: one that is too long only as far as it is quoted."""
    return quoted(text) if too_long(text, field) else text
