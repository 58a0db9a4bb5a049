"""Labelled cases, the list that they are screened against, and the group of each case.

CASES has a query per row. Columns: ``case_id``, ``kind`` (vessel, organization, person), ``field``
(vessel_name, party, free_text), ``name``, ``imo``, ``mmsi``, ``call_sign``, ``flag``,
``vessel_type``, ``subject_id`` and ``subject_name`` (the true subject; empty for innocents),
``label`` (match, no-match) and ``mutation`` (the class of the case). INDEX is the list:
``list_id``, ``kind``, ``name``, numbers and particulars. ALIASES has ``list_id``, ``alias_type``
(aka, fka, nka) and ``alias``.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Final

import pandas as pd

import vscreen

COLUMNS: Final = (
    "case_id", "kind", "field", "name", "imo", "mmsi", "call_sign", "flag", "vessel_type",
    "subject_id", "subject_name", "label", "mutation",
)  # fmt: skip
FIELDS: Final = {"vessel_name": "vessel", "party": "party", "free_text": "free_text"}
"""A case's field -> the column of a manifest."""

SHIPS: Final = "ships"
FREE_TEXT: Final = "free text"
ORGANIZATIONS: Final = "organizations"
PARTY_TEXT: Final = "party text"
PERSONS: Final = "persons"
IDENTITY: Final = "identity"
BY_NAME: Final = (SHIPS, FREE_TEXT, ORGANIZATIONS, PARTY_TEXT, PERSONS)
"""Groups that are measured by names alone, each with its own innocents."""

_IDENTITY_CLASSES: Final = ("id_", "near_name", "neg_full_identity", "short_name_longer")
_PARTY_TEXT_CLASSES: Final = ("party_embedded", "neg_party_text")


def read_csv(path: Path | str) -> pd.DataFrame:
    """Return a CSV file, every cell as text."""
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def read_cases(path: Path | str) -> pd.DataFrame:
    """Return the cases with their id as index, their ``group`` and whether they are ``innocent``.

    Raises
    ------
    SystemExit
        If a column is missing.
    """
    cases = read_csv(path)
    missing = [column for column in COLUMNS if column not in cases.columns]
    if missing:
        raise SystemExit(f"{path}: cases need the columns {', '.join(missing)}, which are missing")
    return with_groups(cases.set_index("case_id"))


def with_groups(cases: pd.DataFrame) -> pd.DataFrame:
    """Return the cases with the columns ``group`` and ``innocent``."""
    group = pd.Series(ORGANIZATIONS, cases.index)
    group[cases["kind"] == "person"] = PERSONS
    group[cases["field"] == "vessel_name"] = SHIPS
    group[cases["field"] == "free_text"] = FREE_TEXT
    group[cases["mutation"].str.startswith(_PARTY_TEXT_CLASSES)] = PARTY_TEXT
    group[cases["mutation"].str.startswith(_IDENTITY_CLASSES)] = IDENTITY
    return cases.assign(group=group, innocent=cases["mutation"].str.startswith("neg_"))


def make_lists(index: pd.DataFrame, aliases: pd.DataFrame | None = None) -> vscreen.Lists:
    """Return ``index``, with its ``aliases`` if given, as vscreen reads a user's own list."""
    columns = ["id", "kind", "name", "imo", "mmsi", "call_sign", "vessel_type", "flag", "country"]
    own = index.rename(columns={"list_id": "id"})[columns].map(_quoted)
    if aliases is not None:
        former = aliases["alias_type"].str.lower() == "fka"
        for heading, rows in (("aliases", aliases[~former]), ("former_names", aliases[former])):
            joined = rows["alias"].map(_quoted).groupby(rows["list_id"]).agg(";".join)
            known = joined.to_dict()
            own[heading] = [known.get(key, "") for key in own["id"]]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.csv"
        own.to_csv(path, index=False)
        return vscreen.read_lists(path)


def _quoted(value: str) -> str:
    return '"' + value.replace('"', '""') + '"' if ";" in value or '"' in value else value


def manifest_of(cases: pd.DataFrame) -> pd.DataFrame:
    """Return the cases as the rows of a manifest, with the same index."""
    frame = pd.DataFrame(index=cases.index)
    for field, column in FIELDS.items():
        frame[column] = cases["name"].where(cases["field"] == field, "")
    for column in ("imo", "mmsi", "call_sign", "flag", "vessel_type"):
        frame[column] = cases[column]
    return frame
