"""JSON and JSON Lines: each value under its path of names, and no record lost."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vscreen.errors import ManifestError
from vscreen.manifest.layout.known import Known
from vscreen.manifest.layout.table import Table
from vscreen.manifest.records import read_records


def read(value: Any, **options: Any) -> Table:
    text = value if isinstance(value, str) else json.dumps(value)
    return read_records(text, Known(), **options)


def rows(table: Table) -> list[dict[str, str]]:
    columns = [list(map(str, column)) for column in table.columns]
    return [dict(zip(table.headings, row, strict=True)) for row in zip(*columns, strict=True)]


A, B = {"vessel": "MARIA", "imo": 8517839}, {"vessel": "ANGARA", "imo": 9179842}
BOTH = [{"vessel": "MARIA", "imo": "8517839"}, {"vessel": "ANGARA", "imo": "9179842"}]


@pytest.mark.parametrize(
    "value",
    [
        [A, B],
        f"{json.dumps(A)}\n\n{json.dumps(B)}\n",
        f"{json.dumps(A, indent=1)}\n{json.dumps(B, indent=1)}",
        {"status": "", "data": {"items": [A, B]}},
        {"vessel": ["MARIA", "ANGARA"], "imo": [8517839, 9179842]},
        {"vessel": {"0": "MARIA", "1": "ANGARA"}, "imo": {"0": 8517839, "1": 9179842}},
        {"columns": ["vessel", "imo"], "data": [["MARIA", 8517839], ["ANGARA", 9179842]]},
        [["vessel", "imo"], ["MARIA", 8517839], ["ANGARA", 9179842]],
        {"first": A, "second": B},
    ],
)
def test_records_are_rows_however_they_are_wrapped(value: Any) -> None:
    assert rows(read(value)) == BOTH


def test_nested_names_are_joined_and_items_of_lists_stand_apart() -> None:
    table = read([{"shipper": {"name": "ACME", "city": None}, "notify": ["A", "B"], "ok": True}])
    assert table.headings == ["shipper.name", "shipper.city", "notify", "notify", "ok"]
    assert [column[0] for column in table.columns] == ["ACME", "", "A", "B", "TRUE"]


def test_a_name_that_an_object_has_twice_loses_no_value() -> None:
    table = read('[{"consignee": "ACME", "consignee": "BETA"}]')
    assert table.columns == [["ACME"], ["BETA"]]


def test_numbers_are_read_as_written() -> None:
    table = read('[{"vessel": "A", "imo": 9161003.0, "n": ' + "9" * 5000 + ', "x": NaN}]')
    assert [column[0][:9] for column in table.columns] == ["A", "9161003.0", "9" * 9, "NaN"]


def test_what_stands_beside_the_list_holds_for_its_records() -> None:
    table = read({"vessel": "MARIA", "bills": [{"shipper": "ACME"}, {"shipper": "BETA"}]})
    assert rows(table) == [
        {"shipper": "ACME", "vessel": "MARIA"}, {"shipper": "BETA", "vessel": "MARIA"}
    ]  # fmt: skip


def test_what_is_no_record_is_rejected_with_its_line() -> None:
    table = read('{"vessel": "MARIA"}\n{"vessel": "ANG\n[1]\n')
    assert table.lines == [1]
    assert [(line, raw) for line, _, raw in table.rejected] == [
        (2, '{"vessel": "ANG'),
        (3, '["1"]'),
    ]


def test_the_rest_of_a_cut_file_of_objects_is_rejected() -> None:
    table = read('{\n"vessel": "MARIA"}\n{\n"vessel": "ANG')
    assert rows(table) == [{"vessel": "MARIA"}]
    assert [(line, raw) for line, _, raw in table.rejected] == [(3, '{\n"vessel": "ANG')]


def test_of_several_lists_one_must_be_named() -> None:
    value = {"old": [A], "new": [B]}
    with pytest.raises(ManifestError, match=r"2 lists of records, 'old', 'new'; say .* sheet="):
        read(value)
    assert rows(read(value, sheet="new")) == BOTH[1:]
    with pytest.raises(ManifestError, match=r"sheet='x'.* it has 'old', 'new'"):
        read(value, sheet="x")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[{"vessel": "MARIA"}', "not whole"),
        ("[]", "without any record"),
        ("[" * 100_000, "not whole"),
        ('[{"a": [[1], 2]}, 5', "not whole"),
    ],
)
def test_what_is_no_list_of_records_is_refused(text: str, told: str) -> None:
    with pytest.raises(ManifestError, match=told):
        read(text)


def test_an_object_of_too_many_names_is_no_record() -> None:
    with pytest.raises(ManifestError, match="different fields"):
        read([{f"n{number}": 1 for number in range(5_001)}])


cells = st.none() | st.booleans() | st.text(max_size=5) | st.integers()
objects = st.dictionaries(st.sampled_from(["vessel", "imo", "a", "b"]), cells, min_size=1)


@given(st.lists(objects, min_size=1, max_size=6))
def test_every_value_of_every_record_is_kept(values: list[dict[str, Any]]) -> None:
    whole, by_line = read(values), read("\n".join(map(json.dumps, values)) + "\n{}")
    assert rows(whole)[: len(values)] == rows(by_line)
    for value, row in zip(values, rows(whole), strict=True):
        for name, cell in value.items():
            expected = (
                ""
                if cell is None
                else str(cell).upper()
                if cell is True or cell is False
                else str(cell)
            )
            assert row[name] == expected


def test_half_a_surrogate_pair_is_a_sign_that_a_text_can_hold() -> None:
    half = [{"Vessel": "LADY\ud800R", "Ref\udfff": "\ud83d\ude00"}]
    assert rows(read(half)) == [{"Vessel": "LADY\ufffdR", "Ref\ufffd": "\U0001f600"}]
