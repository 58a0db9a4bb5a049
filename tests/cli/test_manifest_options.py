"""The options that say which manifest is read, and how."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from vscreen.cli.manifest_options import read
from vscreen.errors import ManifestError


@pytest.mark.parametrize("option", ["Ship", "=vessel", ""])
def test_a_column_option_without_heading_or_equals_sign_is_refused(
    option: str, tmp_path: Path
) -> None:
    path = tmp_path / "m.csv"
    path.write_text("Ship\nMARIA\n")
    with pytest.raises(ManifestError, match="--column reads like"):
        read(path, [option], None, None, None, None)


@pytest.mark.parametrize("word", ["semicolon", ";"])
def test_a_delimiter_is_a_name_or_a_character_and_a_heading_may_hold_an_equals_sign(
    word: str, tmp_path: Path
) -> None:
    path = tmp_path / "m.csv"
    path.write_text("A=B;Ref\nMARIA;1\n")
    manifest = read(path, ["A=B=vessel", "Ref="], None, word, None, None)
    assert manifest.columns == {"A=B": "vessel"}


@pytest.mark.parametrize("option", ["tab", "\\t", "\t"])
def test_a_tab_can_be_written_in_three_ways(option: str, tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    path.write_text("Vessel\tNote\nMARIA\ta,b;c\n")
    assert read(path, None, None, option, None, None).frame["Note"].tolist() == ["a,b;c"]


def test_sheet_header_and_encoding_reach_the_reader(tmp_path: Path) -> None:
    book = tmp_path / "m.xlsx"
    with xlsxwriter.Workbook(book) as workbook:
        workbook.add_worksheet("Notes").write_row(0, 0, ["Vessel"])
        sheet = workbook.add_worksheet("May")
        sheet.write_row(0, 0, ["Port calls of May"])
        sheet.write_row(1, 0, ["Vessel"])
        sheet.write_row(2, 0, ["MARIA"])
    assert read(book, None, None, None, "May", 2).frame["Vessel"].tolist() == ["MARIA"]
    text = tmp_path / "m.csv"
    text.write_bytes("Vessel\nМАРИЯ\n".encode("cp1251"))
    assert read(text, None, "cp1251", None, None, None).frame["Vessel"].tolist() == ["МАРИЯ"]


def test_a_column_that_is_left_out_is_not_screened(tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    path.write_text("Vessel,Shipper\nMARIA,ACME\n")
    manifest = read(path, ["Shipper="], None, None, None, None)
    assert manifest.columns == {"Vessel": "vessel"}


def test_columns_are_said_once_for_a_layout(tmp_path: Path) -> None:
    path, saved = tmp_path / "m.csv", tmp_path / "layout.csv"
    path.write_text("Vessel,Buyer Zebra,Ref\nMARIA,ACME LTD,1\n")
    manifest = read(path, None, None, None, None, None, save_columns=saved)
    assert list(manifest.open) == ["Buyer Zebra"]
    assert saved.read_text().splitlines()[:3] == [
        "heading,field,why",
        "Vessel,vessel,",
        "Buyer Zebra,?,its heading names a consignee in words that are not known",
    ]
    assert read(path, None, None, None, None, None, columns=saved).open == manifest.open
    saved.write_text(saved.read_text().replace("?", "consignee"))
    manifest = read(path, None, None, None, None, None, columns=saved)
    assert manifest.columns == {"Vessel": "vessel", "Buyer Zebra": "consignee"}
    assert not manifest.open
    manifest = read(path, ["Buyer Zebra="], None, None, None, None, columns=saved)
    assert manifest.columns == {"Vessel": "vessel"}
    assert not manifest.open


def test_a_file_of_columns_is_written_over_only_if_it_is_the_one_that_was_given(
    tmp_path: Path,
) -> None:
    path, saved = tmp_path / "m.csv", tmp_path / "layout.csv"
    path.write_text("Vessel,Ref\nMARIA,1\n")
    saved.write_text("heading,field\nRef,party\n")
    with pytest.raises(ManifestError, match=r"layout\.csv exists"):
        read(path, None, None, None, None, None, save_columns=saved)
    read(path, ["Ref="], None, None, None, None, columns=saved, save_columns=saved)
    assert saved.read_text().splitlines() == ["heading,field,why", "Vessel,vessel,", "Ref,,"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ship=vessel\n", "has the headings heading and field"),
        ("", "has the headings heading and field"),
        ("heading,field\nShip,boot\n", "no field 'boot'"),
        ("heading,field\nShip,vessel\n", "'Ship', which is not a heading"),
    ],
)
def test_a_file_of_columns_that_does_not_fit_is_refused(
    text: str, told: str, tmp_path: Path
) -> None:
    path, saved = tmp_path / "m.csv", tmp_path / "layout.csv"
    path.write_text("Vessel\nMARIA\n")
    saved.write_text(text)
    with pytest.raises(ManifestError, match=told):
        read(path, None, None, None, None, None, columns=saved)
    with pytest.raises(ManifestError, match="no file of columns that can be read"):
        read(path, None, None, None, None, None, columns=tmp_path)
    with pytest.raises(ManifestError, match="No such file"):
        read(path, None, None, None, None, None, save_columns=tmp_path / "none" / "layout.csv")
