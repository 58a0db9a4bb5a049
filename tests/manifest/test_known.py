"""Which texts are headings: understood, plain, or neither."""

from __future__ import annotations

import pytest

from vscreen.data import read_table
from vscreen.manifest.layout.known import Known, is_number


@pytest.mark.parametrize(
    "text", ["Port of loading", "Qty", "Name", "Nazwa", "名称", "رقم", "Voy. No."]
)
def test_plain_headings_name_nobody(text: str) -> None:
    assert Known().is_plain(text)


@pytest.mark.parametrize(
    "text", ["MARIA", "Port Arthur Star", "ACME LTD", "", "12", "9161003", "x" * 90]
)
def test_names_and_numbers_are_no_headings(text: str) -> None:
    assert not Known().is_heading(text)


def test_a_heading_that_the_user_names_is_one() -> None:
    known = Known({"Boot": "vessel"})
    assert known.is_field("boot:")
    assert known.is_common("BOOT")
    assert not Known().is_field("Boot Camp Trading")


def test_the_field_of_a_heading_is_that_of_the_file() -> None:
    known = Known()
    assert [known.field(text) for text in ("IMO No.", "Shipper:", "Flag", "Port")] == [
        "imo", "shipper", "flag", ""
    ]  # fmt: skip


def test_headings_that_would_be_refused_together_are_read_one_by_one() -> None:
    assert Known().fields(["IMO", "IMO No.", "x"])[0] == "imo"


def test_common_headings_are_written_in_lower_case_and_once() -> None:
    words = [row["word"] for row in read_table("common_headings.csv")]
    assert words == [word.strip().lower() for word in words]
    assert len(set(words)) == len(words)


def test_plain_words_stand_in_the_table_once() -> None:
    words = [row["word"] for row in read_table("plain_headings.csv")]
    assert len(set(words)) == len(words)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("12.05.2026", True), ("-5", True), ("9161003", True), ("", False), ("12E", False)],
)
def test_a_number_holds_digits_and_no_letter(text: str, expected: bool) -> None:
    assert is_number(text) is expected
