"""Which column is which field, by headings and cells together."""

from __future__ import annotations

import random
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vscreen.errors import ManifestError
from vscreen.identifiers.imo import is_valid_imo_company, is_valid_imo_ship
from vscreen.manifest.column_mapping import USABLE, ColumnDecisions
from vscreen.manifest.headings import ColumnMapping, map_columns, map_table


def numbers(count: int, *, ship: bool) -> list[str]:
    """Return numbers that only a ship, or only a company, can have."""
    chance, found = random.Random(5), list[str]()  # noqa: S311 - no secret
    while len(found) < count:
        number = str(chance.randrange(1_000_000, 9_999_999))
        if is_valid_imo_ship(number) == ship and is_valid_imo_company(number) != ship:
            found.append(number)
    return found


SHIPS, COMPANIES = numbers(40, ship=True), numbers(40, ship=False)
NAMES = [f"NAME {number} LTD" for number in SHIPS]
HULLS = [f"SHIP {number}" for number in SHIPS]


def mapped(columns: dict[str, Any], given: dict[str, str | None] | None = None) -> ColumnMapping:
    return map_table(pd.DataFrame(columns), given)


# --- what a table is a table of ---


@pytest.mark.parametrize(
    ("numbers", "name", "imo"),
    [
        (SHIPS, "vessel", "imo"),
        (COMPANIES, "party", "party_imo"),
        (SHIPS[:20] + COMPANIES[:20], "subject", "imo"),
        (SHIPS[:1], "vessel", "imo"),
        (COMPANIES[:1], "party", "party_imo"),
        ([*COMPANIES[:2], "67761"], "party", "party_imo"),
        (["", ""], "subject", "imo"),
        (["unknown", "9161004"], "subject", "imo"),
    ],
)
def test_the_numbers_tell_whose_a_bare_name_is(numbers: list[str], name: str, imo: str) -> None:
    table = {"name": NAMES[: len(numbers)], "imo": numbers, "country": ["LR"] * len(numbers)}
    assert mapped(table).fields == {"name": name, "imo": imo}


@pytest.mark.parametrize("beside", ["flag", "MMSI", "Gross Tonnage", "DWT", "owner", "Voyage"])
def test_in_a_register_of_ships_a_bare_name_is_the_ship(beside: str) -> None:
    imo = [*SHIPS[:5], COMPANIES[0], ""]
    table = {"name": HULLS[:7], "imo": imo, beside: ["x"] * 7, "type": ["Tanker"] * 7}
    fields = mapped(table).fields
    assert (fields["name"], fields["imo"], fields["type"]) == ("vessel", "imo", "vessel_type")


def test_without_cells_the_headings_tell_whose_a_bare_name_is() -> None:
    assert map_columns(["name", "imo", "country"]) == {"name": "subject", "imo": "imo"}
    assert map_columns(["name", "imo", "flag"])["name"] == "vessel"


@pytest.mark.parametrize(
    ("party", "numbers", "imo"),
    [
        ("Company", COMPANIES, "party_imo"),
        ("Company", COMPANIES[:1], "party_imo"),
        ("Company", SHIPS, "imo"),
        ("Company", ["", ""], "party_imo"),
        ("Owner", COMPANIES, "owner_imo"),
        ("Owner", SHIPS, "imo"),
        ("Agent", SHIPS[:1], "imo"),
    ],
)
def test_a_bare_number_beside_a_party_is_the_partys_if_its_check_digit_says_so(
    party: str, numbers: list[str], imo: str
) -> None:
    assert mapped({party: NAMES[: len(numbers)], "IMO": numbers}).fields["IMO"] == imo


def test_a_number_that_names_its_party_is_that_partys() -> None:
    headings = ["Vessel", "IMO", "Owner", "owner_imo", "ISM Company", "ISM Company IMO"]
    assert list(map_columns(headings).values()) == [
        "vessel", "imo", "owner", "owner_imo", "manager", "manager_imo",
    ]  # fmt: skip


# --- numbers whatever they are called ---


