"""Of two editions of a list: what vanished, whether the later is cut, and which is older."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vscreen.errors import ListWarning, ShrunkListError, StaleListError
from vscreen.lists.reading import ListEntry, assemble
from vscreen.schema import Kind, NameKind, Scheme
from vscreen.snapshots import editions
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.read import read_lists, take_snapshot
from vscreen.snapshots.snapshot import Snapshot


def edition(
    ids: Iterable[object], *, word: str = "HERON", aliases: int = 0, numbers: bool = False
) -> Snapshot:
    """Ships of a list, called by a word and their id."""
    entries = []
    for key in map(str, ids):
        ship = ListEntry(key, Kind.VESSEL, f"{word} {key}")
        for place in range(aliases):
            ship.add_name(f"EGRET {key} {place}", NameKind.STRONG_ALIAS)
        if numbers:
            ship.add_identifier(Scheme.MMSI, f"{273_000_000 + int(key)}")
        entries.append(ship)
    return replace(
        take_snapshot(assemble("mine", entries, reader="own", version="1", sources=[])),
        edition="text",
    )


def said(before: Snapshot, now: Snapshot) -> list[str]:
    return [str(error) for error in editions.losses(before, now)]


@pytest.mark.parametrize(
    ("before", "now", "lost"),
    [(100, 90, 0), (100, 89, 2), (100, 200, 0), (8, 6, 0), (8, 5, 2), (5, 4, 0), (2, 1, 0)],
)
def test_a_list_may_lose_a_tenth_at_once_and_two_whatever_its_size(
    before: int, now: int, lost: int
) -> None:
    found = said(edition(range(before)), edition(range(now)))
    assert len(found) == lost
    assert not lost or "at most 10% may go at once or step by step: look at what" in found[0]


def test_what_vanished_is_counted_by_id_and_not_net() -> None:
    before = edition(range(301))
    exchanged = said(before, edition(range(1000, 1301)))
    assert (
        "lost 301 of the 301 entries that it held before, such as HERON 0 (mine:0)" in exchanged[0]
    )
    grown = said(before, edition([*range(200), *range(1000, 2000)]))
    assert "lost 101 of the 301 entries" in grown[0]
    assert said(before, edition([*range(290), *range(1000, 2000)])) == []


def test_ids_that_stay_while_all_else_is_exchanged_keep_nothing() -> None:
    before = edition(range(50))
    assert "lost 50 of the 50 entries" in said(before, edition(range(50), word="STORK"))[0]


def test_a_renamed_ship_and_a_list_numbered_anew_lose_nothing() -> None:
    before = edition(range(50), numbers=True)
    renamed = edition(range(50), word="STORK", numbers=True)
    assert len(editions.vanished(before, renamed)) == 0
    others = [ListEntry(f"new-{key}", Kind.VESSEL, f"Heron {key}") for key in range(50)]
    anew = take_snapshot(assemble("mine", others, reader="own", version="1", sources=[]))
    assert len(editions.vanished(before, anew)) == 0


def test_names_and_numbers_of_entries_that_stay_must_stay_too() -> None:
    before = edition(range(50), aliases=2, numbers=True)
    (names,) = said(before, edition(range(50), numbers=True))
    assert "lost 100 of the 150 names that it held before, of entries that stay" in names
    (numbers,) = said(before, edition(range(50), aliases=2))
    assert "lost 50 of the 50 numbers" in numbers
    assert said(before, edition(range(46), aliases=2, numbers=True)) == []


@given(
    st.lists(st.integers(0, 60), unique=True, min_size=1, max_size=40),
    st.lists(st.integers(0, 60), unique=True, min_size=1, max_size=40),
)
def test_what_vanished_is_the_difference_of_the_ids(before: list[int], now: list[int]) -> None:
    gone = editions.vanished(edition(before), edition(now))["entry"]
    assert set(gone) == {f"mine:{key}" for key in {*before} - {*now}}


@pytest.mark.parametrize(
    ("now", "with_length", "without_length"),
    [
        (range(97), True, True),  # the last three of a hundred are gone
        (range(98), False, True),
        (range(99), False, True),
        ([*range(97), 200], False, False),  # a new entry is the last
        ([*range(50), *range(58, 100)], False, False),  # eight of the midst are gone
        (range(3, 100), False, False),
        (range(100), False, False),
    ],
)
def test_a_list_that_ends_in_the_midst_of_the_one_before_looks_cut(
    now: Iterable[int], with_length: bool, without_length: bool
) -> None:
    before, after = edition(range(100)), edition(now)
    assert bool(list(editions.cuts(before, after, is_measured=True))) is with_length
    assert bool(list(editions.cuts(before, after, is_measured=False))) is without_length


def test_what_can_not_be_cut_at_the_end_of_a_line_does_not_look_cut() -> None:
    before, after = edition(range(100)), replace(edition(range(95)), edition="xml")
    assert not list(editions.cuts(before, after, is_measured=False))


def test_an_older_edition_is_told_by_its_day() -> None:
    old, new = (replace(edition(range(9)), published=date(2026, month, 1)) for month in (3, 4))
    assert list(editions.rollbacks(old, new)) == list(editions.rollbacks(new, new)) == []
    (error,) = editions.rollbacks(new, old)
    assert isinstance(error, StaleListError)
    assert "is of 2026-03-01, older than the edition in use, which is of 2026-04-01" in str(error)
    assert list(editions.rollbacks(replace(new, published=None), old)) == []


def test_check_compares_with_the_previous_snapshots() -> None:
    other = replace(edition(range(9)), list="other")
    now, before = Lists((edition(range(80)),)), Lists((edition(range(100)), other))
    now.check()
    with pytest.raises(ShrunkListError, match="lost 20 of the 100 entries that it held before"):
        now.check(previous=before)
    now.check(previous=Lists((edition(range(85)),)))


def test_how_much_a_list_may_lose_is_data() -> None:
    before, now = edition(range(100)), edition(range(60))
    assert not list(editions.losses(before, now, most=0.5))
    assert list(editions.losses(before, now, most=0.3))


def test_of_the_real_lists_the_newer_lost_little_and_the_older_lacks_much(shared: Path) -> None:
    old = read_lists(shared / "lists" / "us-ofac-sdn-xml")
    with pytest.warns(ListWarning):
        new = read_lists(shared / "lists" / "us-ofac-sdn-csv")
    new.check(previous=old)
    with pytest.raises(ShrunkListError, match=r"lost 5,8\d\d of the 13,821 entries"):
        old.check(previous=new)
