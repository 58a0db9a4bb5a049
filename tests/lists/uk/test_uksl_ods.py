"""The UK Sanctions List as the short ODS, which has no IMO numbers."""

from __future__ import annotations

import warnings
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from listing import read_as

from vscreen.errors import ListFormatError, ListWarning
from vscreen.lists.uk.uksl_ods import READER
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.read import read_lists

HEADINGS = (
    "Unique ID", "OFSI Group ID", "Name", "Regime Name", "Type", "Designation source",
    "Date Designated", "Sanctions Imposed",
)  # fmt: skip
ROWS = (
    ("RUS9001", " ", "BLUE HERON", "Russia", "Ship", "UK", "13-06-2024", "Shipping sanctions"),
    ("RUS9006", "99001", "HERON FLEET LLC", "Russia", "Entity", "UK", "22-02-2024", "Asset freeze"),
    ("AFG9006", "", "TESTOV Ivan", "Afghanistan", "Individual", "UN", "25-01-2001", "Travel Ban"),
)
NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text")
)


def write_ods(path: Path, rows: tuple[tuple[str, ...], ...] = ROWS, head: str = "") -> Path:
    cells = "".join(
        "<table:table-row>\n"
        + "".join(
            f"<table:table-cell>\n <text:p>{escape(cell)}</text:p>\n</table:table-cell>\n"
            for cell in row
        )
        + '<table:table-cell table:number-columns-repeated="16376"/></table:table-row>\n'
        for row in (HEADINGS, *rows)
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n{head}<office:document-content {NAMESPACES}>'
        f'<office:body><office:spreadsheet>\n<table:table table:name="UK_Sanction_List">\n{cells}'
        '<table:table-row table:number-rows-repeated="1043268"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row></table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    return path


def load(path: Path) -> tuple[Lists, str]:
    with warnings.catch_warnings(record=True) as found:
        warnings.simplefilter("always", ListWarning)
        lists = read_as(READER, path)
    return lists, " ".join(str(warning.message) for warning in found)


def test_the_short_ods_is_the_same_list_without_imo_numbers(tmp_path: Path) -> None:
    lists, warned = load(write_ods(tmp_path / "uk.ods"))
    assert lists.entries["entry"].tolist() == [f"uk-sanctions:{row[0]}" for row in ROWS]
    assert lists.entries["kind"].tolist() == ["vessel", "organization", "person"]
    assert lists.entries["listed_on"].tolist() == ["2024-06-13", "2024-02-22", "2001-01-25"]
    assert "gives none of its 1 ships an IMO number" in warned


def test_a_row_without_a_name_is_left_out_by_its_id(tmp_path: Path) -> None:
    nameless = ("BEL0174", "", "\n   ", "Belarus", "Individual", "UK", "27-01-2025", "Travel Ban")
    lists, warned = load(write_ods(tmp_path / "uk.ods", (*ROWS, nameless)))
    assert len(lists.entries) == 3
    assert "1 of 4 rows set aside, without a name (BEL0174)" in warned


def test_a_slip_in_a_row_costs_no_subject(tmp_path: Path) -> None:
    rows = (
        *ROWS,
        ("", "", "STORK", "Russia", "Ship", "UK", "13-06-2024", "Shipping sanctions"),
        ("RUS9007", "", "CRANE", "Russia", "Vesel", "UK", "13-06-2024", ""),
        ("RUS9006", "", "OTHER LLC", "Russia", "Entity", "UK", "22-02-2024", "Asset freeze"),
    )
    lists, warned = load(write_ods(tmp_path / "uk.ods", rows))
    assert sorted(lists.entries["name"]) == sorted([row[2] for row in rows])
    assert lists.snapshots[0].verified
    assert "without a Unique ID, kept under their name: line 5" in warned
    assert "that share their Unique ID with others" in warned
    kinds = lists.entries.set_index("name")["kind"]
    assert (kinds["STORK"], kinds["CRANE"]) == ("vessel", "vessel")


def test_each_entry_says_what_is_imposed(tmp_path: Path) -> None:
    lists, _ = load(write_ods(tmp_path / "uk.ods"))
    assert lists.entries["measures"].tolist() == ["port_ban", "asset_freeze", "travel_ban"]
    assert [text.split(";")[0] for text in lists.entries["forbids"]] == [
        "UK: Shipping sanctions", "UK: Asset freeze", "UK: Travel Ban",
    ]  # fmt: skip


def test_an_ods_with_a_doctype_or_cut_xml_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ListFormatError, match=r"DOCTYPE|no list that is known"):
        read_lists(write_ods(tmp_path / "uk.ods", head="<!DOCTYPE x>"))


def test_the_real_ods_of_august_2025(shared: Path) -> None:
    lists, warned = load(shared / "lists" / "uk-fcdo-list-ods")
    lists.check()
    assert lists.entries["kind"].value_counts().to_dict() == {
        "person": 3_752, "organization": 1_087, "vessel": 461,
    }  # fmt: skip
    assert "2 of 5,302 rows set aside, without a name (BEL0174, RUS1467)" in warned


def test_a_column_that_lost_its_heading_is_told(tmp_path: Path) -> None:
    path = write_ods(tmp_path / "uk.ods", tuple((*row, "IMO 9000003") for row in ROWS))
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always", ListWarning)
        assert len(read_lists(path).entries) == 3
    assert [str(each.message)[-100:] for each in told][1] == (
        " 'UK_Sanction_List' has cells under no heading that were not read: 3, the first in row 2 "
        "('IMO 9000003')"
    )[-100:]
