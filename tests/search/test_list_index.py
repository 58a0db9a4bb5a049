"""Tests of search/list_index: candidates of many parties and of one."""

from __future__ import annotations

import pandas as pd
import pytest

import vscreen
from vscreen import Kind, Lists, Screener
from vscreen.lists.reading import ListEntry, assemble
from vscreen.policy import Policy
from vscreen.search.list_index import ListIndex
from vscreen.snapshots.read import take_snapshot


@pytest.fixture(scope="module")
def bundled() -> Screener:
    return Screener(vscreen.bundled_lists(), cache=None)


@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        ("ليدي آر", "review"), ("أنغارا", "review"), ("אנגרה", "review"), ("レディR", "review"),
        ("アンガラ", "hit"), ("ЛЕДИ Р", "review"), ("АНГАРА", "hit"), ("МАРИЯ", "hit"),
        ("레이디 알", "hit"), ("앙가라", "hit"), ("Άνγκαρα", "hit"), ("МАЙЯ-1", "hit"),
    ],
)  # fmt: skip
def test_a_look_up_finds_a_ship_in_any_script_as_a_screening_does(
    bundled: Screener, name: str, verdict: str
) -> None:
    one, many = bundled.lookup(vessel=name), bundled.screen(pd.DataFrame({"vessel": [name]}))
    assert one.verdicts["verdict"].tolist() == [verdict]
    pd.testing.assert_frame_equal(one.hits, many.hits)


@pytest.fixture(scope="module")
def lists() -> Lists:
    ship = ListEntry("1", Kind.VESSEL, "EBANO")
    ship.add_fact("flag", "Russia")
    ship.add_fact("flag", "Gabon")
    firm = ListEntry("2", Kind.ORGANIZATION, "ZQXWVKJ SHIPPING")
    firm.add_fact("countries", "China")
    reading = assemble("own", [ship, firm], reader="test", version="1", sources=())
    return Lists((take_snapshot(reading),))


def test_an_entry_is_read_back_with_each_of_its_flags_and_countries(lists: Lists) -> None:
    index = ListIndex(lists, Policy())
    assert [index.entry(row).flags for row in range(2)] == [("Russia", "Gabon"), ()]
    assert [index.entry(row).countries for row in range(2)] == [(), ("China",)]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"vessel": "EBANO", "flag": "GA"}, "flag_agrees"),
        ({"vessel": "EBANO", "flag": "Panama"}, "flag_differs"),
        ({"consignee": "ZQXWVKJ SHIPPING", "party_country": "CN"}, "country_agrees"),
        ({"consignee": "ZQXWVKJ SHIPPING", "party_country": "Japan"}, "country_differs"),
    ],
)
def test_flag_and_country_of_an_entry_are_reasons_of_a_hit(
    lists: Lists, row: dict[str, str], reason: str
) -> None:
    screener = Screener(lists, cache=None)
    for result in (screener.lookup(**row), screener.screen(pd.DataFrame([row]))):
        (hit,) = result.hits.itertuples(index=False)
        assert reason in hit.reasons.split(";")
        assert reason in result.evidence["reason"].tolist()