@pytest.mark.parametrize("heading", ["Zebra", "vessel_id", "Ship No", "VESSEL_CODE", "Qux 7"])
@pytest.mark.parametrize("count", [3, 40])
def test_a_column_of_ships_numbers_is_read_whatever_it_is_called(heading: str, count: int) -> None:
    mapping = mapped({"Vessel": HULLS[:count], heading: SHIPS[:count]})
    assert mapping.fields == {"Vessel": "vessel", heading: "imo"}
    assert mapping.notes == (f"the column {heading!r} holds IMO numbers of ships: read as imo",)


@pytest.mark.parametrize("count", [1, 2])
def test_so_few_that_it_may_be_chance_are_left_to_the_user(count: int) -> None:
    mapping = mapped({"Consignee": NAMES[:count], "Zebra": SHIPS[:count]})
    assert mapping.open == {"Zebra": "its cells look like IMO numbers of ships"}
    assert "Zebra" not in mapping.fields


@pytest.mark.parametrize(
    "heading", ["HS_CODE", "Booking No", "Invoice No", "Shipper Ref", "Vessel Voyage ID", "Weight"]
)
@pytest.mark.parametrize("count", [1, 2, 5])
def test_a_heading_that_names_another_thing_is_believed(heading: str, count: int) -> None:
    mapping = mapped({"Consignee": NAMES[:count], heading: SHIPS[:count]})
    assert (mapping.fields, mapping.open) == ({"Consignee": "consignee"}, {})


def test_a_heading_that_names_another_thing_is_not_believed_against_overwhelming_proof() -> None:
    assert mapped({"Consignee": NAMES, "Booking No": SHIPS}).fields["Booking No"] == "imo"


def test_arbitrary_numbers_are_no_ships() -> None:
    chance = random.Random(3)  # noqa: S311 - no secret
    cells = [str(chance.randrange(1_000_000, 10_000_000)) for _ in range(40)]
    for heading in ("Zebra", "vessel_id", "Booking No"):
        mapping = mapped({"Consignee": NAMES, heading: cells})
        assert (mapping.fields, mapping.open) == ({"Consignee": "consignee"}, {})


def test_mmsis_are_read_whatever_they_are_called_but_nine_digits_of_a_known_thing_are_not() -> None:
    cells = [f"636{number[1:]}" for number in SHIPS]
    assert mapped({"Vessel": HULLS, "Zebra": cells}).fields["Zebra"] == "mmsi"
    assert "Shipper D-U-N-S" not in mapped({"Shipper": NAMES, "Shipper D-U-N-S": cells}).fields


def test_companies_numbers_are_read_whatever_they_are_called() -> None:
    assert mapped({"Vessel": HULLS, "Zebra": COMPANIES}).fields["Zebra"] == "party_imo"


def test_a_second_column_of_ships_numbers_is_left_to_the_user() -> None:
    table = {"Vessel": HULLS, "IMO": SHIPS, "Zebra": SHIPS[::-1]}
    assert list(mapped(table).open) == ["Zebra"]
    assert mapped(table | {"Zebra": SHIPS}).open == {}


@pytest.mark.parametrize("cells", [["3", "9", "2.1"], ["Y", "N", "Y"], [3.0, 9.0, 2.1]])
def test_what_is_called_imo_and_holds_danger_classes_is_no_number(cells: list[object]) -> None:
    mapping = mapped({"Vessel": HULLS[:3], "IMO": cells})
    assert mapping.fields == {"Vessel": "vessel"}
    assert "danger classes" in mapping.notes[0]


@pytest.mark.parametrize("cells", [["9.07E+06"], ["GREY HULL"], ["907472"], ["0"], [""]])
def test_an_imo_column_whose_cells_cannot_be_read_stays_one(cells: list[str]) -> None:
    assert mapped({"Vessel": HULLS[:1], "IMO": cells}).fields["IMO"] == "imo"


# --- open columns ---


