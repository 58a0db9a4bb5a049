"""How often harder innocents alert than those of a case file: see `innocents`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from typing import Final

import pandas as pd

import vscreen
from benchmarks.accuracy.cases import ORGANIZATIONS, SHIPS
from benchmarks.accuracy.goals import Measurement
from benchmarks.accuracy.innocents import (
    in_script,
    listed_ships,
    names_alone,
    unknown_ships,
)
from benchmarks.accuracy.matchers import Scored
from benchmarks.accuracy.measures import RATES, Group, Share, share_of
from benchmarks.accuracy.tables import markdown
from benchmarks.accuracy.writing import SCRIPTS
from vscreen.identifiers.imo import is_valid_imo_ship

Names = Callable[[pd.DataFrame], Scored]
NEAR: Final = ("near_name_one_edit_real", "near_name_number_real", "short_name_longer")
"""Classes of real ships whose names are similar to a listed name."""


def written_scores(
    cases: pd.DataFrame,
    names: Names,
    groups: Sequence[str] = (SHIPS, ORGANIZATIONS),
    scripts: Sequence[str] = tuple(SCRIPTS),
) -> dict[tuple[str, str], pd.DataFrame]:
    """Return ``best`` of each innocent ship and company in each script, and its best entry."""
    written = {}
    for group in groups:
        innocent = cases[(cases["group"] == group) & cases["innocent"]]
        for script in scripts:
            cases_in_script = in_script(innocent, script)
            scored = names(cases_in_script)
            scores = scored.scores[["best"]].assign(name=cases_in_script["name"], entry_name="")
            if len(scored.hits):
                top = scored.hits.drop_duplicates("row").set_index("row")["entry_name"]
                scores["entry_name"] = top.reindex(cases_in_script.index)
            written[group, script] = scores
    return written


def _alerts(measurement: Measurement, group: str, best: pd.Series) -> list[Share | int]:
    cuts = [measurement.group(group).cut(rate) for rate in RATES]
    return [
        len(best),
        *(share_of(best > cut) for cut in cuts),
        share_of(best >= measurement.review),
    ]


def harder_table(
    measurement: Measurement,
    index: pd.DataFrame,
    names: Names,
    identity: Names,
    registers: Mapping[str, pd.DataFrame],
) -> str:
    """Return the alerts of harder innocents, by the thresholds of the case file's innocents."""
    cases = measurement.cases
    rows: list[list[object]] = [
        [f"{group} written in {script}", *_alerts(measurement, group, scores["best"])]
        for (group, script), scores in measurement.written.items()
    ]
    near = names(cases[cases["mutation"].isin(NEAR)])
    rows += [
        [f"{name} (a name alone)", *_alerts(measurement, SHIPS, best)]
        for name, best in near.scores["best"].groupby(cases["mutation"])
    ]
    for name, ships in registers.items():
        best = names(names_alone(ships)).scores["best"]
        rows.append([f"{name} (register, names alone)", *_alerts(measurement, SHIPS, best)])
        numbered = ships[ships["imo"].map(is_valid_imo_ship).astype(bool)]
        alerts = share_of(identity(numbered).scores["verdict"] != "clear")
        rows.append([f"{name} (register, full identity)", len(numbered), "", "", alerts])
    listed = listed_ships(index, cases)
    for script in SCRIPTS:
        own = names(in_script(listed, script)).scores["own"]
        rows.append([f"*found: listed ships written in {script}*",
                     *_alerts(measurement, SHIPS, own)])  # fmt: skip
    return markdown(["names", "n", "above 1 %", "above 0.1 %", "at the default"], rows)


def register_table(
    measurement: Measurement, names: Names, registers: Mapping[str, pd.DataFrame]
) -> str:
    """Return macro recalls of ships' names, by thresholds set on the innocents of a register."""
    matches = measurement.group(SHIPS).matches
    rows: list[list[object]] = []
    for name, ships in registers.items():
        alone = names_alone(ships)
        scores = names(alone).scores
        unknown = alone[unknown_ships(alone)]
        for label, innocents in (("", alone), (", unknown to vscreen", unknown)):
            parts = [measurement.names.scores.loc[matches.index], scores.loc[innocents.index]]
            group = Group(pd.concat([matches, innocents]), pd.concat(parts))
            figures = ((f"{group.cut(rate):.1f}", group.mean(rate)) for rate in RATES)
            rows.append([f"{name}{label}", len(innocents), *chain.from_iterable(figures)])
    columns = ["thresholds set by", "ships", "at 1 %", "macro", "at 0.1 %", "macro"]
    return markdown(columns, rows)


def pairs_table(measurement: Measurement, pairs: pd.DataFrame) -> str:
    """Return how many pairs of ships' names score above the thresholds, by class and label.

    The better of both directions counts, because the file doesn't say which name is listed.
    """
    score = pd.Series(
        [
            max(vscreen.compare(name1, name2).score, vscreen.compare(name2, name1).score)
            for name1, name2 in zip(pairs["name1"], pairs["name2"], strict=True)
        ],
        pairs.index,
    )
    rows = [
        [label, name, *_alerts(measurement, SHIPS, scores)]
        for (label, name), scores in score.groupby([pairs["label"], pairs["class"]])
    ]
    columns = ["label", "class", "n", "above 1 %", "above 0.1 %", "at the default"]
    return markdown(columns, rows)
