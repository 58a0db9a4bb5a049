"""OFAC's remarks are a row of facts."""

from __future__ import annotations

import pytest

from vscreen.lists.reading import ListEntry
from vscreen.lists.us.ofac_remarks import breaking_off, note_remarks, split_remarks
from vscreen.schema import Kind


@pytest.mark.parametrize(
    ("remarks", "facts"),
    [
        ("a.k.a. 'X'.", ["a.k.a. 'X'"]),
        ("a.k.a. 'X'; a.k.a. 'Y'.", ["a.k.a. 'X'", "a.k.a. 'Y'"]),
        ("a.k.a. 'AL-QA'IDA'; MMSI 1.", ["a.k.a. 'AL-QA'IDA'", "MMSI 1"]),
        ("a.k.a. 'A; B' (Cyrillic: В); MMSI 1", ["a.k.a. 'A; B' (Cyrillic: В)", "MMSI 1"]),
        (
            """a.k.a. "JSC 'SMN'"; a.k.a. "A; B".""",
            ["""a.k.a. "JSC 'SMN'\"""", 'a.k.a. "A; B"'],
        ),
        ("Linked To: A S.A.", ["Linked To: A S.A."]),
        ("Linked To: A LIMITED.", ["Linked To: A LIMITED"]),
        ("", []),
    ],
)
def test_remarks_split_into_facts(remarks: str, facts: list[str]) -> None:
    assert split_remarks(remarks) == facts


@pytest.mark.parametrize(
    ("remarks", "names"),
    [
        ("a.k.a. 'ALPHA'.", {"ALPHA": "weak_alias"}),
        ("f.k.a. 'ALPHA'; f.k.a. 'BETA'.", {"ALPHA": "weak_alias", "BETA": "weak_alias"}),
        ("n.k.a. 'ALPHA'.", {"ALPHA": "strong_alias"}),
        ('a.k.a. "M.M.E."; f.k.a. "NMZ OAO".', {"M.M.E.": "weak_alias", "NMZ OAO": "weak_alias"}),
        ("a.k.a. \"JSC 'SMN'\"; Linked To: X.", {"JSC 'SMN'": "weak_alias"}),
        ("a.k.a. \u2018ALPHA\u2019 (Cyrillic: \u0410).", {"ALPHA": "weak_alias"}),
    ],
)
def test_an_alias_in_quotes_is_weak_a_former_one_too_and_the_present_name_is_not(
    remarks: str, names: dict[str, str]
) -> None:
    entry = ListEntry("36", Kind.VESSEL, "MARIA")
    note_remarks(entry, remarks)
    assert entry.names == names


@pytest.mark.parametrize(
    ("lengths", "cut"),
    [
        ((1000, 999, 600), {"0"}),
        ((600, 600, 300), {"0", "1"}),
        ((300, 12, 0), {"0"}),
        ((299,), set()),
    ],
)
def test_remarks_break_off_where_they_are_as_long_as_they_can_be(
    lengths: tuple[int, ...], cut: set[str]
) -> None:
    rows = [
        {"number": str(number), "remarks": "x" * length} for number, length in enumerate(lengths)
    ]
    assert breaking_off(rows) == cut
    assert breaking_off([{"number": "0", "remarks": "x" * 599 + "."}]) == set()
