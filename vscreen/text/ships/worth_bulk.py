"""The bulk twin of `text.ships.worth`: what many words are worth in ships' names."""

from __future__ import annotations

import numpy as np

from vscreen.columnar.strings import Codes, Packed, ends, members, sums_of
from vscreen.text.ships.worth import PARTS, letter_costs


def spelled_worths(words: Packed) -> Codes:
    """Return what `worth.ship_word_worth` says of words that no ship of the fleet bears.

    Examples
    --------
    >>> from vscreen.text.ships.worth import ship_word_worth
    >>> words = ["BELOMORSKIY", "QWX"]
    >>> spelled_worths(Packed.of(words)).tolist() == [ship_word_worth(word) for word in words]
    True
    """
    room = words.length + 2  # two before each word; the first of the next is what stands behind it
    codes = np.zeros(int(room.sum()) + 1, np.int64)
    first = ends(room) - room
    letters = words.data.take(members(words.start, words.length)).astype(np.int64)
    codes[members(first + 2, words.length)] = letters - (ord("A") - 1)
    sums = sums_of(letter_costs()[codes[:-2], codes[1:-1], codes[2:]])
    worths: Codes = PARTS + sums[first + words.length + 1] - sums[first]
    return worths
