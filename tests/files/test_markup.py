"""Tables of pages, and workbooks saved as XML: cells where their reader sees them."""

from __future__ import annotations

from datetime import datetime

import pytest

from vscreen.files.cells import FailedCell, UnreadCell
from vscreen.files.sheets.markup import read_page, read_xml_sheets

SPACE = "urn:schemas-microsoft-com:office:spreadsheet"


def workbook(rows: str, head: str = "") -> bytes:
    sheet = f'<Worksheet ss:Name="May"><Table>{rows}</Table></Worksheet>'
    return f'{head}<Workbook xmlns="{SPACE}" xmlns:ss="{SPACE}">{sheet}</Workbook>'.encode()


def data(value: str, kind: str = "String") -> str:
    return f'<Data ss:Type="{kind}">{value}</Data>'


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("LADY <b>R</b>", "LADY R"),
        ("LADY<br>R", "LADY\nR"),
        ("LADY&nbsp;R &amp; co", "LADY R & co"),
        ("  LADY \n R ", "LADY R"),
        ("<p>LADY R</p><p>x</p>", "LADY R\nx"),
        ("LADY R<script>alert(1)</script><!-- x -->", "LADY R"),
        ("", ""),
    ],
)
def test_a_cell_of_a_page_is_the_text_that_is_seen(cell: str, text: str) -> None:
    [sheet] = read_page(f"<table><tr><td>{cell}</td><td>x</td></tr></table>")
    assert sheet.rows == [[text, "x"]]


def test_cells_over_rows_and_columns_leave_room_for_others() -> None:
    [sheet] = read_page(
        "<table><tr><th rowspan=2>Ship<th colspan=2>Parties"
        "<tr><th>From<th>To<tr><td>A<td>B<td>C</table>"
    )
    assert sheet.rows == [["Ship", "Parties", ""], ["", "From", "To"], ["A", "B", "C"]]
    assert sheet.merged == (((0, 0), (1, 0)), ((0, 1), (0, 2)))


@pytest.mark.parametrize("span", ["99999999999", "-1", "x", "0"])
def test_absurd_spans_do_no_harm(span: str) -> None:
    [sheet] = read_page(f'<table><tr><td rowspan="{span}" colspan="{span}">A<td>B</table>')
    assert [cell for cell in sheet.rows[0] if cell] == ["A", "B"]


def test_a_table_inside_a_cell_is_a_sheet_and_text_of_the_cell() -> None:
    outer, inner = read_page("<table><tr><td>x<table><tr><td>MARIA</table><td>y</table>")
    assert (outer.rows, inner.rows) == ([["x\nMARIA", "y"]], [["MARIA"]])


def test_tables_are_named_by_caption_id_or_number_and_apart() -> None:
    page = (
        "<table><caption>May</caption><tr><td>1</table><table id=June><tr><td>2</table>"
        "<table><tr><td>3</table><table id=June><tr><td>4</table><table></table>"
    )
    assert [sheet.name for sheet in read_page(page)] == ["May", "June", "table 3", "June (2)"]


def test_the_number_that_excel_writes_beside_a_cell_is_its_value() -> None:
    [sheet] = read_page('<table><tr><td x:num="9161003">9.16E+06</table>')
    assert sheet.rows == [["9161003"]]


def test_a_page_without_tables_has_no_sheets() -> None:
    assert read_page("<html><p>503</html>") == []


def test_cells_of_excels_xml_stand_where_they_say() -> None:
    [sheet] = read_xml_sheets(
        workbook(
            f'<Row ss:Index="2"><Cell>{data("Ship")}</Cell>'
            f'<Cell ss:Index="3">{data("IMO")}</Cell></Row>'
            f'<Row><Cell ss:MergeAcross="1">{data("A")}</Cell>'
            f"<Cell>{data('9161003', 'Number')}</Cell></Row>"
        )
    )
    assert sheet.name == "May"
    assert sheet.rows == [["", "", ""], ["Ship", "", "IMO"], ["A", "", 9161003.0]]
    assert sheet.merged == (((2, 0), (2, 1)),)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (data("1", "Boolean"), True),
        (data("2024-05-24T00:00:00.000", "DateTime"), datetime(2024, 5, 24)),
        (data("nonsense", "Number"), "nonsense"),
        ('<ss:Data ss:Type="String"><B>LADY</B> R</ss:Data>', "LADY R"),
    ],
)
def test_a_cell_of_excels_xml_is_of_its_type(cell: str, value: object) -> None:
    [sheet] = read_xml_sheets(workbook(f"<Row><Cell>{cell}</Cell></Row>"))
    assert sheet.rows == [[value]]


def test_errors_and_formulas_without_value_are_told_apart_from_empty_cells() -> None:
    cells = f'<Cell>{data("#N/A", "Error")}</Cell><Cell ss:Formula="=A1"/><Cell/>'
    [[failed, unread, *_]] = read_xml_sheets(workbook(f"<Row>{cells}</Row>"))[0].rows
    assert (type(failed), str(failed)) == (FailedCell, "#N/A")
    assert isinstance(unread, UnreadCell)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (workbook("<Row>"), "not whole XML"),
        (b"<sdnList/>", "no workbook"),
        (workbook("", '<!DOCTYPE x [<!ENTITY a "b">]>'), "DOCTYPE"),
        (
            workbook(f'<Row ss:Index="9999999"><Cell ss:Index="16000">{data("x")}</Cell></Row>'),
            "spans 9,999,999 rows and 16,000 columns",
        ),
    ],
)
def test_what_is_no_sane_workbook_is_refused(content: bytes, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        read_xml_sheets(content)
