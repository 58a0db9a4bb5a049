"""The counts and receipts of the list files of a folder, the time to read and to load them again.

``python -m benchmarks.lists FOLDER`` reads every list file below a folder, each in a process of its
own, to measure its peak memory, and prints a table. Where the folder has a ``MANIFEST.csv``
(``path``, ``rows_or_entries``, ``vessels``, ``list_date_or_best_guess``), the table has its count
too. Then the newest files of all lists are read together. Each list is also saved and loaded: it
should load at least five times faster than it parses. Folders that begin with ``_`` are read only
with ``--all``, and never together with the others.
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
from vscreen.lists.eu import journal
from vscreen.lists.ukraine import nsdc_json
from vscreen.lists.us import ofac
from vscreen.schema import NameKind, Scheme
from vscreen.snapshots.guards import IMO_LENGTH
from vscreen.snapshots.read import read_lists
from vscreen.snapshots.snapshot import Snapshot, load_snapshot
from vscreen.snapshots.subjects import subjects

# Readers of lists in several files: files with the same folder and ending are the same list.
MULTI_FILE: Final = (ofac.READER, nsdc_json.READER, journal.READER)
MANIFEST: Final = "MANIFEST.csv"
NOT_LISTS: Final = (MANIFEST, "NOTE.md", "README.md")
RELOADS: Final = 11
MEGABYTE: Final = 1 << 20

COLUMNS: Final = (
    "file", "list", "entries", "vessels", "with IMO", "aliases", "MANIFEST", "difference",
    "receipt", "seconds", "MB/s", "peak MB", "saved KB", "reload s", "times faster",
)  # fmt: skip

Group = tuple[Path, ...]
Figures = dict[str, Any]


def main() -> None:
    """Read all lists and print the table, or read a single list and print its figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--all", action="store_true", help="folders that begin with _, too")
    parser.add_argument(
        "--single", action="store_true", help="the paths are a single list; print JSON"
    )
    options = parser.parse_args()
    if options.single:
        print(json.dumps(measure(options.paths)))
    else:
        print_table(options.paths[0], every=options.all)


def print_table(folder: Path, *, every: bool) -> None:
    """Print a row for each list below a folder, and the figures of the newest of each together."""
    manifest = read_manifest(folder)
    newest: dict[str, tuple[str, Group]] = {}
    print(row(COLUMNS), row(["---"] * len(COLUMNS)), sep="\n")
    for group in find_groups(folder, every=every):
        figures = in_a_process(group)
        name = str(group[0].relative_to(folder)) + (f" +{len(group) - 1}" if group[1:] else "")
        if "error" in figures:
            print(row([name, figures["error"]]))
            continue
        rows = (manifest.get(str(path.relative_to(folder)), {}) for path in group)
        # For a part of a list, the manifest has the count of rows but no count of vessels.
        records = [record for record in rows if record.get("vessels")]
        expected = sum(int(record["rows_or_entries"]) for record in records)
        for position, of_list in enumerate(figures["lists"]):
            print(row(cells(name, of_list, *((0, {}) if position else (expected, figures)))))
            if name.startswith("_"):
                continue
            day = records[0]["list_date_or_best_guess"] if records else of_list["published"]
            newest[of_list["list"]] = max(newest.get(of_list["list"], ("", group)), (day, group))
    print_together(sorted({path for _, group in newest.values() for path in group}))


def cells(name: str, of_list: Figures, expected: int, of_file: Figures) -> list[object]:
    """Return the cells of a list; its first row has the figures of its file too."""
    difference = of_list["entries"] - expected if expected else ""
    counted = [of_list[key] for key in ("list", "entries", "vessels", "with_imo", "aliases")]
    measured = ("seconds", "rate", "peak", "saved", "reload", "ratio")
    return [
        name, *counted, expected or "", difference, of_list["receipt"],
        *(of_file.get(key, "") for key in measured),
    ]  # fmt: skip


def row(cells: Sequence[object]) -> str:
    """Return cells as a row of a Markdown table."""
    texts = (f"{cell:,}" if isinstance(cell, int) else str(cell) for cell in cells)
    return f"| {' | '.join(texts)} |"


