"""A slip in a record costs a warning; slips in most records are a fault of the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vscreen.errors import ListFormatError
from vscreen.files.source import Source
from vscreen.lists.reading import ListEntry
from vscreen.lists.slips import KINDS, Slips, fold, look_up
from vscreen.schema import Kind


@pytest.fixture
def slips() -> Slips:
    return Slips(Source(Path("list.csv"), b""), "rows")


@given(st.sampled_from(sorted(KINDS)), st.sampled_from([str.upper, str.title, str.lower]))
def test_a_type_is_known_in_any_case_and_between_blanks(word: str, case: object) -> None:
    assert look_up(f" {case(word)}\n", KINDS) == KINDS[word]  # type: ignore[operator]


@given(st.text())
def test_folding_a_folded_word_changes_nothing(word: str) -> None:
    assert fold(fold(word)) == fold(word)


@pytest.mark.parametrize(
    ("printed", "ship", "person", "kind"),
    [
        ("Vessels", "", "", Kind.VESSEL),
        ("Entité / Entity", "", "1960", Kind.ORGANIZATION),
        ("Indiividual", "", "", Kind.PERSON),
        ("", "9000003", "", Kind.VESSEL),
        ("", "9000003", "1960", Kind.VESSEL),
        ("Submarine", "", "1960", Kind.PERSON),
        ("Submarine", "", "n/a", Kind.ORGANIZATION),
    ],
)
def test_the_kind_is_that_of_the_type_else_of_the_evidence(
    slips: Slips, printed: str, ship: str, person: str, kind: Kind
) -> None:
    assert slips.kind("7", printed, ship=[ship], person=[person]) == kind


def test_equal_slips_are_told_together_and_name_their_records(slips: Slips) -> None:
    for number in range(1, 24):
        slips.kind(str(number), "")
    (warning,) = slips.warnings()
    assert warning.startswith(
        "list.csv: rows without a type, searched as an organization and as a ship: 1, 2, 3,"
    )
    assert warning.endswith("19, 20 and 3 more")


def test_a_file_is_refused_if_most_of_its_records_are_in_doubt(slips: Slips) -> None:
    for number in range(6):
        slips.kind(str(number), "Category")
    slips.refuse_if_most(12)
    with pytest.raises(
        ListFormatError, match="6 of 11 rows have no type that is known, such as 0, 1, 2"
    ):
        slips.refuse_if_most(11)


def test_a_record_without_a_primary_name_goes_by_what_it_has(slips: Slips) -> None:
    assert slips.name("1", ["A  B", "C"], "9000003") == "A B"
    assert slips.name("2", ["", "#N/A", "C"], "9000003") == "C"
    assert slips.name("3", ["", ""], "IMO 9000003") == "IMO 9000003"
    assert slips.name("4", [" "]) == ""
    assert [(record.key, record.reason) for record in slips.nameless] == [("4", "without a name")]
    assert [warning[-1] for warning in slips.warnings()] == ["2", "3"]


def test_a_file_is_refused_if_most_of_its_records_have_no_name(slips: Slips) -> None:
    for number in range(6):
        slips.name(str(number), [])
    slips.refuse_if_most(12)
    with pytest.raises(ListFormatError, match="6 of 11 rows have no primary name, such as 0, 1, 2"):
        slips.refuse_if_most(11)


def test_records_that_share_a_key_are_all_kept_and_equal_ones_are_joined(slips: Slips) -> None:
    entries = [ListEntry("1", Kind.PERSON, name) for name in ("A", "B", "A")]
    kept = slips.unique([*entries, ListEntry("2", Kind.PERSON, "A")], "id")
    assert sorted((entry.name, entry.records) for entry in kept) == [("A", 1), ("A", 2), ("B", 1)]
    assert len({entry.key for entry in kept}) == 3
    assert "that share their id with others" in slips.warnings()[0]


def test_a_record_that_stands_twice_is_one_entry_and_no_slip(slips: Slips) -> None:
    (entry,) = slips.unique([ListEntry("1", Kind.PERSON, "A") for _ in range(2)], "id")
    assert (entry.key, entry.records) == ("1", 2)
    assert slips.warnings() == []
