"""OFAC's editions without markup: other characters between the cells, or lines of equal width."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd
import pytest

from vscreen.lists.us.ofac_rows import COLUMNS, OFAC_NAMES, WIDTHS
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.read import read_lists

pytestmark = pytest.mark.filterwarnings("ignore::vscreen.errors.ListWarning")


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
    """OFAC's CSV as lines of equal width."""
    rows = csv.reader(io.StringIO(data.rstrip(b"\r\n\x1a").decode(), newline=""))
    widths = COLUMNS.get(role, (10, 0))
    lines = [
        "".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows
    ]
    return "\r\n".join(lines).encode() + b"\r\n" + END


def same(first: Lists, other: Lists) -> None:
    for frame in FRAMES:
        pd.testing.assert_frame_equal(getattr(first, frame), getattr(other, frame))


@pytest.mark.parametrize("ending", ["pip", "del", "ff"])
def test_editions_without_markup_are_one_list(
    list_fixtures: Path, tmp_path: Path, ending: str
) -> None:
    folder = list_fixtures / "ofac"
    for role in WIDTHS:
        data = (folder / f"{OFAC_NAMES[role]}.csv").read_bytes()
        marks = {"pip": "|", "del": "@"}
        text = delimited(data, marks[ending]) if ending in marks else fixed(data, role)
        (tmp_path / f"{OFAC_NAMES[role]}.{ending}").write_bytes(text)
    same(read_lists(folder), read_lists(tmp_path))


def test_delimited_editions_of_one_day_are_one_list(shared: Path) -> None:
    folder = shared / "lists" / "us-ofac-cons-delimited"
    bars, ats = (read_lists(sorted(folder.glob(f"*.{ending}"))) for ending in ("pip", "del"))
    assert len(bars.entries) == 639
    same(bars, ats)
