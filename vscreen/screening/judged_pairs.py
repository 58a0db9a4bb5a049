"""Parties judged against entries, each distinct case once.

What `scoring.judge` says of a party and an entry depends on what the list says of the entry, not on
its id: entries of which a list says the same are judged once. So 200,000 ships of one name cost
a party a single judgement, and only arrays grow with the number of pairs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from vscreen.columnar.strings import Codes
from vscreen.policy import Policy
from vscreen.scoring.judge import Hit, judge
from vscreen.scoring.parties import Entry, Parties, Party
from vscreen.search.list_index import Candidates, ListIndex


@dataclass(frozen=True, eq=False)
class MatchedPair:
    """A distinct party and an entry that are a hit.

    ``field`` is the index of the party's field in `PartyColumns.fields`, ``party_row`` the party's
    row among the parties of that field, ``entry_row`` the entry's row in the lists; ``entry`` is
    what the list says of it.
    """

    field: int
    party_row: int
    entry_row: int
    hit: Hit
    party: Party
    entry: Entry


@dataclass(frozen=True, eq=False)
class JudgedPairs:
    """Pairs of a party and an entry that are hits, as arrays of equal length.

    Attributes
    ----------
    field, party_row, entry_row
        As in `MatchedPair`.
    code
        Which of ``distinct`` each pair is.
    distinct
        Pairs that differ in more than the entry's id.
    """

    field: Codes
    party_row: Codes
    entry_row: Codes
    code: Codes
    distinct: Sequence[MatchedPair]

    def __len__(self) -> int:
        return len(self.code)

    @classmethod
    def of(cls, pairs: Sequence[MatchedPair]) -> JudgedPairs:
        """Return the arrays of some pairs; pairs that share a `Hit` are one distinct pair."""
        distinct = {id(pair.hit): pair for pair in pairs}
        codes = dict(zip(distinct, range(len(distinct)), strict=True))
        rows = [(pair.field, pair.party_row, pair.entry_row, codes[id(pair.hit)]) for pair in pairs]
        field, party_row, entry_row, code = np.array(rows, np.int64).reshape(-1, 4).T
        return cls(field, party_row, entry_row, code, list(distinct.values()))

    @classmethod
    def joined(cls, parts: Sequence[JudgedPairs]) -> JudgedPairs:
        """Return the pairs of several fields together."""
        before = np.cumsum([0, *(len(part.distinct) for part in parts)]).tolist()
        arrays = [
            (part.field, part.party_row, part.entry_row, part.code + first)
            for part, first in zip([cls.of([]), *parts], [0, *before], strict=False)
        ]
        field, party_row, entry_row, code = map(np.concatenate, zip(*arrays, strict=True))
        distinct = [pair for part in parts for pair in part.distinct]
        return cls(field, party_row, entry_row, code, distinct)


def judge_party(
    field: int,
    row: int,
    party: Party,
    candidates: Mapping[int, tuple[int, ...]],
    index: ListIndex,
    policy: Policy,
) -> list[MatchedPair]:
    """Return the hits of one party on its candidates, as `ListIndex.find_one` finds them."""
    judged: dict[int, Hit | None] = {}
    pairs = []
    for entry, names in candidates.items():
        facts = index.facts(entry, names)
        if id(facts) not in judged:
            judged[id(facts)] = judge(party, facts, policy)
        if hit := judged[id(facts)]:
            pairs.append(MatchedPair(field, row, entry, hit, party, index.facts(entry)))
    return pairs


def judge_candidates(
    field: int, parties: Parties, found: Candidates, index: ListIndex, policy: Policy
) -> JudgedPairs:
    """Return the hits among candidates, as `ListIndex.find` finds them; each party is made once."""
    code, facts = index.facts_of(found)
    case, first, case_of = np.unique(
        found.party * max(len(facts), 1) + code, return_index=True, return_inverse=True
    )
    party_row = found.party[first]
    party_of = parties.some(np.unique(party_row))
    distinct: list[MatchedPair] = []
    hit_of = np.full(len(case), -1)
    for at, (row, which) in enumerate(zip(party_row.tolist(), code[first].tolist(), strict=True)):
        entry, names = facts[which]
        if hit := judge(party_of[row], index.facts(entry, names), policy):
            hit_of[at] = len(distinct)
            pair = MatchedPair(field, row, entry, hit, party_of[row], index.facts(entry))
            distinct.append(pair)
    hit_of = hit_of[case_of]
    hits = np.flatnonzero(hit_of >= 0)
    fields = np.full(len(hits), field)
    return JudgedPairs(fields, found.party[hits], found.entry[hits], hit_of[hits], distinct)
