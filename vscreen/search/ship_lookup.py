"""One ship's name against all listed ones, without the arrays that a thousand names are worth.

The views of `similarity.name_scores` for names in Latin letters count where the edits are within
the entry's cap, or where a key is equal (`similarity.short_forms`). So what may score
anything is found by

* comparing one 64-bit signature of letter counts with all of them: an edit adds, removes or
  replaces one letter, so it changes at most two bits, and k edits change at most 2 k of them;
  the few that pass are compared in full;
* looking up the keys.

What is found is a superset of what `search.name_index` finds; `scoring.judge` says what it is
worth.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA

from vscreen.columnar.strings import Codes
from vscreen.similarity.costs import edit_cap, view_cap
from vscreen.similarity.short_forms import dropped_keys, initial_keys
from vscreen.text.form import Form
from vscreen.text.vessel_names import vessel_forms

EDITED: Final = ("tight", "sorted", "sound")
"""The views in which edits are counted."""

Key = tuple[str, str]


class NearShips:
    """Ships' names to be looked up one at a time.

    Parameters
    ----------
    names
        Each is known by its place.

    Examples
    --------
    >>> ships = NearShips(["LADY R", "MARIA", "OCEAN BELOMORSKIY"])
    >>> [ships.near(name) for name in ("MV LADY-R", "MARAI", "O BELOMORSKIY", "EVER GIVEN")]
    [{0}, {1}, {2}, set()]
    """

    def __init__(self, names: Sequence[str]) -> None:
        self._owners: defaultdict[str, set[int]] = defaultdict(set)
        self._keyed: defaultdict[Key, set[int]] = defaultdict(set)
        caps: dict[str, int] = {}
        for place, name in enumerate(names):
            for form in vessel_forms(name):
                most = edit_cap(len(form.tight) + form.digits)
                for text in _edited(form):
                    self._owners[text].add(place)
                    caps[text] = max(caps.get(text, 0), view_cap(most, text))
                for key in _keys_of_entry(form):
                    self._keyed[key].add(place)
        self._texts = list(caps)
        self._bits = signatures(self._texts)
        self._caps = np.fromiter(caps.values(), np.int64, len(caps))
        self._lengths = np.fromiter(map(len, caps), np.int64, len(caps))

    def near(self, name: str) -> set[int]:
        """Return the places of the names that a ship's name in Latin letters may resemble."""
        forms = vessel_forms(name)
        texts = list(dict.fromkeys(text for form in forms for text in _edited(form)))
        found = [self._owners[near] for near in self._within(texts)]
        keys = (key for form in forms for key in _keys_of_party(form))
        found += [self._keyed[key] for key in keys if key in self._keyed]
        return set().union(*found)

    def _within(self, texts: Sequence[str]) -> Iterator[str]:
        for text, bits in zip(texts, signatures(texts), strict=True):
            apart = np.bitwise_count(self._bits ^ bits)
            close = (apart <= 2 * self._caps) & (abs(self._lengths - len(text)) <= self._caps)
            for place in np.flatnonzero(close).tolist():
                near = self._texts[place]
                if OSA.distance(text, near) <= self._caps[place]:
                    yield near


def _edited(form: Form) -> Iterable[str]:
    return (getattr(form, view) for view in EDITED)


def _keys_of_entry(form: Form) -> Iterator[Key]:
    yield from (("tight", key) for key, _ in initial_keys(form))
    yield from (("sorted", key) for key, _ in dropped_keys(form))
    yield "skeleton", form.skeleton


def _keys_of_party(form: Form) -> Iterator[Key]:
    yield from ((view, getattr(form, view)) for view in ("tight", "sorted", "skeleton"))


def signatures(texts: Sequence[str]) -> npt.NDArray[np.uint64]:
    """Return 64 bits for each of n texts of A-Z: letter there once, twice; some, three times.

    Examples
    --------
    >>> one, other = signatures(["MARIA", "MARLA"])
    >>> int(one ^ other).bit_count()
    2
    """
    letters = np.frombuffer("".join(texts).encode("ascii"), np.uint8).astype(np.int64) - ord("A")
    owner = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
    counts: Codes = np.bincount(owner * 26 + letters, minlength=26 * len(texts)).reshape(-1, 26)
    bits = np.hstack([counts > 0, counts > 1, counts[:, :12] > 2])
    return np.packbits(bits, axis=1, bitorder="little").view("<u8")[:, 0].astype(np.uint64)
