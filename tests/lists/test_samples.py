"""The synthetic samples of formats of which no real file was at hand: counts and warnings."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest

from vscreen.errors import ListWarning
from vscreen.schema import Kind
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.read import read_lists

SAMPLES = {  # folder: list, entries, ships, ships with an IMO number
    "be-fps-csv": ("be-fps", 8, 2, 2),
    "fr-gels-json": ("fr-gels", 8, 4, 3),
    "jp-mof-csv": ("jp-mof", 8, 0, 0),
    "jp-mof-xlsx": ("jp-mof", 6, 0, 0),
    "jp-mof-vessels-csv": ("jp-mof-vessels", 9, 9, 9),
    "mc-freezes-json": ("mc-freezes", 7, 2, 2),
    "nz-russia-xlsx": ("nz-russia", 11, 7, 6),
    "opensanctions-maritime-csv": ("opensanctions-maritime", 8, 7, 6),
    "senzing-json/senzing.json": ("opensanctions", 9, 5, 3),
    "senzing-json/watchman-features.jsonl": ("customers", 2, 0, 0),
    "senzing-json/watchman-flat.json": ("test", 2, 0, 0),
    "ua-nsdc-json": ("ua-nsdc", 4, 0, 0),
    "us-csl-json": ("us-csl", 11, 4, 3),
}


def with_imo(lists: Lists) -> int:
    ships = lists.entries.loc[lists.entries["kind"] == "vessel", "entry"]
    found = lists.identifiers.query("scheme == 'imo_ship' and value.str.len() == 7")
    return int(ships.isin(found["entry"]).sum())


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_read_as_counted(shared: Path, name: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ListWarning)
        lists = read_lists(shared / "lists" / "_samples" / name)
    (snapshot,) = lists
    counted = snapshot.list, len(lists.entries), snapshot.counts[Kind.VESSEL], with_imo(lists)
    assert counted == SAMPLES[name]
