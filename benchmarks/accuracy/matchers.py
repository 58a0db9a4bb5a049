"""vscreen as it is measured: through its front door, as users screen."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import pandas as pd

import vscreen
from benchmarks.accuracy.cases import make_lists, manifest_of
from vscreen.text.party_names import normalise_party

FLOOR: Final = 30.0
"""Scores below this are not told apart."""


@dataclass(frozen=True)
class Scored:
    """What a matcher says of cases.

    ``scores`` has the cases' index and the columns ``own`` and ``best`` (0-100: of the case's own
    subject, and of any entry), ``own_verdict`` and ``verdict`` (hit, review, clear). ``hits`` is
    vscreen's frame of hits, with ``own`` (of the subject) and ``same`` (or of another entry that
    bears a company's or person's name letter for letter: one listed twice); empty for peers.
    """

    scores: pd.DataFrame
    hits: pd.DataFrame


class VScreen:
    """vscreen against the list; with aliases where given."""

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
    """Return what a screener says of cases."""
    hits = screener.screen(manifest_of(cases)).hits
    is_own = hits["entry"].str.partition(":")[2] == hits["row"].map(cases["subject_id"])
    meant = hits["row"].map(cases["subject_name"].map(normalise_party))
    twin = (hits["entry_name"].map(normalise_party) == meant) & (hits["field"] == "party")
    hits = hits.assign(own=is_own, same=is_own | twin)
    own = hits[hits["own"]]
    scores = pd.DataFrame(index=cases.index)
    for column, some in (("best", hits), ("own", own)):
        top = some.groupby("row")["score"].max()
        scores[column] = top.reindex(cases.index, fill_value=0.0)
    for column, some in (("verdict", hits), ("own_verdict", own)):
        firm = (some["verdict"] == "hit").groupby(some["row"]).any()
        told = firm.astype(object).map({True: "hit", False: "review"})
        scores[column] = told.reindex(cases.index, fill_value="clear")
    return Scored(scores, hits)
