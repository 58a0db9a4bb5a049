"""Tests of scoring/identity."""

from __future__ import annotations

import pytest

from vscreen import Kind, NameKind, Policy
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
