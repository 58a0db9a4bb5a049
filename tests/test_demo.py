"""The bundled demo manifest is what its own column ``Expected`` says of it."""

from __future__ import annotations

from functools import cache

import pandas as pd
import pytest

import vscreen
from vscreen.cli.main import EXPLAINED, demo_manifest
from vscreen.identifiers.imo import clean_imo, is_valid_imo_ship
from vscreen.identifiers.mmsi import is_valid_mmsi
from vscreen.schema import Verdict

FRAME = demo_manifest().frame.set_index("Ref")
SLIPS = {"DEMO-21", "DEMO-22", "DEMO-60"}  # IMO numbers mistyped on purpose, or none at all
FOUNDING = {"MAIA-1", "MARIA", "LADY R", "ANGARA"}


@cache
def result() -> vscreen.Result:
    return vscreen.screen(demo_manifest(), vscreen.bundled_lists())


def rows() -> list[object]:
    return [pytest.param(place, ref) for place, ref in enumerate(FRAME.index)]


@pytest.mark.parametrize(("place", "ref"), rows())
def test_every_row_gets_the_verdict_it_should(place: int, ref: str) -> None:
    verdict = result().verdicts.iloc[place]
    assert verdict["verdict"] == FRAME.at[ref, "Expected"], FRAME.at[ref, "Why"]


def test_every_row_says_what_is_expected_and_why() -> None:
    assert set(FRAME["Expected"]) == set(Verdict)
    assert (FRAME["Why"] != "").all()
    assert FRAME.index.is_unique


def test_expected_and_why_play_no_part() -> None:
    assert {"Ref", "Cargo", "Expected", "Why"} == set(demo_manifest().unused)


def test_every_number_meant_to_be_right_is_right() -> None:
    given = FRAME[(FRAME["IMO"] != "") & ~FRAME.index.isin(SLIPS)]
    assert [ref for ref, imo in given["IMO"].items() if not is_valid_imo_ship(clean_imo(imo))] == []
    assert all(is_valid_mmsi(mmsi) for mmsi in FRAME["MMSI"] if mmsi)


def test_every_founding_ship_is_a_hit_under_its_name_and_in_another_script() -> None:
    hits = result().hits.merge(
        demo_manifest().frame[["Vessel"]], left_on="row", right_index=True, how="left"
    )
    of = hits[hits["verdict"] == "hit"].groupby("entry_name")["Vessel"].agg(set)
    assert set(of.index) >= FOUNDING
    assert all(any(not name.isascii() for name in of[ship]) for ship in FOUNDING)


def test_a_namesake_with_its_own_number_is_never_a_hit() -> None:
    verdicts = result().verdicts.set_axis(FRAME.index)["verdict"]
    own = FRAME["Why"].str.contains("namesake")
    assert own.sum() >= 6
    assert not (verdicts[own] == "hit").any()


def test_no_explained_row_is_missing() -> None:
    assert set(EXPLAINED) <= set(FRAME.index)


def test_no_row_is_lost() -> None:
    assert len(result().verdicts) == len(FRAME) == 62
    pd.testing.assert_index_equal(result().verdicts.index, demo_manifest().frame.index)
