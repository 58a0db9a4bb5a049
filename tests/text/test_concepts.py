"""Tests of text/companies: words of trade in many languages are one word each."""

from __future__ import annotations

from collections import defaultdict

import pytest

from vscreen.data import read_table
from vscreen.text.companies.concepts import (
    concept_words,
    phrase_concepts,
    phrases_read,
    word_concepts,
)
from vscreen.text.companies.inflections import spellings
from vscreen.text.lexicon import CONCEPT_WEIGHT, word_weight
from vscreen.text.party_names import name_forms


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
