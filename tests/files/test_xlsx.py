"""Cells of an XLSX that calamine reads as empty, or as one of two: found, and never lost."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from vscreen.files.cells import FailedCell, UnreadCell
from vscreen.files.sheets.xlsx import Suspicions, column_letters, column_number, put
from vscreen.files.workbook import Workbook

Write = Callable[..., bytes]
WORKSHEET = "xl/worksheets/sheet1.xml"


def with_rows(data: bytes, rows: str, *, edit: tuple[str, bytes, bytes] | None = None) -> bytes:
    """The same workbook with these rows in its only sheet, and another member edited."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(stream, "w") as after:
        for name in before.namelist():
            member = before.read(name)
            if name == WORKSHEET:
                head, _, rest = member.partition(b"<sheetData")
                member = head + f"<sheetData>{rows}</sheetData>".encode()
                member += rest.partition(b"</sheetData>")[2]
            if edit and name == edit[0]:
                member = member.replace(edit[1], edit[2])
            after.writestr(name, member)
    return stream.getvalue()


def text(place: str, value: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{value}</t></is></c>'


@pytest.fixture
def sheet(workbook: Write) -> Callable[..., list[list[object]]]:
    """The rows of a sheet, whose first row is the heading Vessel."""
    computed = ("xl/workbook.xml", b' fullCalcOnLoad="1"', b"")

    def rows(*cells: str, edit: tuple[str, bytes, bytes] | None = computed) -> list[list[object]]:
        first = f'<row r="1">{text("A1", "Vessel")}{text("B1", "IMO")}</row>'
        data = with_rows(workbook({"A": [["x"]]}), first + "".join(cells), edit=edit)
        return Workbook(data).sheet(0).rows

    return rows


@pytest.mark.parametrize(
    "formula",
    [
        '<c r="B2"><f>1+1</f></c>',
        '<c r="B2"><f>1+1</f><v/></c>',
        '<c r="B2"><f>1+1</f><v></v></c>',
        '<c r="B2" s="1">\n<f>1+1</f>\n<v />\n</c>',
        '<c r="B2"><f t="shared" si="0"/></c>',
        "<c><f>1+1</f></c>",
    ],
)
def test_a_formula_without_a_stored_value_is_unread(
    sheet: Callable[..., list[list[object]]], formula: str
) -> None:
    rows = sheet(f'<row r="2">{text("A2", "MARIA")}{formula}</row>')
    cell = rows[1][1]
    assert isinstance(cell, UnreadCell)
    assert "the formula in {cell} has no stored value" in cell.reason


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ('<c r="B2"><f>1+1</f><v>2</v></c>', 2.0),
        ('<c r="B2" t="str"><f>A1</f><v>ANGARA</v></c>', "ANGARA"),
        ('<c r="B2" t="str"><f>A1</f><v></v></c>', ""),
        ('<c r="B2"><f>A9</f><v>0</v></c>', 0.0),
    ],
)
def test_a_formula_with_its_value_is_that_value(
    sheet: Callable[..., list[list[object]]], formula: str, value: object
) -> None:
    rows = sheet(f'<row r="2">{text("A2", "MARIA")}{formula}</row>')
    assert rows[1] == ["MARIA", value] or (value == "" and rows[1][:1] == ["MARIA"])
    assert not isinstance(rows[1][-1], UnreadCell)


def test_a_zero_that_is_to_be_computed_on_opening_is_no_value(
    sheet: Callable[..., list[list[object]]],
) -> None:
    rows = sheet('<row r="2"><c r="B2"><f>C9</f><v>0</v></c></row>', edit=None)
    assert isinstance(rows[1][1], UnreadCell)


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#DIV/0!"])
def test_a_cell_in_error_is_its_error(sheet: Callable[..., list[list[object]]], error: str) -> None:
    rows = sheet(f'<row r="2">{text("A2", "MARIA")}<c r="B2" t="e"><v>{error}</v></c></row>')
    assert rows[1] == ["MARIA", error]
    assert isinstance(rows[1][1], FailedCell)


def test_a_cell_that_comes_twice_is_neither_of_its_values(
    sheet: Callable[..., list[list[object]]],
) -> None:
    rows = sheet(f'<row r="2">{text("A2", "MARIA")}{text("A2", "ANGARA")}{text("B2", "1")}</row>')
    assert isinstance(rows[1][0], UnreadCell)
    assert rows[1][1] == "1"


def test_a_cell_that_comes_twice_in_rows_apart_is_seen(
    sheet: Callable[..., list[list[object]]],
) -> None:
    rows = sheet(
        f'<row r="2">{text("A2", "MARIA")}</row><row r="3">{text("A3", "B")}</row>'
        f'<row r="2">{text("A2", "ANGARA")}</row>'
    )
    assert isinstance(rows[1][0], UnreadCell)


def test_a_cell_that_comes_twice_is_seen_wherever_a_piece_ends(
    workbook: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = f'<row r="1">{text("A1", "Vessel")}{text("B1", "x")}{text("A1", "Ship")}</row>'
    data = with_rows(workbook({"A": [["x"]]}), rows)
    for piece in range(300, 500, 7):
        monkeypatch.setattr("vscreen.files.workbook.PIECE", piece)
        assert isinstance(Workbook(data).sheet(0).rows[0][0], UnreadCell)


def test_a_formula_is_seen_wherever_a_piece_ends(
    workbook: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = f'<row r="1">{text("A1", "Vessel")}<c r="B1"><f>1</f><v></v></c></row>'
    data = with_rows(workbook({"A": [["x"]]}), rows)
    for piece in range(300, 500, 7):
        monkeypatch.setattr("vscreen.files.workbook.PIECE", piece)
        assert isinstance(Workbook(data).sheet(0).rows[0][1], UnreadCell)


def test_an_unread_cell_outside_all_others_widens_the_sheet(
    sheet: Callable[..., list[list[object]]],
) -> None:
    rows = sheet('<row r="4"><c r="D4"><f>1</f></c></row>')
    assert [len(row) for row in rows] == [4] * 4
    assert isinstance(rows[3][3], UnreadCell)


def test_ordinary_cells_are_not_suspected() -> None:
    seen = Suspicions()
    seen.look(b'<c r="A1"><v>1</v></c><c r="B1"><v>2</v></c>', [(b"A", b"1"), (b"B", b"1")], [1])
    seen.look(b'<c r="A2"><f>1</f><v>1</v></c>', [(b"A", b"2")], [2])
    assert not seen.matter(computed=True)


@pytest.mark.parametrize("number", [1, 26, 27, 702, 703, 16_384])
def test_letters_and_numbers_of_columns_are_each_others(number: int) -> None:
    assert column_number(column_letters(number).encode()) == number


def test_nothing_is_changed_without_unread_cells() -> None:
    rows = [["a"], ["b"]]
    assert put({}, rows) is rows
