"""How well names and numbers are matched on labelled cases: recall at a rate of false alarms.

``python -m benchmarks.accuracy CASES.csv INDEX.csv --aliases ALIASES.csv``

Prints Markdown tables: the measures with their goals, for vscreen and its peers; every class;
harder innocents; the worst cases; the gain of each view of a name. ``--quick`` measures vscreen
alone. `benchmarks.accuracy.cases` describes the columns of the files.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

import vscreen
from benchmarks.accuracy import name_bench, outside, real
from benchmarks.accuracy.ablation import ablation_table
from benchmarks.accuracy.cases import (
    BY_NAME,
    IDENTITY,
    ORGANIZATIONS,
    SHIPS,
    read_cases,
    read_csv,
)
from benchmarks.accuracy.goals import SHIP_SCRIPTS, Measurement
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
    options = _options()
    if options.real:
        real.main(options)
        return
    cases, index = read_cases(options.cases), read_csv(options.index)
    aliases = read_csv(options.aliases) if options.aliases else None
    pairs = name_bench.read_pairs(options.name_bench) if options.name_bench else None
    matcher = VScreen(index, aliases)
    own = measure_vscreen(matcher, cases, pairs, harder=not options.quick)
    peers, missing = ([], []) if options.quick else make_peers(index, aliases)
    others = [measure_peer(peer, cases, index, pairs, options.cache) for peer in peers]
    for line in missing:
        print(line, file=sys.stderr)
    for title, text in _sections(options, matcher, own, others, peers, index, pairs):
        print(f"## {title}\n\n{text}\n", flush=True)
    if options.misses:
        options.misses.write_text(every_miss(own), encoding="utf-8")


def measure_vscreen(
    matcher: VScreen, cases: pd.DataFrame, pairs: pd.DataFrame | None, *, harder: bool
) -> Measurement:
    """Return the scores and verdicts of vscreen for all cases."""
    identity, review = cases["group"] == IDENTITY, vscreen.Policy().review
    return Measurement(
        matcher.name, cases, matcher.names(cases[~identity]), review,
        identity=matcher.identity(cases[identity]) if matcher.has_aliases else None,
        written=written_scores(cases, matcher.names) if harder else {},
        bench=name_bench.f1_by_kind(pairs, name_bench.vscreen_pair, review),
    )  # fmt: skip


def measure_peer(
    peer: Peer, cases: pd.DataFrame, index: pd.DataFrame, pairs: pd.DataFrame | None,
    cache: Path | None,
) -> Measurement:  # fmt: skip
    """Return a peer's scores for all cases; for identity cases only if it takes numbers."""
    print(f"scoring {peer.name}", file=sys.stderr, flush=True)
    identity = cases["group"] == IDENTITY
    return Measurement(
        peer.name, cases, scored(peer, cases[~identity], index, cache), REVIEW,
        identity=scored(peer, cases[identity], index, cache) if peer.takes_numbers else None,
        written=written_scores(
            cases, lambda rewritten: scored(peer, rewritten, index, cache), (SHIPS,), SHIP_SCRIPTS
        ),
        bench=name_bench.f1_by_kind(pairs, peer.pair, REVIEW),
    )  # fmt: skip


def _sections(
    options: argparse.Namespace, matcher: VScreen, own: Measurement, others: list[Measurement],
    peers: list[Peer], index: pd.DataFrame, pairs: pd.DataFrame | None,
) -> Iterator[tuple[str, str]]:  # fmt: skip
    yield "The measures", goals_table([own, *others])
    for name in filter(lambda name: own.group(name).is_measurable, BY_NAME):
        yield f"Classes: {name}", group_table(name, own, others)
    if own.identity:
        yield "Classes: identity", identity_table(own)
    if own.written:
        aliases = read_csv(options.aliases) if options.aliases else None
        registers = {
            path.stem: read_register(path, index, own.cases, aliases) for path in options.register
        }
        yield (
            "Harder innocents",
            harder_table(own, index, matcher.names, matcher.identity, registers),
        )
        if registers:
            table = register_table(own, matcher.names, registers)
            yield "Ships' names by a register's thresholds", table
    if options.pairs:
        yield "Natural pairs of ships' names", pairs_table(own, read_csv(options.pairs))
    yield "The worst", ten_worst(own)
    if pairs is not None:
        yield "name_bench: pairs judged wrongly", name_bench.failing(pairs, own.review)
    if options.quick:
        return
    for name in (SHIPS, ORGANIZATIONS):
        yield f"Views: {name}", ablation_table(own, name)
    if importlib.util.find_spec("ssb"):
        yield "sanctions-screening-benchmark", outside.judged(index)
    else:
        print("sanctions-screening-benchmark was skipped: not installed", file=sys.stderr)
    yield "Time of a pair", time_table(own, peers)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", type=Path, nargs="?")
    parser.add_argument("index", type=Path, nargs="?")
    parser.add_argument(
        "--real", type=Path, metavar="FOLDER", help="measure on the names of lists in FOLDER/lists"
    )
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
    options = parser.parse_args()
    if not (options.real or options.index):
        parser.error("CASES and INDEX are needed, or --real FOLDER")
    return options


if __name__ == "__main__":
    main()
