"""Tests of files/workbook."""

from __future__ import annotations

import contextlib
import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest

from vscreen.errors import ListFormatError
from vscreen.files.source import Source
from vscreen.files.tables import has_table, other_sheets, read_tables
from vscreen.files.workbook import SheetError, printed, read_sheets


def source_of(data: bytes, name: str = "list.json") -> Source:
    return Source(Path(name), data)


def test_a_lone_cell_in_the_last_corner_is_refused_before_it_is_laid_out(workbook) -> None:
    data = workbook({"A": [["x"]]})
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'r="A1"', b'r="XFD1048576"'))
    with pytest.raises(SheetError, match="spans 1,048,576 rows and 16,384 columns"):
        read_sheets(stream.getvalue())


def test_a_workbook_of_any_flipped_byte_is_read_whole_or_refused(workbook) -> None:
    data = workbook({"A": [["id", "name"], [1, "MARIA"]]})
    whole = read_sheets(data)
    for place in range(0, len(data), 97):
        bad = data[:place] + bytes([data[place] ^ 255]) + data[place + 1 :]
        with contextlib.suppress(SheetError):
            assert read_sheets(bad) == whole


def test_a_cell_is_printed_as_people_type_it() -> None:
    cells = [9161003.0, 1.5, True, date(2025, 6, 18), datetime(2025, 6, 18, 23, 59), " MARIA", ""]
    assert list(map(printed, cells)) == [
        "9161003",
        "1.5",
        "True",
        "2025-06-18",
        "2025-06-18",
        " MARIA",
        "",
    ]


def test_tables_are_found_below_a_title_and_the_other_sheets_named(workbook) -> None:
    rows = [
        ["A title"],
        [],
        [" Ship \n name", "IMO"],
        ["MARIA", 8517839],
        ["", ""],
        ["LADY R", 9161003.0],
    ]
    source = source_of(workbook({"Ships": rows, "Notes": [["x"]], "Empty": []}), "a.xlsx")
    assert has_table(source, {"Ship name", "IMO"})
    (table,) = read_tables(source, {"Ship name", "IMO"})
    assert table.rows == (
        (4, {"Ship name": "MARIA", "IMO": "8517839"}),
        (6, {"Ship name": "LADY R", "IMO": "9161003"}),
    )
    assert other_sheets(source, [table]) == ["Notes"]
    twice = source_of(workbook({"S": [["IMO", "IMO"], [1, 2]]}), "a.xlsx")
    with pytest.raises(ListFormatError, match="heading 'IMO' twice"):
        read_tables(twice, {"IMO"})


def ods(content: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        urn = "urn:oasis:names:tc:opendocument:xmlns"
        spaces = " ".join(
            f'xmlns:{name}="{urn}:{name}:1.0"' for name in ("office", "table", "text")
        )
        before = f"<office:document-content {spaces}><office:body><office:spreadsheet>"
        after = "</office:spreadsheet></office:body></office:document-content>"
        table = f'<table:table table:name="A">{content}</table:table>'
        archive.writestr("content.xml", f"{before}{table}{after}")
    return stream.getvalue()


def test_repeated_cells_and_rows_of_an_ods_stand_where_they_were() -> None:
    cell = '<table:table-cell office:value-type="string"{}><text:p>{}</text:p></table:table-cell>'
    row = "<table:table-row{}>{}</table:table-row>"
    repeated = ' table:number-columns-repeated="2"'
    sheets = read_sheets(ods(row.format("", cell.format(repeated, "X") + cell.format("", "Y"))))
    assert [[str(one) for one in line] for line in sheets[0][1]] == [["X", "X", "Y"]]


def test_an_ods_that_repeats_a_cell_without_end_is_refused() -> None:
    repeated = 'table:number-columns-repeated="99999999"'
    text = "<text:p>X</text:p>"
    cell = f'<table:table-cell office:value-type="string" {repeated}>{text}</table:table-cell>'
    with pytest.raises(SheetError):
        read_sheets(ods(f"<table:table-row>{cell}</table:table-row>"))
