"""How often innocents alert that are harder than a case file's: see `innocents`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import pandas as pd

import vscreen
from benchmarks.accuracy.cases import ORGANIZATIONS, SHIPS
from benchmarks.accuracy.goals import ONE, TENTH, Measured
from benchmarks.accuracy.innocents import (
    listed_ships,
    names_alone,
    unknown_ships,
    written_so,
)
from benchmarks.accuracy.matchers import Scored
from benchmarks.accuracy.measures import Group, Share, share_of
from benchmarks.accuracy.tables import markdown
from benchmarks.accuracy.writing import SCRIPTS
from vscreen.identifiers.imo import is_valid_imo_ship

Names = Callable[[pd.DataFrame], Scored]
NEAR: Final = ("near_name_one_edit_real", "near_name_number_real", "short_name_longer")
"""Classes of real ships whose names are close to a listed one's."""


def written_scores(
    cases: pd.DataFrame,
    names: Names,
    groups: Sequence[str] = (SHIPS, ORGANIZATIONS),
    scripts: Sequence[str] = tuple(SCRIPTS),
) -> dict[tuple[str, str], pd.DataFrame]:
    """Return ``best`` of each innocent ship and company in each script, and what it resembles."""
    written = {}
    for group in groups:
        innocent = cases[(cases["group"] == group) & cases["innocent"]]
        for script in scripts:
            some = written_so(innocent, script)
            said = names(some)
            written[group, script] = said.scores[["best"]].assign(name=some["name"], entry_name="")
            if len(said.hits):
                top = said.hits.drop_duplicates("row").set_index("row")["entry_name"]
                written[group, script]["entry_name"] = top.reindex(some.index)
    return written


def _alerts(measured: Measured, group: str, best: pd.Series) -> list[Share | int]:
    cuts = [measured.group(group).cut(rate) for rate in (ONE, TENTH)]
    return [len(best), *(share_of(best > cut) for cut in cuts), share_of(best >= measured.review)]


def harder_table(
    measured: Measured,
    index: pd.DataFrame,
    names: Names,
    identity: Names,
    registers: Mapping[str, pd.DataFrame],
) -> str:
    """Return the alerts of harder innocents above the thresholds of the case file's innocents."""
    cases = measured.cases
    rows: list[list[object]] = [
        [f"{group} written in {script}", *_alerts(measured, group, some["best"])]
        for (group, script), some in measured.written.items()
    ]
    near = names(cases[cases["mutation"].isin(NEAR)])
    rows += [
        [f"{name} (a name alone)", *_alerts(measured, SHIPS, best)]
        for name, best in near.scores["best"].groupby(cases["mutation"])
    ]
    for name, some in registers.items():
        best = names(names_alone(some)).scores["best"]
        rows.append([f"{name} (register, names alone)", *_alerts(measured, SHIPS, best)])
        right = some[some["imo"].map(is_valid_imo_ship).astype(bool)]
        told = share_of(identity(right).scores["verdict"] != "clear")
        rows.append([f"{name} (register, full identity)", len(right), "", "", told])
    listed = listed_ships(index, cases)
    for script in SCRIPTS:
        found = names(written_so(listed, script)).scores["own"]
        rows.append([f"*found: listed ships written in {script}*",
                     *_alerts(measured, SHIPS, found)])  # fmt: skip
    return markdown(["names", "n", "above 1 %", "above 0.1 %", "at the default"], rows)


def register_table(measured: Measured, names: Names, registers: Mapping[str, pd.DataFrame]) -> str:
    """Return macro recalls of ships' names by thresholds that a register's innocents set."""
    found = measured.group(SHIPS).found
    rows: list[list[object]] = []
    for name, some in registers.items():
        alone = names_alone(some)
        scores = names(alone).scores
        for told, of in (("", alone), (", unknown to vscreen", alone[unknown_ships(alone)])):
            said = pd.concat([measured.names.scores.loc[found.index], scores.loc[of.index]])
            group = Group(pd.concat([found, of]), said)
            rows.append([f"{name}{told}", len(of), *(x for rate in (ONE, TENTH)
                         for x in (f"{group.cut(rate):.1f}", group.mean(rate)))])  # fmt: skip
    heads = ["thresholds set by", "ships", "at 1 %", "macro", "at 0.1 %", "macro"]
    return markdown(heads, rows)


def pairs_table(measured: Measured, pairs: pd.DataFrame) -> str:
    """Return how many pairs of ships' names of each class and label score above the thresholds.

    The better of both directions counts: which of the two is listed is not told.
    """
    score = pd.Series(
        [
            max(vscreen.compare(one, other).score, vscreen.compare(other, one).score)
            for one, other in zip(pairs["name1"], pairs["name2"], strict=True)
        ],
        pairs.index,
    )
    rows = [
        [label, name, *_alerts(measured, SHIPS, some)]
        for (label, name), some in score.groupby([pairs["label"], pairs["class"]])
    ]
    heads = ["label", "class", "n", "above 1 %", "above 0.1 %", "at the default"]
    return markdown(heads, rows)
