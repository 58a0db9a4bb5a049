"""vscreen as it is measured: through its public functions, as users screen."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import pandas as pd

import vscreen
from benchmarks.accuracy.cases import make_lists, manifest_of
from vscreen.text.party_names import normalise_party

FLOOR: Final = 30.0
"""Scores below this count as 0."""


@dataclass(frozen=True)
class Scored:
    """A matcher's scores and verdicts for cases.

    ``scores`` has the index of the cases and the columns ``own`` and ``best`` (0-100: the score
    against the case's true subject, and the highest against any entry), ``own_verdict`` and
    ``verdict`` (hit, review, clear). ``hits`` is vscreen's frame of hits, with ``own`` (the entry
    is the subject) and ``same`` (that, or another entry for the same company or person: its name is
    equal); empty for peers.
    """

    scores: pd.DataFrame
    hits: pd.DataFrame


class VScreen:
    """vscreen against the list, with aliases where given."""

    name = "vscreen"

    def __init__(self, index: pd.DataFrame, aliases: pd.DataFrame | None = None) -> None:
        self.has_aliases = aliases is not None
        self._lists = make_lists(index)
        self._full = self._lists if aliases is None else make_lists(index, aliases)

    @cached_property
    def _screener(self) -> vscreen.Screener:
        return vscreen.Screener(self._lists, vscreen.Policy(review=FLOOR))

    def names(self, cases: pd.DataFrame) -> Scored:
        """Return the scores against primary names alone, down to `FLOOR`."""
        return score(cases, self._screener)

    def identity(self, cases: pd.DataFrame) -> Scored:
        """Return the scores and verdicts of the default policy against all names and numbers."""
        return score(cases, vscreen.Screener(self._full))


def score(cases: pd.DataFrame, screener: vscreen.Screener) -> Scored:
    """Return the scores and verdicts of a screener for cases."""
    hits = screener.screen(manifest_of(cases)).hits
    is_own = hits["entry"].str.partition(":")[2] == hits["row"].map(cases["subject_id"])
    subject = hits["row"].map(cases["subject_name"].map(normalise_party))
    same_name = (hits["entry_name"].map(normalise_party) == subject) & (hits["field"] == "party")
    hits = hits.assign(own=is_own, same=is_own | same_name)
    own = hits[hits["own"]]
    scores = pd.DataFrame(index=cases.index)
    for column, counted in (("best", hits), ("own", own)):
        top = counted.groupby("row")["score"].max()
        scores[column] = top.reindex(cases.index, fill_value=0.0)
    for column, counted in (("verdict", hits), ("own_verdict", own)):
        is_hit = (counted["verdict"] == "hit").groupby(counted["row"]).any()
        verdict = is_hit.astype(object).map({True: "hit", False: "review"})
        scores[column] = verdict.reindex(cases.index, fill_value="clear")
    return Scored(scores, hits)
