"""Many strings of ASCII laid end to end in one array of bytes: what the fast search works on.

A string of Python takes 50 bytes and a loop; here ten thousand names are one array, and their
letters are compared, hashed and cut by numpy. Eight letters at a time are read as one number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Final, overload

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

Codes = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]
Bools = npt.NDArray[np.bool_]
Words = npt.NDArray[np.object_]
Bytes = npt.NDArray[np.uint8]

WINDOW: Final = 8
"""Letters that one number of 64 bits holds."""
MASKS: Final[Hashes] = np.array(
    [(1 << 8 * letters) - 1 for letters in range(WINDOW + 1)], dtype=np.uint64
)
_AT_ONCE: Final = 1 << 13
"""Strings copied together: what says where their letters lie stays in the processor's cache."""
_STEP: Final = np.uint64(0x9E3779B97F4A7C15)
_STIR: Final = np.uint64(0xD6E8FEB86659FD93)
_HALF: Final = np.uint64(32)
_PLAIN_STEP, _PLAIN_STIR = int(_STEP), int(_STIR)
_LETTERS: Final = 26
_ALPHABET: Final = b"AEIOUNRSTLGMBCDFHJKPQVWXYZ"
"""Letters in the order of their bits in a signature; the first twelve are counted up to three."""
_BITS: Final = np.full(256, 1 << (_LETTERS - 1), np.uint64)  # what is no letter counts as the last
_BITS[list(_ALPHABET)] = np.uint64(1) << np.arange(_LETTERS, dtype=np.uint64)
_ALL_BITS: Final = (1 << 64) - 1
_BIT_OF: Final = dict(enumerate(_BITS.tolist()))


def mix(values: Hashes) -> Hashes:
    """Return ``values`` with every bit of each spread over all of it."""
    high = values >> _HALF
    mixed = values ^ high
    for _ in range(2):
        mixed *= _STIR
        np.right_shift(mixed, _HALF, out=high)
        mixed ^= high
    return mixed


class Packed:
    """Strings of ASCII: string ``i`` is ``data[start[i] : start[i] + length[i]]``.

    Examples
    --------
    >>> names = Packed.of(["LADY R", "", "MARIA"])
    >>> len(names), names.length.tolist(), names[np.array([2, 0])].tolist()
    (3, [6, 0, 5], ['MARIA', 'LADY R'])
    """

    STATE: ClassVar[Mapping[str, type]] = dict.fromkeys(("data", "start", "length"), np.ndarray)
    _padded: Bytes | None = None

    def __init__(self, data: Bytes, start: Codes, length: Codes) -> None:
        self.data, self.start, self.length = data, start, length

    @classmethod
    def of(cls, strings: Sequence[str] | Words) -> Packed:
        """Lay strings of ASCII end to end."""
        length = np.fromiter(map(len, strings), np.int64, len(strings))
        data = np.frombuffer("".join(strings).encode("ascii"), np.uint8)
        return cls(data, ends(length) - length, length)

    def __len__(self) -> int:
        return len(self.start)

    @overload
    def __getitem__(self, positions: Codes) -> Words: ...

    @overload
    def __getitem__(self, positions: slice) -> Words: ...

    def __getitem__(self, positions: Codes | slice) -> Words:
        """Return strings of Python, each distinct position made once."""
        chosen = np.arange(len(self))[positions] if isinstance(positions, slice) else positions
        some, back = np.unique(chosen, return_inverse=True)
        laid = self.take(some).joined()
        text = laid.data.tobytes().decode("ascii")
        first, last = laid.start.tolist(), (laid.start + laid.length).tolist()
        made = [text[a:b] for a, b in zip(first, last, strict=True)]
        return np.array([*made, None], dtype=object)[:-1][back]

    def take(self, positions: Codes | Bools) -> Packed:
        """Return the strings at ``positions``, over the same bytes."""
        taken = Packed(self.data, self.start[positions], self.length[positions])
        taken._padded = self._padded
        return taken

    def share_windows(self, others: Packed) -> None:
        """Take over what the `windows` of strings over the same bytes are made of."""
        self._padded = others._with_room()

    def joined(self) -> Packed:
        """Return the same strings over bytes of their own, in order and without gaps."""
        last = ends(self.length)
        if (
            len(last)
            and last[-1] == len(self.data)
            and np.array_equal(self.start, last - self.length)
        ):
            return self
        return join(self, np.arange(len(self)), np.ones(len(self), np.int64))

    @property
    def windows(self) -> Hashes:
        """The eight bytes from each byte on as one number, the first in the lowest bits.

        They overlap in memory: take some by ``windows[positions]``, which makes no more of them.
        """
        return np.ndarray(len(self.data) + 1, "<u8", self._with_room().data, strides=(1,))

    def _with_room(self) -> Bytes:
        """Return all bytes, and some more so that a window may begin at the last."""
        if self._padded is None:
            self._padded = np.concatenate([self.data, np.zeros(WINDOW, np.uint8)])
        return self._padded

    def first_letters(self) -> Hashes:
        """Return the first eight letters of each string as one number."""
        return self.windows[self.start] & MASKS[np.minimum(self.length, WINDOW)]

    def hashes(self) -> Hashes:
        """Return a hash of each string; two that differ may share one, with chance 2 ** -64."""
        found = mix(self.length.astype(np.uint64) * _STEP)
        windows, which = self.windows, np.flatnonzero(self.length)
        start, left = self.start.take(which), self.length.take(which)
        while len(which):
            seen = windows[start]
            seen &= MASKS.take(np.minimum(left, WINDOW))
            seen ^= found.take(which) * _STEP
            found[which] = mix(seen)
            longer = np.flatnonzero(left > WINDOW)
            which, start, left = which.take(longer), start.take(longer), left.take(longer)
            start += WINDOW
            left -= WINDOW
        return found


