"""The report of a self-test: one page of HTML, with its pictures, that needs nothing else.

The page is ``data/selftest.html``. Everything is escaped there; nothing here writes markup. What
lies here is where things stand in the pictures.
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
LEFT, RIGHT, TOP, BOTTOM = 52, 14, 34, 44  # room around the plot for what is written there
WIDE, HIGH, BESIDE = 34, 13, 8  # room of a threshold's label, and its distance from the point


def render(told: Mapping[str, Any]) -> str:
    """Return the page.

    Parameters
    ----------
    told
        What the template names. ``curve`` and ``thresholds`` are the rows of `SelfTest.curve` and
        of the alerts, which the pictures are drawn from.
    """
    pictures = {
        "tradeoff": _tradeoff(told["curve"]) if told["curve"] else None,
        "alerting": _alerting(told["thresholds"]),
    }
    return _template().render(told, groups=GROUPS, **pictures)


@cache
def _template() -> Template:
    source = files("vscreen.data").joinpath("selftest.html").read_text(encoding="utf-8")
    room = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    room.filters["percent"] = lambda share: f"{100 * share:.0f}"
    return room.from_string(source)


# --- pictures ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Axis:
    """A scale from values to places in a picture, with its ticks."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Return where a value stands.

        Examples
        --------
        >>> Axis(0, 10, 50, 250).at(5)
        150.0
        """
        share = (value - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 1)

    @property
    def step(self) -> float:
        """Distance of the ticks: 1, 2 or 5 times a power of ten, about five of them."""
        rough = (self.high - self.low) / 5
        power = 10.0 ** math.floor(math.log10(rough))
        return next(power * one for one in (1, 2, 5, 10) if power * one >= rough * 0.999)

    @property
    def ticks(self) -> list[float]:
        """Where lines are drawn."""
        first = math.ceil(self.low / self.step - 1e-9)
        last = math.floor(self.high / self.step + 1e-9)
        return [round(number * self.step, 10) for number in range(first, last + 1)]


def _tradeoff(curve: Sequence[Mapping[Any, Any]]) -> Mapping[str, Any]:
    """Return the picture of mean recall against alerts per 1,000 rows, a line for each kind."""
    alerts = [one["per_1000"] for one in curve]
    room = max((max(alerts) - min(alerts)) * 0.08, max(alerts) * 0.01, 0.05)
    x = Axis(max(min(alerts) - room, 0.0), max(alerts) + room, LEFT, WIDTH - RIGHT)
    lowest = math.floor(min(one["recall"] for one in curve) * 10 - 1e-9) * 10
    y = Axis(max(lowest, 0), 100, HEIGHT - BOTTOM, TOP)
    lines = {
        kind: [
            {"x": x.at(one["per_1000"]), "y": y.at(100 * one["recall"]), **one}
            for one in curve if one["kind"] == kind
        ]
        for kind in dict.fromkeys(one["kind"] for one in curve)
    }  # fmt: skip
    return {
        "x": x,
        "y": y,
        "lines": lines,
        "labels": _labels([one for line in lines.values() for one in line]),
    }


def _labels(points: Sequence[Mapping[Any, Any]]) -> list[Mapping[str, Any]]:
    """Return the thresholds beside the lowest line; those that stand too close share a label."""
    lowest: dict[float, Mapping[Any, Any]] = {}
    for one in points:
        if one["y"] >= lowest.get(one["threshold"], one)["y"]:
            lowest[one["threshold"]] = one
    groups: list[list[Mapping[Any, Any]]] = []
    for threshold in sorted(lowest):
        one, near = lowest[threshold], groups[-1][-1] if groups else None
        if near and abs(one["x"] - near["x"]) < WIDE and abs(one["y"] - near["y"]) < HIGH:
            groups[-1].append(one)
        else:
            groups.append([one])
    return [_label(group) for group in groups]


def _label(group: Sequence[Mapping[Any, Any]]) -> Mapping[str, Any]:
    first, last = group[0], group[-1]
    text = f"{first['threshold']:g}" + (f" to {last['threshold']:g}" if len(group) > 1 else "")
    x, y = max(one["x"] for one in group), (first["y"] + last["y"]) / 2
    left = x > WIDTH - RIGHT - 2 * WIDE
    return {
        "x": round(min(one["x"] for one in group) - BESIDE if left else x + BESIDE, 1),
        "y": round(y + 14, 1), "anchor": "end" if left else "start", "text": text,
    }  # fmt: skip


def _alerting(alerts: Sequence[Mapping[Any, Any]]) -> Mapping[str, Any]:
    """Return the picture of alerts per 1,000 rows at each threshold: by number, and by name."""
    most = max(one["per_1000"] for one in alerts)
    y = Axis(0, most * 1.08 or 1.0, HEIGHT - BOTTOM, TOP)
    room = (WIDTH - LEFT - RIGHT) / len(alerts)
    bars = []
    for place, one in enumerate(alerts):
        numbered = 1000 * one["by_number"] / one["rows"]
        bars.append(
            {
                "x": round(LEFT + room * (place + 0.2), 1), "width": round(room * 0.6, 1),
                "top": y.at(one["per_1000"]), "middle": y.at(numbered), "bottom": y.at(0), **one,
            }
        )  # fmt: skip
    return {"y": y, "bars": bars}
