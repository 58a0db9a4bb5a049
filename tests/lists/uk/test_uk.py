"""The UK's lists: three editions of one, and the closed one it replaced."""

from __future__ import annotations

import warnings
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from vscreen.errors import EmptyListError, ListFormatError, ListWarning
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.read import read_lists

HEADINGS = (
    "Unique ID", "OFSI Group ID", "Name", "Regime Name", "Type", "Designation source",
    "Date Designated", "Sanctions Imposed",
)  # fmt: skip
ROWS = (
    ("RUS9001", " ", "BLUE HERON", "Russia", "Ship", "UK", "13-06-2024", "Shipping sanctions"),
    ("RUS9006", "99001", "HERON FLEET LLC", "Russia", "Entity", "UK", "22-02-2024", "Asset freeze"),
    ("AFG9006", "", "TESTOV Ivan", "Afghanistan", "Individual", "UN", "25-01-2001", "Travel Ban"),
)
NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text")
)


def write_ods(path: Path, rows: tuple[tuple[str, ...], ...] = ROWS, head: str = "") -> Path:
    cells = "".join(
        "<table:table-row>\n"
        + "".join(
            f"<table:table-cell>\n <text:p>{escape(cell)}</text:p>\n</table:table-cell>\n"
            for cell in row
        )
        + '<table:table-cell table:number-columns-repeated="16376"/></table:table-row>\n'
        for row in (HEADINGS, *rows)
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n{head}<office:document-content {NAMESPACES}>'
        f'<office:body><office:spreadsheet>\n<table:table table:name="UK_Sanction_List">\n{cells}'
        '<table:table-row table:number-rows-repeated="1043268"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row></table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    return path


def load(path: Path) -> tuple[Lists, str]:
    with warnings.catch_warnings(record=True) as found:
        warnings.simplefilter("always", ListWarning)
        lists = read_lists(path)
    return lists, " ".join(str(one.message) for one in found)


def names(lists: Lists, entry: str) -> dict[str, str]:
    found = lists.names[lists.names["entry"] == entry]
    return dict(zip(found["name"], found["kind"], strict=True))


def identifiers(lists: Lists, entry: str) -> set[tuple[str, str]]:
    found = lists.identifiers[lists.identifiers["entry"] == entry]
    return set(zip(found["scheme"], found["value"], strict=True))


def links(lists: Lists, entry: str) -> set[tuple[str, str, str]]:
    found = lists.links[lists.links["entry"] == entry]
    return set(zip(found["relation"], found["to_name"], found["to_entry"], strict=True))


@pytest.fixture(params=["uk", "uk-xml"])
def uk(request: pytest.FixtureRequest, list_fixtures: Path) -> Lists:
    return load(list_fixtures / request.param)[0]


@pytest.fixture(scope="module")
def ofsi(list_fixtures: Path) -> Lists:
    return load(list_fixtures / "uk-ofsi")[0]


def test_csv_and_xml_are_the_same_list(uk: Lists) -> None:
    (snapshot,) = uk
    assert (snapshot.list, str(snapshot.published)) == ("uk-sanctions", "2026-10-09")
    assert not snapshot.verified
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
        ("owner", "Heron Fleet LLC", ""), ("owner", "Second Heron Ltd", ""),
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


def test_the_short_ods_is_the_same_list_without_imo_numbers(tmp_path: Path) -> None:
    lists, said = load(write_ods(tmp_path / "uk.ods"))
    assert lists.entries["entry"].tolist() == [f"uk-sanctions:{row[0]}" for row in ROWS]
    assert lists.entries["kind"].tolist() == ["vessel", "organization", "person"]
    assert lists.entries["listed_on"].tolist() == ["2024-06-13", "2024-02-22", "2001-01-25"]
    assert "gives none of its 1 ships an IMO number" in said
    assert lists.snapshots[0].verified


def test_a_row_of_the_ods_without_a_name_is_left_out_by_its_id(tmp_path: Path) -> None:
    nameless = ("BEL0174", "", "\n   ", "Belarus", "Individual", "UK", "27-01-2025", "Travel Ban")
    lists, said = load(write_ods(tmp_path / "uk.ods", (*ROWS, nameless)))
    assert len(lists.entries) == 3
    assert "left out 1 rows without a name (BEL0174)" in said


def test_an_ods_with_a_doctype_or_cut_xml_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ListFormatError, match=r"DOCTYPE|no list that is known"):
        load(write_ods(tmp_path / "uk.ods", head="<!DOCTYPE x>"))


def test_a_ship_of_the_closed_list_is_what_its_text_begins_with(ofsi: Lists) -> None:
    assert (ofsi.snapshots[0].list, str(ofsi.snapshots[0].published)) == ("uk-ofsi", "2018-04-13")
    assert ofsi.entries["kind"].tolist() == [
        "vessel", "vessel", "organization", "organization", "person",
    ]  # fmt: skip
    assert identifiers(ofsi, "uk-ofsi:901") == {("imo_ship", "9000003"), ("mmsi", "572000111")}
    assert names(ofsi, "uk-ofsi:901") == {"BLUE HERON": "primary", "Grey Heron": "former"}
    assert ofsi.entries.iloc[0]["flag"] == "Palau"
    assert identifiers(ofsi, "uk-ofsi:902") == {("imo_ship", "9000015")}


