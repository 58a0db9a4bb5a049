"""An outside judge: the PyPI package ``sanctions-screening-benchmark``, which alters listed names.

It has a matcher score every query against every candidate and calls a positive found only if the
expected entity scores highest. vscreen screens the queries against the candidates as a list, and
is asked for what it said.
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
"""Entities taken of a user's list."""


def snapshot_of(index: pd.DataFrame, kinds: tuple[str, ...]) -> Any:
    """Return entries of a list as the judge reads lists, each by its primary name."""
    sources = importlib.import_module("ssb.sources")
    some = index[index["kind"].isin(kinds)]
    some = some.iloc[:: max(len(some) // ENTITIES, 1)]
    entities = [sources.Entity(key, name, "individual") for key, name in
                zip(some["list_id"], some["name"], strict=True)]  # fmt: skip
    return sources.ListSnapshot(
        source="user", retrieved_at="", endpoint="", entities=entities
    )  # fmt: skip


def told_by_vscreen(bench: Any, *, vessel: bool) -> Callable[[str, str], float]:
    """Return what vscreen says of each query and candidate of a benchmark, 0-1."""
    names = [(key, name) for key, some in bench.candidates.items() for name in some]
    index = pd.DataFrame("", index=range(len(names)), columns=_COLUMNS)
    index["list_id"] = [str(place) for place in range(len(names))]
    index["name"] = [name for _, name in names]
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
    """Return the judge's figures for vscreen and for its own reference matcher."""
    benchmark, sources, matching = (
        importlib.import_module(f"ssb.{name}") for name in ("benchmark", "sources", "matching")
    )
    cards = []
    for told, snapshot, vessel in (
        ("its own names", sources.load_fixture(), False),
        ("persons of the list", snapshot_of(index, ("person",)), False),
        ("organizations of the list", snapshot_of(index, ("organization",)), False),
        ("ships of the list", snapshot_of(index, ("vessel",)), True),
    ):
        bench = benchmark.build(snapshot, limit=None, individuals_only=told == "its own names")
        ours = benchmark.score(
            bench, told_by_vscreen(bench, vessel=vessel), threshold=vscreen.Policy().review / 100
        )
        cards.append((told, "vscreen", ours))
        theirs = matching.BaselineMatcher()
        cards.append((told, "its reference", benchmark.score(bench, theirs, threshold=0.85)))
    return f"{_overall(cards)}\n\n{_by_class(cards)}"


def _overall(cards: list[tuple[str, str, Any]]) -> str:
    rows = [
        [told, matcher, card.manifest.positive_count, card.manifest.negative_count,
         *(f"{100 * value:.1f}" for value in
           (card.overall_recall, card.overall_precision, card.false_positive_rate))]
        for told, matcher, card in cards
    ]  # fmt: skip
    heads = ["names", "matcher", "positives", "negatives", "recall %", "precision %",
             "false alarms %"]  # fmt: skip
    return markdown(heads, rows)


def _by_class(cards: list[tuple[str, str, Any]]) -> str:
    found = pd.DataFrame(
        {
            f"{told}: {matcher}": {one.perturbation: f"{100 * one.recall:.0f} ({one.n})"
                                   for one in card.by_class}
            for told, matcher, card in cards
        }
    ).fillna("-").sort_index()  # fmt: skip
    return markdown(["class, recall % (n)", *found.columns],
                    [[name, *row] for name, *row in found.itertuples()])  # fmt: skip
