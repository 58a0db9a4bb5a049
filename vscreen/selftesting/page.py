"""The report of a self-test: an HTML page with its charts, complete without other files.

The template is ``data/selftest.html``, which escapes every value. This module writes no markup: it
computes the coordinates of the charts.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from jinja2 import Environment, StrictUndefined, Template

from vscreen.selftesting.distortions import GROUPS

WIDTH: Final = 560
HEIGHT: Final = 330
LEFT, RIGHT, TOP, BOTTOM = 52, 14, 34, 44  # margins around the plot, for text
LABEL_WIDTH, LABEL_HEIGHT = 34, 13  # of a threshold's label
LABEL_GAP = 8  # between a point and its label


def render(context: Mapping[str, Any]) -> str:
    """Return the page.

    Parameters
    ----------
    context
        The variables of the template. The charts are drawn from ``curve`` and ``thresholds``, the
        rows of `SelfTest.curve` and of `SelfTest.alerts`.
    """
    charts = {
        "tradeoff": _tradeoff(context["curve"]) if context["curve"] else None,
        "alerting": _alerting(context["thresholds"]),
    }
    return _template().render(context, groups=GROUPS, **charts)


@cache
def _template() -> Template:
    source = files("vscreen.data").joinpath("selftest.html").read_text(encoding="utf-8")
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["percent"] = lambda share: f"{100 * share:.0f}"
    return environment.from_string(source)


# --- charts --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Axis:
    """A linear scale from values to coordinates of a chart, with its ticks."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Return the coordinate of a value.

        Examples
        --------
        >>> Axis(0, 10, 50, 250).at(5)
        150.0
        """
        share = (value - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 1)

    @property
    def step(self) -> float:
        """Distance of the ticks: 1, 2 or 5 times a power of ten, for about five ticks."""
        rough = (self.high - self.low) / 5
        power = 10.0 ** math.floor(math.log10(rough))
        return next(power * step for step in (1, 2, 5, 10) if power * step >= rough * 0.999)

    @property
    def ticks(self) -> list[float]:
        """The values at which lines are drawn."""
        first = math.ceil(self.low / self.step - 1e-9)
        last = math.floor(self.high / self.step + 1e-9)
        return [round(number * self.step, 10) for number in range(first, last + 1)]


def _tradeoff(curve: Sequence[Mapping[Any, Any]]) -> Mapping[str, Any]:
    """Return the chart of mean recall against alerts per 1,000 rows, a line for each kind."""
    alerts = [row["per_1000"] for row in curve]
    margin = max((max(alerts) - min(alerts)) * 0.08, max(alerts) * 0.01, 0.05)
    x = Axis(max(min(alerts) - margin, 0.0), max(alerts) + margin, LEFT, WIDTH - RIGHT)
    lowest = math.floor(min(row["recall"] for row in curve) * 10 - 1e-9) * 10
    y = Axis(max(lowest, 0), 100, HEIGHT - BOTTOM, TOP)
    lines = {
        kind: [
            {"x": x.at(row["per_1000"]), "y": y.at(100 * row["recall"]), **row}
            for row in curve if row["kind"] == kind
        ]
        for kind in dict.fromkeys(row["kind"] for row in curve)
    }  # fmt: skip
    labels = _labels([point for line in lines.values() for point in line])
    return {"x": x, "y": y, "lines": lines, "labels": labels}


def _labels(points: Sequence[Mapping[Any, Any]]) -> list[Mapping[str, Any]]:
    """Return the labels of the thresholds, at the lowest line; close points share a label."""
    lowest: dict[float, Mapping[Any, Any]] = {}
    for point in points:
        if point["y"] >= lowest.get(point["threshold"], point)["y"]:
            lowest[point["threshold"]] = point
    groups: list[list[Mapping[Any, Any]]] = []
    for _, point in sorted(lowest.items()):
        if groups and _overlap(groups[-1][-1], point):
            groups[-1].append(point)
        else:
            groups.append([point])
    return [_label(group) for group in groups]


def _overlap(first: Mapping[Any, float], second: Mapping[Any, float]) -> bool:
    """Whether the labels of two points would overlap."""
    is_near = abs(second["x"] - first["x"]) < LABEL_WIDTH
    return is_near and abs(second["y"] - first["y"]) < LABEL_HEIGHT


def _label(group: Sequence[Mapping[Any, Any]]) -> Mapping[str, Any]:
    first, last = group[0], group[-1]
    text = f"{first['threshold']:g}" + (f" to {last['threshold']:g}" if len(group) > 1 else "")
    xs, y = [point["x"] for point in group], (first["y"] + last["y"]) / 2
    left = max(xs) > WIDTH - RIGHT - 2 * LABEL_WIDTH
    return {
        "x": round(min(xs) - LABEL_GAP if left else max(xs) + LABEL_GAP, 1),
        "y": round(y + 14, 1), "anchor": "end" if left else "start", "text": text,
    }  # fmt: skip


def _alerting(alerts: Sequence[Mapping[Any, Any]]) -> Mapping[str, Any]:
    """Return the chart of alerts per 1,000 rows at each threshold: by number, and by name."""
    most = max(row["per_1000"] for row in alerts)
    y = Axis(0, most * 1.08 or 1.0, HEIGHT - BOTTOM, TOP)
    slot = (WIDTH - LEFT - RIGHT) / len(alerts)
    bars = []
    for position, row in enumerate(alerts):
        by_number = 1000 * row["by_number"] / row["rows"]
        bars.append(
            {
                "x": round(LEFT + slot * (position + 0.2), 1), "width": round(slot * 0.6, 1),
                "top": y.at(row["per_1000"]), "middle": y.at(by_number), "bottom": y.at(0), **row,
            }
        )  # fmt: skip
    return {"y": y, "bars": bars}
