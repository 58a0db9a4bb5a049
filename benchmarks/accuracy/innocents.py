"""Innocents harder than those of a case file: in other scripts, and of whole registers of ships."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from benchmarks.accuracy.cases import read_csv, with_groups
from benchmarks.accuracy.writing import write
from vscreen.data import read_table
from vscreen.text.vessel_names import normalise_vessel

SAMPLE = 20_000
"""Ships taken of a register."""


def written_so(cases: pd.DataFrame, script: str) -> pd.DataFrame:
    """Return those cases whose names have two Latin letters or more, written in a script."""
    some = cases[cases["name"].str.contains("[A-Za-z]{2}")]
    written = some.assign(name=some["name"].map(lambda name: write(name, script)))
    return written.set_axis(some.index + f"/{script}")


def listed_ships(index: pd.DataFrame, cases: pd.DataFrame) -> pd.DataFrame:
    """Return each listed ship's name as a case that means it."""
    ships = index[index["kind"] == "vessel"]
    made = pd.DataFrame("", index=ships["list_id"], columns=cases.columns)
    made["name"], made["subject_id"] = ships["name"].to_numpy(), ships["list_id"].to_numpy()
    made["kind"], made["field"] = "vessel", "vessel_name"
    made["label"], made["mutation"] = "match", "written"
    return with_groups(made)


def read_register(
    path: Path, index: pd.DataFrame, cases: pd.DataFrame, aliases: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return ships of a register that are not listed, as innocents with what it says of them.

    The register is a CSV with ``imo``, ``name`` and, where known, ``mmsi`` and ``flag``.
    Left out: a ship whose IMO number is listed, or whose name is one of a listed ship's once
    normalised; and names that are no words but noise of radio (fewer than 3 letters, or signs that
    no ship's name has). Each name once; of many, every k-th.
    """
    register = read_csv(path)
    listed = set(index["imo"].str.findall(r"\d{7}").explode().dropna())
    ships = index[index["kind"] == "vessel"]
    known = list(ships["name"])
    if aliases is not None:
        known += list(aliases.loc[aliases["list_id"].isin(ships["list_id"]), "alias"])
    names = {normalise_vessel(name) for name in known}
    some = register[~register["imo"].isin(listed)].drop_duplicates("name")
    some = some[some["name"].map(_is_name)]
    some = some[~some["name"].map(normalise_vessel).isin(names)]
    some = some.iloc[:: max(len(some) // SAMPLE, 1)]
    made = pd.DataFrame("", index=[f"register/{n}" for n in range(len(some))],
                        columns=cases.columns)  # fmt: skip
    for column in ("name", "imo", "mmsi", "flag"):
        if column in some.columns:
            made[column] = some[column].to_numpy()
    made["kind"], made["field"] = "vessel", "vessel_name"
    made["label"], made["mutation"] = "no-match", "neg_register"
    return with_groups(made)


def names_alone(cases: pd.DataFrame) -> pd.DataFrame:
    """Return the cases without their numbers and flags."""
    return cases.assign(imo="", mmsi="", call_sign="", flag="")


def unknown_ships(cases: pd.DataFrame) -> pd.Series:
    """Return which cases bear no name that the score knows other ships than the listed to bear.

    Names of the table of ships that is shipped with vscreen cost more. Where innocents are of the
    same register as the table, as those of EU THETIS-MRV, only the others tell what it is worth.
    """
    known = {normalise_vessel(row["name"]) for row in read_table("ship_names.csv")}
    return ~cases["name"].map(normalise_vessel).isin(known)


def _is_name(name: str) -> bool:
    return bool(re.fullmatch(r"[A-Z0-9 .&'/()-]+", name)) and len(re.findall("[A-Z]", name)) > 2
