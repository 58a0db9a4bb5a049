"""Headings become fields, and cells of any dtype become text."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vscreen import Kind, Lists, screen
from vscreen.errors import ManifestError
from vscreen.lists.reading import ListEntry, assemble
from vscreen.manifest.headings import (
    distinct,
    map_columns,
    map_table,
    open_columns,
    recognised,
)
from vscreen.schema import FIELDS, Scheme
from vscreen.snapshots.read import take_snapshot


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_name_is_understood_as_a_heading(field):
    assert map_columns([field, "consignee" if field != "consignee" else "vessel"])[field] == field


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Vessel", "vessel"),
        ("VESSEL NAME", "vessel"),
        ("Ship's Name", "vessel"),
        ("Ship’s name", "vessel"),
        ("M/V", "vessel"),
        ("VesselName", "vessel"),
        ("Carrying Vessel", "vessel"),
        ("IMO No.", "imo"),
        ("Lloyd's/IMO", "imo"),
        ("LR/IMO", "imo"),
        ("IMO#", "imo"),
        ("MMSI No.", "mmsi"),
        ("Notify Party 2", "notify_party"),
        ("Also Notify", "notify_party"),
        ("Shipper.1", "shipper"),
        ("Registered Owner", "owner"),
        ("ISM Manager", "manager"),
        ("Empfänger", "consignee"),
        ("EMPFANGER", "consignee"),
        ("Expéditeur", "shipper"),
        ("Armador", "owner"),
        ("Грузоотправитель", "shipper"),
        ("№ ИМО", "imo"),
        ("선박명", "vessel"),
        ("수하인", "consignee"),
        ("船名", "vessel"),
        ("荷送人", "shipper"),
        ("Vessel/Voyage", "free_text"),
    ],
)
def test_the_names_people_use_are_understood(heading, field):
    assert map_columns([heading, "party"])[heading] == field


@pytest.mark.parametrize(
    "heading",
    ["Country", "Port of Registry", "Name", "Type", "IMO 2020", "Former Name", "Date"],
)
def test_an_ambiguous_heading_is_not_guessed(heading):
    assert heading not in map_columns(["Shipper", heading])


def test_a_bare_name_is_the_ship_where_its_number_stands_beside_it():
    headings = ["imo", "mmsi", "name", "flag", "type"]
    assert map_columns(headings)["name"] == "vessel"
    assert map_columns(headings)["type"] == "vessel_type"


def test_a_bare_name_beside_a_vessel_column_is_left_alone():
    assert "Name" not in map_columns(["Vessel", "IMO", "Name"])


@pytest.mark.parametrize(
    "headings",
    [
        ["Vessel", "Vessel Name"],
        ["Mother Vessel", "Feeder Vessel"],
        ["IMO", "IMO.1"],
        ["Vessel 1", "Vessel 2"],
    ],
)
def test_two_columns_for_one_ship_are_refused_by_name(headings):
    with pytest.raises(ManifestError) as caught:
        map_columns(headings)
    assert all(repr(heading) in str(caught.value) for heading in headings)


def test_one_of_two_ship_columns_can_be_left_out():
    mapping = map_columns(["Mother Vessel", "Feeder Vessel"], {"Feeder Vessel": None})
    assert mapping == {"Mother Vessel": "vessel"}


def test_parties_may_have_as_many_columns_as_they_like():
    mapping = map_columns(["Shipper", "Exporter", "Notify 1", "Notify 2"])
    assert list(mapping.values()) == ["shipper", "shipper", "notify_party", "notify_party"]


def test_columns_given_by_hand_come_on_top_of_those_understood():
    given_ = {"Boat": "vessel", "Buyer": "party", "Seller": None}
    mapping = map_columns(["Boat", "IMO", "Buyer", "Seller"], given_)
    assert mapping == {"Boat": "vessel", "IMO": "imo", "Buyer": "party"}


def test_a_heading_given_by_hand_may_differ_in_case_and_blanks():
    assert map_columns([" Boat "], {"boat": "vessel"}) == {" Boat ": "vessel"}


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        ({"Boat": "vessel"}, "'Boat'.*not a heading.*'Ship', 'Port'"),
        ({"Port": "harbour"}, "no field 'harbour'.*vessel, imo"),
        ({"Port": "vessel"}, "'Ship', 'Port'.*'vessel'"),
    ],
)
def test_a_mistake_in_columns_is_told(columns, told):
    with pytest.raises(ManifestError, match=told):
        map_columns(["Ship", "Port"], columns)


@pytest.mark.parametrize("headings", [[], ["Foo", "Bar"], ["Flag", "GT"]])
def test_without_a_column_to_screen_the_remedy_is_told(headings):
    with pytest.raises(ManifestError, match=r"no column can be screened.*vessel.*columns="):
        map_columns(headings)


def test_labels_that_are_no_text_are_kept_as_they_are():
    assert map_columns([0, ("a", 1), "imo", None], {0: "vessel"}) == {0: "vessel", "imo": "imo"}


def test_a_label_that_comes_twice_in_a_frame_is_refused_where_it_matters():
    with pytest.raises(ManifestError, match="labelled 'Shipper'"):
        map_columns(["Vessel", "Shipper", "Shipper"])
    assert map_columns(["Vessel", "x", "x"]) == {"Vessel": "vessel"}


@pytest.mark.parametrize(
    ("labels", "columns"),
    [
        (["imo", "Vessel", "Vessel"], None),
        (["imo", "Vessel", "Vessel"], {"Vessel": None}),
        (["imo", "x", "x"], {"x": "vessel"}),
        (["imo", "x", "x"], {"x": "shipper"}),
        (["Vessel", 1, True], {1: "imo"}),
    ],
)
def test_a_label_that_comes_twice_is_not_told_apart_by_columns(labels, columns):
    with pytest.raises(ManifestError, match="several columns are labelled"):
        map_columns(labels, columns)


@given(st.lists(st.sampled_from(["A", "A.2", "", "column 2", "B"]), max_size=8))
def test_headings_are_made_distinct_and_stay_where_they_were(headings):
    names = distinct(headings)
    assert len(set(names)) == len(headings)
    assert all(name.startswith(old) for name, old in zip(names, headings, strict=True))


@pytest.mark.parametrize(
    ("field", "scheme", "value", "verdict"),
    [
        ("imo", Scheme.IMO_SHIP, "9161003", "hit"),
        ("mmsi", Scheme.MMSI, "273212120", "review"),
        ("call_sign", Scheme.CALL_SIGN, "UBGW2", "review"),
        ("vessel", Scheme.CALL_SIGN, "EBANO", "hit"),
        ("consignee", Scheme.IMO_SHIP, "IMO 9161003", "hit"),
        ("free_text", Scheme.IMO_SHIP, "IMO 9161003", "hit"),
    ],
)
def test_one_column_that_tells_a_ship_or_a_party_is_enough_to_screen(
    field: str, scheme: Scheme, value: str, verdict: str
) -> None:
    ship = ListEntry("1", Kind.VESSEL, "EBANO")
    ship.add_identifier(scheme, value.removeprefix("IMO "))
    lists = Lists((take_snapshot(assemble("own", [ship], reader="test", version="1", sources=())),))
    assert screen(pd.DataFrame({field: [value]}), lists).verdicts["verdict"].tolist() == [verdict]


@pytest.mark.parametrize("field", ["flag", "vessel_type", "build_year", "party_country"])
def test_a_column_that_tells_no_one_alone_is_not_enough(field: str) -> None:
    with pytest.raises(ManifestError):
        map_columns([field])


def test_a_type_beside_a_vessel_column_is_left_alone():
    assert map_columns(["Vessel", "IMO", "Name", "Type"]) == {"Vessel": "vessel", "IMO": "imo"}


def test_a_frame_of_any_dtypes_is_mapped_by_its_cells() -> None:
    frame = pd.DataFrame({"Zebra": [9161003, 9811000, 9074729], "Date": pd.Timestamp("2024-05-24")})
    mapping = map_table(frame)
    assert mapping.fields == {"Zebra": "imo"}
    assert mapping.notes == ("the column 'Zebra' holds IMO numbers of ships: read as imo",)


def test_open_columns_are_told_with_the_reason() -> None:
    frame = pd.DataFrame({"Vessel": ["MARIA"], "Buyer Zebra": ["ACME LTD"], "Buyer Phone": ["1"]})
    opened = open_columns(frame)
    assert list(opened) == ["Buyer Zebra"]
    assert opened == map_table(frame).open
    assert open_columns(frame, {"buyer zebra": None}) == {}


def test_the_headings_of_a_file_are_read_as_printed_however_its_columns_are_told_apart() -> None:
    names = distinct(["Vessel", "Name", "Name"])
    frame = pd.DataFrame([["MARIA", "A", "B"]], columns=names)
    mapping = map_table(frame, headings=["Vessel", "Shipper", "Shipper"])
    assert mapping.fields == {"Vessel": "vessel", "Name": "shipper", "Name.2": "shipper"}


def test_the_name_of_a_company_is_no_heading_though_it_ends_like_one():
    names = [
        "Tamberlane Grain Brokers",
        "Zebra Bank",
        "QUX SHIPPING COMPANY",
        "Tax Agent",
        "Tanker",
    ]
    assert recognised(names) == 0
    assert map_columns(["Vessel", "Zebra Bank"])["Zebra Bank"] == "party"


def test_a_bare_name_counts_as_understood_only_beside_a_number() -> None:
    assert recognised(["name", "imo", "port"]) == 2
    assert recognised(["name", "port"]) == 0
    assert recognised(["name", "port"], {"port": None}) == 1


def test_what_the_cells_of_a_frame_say_decides_what_is_screened() -> None:
    ship = ListEntry("1", Kind.VESSEL, "EBANO")
    ship.add_identifier(Scheme.IMO_SHIP, "9161003")
    lists = Lists((take_snapshot(assemble("own", [ship], reader="test", version="1", sources=())),))
    frame = pd.DataFrame({"Vessel": ["A", "B", "C"], "Zebra": [9161003, 9811000, 9074729]})
    assert screen(frame, lists).verdicts["verdict"].tolist() == ["hit", "clear", "clear"]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("CONSGN_NAME", "consignee"), ("SHPPR_NM", "shipper"), ("CHARTRR", "charterer"),
        ("FRWRDR", "forwarder"), ("رقم المنظمة البحرية الدولية", "imo"),
        ("国际海事组织编号", "imo"),
        ("RECOVERY", None), ("Charter Rate", None), ("SUPPLY", None), ("Exprt No", None),
    ],
)  # fmt: skip
def test_a_role_is_known_with_its_vowels_left_out_and_the_imo_by_its_name(heading, field):
    assert map_columns(["Vessel", heading]).get(heading) == field
