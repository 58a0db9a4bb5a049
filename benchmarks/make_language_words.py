"""Make `vscreen/data/language_words.csv`: the commonest words of English, and how rare each is.

Usage: ``python -m benchmarks.make_language_words frequency_dictionary_en_82_765.txt``

The file is part of symspellpy 6.10.1 (MIT licence; SymSpell, Wolf Garbe): words with their counts
in Google Books Ngrams (CC BY 3.0), those that are in the spelling dictionaries of SCOWL. The table
is a constant of the package: no list that a user loads changes it.
"""

from __future__ import annotations

import math
import re
import sys
from pathlib import Path

MOST = 20_000
"""Words of three letters and more that are taken, the commonest."""
SOURCE = "SymSpell 6.10.1"


def main(source: str) -> None:
    """Write the table."""
    lines = Path(source).read_text(encoding="utf-8-sig").upper().splitlines()
    counts = {word: int(count) for word, count in map(str.split, lines)}
    total = sum(counts.values())
    words = [word for word in counts if re.fullmatch("[A-Z]{3,}", word)]
    path = Path(__file__).parents[1] / "vscreen/data/language_words.csv"
    rows = sorted(f"{word},{math.log2(total / counts[word]):.1f},{SOURCE}" for word in words[:MOST])
    path.write_text("word,bits,source\n" + "\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
