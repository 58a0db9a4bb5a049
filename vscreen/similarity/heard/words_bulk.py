"""The bulk twin of `similarity.heard.words`: the heard view of many pairs of forms at once."""

from __future__ import annotations

from typing import Final

import numpy as np

from vscreen.columnar.strings import (
    Bools,
    Codes,
    Packed,
    distances,
    expand,
    join,
    members,
    once,
    signatures,
)
from vscreen.similarity.costs import PARTY_SCALE
from vscreen.similarity.form_pairs import Pairs
from vscreen.similarity.heard import words as plain
from vscreen.similarity.name_scores_bulk import edit_caps, scored
from vscreen.text.form_table import SCRIPTS, FormTable, Scores
from vscreen.text.phonetics_bulk import folded
from vscreen.text.scripts import Script
from vscreen.text.sounds.ears import EAR_CLASSES, SIGNS
from vscreen.text.vocabulary import NONE

_AT_ONCE: Final = 1 << 14
"""Words paired off together: what lies between stays in the processor's cache."""
_CODE: Final = np.zeros(256, np.int64)
_CODE[list(SIGNS.encode())] = np.arange(len(SIGNS)) + 1


def hundredths(table: FormTable) -> Codes:
    """Return `words.hundredths` of each distinct word."""
    return np.round(100 * table.words.weight).astype(np.int64)


def party_heard_scores(pairs: Pairs) -> Scores:
    """Return the `heard` view of `name_scores.party_name_score`; the pairs are anchored."""
    score, script = np.empty(len(pairs)), pairs.ours.script[pairs.our]
    for code in once(script).tolist():
        which = np.flatnonzero(script == code)
        some = pairs.take(which)
        share = _Hearing(some, SCRIPTS[code]).share()
        score[which] = scored(PARTY_SCALE * share, np.ones(len(some), np.bool_))
    return score


class Units:
    """The units of forms: each word, and each two neighbours.

    Attributes
    ----------
    count, first
        How many units each form has, and where they begin.
    word, words
        Of each unit: the position of its first word in its form, and how many words it is.
    kind
        Which of the distinct units it is, whose letters are ``sounds`` and ``codes``, and which
        given name it is (``name``).
    """

    def __init__(self, table: FormTable, forms: Codes) -> None:
        spoken = table.spoken.take(forms)
        self.size = spoken.count
        self.count = np.maximum(2 * spoken.count - 1, 0)
        self.first = np.cumsum(self.count) - self.count
        form, unit = expand(np.zeros(len(forms), np.int64), self.count)
        alone = unit < spoken.count[form]
        self.word = np.where(alone, unit, unit - spoken.count[form])
        self.words = np.where(alone, 1, 2)
        begin = spoken.first[form] + self.word
        width = len(table.words.distinct) + 1
        after = spoken.code[np.minimum(begin + 1, len(spoken.code) - 1)] + 1
        key, self.kind = np.unique(
            spoken.code[begin] * width + np.where(alone, 0, after), return_inverse=True
        )
        one, two = np.divmod(key, width)
        parts = np.stack([one, two - 1], axis=1).ravel()
        parts = parts[parts >= 0]
        name = table.words.given_name
        self.name = np.where(two > 0, NONE, name[np.minimum(one, len(name) - 1)])
        self.sounds = join(table.words.ear, parts, 1 + (two > 0))
        self.codes = folded(self.sounds, (), EAR_CLASSES)


