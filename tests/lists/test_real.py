"""The real lists: what was counted in them by hand reaches the frames."""

from __future__ import annotations

import csv
import re
import warnings
from pathlib import Path

import pytest

from vscreen.errors import ListFormatError, ListWarning
from vscreen.lists import Source, own
from vscreen.lists.registry import READERS
from vscreen.schema import Kind
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.read import read_lists


def read(path: Path) -> Lists:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ListWarning)
        return read_lists(path)


@pytest.fixture(scope="module")
def sdn(shared: Path) -> Lists:
    return read(shared / "lists" / "us-ofac-sdn-csv")


def ships_with_imo(lists: Lists) -> int:
    ships = lists.entries.loc[lists.entries["kind"] == "vessel", "entry"]
    found = lists.identifiers.query("scheme == 'imo_ship' and value.str.len() == 7")
    return int(ships.isin(found["entry"]).sum())


def test_sdn_csv_of_december_2023(sdn: Lists) -> None:
    counts = sdn.snapshots[0].counts
    assert len(sdn.entries) == 13_821
    assert counts[Kind.VESSEL] == 764
    assert (sdn.entries["kind"] == "person").sum() == 6_646
    assert ships_with_imo(sdn) == 759
    sdn.check()


def test_sdn_csv_keeps_its_17_091_aliases(sdn: Lists, shared: Path) -> None:
    text = (shared / "lists" / "us-ofac-sdn-csv" / "alt.csv").read_text("utf-8")
    rows = [row for row in csv.reader(text.splitlines()) if len(row) == 5]
    assert len(rows) == 17_091
    kept = set(zip(sdn.names["entry"], sdn.names["name"], strict=True))
    assert not {(f"us-sdn:{row[0]}", row[3].strip()) for row in rows} - kept
    kinds = sdn.names["kind"].value_counts()
    assert kinds.to_dict() == {
        "strong_alias": 16_522, "primary": 13_821, "weak_alias": 3_390, "former": 567,
    }  # fmt: skip


def test_sdn_csv_keeps_every_link(sdn: Lists) -> None:
    linked = sdn.links[sdn.links["relation"] == "linked_to"]
    assert len(linked) == sdn.entries["remarks"].str.count("Linked To:").sum() == 5_966
    assert (linked["to_entry"] != "").mean() > 0.99


def test_sdn_csv_finds_the_founding_ships(sdn: Lists) -> None:
    numbers = sdn.identifiers.set_index("value")["entry"]
    names = sdn.entries.set_index("entry")["name"]
    found = {imo: names[numbers[imo]] for imo in ("8517839", "9161003", "9179842", "9358010")}
    assert found == {
        "8517839": "MARIA", "9161003": "LADY R", "9179842": "ANGARA", "9358010": "MAIA-1",
    }  # fmt: skip


def test_the_older_comments_of_sdn_csv_are_a_warning(shared: Path) -> None:
    with pytest.warns(ListWarning) as found:
        read_lists(shared / "lists" / "us-ofac-sdn-csv")
    warned = " ".join(str(warning.message) for warning in found)
    assert "3 of 13 rows set aside, of no entry in sdn.csv (12300, 15599, 15600)" in warned
    assert "the remarks of 7 entries break off at 1000 characters" in warned


def test_sdn_xml_of_march_2021(shared: Path) -> None:
    lists = read_lists(shared / "lists" / "us-ofac-sdn-xml")
    assert (len(lists.entries), lists.snapshots[0].counts[Kind.VESSEL]) == (8_832, 403)
    kinds = lists.names["kind"].value_counts()
    assert (kinds["former"], kinds["weak_alias"]) == (365, 2_402), "24 former names are weak"
    assert ships_with_imo(lists) == 397
    lists.check()


def test_the_consolidated_list_has_its_own_name(shared: Path) -> None:
    for name, count in (("us-ofac-cons-csv", 442), ("us-ofac-cons-xml", 443)):
        lists = read(shared / "lists" / name)
        assert (lists.snapshots[0].list, len(lists.entries)) == ("us-cons", count)


def test_opensanctions_of_march_2026(shared: Path) -> None:
    lists = read_lists(shared / "lists" / "opensanctions-targets-simple-csv")
    assert (len(lists.entries), lists.snapshots[0].counts[Kind.VESSEL]) == (5_600, 1_340)
    assert ships_with_imo(lists) == 1_336
    assert str(lists.snapshots[0].published) == "2026-03-13"


@pytest.mark.parametrize("name", ["us-ofac-sdn-csv/sdn.csv", "us-ofac-sdn-xml/sdn.xml"])
def test_half_of_a_real_list_is_refused(shared: Path, tmp_path: Path, name: str) -> None:
    data = (shared / "lists" / name).read_bytes()
    (tmp_path / "half").write_bytes(data[: len(data) // 2])
    with pytest.raises(Exception, match=r"cut short|not whole"):
        read_lists(tmp_path)


def test_half_of_a_real_list_with_a_proper_end_trips_the_guard(
    shared: Path, tmp_path: Path
) -> None:
    rows = (shared / "lists" / "us-ofac-sdn-csv" / "sdn.csv").read_bytes().splitlines(keepends=True)
    (tmp_path / "half.csv").write_bytes(b"".join([*rows[: len(rows) // 2], b"\x1a"]))
    lists = read(tmp_path)
    with pytest.raises(Exception, match=r"us-sdn holds 6,9\d\d entries and should hold .* 8,000"):
        lists.check()


def real_files(shared: Path) -> list[Path]:
    files = [file for file in (shared / "lists").rglob("*") if file.is_file()]
    return [file for file in files if file.stem not in ("MANIFEST", "NOTE")]


def test_a_real_file_is_known_to_one_reader_or_refused_by_name(shared: Path) -> None:
    assert real_files(shared)
    for file in real_files(shared):
        source = Source.open(file)
        knowing = [reader for reader in READERS if reader.recognises(source)]
        if source.is_workbook and len(knowing) > 1:
            knowing.remove(own.READER)  # which takes any workbook that nobody else knows
        assert len(knowing) <= 1, f"{file} is recognised by {knowing}"
        if not knowing or knowing == [own.READER]:
            with pytest.raises(ListFormatError, match=re.escape(file.name)):
                read_lists(file)
