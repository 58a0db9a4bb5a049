"""How well names and numbers are matched on labelled cases: recall at a rate of false alarms.

``python -m benchmarks.accuracy CASES.csv INDEX.csv --aliases ALIASES.csv``

Prints tables in Markdown; the columns of the files are told in `benchmarks.accuracy.cases`.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import vscreen
from benchmarks.accuracy.cases import BY_NAME, IDENTITY, read_cases, read_csv
from benchmarks.accuracy.goals import Measured
from benchmarks.accuracy.harder import harder_table, written_scores
from benchmarks.accuracy.innocents import read_register
from benchmarks.accuracy.matchers import VScreen
from benchmarks.accuracy.tables import goals_table, group_table, identity_table
from benchmarks.accuracy.worst import every_miss, ten_worst


def main() -> None:
    """Measure, and print the tables."""
    asked = _asked()
    cases, index = read_cases(asked.cases), read_csv(asked.index)
    identity = cases["group"] == IDENTITY
    matcher = VScreen(index, read_csv(asked.aliases) if asked.aliases else None)
    measured = Measured(
        matcher.name, cases, matcher.names(cases[~identity]), vscreen.Policy().review,
        identity=matcher.identity(cases[identity]) if asked.aliases else None,
        written=written_scores(cases, matcher.names) if asked.harder else {},
    )  # fmt: skip
    print(goals_table([measured]))
    for name in BY_NAME:
        print(f"\n## {name}\n\n{group_table(name, measured, [])}")
    print(f"\n## identity\n\n{identity_table(measured)}")
    if asked.harder:
        registers = {Path(path).stem: read_register(path, index, cases) for path in asked.register}
        print(f"\n## harder innocents\n\n{harder_table(measured, index, matcher.names, registers)}")
    print(f"\n## worst\n\n{ten_worst(measured)}")
    if asked.misses:
        Path(asked.misses).write_text(every_miss(measured), encoding="utf-8")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases")
    parser.add_argument("index")
    parser.add_argument("--aliases", help="also measure identity cases, against all names")
    parser.add_argument("--harder", action="store_true", help="innocents in other scripts as well")
    parser.add_argument(
        "--register",
        action="append",
        default=[],
        metavar="CSV",
        help="with --harder: ships (imo, name) whose unlisted ones are innocent",
    )
    parser.add_argument("--misses", metavar="FILE", help="write every miss there")
    return parser.parse_args()


if __name__ == "__main__":
    main()
