"""Markdown tables of what was measured."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import pandas as pd

from benchmarks.accuracy.goals import GOALS, Measured
from benchmarks.accuracy.measures import RATES, Share


def markdown(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table; numbers right, the first column left."""
    lines = [heads, ["---", *["--:"] * (len(heads) - 1)], *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def goals_table(measured: Sequence[Measured]) -> str:
    """Return the measures asked for: a row each, a column a matcher; in percent but for F1."""
    rows = []
    for goal in GOALS:
        values = [goal.of(one) for one in measured]
        if not all(_is_unknown(value) for value in values):
            first, *others = values
            rows.append([goal.measure, goal.goal, _told(first), *map(_short, others)])
    return markdown(["measure", "goal", *(one.matcher for one in measured)], rows)


def _is_unknown(value: Share | float) -> bool:
    return math.isnan(value.percent if isinstance(value, Share) else value)


def _told(value: Share | float) -> str:
    if _is_unknown(value):
        return "-"
    return str(value) if isinstance(value, Share) else _number(value)


def _short(value: Share | float) -> str:
    if _is_unknown(value):
        return "-"
    return f"{value.percent:.1f}" if isinstance(value, Share) else _number(value)


def _number(value: float) -> str:
    return f"{value:.3f}" if value <= 1 else f"{value:.1f}"


def group_table(name: str, first: Measured, others: Sequence[Measured]) -> str:
    """Return every class of a group: vscreen with intervals, and by threshold of other folds."""
    group = first.group(name)
    heads = ["class", "n", *(f"{rate:.1%}" for rate in RATES),
             *(f"{rate:.1%}, cut on other folds" for rate in RATES), "at the default",
             *(f"{one.matcher} {RATES[0]:.0%}" for one in others)]  # fmt: skip
    shares = [group.by_class(rate) for rate in RATES]
    crossed = [group.crossed(rate) for rate in RATES]
    default = group.recall(lambda own: own >= first.review)
    beside = [one.group(name).by_class(RATES[0]) for one in others]
    rows: list[list[object]] = [
        ["**macro**", len(group.found), *(f"**{group.mean(rate)}**" for rate in RATES),
         *(f"{_macro(group.classes, one.classes):.1f}" for one in crossed),
         f"{_macro(group.classes, default):.1f}",
         *(f"{one.group(name).mean(RATES[0]).percent:.1f}" for one in others)],
        ["*threshold*", "", *(f"{group.cut(rate):.1f}" for rate in RATES), "", "",
         f"{first.review:g}", *(f"{one.group(name).cut(RATES[0]):.1f}" for one in others)],
        ["*innocents alerting*", len(group.best),
         *(first.alarms(name, group.cut(rate)) for rate in RATES),
         *(one.alarms for one in crossed), first.alarms(name, first.review, least=True),
         *(f"{one.alarms(name, one.group(name).cut(RATES[0])).percent:.1f}" for one in others)],
    ]  # fmt: skip
    rows += [
        [one, shares[0][one].cases, *(share[one] for share in shares),
         *(f"{cross.classes[one]:.0f}" for cross in crossed), f"{default[one]:.0f}",
         *(f"{some[one].percent:.0f}" for some in beside)]
        for one in shares[0]
    ]  # fmt: skip
    return markdown(heads, rows)


def _macro(classes: Sequence[str], recall: pd.Series) -> float:
    return float(recall[list(classes)].mean())


def identity_table(measured: Measured) -> str:
    """Return what is concluded of each class of identity cases."""
    if measured.identity is None:
        return ""
    scores = measured.identity.scores
    classes = measured.cases.loc[scores.index, "mutation"]
    rows = [
        [name, len(some), *(f"{(some['own_verdict'] == told).mean() * 100:.1f}"
                            for told in ("hit", "review", "clear")),
         f"{(some['verdict'] != 'clear').mean() * 100:.1f}"]
        for name, some in scores.groupby(classes)
    ]  # fmt: skip
    return markdown(["class", "n", "own hit", "own review", "own clear", "any alert"], rows)
