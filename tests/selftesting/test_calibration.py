"""Tests of selftesting/calibration."""

from __future__ import annotations

import pandas as pd
import pytest

from vscreen import Kind, Lists, Policy, Screener
from vscreen.errors import PolicyError
from vscreen.lists.reading import ListEntry, assemble
from vscreen.selftesting.calibration import calibrated
from vscreen.snapshots.read import take_snapshot

INNOCENTS = [f"QUILLFEATHER BAKERY {letter}" for letter in "ABCDEFGH"] + ["ZHELEZOBETUN SERVICES"]


@pytest.fixture(scope="module")
def lists() -> Lists:
    firm = ListEntry("1", Kind.ORGANIZATION, "ZHELEZOBETON SERVICES")
    reading = assemble("own", [firm], reader="test", version="1", sources=())
    return Lists((take_snapshot(reading),))


def alerting(lists: Lists, policy: Policy) -> int:
    verdicts = Screener(lists, policy).screen(pd.DataFrame({"party": INNOCENTS})).verdicts
    return int(verdicts["verdict"].isin(["hit", "review"]).sum())


def test_no_more_innocents_alert_than_the_budget_allows(lists: Lists) -> None:
    assert alerting(lists, Policy()) == 1
    policy = calibrated(lists, INNOCENTS, budget=0.05, policy=Policy(hit=99.9))
    assert policy.review > Policy().review
    assert alerting(lists, policy) == 0


def test_a_budget_that_is_kept_leaves_the_policy_as_it_is(lists: Lists) -> None:
    assert calibrated(lists, INNOCENTS, budget=0.2) == Policy()


def test_a_calibrated_policy_is_another_in_the_run_record(lists: Lists) -> None:
    policy = calibrated(lists, INNOCENTS, budget=0.05, policy=Policy(hit=99.9))
    assert policy.hash != Policy(hit=99.9).hash
    run = Screener(lists, policy).screen(pd.DataFrame({"party": INNOCENTS})).run
    assert run.policy == policy
    assert run.policy_hash == policy.hash


def test_without_innocents_or_with_listed_ones_nothing_is_calibrated(lists: Lists) -> None:
    with pytest.raises(PolicyError, match="no innocent names"):
        calibrated(lists, [], budget=0.01)
    with pytest.raises(PolicyError, match="some may be listed"):
        calibrated(lists, ["ZHELEZOBETON SERVICES"], budget=0.01)
