"""The UK's closed list of asset freezes as XML."""

from __future__ import annotations

from pathlib import Path

import pytest
from listing import edited, identifiers, links, names, read_as

from vscreen.errors import EmptyListError, ListFormatError
from vscreen.lists.uk.ofsi_xml import READER
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.read import read_lists

pytestmark = pytest.mark.filterwarnings("ignore::vscreen.errors.ListWarning")


@pytest.fixture(scope="module")
def ofsi(list_fixtures: Path) -> Lists:
    return read_as(READER, list_fixtures / "uk-ofsi-xml")


@pytest.fixture
def path(list_fixtures: Path) -> Path:
    return list_fixtures / "uk-ofsi-xml" / "conlist.xml"


def test_targets_of_a_group_are_one_entry(ofsi: Lists) -> None:
    (snapshot,) = ofsi
    assert (snapshot.list, snapshot.published) == ("uk-ofsi", None)
    assert "closed on 28 January 2026" in snapshot.warnings[0]
    assert [receipt.sentence for receipt in snapshot.receipts] == [
        "5 targets = 3 entries + 2 adding to an entry"
    ]
    assert ofsi.entries["kind"].tolist() == ["vessel", "organization", "person"]
    assert names(ofsi, "uk-ofsi:901") == {"HERON": "primary", "OLD HERON": "former"}
    assert names(ofsi, "uk-ofsi:903") == {
        "Ivan TESTOV": "primary", "VANYA": "weak_alias", "Иван ТЕСТОВ": "native",
    }  # fmt: skip


def test_what_elements_say_is_kept_as_the_csv_has_it(ofsi: Lists) -> None:
    ship, firm, person = (ofsi.entries.iloc[place] for place in range(3))
    assert identifiers(ofsi, "uk-ofsi:901") == {("imo_ship", "9000003")}
    assert (ship["flag"], ship["vessel_type"]) == ("North Korea;Togo", "Oil tanker")
    assert (ship["gross_tonnage"], ship["build_year"]) == (1_676, 1975)
    assert (ship["listed_on"], ship["programs"]) == ("2018-04-03", "DPRK")
    assert links(ofsi, "uk-ofsi:901") == {("owner", "HERON SHIPPING", "uk-ofsi:902")}
    assert identifiers(ofsi, "uk-ofsi:902") == {("tax", "7707083893")}
    assert links(ofsi, "uk-ofsi:902") == {("linked_to", "Heron Holding", "")}
    assert "Owns HERON." in firm["remarks"]
    assert (person["birth_date"], person["countries"]) == ("1951", "Russia")
    assert "Born in: Tver, USSR" in person["remarks"]


def test_a_ship_of_the_form_before_2022_is_an_entity_with_a_ships_number(
    path: Path, tmp_path: Path
) -> None:
    older = edited(path, tmp_path, ">Ship<", ">Entity<")
    for old, new in (("Ship_IMONumber", "ImoNumber"), ("Ship_Type", "TypeOfVessel")):
        edited(older, tmp_path, old, new)
    lists = read_lists(older)
    assert lists.entries["kind"].tolist() == ["vessel", "organization", "person"]
    assert identifiers(lists, "uk-ofsi:901") == {("imo_ship", "9000003")}
    assert lists.entries.iloc[0]["vessel_type"] == "Oil tanker"


def test_an_element_that_nobody_knows_is_kept_in_the_remarks(path: Path, tmp_path: Path) -> None:
    firm = read_lists(edited(path, tmp_path, "Entity_ParentCompany", "Entity_Bank")).entries.iloc[1]
    assert "(Entity_Bank):Heron Holding" in firm["remarks"]
    assert "LastUpdated" not in firm["remarks"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("</ArrayOfFinancialSanctionsTarget>", "", "not whole XML"),
        ("<ArrayOf", "<!DOCTYPE a><ArrayOf", "a DOCTYPE"),
    ],
)
def test_a_wrong_file_is_refused(
    path: Path, tmp_path: Path, old: str, new: str, message: str
) -> None:
    with pytest.raises(ListFormatError, match=message):
        read_lists(edited(path, tmp_path, old, new))


def test_a_target_without_a_group_is_kept_and_an_empty_list_refused(
    path: Path, tmp_path: Path
) -> None:
    lists = read_lists(edited(path, tmp_path, "<GroupID>902</GroupID>", ""))
    assert "uk-ofsi:heron-shipping" in lists.entries["entry"].tolist()
    assert any("without a Group ID" in text for text in lists.snapshots[0].warnings)
    head, _, rest = path.read_text("utf-8").partition("<FinancialSanctionsTarget>")
    path = tmp_path / "conlist.xml"
    path.write_text(head + rest[rest.rindex("</ArrayOf") :], "utf-8")
    with pytest.raises(EmptyListError, match="no targets"):
        read_lists(path)
