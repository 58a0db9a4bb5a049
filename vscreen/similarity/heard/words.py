"""The heard view: a party's words in another script, paired off with words that sound like them.

How well a word of the one side stands for one of the other is told in tenths of a bit by the table
``sound_bits.csv``: how much likelier each sign stands for each than it stands beside it by chance,
learned from names in both scripts. The likeliest way to pair the signs off is the words' evidence;
set against what such words usually have, it says how much of the word is lost. A word may stand for
two that the other side writes apart (``HASSANZADEH``, ``HASSAN ZADEH``). A given name stands for no
other one, and for a word that is none only by vowels too, which the table of them has.

Its key is the code (`vscreen.text.sounds.ears.ear_code`) of words: those that have the code of a
word of the party's, or of two, hold enough of the listed name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate, pairwise
from typing import Final

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA

from vscreen.data import read_table
from vscreen.text.form import Form
from vscreen.text.lexicon import word_weight
from vscreen.text.scripts import Script
from vscreen.text.sounds.ears import SIGNS, ear_code, spoken_words
from vscreen.text.sounds.given_names import given_names

HEARD: Final = 0.03
"""Charged always: of the score, as all below."""
FULL: Final = {Script.ABJAD: 0.75, Script.SYLLABIC: 0.75, Script.HAN: 0.75, Script.OTHER: 0.95}
NOTHING: Final = 0.2
"""Share of the evidence that two words usually have from which nothing of the word is lost, by the
party's script: one that writes vowels tells more; and below which all of it is."""
EXTRA: Final = 0.35
"""Charged for each word of the party's that stands for none."""
THIN: Final = 0.4
THIN_BELOW: Final = 1.3
"""Charged for what the words that found a partner weigh less than this."""
ANCHOR: Final = 55
"""Of a hundred: the share of the name's weight that words of equal codes hold at least."""
MOST_WORDS: Final = 60
"""Words of a name of which equal codes count: the first ones."""
CODE_STEPS: Final = (3, 6)
"""Lengths from which the codes of two words may differ by one more edit."""
_POSITION: Final = {sign: at for at, sign in enumerate(SIGNS, 1)}

Tenths = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class SoundBits:
    """How likely signs stand for each other, in tenths of a bit.

    Row and column 0 stand for a sign left out; the others for those of `ears.SIGNS`.

    Attributes
    ----------
    bits
        The evidence that a sign of a party's word (row) is one of an entry's (column).
    party, entry
        The evidence that each sign usually has if the words are one.
    """

    bits: Tenths
    party: Tenths
    entry: Tenths


@cache
def sound_bits(script: Script) -> SoundBits:
    """Return the table for parties in a script; one that has none is read by that of ``other``."""
    rows = read_table("sound_bits.csv")
    kind = script if any(row["script"] == script for row in rows) else Script.OTHER
    signs = ("none", *SIGNS)
    table = {row["sign"]: row for row in rows if row["script"] == kind}
    return SoundBits(
        np.array([[int(table[given][sign]) for sign in signs] for given in signs], np.int64),
        np.array([int(table[sign]["usual"]) for sign in signs], np.int64),
        np.array([int(table["usual"][sign]) for sign in signs], np.int64),
    )


def codes_of(sounds: str) -> list[int]:
    """Return the position of each sign in the tables of `sound_bits`."""
    return [_POSITION[sign] for sign in sounds]


def usual_bits(sounds: str, usual: Tenths) -> int:
    """Return the evidence that a word's signs usually have."""
    return int(usual[codes_of(sounds)].sum())


def word_bits(party: str, entry: str, table: Tenths) -> int:
    """Return the evidence that two words are one, their signs paired off in the likeliest way."""
    unsaid, *ours = table[np.ix_([0, *codes_of(party)], [0, *codes_of(entry)])].tolist()
    alone = unsaid[1:]
    row: list[int] = [*accumulate(alone, initial=0)]
    for given, *bits in ours:
        above, row = row, [row[0] + given]
        for at, (one, other) in enumerate(zip(bits, alone, strict=True)):
            row.append(max(above[at] + one, above[at + 1] + given, row[at] + other))
    return row[-1]


def code_cap(code: str) -> int:
    """Return by how many edits the code of a party's word may differ from that of an entry's."""
    return sum(len(code) >= step for step in CODE_STEPS)


