"""nomenklatura's own labelled pairs of names (``contrib/name_bench/cases.csv`` in its repository).

Columns: ``schema`` (Person, Company, Organization, LegalEntity, Vessel), ``name1`` (the query),
``name2`` (the listed name), ``is_match`` (true, false), ``quality`` (STRONG, MEDIUM, WEAK). A pair
is predicted to match if its score reaches the default review threshold.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

import pandas as pd

import vscreen
from benchmarks.accuracy.cases import read_csv
from benchmarks.accuracy.tables import markdown

Pair = Callable[[str, str, str], float]
KINDS: Final = {
    "Person": "person", "Vessel": "vessel", "Company": "organization",
    "Organization": "organization", "LegalEntity": "organization", "PublicBody": "organization",
}  # fmt: skip


def read_pairs(path: Path) -> pd.DataFrame:
    """Return the pairs with their ``kind`` and whether they ``match``; other schemata left out."""
    pairs = read_csv(path)
    pairs = pairs.assign(kind=pairs["schema"].map(KINDS), match=pairs["is_match"] == "true")
    return pairs[pairs["kind"].notna()].reset_index(drop=True)


def vscreen_pair(query: str, listed: str, kind: str) -> float:
    """Return vscreen's score of a query against a listed name."""
    return vscreen.compare(query, listed, kind=kind).score


def scores(pairs: pd.DataFrame, pair: Pair) -> pd.Series:
    """Return the score of each pair, 0-100."""
    values = [pair(query, listed, kind) for query, listed, kind in
              zip(pairs["name1"], pairs["name2"], pairs["kind"], strict=True)]  # fmt: skip
    return pd.Series(values, pairs.index, dtype=float)


def f1(match: pd.Series, predicted: pd.Series) -> float:
    """Return the harmonic mean of precision and recall.

    Examples
    --------
    >>> round(f1(pd.Series([True, True, False]), pd.Series([True, False, True])), 2)
    0.5
    """
    return float(2 * (match & predicted).sum() / max(match.sum() + predicted.sum(), 1))


def f1_by_kind(pairs: pd.DataFrame | None, pair: Pair, least: float) -> dict[str, float]:
    """Return a matcher's F1 for each kind of name at a threshold; empty without pairs."""
    if pairs is None:
        return {}
    score = scores(pairs, pair)
    return {
        str(kind): f1(of_kind["match"], score[of_kind.index] >= least)
        for kind, of_kind in pairs.groupby("kind")
    }


def failing(pairs: pd.DataFrame, least: float) -> str:
    """Return the pairs that vscreen judges differently from their label, without persons."""
    score = scores(pairs, vscreen_pair)
    wrong = pairs[((score >= least) != pairs["match"]) & (pairs["kind"] != "person")]
    rows = [
        [kind, query, listed, "match" if match else "no match", quality, f"{score[position]:.1f}"]
        for position, kind, query, listed, match, quality in wrong[
            ["kind", "name1", "name2", "match", "quality"]
        ].itertuples()
    ]
    return markdown(["kind", "one", "other", "label", "quality", "score"], rows)
