"""The gain and cost of each view of a name: cases are scored without it, by the plain reference.

A view is switched off from outside, by filtering what `similarity.name_scores` yields, because the
package has no switch for it. Every pair that vscreen scored is scored again, so that a name without
its best view gets its second best.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

import pandas as pd

from benchmarks.accuracy.cases import ORGANIZATIONS, PARTY_TEXT, PERSONS, SHIPS
from benchmarks.accuracy.goals import ONE_PERCENT, TENTH_PERCENT, Measurement
from benchmarks.accuracy.measures import Group
from benchmarks.accuracy.tables import markdown
from vscreen.policy import Policy
from vscreen.schema import Kind, NameKind
from vscreen.scoring.judge import best_name
from vscreen.scoring.parties import Entry, Party
from vscreen.similarity import name_scores

LEAST: Final = 60.0
"""Pairs with lower scores are left out: no threshold is so low."""
TOLERANCE: Final = 1e-6
"""The plain score and the score of a screening may differ in the last bits."""
POLICY: Final = Policy()
GENERATORS: Final = ("_vessel_views", "_party_views")


@contextmanager
def without(view: str) -> Iterator[None]:
    """Switch off a view in `vscreen.similarity.name_scores` inside a `with` block."""
    originals = {name: getattr(name_scores, name) for name in GENERATORS}

    def filtered(views: Callable[..., Iterator[tuple[str, int, float]]]) -> Callable[..., Any]:
        return lambda *forms: (scored for scored in views(*forms) if scored[0] != view)

    try:
        for name, views in originals.items():
            setattr(name_scores, name, filtered(views))
        yield
    finally:
        for name, views in originals.items():
            setattr(name_scores, name, views)


class Pairs:
    """Every pair of a group that vscreen scored, prepared for the plain reference."""

    def __init__(self, measurement: Measurement, group: str) -> None:
        self.cases = measurement.cases[measurement.cases["group"] == group]
        hits = measurement.names.hits
        hits = hits[hits["row"].isin(self.cases.index) & (hits["score"] >= LEAST)]
        self.hits = hits[["row", "own", "score"]].reset_index(drop=True)
        field, kind = ("vessel", Kind.VESSEL) if group == SHIPS else ("party", Kind.ORGANIZATION)
        texts = {text: Party(field, text) for text in hits["text"].unique()}
        names = {
            name: Entry("", "", kind, name, ((name, NameKind.PRIMARY),))
            for name in hits["name"].unique()
        }
        self.sides = [(texts[text], names[name])
                      for text, name in zip(hits["text"], hits["name"], strict=True)]  # fmt: skip

    def best(self) -> list[tuple[float, str]]:
        """Return the best score of each pair, with its view."""
        found = (best_name(*sides, POLICY, backed=False) for sides in self.sides)
        return [(name.score, name.best.view if name.best else "") for name in found]

    def group(self) -> Group:
        """Return the group with scores of the plain reference."""
        hits = self.hits.assign(score=[score for score, _ in self.best()])
        scores = pd.DataFrame(0.0, index=self.cases.index, columns=["own", "best"])
        for column, counted in (("best", hits), ("own", hits[hits["own"]])):
            top = counted.groupby("row")["score"].max()
            scores[column] = top.reindex(scores.index).fillna(0.0)
        return Group(self.cases, scores)


def ablation_table(measurement: Measurement, group: str) -> str:
    """Return macro recalls of a group without each view, and the innocents that alert by it."""
    pairs = Pairs(measurement, group)
    scored = pairs.best()
    best = pd.Series([view for _, view in scored])
    screened = pairs.hits["score"]
    difference = max(abs(plain - score) for (plain, _), score in zip(scored, screened, strict=True))
    assert difference < TOLERANCE, f"the plain reference and the screening differ by {difference}"
    innocents = measurement.group(group).innocents.index
    alerting = best[pairs.hits["row"].isin(innocents) & (pairs.hits["score"] >= measurement.review)]
    rows = [["all views", *_recalls(pairs.group()), len(alerting)]]
    for view in sorted(set(best) - {""}):
        with without(view):
            rows.append(
                [f"without {view}", *_recalls(pairs.group()), int((alerting == view).sum())]
            )
    return markdown(["views", "macro at 1 %", "macro at 0.1 %", "alerts it raises at the default"],
                    rows)  # fmt: skip


def _recalls(group: Group) -> list[str]:
    if not (group.own > 0).any():
        return ["-", "-"]
    return [f"{_macro(group, rate):.1f}" for rate in (ONE_PERCENT, TENTH_PERCENT)]


def _macro(group: Group, rate: float) -> float:
    cut = group.cut(rate)
    return float(group.recall(lambda own: own > cut)[list(group.classes)].mean())


def seconds_per_pair(measurement: Measurement) -> float:
    """Return the seconds that the plain reference takes for a pair, without making the forms."""
    groups = [Pairs(measurement, group) for group in (SHIPS, ORGANIZATIONS, PARTY_TEXT, PERSONS)]
    started = time.perf_counter()
    scored = sum(len(pairs.best()) for pairs in groups)
    return (time.perf_counter() - started) / max(scored, 1)
