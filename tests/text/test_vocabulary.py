"""Tests of text/vocabulary: words as codes, and phrases found among codes."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from vscreen.columnar.strings import Packed
from vscreen.text.companies.concepts import phrase_concepts, word_concepts
from vscreen.text.lexicon import legal_forms, word_weight
from vscreen.text.tables.facts import word_facts
from vscreen.text.vocabulary import NONE, SILENT, Phrases, vocabulary

WORDS = ["CO", "LTD", "JOINT", "STOCK", "COMPANY", "TO", "ORDER", "LLC"]


def test_every_word_has_a_code_of_its_own() -> None:
    words = vocabulary().words[:].tolist()
    assert len(words) == len(set(words)) == len(vocabulary())
    assert vocabulary().codes(words) == list(range(len(words)))


def test_a_word_leads_to_its_concept_and_other_words_to_none() -> None:
    words = [*word_concepts(), "BELOMORSKIY"]
    codes = vocabulary().concept_of(Packed.of(words).hashes()).tolist()
    assert codes.pop() == NONE
    known = vocabulary().words[:].tolist()
    said = ["" if code == SILENT else known[code] for code in codes]
    assert said == list(word_concepts().values())


def test_a_phrase_has_the_words_that_stand_for_it() -> None:
    words, stand = vocabulary().words[:], vocabulary().stands_for
    rows = np.arange(len(stand.count))
    said = [tuple(words[stand.take(rows[[row]]).code].tolist()) for row in rows.tolist()]
    assert said == list(phrase_concepts().values())


def test_weights_are_those_of_the_words() -> None:
    words = ["COMPANY", "SHIPPING", "GRACE"]
    company, shipping, grace = word_facts().find(Packed.of(words).hashes())
    weight = word_facts().weight
    assert [weight[company], weight[shipping], weight[grace]] == list(map(word_weight, words))


def test_a_legal_form_has_its_class() -> None:
    classes = [vocabulary().classes[code] for code in vocabulary().legal_class.tolist()]
    assert classes == list(legal_forms().values())
    assert vocabulary().classes[0] == ""


phrases = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(tuple),
                   min_size=1, max_size=5, unique=True)  # fmt: skip


@given(phrases, st.lists(st.sampled_from(WORDS), min_size=1, max_size=9))
def test_phrases_are_found_wherever_their_words_stand_in_order(
    every: list[tuple[str, ...]], text: list[str]
) -> None:
    known = Phrases(vocabulary(), every)
    codes = np.array(vocabulary().codes(text), np.int64)
    for size in known.sizes:
        fits = np.arange(len(text) - size + 1) if size <= len(text) else np.empty(0, np.int64)
        begin, phrase = known.at(codes, size, fits)
        wanted = [(at, every.index(words)) for at in fits.tolist()
                  if (words := tuple(text[at : at + size])) in every]  # fmt: skip
        assert list(zip(begin.tolist(), phrase.tolist(), strict=True)) == wanted
