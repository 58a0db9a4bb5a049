from __future__ import annotations

import ast
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import vscreen
from vscreen.data import read_table
from vscreen.schema import Kind
from vscreen.scoring.probability import kind_of_evidence, lay_out, name_weight, percent, probability
from vscreen.scoring.reasons import VIEWS, Reason
from vscreen.similarity.views import PARTY_EDITS, VESSEL_EDITS, VESSEL_SHORT

TABLE = read_table("name_weights.csv")
EVIDENCE = sorted({row["evidence"] for row in TABLE})
PACKAGE = Path(vscreen.__file__).parent


def test_ten_points_make_it_ten_times_likelier() -> None:
    def odds(weight: int) -> float:
        return probability(weight) / (1 - probability(weight))

    assert odds(45) / odds(35) == pytest.approx(10)
    assert probability(40) == 0.5


def test_nothing_is_certain_in_either_direction() -> None:
    assert probability(10_000) == pytest.approx(0.999, abs=1e-5)
    assert probability(-10_000) == pytest.approx(0.001, abs=1e-5)


@pytest.mark.parametrize("evidence", EVIDENCE)
def test_a_name_never_weighs_less_for_a_higher_score(evidence: str) -> None:
    weights = [name_weight(evidence, score / 4) for score in range(200, 401)]
    assert all(one <= other for one, other in pairwise(weights))
    assert weights[0] >= Reason.NAME_DIFFERS.weight
    assert weights[-1] > weights[0]


def test_every_kind_of_evidence_has_its_weights() -> None:
    kinds = [Kind.VESSEL, Kind.ORGANIZATION, Kind.PERSON]
    reasons = [*(view.reason for view in VIEWS.values()), Reason.NAME_EQUAL, Reason.NAME_NUMBER]
    asked = {
        kind_of_evidence(kind, reason, party, "A B", amid=amid, unsure=unsure)
        for kind in kinds for reason in reasons for party in ("A B", "A B C D")
        for amid in (True, False) for unsure in (True, False)
    }  # fmt: skip
    assert asked == set(EVIDENCE)


def test_each_line_of_the_table_says_of_how_many_pairs_how_many_were_the_same() -> None:
    assert all(0 <= int(row["same"]) <= int(row["pairs"]) for row in TABLE)
    assert sum(int(row["pairs"]) for row in TABLE) > 1000
    assert all(row["source"] for row in TABLE)


def test_the_lines_of_a_lay_out_add_up() -> None:
    lines = lay_out([(69, "the name"), (-50, "the number")])
    weights = [int(line.split()[0]) for line in lines]
    assert sum(weights[:-1]) == weights[-1]
    assert percent(probability(19)) in lines[-1]


def views_in(module: str) -> set[str]:
    """The views that a module yields: the texts that begin what its generators yield."""
    tree = ast.parse((PACKAGE / "similarity" / f"{module}.py").read_text(encoding="utf-8"))
    yielded = [node.value for node in ast.walk(tree) if isinstance(node, ast.Yield)]
    firsts = [one.elts[0] for one in yielded if isinstance(one, ast.Tuple)]
    return {one.value for one in firsts if isinstance(one, ast.Constant)}


def test_every_view_that_a_score_can_come_from_is_described_and_no_other() -> None:
    rows = {view.name for view in (*VESSEL_EDITS, *PARTY_EDITS, *VESSEL_SHORT)}
    yielded = map(views_in, ("name_scores", "word_alignment", "heard/words"))
    assert rows.union(*yielded) == set(VIEWS)


# --- through the front door ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def screener() -> vscreen.Screener:
    return vscreen.Screener(vscreen.bundled_lists(), vscreen.Policy(review=50, hit=93))


def test_a_hit_is_as_likely_as_its_evidence_says(screener: vscreen.Screener) -> None:
    frame = pd.DataFrame(
        {"vessel": ["LADY R", "MARIA", "ANGQRA"], "imo": ["", "9811000", ""],
         "flag": ["Russia", "", "Russia"]}
    )  # fmt: skip
    result = screener.screen(frame)
    weighed = result.evidence.groupby("hit")["weight"].sum()
    assert weighed.tolist() == result.hits["weight"].tolist()
    assert result.hits["probability"].tolist() == list(map(probability, weighed))
    told = result.evidence.groupby("hit")["reason"].agg(";".join)
    assert told.tolist() == result.hits["reasons"].tolist()


def test_evidence_stands_beside_its_hit_whatever_the_index(screener: vscreen.Screener) -> None:
    frame = pd.DataFrame({"vessel": ["MARIA", "LADY R", "MARIA"]}, index=["a", "a", "b"])
    result = screener.screen(frame)
    beside = result.hits.loc[result.evidence["hit"], ["row", "field", "entry"]]
    pd.testing.assert_frame_equal(
        beside.reset_index(drop=True), result.evidence[["row", "field", "entry"]]
    )


def test_no_hits_have_no_evidence(screener: vscreen.Screener) -> None:
    result = screener.screen(pd.DataFrame({"vessel": ["EVER GIVEN"]}))
    assert list(result.evidence.columns) == [
        "hit", "row", "field", "entry", "reason", "weight", "sentence"
    ]  # fmt: skip
    assert result.evidence.empty


def test_a_conflicting_number_makes_an_equal_name_unlikely(screener: vscreen.Screener) -> None:
    alone = screener.lookup(vessel="LADY R").hits["probability"].item()
    against = screener.lookup(vessel="LADY R", imo="9811000").hits["probability"].item()
    assert against < 0.05 < 0.9 < alone


def test_a_row_is_explained_with_its_evidence(screener: vscreen.Screener) -> None:
    result = screener.lookup(vessel="LADY R", imo="9811000")
    told = result.explain(0)
    assert "-50  IMO number 9811000 conflicts with the entry's 9161003" in told
    assert f"in sum: {percent(result.hits['probability'].item())} likely" in told


@given(st.floats(50, 100), st.floats(50, 100), st.sampled_from(EVIDENCE), st.integers(-80, 150))
def test_a_higher_score_is_never_less_likely_beside_the_same_evidence(
    one: float, other: float, evidence: str, rest: int
) -> None:
    low, high = sorted([one, other])
    assert probability(name_weight(evidence, low) + rest) <= probability(
        name_weight(evidence, high) + rest
    )
