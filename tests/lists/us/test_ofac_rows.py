"""OFAC's editions without markup: the rows, the ends of files, and what people did to them."""

from __future__ import annotations

import csv
import io
import shutil
import warnings
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vscreen.errors import ListFormatError, ListWarning, ShrunkListError
from vscreen.files.source import Source
from vscreen.lists.us.ofac_columns import COLUMNS, OFAC_NAMES, PRIMARY
from vscreen.lists.us.ofac_rows import read_table, split_again
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.read import read_lists

pytestmark = pytest.mark.filterwarnings("ignore::vscreen.errors.ListWarning")

FRAMES = ("entries", "names", "identifiers", "links")
END = b"\x1a"
HEADINGS = (
    "ent_num,SDN_Name,SDN_Type,Program,Title,Call_Sign,Vess_type,Tonnage,GRT,Vess_flag,Vess_owner,"
    "Remarks"
)
TOPS = {
    "sdn.csv": HEADINGS,
    "alt.csv": "ent_num,alt_num,alt_type,alt_name,alt_remarks",
    "add.csv": '"Ent_num","Add_num","Address","City/State/Province/Postal Code","Country","x"',
    "sdn_comments.csv": "ent_num,remarks",
}


@pytest.fixture
def folder(list_fixtures: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(list_fixtures / "ofac", tmp_path / "ofac"))


def bare(data: bytes) -> bytes:
    """The rows of a file, without the end of the last line and of the file."""
    return data.rstrip(b"\r\n\x1a")


def cells(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(bare(data).decode(), newline="")))


def delimited(data: bytes, mark: str) -> bytes:
    """OFAC's CSV with another character between its cells."""
    text = io.StringIO(newline="")
    for number, *others in cells(data):
        inner = io.StringIO(newline="")
        csv.writer(inner, delimiter=mark, quoting=csv.QUOTE_ALL, lineterminator="").writerow(others)
        text.write(f"{number}{mark}{inner.getvalue()}\r\n")
    return text.getvalue().encode() + END


