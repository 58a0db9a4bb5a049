"""The words of a company's or person's name that are its own: all but the words of trade.

An edit among them counts against their letters, however much else the names have in common, and in
few of them makes another name: GRAIN INDUSTRIES is not GREEN INDUSTRIES, nor CEMEX CIMEX.
"""

from __future__ import annotations

import numpy as np

from vscreen.columnar.strings import Bools
from vscreen.similarity.costs import FEW_LETTERS
from vscreen.similarity.form_pairs import Pairs, has, lacks
from vscreen.text.form import Form
from vscreen.text.form_table import Scores


def own_differs(party: Form, entry: Form) -> bool:
    """Whether the party lacks a word of the entry's that is no word of trade."""
    return not set(entry.own_words) <= set(party.words)


def shares_own(party: Form, entry: Form) -> bool:
    """Whether a word that is no word of trade is the same in both."""
    return not set(entry.own_words).isdisjoint(party.words)


def own_size(party: Form, entry: Form, size: float) -> float:
    """Return the size of what edits are counted against: words of trade aside, if others differ.

    These are the entry's, or the party's if the entry has none.

    Examples
    --------
    >>> from vscreen.text.party_names import name_forms
    >>> bild, oil = (name_forms(name)[0] for name in ("BILD INVEST", "NAFTA INVEST"))
    >>> own_size(bild, oil, 9.0), own_size(oil, oil, 9.0)
    (4, 9.0)
    """
    other = not entry.own_words and own_differs(entry, party)
    if not (other or own_differs(party, entry)):
        return size
    return min(size, max(party.own_letters, entry.own_letters))


def few_letters_differ(party: Form, entry: Form) -> bool:
    """Whether names of one script differ in the few letters that are their own.

    Examples
    --------
    >>> from vscreen.text.party_names import name_forms
    >>> names = ("SBI INTERNATIONAL", "SPI INTERNATIONAL", "SPI INTERNATIONL")
    >>> one, other, misspelt = (name_forms(name)[0] for name in names)
    >>> few_letters_differ(one, other), few_letters_differ(misspelt, other)
    (True, False)
    """
    return (
        entry.own_letters <= FEW_LETTERS
        and party.latin == entry.latin
        and own_differs(party, entry)
    )


def own_differ(pairs: Pairs) -> Bools:
    """Return `own_differs` of each pair."""
    ours, theirs = pairs.word_sides()
    return lacks(theirs, ours, pairs.theirs.words.is_own)


def share_own(pairs: Pairs) -> Bools:
    """Return `shares_own` of each pair."""
    ours, theirs = pairs.word_sides()
    return has(theirs, ours, pairs.theirs.words.is_own)


def own_sizes(pairs: Pairs, differ: Bools, size: Scores) -> Scores:
    """Return `own_size` of each pair, of which the words of the entry's own ``differ``."""
    listed = pairs.theirs.own_letters[pairs.their]
    own = np.maximum(pairs.ours.own_letters[pairs.our], listed)
    other = (listed == 0) & lacks(*pairs.word_sides(), pairs.ours.words.is_own)
    return np.where(differ | other, np.minimum(size, own), size)


def few_letters(pairs: Pairs, differ: Bools) -> Bools:
    """Return `few_letters_differ` of each pair, of which the words of their own ``differ``."""
    few = pairs.theirs.own_letters[pairs.their] <= FEW_LETTERS
    same_script = pairs.ours.latin[pairs.our] == pairs.theirs.latin[pairs.their]
    few &= differ & same_script
    return few
