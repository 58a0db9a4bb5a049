"""Subjects: the same ship on several lists is one, and no two ships ever are."""

from __future__ import annotations

import random
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vscreen.lists.reading import ListEntry, assemble
from vscreen.schema import Kind, NameKind, Scheme
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.read import bundled_lists, read_lists, take_snapshot
from vscreen.snapshots.subjects import subjects

HERON, WREN = "9161003", "9179842"
COMPANY = "5766958"
LEI = "5493001KJTIIGC8Y1R12"
SHIP, FIRM = Kind.VESSEL, Kind.ORGANIZATION


def entry(key: str, *numbers: str, kind: Kind = SHIP, name: str = "HERON") -> ListEntry:
    """Numbers read ``scheme value``; a bare one is a ship's IMO number."""
    one = ListEntry(key, kind, name)
    for number in numbers:
        scheme, _, value = number.rpartition(" ")
        one.identifiers[Scheme(scheme or "imo_ship"), value] = ""
    return one


def lists_of(**entries: list[ListEntry]) -> Lists:
    return Lists(
        tuple(
            take_snapshot(assemble(name, some, reader="own", version="1", sources=[]))
            for name, some in entries.items()
        )
    )


def groups(lists: Lists) -> list[list[str]]:
    found = subjects(lists)
    assert found["entry"].tolist() == lists.entries["entry"].tolist(), "no entry disappears"
    return sorted(sorted(part) for _, part in found.groupby("subject")["entry"])


def test_the_same_imo_number_is_one_subject_whatever_the_name() -> None:
    lists = lists_of(us=[entry("1", HERON)], uk=[entry("A", HERON, name="CROW")])
    assert groups(lists) == [["uk:A", "us:1"]]
    assert set(subjects(lists)["subject"]) == {f"imo_ship:{HERON}"}


def test_the_same_eni_is_one_subject_and_another_is_another() -> None:
    lists = lists_of(
        us=[entry("1", "eni 02321234")],
        uk=[entry("A", "eni 02321234", name="CROW"), entry("B", "eni 02321235")],
    )
    assert groups(lists) == [["uk:A", "us:1"], ["uk:B"]]


def test_a_name_alone_joins_nothing() -> None:
    assert groups(lists_of(us=[entry("1")], uk=[entry("A")])) == [["uk:A"], ["us:1"]]


@pytest.mark.parametrize("number", [f"imo_company {COMPANY}", f"lei {LEI}"])
def test_companies_are_one_by_their_own_numbers(number: str) -> None:
    lists = lists_of(us=[entry("1", number, kind=FIRM)], uk=[entry("A", number, kind=FIRM)])
    assert groups(lists) == [["uk:A", "us:1"]]


def test_a_ship_and_a_company_of_one_number_are_two() -> None:
    lists = lists_of(us=[entry("1", f"lei {LEI}")], uk=[entry("A", f"lei {LEI}", kind=FIRM)])
    assert len(groups(lists)) == 2


@pytest.mark.parametrize(
    "number",
    ["imo_ship 9161004", "imo_ship does not exist", "imo_company 1", "lei X", "tax 77", "other P1"],
)
def test_a_number_that_is_none_or_not_of_one_subject_joins_nothing(number: str) -> None:
    one = ListEntry("1", SHIP, "HERON")
    scheme, _, value = number.partition(" ")
    one.identifiers[Scheme(scheme), value] = ""
    other = ListEntry("A", SHIP, "HERON", identifiers=dict(one.identifiers))
    assert len(groups(lists_of(us=[one], uk=[other]))) == 2


def test_an_mmsi_joins_only_beside_an_equal_name() -> None:
    mmsi = "mmsi 273311010"
    assert groups(lists_of(us=[entry("1", mmsi)], uk=[entry("A", mmsi, name="M/V Heron")])) == [
        ["uk:A", "us:1"]
    ]
    assert len(groups(lists_of(us=[entry("1", mmsi)], uk=[entry("A", mmsi, name="WREN")]))) == 2


