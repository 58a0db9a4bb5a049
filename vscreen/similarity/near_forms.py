"""Which of many forms of a text may agree with a listed name at all, found without scoring them.

A cell that names a hundred ships has hundreds of forms, and hits on a hundred entries: scoring each
form with each entry's names takes minutes. But a view of a name counts only where its key agrees
(`similarity.name_scores`), and that is seen at once: an edit changes at most two bits of a key's
`signature`, and all other keys are equal strings. What is left out here scores nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, partial
from typing import Final

import numpy as np

from vscreen.columnar.strings import Bools, Hashes, signature
from vscreen.similarity.costs import CUT_LETTERS, class_cap, edit_cap
from vscreen.similarity.heard.words import unit_codes
from vscreen.similarity.views import (
    PARTY_EDITS,
    PARTY_HEARD,
    SKELETON,
    SOUND_VIEW,
    VESSEL_EDITS,
    VESSEL_HEARD,
    VESSEL_SHORT,
    EditView,
    HeardView,
    Key,
)
from vscreen.similarity.word_alignment import heavy_codes
from vscreen.text.form import Form
from vscreen.text.phonetics import word_code

FEW_FORMS: Final = 12
"""Forms up to which each is scored: to look for some of them costs more."""


class NearForms:
    """The forms of a text, to be found by a listed name with which they may agree.

    Parameters
    ----------
    forms
        The forms of a party's text, of any number.
    party
        Whether they are of a company's or person's name, not of a ship's.

    Examples
    --------
    >>> from vscreen.text.vessel_names import vessel_forms
    >>> forms = [form for name in ("EVER GIVEN", "LADY R") for form in vessel_forms(name)]
    >>> NearForms(forms, party=False).of(vessel_forms("LADY RR")[0])
    [1]
    """

    def __init__(self, forms: Sequence[Form], *, party: bool) -> None:
        self._forms, self._party = forms, party
        self._edits: Sequence[EditView] = (*PARTY_EDITS, SOUND_VIEW) if party else VESSEL_EDITS
        self._heard: Mapping[str, HeardView] = PARTY_HEARD if party else VESSEL_HEARD

    def of(self, entry: Form) -> list[int]:
        """Return the positions of all forms that score more than 0 with a listed name's form."""
        near = self._within_edits(entry)
        near[self._equal(entry)] = True
        positions: list[int] = np.flatnonzero(near).tolist()
        return positions

    def _within_edits(self, entry: Form) -> Bools:
        near = np.zeros(len(self._forms), np.bool_)
        for view in self._edits:
            key = view.key.of(entry)
            cap = edit_cap(max(len(key), len(entry.tight)) + entry.digits)
            near |= _apart(self._bits[view.name], key) <= 2 * cap
        for name, heard in self._heard.items() if len(self._foreign) else ():
            classes = heard.heard(entry).classes
            cap = class_cap(len(classes))
            near[self._foreign] |= _apart(self._class_bits[name], classes) <= 2 * cap
        return near

    @cached_property
    def _bits(self) -> dict[str, Hashes]:
        """The signatures of the keys of each view that allows edits."""
        return {view.name: _signatures(map(view.key.of, self._forms)) for view in self._edits}

    @cached_property
    def _foreign(self) -> list[int]:
        """The positions of the forms in another script than Latin, which may agree by sound."""
        return [at for at, form in enumerate(self._forms) if not form.latin]

    @cached_property
    def _class_bits(self) -> dict[str, Hashes]:
        forms = [self._forms[at] for at in self._foreign]
        return {
            name: _signatures(heard.heard(form).classes for form in forms)
            for name, heard in self._heard.items()
        }

    def _equal(self, entry: Form) -> list[int]:
        """Return the positions of forms with a key that must be equal."""
        found = [*self._skeletons.get(entry.skeleton, ())]
        for name, heard in self._heard.items():
            found += self._syllabic[name].get(heard.heard(entry).syllabic, ())
        return found + (self._party_keys(entry) if self._party else self._ship_keys(entry))

    def _ship_keys(self, entry: Form) -> list[int]:
        return [
            at
            for view in VESSEL_SHORT
            for key, _ in view.keys(entry)
            for at in self._short[view.name].get(key, ())
        ]

    def _party_keys(self, entry: Form) -> list[int]:
        lengths = {len(whole) for whole in self._long_wholes}
        cuts = {entry.whole[:length] for length in lengths}
        found = [at for whole in cuts for at in self._long_wholes.get(whole, ())]
        found += [at for code in heavy_codes(entry) for at in self._words.get(code, ())]
        return found + [at for code in unit_codes(entry) for at in self._ears.get(code, ())]

    @cached_property
    def _skeletons(self) -> Positions:
        return self._by(partial(_only, SKELETON))

    @cached_property
    def _short(self) -> dict[str, Positions]:
        return {view.name: self._by(partial(_only, view.key)) for view in VESSEL_SHORT}

    @cached_property
    def _syllabic(self) -> dict[str, Positions]:
        return {name: self._by(partial(_syllabic, heard)) for name, heard in self._heard.items()}

    @cached_property
    def _long_wholes(self) -> Positions:
        return self._by(lambda form: (form.whole,) if len(form.whole) >= CUT_LETTERS else ())

    @cached_property
    def _words(self) -> Positions:
        return self._by(lambda form: map(word_code, form.words))

    @cached_property
    def _ears(self) -> Positions:
        return self._by(lambda form: () if form.latin else unit_codes(form))

    def _by(self, keys: Callable[[Form], Iterable[str]]) -> Positions:
        """Return the positions of the forms that have each key."""
        positions: defaultdict[str, list[int]] = defaultdict(list)
        for at, form in enumerate(self._forms):
            for key in keys(form):
                positions[key].append(at)
        return dict(positions)


Positions = dict[str, list[int]]
"""The positions of the forms that have a key."""


def _only(key: Key, form: Form) -> tuple[str, ...]:
    return (key.of(form),)


def _syllabic(heard: HeardView, form: Form) -> tuple[str, ...]:
    return () if form.latin else (heard.heard(form).syllabic,)


def _signatures(texts: Iterable[str]) -> Hashes:
    return np.array([signature(text) for text in texts], np.uint64)


def _apart(bits: Hashes, text: str) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """Return how many bits each signature and that of a text differ by."""
    apart: np.ndarray[tuple[int, ...], np.dtype[np.uint8]] = np.bitwise_count(
        bits ^ np.uint64(signature(text))
    )
    return apart
