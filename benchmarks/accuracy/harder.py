"""How often innocents alert that are harder than a case file's: see `innocents`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import pandas as pd

from benchmarks.accuracy.cases import ORGANIZATIONS, SHIPS
from benchmarks.accuracy.goals import ONE, TENTH, Measured
from benchmarks.accuracy.innocents import in_other_scripts, listed_ships, written_so
from benchmarks.accuracy.matchers import Scored
from benchmarks.accuracy.measures import Share, share_of
from benchmarks.accuracy.tables import markdown
from benchmarks.accuracy.writing import SCRIPTS

Names = Callable[[pd.DataFrame], Scored]
NEAR: Final = ("near_name_one_edit_real", "near_name_number_real", "short_name_longer")
"""Classes of real ships whose names are close to a listed one's."""


def written_scores(cases: pd.DataFrame, names: Names) -> dict[tuple[str, str], pd.DataFrame]:
    """Return ``best`` of each innocent ship and company in each script, and what it resembles."""
    written = {}
    for group in (SHIPS, ORGANIZATIONS):
        for script, some in in_other_scripts(cases, group).items():
            said = names(some)
            top = said.hits.drop_duplicates("row").set_index("row")
            written[group, script] = said.scores[["best"]].assign(
                name=some["name"], entry_name=top["entry_name"].reindex(some.index)
            )
    return written


def _alerts(measured: Measured, group: str, best: pd.Series) -> list[Share | int]:
    cuts = [measured.group(group).cut(rate) for rate in (ONE, TENTH)]
    return [len(best), *(share_of(best > cut) for cut in cuts), share_of(best >= measured.review)]


def harder_table(
    measured: Measured, index: pd.DataFrame, names: Names, registers: Mapping[str, pd.DataFrame]
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
    rows += [
        [f"{name} (register)", *_alerts(measured, SHIPS, names(some).scores["best"])]
        for name, some in registers.items()
    ]
    listed = listed_ships(index, cases)
    for script in SCRIPTS:
        found = names(written_so(listed, script)).scores["own"]
        rows.append([f"*found: listed ships written in {script}*",
                     *_alerts(measured, SHIPS, found)])  # fmt: skip
    return markdown(["names", "n", "above 1 %", "above 0.1 %", "at the default"], rows)
