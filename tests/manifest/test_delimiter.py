"""What separates the fields: the headings and the counts of fields decide, or nobody."""

from __future__ import annotations

from collections import Counter

import pytest

from vscreen.errors import ManifestError
from vscreen.manifest.delimiter import Look, choose


def look(delimiter: str, headings: list[str], understood: int, fields: int) -> Look:
    return Look(delimiter, headings, understood, Counter({fields: 9}))


def test_understood_headings_decide() -> None:
    comma, semicolon = look(",", ["a", "b"], 0, 2), look(";", ["Ship", "IMO"], 2, 2)
    assert choose([comma, semicolon]) == choose([semicolon, comma]) == ";"


def test_the_count_of_fields_decides_between_others() -> None:
    assert choose([look(",", ["Ship", "x"], 1, 5), look(";", ["Ship", "y"], 1, 2)]) == ";"


def test_equal_looks_are_a_question() -> None:
    with pytest.raises(ManifestError, match="the delimiter is not evident"):
        choose([look(",", ["Ship", "x"], 1, 2), look(";", ["Ship", "y"], 1, 2)])


def test_a_form_may_be_of_one_column() -> None:
    assert choose([Look(",", ["Vessel: MARIA"], 1, Counter({1: 1}), is_form=True)]) == ","


def test_a_single_column_that_is_not_understood_is_a_question() -> None:
    with pytest.raises(ManifestError, match="no delimiter fits"):
        choose([look(",", ["Boat~Port"], 0, 1)])
