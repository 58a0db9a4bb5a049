"""Names of which letters were starred out: ``VL*D*M*R``, ``M***A``, ``PR?F?SY?N``.

Somebody hid them, or a system lost what it could not write. Enough of the name may be left to find
it; if not, nobody can say whom the text names, so it must not pass as read. One sign is no mask: a
name has it for style (``A*STAR``, ``STAR*LIGHT LAMPS``), and with one letter lost a name is found
all the same.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vscreen.columnar.encoded import CODED, decoded
from vscreen.columnar.strings import Bools

_MASKS: Final = "*?_#•●■□▪█▇▮▯◼◻∗⁎✱✳٭※\ufffd"
"""Signs that stand for a letter that is not told, or that was lost."""
_FOR_BLANKS: Final = "_#"
"""Of these, signs that also part words."""
_LETTER: Final = r"[^\W\d_]"
_WORD: Final = re.compile(rf"(?:[{_MASKS}]|{_LETTER})+")
_PARTS: Final = re.compile(rf"[{_MASKS}]+|{_LETTER}+")
_WIDE: Final = "＊？＿＃"
"""As East Asian systems write them."""
_MAYBE: Final = rf"[{_MASKS}{_WIDE}]\pL|\pL[{_MASKS}{_WIDE}]|[?\x{{FFFD}}]{{3}}|{CODED}"
_VOWELS: Final = frozenset("AEIOU")
MEAN_PART: Final = 3.0
"""Letters between masks, on average: words that signs part are longer."""


def masked(text: str) -> bool:
    """Return whether letters of a name in a text were starred out or lost.

    Parameters
    ----------
    text
        The text of a cell, decoded or not.

    Returns
    -------
    bool
        True if a word holds at least two masks, and what is left between them are no words; or if
        three letters or more were lost in a row (``???``).

    Examples
    --------
    >>> [masked(text) for text in ("VL*D*M*R", "M***A", "L*DY R", "MV ????", "M?NCH?N")]
    [True, True, True, True, True]
    >>> [masked(text) for text in ("A*STAR", "MSC **", "5* HOTEL", "NORTH#1", "ALPHA_BETA TOYS")]
    [False, False, False, False, False]
    """
    text = decoded(unicodedata.normalize("NFKC", text))
    return any(_is_masked(word) for word in _WORD.findall(text))


def _is_masked(word: str) -> bool:
    parts = _PARTS.findall(word)
    letters = [part for part in parts if part[0].isalpha()]
    masks = [part for part in parts if not part[0].isalpha()]
    signs = sum(map(len, masks))
    if not letters:
        return signs > 2 and set(word) <= set("?\ufffd")
    if not masks:
        return False
    left = sum(map(len, letters))
    if len(letters) == 1:  # a mark before or behind a word is no mask, unless it outweighs it
        return signs > 2 and signs >= left and left < 3
    if set("".join(masks)) <= set(_FOR_BLANKS):
        bare = sum(not _VOWELS & set(part.upper()) for part in letters)
        return 2 * bare > len(letters) > 2
    if signs == 1:
        return max(map(len, letters)) < 3 <= left
    return left / len(letters) <= MEAN_PART or any(len(mask) > 1 for mask in masks[1:-1])


def masked_many(texts: pa.LargeStringArray) -> Bools:
    """Return `masked` of each text.

    Parameters
    ----------
    texts
        n texts; each distinct one should come once.

    Returns
    -------
    array of bool
        Of n elements; False where a text is missing.

    Examples
    --------
    >>> masked_many(pa.array(["MARIA", "M*R**", None], pa.large_string())).tolist()
    [False, True, False]
    """
    maybe = pc.match_substring_regex(texts, _MAYBE).fill_null(False)
    found: Bools = maybe.to_numpy(zero_copy_only=False).copy()
    rows = np.flatnonzero(found)
    found[rows] = [masked(text) for text in texts.take(pa.array(rows)).to_pylist()]
    return found
