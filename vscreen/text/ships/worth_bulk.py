"""The bulk twin of `text.ships.worth`: what many words are worth in ships' names."""

from __future__ import annotations

from functools import cache

import numpy as np

from vscreen.columnar.strings import Codes, Hashes, Packed, ends, members, sums_of
from vscreen.text.ships.names import attested_words
from vscreen.text.ships.worth import ATTESTED, PARTS, letter_costs


@cache
def _attested() -> Hashes:
    return np.sort(Packed.of(sorted(attested_words())).hashes())


def unborne_worths(words: Packed, hashes: Hashes) -> Codes:
    """Return what `worth.ship_word_worth` says of words that hardly a ship bears.

    Parameters
    ----------
    words, hashes
        Each word once, and its hash.

    Examples
    --------
    >>> from vscreen.text.ships.worth import ship_word_worth
    >>> words = Packed.of(["BELOMORSKIY", "QWX", "CONVERSATION"])
    >>> worths = unborne_worths(words, words.hashes())
    >>> worths.tolist() == [*map(ship_word_worth, ("BELOMORSKIY", "QWX", "CONVERSATION"))]
    True
    """
    known = _attested()
    at = np.minimum(np.searchsorted(known, hashes), len(known) - 1)
    spelled = _spelled_worths(words)
    return np.where(known[at] == hashes, np.minimum(spelled, ATTESTED), spelled)


def _spelled_worths(words: Packed) -> Codes:
    room = words.length + 2  # two before each word; the first of the next is what stands behind it
    codes = np.zeros(int(room.sum()) + 1, np.int64)
    first = ends(room) - room
    letters = words.data.take(members(words.start, words.length)).astype(np.int64)
    codes[members(first + 2, words.length)] = letters - (ord("A") - 1)
    sums = sums_of(letter_costs()[codes[:-2], codes[1:-1], codes[2:]])
    worths: Codes = PARTS + sums[first + words.length + 1] - sums[first]
    return worths
