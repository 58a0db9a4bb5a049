"""Canada's list under the element names of 2025 and of 2026."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html import escape
from pathlib import Path

import pytest
from listing import names, read_as
from lxml import etree

from vscreen.errors import EmptyListError, ListFormatError, ListWarning
from vscreen.lists.world.canada import READER
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.read import read_lists

EDITIONS = ("sema-2025.xml", "sema-2026.xml")


@pytest.fixture(scope="module", params=EDITIONS)
def lists(request: pytest.FixtureRequest, list_fixtures: Path) -> Lists:
    return read_as(READER, list_fixtures / "canada" / request.param)


def edited(list_fixtures: Path, tmp_path: Path, old: str, new: str) -> Path:
    text = (list_fixtures / "canada" / "sema-2025.xml").read_text("utf-8")
    assert old in text
    (tmp_path / "sema.xml").write_text(text.replace(old, new), "utf-8")
    return tmp_path / "sema.xml"


def test_both_editions_say_the_same(list_fixtures: Path) -> None:
    old, new = (read_lists(list_fixtures / "canada" / name) for name in EDITIONS)
    assert old.entries.equals(new.entries)
    assert old.names.equals(new.names)


HEADINGS = {
    "Country": "Country / Pays",
    "LastName": "Last Name / Nom de famille",
    "GivenName": "Given Name / Prénom",
    "EntityOrShip": "Entity or Ship / Entité ou navire",
    "TitleOrShip": "Title or Ship Type / Titre ou type de navire",
    "Aliases": "Aliases / Alias",
    "DateOfBirthOrShipBuildDate": "DateOfBirth or Ship build date (YYYY/MM/DD) / Date de naissance",
    "ShipIMONumber": "Ship IMO Number / Numéro OMI du navire",
    "Schedule": "Schedule / Annexe",
    "Item": "Item / Numéro d'article",
    "DateOfListing": "Date of Listing (YYYY/MM/DD) / Date d'inscription (AAAA/MM/JJ)",
}


def xml_workbook(rows: list[list[str]]) -> str:
    cell = '<Cell ss:Index="{}"><Data ss:Type="String">{}</Data></Cell>'
    filled = ([pair for pair in enumerate(row, start=1) if pair[1]] for row in rows)
    lines = ("".join(cell.format(n, escape(text)) for n, text in row) for row in filled)
    table = "".join(f"<Row>{line}</Row>" for line in lines)
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    return (
        '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
        f'<Workbook xmlns="{space}" xmlns:ss="{space}"><Worksheet ss:Name="sema">'
        f"<Table>{table}</Table></Worksheet></Workbook>"
    )


def test_the_workbook_in_xml_says_the_same(list_fixtures: Path, tmp_path: Path) -> None:
    records = etree.parse(list_fixtures / "canada" / EDITIONS[0]).getroot().findall("record")
    rows = [[record.findtext(tag) or "" for tag in HEADINGS] for record in records]
    (tmp_path / "sema-lmes.xml").write_text(xml_workbook([[*HEADINGS.values()], *rows]), "utf-8")
    old, new = read_lists(list_fixtures / "canada" / EDITIONS[0]), read_as(READER, tmp_path)
    assert new.entries.drop(columns="fingerprint").equals(old.entries.drop(columns="fingerprint"))
    assert new.names.equals(old.names)
    assert new.identifiers.equals(old.identifiers)
    assert new.snapshots[0].receipts == tuple(
        replace(receipt, file="sema-lmes.xml") for receipt in old.snapshots[0].receipts
    )


def test_a_ship_keeps_what_its_record_says(lists: Lists) -> None:
    ship = lists.entries.set_index("entry").loc["ca-sema:russia:1.1:1"]
    assert (ship["kind"], ship["name"]) == ("vessel", "M/V Blue Heron")
    assert ship["vessel_type"] == "General Cargo / Multi Purpose"
    assert (ship["build_year"], ship["listed_on"]) == (1986, "2025-02-21")
    assert ship["programs"] == "Russia / Russie"
    assert ship["legal_basis"] == "Schedule 1.1, item 1"
    found = lists.identifiers
    assert found[["scheme", "value"]].to_numpy().tolist() == [["imo_ship", "9000003"]]


def test_aliases_are_split_but_not_from_their_legal_forms(lists: Lists) -> None:
    assert names(lists, "ca-sema:russia:1-part-2:7") == {
        "Heron Shipping LLC": "primary",
        "HSC": "strong_alias",
        "Heron Co., Ltd": "strong_alias",
        "ООО Цапля": "native",
        "ЦАПЛЯ Шиппинг (ЦШ, ООО)": "native",
    }


def test_the_names_of_a_firm_in_two_languages_are_two_names(
    list_fixtures: Path, tmp_path: Path
) -> None:
    both = "Heron Navy (HN/FNH)/Force navale du Héron"
    path = edited(list_fixtures, tmp_path, "<EntityOrShip>Heron Shipping", f"<EntityOrShip>{both}")
    path.write_text(re.sub(r"(du Héron)\s+LLC", r"\1", path.read_text("utf-8")), "utf-8")
    found = read_lists(path)
    kinds = names(found, "ca-sema:russia:1-part-2:7")
    assert kinds[both] == "primary"
    assert kinds["Heron Navy (HN/FNH)"] == kinds["Force navale du Héron"] == "strong_alias"


def test_an_or_before_an_alias_is_no_part_of_it(list_fixtures: Path, tmp_path: Path) -> None:
    path = edited(list_fixtures, tmp_path, "HSC, Heron Co., Ltd;", "Heron, or Ardea Shipping;")
    found = names(read_lists(path), "ca-sema:russia:1-part-2:7")
    assert {"Heron", "Ardea Shipping"} <= found.keys()


def test_a_persons_name_under_the_number_is_a_name_and_no_number(lists: Lists) -> None:
    person = next(name for name in lists.entries["entry"] if name.startswith("ca-sema:iran"))
    assert names(lists, person) == {
        "Testov, Ivan": "primary",
        "Иван Тестов": "native",
        "Ivan Testoff": "strong_alias",
        "علی مثال": "native",
    }
    row = lists.entries.set_index("entry").loc[person]
    assert (row["kind"], row["birth_date"]) == ("person", "1960 or 1961")
    assert row["remarks"].startswith("Title: Brigadier; Aliases:")


def test_a_record_without_a_schedule_has_a_key(lists: Lists) -> None:
    assert "ca-sema:jvcfor:7" in lists.entries["entry"].tolist()


def test_two_records_of_one_item_have_keys_that_do_not_depend_on_their_order(
    lists: Lists,
) -> None:
    keys = [key for key in lists.entries["entry"] if key.startswith("ca-sema:iran:1-part-1:7-")]
    assert len(set(keys)) == 2
    assert len(lists.entries) == 5


def test_a_ship_without_a_number_is_a_ship(list_fixtures: Path, tmp_path: Path) -> None:
    lists = read_lists(edited(list_fixtures, tmp_path, "9000003", ""))
    assert lists.entries["kind"].tolist().count("vessel") == 1
    assert lists.identifiers.empty


def test_an_unknown_element_is_kept_with_a_warning(list_fixtures: Path, tmp_path: Path) -> None:
    path = edited(list_fixtures, tmp_path, "<Item>1</Item>", "<Item>1</Item><Flag>Benin</Flag>")
    with pytest.warns(ListWarning, match="the element Flag is not known"):
        lists = read_lists(path)
    assert lists.entries["remarks"].iloc[0] == "Flag: Benin"


def test_records_of_another_name_make_the_list_a_part(list_fixtures: Path, tmp_path: Path) -> None:
    ship = "<vessel><Country>Russia</Country><EntityOrShip>HERON</EntityOrShip><Item>9</Item>"
    path = edited(list_fixtures, tmp_path, "</data-set>", f"{ship}</vessel></data-set>")
    (snapshot,) = read_lists(path)
    assert snapshot.lacks == ("the entries of the unknown element vessel (1)",)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("<data-set", "<!DOCTYPE x [<!ENTITY a 'b'>]><data-set", "it has a DOCTYPE"),
        ("</Item>", "", "it is not whole XML"),
    ],
)
def test_a_wrong_file_is_refused(
    list_fixtures: Path, tmp_path: Path, old: str, new: str, message: str
) -> None:
    with pytest.raises(ListFormatError, match=message):
        read_lists(edited(list_fixtures, tmp_path, old, new))


def test_an_edition_whose_names_are_not_known_is_refused(tmp_path: Path) -> None:
    record = "<record><Country>Iran</Country><LegalSubject>Heron</LegalSubject></record>"
    (tmp_path / "sema.xml").write_text(f"<data-set>{record * 5}</data-set>")
    with pytest.raises(
        ListFormatError, match="5 of 5 records have no primary name, such as record 1"
    ):
        read_lists(tmp_path)


def test_a_record_without_a_name_is_set_aside_alone(list_fixtures: Path, tmp_path: Path) -> None:
    with pytest.warns(ListWarning, match=r"1 of 5 records set aside, without a name \(record 4\)"):
        lists = read_lists(edited(list_fixtures, tmp_path, "Onlygiven", " "))
    receipt = lists.snapshots[0].receipts[0]
    assert receipt.sentence == "5 records = 4 entries + 1 without a name"


def test_a_ship_without_a_name_goes_by_its_number(list_fixtures: Path, tmp_path: Path) -> None:
    with pytest.warns(ListWarning, match="called by their IMO number: record 1"):
        lists = read_lists(edited(list_fixtures, tmp_path, "M/V Blue Heron ", ""))
    assert lists.entries["name"].iloc[0] == "IMO 9000003"
    assert lists.entries["kind"].iloc[0] == "vessel"


def test_a_record_without_a_country_is_kept(list_fixtures: Path, tmp_path: Path) -> None:
    path = edited(list_fixtures, tmp_path, "<Country>Iran</Country>", "<Country></Country>")
    with pytest.warns(ListWarning, match="without a country or a number of their own: record 3"):
        lists = read_lists(path)
    assert "Testov, Ivan" in lists.entries["name"].tolist()


OLDER = """<data-set>
<record><Country>Russia / Russie</Country><Entity>Heron Bank</Entity>
<Schedule>2</Schedule><Item>3</Item></record>
<record><Country>Russia / Russie</Country><Entity>Heron Shipping</Entity>
<Schedule>1, Part 2</Schedule><Item>4</Item><Aliases>HSC; a.k.a. Heron Co</Aliases></record>
<record><Country>Syria / Syrie</Country><LastName>Testov</LastName><GivenName>Ivan</GivenName>
<Title>Brigadier</Title><DateOfBirth>31-12-1960</DateOfBirth><Schedule>Part 1</Schedule>
<Item>5</Item><Aliases>LEVY, Yinon AKA; Abbas Ali عباس علی</Aliases></record>
</data-set>"""


@pytest.mark.parametrize("change", [str, str.upper, str.lower], ids=["as it was", "upper", "lower"])
def test_the_edition_of_2020_has_other_elements_and_no_dates_of_listing(
    tmp_path: Path, change: Callable[[str], str]
) -> None:
    tags = re.compile(r"(</?)((?!data-set|record)\w+)")
    text = tags.sub(lambda tag: tag[1] + change(tag[2]), OLDER)
    (tmp_path / "old.xml").write_text(text, "utf-8")
    lists = read_as(READER, tmp_path / "old.xml")
    entries = lists.entries.set_index("entry")
    assert entries["kind"].tolist() == ["organization", "organization", "person"]
    assert names(lists, "ca-sema:russia:1-part-2:4") == {
        "Heron Shipping": "primary", "HSC": "strong_alias", "Heron Co": "strong_alias",
    }  # fmt: skip
    assert names(lists, "ca-sema:syria:part-1:5") == {
        "Testov, Ivan": "primary", "LEVY, Yinon": "strong_alias", "Abbas Ali": "strong_alias",
        "عباس علی": "native",
    }  # fmt: skip
    person = entries.loc["ca-sema:syria:part-1:5"]
    assert (person["birth_date"], person["listed_on"]) == ("1960-12-31", "")
    assert person["remarks"].startswith("Title: Brigadier")


def test_an_edition_in_french_alone_is_the_same_list(list_fixtures: Path, tmp_path: Path) -> None:
    text = (list_fixtures / "canada" / "sema-2026.xml").read_text("utf-8")
    french = re.sub(r"(</?)\w+-(?=[A-Z])", r"\1", text)
    assert "<Pays>" in french
    (tmp_path / "sema.xml").write_text(french, "utf-8")
    both = read_lists(list_fixtures / "canada" / "sema-2026.xml")
    assert read_as(READER, tmp_path / "sema.xml").entries.equals(both.entries)


def test_the_schedule_says_what_is_forbidden(
    lists: Lists, list_fixtures: Path, tmp_path: Path
) -> None:
    entries = lists.entries.set_index("entry")
    ship = entries.loc["ca-sema:russia:1.1:1"]
    assert ship["measures"] == "services_ban"
    assert ship["forbids"].endswith(
        "services related to it since 13 June 2025 (Russia, Schedule 1.1)"
    )
    assert entries.loc["ca-sema:russia:1-part-2:7", "measures"] == "asset_freeze"
    later = (list_fixtures / "canada" / "sema-2026.xml").read_text("utf-8")
    (tmp_path / "later.xml").write_text(later.replace(ship["listed_on"], "2026-03-02"), "utf-8")
    ship = read_lists(tmp_path / "later.xml").entries.set_index("entry").loc[ship.name]
    assert "related to it since 2 March 2026 (" in ship["forbids"], "it was listed later"
    (tmp_path / "later.xml").unlink()
    (tmp_path / "old.xml").write_text(OLDER, "utf-8")
    bank = read_lists(tmp_path).entries.iloc[0]
    assert (bank["name"], bank["measures"]) == ("Heron Bank", "financial_restrictions")


def test_a_list_without_records_is_empty(tmp_path: Path) -> None:
    (tmp_path / "sema.xml").write_text("<data-set><!-- <Item><DateOfListing> --></data-set>")
    with pytest.raises(EmptyListError, match="the list ca-sema holds no entries"):
        read_lists(tmp_path)


def test_the_real_list_of_march_2025(shared: Path) -> None:
    lists = read_lists(shared / "lists" / "ca-sema-xml")
    assert lists.entries["kind"].value_counts().to_dict() == {
        "person": 3_334, "organization": 1_316, "vessel": 109,
    }  # fmt: skip
    assert (lists.identifiers["scheme"] == "imo_ship").sum() == 109
    assert not lists.names["name"].isin(["АО", "ООО", "LLC", "Ltd", ""]).any()
    numbers = lists.identifiers.set_index("value")["entry"]
    assert numbers["9161003"] == "ca-sema:russia:1.1:7"
    receipt = lists.snapshots[0].receipts[0]
    assert receipt.sentence == "4,759 records = 4,759 entries"
    assert (lists.entries["measures"] == "services_ban").sum() == 109
    lists.check()


def test_the_sample_of_2026(shared: Path) -> None:
    lists = read_lists(shared / "lists" / "_samples" / "ca-sema-xml-2026" / "sema-lmes.xml")
    assert lists.entries["kind"].tolist().count("vessel") == 4
    assert "ca-sema:russia:1.1:7" in lists.entries["entry"].tolist()
