"""The UN's consolidated list: persons, entities, and the ship that stands among them."""

from __future__ import annotations

from pathlib import Path

import pytest
from listing import identifiers, names, read_as

from vscreen.errors import EmptyListError, ListFormatError, ListWarning
from vscreen.lists.world.un import READER
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.read import read_lists


@pytest.fixture(scope="module")
def un(list_fixtures: Path) -> Lists:
    return read_as(READER, list_fixtures / "un")


def edited(list_fixtures: Path, tmp_path: Path, old: str, new: str) -> Path:
    text = (list_fixtures / "un" / "un.xml").read_text("utf-8")
    assert old in text
    path = tmp_path / "un.xml"
    path.write_text(text.replace(old, new), "utf-8")
    return path


def test_the_list_has_its_date_and_its_reference_numbers(un: Lists) -> None:
    (snapshot,) = un
    assert (snapshot.list, str(snapshot.published)) == ("un-sc", "2026-08-01")
    assert un.entries["entry"].tolist() == ["un-sc:CDi.901", "un-sc:KPe.901", "un-sc:LYe.901"]
    assert un.entries["listed_on"].tolist() == ["2012-12-31", "2018-03-30", "2026-07-22"]


def test_every_spelling_of_an_alias_is_a_name_of_its_kind(un: Lists) -> None:
    assert names(un, "un-sc:CDi.901") == {
        "IVAN TESTOV HERON": "primary",
        "ИВАН ТЕСТОВ": "native",
        "Ivan Testof": "strong_alias",
        "Iwan Testow": "strong_alias",
        "Tango Romeo": "weak_alias",
        "Abu Heron": "former",
        "أبو هيرون": "native",
        "حاجى مالك": "native",
        "Hajji Malik": "strong_alias",
        "Hajji Malak": "strong_alias",
    }


def test_two_names_in_one_field_are_two_names(un: Lists) -> None:
    assert names(un, "un-sc:KPe.901") == {
        "HERON LAKES (HL)": "primary",
        "GREAT HERON COMPANY": "strong_alias",
        "Heron Trading": "strong_alias",
        "Old Heron": "former",
    }


def test_a_person_keeps_birth_dates_papers_countries_and_remarks(un: Lists) -> None:
    person = un.entries.iloc[0]
    assert person["birth_date"] == "1973-12-25;circa 1971;1973-1974"
    assert person["countries"] == "Rwanda;Uganda"
    assert identifiers(un, "un-sc:CDi.901") == {("other", "Passport OB 0243318 (Rwanda)")}
    assert person["remarks"] == (
        "Dr.; General; President; He fled in March 2013.; Alias Tango Romeo: Call sign; Alias Abu "
        "Heron: Previously listed as. In Arabic: أبو هيرون; Address: Kinshasa, Uganda, as of May "
        "2016"
    )


def test_a_company_has_its_own_imo_number_and_not_its_ships(un: Lists) -> None:
    assert identifiers(un, "un-sc:KPe.901") == {
        ("imo_company", "5342883"), ("imo_mentioned", "9000003"),
    }  # fmt: skip


def test_an_entity_whose_comments_begin_with_a_ships_number_is_a_ship(un: Lists) -> None:
    ship = un.entries.iloc[2]
    assert (ship["kind"], ship["flag"], ship["countries"]) == ("vessel", "Cameroon", "")
    assert identifiers(un, "un-sc:LYe.901") == {("imo_ship", "9000003")}


@pytest.mark.parametrize(
    ("old", "new", "message", "entries"),
    [
        ("KPe.901", "CDi.901", "subjects that share their number with .*: CDi.901", 3),
        ("<FIRST_NAME>BLUE HERON</FIRST_NAME>", "", "1 of 3 subjects set aside, without a name", 2),
        ("<FIRST_NAME>IVAN</FIRST_NAME>\n      <SECOND_NAME>TESTOV</SECOND_NAME>\n"
         "      <THIRD_NAME>HERON</THIRD_NAME>", "",
         "without a name, called by another of their names: CDi.901", 3),
        ("f.k.a.", "n.k.a.", "an alias of the quality 'n.k.a.', read as a strong alias: KPe", 3),
        (' dateGenerated="2026-08-01T23:00:03.110Z"', "", "without a date .*: the list", 3),
        ('dateGenerated="2026', 'dateGenerated="20x6', "dated '20x6-08-.*', which is no date", 3),
    ],
)  # fmt: skip
def test_a_slip_in_an_entry_costs_a_warning_and_no_other_entry(
    list_fixtures: Path, tmp_path: Path, old: str, new: str, message: str, entries: int
) -> None:
    with pytest.warns(ListWarning, match=message):
        lists = read_lists(edited(list_fixtures, tmp_path, old, new))
    assert len(lists.entries) == entries
    assert lists.snapshots[0].receipts[0].records == 3


@pytest.mark.parametrize("written", ["F.K.A.", "fka", "Formerly known as"])
def test_the_quality_of_an_alias_is_known_however_it_is_written(
    list_fixtures: Path, tmp_path: Path, written: str
) -> None:
    lists = read_lists(edited(list_fixtures, tmp_path, "f.k.a.", written))
    assert names(lists, "un-sc:KPe.901")["Old Heron"] == "former"
    lists = read_lists(edited(list_fixtures, tmp_path, "<QUALITY>Low<", "<QUALITY>LOW<"))
    assert names(lists, "un-sc:CDi.901")["Tango Romeo"] == "weak_alias"


