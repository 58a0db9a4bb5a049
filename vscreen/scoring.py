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
company's IMO number or LEI equal       hit
name alone                              by the policy's two thresholds
======================================  =========================================================

A weak alias, unless the policy says otherwise, counts only where an identifier agrees.

Beside the score, all that agrees or differs is told as evidence, each reason with its weight; their
sum says how likely the two are one and the same (`vscreen.probability`), and decides nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from vscreen.identifiers import country_code, is_valid_imo_ship, mmsi_country, near_imo
from vscreen.likeness import NameScore, party_name_score, vessel_name_score
from vscreen.parties import PARTY, VESSEL, Entry, Party, may_name
from vscreen.policy import Policy, WeakAliases
from vscreen.probability import kind_of_evidence, name_weight, probability
from vscreen.reasons import VIEWS, Evidence, Reason
from vscreen.schema import Kind, NameKind, Scheme, Verdict

EQUAL_NUMBER: Final = 95.0
"""Score of an equal deciding number under another name; an equal name brings it to 100."""
HALF_A_NAME: Final = 50.0
"""From here a name speaks for a number that is one slip off."""
SIMILAR_NAME: Final = 60.0
"""From here a name makes a hit of an equal MMSI or call sign."""
SIMILAR_AND_EQUAL: Final = 93.0
EQUAL_MMSI: Final = 85.0
EQUAL_CALL_SIGN: Final = 84.0
NEAR_NUMBER: Final = 83.0
CONFLICT_MOST: Final = 92.0
"""The most a score can say against a different valid IMO number."""
TONNAGE_SLACK: Final = 0.05


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
        return sum(one.weight for one in self.evidence)

    @property
    def probability(self) -> float:
        """How likely party and entry are one and the same, 0 to 1; see `vscreen.probability`."""
        return probability(self.weight)


def tell(entry: Entry, hit: Hit) -> str:
    """Return one sentence on a hit, naming both sides' values."""
    reasons = "; ".join(one.sentence for one in hit.evidence)
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
        return self.best.rank if self.best else (0.0, 0.0)


NO_NAME: Final = BestName(0.0, "", "", None)


def judge(party: Party, entry: Entry, policy: Policy) -> Hit | None:
    """Return the hit of one party on one entry, or None if there is nothing to look at.

    Examples
    --------
    >>> maria = Entry("kr-mofa:maria", "kr-mofa", Kind.VESSEL, "MARIA",
    ...               (("MARIA", NameKind.PRIMARY),), ((Scheme.IMO_SHIP, "8517839"),))
    >>> judge(Party("vessel", "MARIA", imo="8517839"), maria, Policy()).verdict
    <Verdict.HIT: 'hit'>
    >>> judge(Party("vessel", "MARIA", imo="9463267"), maria, Policy()).verdict
    <Verdict.REVIEW: 'review'>
    >>> judge(Party("vessel", "MARIE", imo="9463267"), maria, Policy()) is None
    True
    """
    numbers = tuple(_compare_numbers(party, entry))
    reasons = {one.reason for one in numbers}
    backed = bool(reasons & _SPEAK_FOR)
    name = best_name(party, entry, policy, backed=backed)
    verdict, score = _conclude(reasons, name.score, policy, named=bool(party.forms))
    if verdict is None:
        return None
    evidence = (*numbers, *tell_name(party, entry, name), *_compare_particulars(party, entry))
    evidence = tuple(sorted(evidence, key=lambda one: -abs(one.weight)))
    field, text = _deciding_field(party, reasons, name)
    return Hit(
        verdict, score, field, text, name.name, name.kind, evidence,
        name.best.party.text if name.best else "", name.best.entry.text if name.best else "",
    )  # fmt: skip


# --- identity ------------------------------------------------------------------------------------

