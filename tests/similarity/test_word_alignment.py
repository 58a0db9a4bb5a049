"""Tests of similarity/word_alignment: what a word loses, and the words view."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vscreen.policy import Policy
from vscreen.similarity.form_pairs import Pairs
from vscreen.similarity.name_scores import party_name_score
from vscreen.similarity.word_alignment import heavy_codes, word_loss, words_view
from vscreen.similarity.word_alignment_bulk import losses, party_word_scores
from vscreen.text.forms_bulk import PARTY_NAME, forms_of_many
from vscreen.text.party_names import name_forms, party_forms
from vscreen.text.phonetics import word_code


# All words weigh 1, the name 2: shares of the score, times the 3/4 that parties' costs count.
@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("PIRZHAEV GOLDSHTEYN KRAVETS", 0.02 + 0.10),
        ("GOLDSHTEYN KRAVETS PIRZHAEV", 0.02 + 0.05),
        ("PIRZHAEV GOLDSHTEYN KRAVETS GREECE", 0.02 + 0.10 + 0.05),
        ("GOLDSHTEYN PIRZHAEV KRAVETS", 0.02 + 0.6 * 1 / 2),
        ("GOLDSHTEYN", 0.02 + 0.4 * 1 / 2),
        (
            "PIRZHAEV GOLDSHTEYN",
            0.02 + 1 / 2 + 0.10 + 0.25 * 1 / 3,
        ),  # a rare word beside part of it
        ("GOLDSHTEYN PIRZHAEV", 0.02 + 1 / 2 + 0.05 + 0.25 * 1 / 3),
        ("GOLDSHTEYN TRADING", 0.02 + 1 / 2 + 0.05),  # and one that tells nothing
    ],
)
def test_each_word_around_between_and_left_out_costs_what_is_written(
    text: str, lost: float
) -> None:
    (entry,) = name_forms("GOLDSHTEYN KRAVETS")
    best = max((party_name_score(form, entry) for form in party_forms(text)), key=lambda s: s.rank)
    assert (best.score, best.view) == (pytest.approx(100 * (1 - 0.75 * lost)), "words")


@pytest.mark.parametrize(
    ("entry", "party", "loss"),
    [
        ("FLOTSKAYA", "FLTSK", 0.2),  # five consonants are a word without its vowels
        ("FLOTILIYA", "FLTL", 4 / 9),  # four are too few to say so: they are respelt
        ("MEGA", "MGL", 1.0),
        ("FLOTA", "FLOT", 0.25),  # it begins with that
    ],
)
def test_a_word_without_its_vowels_stands_for_it_from_five_letters_on(
    entry: str, party: str, loss: float
) -> None:
    assert word_loss(entry, party) == pytest.approx(loss)


WORDS = [
    *("KOVALEVSKAYA"[:size] for size in range(1, 13)), "KVLVSK", "KOVALEVSKIJ", "KAVALEFSKY",
    "OVALEVSKAYA", "KOVALEVSKAYAOVICH", "STAR", "STRA", "STARS", "STR", "SEASTAR", "ANTEY", "ANT",
    "ANTEI", "NATEY", "A", "B", "AN", "MARIAMARIA", "AMAR",
]  # fmt: skip


def test_each_word_beside_each_other_loses_what_the_plain_way_says() -> None:
    table = forms_of_many([" ".join(WORDS)], PARTY_NAME).words
    entry, party = (side.ravel() for side in np.meshgrid(table.code, table.code))
    found = losses(table, party, table, entry).tolist()
    pairs = zip(table.distinct[entry].tolist(), table.distinct[party].tolist(), strict=True)
    assert found == pytest.approx([word_loss(listed, given) for listed, given in pairs], abs=1e-9)


def best_score(text: str, name: str) -> float:
    pairs = ((given, listed) for given in party_forms(text) for listed in name_forms(name))
    return max(party_name_score(given, listed).score for given, listed in pairs)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ahmed Alhowimel", "AHMED, Ahmed"),
        ("Grant Anthony Brown", "Anthony Anthony"),
    ],
)
def test_a_word_said_once_stands_for_one_word_of_a_name(text: str, name: str) -> None:
    assert best_score(text, name) < Policy().review


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Berkshire Hathaway", "Hathaway Co Ltd"),
        ("Finward Bancorp", "BANCORP"),
        ("Solaris Resources Inc.", "Solaris Ltd"),
        ("NATIONAL BANK OF BAHRAIN", "NATIONAL BANK"),
        ("Mike Rounds", "MIKE"),
        ("Nayef bin Abdul-Aziz Al Saud", "AZIZ, Abdul"),  # one name, though two words
    ],
)
def test_a_name_that_tells_little_is_another_amid_rare_words(text: str, name: str) -> None:
    assert best_score(text, name) < Policy().review


@pytest.mark.parametrize("lead", ["", "MESSRS ", "FREIGHT PAYABLE AS PER ", "Заказчик ", "発送人 "])
@pytest.mark.parametrize(
    "tail", ["", " TEL 00 98 21 88776655", " UL LENINA 5 MOSKVA", " ALICI ODER"]
)
@pytest.mark.parametrize(
    "name",
    [
        "Didessar Limited",
        "OOO EKOGRUPP",
        "Saderat Refah",
        "QASIM, Mohammed",
        "TRANSSTROIMEKHANIZATSIYA",
    ],
)
def test_a_distinctive_name_that_stands_whole_reaches_review_whatever_stands_around(
    lead: str, name: str, tail: str
) -> None:
    assert best_score(f"{lead}{name}{tail}", name) >= Policy().review


few_words = st.lists(
    st.sampled_from(["ALI", "ALIEV", "AHMED", "AHMAD", "ABDUL", "BANK", "OF", "ANTEY", "A", "LTD"]),
    min_size=1,
    max_size=7,
).map(" ".join)


@given(st.lists(few_words, min_size=1, max_size=3), st.lists(few_words, min_size=1, max_size=3))
def test_words_that_come_often_are_paired_off_as_the_plain_way_does(
    texts: list[str], names: list[str]
) -> None:
    ours, theirs = forms_of_many(texts, PARTY_NAME), forms_of_many(names, PARTY_NAME)
    forms, entries = list(ours.forms()), list(theirs.forms())
    keyed = [
        (our, their)
        for our, form in enumerate(forms)
        for their, entry in enumerate(entries)
        if not heavy_codes(entry).isdisjoint(map(word_code, form.words))
    ]
    our, their = np.array(keyed, np.int64).reshape(-1, 2).T
    pairs = Pairs(ours, theirs, our, their)
    legal = pairs.legal().tolist() if keyed else []
    plain = [
        100 * (1 - 0.75 * min(share for _, _, share in words_view(forms[a], entries[b], price)))
        for (a, b), price in zip(keyed, legal, strict=True)
    ]
    found = party_word_scores(pairs).tolist()
    assert found == pytest.approx([max(0.0, score) for score in plain], abs=1e-9)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("CEMEX, B.", "CIMEX"),
        ("Funko, Inc.", "FINKO LLC"),
        ("Nordex SE", "KORDEX AO"),
        ("GRAIN INDUSTRIES LIMITED", "GREEN INDUSTRIES, LTD"),
        ("BILD INVEST LLC", "Nafta-invest LLC"),  # that is OIL INVESTMENT
        ("LMT INTERNATIONAL", "NPC INTERNATIONAL"),
        ("SBI INTERNATIONAL LIMITED", "SPI INTERNATIONAL PTY LTD"),
        ("NPK International Inc.", "N P C INTERNATIONAL LTD"),
        ("SMC Corporation", "SOMIC COMPANY"),
        ("CARABELA SRL", "Caravella LLC-FZ"),
        ("ATLAS NTS LLC", "LIMITED LIABILITY COMPANY ATLANT S"),
        ("HOUSEMART SARL", "HOUSE OF ART LIMITED"),
        ("AQUAPOLIS LLC", "OOO AQUA SOLID"),
        ("MGL", "Megel"),
        ("STN", "SATNA"),
    ],
)
def test_a_name_of_few_letters_that_differs_in_one_is_anothers(text: str, name: str) -> None:
    assert best_score(text, name) < Policy().review


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("SBI INTERNATIONL LIMITED", "SBI INTERNATIONAL PTY LTD"),  # the slip is in a word of trade
        ("Малахит АО", "MALACHITE JSC"),
        ("AO Malakhitovaya", "MALACHITOVAYA JSC"),
        ("BELOMORTRANG INC", "BELOMORTRANS INC"),
        ("ЗЕНИД", "Zenit"),  # in another script
        ("QASIM, Mohammad", "Mohammed QASEM"),
    ],
)
def test_a_slip_in_a_word_of_trade_or_among_many_letters_is_none(text: str, name: str) -> None:
    assert best_score(text, name) >= Policy().review


def test_a_short_name_with_its_legal_form_behind_a_word_of_names_is_the_end_of_another() -> None:
    assert best_score("ATLAS NTS LLC", "NTS LLC") < Policy().review
    assert best_score("BUYER NTS LLC", "NTS LLC") >= Policy().review
    assert best_score("ATLAS NTSOP LLC", "NTSOP LLC") >= Policy().review


def test_blanks_elsewhere_are_no_other_name_without_an_edit_or_in_a_long_one() -> None:
    assert best_score("ATLAN TS LLC", "ATLANT S LLC") >= Policy().hit
    assert best_score("BELO MORTRANSNEFT LLC", "BELOMORTRANZNEFT LLC") >= Policy().review


def test_a_cut_that_left_only_words_of_trade_is_never_firm() -> None:
    trade = "International Shipping Trading Mining Steel Engineering Marine Logistics"
    assert best_score(trade, f"{trade} Goldshteyn Kravets LLC") < Policy().hit
    assert best_score(f"{trade} Goldshteyn", f"{trade} Goldshteyn Kravets LLC") >= Policy().hit


def test_few_letters_that_sound_the_same_are_the_same() -> None:
    assert best_score("JSC Kompel", "JOINT STOCK COMPANY COMPEL") >= Policy().review


def test_a_common_name_with_its_legal_form_beside_it_is_a_review_amid_other_words() -> None:
    assert best_score("MESSRS OPTIMA INC DUBAI UAE", "Optima Inc") >= Policy().review
    assert best_score("MESSRS OPTIMA SHEVKOR INC DUBAI", "Optima Inc") < Policy().review
