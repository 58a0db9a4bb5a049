"""How the time grows with the list and the manifest, and whether the search finds all hits."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Sequence
from itertools import pairwise

import pandas as pd

import vscreen
from benchmarks.synthetic import PARTIES, PLANTED, SHIPS, Names, slips, synthetic_list
from benchmarks.timing import Summary, timed
from vscreen.schema import Kind, NameKind, Scheme
from vscreen.scoring.judge import hit_sentence, judge
from vscreen.scoring.parties import Entry, Party


def distinct_names(count: int, lists: vscreen.Lists) -> pd.DataFrame:
    """Return a manifest of ``count`` distinct names, an eighth of them ships' names.

    It has as many listed names with a slip or two as a real manifest with so many distinct names.
    """
    names = Names(7)
    listed = max(int(count * PLANTED / (SHIPS + PARTIES) / 2), 10)
    entry_kinds = lists.names["entry"].map(lists.entries.set_index("entry")["kind"])
    ships, companies = names.ships(max(count // 8, 1)), names.companies(count - count // 8)
    planted = {
        column: slips(names.rng.choice(lists.names["name"][entry_kinds.isin(kinds)], listed),
                      names.rng)
        for column, kinds in (("Vessel", ["vessel"]), ("Shipper", ["organization", "person"]))
    }  # fmt: skip
    frame = pd.DataFrame({"Shipper": [*planted["Shipper"], *companies]})
    vessels = pd.Series([*planted["Vessel"], *ships])
    return frame.assign(Vessel=vessels.reindex(frame.index, fill_value=""))


def growth(listed: Sequence[int], names: Sequence[int], runs: int) -> Iterator[dict[str, object]]:
    """Yield, for each size of list and of manifest, how long screening distinct names takes."""
    for size in listed:
        lists = synthetic_list(size)
        built, _ = timed(lambda lists=lists: vscreen.Screener(lists, cache=None))  # type: ignore[misc]
        screener = vscreen.Screener(lists, cache=None)
        for count in names:
            frame = distinct_names(count, lists)
            seconds = [timed(lambda: screener.screen(frame)) for _ in range(runs)]  # noqa: B023
            wall = Summary.of([wall for wall, _ in seconds])
            yield {"listed": size, "names": count, "built, s": round(built, 2),
                   "screen, s": wall, "CPU s": Summary.of([cpu for _, cpu in seconds])}  # fmt: skip


def exponents(rows: Sequence[dict[str, object]], along: str) -> dict[str, float]:
    """Return the exponent of time between successive sizes of ``along``: listed or names."""
    other = "names" if along == "listed" else "listed"
    exponent_of = {}
    for fixed in sorted({row[other] for row in rows}):  # type: ignore[type-var]
        line = sorted((row for row in rows if row[other] == fixed), key=lambda row: row[along])  # type: ignore[arg-type, return-value]
        for small, large in pairwise(line):
            log_ratio = math.log(large["CPU s"].median / small["CPU s"].median)  # type: ignore[attr-defined]
            sizes = f"{small[along]:,} to {large[along]:,} {along} at {fixed:,} {other}"
            exponent_of[sizes] = round(log_ratio / math.log(large[along] / small[along]), 2)  # type: ignore[operator]
    return exponent_of


# --- equality ------------------------------------------------------------------------------------


def equality(sizes: Sequence[tuple[int, int]]) -> Iterator[dict[str, object]]:
    """Yield, for each number of rows and listed names, how the fast search and all pairs compare.

    All pairs: every party of every row is judged against every entry by itself.
    """
    for rows, listed in sizes:
        lists = synthetic_list(listed)
        frame = distinct_names(rows, lists)
        started = time.perf_counter()
        hits = vscreen.screen(frame, lists).hits
        fast = set(hits[["row", "entry", "score", "sentence"]].itertuples(index=False, name=None))
        plain = set(_all_pairs(frame, _entries(lists)))
        assert fast == plain, fast ^ plain
        yield {"rows": rows, "listed": listed, "pairs": 2 * len(frame) * listed,
               "hits": len(plain), "equal": fast == plain,
               "seconds": round(time.perf_counter() - started)}  # fmt: skip


def _entries(lists: vscreen.Lists) -> list[Entry]:
    names = lists.names.groupby("entry")
    identifiers = dict(iter(lists.identifiers.groupby("entry")))
    return [
        Entry(
            row.entry, row.list, Kind(row.kind), row.name,
            tuple((n.name, NameKind(n.kind)) for n in names.get_group(row.entry).itertuples()),
            tuple((Scheme(n.scheme), n.value) for n in identifiers[row.entry].itertuples())
            if row.entry in identifiers else (),
        )
        for row in lists.entries.itertuples()
    ]  # fmt: skip


def _all_pairs(
    frame: pd.DataFrame, entries: Sequence[Entry]
) -> Iterator[tuple[object, str, float, str]]:
    policy = vscreen.Policy()
    for row, vessel, shipper in frame[["Vessel", "Shipper"]].itertuples(name=None):
        for party in (Party("vessel", vessel), Party("party", shipper)):
            for entry in entries:
                if hit := judge(party, entry, policy):
                    yield row, entry.entry, hit.score, hit_sentence(entry, hit)
