"""Diffs: what the publisher changed is told, what an edition prints otherwise is not."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from vscreen.errors import ListWarning
from vscreen.lists.reading import ListEntry, assemble
from vscreen.schema import Kind, NameKind, Relation, Scheme
from vscreen.snapshots.diff import Changes, diff
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.read import bundled_lists, read_lists, take_snapshot
from vscreen.snapshots.snapshot import Snapshot


def ship(key: str = "1", name: str = "HERON", imo: str = "9074729", **facts: str) -> ListEntry:
    entry = ListEntry(key, Kind.VESSEL, name)
    if imo:
        entry.add_identifier(Scheme.IMO_SHIP, imo)
    for column, value in facts.items():
        for one in value.split(";"):
            entry.add_fact(column, one)
    return entry


def take(*entries: ListEntry, list_id: str = "mine") -> Snapshot:
    return take_snapshot(assemble(list_id, entries, reader="own", version="1", sources=[]))


def rows(changes: Changes) -> list[tuple[str, ...]]:
    return list(
        changes.changed[["entry", "field", "old", "new"]].itertuples(index=False, name=None)
    )


def test_nothing_changed_between_a_snapshot_and_itself() -> None:
    changes = diff(bundled_lists(), bundled_lists())
    assert not changes
    assert changes.summary() == {
        "added": 0, "removed": 0, "changed": 0, "renamed": 0, "unchanged": 86,
    }  # fmt: skip
    assert [list(frame.columns) for frame in (changes.changed, changes.renamed)] == [
        ["entry", "name", "field", "old", "new"],
        ["entry", "kind", "imo", "old", "new"],
    ]


def test_entries_come_and_go() -> None:
    changes = diff(take(ship("1"), ship("2", imo="")), take(ship("1"), ship("3", "WREN", "")))
    assert changes.added["entry"].tolist() == ["mine:3"]
    assert changes.removed["entry"].tolist() == ["mine:2"]
    assert changes.added.columns.tolist() == list(bundled_lists().entries.columns)
    assert changes.unchanged == 1
    assert changes


def test_a_rename_in_place_is_shown_as_such() -> None:
    renamed = ship(name="WREN")
    renamed.add_name("HERON", NameKind.FORMER)
    changes = diff(take(ship()), take(renamed))
    assert changes.renamed.to_dict("records") == [
        {"entry": "mine:1", "kind": "vessel", "imo": "9074729", "old": "HERON", "new": "WREN"}
    ]
    assert rows(changes) == [
        ("mine:1", "former", "", "HERON"),
        ("mine:1", "name", "HERON", "WREN"),
    ]
    assert changes.changed["name"].tolist() == ["WREN", "WREN"]
    assert (len(changes.added), len(changes.removed)) == (0, 0)


def test_ships_stand_before_others_among_the_renamed() -> None:
    def both(suffix: str) -> Snapshot:
        return take(
            ListEntry("1", Kind.PERSON, f"A{suffix}"),
            ship("2", f"B{suffix}"),
            ship("3", f"C{suffix}"),
        )

    assert diff(both(""), both("X")).renamed["entry"].tolist() == ["mine:2", "mine:3", "mine:1"]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda one: one.add_fact("flag", "Panama"), ("flag", "", "Panama")),
        (lambda one: one.add_fact("programs", "RUSSIA"), ("programs", "", "RUSSIA")),
        (lambda one: one.add_number("gross_tonnage", "9,000"), ("gross_tonnage", "", "9000")),
        (lambda one: one.add_fact("remarks", "Look."), ("remarks", "", "Look.")),
        (lambda one: one.add_fact("listed_on", "2024-05-24"), ("listed_on", "", "2024-05-24")),
        (lambda one: one.add_name("WREN", NameKind.WEAK_ALIAS), ("weak_alias", "", "WREN")),
        (lambda one: one.add_name("앙가라", NameKind.STRONG_ALIAS), ("native", "", "앙가라")),
        (lambda one: one.add_identifier(Scheme.MMSI, "273123456"), ("mmsi", "", "273123456")),
        (lambda one: one.add_link(Relation.OWNER, "IBEX LTD."), ("owner", "", "IBEX LTD.")),
    ],
)
def test_every_fact_that_is_added_or_taken_away_is_told(
    change: object, expected: tuple[str, str, str]
) -> None:
    # Another entry has everything, so that no column is one that an edition never fills in.
    full = ship("2", imo="9074730", flag="X", programs="X", remarks="X", listed_on="2020")
    full.add_number("gross_tonnage", "1")
    plain, more = ship(), ship()
    change(more)  # type: ignore[operator]
    field, old, new = expected
    assert rows(diff(take(plain, full), take(more, full))) == [("mine:1", field, old, new)]
    assert rows(diff(take(more, full), take(plain, full))) == [("mine:1", field, new, old)]


def test_values_gone_and_come_stand_side_by_side() -> None:
    old = ship(flag="Panama;Togo", programs="A;B")
    new = ship(flag="Togo;Iran;Gabon", programs="B;A")
    assert rows(diff(take(old), take(new))) == [("mine:1", "flag", "Panama", "Gabon; Iran")] or (
        rows(diff(take(old), take(new))) == [("mine:1", "flag", "Panama", "Iran; Gabon")]
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [("HERON  ONE", "Heron One"), ('"HERON" CO', "'HERON' CO"), ("HERON LTD.", "HERON LTD")],
)
def test_case_blanks_quotes_and_a_last_full_stop_are_no_change(old: str, new: str) -> None:
    assert not diff(take(ship(name=old)), take(ship(name=new)))


def test_a_passports_dates_of_issue_are_no_change() -> None:
    old, new = ListEntry("1", Kind.PERSON, "A"), ListEntry("1", Kind.PERSON, "A")
    old.add_identifier(Scheme.OTHER, "Passport S1 (Iran)")
    new.add_identifier(Scheme.OTHER, "Passport S1 (Iran) issued 1 Jan 2001 expires 16 Apr 2002")
    assert not diff(take(old), take(new))


def test_a_column_that_one_side_never_fills_in_is_named_and_not_compared() -> None:
    changes = diff(take(ship()), take(ship(listed_on="2024-05-24")))
    assert not changes
    assert changes.not_compared == ("mine: listed_on",)


def test_remarks_of_two_editions_are_not_compared() -> None:
    old = replace(take(ship(remarks="IMO 9074729")), edition="text")
    new = replace(take(ship(remarks="")), edition="xml")
    assert diff(old, new).not_compared == ("mine: remarks",)
    assert rows(diff(old, replace(new, edition="text"))) == []
    both = replace(take(ship(remarks="more")), edition="text")
    assert rows(diff(old, both)) == [("mine:1", "remarks", "IMO 9074729", "more")]


def test_a_ship_under_a_new_key_is_the_same_entry() -> None:
    changes = diff(take(ship("1")), take(ship("7", "WREN")))
    assert (len(changes.added), len(changes.removed), len(changes.renamed)) == (0, 0, 1)
    assert rows(changes) == [
        ("mine:7", "entry", "mine:1", "mine:7"),
        ("mine:7", "name", "HERON", "WREN"),
    ]


def test_a_number_that_two_ships_bear_tells_nothing_of_keys() -> None:
    changes = diff(take(ship("1"), ship("2")), take(ship("7")))
    assert (len(changes.added), len(changes.removed)) == (1, 2)


def test_the_same_number_on_another_list_is_another_entry() -> None:
    changes = diff(take(ship()), take(ship(), list_id="other"))
    assert (len(changes.added), len(changes.removed)) == (1, 1)


def test_several_lists_are_compared_each_with_itself() -> None:
    old = Lists((take(ship()), take(ship("2"), list_id="other")))
    new = Lists((take(ship("2", "WREN"), list_id="other"), take(ship())))
    assert diff(old, new).renamed["entry"].tolist() == ["other:2"]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (1, 2, 0)])
def test_the_order_of_entries_does_not_matter(order: Sequence[int]) -> None:
    old = [ship("1"), ship("2", imo="9074730"), ship("3", imo="")]
    new = [ship("1", "WREN"), ship("2", "FINCH", "9074730"), ship("3", "CROW", "")]
    changes = diff(take(*old), take(*(new[place] for place in order)))
    pd.testing.assert_frame_equal(changes.changed, diff(take(*old), take(*new)).changed)


def test_two_editions_of_one_day_hardly_differ(shared: Path) -> None:
    """OFAC's consolidated list: XML of March 2025 against CSV of December 2025."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ListWarning)
        lists = [read_lists(shared / "lists" / f"us-ofac-cons-{one}") for one in ("xml", "csv")]
    changes = diff(*lists)
    assert changes.summary() == {
        "added": 0, "removed": 1, "changed": 12, "renamed": 1, "unchanged": 430,
    }  # fmt: skip


@pytest.mark.filterwarnings("ignore::vscreen.errors.ListWarning")
def test_the_sdn_list_of_2021_against_that_of_2023(shared: Path) -> None:
    old = read_lists(shared / "lists" / "us-ofac-sdn-xml")
    new = read_lists(shared / "lists" / "us-ofac-sdn-csv")
    changes = diff(old, new)
    assert (len(changes.added), len(changes.removed), changes.unchanged) == (5_849, 860, 7_708)
    ships = changes.renamed.query("kind == 'vessel'")[["imo", "old", "new"]]
    assert ships.values.tolist() == [
        ["9187655", "ARK", "ARK III"],
        ["9362061", "HORSE", "HAWK"],
        ["9079066", "BELEMA LIGHT CRUDE", "NAROON"],
        ["9171462", "SOL", "SANAN"],
        ["9357353", "SANA", "SEVIN"],
        ["7406784", "SAND SWAN", "EBANO"],
    ]