def saved_again(data: bytes, delimiter: str = ",", top: str = "", end: str = "") -> bytes:
    """OFAC's CSV as a spreadsheet writes it: quotes only where they must be."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(cells(data))
    return f"{top}{text.getvalue()}{end}".encode()


def same(first: Lists, other: Lists) -> None:
    for frame in FRAMES:
        pd.testing.assert_frame_equal(getattr(first, frame), getattr(other, frame))


def told(lists: Lists) -> str:
    return " ".join(warning for snapshot in lists for warning in snapshot.warnings)


@pytest.mark.parametrize(("ending", "mark"), [("pip", "|"), ("del", "@"), ("csv", ";")])
def test_editions_that_differ_in_what_stands_between_the_cells_are_one_list(
    list_fixtures: Path, tmp_path: Path, ending: str, mark: str
) -> None:
    folder = list_fixtures / "ofac"
    for name in OFAC_NAMES.values():
        data = (folder / f"{name}.csv").read_bytes()
        (tmp_path / f"{name}.{ending}").write_bytes(delimited(data, mark))
    same(read_lists(folder), read_lists(tmp_path))


def test_delimited_editions_of_one_day_are_one_list(shared: Path) -> None:
    folder = shared / "lists" / "us-ofac-cons-delimited"
    bars, ats = (read_lists(sorted(folder.glob(f"*.{ending}"))) for ending in ("pip", "del"))
    assert len(bars.entries) == 639
    same(bars, ats)


# --- ends of files --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.replace(b"\r\n", b"\n"),
        lambda data: bare(data) + b"\r\n\n" + END,
        lambda data: bare(data) + b"\r\n\r\n \n\r\n" + END + b"\r\n",
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: data + END,
        lambda data: b"\r\n" + data,
    ],
    ids=["LF", "blank line", "blank lines", "BOM", "two marks", "blank line on top"],
)
def test_blank_lines_and_line_ends_change_nothing(
    folder: Path, change: Callable[[bytes], bytes]
) -> None:
    before = read_lists(folder)
    for path in folder.iterdir():
        path.write_bytes(change(path.read_bytes()))
    after = read_lists(folder)
    same(before, after)
    assert told(before) == told(after)


def test_a_whole_last_row_whose_line_does_not_end_is_read_with_a_warning(folder: Path) -> None:
    before = read_lists(folder)
    for path in folder.iterdir():
        path.write_bytes(bare(path.read_bytes()) + END)
    after = read_lists(folder)
    same(before, after)
    assert "sdn.csv: its last row, line 7, is whole, but the line does not end" in told(after)
    assert after.snapshots[0].lacks == ()


@pytest.mark.parametrize("end", [b"", b"\r", b"\r\n", b"\r\n\r\n"])
def test_a_file_without_the_end_of_file_byte_is_read_but_not_called_whole(
    folder: Path, end: bytes
) -> None:
    before = read_lists(folder)
    (folder / "sdn.csv").write_bytes(bare((folder / "sdn.csv").read_bytes()) + end)
    after = read_lists(folder)
    same(before, after)
    assert "the byte 0x1A that ends OFAC's files is missing" in told(after)
    assert after.snapshots[0].lacks == ("the end of sdn.csv",)
    with pytest.raises(ShrunkListError, match=r"us-sdn is a part: it lacks the end of sdn\.csv"):
        after.check()


@pytest.mark.parametrize("name", ["sdn.csv", "alt.csv", "add.csv", "sdn_comments.csv"])
@pytest.mark.parametrize("end", [b"", END])
def test_half_a_last_row_is_refused(folder: Path, name: str, end: bytes) -> None:
    data = bare((folder / name).read_bytes())
    lost = 2 if data.endswith(b" ") else 1  # of `-0- ` or of a closing quote
    (folder / name).write_bytes(data[:-lost] + end)
    with pytest.raises(ListFormatError, match=rf"{name}: its last row, line \d.* is cut short"):
        read_lists(folder)


def test_half_of_a_doubled_quote_does_not_end_a_row(folder: Path) -> None:
    data = bare((folder / "sdn.csv").read_bytes())[:-1] + b'; a.k.a. ""X'
    (folder / "sdn.csv").write_bytes(data + b'"')
    with pytest.raises(ListFormatError, match="is cut short"):
        read_lists(folder)
    (folder / "sdn.csv").write_bytes(data + b'""."\r\n' + END)
    assert len(read_lists(folder).entries) == 7


def test_an_empty_cell_ends_as_the_others_of_its_file_do(folder: Path) -> None:
    rows = bare((folder / "alt.csv").read_bytes())
    (folder / "alt.csv").write_bytes(rows.removesuffix(b" ") + END)
    with pytest.raises(ListFormatError, match=r"ends with .* and not as OFAC ends a row"):
        read_lists(folder)
    (folder / "alt.csv").write_bytes(rows.replace(b"-0- ", b"-0-") + END)
    assert "line 5, is whole" in told(read_lists(folder))


def test_a_blank_line_before_the_end_of_a_real_file(shared: Path) -> None:
    lists = read_lists(shared / "lists" / "us-ofac-sdn-csv-2021-01-blankline")
    (receipt,) = lists.snapshots[0].receipts
    assert receipt.sentence == "8,754 rows = 8,754 entries"
    assert (lists.entries["kind"] == "vessel").sum() == 396


# --- what people did to a file --------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        saved_again,
        lambda data: saved_again(data, ";"),
        lambda data: saved_again(data, end="\x1a,,,,,,,,,,,\r\n"),
        lambda data: saved_again(data, "\t"),
    ],
    ids=["comma", "semicolon", "with the mark", "tab"],
)
def test_a_file_saved_again_without_its_quotes_is_refused_with_the_cause(
    folder: Path, change: Callable[[bytes], bytes]
) -> None:
    (folder / "sdn.csv").write_bytes(change((folder / "sdn.csv").read_bytes()))
    with pytest.raises(ListFormatError, match=r"saved again without its quotes.*download it anew"):
        read_lists(folder / "sdn.csv")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda sdn, _: sdn + sdn, "0x1A .* stands in line 8 .* line 8 begins the second"),
        (lambda sdn, _: bare(sdn) + b"\r\n" + sdn, "line 8 begins again with the number 101"),
        (lambda sdn, alt: bare(sdn) + b"\r\n" + alt, "line 8 begins OFAC's alt: two files"),
        (lambda sdn, _: bare(sdn) + b"\r\n" + sdn[sdn.index(b"103,") :], "line 8 begins again"),
        (
            lambda sdn, _: f"{HEADINGS}\n".encode() * 2 + sdn,
            "line 2 begins with headings: two files",
        ),
    ],
    ids=["twice", "twice without the mark", "two parts", "two days", "headings again"],
)
def test_two_files_joined_into_one_are_refused_with_the_line(
    folder: Path, change: Callable[[bytes, bytes], bytes], message: str
) -> None:
    sdn, alt = ((folder / name).read_bytes() for name in ("sdn.csv", "alt.csv"))
    (folder / "sdn.csv").write_bytes(change(sdn, alt))
    with pytest.raises(ListFormatError, match=message):
        read_lists(folder / "sdn.csv")


def test_two_lists_joined_into_one_are_refused(shared: Path, tmp_path: Path) -> None:
    sdn = shared / "lists" / "us-ofac-sdn-csv-2018-01" / "sdn.csv"
    cons = shared / "lists" / "us-ofac-cons-csv" / "cons_prim.csv"
    (tmp_path / "all.csv").write_bytes(bare(sdn.read_bytes()) + b"\r\n" + cons.read_bytes())
    with pytest.raises(ListFormatError, match="line 6069 begins again with the number 9639"):
        read_lists(tmp_path)


def test_a_row_out_of_its_order_is_a_slip(folder: Path) -> None:
    rows = (folder / "sdn.csv").read_bytes().splitlines(keepends=True)
    (folder / "sdn.csv").write_bytes(b"".join([rows[1], rows[0], *rows[2:]]))
    assert len(read_lists(folder).entries) == 7


@pytest.mark.parametrize(
    "change",
    [
        lambda data: f"{HEADINGS}\r\n".encode() + data,
        lambda data: f"{HEADINGS.upper()}\n".encode() + bare(data) + b"\n",
        lambda data: saved_again(data, top=f"{HEADINGS}\r\n"),
        lambda data: saved_again(
            data, ";", top=HEADINGS.replace(",", ";").replace("_", " ") + "\n"
        ),
    ],
    ids=["above OFAC's rows", "without the mark", "without quotes", "semicolons"],
)
def test_rows_below_headings_are_the_same_list(
    folder: Path, change: Callable[[bytes], bytes]
) -> None:
    before = read_lists(folder)
    (folder / "sdn.csv").write_bytes(change((folder / "sdn.csv").read_bytes()))
    after = read_lists(folder)
    same(before, after)
    assert after.snapshots[0].receipts[0].sentence == "7 rows = 7 entries"
    assert after.snapshots[0].lacks == ()


def test_columns_below_headings_may_stand_in_any_order_and_beside_others(folder: Path) -> None:
    before = read_lists(folder)
    frame = pd.DataFrame(cells((folder / "sdn.csv").read_bytes()), columns=HEADINGS.split(","))
    frame.insert(3, "Checked by", "nobody")
    frame[sorted(frame)].to_csv(folder / "sdn.csv", index=False)
    same(before, read_lists(folder))


@pytest.mark.parametrize("nothing", ["", "NULL", "nan"])
def test_a_copy_may_have_another_word_for_nothing(folder: Path, nothing: str) -> None:
    before = read_lists(folder)
    for name, top in TOPS.items():
        (heads,) = cells(top.encode())
        frame = pd.DataFrame(cells((folder / name).read_bytes()), columns=heads)
        frame.replace("-0- ", nothing).to_csv(folder / name, index=False)
    same(before, read_lists(folder))


def test_all_four_files_may_have_headings(folder: Path) -> None:
    before = read_lists(folder)
    for name, top in TOPS.items():
        path = folder / name
        path.write_bytes(f"{top}\r\n".encode() + path.read_bytes())
    after = read_lists(folder)
    same(before, after)
    assert [receipt.records for receipt in after.snapshots[0].receipts] == [7, 4, 5, 1]


@pytest.mark.parametrize("name", ['OLD "TUG', 'OLD" TUG', 'OLD "TUG", X', '"OLD" TUG', 'OLD TUG"'])
def test_a_stray_quote_costs_nothing_where_the_row_splits_in_one_way_alone(
    folder: Path, name: str
) -> None:
    path = folder / "sdn.csv"
    path.write_bytes(path.read_bytes().replace(b"OLD TUG", name.encode()))
    lists = read_lists(folder)
    assert lists.entries.set_index("entry").loc["us-sdn:106", "name"] == name
    if "line 6" not in told(lists):
        assert name == 'OLD TUG"', "a doubled quote is in order"


@pytest.mark.parametrize("name", [b'"OLD TUG', b'"OLD","TUG"', b'OLD TUG,"'])
def test_a_row_that_can_not_be_split_is_refused_and_quoted(folder: Path, name: bytes) -> None:
    path = folder / "sdn.csv"
    path.write_bytes(path.read_bytes().replace(b'"OLD TUG"', name))
    with pytest.raises(ListFormatError, match=r"line 6 .*'106,.*OLD"):
        read_lists(folder)


@given(
    st.lists(
        st.text(st.characters(exclude_characters='",\r\n\x1a\0', max_codepoint=0x2FF)), min_size=2
    )
)
def test_a_row_in_order_splits_again_into_the_same_cells(texts: list[str]) -> None:
    line = ",".join(f'"{text}"' for text in texts)
    assert split_again(line, ",", len(texts)) == texts


def test_every_value_of_the_primary_file_is_read_under_its_column(list_fixtures: Path) -> None:
    path = list_fixtures / "ofac" / "sdn.csv"
    table = read_table(Source.open(path))
    nulls = {"", "-0-"}
    for row, printed in zip(table.rows, cells(path.read_bytes()), strict=True):
        for column, cell in zip(COLUMNS[PRIMARY], printed, strict=True):
            assert row[column].strip() == cell.strip() or {row[column], cell.strip()} <= nulls


def test_no_warning_is_given_of_a_file_in_order(list_fixtures: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error", ListWarning)
        read_lists(list_fixtures / "ofac")


def test_a_number_with_a_letter_costs_its_entry_a_warning(folder: Path) -> None:
    whole = read_lists(folder)
    path = folder / "sdn.csv"
    path.write_bytes(path.read_bytes().replace(b"103,", b"A103,"))
    lists = read_lists(folder)
    assert "line 3 has the number A103, read as 103" in told(lists)
    same(whole, lists)


def test_numbers_that_a_spreadsheet_made_fractions_are_the_same(folder: Path) -> None:
    before = read_lists(folder)
    rows = [
        [f"{number}.0", *others] for number, *others in cells((folder / "sdn.csv").read_bytes())
    ]
    pd.DataFrame(rows, columns=HEADINGS.split(",")).to_csv(folder / "sdn.csv", index=False)
    same(before, read_lists(folder))