def test_an_mmsi_joins_by_a_former_name_and_not_by_a_weak_one() -> None:
    for kind, count in ((NameKind.FORMER, 1), (NameKind.WEAK_ALIAS, 2)):
        renamed = entry("A", "mmsi 273311010", name="WREN")
        renamed.add_name("HERON", kind)
        lists = lists_of(us=[entry("1", "mmsi 273311010")], uk=[renamed])
        assert len(groups(lists)) == count


def test_valid_numbers_that_differ_keep_ships_apart_whatever_they_share() -> None:
    mmsi = "mmsi 273311010"
    lists = lists_of(us=[entry("1", HERON, mmsi)], uk=[entry("A", WREN, mmsi)])
    assert groups(lists) == [["uk:A"], ["us:1"]]


def test_an_entry_with_two_numbers_does_not_make_two_ships_one() -> None:
    lists = lists_of(us=[entry("1", HERON)], uk=[entry("A", HERON, WREN)], eu=[entry("x", WREN)])
    found = groups(lists)
    assert found == [["eu:x"], ["uk:A", "us:1"]]
    assert subjects(lists)["subject"].nunique() == 2


def test_an_entry_without_a_number_does_not_make_two_ships_one() -> None:
    mmsi = "mmsi 273311010"
    lists = lists_of(
        us=[entry("1", HERON, mmsi)], uk=[entry("A", mmsi)], eu=[entry("x", WREN, mmsi)]
    )
    assert sorted(map(len, groups(lists))) == [1, 2]


@st.composite
def some_entries(draw: st.DrawFn) -> list[tuple[str, ListEntry]]:
    numbers = [HERON, WREN, "9358010", "mmsi 273311010", "mmsi 273311011", f"lei {LEI}"]
    chosen = st.lists(st.sampled_from(numbers), max_size=3, unique=True)
    names = st.sampled_from(["HERON", "WREN"])
    return [
        (
            draw(st.sampled_from(["us", "uk", "eu"])),
            entry(str(key), *draw(chosen), name=draw(names)),
        )
        for key in range(draw(st.integers(1, 9)))
    ]


@given(some_entries(), st.randoms(use_true_random=False))
def test_whatever_the_entries_and_their_order(
    drawn: list[tuple[str, ListEntry]], dice: random.Random
) -> None:
    def gather(some: list[tuple[str, ListEntry]]) -> Lists:
        return lists_of(**{name: [one for at, one in some if at == name] for name, _ in some})

    lists = gather(drawn)
    found = subjects(lists).set_index("entry")["subject"]
    shuffled = drawn.copy()
    dice.shuffle(shuffled)
    again = subjects(gather(shuffled)).set_index("entry")["subject"]
    assert found.to_dict() == again.to_dict(), "no order matters"
    assert len(found) == len(drawn), "no entry disappears"
    numbers = {
        f"{name}:{one.key}": {value for scheme, value in one.identifiers if scheme == "imo_ship"}
        for name, one in drawn
    }
    for _, part in found.groupby(found):
        known = [numbers[one] for one in part.index if numbers[one]]
        assert all(one & other for one in known for other in known), "no two ships are one"


def test_no_list_has_no_subject() -> None:
    assert subjects(Lists()).columns.tolist() == ["subject", "entry"]
    assert len(subjects(Lists())) == 0


def test_the_founding_ship_is_one_subject_on_two_real_lists(shared: Path) -> None:
    with pytest.warns():
        lists = read_lists(shared / "lists" / "us-ofac-sdn-csv") + bundled_lists()
    found = subjects(lists)
    assert len(found) == len(lists.entries)
    ships = pd.Series(found["entry"].str.partition(":")[0]).groupby(found["subject"]).agg(set)
    for imo in ("8517839", "9161003", "9179842", "9358010"):
        assert ships[f"imo_ship:{imo}"] == {"us-sdn", "kr-mofa"}