def print_together(paths: Sequence[Path]) -> None:
    """Print the totals of the newest lists, read together."""
    figures = in_a_process(tuple(paths))
    lists = figures.pop("lists")
    print(f"\nThe newest of every list, {len(lists)} lists in {len(paths)} files:\n")
    for key in ("entries", "vessels", "with_imo"):
        print(f"- {key}: {sum(of_list[key] for of_list in lists):,}")
    for key, value in figures.items():
        print(f"- {key}: {value:,}")


def find_groups(folder: Path, *, every: bool) -> Iterator[Group]:
    """Yield the files of each list, sorted."""
    groups: defaultdict[tuple[str, ...], list[Path]] = defaultdict(list)
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        inner = path.relative_to(folder)
        if path.name in NOT_LISTS or (inner.parts[0].startswith("_") and not every):
            continue
        try:
            is_part = find_reader(Source.open(path)) in MULTI_FILE
        except VscreenError:
            is_part = False
        key = (str(path.parent), path.suffix) if is_part else (str(path),)
        groups[key].append(path)
    for group in groups.values():
        # The primary file first: it names the list.
        yield tuple(sorted(group, key=lambda path: ("prim" not in path.name,
                                                    "sdn." not in path.name)))  # fmt: skip


def read_manifest(folder: Path) -> dict[str, dict[str, str]]:
    """Return the rows of the folder's manifest: path below the folder -> row."""
    path = folder / MANIFEST
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    marker = f"{folder.resolve().name}/"
    return {record["path"].partition(marker)[2]: record for record in rows}


def in_a_process(paths: Group) -> Figures:
    """Return the figures that `measure` returns in a new process, or its error."""
    command = [sys.executable, "-m", "benchmarks.lists", "--single", *map(str, paths)]
    process = subprocess.run(command, capture_output=True, text=True, check=False)
    if process.returncode:
        last = process.stderr.strip().splitlines()[-1]
        return {"error": re.sub(r"\S*/", "", last)[:160]}
    return json.loads(process.stdout)  # type: ignore[no-any-return]  # written by `main`


def measure(paths: Sequence[Path]) -> Figures:
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
            timed(lambda: [load_snapshot(Path(folder) / snapshot.list) for snapshot in lists])[0]
            for _ in range(RELOADS)
        )
    figures: Figures = {
        "lists": [counts(snapshot) for snapshot in lists],
        "seconds": round(parsed, 2),
        "rate": round(size / MEGABYTE / parsed, 1),
        "peak": round(most),
        "peak before": round(before),
        "saved": round(saved / 1024),
        "reload": round(reload, 4),
        "ratio": round(parsed / reload, 1),
    }
    if len(lists) > 1:
        figures |= {"subjects": subjects(lists)["subject"].nunique(), "names": len(lists.names)}
    return figures


def counts(snapshot: Snapshot) -> Figures:
    """Return the counts of a list."""
    ships = snapshot.entries.loc[snapshot.entries["kind"] == "vessel", "entry"]
    identifiers = snapshot.identifiers
    complete = identifiers["value"].str.len() == IMO_LENGTH
    with_imo = identifiers.loc[complete & (identifiers["scheme"] == str(Scheme.IMO_SHIP)), "entry"]
    return {
        "list": snapshot.list,
        "published": str(snapshot.published or ""),
        "entries": len(snapshot.entries),
        "vessels": len(ships),
        "with_imo": int(ships.isin(with_imo).sum()),
        "aliases": int((snapshot.names["kind"] != str(NameKind.PRIMARY)).sum()),
        "receipt": "; ".join(receipt.sentence for receipt in snapshot.receipts),
    }


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Return the seconds that ``work`` takes, and its result."""
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def peak() -> float:
    """Return the peak memory of this process, in MB.

    ``getrusage`` is no use: on Linux its value begins with the memory of the parent process.
    """
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) / 1024  # type: ignore[index]


if __name__ == "__main__":
    main()
