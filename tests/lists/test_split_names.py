"""Cells that hold several names, and keys that two entries share."""

from __future__ import annotations

from vscreen.lists.reading import ListEntry
from vscreen.lists.split_names import misspelt, split_names, split_spellings, tell_apart
from vscreen.schema import Kind


def test_a_legal_form_behind_a_comma_stays_with_its_name() -> None:
    assert split_names("Heron Co., Ltd., Magpie") == ["Heron Co., Ltd.", "Magpie"]


def test_a_person_whose_parts_cannot_stand_alone_is_one_name() -> None:
    name = "Aleksandr or Alexander Korol"
    assert split_spellings(name, person=True) == [name]


def test_a_word_far_from_all_known_ones_is_no_misprint() -> None:
    assert (misspelt("Vesdel", ("Vessel",)), misspelt("Wallet", ("Vessel",))) == ("Vessel", "")


def test_entries_of_one_key_get_keys_that_do_not_depend_on_their_order() -> None:
    def keys(*names: str) -> set[str]:
        return {entry.key for entry in tell_apart(ListEntry("1", Kind.PERSON, n) for n in names)}

    assert len(keys("A", "B")) == 2
    assert keys("A", "B") == keys("B", "A")
    assert keys("A", "A") == keys("A", "A", "A")
