"""What the cells of a column say: the fast counting against a plain one, and innocent columns."""

from __future__ import annotations

import random
from collections.abc import Sequence
from decimal import Decimal

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vscreen.identifiers.imo import is_valid_imo_company, is_valid_imo_ship
from vscreen.identifiers.mmsi import mmsi_country
from vscreen.manifest.witness import Numbers, is_danger_class, is_empty, may_name, numbers_in

SHIPS = ["9161003", "9811000", "9074729", "9839272"]
COMPANIES = ["6183435", "6164166", "5766958", "0067761"]


def count(cells: Sequence[str]) -> Numbers:
    """Count cell by cell, as `numbers_in` does for a column that is worth a look."""
    distinct = {cell for cell in cells if cell}
    digits = {cell for cell in distinct if cell.isascii() and cell.isdigit()}
    ships = {cell for cell in digits if len(cell) == 7 and is_valid_imo_ship(cell)}
    ships = {cell for cell in ships if not cell.startswith("0")}
    companies = {c for c in digits if 5 <= len(c) <= 7 and is_valid_imo_company(c.zfill(7))}
    mmsi = {cell for cell in digits if len(cell) == 9 and mmsi_country(cell)}
    return Numbers(len(distinct), len(ships), len(companies), len(ships & companies), len(mmsi))


numbers = st.one_of(
    st.sampled_from([*SHIPS, *COMPANIES, "636017000", "538001234"]),
    st.integers(1_000_000, 9_999_999).map(str),
)


@given(st.lists(numbers, min_size=1, max_size=30))
def test_the_fast_count_is_the_plain_one(cells: list[str]) -> None:
    assert numbers_in(pd.Series(cells)) == count(cells)


@pytest.mark.parametrize("write", ["{}", "IMO {}", "{}.0"])
@pytest.mark.parametrize("numbers", [SHIPS, COMPANIES[:3]])
def test_a_long_column_is_counted_as_a_short_one(numbers: list[str], write: str) -> None:
    short = pd.Series([write.format(number) for number in numbers])
    long = pd.concat([short, pd.Series([""])] * 10_000)
    assert numbers_in(long) == numbers_in(short)
    assert numbers_in(long).filled == len(numbers)


def test_a_long_column_of_other_numbers_is_passed_over() -> None:
    column = pd.Series(np.random.default_rng(0).integers(10**6, 10**7, 50_000))
    for cells in (column, column.astype(str), column.astype(str) + "00", column / 7):
        assert numbers_in(cells) == Numbers()


@given(st.lists(numbers, min_size=1, max_size=30), st.randoms())
def test_neither_the_order_of_rows_nor_the_dtype_matters(
    cells: list[str], shuffled: random.Random
) -> None:
    column = pd.Series(cells)
    order = shuffled.sample(cells, len(cells))
    assert numbers_in(pd.Series(order)) == numbers_in(column)
    assert numbers_in(column.astype(object)) == numbers_in(column)
    assert numbers_in(column.astype("category")) == numbers_in(column)


@pytest.mark.parametrize(
    "cells",
    [
        [9161003, 9811000, 9074729],
        [9161003.0, 9811000.0, np.nan, 9074729.0],
        pd.array([9161003, 9811000, None, 9074729], dtype="Int64"),
        ["IMO 9161003", "imo:9811000", "IMO9074729", ""],
        ["9161003.0", "9811000.0", "9074729.0", "N/A", "0"],
        [" 9161003", "9811000 ", "9074729", None],
    ],
    ids=str,
)
def test_ships_are_counted_however_their_numbers_are_written(cells: object) -> None:
    found = numbers_in(pd.Series(cells))
    assert (found.filled, found.ships) == (3, 3)


