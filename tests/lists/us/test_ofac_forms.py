"""How OFAC's files are written: fixed width, with any widths, and what is no file of its."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vscreen.errors import ListFormatError
from vscreen.files.source import Source
from vscreen.lists.us.ofac_columns import COMMENTS, OFAC_NAMES, PRIMARY
from vscreen.lists.us.ofac_forms import LAYOUTS, find_form, find_layout
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.read import read_lists

pytestmark = pytest.mark.filterwarnings("ignore::vscreen.errors.ListWarning")

FRAMES = ("entries", "names", "identifiers", "links")
WIDTHS = dict(reversed(LAYOUTS))
SPECIFIED = LAYOUTS[1][1]
NUMBERS = {"primary": 1, "alt": 2, "add": 2, "comments": 1}


def fixed(data: bytes, role: str, widths: Sequence[int], *, right: bool = True) -> bytes:
    """OFAC's CSV as lines of equal width, numbers flush right or left, weak names in `"`."""
    rows = csv.reader(io.StringIO(data.rstrip(b"\r\n\x1a").decode(), newline=""))
    lines = []
    for row in rows:
        cells = [cell.strip() if cell.strip() == "-0-" else cell for cell in row]
        numbers = NUMBERS[role]
        head = [
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width in zip(cells[:numbers], widths, strict=False)
        ]
        texts = zip(cells[numbers:], widths[numbers:], strict=True)
        line = "".join([*head, *(cell.ljust(width) for cell, width in texts)])
        lines.append(line.replace(".k.a. 'HERON'", '.k.a. "HERON"'))
    return "\r\n".join(lines).encode() + b"\r\n\x1a"


def write(
    folder: Path, to: Path, primary: Sequence[int] = WIDTHS[PRIMARY], *, right: bool = True
) -> Path:
    for role, name in OFAC_NAMES.items():
        data = (folder / f"{name}.csv").read_bytes()
        widths = {**WIDTHS, PRIMARY: primary, COMMENTS: (10, 0)}[role]
        (to / f"{name}.ff").write_bytes(fixed(data, role, widths, right=right))
    return to


def same(first: Lists, other: Lists) -> None:
    for frame in FRAMES:
        one, two = (getattr(lists, frame).copy() for lists in (first, other))
        for column in {"remarks", "fingerprint"} & {*one}:  # quotes differ
            one[column], two[column] = one[column].str.replace('"', "'"), two[column]
            two[column] = two[column].str.replace('"', "'")
        pd.testing.assert_frame_equal(
            one.drop(columns="fingerprint", errors="ignore"),
            two.drop(columns="fingerprint", errors="ignore"),
        )


@pytest.mark.parametrize("right", [True, False], ids=["flush right", "flush left"])
@pytest.mark.parametrize("primary", [WIDTHS[PRIMARY], SPECIFIED], ids=["published", "specified"])
def test_the_fixed_width_edition_is_the_same_list(
    list_fixtures: Path, tmp_path: Path, primary: Sequence[int], right: bool
) -> None:
    write(list_fixtures / "ofac", tmp_path, primary, right=right)
    after = read_lists(tmp_path)
    same(read_lists(list_fixtures / "ofac"), after)
    assert [receipt.records for receipt in after.snapshots[0].receipts] == [7, 4, 5, 1]


@pytest.mark.parametrize(
    "primary",
    [
        (8, 100, 12, 60, 80, 8, 30, 14, 10, 40, 90, 1000),
        (10, 350, 16, 80, 200, 10, 25, 14, 8, 40, 150, 1500),
        (12, 120, 14, 50, 200, 8, 25, 14, 8, 40, 150, 1000),
    ],
)
def test_widths_that_no_table_has_are_seen_from_the_lines(
    list_fixtures: Path, tmp_path: Path, primary: Sequence[int]
) -> None:
    write(list_fixtures / "ofac", tmp_path, primary)
    same(read_lists(list_fixtures / "ofac"), read_lists(tmp_path))


def test_widths_that_nothing_shows_are_refused_with_the_length_of_the_lines(
    list_fixtures: Path, tmp_path: Path
) -> None:
    widths = (10, 35, 12, 50, 2, 8, 25, 14, 8, 40, 150, 1000)  # cells run into each other
    data = (list_fixtures / "ofac" / "sdn.csv").read_bytes()
    rows = fixed(data, PRIMARY, widths).splitlines()[5:7]
    (tmp_path / "sdn.ff").write_bytes(
        b"\r\n".join(row[:800] + b" " * 400 for row in rows) + b"\r\n\x1a"
    )
    with pytest.raises(ListFormatError, match=r"1,200 characters wide, and no layout of OFAC's"):
        read_lists(tmp_path)


