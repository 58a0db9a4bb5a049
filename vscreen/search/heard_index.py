"""Names to be found by words that sound like those of texts in other scripts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import numpy as np

from vscreen.columnar.strings import Codes, Hashes, once
from vscreen.search.hash_index import HashIndex
from vscreen.similarity.heard.words import ANCHOR
from vscreen.similarity.heard.words_bulk import Units, hundredths
from vscreen.text.form_table import FormTable


class HeardWordIndex:
    """Names to be found by their anchors (`similarity.heard.words.anchors`).

    Parameters
    ----------
    table
        The forms of the names.
    """

    STATE: ClassVar[Mapping[str, Any]] = {"_codes": HashIndex, "_owner": np.ndarray}

    def __init__(self, table: FormTable) -> None:
        forms = np.arange(len(table))
        units = Units(table, forms)
        owner = np.repeat(forms, units.count)
        spoken = table.spoken
        weights = np.concatenate([[0], np.cumsum(hundredths(table)[spoken.code])])
        begin = spoken.first[owner] + units.word
        held = weights[begin + units.words] - weights[begin]
        enough = 100 * held >= ANCHOR * spoken.sums(hundredths(table)[spoken.code])[owner]
        enough &= units.codes.length[units.kind] > 0
        self._codes = HashIndex(units.codes.hashes()[units.kind[enough]])
        self._owner = owner[enough][self._codes.order]

    def pairs(self, ours: FormTable, forms: Codes) -> tuple[Codes, Codes]:
        """Return (form of a text, form of a name) that are anchored, some twice."""
        units = Units(ours, forms)
        owner, code = _once(np.repeat(forms, units.count), units.codes.hashes()[units.kind])
        query, slot = self._codes.pairs(code)
        return owner[query], self._owner[slot]


def _once(owner: Codes, code: Hashes) -> tuple[Codes, Hashes]:
    """Return each distinct code of each owner once."""
    distinct, rank = np.unique(code, return_inverse=True)
    owner, rank = np.divmod(once(owner * max(len(distinct), 1) + rank), max(len(distinct), 1))
    return owner, distinct[rank]
