"""How well names and numbers are matched on labelled cases: recall at a rate of false alarms.

``python -m benchmarks.accuracy CASES.csv INDEX.csv --aliases ALIASES.csv``

Prints tables in Markdown; the columns of the files are told in `benchmarks.accuracy.cases`.
"""

from __future__ import annotations

import argparse

import vscreen
from benchmarks.accuracy.cases import BY_NAME, IDENTITY, read_cases, read_csv
from benchmarks.accuracy.goals import Measured
from benchmarks.accuracy.matchers import VScreen
from benchmarks.accuracy.tables import goals_table, group_table, identity_table


def main() -> None:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases")
    parser.add_argument("index")
    parser.add_argument("--aliases", help="also measure identity cases, against all names")
    asked = parser.parse_args()
    cases, index = read_cases(asked.cases), read_csv(asked.index)
    identity = cases["group"] == IDENTITY
    matcher = VScreen(index, read_csv(asked.aliases) if asked.aliases else None)
    measured = Measured(
        matcher.name, cases, matcher.names(cases[~identity]), vscreen.Policy().review,
        identity=matcher.identity(cases[identity]) if asked.aliases else None,
    )  # fmt: skip
    print(goals_table([measured]))
    for name in BY_NAME:
        print(f"\n## {name}\n\n{group_table(name, measured, [])}")
    print(f"\n## identity\n\n{identity_table(measured)}")


if __name__ == "__main__":
    main()
