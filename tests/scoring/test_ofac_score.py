"""Scores worked out by hand, and some that OFAC's own search was seen to show."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import vscreen
from vscreen.scoring.ofac_score import name_parts, ofac_scores


def score(name: str, *listed: str) -> float:
    return float(ofac_scores([name], [listed])[0])


@pytest.mark.parametrize(
    ("name", "listed", "points", "why"),
    [
        # A N G A R beside A N G R A, one swap: Jaro (5/6 + 5/5 + (5 - 1)/5)/3 = 0.878;
        # 3 equal first letters: + 3 * 0.1 * 0.122
        ("ANGARA", "ANGRA", 91, "one letter left out"),
        # Jaro (4/4 + 4/4 + (4 - 1)/4)/3 = 0.917; 1 equal letter: + 0.1 * 0.083
        ("MARI", "MRAI", 93, "two letters swapped"),
        # whole: other first letter; parts: both found
        ("VLADIMIR PUTIN", "PUTIN, Vladimir", 100, "parts in another order"),
        # parts: GEORGE 1, BUSH with HASWANI below 0.5 counts 0
        ("GEORGE BUSH", "HASWANI, George", 50, "one part of two found"),
        # UN has two letters and is left out
        ("KIM JONG UN", "KIM, Jong Man", 100, "a short part left out"),
        # Jaro (1/1 + 1/7 + 1)/3 = 0.714; 1 equal letter: + 0.1 * 0.286
        ("Z", "ZOLLNER", 74, "a short part alone is kept"),
        # no letter in common, in the whole or in the parts
        ("XYZ", "BORU", 0, "nothing in common"),
        ("", "MARIA", 0, "nothing entered"),
        ("МАРИЯ", "MARIA", 0, "another script finds nothing there"),
    ],
)
def test_a_score_worked_out_by_hand(name: str, listed: str, points: int, why: str) -> None:
    assert score(name, listed) == points, why


@pytest.mark.parametrize(
    ("name", "listed", "seen"),
    [
        ("VLADIMIR PUTIN", "VLADIMIROVKA ADVANCED WEAPONS AND RESEARCH COMPLEX", 82),
        ("KIM JONG UN", "KIM, Jong Sik", 100),
        ("GEORGE BUSH", "HASWANI, George", 50),
    ],
)
def test_it_is_within_five_points_of_what_the_search_showed(
    name: str, listed: str, seen: int
) -> None:
    assert abs(score(name, listed) - seen) <= 5


def test_the_order_of_what_is_entered_matters_to_the_whole() -> None:
    assert score("GEORGE BUSH", "GEORGIOU, Georgios") > 80 > score("BUSH GEORGE", "GEORGIOU, G")


def test_an_entry_scores_as_its_best_name() -> None:
    assert score("ANGARA", "EBANO", "ANGARA", "MARIA") == 100


def test_marks_inside_a_word_do_not_part_it() -> None:
    assert name_parts("D'Artagnan, A.B. (Al-Din)") == ["DARTAGNAN", "AB", "AL", "DIN"]


def test_many_are_scored_as_one_by_one() -> None:
    names = ["LADY R", "", "MG FLOT", "LADY R", "5"]
    listed = [["LADY RR"], ["MARIA"], ["MG-FLOT LLC", "FLOT"], ["ADLER"], ["5", "6"]]
    alone = [score(name, *of) for name, of in zip(names, listed, strict=True)]
    np.testing.assert_array_equal(ofac_scores(names, listed), alone)
    assert len(ofac_scores([], [])) == 0


FRAME = pd.DataFrame({"vessel": ["LADY R", "MARIYA", "EVER GIVEN"], "imo": ["", "", "9161003"]})


def test_it_is_a_column_on_request_alone_and_changes_nothing_else() -> None:
    lists = vscreen.bundled_lists()
    asked = vscreen.screen(FRAME, lists, vscreen.Policy(ofac_score=True))
    plain = vscreen.screen(FRAME, lists)
    assert "ofac_score" not in plain.hits
    pd.testing.assert_frame_equal(asked.hits.drop(columns="ofac_score"), plain.hits)
    pd.testing.assert_frame_equal(asked.verdicts, plain.verdicts)
    shown = dict(zip(asked.hits["row"], asked.hits["ofac_score"], strict=True))
    assert shown[0] == 100
    assert shown[2] < 60


def test_it_is_saved_and_read_back(tmp_path: Path) -> None:
    result = vscreen.screen(FRAME, vscreen.bundled_lists(), vscreen.Policy(ofac_score=True))
    back = vscreen.load_run(result.save(tmp_path / "run"))
    pd.testing.assert_series_equal(back.hits["ofac_score"], result.hits["ofac_score"])


def test_without_a_hit_the_column_is_there_and_empty() -> None:
    result = vscreen.screen(FRAME[:0], vscreen.bundled_lists(), vscreen.Policy(ofac_score=True))
    assert result.hits["ofac_score"].dtype == np.float64
