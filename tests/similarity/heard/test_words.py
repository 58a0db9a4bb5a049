"""The heard view: names of persons in another script, word by word; plain and in bulk."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vscreen.columnar.strings import Packed
from vscreen.search.party_index import PartyIndex
from vscreen.similarity.heard.words import sound_bits, word_bits
from vscreen.similarity.heard.words_bulk import word_bits as word_bits_bulk
from vscreen.similarity.name_scores import NameScore, party_name_score
from vscreen.text.party_names import name_forms, party_forms
from vscreen.text.scripts import Script
from vscreen.text.sounds.ears import SIGNS

REVIEW = 82
SOUNDS = st.text(SIGNS, max_size=9)
NATIVE = [
    "جمال لونيسي", "حسین قاآنی", "محمد سعيد", "عبد الرحمن خوري", "حسن حسن‌زاده", "خالد", "42 علي",
    "נתניהו בנימין", "Усама бен Ладен", "김 정은", "ウサマ・ビンラディン", "习近平",
    "Γιάννης Μπουτάρης",
]  # fmt: skip
LATIN = [
    "Djamel LOUNICI", "GHAANI, Hossein", "Mohammed SAEED", "KHOURI, Abd al-Rahman",
    "Hassan HASSANZADEH", "Hassan HASSAN ZADEH", "Khaled", "Khalid KHALED", "Binyamin NETANYAHU",
    "BIN LADEN, Usama", "KIM Jong Un", "XI Jinping", "Yannis BOUTARIS", "Ali", "AL", "42",
]  # fmt: skip


def best(native: str, latin: str) -> NameScore:
    pairs = ((party, entry) for party in party_forms(native) for entry in name_forms(latin))
    return max((party_name_score(*pair) for pair in pairs), key=lambda score: score.rank)


@pytest.mark.parametrize(
    ("native", "latin"),
    [
        ("جمال لونيسي", "Djamel LOUNICI"), ("إياد مخلوف", "MAKHLOUF, Iyad"),
        ("حسن‌زاده حسن", "Hassan HASSAN ZADEH"),
        ("נפתלי בנט", "Naftali BENNETT"),
    ],
)  # fmt: skip
def test_a_person_is_found_by_how_the_words_sound(native: str, latin: str) -> None:
    score = best(native, latin)
    assert score.score >= REVIEW
    assert score.view in {"heard", "classes"}
    assert score.score <= 92, "what only sounds alike is a review"


@pytest.mark.parametrize(
    ("native", "latin"),
    [
        ("حسام لوقا", "Hussam LUQA"), ("رضا خاکی", "Khaki, Reza"),
        ("عبد الكريم ذاكر", "Abdul Karim ZAKIR"), ("مجید موسوی", "Majid Mousavi"),
        ("שלמה פרידמן", "Friedman, Shlomo"), ("ינון לוי", "Levi, Yinon"),
    ],
)  # fmt: skip
def test_a_given_name_is_known_in_its_own_letters(native: str, latin: str) -> None:
    assert best(native, latin).score >= REVIEW


@pytest.mark.parametrize(
    ("native", "latin"),
    [
        ("김정은", "KIM Jong Un"), ("리영호", "LEE Young-ho"), ("백창호", "PAEK Chang-Ho"),
        ("주규창", "CHU Kyu-Ch'ang"), ("장성택", "CHANG Song-taek"), ("박근혜", "PARK Geun-hye"),
        ("张宇辉", "Yuhui ZHANG"), ("李方伟", "Karl LEE, Li Fangwei"),
    ],
)  # fmt: skip
def test_a_name_of_syllables_is_found_as_its_words(native: str, latin: str) -> None:
    assert best(native, latin).score >= REVIEW


def test_another_korean_is_not_found() -> None:
    assert best("김정은", "KIM Yong Chol").score < REVIEW
    assert best("리영호", "RI Hong Sop").score < REVIEW


@pytest.mark.parametrize(
    ("native", "latin"),
    [
        ("محمد ضمرة", "Mohamed MIRE"), ("فيصل الإبراهيم", "Muh Sholeh IBRAHIM"),
        ("خالد", "Khaled SHOMAN"), ("كمال رشيد", "CAMARA, Sadio"),
        ("محمد الحماد", "Akhmed ODNORUKIY"), ("محمد بن عبد العزيز", "AL-MOHAMMEDAWI, Abdul Aziz"),
        ("حامد الشوكي", "Ahmed SHAWKI"),
    ],
)  # fmt: skip
def test_another_person_is_not(native: str, latin: str) -> None:
    assert best(native, latin).score < REVIEW


def test_a_word_of_the_partys_that_stands_for_none_costs() -> None:
    assert (
        best("جمال لونيسي", "Djamel LOUNICI").score
        > best("جمال كريم لونيسي", "Djamel LOUNICI").score
    )


@given(st.lists(st.tuples(SOUNDS, SOUNDS), max_size=12), st.sampled_from(Script))
def test_many_words_have_the_evidence_of_each(pairs: list[tuple[str, str]], script: Script) -> None:
    table = sound_bits(script).bits
    ours, theirs = Packed.of([a for a, _ in pairs]), Packed.of([b for _, b in pairs])
    assert word_bits_bulk(ours, theirs, table).tolist() == [
        word_bits(*pair, table) for pair in pairs
    ]


def test_a_script_without_a_table_is_read_by_that_of_others() -> None:
    assert np.array_equal(sound_bits(Script.LATIN).bits, sound_bits(Script.OTHER).bits)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.sampled_from(NATIVE), min_size=1, max_size=6, unique=True),
    st.lists(st.sampled_from(LATIN), min_size=1, max_size=8, unique=True),
    st.sampled_from([50.0, 70.0, 82.0]),
)
def test_the_search_finds_what_the_plain_score_finds(
    texts: list[str], names: list[str], least: float
) -> None:
    found = PartyIndex(names).search(texts, least)
    wanted = {
        (text, name): score
        for text, native in enumerate(texts)
        for name, latin in enumerate(names)
        if (score := best(native, latin).score) >= least
    }
    assert {(text, name): score for text, name, score in found.itertuples(index=False)} == {
        pair: pytest.approx(score) for pair, score in wanted.items()
    }
