"""The measurements as Markdown tables."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import pandas as pd

from benchmarks.accuracy.goals import GOALS, Measurement
from benchmarks.accuracy.measures import RATES, Share


def markdown(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a Markdown table; the first column is aligned left, the others right."""
    lines = [columns, ["---", *["--:"] * (len(columns) - 1)], *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def goals_table(matchers: Sequence[Measurement]) -> str:
    """Return a row per measure and a column per matcher; all in percent except F1."""
    rows = []
    for goal in GOALS:
        values = [goal.value(matcher) for matcher in matchers]
        if not all(_is_unknown(value) for value in values):
            first, *others = values
            rows.append([goal.measure, goal.goal, _with_interval(first), *map(_short, others)])
    return markdown(["measure", "goal", *(measurement.matcher for measurement in matchers)], rows)


def _is_unknown(value: Share | float) -> bool:
    return math.isnan(value.percent if isinstance(value, Share) else value)


def _with_interval(value: Share | float) -> str:
    if _is_unknown(value):
        return "-"
    return str(value) if isinstance(value, Share) else _number(value)


def _short(value: Share | float) -> str:
    if _is_unknown(value):
        return "-"
    return f"{value.percent:.1f}" if isinstance(value, Share) else _number(value)


def _number(value: float) -> str:
    return f"{value:.3f}" if value <= 1 else f"{value:.1f}"


def group_table(name: str, first: Measurement, others: Sequence[Measurement]) -> str:
    """Return the recall of every class of a group, for the first matcher with more detail."""
    group = first.group(name)
    columns = ["class", "n", *(f"{rate:.1%}" for rate in RATES),
               *(f"{rate:.1%}, cut on other folds" for rate in RATES), "at the default",
               *(f"{other.matcher} {RATES[0]:.0%}" for other in others)]  # fmt: skip
    shares = [group.by_class(rate) for rate in RATES]
    crossed = [group.crossed(rate) for rate in RATES]
    default = group.recall(lambda own: own >= first.review)
    groups = [other.group(name) for other in others]
    other_shares = [other.by_class(RATES[0]) for other in groups]
    rows: list[list[object]] = [
        ["**macro**", len(group.matches), *(f"**{group.mean(rate)}**" for rate in RATES),
         *(f"{_macro(group.classes, cross.classes):.1f}" for cross in crossed),
         f"{_macro(group.classes, default):.1f}",
         *(f"{other.mean(RATES[0]).percent:.1f}" for other in groups)],
        ["*threshold*", "", *(f"{group.cut(rate):.1f}" for rate in RATES), "", "",
         f"{first.review:g}", *(f"{other.cut(RATES[0]):.1f}" for other in groups)],
        ["*innocents alerting*", len(group.best),
         *(first.alarms(name, group.cut(rate)) for rate in RATES),
         *(cross.alarms for cross in crossed), first.alarms(name, first.review, least=True),
         *(f"{other.alarms(name, other.group(name).cut(RATES[0])).percent:.1f}"
           for other in others)],
    ]  # fmt: skip
    rows += [
        [label, shares[0][label].cases, *(share[label] for share in shares),
         *(f"{cross.classes[label]:.0f}" for cross in crossed), f"{default[label]:.0f}",
         *(f"{share[label].percent:.0f}" for share in other_shares)]
        for label in shares[0]
    ]  # fmt: skip
    return markdown(columns, rows)


def _macro(classes: Sequence[str], recall: pd.Series) -> float:
    return float(recall[list(classes)].mean())


def identity_table(measurement: Measurement) -> str:
    """Return the shares of verdicts of each class of identity cases."""
    if measurement.identity is None:
        return ""
    scores = measurement.identity.scores
    classes = measurement.cases.loc[scores.index, "mutation"]
    rows = [
        [name, len(of_class), *(f"{(of_class['own_verdict'] == verdict).mean() * 100:.1f}"
                                for verdict in ("hit", "review", "clear")),
         f"{(of_class['verdict'] != 'clear').mean() * 100:.1f}"]
        for name, of_class in scores.groupby(classes)
    ]  # fmt: skip
    return markdown(["class", "n", "own hit", "own review", "own clear", "any alert"], rows)
