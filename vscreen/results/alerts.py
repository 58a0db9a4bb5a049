r"""What a person must look at, as a CSV file that a spreadsheet shows and never runs.

A cell that begins like a formula gets an apostrophe before it, and what can't be seen (a CR, a NUL,
a change of direction) is written as its escape: ``\r``, ``\x00``, ``\u202e``.
"""

from __future__ import annotations

import re
from typing import Final

import pandas as pd

from vscreen.files.source import BOM
from vscreen.results.csv import csv_bytes
from vscreen.results.labels import shown
from vscreen.schema import TEXT, Verdict
from vscreen.scoring.probability import percent

COLUMNS: Final = (
    "row", "verdict", "score", "probability", "field", "text", "entry_name", "lists", "hits",
    "reasons", "sentence", "subject",
)  # fmt: skip
_FORMULA: Final = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]")
_UNSEEN: Final = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)


def alerts_csv(verdicts: pd.DataFrame, by_subject: pd.DataFrame) -> tuple[bytes, int]:
    """Return the alerts as a CSV file, and their number.

    It is UTF-8 and begins with the mark by which Excel knows that.

    Parameters
    ----------
    verdicts
        The verdicts of all rows; those that were not screened stand below the others.
    by_subject
        The hits by row and subject, gravest first, with their sentence.
    """
    found = by_subject.assign(row=list(map(_shown, by_subject["row"])))
    found["score"] = found["score"].map("{:.1f}".format)
    found["probability"] = found["probability"].map(percent)
    unread = verdicts[(verdicts["verdict"] == Verdict.NOT_SCREENED).to_numpy()]
    unread = unread.drop(columns=["score", "hits"]).assign(row=list(map(_shown, unread.index)))
    rows = [frame.reindex(columns=COLUMNS).astype(object) for frame in (found, unread)]
    frame = pd.concat(rows, ignore_index=True).fillna("").astype(str).astype(TEXT)
    for name, column in frame.items():
        frame[name] = column.map({text: safe_cell(text) for text in column.unique()})
    return BOM.encode() + csv_bytes(frame.astype(TEXT), varying=1), len(frame)


def _shown(label: object) -> str:
    return safe_cell(shown(label))


def safe_cell(text: str) -> str:
    r"""Return a text as a spreadsheet may hold it.

    Examples
    --------
    >>> safe_cell("=HYPERLINK(A1)"), safe_cell("LADY\rR"), safe_cell("A-1")
    ("'=HYPERLINK(A1)", 'LADY\\rR', 'A-1')
    """
    seen = _UNSEEN.sub(lambda found: found[0].encode("unicode_escape").decode(), text)
    return f"'{seen}" if _FORMULA.match(text) else seen