_DECIDE: Final = frozenset({Reason.IMO_EQUAL, Reason.COMPANY_NUMBER_EQUAL, Reason.LEI_EQUAL})
_SPEAK_FOR: Final = _DECIDE | {Reason.IMO_NEAR, Reason.MMSI_EQUAL, Reason.CALL_SIGN_EQUAL}
_COMPARED: Final = (
    (Scheme.IMO_COMPANY, Reason.COMPANY_NUMBER_EQUAL, None),
    (Scheme.LEI, Reason.LEI_EQUAL, None),
    (Scheme.MMSI, Reason.MMSI_EQUAL, Reason.MMSI_DIFFERS),
    (Scheme.CALL_SIGN, Reason.CALL_SIGN_EQUAL, Reason.CALL_SIGN_DIFFERS),
)


def _compare_numbers(party: Party, entry: Entry) -> Iterator[Evidence]:
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


def _conclude(
    reasons: set[Reason], name: float, policy: Policy, *, named: bool
) -> tuple[Verdict | None, float]:
    if reasons & _DECIDE:
        return Verdict.HIT, EQUAL_NUMBER + (100 - EQUAL_NUMBER) * name / 100
    grounds = [_by_name(name, policy), *_by_weaker_number(reasons, name, policy, named=named)]
    if Reason.IMO_CONFLICT in reasons:
        grounds = [_held_against(ground) for ground in grounds if _is_firm(ground, reasons)]
    verdicts = [ground for ground in grounds if ground[0] is not None]
    if not verdicts:
        return None, 0.0
    hit = any(verdict == Verdict.HIT for verdict, _ in verdicts)
    return Verdict.HIT if hit else Verdict.REVIEW, max(score for _, score in verdicts)


Ground = tuple[Verdict | None, float]


def _by_name(name: float, policy: Policy) -> Ground:
    if name >= policy.hit:
        return Verdict.HIT, name
    return (Verdict.REVIEW, name) if name >= policy.review else (None, 0.0)


def _by_weaker_number(
    reasons: set[Reason], name: float, policy: Policy, *, named: bool
) -> Iterator[Ground]:
    if Reason.IMO_NEAR in reasons and (name >= HALF_A_NAME or not named):
        firm = name >= policy.hit
        yield Verdict.HIT if firm else Verdict.REVIEW, max(name, NEAR_NUMBER)
    for reason, alone in (
        (Reason.MMSI_EQUAL, EQUAL_MMSI), (Reason.CALL_SIGN_EQUAL, EQUAL_CALL_SIGN)
    ):  # fmt: skip
        if reason in reasons:
            if name >= SIMILAR_NAME:
                yield Verdict.HIT, SIMILAR_AND_EQUAL + (name - SIMILAR_NAME) / 10
            else:
                yield Verdict.REVIEW, alone


def _is_firm(ground: Ground, reasons: set[Reason]) -> bool:
    """Whether a ground outlasts a different valid IMO number: a firm name, or an equal number."""
    return ground[0] == Verdict.HIT or bool(reasons & _SPEAK_FOR)


def _held_against(ground: Ground) -> Ground:
    verdict, score = ground
    return (Verdict.REVIEW if verdict else None), min(score, CONFLICT_MOST)


# --- names ---------------------------------------------------------------------------------------


def best_name(party: Party, entry: Entry, policy: Policy, *, backed: bool) -> BestName:
    """Return the entry's name that agrees best; weak aliases as far as the policy lets them."""
    if not party.forms or not may_name(party.field, entry.kind):
        return NO_NAME
    score_of = party_name_score if party.field == PARTY else vessel_name_score
    best = NO_NAME
    for (name, kind), forms in zip(entry.names, entry.forms, strict=True):
        if not _counts(kind, policy, backed=backed):
            continue
        for score in (score_of(ours, theirs) for ours in party.forms for theirs in forms):
            if score.rank > best.rank:
                best = BestName(score.score, name, kind, score)
    return best


def _counts(kind: NameKind, policy: Policy, *, backed: bool) -> bool:
    if kind != NameKind.WEAK_ALIAS or policy.weak_aliases == WeakAliases.SCREEN:
        return True
    return backed and policy.weak_aliases == WeakAliases.CONFIRM


_KIND_REASONS: Final = {
    NameKind.FORMER: Reason.NAME_FORMER,
    NameKind.NATIVE: Reason.NAME_NATIVE,
    NameKind.WEAK_ALIAS: Reason.NAME_WEAK,
}


