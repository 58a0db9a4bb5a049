"""Holes 9, 10, 11. Goes to tests/manifest/test_workbook.py (room vscreen/manifest/workbook.py)."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from vscreen.errors import ManifestError
from vscreen.manifest.read import read_manifest  # new: vscreen.manifest.read

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
