"""Companies' and persons' names to be found, by the views that their names have."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, ClassVar

import numpy as np

from vscreen.columnar.strings import Codes, Hashes, Packed
from vscreen.search.edit_index import EditIndex
from vscreen.search.hash_index import KeyIndex
from vscreen.search.heard_index import HeardWordIndex
from vscreen.search.name_index import SLACK, NameIndex
from vscreen.search.word_index import WordIndex, budget_of
from vscreen.similarity.costs import CUT_LETTERS, SAME_SOUND_LETTERS
from vscreen.similarity.form_pairs import Pairs
from vscreen.similarity.heard.words_bulk import party_heard_scores
from vscreen.similarity.name_scores_bulk import (
    edit_caps,
    party_cut_scores,
    party_edit_scores,
    party_skeleton_scores,
    view_caps,
)
from vscreen.similarity.views import PARTY_EDITS, PARTY_HEARD, SOUND_VIEW, EditView
from vscreen.similarity.word_alignment_bulk import may_reach, party_word_scores
from vscreen.similarity.worth_bulk import (
    most_cut_scores,
    most_edit_scores,
    most_heard_scores,
    most_word_scores,
)
from vscreen.text.form_table import FormTable, Scores
from vscreen.text.forms_bulk import PARTY_NAME, PARTY_TEXT


class PartyIndex(NameIndex):
    """Companies' and persons' names to be found.

    Parameters
    ----------
    names
        Each is known by its position.

    Examples
    --------
    >>> names = PartyIndex(["ALMAZ-ANTEY CORP", "SIS d.o.o."])
    >>> names.search(["Almaz Antey Telecommunications LLC", "TO ORDER OF SIS DOO"], least=85)
       text  name  score
    0     0     0   91.0
    1     1     1  100.0
    """

    edit_views = PARTY_EDITS
    heard_views = PARTY_HEARD
    text_kind, name_kind = PARTY_TEXT, PARTY_NAME
    STATE: ClassVar[Mapping[str, Any]] = {
        **NameIndex.STATE,
        "_beginnings": KeyIndex, "_sounds": KeyIndex, "_near_sounds": EditIndex,
        "_words": WordIndex, "_heard_words": HeardWordIndex,
    }  # fmt: skip

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(names)
        self._beginnings = KeyIndex(_beginnings(self.table.whole), np.arange(len(self.table)))
        long = np.flatnonzero(self.table.sound.length >= SAME_SOUND_LETTERS)
        self._sounds = KeyIndex(self.table.sound.take(long).hashes(), long)
        self._near_sounds = EditIndex(self.table.sound, self._caps(SOUND_VIEW))
        self._words = WordIndex(self.table)
        self._heard_words = HeardWordIndex(self.table)

    def _caps(self, view: EditView) -> Codes:
        length = view.key.of_many(self.table).length
        return view_caps(edit_caps(length if view.own_cap else self.table.letters), length)

    def _sounding(self, ours: FormTable, foreign: Codes) -> Iterator[tuple[Codes, Codes]]:
        yield from super()._sounding(ours, foreign)
        yield self._near_sounds.pairs(ours.sound.take(foreign))

    def _near(self, ours: FormTable) -> Iterator[Pairs]:
        yield from super()._near(ours)
        our, their, _ = self._sounds.pairs(ours.sound.hashes())
        yield from self._in_parts(ours, [self._code(our, their)])

    def _scored(self, ours: FormTable, least: float) -> Iterator[tuple[Pairs, Scores]]:
        for pairs in self._near(ours):
            yield _bounded(pairs, party_edit_scores(pairs), least, most_edit_scores)
        for pairs in self._cut(ours):
            yield _bounded(pairs, party_cut_scores(pairs), least, most_cut_scores)
        our, their, _ = self._skeletons.pairs(ours.skeleton.hashes())
        for pairs in self._in_parts(ours, [self._code(our, their)]):
            yield _bounded(pairs, party_skeleton_scores(pairs), least, most_edit_scores)
        for pairs in self._in_parts(ours, [self._code(*self._words.pairs(ours, least))]):
            likely = pairs.take(may_reach(pairs, budget_of(least)))
            yield _bounded(likely, party_word_scores(likely), least, most_word_scores)
        if len(foreign := np.flatnonzero(~ours.latin)):
            code = self._code(*self._heard_words.pairs(ours, foreign))
            for pairs in self._in_parts(ours, [code]):
                yield _bounded(pairs, party_heard_scores(pairs), least, most_heard_scores)

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


def _bounded(
    pairs: Pairs, score: Scores, least: float, most: Callable[[Pairs], Scores]
) -> tuple[Pairs, Scores]:
    """Return the pairs that score enough, with no more than what their names are worth."""
    enough = np.flatnonzero(score >= least - SLACK)
    some = pairs.take(enough)
    return some, np.minimum(score[enough], most(some))


def _beginnings(wholes: Packed) -> Hashes:
    """Return a hash of each name's first letters, as many as a form's field holds at least."""
    short = np.minimum(wholes.length, CUT_LETTERS)
    return Packed(wholes.data, wholes.start, short).hashes()
