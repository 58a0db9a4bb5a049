"""Former names behind a ship's name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vscreen.lists.eu.former_names import ship_names
from vscreen.schema import NameKind


@pytest.mark.parametrize(
    "cell",
    [
        "Heron (formerly Stork)",
        "Heron (Formerly Stork",
        "Heron (formerly\u00a0Stork)",
        "Heron (ex Stork)",
        "Heron [EX-Stork]",
        "Heron (f/k/a Stork)",
        "Heron (former name: Stork)",
        "Heron (previously known as Stork)",
        "Heron, formerly Stork",
        "Heron ex. Stork",
        "Heron - ex Stork",
    ],
)
def test_the_name_leads_and_the_former_name_is_former(cell: str) -> None:
    assert ship_names(cell) == [("Heron", NameKind.PRIMARY), ("Stork", NameKind.FORMER)]


@pytest.mark.parametrize(
    "cell",
    [
        "Heron (formerly Stork; Crane)",
        "Heron (formerly Stork, Crane)",
        "Heron (formerly Stork and ex Crane)",
        "Heron (formerly Stork) (ex Crane)",
        "Heron ex-Stork ex-Crane",
    ],
)
def test_several_former_names_are_told_apart(cell: str) -> None:
    assert [name for name, _ in ship_names(cell)] == ["Heron", "Stork", "Crane"]


def test_a_new_name_is_an_alias() -> None:
    assert ship_names("Heron (now Stork)")[1] == ("Stork", NameKind.STRONG_ALIAS)
    assert ship_names("Heron (renamed to Stork)")[1] == ("Stork", NameKind.STRONG_ALIAS)


@pytest.mark.parametrize(
    "cell", ["Lady R", "EX LARA", "Fedex One", "Exmar", "Texas Ex 5", "Fka Star", "Heron (IMO 1)"]
)
def test_a_name_without_another_stays_whole(cell: str) -> None:
    assert ship_names(cell) == [(cell, NameKind.PRIMARY)]


def test_a_cell_of_a_former_name_alone_is_kept_as_printed() -> None:
    assert [name for name, _ in ship_names("(formerly Stork)")] == ["(formerly Stork)", "Stork"]


@given(st.text(st.sampled_from("Aé 1()[];,-.xf/"), max_size=20))
def test_any_cell_has_a_name_unless_it_is_blank(cell: str) -> None:
    (name, kind), *_ = ship_names(cell)
    assert kind == NameKind.PRIMARY
    assert bool(name) == bool(cell.strip())
