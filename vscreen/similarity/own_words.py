"""The words of a company's or person's name that are its own: all but the words of trade.

An edit among them counts against their letters, however much else the names have in common, and in
few of them makes another name: GRAIN INDUSTRIES is not GREEN INDUSTRIES, nor CEMEX CIMEX. It costs
more where blanks are elsewhere, too, or where two are in the only word of the name's own.
"""

from __future__ import annotations

import numpy as np
from rapidfuzz.distance import OSA

from vscreen.columnar.strings import Bools, Codes, distances
from vscreen.similarity.costs import ALONE, FEW_LETTERS, MOVED
from vscreen.similarity.form_pairs import Pairs, has, lacks
from vscreen.similarity.views import IN_ORDER, TIGHT, EditView
from vscreen.text.form import Form
from vscreen.text.form_table import Scores
from vscreen.text.lexicon import is_short_and_rare


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


def short_word_differs(party: Form, entry: Form) -> bool:
    """Whether names of equally many words differ in a short rare word of the entry's.

    Examples
    --------
    >>> from vscreen.text.party_names import name_forms
    >>> npk, npc = (name_forms(name)[0] for name in ("QVK INTERNATIONAL", "QVC INTERNATIONAL"))
    >>> short_word_differs(npk, npc)
    True
    """
    return len(party.words) == len(entry.words) and any(
        is_short_and_rare(word) and word not in party.words for word in entry.words
    )


def more_slips(view: EditView, edits: int, party: Form, entry: Form) -> float:
    """Return what the edits of a view cost more where they are not all that differs, in edits.

    An edit and blanks elsewhere are two changes of unlike kinds, and two edits in the only word
    that is a name's own leave little that is the same. What another script was written in is none.

    Examples
    --------
    >>> from vscreen.similarity.views import PARTY_EDITS
    >>> from vscreen.text.party_names import name_forms
    >>> names = ("ATLANT S LLC", "ATLAS NTS LLC", "ATLANT Z LLC")
    >>> listed, moved, kept = (name_forms(name)[0] for name in names)
    >>> [more_slips(PARTY_EDITS[1], 1, name, listed) for name in (moved, kept)]
    [1.0, 0.0]
    """
    if not (edits and party.latin):
        return 0.0
    alone = edits > 1 and len(set(entry.own_words)) == 1
    return MOVED * _is_moved(view, edits, party, entry) + ALONE * alone


def _is_moved(view: EditView, edits: int, party: Form, entry: Form) -> bool:
    """Whether the words of two names begin at other letters, edits of these aside.

    Of a view that compares more letters than these it can't be told if the edits are elsewhere.
    """
    given, listed = (
        sorted(form.words) if view.key is IN_ORDER else form.words for form in (party, entry)
    )
    letters = OSA.distance("".join(given), "".join(listed))
    apart = OSA.distance(" ".join(given), " ".join(listed)) > letters
    return letters <= edits and (apart or len(given) != len(listed))


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


def slips(view: EditView, pairs: Pairs, edits: Codes) -> Scores:
    """Return the edits of a view of each pair and `more_slips`."""
    own = pairs.theirs.distinct_words
    alone = own.sums(pairs.theirs.words.is_own[own.code].astype(np.int64)) == 1
    found = edits.astype(np.float64)
    some = np.flatnonzero((edits > 0) & pairs.ours.latin[pairs.our])
    slipped, some_pairs = edits[some], pairs.take(some)
    found[some] += MOVED * _are_moved(view, slipped, some_pairs)
    found[some] += ALONE * (alone[some_pairs.their] & (slipped > 1))
    return found


def _are_moved(view: EditView, edits: Codes, pairs: Pairs) -> Bools:
    """Return `_is_moved` of each pair."""
    in_order = view.key is IN_ORDER
    letters = pairs.edits(IN_ORDER if in_order else TIGHT)
    words = pairs.ours.word_count[pairs.our]
    moved: Bools = words != pairs.theirs.word_count[pairs.their]
    maybe = np.flatnonzero(~moved & (words > 1) & (letters <= edits))
    some = pairs.take(maybe)
    order = sorted if in_order else list
    given, listed = ([" ".join(order(words)) for words in side] for side in some.words())
    moved[maybe] = distances(np.array(given, object), np.array(listed, object)) > letters[maybe]
    return moved & (letters <= edits)
