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
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Final, Self

from vscreen.identifiers import (
    clean_call_sign, clean_imo, clean_mmsi, country_code, find_identifiers, imo_digits,
    is_valid_imo_ship, mmsi_country, near_imo,
)  # fmt: skip
from vscreen.likeness import NameScore, party_name_score, vessel_name_score
from vscreen.policy import Policy, WeakAliases
from vscreen.schema import FREE_TEXT, Kind, NameKind, Scheme, Verdict
from vscreen.text import Form, name_forms, party_forms, vessel_forms, visible

VESSEL: Final = "vessel"

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


class Reason(StrEnum):
    """One fact that speaks for or against: its weight in the order of hits, and its sentence."""

    weight: int
    sentence: str

    def __new__(cls, value: str, weight: int, sentence: str) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.weight = weight
        member.sentence = sentence
        return member

    IMO_EQUAL = "imo_equal", 100, "IMO number {ours} is the entry's own"
    IMO_CONFLICT = "imo_conflict", -60, "IMO number {ours} conflicts with the entry's {theirs}"
    IMO_NEAR = (
        "imo_near", 30,
        "IMO number {ours} fails its check digit and is one slip from the entry's {theirs}",
    )  # fmt: skip
    IMO_INVALID = (
        "imo_invalid", 0, "IMO number {ours} fails its check digit, so it is held against nobody"
    )  # fmt: skip
    IMO_ABSENT = "imo_absent", 0, "the row gives no IMO number to set against the entry's {theirs}"
    IMO_UNLISTED = "imo_unlisted", 0, "the list gives no valid IMO number to set against {ours}"
    COMPANY_NUMBER_EQUAL = "company_number_equal", 100, "company number {ours} is the entry's own"
    LEI_EQUAL = "lei_equal", 100, "legal entity identifier {ours} is the entry's own"
    MMSI_EQUAL = "mmsi_equal", 40, "MMSI {ours} is the entry's own"
    MMSI_DIFFERS = "mmsi_differs", -5, "MMSI {ours} is not the entry's {theirs}"
    CALL_SIGN_EQUAL = "call_sign_equal", 30, "call sign {ours} is the entry's own"
    CALL_SIGN_DIFFERS = "call_sign_differs", -3, "call sign {ours} is not the entry's {theirs}"
    NAME_EQUAL = "name_equal", 50, "name {ours} equals {theirs}"
    NAME_SPELLING = "name_spelling", 30, "name {ours} is spelled nearly like {theirs}"
    NAME_ORDER = "name_order", 35, "name {ours} has the words of {theirs} in another order"
    NAME_SOUND = "name_sound", 30, "name {ours} sounds like {theirs}"
    NAME_SCRIPT = "name_script", 20, "name {ours}, from another script, reads like {theirs}"
    NAME_WORDS = "name_words", 25, "{ours} holds the words of {theirs}"
    NAME_DIFFERS = "name_differs", -10, "name {ours} is unlike {theirs}"
    NAME_ABSENT = "name_absent", 0, "the row gives no name to set against {theirs}"
    NAME_FORMER = "name_former", -2, "that is a former name of the entry"
    NAME_NATIVE = "name_native", 0, "that is the entry's name in its own script"
    NAME_WEAK = "name_weak", -15, "that is a weak alias, too broad to convict alone"
    FLAG_AGREES = "flag_agrees", 6, "flag {ours} is the entry's"
    FLAG_DIFFERS = "flag_differs", -4, "flag {ours} is not the entry's {theirs}"
    MMSI_AGAINST_FLAG = (
        "mmsi_against_flag", 3, "MMSI {ours} belongs to another country than flag {theirs}"
    )  # fmt: skip
    TYPE_AGREES = "type_agrees", 4, "ship type {ours} is the entry's"
    TYPE_DIFFERS = "type_differs", -2, "ship type {ours} is not the entry's {theirs}"
    TONNAGE_AGREES = "tonnage_agrees", 5, "gross tonnage {ours} is about the entry's {theirs}"
    TONNAGE_DIFFERS = "tonnage_differs", -4, "gross tonnage {ours} is not the entry's {theirs}"
    BUILD_YEAR_AGREES = "build_year_agrees", 5, "build year {ours} is the entry's"
    BUILD_YEAR_DIFFERS = "build_year_differs", -6, "build year {ours} is not the entry's {theirs}"
    COUNTRY_AGREES = "country_agrees", 6, "country {ours} is the entry's"
    COUNTRY_DIFFERS = "country_differs", -3, "country {ours} is not the entry's {theirs}"


