"""What birth dates of both sides say, and what follows from it for a verdict."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vscreen.identifiers.birth_dates import read_birth_dates
from vscreen.policy import Policy
from vscreen.schema import Kind, NameKind
from vscreen.scoring.births import birth_reason
from vscreen.scoring.judge import Hit, judge
from vscreen.scoring.parties import Entry, Party
from vscreen.scoring.reasons import Reason

TEXTS = [
    "1962-03-04", "04/03/1962", "1962", "circa 1962", "1960 to 1964", "1975-08-21", "21.08.1975",
    "1962-04-03", "1963-08-21", "Aug 1975", "01/01/1970", "n/a", "2020-05-01",
]  # fmt: skip


def person(*births: str, kind: Kind = Kind.PERSON) -> Entry:
    name = "Testov Ivan Petrovich"
    return Entry("own:1", "own", kind, name, ((name, NameKind.PRIMARY),), birth_dates=births)


def judged(name: str, birth_date: str, *births: str, **policy: float) -> Hit | None:
    return judge(Party("party", name, birth_date=birth_date), person(*births), Policy(**policy))


def said(given: str, *listed: str) -> Reason | None:
    dates = tuple(born for text in listed for born in read_birth_dates(text))
    found = birth_reason(read_birth_dates(given), dates)
    return found[0] if found else None


@pytest.mark.parametrize(
    ("given", "listed", "reason"),
    [
        ("1962-03-04", "4 March 1962", Reason.BIRTH_DATE_EQUAL),
        ("1962-03-04", "1940;1962-03-04", Reason.BIRTH_DATE_EQUAL),
        ("04/03/1962", "1962-03-04", Reason.BIRTH_DATE_MAY_EQUAL),
        ("04/03/1962", "1962-04-03", Reason.BIRTH_DATE_MAY_EQUAL),
        ("1962-04-03", "1962-03-04", Reason.BIRTH_DATE_NEAR),
        ("1962-03-14", "1962-03-04", Reason.BIRTH_DATE_NEAR),
        ("1972-03-04", "1962-03-04", Reason.BIRTH_DATE_NEAR),
        ("1962", "1962-03-04", Reason.BIRTH_YEAR_EQUAL),
        ("1962-01-01", "1962-03-04", Reason.BIRTH_YEAR_EQUAL),
        ("1962-03-04", "01 Jan 1962", Reason.BIRTH_YEAR_EQUAL),
        ("1962-03", "1962-03-04", Reason.BIRTH_YEAR_EQUAL),
        ("1962", "circa 1962", Reason.BIRTH_YEAR_EQUAL),
        ("1975-08-21", "1962-03-04", Reason.BIRTH_DATE_DIFFERS),
        ("21/08/75", "1962-03-04", Reason.BIRTH_DATE_DIFFERS),
        ("08/09/1975", "1962-03-04", Reason.BIRTH_DATE_DIFFERS),
        ("1975", "1962-03-04", Reason.BIRTH_DATE_DIFFERS),
        ("1975-08-21", "1962;1963-02-11", Reason.BIRTH_DATE_DIFFERS),
        ("1975-08-21", "circa 1962", Reason.BIRTH_DATE_DIFFERS),
    ],
)
def test_dates_speak_as_far_as_they_are_known(given: str, listed: str, reason: Reason) -> None:
    assert said(given, *listed.split(";")) == reason


@pytest.mark.parametrize(
    ("given", "listed"),
    [
        ("1962-09-21", "1962-03-04"),  # the same year
        ("1963-08-21", "1962-03-04"),  # the next one
        ("1964", "1962-03-04"), ("1968", "1962-03-04"),  # a year or two, or one digit
        ("1966-08-21", "circa 1962"), ("1968-08-21", "1960 to 1964"),
        ("1975-08-21", "1962-03-04;1974"),  # one of several dates is near
        ("1970-01-01", "1942-03-04"), ("1900-01-01", "1962-03-04"),  # dates of programs
        ("2021-05-01", "1962-03-04"),  # rather the date of something else
        ("", "1962-03-04"), ("?", "1962-03-04"), ("1962-03-04", ""), ("1962-03-04", "young"),
    ],
)  # fmt: skip
def test_what_may_be_a_slip_or_is_not_known_is_not_held_against(given: str, listed: str) -> None:
    assert said(given, *listed.split(";")) is None


def test_an_equal_day_makes_a_hit_of_a_similar_name_and_a_doubtful_one_does_not() -> None:
    alone = judged("Testov Ivan Petrovitsj", "", "1962-03-04", hit=99)
    equal = judged("Testov Ivan Petrovitsj", "1962-03-04", "1962-03-04", hit=99)
    doubtful = judged("Testov Ivan Petrovitsj", "04/03/1962", "1962-03-04", hit=99)
    assert alone
    assert equal
    assert doubtful
    assert (alone.verdict, equal.verdict, doubtful.verdict) == ("review", "hit", "review")
    assert alone.probability < doubtful.probability < equal.probability


def test_a_namesake_of_another_age_is_a_review_that_says_so() -> None:
    namesake = judged("Ivan Petrovich Testov", "21 Aug 1975", "4 March 1962", "1963")
    assert namesake
    assert namesake.verdict == "review"
    told = [fact.sentence for fact in namesake.evidence]
    assert "birth date 21 Aug 1975 conflicts with the entry's 1962-03-04 or 1963" in told
    assert namesake.score < Policy().hit


def test_a_similar_name_of_another_age_stays_a_review_for_nothing_is_cleared_in_silence() -> None:
    similar = judged("Testov Ivan Petrovitsj", "1975-08-21", "1962-03-04", hit=99)
    assert similar
    assert similar.verdict == "review"
    assert Reason.BIRTH_DATE_DIFFERS in [fact.reason for fact in similar.evidence]


def test_a_birth_date_says_nothing_of_a_company() -> None:
    firm = person("1962-03-04", kind=Kind.ORGANIZATION)
    hit = judge(Party("party", firm.name, birth_date="1975-08-21"), firm, Policy())
    assert hit
    assert hit.verdict == "hit"
    assert not [fact for fact in hit.evidence if fact.reason.startswith("birth")]


@given(
    st.sampled_from(["Testov Ivan Petrovich", "Ivan Testov", "Testov Iwan Petrovic", "Anna Smith"]),
    st.sampled_from(TEXTS),
    st.lists(st.sampled_from(TEXTS), max_size=3),
)
def test_a_birth_date_neither_makes_nor_ends_an_alert(
    name: str, birth_date: str, births: list[str]
) -> None:
    alone = judge(Party("party", name), person(*births), Policy())
    beside = judge(Party("party", name, birth_date=birth_date), person(*births), Policy())
    assert (alone is None) == (beside is None)


@given(st.sampled_from(TEXTS), st.sampled_from(TEXTS))
def test_what_two_dates_say_is_the_same_whichever_side_has_which(one: str, other: str) -> None:
    if "2020-05-01" not in (one, other):
        assert said(one, other) == said(other, one)
