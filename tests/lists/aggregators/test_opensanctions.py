"""OpenSanctions' targets.simple.csv in its three vintages."""

from __future__ import annotations

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
        ("opensanctions:t-3", "other", "IMO9000015"),
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
    with pytest.warns(ListWarning, match="left out .* 1 CryptoWallet"):
        assert len(read_lists(path).entries) == 4


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"t-2"', '"t-1"', "line 3 gives the id 't-1' to a second subject"),
        ('"t-2"', '""', "line 3 has no id or no name"),
        ('"Ivan Testov"', '""', "line 4 has no id or no name"),
        ('"Ivan Testov"', '"Ivan","Testov"', "line 4 has 17 cells under 16 headings"),
        ('"identifiers"', '"numbers"', "no column identifiers; it has id, schema"),
        (',"Vessel",', ',"Vesdel",', "the schema 'Vesdel', which is misspelt"),
        ('"2026-03-13T', '"tomorrow', "last_seen is 'tomorrow05', not a date"),
    ],
)
def test_a_wrong_file_is_refused(
    list_fixtures: Path, tmp_path: Path, old: str, new: str, message: str
) -> None:
    with pytest.raises(ListFormatError, match=message):
        read_lists(edited(list_fixtures, tmp_path, old, new))


def test_a_header_without_rows_is_empty(list_fixtures: Path, tmp_path: Path) -> None:
    text = (list_fixtures / "opensanctions" / "sixteen.csv").read_bytes()
    (tmp_path / "t.csv").write_bytes(text.split(b"\n")[0] + b"\n")
    with pytest.raises(EmptyListError, match="a header and no rows"):
        read_lists(tmp_path)
