"""OpenSanctions' targets.simple.csv in its three vintages."""

from __future__ import annotations

import csv
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest
from listing import read_as

from vscreen.errors import EmptyListError, ListFormatError, ListWarning
from vscreen.lists.aggregators.opensanctions import READER
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.read import read_lists

VINTAGES = ("fourteen.csv", "fifteen.csv", "sixteen.csv")


def load(list_fixtures: Path, name: str = "sixteen.csv") -> Lists:
    return read_as(READER, list_fixtures / "opensanctions" / name)


def edited(list_fixtures: Path, tmp_path: Path, old: str, new: str) -> Path:
    text = (list_fixtures / "opensanctions" / "sixteen.csv").read_bytes().decode()
    assert old in text
    path = tmp_path / "targets.csv"
    path.write_bytes(text.replace(old, new).encode())
    return path


@pytest.mark.parametrize("name", VINTAGES)
def test_every_vintage_is_read_by_its_headings(list_fixtures: Path, name: str) -> None:
    lists = load(list_fixtures, name)
    assert lists.entries["kind"].tolist() == [
        "vessel", "organization", "person", "organization", "aircraft",
    ]  # fmt: skip
    assert str(lists.snapshots[0].published) == "2026-03-13"
    assert lists.snapshots[0].list == "opensanctions"


def test_the_same_row_twice_is_one_entry(list_fixtures: Path) -> None:
    entries = load(list_fixtures).entries
    assert entries["entry"].is_unique
    assert len(entries) == 5


def test_an_untyped_number_gets_its_scheme_from_the_subject(list_fixtures: Path) -> None:
    found = load(list_fixtures).identifiers
    assert {tuple(row) for row in found[["entry", "scheme", "value"]].to_numpy()} == {
        ("opensanctions:t-1", "mmsi", "572000111"),
        ("opensanctions:t-1", "call_sign", "9HTE5"),
        ("opensanctions:t-1", "imo_ship", "9000003"),
        ("opensanctions:t-1", "other", "RS 150443"),
        ("opensanctions:t-2", "other", "7707083893"),
        ("opensanctions:t-2", "imo_company", "6183435"),
        ("opensanctions:t-2", "lei", "253400WSS48YWMBUA688"),
        ("opensanctions:t-3", "imo_mentioned", "9000015"),
        ("opensanctions:t-5", "other", "EP-TST"),
    }


def test_a_quoted_value_keeps_its_semicolon(list_fixtures: Path) -> None:
    lists = load(list_fixtures)
    assert "Testov; Ivan" in lists.names["name"].tolist()
    ship = lists.entries.iloc[0]
    assert ship["legal_basis"] == "ORDER-1 - 2022-05-08;Reg; with semicolon - 2024-06-25"
    assert (ship["programs"], ship["flag"]) == ("T-MARE;T-ARMS", "ir;mt")


def test_an_alias_without_latin_letters_is_native(list_fixtures: Path) -> None:
    names = load(list_fixtures).names.set_index("name")["kind"]
    assert names["СИНЯЯ ЦАПЛЯ"] == "native"
    assert names["Grey Heron"] == "strong_alias"


def test_without_programmes_the_dataset_is_the_programme(list_fixtures: Path) -> None:
    assert load(list_fixtures, "fifteen.csv").entries["programs"].iloc[0] == "Test War Sanctions"


def test_a_byte_order_mark_and_windows_lines_are_accepted(
    list_fixtures: Path, tmp_path: Path
) -> None:
    text = (list_fixtures / "opensanctions" / "sixteen.csv").read_bytes()
    (tmp_path / "t.csv").write_bytes(b"\xef\xbb\xbf" + text.replace(b"\n", b"\r\n"))
    assert len(read_lists(tmp_path).entries) == 5


def test_what_is_no_subject_is_counted_not_dropped_silently(
    list_fixtures: Path, tmp_path: Path
) -> None:
    path = edited(list_fixtures, tmp_path, '"Airplane"', '"CryptoWallet"')
    with pytest.warns(ListWarning, match="1 of 6 rows set aside, of the schema CryptoWallet"):
        assert len(read_lists(path).entries) == 4


def test_one_wrong_day_does_not_date_the_list(list_fixtures: Path, tmp_path: Path) -> None:
    path = edited(list_fixtures, tmp_path, '"2026-03-12T', '"2126-03-12T')
    assert str(read_lists(path).snapshots[0].published) == "2026-03-13"


def test_a_row_of_an_unknown_schema_is_a_ship_by_its_number_else_searched_as_one_too(
    tmp_path: Path,
) -> None:
    others = "birth_date,countries,addresses,sanctions,dataset,last_seen"
    (tmp_path / "t.csv").write_text(
        f"id,schema,name,aliases,identifiers,owner,{others}\n"
        "1,Tanker,BLUE HERON,,IMO9000003,Heron Ltd,,,,fine,,2026-03-13\n"
        "2,Tanker,GREY HULL,,,,,,,fine,,2026-03-13\n"
    )
    with pytest.warns(ListWarning, match="of the schema 'Tanker', read as"):
        lists = read_lists(tmp_path)
    assert dict(zip(lists.entries["entry"], lists.entries["kind"], strict=True)) == {
        "opensanctions:1": "vessel", "opensanctions:2": "organization",
        "opensanctions:2-ship": "vessel",
    }  # fmt: skip
    assert lists.entries["remarks"].tolist()[0] == "owner: Heron Ltd"


