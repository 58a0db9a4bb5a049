"""Make `vscreen/data/ship_names.csv`: the names that ships bear, as vscreen compares names.

Usage: ``python -m benchmarks.make_ship_names THETIS-MRV.xlsx IMO-VESSEL-CODES.csv``

The ships are those of the EU's THETIS-MRV publication for 2023, free to reuse with attribution
(Commission Decision 2011/833/EU; source ``MRV``), and of the register IMO-Vessel-Codes of the
Warrant Group (github.com/warrantgroup/IMO-Vessel-Codes, in the public domain by ODC-PDDL-1.0;
source ``IVC``). Of the register's rows count those whose IMO number and MMSI are a ship's own: the
others hold what was misheard on the air.

No list of anybody's takes part: the table is a constant of the package, so that an entry more or
less in a list changes no score of another.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import vscreen
from vscreen.identifiers.imo import is_valid_imo_ship
from vscreen.text.scripts import to_latin
from vscreen.text.tokens import split_numbers, tokens_of
from vscreen.text.vessel_names import without_vessel_prefix

_SHIP_STATION = re.compile(r"[2-7]\d{8}")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9 .&'/()-]*")


def main(fleet: str, register: str) -> None:
    """Write the distinct names of both, those of the fleet first."""
    sources = dict.fromkeys(_names(_registered(Path(register))), "IVC")
    sources.update(dict.fromkeys(_names(_fleet(fleet)), "MRV"))
    table = Path(__file__).parents[1] / "vscreen" / "data" / "ship_names.csv"
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("name", "source"))
        writer.writerows(sorted(sources.items()))


def _names(raw: Iterable[str]) -> Iterator[str]:
    """Yield the names as they are compared, those without a word left out."""
    for name in raw:
        words, numbers = split_numbers(tokens_of(without_vessel_prefix(to_latin(name)[0])))
        if words:
            yield " ".join((*words, *map(str, numbers)))


def _fleet(path: str) -> list[str]:
    manifest = vscreen.read_manifest(path)
    column = next(name for name, field in manifest.columns.items() if field == "vessel")
    return [name for name in manifest.frame[column].unique() if name]


def _registered(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            is_ship = is_valid_imo_ship(row["imo"]) and _SHIP_STATION.fullmatch(row["mmsi"])
            if is_ship and _NAME.fullmatch(name := row["name"].strip()):
                yield name


if __name__ == "__main__":
    main(*sys.argv[1:])
