"""Ships' names to be found, by the views that ships' names have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar, Final

import pandas as pd
import pyarrow as pa

from vscreen.columnar.strings import Codes, hash_of
from vscreen.search.hash_index import KeyIndex
from vscreen.search.name_index import NameIndex
from vscreen.search.window_index import WindowIndex
from vscreen.similarity.form_pairs import Pairs
from vscreen.similarity.name_scores_bulk import (
    edit_caps,
    vessel_key_scores,
    vessel_scores,
    vessel_skeleton_prices,
    view_caps,
)
from vscreen.similarity.views import (
    SKELETON,
    VESSEL_EDITS,
    VESSEL_HEARD,
    VESSEL_SHORT,
    EditView,
    Key,
)
from vscreen.text.amid.windows import Window
from vscreen.text.form import Form
from vscreen.text.form_table import FormTable, Scores
from vscreen.text.forms_bulk import VESSEL_NAME, VESSEL_TEXT

FEW_FORMS: Final = 12
"""Forms up to which each is compared with all names: the tables of a search cost more."""


class VesselIndex(NameIndex):
    """Ships' names to be found.

    Parameters
    ----------
    names
        Each is known by its position.

    Examples
    --------
    >>> VesselIndex(["LADY R", "MARIA"]).search(["MV LADY-R", "MQRIA"], least=75)
       text  name     score
    0     0     0  100.0000
    1     1     1   84.3125
    """

    edit_views = VESSEL_EDITS
    heard_views = VESSEL_HEARD
    text_kind, name_kind = VESSEL_TEXT, VESSEL_NAME
    STATE: ClassVar[Mapping[str, Any]] = {
        **NameIndex.STATE, "_short": dict[str, KeyIndex], "_windows": WindowIndex,
    }  # fmt: skip

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(names)
        self._short = {view.name: KeyIndex(*view.keys_bulk(self.table)) for view in VESSEL_SHORT}
        self._windows = WindowIndex(self.table)

    def search_windows(self, texts: pa.LargeStringArray, field: str, least: float) -> pd.DataFrame:
        """Return the pairs of a text and a name that stands whole amid its words; as `search`.

        Examples
        --------
        >>> texts = pa.array(["GREY HULL KZ-2201 SOUTHBOUND"], pa.large_string())
        >>> VesselIndex(["MARIA", "GREY HULL"]).search_windows(texts, "vessel", least=82)
           text  name  score
        0     0     1   86.0
        """
        found = self._windows.search(texts, field, least)
        found["name"] = self.table.text[found["form"].to_numpy()]
        return found.groupby(["text", "name"])["score"].max().reset_index()

    def names_in(self, windows: Iterable[Window]) -> list[int]:
        """Return the names that any of a text's windows is."""
        forms = [form for key in windows for form in self._windows.forms(key)]
        return sorted({*self.table.text[forms].tolist()}) if forms else []

    def _caps(self, view: EditView) -> Codes:
        caps = edit_caps(self.table.letters + self.table.digits)
        return view_caps(caps, view.key.of_many(self.table).length)

    def _scored(self, ours: FormTable, least: float) -> Iterator[tuple[Pairs, Scores]]:
        for pairs in self._near(ours):
            yield pairs, vessel_scores(pairs)
        for key, index in self._by_key():
            our, their, price = index.pairs(key.of_many(ours).hashes())
            pairs = Pairs(ours, self.table, our, their)
            price = vessel_skeleton_prices(pairs) if key is SKELETON else price
            yield pairs, vessel_key_scores(pairs, price)

    def _by_key(self) -> Iterator[tuple[Key, KeyIndex]]:
        """Yield the keys that must be equal, each with the index of its strings."""
        yield from ((view.key, self._short[view.name]) for view in VESSEL_SHORT)
        yield SKELETON, self._skeletons

    def candidates(self, forms: Sequence[Form], least: float) -> list[int]:
        """Return the names that one text may mean; see `NameIndex.candidates`.

        Forms in Latin letters agree by their letters or not at all, so a few strings are compared
        with those of the index as they are, without a table of forms and scores. A line of free
        text may have thousands: these are searched together.

        Examples
        --------
        >>> from vscreen.text.vessel_names import vessel_forms
        >>> ships = VesselIndex(["LADY R", "MARIA", "OCEAN BELOMORSKIY"])
        >>> names = ("MV LADY-R", "MARAI", "O BELOMORSKIY", "EVER GIVEN")
        >>> [ships.candidates(vessel_forms(name), 75) for name in names]
        [[0], [1], [2], []]
        """
        if len(forms) > FEW_FORMS or not all(form.latin for form in forms):
            return super().candidates(forms, least)
        texts = dict.fromkeys(view.key.of(form) for view in self.edit_views for form in forms)
        near = [string for text in texts for string in self._edits.near(text)]
        found = {form for groups in self._forms.values() for form in groups.members(near)}
        for key, index in self._by_key():
            for form in forms:
                found.update(index.owners_of(hash_of(key.of(form))))
        return sorted({*self.table.text[[*found]].tolist()}) if found else []
