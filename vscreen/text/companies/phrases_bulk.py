"""The bulk twin of how phrases are found and replaced in names: legal forms, words of trade."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from vscreen.columnar.strings import Bools, Codes, members
from vscreen.text.tokens_bulk import Tokens
from vscreen.text.vocabulary import NONE, SILENT, Phrases, vocabulary


@dataclass(frozen=True)
class Found:
    """Phrases found in tokens: the longest first at each place, and from the left.

    Attributes
    ----------
    begin, length, phrase
        Of each phrase: its first token, its number of tokens, and which phrase it is.
    inside
        Whether each token is part of one.
    """

    begin: Codes
    length: Codes
    phrase: Codes
    inside: Bools


def found_in(tokens: Tokens, phrases: Phrases, pieces: int) -> Found:
    """Return the phrases in the tokens of so many pieces of text."""
    may_begin = np.flatnonzero(tokens.known(phrases.begins, False))
    last = np.cumsum(tokens.counts(pieces))[tokens.owner[may_begin]]
    length = np.zeros(len(may_begin), np.int64)
    which = np.zeros(len(may_begin), np.int64)
    for size in phrases.sizes:
        fits = np.flatnonzero((may_begin + size <= last) & (length == 0))
        begin, phrase = phrases.at(tokens.code, size, may_begin[fits])
        at = np.searchsorted(may_begin, begin)
        length[at], which[at] = size, phrase
    there = length > 0
    begins, length, which = may_begin[there], length[there], which[there]
    chosen = _first_come(begins, length)
    begins, length, which = begins[chosen], length[chosen], which[chosen]
    inside = np.zeros(len(tokens.code), np.bool_)
    inside[members(begins, length)] = True
    return Found(begins, length, which, inside)


def _first_come(begins: Codes, length: Codes) -> Codes:
    """Return which phrases remain if each, from the left, takes its words from later ones."""
    after = np.searchsorted(begins, begins + length)
    reach = np.maximum.accumulate(after) if len(after) else after
    free = np.ones(len(begins), np.bool_)
    free[1:] = reach[:-1] <= np.arange(1, len(begins))
    taken = np.zeros(len(begins) + 1, np.bool_)
    bound = np.append(np.flatnonzero(free), len(begins))
    now, stop = bound[:-1], bound[1:]
    while len(now):
        taken[now] = True
        now = after[now]
        within = now < stop
        now, stop = now[within], stop[within]
    return np.flatnonzero(taken[:-1])


def concepts_of(tokens: Tokens, pieces: int) -> Tokens:
    """Return what `concepts.concepts_of` does, of each of so many pieces of text."""
    concept = vocabulary().concept_of(tokens.hash)[tokens.code]
    said = replace(tokens, code=np.where(concept == NONE, tokens.code, concept))
    return _or_all(said.keep(concept != SILENT), tokens, pieces)


def telling_words(tokens: Tokens, pieces: int) -> Tokens:
    """Return what `concepts.telling_words` does, of each of so many pieces of text."""
    concept = vocabulary().concept_of(tokens.hash)[tokens.code]
    return _or_all(tokens.keep(concept != SILENT), tokens, pieces)


def phrases_read(tokens: Tokens, pieces: int) -> Tokens:
    """Return what `concepts.phrases_read` does, of each of so many pieces of text."""
    found = found_in(tokens, vocabulary().concepts, pieces)
    if not len(found.begin):
        return tokens
    stands = vocabulary().stands_for
    count = (~found.inside).astype(np.int64)
    count[found.begin] = stands.count[found.phrase]
    source = np.repeat(np.arange(len(count)), count)
    code = tokens.code[source]
    words = members(stands.first[found.phrase], stands.count[found.phrase])
    code[found.inside[source]] = stands.code[words]
    return _or_all(replace(tokens, owner=tokens.owner[source], code=code), tokens, pieces)


def _or_all(read: Tokens, tokens: Tokens, pieces: int) -> Tokens:
    """Return what was read of each piece; all of its tokens, if that is nothing."""
    bare = np.ones(pieces, np.bool_)
    bare[read.owner] = False
    kept = tokens.keep(bare[tokens.owner])
    if not len(kept.owner):
        return read
    owner = np.concatenate([read.owner, kept.owner])
    order = np.argsort(owner, kind="stable")
    code = np.concatenate([read.code, kept.code])
    return replace(tokens, owner=owner[order], code=code[order])
