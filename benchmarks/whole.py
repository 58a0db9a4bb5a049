"""A whole job, from a manifest file to verdicts and hits on disk, beside only reading that file."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd

import vscreen
from benchmarks.made import made_manifest
from benchmarks.timing import Memory, Spread, side_by_side
from vscreen.columnar.memory import give_back

MEGABYTE = 1e6


def whole_job(lists: vscreen.Lists, rows: int, runs: int) -> dict[str, object]:
    """Return how long a file of ``rows`` rows takes, over `pandas.read_csv`, and its parts."""
    screener = vscreen.Screener(lists)
    parts: dict[str, list[float]] = {"read": [], "screen": [], "save": []}
    with tempfile.TemporaryDirectory() as folder:
        path, out = Path(folder) / "manifest.csv", Path(folder) / "runs"
        made_manifest(rows, lists).to_csv(path, index=False)

        def job() -> None:
            started = time.perf_counter()
            manifest = vscreen.read_manifest(path)
            read = time.perf_counter()
            result = screener.screen(manifest)
            screened = time.perf_counter()
            result.save(out / str(len(parts["read"])))
            parts["read"].append(read - started)
            parts["screen"].append(screened - read)
            parts["save"].append(time.perf_counter() - screened)

        ours, theirs = side_by_side(runs, job, lambda: pd.read_csv(path, dtype=str))
        size = path.stat().st_size / MEGABYTE
    return {
        "rows": rows, "file, MB": round(size),
        "pandas.read_csv, s": str(Spread.of(theirs.wall)),
        **{f"{part}, s": str(Spread.of(taken)) for part, taken in parts.items()},
        "ratio": ours.over(theirs),
    }  # fmt: skip


def memory(lists: vscreen.Lists, rows: int) -> dict[str, object]:
    """Return what screening adds to the memory of a loaded frame, and over time."""
    screener = vscreen.Screener(lists)
    screener.screen(made_manifest(100, lists))  # what is made once, is made
    frame = made_manifest(rows, lists)
    size = frame.memory_usage(deep=True).sum() / MEGABYTE
    gc.collect()
    give_back(after=rows)  # what making the frame left behind would hide what screening adds
    with Memory() as seen:
        screener.screen(frame)
    return {"frame, MB": round(size), "added, MB": round(seen.added),
            "ratio": Spread.of([seen.added / size]), "over time": seen.over_time()}  # fmt: skip


def look_ups(lists: vscreen.Lists, count: int) -> dict[str, object]:
    """Return how long one look-up of a ship with name and IMO takes, in milliseconds."""
    screener = vscreen.Screener(lists)
    some = made_manifest(max(count, 50), lists)
    ships = list(zip(some["Vessel"], some["IMO"], strict=True))[:count]
    for name, number in ships[:20]:
        screener.lookup(vessel=name, imo=number)
    judged, framed = [], []
    for name, number in ships:
        started = time.perf_counter()
        result = screener.lookup(vessel=name, imo=number)
        judged.append(1e3 * (time.perf_counter() - started))
        assert len(result.verdicts) == 1
        framed.append(1e3 * (time.perf_counter() - started))
    told: dict[str, object] = {"look-ups": count}
    for what, taken in (("judged", judged), ("with its frames", framed)):
        told |= {f"{what}, ms p{p}": round(float(np.percentile(taken, p)), 2) for p in (50, 99)}
    return told


# --- starting ------------------------------------------------------------------------------------

IMPORTS = "import time; t = time.perf_counter(); import {}; print(time.perf_counter() - t)"
STARTS = (
    "import sys, time, vscreen; t = time.perf_counter()\n"
    "lists = vscreen.Lists(tuple(vscreen.load_snapshot(f) for f in sys.argv[1:]))\n"
    "vscreen.Screener(lists + vscreen.bundled_lists())\n"
    "print(time.perf_counter() - t)"
)


def starting(lists: vscreen.Lists, runs: int) -> dict[str, object]:
    """Return how long importing takes, and a screener over saved snapshots in a new process."""
    with tempfile.TemporaryDirectory() as folder:
        saved = [str(one.save(Path(folder) / one.list)) for one in lists]
        pandas = _seconds(runs, IMPORTS.format("pandas"))
        both = _seconds(runs, IMPORTS.format("pandas, vscreen"))
        first, *again = _seconds(runs + 1, STARTS, *saved, cache=str(Path(folder) / "cache"))
    over = [1e3 * (b - a) for a, b in zip(pandas, both, strict=True)]
    return {"import pandas, s": str(Spread.of(pandas)),
            "import vscreen over it, ms": str(Spread.of(over)),
            "screener, first start, s": round(first, 2),
            "screener, second start, s": str(Spread.of(again))}  # fmt: skip


def _seconds(runs: int, code: str, *arguments: str, cache: str = "") -> list[float]:
    environment = {**os.environ, "XDG_CACHE_HOME": cache} if cache else None
    command = [sys.executable, "-c", code, *arguments]
    told = [
        subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
        for _ in range(runs)
    ]
    return [float(one.stdout) for one in told]
