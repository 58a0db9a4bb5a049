"""Names that authorities print differently for one subject, screened with all lists loaded.

``python -m benchmarks.accuracy --real FOLDER`` reads FOLDER/lists, and innocents from
FOLDER/eval/cases.csv and the registers of ships below FOLDER/manifests.

- *Printed differently*: the main name that one authority prints for a subject, against all names of
  all other authorities, none of which prints that very name for it. *Found* is a hit or review by
  the default policy on an entry of the subject; *at 1 %*, a score above that of all but 1 % of the
  innocents on the same lists.
- *Other scripts*: names in another script, against the Latin names of the same entries alone.
  Subjects are halved; the names of the other half are innocents.
- *Amid words*: a listed name, and an innocent one, in lines as people write them
  (`benchmarks.accuracy.real_lines`).
- *Innocents*: companies, persons and ships that no list prints, against one list and all lists.

Peers get the same pairs, up to `MOST` a kind, and as many innocents: WRatio on ASCII against every
name, and logic-v2 of nomenklatura against the `CANDIDATES` names nearest by WRatio and all of the
subject's own.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd
from rapidfuzz import fuzz, process

import vscreen
from benchmarks.accuracy.cases import read_cases
from benchmarks.accuracy.measures import Share, share_of, threshold
from benchmarks.accuracy.peers import REVIEW, Nomenklatura, ascii_only
from benchmarks.accuracy.real_lines import LINES, in_lines
from benchmarks.accuracy.real_manifests import alert_rows
from benchmarks.accuracy.real_names import RealNames, half, joined, own_list, plain, read_real_names
from vscreen.manifest.read import read_manifest

FLOOR: Final = 60.0
"""Scores below this count as 0."""
LEAST: Final = 50
"""An authority with fewer names of shared subjects is left out."""
MOST: Final = 400
"""Pairs, and innocents, that peers are measured on."""
CANDIDATES: Final = 20
SCRIPT_LEAST: Final = 12
"""A script with fewer names is left out."""
WHOLE: Final = 8
"""Letters from which a name of two words is whole: who bears it is the same subject."""
KINDS: Final = {"organization": "party", "person": "party", "vessel": "vessel"}
"""The column of a manifest for each kind."""


def main(options: argparse.Namespace) -> None:
    """Measure, and print the tables."""
    real = read_real_names(options.real / "lists")
    innocents = read_innocents(options.real, real)
    peers: tuple[str, ...] = () if options.quick else ("logic-v2", "WRatio, ASCII")
    for title, text in _sections(real, innocents, peers):
        print(f"## {title}\n\n{text}\n", flush=True)
    if (manifests := options.real / "manifests/real-2026").is_dir():
        table = _table(
            ("files", "rows", "word for word", "hits per 1,000 rows", "reviews per 1,000"),
            alert_rows(manifests, real.lists),
        )
        print(f"## Real manifests, rows that alert by a name\n\n{table}\n")


def read_innocents(folder: Path, real: RealNames) -> dict[str, list[str]]:
    """Return the innocent names of each kind: none that a list prints, no listed ship's."""
    cases = read_cases(folder / "eval/cases.csv")
    cases = cases[cases["innocent"] & (cases["field"] == "party")]
    names = {
        kind: list(cases.loc[cases["kind"] == kind, "name"].unique())
        for kind in ("organization", "person")
    }
    names["vessel"] = list(_ships(folder / "manifests", real.imos))
    listed = set(real.names["plain"])
    return {
        kind: sorted(name for name in set(every) if plain(name) and plain(name) not in listed)
        for kind, every in names.items()
    }


def _ships(folder: Path, listed: frozenset[str]) -> Iterator[str]:
    """Yield the names of the ships of all registers that have an IMO number that is not listed."""
    for path in sorted(folder.glob("*/*")):
        if path.suffix in {".csv", ".xlsx"} and path.parent.name != "real-2026":
            manifest = read_manifest(path)
            column = {field: name for name, field in manifest.columns.items()}
            if {"vessel", "imo"} <= column.keys():
                ships = manifest.frame[[column["vessel"], column["imo"]]].dropna()
                yield from ships[~ships.iloc[:, 1].isin(listed)].iloc[:, 0].astype(str)


@dataclass(frozen=True)
class Answers:
    """What a matcher says of names that have a subject, and of innocent ones.

    ``own`` is the best score of each name on its subject, ``best`` that of each innocent on any
    entry, 0-100; from ``review`` they alert.
    """

    own: np.ndarray
    best: np.ndarray
    review: float

    @property
    def found(self) -> np.ndarray:
        """Whether each name alerts on its subject by default."""
        return self.own >= self.review

    @property
    def above(self) -> np.ndarray:
        """Whether each name scores above what 1 % of the innocents reach."""
        return self.own > threshold(self.best, 0.01)

    @property
    def alarms(self) -> np.ndarray:
        """Whether each innocent alerts by default."""
        return self.best >= self.review


