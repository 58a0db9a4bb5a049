"""Make `vscreen/data/name_weights.csv`, the weight of a name by its score, from labelled cases.

``python -m benchmarks.make_probabilities CASES.csv INDEX.csv ALIASES.csv [--fleet SHIPS.xlsx]``

CASES, INDEX and ALIASES are those of `benchmarks.accuracy`. Every pair of a case and an entry whose
names score 50 or more is an observation: are they the same subject? For each kind of evidence, the
pairs are sorted by score and pooled into steps until the share of same subjects never falls as the
score rises (isotonic regression), with at least `LEAST` pairs to a step. Half a pair of either
kind is added to each step, so that no share is 0 or 1. The weight of a step is the log-odds of its
share, in points, above the prior log-odds.

The program prints, and writes into docs/probability.md, the calibration errors by cross-validation,
those by kind of evidence, and the alerts per 10,000 innocent rows. All cases of a subject are in
the same fold, so no case is measured on a curve that its own subject helped to fit. ``--fleet``
names a register of ships (EU THETIS-MRV): those whose IMO number is not listed are innocents too.
Namesakes of listed ships are among them, as in real manifests.
"""

from __future__ import annotations

import argparse
import csv
import math
import re
import zlib
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd

import vscreen
from benchmarks.accuracy.cases import (
    BY_NAME,
    IDENTITY,
    SHIPS,
    make_lists,
    manifest_of,
    read_cases,
    read_csv,
)
from benchmarks.accuracy.innocents import unknown_ships
from benchmarks.accuracy.measures import calibration_error
from vscreen.schema import Kind, NameKind
from vscreen.scoring.judge import best_name, why_alike
from vscreen.scoring.parties import Entry, Party
from vscreen.scoring.probability import BEFORE, probability
from vscreen.scoring.reasons import VIEWS, Reason
from vscreen.text.party_names import normalise_party

ROOT: Final = Path(__file__).parents[1]
SOURCE: Final = "benchmarks/make_probabilities.py on the development cases"
FLOOR: Final = 50.0
"""A name with a lower score is no evidence for an entry."""
POLICY: Final = vscreen.Policy(review=FLOOR)
FIELDS: Final = {"vessel_name": "vessel", "party": "party", "free_text": "free_text"}
EDGES: Final = (*range(50, 75, 5), *range(75, 99), 99, 100)
"""Scores at which the weight may change."""
LEAST: Final = 20
"""Fewest pairs in a step of the curve."""
FOLDS: Final = 5
FALLBACK: Final = {
    "vessel": "vessel", "vessel_number": "vessel", "vessel_other_script": "vessel",
    "free_text": "vessel", "organization": "organization", "words": "organization",
    "amid_words": "words", "organization_other_script": "organization", "person": "organization",
    "person_other_script": "person",
}  # fmt: skip
"""Kind of evidence -> the kind above it whose curve it takes while it has too few pairs."""
THRESHOLDS: Final = (75, 78, 80, 82, 84, 86, 88, 90, 93, 95, 100)
NUMBERS: Final = {
    Reason.IMO_EQUAL: "IMO number equal",
    Reason.IMO_CONFLICT: "IMO number conflicts",
    Reason.IMO_NEAR: "IMO number one slip off",
    Reason.MMSI_EQUAL: "MMSI equal",
    Reason.CALL_SIGN_EQUAL: "call sign equal",
}
NAMES_AGREE: Final = {
    Reason.NAME_EQUAL, Reason.NAME_NUMBER, *(view.reason for view in VIEWS.values())
}  # fmt: skip
Step = tuple[float, int, int]
"""Lowest score, pairs, pairs of the same subject."""
Curve = list[tuple[float, int, int, int]]
"""Steps, each with its weight in points."""


# --- pairs ---------------------------------------------------------------------------------------