@lru_cache(maxsize=1 << 15)
def heard_loss(party: str, entry: str, script: Script, *, spelled: bool = False) -> float:
    """Return how much of an entry's word is lost if a party's stands for it: 0 to 1.

    More is lost if the party's is ``spelled`` with its vowels, though its script writes none.

    Examples
    --------
    >>> from vscreen.text.sounds.ears import ear
    >>> round(heard_loss(ear("LUNISI"), ear("LOUNICI"), Script.ABJAD), 2)
    0.0
    """
    code = ear_code(entry)
    if OSA.distance(ear_code(party), code) > code_cap(code):
        return 1.0
    table = sound_bits(script)
    usual = max(usual_bits(party, table.party), usual_bits(entry, table.entry), 1)
    share = word_bits(party, entry, table.bits) / usual
    full = FULL[Script.OTHER if spelled else script]
    return min(1.0, max(0.0, (full - share) / (full - NOTHING)))


@dataclass(frozen=True)
class _Unit:
    """One or two neighbouring words of a name, as they sound; which given name a word is."""

    sounds: str
    first: int
    words: int
    name: str = ""

    def holds(self, position: int) -> bool:
        return self.first <= position < self.first + self.words


def _units(form: Form) -> list[_Unit]:
    names = [given_names().get(word, "") for word in spoken_words(form.words)]
    spoken = zip(form.ears, names, strict=True)
    alone = [_Unit(word, at, 1, name) for at, (word, name) in enumerate(spoken)]
    return alone + [_Unit(a + b, at, 2) for at, (a, b) in enumerate(pairwise(form.ears))]


def hundredths(word: str) -> int:
    """Return what a word weighs in a name, of a hundred."""
    return round(100 * word_weight(word))


def is_anchored(party: Form, entry: Form) -> bool:
    """Whether words with the code of a word of the party's, or of two, hold enough of the name."""
    ours = unit_codes(party)
    weights = [hundredths(word) for word in spoken_words(entry.words)]
    units = [unit for unit in _units(entry) if ear_code(unit.sounds) in ours]
    held = sum(
        weight
        for at, weight in enumerate(weights[:MOST_WORDS])
        if any(unit.holds(at) for unit in units)
    )
    return bool(units) and 100 * held >= ANCHOR * sum(weights)


def unit_codes(form: Form) -> frozenset[str]:
    """Return the codes of a name's words and of each two neighbours."""
    return frozenset(ear_code(unit.sounds) for unit in _units(form)) - {""}


def heard_view(party: Form, entry: Form, legal: float) -> Iterable[tuple[str, int, float]]:
    """Each word of the entry finds what sounds like it; words of the party's left over cost."""
    if not is_anchored(party, entry):
        return
    ours, theirs = _units(party), _units(entry)
    losses = list(_losses(ours, theirs, party.script))
    weights = [hundredths(word) for word in spoken_words(entry.words)]
    lost = [min(loss for _, b, loss in losses if b.holds(at)) for at in range(len(weights))]
    said = [min(loss for a, _, loss in losses if a.holds(at)) < 1 for at in range(len(party.ears))]
    total = sum(weights)
    gone = sum(weight * loss for weight, loss in zip(weights, lost, strict=True))
    found = sum(weight for weight, loss in zip(weights, lost, strict=True) if loss < 1)
    extra = EXTRA * (len(said) - sum(said))
    thin = THIN * max(0.0, THIN_BELOW - found / 100)
    yield "heard", 0, (gone + 100 * extra) / total + thin + legal + HEARD


def _losses(
    ours: Sequence[_Unit], theirs: Sequence[_Unit], script: Script
) -> Iterator[tuple[_Unit, _Unit, float]]:
    """Yield what is lost where each unit stands for each; two words for two are two units."""
    for a in ours:
        for b in theirs:
            if a.words + b.words < 4:
                yield a, b, _unit_loss(a, b, script)


def _unit_loss(party: _Unit, entry: _Unit, script: Script) -> float:
    """Return what is lost where a unit stands for another: all, if these are two given names."""
    if party.name and entry.name and party.name != entry.name:
        return 1.0
    return heard_loss(party.sounds, entry.sounds, script, spelled=bool(party.name))
