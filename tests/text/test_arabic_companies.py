"""Companies in Arabic and Persian meet their names as authorities print them."""

from __future__ import annotations

import pytest

import vscreen
from vscreen.text.companies.arabic import folded, translated


def score(party: str, listed: str) -> float:
    return vscreen.compare(party, listed, kind="organization").score


@pytest.mark.parametrize(
    ("party", "listed"),
    [
        ("شركة الكوثر للتجارة العامة ذ.م.م", "Al Kawthar General Trading LLC"),
        ("مجموعة النخيل القابضة", "Al Nakheel Holding Group"),
        ("مصرف الرافدين", "Rafidain Bank"),
        ("شركة درويش للنقل البحري المحدودة", "Darwish Maritime Transport Company Ltd"),
        ("دانشگاه صنعتی مالک اشتر", "Malek Ashtar University of Technology"),
        ("شرکت صنایع شیمیایی پارچین (سهامی خاص)", "Parchin Chemical Industries"),
        ("وزارت دفاع", "Ministry of Defence"),
    ],
)
def test_words_of_trade_are_translated_and_the_name_is_heard(party: str, listed: str) -> None:
    assert score(party, listed) >= vscreen.Policy().review


@pytest.mark.parametrize(
    ("party", "listed"),
    [
        ("شركة الكوثر للتجارة العامة", "Al Barakat General Trading LLC"),
        ("مصرف الرافدين", "Bank Melli"),
        ("شرکت مهندسی توان گستر", "Khatam Engineering Company"),
    ],
)
def test_what_firms_have_in_common_is_no_name(party: str, listed: str) -> None:
    assert score(party, listed) < vscreen.Policy().review


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("شركة محدودة المسؤولية", "LLC"),
        ("ش.م.ل", "SAL"),
        ("ش م ل", "SAL"),
        ("سازمان بنادر و دریانوردی", "PORTS AND MARITIME ORGANIZATION"),
        ("صنایع هوایی ایران", "IRAN AVIATION INDUSTRIES"),
        ("الاستيراد والتصدير", "IMPORT EXPORT"),
    ],
)
def test_an_adjective_stands_before_its_noun_in_english(text: str, english: str) -> None:
    assert translated(text).split() == english.split()


def test_a_text_without_words_of_trade_stays() -> None:
    assert translated("محمد علي") == "محمد علي"


@pytest.mark.parametrize("word", ["للتجارة", "التجارة", "والتجارة", "بالتجارة", "تجاره", "تِجارة"])
def test_article_particles_and_marks_are_no_part_of_a_word(word: str) -> None:
    assert folded(word) == folded("تجارة")
