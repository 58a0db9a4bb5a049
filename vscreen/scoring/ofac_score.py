"""A score near what OFAC's Sanctions List Search shows, for teams whose procedures name it.

It decides nothing in vscreen: ``Policy(ofac_score=True)`` puts it beside our own as the column
``ofac_score`` of the hits. What OFAC says of its score (FAQ 249, 28 April 2021): the higher of two,
one of the whole name by Jaro-Winkler, one of the name's parts by Jaro-Winkler and Soundex, put
together over all parts entered. How, it doesn't say. What the live search shows was published with
observations and retraced by OpenSanctions (nomenklatura, pull request 310, 2026: within 5 points on
157 of 164 names), and is followed here:

=============  ==================================================================================
whole          Jaro-Winkler of the whole names, if they begin with the same letter; the bonus for
               an equal beginning is given however unlike the rest is
parts          the mean, over the parts entered, of the best Jaro-Winkler with any part listed;
               below 0.5 a part counts as not found. Parts of one or two letters are left out,
               unless there are no others
=============  ==================================================================================

Soundex adds nothing to that: taken at its word, PATINO and PUTIN, which sound alike to it, would be
100, and the search doesn't show them so. The search looks at the name alone (FAQ 251), in Latin
letters, and at each of the entry's names; a row's name is compared as it stands, ``M/V`` and all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd
from rapidfuzz.distance import Jaro, JaroWinkler
from rapidfuzz.process import cpdist

from vscreen.text.scripts import visible

SHORT_PART: Final = 2
LEAST_PART: Final = 0.5
PREFIX: Final = 4
PREFIX_BONUS: Final = 0.1
_INSIDE: Final = re.compile(r"['’‘`.]")
_PART: Final = re.compile(r"[^\W_]+")

Floats = np.ndarray[tuple[int, ...], np.dtype[np.float64]]


def ofac_scores(names: Sequence[str], listed: Sequence[Sequence[str]]) -> Floats:
    """Return the score of each name beside the entry of the same row: that of its best name.

    Parameters
    ----------
    names
        Names as entered.
    listed
        As many entries, each with all its names.

    Returns
    -------
    ndarray
        float64, 0-100, whole points as OFAC's search shows them; 0 if nothing can be read.

    Examples
    --------
    >>> ofac_scores(["GEORGE BUSH", "KIM JONG UN"], [["HASWANI, George"], ["KIM, Jong Man"]])
    array([ 50., 100.])
    """
    pairs = pd.DataFrame({"name": list(names), "listed": list(listed)}, dtype=object)
    pairs = pairs.explode("listed").dropna().rename_axis("row").reset_index()
    queries, targets = pairs["name"].map(name_parts), pairs["listed"].map(name_parts)
    whole = _whole(queries.str.join(" ").tolist(), targets.str.join(" ").tolist())
    score = pd.Series(np.maximum(whole, _parts(queries, targets)))
    best = score.groupby(pairs["row"]).max().reindex(range(len(names)), fill_value=0.0)
    return np.asarray(np.floor(100 * best + 0.5), np.float64)


def name_parts(name: str) -> list[str]:
    """Return the parts of a name, in capitals.

    Examples
    --------
    >>> name_parts("O'Brien-Smith, John J.")
    ['OBRIEN', 'SMITH', 'JOHN', 'J']
    """
    return _PART.findall(_INSIDE.sub("", visible(name)))


def _whole(queries: list[str], targets: list[str]) -> Floats:
    jaro = np.asarray(cpdist(queries, targets, scorer=Jaro.normalized_similarity), np.float64)
    alike = np.array(
        [_prefix(query, target) for query, target in zip(queries, targets, strict=True)], int
    )
    return np.where(alike > 0, jaro + alike * PREFIX_BONUS * (1 - jaro), 0.0)


def _prefix(query: str, target: str) -> int:
    """Return how many of the first letters are equal, 4 at most."""
    equal = 0
    for letter, other in zip(query[:PREFIX], target[:PREFIX], strict=False):
        if letter != other:
            break
        equal += 1
    return equal


def _parts(queries: pd.Series, targets: pd.Series) -> Floats:
    """Return the mean over the parts entered of their best partner among the parts listed."""
    entered = queries.map(_entered).explode().dropna().rename("queries")
    crossed = entered.rename_axis("pair").reset_index().rename_axis("part").reset_index()
    crossed = crossed.merge(
        targets.explode().dropna().rename("targets").rename_axis("pair").reset_index(), on="pair"
    )
    if crossed.empty:
        return np.zeros(len(queries))
    crossed["alike"] = cpdist(
        crossed["queries"].tolist(), crossed["targets"].tolist(),
        scorer=JaroWinkler.normalized_similarity,
    )  # fmt: skip
    best = crossed.groupby(["pair", "part"])["alike"].max()
    best = best.where(best >= LEAST_PART, 0.0)
    return best.groupby("pair").mean().reindex(range(len(queries))).fillna(0.0).to_numpy(np.float64)


def _entered(parts: list[str]) -> list[str]:
    return [part for part in parts if len(part) > SHORT_PART] or parts
