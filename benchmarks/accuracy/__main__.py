"""How well names and numbers are matched on labelled cases: recall at a rate of false alarms.

``python -m benchmarks.accuracy CASES.csv INDEX.csv --aliases ALIASES.csv``

Prints tables in Markdown: the measures asked for, vscreen beside its peers; every class; harder
innocents; the worst; what each view of a name buys. ``--quick`` measures vscreen alone. The columns
of the files are told in `benchmarks.accuracy.cases`.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

import vscreen
from benchmarks.accuracy import name_bench, outside
from benchmarks.accuracy.ablation import ablation_table
from benchmarks.accuracy.cases import (
    BY_NAME,
    IDENTITY,
    ORGANIZATIONS,
    SHIPS,
    read_cases,
    read_csv,
)
from benchmarks.accuracy.goals import SHIP_SCRIPTS, Measured
from benchmarks.accuracy.harder import (
    harder_table,
    pairs_table,
    register_table,
    written_scores,
)
from benchmarks.accuracy.innocents import read_register
from benchmarks.accuracy.matchers import VScreen
from benchmarks.accuracy.peers import REVIEW, Peer, make_peers, scored
from benchmarks.accuracy.speed import time_table
from benchmarks.accuracy.tables import goals_table, group_table, identity_table
from benchmarks.accuracy.worst import every_miss, ten_worst


def main() -> None:
    """Measure, and print the tables."""
    asked = _asked()
    cases, index = read_cases(asked.cases), read_csv(asked.index)
    aliases = read_csv(asked.aliases) if asked.aliases else None
    pairs = name_bench.read_pairs(asked.name_bench) if asked.name_bench else None
    matcher = VScreen(index, aliases)
    ours = measure_vscreen(matcher, cases, pairs, harder=not asked.quick)
    peers, missing = ([], []) if asked.quick else make_peers(index, aliases)
    theirs = [measure_peer(peer, cases, index, pairs, asked.cache) for peer in peers]
    for line in missing:
        print(line, file=sys.stderr)
    for title, text in _sections(asked, matcher, ours, theirs, peers, index, pairs):
        print(f"## {title}\n\n{text}\n", flush=True)
    if asked.misses:
        asked.misses.write_text(every_miss(ours), encoding="utf-8")


def measure_vscreen(
    matcher: VScreen, cases: pd.DataFrame, pairs: pd.DataFrame | None, *, harder: bool
) -> Measured:
    """Return what vscreen says of all cases."""
    identity, review = cases["group"] == IDENTITY, vscreen.Policy().review
    return Measured(
        matcher.name, cases, matcher.names(cases[~identity]), review,
        identity=matcher.identity(cases[identity]) if matcher.has_aliases else None,
        written=written_scores(cases, matcher.names) if harder else {},
        bench=name_bench.f1_by_kind(pairs, name_bench.vscreen_pair, review),
    )  # fmt: skip


def measure_peer(
    peer: Peer, cases: pd.DataFrame, index: pd.DataFrame, pairs: pd.DataFrame | None,
    cache: Path | None,
) -> Measured:  # fmt: skip
    """Return what a peer says of all cases; identity only if it takes numbers."""
    print(f"scoring {peer.name}", file=sys.stderr, flush=True)
    identity = cases["group"] == IDENTITY
    return Measured(
        peer.name, cases, scored(peer, cases[~identity], index, cache), REVIEW,
        identity=scored(peer, cases[identity], index, cache) if peer.takes_numbers else None,
        written=written_scores(
            cases, lambda some: scored(peer, some, index, cache), (SHIPS,), SHIP_SCRIPTS
        ),
        bench=name_bench.f1_by_kind(pairs, peer.pair, REVIEW),
    )  # fmt: skip


def _sections(
    asked: argparse.Namespace, matcher: VScreen, ours: Measured, theirs: list[Measured],
    peers: list[Peer], index: pd.DataFrame, pairs: pd.DataFrame | None,
) -> Iterator[tuple[str, str]]:  # fmt: skip
    yield "The measures", goals_table([ours, *theirs])
    for name in filter(lambda name: ours.group(name).is_measurable, BY_NAME):
        yield f"Classes: {name}", group_table(name, ours, theirs)
    if ours.identity:
        yield "Classes: identity", identity_table(ours)
    if ours.written:
        aliases = read_csv(asked.aliases) if asked.aliases else None
        registers = {
            path.stem: read_register(path, index, ours.cases, aliases) for path in asked.register
        }
        yield (
            "Harder innocents",
            harder_table(ours, index, matcher.names, matcher.identity, registers),
        )
        if registers:
            told = register_table(ours, matcher.names, registers)
            yield "Ships' names by a register's thresholds", told
    if asked.pairs:
        yield "Natural pairs of ships' names", pairs_table(ours, read_csv(asked.pairs))
    yield "The worst", ten_worst(ours)
    if pairs is not None:
        yield "name_bench: pairs judged wrongly", name_bench.failing(pairs, ours.review)
    if asked.quick:
        return
    for name in (SHIPS, ORGANIZATIONS):
        yield f"Views: {name}", ablation_table(ours, name)
    if importlib.util.find_spec("ssb"):
        yield "sanctions-screening-benchmark", outside.judged(index)
    else:
        print("sanctions-screening-benchmark was skipped: not installed", file=sys.stderr)
    yield "Time of a pair", time_table(ours, peers)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", type=Path)
    parser.add_argument("index", type=Path)
    parser.add_argument("--aliases", type=Path, help="also measure identity, against all names")
    parser.add_argument("--quick", action="store_true", help="vscreen's own tables alone")
    parser.add_argument(
        "--register",
        type=Path,
        action="append",
        default=[],
        metavar="CSV",
        help="ships (imo, name), of which those not listed are innocent",
    )
    parser.add_argument("--pairs", type=Path, help="pairs of ships' names: name1, name2, label")
    parser.add_argument("--name-bench", type=Path, help="nomenklatura's name_bench/cases.csv")
    parser.add_argument("--cache", type=Path, help="folder that keeps the peers' scores")
    parser.add_argument("--misses", type=Path, metavar="FILE", help="write every miss there")
    return parser.parse_args()


if __name__ == "__main__":
    main()
