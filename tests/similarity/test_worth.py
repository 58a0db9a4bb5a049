"""Tests of similarity/worth and its bulk twin."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import vscreen
from vscreen.similarity.form_pairs import Pairs
from vscreen.similarity.worth import common_worth, most_party_score
from vscreen.similarity.worth_bulk import (
    common_worths,
    most_cut_scores,
    most_edit_scores,
    most_heard_scores,
    most_word_scores,
)
from vscreen.text.forms_bulk import PARTY_NAME, PARTY_TEXT, forms_of_many
from vscreen.text.party_names import name_forms, party_forms

WORDS = ["AHMED", "TRADING", "LLC", "MIKE", "BORONEZH", "NPK", "A", "42", "S", "INDIA", "AHMAD"]
WORDS += ["JIHAD", "NIHAL", "CABLES", "CA", "BLES", "TRE", "CEN", "CENTRE", "POWER"]
WORDS += [
    "AHMED AHMAD",
    "حسين",
    "HUSSEIN HUSAYN",
    "O",
    "ATLAS",
    "BUYER",
    "NPK LLC",
    "GUANGDONG",
    "GENERAL",
    "BEIRUT",
]
WORDS += ["ATTENTION", "KARACHI", "COMPRADOR", "MG-FLOT", "FLEET", "ZAVOD", "THE"]

texts = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).flatmap(
        lambda words: st.sampled_from([" ", "\n", ", ", " C/O ", "\nPO BOX "]).map(
            lambda between: between.join(words)
        )
    ),
    min_size=1,
    max_size=4,
)


@given(texts, texts)
def test_many_pairs_can_score_as_much_as_each_can(ours: list[str], theirs: list[str]) -> None:
    one, other = forms_of_many(ours, PARTY_TEXT), forms_of_many(theirs, PARTY_NAME)
    our, their = (side.ravel() for side in np.meshgrid(np.arange(len(one)), np.arange(len(other))))
    pairs = Pairs(one, other, our, their)
    left, right = list(one.forms()), list(other.forms())
    each = [(left[a], right[b]) for a, b in zip(our, their, strict=True)]
    assert most_edit_scores(pairs).tolist() == [most_party_score("core", *pair) for pair in each]
    assert most_heard_scores(pairs).tolist() == [most_party_score("heard", *pair) for pair in each]
    assert most_cut_scores(pairs).tolist() == [most_party_score("cut", *pair) for pair in each]
    assert most_word_scores(pairs).tolist() == [most_party_score("words", *pair) for pair in each]
    assert list(zip(*(part.tolist() for part in common_worths(pairs)), strict=True)) == [
        common_worth(*pair) for pair in each
    ]


@pytest.mark.parametrize(
    ("text", "later"),
    [
        ("BAR FOODS LTD\nKANDY", [False, False, True]),
        ("BAR FOODS LTD PO BOX 42", [False, False, True]),
        ("BAR FOODS C/O KANDY", [False, False, False]),
        ("\nKANDY", [False]),
    ],
)
def test_a_later_line_of_a_cell_may_be_an_address(text: str, later: list[bool]) -> None:
    assert [form.around > 0 for form in party_forms(text)] == later
    assert [form.around > 0 for form in forms_of_many([text], PARTY_TEXT).forms()] == later


def most(text: str, listed: str, view: str = "words") -> float:
    """Return the most that the last piece of a text can score."""
    (entry,) = name_forms(listed)
    return most_party_score(view, party_forms(text)[-1], entry)


def test_a_name_of_one_common_word_is_not_met_by_a_name_that_says_more() -> None:
    assert most("AHMED AL BARAA", "AHMED, Ahmed") == 0
    assert most("AHMED COMPANY", "AHMED, Ahmed") == 92
    assert most("AHMED AHMED", "AHMED, Ahmed", "core") == 100


def test_a_number_is_no_name_unless_it_is_all_of_the_cell() -> None:
    assert most("NO: 42, MAIN STREET", "42", "core") == 0
    assert most("FOO LTD\nPO BOX 42", "42", "core") == 0
    assert most("42", "42", "core") == 92


def test_a_line_of_an_address_is_no_misspelt_name_of_one_word() -> None:
    assert most("XYZ LTD\nBOMBAY\nINDIA", "INDIO", "core") == 0
    assert most("INDIA", "INDIO", "core") > 0
    assert most("XYZ LTD\nBORONEZH", "BORONEZH", "core") == 100


def test_a_common_name_is_met_where_it_stands_with_its_legal_form() -> None:
    assert most("ATLAS LLC, TIRASPOL", "ATLAS LLC") > 0
    assert most("ATLAS COPCO, TIRASPOL", "ATLAS LLC") == 0
    assert most("ABC CHEMICALS GMBH", "ABC LLC") == 0


@pytest.mark.parametrize(
    ("party", "listed"),
    [
        ("RESOURCES GENERAL TRADING FZE", "INDUSTRIAL RESOURCES GENERAL TRADING LLC"),
        ("MEDITERRANEAN SHIPPING COMPANY S.A.", "EASTERN MEDITERRANEAN MARITIME"),
        ("AL SOHEIL FOR IMPORT AND TRADING BEIRUT LEBANON", "BEIRUT TRADE SAL"),
        ("SECURITY FEDERAL CORP", "FEDERAL SECURITY SERVICE"),
        ("XYZ LTD\nFOSHAN, GUANGDONG, CHINA", "CHINA GUANGDONG NUCLEAR POWER"),
        ("XYZ LTD\nBOM\nINDIA", "BOM FINANCE LTD"),
    ],
)
def test_words_that_many_bear_name_nobody_unless_all_are_said(party: str, listed: str) -> None:
    assert vscreen.compare(party, listed, kind="party").score < 82


@pytest.mark.parametrize(
    ("party", "listed"),
    [
        ("TO RESOURCES GENERAL TRADING LLC, DUBAI", "RESOURCES GENERAL TRADING LLC"),
        ("XYZ LTD\nCHINA GUANGDONG NUCLEAR POWER", "CHINA GUANGDONG NUCLEAR POWER"),
        ("ELECTRONIC COMPUTING AND INFORMATION SYSTEMS",
         "JSC RESEARCH CENTER ELECTRONIC COMPUTING AND INFORMATION SYSTEMS"),
    ],
)  # fmt: skip
def test_words_that_many_bear_name_somebody_together(party: str, listed: str) -> None:
    assert vscreen.compare(party, listed, kind="party").score >= vscreen.Policy().review


def test_a_common_name_misspelt_as_another_word_that_many_bear_is_another() -> None:
    assert most("NIHAL CONSTRUCTION", "JIHAD CONSTRUCTION", "core") == 0
    assert most("JIHXD CONSTRUCTION", "JIHAD CONSTRUCTION", "core") > 0
    assert most("CA BLES NACIONALES", "CABLES NACIONALES", "whole") > 0
    assert most("BUSINESS CEN TRE", "BUSINESS CENTRE", "whole") > 0


def test_a_doubled_name_is_not_heard_in_one_that_says_it_once() -> None:
    assert most("حسين القبيل", "Hussein HUSSEIN", "heard") == 0
    assert most("حسين حسين", "Hussein HUSSEIN", "heard") > 0


def test_a_cut_name_with_nothing_left_that_tells_is_nobody() -> None:
    assert most("INTERNATIONAL LIMITED", "INTERNATIONAL LIMITED LIABILITY CO FOO", "cut") == 0
    assert (
        most("LIMITED LIABILITY COMPANY ATLAS", "LIMITED LIABILITY COMPANY ATLAS FOO", "cut") == 92
    )


@pytest.mark.parametrize(
    ("party", "listed"),
    [
        ("NPK INTERNATIONAL INC", "N P C INTERNATIONAL LTD"),
        ("SECURITY FEDERAL CORP", "FEDERAL SECURITY CORP"),
    ],
)
def test_names_of_trade_words_alone_convict_only_letter_by_letter(party: str, listed: str) -> None:
    assert vscreen.compare(party, listed, kind="party").score < vscreen.Policy().hit
    assert vscreen.compare(listed, listed, kind="party").score == 100
