"""Numbers in running text: whose they are, a ship's or a company's."""

from __future__ import annotations

import pytest

from vscreen.lists.numbers_in_prose import (
    FIRST_SHIP,
    company_numbers,
    note_company_text,
    note_prose,
    note_ship_text,
    opens_with_ship,
    ship_numbers,
)
from vscreen.lists.reading import ListEntry
from vscreen.schema import Kind, NameKind, Scheme

# Check digits of both schemes agree with each; only the range tells a company from a ship.
COMPANY, SHIP = "6999851", "7000061"


@pytest.mark.parametrize(
    "text",
    [
        "IMO number: 9161003. Annex XIV.",
        "(IMO number: 7303803). UN Ref KPe.022.",
        "UN listing. UN Ref LYe.006. IMO 9161003",
        "UN Ref. LYe.006. IMO: 9161003",
        f"IMO {SHIP}",
    ],
)
def test_a_text_that_begins_with_a_ships_number_is_about_the_ship(text: str) -> None:
    assert opens_with_ship(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The ship has the IMO number 9161003",
        "9161003",
        "IMO number: 9161004",
        "IMO number: 5342883. The company",
        f"IMO {COMPANY}",
        "IMO 91610031",
        "IMO number unknown. The sister ship has IMO 9161003",
    ],
)
def test_any_other_text_is_not_about_a_ship(text: str) -> None:
    assert not opens_with_ship(text)


@pytest.mark.parametrize(
    "label",
    [
        "IMO ", "imo: ", "IMO #", "IMO no. ", "IMO nr ", "IMO numbers: ", "(IMO) ",
        "IMO ship number ", "IMO company identification number: ", "IMO (identification number) ",
    ],
)  # fmt: skip
def test_a_number_is_taken_from_behind_every_printed_label(label: str) -> None:
    assert ship_numbers(f"see {label}9161003.") == ["9161003"]


@pytest.mark.parametrize("text", ["9161003", "LIMO 9161003", "IMO 91610031", "IMO 916100"])
def test_seven_digits_without_the_label_are_no_number_of_a_ship(text: str) -> None:
    assert ship_numbers(text) == []


def test_a_ships_numbers_keep_their_order_and_a_misprint() -> None:
    text = "IMO 9179842, IMO 9161004 and again IMO 9179842"
    assert ship_numbers(text) == ["9179842", "9161004"]


def test_only_a_number_that_no_ship_can_have_is_a_companys() -> None:
    assert company_numbers("IMO 5963351; IMO 9161003; IMO 5963352") == ["5963351"]
    assert company_numbers(f"IMO {COMPANY}; IMO {SHIP}") == [COMPANY]
    assert int(COMPANY) < FIRST_SHIP < int(SHIP)


def test_a_ships_text_gives_its_numbers_flags_and_former_names() -> None:
    ship = ListEntry("1", Kind.VESSEL, "MARIA")
    note_ship_text(
        ship,
        "IMO number: 9161003. MMSI 273212120, call sign: UBIL8. Flag State: Russia; Flag State: "
        "Panama. Formerly known as: LADY R. Previously known as ANGARA (2019).",
    )
    assert list(ship.identifiers) == [
        (Scheme.IMO_SHIP, "9161003"),
        (Scheme.MMSI, "273212120"),
        (Scheme.CALL_SIGN, "UBIL8"),
    ]
    assert ship.facts["flag"] == ["Russia", "Panama"]
    assert ship.names == {"LADY R": NameKind.FORMER, "ANGARA": NameKind.FORMER}


def test_an_lei_in_a_ships_text_is_its_owners_and_not_added() -> None:
    ship = ListEntry("1", Kind.VESSEL, "MARIA")
    note_ship_text(ship, "IMO 9161003, owner's LEI 5493001KJTIIGC8Y1R12")
    assert list(ship.identifiers) == [(Scheme.IMO_SHIP, "9161003")]


def test_a_company_does_not_take_the_number_of_its_ship() -> None:
    firm = ListEntry("1", Kind.ORGANIZATION, "ACME")
    note_company_text(firm, "Owner of the tanker PAEK MA (IMO 9066978). IMO number: 5963351.")
    assert list(firm.identifiers) == [(Scheme.IMO_COMPANY, "5963351")]


@pytest.mark.parametrize(
    ("kind", "identifiers"),
    [
        (Kind.VESSEL, [(Scheme.IMO_SHIP, "9161003")]),
        (Kind.ORGANIZATION, [(Scheme.IMO_COMPANY, "5963351")]),
        (Kind.PERSON, []),
        (Kind.AIRCRAFT, []),
    ],
)
def test_what_a_text_adds_depends_on_whose_it_is(
    kind: Kind, identifiers: list[tuple[Scheme, str]]
) -> None:
    entry = ListEntry("1", kind, "MARIA")
    note_prose(entry, "IMO 9161003, IMO 5963351")
    assert list(entry.identifiers) == identifiers


@pytest.mark.parametrize("number", ["9-161-003", "916 1003", "9.161.003"])
def test_a_number_in_groups_is_read_behind_a_label(number: str) -> None:
    assert ship_numbers(f"Propietaria del buque IMO n.º {number}; RUC 9041552") == ["9161003"]
