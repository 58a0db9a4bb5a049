"""How long a pair of names takes, where each matcher compares a single pair at a time."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Final

import pandas as pd

import vscreen
from benchmarks.accuracy.ablation import seconds_per_pair
from benchmarks.accuracy.goals import Measurement
from benchmarks.accuracy.peers import Peer
from benchmarks.accuracy.tables import markdown

PAIRS: Final = 1000


def time_table(measurement: Measurement, peers: Sequence[Peer]) -> str:
    """Return microseconds per pair, over a sample of the pairs that are vscreen's hits."""
    hits = measurement.names.hits
    hits = hits.assign(kind=hits["row"].map(measurement.cases["kind"]))
    sample = hits[hits["field"].isin(["vessel", "party"])]
    sample = sample.iloc[:: max(len(sample) // PAIRS, 1)]
    rows = [
        ["vscreen, plain reference, forms made", f"{seconds_per_pair(measurement) * 1e6:.0f}"],
        ["vscreen, compare", _microseconds(_compare, sample)],
        *([peer.name, _microseconds(peer.pair, sample)] for peer in peers),
    ]
    return markdown(["matcher", "microseconds a pair"], rows)


def _compare(query: str, listed: str, kind: str) -> float:
    return vscreen.compare(query, listed, kind=kind).score


def _microseconds(pair: Callable[[str, str, str], float], hits: pd.DataFrame) -> str:
    texts = list(zip(hits["text"], hits["name"], hits["kind"], strict=True))
    for first in {text[-1]: text for text in texts}.values():
        pair(*first)  # some load their tables at the first call of a kind
    started = time.perf_counter()
    for query, listed, kind in texts:
        pair(query, listed, kind)
    return f"{(time.perf_counter() - started) / max(len(texts), 1) * 1e6:.0f}"
