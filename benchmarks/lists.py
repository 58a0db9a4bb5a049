"""What each list file of a folder holds, how long it takes to read, and how soon it is read again.

``python -m benchmarks.lists FOLDER`` reads every list file below a folder, each in a process of its
own so that its peak memory is its own, and prints a table. Where the folder has a ``MANIFEST.csv``
(``path``, ``rows_or_entries``, ``vessels``, ``list_date_or_best_guess``), its count stands beside
what was read. Below it stands the newest file of every list, read at once. A list is saved and
loaded again, too: an unchanged one should load at least five times faster than it parses.
Folders that begin with ``_`` are read for ``--all`` alone, and never at once with the rest.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from vscreen.errors import VscreenError
from vscreen.lists import Source, find_reader
from vscreen.lists.ukraine import nsdc_json
from vscreen.lists.us import ofac
from vscreen.schema import NameKind, Scheme
from vscreen.snapshots.guards import IMO_LENGTH
from vscreen.snapshots.read import read_lists
from vscreen.snapshots.snapshot import Snapshot, load_snapshot
from vscreen.snapshots.subjects import subjects

# Readers whose files belong together: those of one folder and one ending are one list.
TOGETHER: Final = (ofac.READER, nsdc_json.READER)
MANIFEST: Final = "MANIFEST.csv"
BESIDE: Final = (MANIFEST, "NOTE.md", "README.md")
RELOADS: Final = 11
MEGABYTE: Final = 1 << 20

HEADS: Final = (
    "file", "list", "entries", "vessels", "with IMO", "aliases", "MANIFEST", "difference",
    "seconds", "MB/s", "peak MB", "saved KB", "reload s", "times faster",
)  # fmt: skip

Group = tuple[Path, ...]
Found = dict[str, Any]


def main() -> None:
    """Read the lists and print the table, or read one group of files and print it as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--all", action="store_true", help="folders that begin with _, too")
    parser.add_argument("--one", action="store_true", help="the paths are one list; print JSON")
    asked = parser.parse_args()
    if asked.one:
        print(json.dumps(measure(asked.paths)))
    else:
        table(asked.paths[0], every=asked.all)


def table(folder: Path, *, every: bool) -> None:
    """Print the table of all list files below a folder, and that of the newest of each list."""
    said = read_manifest(folder)
    newest: dict[str, tuple[str, Group]] = {}
    print(row(HEADS), row(["---"] * len(HEADS)), sep="\n")
    for group in find_groups(folder, every=every):
        found = in_a_process(group)
        name = str(group[0].relative_to(folder)) + (f" +{len(group) - 1}" if group[1:] else "")
        if "error" in found:
            print(row([name, found["error"]]))
            continue
        # Of a part of a list the manifest counts rows, and no vessels.
        counted = [
            told
            for one in group
            if (told := said.get(str(one.relative_to(folder)), {})).get("vessels")
        ]
        total = sum(int(told["rows_or_entries"]) for told in counted)
        for place, one in enumerate(found["lists"]):
            print(row(figures(name, one, *((0, {}) if place else (total, found)))))
            if name.startswith("_"):
                continue
            day = counted[0]["list_date_or_best_guess"] if counted else one["published"]
            newest[one["list"]] = max(newest.get(one["list"], ("", group)), (day, group))
    together(sorted({one for _, group in newest.values() for one in group}))


def figures(name: str, one: Found, told: int, found: Found) -> list[object]:
    """Return the cells of one list; what is said of its file alone stands in its first row."""
    difference = one["entries"] - told if told else ""
    cells = [name, one["list"], one["entries"], one["vessels"], one["with_imo"], one["aliases"]]
    return [
        *cells, told or "", difference, *(found.get(key, "") for key in (
            "seconds", "rate", "peak", "saved", "reload", "ratio",
        )),
    ]  # fmt: skip


def row(cells: Sequence[object]) -> str:
    """Return cells as a row of a Markdown table."""
    shown = (f"{cell:,}" if isinstance(cell, int) else str(cell) for cell in cells)
    return f"| {' | '.join(shown)} |"