def hash_of(text: str) -> int:
    """Return the hash that `Packed.hashes` has of one string of ASCII.

    Examples
    --------
    >>> [hash_of("MARIA")] == Packed.of(["MARIA"]).hashes().tolist()
    True
    """
    letters = text.encode("ascii")
    found = _mixed(len(letters) * _PLAIN_STEP)
    for begin in range(0, len(letters), WINDOW):
        window = int.from_bytes(letters[begin : begin + WINDOW], "little")
        found = _mixed(window ^ (found * _PLAIN_STEP & _ALL_BITS))
    return found


def _mixed(value: int) -> int:
    """Return what `mix` makes of one number."""
    value &= _ALL_BITS
    value ^= value >> 32
    for _ in range(2):
        value = value * _PLAIN_STIR & _ALL_BITS
        value ^= value >> 32
    return value


def shifted(hashes: Hashes, positions: Codes) -> Hashes:
    """Return hashes of words that stand at some positions, so that their order tells."""
    return hashes + positions.astype(np.uint64) * _STEP


class Sequences:
    """Words of many forms, end to end: form ``i`` has those at ``first[i]`` for ``count[i]``."""

    STATE: ClassVar[Mapping[str, Any]] = dict.fromkeys(("count", "code", "first"), np.ndarray)

    def __init__(self, count: Codes, code: Codes) -> None:
        self.count, self.code = count, code
        self.first: Codes = ends(count) - count

    def owner(self) -> Codes:
        """Return the form of each word."""
        return np.repeat(np.arange(len(self.count)), self.count)

    def take(self, positions: Codes) -> Sequences:
        """Return those of some forms."""
        _, member = expand(self.first[positions], self.count[positions])
        return Sequences(self.count[positions], self.code[member])

    def sums(self, values: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """Return, for each form, the sum of the values of its words."""
        sums = np.zeros(len(values) + 1, values.dtype)
        np.cumsum(values, out=sums[1:])
        found: npt.NDArray[Any] = sums[self.first + self.count] - sums[self.first]
        return found

    def hashes(self, hashes: Hashes, *, ordered: bool) -> Hashes:
        """Return a hash of each form's words, in their order or in any."""
        each = hashes[self.code]
        if ordered:
            each = shifted(each, np.arange(len(self.code)) - np.repeat(self.first, self.count))
        found: Hashes = self.sums(mix(each))
        return found


def ends(lengths: Codes) -> Codes:
    """Return where each of ``lengths`` laid end to end ends."""
    return np.cumsum(lengths, dtype=np.int64)


def sums_of(values: Codes) -> Codes:
    """Return the sums of the first 0, 1, 2, ... of ``values``."""
    sums = np.zeros(len(values) + 1, np.int64)
    np.cumsum(values, out=sums[1:])
    return sums


def join(pieces: Packed, piece: Codes, count: Codes) -> Packed:
    """Return strings each made of the next ``count`` of ``piece``, positions in ``pieces``.

    Examples
    --------
    >>> words = Packed.of(["SEA", "STAR"])
    >>> join(words, np.array([0, 1, 1]), np.array([2, 1]))[:].tolist()
    ['SEASTAR', 'STAR']
    """
    length = pieces.length[piece]
    sums = sums_of(length)
    last = ends(count)
    start = sums[last - count]
    data = np.empty(sums[-1], np.uint8)
    for begin in range(0, len(piece), _AT_ONCE):
        part = slice(begin, begin + _AT_ONCE)
        letters = members(pieces.start[piece[part]], length[part])
        into = data[sums[begin] : sums[begin] + len(letters)]
        pieces.data.take(letters, out=into, mode="clip")  # any other mode copies once more
    return Packed(data, start, sums[last] - start)


def expand(first: Codes, count: Codes) -> tuple[Codes, Codes]:
    """Return, for ranges ``first`` to ``first + count``, each range's position and each member.

    Examples
    --------
    >>> [part.tolist() for part in expand(np.array([5, 9]), np.array([2, 1]))]
    [[0, 0, 1], [5, 6, 9]]
    """
    return np.repeat(np.arange(len(first)), count), members(first, count)


def members(first: Codes, count: Codes) -> Codes:
    """Return the members of the ranges ``first`` to ``first + count``, end to end."""
    member = np.repeat(first - ends(count) + count, count)
    member += np.arange(len(member))
    return member


def once(codes: Codes) -> Codes:
    """Return each distinct code once, sorted."""
    ordered = np.sort(codes)
    new = np.ones(len(ordered), np.bool_)
    new[1:] = ordered[1:] != ordered[:-1]
    return ordered[new]


def factorize(hashes: Hashes) -> tuple[Codes, Codes]:
    """Return each hash's code, 0 up in order of first appearance, and where each first stands.

    Examples
    --------
    >>> [part.tolist() for part in factorize(np.array([7, 9, 7], np.uint64))]
    [[0, 1, 0], [0, 1]]
    """
    import pandas as pd

    code, distinct = pd.factorize(hashes)
    first = np.empty(len(distinct), np.int64)
    first[code[::-1]] = np.arange(len(code))[::-1]
    return code.astype(np.int64, copy=False), first


class Lookup:
    """Where each of some distinct hashes stands.

    Examples
    --------
    >>> Lookup(np.array([7, 9], np.uint64)).find(np.array([9, 8, 7], np.uint64)).tolist()
    [1, -1, 0]
    """

    def __init__(self, hashes: Hashes) -> None:
        import pandas as pd

        self._index = pd.Index(hashes)
        self.find(hashes[:1])  # its table is made when first asked, which no two threads may do

    def find(self, hashes: Hashes) -> Codes:
        """Return the position of each hash, -1 of one that is not there."""
        return self._index.get_indexer(hashes).astype(np.int64, copy=False)  # type: ignore[arg-type]


def alphabetical(words: Packed) -> Codes:
    """Return the position of each distinct word in the alphabet.

    Examples
    --------
    >>> alphabetical(Packed.of(["SEA", "OCEANOGRAPHY", "OCEANOGRAPHIC", "OCEAN"])).tolist()
    [3, 2, 1, 0]
    """
    begins = words.first_letters().byteswap()
    order = np.argsort(begins, kind="stable")
    same = begins[order[1:]] == begins[order[:-1]]
    shared = np.zeros(len(words), np.bool_)
    shared[1:] |= same
    shared[:-1] |= same
    tied = order[shared]  # they share eight letters: all of theirs are compared
    order[shared] = tied[_by_letters(words, tied)]
    rank = np.empty(len(words), np.int64)
    rank[order] = np.arange(len(words))
    return rank


def _by_letters(words: Packed, positions: Codes) -> Codes:
    texts = words[positions].tolist()
    return np.array(sorted(range(len(texts)), key=texts.__getitem__), np.int64)


def signature(text: str) -> int:
    """Return 64 bits that tell which letters a text of ASCII has once, twice and three times.

    An edit changes at most two of them: a letter put in or left out one, a letter replaced two, two
    letters swapped none.

    Examples
    --------
    >>> (signature("MARIA") ^ signature("MARLA")).bit_count()
    2
    """
    first = second = third = 0
    for byte in text.encode("ascii"):
        bit = _BIT_OF[byte]
        third |= second & bit
        second |= first & bit
        first |= bit
    return first | second << _LETTERS | (third << 2 * _LETTERS) & _ALL_BITS


def signatures(strings: Packed) -> Hashes:
    """Return the `signature` of each string.

    The first letters of all strings are read together, then the second ones, the longest strings
    first.
    """
    order = np.argsort(-strings.length, kind="stable")
    start = strings.start[order]
    longer = len(strings) - np.cumsum(np.bincount(strings.length, minlength=1))
    first, second, third = np.zeros((3, len(strings)), np.uint64)
    for at, long in enumerate(longer.tolist()):
        letter = _BITS.take(strings.data.take(start[:long] + at))
        third[:long] |= second[:long] & letter
        second[:long] |= first[:long] & letter
        first[:long] |= letter
    found = np.empty(len(strings), np.uint64)
    found[order] = first | second << np.uint64(_LETTERS) | third << np.uint64(2 * _LETTERS)
    return found


def distances(ours: Words, theirs: Words, most: int | None = None) -> Codes:
    """Return the edit distance (optimal string alignment) of each pair of strings.

    Beyond ``most`` it is given as ``most + 1``.
    """
    if not len(ours):
        return np.empty(0, np.int64)
    found = cpdist(ours, theirs, scorer=OSA.distance, score_cutoff=most, dtype=np.int32)
    return np.asarray(found, np.int64)
