"""What a row of the UK's lists says of its subject."""

from __future__ import annotations

import pytest

from vscreen.lists.reading import ListEntry
from vscreen.lists.uk.facts import note_company, note_ship, partial_date, stated_measures
from vscreen.schema import Kind, Scheme


def test_measures_are_told_apart_by_what_each_edition_puts_between_them() -> None:
    assert stated_measures("Asset freeze|Travel Ban|Asset freeze") == ["Asset freeze", "Travel Ban"]
    assert stated_measures("-, Asset freeze, Travel Ban") == ["Asset freeze", "Travel Ban"]
    assert stated_measures("Shipping sanctions: (see 'a, b')") == [
        "Shipping sanctions: (see 'a, b')"
    ]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("1027700132195", {("registration", "1027700132195")}),
        ("Kazakhstan BIN - 170440031562", {("registration", "170440031562")}),
        ("TIN – 7703104630", {("tax", "7703104630")}),
        ("1167700052618 (Russia). Tax ID No. 7743141413 (Russia)", {
            ("registration", "1167700052618"), ("tax", "7743141413"),
        }),
        ("TIN: 7713122621 OGRN: 1027739267126", {
            ("tax", "7713122621"), ("registration", "1027739267126"),
        }),
        ("(1) 606989 (2) 1484753", {("registration", "606989"), ("registration", "1484753")}),
        ("on request", {("registration", "on request")}),
    ],
)  # fmt: skip
def test_registration_numbers_lose_the_words_around_them(
    cell: str, expected: set[tuple[str, str]]
) -> None:
    firm = ListEntry("RUS1", Kind.ORGANIZATION, "HERON")
    note_company(firm, {"Business registration number (s)": cell})
    assert {(str(scheme), value) for scheme, value in firm.identifiers} == expected


def test_a_tonnage_that_is_no_number_is_a_remark() -> None:
    ship = ListEntry("RUS1", Kind.VESSEL, "HERON")
    note_ship(
        ship, {"Tonnage of ship": "about 9,000", "Year Built": "2006", "IMO number": "9000003"}
    )
    assert ship.facts["remarks"] == ["Tonnage of ship: about 9,000"]
    assert ship.facts["build_year"] == ["2006"]
    assert list(ship.identifiers) == [(Scheme.IMO_SHIP, "9000003")]


def test_dates_may_lack_day_and_month() -> None:
    assert partial_date("13/06/2024") == "2024-06-13"
    assert partial_date("00/00/1975") == "1975"
    assert partial_date("dd/03/1975") == "1975-03"
