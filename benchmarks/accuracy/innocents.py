"""Innocents harder than those of a case file: in other scripts, and from registers of ships."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from benchmarks.accuracy.cases import read_csv, with_groups
from benchmarks.accuracy.writing import write
from vscreen.data import read_table
from vscreen.text.vessel_names import normalise_vessel

SAMPLE = 20_000
"""Ships sampled from a larger register: at least this many, fewer than twice as many."""


def in_script(cases: pd.DataFrame, script: str) -> pd.DataFrame:
    """Return the cases whose names have two Latin letters in a row, written in a script."""
    latin = cases[cases["name"].str.contains("[A-Za-z]{2}")]
    written = latin.assign(name=latin["name"].map(lambda name: write(name, script)))
    return written.set_axis(latin.index + f"/{script}")


def listed_ships(index: pd.DataFrame, cases: pd.DataFrame) -> pd.DataFrame:
    """Return a case for each listed ship: its name, with the ship as true subject."""
    ships = index[index["kind"] == "vessel"]
    listed = pd.DataFrame("", index=ships["list_id"], columns=cases.columns)
    listed["name"], listed["subject_id"] = ships["name"].to_numpy(), ships["list_id"].to_numpy()
    listed["kind"], listed["field"] = "vessel", "vessel_name"
    listed["label"], listed["mutation"] = "match", "written"
    return with_groups(listed)


def read_register(
    path: Path, index: pd.DataFrame, cases: pd.DataFrame, aliases: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return the ships of a register that are not listed, as innocents.

    The register is a CSV file with ``imo``, ``name`` and, where known, ``mmsi`` and ``flag``. It
    leaves out ships with a listed IMO number or a listed ship's normalised name, and names that are
    radio noise (fewer than 3 letters, or characters that no ship's name has). Each name counts
    once; of a large register, every k-th name.
    """
    register = read_csv(path)
    listed = set(index["imo"].str.findall(r"\d{7}").explode().dropna())
    ships = index[index["kind"] == "vessel"]
    names = list(ships["name"])
    if aliases is not None:
        names += list(aliases.loc[aliases["list_id"].isin(ships["list_id"]), "alias"])
    listed_names = {normalise_vessel(name) for name in names}
    sample = register[~register["imo"].isin(listed)].drop_duplicates("name")
    sample = sample[sample["name"].map(_is_name)]
    sample = sample[~sample["name"].map(normalise_vessel).isin(listed_names)]
    sample = sample.iloc[:: max(len(sample) // SAMPLE, 1)]
    innocents = pd.DataFrame("", index=[f"register/{n}" for n in range(len(sample))],
                             columns=cases.columns)  # fmt: skip
    for column in ("name", "imo", "mmsi", "flag"):
        if column in sample.columns:
            innocents[column] = sample[column].to_numpy()
    innocents["kind"], innocents["field"] = "vessel", "vessel_name"
    innocents["label"], innocents["mutation"] = "no-match", "neg_register"
    return with_groups(innocents)


def names_alone(cases: pd.DataFrame) -> pd.DataFrame:
    """Return the cases without their numbers and flags."""
    return cases.assign(imo="", mmsi="", call_sign="", flag="")


def unknown_ships(cases: pd.DataFrame) -> pd.Series:
    """Return which cases have a name that is not in vscreen's table of ships' names.

    Names of that table need a higher similarity. Where innocents come from the register that the
    table was made from (EU THETIS-MRV), only the other innocents measure the table's effect.
    """
    known = {normalise_vessel(row["name"]) for row in read_table("ship_names.csv")}
    return ~cases["name"].map(normalise_vessel).isin(known)


def _is_name(name: str) -> bool:
    return bool(re.fullmatch(r"[A-Z0-9 .&'/()-]+", name)) and len(re.findall("[A-Z]", name)) > 2
