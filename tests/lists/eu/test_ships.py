"""The EU's ships of Annex XLII: the same entries from workbook, CSV and Official Journal."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from vscreen.errors import EmptyListError, ListFormatError, ListWarning
from vscreen.lists import Source, find_reader
from vscreen.lists.eu import journal
from vscreen.lists.eu import ships as ships_room
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.read import read_lists

HEADINGS = (
    "", "Vessel name at designation time (with a note)", "IMO number", "Date of application",
    "Link to relevant EU Official Journal ",
)  # fmt: skip
JOURNAL = "https://eur-lex.europa.eu/eli/reg/2024/1745/oj"
ROWS = (
    (1, "Blue Heron", "9000003", "25.06.2024", JOURNAL),
    (2, "Grey Heron", 9000015, date(2024, 12, 17), JOURNAL),
    (3, "Eight Digits", "09000027", "24.10.2025’", JOURNAL),
    (4, "Grey Heron II", "9000015", 46227, "#REF!"),
    (5, "No Number", "", "24.07.2026", JOURNAL),
    ("", "", "", "", "a line of its own"),
    ("", "", "Note: 5 ships", "", ""),
)


def write_workbook(path: Path, rows: tuple[tuple[object, ...], ...] = ROWS) -> Path:
    with xlsxwriter.Workbook(path, {"default_date_format": "dd.mm.yyyy"}) as book:
        sheet = book.add_worksheet("Sheet1")
        for number, row in enumerate((HEADINGS, *rows)):
            for place, cell in enumerate(row):
                sheet.write(number, place, cell)
    return path


def load(path: Path) -> tuple[Lists, str]:
    with warnings.catch_warnings(record=True) as found:
        warnings.simplefilter("always", ListWarning)
        lists = read_lists(path)
    return lists, " ".join(str(warning.message) for warning in found)


def ships(lists: Lists) -> Iterator[tuple[str, ...]]:
    entries = lists.entries[lists.entries["list"] == "eu-annex-xlii"]
    columns = ["entry", "kind", "name", "programs", "listed_on", "legal_basis"]
    return map(tuple, entries[columns].to_numpy())


@pytest.fixture(params=["workbook", "eu-ships/dma.csv", "eu-journal/32014R0833.csv"])
def form(request: pytest.FixtureRequest, list_fixtures: Path, tmp_path: Path) -> tuple[Lists, str]:
    if request.param == "workbook":
        return load(write_workbook(tmp_path / "EU designated vessels.xlsx"))
    reader = journal.READER if "journal" in request.param else ships_room.READER
    assert find_reader(Source.open(list_fixtures / request.param)) is reader
    return load(list_fixtures / request.param)


def test_every_form_has_the_same_ships(form: tuple[Lists, str]) -> None:
    basis = "Regulation (EU) No 833/2014, Annex XLII"
    assert list(ships(form[0])) == [
        (f"eu-annex-xlii:{key}", "vessel", name, "EU-RUS", listed, basis)
        for key, name, listed in (
            ("9000003", "Blue Heron", "2024-06-25"),
            ("9000015", "Grey Heron", "2024-12-17"),
            ("9000027", "Eight Digits", "2025-10-24"),
            ("no-number", "No Number", "2026-07-24"),
        )
    ]


def test_a_ship_listed_again_under_a_new_name_keeps_both(form: tuple[Lists, str]) -> None:
    lists, warned = form
    names = lists.names[lists.names["entry"] == "eu-annex-xlii:9000015"]
    assert names["name"].tolist() == ["Grey Heron", "Grey Heron II"]
    remarks = lists.entries.set_index("entry")["remarks"]["eu-annex-xlii:9000015"]
    assert remarks.endswith("Listed again on 2026-07-24")
    assert "lists Grey Heron (9000015) again (2026-07-24); its earlier date counts" in warned


def test_a_number_with_a_zero_before_it_is_read_and_said(form: tuple[Lists, str]) -> None:
    lists, warned = form
    numbers = lists.identifiers[lists.identifiers["entry"].str.startswith("eu-annex-xlii")]
    assert numbers["value"].tolist() == ["9000003", "9000015", "9000027"]
    assert "gives Eight Digits the IMO number '09000027', which can't be one" in warned
    assert "gives No Number no IMO number" in warned


def test_a_number_that_fails_its_check_digit_is_kept_as_printed(tmp_path: Path) -> None:
    lists, warned = load(write_workbook(tmp_path / "x.xlsx", ((1, "Heron", "9000004", "x", ""),)))
    assert lists.identifiers["value"].tolist() == ["9000004"]
    assert lists.entries["listed_on"].tolist() == ["x"]
    assert "'9000004', which can't be one; kept as printed" in warned


HEAD = "Vessel name;IMO number ;Date of application\r\n"


def table(tmp_path: Path, text: str | bytes) -> tuple[Lists, str]:
    path = tmp_path / "ships.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load(path)


def kinds(lists: Lists) -> dict[str, str]:
    return dict(zip(lists.names["name"], lists.names["kind"], strict=True))


def test_former_names_behind_a_name_are_former_names(tmp_path: Path) -> None:
    rows = "Heron (formerly Stork; Crane);9000003;25.06.2024\r\n"
    assert kinds(table(tmp_path, HEAD + rows)[0]) == {
        "Heron": "primary", "Stork": "former", "Crane": "former",
    }  # fmt: skip


def test_a_table_in_windows_1252_is_read_and_said(tmp_path: Path) -> None:
    text = HEAD + "Héron (formerly\u00a0Stork);9000003;25.06.2024\r\n"
    lists, warned = table(tmp_path, text.encode("cp1252"))
    assert kinds(lists) == {"Héron": "primary", "Stork": "former"}
    assert "it is not UTF-8, so it was read as Windows-1252" in warned
    lists, warned = table(tmp_path, text)
    assert kinds(lists) == {"Héron": "primary", "Stork": "former"}
    assert "1252" not in warned


def test_a_damaged_byte_in_utf_8_is_not_taken_for_windows_1252(tmp_path: Path) -> None:
    text = (HEAD + "Héron;9000003;25.06.2024\r\n").encode() + b"St\xf6rk;9000015;25.06.2024\r\n"
    with pytest.raises(ListFormatError, match=r"\(line 3\) is not UTF-8"):
        table(tmp_path, text)


@pytest.mark.parametrize(
    "text",
    [
        "VESSEL NAME;IMO NUMBER;DATE OF APPLICATION\nHERON (EX STORK);9000003;25.06.2024\n",
        "IMO no.,Date of listing,Name of vessel\n9000003,25/06/2024,Heron\n",
        "Vessel name;Former name;IMO number;Date of application;Flag\n"
        "Heron;Stork;IMO 9000003;25 June 2024;Panama\n\n;;;;\n",
        "Vessel name\tIMO number\tDate of application\nHeron\t9000003\t2024-06-25",
    ],
)
def test_columns_are_known_by_how_their_headings_begin(tmp_path: Path, text: str) -> None:
    lists, _ = table(tmp_path, text)
    assert lists.entries["entry"].tolist() == ["eu-annex-xlii:9000003"]
    assert lists.entries["listed_on"].tolist() == ["2024-06-25"]
    assert [receipt.sentence for receipt in lists.snapshots[0].receipts] == ["1 row = 1 entry"]
    if "Flag" in text:
        assert lists.entries["remarks"].tolist() == ["Flag: Panama"]


@pytest.mark.parametrize(
    ("row", "name", "number"),
    [
        ("Heron (formerly Stork; Crane);9000003;25.06.2024", "Heron", "9000003"),
        ("Heron,9000003;25.06.2024", "Heron", "9000003"),
        ("Heron;9000003;;25.06.2024", "Heron", "9000003"),
        ("Heron;25.06.2024", "Heron;25.06.2024", ""),
    ],
)
def test_a_row_with_other_cells_costs_at_most_its_own_facts(
    tmp_path: Path, row: str, name: str, number: str
) -> None:
    lists, warned = table(tmp_path, f"{HEAD}{row}\r\nStork;9000015;25.06.2024\r\n")
    assert lists.entries["name"].tolist() == [name, "Stork"]
    assert [*lists.identifiers["value"]] == [*filter(None, [number]), "9000015"]
    assert "line 2 has" in warned
    assert "cells under 3 headings" in warned


def test_annex_xlii_says_what_is_forbidden_since_when_and_why(
    form: tuple[Lists, str], list_fixtures: Path
) -> None:
    entries = form[0].entries.set_index("entry")
    ship = entries.loc["eu-annex-xlii:9000003"]
    assert ship["measures"] == "port_ban;services_ban"
    assert ship["forbids"].startswith("EU: no port access or services since 25 June 2024")
    twice = entries["forbids"]["eu-annex-xlii:9000015"].split(";")
    assert [sentence.partition(" (")[0] for sentence in twice] == [
        "EU: no port access or services since 17 December 2024",
        "EU: no port access or services since 24 July 2026",
    ]
    journal_forms = load(list_fixtures / "eu-journal")[0].entries.set_index("entry")
    assert journal_forms["forbids"]["eu-annex-xlii:9000003"].endswith("2024 (reason a)")


def test_ships_under_another_regulation_are_another_list(list_fixtures: Path) -> None:
    lists, _ = load(list_fixtures / "eu-ships" / "dma.csv")
    assert [(snapshot.list, len(snapshot.entries)) for snapshot in lists] == [
        ("eu-annex-xlii", 4), ("eu-2017-1509", 1),
    ]  # fmt: skip
    other = lists.entries.iloc[-1]
    assert (other["entry"], other["listed_on"]) == ("eu-2017-1509:9000039", "2018-01-01")
    assert other["legal_basis"] == "Port entry ban (Council Regulation 2017/1509)"


def test_the_other_annexes_of_the_journal_are_a_list_of_companies(list_fixtures: Path) -> None:
    lists, warned = load(list_fixtures / "eu-journal")
    companies = lists.entries[lists.entries["list"] == "eu-833-2014"]
    assert companies["name"].tolist() == ["JSC Heron", "Heron Bank"]
    heron = companies.iloc[0]
    assert heron["programs"] == "EU-RUS Export control;EU-RUS Financial restrictions"
    assert heron["legal_basis"] == "32014R0833 Annex IV;32014R0833 Annex XIV"
    assert (heron["listed_on"], heron["countries"]) == ("2014-09-12", "Russia")
    found = lists.identifiers[lists.identifiers["entry"] == heron["entry"]]
    assert set(zip(found["scheme"], found["value"], strict=True)) == {
        ("tax", "7704730655"), ("registration", "2182045"), ("other", "14005160213 (ID)"),
    }  # fmt: skip
    names = lists.names[lists.names["entry"] == heron["entry"]]
    assert dict(zip(names["name"], names["kind"], strict=True)) == {
        "JSC Heron": "primary",
        "JSC HERON": "strong_alias",
        "Heron Concern": "strong_alias",
        "Акционерное Общество «Цапля»": "native",
    }
    aside = "1 of 9 rows set aside, naming an asset, no party to a shipment"
    assert f"{aside} (Heronport (Annex XLVII.A))" in warned


def test_former_names_of_the_journal_are_kept(list_fixtures: Path) -> None:
    names = load(list_fixtures / "eu-journal")[0].names.set_index("name")["kind"]
    assert (names["Heron I"], names["Hana"]) == ("former", "former")


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("eu-ships/dma.csv", "1509);;;\r\n", "1509);", "does not end"),
        ("eu-journal/32014R0833.csv", "imoNumber", "imo", "no column imoNumber; it has celex"),
        ("eu-journal/32014R0833.csv", "32014R0833", "833", "celex is '833'"),
    ],
)
def test_a_wrong_file_is_refused(
    list_fixtures: Path, tmp_path: Path, name: str, old: str, new: str, message: str
) -> None:
    text = (list_fixtures / name).read_bytes().decode()
    assert old in text
    (tmp_path / "list.csv").write_bytes(text.replace(old, new).encode())
    with pytest.raises(ListFormatError, match=message):
        load(tmp_path)


def test_headings_that_stand_twice_are_refused(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "twice.xlsx", (*ROWS, HEADINGS, *ROWS))
    with pytest.raises(ListFormatError, match="line 9 holds the headings again"):
        read_lists(path)


@pytest.mark.parametrize("name", ["eu-ships/dma.csv", "eu-journal/32014R0833.csv"])
def test_headings_without_rows_are_an_empty_list(
    list_fixtures: Path, tmp_path: Path, name: str
) -> None:
    header = (list_fixtures / name).read_bytes().split(b"\n")[0]
    (tmp_path / "list.csv").write_bytes(header + b"\n")
    with pytest.raises(EmptyListError, match="download it again"):
        load(tmp_path)


def test_the_real_annex_of_august_2026(shared: Path) -> None:
    lists, warned = load(shared / "lists" / "eu-journal-csv")
    lists.check()
    counts = {snapshot.list: len(snapshot.entries) for snapshot in lists}
    assert counts == {"eu-annex-xlii": 632, "eu-833-2014": 1_061}
    assert "lists MIKHAIL ULYANOV (9333670) again (2026-04-24)" in warned
    assert "28 of 1,746 rows set aside, naming an asset" in warned
    names = lists.entries.set_index("entry")["name"]
    assert names["eu-annex-xlii:9161003"] == "Lady R"
    assert (lists.identifiers["scheme"] == "imo_ship").sum() == 632
