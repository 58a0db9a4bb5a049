"""A manifest in a workbook: guarded as a list is, and read to the last text of a cell."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
import xlsxwriter
from opendocument import cell, row, spreadsheet

from vscreen.errors import ManifestError
from vscreen.manifest.read import Manifest, read_manifest

Sheets = Mapping[str, Sequence[Sequence[object]]]
ROWS = [["Vessel", "IMO"], ["MARIA", "8517839"]]
GIB = 1 << 30


@pytest.fixture
def written(tmp_path: Path, workbook: Callable[[Sheets], bytes]) -> Callable[[Sheets], Path]:
    def write(sheets: Sheets) -> Path:
        path = tmp_path / "manifest.xlsx"
        path.write_bytes(workbook(sheets))
        return path

    return write


def claiming(path: Path, size: int) -> None:
    """A zip of 6 MB, a modest ratio, whose directory claims that it unpacks to so much."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("xl/media/image1.png", bytes(6 << 20))
    data = bytearray(path.read_bytes())
    at = data.rindex(b"PK\x01\x02") + 24
    data[at : at + 4] = size.to_bytes(4, "little")
    path.write_bytes(data)


def test_a_workbook_of_more_than_a_gibibyte_is_refused_however_well_it_is_packed(
    tmp_path: Path,
) -> None:
    path = tmp_path / "large.xlsx"
    claiming(path, GIB + 1)
    with pytest.raises(ManifestError, match="unpacks to 1,073,741,825 bytes"):
        read_manifest(path)
    claiming(path, GIB)
    with pytest.raises(ManifestError) as caught:
        read_manifest(path)
    assert "unpacks to" not in str(caught.value)  # it is no workbook, for another reason


def test_a_small_workbook_may_be_as_repetitive_as_it_likes(
    written: Callable[[Sheets], Path],
) -> None:
    path = written({"A": ROWS})
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image1.bin", bytes(8 << 20))
    assert path.stat().st_size * 200 < 8 << 20
    assert read_manifest(path).frame["Vessel"].tolist() == ["MARIA"]


def test_a_blank_sheet_beside_the_shipments_is_passed_over(
    written: Callable[[Sheets], Path],
) -> None:
    manifest = read_manifest(written({"Blank": [], "Ships": ROWS, "Also blank": [[]]}))
    assert manifest.frame["Vessel"].tolist() == ["MARIA"]
    assert "read the sheet 'Ships', not 'Blank', 'Also blank'" in manifest.describe()


def test_headings_are_found_below_any_number_of_blank_rows(
    written: Callable[[Sheets], Path],
) -> None:
    manifest = read_manifest(written({"A": [[]] * 30 + ROWS}))
    assert manifest.frame.index.tolist() == [32]
    assert manifest.columns == {"Vessel": "vessel", "IMO": "imo"}
    assert "above the headings" not in manifest.describe()


def test_a_row_with_an_empty_cell_is_no_blank_row(written: Callable[[Sheets], Path]) -> None:
    rows = [["Vessel", "", "IMO"], ["MARIA", "a", "8517839"], ["ANGARA", "", "9179842"]]
    manifest = read_manifest(written({"A": rows}))
    assert manifest.frame["IMO"].tolist() == ["8517839", "9179842"]


def test_a_blank_row_inside_the_sheet_holds_no_headings(written: Callable[[Sheets], Path]) -> None:
    path = written({"A": [["a note"], [], *ROWS]})
    assert read_manifest(path, header=3).frame.index.tolist() == [4]
    with pytest.raises(ManifestError, match="header=2: that row of the sheet is empty"):
        read_manifest(path, header=2)


# OpenDocument, which lists and manifests read alike


def read_ods(folder: Path, *rows: str) -> Manifest:
    path = folder / "manifest.ods"
    path.write_bytes(spreadsheet(*rows))
    return read_manifest(path)


