"""Tests of text/companies: words of trade in many languages are one word each."""

from __future__ import annotations

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vscreen.data import read_table
from vscreen.text.companies.concepts import (
    concept_words,
    concepts_of,
    phrase_concepts,
    phrases_read,
    word_concepts,
)
from vscreen.text.companies.inflections import spellings
from vscreen.text.forms_bulk import PARTY_NAME, PARTY_TEXT, forms_of_many
from vscreen.text.lexicon import CONCEPT_WEIGHT, word_weight
from vscreen.text.party_names import name_forms, party_forms


def said(name: str) -> set[tuple[str, ...]]:
    return {form.words for form in name_forms(name)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Vega Naviera", "Vega Denizcilik"),
        ("Vega Shipping", "Судоходная компания Вега"),
        ("ZAVOD TOPAZ", "Usine Topaz"),
        ("NII Topaz", "Scientific Research Institute Topaz"),
        ("НПО Топаз", "Research and Production Association Topaz"),
        ("НАУЧНО-ПРОИЗВОДСТВЕННОЕ ПРЕДПРИЯТИЕ ТОПАЗ", "Scientific Production Enterprise Topaz"),
        ("Авіаційний ремонтний завод Топаз", "АВИАЦИОННЫЙ РЕМОНТНЫЙ ЗАВОД ТОПАЗ"),
        ("Amber Shipyard", "Судостроительный завод Amber"),
        ("Machine Building Plant Topaz", "Mashinostroitelny Zavod Topaz"),
        ("Stoffel Werke", "Stoffel Fabrika"),
    ],
)
def test_words_of_trade_are_the_same_in_every_language(one: str, other: str) -> None:
    assert {frozenset(words) for words in said(one)} & {frozenset(words) for words in said(other)}


def test_a_spelling_has_one_concept() -> None:
    every: dict[str, set[str]] = defaultdict(set)
    for row in read_table("concepts.csv"):
        if len(row["phrase"].split()) == 1 and len(row["concept"].split()) < 2:
            for spelling in spellings(row["phrase"], row["language"]):
                every[spelling].add(word_concepts().get(row["concept"], row["concept"]))
    assert {word: concepts for word, concepts in every.items() if len(concepts) > 1} == {}


def test_what_was_read_is_not_read_otherwise_once_more() -> None:
    assert not set(word_concepts()) & set(word_concepts().values())
    for words in phrase_concepts().values():
        assert phrases_read(words) == list(words)


def test_a_concept_weighs_little() -> None:
    assert max(map(word_weight, concept_words())) <= CONCEPT_WEIGHT


@pytest.mark.parametrize(
    "name",
    [
        "Falcon Bay ApS", "Falcon Bay Anpartsselskab", "Falcon Bay Designated Activity Company",
        "FALCON BAY DAC", "Falcon Bay Sendirian Berhad", "Falcon Bay EIRELI", "CTCP Falcon Bay",
        "Công ty Cổ phần Falcon Bay", "CTY TNHH Falcon Bay", "ТОВ Falcon Bay", "ПрАТ «Falcon Bay»",
        "Товариство з обмеженою відповідальністю Falcon Bay", "ФГУП Falcon Bay",
        "Публичного акционерного общества Falcon Bay",
        "Falcon Bay JDOO", "Falcon Bay GmbH & Co. KG",
        "Falcon Bay Sanayi ve Ticaret Limited Şirketi", "Falcon Bay S. de R.L. de C.V.",
    ],
)  # fmt: skip
def test_a_legal_form_in_any_language_and_place_is_set_apart(name: str) -> None:
    assert ("FALCON", "BAY") in said(name)


def test_a_legal_form_has_one_class() -> None:
    every: dict[tuple[str | int, ...], set[str]] = defaultdict(set)
    for row in read_table("legal_forms.csv"):
        every[tuple(concepts_of(row["phrase"].split()))].add(row["class"])
    assert {form: classes for form, classes in every.items() if len(classes) > 1} == {}


@pytest.mark.parametrize(
    "text",
    ["Penza Plant (aka Vectorpol)", "Zed (also known as Vectorpol)", "ZED (F.K.A. VECTORPOL JSC)"],
)
def test_a_name_in_brackets_is_another_reading_of_name_and_party(text: str) -> None:
    for forms in (name_forms(text), party_forms(text)):
        assert any(len(form.words) == 1 and form.words[0].startswith("VE") for form in forms)


@pytest.mark.parametrize("text", ["VEGA (HONG KONG) LIMITED", "VEGA (PRIVATE) LTD", "VEGA (AO)"])
def test_a_place_or_a_bare_legal_form_in_brackets_is_no_name(text: str) -> None:
    assert len(name_forms(text)) == 1


@given(st.lists(st.sampled_from([*"()\n\x00., ", "VEGA", "AO", "llc", " AKA "]), max_size=12))
def test_names_in_brackets_are_read_alike_in_bulk(parts: list[str]) -> None:
    text = "".join(parts)
    assert list(forms_of_many([text], PARTY_NAME).forms()) == list(name_forms(text))
    assert list(forms_of_many([text], PARTY_TEXT).forms()) == list(party_forms(text))
