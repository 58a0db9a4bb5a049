"""The UK Sanctions List as XML: what only this edition can have wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from listing import edited, read_as

from vscreen.errors import EmptyListError, ListFormatError
from vscreen.lists.uk.uksl_xml import READER
from vscreen.snapshots.read import read_lists

pytestmark = pytest.mark.filterwarnings("ignore::vscreen.errors.ListWarning")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("09/10/2026", "soon", "DateGenerated is 'soon'"),
        ("HERON</Name6>", "</Nam", "not whole XML"),
    ],
)
def test_a_wrong_file_is_refused(
    list_fixtures: Path, tmp_path: Path, old: str, new: str, message: str
) -> None:
    edited(list_fixtures / "uk-xml" / "uk.xml", tmp_path, old, new)
    with pytest.raises(ListFormatError, match=message):
        read_lists(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "warning"),
    [
        ("09/10/2026", "2026-10-09", ""),
        ("RUS9006", "RUS9001", "that share their UniqueID with another subject"),
        ("<UniqueID>RUS9006", "<UniqueID>", "without a UniqueID, kept under their name"),
        (">Ship<", "><", "without a type, read as a ship for its IMO number"),
        (">Ship<", ">ship<", ""),
        ("<Name6>BLUE HERON</Name6>", "<Name6></Name6>", ""),
    ],
)
def test_a_slip_in_a_designation_costs_no_subject(
    list_fixtures: Path, tmp_path: Path, old: str, new: str, warning: str
) -> None:
    edited(list_fixtures / "uk-xml" / "uk.xml", tmp_path, old, new)
    lists = read_as(READER, tmp_path)
    (snapshot,) = lists
    assert [receipt.sentence for receipt in snapshot.receipts] == ["3 designations = 3 entries"]
    assert warning in " ".join(snapshot.warnings)
    assert sorted(lists.entries["kind"]) == ["organization", "person", "vessel"]
    assert "9000003" in set(lists.identifiers["value"])


def test_a_designation_that_stands_in_it_twice_is_one(list_fixtures: Path, tmp_path: Path) -> None:
    text = (list_fixtures / "uk-xml" / "uk.xml").read_text("utf-8")
    begin, end = text.index("<Designation>"), text.index("</Designation>") + len("</Designation>")
    twice = text.replace("</Designations>", f"{text[begin:end]}</Designations>")
    (tmp_path / "uk.xml").write_text(twice, "utf-8")
    (snapshot,) = read_as(READER, tmp_path)
    assert [receipt.sentence for receipt in snapshot.receipts] == [
        "4 designations = 3 entries + 1 adding to an entry"
    ]
    assert "that stand in it twice, read as one" in " ".join(snapshot.warnings)


def test_measures_that_only_an_indicator_gives_are_read(tmp_path: Path) -> None:
    flags = "<AssetFreeze>true</AssetFreeze><ProhibitionOfPortEntry>true</ProhibitionOfPortEntry>"
    text = (
        "<Designations><DateGenerated>09/10/2026</DateGenerated><Designation>"
        "<UniqueID>DPR9001</UniqueID><Names><Name><Name6>HERON</Name6></Name></Names>"
        "<IndividualEntityShip>Ship</IndividualEntityShip>"
        "<SanctionsImposed>Asset freeze</SanctionsImposed>"
        f"<SanctionsImposedIndicators>{flags}<TravelBan>false</TravelBan>"
        "</SanctionsImposedIndicators><ShipDetails><Ship><IMONumbers><IMONumber>9000003</IMONumber>"
        "</IMONumbers></Ship></ShipDetails></Designation></Designations>"
    )
    (tmp_path / "uk.xml").write_text(text, "utf-8")
    lists = read_as(READER, tmp_path)
    assert lists.entries["measures"].tolist() == ["asset_freeze;port_ban"]
    assert lists.entries["forbids"].tolist() == ["UK: Asset freeze;UK: Prohibition of port entry"]
    assert lists.identifiers["value"].tolist() == ["9000003"]


def test_the_real_extract_of_march_2026(shared: Path) -> None:
    lists = read_as(READER, shared / "lists" / "uk-fcdo-xml-2026-03-extract")
    assert lists.entries["kind"].tolist() == ["vessel"] * 3 + ["organization"] * 2
    assert lists.identifiers["value"].tolist()[:3] == ["8712362", "7303803", "8605026"]
    ship = lists.entries.iloc[0]
    assert ship["forbids"] == "UK: Asset freeze;UK: Prohibition of port entry"
    assert (ship["gross_tonnage"], ship["build_year"]) == (1_220, 1987)
    assert "Length of ship: 82" in ship["remarks"]


def test_a_list_without_designations_is_empty(tmp_path: Path) -> None:
    text = "<Designations><DateGenerated>09/10/2026</DateGenerated></Designations>"
    (tmp_path / "uk.xml").write_text(text, "utf-8")
    with pytest.raises(EmptyListError, match="holds no entries"):
        read_as(READER, tmp_path)


def test_designations_in_an_element_that_nobody_knows_yet_make_the_list_a_part(
    list_fixtures: Path, tmp_path: Path
) -> None:
    text = (list_fixtures / "uk-xml" / "uk.xml").read_text("utf-8")
    start, end = text.index("<Designation>"), text.index("</Designation>")
    other = f"<Delisting>{text[start + len('<Designation>') : end]}</Delisting>"
    path = tmp_path / "uk.xml"
    path.write_text(text.replace("</Designations>", f"{other}</Designations>"), "utf-8")
    lists = read_lists(path)
    assert len(lists.entries) == 3
    assert str(next(iter(lists.problems()))) == (
        "the list uk-sanctions is a part: it lacks the entries of the unknown element Delisting "
        "(1); look for a newer vscreen, which may read them"
    )
