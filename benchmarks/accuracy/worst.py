"""The worst misses and false alarms, each with how the two names were judged."""

from __future__ import annotations

from typing import Final

import pandas as pd

import vscreen
from benchmarks.accuracy.cases import BY_NAME, SHIPS
from benchmarks.accuracy.goals import ONE, TENTH, Measured
from benchmarks.accuracy.measures import BEYOND
from benchmarks.accuracy.tables import markdown

TEN: Final = 10


def winners(measured: Measured, group: str, at_least: float) -> pd.DataFrame:
    """Return the innocents that score ``at_least``: mutation, name, entry_name, score."""
    hits = measured.names.hits.drop_duplicates("row").set_index("row")
    some = measured.group(group).innocents.join(hits[["entry_name", "score"]])
    some = some[some["score"] >= at_least].sort_values("score", ascending=False, kind="stable")
    return some[["mutation", "name", "entry_name", "score"]]


def misses(measured: Measured, group: str, cut: float) -> pd.DataFrame:
    """Return the cases found in no class that letters can find, worst first."""
    of = measured.group(group)
    some = of.found.assign(score=of.own)
    some = some[(some["score"] <= cut) & ~some["mutation"].isin(BEYOND)]
    return some.sort_values(["score", "mutation"], kind="stable")


def every_miss(measured: Measured) -> str:
    """Return all misses at both rates by group and class, and the innocents that alert."""
    parts = []
    for name in BY_NAME:
        group = measured.group(name)
        if not group.is_measurable:
            continue
        least = min(group.cut(ONE), measured.review)
        told = winners(measured, name, max(least, 1.0))
        cuts = f"{group.cut(ONE):.1f} (1 %) and {group.cut(TENTH):.1f} (0.1 %)"
        parts.append(f"## {name}: thresholds {cuts}\n\n### innocents that alert\n")
        alarms = [[*row[:3], f"{row[3]:.2f}"] for row in told.to_numpy()]
        parts.append(markdown(["class", "name", "entry", "score"], alarms))
        parts += _written_winners(measured, name, max(least, 1.0))
        parts.append("\n### misses\n")
        rows = [
            [one["mutation"], f"`{one['name']}`", one["subject_name"], f"{one['score']:.2f}",
             "1 % and 0.1 %" if one["score"] <= group.cut(ONE) else "0.1 %"]
            for one in misses(measured, name, group.cut(TENTH))
            .sort_values(["mutation", "score"]).to_dict("records")
        ]  # fmt: skip
        parts.append(markdown(["class", "name", "meant", "score", "missed at"], rows))
    return "\n".join(parts)


def _written_winners(measured: Measured, group: str, at_least: float) -> list[str]:
    parts = []
    for (of, script), some in measured.written.items():
        if of == group:
            top = some[some["best"] >= at_least].sort_values("best", ascending=False)
            latin = measured.cases["name"].reindex(top.index.str.partition("/").get_level_values(0))
            rows = [
                [name, was, entry, f"{best:.2f}"]
                for (best, name, entry), was in zip(top.to_numpy(), latin, strict=True)
            ]
            parts.append(f"\n### innocents that alert, written in {script}\n")
            parts.append(markdown(["written", "name", "entry", "score"], rows))
    return parts


def ten_worst(measured: Measured) -> str:
    """Return the ten innocents that score highest, and the lowest case of ten classes."""
    alarms, missed = [], []
    for name in filter(lambda name: measured.group(name).is_measurable, BY_NAME):
        alarms.append(winners(measured, name, 1.0).assign(group=name))
        missed.append(misses(measured, name, measured.group(name).cut(ONE)).assign(group=name))
    top = pd.concat(alarms).sort_values("score", ascending=False, kind="stable").head(TEN)
    low = pd.concat(missed).sort_values("score", kind="stable")
    low = low.drop_duplicates(["group", "mutation"]).head(TEN)
    parts = ["### Ten worst false alarms\n"]
    parts += [_told(one, one["entry_name"]) for one in top.to_dict("records")]
    parts.append("\n### Ten worst misses, one a class\n")
    parts += [_told(one, one["subject_name"]) for one in low.to_dict("records")]
    return "\n".join(parts)


def _told(case: dict[str, object], other: object) -> str:
    kind = "vessel" if case["group"] == SHIPS else "party"
    judged = str(vscreen.compare(str(case["name"]), str(other), kind=kind))
    lines = "\n".join(f"  {line}  " for line in judged.splitlines())
    return f"- {case['group']}, {case['mutation']}\n{lines}"
