"""How long one pair of names takes, each matcher asked for one pair at a time."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Final

import pandas as pd

import vscreen
from benchmarks.accuracy.ablation import seconds_per_pair
from benchmarks.accuracy.goals import Measured
from benchmarks.accuracy.peers import Peer
from benchmarks.accuracy.tables import markdown

PAIRS: Final = 1000


def time_table(measured: Measured, peers: Sequence[Peer]) -> str:
    """Return microseconds a pair: pairs of names that vscreen found alike, every k-th of them."""
    hits = measured.names.hits.assign(kind=measured.names.hits["row"].map(measured.cases["kind"]))
    some = hits[hits["field"].isin(["vessel", "party"])]
    some = some.iloc[:: max(len(some) // PAIRS, 1)]
    rows = [
        ["vscreen, plain reference, forms made", f"{seconds_per_pair(measured) * 1e6:.0f}"],
        ["vscreen, compare", _microseconds(_compare, some)],
        *([peer.name, _microseconds(peer.pair, some)] for peer in peers),
    ]
    return markdown(["matcher", "microseconds a pair"], rows)


def _compare(one: str, other: str, kind: str) -> float:
    return vscreen.compare(one, other, kind=kind).score


def _microseconds(pair: Callable[[str, str, str], float], hits: pd.DataFrame) -> str:
    texts = list(zip(hits["text"], hits["name"], hits["kind"], strict=True))
    for first in {text[-1]: text for text in texts}.values():
        pair(*first)  # some load their tables at the first call of a kind
    started = time.perf_counter()
    for one, other, kind in texts:
        pair(one, other, kind)
    return f"{(time.perf_counter() - started) / max(len(texts), 1) * 1e6:.0f}"
