r"""What a person must look at, as a CSV file that a spreadsheet shows and never runs.

A cell that begins like a formula gets an apostrophe before it, and what can't be seen (a CR, a NUL,
a change of direction) is written as its escape: ``\r``, ``\x00``, ``\u202e``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from vscreen.columnar.distinct import as_arrow
from vscreen.files.source import BOM
from vscreen.results.csv import csv_bytes
from vscreen.results.labels import shown
from vscreen.schema import TEXT, Verdict
from vscreen.scoring.probability import percent

COLUMNS: Final = (
    "row", "verdict", "score", "probability", "field", "text", "entry_name", "lists", "forbids",
    "hits", "reasons", "sentence", "subject",
)  # fmt: skip
_OF_A_ROW: Final = ("verdict", "sentence")
"""What is known of a row that was not screened."""
_PLAIN: Final = r"^([0-9A-Za-z][ -~]*)?$"
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
    unread = verdicts[(verdicts["verdict"] == Verdict.NOT_SCREENED).to_numpy()]
    found = by_subject.assign(
        score=_mapped(by_subject["score"], "{:.1f}".format),
        probability=_mapped(by_subject["probability"], percent),
        hits=_mapped(by_subject["hits"], str),
    )
    columns = {name: _safe(_end_to_end(found, unread, name)) for name in COLUMNS[1:]}
    labels = [shown(label) for rows in (by_subject["row"], unread.index) for label in rows]
    frame = pd.DataFrame({"row": _safe(_texts(labels)), **columns})
    return BOM.encode() + csv_bytes(frame, varying=1), len(frame)


def _mapped(column: pd.Series, text_of: Callable[[Any], str]) -> pd.Series:
    """Return what a function makes of each distinct cell, as a column of text."""
    codes, distinct = pd.factorize(column)
    return pd.Series(pd.array(list(map(text_of, distinct.tolist())), TEXT).take(codes))


def _end_to_end(found: pd.DataFrame, unread: pd.DataFrame, name: str) -> pa.LargeStringArray:
    if name in _OF_A_ROW:
        below = as_arrow(unread[name].array)
    else:
        below = pa.repeat(pa.scalar("", pa.large_string()), len(unread))
    return pa.concat_arrays([as_arrow(found[name].array), below])


def _texts(labels: list[str]) -> pa.LargeStringArray:
    try:
        return pa.array(labels, pa.large_string())
    except UnicodeEncodeError:  # half a surrogate pair
        return pa.array(map(safe_cell, labels), pa.large_string())


def _safe(texts: pa.LargeStringArray) -> pd.api.extensions.ExtensionArray:
    """Return each text as `safe_cell` does; most texts are plain, and looked at together."""
    coded = texts.dictionary_encode()
    if not pc.all(pc.match_substring_regex(coded.dictionary, _PLAIN), min_count=0).as_py():
        distinct = pa.array(map(safe_cell, coded.dictionary.to_pylist()), pa.large_string())
        texts = distinct.take(coded.indices)
    safe: pd.api.extensions.ExtensionArray = pd.array(texts, TEXT)
    return safe


def safe_cell(text: str) -> str:
    r"""Return a text as a spreadsheet may hold it.

    Examples
    --------
    >>> safe_cell("=HYPERLINK(A1)"), safe_cell("LADY\rR"), safe_cell("A-1")
    ("'=HYPERLINK(A1)", 'LADY\\rR', 'A-1')
    """
    seen = _UNSEEN.sub(lambda found: found[0].encode("unicode_escape").decode(), text)
    return f"'{seen}" if _FORMULA.match(text) else seen
