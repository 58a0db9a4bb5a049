"""Make `vscreen/data/name_weights.csv`: what a name weighs that was scored so, from labelled cases.

``python -m benchmarks.make_probabilities CASES.csv INDEX.csv ALIASES.csv [--fleet SHIPS.xlsx]``

CASES, INDEX and ALIASES are those of `benchmarks.accuracy`. Every pair of a case and an entry whose
names score 50 or more is one observation: are they one and the same? The pairs of each kind of
evidence are sorted by score and pooled until the share that is the same never falls as the score
rises (isotonic regression), at least `LEAST` pairs to a step; half a pair of either kind is added
to each step, so that no share is 0 or 1. The weight of a step is the log-odds of its share, in
points, over those before anything was compared.

Printed, and written into docs/probability.md, are the calibration errors by cross-validation (the
folds part the subjects, so no case speaks of a subject whose curve it helped to draw), those by
kind of evidence, and the alerts per 10,000 innocent rows. ``--fleet`` names a register of ships (EU
THETIS-MRV): those whose IMO number is not on the list are innocents too. Namesakes of listed ships
are among them, as in life.
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
"""From here a name speaks for an entry at all."""
POLICY: Final = vscreen.Policy(review=FLOOR)
FIELDS_OF: Final = {"vessel_name": "vessel", "party": "party", "free_text": "free_text"}
EDGES: Final = (*range(50, 75, 5), *range(75, 99), 99, 100)
"""Scores at which the weight may change."""
LEAST: Final = 20
"""Pairs to a step of the curve."""
FOLDS: Final = 5
LIKE: Final = {
    "vessel": "vessel", "vessel_number": "vessel", "vessel_other_script": "vessel",
    "free_text": "vessel", "organization": "organization", "words": "organization",
    "amid_words": "words", "organization_other_script": "organization", "person": "organization",
    "person_other_script": "person",
}  # fmt: skip
"""Every kind of evidence, and whose curve (one above it) it takes while it has too few pairs."""
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
"""The score from which it holds, pairs, those that are the same."""
Curve = list[tuple[float, int, int, int]]
"""Steps, each with its weight in points."""


# --- pairs ---------------------------------------------------------------------------------------


def pairs_of(cases: pd.DataFrame, lists: vscreen.Lists) -> pd.DataFrame:
    """Return a row for each pair of a case and an entry that a loose policy shows.

    Columns: ``case``, ``fold``, ``score``, ``numbers`` (what numbers say, or empty), ``evidence``
    (of which kind the name is, empty for none), ``likeness`` of the names, ``rest`` (points of all
    other evidence) and ``same``.
    """
    result = vscreen.screen(manifest_of(cases), lists, POLICY)
    hits = result.hits.merge(result.entries[["entry", "kind"]], on="entry")
    hits = hits.merge(cases.add_prefix("case_"), left_on="row", right_index=True)
    subject = hits["case_subject_id"].where(hits["case_subject_id"] != "", hits["case_base_name"])
    told = hits.to_dict("records")
    frame = pd.DataFrame({"case": hits["row"], "score": hits["score"]})
    frame["fold"] = [zlib.crc32(one.encode()) % FOLDS for one in subject]
    frame["numbers"] = hits["reasons"].map(_numbers)
    frame["same"] = (hits["case_label"] == "match") & np.array([_is_same(hit) for hit in told])
    frame[["evidence", "likeness"]] = [_name(hit) for hit in told]
    rest = result.evidence[~result.evidence["reason"].isin(NAMES_AGREE)]
    rest = rest.groupby(["row", "entry"])["weight"].sum()
    frame["rest"] = [int(rest.get((hit["row"], hit["entry"]), 0)) for hit in told]
    return frame


def _name(hit: dict[str, str]) -> tuple[str, float]:
    """Return which kind of evidence a hit's name is, and how alike the names are."""
    party = Party(FIELDS_OF[hit["case_field"]], hit["case_name"])
    entry = Entry("", "", Kind(hit["kind"]), hit["name"], ((hit["name"], NameKind.PRIMARY),))
    best = best_name(party, entry, POLICY, backed=True).best
    if best is None or best.score < FLOOR:
        return "", 0.0
    return why_alike(entry, best)[1], best.likeness


