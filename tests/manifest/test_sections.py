"""Headings again between rows, and what stands above headings and holds for their rows."""

from __future__ import annotations

import pytest

from vscreen.files.cells import NO_VALUE, UnreadCell
from vscreen.manifest.layout.form import Pair
from vscreen.manifest.layout.known import Known
from vscreen.manifest.layout.sections import Sections, with_given
from vscreen.manifest.layout.table import Table

KNOWN = Known()
HEAD = ["Vessel", "IMO", "Port"]


def sections() -> Sections:
    return Sections(list(HEAD), [list(HEAD)], KNOWN, "line")


def rows(table: Table) -> list[tuple[str, ...]]:
    return list(zip(*(map(str, column) for column in table.columns), strict=True))


def test_the_same_headings_are_no_shipment() -> None:
    some = sections()
    for number, cells in enumerate(
        [["A", "1", "x"], [" vessel", "imo", "PORT"], ["B", "2", "y"]], 2
    ):
        some.add(number, cells)
    table = some.table()
    assert rows(table) == [("A", "1", "x"), ("B", "2", "y")]
    assert table.notes == ["headings once more, on line 3: no shipments"]


def test_below_other_headings_rows_are_read_by_these() -> None:
    some = sections()
    some.add(2, ["A", "1", "x"])
    some.add(3, ["IMO No.", "Ship", "Consignee"])
    some.add(4, ["2", "B", "ACME"])
    table = some.table()
    assert table.headings == ["Vessel", "IMO", "Port", "Consignee"]
    assert rows(table) == [("A", "1", "x", ""), ("B", "2", "", "ACME")]


def test_headings_of_another_width_are_seen_among_the_rows_that_do_not_fit() -> None:
    some = sections()
    some.reject(2, "4 fields", "Vessel,IMO,Flag,Consignee", ["Vessel", "IMO", "Flag", "Consignee"])
    some.add(3, ["A", "1", "PA", "ACME"])
    table = some.table()
    assert (table.rejected, rows(table)) == ([], [("A", "1", "", "PA", "ACME")])


@pytest.mark.parametrize(
    "cells",
    [
        ["SHIPPER", "", "x"],
        ["LADY R", "SHIPPER", "CONSIGNEE"],
        ["Vessel", "9161003", "Port"],
        ["MASTER", "Vessel Trading Co", "Consignee Logistics"],
        ["Vessel", "", ""],
    ],
)
def test_a_shipment_that_holds_words_of_headings_is_one(cells: list[str]) -> None:
    some = sections()
    some.add(2, cells)
    assert rows(some.table()) == [tuple(cells)]


def test_labels_between_rows_or_below_them_are_a_row_of_their_own() -> None:
    head = ["B/L", "Shipper", "Qty"]
    some = Sections(head, [head], KNOWN, "line")
    some.add(2, ["1", "ACME", "5"])
    some.add(3, ["Vessel:", "LADY R", ""])
    some.add(4, ["2", "BETA: x", "5"])
    table = some.table()
    assert table.lines == [2, 4, 3]
    assert rows(table)[2] == ("", "", "", "LADY R")


def test_without_headings_no_row_is_headings() -> None:
    some = Sections([""] * 3, [], KNOWN, "line")
    some.add(1, HEAD)
    assert rows(some.table()) == [tuple(HEAD)]


def test_labels_just_above_headings_once_more_hold_for_the_rows_below_them() -> None:
    head = ["B/L", "Shipper", "Qty"]
    some = Sections(head, [head], KNOWN, "line", [(1, Pair("Vessel", ("MARIA",), True))])
    some.add(3, ["1", "ACME", "5"])
    some.reject(4, "2 fields", "Vessel: ANGARA,", ["Vessel: ANGARA", ""])
    some.add(5, head)
    some.add(6, ["2", "ACME", "5"])
    table = some.table()
    assert table.rejected == []
    assert [row[-1] for row in rows(table)] == ["MARIA", "ANGARA"]


def test_a_second_line_of_other_headings_belongs_to_them() -> None:
    some = sections()
    some.add(2, ["A", "1", "x"])
    for number, cells in enumerate(
        [["Ship", "", "Shipper"], ["Name", "IMO", ""], ["B", "2", "C"]], 3
    ):
        some.add(number, cells)
    table = some.table()
    assert rows(table)[1][:2] == ("B", "2")
    assert len(table.lines) == 2


def test_a_cell_that_says_something_else_is_told_with_its_place() -> None:
    some = sections()
    some.add(7, ["A", UnreadCell(NO_VALUE), 5.0])
    table = some.table()
    assert rows(table) == [("A", "#VALUE!", "5")]
    assert table.unread[0, 1].startswith("the formula in B7 has no stored value")


def test_a_ship_above_a_table_of_ships_is_a_row_of_its_own() -> None:
    table = Table(["Vessel", "Shipper"], [["MARIA"], ["ACME"]], [3])
    given = [(1, Pair("Vessel", ("ANGARA",), True)), (2, Pair("Consignee", ("BETA",), True))]
    one, own = with_given(table, given, KNOWN)
    assert (one.headings, rows(one)) == (
        ["Vessel", "Shipper", "Consignee"],
        [("MARIA", "ACME", "BETA")],
    )
    assert (own.headings, rows(own), own.lines) == (["Vessel"], [("ANGARA",)], [1])


def test_labels_above_a_table_without_rows_are_a_row() -> None:
    given = [(1, Pair("Vessel", ("ANGARA",), True)), (2, Pair("Consignee", ("BETA",), True))]
    _, own = with_given(Table(["Qty"], [[]], []), given, KNOWN)
    assert rows(own) == [("ANGARA", "BETA")]
