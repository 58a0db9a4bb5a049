"""How long screening takes beside the obvious way to do it, in one run.

``python -m benchmarks`` screens a made manifest against a made list and has rapidfuzz compare the
same distinct names with the same list names. ``--smoke`` does so with few names, to show that it
runs. Machines differ and are noisy: read the ratio, not the seconds.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import cdist

import vscreen
from benchmarks.made import made_list, made_manifest
from vscreen.text import normalise_party, normalise_vessel


def main() -> None:
    """Measure, and print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--smoke", action="store_true", help="few names, one run")
    asked = parser.parse_args()
    rows, names, runs = (500, 200, 1) if asked.smoke else (20_000, 5_000, 5)
    print(json.dumps(measure(rows, names, runs), indent=2))


def measure(rows: int, names: int, runs: int) -> dict[str, float]:
    """Return seconds (medians of ``runs``) and their ratio."""
    lists, manifest = made_list(names), made_manifest(rows, names)
    screener = vscreen.Screener(lists)
    result = screener.screen(manifest)
    assert len(result.verdicts) == rows
    assert result.hits["verdict"].eq("hit").any()
    texts = [
        [normalise_vessel(text) for text in manifest["vessel"].unique()],
        [normalise_party(text) for text in manifest["shipper"].unique()],
    ]
    ships = lists.entries["kind"] == "vessel"
    listed = [lists.entries["name"][some].tolist() for some in (ships, ~ships)]
    ours = seconds(lambda: screener.screen(manifest), runs)
    theirs = seconds(lambda: compare_all(texts, listed), runs)
    return {
        "rows": rows,
        "listed names": len(lists.names),
        "distinct names": sum(map(len, texts)),
        "screen, s": round(ours, 3),
        "rapidfuzz cdist(ratio), s": round(theirs, 3),
        "times faster": round(theirs / ours, 2),
    }


def compare_all(texts: list[list[str]], listed: list[list[str]]) -> None:
    """Compare every name with every listed name of its kind."""
    for ours, theirs in zip(texts, listed, strict=True):
        cdist(ours, theirs, scorer=ratio, score_cutoff=85, workers=2)


def seconds(work: Callable[[], object], runs: int) -> float:
    """Return the median of the seconds that ``work`` takes."""
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


if __name__ == "__main__":
    main()