def by_vscreen(
    kind: str, names: pd.DataFrame, queries: pd.DataFrame, innocents: Sequence[str]
) -> Answers:
    """Return what vscreen says of queries (``name``, ``subject``) against names of entries."""
    screener = vscreen.Screener(own_list(names), vscreen.Policy(review=FLOOR))
    subject = names.drop_duplicates("entry").set_index("entry")["subject"]
    hits = _hits(screener, kind, list(queries["name"]))
    entry = hits["entry"].astype(str).str.partition(":")[2]
    wanted = hits["row"].map(queries["subject"].reset_index(drop=True))
    same = entry.map(subject).to_numpy() == wanted.to_numpy()
    other = _hits(screener, kind, innocents)
    return Answers(
        _best(hits[same], len(queries)), _best(other, len(innocents)), vscreen.Policy().review
    )


def _hits(screener: vscreen.Screener, kind: str, names: Sequence[str]) -> pd.DataFrame:
    return screener.screen(pd.DataFrame({KINDS.get(kind, kind): list(names)})).hits


def _best(hits: pd.DataFrame, size: int) -> np.ndarray:
    best = hits.groupby("row")["score"].max()
    return best.reindex(range(size), fill_value=0.0).to_numpy(float)


def by_peers(
    kind: str, names: pd.DataFrame, queries: pd.DataFrame, innocents: Sequence[str]
) -> dict[str, Answers]:
    """Return what the peers say: WRatio on ASCII, and logic-v2 of the nearest names by it."""
    distinct = names.drop_duplicates(["plain", "subject"])
    listed = [ascii_only(name) for name in distinct["name"]]
    every = [*queries["name"], *innocents]
    ratio = process.cdist(
        [ascii_only(name) for name in every], listed, scorer=fuzz.WRatio, dtype=np.uint8, workers=-1
    ).astype(float)
    own = queries["subject"].to_numpy()[:, None] == distinct["subject"].to_numpy()[None, :]
    peer = Nomenklatura("logic-v2", pd.DataFrame({"list_id": [], "kind": [], "name": []}))
    scores = np.zeros_like(ratio)
    texts = distinct["name"].to_numpy()
    for row, query in enumerate(every):
        near = np.argpartition(-ratio[row], CANDIDATES)[:CANDIDATES]
        mine = np.flatnonzero(own[row]) if row < len(queries) else near[:0]
        for at in {*near.tolist(), *mine.tolist()}:
            scores[row, at] = peer.pair(query, texts[at], kind)
    return {
        name: Answers(
            np.where(own, matrix[: len(queries)], 0).max(axis=1),
            matrix[len(queries) :].max(axis=1), REVIEW,
        )
        for name, matrix in (("logic-v2", scores), ("WRatio, ASCII", ratio))
    }  # fmt: skip


# --- tables --------------------------------------------------------------------------------------


def _sections(
    real: RealNames, innocents: dict[str, list[str]], peers: Sequence[str]
) -> Iterator[tuple[str, str]]:
    yield "Printed differently", _table(
        ("kind", "matcher", "pairs", "found by default", "found at 1 %", "innocents alerting"),
        (row for kind in KINDS for row in across(real.of(kind), kind, innocents[kind], peers)),
    )  # fmt: skip
    yield (
        "Other scripts",
        _table(
            ("kind", "script", "names", "found by default", "innocents in that script alerting"),
            (row for kind in ("organization", "person") for row in scripts(real.of(kind), kind)),
        ),
    )
    yield (
        "Amid words",
        _table(
            ("lines", "names", "found", "innocents alerting by the line alone"),
            (row for kind in LINES for row in amid(real, kind, innocents)),
        ),
    )
    yield (
        "Innocents, one list and all",
        _table(
            ("kind", "lists", "entries", "innocents alerting"),
            (row for kind in KINDS for row in growth(real.of(kind), kind, innocents[kind])),
        ),
    )