class _Hearing:
    """The words of pairs, each with what sounds like it on the other side.

    Of the meetings of a party's units and an entry's only those are kept of which any is not lost.
    """

    def __init__(self, pairs: Pairs, script: Script) -> None:
        self.pairs, self.table = pairs, plain.sound_bits(script)
        self.full = plain.FULL[script]
        our, self.our = np.unique(pairs.our, return_inverse=True)
        their, self.their = np.unique(pairs.their, return_inverse=True)
        self.ours, self.theirs = Units(pairs.ours, our), Units(pairs.theirs, their)
        self.weight = self._weights()

    def _weights(self) -> Codes:
        """Return the weight of each word of the entry of each pair."""
        spoken = self.pairs.theirs.spoken
        _, word = expand(spoken.first[self.pairs.their], spoken.count[self.pairs.their])
        return hundredths(self.pairs.theirs)[spoken.code[word]]

    def _meetings(self) -> tuple[Codes, Codes, Codes, Scores]:
        """Return pairs, units of the party's and of the entry's, and what is lost, below 1."""
        ours, theirs = self.ours, self.theirs
        pair, a = expand(ours.first[self.our], ours.count[self.our])
        row, b = expand(theirs.first[self.their[pair]], theirs.count[self.their[pair]])
        a = a[row]
        near = np.flatnonzero((ours.words[a] + theirs.words[b] < 4) & self._may_be_near(a, b))
        pair, a, b = pair[row[near]], a[near], b[near]
        width = len(theirs.codes)
        kinds = ours.kind[a] * width + theirs.kind[b]
        distinct, back = np.unique(kinds, return_inverse=True)
        loss = self._losses(*np.divmod(distinct, width))[back]
        counts = np.flatnonzero(loss < 1)
        return pair[counts], a[counts], b[counts], loss[counts]

    def _may_be_near(self, a: Codes, b: Codes) -> Bools:
        """Whether the codes of units may be near enough: an edit changes two bits at most."""
        ours, theirs = signatures(self.ours.codes), signatures(self.theirs.codes)
        caps = 2 * edit_caps(self.theirs.codes.length, plain.CODE_STEPS)
        kind = self.theirs.kind[b]
        apart = np.bitwise_count(ours[self.ours.kind[a]] ^ theirs[kind])
        near: Bools = apart <= caps[kind]
        return near

    def _losses(self, party: Codes, entry: Codes) -> Scores:
        """Return `words.heard_loss` of pairs of distinct units."""
        ours, theirs = self.ours, self.theirs
        loss = np.ones(len(party))
        caps = edit_caps(theirs.codes.length, plain.CODE_STEPS)[entry]
        near = np.flatnonzero(np.abs(ours.codes.length[party] - theirs.codes.length[entry]) <= caps)
        edits = distances(ours.codes[party[near]], theirs.codes[entry[near]])
        near = near[edits <= caps[near]]
        our, their = ours.name[party[near]], theirs.name[entry[near]]
        near = near[(our == their) | (our == NONE) | (their == NONE)]
        party, entry = party[near], entry[near]
        usual = np.maximum(
            _sums(ours.sounds, self.table.party)[party],
            _sums(theirs.sounds, self.table.entry)[entry],
        )
        bits = word_bits(ours.sounds.take(party), theirs.sounds.take(entry), self.table.bits)
        share = bits / np.maximum(usual, 1)
        spelled = ours.name[party] != NONE
        full = np.where(spelled, plain.FULL[Script.OTHER], self.full)
        lost = (full - share) / (full - plain.NOTHING)
        loss[near] = np.minimum(1.0, np.maximum(0.0, lost))
        return loss

    def share(self) -> Scores:
        """Return the share of the score that each pair loses."""
        size, count = self.theirs.size[self.their], self.ours.size[self.our]
        of_entry, of_party = np.cumsum(size) - size, np.cumsum(count) - count
        lost, said = np.ones(size.sum()), np.zeros(count.sum(), np.bool_)
        pair, a, b, loss = self._meetings()
        for words in (1, 2):
            some = self.theirs.words[b] >= words
            word = of_entry[pair[some]] + self.theirs.word[b[some]] + words - 1
            np.minimum.at(lost, word, loss[some])
            some = self.ours.words[a] >= words
            said[of_party[pair[some]] + self.ours.word[a[some]] + words - 1] = True
        owner = np.repeat(np.arange(len(size)), size)
        total = np.bincount(owner, self.weight)
        gone = np.bincount(owner, self.weight * lost)
        found = np.bincount(owner, np.where(lost < 1, self.weight, 0))
        unsaid = np.bincount(np.repeat(np.arange(len(count)), count), ~said)
        thin = plain.THIN * np.maximum(0.0, plain.THIN_BELOW - found / 100)
        share = (gone + 100 * (plain.EXTRA * unsaid)) / total + thin
        return share + self.pairs.legal() + plain.HEARD


def _sums(sounds: Packed, usual: Codes) -> Codes:
    """Return `words.usual_bits` of each word."""
    value = usual[_CODE[sounds.data[members(sounds.start, sounds.length)]]]
    owner = np.repeat(np.arange(len(sounds)), sounds.length)
    return np.bincount(owner, value, minlength=len(sounds)).astype(np.int64)


def word_bits(party: Packed, entry: Packed, table: plain.Tenths) -> Codes:
    """Return `words.word_bits` of each pair of words."""
    bits = np.zeros(len(party), np.int64)
    order = np.lexsort((entry.length, party.length))
    for start in range(0, len(order), _AT_ONCE):
        some = order[start : start + _AT_ONCE]
        bits[some] = _paired_off(_signs(party.take(some)), _signs(entry.take(some)), table)
    return bits


def _signs(words: Packed) -> Codes:
    """Return the codes of the signs of words, a row for each place; -1 behind a word's end."""
    signs = np.full((int(words.length.max(initial=0)), len(words)), -1, np.int64)
    owner = np.repeat(np.arange(len(words)), words.length)
    place = members(np.zeros(len(words), np.int64), words.length)
    signs[place, owner] = _CODE[words.data[members(words.start, words.length)]]
    return signs


def _paired_off(party: Codes, entry: Codes, table: plain.Tenths) -> Codes:
    """Return the most evidence of each column of the party's signs beside the entry's.

    Behind the end of a word nothing is added, so the last cell holds what the word's own last did.
    """
    size = party.shape[1] if len(party) else entry.shape[1]
    rows = [np.zeros(size, np.int64)]
    for theirs in entry:
        rows.append(rows[-1] + _worth(table, 0, theirs))
    for given in party:
        above = rows
        rows = [above[0] + _worth(table, given, 0)]
        for at, theirs in enumerate(entry):
            there, here = theirs >= 0, given >= 0
            both = np.where(there & here, above[at] + table[given, theirs], _NEVER)
            best = np.maximum(above[at + 1] + _worth(table, given, 0), both)
            best = np.maximum(best, rows[at] + _worth(table, 0, theirs))
            # at a column behind the entry's end the value is carried, from the left alone
            best = np.where(there, best, rows[at])
            rows.append(np.where(here, best, above[at + 1]))
    return rows[-1]


_NEVER: Final = -(1 << 40)


def _worth(table: plain.Tenths, given: Codes | int, theirs: Codes | int) -> Codes:
    """Return the evidence of two signs, one of them left out; nothing behind a word's end."""
    worth = table[given, theirs]
    missing = (np.asarray(given) < 0) | (np.asarray(theirs) < 0)
    return np.where(missing, 0, worth)
