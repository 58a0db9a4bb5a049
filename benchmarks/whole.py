"""A whole job, from a manifest file to saved verdicts and hits, and how long it takes to start."""

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
from benchmarks.synthetic import synthetic_manifest
from benchmarks.timing import Memory, Summary, side_by_side
from vscreen.columnar.memory import give_back

MEGABYTE = 1e6


def whole_job(lists: vscreen.Lists, rows: int, runs: int) -> dict[str, object]:
    """Return the seconds for ``rows`` rows, by part, and the ratio to `pandas.read_csv`."""
    screener = vscreen.Screener(lists)
    parts: dict[str, list[float]] = {"read": [], "screen": [], "save": []}
    with tempfile.TemporaryDirectory() as folder:
        path, out = Path(folder) / "manifest.csv", Path(folder) / "runs"
        synthetic_manifest(rows, lists).to_csv(path, index=False)

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

        whole, reference = side_by_side(runs, job, lambda: pd.read_csv(path, dtype=str))
        size = path.stat().st_size / MEGABYTE
    return {
        "rows": rows, "file, MB": round(size),
        "pandas.read_csv, s": str(Summary.of(reference.wall)),
        **{f"{part}, s": str(Summary.of(seconds)) for part, seconds in parts.items()},
        "ratio": whole.over(reference),
    }  # fmt: skip


def memory(lists: vscreen.Lists, rows: int) -> dict[str, object]:
    """Return how much memory screening adds to a loaded frame, at the peak and over time."""
    screener = vscreen.Screener(lists)
    screener.screen(synthetic_manifest(100, lists))  # builds what is built once
    frame = synthetic_manifest(rows, lists)
    size = frame.memory_usage(deep=True).sum() / MEGABYTE
    gc.collect()
    give_back(after=rows)  # free memory left by building the frame would hide the increase
    with Memory() as used:
        screener.screen(frame)
    return {"frame, MB": round(size), "added, MB": round(used.added),
            "ratio": Summary.of([used.added / size]), "over time": used.over_time()}  # fmt: skip


def look_ups(lists: vscreen.Lists, count: int) -> dict[str, object]:
    """Return how long a look-up of a ship with name and IMO number takes, in milliseconds."""
    screener = vscreen.Screener(lists)
    manifest = synthetic_manifest(max(count, 50), lists)
    ships = list(zip(manifest["Vessel"], manifest["IMO"], strict=True))[:count]
    for name, number in ships[:20]:
        screener.lookup(vessel=name, imo=number)
    judged, framed = [], []
    for name, number in ships:
        started = time.perf_counter()
        result = screener.lookup(vessel=name, imo=number)
        judged.append(1e3 * (time.perf_counter() - started))
        assert len(result.verdicts) == 1
        framed.append(1e3 * (time.perf_counter() - started))
    row: dict[str, object] = {"look-ups": count}
    for part, times in (("judged", judged), ("with its frames", framed)):
        row |= {f"{part}, ms p{p}": round(float(np.percentile(times, p)), 2) for p in (50, 99)}
    return row


# --- starting ------------------------------------------------------------------------------------

IMPORTS = "import time; t = time.perf_counter(); import {}; print(time.perf_counter() - t)"
STARTS = (
    "import sys, time, vscreen; t = time.perf_counter()\n"
    "lists = vscreen.Lists(tuple(vscreen.load_snapshot(f) for f in sys.argv[1:]))\n"
    "vscreen.Screener(lists + vscreen.bundled_lists())\n"
    "print(time.perf_counter() - t)"
)


def starting(lists: vscreen.Lists, runs: int) -> dict[str, object]:
    """Return how long an import takes, and a screener over saved snapshots, in a new process."""
    with tempfile.TemporaryDirectory() as folder:
        saved = [str(snapshot.save(Path(folder) / snapshot.list)) for snapshot in lists]
        pandas = _seconds(runs, IMPORTS.format("pandas"))
        both = _seconds(runs, IMPORTS.format("pandas, vscreen"))
        first, *again = _seconds(runs + 1, STARTS, *saved, cache=str(Path(folder) / "cache"))
    added = [1e3 * (b - a) for a, b in zip(pandas, both, strict=True)]
    return {"import pandas, s": str(Summary.of(pandas)),
            "import vscreen over it, ms": str(Summary.of(added)),
            "screener, first start, s": round(first, 2),
            "screener, second start, s": str(Summary.of(again))}  # fmt: skip


def _seconds(runs: int, code: str, *arguments: str, cache: str = "") -> list[float]:
    environment = {**os.environ, "XDG_CACHE_HOME": cache} if cache else None
    command = [sys.executable, "-c", code, *arguments]
    processes = [
        subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
        for _ in range(runs)
    ]
    return [float(process.stdout) for process in processes]
