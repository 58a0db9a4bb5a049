"""Make `vscreen/data/sound_bits.csv`: how likely one sign stands for another across scripts.

Usage: ``python -m benchmarks.make_sounds LABELS.CSV``

The labels are single words and full names of persons in another script beside their Latin ones
(columns ``set``, ``native``, ``latin``), of Wikidata (CC0), as prepared for the COLING 2018 study
of neural transliteration (steveash/NETransliteration-COLING2018). Of each the half by a hash is
read, so that the other half can measure.

How signs are paired off is learned by expectation and maximisation (Ristad and Yianilos 1998):
each pair of words is read in all ways, each as likely as the table has it; what is counted so is
the next table. Pairs that are no likelier than chance are wrong labels or translations, and are
left out after two rounds. Signs that are seldom seen lean on their class of sounds.
"""

from __future__ import annotations

import csv
import hashlib
import math
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

from vscreen.text.scripts import to_latin
from vscreen.text.sounds.ears import SIGNS, ear

SETS = {
    "abjad": ("arabic", "hebrew words", "hebrew full names"),
    "syllabic": ("katakana", "hangul words", "hangul full names"),
    "other": ("russian",),
    "han": ("chinese",),
}
SOURCE = "benchmarks/make_sounds.py from Wikidata labels (CC0)"
CLASSES = ("aeiou", "PBVFW", "TDtd", "SZszcJhC", "KCGQxgH", "LR", "MN", "IYEJ", "OUWV", "AEO")
"""Signs that may stand for each other though the labels seldom show it."""
VOWELS = "AEIOUYHWaeiou"
SIZE = len(SIGNS) + 1
ROUNDS = 7
TRUSTED = 2
"""Rounds in which every label is believed."""
LEAN = 6.0
"""Times that each sign is taken to have been seen as its class has it."""
PAIRS = 3000
"""Pairs of words read of each script, at most."""

Table = npt.NDArray[np.float64]
Pair = tuple[list[int], list[int]]


def main(labels: str) -> None:
    """Learn the table of each script, and write them all."""
    with Path(labels).open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if not _half(row["native"])]
    table = Path(__file__).parents[1] / "vscreen" / "data" / "sound_bits.csv"
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["script", "sign", "none", *SIGNS, "usual", "source"])
        for script, sets in SETS.items():
            pairs = [pair for row in rows if row["set"] in sets for pair in _pairs(row)]
            pairs.sort(key=lambda pair: hashlib.sha256(repr(pair).encode()).digest())
            writer.writerows(_rows(script, _learned(pairs[:PAIRS])))


def _half(native: str) -> int:
    return hashlib.sha256(native.encode()).digest()[0] & 1


def _pairs(row: dict[str, str]) -> Iterator[Pair]:
    """Yield the words of a label side by side; the whole of it if their numbers differ."""
    native, latin = row["native"].split(), row["latin"].split()
    if len(native) != len(latin):
        native, latin = [" ".join(native)], [" ".join(latin)]
    for given, listed in zip(native, latin, strict=True):
        if (ours := _signs(given)) and (theirs := _signs(listed)):
            yield ours, theirs


def _signs(text: str) -> list[int]:
    letters = re.sub("[^A-Z]", "", to_latin(text)[0])
    return [SIGNS.index(sign) + 1 for sign in ear(letters)]


def _begin() -> Table:
    """Return a table by which equal signs stand for each other, and vowels may be left out."""
    table = np.full((SIZE, SIZE), 1e-4)
    table[np.arange(1, SIZE), np.arange(1, SIZE)] = 0.05
    vowels = [SIGNS.index(sign) + 1 for sign in VOWELS]
    table[np.ix_(vowels, vowels)] += 0.001
    table[0], table[:, 0] = 5e-4, 5e-4
    table[0, vowels], table[vowels, 0] = 0.005, 0.005
    table[0, 0] = 0
    return table / table.sum()


def _leaning() -> Table:
    """Return how often each sign is taken to stand for each before any label is read."""
    table = np.full((SIZE, SIZE), 0.1 / SIZE)
    for sign in SIGNS:
        at = SIGNS.index(sign) + 1
        table[at, at] += 0.6
        table[at, 0] += 0.05
        for alike in (group for group in CLASSES if sign in group):
            for other in alike:
                table[at, SIGNS.index(other) + 1] += 0.25 / len(alike)
    table *= LEAN
    table[0] = 0.3
    table[0, 0] = 0
    return table


def _learned(pairs: list[Pair]) -> Table:
    table = _begin()
    for turn in range(ROUNDS):
        counts = _leaning()
        ours, theirs = _alone(table)
        for party, entry in pairs:
            before = _before(party, entry, table)
            chance = sum(map(math.log, ours[party])) + sum(map(math.log, theirs[entry]))
            if turn >= TRUSTED and math.log(before[-1, -1]) < chance + 2 * math.log(2):
                continue
            _count(counts, table, before, party, entry)
        table = counts / counts.sum()
        table[0, 0] = 0
    return table


def _alone(table: Table) -> tuple[Table, Table]:
    """Return how likely each sign of the party's, and each of the entry's, is by itself."""
    ours, theirs = table[1:].sum(axis=1), table[:, 1:].sum(axis=0)
    return np.append([1.0], ours / ours.sum()), np.append([1.0], theirs / theirs.sum())


def _before(party: list[int], entry: list[int], table: Table) -> Table:
    """Return how likely the first signs of both are, for each number of either."""
    likely = np.zeros((len(party) + 1, len(entry) + 1))
    likely[0, 0] = 1
    for i in range(len(party) + 1):
        for j in range(len(entry) + 1):
            if i:
                likely[i, j] += likely[i - 1, j] * table[party[i - 1], 0]
            if j:
                likely[i, j] += likely[i, j - 1] * table[0, entry[j - 1]]
            if i and j:
                likely[i, j] += likely[i - 1, j - 1] * table[party[i - 1], entry[j - 1]]
    return likely


def _count(counts: Table, table: Table, before: Table, party: list[int], entry: list[int]) -> None:
    """Add what a pair of words shows: each step, as likely as it is part of the reading."""
    behind = _before(party[::-1], entry[::-1], table)[::-1, ::-1]
    for i in range(len(party) + 1):
        for j in range(len(entry) + 1):
            here = before[i, j] / before[-1, -1]
            if i < len(party):
                counts[party[i], 0] += here * table[party[i], 0] * behind[i + 1, j]
            if j < len(entry):
                counts[0, entry[j]] += here * table[0, entry[j]] * behind[i, j + 1]
            if i < len(party) and j < len(entry):
                step = here * table[party[i], entry[j]] * behind[i + 1, j + 1]
                counts[party[i], entry[j]] += step


def _rows(script: str, table: Table) -> Iterable[list[object]]:
    """Return the rows of the table: tenths of a bit, and what each sign usually has."""
    chance = np.outer(*_alone(table))
    bits = np.log2(np.where(table > 0, table, 1.0) / chance)
    bits = np.clip(np.round(10 * bits), -60, 70).astype(np.int64)
    bits[0, 0] = 0
    ours = np.round((table * bits).sum(axis=1) / table.sum(axis=1)).astype(np.int64)
    theirs = np.round((table * bits).sum(axis=0) / table.sum(axis=0)).astype(np.int64)
    ours[0] = theirs[0] = 0
    yield [script, "usual", *theirs.tolist(), 0, SOURCE]
    for at, sign in enumerate(("none", *SIGNS)):
        yield [script, sign, *bits[at].tolist(), int(ours[at]), SOURCE]


if __name__ == "__main__":
    main(*sys.argv[1:])
