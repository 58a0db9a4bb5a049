"""Make `vscreen/data/words.csv` and `ship_names.csv`: the weight of a word in a name.

Usage: ``python -m benchmarks.make_words SDN.CSV ALT.CSV THETIS-MRV.xlsx``

Companies' and persons' names are those of OFAC's SDN list of 28 December 2023, a work of the US
government in the public domain; ships' are those of the EU's THETIS-MRV publication for 2023, free
to reuse with attribution (Commission Decision 2011/833/EU). The tables are constants of the
package: the lists that a user loads never change a weight, because then a new entry could turn an
old hit clear.
"""

from __future__ import annotations

import csv
import math
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import vscreen
from vscreen.text.party_names import party_tokens
from vscreen.text.scripts import to_latin
from vscreen.text.vessel_names import vessel_forms

SOURCE = "OFAC SDN list of 2023-12-28 (public domain)"
SHIPS = "THETIS-MRV 2023"
"""Of the European Maritime Safety Agency, free to reuse under Decision 2011/833/EU."""
RARE = 4
"""A word in fewer names than this has the full weight, and needs no row."""


def main(sdn: str, alt: str, ships: str) -> None:
    """Count the names that each word is in, and write the words' weights."""
    names = [*_names(Path(sdn)), *_names(Path(alt))]
    counts = _count(party_tokens(to_latin(name)[0]) for name in names)
    common = {word: count for word, count in counts.items() if count >= RARE}
    _write(
        "words.csv",
        ("word", "weight", "source"),
        ((w, f"{weight(count, len(names)):.2f}", SOURCE) for w, count in common.items()),
    )
    forms = (vessel_forms(name) for name in _fleet(ships))
    names_of_ships = {of_name[0].text for of_name in forms if of_name}
    _write("ship_names.csv", ("name", "source"), ((name, SHIPS) for name in names_of_ships))


def _count(names: Iterable[list[str | int]]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for tokens in names:
        counts.update({token for token in tokens if isinstance(token, str)})
    return counts


def _write(name: str, header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    table = Path(__file__).parents[1] / "vscreen" / "data" / name
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(sorted(rows))


def _fleet(path: str) -> list[str]:
    manifest = vscreen.read_manifest(path)
    column = next(name for name, field in manifest.columns.items() if field == "vessel")
    return [name for name in manifest.frame[column].unique() if name]


def weight(count: int, names: int) -> float:
    """Return the weight of a word that is in ``count`` of ``names`` names: 0.08 to 1."""
    rarity = math.log(names / count) / math.log(names / 2)
    return min(1.0, max(0.08, rarity**1.3))


def _names(path: Path) -> list[str]:
    with path.open(encoding="latin-1", newline="") as file:
        rows = [row for row in csv.reader(file) if len(row) > 4]
    wide = len(rows[0]) > 5
    kinds = {"vessel", "aircraft"}
    return [row[1 if wide else 3] for row in rows if not (wide and row[2].strip() in kinds)]


if __name__ == "__main__":
    main(*sys.argv[1:])