def test_an_alias_in_its_original_script_is_a_name_as_strong_as_the_alias(
    list_fixtures: Path, tmp_path: Path
) -> None:
    printed = "<NAME_ORIGINAL_SCRIPT>{}</NAME_ORIGINAL_SCRIPT>"
    strong = "<ALIAS_NAME>Ivan Testof; Iwan Testow</ALIAS_NAME>"
    path = edited(list_fixtures, tmp_path, strong, strong + printed.format("إيفان تستوف"))
    weak = "<ALIAS_NAME>Tango Romeo</ALIAS_NAME>"
    text = path.read_text("utf-8").replace(weak, weak + printed.format("تانغو"))
    path.write_text(text, "utf-8")
    found = names(read_lists(path), "un-sc:CDi.901")
    assert (found["إيفان تستوف"], found["تانغو"]) == ("native", "weak_alias")


NEW_SHIP = """</ENTITIES><VESSELS><VESSEL>
  <DATAID>4</DATAID><FIRST_NAME>GREY HULL</FIRST_NAME><REFERENCE_NUMBER>KPv.901</REFERENCE_NUMBER>
  <VESSEL_ALIAS><QUALITY>f.k.a.</QUALITY><ALIAS_NAME>Old Hull</ALIAS_NAME></VESSEL_ALIAS>
  <VESSEL_DOCUMENT><TYPE_OF_DOCUMENT>Registry</TYPE_OF_DOCUMENT><NUMBER>R 4711</NUMBER>
  </VESSEL_DOCUMENT></VESSEL></VESSELS>"""


def test_subjects_of_a_new_kind_and_fields_that_are_new_are_kept(
    list_fixtures: Path, tmp_path: Path
) -> None:
    lists = read_lists(edited(list_fixtures, tmp_path, "</ENTITIES>", NEW_SHIP))
    assert lists.snapshots[0].receipts[0].sentence == "4 subjects = 4 entries"
    assert lists.entries["kind"].tolist()[-1] == "vessel"
    assert names(lists, "un-sc:KPv.901") == {"GREY HULL": "primary", "Old Hull": "former"}
    assert identifiers(lists, "un-sc:KPv.901") == {("other", "Registry R 4711")}
    owner = "</ENTITY_ALIAS><OWNER><NAME>Heron</NAME><IMO>IMO 9000015</IMO></OWNER>"
    path = edited(list_fixtures, tmp_path, "</ENTITY_ALIAS>", owner)
    assert "OWNER: Heron; IMO 9000015" in read_lists(path).entries["remarks"].iloc[1]


def test_a_papers_number_that_stands_with_its_kind_is_kept(
    list_fixtures: Path, tmp_path: Path
) -> None:
    old = "<INDIVIDUAL_DOCUMENT/>"
    new = "<TYPE_OF_DOCUMENT2>identity card number 4711</TYPE_OF_DOCUMENT2>"
    path = edited(list_fixtures, tmp_path, old, f"{old[:-2]}>{new}</INDIVIDUAL_DOCUMENT>")
    assert ("other", "identity card number 4711") in identifiers(read_lists(path), "un-sc:CDi.901")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("<CONSOLIDATED_LIST ", "<!DOCTYPE x><CONSOLIDATED_LIST ", "a DOCTYPE"),
        ("</CONSOLIDATED_LIST>", "", "not whole XML"),
    ],
)
def test_a_wrong_file_is_refused(
    list_fixtures: Path, tmp_path: Path, old: str, new: str, message: str
) -> None:
    with pytest.raises(ListFormatError, match=message):
        read_lists(edited(list_fixtures, tmp_path, old, new))


def test_a_list_without_entries_is_empty(tmp_path: Path) -> None:
    (tmp_path / "un.xml").write_text('<CONSOLIDATED_LIST dateGenerated="2026-08-01T23:00:03Z"/>')
    with pytest.raises(EmptyListError, match="un-sc holds no entries"):
        read_lists(tmp_path)


@pytest.mark.parametrize(
    ("folder", "kinds", "weak"),
    [
        ("un-consolidated-xml-2024-09", {"person": 682, "organization": 193}, 626),
        ("un-consolidated-xml-2026-02", {"person": 730, "organization": 273}, 615),
        ("un-consolidated-xml", {"person": 736, "organization": 274, "vessel": 1}, 623),
    ],
)
def test_the_real_lists_are_read_to_the_last_entry(
    shared: Path, folder: str, kinds: dict[str, int], weak: int
) -> None:
    lists = read_lists(shared / "lists" / folder)
    lists.check()
    count = sum(kinds.values())
    assert lists.entries["kind"].value_counts().to_dict() == kinds
    assert lists.snapshots[0].receipts[0].sentence == f"{count:,} subjects = {count:,} entries"
    assert (lists.identifiers["scheme"] == "imo_company").sum() == 16
    assert identifiers(lists, "un-sc:LYe.006") <= {("imo_ship", "9058713")}
    data = next((shared / "lists" / folder).glob("*.xml")).read_bytes()
    assert data.count(b"<QUALITY>Low</QUALITY>") == weak
    assert (lists.names["kind"] == "weak_alias").sum() == pytest.approx(weak, abs=5)


def test_subjects_in_an_element_that_nobody_knows_yet_make_the_list_a_part(
    list_fixtures: Path, tmp_path: Path
) -> None:
    ships = (
        "</ENTITIES><BOATS><BOAT><DATAID>9</DATAID><FIRST_NAME>GREY HERON</FIRST_NAME>"
        "<REFERENCE_NUMBER>KPv.901</REFERENCE_NUMBER></BOAT></BOATS>"
    )
    lists = read_lists(edited(list_fixtures, tmp_path, "</ENTITIES>", ships))
    assert len(lists.entries) == 3
    assert str(next(iter(lists.problems()))) == (
        "the list un-sc is a part: it lacks the entries of the unknown element BOAT (1); "
        "look for a newer vscreen, which may read them"
    )