def test_an_ods_with_line_breaks_between_its_elements_is_read(tmp_path: Path) -> None:
    rows = [one.replace("><", ">\n  <") for one in (row("Vessel", "IMO"), row("MARIA", "8517839"))]
    assert read_ods(tmp_path, *rows).frame.loc[2].tolist() == ["MARIA", "8517839"]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (cell("<text:p>LADY<text:tab/>R</text:p>"), "LADY\tR"),
        (cell("<text:p>LADY<text:line-break/>R</text:p>"), "LADY\nR"),
        (cell("<text:p>LADY R</text:p>", ""), "LADY R"),
        (cell("<text:p><![CDATA[LADY R]]></text:p>"), "LADY R"),
        (cell("", 'office:value-type="string" office:string-value="LADY R"'), "LADY R"),
        (cell("", 'office:value-type="boolean" office:boolean-value="true"'), "TRUE"),
        (cell("", 'office:value-type="float" office:value="9161003"'), "9161003"),
        (cell("", 'office:value-type="date" office:date-value="2024-05-24"'), "2024-05-24"),
        (
            cell("", 'office:value-type="date" office:date-value="2024-05-24T10:30:00"'),
            "2024-05-24 10:30:00",
        ),
    ],
)
def test_no_text_of_an_ods_is_dropped_or_glued_together(
    tmp_path: Path, written: str, text: str
) -> None:
    manifest = read_ods(tmp_path, row("Vessel", "Flag"), row(written, "RU"))
    assert manifest.frame.loc[2].tolist() == [text, "RU"]


def test_a_cell_of_an_ods_merged_over_rows_belongs_to_each_of_them(tmp_path: Path) -> None:
    merged = cell("<text:p>MARIA</text:p>", 'table:number-rows-spanned="2"')
    covered = "<table:covered-table-cell/>"
    manifest = read_ods(tmp_path, row("Vessel", "To"), row(merged, "A"), row(covered, "B"))
    assert manifest.frame["Vessel"].tolist() == ["MARIA", "MARIA"]
    assert "merged over several rows: 1" in manifest.describe()


def test_a_failed_formula_of_an_ods_is_its_error_and_noted(tmp_path: Path) -> None:
    failed = cell("<text:p>#N/A</text:p>", 'office:value-type="string" calcext:value-type="error"')
    manifest = read_ods(tmp_path, row("Vessel", "IMO"), row("MARIA", failed))
    assert manifest.frame.loc[2].tolist() == ["MARIA", "#N/A"]
    assert "an error such as #N/A: 1" in manifest.describe()


def test_a_row_of_nothing_but_failed_formulas_stays_a_row(tmp_path: Path) -> None:
    failed = cell("<text:p>#N/A</text:p>", 'office:value-type="string" calcext:value-type="error"')
    manifest = read_ods(tmp_path, row("Vessel", "IMO"), row(failed, failed), row("MARIA", "1"))
    assert manifest.frame["Vessel"].tolist() == ["#N/A", "MARIA"]


# What is no sane workbook


def test_a_text_document_with_a_table_of_ships_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "manifest.ods"
    path.write_bytes(spreadsheet(row("Vessel"), row("MARIA"), kind="text"))
    with pytest.raises(ManifestError, match=r"not a workbook that can be read: .*no sheet"):
        read_manifest(path)


def test_a_workbook_that_fails_its_checksum_is_refused(
    written: Callable[[Sheets], Path],
) -> None:
    path = written({"A": ROWS})
    with zipfile.ZipFile(path) as archive:
        checksum = archive.getinfo("xl/worksheets/sheet1.xml").CRC.to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(checksum, bytes(4)))
    with pytest.raises(ManifestError, match=r"not a workbook that can be read: .*is damaged"):
        read_manifest(path)


def test_a_lone_cell_in_the_last_corner_is_refused_with_the_remedy(tmp_path: Path) -> None:
    path = tmp_path / "manifest.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Vessel", "IMO"])
        sheet.write(1_048_575, 16_383, "x")
    with pytest.raises(ManifestError, match=r"spans 1,048,576 rows and 16,384 columns; clear"):
        read_manifest(path)


def test_a_binary_workbook_is_refused_with_the_remedy(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("xl/worksheets/sheet1.bin", b"")
    (tmp_path / "manifest.xlsb").write_bytes(stream.getvalue())
    with pytest.raises(ManifestError, match="in another format; save it as XLSX"):
        read_manifest(tmp_path / "manifest.xlsb")