def pairs_of(cases: pd.DataFrame, lists: vscreen.Lists) -> pd.DataFrame:
    """Return a row for each pair of a case and an entry that is a hit at a low threshold.

    Columns: ``case``, ``fold``, ``score``, ``numbers`` (the evidence of identifiers, or empty),
    ``evidence`` (the kind of name evidence, or empty), ``likeness`` of the names, ``rest`` (points
    of all other evidence) and ``same``.
    """
    result = vscreen.screen(manifest_of(cases), lists, POLICY)
    hits = result.hits.merge(result.entries[["entry", "kind"]], on="entry")
    hits = hits.merge(cases.add_prefix("case_"), left_on="row", right_index=True)
    subject = hits["case_subject_id"].where(hits["case_subject_id"] != "", hits["case_base_name"])
    records = hits.to_dict("records")
    frame = pd.DataFrame({"case": hits["row"], "score": hits["score"]})
    frame["fold"] = [zlib.crc32(key.encode()) % FOLDS for key in subject]
    frame["numbers"] = hits["reasons"].map(_numbers)
    frame["same"] = (hits["case_label"] == "match") & np.array([_is_same(hit) for hit in records])
    frame[["evidence", "likeness"]] = [_name(hit) for hit in records]
    rest = result.evidence[~result.evidence["reason"].isin(NAMES_AGREE)]
    rest = rest.groupby(["row", "entry"])["weight"].sum()
    frame["rest"] = [int(rest.get((hit["row"], hit["entry"]), 0)) for hit in records]
    return frame


def _name(hit: dict[str, str]) -> tuple[str, float]:
    """Return the kind of name evidence of a hit, and the similarity of the names."""
    party = Party(FIELDS[hit["case_field"]], hit["case_name"])
    entry = Entry("", "", Kind(hit["kind"]), hit["name"], ((hit["name"], NameKind.PRIMARY),))
    best = best_name(party, entry, POLICY, backed=True).best
    if best is None or best.score < FLOOR:
        return "", 0.0
    return why_alike(entry, best)[1], best.likeness


def _numbers(reasons: str) -> str:
    codes = reasons.split(";")
    return next((label for reason, label in NUMBERS.items() if reason in codes), "")


def _is_same(hit: dict[str, str]) -> bool:
    """Whether the entry is the case's subject, or has its name on another publisher's list."""
    if hit["entry"].partition(":")[2] == hit["case_subject_id"]:
        return True
    names = hit["entry_name"], hit["case_subject_name"]
    return hit["kind"] != "vessel" and len(set(map(normalise_party, names))) == 1


# --- curves --------------------------------------------------------------------------------------


def fit(pairs: pd.DataFrame) -> dict[str, Curve]:
    """Return the curve of each kind of evidence, from pairs without evidence of numbers."""
    curves: dict[str, Curve] = {}
    for evidence, fallback in FALLBACK.items():
        own = pairs[(pairs["evidence"] == evidence) & (pairs["numbers"] == "")]
        if len(own) >= 2 * LEAST:
            curves[evidence] = _curve(own)
        else:
            curves[evidence] = [(score, 0, 0, points) for score, _, _, points in curves[fallback]]
    return curves


def _curve(pairs: pd.DataFrame) -> Curve:
    bins = np.searchsorted(EDGES, pairs["likeness"], "right") - 1
    count = np.bincount(bins, minlength=len(EDGES)).tolist()
    same = np.bincount(bins, pairs["same"], minlength=len(EDGES)).astype(int).tolist()
    steps = _pooled(_occupied(list(zip(EDGES, count, same, strict=True))))
    while len(steps) > 1 and min(step[1] for step in steps) < LEAST:
        fewest = min(range(len(steps)), key=lambda position: steps[position][1])
        _merge(steps, fewest if fewest and _is_nearer_below(steps, fewest) else fewest + 1)
    return [(score, n, k, weight(_share((score, n, k)))) for score, n, k in _pooled(steps)]


def _occupied(steps: list[Step]) -> list[Step]:
    """Return the steps that have pairs; a step extends over half of an empty gap below it."""
    occupied: list[Step] = []
    for position, (score, pairs, same) in enumerate(steps):
        if pairs:
            gap = occupied and not steps[position - 1][1]
            lowest = (occupied[-1][0] + score) / 2 if gap else score
            occupied.append((lowest, pairs, same))
    return occupied


