"""OFAC's lists: everything the files say reaches the frames."""

from __future__ import annotations

import re
import shutil
import warnings
from pathlib import Path

import pandas as pd
import pytest
from listing import identifiers, links, names, read_as

from vscreen.errors import BadFilesError, EmptyListError, ListFormatError, ListWarning
from vscreen.lists.us.ofac import READER
from vscreen.lists.us.ofac_columns import name_list
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.read import read_lists


@pytest.fixture(scope="module")
def csv_list(list_fixtures: Path) -> Lists:
    return read_as(READER, list_fixtures / "ofac")


@pytest.fixture
def folder(list_fixtures: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(list_fixtures / "ofac", tmp_path / "ofac"))


def entry(lists: Lists, name: str) -> pd.Series:
    return lists.entries.set_index("entry").loc[name]


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new).encode())


def test_four_files_of_a_folder_are_one_list(csv_list: Lists) -> None:
    assert [(snapshot.list, len(snapshot.entries)) for snapshot in csv_list] == [("us-sdn", 7)]
    assert csv_list.snapshots[0].published is None


def test_a_ship_keeps_every_name_with_its_kind(csv_list: Lists) -> None:
    assert names(csv_list, "us-sdn:101") == {
        "BLUE HERON": "primary",
        "GREY; HERON": "weak_alias",
        "HERON": "weak_alias",
        "SEA HERON": "strong_alias",
        "WHITE HERON": "former",
        "HERON III": "strong_alias",
    }


def test_a_ship_keeps_its_numbers(csv_list: Lists) -> None:
    assert identifiers(csv_list, "us-sdn:101") == {
        ("imo_ship", "9000003"),
        ("mmsi", "572000111"),
        ("call_sign", "9HTE5"),
        ("call_sign", "T2TE5"),
    }


def test_a_ship_keeps_its_columns(csv_list: Lists) -> None:
    ship = entry(csv_list, "us-sdn:101")
    assert ship["programs"] == "IRAN;NPWMD;IFSR"
    assert ship["flag"] == "Iran;Malta;Tuvalu"
    assert ship["vessel_type"] == "Crude Oil Tanker;Products Tanker"
    assert (ship["gross_tonnage"], ship["build_year"]) == (56068, 2004)
    assert ship["source_url"].endswith("id=101")
    assert ship["countries"] == ""


def test_a_company_keeps_its_imo_numbers_even_a_misprinted_number(csv_list: Lists) -> None:
    assert identifiers(csv_list, "us-sdn:102") == {
        ("imo_company", "6183435"),
        ("imo_company", "5766958"),
        ("imo_company", "543400"),
        ("tax", "7707083893"),
        ("registration", "1027700132195"),
        ("lei", "253400WSS48YWMBUA688"),
        ("other", "SWIFT/BIC TESTRUMM"),
    }


def test_an_alias_without_latin_letters_is_native(csv_list: Lists) -> None:
    assert names(csv_list, "us-sdn:102")["ООО ЦАПЛЯ"] == "native"
    firm = entry(csv_list, "us-sdn:102")
    assert firm["countries"] == "Russia;Cyprus"
    ends = ";Address: 1 Quay Street, Tver, Russia;Address: Nicosia, Cyprus"
    assert str(firm["remarks"]).endswith(ends)


def test_a_person_keeps_birth_dates_countries_and_title(csv_list: Lists) -> None:
    person = entry(csv_list, "us-sdn:103")
    assert person["birth_date"] == "31 May 1960;1961"
    assert person["countries"] == "Russia;Belarus"
    assert person["remarks"].startswith("Director, Heron Shipping; DOB")
    assert names(csv_list, "us-sdn:103")["VANYA THE O'HARE"] == "weak_alias"


