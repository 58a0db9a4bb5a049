"""Tests of lists/labels."""

from __future__ import annotations

from vscreen import Kind, NameKind, Scheme
from vscreen.lists.labels import split_label
from vscreen.lists.numbers_in_prose import (
    note_company_text,
    note_ship_text,
    opens_with_ship,
)
from vscreen.lists.reading import ListEntry
from vscreen.lists.split_names import misspelt, split_names, split_spellings, tell_apart


def test_the_longest_label_wins_and_an_unknown_one_stays() -> None:
    assert split_label("alt. Tax ID No. 7707083893 (Russia)") == (
        "Tax ID No.",
        "7707083893 (Russia)",
    )
    assert split_label("all offices worldwide") == ("", "all offices worldwide")


def test_a_ships_own_text_gives_numbers_flag_and_former_name() -> None:
    ship = ListEntry("1", Kind.VESSEL, "MARIA")
    note_ship_text(
        ship, "IMO number: 9161003. MMSI 273212120. Flag State: Russia. Formerly known as: LADY R."
    )
    assert {(Scheme.IMO_SHIP, "9161003"), (Scheme.MMSI, "273212120")} <= ship.identifiers.keys()
    assert ship.facts["flag"] == ["Russia"]
    assert ship.names["LADY R"] == NameKind.FORMER


def test_a_company_does_not_take_the_number_of_its_ship() -> None:
    firm = ListEntry("1", Kind.ORGANIZATION, "ACME")
    note_company_text(firm, "Owner of the tanker PAEK MA (IMO 9066978). IMO number: 5963351.")
    assert list(firm.identifiers) == [(Scheme.IMO_COMPANY, "5963351")]
    assert not opens_with_ship("Its vessels include IMO 9358010.")


def test_names_in_one_cell_are_parted_but_not_from_their_legal_form() -> None:
    assert split_names("AZSCO, Azia Shipping Co., Ltd; B (C, D)") == [
        "AZSCO",
        "Azia Shipping Co., Ltd",
        "B (C, D)",
    ]
    assert split_names("A (B; C, D") == [
        "A (B",
        "C",
        "D",
    ]  # a bracket that never closes holds nothing
    assert split_names("A; A;;  ") == ["A"]
    assert split_spellings("A/B SHIPPING", person=False) == ["A/B SHIPPING"]


def test_entries_of_one_key_get_keys_that_no_order_changes_and_twins_are_joined() -> None:
    def trio() -> list[ListEntry]:
        return [
            ListEntry("1", Kind.PERSON, "A"),
            ListEntry("1", Kind.PERSON, "B"),
            ListEntry("1", Kind.PERSON, "A"),
        ]

    found, turned = tell_apart(trio()), tell_apart(trio()[::-1])
    assert len(found) == 2
    assert {one.name: one.key for one in found} == {one.name: one.key for one in turned}


def test_a_misprint_of_a_word_that_matters_is_told_from_a_new_one() -> None:
    assert [misspelt(one, ["Vessel", "Person"]) for one in ("Vesdel", "Vessel", "Aircraft")] == [
        "Vessel",
        "",
        "",
    ]
