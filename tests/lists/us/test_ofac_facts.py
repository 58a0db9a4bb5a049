"""Facts of OFAC's XML editions: the labels, columns and remarks of the older ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from vscreen import Kind, NameKind, Relation
from vscreen.errors import ListFormatError
from vscreen.files.source import Source
from vscreen.lists.reading import ListEntry
from vscreen.lists.us.ofac_facts import (
    Fact,
    add_country,
    alias_kind,
    complete_entry,
    document_text,
    fact,
    find_listing,
    new_entry,
    note_facts,
)


@pytest.mark.parametrize(
    ("label", "older"),
    [
        ("Birthdate ", "DOB"),
        ("Place of Birth :", "POB"),
        ("Citizenship Country", "citizen"),
        ("Nationality Country", "nationality"),
        ("Vessel Tonnage", "Tonnage"),
        ("Vessel  Flag", "Vessel Flag"),
        ("Secondary sanctions risk", "Secondary sanctions risk:"),
        (" A label of tomorrow", "A label of tomorrow"),
    ],
)
def test_a_fact_has_the_label_of_the_older_editions(label: str, older: str) -> None:
    assert fact(label, " 1960 ", " circa ") == Fact(older, "1960", "circa")


def test_a_fact_without_comment_has_no_empty_brackets() -> None:
    assert Fact("DOB", "1960").sentence == "DOB 1960"
    assert Fact("DOB", "1960", "circa").sentence == "DOB 1960 (circa)"


@pytest.mark.parametrize(
    ("parts", "printed"),
    [
        (("484824",), "484824"),
        (("484824", "Egypt", "18 Jan 1984"), "484824 (Egypt) issued 18 Jan 1984"),
        (("484824", "", "", "18 Jan 1994"), "484824 expires 18 Jan 1994"),
    ],
)
def test_a_documents_number_has_only_what_is_known(parts: tuple[str, ...], printed: str) -> None:
    assert document_text(*parts) == printed


def test_the_current_flag_comes_before_former_ones() -> None:
    ship = ListEntry("1", Kind.VESSEL, "HERON")
    note_facts(ship, [Fact("Former Vessel Flag", "Malta"), Fact("Vessel Flag", "Panama")])
    assert ship.facts["flag"] == ["Panama", "Malta"]


@pytest.mark.parametrize(
    "label",
    [
        "Vessel Call Sign", "VESSEL TYPE", "Vessel Type", "Vessel Flag", "Vessel Owner",
        "Vessel Gross Registered Tonnage",
    ],
)  # fmt: skip
def test_a_fact_with_a_column_in_the_older_editions_is_not_in_the_remarks(label: str) -> None:
    ship = ListEntry("1", Kind.VESSEL, "HERON")
    note_facts(ship, [Fact(label, "9HTE5")])
    assert not ship.facts["remarks"]


def test_remarks_are_title_facts_and_the_printed_remarks() -> None:
    ship = ListEntry("1", Kind.VESSEL, "HERON")
    facts = [Fact("Gender", "none"), Fact("Vessel Flag", "Panama"), Fact("Vessel Type", "Tug", "?")]
    note_facts(ship, facts, ("Flagship", "Linked To: EGRET"))
    assert ship.facts["remarks"] == ["Flagship; Vessel Type Tug (?); Gender none; Linked To: EGRET"]
    assert (ship.facts["flag"], ship.facts["vessel_type"]) == (["Panama"], ["Tug"])


@pytest.mark.parametrize(
    ("key", "name", "kind"),
    [("", "HERON", "Vessel"), ("1", "", "Vessel"), ("1", "HERON", "vessel")],
)
def test_a_subject_without_number_name_or_known_type_is_refused(
    key: str, name: str, kind: str
) -> None:
    with pytest.raises(ListFormatError, match=f"the party '{key}' has the name '{name}' and the"):
        new_entry(Source(Path("sdn.xml"), b""), "party", key, name, kind)


def test_a_subject_has_the_kind_of_its_type() -> None:
    source, types = Source(Path("sdn.xml"), b""), ("Individual", "Entity", "Vessel", "Aircraft")
    entries = [new_entry(source, "party", "36", "HERON", printed) for printed in types]
    assert {(entry.key, entry.name) for entry in entries} == {("36", "HERON")}
    assert [entry.kind for entry in entries] == [
        Kind.PERSON, Kind.ORGANIZATION, Kind.VESSEL, Kind.AIRCRAFT,
    ]  # fmt: skip


def test_countries_of_documents_come_before_those_of_addresses_and_of_remarks() -> None:
    person = ListEntry("36", Kind.PERSON, "TESTOV, Ivan")
    texts = ("Director", "nationality Cyprus; Linked To: HERON.")
    complete_entry(person, [Fact("citizen", "Russia")], texts, ["Malta", "undetermined"])
    assert person.facts == {
        "countries": ["Russia", "Malta", "Cyprus"],
        "remarks": ["Director; citizen Russia; nationality Cyprus; Linked To: HERON."],
        "source_url": ["https://sanctionssearch.ofac.treas.gov/Details.aspx?id=36"],
    }
    assert list(person.links) == [(Relation.LINKED_TO, "HERON")]


@pytest.mark.parametrize(
    ("printed", "weak", "kind"),
    [
        ("A.K.A.", False, NameKind.STRONG_ALIAS),
        ("a.k.a.", True, NameKind.WEAK_ALIAS),
        ("F.K.A.", False, NameKind.FORMER),
        ("F.K.A.", True, NameKind.FORMER),
        ("N.K.A.", False, NameKind.STRONG_ALIAS),
        ("N.K.A.", True, NameKind.WEAK_ALIAS),
        ("X.K.A.", False, None),
        ("", True, None),
    ],
)
def test_only_a_weak_alias_is_weak_and_an_unknown_type_is_nothing(
    printed: str, *, weak: bool, kind: NameKind | None
) -> None:
    assert alias_kind(printed, weak=weak) == kind


def test_an_entry_is_listed_since_its_earliest_date_on_any_list_of_the_two() -> None:
    lists = {
        "SDN List": "2020-01-01",
        "CAPTA List": "2006-04-12",
        "Consolidated List": "2014-10-10",
    }
    assert find_listing(lists, "us-sdn") == (True, "2020-01-01")
    assert find_listing(lists, "us-cons") == (True, "2006-04-12")
    assert find_listing({"SDN List": "2020-01-01"}, "us-cons") == (False, "")
    assert find_listing({"SDN List": ""}, "us-sdn") == (True, "")


def test_a_country_is_that_of_a_company_and_not_of_a_ship_seen_there() -> None:
    firm, ship = (
        ListEntry("1", Kind.ORGANIZATION, "HERON LTD"),
        ListEntry("2", Kind.VESSEL, "HERON"),
    )
    for entry in (firm, ship):
        add_country(entry, "Malta")
        add_country(entry, "undetermined")
    assert firm.facts["countries"] == ["Malta"]
    assert "countries" not in ship.facts