def _table(header: Sequence[str], rows: Iterator[tuple[object, ...]]) -> str:
    lines = [header, ["---", *["--:"] * (len(header) - 1)], *([str(c) for c in r] for r in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def across(
    names: pd.DataFrame, kind: str, innocents: Sequence[str], peers: Sequence[str]
) -> Iterator[tuple[object, ...]]:
    """Yield a row for each matcher: the names of each authority against those of all others."""
    answers: dict[str, list[Answers]] = {}
    for authority in sorted(names["authority"].unique()):
        others = names[names["authority"] != authority]
        queries = _printed_differently(names[names["authority"] == authority], others)
        if len(queries) < LEAST:
            continue
        answers.setdefault("vscreen", []).append(by_vscreen(kind, others, queries, innocents))
        if peers:
            some = queries.sample(min(MOST, len(queries)), random_state=0)
            rng = np.random.default_rng(0)
            few = rng.choice(innocents, min(MOST, len(innocents)), replace=False).tolist()
            for peer, said in by_peers(kind, others, some, few).items():
                answers.setdefault(peer, []).append(said)
    for matcher, every in answers.items():
        found, above, alarms = (
            np.concatenate([getattr(said, what) for said in every])
            for what in ("found", "above", "alarms")
        )
        yield kind, matcher, len(found), *map(_share, (found, above, alarms))


def _printed_differently(mine: pd.DataFrame, others: pd.DataFrame) -> pd.DataFrame:
    """Return the main names of subjects that others list too, by another name in every letter."""
    printed = others[others["subject"] != ""].groupby("subject")["plain"].agg(set)
    main = mine[(mine["name_kind"] == "primary") & mine["subject"].isin(printed.index)]
    main = main.drop_duplicates(["subject", "plain"])
    same = [name in printed[of] for name, of in zip(main["plain"], main["subject"], strict=True)]
    return main[~np.array(same, np.bool_)].reset_index(drop=True)


def scripts(names: pd.DataFrame, kind: str) -> Iterator[tuple[object, ...]]:
    """Yield a row for each script: names in it against the Latin names of the same entries."""
    names = names.assign(subject=_by_whole_names(names))
    latin = names[names["script"] == "LATIN"]
    foreign = names[~names["script"].isin(["LATIN", ""]) & names["entry"].isin(latin["entry"])]
    foreign = foreign.drop_duplicates(["subject", "plain"])
    first = latin[half(latin["subject"])]
    screener = vscreen.Screener(own_list(first))
    latin_of = foreign["entry"].map(latin.drop_duplicates("entry").set_index("entry")["name"])
    alike = np.isin(np.arange(len(foreign)), _hits(screener, kind, list(latin_of))["row"])
    here = np.array(half(foreign["subject"]))
    for name in sorted(foreign["script"].unique()):
        own = foreign[here & (foreign["script"] == name)]
        # whose Latin name alerts as well is the same subject, spelled otherwise
        other = foreign[~here & ~alike & (foreign["script"] == name)]
        if min(len(own), len(other)) >= SCRIPT_LEAST:
            said = by_vscreen(kind, first, own, list(other["name"]))
            yield kind, name, len(own), _share(said.found), _share(said.alarms)


def _by_whole_names(names: pd.DataFrame) -> pd.Series:
    """Return each entry's subject: what shares a number or a name of two words is one."""
    whole = names[names["plain"].str.contains(" ") & (names["plain"].str.len() >= WHOLE)]
    numbered = names[names["subject"] != ""]
    groups = [
        *names.groupby("entry")["entry"].agg(list), *whole.groupby("plain")["entry"].agg(list),
        *numbered.groupby("subject")["entry"].agg(list),
    ]  # fmt: skip
    return names["entry"].map(joined(groups))


def amid(
    real: RealNames, lines: str, innocents: dict[str, list[str]]
) -> Iterator[tuple[object, ...]]:
    """Yield a row: names in lines, found where the bare name is; innocents who don't alert bare."""
    kind, field = LINES[lines].kind, LINES[lines].field
    names = real.of(kind)
    listed = names[(names["name_kind"] == "primary") & (names["script"] == "LATIN")]
    listed = listed[listed["plain"].str.len() > 4].drop_duplicates("plain")
    listed = listed.sample(min(2 * MOST, len(listed)), random_state=0)
    screener = vscreen.Screener(own_list(names))
    hits = _hits(screener, field, in_lines(lines, listed["name"]))
    bearers = names.groupby("entry")["plain"].agg(set)
    entry, wanted = hits["entry"].astype(str).str.partition(":")[2], listed["plain"].to_numpy()
    own = [wanted[row] in bearers[of] for row, of in zip(hits["row"], entry, strict=True)]
    found = np.isin(np.arange(len(listed)), hits["row"][own])
    bare = np.isin(np.arange(len(innocents[kind])), _hits(screener, kind, innocents[kind])["row"])
    clear = [name for name, alerts in zip(innocents[kind], bare, strict=True) if not alerts]
    alone = _hits(screener, field, in_lines(lines, clear))["row"]
    yield lines, len(listed), _share(found), _share(np.isin(np.arange(len(clear)), alone))


def growth(
    names: pd.DataFrame, kind: str, innocents: Sequence[str]
) -> Iterator[tuple[object, ...]]:
    """Yield a row for 1, 2, 4, ... lists, the longest first: the same policy, more entries."""
    order = names.groupby("list")["entry"].nunique().sort_values(ascending=False).index
    count = 1
    while count < 2 * len(order):
        some = names[names["list"].isin(order[:count])]
        screener = vscreen.Screener(own_list(some))
        alarms = np.isin(np.arange(len(innocents)), _hits(screener, kind, innocents)["row"])
        yield kind, min(count, len(order)), some["entry"].nunique(), _share(alarms)
        count *= 2


def _share(passed: np.ndarray) -> Share:
    return share_of(pd.Series(passed, dtype=bool))
