"""The bulk twin of the keys of `similarity.short_forms`: ships' names less a word or cut."""

from __future__ import annotations

import numpy as np

from vscreen.columnar.strings import Bools, Codes, Hashes, Packed, expand, join
from vscreen.similarity import short_forms
from vscreen.text.form_table import FormTable, Scores


def initial_keys(table: FormTable) -> tuple[Hashes, Codes, Scores]:
    """Return the hash, form and price of each of `short_forms.initial_keys`."""
    ways = _Ways(table, table.words.code)
    cut = ways.length[ways.changed]
    rare = ways.bits_of_rest(table) >= short_forms.INITIAL_BITS
    kept = (cut > 1) & rare
    lost = np.minimum(cut - 1, short_forms.INITIAL_LETTERS)
    price = short_forms.INITIAL + short_forms.INITIAL_LETTER * lost
    painted, owner = _painted_keys(table)
    return (
        np.concatenate([ways.keys(table, 1)[kept], painted]),
        np.concatenate([ways.form[kept], owner]),
        np.concatenate([price[kept], np.full(len(owner), short_forms.PAINTED)]),
    )


def _painted_keys(table: FormTable) -> tuple[Hashes, Codes]:
    """Return a hash of each long name without the letters at its ends, and its form."""
    form = np.flatnonzero(table.letters >= short_forms.PAINTED_LETTERS)
    names = table.tight.take(form)
    return Packed(names.data, names.start + 1, names.length - 2).hashes(), form


def dropped_keys(table: FormTable) -> tuple[Hashes, Codes, Scores]:
    """Return the hash, form and price of each of `short_forms.dropped_keys`."""
    words = table.words
    order = np.argsort(words.owner() * len(words.rank) + words.rank[words.code])
    ways = _Ways(table, words.code[order])
    bits = _Ways(table, words.code).bits_of_rest(table)[order]
    bits = bits + short_forms.DROPPED_DIGIT_BITS * table.digits[ways.form]
    kept = (words.count[ways.form] > 1) & (bits >= short_forms.DROPPED_BITS)
    price = short_forms.DROPPED + short_forms.DROPPED_LETTER * ways.length[ways.changed]
    return ways.keys(table, 0)[kept], ways.form[kept], price[kept].astype(np.float64)


class _Ways:
    """Each form with each of its words in turn changed: all words of all of these, end to end."""

    def __init__(self, table: FormTable, codes: Codes) -> None:
        words = table.words
        self.form = words.owner()
        way, member = expand(words.first[self.form], words.count[self.form])
        self.way, self.code = way, codes[member]
        self.length = words.distinct.length[self.code]
        self.changed: Bools = member == way

    def bits_of_rest(self, table: FormTable) -> Scores:
        """Return how rare the words are that stay as they are, added up in their order."""
        bits = table.words.bits
        stays = ~self.changed
        sums = np.bincount(self.way[stays], bits[self.code[stays]], minlength=len(self.form))
        return sums.astype(np.float64)

    def keys(self, table: FormTable, letters: int) -> Hashes:
        """Return a hash of each way: only so many letters of the changed word, no blanks."""
        distinct = table.words.distinct
        length = np.where(self.changed, letters, self.length)
        pieces = Packed(distinct.data, distinct.start[self.code], length)
        return join(pieces, np.arange(len(pieces)), table.words.count[self.form]).hashes()
