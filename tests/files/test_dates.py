"""Dates of publishers: ISO where they can be, else as printed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from vscreen.files.dates import as_iso, day_of_serial, iso_date, parse_day, period
from vscreen.files.xml import Node


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("2024年5月24日", "2024-05-24"), ("2001.9.22", "2001-09-22"), ("1963/4/11", "1963-04-11"),
        ("2021-07-23", "2021-07-23"), ("04.03.1962", "1962-03-04"), ("19-06-2025", "2025-06-19"),
        ("45436", "2024-05-24"), ("1962年頃", "1962年頃"), ("2001.13.22", "2001.13.22"),
        ("2024-05-24 00:00:00", "2024-05-24"), ("2024-05-24T10:21:30.5Z", "2024-05-24"),
        ("24/05/2024 10:21", "2024-05-24"), ("about 10:21", "about 10:21"),
        ("1957-1959 роки", "1957-1959 роки"), ("", ""), ("99999", "99999"),
    ],
)  # fmt: skip
def test_a_date_is_made_iso_where_it_can_be(printed: str, iso: str) -> None:
    assert as_iso(printed) == iso


def test_a_readers_own_formats_come_after_those_that_all_share() -> None:
    assert as_iso("24 May 2024", "%d %b %Y") == "2024-05-24"
    assert as_iso("01/02/2024", "%m/%d/%Y") == "2024-02-01"


def test_a_day_is_read_in_the_first_format_that_fits_the_whole_text() -> None:
    assert parse_day("02/01/2024", "%d/%m/%Y", "%m/%d/%Y") == date(2024, 1, 2)
    assert parse_day("02/13/2024", "%d/%m/%Y", "%m/%d/%Y") == date(2024, 2, 13)
    assert parse_day("2024-01-02", "%d/%m/%Y") is None
    assert parse_day("2024-01-02T10:00", "%Y-%m-%d") is None
    assert [parse_day("2024-01-02"), parse_day("2024-02-30"), parse_day("")] == [
        date(2024, 1, 2), None, None
    ]  # fmt: skip


@given(st.dates(date(1954, 11, 1), date(2064, 1, 1)))
def test_a_day_reads_alike_in_every_spelling(day: date) -> None:
    serial = str((day - date(1899, 12, 30)) // timedelta(days=1))
    assert day_of_serial(serial) == day
    spellings = [
        serial,
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%d/%m/%Y}",
        f"{day:%d.%m.%Y}",
    ]
    assert {as_iso(text) for text in spellings} == {day.isoformat()}


@pytest.mark.parametrize(
    ("parts", "iso"),
    [
        (("2022", "5", "9"), "2022-05-09"), (("2022", "5", ""), "2022-05"),
        (("2022", "", "9"), "2022"), (("2022", "0", "0"), "2022"), (("", "5", "9"), ""),
    ],
)  # fmt: skip
def test_a_date_in_parts_is_as_exact_as_its_parts(parts: tuple[str, ...], iso: str) -> None:
    year, month, day = parts
    text = f"<a><Year>{year}</Year><Month>{month}</Month><Day>{day}</Day></a>"
    assert iso_date(Node(etree.fromstring(text))) == iso


@pytest.mark.parametrize(
    ("first", "last", "printed"),
    [
        ("1960-05-31", "1960-05-31", "31 May 1960"),
        ("1960-01-01", "1961-12-31", "1960 to 1961"),
        ("1971-02-01", "1971-02-28", "Feb 1971"),
        ("1971-02-01", "1971-03-31", "Feb 1971 to Mar 1971"),
        ("1971-02-02", "1971-03-31", "02 Feb 1971 to 31 Mar 1971"),
        ("1971-02-01", "1971-02-01", "01 Feb 1971"),
        ("unknown", "1971-02-01", "unknown to 1971-02-01"),
        ("", "", ""),
    ],
)
def test_a_period_is_printed_as_its_exactness_allows(first: str, last: str, printed: str) -> None:
    assert period(first, last) == printed
    assert period(first, last, about=True) == (f"circa {printed}" if printed else "")