@pytest.mark.parametrize(
    ("old", "new", "message", "entries"),
    [
        ('"t-2"', '"t-1"', "share their id with ", 5),
        ('"t-2"', '""', "rows without an id, each kept under a key of its own: line 3", 5),
        ('"Ivan Testov"', '""', "rows without a name, called by another or by a number: line 4", 5),
        ('"Unknown Kind"', '""', "1 of 6 rows set aside, without a name", 4),
        (',"Vessel",', ',"Vesdel",', "the schema 'Vesdel', read as vessel: line 2, line 8", 5),
        (',"Vessel",', ',"Boat",', "rows of the schema 'Boat', read as vessel: line 2, line 8", 5),
        (',"Vessel",', ',"VESSEL",', "", 5),
        (',"LegalEntity",', ',"Cooperative",', "'Cooperative', read as organization: line 6", 6),
        (',"Person",', ',"Human",', "rows of the schema 'Human', read as person: line 4", 5),
        (
            '"2026-03-13T',
            '"tomorrow',
            "rows last seen on 'tomorrow05', which is no date: line 2",
            5,
        ),
    ],
)
def test_a_slip_in_a_row_costs_a_warning_and_no_other_row(
    list_fixtures: Path, tmp_path: Path, old: str, new: str, message: str, entries: int
) -> None:
    path = edited(list_fixtures, tmp_path, old, new)
    with warnings.catch_warnings(record=True) as found:
        warnings.simplefilter("always")
        lists = read_lists(path)
    told = [str(warning.message) for warning in found]
    assert any(message in sentence for sentence in told) if message else not told
    assert len(lists.entries) == entries
    (receipt,) = lists.snapshots[0].receipts
    assert receipt.records == 6
    assert receipt.is_exact


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"Ivan Testov"', '"Ivan","Testov"', "line 4 has 17 cells under 16 headings"),
        ('"identifiers"', '"numbers"', "no column identifiers; it has id, schema"),
    ],
)
def test_a_wrong_file_is_refused(
    list_fixtures: Path, tmp_path: Path, old: str, new: str, message: str
) -> None:
    with pytest.raises(ListFormatError, match=message):
        read_lists(edited(list_fixtures, tmp_path, old, new))


def test_columns_in_another_order_and_without_some_are_read(
    list_fixtures: Path, tmp_path: Path
) -> None:
    with (list_fixtures / "opensanctions" / "sixteen.csv").open(
        newline="", encoding="utf-8"
    ) as file:
        rows = list(csv.DictReader(file))
    with (tmp_path / "t.csv").open("w", newline="", encoding="utf-8") as file:
        columns = [name for name in rows[0] if name != "addresses"][::-1]
        writer = csv.DictWriter(file, ["risk", *columns], extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    with pytest.warns(ListWarning, match="it has no column addresses, so nothing of it is known"):
        lists = read_lists(tmp_path)
    whole = load(list_fixtures)
    assert lists.names.to_numpy().tolist() == whole.names.to_numpy().tolist()
    assert lists.identifiers.to_numpy().tolist() == whole.identifiers.to_numpy().tolist()


def test_a_table_that_a_spreadsheet_saved_is_read_alike(
    list_fixtures: Path, tmp_path: Path, workbook: Callable[..., bytes]
) -> None:
    with (list_fixtures / "opensanctions" / "sixteen.csv").open(
        newline="", encoding="utf-8"
    ) as file:
        rows = list(csv.reader(file))
    whole = load(list_fixtures)
    (tmp_path / "a.xlsx").write_bytes(workbook({"targets": rows}))
    with (tmp_path / "b.csv").open("w", newline="", encoding="utf-8-sig") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    for path in tmp_path.iterdir():
        lists = read_as(READER, path)
        assert lists.entries["fingerprint"].tolist() == whole.entries["fingerprint"].tolist()
        assert lists.snapshots[0].receipts[0].records == 6


def test_a_whole_last_row_without_its_end_is_a_warning_and_half_a_row_a_refusal(
    list_fixtures: Path, tmp_path: Path
) -> None:
    data = (list_fixtures / "opensanctions" / "sixteen.csv").read_bytes()
    (tmp_path / "t.csv").write_bytes(data[:-1])
    with pytest.warns(ListWarning, match="its last line does not end, but its last row is whole"):
        assert len(read_lists(tmp_path).entries) == 5
    (tmp_path / "t.csv").write_bytes(data[:-2])
    with pytest.raises(ListFormatError):
        read_lists(tmp_path)


def test_a_file_in_which_nobody_is_sanctioned_says_so(list_fixtures: Path, tmp_path: Path) -> None:
    head = (list_fixtures / "opensanctions" / "fifteen.csv").read_text("utf-8").partition("\n")[0]
    cells = {"id": "p", "schema": "Person", "name": "Ivan Testov", "dataset": "Public office"}
    row = ",".join(f'"{cells.get(heading, "")}"' for heading in head.replace('"', "").split(","))
    (tmp_path / "t.csv").write_text(f"{head}\n{row}\n", "utf-8")
    with pytest.warns(ListWarning, match="none of its 1 entries is marked as sanctioned"):
        read_lists(tmp_path)


def test_a_header_without_rows_is_empty(list_fixtures: Path, tmp_path: Path) -> None:
    text = (list_fixtures / "opensanctions" / "sixteen.csv").read_bytes()
    (tmp_path / "t.csv").write_bytes(text.split(b"\n")[0] + b"\n")
    with pytest.raises(EmptyListError, match="a header and no rows"):
        read_lists(tmp_path)
