"""How well names and numbers are matched on labelled cases: recall at a rate of false alarms.

``python -m benchmarks.accuracy CASES.csv INDEX.csv [--aliases ALIASES.csv]``

CASES has one query a row: ``field`` (vessel_name, party, free_text), ``name``, numbers, the
``subject_id`` meant, ``label`` (match, no-match), ``expected`` (hit, alert, not_confident, clear)
and ``mutation``, the class of the case. INDEX has the list: ``list_id``, ``kind``, ``name`` and
what else is known. Names are measured against primary names alone; numbers against all names.

A class's recall is the share of its cases whose own subject scores above the threshold; the
threshold is the least that no more than 1 % (0.1 %) of the innocent names of that field pass. The
macro recall is the mean over classes, but for those that no comparison of letters can find:
translations (``aka_unrelated``) and acronyms.
"""

from __future__ import annotations

import argparse
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd

import vscreen

BEYOND: Final = ("aka_unrelated", "acronym")
"""Classes left out of macro means: no comparison of letters finds them."""
RATES: Final = (0.01, 0.001)
FIELDS: Final = {"vessel_name": "vessel", "party": "party", "free_text": "free_text"}
FLOOR: Final = 30.0
"""Scores below this are not told apart."""

INNOCENT: Final = {
    "ships": ("vessel_name", ("neg_vessel_name",)),
    "free text": ("free_text", ("neg_free_text",)),
    "organizations": ("party", ("neg_company_bank", "neg_company_listed", "neg_company_sec")),
    "party text": ("party", ("neg_party_text",)),
    "persons": ("party", ("neg_person",)),
}
PARTY_TEXT: Final = ("party_embedded", "party_embedded_mutated")
IDENTITY: Final = ("id_", "near_name", "neg_full_identity", "short_name_longer")


def read_csv(path: Path | str) -> pd.DataFrame:
    """Return a CSV file, every cell as text."""
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def group_of(cases: pd.DataFrame) -> pd.Series:
    """Return which group of `INNOCENT` each case belongs to; ``identity`` for cases of numbers."""
    group = pd.Series("organizations", cases.index)
    group[cases["kind"] == "person"] = "persons"
    group[cases["field"] == "vessel_name"] = "ships"
    group[cases["field"] == "free_text"] = "free text"
    group[cases["mutation"].isin([*PARTY_TEXT, "neg_party_text"])] = "party text"
    group[cases["mutation"].str.startswith(IDENTITY)] = "identity"
    return group


# --- vscreen -------------------------------------------------------------------------------------


def make_lists(index: pd.DataFrame, aliases: pd.DataFrame | None = None) -> vscreen.Lists:
    """Return the list of ``index`` as vscreen reads a user's own list."""
    own = index.rename(columns={"list_id": "id", "program": "programs"})
    keep = ["id", "kind", "name", "imo", "mmsi", "call_sign", "vessel_type", "flag", "country"]
    own = own[keep].copy()
    for column in keep:
        own[column] = own[column].map(_quoted)
    if aliases is not None:
        for kind, heading in (("aka", "aliases"), ("fka", "former_names")):
            some = aliases[aliases["alias_type"].str.lower().isin(_kinds(kind))]
            joined = some.groupby("list_id")["alias"].agg(
                lambda names: ";".join(map(_quoted, names))
            )
            own[heading] = own["id"].map(joined).fillna("")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.csv"
        own.to_csv(path, index=False)
        return vscreen.read_lists(path)


def _kinds(kind: str) -> tuple[str, ...]:
    return (kind, "nka") if kind == "aka" else (kind,)


def _quoted(value: str) -> str:
    return '"' + value.replace('"', '""') + '"' if ";" in value or '"' in value else value


def manifest_of(cases: pd.DataFrame) -> pd.DataFrame:
    """Return the cases as the rows of a manifest, their index kept."""
    frame = pd.DataFrame(index=cases.index)
    for field, column in FIELDS.items():
        frame[column] = cases["name"].where(cases["field"] == field, "")
    for column in ("imo", "mmsi", "call_sign", "flag", "vessel_type"):
        frame[column] = cases[column]
    return frame


