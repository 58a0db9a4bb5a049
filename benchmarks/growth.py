"""How the time grows with the list and with the manifest, and whether all hits are found."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Sequence
from itertools import pairwise

import pandas as pd

import vscreen
from benchmarks.made import PARTIES, PLANTED, SHIPS, Names, made_list, slips
from benchmarks.timing import Spread, take
from vscreen.schema import Kind, NameKind, Scheme
from vscreen.scoring.judge import hit_sentence, judge
from vscreen.scoring.parties import Entry, Party


def distinct_names(count: int, lists: vscreen.Lists) -> pd.DataFrame:
    """Return a manifest of ``count`` distinct names, one in eight a ship's.

    Of them as many are listed ones with a slip or two as in a manifest of so many distinct names.
    """
    make = Names(7)
    some = max(int(count * PLANTED / (SHIPS + PARTIES) / 2), 10)
    kinds = lists.names["entry"].map(lists.entries.set_index("entry")["kind"])
    ships, firms = make.ships(max(count // 8, 1)), make.companies(count - count // 8)
    planted = {
        kind: slips(make.rng.choice(lists.names["name"][kinds.isin(of)], some), make.rng)
        for kind, of in (("ship", ["vessel"]), ("firm", ["organization", "person"]))
    }
    frame = pd.DataFrame({"Shipper": [*planted["firm"], *firms]})
    vessels = pd.Series([*planted["ship"], *ships])
    return frame.assign(Vessel=vessels.reindex(frame.index, fill_value=""))


def growth(listed: Sequence[int], names: Sequence[int], runs: int) -> Iterator[dict[str, object]]:
    """Yield, for each size of list and of manifest, how long screening distinct names takes."""
    for size in listed:
        lists = made_list(size)
        built, _ = take(lambda lists=lists: vscreen.Screener(lists, cache=None))  # type: ignore[misc]
        screener = vscreen.Screener(lists, cache=None)
        for count in names:
            frame = distinct_names(count, lists)
            taken = [take(lambda: screener.screen(frame)) for _ in range(runs)]  # noqa: B023
            wall = Spread.of([wall for wall, _ in taken])
            yield {"listed": size, "names": count, "built, s": round(built, 2),
                   "screen, s": wall, "CPU s": Spread.of([cpu for _, cpu in taken])}  # fmt: skip


def exponents(rows: Sequence[dict[str, object]], along: str) -> dict[str, float]:
    """Return the exponent of time from each size along ``listed`` or ``names`` to the next."""
    other = "names" if along == "listed" else "listed"
    found = {}
    for held in sorted({row[other] for row in rows}):  # type: ignore[type-var]
        line = sorted((row for row in rows if row[other] == held), key=lambda row: row[along])  # type: ignore[arg-type, return-value]
        for one, two in pairwise(line):
            grown = math.log(two["CPU s"].median / one["CPU s"].median)  # type: ignore[attr-defined]
            sizes = f"{one[along]:,} to {two[along]:,} {along} at {held:,} {other}"
            found[sizes] = round(grown / math.log(two[along] / one[along]), 2)  # type: ignore[operator]
    return found


# --- equality ------------------------------------------------------------------------------------


def equality(sizes: Sequence[tuple[int, int]]) -> Iterator[dict[str, object]]:
    """Yield, for each number of rows and of listed names, how the fast path and all pairs compare.

    Every party of every row is judged against every entry, one by one.
    """
    for rows, listed in sizes:
        lists = made_list(listed)
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
    numbers = dict(iter(lists.identifiers.groupby("entry")))
    return [
        Entry(
            one.entry, one.list, Kind(one.kind), one.name,
            tuple((n.name, NameKind(n.kind)) for n in names.get_group(one.entry).itertuples()),
            tuple((Scheme(n.scheme), n.value) for n in numbers[one.entry].itertuples())
            if one.entry in numbers else (),
        )
        for one in lists.entries.itertuples()
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
