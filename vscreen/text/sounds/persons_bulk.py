"""The bulk twin of `sounds.persons`: many persons' names as they are compared."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from vscreen.columnar.strings import Codes, ends, members
from vscreen.text.companies.phrases_bulk import phrases_read
from vscreen.text.sounds.persons import MOST_TITLES, WORDS_LEFT
from vscreen.text.tokens_bulk import Tokens
from vscreen.text.vocabulary import vocabulary


def persons_read(tokens: Tokens, pieces: int) -> Tokens:
    """Return what `persons.person_read` does, of each of so many pieces of text."""
    return phrases_read(_with_servant_first(_without_titles(tokens, pieces), pieces), pieces)


def _without_titles(tokens: Tokens, pieces: int) -> Tokens:
    """Return what `persons.without_titles` does, of each piece."""
    words = vocabulary()
    count = tokens.counts(pieces)
    first = ends(count) - count
    begun = np.flatnonzero(count > WORDS_LEFT)
    begun = begun[tokens.padded(words.is_title, False)[tokens.code[first[begun]]]]
    if not len(begun):
        return tokens
    dropped = _titles(tokens, first[begun], count[begun])
    left = count[begun] - dropped
    trade = tokens.padded(words.is_concept, False)[tokens.code]
    trades = np.concatenate([[0], np.cumsum(trade)])
    last = first[begun] + count[begun]
    named = (left >= WORDS_LEFT) & (trades[last] == trades[last - left])
    kept = np.ones(len(tokens.code), np.bool_)
    kept[members(first[begun[named]], dropped[named])] = False
    return tokens.keep(kept)


def _titles(tokens: Tokens, first: Codes, count: Codes) -> Codes:
    """Return how many titles each of some pieces begins with, one at least."""
    words = vocabulary()
    may = tokens.padded(words.is_title | words.is_behind_title, False)[tokens.code]
    dropped = np.ones(len(first), np.int64)
    for at in range(1, MOST_TITLES):
        more = (dropped == at) & (count > at)
        more[more] = may[first[more] + at]
        dropped += more
    return dropped


def _with_servant_first(tokens: Tokens, pieces: int) -> Tokens:
    """Return what `persons.with_servant_first` does, of each piece."""
    last = np.flatnonzero(np.diff(tokens.owner, append=pieces))
    servant = tokens.padded(vocabulary().is_servant, False)[tokens.code[last]]
    if not servant.any():
        return tokens
    count = tokens.counts(pieces)[tokens.owner[last]]
    place = np.arange(len(tokens.code), dtype=np.float64)
    place[last[servant]] -= count[servant] - 0.5
    return replace(tokens, code=tokens.code[np.argsort(place, kind="stable")])
