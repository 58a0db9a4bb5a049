"""One list printed in several formats is one list: the same entries, names and numbers."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd
import pytest

from vscreen.errors import ListWarning
from vscreen.lists.us.ofac_rows import COLUMNS, OFAC_NAMES, WIDTHS
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.read import read_lists

pytestmark = pytest.mark.filterwarnings(f"ignore::{ListWarning.__module__}.ListWarning")

FRAMES = ("entries", "names", "identifiers", "links")
END = b"\x1a"


def delimited(data: bytes, mark: str) -> bytes:
    """OFAC's CSV with another character between its cells."""
    text = io.StringIO(newline="")
    rows = csv.reader(io.StringIO(data.rstrip(b"\r\n\x1a").decode(), newline=""))
    for number, *cells in rows:
        inner = io.StringIO(newline="")
        csv.writer(inner, delimiter=mark, quoting=csv.QUOTE_ALL, lineterminator="").writerow(cells)
        text.write(f"{number}{mark}{inner.getvalue()}\r\n")
    return text.getvalue().encode() + END


def fixed(data: bytes, role: str) -> bytes:
    """OFAC's CSV as lines of one width."""
    rows = csv.reader(io.StringIO(data.rstrip(b"\r\n\x1a").decode(), newline=""))
    widths = COLUMNS.get(role, (10, 0))
    lines = [
        "".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows
    ]
    return "\r\n".join(lines).encode() + b"\r\n" + END


def same(one: Lists, other: Lists) -> None:
    for frame in FRAMES:
        pd.testing.assert_frame_equal(getattr(one, frame), getattr(other, frame))


@pytest.mark.parametrize("ending", ["pip", "del", "ff"])
def test_ofacs_editions_without_markup_are_one_list(
    list_fixtures: Path, tmp_path: Path, ending: str
) -> None:
    folder = list_fixtures / "ofac"
    for role in WIDTHS:
        data = (folder / f"{OFAC_NAMES[role]}.csv").read_bytes()
        marks = {"pip": "|", "del": "@"}
        text = delimited(data, marks[ending]) if ending in marks else fixed(data, role)
        (tmp_path / f"{OFAC_NAMES[role]}.{ending}").write_bytes(text)
    same(read_lists(folder), read_lists(tmp_path))


def test_ofacs_delimited_editions_of_one_day_are_one_list(shared: Path) -> None:
    folder = shared / "lists" / "us-ofac-cons-delimited"
    bars, ats = (read_lists(sorted(folder.glob(f"*.{ending}"))) for ending in ("pip", "del"))
    assert len(bars.entries) == 639
    same(bars, ats)


SAMPLES = (
    "us-ofac-fixed-width",
    "us-ofac-sdn-advanced-xml",
    "us-ofac-sdn-enhanced-xml/SDN_ENHANCED.XML",
    "us-ofac-sdn-enhanced-xml/SDN_ENHANCED.ZIP",
)


def numbers(lists: Lists) -> set[tuple[str, ...]]:
    """The identifiers of the ships; the samples' companies differ from file to file."""
    ships = lists.entries.loc[lists.entries["kind"] == "vessel", "entry"]
    told = lists.identifiers[lists.identifiers["entry"].isin(ships)]
    return set(map(tuple, told[["entry", "scheme", "value"]].to_numpy().tolist()))


@pytest.mark.parametrize("name", SAMPLES[1:])
def test_ofacs_editions_have_the_same_entries_and_ships_numbers(shared: Path, name: str) -> None:
    samples = shared / "lists" / "_samples"
    first, other = read_lists(samples / SAMPLES[0]), read_lists(samples / name)
    columns = ["entry", "kind", "name", "flag", "gross_tonnage"]
    one, two = (lists.entries[columns].sort_values("entry") for lists in (first, other))
    pd.testing.assert_frame_equal(one, two, check_index_type=False)
    assert numbers(first) == numbers(other)


def test_japans_forms_say_the_same_of_a_subject(list_fixtures: Path) -> None:
    forms = [read_lists(list_fixtures / "japan" / f"assets.{end}") for end in ("csv", "xlsx")]
    told = []
    for lists in forms:
        entry = lists.entries[lists.entries["name"] == "Heron Shipping LLC"].iloc[0]
        names = lists.names[lists.names["entry"] == entry["entry"]]
        told.append(
            (entry["kind"], entry["listed_on"], {*zip(names["name"], names["kind"], strict=True)})
        )
    csv_told, xlsx_told = told
    assert csv_told[:2] == xlsx_told[:2]
    assert xlsx_told[2] <= csv_told[2]
