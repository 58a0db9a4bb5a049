from __future__ import annotations

import pytest

import vscreen
from vscreen.policy import Policy
from vscreen.schema import Verdict
from vscreen.scoring.compare import KINDS, Comparison, compare
from vscreen.scoring.reasons import VIEWS


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("M/V OCEAN GRACE 7", "OCEAN GRACE VII"),
        ("lady-r", "LADY R"),
        ("STAR NO. 2", "STAR II"),
        ("АНГАРА", "ANGARA"),
    ],
)
def test_ways_to_write_one_ship_are_a_hundred(one: str, other: str) -> None:
    assert compare(one, other).score == 100


def test_another_number_is_another_ship() -> None:
    assert compare("SUN 5", "SUN 6").verdict == Verdict.CLEAR


def test_the_name_may_stand_amid_other_words_of_the_manifest_only() -> None:
    wrapped = "C/O MG-FLOT LLC, ASTRAKHAN"
    assert compare(wrapped, "MG-FLOT LLC", kind="party").verdict == Verdict.HIT
    assert compare("MG-FLOT LLC", wrapped, kind="party").verdict != Verdict.HIT


@pytest.mark.parametrize("kind", ["organization", "person"])
def test_organizations_and_persons_are_parties(kind: str) -> None:
    names = ("JONG GIL KIM", "KIM Jong Gil")
    assert compare(*names, kind=kind).score == compare(*names, kind="party").score


def test_an_unknown_kind_is_refused_by_name() -> None:
    with pytest.raises(
        vscreen.errors.PolicyError, match=r"'ship'.*vessel, party, organization, person"
    ):
        compare("A", "B", kind="ship")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("nothing", ["", "???", "\u200b", " - "])
def test_what_reads_as_nothing_is_not_screened_even_beside_itself(nothing: str, kind: str) -> None:
    compared = compare(nothing, nothing, kind=kind)
    assert (compared.verdict, compared.score) == (Verdict.NOT_SCREENED, 0)
    assert "nothing of one of them can be read" in str(compared)


def test_the_policy_sets_the_verdict() -> None:
    names = ("ANGQRA", "ANGARA")
    assert compare(*names).verdict == Verdict.REVIEW
    assert compare(*names, policy=Policy(review=80, hit=80)).verdict == Verdict.HIT
    assert compare(*names, policy=Policy(review=90)).verdict == Verdict.CLEAR


def test_it_says_score_verdict_forms_and_view() -> None:
    told = str(compare("M/V ANGQRA", "ANGARA"))
    assert "'M/V ANGQRA' and 'ANGARA'\nScore 87.3, by the names alone: review" in told
    assert "Compared as 'ANGQRA' with 'ANGARA'." in told
    assert "Best view: tight (all letters, no blanks), 1 letter(s) different." in told


def test_it_lays_out_the_evidence_and_its_sum() -> None:
    compared = compare("M/V ANGQRA", "ANGARA")
    (name,) = compared.evidence
    told = str(compared).splitlines()
    assert f"{name.weight:+4d}  name M/V ANGQRA is spelled nearly like ANGARA" in told[-2]
    assert f"{name.weight - 40:+4d}  in sum: {compared.probability:.1%}"[:-1] in told[-1]


def test_an_unlike_name_speaks_against() -> None:
    (name,) = compare("EVER GIVEN", "ANGARA").evidence
    assert (name.reason, name.weight < 0) == ("name_differs", True)


def test_two_strangers_are_told_as_such() -> None:
    told = str(compare("EVER GIVEN", "ANGARA"))
    assert "Score 0.0, by the names alone: clear" in told
    assert "No view of them agrees well enough to count." in told


def test_control_signs_of_the_strings_are_told_not_sent() -> None:
    told = str(compare("A\x1b[31mB\u202e", "AB"))
    assert "\x1b" not in told
    assert "\u202e" not in told


def test_it_agrees_with_what_screening_says_of_the_name() -> None:
    screener = vscreen.Screener(vscreen.bundled_lists())
    for name in ("ANGQRA", "МАЙЯ-1", "M/V LADY RR"):
        hit = screener.lookup(vessel=name).hits.iloc[0]
        assert compare(name, hit["name"]).score == hit["score"]


def test_every_view_is_told_in_words() -> None:
    pairs = [
        ("ANGQRA", "ANGARA", "vessel"), ("GRACE OCEAN", "OCEAN GRACE", "vessel"),
        ("MARYA", "MARIA", "vessel"), ("ЛЕДИ Р", "LADY R", "vessel"),
        ("MG FLOT", "MG-FLOT LLC", "party"), ("C/O IBEX SHIPPING INC, LIMASSOL", "IBEX", "party"),
    ]  # fmt: skip
    compared = [compare(one, other, kind=kind) for one, other, kind in pairs]
    assert all(VIEWS[one.view].compares in str(one) for one in compared)


def test_it_stands_at_the_front_door() -> None:
    assert isinstance(vscreen.compare("A", "B"), Comparison)
