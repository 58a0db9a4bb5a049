"""Tests of search/vessel_index: a name looked up alone finds what a search for many finds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from vscreen.columnar.distinct import Coded
from vscreen.policy import Policy
from vscreen.schema import FREE_TEXT
from vscreen.scoring.parties import VESSEL, Parties, Party
from vscreen.search.list_index import ListIndex
from vscreen.search.vessel_index import VesselIndex
from vscreen.snapshots.read import read_lists
from vscreen.text.scripts import Script
from vscreen.text.vessel_names import vessel_forms

NAMES = [
    "LADY R",
    "MARIA",
    "VALERIA",
    "MAIA 1",
    "BELOMORSKIY",
    "ANGARA",
    "SALAM",
    "ADLER",
    "SUN 5",
    "МАРИЯ",
]
LATIN = ["M/V LADY-R", "MARAI", "MAIA-1", "BLMRSK", "LÄDY R", "SUN 6", "EVER GIVEN"]
SOUNDED = {"ベロモルスキー": "BELOMORSKIY", "벨로모르스키": "BELOMORSKIY", "سلام": "SALAM",
           "バレリア": "VALERIA"}  # fmt: skip
"""Names in other scripts that agree by how they sound: letters alone lie too far apart."""
SPELT = {"АНГАРА": "ANGARA", "МАРИЯ": "МАРИЯ", "Леди Р": "LADY R", "アンガラ": "ANGARA"}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> ListIndex:
    path: Path = tmp_path_factory.mktemp("lists") / "own.csv"
    rows = "".join(f"{row},vessel,{name}\n" for row, name in enumerate(NAMES))
    path.write_text("id,kind,name\n" + rows, "utf-8")
    return ListIndex(read_lists(path), Policy())


def alone(index: ListIndex, text: str) -> set[int]:
    return set(index.find_one(Party(VESSEL, text))[0])


def among_many(index: ListIndex, text: str) -> set[int]:
    found = index.find(Parties(VESSEL, {"name": Coded.of([text])}))
    return set(found.entry.tolist())


@pytest.mark.parametrize("text", [*LATIN, *SOUNDED, *SPELT])
def test_a_name_looked_up_alone_finds_all_that_it_finds_among_many(
    index: ListIndex, text: str
) -> None:
    assert alone(index, text) >= among_many(index, text)


@pytest.mark.parametrize(("text", "name"), [*SOUNDED.items(), *SPELT.items()])
def test_a_name_in_another_script_is_found_when_looked_up_alone(
    index: ListIndex, text: str, name: str
) -> None:
    assert name in {index.entry(row).name for row in alone(index, text)}


def test_letters_alone_would_miss_names_that_only_sound_alike() -> None:
    ships = VesselIndex(NAMES)
    latin = {text: [replace(form, script=Script.LATIN) for form in vessel_forms(text)]
             for text in SOUNDED}  # fmt: skip
    assert {text for text, forms in latin.items() if not ships.candidates(forms, 75)}


@pytest.mark.parametrize("words", [1, 3, 40, 400])
def test_a_line_of_text_of_any_length_is_looked_up_as_it_is_searched(
    index: ListIndex, words: int
) -> None:
    text = " ".join(f"{NAMES[at % len(NAMES)]} Q{at}" for at in range(words))
    party = Party(FREE_TEXT, text)
    found = index.find(Parties(FREE_TEXT, {"name": Coded.of([text])}))
    assert set(index.find_one(party)[0]) >= set(found.entry.tolist())
    assert len(found.entry) or words < 3
