"""The worst misses and false alarms, each with how the two names were judged."""

from __future__ import annotations

from typing import Final

import pandas as pd

import vscreen
from benchmarks.accuracy.cases import BY_NAME, SHIPS
from benchmarks.accuracy.goals import ONE_PERCENT, TENTH_PERCENT, Measurement
from benchmarks.accuracy.measures import BEYOND
from benchmarks.accuracy.tables import markdown

TEN: Final = 10


def false_alarms(measurement: Measurement, group: str, at_least: float) -> pd.DataFrame:
    """Return the innocents that score ``at_least``: mutation, name, entry_name, score."""
    hits = measurement.names.hits.drop_duplicates("row").set_index("row")
    rows = measurement.group(group).innocents.join(hits[["entry_name", "score"]])
    rows = rows[rows["score"] >= at_least].sort_values("score", ascending=False, kind="stable")
    return rows[["mutation", "name", "entry_name", "score"]]


def misses(measurement: Measurement, group: str, cut: float) -> pd.DataFrame:
    """Return the matches that score ``cut`` or less, without `BEYOND`, worst first."""
    cases = measurement.group(group)
    rows = cases.matches.assign(score=cases.own)
    rows = rows[(rows["score"] <= cut) & ~rows["mutation"].isin(BEYOND)]
    return rows.sort_values(["score", "mutation"], kind="stable")


def every_miss(measurement: Measurement) -> str:
    """Return all misses at both rates by group and class, and the innocents that alert."""
    parts = []
    for name in BY_NAME:
        group = measurement.group(name)
        if not group.is_measurable:
            continue
        least = min(group.cut(ONE_PERCENT), measurement.review)
        alarms = false_alarms(measurement, name, max(least, 1.0))
        cuts = f"{group.cut(ONE_PERCENT):.1f} (1 %) and {group.cut(TENTH_PERCENT):.1f} (0.1 %)"
        parts.append(f"## {name}: thresholds {cuts}\n\n### innocents that alert\n")
        rows = [[*row[:3], f"{row[3]:.2f}"] for row in alarms.to_numpy()]
        parts.append(markdown(["class", "name", "entry", "score"], rows))
        parts += _false_alarms_in_scripts(measurement, name, max(least, 1.0))
        parts.append("\n### misses\n")
        rows = [
            [case["mutation"], f"`{case['name']}`", case["subject_name"], f"{case['score']:.2f}",
             "1 % and 0.1 %" if case["score"] <= group.cut(ONE_PERCENT) else "0.1 %"]
            for case in misses(measurement, name, group.cut(TENTH_PERCENT))
            .sort_values(["mutation", "score"]).to_dict("records")
        ]  # fmt: skip
        parts.append(markdown(["class", "name", "meant", "score", "missed at"], rows))
    return "\n".join(parts)


def _false_alarms_in_scripts(measurement: Measurement, group: str, at_least: float) -> list[str]:
    parts = []
    for (written_group, script), scores in measurement.written.items():
        if written_group == group:
            top = scores[scores["best"] >= at_least].sort_values("best", ascending=False)
            latin = measurement.cases["name"].reindex(
                top.index.str.partition("/").get_level_values(0)
            )
            rows = [
                [name, original, entry, f"{best:.2f}"]
                for (best, name, entry), original in zip(top.to_numpy(), latin, strict=True)
            ]
            parts.append(f"\n### innocents that alert, written in {script}\n")
            parts.append(markdown(["written", "name", "entry", "score"], rows))
    return parts


def ten_worst(measurement: Measurement) -> str:
    """Return the ten innocents that score highest, and the lowest case of ten classes."""
    alarms, missed = [], []
    for name in filter(lambda name: measurement.group(name).is_measurable, BY_NAME):
        alarms.append(false_alarms(measurement, name, 1.0).assign(group=name))
        missed.append(
            misses(measurement, name, measurement.group(name).cut(ONE_PERCENT)).assign(group=name)
        )
    top = pd.concat(alarms).sort_values("score", ascending=False, kind="stable").head(TEN)
    low = pd.concat(missed).sort_values("score", kind="stable")
    low = low.drop_duplicates(["group", "mutation"]).head(TEN)
    parts = ["### Ten worst false alarms\n"]
    parts += [_comparison(case, case["entry_name"]) for case in top.to_dict("records")]
    parts.append("\n### Ten worst misses, one a class\n")
    parts += [_comparison(case, case["subject_name"]) for case in low.to_dict("records")]
    return "\n".join(parts)


def _comparison(case: dict[str, object], other: object) -> str:
    kind = "vessel" if case["group"] == SHIPS else "party"
    judged = str(vscreen.compare(str(case["name"]), str(other), kind=kind))
    lines = "\n".join(f"  {line}  " for line in judged.splitlines())
    return f"- {case['group']}, {case['mutation']}\n{lines}"