def test_links_point_at_the_entry_of_that_name(csv_list: Lists) -> None:
    assert links(csv_list, "us-sdn:101") == {
        ("owner", "Heron Owners S.A.", ""),
        ("linked_to", "HERON SHIPPING CO., LTD.", "us-sdn:102"),
    }
    assert links(csv_list, "us-sdn:104") == {
        ("operator", "HERON AIR", ""),
        ("linked_to", "R D I S.A.", ""),
    }


def test_remarks_are_joined_exactly_where_they_were_cut(csv_list: Lists) -> None:
    assert identifiers(csv_list, "us-sdn:105") == {("imo_ship", "9200005")}
    assert names(csv_list, "us-sdn:105")["SHORT TALE"] == "weak_alias"
    assert links(csv_list, "us-sdn:105") == {
        ("linked_to", "HERON SHIPPING CO., LTD.", "us-sdn:102")
    }


def test_a_registers_number_under_the_ships_label_is_no_imo_number(csv_list: Lists) -> None:
    assert identifiers(csv_list, "us-sdn:107") == {("registration", "RS 150443")}


def test_the_consolidated_list_is_not_called_sdn(folder: Path) -> None:
    path = folder / "sdn.csv"
    path.write_bytes(re.sub(rb'"(IRAN|SDGT|DPRK|CUBA)[^"]*"', b'"NS-PLC"', path.read_bytes()))
    assert read_lists(folder).snapshots[0].list == "us-cons"


def read_quietly(path: Path) -> Lists:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ListWarning)
        return read_lists(path)


def told(path: Path) -> str:
    """All warnings of a list."""
    (snapshot,) = read_quietly(path)
    return " ".join(snapshot.warnings)


def receipts(lists: Lists) -> list[str]:
    return [receipt.sentence for receipt in lists.snapshots[0].receipts]


def test_the_primary_file_alone_is_read_with_a_warning(folder: Path) -> None:
    with pytest.warns(ListWarning) as warned:
        lists = read_lists(folder / "sdn.csv")
    messages = [str(warning.message) for warning in warned]
    assert len(lists.entries) == 7
    assert any("alt.csv is not beside it" in text for text in messages)
    assert any("1 entries break off at 1000 characters" in text for text in messages)
    assert identifiers(lists, "us-sdn:105") == set(), "half a number is another number"


def test_aliases_without_their_primary_file_are_refused(folder: Path) -> None:
    with pytest.raises(ListFormatError, match=r"alt\.csv, but its primary file .* not beside it"):
        read_lists(folder / "alt.csv")


def test_files_of_different_days_are_refused(folder: Path) -> None:
    edit(folder / "alt.csv", "103,", "999,")
    with pytest.raises(ListFormatError, match=r"1 of its 3 entries .*\(999\): .* different days"):
        read_lists(folder)


def test_all_files_without_their_primary_file_are_named_at_once(folder: Path) -> None:
    (folder / "sdn.csv").unlink()
    with pytest.raises(BadFilesError) as refused:
        read_lists(folder)
    assert {path.name for path in refused.value.problems} == {
        "add.csv", "alt.csv", "sdn_comments.csv",
    }  # fmt: skip


def test_an_older_file_of_addresses_is_told_by_the_entries_that_it_lacks(
    shared: Path, tmp_path: Path
) -> None:
    for name in ("cons_prim.csv", "cons_alt.csv", "cons_add.csv"):
        shutil.copy(shared / "lists" / "us-ofac-cons-csv" / name, tmp_path / name)
    assert "no row in it" not in told(tmp_path)
    rows = (tmp_path / "cons_add.csv").read_bytes().splitlines(keepends=True)
    (tmp_path / "cons_add.csv").write_bytes(b"".join([*rows[:-31], rows[-1]]))
    assert re.search(r"\d+ entries of cons_prim\.csv have no row in it", told(tmp_path))


