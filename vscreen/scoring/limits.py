"""How long a cell may be to be read: what is longer is unread, and its row says so.

A name is compared letter by letter, so a cell costs the more the longer it is, and a cell of ten
million letters is no name but a slip: a quote that was never closed, a file pasted into a cell. The
limits are far beyond what people write. In 52 public workbooks and exports of customs, bills of
lading and port calls the longest of 47,552 cells that name a ship or party has 214 letters, and the
longest description of goods 18,247; the longest name on forty editions of sanctions lists has 383.

Numbers that prove themselves (`vscreen.identifiers.in_text`) are looked for in a cell of any
length: that costs little, and a listed ship's number is a hit wherever it stands.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vscreen.columnar.strings import Bools
from vscreen.schema import FREE_TEXT

LONGEST_NAME: Final = 2_000
"""Letters of the longest cell that is read as a ship's or company's name, or as a number."""
LONGEST_TEXT: Final = 32_767
"""Letters of the longest free text that is read: as many as a cell of a workbook can hold."""
QUOTED: Final = 1_000
"""Letters up to which a cell is quoted whole in a sentence."""


def longest(field: str) -> int:
    """Return how many letters a cell of a field may have to be read.

    Examples
    --------
    >>> longest("shipper"), longest("free_text")
    (2000, 32767)
    """
    return LONGEST_TEXT if field == FREE_TEXT else LONGEST_NAME


def too_long(text: str, field: str) -> bool:
    """Whether a cell of a field is too long to be read.

    Examples
    --------
    >>> too_long("MARIA", "vessel"), too_long("MARIA " * 1000, "vessel")
    (False, True)
    """
    return len(text) > longest(field)


def are_too_long(texts: pa.LargeStringArray, field: str) -> Bools:
    """Return `too_long` of each of n cells of a field, none missing.

    Examples
    --------
    >>> are_too_long(pa.array(["MARIA", "MARIA " * 1000], pa.large_string()), "vessel").tolist()
    [False, True]
    """
    # A letter has one byte or more: few texts need to be counted letter by letter.
    bytes_of = pc.binary_length(texts).to_numpy(zero_copy_only=False)
    long = np.flatnonzero(bytes_of > longest(field))
    letters = pc.utf8_length(texts.take(pa.array(long))).to_numpy(zero_copy_only=False)
    beyond = np.zeros(len(texts), np.bool_)
    beyond[long] = letters > longest(field)
    return beyond


def why_too_long(text: str, field: str) -> str:
    """Return why a cell is too long to be read; ``""`` if it is not.

    Examples
    --------
    >>> why_too_long("MARIA " * 1000, "vessel"), why_too_long("MARIA", "vessel")
    ('it has 6,000 letters, at most 2,000 are read', '')
    """
    if not too_long(text, field):
        return ""
    return f"it has {len(text):,} letters, at most {longest(field):,} are read"


def quoted(text: str) -> str:
    """Return a cell as sentences quote it: whole, or its beginning if it is very long.

    Examples
    --------
    >>> quoted("MARIA"), len(quoted("MARIA " * 1000)), quoted("MARIA " * 1000)[-20:]
    ('MARIA', 1018, 'RI ... 6,000 letters')
    """
    return text if len(text) <= QUOTED else f"{text[:QUOTED]} ... {len(text):,} letters"
