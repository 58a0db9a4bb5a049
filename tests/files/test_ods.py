"""Spreadsheets in OpenDocument: no text of a cell is lost, glued to another or moved."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

import pytest
from opendocument import cell, packed, row, spreadsheet

from vscreen.files.cells import FailedCell
from vscreen.files.ods import Sheet, read_ods

STRING = 'office:value-type="string"'


def read(data: bytes, greatest_cells: int = 1_000) -> list[Sheet]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return read_ods(archive, greatest_cells=greatest_cells)


def rows_of(*rows: str) -> list[list[object]]:
    (sheet,) = read(spreadsheet(*rows))
    return sheet.rows


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (cell("<text:p>MARIA</text:p>"), "MARIA"),
        (cell("<text:p>MARIA</text:p>", ""), "MARIA"),
        (cell("<text:p>LADY<text:tab/>R<text:line-break/>X</text:p>"), "LADY\tR\nX"),
        (cell('<text:p>A<text:s/>B<text:s text:c="2"/>C</text:p>'), "A B  C"),
        (cell("<text:p>LADY</text:p><text:p>R</text:p>"), "LADY\nR"),
        (cell("<text:p>LA<text:span>DY</text:span> <text:a>R</text:a></text:p>"), "LADY R"),
        (cell("<text:p>LADY\n     R</text:p>"), "LADY R"),
        (cell("<text:p><![CDATA[A & B]]></text:p>"), "A & B"),
        (cell("<text:h>MARIA</text:h>"), "MARIA"),
        (
            cell("<text:list><text:list-item><text:p>A</text:p></text:list-item></text:list>"),
            "A",
        ),
        (cell("", f'{STRING} office:string-value="MARIA"'), "MARIA"),
        (cell("<text:p>M.</text:p>", f'{STRING} office:string-value="MARIA"'), "MARIA"),
        (
            cell("<office:annotation><text:p>x</text:p></office:annotation><text:p>A</text:p>"),
            "A",
        ),
        (cell("<text:p>9,161,003</text:p>", 'office:value-type="float" office:value="9161003"'),
         9161003.0),
        (cell("<text:p>50 %</text:p>", 'office:value-type="percentage" office:value="0.5"'), 0.5),
        (cell("", 'office:value-type="date" office:date-value="2025-06-18"'),
         datetime(2025, 6, 18)),
        (cell("", 'office:value-type="boolean" office:boolean-value="true"'), "TRUE"),
        (cell("", 'office:value-type="time" office:time-value="PT10H"'), "PT10H"),
    ],
)  # fmt: skip
def test_a_cell_is_read_whatever_it_is_written_with(written: str, value: object) -> None:
    assert rows_of(row(written, "behind")) == [[value, "behind"]]


@pytest.mark.parametrize(
    "attributes",
    [
        f'{STRING} office:string-value="" calcext:value-type="error"',
        f'{STRING} table:formula="of:=NA()"',
    ],
)
def test_a_formula_that_failed_is_known_by_its_attributes(attributes: str) -> None:
    ((failed, typed),) = rows_of(row(cell("<text:p>#N/A</text:p>", attributes), "#N/A"))
    assert failed == typed == "#N/A"
    assert (type(failed), type(typed)) == (FailedCell, str)


def test_line_breaks_between_the_elements_change_nothing() -> None:
    rows = [row("Ship", "IMO"), row("MARIA", "8517839")]
    spaced = [one.replace("><", ">\n  <") for one in rows]
    assert rows_of(*spaced) == rows_of(*rows) == [["Ship", "IMO"], ["MARIA", "8517839"]]


def test_repeated_cells_and_rows_stand_where_they_were() -> None:
    blank = '<table:table-cell table:number-columns-repeated="2"/>'
    twice = cell("<text:p>X</text:p>", f'{STRING} table:number-columns-repeated="2"')
    rows = [
        row(twice, "Y", attributes='table:number-rows-repeated="2"'),
        row(blank, attributes='table:number-rows-repeated="3"'),
        row(blank, "Z"),
        row(blank, attributes='table:number-rows-repeated="1048000"'),
    ]
    empty = ["", "", ""]
    assert rows_of(*rows) == [["X", "X", "Y"]] * 2 + [empty] * 3 + [["", "", "Z"]]


def test_rows_in_groups_and_rows_of_headings_are_rows() -> None:
    head = f"<table:table-header-rows>{row('Ship')}</table:table-header-rows>"
    group = f"<table:table-row-group>{row('MARIA')}</table:table-row-group>"
    assert rows_of(head, group, row("LADY R")) == [["Ship"], ["MARIA"], ["LADY R"]]


def test_a_cell_merged_over_rows_says_which() -> None:
    merged = f'{STRING} table:number-rows-spanned="2" table:number-columns-spanned="1"'
    rows = [row("Ship", "To"), row(cell("<text:p>MARIA</text:p>", merged), "A")]
    (sheet,) = read(spreadsheet(*rows, row("<table:covered-table-cell/>", "B")))
    assert sheet.merged == (((1, 0), (2, 0)),)
    assert sheet.rows[1:] == [["MARIA", "A"], ["", "B"]]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (packed("<a><b></a>"), "not whole XML"),
        (packed("<!DOCTYPE a><a/>"), "DOCTYPE"),
        (spreadsheet(row("MARIA"), kind="text"), "a table that is no sheet"),
        (spreadsheet(row(*"abc"), row(*"abc")), "more cells than a table does"),
        (spreadsheet(row(cell("", 'office:value-type="float"'))), "could not convert"),
    ],
)
def test_what_is_no_sane_spreadsheet_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        read(data, 4)
