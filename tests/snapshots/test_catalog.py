"""What is known of lists before they are read: tables that agree with each other."""

from __future__ import annotations

from vscreen.data import read_table
from vscreen.schema import Scheme
from vscreen.snapshots.catalog import MAX_SHRINK, Nature, Range, catalog
from vscreen.snapshots.guards import IMO_SHARE, NAMES_EACH, PLURALS, PROGRAM, closing


def test_every_guard_makes_sense() -> None:
    for guard in catalog().values():
        assert 0 < guard.min_entries <= (guard.max_entries or guard.min_entries)
        assert guard.title


def test_the_tables_of_guards_speak_of_known_lists_and_measures() -> None:
    known = catalog()
    measured = {"entries", "names", *PLURALS.values(), IMO_SHARE, NAMES_EACH}
    for name in ("guards.csv", "canaries.csv"):
        rows = read_table(name)
        assert {row["list"] for row in rows} <= known.keys()
        assert all(row["source"] for row in rows)
        assert rows == sorted(rows, key=lambda row: row["list"])
    for guard in known.values():
        for one in guard.ranges:
            assert one.measure in measured or one.measure.startswith(PROGRAM)
            assert 0 <= one.least <= (one.most or one.least)
        for canary in guard.canaries:
            assert canary.scheme in {"entry", *map(str, Scheme)}
        assert 0 < guard.max_shrink < 1


def test_ranges_and_canaries_of_a_list_stand_with_it() -> None:
    guard = catalog()["au-dfat"]
    assert guard.ranges[:2] == (
        Range("entries", guard.min_entries, guard.max_entries),
        Range("vessels", guard.min_vessels, None),
    )
    asked = [row for row in read_table("guards.csv") if row["list"] == "au-dfat"]
    assert [one.measure for one in guard.ranges[2:]] == [row["measure"] for row in asked]
    assert {canary.name for canary in guard.canaries} == {
        row["name"] for row in read_table("canaries.csv") if row["list"] == "au-dfat"
    }


def test_what_the_table_leaves_empty_is_a_sanction_that_loses_a_tenth_at_most() -> None:
    rows = {row["list"]: row for row in read_table("lists.csv")}
    assert {guard.nature for guard in catalog().values()} == set(Nature)
    for name, guard in catalog().items():
        row = rows[name]
        assert row["source"]
        assert row["publisher"]
        assert row["nature"] or guard.nature is Nature.SANCTION
        assert row["max_shrink"] or guard.max_shrink == MAX_SHRINK
        assert row["published"] or guard.published is None


def test_a_closed_list_says_since_when_and_what_replaces_it() -> None:
    closed = {name: guard for name, guard in catalog().items() if guard.closed}
    assert set(closed) == {row["list"] for row in read_table("closed_lists.csv")}
    assert all(guard.instead for guard in closed.values())
    (sentence,) = closing("uk-ofsi", closed["uk-ofsi"])
    assert sentence == (
        "uk-ofsi: closed on 28 January 2026; the UK Sanctions List (uk-sanctions) replaces it, and "
        "who was listed since then is not on it"
    )
    assert not list(closing("uk-sanctions", catalog()["uk-sanctions"]))
