"""The parts of a screening: ``pytest benchmarks/test_parts.py`` (with pytest-benchmark)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import vscreen
from benchmarks.synthetic import synthetic_list, synthetic_manifest
from vscreen.manifest.headings import map_columns
from vscreen.screening.party_columns import read_parties

pytest.importorskip("pytest_benchmark")
ROWS = 20_000


@pytest.fixture(scope="module")
def lists() -> vscreen.Lists:
    return synthetic_list(5_000)


@pytest.fixture(scope="module")
def screener(lists: vscreen.Lists) -> vscreen.Screener:
    return vscreen.Screener(lists)


@pytest.fixture(scope="module")
def frame(lists: vscreen.Lists) -> pd.DataFrame:
    return synthetic_manifest(ROWS, lists)


def test_read_a_manifest(benchmark: Any, frame: pd.DataFrame, tmp_path: Path) -> None:
    path = tmp_path / "manifest.csv"
    frame.to_csv(path, index=False)
    assert len(benchmark(vscreen.read_manifest, path).frame) == ROWS


def test_code_its_columns(benchmark: Any, frame: pd.DataFrame) -> None:
    mapping = map_columns(frame.columns)
    assert benchmark(read_parties, frame, mapping, vscreen.Policy()).size == ROWS


def test_find_candidates(benchmark: Any, frame: pd.DataFrame, screener: vscreen.Screener) -> None:
    columns = read_parties(frame, map_columns(frame.columns), vscreen.Policy())
    candidates = benchmark(lambda: [screener._index.find(parties) for parties, _ in columns.fields])
    assert sum(len(pairs.party) for pairs in candidates) > 0


def test_screen_it(benchmark: Any, frame: pd.DataFrame, screener: vscreen.Screener) -> None:
    assert len(benchmark(screener.screen, frame).verdicts) == ROWS


def test_save_the_result(
    benchmark: Any, frame: pd.DataFrame, screener: vscreen.Screener, tmp_path: Path
) -> None:
    result, numbers = screener.screen(frame), iter(range(1_000_000))
    benchmark(lambda: result.save(tmp_path / str(next(numbers))))


def test_make_a_screener(benchmark: Any, lists: vscreen.Lists) -> None:
    benchmark(vscreen.Screener, lists)


def test_look_up_a_ship(benchmark: Any, screener: vscreen.Screener) -> None:
    benchmark(lambda: screener.lookup(vessel="LADY R", imo="9161003"))
