"""The UK Sanctions List as CSV; whatever holds for it holds for the XML, too."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from listing import edited, identifiers, links, names, read_as

from vscreen.errors import EmptyListError, ListFormatError
from vscreen.lists.uk import uksl_csv, uksl_xml
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.read import read_lists

pytestmark = pytest.mark.filterwarnings("ignore::vscreen.errors.ListWarning")


READERS = {"uk": uksl_csv.READER, "uk-xml": uksl_xml.READER}


@pytest.fixture(params=READERS)
def uk(request: pytest.FixtureRequest, list_fixtures: Path) -> Lists:
    return read_as(READERS[request.param], list_fixtures / request.param)


def test_csv_and_xml_are_the_same_list(uk: Lists) -> None:
    (snapshot,) = uk
    assert (snapshot.list, str(snapshot.published)) == ("uk-sanctions", "2026-10-09")
    assert uk.entries[["entry", "kind", "listed_on"]].to_numpy().tolist() == [
        ["uk-sanctions:RUS9001", "vessel", "2024-06-13"],
        ["uk-sanctions:RUS9006", "organization", "2024-02-22"],
        ["uk-sanctions:AFG9006", "person", "2001-01-25"],
    ]


def test_a_ship_keeps_everything_the_list_says(uk: Lists) -> None:
    assert names(uk, "uk-sanctions:RUS9001") == {
        "BLUE HERON": "primary", "GREY HERON": "strong_alias", "СИНЯЯ ЦАПЛЯ": "native",
    }  # fmt: skip
    assert identifiers(uk, "uk-sanctions:RUS9001") == {
        ("imo_ship", "9000003"), ("imo_ship", "9000015"), ("other", "HIN GB123"),
    }  # fmt: skip
    ship = uk.entries.iloc[0]
    assert ship["flag"] == "Gabon;Cook Islands;Panama"
    assert (ship["vessel_type"], ship["gross_tonnage"], ship["build_year"]) == (
        "Oil Tanker", 9_611, 2006,
    )  # fmt: skip
    assert links(uk, "uk-sanctions:RUS9001") == {
        ("owner", "Heron Fleet LLC", "uk-sanctions:RUS9006"), ("owner", "Second Heron Ltd", ""),
    }  # fmt: skip
    assert ship["remarks"] == (
        "Sanctions Imposed: Shipping sanctions; Designation source: UK; R&D, with\nanother line; "
        "Previous owner/operator (s): Old Fleet LLC"
    )


def test_a_company_keeps_its_own_numbers_and_not_its_ships(uk: Lists) -> None:
    assert names(uk, "uk-sanctions:RUS9006") == {
        "HERON FLEET LLC": "primary",
        "OOO TSAPLYA": "weak_alias",
        "OLD HERON LLC": "strong_alias",
    }
    assert identifiers(uk, "uk-sanctions:RUS9006") == {
        ("imo_company", "5342883"), ("tax", "7707083893"), ("registration", "1027700132195"),
        ("imo_mentioned", "9000003"),
    }  # fmt: skip
    assert links(uk, "uk-sanctions:RUS9006") == {
        ("linked_to", "Heron Holding JSC", ""), ("linked_to", "Heron Crewing Ltd", ""),
    }  # fmt: skip
    assert "Address: 1 Test Street, Astrakhan, 414000" in uk.entries.iloc[1]["remarks"]


def test_a_persons_family_name_is_read_last_and_dates_may_be_partial(uk: Lists) -> None:
    assert names(uk, "uk-sanctions:AFG9006") == {
        "IVAN HERON TESTOV": "primary", "Haji Heron": "strong_alias", "محمد مثال": "native",
    }  # fmt: skip
    person = uk.entries.iloc[2]
    assert (person["birth_date"], person["countries"]) == ("1945;1958-03-01", "Afghanistan")
    assert identifiers(uk, "uk-sanctions:AFG9006") == {("other", "Passport P0000001 (expired)")}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("09-Oct-2026", "soon", "first line is 'Report Date: soon'"),
        ("IMO number", "IMO no", "no column IMO number; it has Last Updated"),
    ],
)
def test_a_wrong_file_is_refused(
    list_fixtures: Path, tmp_path: Path, old: str, new: str, message: str
) -> None:
    edited(list_fixtures / "uk" / "uk.csv", tmp_path, old, new)
    with pytest.raises(ListFormatError, match=message):
        read_lists(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "warning"),
    [
        (",Ship,", ",Boat,", "with the type 'Boat', read as a ship for its IMO number"),
        (",ALias,", ",nickname,", "with a name of the type 'nickname', read as an alias"),
        (",BLUE HERON,", ",BLUE,HERON,", "with more or fewer cells than headings"),
        (",GREY HERON,", ",GREY,HERON,", "with more or fewer cells than headings"),
        (",Individual,", ",INDIVIDUALS,", ""),
    ],
)
def test_a_slip_in_a_row_costs_no_subject(
    list_fixtures: Path, tmp_path: Path, old: str, new: str, warning: str
) -> None:
    edited(list_fixtures / "uk" / "uk.csv", tmp_path, old, new)
    lists = read_as(uksl_csv.READER, tmp_path)
    (snapshot,) = lists
    assert snapshot.verified
    assert warning in " ".join(snapshot.warnings)
    assert "9000003" in set(lists.identifiers["value"])
    assert sorted(lists.entries["kind"]) == ["organization", "person", "vessel"]


def test_rows_without_an_id_are_kept_under_their_names(list_fixtures: Path, tmp_path: Path) -> None:
    edited(list_fixtures / "uk" / "uk.csv", tmp_path, "13/06/2024,RUS9001,", "13/06/2024,,")
    lists = read_as(uksl_csv.READER, tmp_path)
    assert {"uk-sanctions:blue-heron", "uk-sanctions:grey-heron"} <= set(lists.entries["entry"])
    assert "without a Unique ID, kept under their name" in " ".join(lists.snapshots[0].warnings)
    assert lists.snapshots[0].verified


def test_blank_cells_that_a_program_added_or_left_out_are_no_slip(
    list_fixtures: Path, tmp_path: Path
) -> None:
    lines = (list_fixtures / "uk" / "uk.csv").read_bytes().decode().split("\r\n")
    ship = next(n for n, line in enumerate(lines) if ",BLUE HERON," in line)
    for longer in (f"{lines[ship]},,", lines[ship].rstrip(",")):
        text = "\r\n".join([*lines[:ship], longer, *lines[ship + 1 :]])
        (tmp_path / "uk.csv").write_bytes(text.encode())
        (snapshot,) = read_as(uksl_csv.READER, tmp_path)
        assert not [text for text in snapshot.warnings if "cells" in text]


def test_a_file_of_which_most_rows_moved_is_refused(list_fixtures: Path, tmp_path: Path) -> None:
    top, header, rest = (list_fixtures / "uk" / "uk.csv").read_bytes().decode().split("\r\n", 2)
    narrow = header.replace(",Position", "", 1)
    (tmp_path / "uk.csv").write_bytes("\r\n".join([top, narrow, rest]).encode())
    with pytest.raises(ListFormatError, match="rows have more or fewer cells than headings"):
        read_lists(tmp_path)


def test_two_files_joined_into_one_are_refused(list_fixtures: Path, tmp_path: Path) -> None:
    text = (list_fixtures / "uk" / "uk.csv").read_bytes()
    (tmp_path / "uk.csv").write_bytes(text + text)
    with pytest.raises(ListFormatError, match="holds the headings again, so two files"):
        read_lists(tmp_path)


def test_blank_lines_are_no_rows(list_fixtures: Path, tmp_path: Path) -> None:
    text = (list_fixtures / "uk" / "uk.csv").read_bytes()
    (tmp_path / "uk.csv").write_bytes(text.replace(b"\r\n", b"\r\n\r\n", 3) + b",,,\r\n\r\n")
    (snapshot,) = read_as(uksl_csv.READER, tmp_path)
    assert len(snapshot.entries) == 3


def test_a_row_of_another_kind_under_an_id_is_an_entry_of_its_own(
    list_fixtures: Path, tmp_path: Path
) -> None:
    text = (list_fixtures / "uk" / "uk.csv").read_bytes().decode()
    _, *rows = [line for line in text.split("\r\n") if line][1:]
    person = next(row for row in rows if ",AFG9006," in row)
    moved = person.replace("AFG9006", "RUS9006")
    (tmp_path / "uk.csv").write_bytes((text + moved + "\r\n").encode())
    lists = read_as(uksl_csv.READER, tmp_path)
    assert "uk-sanctions:RUS9006-person" in set(lists.entries["entry"])
    assert "of the types organization and person" in " ".join(lists.snapshots[0].warnings)


@pytest.mark.parametrize(
    "first",
    [
        "Report Date: 9 October 2026",
        "report date: 09/10/2026",
        "Report Date: 2026-10-09,,,",
        "Report Date:,09-Oct-2026",
        "Report Date: 09/10/2026 10:05",
    ],
)
def test_the_report_date_may_be_spelled_otherwise(
    list_fixtures: Path, tmp_path: Path, first: str
) -> None:
    edited(list_fixtures / "uk" / "uk.csv", tmp_path, "Report Date: 09-Oct-2026", first)
    (snapshot,) = read_as(uksl_csv.READER, tmp_path)
    assert str(snapshot.published) == "2026-10-09"
    assert len(snapshot.entries) == 3


def test_headings_may_change_case_and_order(list_fixtures: Path, tmp_path: Path) -> None:
    text = (list_fixtures / "uk" / "uk.csv").read_bytes().decode()
    top, header, rest = text.split("\r\n", 2)
    (tmp_path / "uk.csv").write_bytes(f"{top}\r\n{header.upper()}\r\n{rest}".encode())
    lists = read_as(uksl_csv.READER, tmp_path)
    assert names(lists, "uk-sanctions:RUS9001")["СИНЯЯ ЦАПЛЯ"] == "native"


def test_headings_of_2022_and_other_separators_are_read(
    list_fixtures: Path, tmp_path: Path
) -> None:
    text = (list_fixtures / "uk" / "uk.csv").read_bytes().decode()
    older = text.replace("Designation Type", '"Individual, Entity, Ship"')
    with (tmp_path / "uk.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(csv.reader(io.StringIO(older, newline="")))
    assert read_as(uksl_csv.READER, tmp_path).entries.equals(
        read_as(uksl_csv.READER, list_fixtures / "uk").entries
    )


def test_a_column_that_is_not_known_is_named(list_fixtures: Path, tmp_path: Path) -> None:
    edited(list_fixtures / "uk" / "uk.csv", tmp_path, "Year Built", "Launched")
    (snapshot,) = read_as(uksl_csv.READER, tmp_path)
    assert any("not read are the columns 'Launched'" in text for text in snapshot.warnings)


def test_the_list_says_what_it_imposes_in_its_own_words(uk: Lists) -> None:
    ship = uk.entries.iloc[0]
    assert ship["measures"] == "port_ban"
    assert ship["forbids"].split(";")[0] == "UK: Shipping sanctions"


def test_headings_without_rows_are_an_empty_list(list_fixtures: Path, tmp_path: Path) -> None:
    lines = (list_fixtures / "uk/uk.csv").read_bytes().splitlines(keepends=True)
    (tmp_path / "list.csv").write_bytes(b"".join(lines[:2]))
    with pytest.raises(EmptyListError, match="headings and no rows"):
        read_as(uksl_csv.READER, tmp_path)