def together(paths: Sequence[Path]) -> None:
    """Print what the newest of every list make up, read at once."""
    found = in_a_process(tuple(paths))
    lists = found.pop("lists")
    print(f"\nThe newest of every list, {len(lists)} lists in {len(paths)} files:\n")
    for key in ("entries", "vessels", "with_imo"):
        print(f"- {key}: {sum(one[key] for one in lists):,}")
    for key, value in found.items():
        print(f"- {key}: {value:,}")


def find_groups(folder: Path, *, every: bool) -> Iterator[Group]:
    """Yield the files that are read at once, sorted."""
    groups: defaultdict[tuple[str, ...], list[Path]] = defaultdict(list)
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        inner = path.relative_to(folder)
        if path.name in BESIDE or (inner.parts[0].startswith("_") and not every):
            continue
        try:
            is_part = find_reader(Source.open(path)) in TOGETHER
        except VscreenError:
            is_part = False
        key = (str(path.parent), path.suffix) if is_part else (str(path),)
        groups[key].append(path)
    for group in groups.values():
        # The primary file first: it names the list.
        yield tuple(sorted(group, key=lambda one: ("prim" not in one.name, "sdn." not in one.name)))


def read_manifest(folder: Path) -> dict[str, dict[str, str]]:
    """Return the rows of the folder's manifest by path below the folder."""
    path = folder / MANIFEST
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    marker = f"{folder.resolve().name}/"
    return {one["path"].partition(marker)[2]: one for one in rows}


def in_a_process(paths: Group) -> Found:
    """Return what `measure` finds in a fresh process, or its error."""
    command = [sys.executable, "-m", "benchmarks.lists", "--one", *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1]
        return {"error": re.sub(r"\S*/", "", last)[:160]}
    return json.loads(done.stdout)  # type: ignore[no-any-return]  # JSON of our own writing


def measure(paths: Sequence[Path]) -> Found:
    """Read files as lists, save them and load them again; return counts, seconds and memory."""
    before = peak()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        parsed, lists = timed(lambda: read_lists(paths))
    most, size = peak(), sum(len(Source.open(path).data) for path in paths)
    with tempfile.TemporaryDirectory() as folder:
        for snapshot in lists:
            snapshot.save(Path(folder) / snapshot.list)
        saved = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
        reload = statistics.median(
            timed(lambda: [load_snapshot(Path(folder) / one.list) for one in lists])[0]
            for _ in range(RELOADS)
        )
    found: Found = {
        "lists": [counts(one) for one in lists],
        "seconds": round(parsed, 2),
        "rate": round(size / MEGABYTE / parsed, 1),
        "peak": round(most),
        "peak before": round(before),
        "saved": round(saved / 1024),
        "reload": round(reload, 4),
        "ratio": round(parsed / reload, 1),
    }
    if len(lists) > 1:
        found |= {"subjects": subjects(lists)["subject"].nunique(), "names": len(lists.names)}
    return found


def counts(snapshot: Snapshot) -> Found:
    """Return what is counted in one list."""
    ships = snapshot.entries.loc[snapshot.entries["kind"] == "vessel", "entry"]
    numbers = snapshot.identifiers
    whole = numbers["value"].str.len() == IMO_LENGTH
    with_imo = numbers.loc[whole & (numbers["scheme"] == str(Scheme.IMO_SHIP)), "entry"]
    return {
        "list": snapshot.list,
        "published": str(snapshot.published or ""),
        "entries": len(snapshot.entries),
        "vessels": len(ships),
        "with_imo": int(ships.isin(with_imo).sum()),
        "aliases": int((snapshot.names["kind"] != str(NameKind.PRIMARY)).sum()),
    }


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Return the seconds that some work takes, and what it returns."""
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def peak() -> float:
    """Return the most memory this process ever held, in MB.

    Not what ``getrusage`` says: on Linux that begins with the memory of the process it came from.
    """
    said = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.search(r"VmHWM:\s+(\d+) kB", said)[1]) / 1024  # type: ignore[index]


if __name__ == "__main__":
    main()
