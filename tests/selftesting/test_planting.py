"""Which entries are planted, in which rows, and what is reported as untested."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from random import Random

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import vscreen
from vscreen import Kind, Lists
from vscreen.lists.reading import ListEntry, assemble
from vscreen.schema import NameKind, Scheme
from vscreen.selftesting.distortions import DISTORTIONS, ListedEntry, named
from vscreen.selftesting.planting import Plant, PlantedRows, choose_plants, missing_fields, plant
from vscreen.snapshots.read import take_snapshot

SHIP = ListedEntry("own:1", "own", Kind.VESSEL, "LADY R", imo="9161003")
COMPANY = ListedEntry("own:2", "own", Kind.ORGANIZATION, "MG-FLOT LLC")
MAPPING = {
    "Ship": "vessel", "IMO": "imo", "Flag": "flag", "Sender": "shipper", "Receiver": "consignee",
    "Country": "party_country", "Notes": "free_text",
}  # fmt: skip
FRAME = pd.DataFrame(
    [
        ["EVER GIVEN", "9811000", "PA", "PINE HILL", "QUIET QUAY", "NL", "coffee", 1],
        ["EMMA MAERSK", "9321483", "DK", "LONG QUAY", "", "BR", "", 2],
    ],
    columns=[*MAPPING, "Teu"],
)


def own_list(list_id: str, *entries: ListEntry) -> Lists:
    reading = assemble(list_id, entries, reader="test", version="1", sources=())
    return Lists((take_snapshot(reading),))


def ships(list_id: str, count: int) -> Lists:
    entries = [
        ListEntry(str(n), Kind.VESSEL, f"NORTHERN LIGHT {n}") for n in range(100, 100 + count)
    ]
    return own_list(list_id, *entries)


def rows(*plants: Plant, hosts: tuple[int, ...] = (0,), seed: int = 0) -> PlantedRows:
    return plant(plants, FRAME, MAPPING, hosts, seed=seed)


# --- which entries -------------------------------------------------------------------------------


def test_what_is_planted_depends_on_the_seed_and_on_no_order() -> None:
    lists = vscreen.bundled_lists()

    def drawn(seed: int, lists: Lists) -> set[tuple[str, str]]:
        plants, _ = choose_plants(lists, ["vessel", "imo", "shipper"], per_distortion=4, seed=seed)
        return {(plant.distortion.name, plant.listed.entry) for plant in plants}

    assert drawn(1, lists) == drawn(1, Lists(tuple(reversed(lists.snapshots))))
    assert drawn(1, lists) != drawn(2, lists)


def test_each_list_gives_as_many_entries_until_it_has_no_more() -> None:
    lists = ships("large", 50) + ships("small", 3)
    plants, _ = choose_plants(lists, ["vessel"], per_distortion=10, seed=0)
    exact = [plant.listed for plant in plants if plant.distortion.name == "exact"]
    assert Counter(listed.list for listed in exact) == {"large": 7, "small": 3}
    assert len({listed.entry for listed in exact}) == 10


def test_every_list_is_planted_even_if_fewer_entries_are_asked_for() -> None:
    lists = ships("a", 5) + ships("b", 5) + ships("c", 5)
    plants, _ = choose_plants(lists, ["vessel"], per_distortion=1, seed=0)
    exact = [plant.listed.list for plant in plants if plant.distortion.name == "exact"]
    assert sorted(exact) == ["a", "b", "c"]
    plants, _ = choose_plants(lists, ["vessel"], per_distortion=4, seed=0)
    exact = [plant.listed.list for plant in plants if plant.distortion.name == "exact"]
    assert exact == ["a", "b", "c", "a"]


def test_the_order_of_the_entries_in_a_list_does_not_matter() -> None:
    entries = [
        ListEntry(str(number), Kind.VESSEL, f"NORTHERN LIGHT {number}") for number in range(9)
    ]
    drawn = [
        [
            plant.listed.entry
            for plant in choose_plants(lists, ["vessel"], per_distortion=2, seed=3)[0]
        ]
        for lists in (own_list("own", *entries), own_list("own", *reversed(entries)))
    ]
    assert drawn[0] == drawn[1]


def test_an_entry_has_its_names_and_its_numbers_without_invalid_imo_numbers() -> None:
    entry = ListEntry("1", Kind.VESSEL, "LADY R")
    entry.add_name("SLOMAN PRODUCER", NameKind.FORMER)
    for scheme, value in (
        (Scheme.IMO_SHIP, "9161004"), (Scheme.IMO_SHIP, "9161003"), (Scheme.MMSI, "273212120"),
        (Scheme.CALL_SIGN, "UBDT8"), (Scheme.CALL_SIGN, "UBDT9"),
    ):  # fmt: skip
        entry.add_identifier(scheme, value)
    plants, _ = choose_plants(own_list("own", entry), ["vessel"], per_distortion=1, seed=0)
    listed = next(plant.listed for plant in plants if plant.distortion.name == "exact")
    names = (("LADY R", NameKind.PRIMARY), ("SLOMAN PRODUCER", NameKind.FORMER))
    assert listed == ListedEntry(
        "own:1", "own", Kind.VESSEL, "LADY R", names, "9161003", "273212120", "UBDT8"
    )


@given(st.integers(0, 10_000))
def test_entries_are_drawn_in_random_order_without_repetition(seed: int) -> None:
    plants, _ = choose_plants(ships("own", 9), ["vessel"], per_distortion=9, seed=seed)
    drawn = [plant.listed.entry for plant in plants if plant.distortion.name == "exact"]
    assert sorted(drawn) == [f"own:{number}" for number in range(100, 109)]


def test_the_order_of_drawing_differs_from_seed_to_seed() -> None:
    orders = set()
    for seed in range(20):
        plants, _ = choose_plants(ships("own", 4), ["vessel"], per_distortion=1, seed=seed)
        orders |= {plant.listed.entry for plant in plants if plant.distortion.name == "exact"}
    assert orders == {"own:100", "own:101", "own:102", "own:103"}


# --- what is untested ----------------------------------------------------------------------------


def reasons(lists: Lists, *fields: str) -> dict[tuple[str, str, str], str]:
    _, untested = choose_plants(lists, fields, per_distortion=1, seed=0)
    return untested.set_index(["kind", "list", "distortion"])["why"].to_dict()


def test_a_distortion_without_its_column_or_without_an_entry_is_untested() -> None:
    why = reasons(ships("own", 1), "vessel")
    assert why["vessel", "", "imo_slip"] == "the manifest has no column for imo"
    assert why["vessel", "", "free_text_name"] == "the manifest has no column for free_text"
    assert why["vessel", "", "former"] == "no entry of this kind can be written so"
    assert ("vessel", "", "exact") not in why
    assert ("vessel", "own", "") not in why


def test_kinds_that_no_list_has_and_aircraft_are_untested_as_a_whole() -> None:
    why = reasons(ships("own", 1), "vessel", "party")
    assert why["person", "", ""] == "no list holds entries of this kind"
    assert ("aircraft", "", "") not in why
    aircraft = ships("own", 1) + own_list("air", ListEntry("1", Kind.AIRCRAFT, "EP-GOM"))
    why = reasons(aircraft, "vessel")
    assert why["aircraft", "", ""] == "a manifest has no field that names aircraft"
    assert ("aircraft", "air", "") not in why


def test_a_list_from_which_nothing_is_planted_is_untested_with_the_reason() -> None:
    company = own_list("firms", ListEntry("1", Kind.ORGANIZATION, "IBEX LLC"))
    why = reasons(company, "vessel")
    assert why["organization", "firms", ""] == (
        "the manifest has no column that names a company or person"
    )
    why = reasons(ships("own", 1), "imo")
    assert why["vessel", "own", ""] == "nothing of them could be planted in the manifest's columns"


@pytest.mark.parametrize(
    ("distortion", "kind", "fields", "missing"),
    [
        ("exact", Kind.VESSEL, ["imo"], ["vessel"]),
        ("exact", Kind.PERSON, ["vessel", "imo"], ["party"]),
        ("exact", Kind.PERSON, ["consignee"], []),
        ("imo_slip", Kind.VESSEL, ["shipper"], ["vessel", "imo"]),
        ("free_text_name", Kind.PERSON, ["shipper"], ["free_text"]),
    ],
)
def test_the_fields_that_a_distortion_needs_are_those_it_fills(
    distortion: str, kind: Kind, fields: list[str], missing: list[str]
) -> None:
    assert missing_fields(named(distortion), kind, fields) == missing


# --- in which rows -------------------------------------------------------------------------------


def test_a_ship_s_name_replaces_the_ship_of_a_copied_row_with_its_numbers_and_flag() -> None:
    planted = rows(Plant(named("exact"), SHIP, {"name": "LADY R"}))
    assert planted.frame.iloc[0].tolist() == [
        "LADY R", "", "", "PINE HILL", "QUIET QUAY", "NL", "coffee", 1,
    ]  # fmt: skip
    assert planted.frame.columns.tolist() == FRAME.columns.tolist()
    assert (planted.hosts, planted.fields) == ([0], [{"vessel": "LADY R"}])


def test_a_ship_s_number_replaces_the_numbers_and_leaves_the_name() -> None:
    planted = rows(Plant(named("imo_other_name"), SHIP, {"imo": "9161003"}), hosts=(1,))
    assert planted.frame.iloc[0].tolist() == [
        "EMMA MAERSK", "9161003", "", "LONG QUAY", "", "BR", "", 2,
    ]  # fmt: skip
    assert (planted.hosts, planted.fields) == ([1], [{"imo": "9161003"}])


def test_companies_replace_a_party_in_every_party_column_in_turn_and_its_country() -> None:
    plants = [Plant(named("exact"), COMPANY, {"name": "MG-FLOT LLC"})] * 4
    planted = rows(*plants)
    fields = [next(iter(texts)) for texts in planted.fields]
    assert sorted(fields) == ["consignee", "consignee", "shipper", "shipper"]
    assert all(first != second for first, second in pairwise(fields))
    for field, (_, row) in zip(fields, planted.frame.iterrows(), strict=True):
        written, other = ("Sender", "Receiver") if field == "shipper" else ("Receiver", "Sender")
        assert row[written] == "MG-FLOT LLC"
        assert row[other] == FRAME.loc[0, other]
        assert row["Country"] == ""
        assert row[["Ship", "IMO", "Flag", "Notes"]].tolist() == [
            "EVER GIVEN", "9811000", "PA", "coffee",
        ]  # fmt: skip


def test_a_text_replaces_the_free_text_and_nothing_else() -> None:
    for entry in (SHIP, COMPANY):
        planted = rows(Plant(named("free_text_name"), entry, {"free_text": "PER MV X"}))
        assert planted.frame.iloc[0].tolist() == [
            "EVER GIVEN", "9811000", "PA", "PINE HILL", "QUIET QUAY", "NL", "PER MV X", 1,
        ]  # fmt: skip


def test_without_hosts_the_rows_are_empty_but_for_the_plant() -> None:
    planted = rows(Plant(named("imo_slip"), SHIP, {"name": "LADY R", "imo": "9161004"}), hosts=())
    assert planted.frame.iloc[0].tolist() == ["LADY R", "9161004", "", "", "", "", "", ""]
    assert planted.hosts == [None]


def test_every_host_is_copied_by_the_seed_and_the_manifest_is_not_changed() -> None:
    before = FRAME.copy(deep=True)
    plants = [Plant(named("exact"), SHIP, {"name": "LADY R"})] * 30
    planted = rows(*plants, hosts=(0, 1), seed=5)
    assert set(planted.hosts) == {0, 1}
    assert planted.hosts == rows(*plants, hosts=(0, 1), seed=5).hosts
    assert planted.hosts != rows(*plants, hosts=(0, 1), seed=6).hosts
    pd.testing.assert_frame_equal(FRAME, before)


def test_no_plants_make_no_rows_with_the_same_columns() -> None:
    planted = rows()
    assert planted.frame.shape == (0, len(FRAME.columns))
    assert planted.frame.columns.tolist() == FRAME.columns.tolist()


def test_columns_of_the_same_label_are_each_written_by_position() -> None:
    frame = pd.DataFrame([["A", "B", "C"]], columns=["Ship", "Remark", "Remark"])
    texts = Plant(named("exact"), SHIP, {"name": "LADY R"})
    planted = plant([texts], frame, {"Ship": "vessel"}, [0], seed=0)
    assert planted.frame.iloc[0].tolist() == ["LADY R", "B", "C"]


def test_every_distortion_s_texts_can_be_written_into_a_row() -> None:
    everything = ListedEntry(
        "x:1", "x", Kind.VESSEL, "GOLDEN OCEAN STAR 5",
        imo="9161003", mmsi="273212120", call_sign="UBDT8",
    )  # fmt: skip
    mapping = {**MAPPING, "Teu": "mmsi", "Sign": "call_sign"}
    frame = FRAME.assign(Sign="")
    for distortion in DISTORTIONS:
        texts = distortion.variant(everything, Random(1))  # noqa: S311 - no secret
        if texts and Kind.VESSEL in distortion.kinds:
            planted = plant([Plant(distortion, everything, texts)], frame, mapping, [0], seed=0)
            assert sorted(planted.fields[0].values()) == sorted(texts.values())