@dataclass(frozen=True)
class Evidence:
    """A reason with both sides' values filled in."""

    reason: Reason
    sentence: str

    @classmethod
    def of(cls, reason: Reason, ours: object = "", theirs: object = "") -> Evidence:
        """Return the evidence with the sentence naming both sides' values."""
        return cls(reason, reason.sentence.format(ours=ours, theirs=theirs))


@dataclass(frozen=True)
class Party:
    """What one field of a row names: a ship with its particulars, or a company or person.

    All values are text as the manifest prints it; empty is unknown. ``field`` is the manifest
    field: ``vessel``, one of the party fields, or ``free_text``.
    """

    field: str
    name: str = ""
    imo: str = ""
    mmsi: str = ""
    call_sign: str = ""
    flag: str = ""
    vessel_type: str = ""
    gross_tonnage: str = ""
    build_year: str = ""
    country: str = ""

    @cached_property
    def forms(self) -> tuple[Form, ...]:
        """How the name is compared; none for free text, which is searched for numbers only."""
        if self.field == FREE_TEXT:
            return ()
        return vessel_forms(self.name) if self.field == VESSEL else party_forms(self.name)

    @cached_property
    def identifiers(self) -> tuple[tuple[Scheme, str], ...]:
        """The identifiers of the party, from its own columns and found inside its text."""
        own = [
            *((Scheme.IMO_SHIP, number) for number in imo_numbers(self.imo)),
            (Scheme.MMSI, clean_mmsi(self.mmsi)),
            (Scheme.CALL_SIGN, clean_call_sign(self.call_sign)),
            *find_identifiers(self.name),
        ]
        return tuple(dict.fromkeys(pair for pair in own if pair[1]))

    @property
    def says_imo(self) -> bool:
        """Whether the party calls its number an IMO number, so that it can speak against."""
        return bool(self.imo) or "IMO" in visible(self.name)

    def is_readable(self, *, named: bool) -> bool:
        """Whether there is a name (if names of its kind are listed) or a number right in itself."""
        return (named and bool(self.forms)) or any(
            scheme != Scheme.IMO_SHIP or is_valid_imo_ship(value)
            for scheme, value in self.identifiers
        )

    def values(self, scheme: Scheme) -> tuple[str, ...]:
        """Return the party's identifiers of one scheme."""
        return tuple(value for of, value in self.identifiers if of == scheme)


def imo_numbers(text: str) -> tuple[str, ...]:
    """Return the IMO numbers a cell gives, right or with a slip: 6 to 8 digits.

    Examples
    --------
    >>> imo_numbers("IMO 9161003"), imo_numbers("916103"), imo_numbers("n/a")
    (('9161003',), ('916103',), ())
    """
    if not text:
        return ()
    one = clean_imo(text) or imo_digits(text)
    if one:
        return (one,)
    return tuple(value for scheme, value in find_identifiers(text) if scheme == Scheme.IMO_SHIP)


@dataclass(frozen=True)
class Entry:
    """One entry of a list with all that its publisher says of it."""

    entry: str
    list: str
    kind: Kind
    name: str
    names: tuple[tuple[str, NameKind], ...]
    identifiers: tuple[tuple[Scheme, str], ...] = ()
    flags: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    vessel_type: str = ""
    gross_tonnage: int | None = None
    build_year: int | None = None
    remarks: str = ""

    @cached_property
    def forms(self) -> tuple[tuple[Form, ...], ...]:
        """How each of `names` is compared."""
        forms_of = vessel_forms if self.kind == Kind.VESSEL else name_forms
        return tuple(forms_of(name) for name, _ in self.names)

    def values(self, scheme: Scheme) -> tuple[str, ...]:
        """Return the entry's identifiers of one scheme."""
        return tuple(value for of, value in self.identifiers if of == scheme)


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
        """How much the evidence weighs: the order among equal scores."""
        return sum(one.reason.weight for one in self.evidence)


def tell(entry: Entry, hit: Hit) -> str:
    """Return one sentence on a hit, naming both sides' values."""
    reasons = "; ".join(one.sentence for one in hit.evidence)
    return f"{entry.name} ({entry.kind}, {entry.list}): {reasons}."


