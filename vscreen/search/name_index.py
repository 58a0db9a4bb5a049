"""Which of many texts resemble which of many names, found by looking up keys.

The fast search finds every pair whose score reaches a threshold. Each view of a name
(`similarity.views`) has an exact key, so looking up keys finds every pair that the definition
counts:

* edit views: ``edits <= cap(entry)``, found by `vscreen.search.edit_index.EditIndex`;
* initial, dropped, skeleton, cut, equal sounds: an equal string, found by its hash;
* words: one of the entry's heavy words, equal or respelt, found by its code together with a word
  beside it (`vscreen.search.word_index`).

`vscreen.search.vessel_index` and `vscreen.search.party_index` say which views names of a kind have.
A test compares what is found with a plain search over all pairs.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, ClassVar, Final

import numpy as np
import pandas as pd
import pyarrow as pa

from vscreen.columnar.strings import Codes, Packed, expand, factorize, once
from vscreen.search.edit_index import EditIndex
from vscreen.search.hash_index import KeyIndex
from vscreen.similarity.costs import SYLLABIC_LEAST
from vscreen.similarity.form_pairs import Pairs
from vscreen.similarity.name_scores_bulk import class_caps
from vscreen.similarity.short_forms import SKELETON_LEAST
from vscreen.similarity.views import EditView, HeardView
from vscreen.text.form import Form
from vscreen.text.form_table import FormTable, Scores
from vscreen.text.forms_bulk import TextKind, forms_of_many, table_of_forms
from vscreen.text.phonetics_bulk import HeardTable

SLACK: Final = 1e-6
"""The bulk scores may differ from the plain ones in the last bits; a filter leaves them this."""
PAIRS_AT_ONCE: Final = 30_000
"""Pairs scored together: bounds the memory of the arrays between."""
TEXTS_AT_ONCE: Final = 20_000
"""Texts searched together, at most: each takes about 2 KB while they are."""
THREADS: Final = 4
"""At most: Python runs in one of them at a time, and only what numpy does runs beside it."""

FormsOf = Callable[[str], tuple[Form, ...]]


class FormGroups:
    """The forms that have each of some strings as their key.

    Parameters
    ----------
    codes, size
        For each form its string, 0 up to below ``size``.
    """

    STATE: ClassVar[Mapping[str, type]] = dict.fromkeys(("_order", "_bounds"), np.ndarray)

    def __init__(self, codes: Codes, size: int) -> None:
        self._order = np.argsort(codes, kind="stable")
        self._bounds = np.searchsorted(codes[self._order], np.arange(size + 1))

    def forms(self, strings: Codes) -> tuple[Codes, Codes]:
        """Return, for each of ``strings``, its position and each form that has it."""
        row, member = expand(
            self._bounds[strings], self._bounds[strings + 1] - self._bounds[strings]
        )
        return row, self._order[member]

    def members(self, strings: Sequence[int]) -> list[int]:
        """Return the forms that have any of a few strings."""
        slices = (self._order[self._bounds[at] : self._bounds[at + 1]].tolist() for at in strings)
        return [form for forms in slices for form in forms]


class KeyStrings:
    """The strings of the edit views of many forms, each distinct string once.

    A string may be the key of several views and forms: it is looked up once.

    Attributes
    ----------
    strings
        The distinct strings.
    codes
        For each view, by name, the string of each form.
    """

    def __init__(self, table: FormTable, views: Sequence[EditView]) -> None:
        keys = [view.key.of_many(table).joined() for view in views]
        begin = np.cumsum([0, *(len(key.data) for key in keys)])[:-1]
        start = np.concatenate([key.start + b for key, b in zip(keys, begin, strict=True)])
        length = np.concatenate([key.length for key in keys])
        every = Packed(np.concatenate([key.data for key in keys]), start, length)
        code, first = factorize(every.hashes())
        bounds = np.cumsum([len(key) for key in keys])[:-1]
        parts = np.split(code, bounds)
        self.codes = {view.name: part for view, part in zip(views, parts, strict=True)}
        self.strings = every.take(first)

    def groups(self) -> dict[str, FormGroups]:
        """Return, for each view, the forms that have each string."""
        return {view: FormGroups(codes, len(self.strings)) for view, codes in self.codes.items()}

    def greatest(self, values: Mapping[str, Codes]) -> Codes:
        """Return, for each string, the greatest of the values of forms that have it in a view."""
        greatest = np.full(len(self.strings), -1, np.int64)
        for view, codes in self.codes.items():
            np.maximum.at(greatest, codes, values[view])
        return greatest


class HeardIndex:
    """Names to be found by how they sound, for texts in other scripts."""

    STATE: ClassVar[Mapping[str, type]] = {"_classes": EditIndex, "_syllabic": KeyIndex}

    def __init__(self, heard: HeardTable) -> None:
        self._classes = EditIndex(heard.classes, class_caps(heard.classes.length))
        long = np.flatnonzero(heard.syllabic.length >= SYLLABIC_LEAST)
        self._syllabic = KeyIndex(heard.syllabic.take(long).hashes(), long)

    def pairs(self, heard: HeardTable) -> Iterator[tuple[Codes, Codes]]:
        """Yield the pairs (position of a text, form) that agree in how they sound."""
        yield self._classes.pairs(heard.classes)
        yield self._syllabic.pairs(heard.syllabic.hashes())[:2]


class NameIndex:
    """Names to be found, of one kind; see `VesselIndex` and `PartyIndex`.

    Attributes
    ----------
    edit_views, heard_views
        The views of names of this kind.
    text_kind, name_kind
        How texts of a manifest and listed names are read.
    """

    edit_views: ClassVar[Sequence[EditView]]
    heard_views: ClassVar[Mapping[str, HeardView]]
    text_kind: ClassVar[TextKind]
    name_kind: ClassVar[TextKind]
    STATE: ClassVar[Mapping[str, Any]] = {
        "table": FormTable, "_forms": dict[str, FormGroups], "_edits": EditIndex,
        "_heard": dict[str, HeardIndex], "_skeletons": KeyIndex,
    }  # fmt: skip

    def __init__(self, names: Sequence[str]) -> None:
        self.table = forms_of_many(names, self.name_kind)
        keys = KeyStrings(self.table, self.edit_views)
        caps = keys.greatest({view.name: self._caps(view) for view in self.edit_views})
        self._forms = keys.groups()
        self._edits = EditIndex(keys.strings, caps)
        self._heard = {
            name: HeardIndex(view.heard_bulk(self.table)) for name, view in self.heard_views.items()
        }
        long = np.flatnonzero(self.table.skeleton.length >= SKELETON_LEAST)
        self._skeletons = KeyIndex(self.table.skeleton.take(long).hashes(), long)

    def _caps(self, view: EditView) -> Codes:
        """Return by how many edits the key of each form may differ."""
        raise NotImplementedError

    def search(
        self,
        texts: Sequence[str] | pa.LargeStringArray,
        least: float,
        forms_of: FormsOf | None = None,
    ) -> pd.DataFrame:
        """Return the pairs whose score is at least ``least``.

        Parameters
        ----------
        texts
            Texts of a manifest, each once, none missing. An Arrow array takes little memory: its
            texts become strings of Python only while they are searched.
        least
            0-100; pairs below are left out.
        forms_of
            How the texts are read, if not as names of this kind.

        Returns
        -------
        DataFrame
            Columns ``text`` and ``name`` (positions in ``texts`` and in the names, int64) and
            ``score`` (float64, 0-100), the best over the forms of both; sorted, no pair twice.
        """
        cores = min(os.cpu_count() or 1, THREADS)
        parts = -(-len(texts) // TEXTS_AT_ONCE)
        if parts > 1:
            parts = -(-parts // cores) * cores  # as many for each core
        size = -(-len(texts) // max(parts, 1))
        starts = range(0, len(texts), max(size, 1))

        def search_part(start: int) -> pd.DataFrame:
            ours = self._read(texts[start : start + size], forms_of)
            part = self._search(ours, least)
            part["text"] += start
            return part

        with ThreadPoolExecutor(min(cores, max(parts, 1))) as workers:
            each = workers.map if parts > 1 else map  # a thread for few texts is dear
            return pd.concat([_NOTHING, *each(search_part, starts)], ignore_index=True)

    def candidates(self, forms: Sequence[Form], least: float) -> list[int]:
        """Return the names that one text may mean, in order.

        Parameters
        ----------
        forms
            The forms of the text.
        least
            0-100.

        Returns
        -------
        list of int
            Positions of names: all that `search` finds for the text, and maybe some that score
            less.
        """
        names: list[int] = self._search(table_of_forms([forms]), least)["name"].tolist()
        return names

    def _read(
        self, texts: Sequence[str] | pa.LargeStringArray, forms_of: FormsOf | None
    ) -> FormTable:
        strings = texts.to_pylist() if isinstance(texts, pa.Array) else texts
        if forms_of:
            return table_of_forms([forms_of(text) for text in strings])
        return forms_of_many(strings, self.text_kind)

    def _search(self, ours: FormTable, least: float) -> pd.DataFrame:
        found = [
            _enough(ours, self.table, pairs, score, least)
            for pairs, score in self._scored(ours, least)
        ]
        return pd.concat([_NOTHING, *found]).groupby(["text", "name"])["score"].max().reset_index()

    def _scored(self, ours: FormTable, least: float) -> Iterator[tuple[Pairs, Scores]]:
        """Yield pairs whose keys agree, with their scores."""
        raise NotImplementedError

    def _near(self, ours: FormTable) -> Iterator[Pairs]:
        """Yield all pairs that agree in the key of an edit view, or in how they sound."""
        keys = KeyStrings(ours, self.edit_views)
        groups = keys.groups()
        our, their = self._edits.pairs(keys.strings)
        codes = [self._pairs_of(groups[name], name, our, their) for name in groups]
        if len(foreign := np.flatnonzero(~ours.latin)):
            codes += [
                self._code(foreign[our], their) for our, their in self._sounding(ours, foreign)
            ]
        yield from self._in_parts(ours, codes)

    def _sounding(self, ours: FormTable, foreign: Codes) -> Iterator[tuple[Codes, Codes]]:
        """Yield the pairs of names in other scripts that agree in how they sound."""
        for name, view in self.heard_views.items():
            yield from self._heard[name].pairs(view.heard_bulk(ours).take(foreign))

    def _pairs_of(self, ours: FormGroups, view: str, our: Codes, their: Codes) -> Codes:
        """Return the pairs of forms that have pairs of strings as their keys in a view."""
        pair, form = ours.forms(our)
        row, name = self._forms[view].forms(their[pair])
        return self._code(form[row], name)

    def _code(self, our: Codes, their: Codes) -> Codes:
        return our * max(len(self.table), 1) + their

    def _in_parts(self, ours: FormTable, codes: Sequence[Codes]) -> Iterator[Pairs]:
        every, width = once(np.concatenate(codes)), max(len(self.table), 1)
        for start in range(0, len(every), PAIRS_AT_ONCE):
            our, their = np.divmod(every[start : start + PAIRS_AT_ONCE], width)
            yield Pairs(ours, self.table, our, their)


_NOTHING: Final = pd.DataFrame(
    {"text": np.empty(0, np.int64), "name": np.empty(0, np.int64), "score": np.empty(0)}
)


def _enough(
    ours: FormTable, theirs: FormTable, pairs: Pairs, score: Scores, least: float
) -> pd.DataFrame:
    keep = score >= least - SLACK
    text, name = ours.text[pairs.our[keep]], theirs.text[pairs.their[keep]]
    return pd.DataFrame({"text": text, "name": name, "score": score[keep]})
