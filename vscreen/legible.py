"""Which of many texts hold a name at all: the fast twin of ``bool(forms)``.

A text has no form if nothing of it can be read, or if it is a placeholder (``TBN``, ``TO ORDER``).
Printable ASCII with a letter or digit can be read; and where it is a placeholder, so many signs,
prefixes and blanks may stand around or in it, but its letters end in the placeholder's letters, for
placeholders are words of A-Z alone and only a prefix is ever cut (``&`` is read as ``AND``). Texts
that pass are legible without another look; of the others, few, `vscreen.text` tells.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vscreen.data import read_table
from vscreen.packed import Bools
from vscreen.text import Form

_PLAIN: Final = r"^[ -~]*[A-Za-z0-9][ -~]*$"
_GAP: Final = "[^A-Z]*"  # in a pattern for either case


def legible(texts: pa.LargeStringArray, forms_of: Callable[[str], tuple[Form, ...]]) -> Bools:
    """Return whether each text has a form.

    Parameters
    ----------
    texts
        n texts; each distinct one should come once.
    forms_of
        `vscreen.text.vessel_forms` or `vscreen.text.party_forms`.

    Examples
    --------
    >>> from vscreen.text import vessel_forms
    >>> legible(pa.array(["MARIA", "M/V TBN", "..."], pa.large_string()), vessel_forms).tolist()
    [True, False, False]
    """
    found = surely_legible(texts)
    unsure = np.flatnonzero(~found & (pc.utf8_length(texts).to_numpy(zero_copy_only=False) > 0))
    told = [bool(forms_of(text)) for text in texts.take(pa.array(unsure)).to_pylist()]
    found[unsure] = told
    return found


def surely_legible(texts: pa.LargeStringArray) -> Bools:
    """Return whether each text has a form for certain."""
    plain = pc.match_substring_regex(texts, _PLAIN)
    placeholder = pc.match_substring_regex(texts, _endings())
    return pc.and_not(plain, placeholder).to_numpy(zero_copy_only=False).copy()  # type: ignore[no-any-return]


@cache
def _endings() -> str:
    """Return a pattern of placeholders' letters at a text's end, any signs between them."""
    words = {re.sub("[^A-Z]", "", row["text"]) for row in read_table("placeholders.csv")}
    spelled = [_GAP.join(word).replace(_GAP.join("AND"), f"(?:{_GAP.join('AND')}|&)")
               for word in sorted(words)]  # fmt: skip
    return f"(?i)(?:{'|'.join(spelled)}){_GAP}$"
