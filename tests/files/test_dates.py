"""Dates of publishers: ISO where they can be, else as printed."""

from __future__ import annotations

import pytest

from vscreen.files.dates import as_iso


@pytest.mark.parametrize(
    ("said", "iso"),
    [
        ("2024年5月24日", "2024-05-24"), ("2001.9.22", "2001-09-22"), ("1963/4/11", "1963-04-11"),
        ("2021-07-23", "2021-07-23"), ("04.03.1962", "1962-03-04"), ("19-06-2025", "2025-06-19"),
        ("45436", "2024-05-24"), ("1962年頃", "1962年頃"), ("2001.13.22", "2001.13.22"),
        ("1957-1959 роки", "1957-1959 роки"), ("", ""), ("99999", "99999"),
    ],
)  # fmt: skip
def test_a_date_is_made_iso_where_it_can_be(said: str, iso: str) -> None:
    assert as_iso(said) == iso
