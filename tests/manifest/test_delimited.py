"""Records of a text file: long fields, and none lost."""

from __future__ import annotations

import csv
from collections.abc import Iterator

import pytest

from vscreen.manifest.delimited import read_delimited


@pytest.fixture
def limit_of_a_new_process() -> Iterator[None]:
    """Python's own limit of a field, which an earlier test may have raised."""
    before = csv.field_size_limit(128 << 10)
    yield
    csv.field_size_limit(before)


@pytest.mark.usefixtures("limit_of_a_new_process")
@pytest.mark.parametrize("encoding", [None, "utf-8", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r"])  # \r alone is read the careful way
def test_a_field_longer_than_pythons_own_limit_is_read(encoding: str | None, end: str) -> None:
    long = "x" * ((128 << 10) + 1)
    data = end.join(["Vessel,Remarks", f"MARIA,{long}", "ANGARA,", ""]).encode()
    table = read_delimited(data, encoding=encoding)
    assert [list(map(str, column)) for column in table.columns] == [
        ["MARIA", "ANGARA"], [long, ""]
    ]  # fmt: skip
    assert table.rejected == []
