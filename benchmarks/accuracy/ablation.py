"""What each view of a name buys and costs: cases scored anew without it, by the plain reference.

The views are turned off from outside, by filtering what `similarity.name_scores` yields: the
product has no switch for it. Every pair that vscreen scored is scored again, so a name whose best
view is gone falls to its next best.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

import pandas as pd

from benchmarks.accuracy.cases import ORGANIZATIONS, PARTY_TEXT, PERSONS, SHIPS
from benchmarks.accuracy.goals import ONE, TENTH, Measured
from benchmarks.accuracy.measures import Group
from benchmarks.accuracy.tables import markdown
from vscreen.similarity import name_scores as likeness
from vscreen.text.party_names import name_forms, party_forms
from vscreen.text.vessel_names import vessel_forms

LEAST: Final = 60.0
"""Pairs that score less are left out: no threshold falls so low."""
SAME: Final = 1e-6
"""Plain scores and screened ones may differ in the last bits."""
GENERATORS: Final = ("_vessel_views", "_party_views")


@contextmanager
def without(view: str) -> Iterator[None]:
    """Have `vscreen.similarity.name_scores` score names without one of its views."""
    kept = {name: getattr(likeness, name) for name in GENERATORS}

    def filtered(views: Callable[..., Iterator[tuple[str, int, float]]]) -> Callable[..., Any]:
        return lambda *given: (one for one in views(*given) if one[0] != view)

    try:
        for name, views in kept.items():
            setattr(likeness, name, filtered(views))
        yield
    finally:
        for name, views in kept.items():
            setattr(likeness, name, views)


class Pairs:
    """Every pair of a group that vscreen scored, made ready for the plain reference."""

    def __init__(self, measured: Measured, group: str) -> None:
        self.cases = measured.cases[measured.cases["group"] == group]
        hits = measured.names.hits
        some = hits[hits["row"].isin(self.cases.index) & (hits["score"] >= LEAST)]
        self.hits = some[["row", "own", "score"]].reset_index(drop=True)
        self.score_of = likeness.vessel_name_score if group == SHIPS else likeness.party_name_score
        ours = vessel_forms if group == SHIPS else party_forms
        theirs = vessel_forms if group == SHIPS else name_forms
        texts = {text: ours(text) for text in some["text"].unique()}
        names = {name: theirs(name) for name in some["name"].unique()}
        self.forms = [(texts[text], names[name])
                      for text, name in zip(some["text"], some["name"], strict=True)]  # fmt: skip

    def best(self) -> list[Any]:
        """Return the best score of each pair, with its view."""
        return [
            max((self.score_of(a, b) for a in ours for b in theirs), key=lambda one: one.score)
            for ours, theirs in self.forms
        ]

    def group(self) -> Group:
        """Return the group as the plain reference scores it now."""
        hits = self.hits.assign(score=[one.score for one in self.best()])
        scores = pd.DataFrame(0.0, index=self.cases.index, columns=["own", "best"])
        for column, some in (("best", hits), ("own", hits[hits["own"]])):
            top = some.groupby("row")["score"].max()
            scores[column] = top.reindex(scores.index).fillna(0.0)
        return Group(self.cases, scores)


def ablation_table(measured: Measured, group: str) -> str:
    """Return macro recalls of a group without each view, and the innocents that alert by it."""
    pairs = Pairs(measured, group)
    scored = pairs.best()
    best = pd.Series([one.view for one in scored])
    far = max(abs(one.score - said) for one, said in zip(scored, pairs.hits["score"], strict=True))
    assert far < SAME, f"the plain reference and the screening differ by {far}"
    alarms = measured.group(group).innocents.index
    alerting = best[pairs.hits["row"].isin(alarms) & (pairs.hits["score"] >= measured.review)]
    rows = [["all views", *_recalls(pairs.group()), len(alerting)]]
    for view in sorted(set(best) - {""}):
        with without(view):
            rows.append(
                [f"without {view}", *_recalls(pairs.group()), int((alerting == view).sum())]
            )
    return markdown(["views", "macro at 1 %", "macro at 0.1 %", "alerts it raises at the default"],
                    rows)  # fmt: skip


def _recalls(group: Group) -> list[str]:
    found = group.own > 0
    return [f"{_macro(group, rate):.1f}" for rate in (ONE, TENTH)] if found.any() else ["-", "-"]


def _macro(group: Group, rate: float) -> float:
    cut = group.cut(rate)
    return float(group.recall(lambda own: own > cut)[list(group.classes)].mean())


def seconds_per_pair(measured: Measured) -> float:
    """Return the seconds that the plain reference takes for a pair, forms made beforehand."""
    pairs = [Pairs(measured, group) for group in (SHIPS, ORGANIZATIONS, PARTY_TEXT, PERSONS)]
    started = time.perf_counter()
    scored = sum(len(some.best()) for some in pairs)
    return (time.perf_counter() - started) / max(scored, 1)
