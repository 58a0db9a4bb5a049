"""The bulk twin of `text.phonetics` and of skeletons: the letters of many names folded at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import ClassVar, Final

import numpy as np
import numpy.typing as npt

from vscreen.columnar.strings import Bools, Bytes, Codes, Packed, Words, ends, members
from vscreen.text import phonetics as sounds
from vscreen.text.sounds.ears import EAR_STEPS, FIRST

_END: Final = 0
_VOWEL: Final = np.zeros(256, np.bool_)
_VOWEL[list(b"AEIOUY")] = True
_SPOKEN_VOWEL: Final = np.zeros(256, np.bool_)
_SPOKEN_VOWEL[list(b"AEIOU")] = True
_UNSPOKEN: Final = np.zeros(256, np.bool_)
_UNSPOKEN[list(b"AEIOUJ")] = True


def sound_fold(names: Packed) -> Packed:
    """Return what `phonetics.sound_fold` does, of each name."""
    return folded(names, sounds.SOUND_STEPS, sounds.SOUND_LETTERS)


def sound_classes(names: Packed) -> Packed:
    """Return what `phonetics.sound_classes` does, of each name."""
    return folded(names, sounds.CONSONANT_STEPS, sounds.CLASS_LETTERS)


def syllabic(names: Packed) -> Packed:
    """Return what `phonetics.Heard.syllabic` is, of each name."""
    sound = sound_fold(_cut(_filled(_laid(names))))
    return folded(sound, (), {**sounds.SYLLABIC, ord("R"): ord("L")})


class HeardTable:
    """How many names sound: the bulk twin of `vscreen.text.phonetics.Heard`.

    Parameters
    ----------
    letters
        The names, A-Z.

    Examples
    --------
    >>> heard = HeardTable(Packed.of(["MALIA", "ALSALAM"]))
    >>> heard.classes[:].tolist()
    ['ML', 'LZLM']
    """

    STATE: ClassVar[Mapping[str, type]] = dict.fromkeys(("letters", "classes", "syllabic"), Packed)

    def __init__(self, letters: Packed) -> None:
        self.letters = letters

    @cached_property
    def classes(self) -> Packed:
        """`Heard.classes` of each name."""
        return sound_classes(self.letters)

    @cached_property
    def syllabic(self) -> Packed:
        """`Heard.syllabic` of each name."""
        return syllabic(self.letters)

    def take(self, positions: Codes) -> HeardTable:
        """Return how the names at ``positions`` sound."""
        return HeardTable(self.letters.take(positions))

    def each(self, part: Callable[[sounds.Heard], str], positions: Codes) -> Words:
        """Return a part of `Heard` that has no bulk twin, of the names at ``positions``."""
        distinct, back = np.unique(positions, return_inverse=True)
        parts = [part(sounds.Heard(letters)) for letters in self.letters[distinct]]
        return np.array([*parts, None], dtype=object)[:-1][back]


def _filled(data: Bytes) -> Bytes:
    """Leave out the vowels that scripts of syllables put between consonants."""
    after, before = np.append(data[1:], _END), np.insert(data[:-1], 0, _END)
    put = (data == ord("E")) | (data == ord("O"))
    put &= ((before == ord("T")) | (before == ord("D"))) & ~_SPOKEN_VOWEL.take(after)
    put |= (data == ord("U")) | ((data == ord("E")) & (after == ord("U")))
    kept: Bytes = data[~put]
    return kept


def sound_codes(words: Packed) -> Packed:
    """Return what `phonetics.sound_code` does, of each word."""
    sound = _laid(sound_fold(words))
    first = np.insert(sound[:-1] == _END, 0, True)
    code = _cut(sound[~_UNSPOKEN.take(sound) | first])
    coded = (words.length >= sounds.CODED_LETTERS) & (code.length >= sounds.CODE_LEAST)
    return Packed(
        np.concatenate([code.data, words.data]),
        np.where(coded, code.start, words.start + len(code.data)),
        np.where(coded, code.length, words.length),
    )


def folded(
    names: Packed, steps: Sequence[tuple[str, str]], letters: Mapping[int, int | None]
) -> Packed:
    """Return names with spellings replaced in turn, then letters, then doubled ones squeezed."""
    data = _laid(names)
    for spelling, sound in steps:
        data = _replaced(data, spelling.encode(), sound.encode())
    table, kept = _table(letters)
    data = table.take(data[kept.take(data)])
    changes = np.ones(len(data), np.bool_)
    changes[1:] = (data[1:] != data[:-1]) | (data[1:] == _END)
    return _cut(data[changes])


def _laid(names: Packed) -> Bytes:
    """Return the names end to end, a zero byte after each."""
    data = np.concatenate([names.data, np.zeros(1, np.uint8)])
    laid = data.take(members(names.start, names.length + 1))
    laid[ends(names.length + 1) - 1] = _END
    return laid


def _cut(data: Bytes) -> Packed:
    """Return the names that `_laid` laid end to end."""
    last = np.flatnonzero(data == _END)
    start = np.concatenate([np.zeros(1, np.int64), last + 1])[:-1]
    return Packed(data, start, last - start)


def _replaced(data: Bytes, spelling: bytes, sound: bytes) -> Bytes:
    """Replace two different letters by one or two, or one by two."""
    found = np.flatnonzero(data == spelling[0])
    if len(spelling) > 1:
        found = found[data[np.minimum(found + 1, len(data) - 1)] == spelling[1]]
    if not len(found):
        return data
    if len(spelling) == len(sound) == 2:
        data[found], data[found + 1] = sound[0], sound[1]
        return data
    if len(spelling) > len(sound):
        data[found] = sound[0]
        kept = np.ones(len(data), np.bool_)
        kept[found + 1] = False
        return data[kept]
    times = np.ones(len(data), np.int64)
    times[found] = len(sound)
    data = np.repeat(data, times)
    place = found + np.arange(len(found))
    data[place], data[place + 1] = sound[0], sound[1]
    return data


def _table(letters: Mapping[int, int | None]) -> tuple[Bytes, Bools]:
    """Return what each byte becomes, and whether it stays at all."""
    table = np.arange(256, dtype=np.uint8)
    kept = np.ones(256, np.bool_)
    for letter, sound in letters.items():
        table[letter], kept[letter] = sound or letter, sound is not None
    return table, kept


def ears(words: Packed) -> Packed:
    """Return what `sounds.ears.ear` does, of each word."""
    folds = folded(_without_runs(words), EAR_STEPS, {})
    begin = folds.start[folds.length > 0]
    folds.data[begin] = _table(str.maketrans(*FIRST))[0].take(folds.data[begin])
    return folds


def _without_runs(words: Packed) -> Packed:
    """Return the words with two letters for three and more equal ones in a row."""
    data = _laid(words)
    same = (data[1:] == data[:-1]) & (data[1:] != _END)
    kept = np.ones(len(data), np.bool_)
    kept[2:] = ~(same[1:] & same[:-1])
    return _cut(data[kept])


def skeletons(words: Packed) -> Packed:
    """Return what `form.skeleton` does, of each word."""
    data = _laid(words)
    kept = ~_VOWEL.take(data)
    kept[(ends(words.length + 1) - words.length - 1)[words.length > 0]] = True
    return _cut(data[kept])


def vowels(words: Packed) -> Codes:
    """Return the number of vowels of each word."""
    data = words.data.take(members(words.start, words.length))
    sums: npt.NDArray[np.int64] = np.concatenate([[0], np.cumsum(_VOWEL.take(data))])
    last = ends(words.length)
    found: Codes = sums[last] - sums[last - words.length]
    return found