def test_comments_for_an_entry_that_is_gone_are_a_warning(folder: Path) -> None:
    text = (folder / "sdn_comments.csv").read_bytes().removesuffix(b"\x1a")
    (folder / "sdn_comments.csv").write_bytes(text + b'999,"gone."\r\n\x1a')
    with pytest.warns(ListWarning, match=r"1 of 2 rows set aside, of no entry in sdn\.csv \(999\)"):
        assert len(read_lists(folder).entries) == 7


def test_comments_for_remarks_that_are_not_cut_are_not_joined(folder: Path) -> None:
    edit(folder / "sdn_comments.csv", "105,", "106,")
    assert "1 of 1 row set aside, continuing no remarks that break off (106)" in told(folder)


def test_a_row_that_comes_twice_is_one_entry(folder: Path) -> None:
    rows = (folder / "sdn.csv").read_bytes().splitlines(keepends=True)
    (folder / "sdn.csv").write_bytes(b"".join([*rows[:3], *rows[2:]]))
    lists = read_quietly(folder)
    assert len(lists.entries) == 7
    assert "8 rows = 7 entries + 1 adding to an entry" in receipts(lists)


def test_rows_that_differ_under_one_number_are_entries_of_their_own(folder: Path) -> None:
    edit(folder / "sdn.csv", "106,", "105,")
    assert "rows that differ have the same number (105); each is kept" in told(folder)
    lists = read_quietly(folder)
    assert lists.entries["name"].tolist()[4:6] == ["LONG TALE", "OLD TUG"]
    assert entry(lists, "us-sdn:105-2")["name"] == "OLD TUG"
    assert entry(lists, "us-sdn:105-2")["source_url"].endswith("id=105")


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ('"aircraft"', '"spaceship"', "aircraft"),
        ('"vessel"', '"boat"', "vessel"),
        ('"individual"', '"human"', "person"),
        ('"individual"', '""', "person"),
        ('-0- ,"IRAN"', '"entty","IRAN"', "organization"),
    ],
)
def test_an_unknown_type_is_told_by_the_other_columns(
    folder: Path, old: str, new: str, kind: str
) -> None:
    before = read_quietly(folder).entries["kind"].tolist()
    edit(folder / "sdn.csv", old, new)
    assert f"have the type {new.split(chr(34))[1]!r}, which is not known" in told(folder)
    assert f"they are kept as {kind}" in told(folder)
    assert read_quietly(folder).entries["kind"].tolist() == before


def test_who_may_be_a_ship_or_a_company_is_kept_as_both(folder: Path) -> None:
    edit(folder / "sdn.csv", '"HERON SHIPPING CO., LTD.",-0- ', '"HERON SHIPPING CO., LTD.","firm"')
    lists = read_quietly(folder)
    assert "they are kept as organization and as vessel" in told(folder)
    found = lists.entries.set_index("entry")["kind"]
    assert (found["us-sdn:102"], found["us-sdn:102-ship"]) == ("organization", "vessel")
    assert names(lists, "us-sdn:102") == names(lists, "us-sdn:102-ship")
    assert receipts(lists)[0] == "7 rows = 7 entries"


def test_a_ship_that_lost_its_type_is_found_as_a_ship(folder: Path) -> None:
    edit(folder / "sdn.csv", '"OLD TUG","vessel"', '"OLD TUG",-0- ')
    lists = read_quietly(folder)
    assert "have the type '-0-', beside columns of a ship (106); they are kept as organi" in told(
        folder
    )
    found = lists.entries.set_index("entry")["kind"]
    assert (found["us-sdn:106"], found["us-sdn:106-ship"]) == ("organization", "vessel")
    assert receipts(lists)[0] == "7 rows = 7 entries"


def test_types_are_known_whatever_their_case(folder: Path) -> None:
    before = read_quietly(folder)
    for old, new in (('"vessel"', '"Vessel"'), ('"individual"', '"INDIVIDUAL"')):
        edit(folder / "sdn.csv", old, new)
    edit(folder / "alt.csv", '"aka"', '"A.K.A."')
    edit(folder / "alt.csv", '"fka"', '"Formerly known as"')
    after = read_quietly(folder)
    pd.testing.assert_frame_equal(before.entries, after.entries)
    pd.testing.assert_frame_equal(before.names, after.names)