@pytest.mark.parametrize(
    "column",
    [
        pd.Series(
            [Decimal("sNaN"), 10**400, float("inf"), b"9161003", {}, None, pd.NaT, "9161003"]
        ),
        pd.Series(["\ud800", "9161003", 9161003.0], dtype=object),
        pd.Series([1 + 2j]),
        pd.Series(pd.to_timedelta([1, 2])),
        pd.Series(pd.period_range("2024", periods=2)),
        pd.Series([[1], [2]], dtype=pd.ArrowDtype(pa.list_(pa.int64()))),
        pd.Series([1e300, np.inf, -np.inf, np.nan]),
        pd.Series([2**63], dtype="uint64"),
    ],
    ids=lambda column: str(column.dtype),
)
def test_no_cell_makes_looking_at_a_column_fail(column: pd.Series) -> None:
    assert numbers_in(column).ships == ("9161003" in column.tolist())
    assert not is_empty(column)
    assert not is_danger_class(column)
    may_name(column)


def test_a_company_that_lost_its_zeros_is_counted() -> None:
    assert numbers_in(pd.Series(["6164166", "6183435", "67761"])).companies == 3


@pytest.mark.parametrize(
    "column",
    [
        pd.Series([], dtype=object),
        pd.Series(["2024-05-24"] * 3),
        pd.date_range("2024-05-24", periods=3).to_series(),
        pd.Series([1.5, 2.5]),
        pd.Series([True, False]),
        pd.Series(["MARIA", "ANGARA", "LADY R"]),
        pd.Series(["12345678", "87654321"]),
    ],
    ids=lambda column: str(column.dtype),
)
def test_what_holds_no_such_numbers_is_not_counted(column: pd.Series) -> None:
    found = numbers_in(column)
    assert (found.either, found.mmsi) == (0, 0)


def test_numbers_that_pass_by_chance_prove_nothing() -> None:
    chance = random.Random(1)  # noqa: S311 - no secret
    for _ in range(200):
        cells = [str(chance.randrange(1_000_000, 10_000_000)) for _ in range(20)]
        found = numbers_in(pd.Series(cells))
        assert max(found.certainty(kind) for kind in ("ship", "company", "either")) == 0


def test_certainty_grows_with_every_number_and_falls_with_every_failure() -> None:
    sure = [Numbers(filled=n, ships=n).certainty("ship") for n in range(1, 20)]
    assert sure == sorted(sure)
    assert sure[0] == pytest.approx(1)
    assert Numbers(filled=11, ships=10).certainty("ship") < sure[10]
    assert Numbers().certainty("mmsi") == 0


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["3", "9", "2.1", "1.4S", ""], True),
        (["Y", "N", "no"], True),
        ([3.0, 2.1, None], True),
        (["3", "9161003"], False),
        (["0", "0"], False),
        ([], False),
        (["9.07E+06"], False),
        (["GREY HULL"], False),
        ([9161003, 9811000], False),
    ],
)
def test_danger_classes_are_no_numbers_of_ships(cells: list[object], expected: bool) -> None:
    assert is_danger_class(pd.Series(cells, dtype=None if cells else object)) == expected


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["QUELLMARK", ""], True),
        (["收货人", "1"], True),
        (["ООО Ромашка"], True),
        (["yes", "NO", "n/a"], False),
        (["A17", "B-18", "X9"], False),
        (["a@b.example", "https://x.example/Acme"], False),
        (["", " "], False),
        ([1, 2], False),
    ],
)
def test_a_column_may_hold_names_or_not(cells: list[object], expected: bool) -> None:
    assert may_name(pd.Series(cells)) == expected


def test_an_empty_column_holds_nothing_of_any_dtype() -> None:
    columns = [["", ""], [None, None], [np.nan, np.nan], []]
    assert all(is_empty(pd.Series(cells, dtype=object)) for cells in columns)
    assert is_empty(pd.Series([np.nan]))
    assert not is_empty(pd.Series([0.0, np.nan]))
    assert not is_empty(pd.Series(["", "A"]))


@pytest.mark.parametrize("zero", ["0", "\u0660", "\u06f0", "\u0966", "\uff10"])
def test_numbers_speak_in_the_digits_of_any_script(zero: str) -> None:
    cells = ["".join(chr(ord(zero) + int(digit)) for digit in number) for number in SHIPS]
    assert numbers_in(pd.Series(cells)).ships == len(SHIPS)
