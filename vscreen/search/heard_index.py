"""Names to be found by words that sound like those of texts in other scripts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Final

import numpy as np

from vscreen.columnar.strings import Codes, Hashes, once
from vscreen.search.hash_index import HashIndex
from vscreen.similarity.heard.words import ANCHOR, MOST_WORDS
from vscreen.similarity.heard.words_bulk import Units, hundredths
from vscreen.text.form_table import FormTable

_AT_ONCE: Final = 1 << 9
"""Forms of texts looked up together: bounds what lies between."""


class HeardWordIndex:
    """Names to be found by the codes of their words (`similarity.heard.words.is_anchored`).

    Parameters
    ----------
    table
        The forms of the names.
    """

    STATE: ClassVar[Mapping[str, Any]] = {
        "_codes": HashIndex,
        **dict.fromkeys(("_owner", "_words", "_first", "_count", "_weight"), np.ndarray),
    }

    def __init__(self, table: FormTable) -> None:
        forms = np.arange(len(table))
        units = Units(table, forms)
        owner = np.repeat(forms, units.count)
        filed = (units.codes.length[units.kind] > 0) & (units.word < MOST_WORDS)
        self._codes = HashIndex(units.codes.hashes()[units.kind[filed]])
        bits = np.uint64(1) << units.word.astype(np.uint64)
        bits |= np.where(units.words > 1, bits << np.uint64(1), 0).astype(np.uint64)
        self._owner = owner[filed][self._codes.order]
        self._words = bits[filed][self._codes.order]
        spoken = table.spoken
        self._first, self._count = spoken.first, spoken.count
        self._weight = hundredths(table)[spoken.code]

    def pairs(self, ours: FormTable, forms: Codes) -> tuple[Codes, Codes]:
        """Return the pairs (form of a text, form of a name) that are anchored."""
        parts = [
            self._anchored(ours, forms[start : start + _AT_ONCE])
            for start in range(0, len(forms), _AT_ONCE)
        ]
        our, their = zip(*parts, strict=True)
        return np.concatenate(our), np.concatenate(their)

    def _anchored(self, ours: FormTable, forms: Codes) -> tuple[Codes, Codes]:
        units = Units(ours, forms)
        owner, code = _once(np.repeat(forms, units.count), units.codes.hashes()[units.kind])
        query, slot = self._codes.pairs(code)
        width = max(len(self._count), 1)
        pair = owner[query] * width + self._owner[slot]
        order = np.argsort(pair, kind="stable")
        pair, words = pair[order], self._words[slot][order]
        new = np.flatnonzero(np.diff(pair, prepend=-1))
        held = np.bitwise_or.reduceat(words, new) if len(new) else words
        our, their = np.divmod(pair[new], width)
        enough = 100 * self._weights(their, held) >= ANCHOR * self._weights(their)
        return our[enough], their[enough]

    def _weights(self, forms: Codes, words: Hashes | None = None) -> Codes:
        """Return the weight of all words of names, or of the first ones that have their bit."""
        weight = np.zeros(len(forms), np.int64)
        count = self._count[forms]
        most = MOST_WORDS if words is not None else len(self._weight)
        for at in range(min(int(count.max(initial=0)), most)):
            some = np.flatnonzero(count > at)
            if words is not None:
                some = some[(words[some] >> np.uint64(at)) & np.uint64(1) > 0]
            weight[some] += self._weight[self._first[forms[some]] + at]
        return weight


def _once(owner: Codes, code: Hashes) -> tuple[Codes, Hashes]:
    """Return each distinct code of each owner once."""
    distinct, rank = np.unique(code, return_inverse=True)
    owner, rank = np.divmod(once(owner * max(len(distinct), 1) + rank), max(len(distinct), 1))
    return owner, distinct[rank]
