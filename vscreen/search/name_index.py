"""Which of many texts resemble which of many names, found by looking up keys.

The fast search finds every pair whose score reaches a threshold. Each view of a name
(`similarity.name_scores`) has an exact key, so looking up keys finds every pair that the definition
counts:

* edit views: ``edits <= cap(entry)``, found by `vscreen.search.edit_index.EditIndex`;
* initial, dropped, skeleton, cut, equal sounds: an equal string, found by its hash;
* words: one of the entry's heavy words, equal or respelt, found by its code together with a word
  beside it (`vscreen.search.word_index`).

A test compares what is found with a plain search over all pairs.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Final, Self

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from vscreen.columnar.strings import Codes, Hashes, Packed, Sequences, expand, factorize, once
from vscreen.search.array_state import Arrays, from_arrays, to_arrays
from vscreen.search.edit_index import EditIndex
from vscreen.search.hash_index import HashIndex, KeyIndex
from vscreen.search.word_index import PARTS_OF_WORD_INDEX, WordIndex, budget_of
from vscreen.similarity import short_forms as shortened
from vscreen.similarity.costs import CLASS_STEPS, CUT_LETTERS, SAME_SOUND_LETTERS, SYLLABIC_LEAST
from vscreen.similarity.name_scores_bulk import (
    Pairs,
    edit_caps,
    party_cut_scores,
    party_edit_scores,
    party_skeleton_scores,
    skeleton_prices,
    vessel_key_scores,
    vessel_scores,
    view_caps,
)
from vscreen.similarity.short_forms_bulk import dropped_keys, initial_keys
from vscreen.similarity.word_alignment_bulk import may_reach, party_word_scores
from vscreen.text.form import Form
from vscreen.text.form_table import FormTable, Scores, WordTable
from vscreen.text.forms_bulk import NAME, PARTY, VESSEL, Manner, forms_of_many, laid_out
from vscreen.text.vocabulary import Vocabulary

SLACK: Final = 1e-6
"""The fast scores may differ from the plain ones in the last bits; a filter leaves them this."""

AT_ONCE: Final = 30_000
"""Pairs scored together: bounds the memory of the arrays between."""
TEXTS_AT_ONCE: Final = 20_000
"""Texts searched together, at most: each takes about 2 KB while they are."""
THREADS: Final = 4
"""At most: Python runs in one of them at a time, and only what numpy does runs beside it."""


class Views:
    """The strings of several views of many forms, each distinct string once.

    A string may stand in several views and in many forms: it is looked up once.
    """

    def __init__(self, table: FormTable, views: Sequence[str]) -> None:
        joined = [table.packed(view).joined() for view in views]
        begin = np.cumsum([0, *(len(key.data) for key in joined)])[:-1]
        start = np.concatenate([key.start + b for key, b in zip(joined, begin, strict=True)])
        length = np.concatenate([key.length for key in joined])
        every = Packed(np.concatenate([key.data for key in joined]), start, length)
        code, first = factorize(every.hashes())
        bounds = np.cumsum([len(key) for key in joined])[:-1]
        self.codes = dict(zip(views, np.split(code, bounds), strict=True))
        self.strings = every.take(first)
        self._forms = {view: _placed(codes, len(first)) for view, codes in self.codes.items()}

    def greatest(self, values: dict[str, Codes]) -> Codes:
        """Return, for each string, the greatest of the values of forms that show it in a view."""
        found = np.full(len(self.strings), -1, np.int64)
        for view, codes in self.codes.items():
            np.maximum.at(found, codes, values[view])
        return found

    def forms(self, view: str, strings: Codes) -> tuple[Codes, Codes]:
        """Return, for each of ``strings``, its place and each form that shows it in a view."""
        order, bounds = self._forms[view]
        owner, member = expand(bounds[strings], bounds[strings + 1] - bounds[strings])
        return owner, order[member]


def _placed(codes: Codes, size: int) -> tuple[Codes, Codes]:
    order = np.argsort(codes, kind="stable")
    return order, np.searchsorted(codes[order], np.arange(size + 1))


@dataclass(frozen=True)
class Asked:
    """What one search asks for."""

    least: float
    forms_of: Callable[[str], tuple[Form, ...]] | None


class NameIndex:
    """Names to be found, of one kind; see `VesselNames` and `PartyNames`."""

    views: tuple[str, ...]
    heard: tuple[str, ...]
    of_texts: Manner
    of_names: Manner

    def __init__(self, names: Sequence[str]) -> None:
        self._vocabulary = Vocabulary()
        self._known_words = self._vocabulary.hashes
        self.table = forms_of_many(names, self.of_names, self._vocabulary)
        self.table.listed = True
        self._shown = Views(self.table, self.views)
        caps = self._shown.greatest({view: self._caps(view) for view in self.views})
        self._edits = EditIndex(self._shown.strings, caps)
        self._classes = {view: self._classes_of(f"{view}.classes") for view in self.heard}
        self._syllabic = {view: self._syllables_of(f"{view}.syllabic") for view in self.heard}
        whole = np.flatnonzero(self.table.skeleton.length >= shortened.SKELETON_LEAST)
        self._bare = KeyIndex(self.table.skeleton.take(whole).hashes(), whole)

    def _classes_of(self, view: str) -> EditIndex:
        classes = self.table.packed(view)
        return EditIndex(classes, edit_caps(classes.length, CLASS_STEPS) - 1)

    def _syllables_of(self, view: str) -> KeyIndex:
        syllables = self.table.packed(view)
        long = np.flatnonzero(syllables.length >= SYLLABIC_LEAST)
        return KeyIndex(syllables.take(long).hashes(), long)

    def _caps(self, view: str) -> Codes:
        raise NotImplementedError

    def to_arrays(self) -> Arrays:
        """Return the index as arrays, to be saved without pickle and mapped into memory.

        Examples
        --------
        >>> arrays = VesselNames(["LADY R"]).to_arrays()
        >>> VesselNames.from_arrays(arrays).search(["LADY-R"], 90)["score"].tolist()
        [100.0]
        """
        return to_arrays(self, _KINDS, {_VOCABULARY: self._vocabulary})

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, npt.NDArray[Any]]) -> Self:
        """Return the index that `to_arrays` gave, over the same arrays.

        Raises
        ------
        ValueError
            If the arrays are none of this class, or were made with other tables of words.
        """
        vocabulary = Vocabulary()
        index = from_arrays(arrays, _KINDS, {_VOCABULARY: vocabulary})
        if not isinstance(index, cls):
            raise ValueError(f"the arrays are {type(index).__name__}, not {cls.__name__}")
        if not np.array_equal(index._known_words, vocabulary.hashes):
            raise ValueError("the arrays were made with other tables of words: make them anew")
        return index

    def search(
        self,
        texts: Sequence[str] | pa.LargeStringArray,
        least: float,
        forms_of: Callable[[str], tuple[Form, ...]] | None = None,
    ) -> pd.DataFrame:
        """Return the pairs whose score is at least ``least``.

        Parameters
        ----------
        texts
            What a manifest says, each once, none missing. An Arrow array takes little memory: its
            texts become strings of Python only while they are searched.
        least
            0-100; pairs below are left out.
        forms_of
            How the texts are read, if not as names of this kind.

        Returns
        -------
        DataFrame
            Columns ``text`` and ``name`` (places in ``texts`` and in the names, int64) and
            ``score`` (float64, 0-100), the best over the forms of both; sorted, no pair twice.
        """
        asked = Asked(least, forms_of)
        cores = min(os.cpu_count() or 1, THREADS)
        parts = -(-len(texts) // TEXTS_AT_ONCE)
        if parts > 1:
            parts = -(-parts // cores) * cores  # as many for each core
        size = -(-len(texts) // max(parts, 1))
        starts = range(0, len(texts), max(size, 1))
        with ThreadPoolExecutor(min(cores, max(parts, 1))) as workers:
            found = list(
                workers.map(lambda at: self._search_some(texts[at : at + size], at, asked), starts)
            )
        return pd.concat([_NOTHING, *found], ignore_index=True)

    def _search_some(
        self, some: Sequence[str] | pa.LargeStringArray, at: int, asked: Asked
    ) -> pd.DataFrame:
        some = some.to_pylist() if isinstance(some, pa.Array) else some
        if asked.forms_of:
            ours = laid_out([asked.forms_of(text) for text in some], self._vocabulary)
        else:
            ours = forms_of_many(some, self.of_texts, self._vocabulary)
        found = [
            _found(ours, self.table, pairs, score, asked.least)
            for pairs, score in self._scored(ours, asked)
        ]
        best = pd.concat([_NOTHING, *found]).groupby(["text", "name"])["score"].max().reset_index()
        best["text"] += at
        return best

    def _scored(self, ours: FormTable, asked: Asked) -> Iterator[tuple[Pairs, Scores]]:
        raise NotImplementedError

    def _near(self, ours: FormTable) -> Iterator[Pairs]:
        """Yield all pairs that agree in the key of an edit view."""
        shown = Views(ours, self.views)
        our, their = self._edits.pairs(shown.strings)
        found = [self._showing(shown, view, our, their) for view in self.views]
        if len(foreign := np.flatnonzero(~ours.latin)):
            found += [self._code(foreign[our], their) for our, their in self._heard(ours, foreign)]
        yield from self._in_parts(ours, found)

    def _heard(self, ours: FormTable, foreign: Codes) -> Iterator[tuple[Codes, Codes]]:
        """Yield the pairs of names in other scripts that agree in how they sound."""
        for view in self.heard:
            yield self._classes[view].pairs(ours.packed(f"{view}.classes").take(foreign))
            syllables = ours.packed(f"{view}.syllabic").take(foreign)
            yield self._syllabic[view].pairs(syllables.hashes())[:2]

    def _showing(self, shown: Views, view: str, our: Codes, their: Codes) -> Codes:
        pair, form = shown.forms(view, our)
        back, name = self._shown.forms(view, their[pair])
        return self._code(form[back], name)

    def _code(self, our: Codes, their: Codes) -> Codes:
        return our * max(len(self.table), 1) + their

    def _in_parts(self, ours: FormTable, codes: Sequence[Codes]) -> Iterator[Pairs]:
        every, width = once(np.concatenate(codes)), max(len(self.table), 1)
        for start in range(0, len(every), AT_ONCE):
            part = every[start : start + AT_ONCE]
            yield Pairs(ours, self.table, part // width, part % width)


_NOTHING: Final = pd.DataFrame(
    {"text": np.empty(0, np.int64), "name": np.empty(0, np.int64), "score": np.empty(0)}
)


def _found(
    ours: FormTable, theirs: FormTable, pairs: Pairs, score: Scores, least: float
) -> pd.DataFrame:
    keep = score >= least - SLACK
    text, name = ours.text[pairs.our[keep]], theirs.text[pairs.their[keep]]
    return pd.DataFrame({"text": text, "name": name, "score": score[keep]})


class VesselNames(NameIndex):
    """Ships' names to be found.

    Examples
    --------
    >>> VesselNames(["LADY R", "MARIA"]).search(["MV LADY-R", "MARAI"], least=75)
       text  name  score
    0     0     0  100.0
    1     1     1   80.0
    """

    views = ("tight", "sorted", "sound")
    heard = ("heard",)
    of_texts = of_names = VESSEL

    def _caps(self, view: str) -> Codes:
        caps = edit_caps(self.table.letters + self.table.digits)
        return view_caps(caps, self.table.packed(view).length)

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(names)
        self._keys = {
            "tight": KeyIndex(*initial_keys(self.table)),
            "sorted": KeyIndex(*dropped_keys(self.table)),
            "skeleton": self._bare,
        }

    def _scored(self, ours: FormTable, asked: Asked) -> Iterator[tuple[Pairs, Scores]]:
        for pairs in self._near(ours):
            yield pairs, vessel_scores(pairs)
        for view, keys in self._keys.items():
            our, their, price = keys.pairs(ours.packed(view).hashes())
            pairs = Pairs(ours, self.table, our, their)
            price = skeleton_prices(pairs) if view == "skeleton" else price
            yield pairs, vessel_key_scores(pairs, price)


class PartyNames(NameIndex):
    """Companies' and persons' names to be found.

    Examples
    --------
    >>> names = PartyNames(["ALMAZ-ANTEY CORP", "SIS d.o.o."])
    >>> names.search(["Almaz Antey Telecommunications LLC", "TO ORDER OF SIS DOO"], least=85)
       text  name  score
    0     0     0   88.9
    1     1     1  100.0
    """

    views = ("whole", "tight", "sorted")
    heard = ("heard", "heard_whole")
    of_texts, of_names = PARTY, NAME

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(names)
        self._beginnings = KeyIndex(_beginnings(self.table.whole), np.arange(len(self.table)))
        alike = np.flatnonzero(self.table.sound.length >= SAME_SOUND_LETTERS)
        self._sounds = KeyIndex(self.table.sound.take(alike).hashes(), alike)
        self._near_sounds = EditIndex(self.table.sound, self._caps("sound"))
        self._words = WordIndex(self.table)

    def _caps(self, view: str) -> Codes:
        letters = self.table.whole.length if view == "whole" else self.table.letters
        return view_caps(edit_caps(letters), self.table.packed(view).length)

    def _heard(self, ours: FormTable, foreign: Codes) -> Iterator[tuple[Codes, Codes]]:
        yield from super()._heard(ours, foreign)
        yield self._near_sounds.pairs(ours.sound.take(foreign))

    def _near(self, ours: FormTable) -> Iterator[Pairs]:
        yield from super()._near(ours)
        our, their, _ = self._sounds.pairs(ours.sound.hashes())
        yield from self._in_parts(ours, [self._code(our, their)])

    def _scored(self, ours: FormTable, asked: Asked) -> Iterator[tuple[Pairs, Scores]]:
        for pairs in self._near(ours):
            yield pairs, party_edit_scores(pairs)
        for pairs in self._cut(ours):
            yield pairs, party_cut_scores(pairs)
        our, their, _ = self._bare.pairs(ours.skeleton.hashes())
        for pairs in self._in_parts(ours, [self._code(our, their)]):
            yield pairs, party_skeleton_scores(pairs)
        for pairs in self._in_parts(ours, [self._code(*self._words.pairs(ours, asked.least))]):
            likely = pairs.take(may_reach(pairs, budget_of(asked.least)))
            yield likely, party_word_scores(likely)

    def _cut(self, ours: FormTable) -> Iterator[Pairs]:
        """Yield all pairs where the party's letters, 18 or more, begin the name's."""
        long = np.flatnonzero(ours.whole.length >= CUT_LETTERS)
        whole = ours.whole.take(long)
        our, their, _ = self._beginnings.pairs(_beginnings(whole))
        whole, names = whole.take(our), self.table.whole.take(their)
        fits = names.length >= whole.length
        begins = Packed(names.data, names.start[fits], whole.length[fits])
        same = begins.hashes() == whole.take(fits).hashes()
        yield from self._in_parts(ours, [self._code(long[our][fits][same], their[fits][same])])


def _beginnings(wholes: Packed) -> Hashes:
    """Return a hash of each name's first letters, as many as a form's field holds at least."""
    short = np.minimum(wholes.length, CUT_LETTERS)
    return Packed(wholes.data, wholes.start, short).hashes()


_VOCABULARY: Final = "vocabulary"
_KINDS: Final = (
    VesselNames, PartyNames, FormTable, WordTable, Sequences, Packed, Views, EditIndex, KeyIndex,
    HashIndex, *PARTS_OF_WORD_INDEX,
)  # fmt: skip
"""What an index is made of, as `to_arrays` takes it apart."""
