"""The tables vscreen ships: CSV files beside this module, each with a source column."""

from __future__ import annotations

import csv
from importlib.resources import files


def read_table(name: str) -> list[dict[str, str]]:
    """Return the rows of the shipped table ``name`` as dicts of text.

    Parameters
    ----------
    name
        File name below ``vscreen/data``, such as ``"countries.csv"``.

    Examples
    --------
    >>> read_table("vessel_prefixes.csv")[0]["prefix"]
    'AHTS'
    """
    text = files(__name__).joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
