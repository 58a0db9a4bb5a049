"""Which of many texts resemble which of many names, found by looking up keys.

The fast search finds every pair whose score reaches a threshold. Each view of a name
(`vscreen.likeness`) has an exact key, so looking up keys finds every pair that the definition
counts:

* edit views: ``edits <= cap(entry)``, found by `vscreen.joins.EditIndex`;
* words: one of the entry's heavy words, equal or respelt, found by its code.

A test compares what is found with a plain search over all pairs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

import numpy as np
import pandas as pd

from vscreen import likeness as plain
from vscreen import shortened
from vscreen.forms import FormTable, Scores, lengths
from vscreen.joins import Codes, EditIndex, KeyIndex, expand
from vscreen.pairs import (
    Pairs,
    edit_caps,
    party_cut_scores,
    party_edit_scores,
    party_skeleton_scores,
    skeleton_prices,
    vessel_key_scores,
    vessel_scores,
    view_caps,
)  # fmt: skip
from vscreen.text import Form, name_forms, party_forms, vessel_forms
from vscreen.wordpairs import party_word_scores, word_codes
from vscreen.wordwise import heavy_codes

SLACK: Final = 1e-6
"""The fast scores may differ from the plain ones in the last bits; a filter leaves them this."""

AT_ONCE: Final = 200_000
"""Pairs scored together: bounds the memory of the arrays between."""


class NameIndex:
    """Names to be found, of one kind; see `VesselNames` and `PartyNames`."""

    views: tuple[str, ...]
    heard: tuple[str, ...]
    text_forms: staticmethod[[str], tuple[Form, ...]]
    name_forms: staticmethod[[str], tuple[Form, ...]]

    def __init__(self, names: Sequence[str]) -> None:
        self.table = FormTable(names, self.name_forms)
        self._edits = {view: self._index(view, self._caps(view)) for view in self.views}
        self._classes = {
            view: self._index(f"{view}.classes", self._class_caps(f"{view}.classes"))
            for view in self.heard
        }
        self._syllabic = {view: self._same_syllabic(f"{view}.syllabic") for view in self.heard}

    def _index(self, view: str, caps: Codes) -> EditIndex:
        return EditIndex(self.table.key(view), caps)

    def _same_syllabic(self, view: str) -> KeyIndex:
        keys = enumerate(self.table.key(view))
        return KeyIndex([(key, n, 0.0) for n, key in keys if len(key) >= plain.SYLLABIC_LEAST])

    def _class_caps(self, view: str) -> Codes:
        return edit_caps(lengths(self.table.key(view)), plain.CLASS_STEPS) - 1

    def _caps(self, view: str) -> Codes:
        raise NotImplementedError

    def search(
        self,
        texts: Sequence[str],
        least: float,
        forms_of: Callable[[str], tuple[Form, ...]] | None = None,
    ) -> pd.DataFrame:
        """Return the pairs whose score is at least ``least``.

        Parameters
        ----------
        texts
            What a manifest says, each once.
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
        ours = FormTable(texts, forms_of or self.text_forms)
        found = [
            _found(ours, self.table, pairs, score, least) for pairs, score in self._scored(ours)
        ]
        every = pd.concat([_NOTHING, *found])
        best = every.groupby(["text", "name"])["score"].max()
        return best.reset_index()

    def _scored(self, ours: FormTable) -> Iterator[tuple[Pairs, Scores]]:
        raise NotImplementedError

    def _skeletons(self) -> KeyIndex:
        keys = enumerate(self.table.key("skeleton"))
        return KeyIndex([(key, n, 0.0) for n, key in keys if len(key) >= shortened.SKELETON_LEAST])

    def _near(self, ours: FormTable) -> Iterator[Pairs]:
        """Yield all pairs that agree in the key of an edit view."""
        found = [self._code(*self._edits[view].pairs(ours.key(view))) for view in self.views]
        foreign = np.flatnonzero(~ours.latin)
        for view, classes in self._classes.items() if len(foreign) else ():
            our, their = classes.pairs(ours.key(f"{view}.classes")[foreign])
            found.append(self._code(foreign[our], their))
            our, their, _ = self._syllabic[view].pairs(ours.key(f"{view}.syllabic")[foreign])
            found.append(self._code(foreign[our], their))
        yield from self._in_parts(ours, found)

    def _code(self, our: Codes, their: Codes) -> Codes:
        return our * max(len(self.table), 1) + their

    def _in_parts(self, ours: FormTable, codes: Sequence[Codes]) -> Iterator[Pairs]:
        every, width = np.unique(np.concatenate(codes)), max(len(self.table), 1)
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
    text_forms = name_forms = staticmethod(vessel_forms)

    def _caps(self, view: str) -> Codes:
        return view_caps(edit_caps(self.table.letters + self.table.digits), self.table.key(view))

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(names)
        self._keys = {
            "tight": KeyIndex(self._priced(shortened.initial_keys)),
            "sorted": KeyIndex(self._priced(shortened.dropped_keys)),
            "skeleton": self._skeletons(),
        }

    def _priced(
        self, keys_of: Callable[[Form], list[tuple[str, float]]]
    ) -> list[tuple[str, int, float]]:
        """Return the keys of every form, each with its form and price."""
        forms = enumerate(self.table.forms)
        return [(key, number, price) for number, form in forms for key, price in keys_of(form)]

    def _scored(self, ours: FormTable) -> Iterator[tuple[Pairs, Scores]]:
        for pairs in self._near(ours):
            yield pairs, vessel_scores(pairs)
        for view, keys in self._keys.items():
            our, their, price = keys.pairs(ours.key(view))
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

    views = ("whole", "tight", "sorted", "sound")
    heard = ("heard", "heard_whole")
    text_forms = staticmethod(party_forms)
    name_forms = staticmethod(name_forms)

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(names)
        self._beginnings = KeyIndex(
            [
                (text[: plain.CUT_LETTERS], place, 0.0)
                for place, text in enumerate(self.table.key("whole"))
            ]
        )
        self._bare = self._skeletons()
        self._codes, self._heavy_form, word = _heavy_codes(self.table)
        order = np.argsort(word, kind="stable")
        self._heavy_form, self._heavy_word = self._heavy_form[order], word[order]

    def _caps(self, view: str) -> Codes:
        letters = lengths(self.table.key("whole")) if view == "whole" else self.table.letters
        return view_caps(edit_caps(letters), self.table.key(view))

    def _scored(self, ours: FormTable) -> Iterator[tuple[Pairs, Scores]]:
        for pairs in self._near(ours):
            yield pairs, party_edit_scores(pairs)
        for pairs in self._cut(ours):
            yield pairs, party_cut_scores(pairs)
        our, their, _ = self._bare.pairs(ours.key("skeleton"))
        for pairs in self._in_parts(ours, [self._code(our, their)]):
            yield pairs, party_skeleton_scores(pairs)
        for pairs in self._sharing(ours):
            yield pairs, party_word_scores(pairs)

    def _cut(self, ours: FormTable) -> Iterator[Pairs]:
        """Yield all pairs where the party's letters, 18 or more, begin the name's."""
        long = np.flatnonzero(lengths(ours.key("whole")) >= plain.CUT_LETTERS)
        begins = np.array(
            [*(text[: plain.CUT_LETTERS] for text in ours.key("whole")[long]), None], object
        )
        our, their, _ = self._beginnings.pairs(begins[:-1])
        our = long[our]
        starts = np.strings.startswith(
            self.table.key("whole")[their].astype("U"), ours.key("whole")[our].astype("U")
        )
        yield from self._in_parts(ours, [self._code(our[starts], their[starts])])

    def _sharing(self, ours: FormTable) -> Iterator[Pairs]:
        """Yield all pairs where the party holds a heavy word of the name."""
        words = ours.words
        codes = word_codes(words.distinct)
        known = np.array([self._codes.get(code, -1) for code in codes], np.int64)
        code = known[words.code] if len(words.code) else words.code
        form = np.repeat(np.arange(len(ours)), words.count)
        first = np.searchsorted(self._heavy_word, code, "left")
        count = np.searchsorted(self._heavy_word, code, "right") - first
        place, held = expand(first, np.where(code >= 0, count, 0))
        yield from self._in_parts(ours, [self._code(form[place], self._heavy_form[held])])


def _heavy_codes(table: FormTable) -> tuple[dict[str, int], Codes, Codes]:
    """Return the codes of heavy words, numbered, and (form, number) for each of each form."""
    numbers: dict[str, int] = {}
    found = [
        (place, numbers.setdefault(code, len(numbers)))
        for place, form in enumerate(table.forms)
        for code in heavy_codes(form)
    ]
    both = np.array(found, np.int64).reshape(-1, 2)
    return numbers, both[:, 0], both[:, 1]
