"""Make `vscreen/data/words.csv`: how much a word says in a company's or person's name.

Usage: ``python -m benchmarks.make_words SDN.CSV ALT.CSV``

The names are those of OFAC's SDN list of 28 December 2023, a work of the US government in the
public domain. The table is a constant of the package: the lists a user loads never change a weight,
for else a new entry could turn an old hit clear.
"""

from __future__ import annotations

import csv
import math
import sys
from collections import Counter
from pathlib import Path

from vscreen.script import to_latin
from vscreen.text import party_tokens

SOURCE = "OFAC SDN list of 2023-12-28 (public domain)"
RARE = 4
"""A word in fewer names than this says all a word can say, and needs no line."""


def main(paths: list[str]) -> None:
    """Count in how many names each word stands and write its weight beside the package's tables."""
    names = [name for path in paths for name in _names(Path(path))]
    counts: Counter[str] = Counter()
    for name in names:
        counts.update({t for t in party_tokens(to_latin(name)[0]) if isinstance(t, str)})
    table = Path(__file__).parents[1] / "vscreen" / "data" / "words.csv"
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["word", "weight", "source"])
        for word, count in sorted(counts.items()):
            if count >= RARE:
                writer.writerow([word, f"{weight(count, len(names)):.2f}", SOURCE])


def weight(count: int, names: int) -> float:
    """Return the weight of a word that stands in ``count`` of ``names`` names: 0.08 to 1."""
    rarity = math.log(names / count) / math.log(names / 2)
    return min(1.0, max(0.08, rarity**1.3))


def _names(path: Path) -> list[str]:
    with path.open(encoding="latin-1", newline="") as file:
        rows = [row for row in csv.reader(file) if len(row) > 4]
    wide = len(rows[0]) > 5
    kinds = {"vessel", "aircraft"}
    return [row[1 if wide else 3] for row in rows if not (wide and row[2].strip() in kinds)]


if __name__ == "__main__":
    main(sys.argv[1:])
