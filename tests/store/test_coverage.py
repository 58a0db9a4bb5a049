"""The tables of lists in docs/lists.md are those of the catalogue, and true of the real files."""

from __future__ import annotations

import csv
import re
import warnings
from itertools import groupby
from pathlib import Path

import pytest

import vscreen
from vscreen.data import read_table
from vscreen.errors import ListWarning, VscreenError
from vscreen.lists.registry import READERS
from vscreen.snapshots.catalog import catalog
from vscreen.store.coverage import SEEN, coverage, guarded, read_from

DOCS = Path(__file__).parents[2] / "docs" / "lists.md"
LISTS = {row["list"]: row for row in read_table("list_coverage.csv")}
VINTAGES = read_table("list_vintages.csv")
DATED = {"real", "extract"}


def test_the_tables_of_the_page_are_those_of_the_data() -> None:
    assert coverage() in DOCS.read_text(encoding="utf-8"), "see the head of vscreen.store.coverage"


def test_every_list_that_is_known_or_read_stands_in_the_tables() -> None:
    read = {reader.list_id for reader in READERS if reader.list_id}
    assert read <= set(LISTS)
    assert set(LISTS) == set(catalog())
    assert {row["list"] for row in VINTAGES} == set(LISTS)
    assert all(all(row.values()) for row in LISTS.values())


def test_an_edition_that_was_seen_has_its_day_and_a_format_stands_once_in_a_list() -> None:
    for row in VINTAGES:
        assert row["seen"] in SEEN
        assert bool(re.fullmatch(r"\d{4}(-\d\d){0,2}", row["day"])) == (row["seen"] in DATED)
    formats = [key for key, _ in groupby((row["list"], row["format"]) for row in VINTAGES)]
    assert len(formats) == len(set(formats))


def test_the_terms_are_those_of_the_sources() -> None:
    terms = {row["list"]: row["terms"] for row in read_table("sources.csv")}
    assert {name: LISTS[name]["terms"] for name in terms} == terms


def test_editions_of_a_format_stand_together() -> None:
    days = ("2018-01", "2021-01-14")
    rows = [{"format": "CSV", "seen": "real", "day": day} for day in days]
    rows += [{"format": "JSON", "seen": "shape", "day": ""}]
    told = read_from(rows)
    assert told == "CSV: real file of 2018-01, 2021-01-14; JSON: published shape only"


def test_what_is_expected_of_a_list_is_told_in_short() -> None:
    known = catalog()
    assert guarded(known["kr-mofa"]) == "15 entries, 4 ships, 2 by name"
    assert guarded(known["opensanctions"]) == "1 or more entries"
    assert guarded(known["un-sc"]) == "700-3,000 entries, 1 further count"


@pytest.mark.slow
def test_each_real_edition_that_is_named_is_read_and_each_that_is_read_is_named(
    shared: Path,
) -> None:
    """Editions are told apart by list and day: the manifest of the real files says the day."""
    named = {(row["list"], row["day"]) for row in VINTAGES if row["seen"] in DATED}
    with (shared / "lists" / "MANIFEST.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["path"].startswith("shared/lists/")]
    read = set()
    for row in rows:
        day = re.match(r"\d{4}(-\d\d){0,2}", row["list_date_or_best_guess"])
        for name in read_as(shared.parent / row["path"]):
            read.add((name, day[0] if day else ""))
    by_hand = {("us-cons", "2018")}  # an extract that the manifest does not list
    assert sorted(named - read - by_hand) == [], "named and not read"
    assert sorted(read - named) == [], "read and not named"


def read_as(path: Path) -> set[str]:
    """The lists of the catalogue that a real file is read as; none if it is refused."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ListWarning)
        try:
            lists = vscreen.read_lists(path)
        except VscreenError:
            return set()
    senzing = {snapshot.reader for snapshot in lists.snapshots} == {"senzing"}
    return {"opensanctions"} if senzing else {each.official for each in lists.snapshots}
