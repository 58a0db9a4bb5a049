"""Cells that hold several names, and keys that two entries share."""

from __future__ import annotations

from vscreen.lists.reading import ListEntry
from vscreen.lists.split_names import (
    misspelt,
    split_names,
    split_spellings,
    with_unique_keys,
)
from vscreen.schema import Kind


def test_a_legal_form_behind_a_comma_stays_with_its_name() -> None:
    assert split_names("Heron Co., Ltd., Magpie") == ["Heron Co., Ltd.", "Magpie"]


def test_a_bracket_holds_names_together_if_it_closes() -> None:
    assert split_names("AZSCO; B (C, D)") == ["AZSCO", "B (C, D)"]
    assert split_names("A (B; C, D") == ["A (B", "C", "D"]
    assert split_names("A; A;;  ") == ["A"]


def test_a_slash_inside_a_word_is_part_of_the_name() -> None:
    assert split_spellings("A/B SHIPPING", person=False) == ["A/B SHIPPING"]
    assert split_spellings("A / B SHIPPING", person=False) == ["A", "B SHIPPING"]


def test_a_person_whose_parts_are_no_whole_names_has_a_single_name() -> None:
    name = "Aleksandr or Alexander Korol"
    assert split_spellings(name, person=True) == [name]


def test_a_word_far_from_all_known_ones_is_no_misprint() -> None:
    words = ("Vesdel", "Wallet", "Vessel", "Aircraft")
    assert [misspelt(word, ("Person", "Vessel")) for word in words] == ["Vessel", "", "", ""]


def test_entries_of_the_same_key_get_keys_that_do_not_depend_on_their_order() -> None:
    def keys(*names: str) -> set[str]:
        return {
            entry.key for entry in with_unique_keys(ListEntry("1", Kind.PERSON, n) for n in names)
        }

    assert len(keys("A", "B")) == 2
    assert keys("A", "B") == keys("B", "A")
    assert keys("A", "A") == keys("A", "A", "A") == {"1"}


def test_of_joined_entries_the_earliest_listing_counts() -> None:
    entries = [ListEntry("1", Kind.PERSON, "A") for _ in range(2)]
    for entry, day in zip(entries, ("2024-05-24", "2022-03-01"), strict=True):
        entry.add_listing_date(day)
    (joined,) = with_unique_keys(entries)
    assert (joined.key, joined.facts["listed_on"]) == ("1", ["2022-03-01"])
