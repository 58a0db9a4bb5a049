"""How often the rows of real manifests alert by a name, with all lists loaded.

Rows that hold a listed name word for word (two words, or eight letters) are counted apart: somebody
has to look at them. All others are innocent for the most part: on customs files of tiles and cement
an alert is noise until somebody shows that it is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pandas as pd

import vscreen
from benchmarks.accuracy.real_names import plain
from vscreen.errors import VscreenError

NUMBERS: Final = r"(?:imo|mmsi|call_sign|lei|eni|number)"
"""In the codes of reasons that are about numbers."""
TELLING: Final = 8
"""Letters from which a listed name of one word, found word for word, means something."""


def alert_rows(folder: Path, lists: vscreen.Lists) -> Iterator[tuple[object, ...]]:
    """Yield a row for all files of a folder: files, rows, rows word for word, alerts per 1,000."""
    screener = vscreen.Screener(lists)
    files = rows = word_for_word = hit = review = 0
    for path in sorted(folder.iterdir()):
        if path.suffix not in {".csv", ".xlsx", ".xls"} or path.stem == "MANIFEST":
            continue
        try:
            result = screener.screen(vscreen.read_manifest(path))
        except VscreenError:  # no column of it can be screened: other measures count those
            continue
        by_name = result.hits[~result.hits["reasons"].str.contains(NUMBERS)]
        exact = by_name[is_word_for_word(by_name)]["row"].unique()
        others = by_name[~by_name["row"].isin(exact)]
        firm = others[others["verdict"] == "hit"]["row"].nunique()
        files, rows = files + 1, rows + len(result.verdicts)
        word_for_word += len(exact)
        hit, review = hit + firm, review + others["row"].nunique() - firm
    yield files, rows, word_for_word, *(f"{1000 * count / rows:.1f}" for count in (hit, review))


def is_word_for_word(hits: pd.DataFrame) -> pd.Series:
    """Return whether the listed name of each hit stands in the manifest's text word for word."""
    pairs = zip(hits["name"].map(plain), hits["text"].map(plain), strict=True)
    holds = [
        (" " in name or len(name) >= TELLING) and f" {name} " in f" {text} " for name, text in pairs
    ]
    return pd.Series(holds, hits.index, dtype=bool)
