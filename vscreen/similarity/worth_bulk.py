"""The bulk twin of `similarity.worth`: the most that many pairs of forms can score."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from vscreen.columnar.strings import Bools, Codes, expand, once
from vscreen.similarity import worth as plain
from vscreen.similarity.costs import UNSURE
from vscreen.similarity.form_pairs import Pairs, lacks
from vscreen.similarity.standing.whole_bulk import enough, stand_as_listed, stand_with_legal_form
from vscreen.similarity.views import IN_ORDER, TIGHT, WHOLE
from vscreen.similarity.word_alignment_bulk import losses
from vscreen.text.form_table import FormTable, Scores


def most_edit_scores(pairs: Pairs) -> Scores:
    """Return `worth.most_party_score` of each pair in other views than `worth.BY_WORDS`."""
    worth = pairs.theirs.worth[pairs.their]
    sure = _are_same(pairs) | (pairs.theirs.own_letters[pairs.their] > 0)
    long = _are_long(pairs)
    most = _most(pairs, np.where(sure, worth, np.minimum(worth, plain.WHOLE - 1)), long)
    return np.where(_are_anybody(pairs, long), 0.0, most)


def most_heard_scores(pairs: Pairs) -> Scores:
    """Return `worth.most_party_score` of each pair in the view ``heard``."""
    said, _ = _sounds(pairs.ours)
    listed, several = _sounds(pairs.theirs)
    doubled = several[pairs.their] & ~listed[pairs.their] & said[pairs.our]
    return np.where(doubled & ~_are_same(pairs), 0.0, most_edit_scores(pairs))


def _sounds(table: FormTable) -> tuple[Bools, Bools]:
    """Return whether the words of each form sound unlike each other, and whether they are several.

    Words of one sound, such as initials, are none.
    """
    spoken = table.spoken
    counts = table.words.ear.length[spoken.code] > 1
    owner, codes = spoken.owner()[counts], table.words.ear_code.hashes()[spoken.code[counts]]
    least = np.full(len(table), np.iinfo(np.uint64).max, np.uint64)
    most = np.zeros(len(table), np.uint64)
    np.minimum.at(least, owner, codes)
    np.maximum.at(most, owner, codes)
    return most > least, np.bincount(owner, minlength=len(table)) > 1


def _are_anybody(pairs: Pairs, long: Bools) -> Bools:
    """Return `worth._is_anybody` of each pair, nothing of those of the same letters."""
    same_script = pairs.ours.latin[pairs.our] == pairs.theirs.latin[pairs.their]
    anybody: Bools = (pairs.theirs.worth[pairs.their] < plain.KNOWN) & ~long & same_script
    maybe = np.flatnonzero(anybody)
    some = pairs.take(maybe)
    others = lacks(*some.word_sides(), some.ours.words.is_known)
    anybody[maybe] = others & ~(_are_same(some) | some.same(IN_ORDER))
    return anybody


def most_word_scores(pairs: Pairs) -> Scores:
    """Return `worth.most_party_score` of each pair in the view ``words``."""
    shared = common_worths(pairs)
    named = shared.says_party | _are_long(pairs) | (pairs.theirs.own_letters[pairs.their] > 0)
    apart = (shared.agreed < plain.WHOLE) & (shared.words <= plain.MANY)
    apart &= (shared.spare > 0) | ((shared.agreed < plain.KNOWN) & ~(shared.says_entry & named))
    maybe = np.flatnonzero(apart)
    apart[maybe] = ~_may_say_more(pairs.take(maybe), shared.agreed[maybe])
    apart |= (pairs.ours.around[pairs.our] > 0) & ~shared.says_entry
    agreed = shared.agreed
    maybe = np.flatnonzero(shared.says_entry & (apart | (agreed == 0)))
    listed = maybe[stand_as_listed(pairs.take(maybe))]
    agreed[listed] = np.maximum(agreed[listed], 1)
    apart[listed] = False
    return np.where(apart, 0.0, _most(pairs, agreed))


def most_cut_scores(pairs: Pairs) -> Scores:
    """Return `worth.most_party_score` of each pair in the view ``cut``."""
    shared = common_worths(pairs)
    apart = (shared.agreed < plain.CUT_WORTH) & (shared.spare > 0)
    return np.where(apart, 0.0, _most(pairs, shared.agreed))


def _are_same(pairs: Pairs) -> Bools:
    """Whether names are of the same letters, those of their legal forms apart or among them."""
    return pairs.same(TIGHT) | pairs.same(WHOLE)


def _are_long(pairs: Pairs) -> Bools:
    """Return `worth.is_long` of each entry."""
    long: Bools = pairs.theirs.distinct_words.count[pairs.their] >= plain.MANY
    return long | (pairs.theirs.letters[pairs.their] >= plain.MANY_LETTERS)


def _may_say_more(pairs: Pairs, agreed: Codes) -> Bools:
    """Return `worth._may_say_more` of each pair."""
    ours, theirs = pairs.word_sides()
    words, worth = pairs.ours.distinct_words, pairs.ours.words.worth
    telling = words.sums((worth[words.code] > 0).astype(np.int64))[pairs.our]
    may: Bools = (agreed >= plain.SEVERAL) & (telling > 1) & ~lacks(ours, theirs)
    enough_worth = (pairs.theirs.worth[pairs.their] >= plain.KNOWN) | _are_long(pairs)
    several = pairs.theirs.distinct_words.count[pairs.their] > 1
    told = several & enough_worth & enough(pairs.theirs, pairs.their)[0]
    may |= told & ~lacks(theirs, ours)
    rest = np.flatnonzero(~may & (agreed > 0))
    may[rest] = stand_with_legal_form(pairs.take(rest))
    return may


def _most(pairs: Pairs, agreed: Codes, long: Bools | None = None) -> Scores:
    same = _are_same(pairs)
    sure = (agreed >= plain.WHOLE) | (same & _are_plainly_same(pairs))
    some = (agreed > 0) | same
    unsure = np.where(some if long is None else some | long, UNSURE, 0.0)
    return np.where(_may_stand(pairs, same), np.where(sure, plain.MOST, unsure), 0.0)


def _may_stand(pairs: Pairs, same: Bools) -> Bools:
    ours, theirs, our, their = pairs.ours, pairs.theirs, pairs.our, pairs.their
    later = ours.around[our] > 0
    wordless = theirs.word_count[their] == 0
    lonely = theirs.distinct_words.count[their] == 1
    lonely = (lonely | (ours.distinct_words.count[our] == 1)) & later
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


class Shared(NamedTuple):
    """`worth.Shared` of many pairs."""

    agreed: Codes
    spare: Codes
    words: Codes
    says_entry: Bools
    says_party: Bools


def common_worths(pairs: Pairs) -> Shared:
    """Return `worth.common_worth` of each pair."""
    ours, theirs = pairs.ours.distinct_words, pairs.theirs.distinct_words
    pair, listed = expand(theirs.first[pairs.their], theirs.count[pairs.their])
    meeting, given = expand(ours.first[pairs.our[pair]], ours.count[pairs.our[pair]])
    pair, listed = pair[meeting], listed[meeting]
    loss = losses(pairs.ours.words, ours.code[given], pairs.theirs.words, theirs.code[listed])
    met = loss < 1
    size = len(pairs)

    def meeting_words(which: Codes, words: Codes, *of: Codes) -> tuple[Codes, ...]:
        width = int(which.max(initial=0)) + 1
        owner, word = np.divmod(once(pair[met] * width + which[met]), width)
        worths = (np.bincount(owner, worth[words[word]], minlength=size) for worth in of)
        return *(worth.astype(np.int64) for worth in worths), np.bincount(owner, minlength=size)

    worth = pairs.ours.words.worth
    telling = np.where(pairs.ours.words.is_beside, 0, worth)
    our, our_telling, our_count = meeting_words(given, ours.code, worth, telling)
    their, their_count = meeting_words(listed, theirs.code, pairs.theirs.words.worth)
    line = pairs.ours.on_paper[pairs.our]
    spare = np.where(
        line,
        ours.sums(telling[ours.code])[pairs.our] - our_telling,
        pairs.ours.worth[pairs.our] - our,
    )
    spare = np.maximum(spare, pairs.theirs.worth[pairs.their] - their)
    return Shared(
        np.minimum(our, their), spare, their_count,
        their_count == theirs.count[pairs.their], our_count == ours.count[pairs.our],
    )  # fmt: skip
