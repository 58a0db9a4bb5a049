"""Which words of parties lie within an edit or two of words of entries, found by look-up.

`word_alignment.word_loss` lets a word of four letters stand for another within one edit of it, and
a word of eight within two. Words that share their first three letters are found by these
(`search.word_index`), so only the others are sought here: an edit must touch one of the first three
letters. A word of at most seven letters is a number of 64 bits, and so is whatever one edit makes
of it. Let ``w`` be the party's word, ``e`` the entry's, ``i`` below 3; one edit there means ::

    w without letter i = e          w = e without letter i
    w with letters i and i + 1 swapped = e
    w with a hole at i = e with a hole at i

each an equality of two numbers, and nothing is left to verify. Longer words are found by
`vscreen.search.edit_index.EditIndex`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from threading import Lock
from typing import Any, ClassVar, Final

import numpy as np

from vscreen.columnar.strings import MASKS, Codes, Hashes, Packed, expand
from vscreen.search.edit_index import EditIndex
from vscreen.search.hash_index import HashIndex
from vscreen.text.lexicon import ONE_EDIT_FROM, TWO_EDITS_FROM
from vscreen.text.tables.words import WordTable

BEGINS: Final = 3
"""Words that share so many first letters are found by them."""
_SPREAD: Final = np.uint64(0x9E3779B97F4A7C15)
_HOLE: Final = 1
_SHORTER: Final = np.uint64(1 << 63)
"""Marks an entry's word without one of its letters, which fills at most six bytes."""
_BYTE: Final = np.uint64(8)


class _OneSlip:
    """Words of four to seven letters to be found within one edit of one of the first three.

    Some equal words, or words that share their first three letters, are found as well.
    """

    STATE: ClassVar[Mapping[str, Any]] = {"_keys": HashIndex, "_owner": np.ndarray}

    def __init__(self, words: Packed) -> None:
        letters = words.first_letters()
        keys = [
            letters,
            *_holes(letters),
            *(shorter | _SHORTER for shorter in _less_a_letter(letters)),
        ]
        self._keys = HashIndex(np.concatenate(keys) * _SPREAD)
        self._owner = self._keys.order % max(len(words), 1)

    def pairs(self, words: Packed) -> tuple[Codes, Codes]:
        """Return pairs (position in ``words``, position in the entry's words), some twice."""
        letters = words.first_letters()
        keys = [*_less_a_letter(letters), *_swapped(letters), *_holes(letters), letters | _SHORTER]
        our, slot = self._keys.pairs(np.concatenate(keys) * _SPREAD)
        return our % max(len(words), 1), self._owner[slot]


class NearWords:
    """Words of entries to be found within the edits that `word_alignment.word_loss` allows.

    Parameters
    ----------
    words, codes
        Words of entries, and which of them.
    """

    STATE: ClassVar[Mapping[str, Any]] = {
        "_short": _OneSlip, "_long": EditIndex, "_letters": np.ndarray, "_hash": np.ndarray,
    }  # fmt: skip

    def __init__(self, words: WordTable, codes: Codes) -> None:
        length = words.distinct.length[codes]
        long = codes[length >= TWO_EDITS_FROM]
        short = codes[(length >= ONE_EDIT_FROM) & (length < TWO_EDITS_FROM)]
        self._short = _OneSlip(words.distinct.take(short))
        self._long = EditIndex(words.distinct.take(long), np.full(len(long), 2))
        self._letters = words.distinct.first_letters()[np.concatenate([short, long])]
        self._hash = words.hash[np.concatenate([short, long])]

    def pairs(self, words: WordTable, codes: Codes) -> tuple[Codes, Hashes]:
        """Return (code of a party's word, hash of an entry's) for those that are near.

        Those that share their first letters are left out.
        """
        length = words.distinct.length[codes]  # an edit makes a word shorter or longer by a letter
        short = codes[(length >= ONE_EDIT_FROM - 1) & (length <= TWO_EDITS_FROM)]
        long = codes[length >= TWO_EDITS_FROM - 2]
        our, their = self._short.pairs(words.distinct.take(short))
        far, from_far = self._long.pairs(words.distinct.take(long))
        our = np.concatenate([short[our], long[far]])
        shorts = len(self._hash) - len(self._long.strings)
        their = np.concatenate([their, from_far + shorts])
        differ = (words.distinct.first_letters()[our] ^ self._letters[their]) & MASKS[BEGINS] != 0
        return our[differ], self._hash[their[differ]]


def _less_a_letter(letters: Hashes) -> Iterator[Hashes]:
    for at in range(BEGINS):
        before = MASKS[at]
        yield (letters & before) | (letters >> _BYTE & ~before)


def _swapped(letters: Hashes) -> Iterator[Hashes]:
    for at in range(BEGINS):
        first, second = MASKS[at + 1] ^ MASKS[at], MASKS[at + 2] ^ MASKS[at + 1]
        rest = letters & ~(first | second)
        yield rest | (letters & first) << _BYTE | (letters & second) >> _BYTE


def _holes(letters: Hashes) -> Iterator[Hashes]:
    for at in range(BEGINS):
        yield letters & ~(MASKS[at + 1] ^ MASKS[at]) | np.uint64(_HOLE << 8 * at)


class Remembered:
    """What `NearWords` found for words, so that texts searched later don't look them up again.

    A word is remembered in the slot that its hash points to, until another word needs the slot.
    """

    _SLOTS: Final = 18
    _MOST: Final = 1 << 20

    def __init__(self, near: NearWords) -> None:
        self._near, self._lock = near, Lock()
        self._word = np.zeros(1 << self._SLOTS, np.uint64)
        self._first, self._count = np.zeros((2, 1 << self._SLOTS), np.int64)
        self._their = np.empty(0, np.uint64)

    def __reduce__(self) -> tuple[type[Remembered], tuple[NearWords]]:
        """Travel to another process without what is remembered."""
        return Remembered, (self._near,)

    def pairs(self, words: WordTable, codes: Codes) -> tuple[Codes, Hashes]:
        """Return what `NearWords.pairs` does."""
        slot = (words.hash[codes] >> np.uint64(64 - self._SLOTS)).astype(np.int64)
        with self._lock:
            known = self._word[slot] == words.hash[codes]
            first, count, held = self._first[slot[known]], self._count[slot[known]], self._their
        row, member = expand(first, count)
        new, slot = codes[~known], slot[~known]
        our, their = self._near.pairs(words, new)
        self._remember(words.hash, new, slot, our, their)
        return np.append(codes[known][row], our), np.append(held[member], their)

    def _remember(
        self, hashes: Hashes, codes: Codes, slot: Codes, our: Codes, their: Hashes
    ) -> None:
        order = np.argsort(our, kind="stable")
        by_code = np.argsort(codes, kind="stable")
        codes, slot = codes[by_code], slot[by_code]
        first = np.searchsorted(our[order], codes)
        count = np.searchsorted(our[order], codes, "right") - first
        with self._lock:
            if len(self._their) + len(their) > self._MOST:
                self._word[:], self._their = 0, self._their[:0]
            self._word[slot] = hashes[codes]
            self._first[slot], self._count[slot] = first + len(self._their), count
            self._their = np.append(self._their, their[order])
