"""Listed ships' names that stand whole amid other words of a text, found by a hash of the words.

Every window of every text is hashed at once: the letters of a text are numbers whose sums up to
each letter are kept, so the hash of any run of words is a difference of two. Few texts hold a
listed name at all; those are read by the plain functions (`vscreen.text.amid.windows`), which say
whether it may be a ship's name there, and what it costs.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, ClassVar, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from vscreen.columnar.encoded import CODED
from vscreen.columnar.strings import Bools, Codes, Hashes, Packed, mix
from vscreen.search.hash_index import HashIndex
from vscreen.similarity.costs import UNSURE
from vscreen.similarity.windows import price_share
from vscreen.text.amid.windows import (
    LEAST_LETTERS,
    LONGEST,
    Window,
    key_text,
    listed_keys,
    window_texts,
    windows_of,
)
from vscreen.text.amid.words import is_name_word
from vscreen.text.form_table import FormTable
from vscreen.text.tokens import NUMBER_SIGNS

TEXTS_AT_ONCE: Final = 20_000
"""Texts whose windows are hashed together, at most."""
SLACK: Final = 1e-6
_ODD: Final = np.uint64(0x9E3779B97F4A7C15)
_SALT: Final = np.uint64(0xA24BAED4963EE407)
_CODED: Final = re.compile(CODED)
_LETTER: Final = np.zeros(256, np.bool_)
_LETTER[[*range(ord("A"), ord("Z") + 1), *range(ord("a"), ord("z") + 1)]] = True
_DIGIT: Final = np.zeros(256, np.bool_)
_DIGIT[ord("0") : ord("9") + 1] = True
_BLANK: Final = ord(" ")
_VALUE: Final = mix((np.arange(256) & ~0x20).astype(np.uint64) * _ODD)
"""A number for each letter, the same for both cases."""


def _powers(base: np.uint64, most: int) -> Hashes:
    powers = np.full(most + 1, base, np.uint64)
    powers[:1] = 1
    return np.multiply.accumulate(powers)


def _sums(values: Hashes) -> Hashes:
    sums = np.zeros(len(values) + 1, np.uint64)
    np.cumsum(values, out=sums[1:])
    return sums


class Windows:
    """The hashes of all windows of texts.

    Parameters
    ----------
    texts
        Texts of ASCII, in either case.
    """

    def __init__(self, texts: Packed) -> None:
        texts = texts.joined()
        data = self._data = texts.data
        kind = _LETTER[data].astype(np.int8) + 2 * _DIGIT[data].astype(np.int8)
        new = np.ones(len(data), np.bool_)
        new[1:] = kind[1:] != kind[:-1]
        new[texts.start[texts.length > 0]] = True
        begin = np.flatnonzero(new & (kind > 0))
        stop = np.flatnonzero(np.append(new[1:], True) & (kind > 0)) + 1
        self.owner = np.searchsorted(texts.start + texts.length, begin, "right")
        self._number = kind[begin] == 2
        signs = self._signs(data, begin, stop)
        letter = kind == 1
        for at in signs.tolist():
            letter[begin[at] : stop[at]] = False
        self._before = np.concatenate([[0], np.cumsum(letter)])
        most = int(self._before[-1])
        power = _powers(_ODD, most)
        self._inverse = _powers(np.uint64(pow(int(_ODD), -1, 1 << 64)), most)
        self._letters = _sums(np.where(letter, _VALUE[data] * power[self._before[:-1]], 0))
        self._numbers = _sums(np.where(self._number, self._number_hashes(data, begin, stop), 0))
        self._begin, self._stop = begin, stop

    def _signs(self, data: npt.NDArray[np.uint8], begin: Codes, stop: Codes) -> Codes:
        """Return the tokens that only say that a number follows, and have one before them."""
        after = np.append(self._number[1:], False)
        may = np.flatnonzero(after & ~self._number & np.isin(stop - begin, [2, 3, 6]))
        return may[
            [data[begin[at] : stop[at]].tobytes().decode().upper() in NUMBER_SIGNS for at in may]
        ] if len(may) else may  # fmt: skip

    def _number_hashes(self, data: npt.NDArray[np.uint8], begin: Codes, stop: Codes) -> Hashes:
        """Return a hash of each number, zeros before it left out."""
        digit = _DIGIT[data]
        back = np.zeros(len(data), np.int64)
        at = np.flatnonzero(digit)
        token = np.searchsorted(begin, at, "right") - 1
        back[at] = stop[token] - 1 - at
        power = _powers(_ODD, int(back.max(initial=0)))
        worth = (data - np.uint8(ord("0"))).astype(np.uint64)
        sums = _sums(np.where(digit, mix(worth * _SALT) * (worth > 0) * power[back], 0))
        return mix((sums[stop] - sums[begin]) ^ _SALT)

    def of_size(self, size: int) -> tuple[Codes, Hashes]:
        """Return the first tokens of the windows of so many tokens, and their hashes."""
        first = np.arange(max(len(self.owner) - size + 1, 0))
        last = first + size - 1
        first = first[self.owner[first] == self.owner[last]]
        begin, stop = self._begin[first], self._stop[first + size - 1]
        long = self._before[stop] - self._before[begin] >= LEAST_LETTERS
        first, begin, stop = first[long], begin[long], stop[long]
        letters = (self._letters[stop] - self._letters[begin]) * self._inverse[self._before[begin]]
        numbers = self._numbers[first + size] - self._numbers[first]
        return first, mix(letters + numbers * _SALT)

    def in_longer_names(self, tokens: Codes) -> Bools:
        """Return whether each of some tokens stands, for certain, in a longer name.

        Then it is no window by itself; see `text.amid.neighbours`.
        """
        longer = [self._goes_on(at, at - 1) or self._goes_on(at, at + 1) for at in tokens.tolist()]
        return np.array(longer, np.bool_)

    def _goes_on(self, at: int, other: int) -> bool:
        first, second = min(at, other), max(at, other)
        if first < 0 or second == len(self.owner) or self.owner[first] != self.owner[second]:
            return False
        begin, stop = int(self._stop[first]), int(self._begin[second])
        apart = stop - begin == 1 and self._data[begin] == _BLANK
        return bool(apart) and not self._number[other] and self._is_name(other, other > at)

    def _is_name(self, at: int, behind: bool) -> bool:
        """Whether a word is one of a longer name, and has no digits glued to it or behind it."""
        begin, stop = int(self._begin[at]), int(self._stop[at])
        number = at + 1 < len(self.owner) and self._number[at + 1]
        glued = at > 0 and self._number[at - 1] and self._stop[at - 1] == begin
        if glued or (number and (behind or self._begin[at + 1] == stop)):
            return False
        word = self._data[begin:stop].tobytes().decode("ascii").upper()
        return is_name_word(word, behind=behind)


def _whole_hashes(keys: Sequence[str]) -> Hashes:
    """Return the hash of each key as of a window."""
    windows = Windows(Packed.of(keys))
    hashes = np.zeros(len(keys), np.uint64)
    size = np.bincount(windows.owner, minlength=len(keys))
    for count in np.unique(size[size > 0]).tolist():
        first, found = windows.of_size(count)
        owner = windows.owner[first]
        whole = size[owner] == count
        hashes[owner[whole]] = found[whole]
    return hashes


class WindowIndex:
    """The windows that are listed ships' names.

    Parameters
    ----------
    table
        The forms of the listed names.

    Examples
    --------
    >>> from vscreen.text.forms_bulk import VESSEL_NAME, forms_of_many
    >>> index = WindowIndex(forms_of_many(["GREY HULL", "MARIA"], VESSEL_NAME))
    >>> texts = pa.array(["GREY HULL KZ-2201 SOUTHBOUND", "OCEAN GRACE"], pa.large_string())
    >>> index.search(texts, "vessel", least=80)
       text  form  score
    0     0     0   86.0
    """

    STATE: ClassVar[Mapping[str, Any]] = {
        "_hashes": HashIndex, "_keys": Packed, "_owners": np.ndarray, "_share": np.ndarray,
    }  # fmt: skip

    def __init__(self, table: FormTable) -> None:
        keys = [
            (key_text(key), row) for row, form in enumerate(table.forms())
            for key in listed_keys(form)
        ]  # fmt: skip
        strings = [key for key, _ in keys]
        self._hashes = HashIndex(_whole_hashes(list(dict.fromkeys(strings))))
        self._keys, self._owners = Packed.of(strings), np.array([row for _, row in keys], np.int64)
        letters = np.maximum(table.letters, 1)
        self._share = np.array(
            [price_share(price, size) for price, size in zip(table.price, letters, strict=True)]
        )

    @cached_property
    def _forms(self) -> dict[str, list[int]]:
        """The rows of the forms that each window is."""
        forms: defaultdict[str, list[int]] = defaultdict(list)
        for key, row in zip(self._keys[:].tolist(), self._owners.tolist(), strict=True):
            forms[key].append(row)
        return dict(forms)

    def __contains__(self, window: object) -> bool:
        """Whether a window is a listed name."""
        return isinstance(window, tuple) and key_text(window) in self._forms

    def forms(self, window: Window) -> list[int]:
        """Return the rows of the forms that a window is."""
        return self._forms.get(key_text(window), [])

    def search(self, texts: pa.LargeStringArray, field: str, least: float) -> pd.DataFrame:
        """Return the pairs of a text and the listed forms that stand in it, at their score.

        Parameters
        ----------
        texts
            Texts of a manifest, each once.
        field
            ``vessel``, ``free_text`` or ``party``.
        least
            0-100; pairs below are left out.
        """
        best: defaultdict[tuple[int, int], float] = defaultdict(float)
        for start in range(0, len(texts), TEXTS_AT_ONCE):
            some = texts[start : start + TEXTS_AT_ONCE].to_pylist()
            for at in self._holding(some).tolist():
                for form, score in self._scored(some[at], field):
                    if score >= least - SLACK:
                        pair = start + at, form
                        best[pair] = max(best[pair], score)
        pairs = np.array([*best], np.int64).reshape(-1, 2)
        scores = np.array([*best.values()], np.float64)
        return pd.DataFrame({"text": pairs[:, 0], "form": pairs[:, 1], "score": scores})

    def _scored(self, text: str, field: str) -> Iterator[tuple[int, float]]:
        for key, around in windows_of(text, field, self).items():
            for form in self.forms(key):
                yield form, min(UNSURE, 100 * (1 - (around + float(self._share[form]))))

    def _holding(self, texts: Sequence[str]) -> Codes:
        """Return the texts that hold a listed name."""
        plain = [text.isascii() and not _CODED.search(text) for text in texts]
        ways = [
            (way, at)
            for at, (text, is_plain) in enumerate(zip(texts, plain, strict=True))
            for way in ((text,) if is_plain else window_texts(text))
        ]
        windows = Windows(Packed.of([way for way, _ in ways]))
        holds: Bools = np.zeros(len(ways), np.bool_)
        for size in range(1, LONGEST + 1):
            first, hashes = windows.of_size(size)
            first = first[self._hashes.ranges(hashes)[0]]
            if size == 1:
                first = first[~windows.in_longer_names(first)]
            holds[windows.owner[first]] = True
        found = np.array([at for _, at in ways], np.int64)[holds]
        return np.unique(found)