def _pooled(steps: list[Step]) -> list[Step]:
    """Return the steps merged until each share is greater than the one below."""
    pooled: list[Step] = []
    for step in steps:
        pooled.append(step)
        while len(pooled) > 1 and _share(pooled[-2]) >= _share(pooled[-1]):
            _merge(pooled, len(pooled) - 1)
    return pooled


def _is_nearer_below(steps: list[Step], position: int) -> bool:
    """Whether the share of a step is nearer to the step below it than to the step above."""
    if position + 1 == len(steps):
        return True
    below, share, above = (_share(step) for step in steps[position - 1 : position + 2])
    return share - below < above - share


def _merge(steps: list[Step], position: int) -> None:
    """Merge a step into the step below it."""
    _, pairs, same = steps.pop(position)
    score, pairs_below, same_below = steps[position - 1]
    steps[position - 1] = score, pairs_below + pairs, same_below + same


def _share(step: Step) -> float:
    return (step[2] + 0.5) / (step[1] + 1)


def weight(share: float) -> int:
    """Return the points that raise the prior probability (1 in 10,000) to ``share``.

    At least the weight of `NAME_DIFFERS`: a similar name is never stronger evidence against.
    """
    points = 10 * math.log10(share / (1 - share)) - BEFORE
    return max(round(points), Reason.NAME_DIFFERS.weight)


def read_off(curves: dict[str, Curve], pairs: pd.DataFrame) -> np.ndarray:
    """Return the probability of pairs, with the weights of names from the curves."""
    probabilities = []
    for evidence, likeness, rest in pairs[["evidence", "likeness", "rest"]].to_numpy().tolist():
        steps = [step for step in curves.get(evidence, []) if step[0] <= likeness]
        probabilities.append(probability(rest + (steps[-1][3] if steps else 0)))
    return np.array(probabilities)


# --- calibration ---------------------------------------------------------------------------------


