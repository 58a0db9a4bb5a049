"""How the alerts of innocents grow with the lists that are loaded, at one and the same policy.

Usage: ``python -m benchmarks.alert_growth CASES.csv LIST...`` prints a row for the first list, the
first three, seven and all: names on them, and the share of innocents that alert, by kind; the
companies' again with the review threshold that is calibrated on half of them to a budget of 1 %,
and counted on the other half. The lists are taken in the order given, and in the reverse.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

import pandas as pd

import vscreen
from benchmarks.accuracy.cases import read_csv
from benchmarks.report import table
from vscreen.selftesting.calibration import calibrated

FIELDS = {"vessel": "vessel", "organization": "shipper", "person": "shipper"}
STEPS = (1, 3, 7)
BUDGET = 0.01
INNOCENTS = ("neg_vessel_name", "neg_company_bank", "neg_company_sec", "neg_person")
"""Cases of names that are real and, by themselves, nobody listed: real registers' names."""


def main(cases: str, *paths: str) -> None:
    """Print the tables."""
    frame = read_csv(cases)
    innocents = frame[frame["mutation"].isin(INNOCENTS)]
    printed = set(vscreen.read_lists(list(paths)).names["name"].map(letters))
    innocents = innocents[~innocents["name"].map(letters).isin(printed)]
    for order in (paths, paths[::-1]):
        print(table(growth(innocents, order)), end="\n\n")


def letters(name: str) -> str:
    """Return the letters and digits of a name, to tell names that lists print word for word."""
    return "".join(filter(str.isalnum, name.casefold()))


def growth(innocents: pd.DataFrame, paths: Sequence[str]) -> Iterator[dict[str, str]]:
    """Yield a row for each number of lists: how many, their names, share of innocents alerting."""
    for count in sorted({*(step for step in STEPS if step < len(paths)), len(paths)}):
        lists = vscreen.read_lists(list(paths[:count]))
        screener = vscreen.Screener(lists)
        row = {"lists": str(count), "names": f"{len(lists.names):,}"}
        for kind, field in FIELDS.items():
            names = innocents.loc[innocents["kind"] == kind, "name"].unique()
            row[f"{kind}s alerting"] = f"{alerting(screener, names, field):.2%}"
        firms = innocents.loc[innocents["kind"] == "organization", "name"].unique()
        policy = calibrated(lists, firms[::2], budget=BUDGET, field="shipper")
        share = alerting(vscreen.Screener(lists, policy), firms[1::2], "shipper")
        row |= {"calibrated review": str(policy.review), "other half alerting": f"{share:.2%}"}
        yield row


def alerting(screener: vscreen.Screener, names: Sequence[str], field: str) -> float:
    """Return the share of names, each in a row of its own, that are a hit or a review."""
    verdicts = screener.screen(pd.DataFrame({field: names})).verdicts["verdict"]
    return float(verdicts.isin(["hit", "review"]).mean())


if __name__ == "__main__":
    main(*sys.argv[1:])