def vscreen_scores(cases: pd.DataFrame, screener: vscreen.Screener) -> pd.DataFrame:
    """Return for each case the score (and verdict) of its own subject, and the best of any."""
    hits = screener.screen(manifest_of(cases)).hits
    hits = hits.assign(subject_id=hits["entry"].str.partition(":")[2])
    best = hits.groupby("row")["score"].max()
    own = hits.merge(cases[["subject_id"]], left_on="row", right_index=True, suffixes=("", "_own"))
    own = own[own["subject_id"] == own["subject_id_own"]]
    frame = pd.DataFrame(index=cases.index)
    frame["best"] = best.reindex(cases.index).fillna(0.0)
    frame["own"] = own.groupby("row")["score"].max().reindex(cases.index).fillna(0.0)
    frame["own_verdict"] = _gravest(own).reindex(cases.index).fillna("clear")
    frame["verdict"] = _gravest(hits).reindex(cases.index).fillna("clear")
    return frame


def _gravest(hits: pd.DataFrame) -> pd.Series:
    firm = (hits["verdict"] == "hit").groupby(hits["row"]).any()
    return firm.map({True: "hit", False: "review"})


# --- measures ------------------------------------------------------------------------------------


def threshold(innocent: np.ndarray, rate: float) -> float:
    """Return the least score that no more than ``rate`` of the innocents pass (pass: above it)."""
    ordered = np.sort(innocent)[::-1]
    return float(ordered[int(rate * len(ordered))])


@dataclass(frozen=True)
class Group:
    """The recall of each class of a group at each rate of false alarms."""

    name: str
    thresholds: tuple[float, ...]
    classes: pd.DataFrame

    @property
    def macro(self) -> pd.Series:
        """Mean over the classes that letters can find."""
        return self.classes.drop(index=[c for c in BEYOND if c in self.classes.index])[
            [f"{rate:.1%}" for rate in RATES]
        ].mean()


def measure(name: str, cases: pd.DataFrame, scores: pd.DataFrame) -> Group:
    """Return the recall of one group of cases."""
    innocent = cases["mutation"].isin(INNOCENT[name][1])
    cuts = tuple(threshold(scores.loc[innocent, "best"].to_numpy(), rate) for rate in RATES)
    found = cases[cases["label"] == "match"]
    own = scores.loc[found.index, "own"]
    classes = pd.DataFrame({"n": found.groupby("mutation").size()})
    for rate, cut in zip(RATES, cuts, strict=True):
        classes[f"{rate:.1%}"] = (own > cut).groupby(found["mutation"]).mean() * 100
    return Group(name, cuts, classes)


def main() -> None:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases")
    parser.add_argument("index")
    parser.add_argument("--aliases")
    asked = parser.parse_args()
    cases, index = read_csv(asked.cases).set_index("case_id"), read_csv(asked.index)
    group = group_of(cases)
    screener = vscreen.Screener(make_lists(index), vscreen.Policy(review=FLOOR))
    default = vscreen.Policy()
    for name in INNOCENT:
        some = cases[group == name]
        scores = vscreen_scores(some, screener)
        told = measure(name, some, scores)
        print(f"\n{name}: thresholds {told.thresholds}, macro {told.macro.round(1).to_dict()}")
        print(told.classes.round(0).astype(int).to_string())
        innocent = some["mutation"].isin(INNOCENT[name][1])
        alerts = (scores.loc[innocent, "best"] >= default.review).mean() * 100
        own = scores.loc[some["label"] == "match", "own"] >= default.review
        by = own.groupby(some["mutation"]).mean().drop(index=list(BEYOND), errors="ignore")
        print(f"default policy: innocents alerting {alerts:.2f} %, macro recall {by.mean():.1%}")
    if asked.aliases:
        some = cases[group == "identity"]
        full = vscreen.Screener(make_lists(index, read_csv(asked.aliases)), default)
        scores = vscreen_scores(some, full)
        table = pd.crosstab(some["mutation"], scores["own_verdict"], normalize="index") * 100
        table["any alert"] = (scores["verdict"] != "clear").groupby(some["mutation"]).mean() * 100
        print("\nidentity\n" + table.round(1).to_string())


if __name__ == "__main__":
    main()