def test_a_company_of_the_closed_list_has_no_ships_number(ofsi: Lists) -> None:
    assert identifiers(ofsi, "uk-ofsi:903") == {("imo_company", "5342883")}
    assert names(ofsi, "uk-ofsi:903") == {"HERON OWNERS": "primary", "OLD HERON OWNERS": "former"}
    assert "Its ship’s IMO" in ofsi.entries.iloc[2]["remarks"], "Windows-1252 is understood"
    assert not identifiers(ofsi, "uk-ofsi:904")


def test_rows_of_one_group_are_one_person_listed_when_first_listed(ofsi: Lists) -> None:
    assert names(ofsi, "uk-ofsi:905") == {
        "Ivan Heron TESTOV": "primary",
        "HERON HAJI": "strong_alias",
        "Ivan TESTOV": "strong_alias",
    }
    person = ofsi.entries.iloc[4]
    assert person["listed_on"] == "1999-07-17"
    assert person["programs"] == "Afghanistan;Al-Qaida"
    assert person["birth_date"] == "1961;1962-08-01;1963-07"
    assert person["countries"] == "Saudi Arabia;Qatar;Germany (since Sept. 2012)"


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("uk/uk.csv", "09-Oct-2026", "soon", "first line is 'Report Date: soon'"),
        ("uk/uk.csv", "IMO number", "IMO no", "no column IMO number; it has Last Updated"),
        ("uk/uk.csv", "13/06/2024,RUS9001", "13/06/2024,", "line 3 has no Unique ID"),
        ("uk/uk.csv", ",Ship,", ",Boat,", "RUS9001 has the type 'Boat'; known types are ship"),
        ("uk/uk.csv", ",ALias,", ",nickname,", "RUS9006 has the type 'nickname'"),
        ("uk/uk.csv", "BLUE HERON,", "BLUE,HERON,", "has 59 cells under 58 headings"),
        ("uk-xml/uk.xml", "09/10/2026", "2026-10-09", "DateGenerated is '2026-10-09'"),
        ("uk-xml/uk.xml", "RUS9006", "RUS9001", "the entry RUS9001 stands in it twice"),
        ("uk-xml/uk.xml", ">Ship<", "><", "RUS9001 has the type ''"),
        ("uk-xml/uk.xml", "HERON</Name6>", "</Nam", "not whole XML"),
        ("uk-ofsi/conlist.csv", "13/04/2018", "soon", "gives the date 'soon'"),
        ("uk-ofsi/conlist.csv", "Prime Alias", "Alias", "the Alias Type 'Alias'; known are"),
        ("uk-ofsi/conlist.csv", "Regime,Listed", "Regimes,Listed", "no column Regime"),
        ("uk-ofsi/conlist.csv", "’", "\x81", "neither UTF-8 nor Windows-1252"),
        ("uk-ofsi/conlist.csv", "FKA,", "FKA,,", "30 cells under 29 headings"),
        ("uk-ofsi/conlist.csv", "Individual,AKA,Al-", "Entity,AKA,Al-", "types entity and indiv"),
    ],
)
def test_a_wrong_file_is_refused(
    list_fixtures: Path, tmp_path: Path, name: str, old: str, new: str, said: str
) -> None:
    encoding = "cp1252" if "ofsi" in name else "utf-8"
    data = (list_fixtures / name).read_bytes()
    was, becomes = old.encode(encoding), b"\x81" if new == "\x81" else new.encode(encoding)
    assert was in data
    (tmp_path / Path(name).name).write_bytes(data.replace(was, becomes))
    with pytest.raises(ListFormatError, match=said):
        load(tmp_path)


@pytest.mark.parametrize("name", ["uk/uk.csv", "uk-ofsi/conlist.csv"])
def test_headings_without_rows_are_an_empty_list(
    list_fixtures: Path, tmp_path: Path, name: str
) -> None:
    lines = (list_fixtures / name).read_bytes().splitlines(keepends=True)
    (tmp_path / "list.csv").write_bytes(b"".join(lines[:2]))
    with pytest.raises(EmptyListError, match="headings and no rows"):
        load(tmp_path)


def test_the_real_ods_of_august_2025(shared: Path) -> None:
    lists, said = load(shared / "lists" / "uk-fcdo-list-ods")
    lists.check()
    assert lists.entries["kind"].value_counts().to_dict() == {
        "person": 3_752, "organization": 1_087, "vessel": 461,
    }  # fmt: skip
    assert "left out 2 rows without a name (BEL0174, RUS1467)" in said


def test_the_real_closed_list_of_april_2018(shared: Path) -> None:
    lists, _ = load(shared / "lists" / "uk-hmt-conlist-csv")
    lists.check()
    assert lists.entries["kind"].value_counts().to_dict() == {
        "person": 1_426, "organization": 655, "vessel": 25,
    }  # fmt: skip
    schemes = lists.identifiers["scheme"].value_counts()
    assert (schemes["imo_ship"], schemes["mmsi"], schemes["imo_company"]) == (25, 4, 2)
