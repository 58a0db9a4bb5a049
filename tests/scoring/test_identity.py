"""Tests of scoring/identity."""

from __future__ import annotations

from dataclasses import replace

import pytest

from vscreen import Kind, NameKind, Policy, Scheme
from vscreen.scoring.judge import judge
from vscreen.scoring.parties import Entry as Listed
from vscreen.scoring.parties import Party


def reasons(party: Party, **entry: object) -> list[str]:
    numbers = entry.pop("identifiers", ())
    listed = Listed(
        "x:1", "x", Kind.VESSEL, "EBANO", (("EBANO", NameKind.PRIMARY),), numbers, **entry
    )
    hit = judge(party, listed, Policy())
    assert hit is not None
    return [str(one.reason) for one in hit.evidence]


@pytest.mark.parametrize(
    ("tonnage", "reason"),
    [
        ("100", "tonnage_agrees"),
        ("105", "tonnage_agrees"),
        ("95.0", "tonnage_agrees"),
        ("106", "tonnage_differs"),
        ("94", "tonnage_differs"),
        ("1,00", "tonnage_agrees"),
    ],
)
def test_a_tonnage_may_differ_by_a_twentieth(tonnage: str, reason: str) -> None:
    assert reason in reasons(Party("vessel", "EBANO", gross_tonnage=tonnage), gross_tonnage=100)


@pytest.mark.parametrize("said", ["", "n/a", "-5", "1e3", "0x10"])
def test_a_tonnage_that_is_no_number_is_no_reason(said: str) -> None:
    assert not [
        one
        for one in reasons(Party("vessel", "EBANO", gross_tonnage=said), gross_tonnage=100)
        if "tonnage" in one
    ]


def test_an_mmsi_of_another_flag_is_said() -> None:
    assert "mmsi_against_flag" in reasons(Party("vessel", "EBANO", mmsi="273212120", flag="Panama"))
    assert "mmsi_against_flag" not in reasons(Party("vessel", "EBANO", mmsi="273212120", flag="RU"))


OWNER = Listed(
    "x:2", "x", Kind.ORGANIZATION, "GREY HULL SHIPPING",
    (("GREY HULL SHIPPING", NameKind.PRIMARY),),
    ((Scheme.IMO_MENTIONED, "9161003"), (Scheme.IMO_MENTIONED, "6183435")),
)  # fmt: skip


@pytest.mark.parametrize(
    ("party", "field"),
    [
        (Party("vessel", "LADY R", imo="9161003"), "imo"),
        (Party("vessel", imo="IMO 9161003"), "imo"),
        (Party("free_text", "per MV LADY R, IMO 9161003"), "free_text"),
        (Party("party", "MASTER OF MV LADY R, IMO 9161003"), "party"),
        (Party("party", "QUIET WATERS LTD", imo="6183435"), "imo"),
    ],
)
def test_a_number_printed_in_an_entry_makes_a_review_that_names_it(
    party: Party, field: str
) -> None:
    hit = judge(party, OWNER, Policy())
    assert hit is not None
    assert (hit.verdict, hit.score, hit.field) == ("review", 82.0, field)
    [fact] = [one for one in hit.evidence if one.reason == "number_in_entry"]
    assert fact.sentence.endswith("is printed in the entry of GREY HULL SHIPPING")


@pytest.mark.parametrize("policy", [Policy(review=75, hit=75), Policy(review=99, hit=99)])
def test_a_printed_number_is_a_review_whatever_the_thresholds(policy: Policy) -> None:
    hit = judge(Party("vessel", "LADY R", imo="9161003"), OWNER, policy)
    assert hit is not None
    assert (hit.verdict, hit.score) == ("review", 82.0)


@pytest.mark.parametrize("imo", ["9161004", "916103", "9179842"])
def test_another_number_says_nothing_against_or_for_a_printed_one(imo: str) -> None:
    assert judge(Party("vessel", "LADY R", imo=imo), OWNER, Policy()) is None


def test_a_printed_number_lets_no_weak_alias_convict_and_lowers_no_name() -> None:
    weak = replace(OWNER, names=(("LADY R", NameKind.WEAK_ALIAS),), kind=Kind.VESSEL)
    bare = Party("party", "GREY HULL SHIPPING")
    named = replace(bare, name="GREY HULL SHIPPING, IMO 9161003")
    for party, entry in ((Party("vessel", "LADY R", imo="9161003"), weak), (named, OWNER)):
        hit, before = judge(party, entry, Policy()), judge(bare, entry, Policy())
        assert hit is not None
        assert hit.verdict == ("review" if before is None else before.verdict)


def test_a_printed_number_outlasts_a_conflict_with_the_entrys_own() -> None:
    sister = replace(
        OWNER, kind=Kind.VESSEL, identifiers=(*OWNER.identifiers, (Scheme.IMO_SHIP, "9179842"))
    )
    hit = judge(Party("vessel", "LADY R", imo="9161003"), sister, Policy())
    assert hit is not None
    assert (hit.verdict, hit.score) == ("review", 82.0)
    assert {"imo_conflict", "number_in_entry"} <= {str(fact.reason) for fact in hit.evidence}
