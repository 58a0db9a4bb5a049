"""A manifest is read without losing a row, and nothing about the reading is guessed."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import random
import time
import zipfile
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from vscreen.errors import ManifestError
from vscreen.manifest.read import read_manifest

REAL = Path(__file__).parents[3] / "shared" / "manifests"
HEADER = b"Vessel,IMO,Flag\n"


@pytest.fixture
def read(tmp_path):
    """Write bytes (or text) to a file and read it as a manifest."""

    def write_and_read(data, **options):
        path = tmp_path / "manifest.csv"
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return read_manifest(path, **options)

    return write_and_read


@pytest.fixture
def refused(read):
    """Return the message with which a file is refused."""

    def message(data, **options):
        with pytest.raises(ManifestError) as caught:
            read(data, **options)
        return str(caught.value)

    return message


def rejects(manifest):
    return list(manifest.rejected.itertuples(index=False, name=None))


# What pandas.read_csv gets wrong


def test_a_ship_named_null_and_the_flag_of_namibia_survive(read):
    frame = read(HEADER + b"NULL,9176187,NA\nnan,,N/A\nNone,-,null\n").frame
    assert frame["Vessel"].tolist() == ["NULL", "nan", "None"]
    assert frame["Flag"].tolist() == ["NA", "N/A", "null"]
    assert set(map(str, frame.dtypes)) == {"str"}


def test_numbers_keep_their_leading_zero_and_get_no_point(read):
    frame = read(HEADER + b"A,0917618,\nB,,\nC,9176187.0,\nD,1.2E+08,\n").frame
    assert frame["IMO"].tolist() == ["0917618", "", "9176187.0", "1.2E+08"]


def test_when_every_row_is_one_field_too_long_no_column_is_shifted(read):
    manifest = read(HEADER + b"1,MARIA,8517839,RU\n2,ANGARA,9179842,RU\n")
    assert manifest.frame.empty
    assert rejects(manifest) == [
        (2, "4 fields where the header has 3", "1,MARIA,8517839,RU"),
        (3, "4 fields where the header has 3", "2,ANGARA,9179842,RU"),
    ]


def test_a_row_too_short_or_too_long_is_rejected_and_its_neighbours_kept(read):
    manifest = read(HEADER + b"A,1,PA\nB,2\nC,3,PA\nD,4,PA,\nE,5,PA\n")
    assert manifest.frame["Vessel"].tolist() == ["A", "C", "E"]
    assert manifest.frame.index.tolist() == [2, 4, 6]
    assert manifest.frame.index.name == "line"
    assert manifest.rejected["line"].tolist() == [3, 5]
    assert manifest.rows_read == 5


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_seen_in_the_headings_and_the_records(read, delimiter):
    manifest = read(f"Vessel{delimiter}IMO\nMARIA{delimiter}8517839\n")
    assert manifest.delimiter == delimiter
    assert manifest.frame.loc[2].tolist() == ["MARIA", "8517839"]


def test_commas_inside_the_cells_of_a_semicolon_file_do_no_harm(read):
    manifest = read("Vessel;Port, berth;IMO\nMARIA;Rason, 3;8517839\nA;B, 1;2\n")
    assert manifest.delimiter == ";"


def test_a_quoted_delimiter_does_not_count(read):
    manifest = read('"Vessel","Shipper"\n"MARIA","A; B; C"\n')
    assert (manifest.delimiter, manifest.frame.loc[2, "Shipper"]) == (",", "A; B; C")


def test_two_equally_plausible_delimiters_are_a_question(refused, read):
    text = "Vessel,x;IMO\nA,b;1\n"
    assert "comma gives 2 headings" in (message := refused(text))
    assert "semicolon gives 2 headings" in message
    assert "delimiter=" in message
    assert read(text, delimiter=";", columns={"Vessel,x": "vessel"}).rows_read == 1


def test_a_file_that_no_delimiter_fits_is_a_question(refused):
    assert "no delimiter fits" in refused("Vessel~IMO\nMARIA~8517839\n")


def test_any_delimiter_can_be_stated(read):
    assert read("Vessel~IMO\nMARIA~8517839\n", delimiter="~").columns["IMO"] == "imo"


@pytest.mark.parametrize("delimiter", ["", ",,", '"', "\n"])
def test_a_delimiter_that_can_not_be_one_is_refused(refused, delimiter):
    assert "must be one character" in refused(HEADER, delimiter=delimiter)


def test_excels_own_statement_of_the_delimiter_is_followed(read):
    manifest = read("sep=;\r\nVessel;IMO\r\nMARIA;8517839\r\n")
    assert (manifest.delimiter, manifest.frame.index.tolist()) == (";", [3])


def test_a_single_column_is_read_when_its_heading_is_understood(read):
    assert read("Consignee\nACME LLC\n").columns == {"Consignee": "consignee"}


def test_a_single_heading_over_many_fields_is_a_question(refused):
    assert "splits most records into 2" in refused("Vessel\nMARIA;8517839\nANGARA;9179842\n")


def test_a_nul_byte_rejects_its_row_alone(read):
    manifest = read(HEADER + b"MAR\0IA,8517839,RU\nANGARA,9179842,RU\n")
    assert rejects(manifest) == [(2, "a NUL byte in the record", "MAR\0IA,8517839,RU")]
    assert manifest.frame["Vessel"].tolist() == ["ANGARA"]


def test_a_file_cut_in_a_row_rejects_that_row(read):
    manifest = read(HEADER + b"MARIA,8517839,RU\nANGARA,91")
    assert rejects(manifest) == [(3, "2 fields where the header has 3", "ANGARA,91")]


def test_a_last_line_without_an_end_is_kept_and_noted(read):
    manifest = read(b"Vessel,IMO\nMARIA,8517839\nANGARA,917")
    assert manifest.rows_read == len(manifest.frame) == 2
    assert "if the file was cut" in manifest.describe()


def test_headings_that_come_twice_stay_apart_and_are_both_used(read):
    manifest = read("Vessel,Shipper,Shipper,,\nMARIA,A,B,c,d\n")
    assert list(manifest.frame) == ["Vessel", "Shipper", "Shipper.2", "column 4", "column 5"]
    assert manifest.columns["Shipper.2"] == "shipper"
    assert manifest.unused == ("column 4", "column 5")


def test_an_identifier_column_that_comes_twice_is_refused(refused):
    assert "'IMO', 'IMO.2'" in refused("Vessel,IMO,IMO\nMARIA,1,2\n")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("\ufeff <!DOCTYPE html><html><body>503 Service Unavailable", "an HTML page"),
        ("<html>\n<p>a,b</p>", "an HTML page"),
        ("<?xml version='1.0'?><sdnList/>", "an XML or HTML document"),
        ('{"error": "not found"}', "no column can be screened: the headings are 'error'"),
        ('[\n {"vessel": "MARIA"}', "this is JSON"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"%PDF-1.7", "PDF"),
        (b"", "the file is empty"),
        (b"\xef\xbb\xbf", "the file is empty"),
        (b"\n \r\n", "the file is empty"),
        (b"sep=;\n", "no record begins on line 2"),
        (b"PK\x03\x04 no workbook", "not a workbook"),
        (b"PAR1 no parquet", "not a Parquet file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 no xls", "not a workbook"),
        (b"Foo,Bar\n1,2\n", "no column can be screened: the headings are 'Foo', 'Bar'"),
    ],
)
def test_what_is_no_manifest_is_refused_for_what_it_is(refused, data, told):
    message = refused(data)
    assert told in message
    assert "manifest.csv" in message


def test_a_header_alone_is_a_manifest_of_no_rows(read):
    manifest = read(HEADER)
    assert manifest.rows_read == 0
    assert list(manifest.frame) == ["Vessel", "IMO", "Flag"]
    assert manifest.describe().startswith("manifest.csv: 0 rows, none rejected.")


def test_a_file_that_is_not_there_is_told():
    with pytest.raises(ManifestError, match=r"nowhere\.csv: No such file"):
        read_manifest("nowhere.csv")


# Encoding


@pytest.mark.parametrize(
    ("codec", "told"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-32", "utf-32"),
    ],
)
def test_unicode_is_told_by_its_mark_or_by_being_utf_8(read, codec, told):
    manifest = read("Судно;ИМО\nМАРИЯ;8517839\n".encode(codec))
    assert manifest.encoding == told
    assert manifest.frame.loc[2].tolist() == ["МАРИЯ", "8517839"]
    assert manifest.columns == {"Судно": "vessel", "ИМО": "imo"}


def test_big_endian_utf_16_is_told_by_its_mark(read):
    data = b"\xfe\xff" + "Vessel,IMO\n船,1\n".encode("utf-16-be")
    assert read(data).frame["Vessel"].tolist() == ["船"]


def test_other_bytes_are_not_guessed_but_named_with_offset_and_line(refused, read):
    data = "Vessel,IMO\nMARIA,1\nÉTOILE,2\n".encode("cp1252")
    message = refused(data)
    assert "byte 0xC9 at offset 19 (line 3) is not UTF-8" in message
    assert 'encoding="cp1252"' in message
    assert read(data, encoding="cp1252").frame.loc[3, "Vessel"] == "ÉTOILE"


def test_a_wrongly_stated_encoding_is_told(refused):
    assert "byte 0x81 at offset 16" in refused(HEADER + b"\x81,1,\n", encoding="cp1252")
    assert "byte 0x81 at offset 19" in refused(
        b"\xef\xbb\xbf" + HEADER + b"\x81,1,\n", encoding="utf-8"
    )


@pytest.mark.parametrize("encoding", ["nonsense", "base64", "", "utf\0-8"])
def test_an_encoding_that_is_none_is_told(refused, encoding):
    assert f"encoding={encoding!r}" in refused(HEADER, encoding=encoding)


def test_a_stated_encoding_may_not_contradict_the_files_mark(refused):
    assert "begins with the mark of utf-16" in refused(
        "Vessel,IMO\n".encode("utf-16"), encoding="cp1252"
    )


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_refused_as_a_whole(refused, read, codec):
    data = "Vessel,IMO\nMARIA,8517839\n".encode(codec)
    assert f'encoding="{codec}"' in refused(data)
    assert read(data, encoding=codec).rows_read == 1
    assert "NUL" in refused("Судно;ИМО\nМ;1\n".encode(codec))


def test_a_binary_file_is_refused(refused):
    assert "no text file" in refused(HEADER + bytes(5000))


def test_a_file_cut_inside_a_character_is_told(refused):
    assert "unexpected end of data" in refused("Vessel,IMO\nMARIA,1\n船".encode()[:-1])


# Quotes and lines


def test_line_ends_and_delimiters_inside_quotes_belong_to_the_cell(read):
    manifest = read('Vessel,Shipper\r\nMARIA,"ACME\r\nC/O ""BETA"", LTD"\r\nANGARA,X\r\n')
    assert manifest.frame["Shipper"].tolist() == ['ACME\r\nC/O "BETA", LTD', "X"]
    assert manifest.frame.index.tolist() == [2, 4]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_understood(read, end):
    manifest = read(end.join(["Vessel,IMO", "A,1", "B,2", ""]))
    assert manifest.frame.index.tolist() == [2, 3]


def test_mixed_line_ends_are_understood(read):
    assert read("Vessel,IMO\r\nA,1\nB,2\rC,3\r\n").frame.index.tolist() == [2, 3, 4]


@pytest.mark.parametrize("sign", ["\u2028", "\x85", "\x0b", "\x0c", "\x1c"])
def test_only_line_ends_end_a_line(read, sign):
    assert read(f"Vessel,IMO\nMA{sign}RIA,1\n").frame.loc[2, "Vessel"] == f"MA{sign}RIA"


def test_an_empty_line_is_no_record_and_is_counted(read):
    manifest = read("\n\nVessel,IMO\n\nA,1\n\n,\n")
    assert manifest.frame.index.tolist() == [5, 7]
    assert "empty lines passed over: 2" in manifest.describe()


def test_a_line_of_blanks_is_a_record_and_too_short(read):
    assert read("Vessel,IMO\n  \nA,1\n").rejected["line"].tolist() == [2]


def test_a_quote_left_open_costs_its_own_row_and_not_the_rest_of_the_file(read):
    manifest = read('Vessel,IMO\nA,1\n"B,2\nC,3\nD,4\n')
    assert manifest.frame["Vessel"].tolist() == ["A", "C", "D"]
    [(line, reason, text)] = rejects(manifest)
    assert (line, text) == (3, '"B,2')
    assert "would swallow the next 2 lines, to line 5" in reason


def test_a_quote_that_closes_inside_a_cell_rejects_the_row(read):
    manifest = read('Vessel,IMO\n"MV "STAR" LTD",1\nB,2\n"C"D,3\n')
    assert manifest.frame["Vessel"].tolist() == ["B"]
    assert manifest.rejected["line"].tolist() == [2, 4]


def test_a_quote_inside_an_unquoted_cell_is_a_character(read):
    assert read('Vessel,Goods\nMARIA,24" PIPE\n').frame.loc[2, "Goods"] == '24" PIPE'


def test_a_record_over_several_lines_with_a_wrong_count_says_so(read):
    manifest = read('Vessel,IMO\nA,"1\nB",2\nC,3\n')
    assert rejects(manifest) == [
        (2, "3 fields where the header has 2, from line 2 to line 3", 'A,"1\nB",2')
    ]


def test_a_header_with_a_broken_quote_is_told(refused):
    assert "line 1 should hold the headings, but a quote" in refused('"Vessel"x,IMO\nA,1\n')


def test_a_file_of_broken_quotes_is_still_read_in_time(read):
    lines = 30_000
    before = time.perf_counter()
    manifest = read("Vessel,IMO,Flag\n" + 'x",y,"z\n' * (lines - 1) + '"x",y,"z\n')
    assert time.perf_counter() - before < 10
    assert manifest.rows_read >= lines / 2
    assert manifest.frame.empty or manifest.rejected["line"].is_unique


def test_a_cell_of_five_megabytes_is_read(read):
    long = "x" * 5_000_000
    assert read(f"Vessel,Remarks\nMARIA,{long}\n").frame.loc[2, "Remarks"] == long


def test_a_thousand_columns_are_read(read):
    names = [f"c{i}" for i in range(1000)]
    manifest = read(",".join(["Vessel", *names]) + "\n" + ",".join(["MARIA"] * 1001) + "\n")
    assert manifest.frame.shape == (1, 1001)
    assert "and 980 more" in manifest.describe()


# Headings in the file


def test_columns_by_hand_reach_the_file(read):
    manifest = read("Boat,Number\nMARIA,8517839\n", columns={"Boat": "vessel", "Number": "imo"})
    assert manifest.columns == {"Boat": "vessel", "Number": "imo"}


def test_headings_below_a_preamble_are_found_and_told(read):
    manifest = read("Shipments, May 2024\n\nVessel,IMO,Consignee\nMARIA,8517839,ACME\n")
    assert manifest.frame.index.tolist() == [4]
    assert "above the headings on line 3" in manifest.describe()


def test_the_line_of_the_headings_can_be_stated(read, refused):
    text = "Ship,Type\nBoat,Cargo\nMARIA,8517839\n"
    assert list(read(text, header=2, columns={"Boat": "vessel"}).frame) == ["Boat", "Cargo"]
    assert "no record begins on line 9" in refused(text, header=9)


def test_what_the_reading_was_like_is_told_to_people(read, tmp_path):
    data = HEADER + b"MARIA,8517839,RU\nANGARA\n"
    manifest = read(data)
    assert manifest.describe() == (
        "manifest.csv: 2 rows, 1 of them rejected (line 3: 1 field where the header has 3).\n"
        "Read as utf-8, delimiter comma.\n"
        "Columns: Vessel is vessel, IMO is imo, Flag is flag."
    )
    assert manifest.sha256 == hashlib.sha256(data).hexdigest()
    assert manifest.path == tmp_path / "manifest.csv"


# Workbooks and Parquet


@pytest.fixture
def workbook(tmp_path):
    """Write sheets of rows to a workbook, its name misleading."""

    def write(sheets, merge=()):
        path = tmp_path / "workbook.csv"
        book = xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"})
        for name, rows in sheets.items():
            page = book.add_worksheet(name)
            for place, row in enumerate(rows):
                page.write_row(place, 0, row)
            for cells, text in merge:
                page.merge_range(cells, text)
        book.close()
        return path

    return write


def test_a_workbook_is_told_by_its_content_and_its_cells_are_text(workbook):
    rows = [["Vessel", "IMO", "ETA", "OK"], ["TRUE", 9176187, dt.date(2024, 5, 24), True]]
    manifest = read_manifest(workbook({"A": [*rows, ["NA", 1.5, "0917618"]]}))
    assert manifest.frame.loc[2].tolist() == ["TRUE", "9176187", "2024-05-24", "TRUE"]
    assert manifest.frame.loc[3].tolist() == ["NA", "1.5", "0917618", ""]
    assert manifest.frame.index.name == "row"
    assert (manifest.encoding, manifest.delimiter) == ("", "")


def test_empty_rows_of_a_sheet_are_counted_and_row_numbers_kept(workbook):
    manifest = read_manifest(workbook({"A": [[], ["Vessel", "IMO"], [], ["MARIA", 1], ["B"]]}))
    assert manifest.frame.index.tolist() == [4, 5]
    assert "empty rows passed over: 1" in manifest.describe()


def test_group_headings_above_the_headings_are_passed_over_and_told(workbook):
    rows = [["Ship", "", "Owner"], ["IMO Number", "Name", "Company"], [9176187, "MARIA", "ACME"]]
    path = workbook({"A": rows})
    manifest = read_manifest(path)
    assert manifest.frame.shape[0] == 1
    assert {"imo", "vessel"} <= set(manifest.columns.values())
    assert next(iter(read_manifest(path, header=1).frame)) == "Ship"


def test_a_row_for_the_headings_that_is_empty_is_told(workbook):
    with pytest.raises(ManifestError, match="header=7"):
        read_manifest(workbook({"A": [["Vessel"], ["MARIA"]]}), header=7)


def test_the_only_sheet_with_known_headings_is_read_and_the_others_named(workbook):
    manifest = read_manifest(workbook({"Notes": [["hello"]], "Ships": [["Ship"], ["MARIA"]]}))
    assert manifest.frame["Ship"].tolist() == ["MARIA"]
    assert "read the sheet 'Ships', not 'Notes'" in manifest.describe()


def test_two_sheets_of_shipments_are_a_question(workbook):
    path = workbook({"May": [["Ship"], ["MARIA"]], "June": [["Ship"], ["ANGARA"]]})
    with pytest.raises(ManifestError, match=r"2 of the sheets 'May', 'June'.*sheet="):
        read_manifest(path)
    assert read_manifest(path, sheet="June").frame["Ship"].tolist() == ["ANGARA"]
    with pytest.raises(ManifestError, match=r"sheet='July'.*May, June"):
        read_manifest(path, sheet="July")


def test_a_cell_merged_over_rows_belongs_to_each_of_them(workbook):
    rows = [["Vessel", "Consignee"], ["", "A"], ["", "B"]]
    manifest = read_manifest(workbook({"A": rows}, merge=[("A2:A3", "MARIA")]))
    assert manifest.frame["Vessel"].tolist() == ["MARIA", "MARIA"]
    assert "merged over several rows: 1" in manifest.describe()


def test_an_opendocument_sheet_is_read(tmp_path):
    path = tmp_path / "manifest"
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    number = '<table:table-cell office:value-type="float" office:value="8517839"/>'
    urn = "urn:oasis:names:tc:opendocument:xmlns"
    rows = [[cell.format("Vessel"), cell.format("IMO")], [cell.format("MARIA"), number]]
    body = "".join(f"<table:table-row>{''.join(row)}</table:table-row>" for row in rows)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr(
            "content.xml",
            f'<office:document-content xmlns:office="{urn}:office:1.0" '
            f'xmlns:table="{urn}:table:1.0" xmlns:text="{urn}:text:1.0"><office:body>'
            f'<office:spreadsheet><table:table table:name="A">{body}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    assert read_manifest(path).frame.loc[2].tolist() == ["MARIA", "8517839"]


def test_a_failed_formula_is_noted(tmp_path):
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet()
    page.write_row(0, 0, ["Vessel", "IMO"])
    page.write(1, 0, "MARIA")
    page.write_formula(1, 1, "=NA()", None, "#N/A")
    book.close()
    manifest = read_manifest(path)
    assert "an error such as #N/A: 1" in manifest.describe()
    assert manifest.frame.loc[2].tolist() == ["MARIA", "#N/A"]


def test_an_empty_sheet_is_refused(workbook):
    with pytest.raises(ManifestError, match="the sheet is empty"):
        read_manifest(workbook({"A": []}))


def test_a_zip_bomb_is_refused(tmp_path):
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", bytes(100_000_000))
    with pytest.raises(ManifestError, match="unpacks to 100,000,000 bytes"):
        read_manifest(path)


def test_parquet_becomes_text_whatever_its_types(tmp_path):
    path = tmp_path / "manifest.txt"
    table = pa.table(
        {
            "Vessel": pa.array(["NULL", None]).dictionary_encode(),
            "IMO": pa.array([9176187.0, None]),
            "MMSI": pa.array([412000000, None], pa.int32()),
            "ETA": pa.array([dt.datetime(2024, 5, 24), None], pa.timestamp("ns")),
            "Ports": pa.array([["A"], None]),
            "GT": pa.array([1.5, 2.0], pa.float32()),
        }
    )
    pq.write_table(table, path)
    frame = read_manifest(path).frame
    assert frame.loc[0, ["Vessel", "IMO", "MMSI"]].tolist() == ["NULL", "9176187", "412000000"]
    assert frame.loc[0, ["ETA", "GT"]].tolist() == ["2024-05-24", "1.5"]
    assert frame.loc[1].tolist() == ["", "", "", "", "", "2"]
    assert (frame.index.name, set(map(str, frame.dtypes))) == ("row", {"str"})


# The laws, on any input


@given(
    rows=st.lists(
        st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0")), max_size=5),
        max_size=12,
    ),
    width=st.integers(2, 4),
    delimiter=st.sampled_from(",;\t|"),
    # csv.writer quotes only its own line end, so that "\n" alone would leave "\r" bare
    style=st.sampled_from(
        [("\r\n", csv.QUOTE_MINIMAL)] + [(e, csv.QUOTE_ALL) for e in ("\n", "\r")]
    ),
)
def test_rows_in_are_rows_kept_plus_rows_rejected_and_cells_are_unchanged(
    tmp_path_factory, rows, width, delimiter, style
):
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator=style[0], quoting=style[1])
    writer.writerow(["Vessel", "Shipper", "Consignee", "Owner"][:width])
    writer.writerows(rows)
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(text.getvalue().encode())
    manifest = read_manifest(path, delimiter=delimiter)
    records = [row for row in rows if row]
    assert manifest.rows_read == len(records)
    assert manifest.frame.to_numpy().tolist() == [row for row in records if len(row) == width]
    assert len(manifest.rejected) == sum(len(row) != width for row in records)


@given(st.text(st.sampled_from('",;\n\rx '), max_size=60))
def test_no_character_of_any_text_is_lost(tmp_path_factory, body):
    path = tmp_path_factory.getbasetemp() / "lines.csv"
    path.write_bytes(b"Vessel,Shipper\n" + body.encode())
    manifest = read_manifest(path, delimiter=",")
    letters = manifest.frame.sum().sum() if len(manifest.frame) else ""
    kept = str(letters) + "".join(manifest.rejected["text"])
    assert kept.count("x") == body.count("x")


def _damaged(data, chance):
    data = bytearray(data)
    for _ in range(chance.randint(1, 16)):
        place = chance.randrange(len(data))
        kind = chance.choice(["flip", "delete", "double", "cut"])
        if kind == "flip":
            data[place] = chance.randrange(256)
        elif kind == "delete":
            del data[place]
        elif kind == "double":
            data[place:place] = data[place : place + 8]
        elif chance.random() < 0.1:
            del data[max(place, 8) :]
    return bytes(data)


@pytest.mark.parametrize("kind", ["csv", "xlsx", "parquet"])
def test_damaged_bytes_raise_nothing_but_a_manifest_error(tmp_path, workbook, kind):
    rows = [
        ["Vessel", "IMO", "Shipper"],
        *(["MARIA É", 8517839 + i, 'A "B", C'] for i in range(20)),
    ]
    frame = pd.DataFrame(rows[1:], columns=rows[0])
    path = tmp_path / "good"
    if kind == "csv":
        frame.to_csv(path, index=False)
    elif kind == "parquet":
        frame.to_parquet(path)
    else:
        path = workbook({"A": rows})
    good, chance = path.read_bytes(), random.Random(kind)  # noqa: S311 - seeded damage is no secret
    for _ in range(300):
        path.write_bytes(_damaged(good, chance))
        try:
            manifest = read_manifest(path)
        except ManifestError:
            continue
        assert manifest.rows_read == len(manifest.frame) + len(manifest.rejected)


# Real files, where they are at hand


@pytest.mark.skipif(not REAL.exists(), reason="the real files are not part of the repository")
@pytest.mark.parametrize(
    ("folder", "rows", "columns"),
    [
        (
            "eu-mrv-2023",
            12_820,
            {"IMO Number": "imo", "Name": "vessel", "Ship type": "vessel_type"},
        ),
        (
            "vessel-registry-imo-codes",
            64_117,
            {
                "imo": "imo",
                "mmsi": "mmsi",
                "name": "vessel",
                "flag": "flag",
                "type": "vessel_type",
            },
        ),
        (
            "port-calls-marinetraffic",
            1_200,
            {"Vessel Name": "vessel", "MMSI": "mmsi", "IMO": "imo"},
        ),
    ],
)
def test_a_real_file_is_read_whole_and_its_columns_are_understood(folder, rows, columns):
    [path] = (REAL / folder).iterdir()
    manifest = read_manifest(path)
    assert (len(manifest.frame), len(manifest.rejected)) == (rows, 0)
    assert manifest.columns == columns


def test_what_must_be_mapped_or_set_aside_is_told(tmp_path):
    path = tmp_path / "may.csv"
    path.write_text("Vessel,Buyer Zebra,Ref\nMARIA,ACME LTD,1\n")
    manifest = read_manifest(path)
    assert manifest.open == {
        "Buyer Zebra": "its heading names a consignee in words that are not known"
    }
    assert manifest.unused == ("Ref",)
    assert "Map or set aside 'Buyer Zebra': its heading names a consignee" in manifest.describe()
    assert read_manifest(path, columns={"Buyer Zebra": None}).unused == ("Buyer Zebra", "Ref")


def test_what_the_cells_decided_is_told(tmp_path):
    path = tmp_path / "may.csv"
    path.write_text("Vessel,Zebra\nA,9161003\nB,9811000\nC,9074729\n")
    manifest = read_manifest(path)
    assert manifest.columns == {"Vessel": "vessel", "Zebra": "imo"}
    assert "holds IMO numbers of ships: read as imo." in manifest.describe()