def tell_name(party: Party, entry: Entry, name: BestName) -> Iterator[Evidence]:
    """Yield what the names say for or against."""
    if not may_name(party.field, entry.kind):
        return
    if not party.forms:
        yield Evidence.of(Reason.NAME_ABSENT, "", entry.name)
    elif name.best is None or name.score < HALF_A_NAME:
        yield Evidence.of(Reason.NAME_DIFFERS, party.name, entry.name)
    else:
        reason, evidence = why_alike(entry, name.best)
        weight = name_weight(evidence, name.best.likeness)
        yield Evidence.of(reason, party.name, name.name, weight=weight)
        if name.kind in _KIND_REASONS:
            yield Evidence.of(_KIND_REASONS[NameKind(name.kind)])


def why_alike(entry: Entry, best: NameScore) -> tuple[Reason, str]:
    """Return why two names agree, and which kind of evidence that is (`vscreen.probability`)."""
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


def _compare_particulars(party: Party, entry: Entry) -> Iterator[Evidence]:
    if party.field == VESSEL and entry.kind == Kind.VESSEL:
        yield from _compare_flag(party, entry)
        yield from _compare_text(
            party.vessel_type, entry.vessel_type, Reason.TYPE_AGREES, Reason.TYPE_DIFFERS
        )
        yield from _compare_number(
            party.gross_tonnage, entry.gross_tonnage, Reason.TONNAGE_AGREES,
            Reason.TONNAGE_DIFFERS, slack=TONNAGE_SLACK,
        )  # fmt: skip
        yield from _compare_number(
            party.build_year, entry.build_year, Reason.BUILD_YEAR_AGREES, Reason.BUILD_YEAR_DIFFERS
        )
    elif party.country:
        yield from _compare_country(
            party.country, entry.countries, Reason.COUNTRY_AGREES, Reason.COUNTRY_DIFFERS
        )


def _compare_flag(party: Party, entry: Entry) -> Iterator[Evidence]:
    if party.flag:
        yield from _compare_country(
            party.flag, entry.flags, Reason.FLAG_AGREES, Reason.FLAG_DIFFERS
        )
    for mmsi in party.values(Scheme.MMSI):
        ours, flag = mmsi_country(mmsi), country_code(party.flag)
        if ours and flag and ours != flag:
            yield Evidence.of(Reason.MMSI_AGAINST_FLAG, mmsi, party.flag)


def _compare_country(
    ours: str, theirs: Iterable[str], agrees: Reason, differs: Reason
) -> Iterator[Evidence]:
    code, codes = country_code(ours), {country_code(one) for one in theirs} - {""}
    if code and codes:
        yield Evidence.of(agrees if code in codes else differs, ours, " or ".join(theirs))


def _compare_text(ours: str, theirs: str, agrees: Reason, differs: Reason) -> Iterator[Evidence]:
    one, other = ours.strip().casefold(), theirs.strip().casefold()
    if one and other:
        yield Evidence.of(agrees if one in other or other in one else differs, ours, theirs)


def _compare_number(
    ours: str, theirs: int | None, agrees: Reason, differs: Reason, *, slack: float = 0.0
) -> Iterator[Evidence]:
    digits = ours.replace(",", "").removesuffix(".0")
    if digits.isdecimal() and theirs:
        close = abs(int(digits) - theirs) <= slack * theirs
        yield Evidence.of(agrees if close else differs, ours, theirs)


def _deciding_field(party: Party, reasons: set[Reason], name: BestName) -> tuple[str, str]:
    """Return the field that agreed best, and what the manifest says there."""
    fields: tuple[tuple[Reason, str, Callable[[], str]], ...] = (
        (Reason.IMO_EQUAL, "imo", lambda: party.imo),
        (Reason.MMSI_EQUAL, "mmsi", lambda: party.mmsi),
        (Reason.CALL_SIGN_EQUAL, "call_sign", lambda: party.call_sign),
        (Reason.IMO_NEAR, "imo", lambda: party.imo),
    )
    for reason, field, text in fields:
        outdone = reason != Reason.IMO_EQUAL and name.score >= SIMILAR_NAME
        if reason in reasons and text() and not outdone:
            return field, text()
    return party.field, party.name
