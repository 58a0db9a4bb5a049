"""An independent benchmark: the PyPI package ``sanctions-screening-benchmark``.

It alters listed names, has a matcher score every query against every candidate, and counts a
positive as found only if the expected entity scores highest. vscreen screens all queries against
the candidates as a list, and returns these scores.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any, Final

import pandas as pd

import vscreen
from benchmarks.accuracy.cases import make_lists
from benchmarks.accuracy.tables import markdown

ENTITIES: Final = 100
"""Entities sampled from a user's list: at least this many, fewer than twice as many."""


def snapshot_of(index: pd.DataFrame, kinds: tuple[str, ...]) -> Any:
    """Return entries of a list in the benchmark's form, each with its primary name."""
    sources = importlib.import_module("ssb.sources")
    entries = index[index["kind"].isin(kinds)]
    entries = entries.iloc[:: max(len(entries) // ENTITIES, 1)]
    entities = [sources.Entity(key, name, "individual") for key, name in
                zip(entries["list_id"], entries["name"], strict=True)]  # fmt: skip
    return sources.ListSnapshot(
        source="user", retrieved_at="", endpoint="", entities=entities
    )  # fmt: skip


def vscreen_matcher(bench: Any, *, vessel: bool) -> Callable[[str, str], float]:
    """Return a function from a query and a candidate of a benchmark to vscreen's score, 0-1."""
    names = [name for candidates in bench.candidates.values() for name in candidates]
    index = pd.DataFrame("", index=range(len(names)), columns=_COLUMNS)
    index["list_id"] = [str(position) for position in range(len(names))]
    index["name"] = names
    index["kind"] = "vessel" if vessel else "person"
    queries = pd.Series([case.query for case in bench.cases]).drop_duplicates()
    frame = pd.DataFrame({"vessel" if vessel else "party": queries.to_numpy()})
    hits = vscreen.Screener(make_lists(index), vscreen.Policy(review=50)).screen(frame).hits
    score = dict(zip(zip(hits["text"], hits["name"], strict=True), hits["score"] / 100,
                     strict=True))  # fmt: skip
    return lambda query, candidate: score.get((query, candidate), 0.0)


_COLUMNS: Final = ["list_id", "kind", "name", "imo", "mmsi", "call_sign", "vessel_type", "flag",
                   "country"]  # fmt: skip


def judged(index: pd.DataFrame) -> str:
    """Return the benchmark's figures for vscreen and for its own reference matcher."""
    benchmark, sources, matching = (
        importlib.import_module(f"ssb.{name}") for name in ("benchmark", "sources", "matching")
    )
    cards = []
    for label, snapshot, vessel in (
        ("its own names", sources.load_fixture(), False),
        ("persons of the list", snapshot_of(index, ("person",)), False),
        ("organizations of the list", snapshot_of(index, ("organization",)), False),
        ("ships of the list", snapshot_of(index, ("vessel",)), True),
    ):
        bench = benchmark.build(snapshot, limit=None, individuals_only=label == "its own names")
        own = vscreen_matcher(bench, vessel=vessel)
        review = vscreen.Policy().review / 100
        cards.append((label, "vscreen", benchmark.score(bench, own, threshold=review)))
        reference = matching.BaselineMatcher()
        cards.append((label, "its reference", benchmark.score(bench, reference, threshold=0.85)))
    return f"{_overall(cards)}\n\n{_by_class(cards)}"


def _overall(cards: list[tuple[str, str, Any]]) -> str:
    rows = [
        [label, matcher, card.manifest.positive_count, card.manifest.negative_count,
         *(f"{100 * value:.1f}" for value in
           (card.overall_recall, card.overall_precision, card.false_positive_rate))]
        for label, matcher, card in cards
    ]  # fmt: skip
    columns = ["names", "matcher", "positives", "negatives", "recall %", "precision %",
               "false alarms %"]  # fmt: skip
    return markdown(columns, rows)


def _by_class(cards: list[tuple[str, str, Any]]) -> str:
    recalls = pd.DataFrame(
        {
            f"{label}: {matcher}": {row.perturbation: f"{100 * row.recall:.0f} ({row.n})"
                                    for row in card.by_class}
            for label, matcher, card in cards
        }
    ).fillna("-").sort_index()  # fmt: skip
    return markdown(["class, recall % (n)", *recalls.columns],
                    [[name, *row] for name, *row in recalls.itertuples()])  # fmt: skip
