"""From hits on distinct parties back to rows: the frames of hits, evidence and verdicts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pytest

import vscreen
from vscreen import Kind, NameKind, Reason, Verdict
from vscreen.columnar.distinct import Coded
from vscreen.schema import FIELDS
from vscreen.scoring.judge import Hit
from vscreen.scoring.parties import Entry
from vscreen.scoring.reasons import Evidence
from vscreen.screening.cells import CellColumn, read_cells
from vscreen.screening.judged_pairs import JudgedPairs, MatchedPair
from vscreen.screening.party_columns import PartyColumns, read_parties
from vscreen.screening.result_frames import ResultFrames
from vscreen.screening.unread import UnreadCells

FRAME = pd.DataFrame(
    {"vessel": ["A", "B", "A", "B"], "shipper": ["W", "Y", "", "W"], "owner": ["", "W", "", "W"]},
    index=["i", "j", "i", "k"],
)
READ = UnreadCells(len(FRAME))
ENTRIES = pd.DataFrame(
    {
        "entry": [f"own:{number}" for number in range(3)],
        "list": "own",
        "measures": ["", "port_ban", "asset_freeze;port_ban"],
        "forbids": ["", "EU: no ports", "US: frozen;EU: no ports"],
    }
)
SUBJECTS = pd.Series([f"subject {number}" for number in range(3)])


@pytest.fixture(scope="module")
def parties() -> PartyColumns:
    return read_parties(read_cells(FRAME, {name: name for name in FRAME}, FIELDS))


def pair(
    parties: PartyColumns, name: str, entry_row: int, verdict: Verdict, score: float, points: int
) -> MatchedPair:
    """The hit of a party, a vessel or a company, on an entry."""
    field = 0 if name in "AB" else 1
    distinct = parties.fields[field][0]
    by_row = distinct.some(np.arange(len(distinct)))
    (row,) = (row for row, party in by_row.items() if party.name == name)
    evidence = (Evidence.of(Reason.NAME_EQUAL, weight=points),)
    hit = Hit(
        verdict, score, distinct.field, name, name, NameKind.PRIMARY, evidence, name, name
    )  # fmt: skip
    entry = Entry(f"own:{entry_row}", "own", Kind.VESSEL, name, ((name, NameKind.PRIMARY),))
    return MatchedPair(field, row, entry_row, hit, by_row[row], entry)


def explain(roles: Sequence[str], fit: bool, unread: str) -> str:
    return f"{'clear' if fit and roles and not unread else 'open'}: {', '.join(roles)}{unread}"


def frames(parties: PartyColumns, *pairs: MatchedPair) -> ResultFrames:
    readable = [
        np.array([bool(party.name) for party in distinct.some(np.arange(len(distinct))).values()])
        for distinct, _ in parties.fields
    ]
    return ResultFrames.of(parties, JudgedPairs.of(pairs), readable, FRAME.index, ENTRIES)


def test_a_hit_says_what_its_entry_forbids_and_rows_share_the_text(parties: PartyColumns) -> None:
    found = [pair(parties, "W", entry, Verdict.HIT, 97.0, 0) for entry in range(3)]
    hits, _ = frames(parties, *found).hits(SUBJECTS, ofac_score=False)
    for _, same in hits.groupby("entry"):
        assert len(same) > 1
        assert len({id(text) for text in same["forbids"]}) == 1, "a million rows hold it once"
    said = hits.drop_duplicates("entry").set_index("entry").sort_index()
    assert said["measures"].tolist() == ["", "port_ban", "asset_freeze;port_ban"]
    assert said["forbids"].tolist() == ["", "EU: no ports", "US: frozen;EU: no ports"]


def test_hits_come_by_verdict_score_weight_row_column_and_entry(parties: PartyColumns) -> None:
    result = frames(
        parties,
        pair(parties, "Y", 2, Verdict.HIT, 97.0, 0),
        pair(parties, "W", 2, Verdict.REVIEW, 99.0, 9),
        pair(parties, "W", 1, Verdict.HIT, 95.0, 5),
        pair(parties, "W", 0, Verdict.HIT, 95.0, 5),
        pair(parties, "A", 2, Verdict.HIT, 95.0, 7),
    )
    hits, evidence = result.hits(SUBJECTS, ofac_score=False)
    assert hits[["row", "field", "entry"]].to_numpy().tolist() == [
        ["j", "shipper", "own:2"],  # the highest score
        ["i", "vessel", "own:2"], ["i", "vessel", "own:2"],  # the heavier evidence
        ["i", "shipper", "own:0"], ["i", "shipper", "own:1"],
        ["j", "owner", "own:0"], ["j", "owner", "own:1"],
        ["k", "shipper", "own:0"], ["k", "shipper", "own:1"],
        ["k", "owner", "own:0"], ["k", "owner", "own:1"],
        ["i", "shipper", "own:2"], ["j", "owner", "own:2"],  # reviews, whatever their score
        ["k", "shipper", "own:2"], ["k", "owner", "own:2"],
    ]  # fmt: skip
    assert hits["subject"].tolist() == [f"subject {entry[-1]}" for entry in hits["entry"]]
    assert evidence["hit"].tolist() == hits.index.tolist()
    assert evidence["weight"].tolist()[:3] == [0, 7, 7]
    assert evidence["row"].tolist() == hits["row"].tolist()


def test_a_row_has_the_verdict_score_and_sentence_of_its_gravest_hit(
    parties: PartyColumns,
) -> None:
    result = frames(
        parties,
        pair(parties, "W", 1, Verdict.REVIEW, 99.0, 5),
        pair(parties, "B", 2, Verdict.HIT, 94.0, 5),
    )
    hits, _ = result.hits(SUBJECTS, ofac_score=True)
    verdicts = result.verdicts(hits, READ, fit=True, explain=explain)
    assert verdicts.index.tolist() == FRAME.index.tolist()
    assert verdicts["verdict"].tolist() == ["review", "hit", "clear", "hit"]
    assert verdicts["score"].tolist() == [99.0, 99.0, 0.0, 99.0]
    assert verdicts["hits"].tolist() == [1, 2, 0, 3]
    sentence = hits.set_index("entry")["sentence"].to_dict()
    assert verdicts["sentence"].tolist() == [
        sentence["own:1"], sentence["own:2"], "clear: vessel", sentence["own:2"],
    ]  # fmt: skip
    assert hits["ofac_score"].tolist() == [100.0] * len(hits)


def test_a_row_without_hits_is_clear_only_where_lists_are_fit_and_a_role_was_read(
    parties: PartyColumns,
) -> None:
    result = frames(parties)
    hits, evidence = result.hits(SUBJECTS, ofac_score=False)
    assert hits.empty
    assert evidence.empty
    fit = result.verdicts(hits, READ, fit=True, explain=explain)
    assert fit["sentence"].tolist() == [
        "clear: vessel, shipper", "clear: vessel, shipper, owner", "clear: vessel",
        "clear: vessel, shipper, owner",
    ]  # fmt: skip
    unfit = result.verdicts(hits, READ, fit=False, explain=explain)
    assert set(unfit["verdict"]) == {"not_screened"}
    assert unfit["sentence"].iloc[2] == "open: vessel"
    nothing = [np.zeros(len(distinct), np.bool_) for distinct, _ in parties.fields]
    unread = ResultFrames.of(parties, JudgedPairs.of([]), nothing, FRAME.index, ENTRIES)
    verdicts = unread.verdicts(hits, READ, fit=True, explain=explain)
    assert verdicts["verdict"].tolist() == ["not_screened"] * 4
    assert verdicts["sentence"].tolist() == ["open: "] * 4


def test_a_row_with_an_unread_cell_is_not_clear_and_says_which(parties: PartyColumns) -> None:
    result = frames(parties, pair(parties, "B", 2, Verdict.HIT, 94.0, 5))
    hits, _ = result.hits(SUBJECTS, ofac_score=False)
    cells = CellColumn("IMO No.", "imo", Coded.of(["12", "12", "", ""]))
    verdicts = result.verdicts(hits, UnreadCells.of(4, [cells]), fit=True, explain=explain)
    assert verdicts["verdict"].tolist() == ["not_screened", "hit", "clear", "hit"]
    assert "IMO No. '12'" in verdicts["sentence"].iloc[0]


def test_a_hit_on_a_party_is_repeated_in_each_row_and_role_that_names_it() -> None:
    frame = pd.DataFrame(
        {"shipper": ["M LIZING", "x", "M LIZING"], "consignee": ["", "M LIZING", "M LIZING"]},
        index=list("aba"),
    )
    result = vscreen.screen(frame, vscreen.bundled_lists())
    hits = result.hits[result.hits["entry"] == result.hits["entry"].iloc[0]]
    assert sorted(zip(hits["row"], hits["field"], strict=True)) == [
        ("a", "consignee"),
        ("a", "shipper"),
        ("a", "shipper"),
        ("b", "consignee"),
    ]
    assert hits["score"].nunique() == 1
    assert result.verdicts["hits"].sum() == len(result.hits)
