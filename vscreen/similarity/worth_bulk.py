"""The bulk twin of `similarity.worth`: the most that many pairs of forms can score."""

from __future__ import annotations

import numpy as np

from vscreen.columnar.strings import Bools, Codes, expand, once
from vscreen.similarity import worth as plain
from vscreen.similarity.costs import UNSURE
from vscreen.similarity.form_pairs import Pairs, lacks
from vscreen.similarity.views import TIGHT
from vscreen.similarity.word_alignment_bulk import enough, losses, stand_with_legal_form
from vscreen.text.form_table import Scores


def most_edit_scores(pairs: Pairs) -> Scores:
    """Return `worth.most_party_score` of each pair in other views than `worth.BY_WORDS`."""
    long = pairs.theirs.distinct_words.count[pairs.their] >= plain.MANY
    long |= pairs.theirs.whole.length[pairs.their] >= plain.MANY_LETTERS
    worth = pairs.theirs.worth[pairs.their]
    sure = pairs.same(TIGHT) | (pairs.theirs.own_letters[pairs.their] > 0)
    return _most(pairs, np.where(sure, worth, np.minimum(worth, plain.WHOLE - 1)), long)


def most_word_scores(pairs: Pairs) -> Scores:
    """Return `worth.most_party_score` of each pair in the view ``words``."""
    agreed, apart = _agreed(pairs)
    apart &= ~(_are_said_whole(pairs) | _say_nothing_else(pairs, agreed))
    told = np.flatnonzero(apart & (agreed > 0))
    apart[told] = ~stand_with_legal_form(pairs.take(told))
    return np.where(apart, 0.0, _most(pairs, agreed))


def most_cut_scores(pairs: Pairs) -> Scores:
    """Return `worth.most_party_score` of each pair in the view ``cut``."""
    agreed, apart = _agreed(pairs)
    return np.where(apart & (agreed < plain.CUT_WORTH), 0.0, _most(pairs, agreed))


def _agreed(pairs: Pairs) -> tuple[Codes, Bools]:
    """Return what the words are worth that two names share, and whether others outweigh it."""
    agreed, spare = common_worths(pairs)
    return agreed, (agreed < plain.WHOLE) & (spare > plain.SPARE * agreed)


def _are_said_whole(pairs: Pairs) -> Bools:
    """Whether all of several words of a listed name are said that tell enough together."""
    ours, theirs = pairs.word_sides()
    several = pairs.theirs.distinct_words.count[pairs.their] > 1
    said: Bools = several & enough(pairs.theirs, pairs.their)[0] & ~lacks(theirs, ours)
    return said


def _say_nothing_else(pairs: Pairs, agreed: Codes) -> Bools:
    """Whether a party says several words of the listed name, enough and nothing else."""
    ours, theirs = pairs.word_sides()
    several = pairs.ours.distinct_words.count[pairs.our] > 1
    nothing: Bools = several & (agreed >= plain.SEVERAL) & ~lacks(ours, theirs)
    return nothing


def _most(pairs: Pairs, agreed: Codes, long: Bools | None = None) -> Scores:
    same = pairs.same(TIGHT)
    sure = (agreed >= plain.WHOLE) | (same & _are_plainly_same(pairs))
    some = (agreed > 0) | same
    unsure = np.where(some if long is None else some | long, UNSURE, 0.0)
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
    legal, words = theirs.legal, theirs.words
    named = (legal > 0) | (words.count > 1)
    one = np.flatnonzero(words.count == 1)
    word = words.code[words.first[one]]
    named[one] |= (words.weight[word] == 1) | (words.worth[word] >= plain.KNOWN)
    single = (pairs.ours.legal[pairs.our] == legal[their]) & named[their]
    several = theirs.distinct_words.count[their] > 1
    same: Bools = pairs.same_numbers() & (words.count[their] > 0) & (several | single)
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