def _numbers(reasons: str) -> str:
    said = reasons.split(";")
    return next((told for reason, told in NUMBERS.items() if reason in said), "")


def _is_same(hit: dict[str, str]) -> bool:
    """Whether the entry is the case's subject, or has its name on another publisher's list."""
    if hit["entry"].partition(":")[2] == hit["case_subject_id"]:
        return True
    names = hit["entry_name"], hit["case_subject_name"]
    return hit["kind"] != "vessel" and len(set(map(normalise_party, names))) == 1


# --- curves --------------------------------------------------------------------------------------


def fit(pairs: pd.DataFrame) -> dict[str, Curve]:
    """Return the curve of each kind of evidence, from pairs that names alone speak for."""
    curves: dict[str, Curve] = {}
    for evidence, like in LIKE.items():
        some = pairs[(pairs["evidence"] == evidence) & (pairs["numbers"] == "")]
        enough = len(some) >= 2 * LEAST
        curves[evidence] = _curve(some) if enough else [(s, 0, 0, w) for s, _, _, w in curves[like]]
    return curves


def _curve(pairs: pd.DataFrame) -> Curve:
    place = np.searchsorted(EDGES, pairs["likeness"], "right") - 1
    count = np.bincount(place, minlength=len(EDGES)).tolist()
    same = np.bincount(place, pairs["same"], minlength=len(EDGES)).astype(int).tolist()
    steps = _pooled(_occupied(list(zip(EDGES, count, same, strict=True))))
    while len(steps) > 1 and min(step[1] for step in steps) < LEAST:
        least = min(range(len(steps)), key=lambda place: steps[place][1])
        _merge(steps, least if least and _is_nearer_below(steps, least) else least + 1)
    return [(score, n, k, weight(_share((score, n, k)))) for score, n, k in _pooled(steps)]


def _occupied(steps: list[Step]) -> list[Step]:
    """Return the steps that hold pairs; half of a gap below one belongs to it."""
    kept: list[Step] = []
    for place, (score, pairs, same) in enumerate(steps):
        if pairs:
            gap = kept and not steps[place - 1][1]
            begins = (kept[-1][0] + score) / 2 if gap else score
            kept.append((begins, pairs, same))
    return kept


def _pooled(steps: list[Step]) -> list[Step]:
    """Return the steps merged until each share is greater than the one below."""
    pooled: list[Step] = []
    for step in steps:
        pooled.append(step)
        while len(pooled) > 1 and _share(pooled[-2]) >= _share(pooled[-1]):
            _merge(pooled, len(pooled) - 1)
    return pooled


def _is_nearer_below(steps: list[Step], place: int) -> bool:
    """Whether a step's share is nearer to that of the step below it than to that above."""
    if place + 1 == len(steps):
        return True
    below, here, above = (_share(step) for step in steps[place - 1 : place + 2])
    return here - below < above - here


def _merge(steps: list[Step], place: int) -> None:
    """Merge a step into the one below it."""
    _, pairs, same = steps.pop(place)
    score, others, others_same = steps[place - 1]
    steps[place - 1] = score, others + pairs, others_same + same


def _share(step: Step) -> float:
    return (step[2] + 0.5) / (step[1] + 1)


def weight(share: float) -> int:
    """Return the points that bring one in ten thousand to ``share``.

    Never less than `NAME_DIFFERS` weighs: a name that resembles does not speak against more.
    """
    points = 10 * math.log10(share / (1 - share)) - BEFORE
    return max(round(points), Reason.NAME_DIFFERS.weight)


def read_off(curves: dict[str, Curve], pairs: pd.DataFrame) -> np.ndarray:
    """Return the probability of pairs whose names weigh what the curves say."""
    told = []
    for evidence, likeness, rest in pairs[["evidence", "likeness", "rest"]].to_numpy().tolist():
        steps = [step for step in curves.get(evidence, []) if step[0] <= likeness]
        told.append(probability(rest + (steps[-1][3] if steps else 0)))
    return np.array(told)


# --- calibration ---------------------------------------------------------------------------------


