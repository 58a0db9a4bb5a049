"""Files as people send them, through peers as a team would wrap them: what is alerted, what is not.

    python -m benchmarks.accuracy.field FOLDER

FOLDER holds ``cases.csv`` (a check a row: ``kind``, ``file``, ``list``, ``options``, ``row``,
``expect``) and a folder for each kind with its files. A peer is wrapped in the twenty lines that a
team writes: pandas reads the file, columns are chosen by a word in their heading, an equal IMO
number alerts, and so does a name scored above the threshold. A peer has no verdict for "not
screened": what it doesn't alert on it clears, and only a file that pandas refuses is not cleared.
"""

from __future__ import annotations

import argparse
import importlib.util
import re
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import pandas as pd
from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process

Alerts = Callable[[str, str, Sequence[str]], bool]
"""Takes a name, its kind and the listed names of the kind; returns whether it alerts."""
SHIP_WORDS: Final = ("vessel", "ship name", "ship's name", "buque", "navio")
PARTY_WORDS: Final = (
    "shipper", "consignee", "notify", "owner", "manager", "importer", "exporter", "supplier",
    "buyer", "seller", "company", "operator", "charterer", "carrier",
)  # fmt: skip
RAPIDFUZZ_LEAST: Final = 86.0
LOGIC_V2_LEAST: Final = 0.7
"""nomenklatura's own threshold."""
_ALERT: Final = {"hit", "alert", "not_clear", "not_screened"}
_CLEAR: Final = {"clear", "review_at_most"}


def rapidfuzz_alerts(name: str, kind: str, listed: Sequence[str]) -> bool:
    """Return whether WRatio, rapidfuzz' own default, finds a listed name alike."""
    del kind
    least = {"scorer": fuzz.WRatio, "processor": default_process, "score_cutoff": RAPIDFUZZ_LEAST}
    return process.extractOne(name, listed, **least) is not None


def logic_v2_alerts(name: str, kind: str, listed: Sequence[str]) -> bool:
    """Return whether nomenklatura's logic-v2 finds a listed name alike."""
    from followthemoney import model
    from nomenklatura.matching import LogicV2

    def entity(key: str, text: str) -> Any:
        schema = "Vessel" if kind == "vessel" else "LegalEntity"
        return model.get_proxy({"id": key, "schema": schema, "properties": {"name": [text]}})

    query, config = entity("query", name), LogicV2.default_config()
    scores = (LogicV2.compare(query, entity(f"l-{at}", text), config).score
              for at, text in enumerate(listed))  # fmt: skip
    return max(scores, default=0.0) >= LOGIC_V2_LEAST


def alerted_rows(path: Path, listed: pd.DataFrame, alerts: Alerts) -> list[bool] | None:
    """Return which rows of a file alert; None if pandas can't read it."""
    try:
        read = pd.read_csv if path.suffix == ".csv" else pd.read_excel
        frame = read(path, dtype=str, keep_default_na=False)
    except Exception:
        return None
    words = dict.fromkeys(SHIP_WORDS, "vessel") | dict.fromkeys(PARTY_WORDS, "party")
    kinds = {
        column: next((kind for word, kind in words.items() if word in str(column).casefold()), "")
        for column in frame.columns
    }
    numbers = set(listed["imo"]) - {""}
    names = {kind: _names(listed, is_ship=kind == "vessel") for kind in ("vessel", "party")}
    return [
        any(
            numbers & set(re.findall(r"\b\d{7}\b", str(cell)))
            if "imo" in str(column).casefold()
            else bool(kinds[column] and str(cell).strip())
            and alerts(str(cell), kinds[column], names[kinds[column]])
            for column, cell in row.items()
        )
        for row in frame.to_dict("records")
    ]


def _names(listed: pd.DataFrame, *, is_ship: bool) -> list[str]:
    """Return the names and aliases of the ships, or of all others."""
    some = listed[(listed["kind"] == "vessel") == is_ship]
    texts = [*some["name"], *some.get("aliases", [])]
    return [name.strip() for text in texts for name in text.split(";") if name.strip()]


def passes(expect: str, row: str, alerted: list[bool] | None) -> bool | None:
    """Return whether a check holds; None if it asks for what a peer doesn't give."""
    if expect.startswith("rows=") or not row:
        return None
    if alerted is None:
        return expect in {"refused", "not_clear"}
    rows = alerted if row == "*" else alerted[int(row) : int(row) + 1]
    if expect in _ALERT:
        return bool(rows) and all(rows)
    return expect == "review_at_most" or (expect in _CLEAR and not any(rows))


def measure(folder: Path, alerts: Alerts) -> tuple[Counter[str], Counter[str]]:
    """Return by kind how many checks there are, and how many hold."""
    cases = pd.read_csv(folder / "cases.csv", dtype=str, keep_default_na=False)
    tried: Counter[str] = Counter()
    held: Counter[str] = Counter()
    for (kind, file, listed), checks in cases.groupby(["kind", "file", "list"], sort=False):
        frame = pd.read_csv(folder / kind / listed, dtype=str, keep_default_na=False)
        alerted = alerted_rows(folder / kind / file, frame, alerts)
        for check in checks.to_dict("records"):
            told = [passes(expect, check["row"], alerted) for expect in check["expect"].split("|")]
            if told != [None] * len(told):
                tried[kind] += 1
                held[kind] += any(told)
    return tried, held


def main() -> None:
    """Print a table: a row a kind, a column a peer."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    peers: dict[str, Alerts] = {"rapidfuzz WRatio": rapidfuzz_alerts}
    if importlib.util.find_spec("nomenklatura"):
        peers["nomenklatura logic-v2"] = logic_v2_alerts
    measured = {name: measure(folder, alerts) for name, alerts in peers.items()}
    print(f"| kind | checks | {' | '.join(peers)} |\n|---|---|{'---|' * len(peers)}")
    tried = next(iter(measured.values()))[0]
    for kind, count in tried.items():
        print(
            f"| {kind} | {count} | {' | '.join(str(held[kind]) for _, held in measured.values())} |"
        )
    print(f"| all | {tried.total()} | "
          f"{' | '.join(str(held.total()) for _, held in measured.values())} |")  # fmt: skip


if __name__ == "__main__":
    main()
