"""The views of a name, each in one row: what it compares, of one name and of many, and its price.

A view counts only where its key agrees; both scores of names (`similarity.name_scores` and its bulk
twin) and the search (`search.name_index`) read these rows. Which reason a view gives stands in
`vscreen.scoring.reasons.VIEWS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeVar

import numpy as np
import numpy.typing as npt

from vscreen.columnar.strings import Codes, Hashes, Packed
from vscreen.similarity.costs import (
    LEGAL_MISSING,
    PARTY_CLASS_LETTERS,
    PARTY_CLASSES,
    RESPACED,
    SORTED,
    SOUND,
    VESSEL_CLASS_LETTERS,
)
from vscreen.similarity.short_forms import dropped_keys, initial_keys
from vscreen.similarity.short_forms_bulk import dropped_keys as dropped_keys_bulk
from vscreen.similarity.short_forms_bulk import initial_keys as initial_keys_bulk
from vscreen.text.form import Form
from vscreen.text.form_table import FormTable, Scores
from vscreen.text.phonetics import Heard
from vscreen.text.phonetics_bulk import HeardTable
from vscreen.text.scripts import Script

Price = TypeVar("Price", float, npt.NDArray[np.float64])


@dataclass(frozen=True)
class Key:
    """Strings that are compared: that of one form, and those of all forms of a table."""

    of: Callable[[Form], str]
    of_many: Callable[[FormTable], Packed]


TIGHT: Final = Key(lambda form: form.tight, lambda table: table.tight)
IN_ORDER: Final = Key(lambda form: form.sorted, lambda table: table.sorted)
FOLDED: Final = Key(lambda form: form.sound, lambda table: table.sound)
SKELETON: Final = Key(lambda form: form.skeleton, lambda table: table.skeleton)
WHOLE: Final = Key(lambda form: form.whole, lambda table: table.whole)


@dataclass(frozen=True)
class EditView:
    """A view that counts where the keys are within some edits of each other.

    Attributes
    ----------
    name, key
        The view, as evidence names it, and what it compares.
    price, respaced, folded
        Edits charged beside those counted: always, if the names differ in their number of words,
        and for a fold of sounds, with each edit that the fold saves.
    legal, share
        Whether the price of legal forms is added, and a share of the score beside it.
    same_count
        Whether it counts only for names of equally many words: TUM PAR is not PARTUM.
    own_cap
        Whether the cap on edits follows from this key's length, not from that of `TIGHT`.
    """

    name: str
    key: Key
    price: float = 0.0
    respaced: float = 0.0
    folded: float = 0.0
    legal: bool = True
    share: float = 0.0
    own_cap: bool = False
    same_count: bool = False

    def price_of(self, respaced: Price, saved: Price) -> Price:
        """Return the edits charged beside those counted.

        Parameters
        ----------
        respaced
            1 where the names differ in their number of words, else 0.
        saved
            Edits between the names less those between the keys, at least 0.
        """
        return self.price + self.respaced * respaced + self.folded * (1 + saved)


SOUND_VIEW: Final = EditView("sound", FOLDED, folded=SOUND)
VESSEL_EDITS: Final = (
    EditView("tight", TIGHT, respaced=RESPACED),
    EditView("sorted", IN_ORDER, price=SORTED),
    SOUND_VIEW,
)
PARTY_EDITS: Final = (
    EditView("whole", WHOLE, legal=False, own_cap=True),
    EditView("core", TIGHT),
    EditView("sorted", IN_ORDER, share=LEGAL_MISSING, same_count=True),
)


@dataclass(frozen=True)
class HeardView:
    """The view ``classes``: how a name sounds, for a party's name in another script than Latin.

    Attributes
    ----------
    heard, heard_bulk
        How a form sounds, and all forms of a table.
    most
        Share of the letters that a script writes by which the sides may differ at most.
    legal
        Whether the price of legal forms is added.
    least
        Classes of consonants that the entry has at least, by the party's script.
    """

    heard: Callable[[Form], Heard]
    heard_bulk: Callable[[FormTable], HeardTable]
    most: Mapping[Script, float]
    legal: bool = True
    least: Mapping[Script, int] = field(default_factory=dict)


VESSEL_HEARD: Final = {
    "heard": HeardView(
        lambda form: form.heard, lambda table: table.heard, VESSEL_CLASS_LETTERS
    ),
}  # fmt: skip
PARTY_HEARD: Final = {
    "heard": HeardView(
        lambda form: form.heard, lambda table: table.heard, PARTY_CLASS_LETTERS,
        least=PARTY_CLASSES,
    ),
    "heard_whole": HeardView(
        lambda form: form.heard_whole, lambda table: table.heard_whole, PARTY_CLASS_LETTERS,
        legal=False, least=PARTY_CLASSES,
    ),
}  # fmt: skip


@dataclass(frozen=True)
class ShortView:
    """A view of ships' names that counts where the party's key is one of the entry's.

    Attributes
    ----------
    name, key
        The view, as evidence names it, and what of the party it compares.
    keys, keys_bulk
        The keys of a listed name, each with its price; those of a table as hash, form and price.
    """

    name: str
    key: Key
    keys: Callable[[Form], list[tuple[str, float]]]
    keys_bulk: Callable[[FormTable], tuple[Hashes, Codes, Scores]]


VESSEL_SHORT: Final = (
    ShortView("initial", TIGHT, initial_keys, initial_keys_bulk),
    ShortView("dropped", IN_ORDER, dropped_keys, dropped_keys_bulk),
)