def test_lines_whose_last_blanks_an_editor_cut_off_are_the_same_list(
    list_fixtures: Path, tmp_path: Path
) -> None:
    for path in write(list_fixtures / "ofac", tmp_path).iterdir():
        lines = path.read_bytes().split(b"\r\n")
        path.write_bytes(b"\n".join(line.rstrip(b" ") for line in lines))
    after = read_lists(tmp_path)
    same(read_lists(list_fixtures / "ofac"), after)
    assert after.snapshots[0].lacks == ()
    path = tmp_path / "sdn.ff"
    path.write_bytes(path.read_bytes().rstrip(b"\n\x1a")[:-4])
    with pytest.raises(ListFormatError, match=r"sdn\.ff: its last row, line 7, .* is cut short"):
        read_lists(tmp_path)


def test_a_line_of_another_length_is_refused(list_fixtures: Path, tmp_path: Path) -> None:
    path = write(list_fixtures / "ofac", tmp_path) / "sdn.ff"
    path.write_bytes(path.read_bytes().replace(b"OLD TUG  ", b"OLD TUG"))
    with pytest.raises(ListFormatError, match="line 6 has 1,865 characters where 1,867 belong"):
        read_lists(tmp_path)


def test_a_fixed_width_file_cut_anywhere_is_refused_or_not_whole(
    list_fixtures: Path, tmp_path: Path
) -> None:
    path = write(list_fixtures / "ofac", tmp_path) / "alt.ff"
    data = path.read_bytes()
    for place in range(len(data) - 600, len(data), 7):
        path.write_bytes(data[:place])
        try:
            assert "the end of alt.ff" in read_lists(tmp_path).snapshots[0].lacks
        except ListFormatError as error:
            assert "alt.ff" in str(error)  # noqa: PT017 - either is right


@pytest.mark.parametrize(
    "text",
    [
        b"2024 was a year\r\nof 36 ships\r\n\x1a",
        b"     17014Moscow.\r\n2024 was a year\r\n\x1a",
        b"     17014Moscow.\r\n",
        b"12345678901234567890\r\n\x1a",
        b"1,MARIA\r\n2,ANNA\r\n\x1a",
    ],
)
def test_text_that_begins_with_a_number_is_no_file_of_comments(text: bytes) -> None:
    assert find_form(Source(Path("x.txt"), text)) is None


def test_the_published_extract_of_2018_says_what_the_delimited_edition_of_its_day_says(
    shared: Path,
) -> None:
    folder = shared / "lists"
    lists = read_lists(folder / "us-ofac-cons-fixed-2018-extract")
    whole = read_lists(sorted((folder / "us-ofac-cons-delimited").glob("*.pip")))
    assert [receipt.sentence for receipt in lists.snapshots[0].receipts] == [
        "324 rows = 324 entries",
        "435 rows = 435 adding to an entry",
        "641 rows = 641 adding to an entry",
    ]
    for frame, dropped in (
        ("entries", ["remarks", "fingerprint"]), ("names", []), ("identifiers", []),
        ("links", ["to_entry"]),
    ):  # fmt: skip
        part, all_of_it = (getattr(one, frame) for one in (lists, whole))
        kept = all_of_it[all_of_it["entry"].isin(lists.entries["entry"])].reset_index(drop=True)
        pd.testing.assert_frame_equal(part.drop(columns=dropped), kept.drop(columns=dropped))
    assert (lists.names["kind"] == "weak_alias").sum() == 23


@given(
    st.lists(
        st.tuples(
            st.integers(1, 99_999),
            st.integers(1, 999_999),
            st.sampled_from(["aka", "fka", "nka"]),
            st.text("ABCDEFG HIJ", min_size=1, max_size=40).map(str.strip).filter(bool),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_a_known_layout_is_found_whatever_stands_in_the_lines(
    rows: list[tuple[int, int, str, str]],
) -> None:
    lines = [f"{one:>10}{two:>10}{kind:8}{name:350}{'-0-':200}" for one, two, kind, name in rows]
    layout = find_layout(lines)
    assert layout is not None
    assert (layout.role, layout.widths) == ("alt", WIDTHS["alt"])
