"""Given names in all their spellings, names of two written as one, titles before a person."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from vscreen.data import read_table
from vscreen.similarity.name_scores import party_name_score
from vscreen.similarity.word_alignment import word_loss
from vscreen.text.lexicon import word_weight
from vscreen.text.party_names import name_forms
from vscreen.text.sounds.given_names import given_names, joined_names, native_names

REVIEW = 82


def score(party: str, entry: str) -> float:
    return party_name_score(name_forms(party)[0], name_forms(entry)[0]).score


@pytest.mark.parametrize(
    ("party", "entry"),
    [
        ("MOHD RIZVANI", "RIZVANI, Muhammad"), ("ABDERRAHMANE BELKADI", "BELKADI, Abd al-Rahman"),
        ("Yevhenii Mykolaiovych Rudenko", "RUDENKO, Evgeny Nikolaevich"),
        ("SALAHEDDINE TAZI", "Salah al-Din TAZI"), ("Mehmet Yilmazoglu", "Muhammed YILMAZOGLU"),
    ],
)  # fmt: skip
def test_a_given_name_is_found_however_it_is_spelled(party: str, entry: str) -> None:
    assert score(party, entry) >= REVIEW
    assert score(entry, party) >= REVIEW


@pytest.mark.parametrize(
    ("party", "entry"),
    [
        ("Abdul Basir Haji", "BASIR, Haji Abdul"), ("ABDUL RAHMAN QORI", "AL-RAHMAN, Qori 'Abd"),
        ("CAPT. Anton Zimorev", "ZIMOREV, Anton"), ("ZIMOREV, Anton", "Col.Gen. Anton ZIMOREV"),
    ],
)  # fmt: skip
def test_what_stands_before_a_name_or_behind_it_costs_little(party: str, entry: str) -> None:
    assert score(party, entry) >= 95


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("DR OETKER", ("DR", "OETKER")), ("CAPTAIN COOK SHIPPING", ("CAPTAIN", "COOK", "SHIPPING")),
        ("GENERAL ANDRE RAOUL", ("GENERAL", "ANDRE", "RAOUL")), ("ABDUL", ("ABDUL",)),
    ],
)  # fmt: skip
def test_a_word_that_is_the_name_stays(name: str, words: tuple[str, ...]) -> None:
    assert name_forms(name)[0].words == words


@pytest.mark.parametrize(
    ("party", "entry"),
    [("HASAN KHOURI", "HUSSEIN KHOURI"), ("SALEM BARIZ", "SALIM BARIZ"), ("MOHD KHAN", "MD KHAN")],
)
def test_another_name_is_no_spelling_of_this(party: str, entry: str) -> None:
    ours, theirs = (name_forms(name)[0].words[0] for name in (party, entry))
    assert word_loss(theirs, ours) > 0.1


def test_a_patronymic_may_be_left_out_and_no_other_stands_for_it() -> None:
    assert score("MEDVEDCHUK VIKTOR", "Viktor Volodymyrovich MEDVEDCHUK") >= REVIEW
    assert score("Viktor Volodymyrovich MEDVEDCHUK", "MEDVEDCHUK VIKTOR") >= REVIEW
    assert score("Viktor Petrovich MEDVEDCHUK", "Viktor Volodymyrovich MEDVEDCHUK") < REVIEW


def test_each_spelling_is_of_one_name() -> None:
    rows = [row for row in read_table("given_names.csv") if row["kind"] == "name"]
    spellings = Counter(word for row in rows for word in (row["name"], *row["spellings"].split()))
    native = Counter(word for row in rows for word in row["native"].split())
    assert {word for word, count in (spellings + native).items() if count > 1} == set()
    assert all(row["source"] for row in rows)


def test_spellings_are_words_of_letters() -> None:
    latin = re.compile("[A-Z]{2,}")  # one letter is an initial
    assert all(map(latin.fullmatch, (*given_names(), *given_names().values())))
    assert all(map(latin.fullmatch, (word for phrase in joined_names() for word in phrase)))
    assert all(name and native.isalpha() for native, name in native_names().items())


def test_a_rare_spelling_tells_no_more_than_the_name() -> None:
    assert word_weight("MUKHAMMED") <= word_weight("MOHAMMED")
