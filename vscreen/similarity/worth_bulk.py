"""The bulk twin of `similarity.worth`: the most that many pairs of forms can score."""

from __future__ import annotations

import numpy as np

from vscreen.columnar.strings import Bools, Codes, expand, once
from vscreen.similarity import worth as plain
from vscreen.similarity.costs import UNSURE
from vscreen.similarity.form_pairs import Pairs
from vscreen.similarity.views import TIGHT
from vscreen.similarity.word_alignment_bulk import losses, stand_with_legal_form
from vscreen.text.form_table import Scores


def most_edit_scores(pairs: Pairs) -> Scores:
    """Return `worth.most_party_score` of each pair in other views than `worth.BY_WORDS`."""
    return _most(pairs, pairs.theirs.worth[pairs.their])


def most_word_scores(pairs: Pairs) -> Scores:
    """Return `worth.most_party_score` of each pair in the views `worth.BY_WORDS`."""
    agreed, spare = common_worths(pairs)
    apart = (agreed < plain.WHOLE) & (spare > plain.SPARE * agreed)
    told = np.flatnonzero(apart & (agreed > 0))
    apart[told] = ~stand_with_legal_form(pairs.take(told))
    return np.where(apart, 0.0, _most(pairs, agreed))


def _most(pairs: Pairs, agreed: Codes) -> Scores:
    same = pairs.same(TIGHT)
    sure = (agreed >= plain.WHOLE) | (same & _are_plainly_same(pairs))
    unsure = np.where((agreed > 0) | same, UNSURE, 0.0)
    return np.where(_may_stand(pairs, same), np.where(sure, plain.MOST, unsure), 0.0)


def _may_stand(pairs: Pairs, same: Bools) -> Bools:
    ours, theirs, our, their = pairs.ours, pairs.theirs, pairs.our, pairs.their
    later = ours.around[our] > 0
    wordless = theirs.word_count[their] == 0
    lonely = (theirs.distinct_words.count[their] == 1) & later
    may: Bools = np.where(
        wordless,
        ~later & (ours.price[our] == 0),
        ~lonely | (same & (theirs.worth[their] > 0)),
    )
    return may


def _are_plainly_same(pairs: Pairs) -> Bools:
    """Return `worth.is_plainly_same` of pairs of the same letters."""
    theirs, their = pairs.theirs, pairs.their
    legal = theirs.legal[their]
    equal = pairs.same_numbers() & (pairs.ours.legal[pairs.our] == legal)
    words = theirs.words
    known = words.count == 0
    one = np.flatnonzero(words.count == 1)
    known[one] = words.weight[words.code[words.first[one]]] < 1
    same: Bools = equal & ((legal > 0) | ~known[their])
    return same


def common_worths(pairs: Pairs) -> tuple[Codes, Codes]:
    """Return `worth.common_worth` of each pair."""
    ours, theirs = pairs.ours.distinct_words, pairs.theirs.distinct_words
    pair, listed = expand(theirs.first[pairs.their], theirs.count[pairs.their])
    meeting, given = expand(ours.first[pairs.our[pair]], ours.count[pairs.our[pair]])
    pair, listed = pair[meeting], listed[meeting]
    loss = losses(pairs.ours.words, ours.code[given], pairs.theirs.words, theirs.code[listed])
    met = loss < 1
    size = len(pairs)

    def worth(which: Codes, words: Codes, of: Codes) -> Codes:
        width = int(which.max(initial=0)) + 1
        owner, word = np.divmod(once(pair[met] * width + which[met]), width)
        return np.bincount(owner, of[words[word]], minlength=size).astype(np.int64)

    our = worth(given, ours.code, pairs.ours.words.worth)
    their = worth(listed, theirs.code, pairs.theirs.words.worth)
    spare = np.maximum(pairs.ours.worth[pairs.our] - our, pairs.theirs.worth[pairs.their] - their)
    return np.minimum(our, their), spare