@pytest.mark.parametrize("kind", ['"xka"', '""', "-0- "])
def test_an_alias_of_an_unknown_type_is_kept_as_a_strong_one(folder: Path, kind: str) -> None:
    edit(folder / "alt.csv", '"nka"', kind)
    assert "1 aliases have a type that is not known" in told(folder)
    assert names(read_quietly(folder), "us-sdn:101")["HERON III"] == "strong_alias"


def test_an_entry_without_a_name_is_called_by_an_alias_or_by_its_number(folder: Path) -> None:
    edit(folder / "sdn.csv", '"OLD TUG"', "-0- ")
    edit(folder / "sdn.csv", '"BLUE HERON"', "-0- ")
    assert "the entry 106 has no name and is called 'CALL SIGN CL2192'" in told(folder)
    assert entry(read_quietly(folder), "us-sdn:101")["name"] == "SEA HERON"


def test_who_has_neither_a_name_nor_a_number_is_set_aside_by_key(folder: Path) -> None:
    edit(folder / "sdn.csv", '"OLD TUG"', "-0- ")
    edit(folder / "sdn.csv", '"CL2192"', "-0- ")
    assert "sdn.csv: 1 of 7 rows set aside, without a name (106)" in told(folder)
    assert "7 rows = 6 entries + 1 without a name" in receipts(read_quietly(folder))


def test_every_file_of_the_set_has_its_receipt(csv_list: Lists) -> None:
    assert receipts(csv_list) == [
        "7 rows = 7 entries",
        "4 rows = 4 adding to an entry",
        "5 rows = 5 adding to an entry",
        "1 row = 1 adding to an entry",
    ]


@pytest.mark.parametrize(
    ("programs", "remarks", "name"),
    [
        (["UKRAINE-EO13662"], ["Executive Order 13662 Directive Determination."], "us-cons"),
        (["UKRAINE-EO13662"], ["Secondary sanctions risk."], "us-sdn"),
        (["IRAN"], ["Additional Sanctions Information - Not on the SDN List"], "us-cons"),
        (["IRAN"], ["Subject to Secondary Sanctions"], "us-sdn"),
        (["CMIC-EO13959"], [""], "us-cons"),
        (["SDGT] [NS-PLC", "SDGT", "SDGT"], ["", "", ""], "us-sdn"),
    ],
)
def test_an_extract_of_one_programme_has_the_name_of_its_list(
    programs: list[str], remarks: list[str], name: str
) -> None:
    assert name_list(programs, remarks) == name


def test_a_row_with_another_number_of_columns_is_refused(folder: Path) -> None:
    edit(folder / "sdn.csv", '"OLD TUG",', '"OLD, TUG","",')
    with pytest.raises(ListFormatError, match="line 6 has 13 columns"):
        read_lists(folder)


def test_two_editions_of_one_list_are_refused(list_fixtures: Path) -> None:
    with pytest.raises(ListFormatError, match="us-sdn is loaded twice"):
        read_lists([list_fixtures / "ofac", list_fixtures / "ofac-xml"])


def test_a_second_alias_file_is_refused(folder: Path) -> None:
    shutil.copy(folder / "alt.csv", folder / "alt-old.csv")
    with pytest.raises(ListFormatError, match=r"a second alt\.csv"):
        read_lists(folder)


def test_a_csv_of_nothing_but_the_end_of_file_byte_is_empty(tmp_path: Path) -> None:
    (tmp_path / "sdn.csv").write_bytes(b"\x1a")
    with pytest.raises(EmptyListError, match="no rows before the end-of-file byte"):
        read_lists(tmp_path)
