"""How long screening takes, compared with other packages in the same run: read the ratios.

``python -m benchmarks`` measures everything, in about ten minutes; ``--smoke`` runs all of it with
few names, to test that it works. ``--only whole peers`` measures some parts. ``--json PATH`` saves
the figures, and ``--compare EARLIER.json`` ends with 1 if a ratio is worse by 15 %.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import vscreen
from benchmarks import growth, peers, whole
from benchmarks.report import machine, save, table, worse
from benchmarks.synthetic import synthetic_list
from benchmarks.timing import Summary, timed
from vscreen.text.party_names import normalise_party
from vscreen.text.vessel_names import normalise_vessel

PARTS = ("whole", "memory", "lookup", "start", "peers", "growth", "equality")


@dataclass(frozen=True)
class Sizes:
    """How much work is measured."""

    rows: int
    listed: int
    names: int
    runs: int
    lookups: int
    share: float
    grow_listed: tuple[int, ...]
    grow_names: tuple[int, ...]
    equal: tuple[tuple[int, int], ...]


FULL = Sizes(1_000_000, 25_000, 169_000, 5, 2_000, 1.0, (7_000, 25_000, 100_000, 1_000_000),
             (17_000, 169_000), ((300, 300), (1_000, 1_000)))  # fmt: skip
SMOKE = Sizes(2_000, 300, 500, 1, 50, 0.005, (100, 300), (100, 300), ((40, 60),))


def main() -> None:
    """Measure, print the tables, save the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--smoke", action="store_true", help="few names, one run")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument(
        "--lists", nargs="+", type=Path, help="real lists, instead of a synthetic list"
    )
    parser.add_argument("--json", type=Path, help="where to save the figures")
    parser.add_argument("--compare", type=Path, help="figures of an earlier run")
    options = parser.parse_args()
    sizes = SMOKE if options.smoke else FULL
    lists = vscreen.read_lists(options.lists) if options.lists else synthetic_list(sizes.listed)
    figures = measure(sizes, lists, options.only)
    if options.json:
        save(figures, options.json)
    if options.compare and (bad := worse(options.compare, figures["ratios"])):
        sys.exit("worse than before:\n" + "\n".join(bad))


def measure(sizes: Sizes, lists: vscreen.Lists, only: Iterable[str]) -> dict[str, Any]:
    """Print and return the figures of the parts in ``only``."""
    figures: dict[str, Any] = {"machine": machine(), "ratios": {}}
    for part in (part for part in PARTS if part in only):
        rows = []
        for row in _part(part, sizes, lists, figures["ratios"]):
            rows.append(row)
            sys.stderr.write(f"{row}\n")  # some take minutes
        figures[part] = rows
        sys.stdout.write(f"\n## {part}\n\n{table(row for row in rows if isinstance(row, dict))}\n")
        sys.stdout.writelines(f"{row}\n" for row in rows if isinstance(row, str))
        sys.stdout.flush()
    return figures


def _part(
    part: str, sizes: Sizes, lists: vscreen.Lists, ratios: dict[str, float]
) -> Iterable[dict[str, object] | str]:
    if part == "whole":
        yield _with_ratio("file to results / read_csv",
                          whole.whole_job(lists, sizes.rows, sizes.runs), ratios)  # fmt: skip
    elif part == "memory":
        yield _with_ratio("memory added / frame", whole.memory(lists, sizes.rows), ratios)
    elif part == "lookup":
        yield whole.look_ups(lists, sizes.lookups)
    elif part == "start":
        yield whole.starting(lists, sizes.runs)
    elif part == "peers":
        yield from _beside_peers(sizes, lists, ratios)
    elif part == "growth":
        rows = []
        for row in growth.growth(sizes.grow_listed, sizes.grow_names, min(sizes.runs, 3)):
            rows.append(row)
            yield row
        for along in ("listed", "names"):
            exponents = growth.exponents(rows, along)
            yield from (f"exponent {step}: {value}" for step, value in exponents.items())
    else:
        yield from growth.equality(sizes.equal)


def _with_ratio(name: str, row: dict[str, object], ratios: dict[str, float]) -> dict[str, object]:
    """Return the row, having added the median of its ratio to ``ratios``."""
    ratio = row["ratio"]
    assert isinstance(ratio, Summary)
    ratios[name] = ratio.median
    return row


def _beside_peers(
    sizes: Sizes, lists: vscreen.Lists, ratios: dict[str, float]
) -> Iterable[dict[str, object] | str]:
    frame = growth.distinct_names(sizes.names, lists)
    screener = vscreen.Screener(lists)
    seconds = [timed(lambda: screener.screen(frame)) for _ in range(sizes.runs)]
    names = [*map(normalise_party, frame["Shipper"]), *map(normalise_vessel, frame["Vessel"])]
    names = list(dict.fromkeys(filter(None, names)))
    listed = list(dict.fromkeys(map(normalise_party, lists.names["name"])))
    pairs = len(names) * len(listed) / 1e6
    own = peers.Rate("vscreen, all views and evidence", len(names), len(listed),
                     Summary.of([pairs / wall for wall, _ in seconds]),
                     Summary.of([pairs / cpu for _, cpu in seconds]))  # fmt: skip
    yield own.row
    order = sorted(names, key=hash_of)  # so that a sample has both ships and companies
    for rate in peers.measure_peers(order, listed, sizes.runs, sizes.share):
        if isinstance(rate, str):
            yield rate
            continue
        ratios[f"vscreen / {rate.peer}"] = rate.wall.median / own.wall.median
        faster = own.wall.median / rate.wall.median, own.cpu.median / rate.cpu.median
        yield rate.row | {"vscreen is, times": f"{faster[0]:,.1f} (CPU {faster[1]:,.1f})"}


def hash_of(name: str) -> int:
    """Return a hash of the name that is the same in every run."""
    return int.from_bytes(name.encode()[::-1][:8], "little") * 0x9E3779B97F4A7C15 % 2**64


if __name__ == "__main__":
    main()
