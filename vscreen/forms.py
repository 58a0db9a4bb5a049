"""The forms of many texts as arrays: what `vscreen.text` makes of each, a place each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from operator import attrgetter
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from vscreen import likeness as plain
from vscreen.joins import Bools, Codes, Words
from vscreen.text import Form
from vscreen.weights import word_weight

Scores = npt.NDArray[np.float64]
T = TypeVar("T")


class FormTable:
    """The forms of many texts as arrays, a place each."""

    def __init__(self, texts: Sequence[str], forms_of: Callable[[str], tuple[Form, ...]]) -> None:
        every = [forms_of(text) for text in texts]
        counts = np.fromiter(map(len, every), np.int64, len(every))
        self.text: Codes = np.repeat(np.arange(len(every)), counts)
        self.forms: list[Form] = [form for forms in every for form in forms]
        self._keys: dict[str, Words] = {}

    def __len__(self) -> int:
        return len(self.forms)

    def key(self, view: str) -> Words:
        """Return the strings that a view compares: an attribute of `Form`, or one's attribute."""
        if view not in self._keys:
            keys = [*map(attrgetter(view), self.forms), None]
            self._keys[view] = np.array(keys, dtype=object)[:-1]
        return self._keys[view]

    @cached_property
    def vowels(self) -> Codes:
        """Number of vowels."""
        return self._column("vowels")

    @cached_property
    def letters(self) -> Codes:
        """Number of letters of the core."""
        return lengths(self.key("tight"))

    @cached_property
    def digits(self) -> Codes:
        """Number of digits."""
        return self._column("digits")

    @cached_property
    def word_count(self) -> Codes:
        """Number of words."""
        return np.fromiter((len(form.words) for form in self.forms), np.int64, len(self))

    @cached_property
    def price(self) -> Scores:
        """Edits charged for reading the text this way."""
        return np.fromiter((form.price for form in self.forms), np.float64, len(self))

    @cached_property
    def around(self) -> Scores:
        """Share of the score charged for what stands around each name."""
        return np.fromiter((form.around for form in self.forms), np.float64, len(self))

    @cached_property
    def amid(self) -> Bools:
        """Whether each was found amid running text."""
        return np.fromiter((form.amid for form in self.forms), np.bool_, len(self))

    @cached_property
    def script(self) -> npt.NDArray[np.str_]:
        """What each text was written in."""
        return np.array([form.script for form in self.forms], dtype=np.str_)

    @cached_property
    def latin(self) -> Bools:
        """Whether the text was written in Latin letters."""
        return np.fromiter((form.latin for form in self.forms), np.bool_, len(self))

    @cached_property
    def is_ship_name(self) -> Bools:
        """Whether a known ship bears just this name."""
        return np.fromiter((form.is_ship_name for form in self.forms), np.bool_, len(self))

    @cached_property
    def size(self) -> Scores:
        """Letters, those of common words counting less."""
        return np.fromiter(map(plain.letter_size, self.forms), np.float64, len(self))

    @cached_property
    def numbers(self) -> tuple[Codes, list[tuple[int, ...]]]:
        """Code of each form's numbers, and the numbers of each code."""
        return _coded([form.numbers for form in self.forms])

    @cached_property
    def legal(self) -> tuple[Codes, list[str]]:
        """Code of each form's legal class, and the class of each code."""
        return _coded([form.legal for form in self.forms])

    @cached_property
    def words(self) -> WordTable:
        """The words of each form."""
        return WordTable([form.words for form in self.forms])

    def _column(self, name: str) -> Codes:
        return np.fromiter((getattr(form, name) for form in self.forms), np.int64, len(self))


class WordTable:
    """Words of many forms, end to end: form ``i`` has those at ``first[i]`` for ``count[i]``."""

    def __init__(self, words: Sequence[tuple[str, ...]]) -> None:
        self.count: Codes = np.fromiter(map(len, words), np.int64, len(words))
        self.first: Codes = np.cumsum(self.count) - self.count
        self.code, distinct = _coded([word for some in words for word in some])
        self.distinct: Words = np.array([*distinct, None], dtype=object)[:-1]
        self.weight: Scores = np.array([word_weight(word) for word in distinct], np.float64)


def _coded(values: Sequence[T]) -> tuple[Codes, list[T]]:
    codes: dict[T, int] = {}
    coded = np.fromiter(
        (codes.setdefault(value, len(codes)) for value in values), np.int64, len(values)
    )
    return coded, list(codes)


def lengths(strings: Words) -> Codes:
    """Return the length of each string."""
    return np.fromiter(map(len, strings), np.int64, len(strings))
