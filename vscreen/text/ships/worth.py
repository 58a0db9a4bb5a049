"""What a ship's name is worth: how unlikely it is that another ship bears it, in bits.

A letter of MARIA mistyped makes MARIE or MAYA, other ships' names; a letter of BELOMORSKIY mistyped
makes what no ship is called. So one letter off is strong evidence where what was written is an
unlikely name, and weak where it is a likely one, whether or not it was ever seen. A word that
several known ships bear (``ship_names.csv``) is worth what its share of them says; one of language,
of people or of places the same however long it is; any other what its letters say, by how often one
follows two others in ships' words.
"""

from __future__ import annotations

from functools import cache
from math import log2
from typing import Final

import numpy as np
import numpy.typing as npt

from vscreen.text.ships.names import attested_words, ship_names, ship_words

PARTS: Final = 16
"""Worth is counted in sixteenths of a bit, as whole numbers: they add up alike in any order."""
ATTESTED: Final = round(18.5 * PARTS)
"""What a word is worth that hardly a ship bears, but that is one of language, people or places. Of
12,000 ships unseen 1 in 16 had such a word, and there are 25,000; short and long ones alike."""
SYMBOLS: Final = 27
"""The 26 letters, and what stands before and behind a word."""
_END: Final = 0
_CODE_BITS: Final = 31
"""The bits by which letters of ASCII are numbered from 1."""


@cache
def letter_costs() -> npt.NDArray[np.int64]:
    """Return what a third letter is worth after two others, as an array of three letters.

    Counts of three letters, of two and of one are blended by Witten and Bell's rule.
    """
    words = sorted({word for name in ship_names() for word in name.split() if word.isalpha()})
    text = "\0\0".join(["", *words, ""]).encode()
    codes = np.frombuffer(text, np.uint8).astype(np.int64) & _CODE_BITS
    first, second, third = codes[:-2], codes[1:-1], codes[2:]
    inside = (second != _END) | (third != _END)
    triples = (first[inside] * SYMBOLS + second[inside]) * SYMBOLS + third[inside]
    counts = np.bincount(triples, minlength=SYMBOLS**3).reshape((SYMBOLS,) * 3)
    share = np.full(SYMBOLS, 1 / SYMBOLS)
    for seen in (counts.sum((0, 1)), counts.sum(0), counts):
        share = _blended(seen, share)
    costs: npt.NDArray[np.int64] = np.rint(-PARTS * np.log2(share)).astype(np.int64)
    return costs


def _blended(
    seen: npt.NDArray[np.int64], shorter: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    total = seen.sum(-1, keepdims=True)
    kinds = (seen > 0).sum(-1, keepdims=True)
    share: npt.NDArray[np.float64] = (seen + kinds * shorter) / np.maximum(total + kinds, 1)
    return np.where(total > 0, share, np.broadcast_to(shorter, share.shape))


def codes_of(word: str) -> list[int]:
    """Return the letters of a word as numbers, with what stands before and behind it.

    Examples
    --------
    >>> codes_of("ABZ")
    [0, 0, 1, 2, 26, 0]
    """
    return [_END, _END, *(ord(letter) - ord("A") + 1 for letter in word), _END]


def ship_word_worth(word: str) -> int:
    """Return what a word in a ship's name is worth, in sixteenths of a bit.

    Examples
    --------
    >>> ship_word_worth("STAR") < ship_word_worth("GRACE") < ship_word_worth("GRXCE")
    True
    >>> ship_word_worth("CONVERSATION") == ship_word_worth("INTERROGATION")
    True
    """
    codes, costs = codes_of(word), letter_costs()
    spelled = PARTS + sum(
        int(costs[three]) for three in zip(codes, codes[1:], codes[2:], strict=False)
    )
    known = ship_words().get(word, 0)
    if known:
        return min(spelled, known_worth(known))
    return min(spelled, ATTESTED) if word in attested_words() else spelled


def known_worth(ships: int) -> int:
    """Return what a word is worth that so many ships of the fleet bear.

    Half of the ships' names are left to words that none of them bears, hence the one bit more.
    """
    return round(PARTS * (1 + log2(len(ship_names()) / ships)))
