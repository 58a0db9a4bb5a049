"""OFAC's remarks are a row of facts."""

from __future__ import annotations

import pytest

from vscreen.lists.us.ofac_remarks import split_remarks


@pytest.mark.parametrize(
    ("remarks", "facts"),
    [
        ("a.k.a. 'X'.", ["a.k.a. 'X'"]),
        ("a.k.a. 'X'; a.k.a. 'Y'.", ["a.k.a. 'X'", "a.k.a. 'Y'"]),
        ("a.k.a. 'AL-QA'IDA'; MMSI 1.", ["a.k.a. 'AL-QA'IDA'", "MMSI 1"]),
        ("a.k.a. 'A; B' (Cyrillic: В); MMSI 1", ["a.k.a. 'A; B' (Cyrillic: В)", "MMSI 1"]),
        ("Linked To: A S.A.", ["Linked To: A S.A."]),
        ("Linked To: A LIMITED.", ["Linked To: A LIMITED"]),
        ("", []),
    ],
)
def test_remarks_split_into_facts(remarks: str, facts: list[str]) -> None:
    assert split_remarks(remarks) == facts
