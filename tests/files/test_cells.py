"""What a cell says: one decision for lists and manifests, and the two things that differ."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vscreen.files.cells import cell_text, has_no_text, printed


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (9161003.0, "9161003"), (1.5, "1.5"), (-0.0, "0"), (float("inf"), "inf"),
        (917618, "917618"), (" MARIA", " MARIA"), ("", ""),
        (dt.date(2025, 6, 18), "2025-06-18"), (dt.datetime(2025, 6, 18), "2025-06-18"),
        (dt.time(12, 30), "12:30:00"),
    ],
)  # fmt: skip
def test_lists_and_manifests_agree_on_what_a_cell_says(value: object, text: str) -> None:
    assert cell_text(value) == printed(value) == text


@pytest.mark.parametrize(
    ("value", "manifests", "lists"),
    [
        (True, "TRUE", "True"),
        (dt.datetime(2025, 6, 18, 23, 59), "2025-06-18 23:59:00", "2025-06-18"),
    ],
)
def test_lists_and_manifests_differ_in_these_alone(
    value: object, manifests: str, lists: str
) -> None:
    assert (cell_text(value), printed(value)) == (manifests, lists)


@pytest.mark.parametrize("unknown", [None, float("nan"), np.nan, pd.NA, pd.NaT, Decimal("NaN")])
def test_an_unknown_cell_of_a_frame_says_nothing(unknown: object) -> None:
    assert cell_text(unknown) == ""


@given(st.integers(-(10**15), 10**15))
def test_a_whole_number_reads_alike_however_it_is_stored(number: int) -> None:
    stored = [number, float(number), np.int64(number), np.float64(number), Decimal(number)]
    assert {cell_text(value) for value in stored} == {str(number)}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("0917618", "0917618"),
        (" NULL ", " NULL "),
        (9176187, "9176187"),
        (9176187.0, "9176187"),
        (np.float32(9176187.0), "9176187"),
        (-0.0, "0"),
        (12.5, "12.5"),
        (float("inf"), "inf"),
        (2**60, "1152921504606846976"),
        (Decimal("9176187.00"), "9176187"),
        (Decimal("1.50"), "1.50"),
        (True, "TRUE"),
        (np.bool_(False), "FALSE"),
        (None, ""),
        (float("nan"), ""),
        (Decimal("NaN"), ""),
        (pd.NA, ""),
        (pd.NaT, ""),
        (dt.date(2024, 5, 24), "2024-05-24"),
        (dt.datetime(2024, 5, 24), "2024-05-24"),
        (pd.Timestamp("2024-05-24 10:30"), "2024-05-24 10:30:00"),
        (dt.time(10, 30), "10:30:00"),
        (b"MARIA \xc9", ""),
        ([1], ""),
    ],
)
def test_any_cell_of_a_frame_has_one_text(value: object, text: str) -> None:
    assert cell_text(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("sNaN"), "sNaN"),
        (Decimal("9.161003E+6"), "9161003"),
        (Decimal("9161003.00"), "9161003"),
        (Decimal("1E+999999"), "1E+999999"),
        (Decimal("1E-999999"), "1E-999999"),
        (Decimal("Infinity"), "Infinity"),
        (Decimal("123456789012345678901234567890"), "123456789012345678901234567890"),
        (10**3900, "1" + "0" * 3900),
        (16**5000, "0x1" + "0" * 5000),
        (-(16**5000), "-0x1" + "0" * 5000),
        (np.longdouble("1e3"), "1000"),
    ],
    ids=lambda value: type(value).__name__,  # pytest itself prints no great number
)
def test_a_number_of_any_kind_and_length_has_a_text(value: object, text: str) -> None:
    assert cell_text(value) == text


@given(st.one_of(st.decimals(), st.integers(), st.floats(), st.fractions(), st.complex_numbers()))
def test_no_number_is_too_strange_to_be_read(value: object) -> None:
    text = cell_text(value)
    assert text or value != value  # only NaN differs from itself


class Mute:
    """An object of which only its type is known."""


class Broken:
    def __str__(self) -> str:
        raise RuntimeError


@pytest.mark.parametrize(
    "value",
    [["A"], {"A": 1}, {"A"}, ("A",), b"A", range(2), np.array([1]), Mute(), Broken(), len, Mute],
    ids=lambda value: type(value).__name__,
)
def test_what_is_no_text_number_or_date_says_nothing_and_is_known_for_that(value: object) -> None:
    assert has_no_text(value)
    assert cell_text(value) == ""


@pytest.mark.parametrize(
    "value",
    ["A", "", 5, 1.5, True, None, np.nan, pd.NA, pd.NaT, np.int8(3), Decimal("sNaN"),
     Fraction(1, 3),
     dt.date(2025, 6, 18), dt.timedelta(1), pd.Period("2025"), pd.Interval(0, 1), UUID(int=5)],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
def test_texts_numbers_and_dates_of_any_kind_are_read(value: object) -> None:
    assert not has_no_text(value)
