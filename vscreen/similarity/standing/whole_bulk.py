"""The bulk twin of `similarity.standing.whole`."""

from __future__ import annotations

import numpy as np

from vscreen.columnar.strings import Bools, Codes, Packed
from vscreen.similarity.form_pairs import Pairs
from vscreen.similarity.standing import whole as plain
from vscreen.text.form_table import FormTable


def enough(table: FormTable, forms: Codes) -> tuple[Bools, Bools]:
    """Return `whole.tells_enough` of some forms: as they are, and if a word is respelt."""
    words, known = table.words.take(forms), table.words
    counts = ~np.isin(known.hash, Packed.of(sorted(plain.PARTICLES)).hashes(), kind="sort")
    weight = known.weight * counts
    several = words.sums(counts.astype(np.int64)[words.code]) > 1
    weighs = words.sums(weight[words.code]).round(plain.DIGITS)
    letters = words.sums((weight * known.distinct.length)[words.code]).round(plain.DIGITS)
    exact, respelt = (
        np.where(several, (letters >= least) & (weighs >= heavy), letters >= alone)
        for least, heavy, alone in zip(
            plain.TWO_LETTERS, plain.TWO_WEIGHT, plain.ALONE_LETTERS, strict=True
        )
    )
    return exact, respelt


def stand_with_legal_form(pairs: Pairs) -> Bools:
    """Return `whole.stands_with_legal_form` of each pair."""
    stand = _may_tell_with_legal_form(pairs.theirs, pairs.their)
    some = pairs.take(stand)
    wholes = zip(some.ours.whole[some.our], some.theirs.whole[some.their], strict=True)
    stand[stand] = [listed in given for given, listed in wholes]
    short = np.flatnonzero(stand)
    short = short[pairs.theirs.letters[pairs.their[short]] < plain.LEGAL_ANYWHERE]
    given, listed = pairs.take(short).words()
    stand[short] = [not plain.is_longer(*words) for words in zip(given, listed, strict=True)]
    return stand


def stand_as_listed(pairs: Pairs) -> Bools:
    """Return `whole.stands_as_listed` of each pair."""
    stand = _may_tell_as_written(pairs.theirs, pairs.their)
    some = pairs.take(stand)
    letters = pairs.theirs.written_letters.take(some.their)
    stand[stand] = [
        listed in given for given, listed in zip(some.ours.whole[some.our], letters[:], strict=True)
    ]
    rest = np.flatnonzero(~stand & (pairs.theirs.written.count[pairs.their] > 1))
    stand[rest] = stand_with_legal_form(pairs.take(rest))
    return stand


def _may_tell_as_written(table: FormTable, forms: Codes) -> Bools:
    """Whether names are of several words that are rare as they are written."""
    several: Bools = table.written.count[forms] > 1
    return several & (table.written_worth[forms] >= plain.NAMED_WORTH)


def _may_tell_with_legal_form(table: FormTable, forms: Codes) -> Bools:
    """Whether names have a legal form and the letters that it needs."""
    tells: Bools = (table.legal[forms] > 0) & (table.letters[forms] >= plain.LEGAL_LETTERS)
    return tells


def may_stand(table: FormTable, forms: Codes) -> Bools:
    """Whether names may tell enough where they stand whole."""
    named = table.worth[forms] >= plain.NAMED_WORTH
    listed = _may_tell_with_legal_form(table, forms) | _may_tell_as_written(table, forms)
    may: Bools = enough(table, forms)[0] | listed | named
    return may