def cross_validated(pairs: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs with their ``probability``, from curves fitted to the other folds."""
    parts = []
    for fold, held_out in pairs.groupby("fold"):
        curves = fit(pairs[pairs["fold"] != fold])
        parts.append(held_out.assign(probability=read_off(curves, held_out)))
    return pd.concat(parts)


def calibration_tables(pairs: pd.DataFrame) -> str:
    """Return the errors of cross-validated pairs, by fold and by kind of evidence, as Markdown."""
    hits = pairs[pairs["score"] >= vscreen.Policy().review]
    best = hits.sort_values("probability", kind="stable").drop_duplicates("case", keep="last")
    lines = ["| left out | all pairs from 50 | default policy | the best of each row |"]
    lines.append("|---|--:|--:|--:|")
    for fold in [*range(FOLDS), None]:
        errors = [
            _error(group if fold is None else group[group["fold"] == fold])
            for group in (pairs, hits, best)
        ]
        lines.append(f"| {'in turn' if fold is None else f'fold {fold}'} | {' | '.join(errors)} |")
    lines += ["", "| kind of evidence, default policy | pairs | same | said | so | error |"]
    lines.append("|---|--:|--:|--:|--:|--:|")
    kinds = hits["numbers"].where(hits["numbers"] != "", hits["evidence"])
    for kind, group in hits.groupby(kinds):
        predicted, same = group["probability"], group["same"]
        lines.append(
            f"| {kind} | {len(group)} | {same.sum()} | {predicted.mean():.3f} | {same.mean():.3f} "
            f"| {_error(group)} |"
        )
    return "\n".join(lines)


def _error(pairs: pd.DataFrame) -> str:
    return f"{calibration_error(pairs['probability'].to_numpy(), pairs['same'].to_numpy()):.4f}"


# --- alerts --------------------------------------------------------------------------------------


def alerts(cases: pd.DataFrame, lists: vscreen.Lists, fleet: Path | None) -> pd.DataFrame:
    """Return the alerts per 10,000 innocent rows: a row per threshold, a column per kind."""
    columns: dict[str, list[float]] = {}
    for name in BY_NAME:
        innocent = cases[(cases["group"] == name) & cases["innocent"]]
        columns[f"{name} ({len(innocent):,})"] = _alerts(manifest_of(innocent), lists)
        if name == SHIPS:
            unknown = innocent[unknown_ships(innocent)]
            heading = f"ships unknown to vscreen ({len(unknown):,})"
            columns[heading] = _alerts(manifest_of(unknown), lists)
    if fleet:
        ships = _unlisted(fleet, lists)
        columns[f"other ships ({len(ships):,})"] = _alerts(ships[["vessel"]], lists)
        columns["the same with their IMO numbers"] = _alerts(ships, lists)
    return pd.DataFrame(columns, index=pd.Index(THRESHOLDS, name="review"))


def _alerts(rows: pd.DataFrame, lists: vscreen.Lists) -> list[float]:
    result = vscreen.screen(rows, lists, vscreen.Policy(review=min(THRESHOLDS)))
    best = result.verdicts["score"].to_numpy()
    return [round(10_000 * float((best >= least).mean()), 1) for least in THRESHOLDS]


def _unlisted(fleet: Path, lists: vscreen.Lists) -> pd.DataFrame:
    manifest = vscreen.read_manifest(fleet)
    column_of = {field: column for column, field in manifest.columns.items()}
    ships = manifest.frame[[column_of["vessel"], column_of["imo"]]].set_axis(
        ["vessel", "imo"], axis=1
    )
    ships = ships[ships["vessel"] != ""].drop_duplicates()
    return ships[~ships["imo"].isin(lists.identifiers["value"])].reset_index(drop=True)


# --- files ---------------------------------------------------------------------------------------


def write_weights(curves: dict[str, Curve]) -> None:
    """Write the table of the package."""
    with (ROOT / "vscreen/data/name_weights.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("evidence", "score", "weight", "pairs", "same", "source"))
        for evidence, curve in sorted(curves.items()):
            note = "" if curve[0][1] else f": too few pairs, so as {FALLBACK[evidence]}"
            for score, pairs, same, points in curve:
                writer.writerow((evidence, score, points, pairs, same, SOURCE + note))


def as_markdown(table: pd.DataFrame) -> str:
    """Return a frame as a Markdown table, its index as the first column."""
    rows = [[f"{value:g}" for value in row] for row in table.reset_index().to_numpy(float)]
    lines = [[str(table.index.name), *table.columns], ["--:"] * (1 + table.shape[1]), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def write_page(mark: str, table: str) -> None:
    """Write a table between its marks in docs/probability.md."""
    path = ROOT / "docs/probability.md"
    between = re.compile(rf"(?<=<!-- {mark} -->\n\n).*?(?=\n?<!-- end of {mark} -->)", re.DOTALL)
    page = between.sub(lambda _: f"{table}\n", path.read_text(encoding="utf-8"))
    path.write_text(page, encoding="utf-8")


def main() -> None:
    """Fit, measure, print, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("cases")
    parser.add_argument("index")
    parser.add_argument("aliases")
    parser.add_argument("--fleet", type=Path)
    options = parser.parse_args()
    cases, index = read_cases(options.cases), read_csv(options.index)
    names, full = make_lists(index), make_lists(index, read_csv(options.aliases))
    identity = cases["group"] == IDENTITY
    pairs = pd.concat(
        [pairs_of(cases[~identity], names), pairs_of(cases[identity], full)], ignore_index=True
    )
    write_weights(fit(pairs))
    print(f"{(cases['label'] == 'match').mean():.0%} of the cases mean an entry.")
    for mark, table in (
        ("calibration", calibration_tables(cross_validated(pairs))),
        ("alerts", as_markdown(alerts(cases, names, options.fleet))),
    ):
        print(f"\n{table}")
        write_page(mark, table)


if __name__ == "__main__":
    main()
