"""What alerts on a manifest's own rows: at each threshold, by list, and by which listed names.

All is counted from the hits of a single screening at the lowest threshold; a higher one only leaves
hits out (`reach`). Rows that hold a listed name word for word, or a number of an entry, are counted
apart: these alert under any policy, and the others are what a policy can change.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any, Final

import pandas as pd

from vscreen.schema import Kind, Verdict
from vscreen.scoring.compare import compare
from vscreen.scoring.identity import IN_FAVOUR, MENTIONING
from vscreen.scoring.reasons import Reason
from vscreen.selftesting.frames import ALERTING_NAMES, ALERTS, ALERTS_BY_LIST

ALWAYS: Final = 100.0
"""Reach of a hit that stays at every review threshold."""
MOST_NAMES: Final = 10
"""Listed names that are told of those that cause alerts."""
EVERY_LIST: Final = "all"
"""In place of a list, of all of them together."""
TELLING: Final = 8
"""Letters of a single word that says something amid others; of two words any do."""
BY_NUMBER: Final = IN_FAVOUR | MENTIONING.keys()
BY_BIRTH: Final = frozenset((Reason.BIRTH_DATE_EQUAL, Reason.BIRTH_DATE_DIFFERS))
"""Reasons that move a score away from that of the name, which a threshold is held against."""


# --- hits ----------------------------------------------------------------------------------------


def by_number(hits: pd.DataFrame) -> pd.Series:
    """Return whether an identifier supports each hit; such a hit doesn't depend on a threshold.

    Examples
    --------
    >>> by_number(pd.DataFrame({"reasons": ["imo_equal;name_equal", "name_equal"]})).tolist()
    [True, False]
    """
    return _have(hits, BY_NUMBER)


def reach(hits: pd.DataFrame) -> pd.Series:
    """Return the highest review threshold at which each hit remains.

    That is its score, unless the name doesn't decide alone: an identifier agrees, or the IMO
    numbers conflict, where only the policy's hit threshold decides; beside a birth date it is the
    score that the name has without it.

    Examples
    --------
    >>> hits = pd.DataFrame({"reasons": ["imo_equal", "name_equal"], "score": [40.0, 90.0]})
    >>> reach(hits).tolist()
    [100.0, 90.0]
    """
    always = by_number(hits) | _have(hits, {Reason.IMO_CONFLICT})
    born = _have(hits, BY_BIRTH) & ~always
    if not born.any():
        return hits["score"].where(~always, ALWAYS)
    pairs = list(zip(hits["text"], hits["name"], strict=True))
    by_name = {
        pair: compare(*pair, kind=Kind.PERSON).score
        for pair, of in zip(pairs, born, strict=True) if of
    }  # fmt: skip
    named = pd.Series([by_name.get(pair, 0.0) for pair in pairs], hits.index)
    return hits["score"].where(~born, named).where(~always, ALWAYS)


def _have(hits: pd.DataFrame, some: Iterable[str]) -> pd.Series:
    wanted = frozenset(some)
    codes = hits["reasons"].str.split(";")
    return codes.map(lambda of: not wanted.isdisjoint(of)).astype(bool)


def holds_name(text: str, name: str) -> bool:
    """Return whether a cell holds a listed name word for word, whatever its case and signs.

    The cell is the name, or the name stands in it and has two words or eight letters at least.

    Examples
    --------
    >>> holds_name("MARIA", "Maria"), holds_name("TO ORDER OF MG-FLOT LLC, OMSK", "MG Flot LLC")
    (True, True)
    >>> holds_name("TOM SMITH", "Tom"), holds_name("MGFLOT", "MG-FLOT")
    (False, False)
    """
    words, wanted = _words(text), _words(name)
    if not wanted or words == wanted:
        return bool(wanted)
    telling = " " in wanted or len(wanted) >= TELLING
    return telling and f" {wanted} " in f" {words} "


def _words(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[^\W_]+", bare))


def weighed(hits: pd.DataFrame) -> pd.DataFrame:
    """Return hits with what the counting needs: ``reach``, ``by_number`` and ``named``.

    ``named`` says whether the row holds the listed name word for word, or a number of the entry.
    """
    numbered = by_number(hits)
    pairs = list(zip(hits["text"], hits["name"], strict=True))
    held = {pair: holds_name(*pair) for pair in set(pairs)}
    named = pd.Series([held[pair] for pair in pairs], hits.index, dtype=bool)
    return hits.assign(reach=reach(hits), by_number=numbered, named=numbered | named)


# --- what is counted -----------------------------------------------------------------------------


def _counts(hits: pd.DataFrame, size: int) -> dict[str, Any]:
    """Return how many of ``size`` rows some hits make alert, and of what kind they are."""
    alerts = hits["row"].nunique()
    firm = hits.loc[hits["verdict"] == Verdict.HIT, "row"].nunique()
    named = hits.loc[hits["named"], "row"].nunique()
    numbers = {
        "alerts": alerts, "hits": firm, "reviews": alerts - firm, "named": named,
        "others": alerts - named,
    }  # fmt: skip
    per_1000 = {
        "per_1000" if name == "alerts" else f"{name}_per_1000": 1000 * count / size
        for name, count in numbers.items()
        if name != "named"
    }
    return {"rows": size, **numbers, **per_1000}


def count_alerts(
    hits: pd.DataFrame, size: int, levels: Sequence[float], policy: float, planted: pd.DataFrame
) -> pd.DataFrame:
    """Return `ALERTS`: at each threshold what alerts, and what it adds and loses.

    Parameters
    ----------
    hits
        Of the manifest's own ``size`` rows, as `weighed` returns them.
    levels, policy
        The review thresholds; that of the policy is what the others are set against.
    planted
        The rows of `PLANTED` that count.
    """
    now = set(hits.loc[hits["reach"] >= policy, "row"])
    rows = []
    for level in levels:
        some = hits[hits["reach"] >= level]
        there = set(some["row"])
        numbered = some.loc[some["by_number"], "row"].nunique()
        found = int((planted["reach"] >= level).sum())
        rows.append(
            {
                "threshold": level, **_counts(some, size), "by_number": numbered,
                "by_name": len(there) - numbered, "added": len(there - now),
                "lost": len(now - there), "planted": len(planted), "found": found,
                "share": found / len(planted) if len(planted) else 0.0,
            }
        )  # fmt: skip
    return ALERTS.build(rows)


def count_by_list(hits: pd.DataFrame, size: int, lists: Sequence[str]) -> pd.DataFrame:
    """Return `ALERTS_BY_LIST`: what each list makes alert, most first, and all together last.

    Parameters
    ----------
    hits
        Of the manifest's own ``size`` rows at the policy's threshold, as `weighed` returns them.
    lists
        The ids of the lists that are loaded.
    """
    only = hits.groupby("row")["list"].transform("nunique") == 1
    rows = [
        {
            "list": name, **_counts(hits[hits["list"] == name], size),
            "only": hits.loc[only & (hits["list"] == name), "row"].nunique(),
        }
        for name in lists
    ]  # fmt: skip
    rows.sort(key=lambda row: (-row["alerts"], row["list"]))
    every = {"list": EVERY_LIST, **_counts(hits, size), "only": hits["row"].nunique()}
    return ALERTS_BY_LIST.build([*rows, every])


def count_names(hits: pd.DataFrame, size: int, labels: pd.Index) -> pd.DataFrame:
    """Return `ALERTING_NAMES`: the listed names that make most rows alert, each with an example.

    Parameters
    ----------
    hits
        Of the manifest's own ``size`` rows at the policy's threshold, as `weighed` returns them.
    labels
        The labels of the rows.
    """
    name = hits["name"].where(hits["name"] != "", hits["entry_name"])
    keyed = hits.assign(name=name, key=[_words(text) or text for text in name])
    only = keyed.groupby("row")["key"].transform("nunique") == 1
    keyed = keyed.assign(only=only)
    most = keyed.groupby("key")["row"].nunique().reset_index(name="rows")
    most = most.sort_values(["rows", "key"], ascending=[False, True]).head(MOST_NAMES)
    rows = [_name_row(keyed[keyed["key"] == key], size, labels) for key in most["key"]]
    return ALERTING_NAMES.build(rows)


def _name_row(hits: pd.DataFrame, size: int, labels: pd.Index) -> dict[str, Any]:
    """Return a row of `ALERTING_NAMES`; the text that comes most often is the example."""
    texts = hits["text"].value_counts()
    text = min(texts.index[texts == texts.max()])
    example = hits[hits["text"] == text].iloc[0]
    counts = _counts(hits, size)
    return {
        "name": example["name"], "lists": ";".join(sorted(set(hits["list"]))),
        "entries": hits["entry"].nunique(), "alerts": counts["alerts"],
        "per_1000": counts["per_1000"], "hits": counts["hits"], "named": counts["named"],
        "only": hits.loc[hits["only"], "row"].nunique(), "row": labels[int(example["row"])],
        "text": text, "reasons": example["reasons"], "sentence": example["sentence"],
    }  # fmt: skip
