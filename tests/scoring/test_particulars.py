"""Tests of scoring/particulars: what flag, type, tonnage, year and country say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from vscreen.schema import Kind, NameKind, Scheme
from vscreen.scoring.particulars import compare_particulars
from vscreen.scoring.parties import PARTY, VESSEL, Entry, Party
from vscreen.scoring.reasons import Reason

SHIP = Entry(
    "own:heron", "own", Kind.VESSEL, "HERON", (("HERON", NameKind.PRIMARY),),
    flags=("Panama", "RU"), vessel_type="Crude Oil Tanker", gross_tonnage=40_000, build_year=2004,
)  # fmt: skip
FIRM = Entry(
    "own:firm", "own", Kind.ORGANIZATION, "HERON LTD", (("HERON LTD", NameKind.PRIMARY),),
    countries=("Cyprus",),
)  # fmt: skip


def reasons(party: Party, entry: Entry = SHIP) -> list[Reason]:
    return [fact.reason for fact in compare_particulars(party, entry)]


@pytest.mark.parametrize(
    ("column", "given", "reason"),
    [
        ("flag", "PANAMA", Reason.FLAG_AGREES),
        ("flag", "Russian Federation", Reason.FLAG_AGREES),
        ("flag", "Malta", Reason.FLAG_DIFFERS),
        ("vessel_type", "crude oil tanker / double hull", Reason.TYPE_AGREES),
        ("vessel_type", " TANKER ", Reason.TYPE_AGREES),
        ("vessel_type", "Bulk Carrier", Reason.TYPE_DIFFERS),
        ("gross_tonnage", "42,000", Reason.TONNAGE_AGREES),
        ("gross_tonnage", "38000", Reason.TONNAGE_AGREES),
        ("gross_tonnage", "42001", Reason.TONNAGE_DIFFERS),
        ("build_year", "2004.0", Reason.BUILD_YEAR_AGREES),
        ("build_year", "2005", Reason.BUILD_YEAR_DIFFERS),
    ],
)
def test_a_particular_agrees_or_differs(column: str, given: str, reason: Reason) -> None:
    assert reasons(Party(VESSEL, "HERON", **{column: given})) == [reason]


@pytest.mark.parametrize("column", ["flag", "vessel_type", "gross_tonnage", "build_year"])
@pytest.mark.parametrize("given", ["", "?", " "])
def test_what_nobody_can_read_says_nothing(column: str, given: str) -> None:
    expected = [Reason.TYPE_DIFFERS] if (column, given) == ("vessel_type", "?") else []
    assert reasons(Party(VESSEL, "HERON", **{column: given})) == expected


@pytest.mark.parametrize("column", ["gross_tonnage", "build_year"])
def test_a_number_of_thousands_of_digits_speaks_neither_for_nor_against(column: str) -> None:
    assert reasons(Party(VESSEL, "HERON", **{column: "9" * 5000})) == []
    assert reasons(Party(VESSEL, "HERON", **{column: "9" * 15})) != []


def test_a_list_that_knows_no_particulars_says_nothing() -> None:
    bare = Entry("own:1", "own", Kind.VESSEL, "HERON", (("HERON", NameKind.PRIMARY),))
    full = Party(VESSEL, "HERON", flag="Malta", vessel_type="Tug", gross_tonnage="9",
                 build_year="1999")  # fmt: skip
    assert reasons(full, bare) == []


def test_an_mmsi_of_another_country_speaks_against_the_flag() -> None:
    party = Party(VESSEL, "HERON", mmsi="445123456", flag="Panama")
    assert party.values(Scheme.MMSI) == ("445123456",)
    assert reasons(party) == [Reason.FLAG_AGREES, Reason.MMSI_AGAINST_FLAG]
    assert reasons(Party(VESSEL, "HERON", mmsi="352123456", flag="Panama")) == [Reason.FLAG_AGREES]
    assert reasons(Party(VESSEL, "HERON", mmsi="445123456")) == []


def test_a_country_counts_for_companies_and_not_for_ships() -> None:
    assert reasons(Party(PARTY, "HERON LTD", country="CY"), FIRM) == [Reason.COUNTRY_AGREES]
    assert reasons(Party(PARTY, "HERON LTD", country="Malta"), FIRM) == [Reason.COUNTRY_DIFFERS]
    assert reasons(Party(VESSEL, "HERON", country="CY")) == []
    assert reasons(Party(PARTY, "HERON LTD", flag="Malta"), FIRM) == []


def test_a_flag_is_compared_between_ships_alone() -> None:
    flagged = replace(FIRM, flags=("Malta",))
    assert reasons(Party(VESSEL, "HERON", flag="Malta"), flagged) == []
    assert reasons(Party(VESSEL, "HERON", flag="Malta", country="CY"), flagged) == [
        Reason.COUNTRY_AGREES
    ]
    owned = replace(SHIP, countries=("Cyprus",))
    assert reasons(Party(PARTY, "HERON LTD", country="CY"), owned) == [Reason.COUNTRY_AGREES]