def test_a_role_in_unknown_words_is_open_until_it_is_mapped_or_set_aside() -> None:
    table = {"Vessel": HULLS[:2], "Buyer Zebra": ["QUELLMARK", ""]}
    reason = "its heading names a consignee in words that are not known"
    assert mapped(table).open == {"Buyer Zebra": reason}
    closed = mapped(table, {"Buyer Zebra": "consignee"})
    assert (closed.fields["Buyer Zebra"], closed.open) == ("consignee", {})
    assert mapped(table, {"Buyer Zebra": None}).open == {}


@pytest.mark.parametrize("cells", [["A17", "B18"], ["x@y.example", ""], [1.5, 2], ["Y", "N"]])
def test_a_column_that_holds_no_names_is_not_open(cells: list[object]) -> None:
    assert mapped({"Vessel": HULLS[:2], "Buyer Zebra": cells}).open == {}


# --- several columns for one field ---


def test_the_plainer_of_two_names_is_the_ship_and_the_other_is_read_as_text() -> None:
    local = [f"{hull} LOCAL" for hull in HULLS]
    mapping = mapped({"Vessel Name (Local)": local, "Vessel Name": HULLS, "Former Name": local})
    assert mapping.fields == {
        "Vessel Name (Local)": "free_text", "Vessel Name": "vessel", "Former Name": "free_text",
    }  # fmt: skip


def test_two_columns_that_say_the_same_do_not_compete() -> None:
    assert mapped({"Vessel": HULLS, "Vessel Name": HULLS}).fields == {"Vessel": "vessel"}


def test_two_ships_in_a_row_are_refused_with_both_remedies() -> None:
    with pytest.raises(ManifestError, match=r"'Mother Vessel', 'Feeder Vessel'.*None.*free_text"):
        mapped({"Mother Vessel": HULLS, "Feeder Vessel": HULLS[::-1]})


def test_of_two_flags_the_first_counts() -> None:
    table = {"Vessel": HULLS[:2], "Flag": ["PA", "LR"], "Flag Code": ["PAN", "LBR"]}
    assert mapped(table).fields == {"Vessel": "vessel", "Flag": "flag"}


def test_what_the_user_says_goes_before_a_heading_that_needs_more_words() -> None:
    table = {"Vessel Name (Local)": HULLS, "Zebra": HULLS[::-1]}
    fields = mapped(table, {"Zebra": "vessel"}).fields
    assert fields == {"Vessel Name (Local)": "free_text", "Zebra": "vessel"}


def test_a_notify_address_is_the_party_only_where_nothing_else_is() -> None:
    assert mapped({"Notify Address": NAMES}).fields == {"Notify Address": "notify_party"}
    both = {"Notify Party": NAMES, "Notify Address": NAMES[::-1]}
    assert mapped(both).fields == {"Notify Party": "notify_party"}


def test_a_qualified_column_that_holds_nothing_is_left_out() -> None:
    table = {"Carrier": NAMES[:2], "H_Carrier_Unified": ["", ""]}
    assert mapped(table).fields == {"Carrier": "carrier"}


# --- laws ---


@given(st.data())
def test_the_order_of_rows_does_not_change_what_a_column_is(data: st.DataObject) -> None:
    pool = st.sampled_from([*SHIPS[:6], *COMPANIES[:6], "", "9161004", "3", "x"])
    cells = data.draw(st.lists(pool, min_size=1, max_size=12))
    heading = data.draw(st.sampled_from(["IMO", "Zebra", "vessel_id", "HS_CODE", "Owner IMO"]))
    other = data.draw(st.sampled_from(["name", "Company", "Vessel", "Buyer Zebra", "Owner"]))
    table = pd.DataFrame({other: NAMES[: len(cells)], heading: cells, "Shipper": "ACME"})
    order = data.draw(st.permutations(range(len(cells))))
    one, two = map_table(table), map_table(table.iloc[order])
    assert (one.fields, one.open) == (two.fields, two.open)
    assert not set(one.fields) & set(one.open)


def test_decisions_are_by_position_and_leave_out_what_is_set_aside() -> None:
    decisions = ColumnDecisions(["a", "b"], ["Vessel", "IMO"], {1: ""})
    decisions.decide()
    assert decisions.fields == ["vessel", ""]
    assert "vessel" in USABLE