@dataclass(frozen=True)
class _Name:
    """The entry's name that agreed best with the party's."""

    score: float
    name: str
    kind: str
    best: NameScore | None


NO_NAME: Final = _Name(0.0, "", "", None)


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
    name = _best_name(party, entry, policy, backed=backed)
    verdict, score = _conclude(reasons, name.score, policy, named=bool(party.forms))
    if verdict is None:
        return None
    evidence = (*numbers, *_tell_name(party, entry, name), *_compare_particulars(party, entry))
    evidence = tuple(sorted(evidence, key=lambda one: -abs(one.reason.weight)))
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
    for scheme, equal, differs in _COMPARED:
        ours, theirs = party.values(scheme), entry.values(scheme)
        common = [value for value in ours if value in theirs]
        if common:
            yield Evidence.of(equal, common[0])
        elif ours and theirs and differs:
            yield Evidence.of(differs, ours[0], " or ".join(theirs))


def _compare_imo(party: Party, entry: Entry) -> Iterator[Evidence]:
    """Equal, conflicting, near, failing its check digit, absent: all different things."""
    ours, theirs = party.values(Scheme.IMO_SHIP), entry.values(Scheme.IMO_SHIP)
    valid = [number for number in ours if is_valid_imo_ship(number)]
    listed = [number for number in theirs if is_valid_imo_ship(number)]
    common = [number for number in ours if number in theirs]
    near = [(a, b) for a in ours if a not in valid for b in theirs if near_imo(a, b)]
    if common:
        yield Evidence.of(Reason.IMO_EQUAL, common[0])
    elif valid and listed and party.says_imo:
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


def _best_name(party: Party, entry: Entry, policy: Policy, *, backed: bool) -> _Name:
    """Return the entry's name that agrees best; weak aliases as far as the policy lets them."""
    if not party.forms or not may_name(party.field, entry.kind):
        return NO_NAME
    score_of = vessel_name_score if party.field == VESSEL else party_name_score
    best = NO_NAME
    for (name, kind), forms in zip(entry.names, entry.forms, strict=True):
        if not _counts(kind, policy, backed=backed):
            continue
        for score in (score_of(ours, theirs) for ours in party.forms for theirs in forms):
            if score.score > best.score:
                best = _Name(score.score, name, kind, score)
    return best


def may_name(field: str, kind: Kind) -> bool:
    """Whether a field names entries of a kind: ships in ``vessel``, the others in parties."""
    if field == VESSEL:
        return kind == Kind.VESSEL
    return field != FREE_TEXT and kind in {Kind.ORGANIZATION, Kind.PERSON}


def _counts(kind: NameKind, policy: Policy, *, backed: bool) -> bool:
    if kind != NameKind.WEAK_ALIAS or policy.weak_aliases == WeakAliases.SCREEN:
        return True
    return backed and policy.weak_aliases == WeakAliases.CONFIRM


_VIEW_REASONS: Final = {
    "tight": Reason.NAME_SPELLING, "whole": Reason.NAME_SPELLING, "core": Reason.NAME_SPELLING,
    "sorted": Reason.NAME_ORDER, "sound": Reason.NAME_SOUND, "classes": Reason.NAME_SCRIPT,
    "words": Reason.NAME_WORDS,
}  # fmt: skip
_KIND_REASONS: Final = {
    NameKind.FORMER: Reason.NAME_FORMER,
    NameKind.NATIVE: Reason.NAME_NATIVE,
    NameKind.WEAK_ALIAS: Reason.NAME_WEAK,
}


def _tell_name(party: Party, entry: Entry, name: _Name) -> Iterator[Evidence]:
    if not may_name(party.field, entry.kind):
        return
    if not party.forms:
        yield Evidence.of(Reason.NAME_ABSENT, "", entry.name)
    elif name.best is None or name.score < HALF_A_NAME:
        yield Evidence.of(Reason.NAME_DIFFERS, party.name, entry.name)
    else:
        equal = name.score == 100
        reason = Reason.NAME_EQUAL if equal else _VIEW_REASONS[name.best.view]
        yield Evidence.of(reason, party.name, name.name)
        if name.kind in _KIND_REASONS:
            yield Evidence.of(_KIND_REASONS[NameKind(name.kind)])


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


def _deciding_field(party: Party, reasons: set[Reason], name: _Name) -> tuple[str, str]:
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
