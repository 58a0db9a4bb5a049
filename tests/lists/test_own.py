"""The user's own list, as CSV and as XLSX."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from vscreen.errors import EmptyListError, ListFormatError, ListWarning
from vscreen.lists.own import COLUMNS
from vscreen.schema import NUMBER_FIELDS
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.read import read_lists


@pytest.fixture(scope="module")
def own(list_fixtures: Path) -> Lists:
    return read_lists(list_fixtures / "own" / "own.csv")


def write(folder: Path, text: str, name: str = "mine.csv", encoding: str = "utf-8") -> Path:
    (folder / name).write_bytes(text.encode(encoding))
    return folder / name


def write_sheet(folder: Path, *sheets: list[list[Any]]) -> Path:
    path = folder / "My List.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for rows in sheets:
            sheet = book.add_worksheet()
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def column(lists: Lists, name: str) -> Any:
    return lists.entries[name].iloc[0]


def test_every_documented_column_reaches_the_frames(own: Lists, list_fixtures: Path) -> None:
    header = (list_fixtures / "own" / "own.csv").read_text("utf-8").partition("\n")[0]
    assert header.split(",") == list(COLUMNS)
    assert own.entries["kind"].tolist() == ["vessel", "organization", "person", "aircraft"]
    assert own.entries["entry"].tolist() == ["own:v-1", "own:c-1", "own:p-1", "own:a-1"]
    ship = own.entries.iloc[0]
    assert ship[["flag", "vessel_type", "gross_tonnage", "build_year"]].tolist() == [
        "IR;MT", "General Cargo", 9611, 2006,
    ]  # fmt: skip
    assert ship["programs"] == "TEST-1;TEST-2"
    assert ship["remarks"] == "Two ships, one owner; see below."
    assert ship["listed_on"] == "2024-05-24"
    assert ship["measures"] == "port_ban;asset_freeze"
    assert ship["forbids"] == "TEST: no port access;TEST: asset freeze since 24 May 2024"
    assert own.entries["countries"].tolist()[1:3] == ["RU;CY", "RU"]
    assert own.entries["birth_date"].iloc[2] == "1960-05-31;1961"


def test_names_keep_the_kind_of_their_column(own: Lists) -> None:
    names = own.names[own.names["entry"] == "own:v-1"]
    assert dict(zip(names["name"], names["kind"], strict=True)) == {
        "BLUE HERON": "primary",
        "SEA HERON": "strong_alias",
        "ГОЛУБАЯ ЦАПЛЯ": "native",
        "HERON": "weak_alias",
        "GREY HERON": "former",
        "HERON; THE FIRST": "former",
        "푸른 왜가리": "native",
    }


def test_labelled_numbers_get_their_scheme(own: Lists) -> None:
    found = own.identifiers
    assert {tuple(row) for row in found[["entry", "scheme", "value"]].to_numpy()} == {
        ("own:v-1", "imo_ship", "9000003"),
        ("own:v-1", "eni", "02321234"),
        ("own:v-1", "mmsi", "572000111"),
        ("own:v-1", "call_sign", "9HTE5"),
        ("own:v-1", "other", "OFAC:37098"),
        ("own:c-1", "imo_company", "6183435"),
        ("own:c-1", "imo_company", "5766958"),
        ("own:c-1", "imo_company", "6016988"),
        ("own:c-1", "imo_company", "6330601"),
        ("own:c-1", "tax", "7701080141"),
        ("own:c-1", "registration", "1197746161711"),
        ("own:c-1", "lei", "253400WSS48YWMBUA688"),
        ("own:c-1", "other", "HE 131171"),
        ("own:p-1", "other", "Passport 700000001 (Russia)"),
    }


def test_links_reach_entries_of_the_same_list(own: Lists) -> None:
    assert own.links[["relation", "to_name", "to_entry"]].to_numpy().tolist() == [
        ["owner", "HERON SHIPPING LLC", "own:c-1"],
        ["operator", "Heron Operators", ""],
        ["manager", "Heron Managers", ""],
    ]


def test_an_unknown_measure_is_refused_and_the_known_ones_are_named(tmp_path: Path) -> None:
    text = "id,kind,name,measures\n1,vessel,HERON,port_ban;freeze\n"
    with pytest.raises(ListFormatError, match="line 2 has the measures freeze; known are asset_fr"):
        read_lists(write(tmp_path, text))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_delimiter_and_encoding_are_told_from_the_file(
    tmp_path: Path, delimiter: str, encoding: str
) -> None:
    lines = (["ID", "Kind", "NAME", "Call Sign"], ["1", "Vessel", "Михаил", "UBGW2"])
    text = "".join(delimiter.join(line) + "\r\n" for line in lines)
    lists = read_lists(write(tmp_path, text, encoding=encoding))
    assert column(lists, "name") == "Михаил"
    assert lists.identifiers["value"].tolist() == ["UBGW2"]


def test_a_workbook_reads_like_a_csv(tmp_path: Path) -> None:
    rows = [
        ["Id", "Kind", "Name", "IMO", "Build Year", "Listed On", ""],
        [7, "vessel", "MARIA", 8517839, 1986.0, "2024-05-24", ""],
    ]
    lists = read_lists(write_sheet(tmp_path, rows))
    assert column(lists, "entry") == "my-list:7"
    assert column(lists, "build_year") == 1986
    assert lists.identifiers["value"].tolist() == ["8517839"]


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_lines_may_end_as_any_spreadsheet_ends_them_and_empty_columns_are_none(
    tmp_path: Path, ends: str
) -> None:
    lines = ("id,kind,name,,", "1,vessel,BLUE HERON,,", '2,person,"Testov, Ivan",,', "")
    lists = read_lists(write(tmp_path, ends.join(lines)))
    assert lists.entries["name"].tolist() == ["BLUE HERON", "Testov, Ivan"]
    assert lists.snapshots[0].receipts[0].sentence == "2 rows = 2 entries"


def test_names_on_lines_of_a_cell_are_names_each(tmp_path: Path) -> None:
    rows = [
        ["id", "kind", "name", "aliases"],
        [1, "vessel", "HERON", "Grey Heron\nOld Heron; Gull"],
    ]
    lists = read_lists(write_sheet(tmp_path, rows))
    assert lists.names["name"].tolist() == ["HERON", "Grey Heron", "Old Heron", "Gull"]


def test_a_day_of_listing_that_is_none_is_kept_with_a_warning(tmp_path: Path) -> None:
    days = ("2024-05-24 00:00:00", "2024-05", "24/05/2024")
    rows = "".join(f"{n},vessel,A,{day}\n" for n, day in enumerate(days))
    with pytest.warns(ListWarning, match="line 4 has the listed_on '24/05/2024', no ISO date"):
        lists = read_lists(write(tmp_path, "id,kind,name,listed_on\n" + rows))
    assert lists.entries["listed_on"].tolist() == ["2024-05-24", "2024-05", "24/05/2024"]


def test_a_second_sheet_is_not_skipped_silently(tmp_path: Path) -> None:
    path = write_sheet(tmp_path, [["id", "kind", "name"], ["1", "vessel", "A"]], [["notes"]])
    with pytest.warns(ListWarning, match="the sheet 'Sheet2' was not read"):
        assert len(read_lists(path).entries) == 1


def test_a_workbook_without_the_headings_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ListFormatError, match="no sheet begins with the headings id, kind, name"):
        read_lists(write_sheet(tmp_path, [["Name", "Type"], ["A", "vessel"]], []))


def test_a_blank_line_is_no_entry(tmp_path: Path) -> None:
    path = write(tmp_path, "id,kind,name\n1,vessel,A\n,,\n\n2,vessel,B\n")
    assert len(read_lists(path).entries) == 2


def test_the_list_id_is_the_file_name_unless_another_is_given(tmp_path: Path) -> None:
    path = write(tmp_path, "id,kind,name\n1,vessel,A\n", "Harbour Watch.csv")
    assert read_lists(path).snapshots[0].list == "harbour-watch"
    named = read_lists(path, list_id={"Harbour Watch.csv": "hw"})
    assert named.entries["entry"].tolist() == ["hw:1"]


def test_a_number_that_cannot_be_one_is_kept_with_a_warning(tmp_path: Path) -> None:
    text = "id,kind,name,imo,mmsi,call_sign\n1,vessel,A,9000004,12345,?\n2,vessel,B,N/A,,\n"
    with pytest.warns(ListWarning) as found:
        lists = read_lists(write(tmp_path, text))
    assert lists.identifiers["value"].tolist() == ["9000004", "12345", "?", "N/A"]
    messages = [str(warning.message) for warning in found]
    assert "line 2 has the imo '9000004', which can't be one" in messages[0]
    assert "line 3 has the imo 'N/A'" in messages[3]


def test_the_label_before_an_imo_number_is_dropped_even_if_the_number_cannot_be_one(
    tmp_path: Path,
) -> None:
    text = "id,kind,name,imo\n1,vessel,A,IMO: pending\n2,organization,B,IMO 6183435\n"
    with pytest.warns(ListWarning, match="line 2 has the imo 'IMO: pending'"):
        lists = read_lists(write(tmp_path, text))
    assert lists.identifiers["value"].tolist() == ["pending", "6183435"]


def test_every_number_that_a_manifest_has_a_column_of_has_one_in_a_list() -> None:
    assert set(NUMBER_FIELDS) <= set(COLUMNS)


def test_a_european_number_is_read_also_without_the_zero_that_a_workbook_drops(
    tmp_path: Path,
) -> None:
    rows = [["id", "kind", "name", "ENI"], [1, "vessel", "A", 2321234], [2, "vessel", "B", "x"]]
    with pytest.warns(ListWarning, match="line 3 has the eni 'x', which can't be one"):
        lists = read_lists(write_sheet(tmp_path, rows))
    assert lists.identifiers[["scheme", "value"]].to_numpy().tolist() == [
        ["eni", "02321234"], ["eni", "x"],
    ]  # fmt: skip


def test_a_call_sign_outside_the_series_of_ships_is_one_of_an_aircraft(tmp_path: Path) -> None:
    text = "id,kind,name,call_sign\n1,aircraft,A,QTR123\n"
    lists = read_lists(write(tmp_path, text))
    assert lists.identifiers["value"].tolist() == ["QTR123"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id,kind,name\n,vessel,A\n", "line 2 has no id; fill it in"),
        ("id,kind,name\n1,vessel,A\n2,vessel,\n", "line 3 has no name"),
        ("id,kind,name\n1,,\n", "line 2 has no kind and no name"),
        ("id,kind,name\n1,vessel,A\n1,vessel,B\n", "line 3 has the id '1' again"),
        ("id,kind,name\n1,ship,A\n", "line 2 has the kind 'ship'; known kinds are vessel"),
        ("id,kind,name,colour\n1,vessel,A,red\n", "columns colour are not known; rename them"),
        ("id,kind,name,\n1,vessel,A,B\n", "line 2 has 4 cells under 3 headings"),
        ("id,kind,,name\n1,vessel,,A\n", r"columns \(empty\) are not known"),
        ("id,kind,name,Name\n1,vessel,A,B\n", "a heading comes twice"),
        ("id,kind,name\n1,vessel,A\nID,Kind,Name\n", "line 3 holds the headings again; keep"),
        ("id,kind,name\n1,vessel,A, B\n", "line 2 has 4 cells under 3 headings"),
        ('id,kind,name\n1,vessel,"A\n', "line 2 is not whole"),
        ("id,kind,name\n1,vessel,A", "its last line does not end"),
        ("id,kind,name,gross_tonnage\n1,vessel,A,big\n", "line 2 has the gross_tonnage 'big'"),
        ("id,kind,name,imo\n1,person,A,9000003\n", "line 2 gives a person a imo"),
        ("id,kind,name,mmsi\n1,organization,A,1\n", "line 2 gives a organization a mmsi"),
        ("id,kind,name,eni\n1,aircraft,A,02321234\n", "line 2 gives a aircraft a eni"),
        ("id,kind,name\n1,vessel,A\0B\n", "line 2 holds a NUL byte"),
        ("id;kind,name\n1,vessel,A\n", "no list that is known"),
    ],
)
def test_a_wrong_list_is_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ListFormatError, match=message):
        read_lists(write(tmp_path, text))


def test_all_wrong_lines_are_named_at_once(tmp_path: Path) -> None:
    text = (
        "id,kind,name,imo,build_year\n"
        "1,vessel,A,,\n,ship,B,,\n3,person,C,9000003,\n4,vessel,,,\n5,vessel,D,,new\n1,vessel,E,,\n"
        "7,vessel,F\n"
    )
    with pytest.raises(ListFormatError) as error:
        read_lists(write(tmp_path, text))
    message = str(error.value)
    assert (
        "7 of its values are wrong: line 3 has no id (fill it in); line 3 has the kind" in message
    )
    for seen in ("line 4 gives a person a imo", "line 5 has no name", "line 6 has the build_year"):
        assert seen in message
    assert "line 7 has the id '1' again" in message
    assert "line 8 has 3 cells under 5 headings" in message
    many = "id,kind,name\n" + "1,vessel,\n" * 25
    with pytest.raises(ListFormatError, match=r"25 of its values .*; and 5 more; correct them all"):
        read_lists(write(tmp_path, many))


def test_a_whole_last_row_without_its_end_is_a_warning_and_half_a_row_a_refusal(
    tmp_path: Path,
) -> None:
    path = write(tmp_path, 'id,kind,name\n"1","vessel","A"\n"2","vessel","B"')
    with pytest.warns(ListWarning, match="its last line does not end, but its last row is whole"):
        lists = read_lists(path)
    assert lists.snapshots[0].receipts[0].sentence == "2 rows = 2 entries"
    for half in ('"2","vessel","B', '"2","vessel"', "2,vessel,B"):
        path = write(tmp_path, f'id,kind,name\n"1","vessel","A"\n{half}')
        with pytest.raises(ListFormatError):
            read_lists(path)


def test_every_sheet_with_the_headings_is_read(tmp_path: Path) -> None:
    head = ["id", "kind", "name"]
    path = write_sheet(
        tmp_path, [head, [1, "vessel", "A"]], [head, [2, "person", "B"], ["", "", ""]]
    )
    lists = read_lists(path)
    assert lists.entries["name"].tolist() == ["A", "B"]
    assert lists.snapshots[0].receipts[0].sentence == "2 rows = 2 entries"
    path = write_sheet(tmp_path, [head, [1, "vessel", "A"]], [head, [2, "person", ""]])
    with pytest.raises(ListFormatError, match="sheet 'Sheet2', line 2 has no name; fill it in"):
        read_lists(path)


def test_headings_alone_are_an_empty_list(tmp_path: Path) -> None:
    with pytest.raises(EmptyListError, match="headings and no rows"):
        read_lists(write(tmp_path, "id,kind,name\n"))


def test_another_encoding_is_refused_with_its_place(tmp_path: Path) -> None:
    path = write(tmp_path, "id,kind,name\n1,vessel,MÄRZ\n", encoding="cp1252")
    with pytest.raises(ListFormatError, match=r"byte 23 \(line 2\) is not UTF-8; save"):
        read_lists(path)
    half = write(tmp_path, "id,kind,name\n1,vessel,A\n", encoding="utf-16").read_bytes()[:-1]
    path.write_bytes(half)
    with pytest.raises(ListFormatError, match="not whole UTF-16"):
        read_lists(path)


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 50_000_000)
    (tmp_path / "list.xlsx").write_bytes(packed.getvalue())
    with pytest.raises(ListFormatError, match=r"list\.xlsx: it unpacks to 50,000,000 bytes"):
        read_lists(tmp_path)


def test_a_binary_workbook_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "list.xlsb", "w") as archive:
        archive.writestr("xl/worksheets/sheet1.bin", b"\x00")
    with pytest.raises(ListFormatError, match=r"sheet1\.bin is in another format; save it as XLSX"):
        read_lists(tmp_path)


def test_a_sheet_that_spans_the_whole_grid_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["id", "kind", "name"])
        sheet.write(1_048_575, 16_383, "x")
    with pytest.raises(
        ListFormatError, match=r"sheet1\.xml spans 1,048,576 rows and 16,384 columns"
    ):
        read_lists(path)
