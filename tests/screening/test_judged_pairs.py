"""Entries of which the lists say the same are judged once, and each has its hit."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from vscreen import Kind, Lists, NameKind, Policy, Screener
from vscreen.columnar.distinct import Coded
from vscreen.lists.reading import ListEntry, assemble
from vscreen.scoring.judge import hit_sentence, judge
from vscreen.scoring.parties import Parties
from vscreen.screening.judged_pairs import JudgedPairs, judge_candidates, judge_party
from vscreen.search.list_index import ListIndex
from vscreen.snapshots.read import take_snapshot

Ship = tuple[str, str, str]
"""Name, former name and flag."""
SHIPS = st.lists(
    st.tuples(
        st.sampled_from(["OCEAN QUEEN", "LADY R"]),
        st.sampled_from(["", "OCEAN QUEEN", "ADLER"]),
        st.sampled_from(["", "Russia"]),
    ),
    min_size=1,
    max_size=8,
)
NAMES = ["OCEAN QUEEN", "M/V OCEAN QUEEN", "OCEAN QUEN", "ADLER", "EVER GIVEN"]


def two_lists(ships: Sequence[Ship]) -> Lists:
    """Two lists that say the same of the same ships."""
    snapshots = []
    for name in ("own", "other"):
        entries = []
        for number, (ship, former, flag) in enumerate(ships):
            entry = ListEntry(str(number), Kind.VESSEL, ship)
            if former:
                entry.add_name(former, NameKind.FORMER)
            if flag:
                entry.add_fact("flag", flag)
            entries.append(entry)
        reading = assemble(name, entries, reader="test", version="1", sources=())
        snapshots.append(take_snapshot(reading))
    return Lists(tuple(snapshots))


@given(SHIPS, st.sampled_from([60.0, 82.0]))
def test_every_pair_has_the_hit_that_the_plain_judge_finds(
    ships: list[Ship], review: float
) -> None:
    lists, policy = two_lists(ships), Policy(review=review)
    index, parties = ListIndex(lists, policy), Parties("vessel", {"name": Coded.of(NAMES)})
    found = judge_candidates(0, parties, index.find(parties), index, policy)
    some = parties.some(np.arange(len(parties)))
    wanted = {
        (row, entry): hit
        for row, party in some.items()
        for entry in range(len(lists.entries))
        if (hit := judge(party, index.entry(entry), policy))
    }
    hits = [found.distinct[code].hit for code in found.code.tolist()]
    pairs = zip(found.party_row.tolist(), found.entry_row.tolist(), strict=True)
    assert dict(zip(pairs, hits, strict=True)) == wanted
    one_by_one = {
        (row, pair.entry_row): pair.hit
        for row, party in some.items()
        for pair in judge_party(0, row, party, index.find_one(party)[0], index, policy)
    }
    assert one_by_one == wanted


@given(SHIPS)
def test_a_hit_names_its_own_entry_and_list_whatever_it_shares(ships: list[Ship]) -> None:
    lists = two_lists(ships)
    screener = Screener(lists, cache=None)
    for result in (
        screener.screen(pd.DataFrame({"vessel": ["OCEAN QUEEN"]})),
        screener.lookup(vessel="OCEAN QUEEN"),
    ):
        known = lists.entries.set_index("entry")
        for hit in result.hits.to_dict("records"):
            entry = known.loc[hit["entry"]]
            assert (hit["list"], hit["entry_name"]) == (entry["list"], entry["name"])
            assert hit["sentence"].startswith(f"{entry['name']} (vessel, {entry['list']}): ")
            assert hit["entry"].startswith(hit["list"] + ":")
        assert result.hits["entry"].is_unique
        assert result.evidence["entry"].tolist() == [
            result.hits["entry"].iloc[at] for at in result.evidence["hit"]
        ]


def test_ships_of_one_name_are_judged_once() -> None:
    lists = two_lists([("OCEAN QUEEN", "", "")] * 50)
    index, parties = ListIndex(lists, Policy()), Parties("vessel", {"name": Coded.of(NAMES[:2])})
    found = judge_candidates(0, parties, index.find(parties), index, Policy())
    assert len(found) == 2 * len(lists.entries)
    assert len(found.distinct) == 2
    (party,) = parties.some(np.array([0])).values()
    pairs = JudgedPairs.of(judge_party(0, 0, party, index.find_one(party)[0], index, Policy()))
    assert len(pairs) == len(lists.entries)
    assert len(pairs.distinct) == 1


def test_entries_that_differ_in_a_fact_are_judged_apart() -> None:
    lists = two_lists([("OCEAN QUEEN", "", ""), ("OCEAN QUEEN", "", "Russia")])
    index = ListIndex(lists, Policy())
    assert index.facts(0) is index.facts(2)
    assert index.facts(0) is not index.facts(1)
    assert index.entry(0).entry == "own:0"
    assert index.entry(2).entry == "other:0"
    result = Screener(lists, cache=None).lookup(vessel="OCEAN QUEEN", flag="RU")
    reasons = dict(zip(result.hits["entry"], result.hits["reasons"], strict=True))
    assert {entry for entry, why in reasons.items() if "flag_agrees" in why} == {"own:1", "other:1"}


def test_pairs_of_several_fields_are_joined() -> None:
    lists = two_lists([("OCEAN QUEEN", "", "")])
    index, parties = ListIndex(lists, Policy()), Parties("vessel", {"name": Coded.of(NAMES[:1])})
    part = judge_candidates(0, parties, index.find(parties), index, Policy())
    other = judge_candidates(1, parties, index.find(parties), index, Policy())
    both = JudgedPairs.joined([part, other])
    assert both.field.tolist() == [0, 0, 1, 1]
    assert both.code.tolist() == [0, 0, 1, 1]
    assert [hit_sentence(pair.entry, pair.hit) for pair in both.distinct] == [
        "OCEAN QUEEN (vessel, ): name OCEAN QUEEN equals OCEAN QUEEN."
    ] * 2
    assert len(JudgedPairs.joined([])) == 0
