"""Facts of OFAC's XML editions: the labels, columns and remarks of the older ones."""

from __future__ import annotations

import pytest

from vscreen import Kind, NameKind, Relation
from vscreen.lists.reading import ListEntry
from vscreen.lists.us.ofac_facts import (
    Fact,
    add_country,
    alias_kind,
    complete_entry,
    document_text,
    fact,
    folded,
    is_of_a_ship,
    is_on,
    is_true,
    list_named,
    listing_date,
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
        ("BIRTHDATE:", "DOB"),
        ("vessel registration  identification", "Vessel Registration Identification"),
        (
            "Aircraft Manufacturer\u2019s Serial Number (MSN)",
            "Aircraft Manufacturer's Serial Number (MSN)",
        ),
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


def test_a_label_that_goes_on_leaves_the_rest_to_the_value() -> None:
    assert fact("Digital Currency Address - XBT", "1abc") == Fact(
        "Digital Currency Address -", "XBT 1abc"
    )
    assert fact("Former - Label", "1abc") == Fact("Former - Label", "1abc")


def test_labels_compare_without_case_blanks_curly_quotes_and_colon() -> None:
    assert folded(" Driver\u2019s  License No. :") == "driver's license no."


@pytest.mark.parametrize(("text", "true"), [("true", True), ("TRUE", True), ("no", False)])
def test_yes_is_yes_in_any_case(text: str, *, true: bool) -> None:
    assert is_true(text) == true


@pytest.mark.parametrize(
    ("kind", "value", "ships"),
    [
        (Kind.ORGANIZATION, "IMO 9161003", True),
        (Kind.ORGANIZATION, "IMO 6183435", False),
        (Kind.ORGANIZATION, "IMO 543400", False),
        (Kind.ORGANIZATION, "9161003", False),
        (Kind.PERSON, "IMO 9161003", True),
        (Kind.VESSEL, "IMO 9161003", False),
    ],
)
def test_a_ships_number_in_a_companys_entry_is_not_its_own(
    kind: Kind, value: str, *, ships: bool
) -> None:
    entry = ListEntry("1", kind, "HERON")
    assert is_of_a_ship(entry, value) == ships
    note_facts(entry, [Fact("Vessel Registration Identification", value)])
    assert bool(entry.identifiers) != ships
    assert value in entry.facts["remarks"][0]


def test_countries_of_documents_come_before_those_of_addresses_and_of_remarks() -> None:
    person = ListEntry("36", Kind.PERSON, "TESTOV, Ivan")
    texts = ("Director", "nationality Cyprus; Linked To: HERON.")
    complete_entry(
        person, [Fact("citizen", "Russia")], texts, [([], "Malta"), ([], "undetermined")]
    )
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
        ("F.K.A.", True, NameKind.WEAK_ALIAS),
        ("fka", False, NameKind.FORMER),
        ("Formerly known as", False, NameKind.FORMER),
        ("Also Known As", False, NameKind.STRONG_ALIAS),
        ("weak a.k.a.", False, NameKind.WEAK_ALIAS),
        ("N.K.A.", False, NameKind.STRONG_ALIAS),
        ("N.K.A.", True, NameKind.WEAK_ALIAS),
        ("X.K.A.", False, None),
        ("", True, None),
    ],
)
def test_what_is_weak_is_a_weak_alias_and_an_unknown_type_is_nothing(
    printed: str, *, weak: bool, kind: NameKind | None
) -> None:
    assert alias_kind(printed, weak=weak) == kind


def test_an_entry_is_listed_since_its_earliest_date_on_any_list_of_the_two() -> None:
    lists = {
        "SDN List": "2020-01-01",
        "CAPTA List": "2006-04-12",
        "Consolidated List": "2014-10-10",
    }
    assert listing_date(lists, "us-sdn") == "2020-01-01"
    assert listing_date(lists, "us-cons") == "2006-04-12"
    assert listing_date({"SDN List": ""}, "us-sdn") == ""


@pytest.mark.parametrize(
    ("name", "list_id"),
    [
        ("SDN List", "us-sdn"), ("sdn  list", "us-sdn"), ("FSE List", "us-cons"),
        ("Non-SDN CMIC List", "us-cons"), ("SDN Lits", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_list_is_known_by_its_name(name: str, list_id: str) -> None:
    assert list_named(name) == list_id


def test_what_is_on_no_known_list_is_on_any() -> None:
    assert is_on({"SDN List": ""}, "us-sdn")
    assert not is_on({"SDN List": ""}, "us-cons")
    assert not is_on({"FSE List": "", "SDN Lits": ""}, "us-sdn")
    assert is_on({"SDN Lits": ""}, "us-cons")
    assert is_on({}, "us-sdn")


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