def cross_validated(pairs: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs with the ``probability`` from curves drawn without their fold."""
    parts = []
    for fold, some in pairs.groupby("fold"):
        curves = fit(pairs[pairs["fold"] != fold])
        parts.append(some.assign(probability=read_off(curves, some)))
    return pd.concat(parts)


def tell_calibration(pairs: pd.DataFrame) -> str:
    """Return the errors of cross-validated pairs, by fold and by kind of evidence, as Markdown."""
    shown = pairs[pairs["score"] >= vscreen.Policy().review]
    best = shown.sort_values("probability", kind="stable").drop_duplicates("case", keep="last")
    told = ["| left out | all pairs from 50 | default policy | the best of each row |"]
    told.append("|---|--:|--:|--:|")
    for fold in [*range(FOLDS), None]:
        errors = [
            _error(some if fold is None else some[some["fold"] == fold])
            for some in (pairs, shown, best)
        ]
        told.append(f"| {'in turn' if fold is None else f'fold {fold}'} | {' | '.join(errors)} |")
    told += ["", "| kind of evidence, default policy | pairs | same | said | so | error |"]
    told.append("|---|--:|--:|--:|--:|--:|")
    kinds = shown["numbers"].where(shown["numbers"] != "", shown["evidence"])
    for kind, some in shown.groupby(kinds):
        said, same = some["probability"], some["same"]
        told.append(
            f"| {kind} | {len(some)} | {same.sum()} | {said.mean():.3f} | {same.mean():.3f} "
            f"| {_error(some)} |"
        )
    return "\n".join(told)


def _error(pairs: pd.DataFrame) -> str:
    return f"{calibration_error(pairs['probability'].to_numpy(), pairs['same'].to_numpy()):.4f}"


# --- alerts --------------------------------------------------------------------------------------


def alerts(cases: pd.DataFrame, lists: vscreen.Lists, fleet: Path | None) -> pd.DataFrame:
    """Return how many of 10,000 innocent rows score so much or more, a column for each kind."""
    columns: dict[str, list[float]] = {}
    for name in BY_NAME:
        some = cases[(cases["group"] == name) & cases["innocent"]]
        columns[f"{name} ({len(some):,})"] = _alerts(manifest_of(some), lists)
        if name == SHIPS:
            some = some[unknown_ships(some)]
            columns[f"ships unknown to vscreen ({len(some):,})"] = _alerts(manifest_of(some), lists)
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
    named = {field: column for column, field in manifest.columns.items()}
    ships = manifest.frame[[named["vessel"], named["imo"]]].set_axis(["vessel", "imo"], axis=1)
    ships = ships[ships["vessel"] != ""].drop_duplicates()
    return ships[~ships["imo"].isin(lists.identifiers["value"])].reset_index(drop=True)


# --- files ---------------------------------------------------------------------------------------


def write_weights(curves: dict[str, Curve]) -> None:
    """Write the table of the package."""
    with (ROOT / "vscreen/data/name_weights.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("evidence", "score", "weight", "pairs", "same", "source"))
        for evidence, curve in sorted(curves.items()):
            like = "" if curve[0][1] else f": too few pairs, so as {LIKE[evidence]}"
            for score, pairs, same, points in curve:
                writer.writerow((evidence, score, points, pairs, same, SOURCE + like))


def as_markdown(table: pd.DataFrame) -> str:
    """Return a frame as a table of Markdown, its index in front."""
    rows = [[f"{one:g}" for one in row] for row in table.reset_index().to_numpy(float)]
    lines = [[str(table.index.name), *table.columns], ["--:"] * (1 + table.shape[1]), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def write_page(mark: str, table: str) -> None:
    """Put a table between its marks in docs/probability.md."""
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
    asked = parser.parse_args()
    cases, index = read_cases(asked.cases), read_csv(asked.index)
    names, full = make_lists(index), make_lists(index, read_csv(asked.aliases))
    identity = cases["group"] == IDENTITY
    pairs = pd.concat(
        [pairs_of(cases[~identity], names), pairs_of(cases[identity], full)], ignore_index=True
    )
    write_weights(fit(pairs))
    print(f"{(cases['label'] == 'match').mean():.0%} of the cases mean an entry.")
    for mark, table in (
        ("calibration", tell_calibration(cross_validated(pairs))),
        ("alerts", as_markdown(alerts(cases, names, asked.fleet))),
    ):
        print(f"\n{table}")
        write_page(mark, table)


if __name__ == "__main__":
    main()
