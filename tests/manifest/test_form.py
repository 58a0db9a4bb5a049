"""Labels beside values: alone in a file, several in a line, above a table."""

from __future__ import annotations

import pytest

from vscreen.manifest.layout.form import Line, Pair, form_rows, is_harmless, left_over, read_form
from vscreen.manifest.layout.known import Known

KNOWN = Known()


def pairs(*cells: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(pair.label, pair.values) for pair in Line.of(cells, KNOWN).pairs]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["Vessel:", "MARIA"], [("Vessel", ("MARIA",))]),
        (["Vessel", "", "MARIA"], [("Vessel", ("MARIA",))]),
        (["Vessel: MARIA"], [("Vessel", ("MARIA",))]),
        (["Vessel：MARIA"], [("Vessel", ("MARIA",))]),
        (["Vessel: MARIA IMO: 8517839"], [("Vessel", ("MARIA",)), ("IMO", ("8517839",))]),
        (["Vessel", "MARIA", "Flag", "PA"], [("Vessel", ("MARIA",)), ("Flag", ("PA",))]),
        (["Vessel:", "", "Voyage: 12E"], [("Vessel", ()), ("Voyage", ("12E",))]),
        (["Consignee:", "Vessel Trading Co"], [("Consignee", ("Vessel Trading Co",))]),
        (["Shipper", "ACME", "Dubai"], [("Shipper", ("ACME", "Dubai"))]),
        (["MARIA", "8517839"], []),
        (["ETA 12:30", "x"], []),
        (["MARIA", "اسم السفينة:"], [("اسم السفينة", ("MARIA",))]),
    ],
)
def test_labels_are_told_from_values(
    cells: list[str], expected: list[tuple[str, tuple[str, ...]]]
) -> None:
    assert pairs(*cells) == expected


def test_headings_beside_each_other_are_no_labels_with_values() -> None:
    assert not Line.of(["Vessel", "Port", "Consignee", "Qty"], KNOWN).is_labelled


@pytest.mark.parametrize(
    ("cells", "harmless"),
    [
        (["Weekly report", "", ""], True),
        (["Printed", "2026-05-12", ""], True),
        (["Voyage:", "12E"], True),
        (["MV MARIA VOY 12"], False),
        (["Report for IMO 8517839"], False),
        (["Ship no. 8517839"], False),
        (["Tel. 5551234"], True),
        (["MARIA", "Rason"], False),
        (["Vessel:", "MARIA"], False),
        (["Consignee"], False),
    ],
)
def test_what_may_name_somebody_is_not_passed_over(cells: list[str], harmless: bool) -> None:
    assert is_harmless(cells, Line.of(cells, KNOWN)) is harmless


def form(*lines: list[str]) -> list[dict[str, str]]:
    table = read_form(enumerate(lines, start=1), KNOWN, "line")
    columns = [list(column) for column in table.columns]
    return [dict(zip(table.headings, row, strict=True)) for row in zip(*columns, strict=True)]


def test_a_form_is_a_row() -> None:
    assert form(["SHIPPING ORDER"], ["Vessel", "MARIA"], ["Consignee", "ACME"]) == [
        {"Vessel": "MARIA", "Consignee": "ACME"}
    ]


def test_a_label_once_more_begins_the_next_form() -> None:
    assert form(["Vessel", "MARIA"], ["Qty", "1"], ["Vessel", "ANGARA"], ["Qty", "2"]) == [
        {"Vessel": "MARIA", "Qty": "1"}, {"Vessel": "ANGARA", "Qty": "2"}
    ]  # fmt: skip


def test_ships_beside_each_other_are_a_row_each() -> None:
    assert form(["Vessel", "MARIA", "ANGARA"], ["IMO", "8517839", "9179842"]) == [
        {"Vessel": "MARIA", "IMO": "8517839"}, {"Vessel": "ANGARA", "IMO": "9179842"}
    ]  # fmt: skip


def test_an_address_below_a_party_belongs_to_it() -> None:
    assert form(["Shipper:", "ACME"], ["", "Dubai"], ["Vessel:", "MARIA"])[0]["Shipper"] == (
        "ACME\nDubai"
    )


def test_a_value_below_its_label_is_read() -> None:
    assert form(["Consignee:"], ["ACME LTD"], ["Vessel:"], ["MARIA"]) == [
        {"Consignee": "ACME LTD", "Vessel": "MARIA"}
    ]


def test_several_parties_beside_a_label_are_all_kept() -> None:
    table = read_form([(1, ["Notify:", "ACME", "BETA"])], KNOWN, "line")
    assert table.columns == [["ACME"], ["BETA"]]


def test_what_no_label_stands_beside_is_rejected() -> None:
    table = read_form([(1, ["Vessel", "MARIA"]), (2, ["ANGARA", "9179842"])], KNOWN, "line")
    assert [(line, text) for line, _, text in table.rejected] == [(2, "ANGARA | 9179842")]


def test_more_values_than_a_ship_can_have_are_rejected() -> None:
    table = read_form([(1, ["Vessel", "MARIA", "Berth 4"]), (2, ["Flag", "PA"])], KNOWN, "line")
    assert [column[0] for column in table.columns] == ["MARIA", "PA"]
    assert table.rejected == left_over(1, Pair("Vessel", ("MARIA", "Berth 4"), True))


def test_a_form_without_values_has_no_rows() -> None:
    assert form_rows([], KNOWN, "line") == []
