"""What names nobody is told from names: in many languages, however it is decorated."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vscreen.data import read_table
from vscreen.data.placeholders import (
    dittos_in,
    folded,
    is_date,
    is_ditto,
    placeholder,
    placeholders_in,
)

NOTHING = [
    "", " ", "-", "--", "...", "0", "000", "x", "XXX", "99999", "ZZZZZ", "null", "NaN",
    "NaT", "<NA>", "None", "(blank)", "[null]", "'none'", "#N/A", "#N/D", "#NV", "#Н/Д", "\\N",
    "-1", "n.a", "N/A", "NA", "T B N", "t.b.n.", "TBN1", "TBA-2", "unknown", "UNKNOWN VESSEL",
    "Vessel to be nominated", "NAME NOT KNOWN", "not provided", "no name", "vessel", "VESSEL 1",
    "IMO", "IMO: N/A", "same", "SAME AS CONSIGNEE", "to order", "TO THE ORDER OF SHIPPER",
    "a la orden", "à l'ordre", "ПО ПРИКАЗУ", "s/n", "n.v.t.", "k.A.", "sin nombre",
    "não informado", "NÃO DISPONÍVEL", "non communiqué", "inconnu", "nicht bekannt",
    "noch zu benennen", "por confirmar", "нет", "не указан", "Неизвестно", "brak danych",
    "bilinmiyor", "不明", "未定", "なし", "미정", "해당 없음", "لا يوجد", "không có",
    "tidak ada", "0000-00-00", "1900-01-00", "ＴＢＮ", "_",
]  # fmt: skip
ELSEWHERE = [
    "see attached", "SEE ATTACHED LIST", "as per B/L", "As per invoice 12", "as attached",
    "see below", "various", "VARIOUS SHIPPERS", "multiple", "packing list", "confidential",
    "siehe Anlage", "laut Liste", "voir annexe", "ver anexo", "vedi allegato", "zie bijlage",
    "bkz. ek", "см. приложение", "согласно списку", "разные", "详见附件", "別紙参照", "별첨",
    "#REF!", "#VALUE!", "#DIV/0!", "#DIV/0 !", "#NAME?", "#¡VALOR!", "#BEZUG!", "#ССЫЛКА!",
    "#####", "Err:502", "2024-05-01", "01.05.2024 10:30", "1-Dec-24",
    "\ue000\ue001", "\ufffd\ufffd",
]  # fmt: skip
DITTO = [
    '"', "''", '""', "〃", "„", ",,", "“", '- " -', '"-', "-//-", "—»—", "↑", "do", "do.",
    "-do-", "D.O.", "ditto", "dito", "idem", "id.", "same as above", "as above", "siehe oben",
    "wie oben", "come sopra", "mismo que arriba", "то же", "тот же", "см. выше", "同上",
    "上に同じ", "위와 같음", "j.w.", "ut supra", "نفسه",
]  # fmt: skip
NAMES = [
    "MARIA", "NAN HAI 1", "NULL ISLAND SHIPPING LTD", "NIL DESPERANDUM BV", "X-PRESS", "ZERO",
    "NONE SUCH", "SAME SPIRIT", "SAME SKY", "THE SAME SHIP CO", "EVER GIVEN", "BLANK STAR",
    "NULL ISLAND", "VESSEL TRUST", "UNKNOWN SOLDIER", "IMOLA", "ATTACHMENT", "DITTO TRADING LTD",
    "DO & CO AG", "TRUE", "III", "AAA", "CCCC", "8 MARCH", "777", "ID LOGISTICS", "SEE SAW",
    "NA LI", "ORDER OF MALTA", "NO LIMIT", "GIVEN", "NEW NAME", "SAME DAY COURIER",
    "PER AARSLEFF A/S", "KA", "LIST GMBH", "7", "IMO 9161003", "SHIPPER", "NADA", "SUPRA",
    "K&A SE", "不明商事株式会社", "НЕТЕЧА", "무한해운", "IDEMITSU", "MISSING LINK",
]  # fmt: skip
EVERY = [*NOTHING, *ELSEWHERE, *DITTO, *NAMES]


@pytest.mark.parametrize("text", NOTHING)
def test_a_mark_for_nothing_says_that_there_is_nothing(text: str) -> None:
    assert placeholder(text, field="vessel") == "nothing"


@pytest.mark.parametrize("text", ["&nbsp;", "&NBSP; &#160;", "<br/>", "%20", "_x000D_", "<p></p>"])
def test_a_cell_of_codes_for_blanks_alone_is_empty(text: str) -> None:
    assert placeholder(text, field="vessel") == "nothing"
    nothing, _ = placeholders_in(
        pa.array([text, f"{text}MARIA"], pa.large_string()), field="vessel"
    )
    assert nothing.tolist() == [True, False]


@pytest.mark.parametrize("text", ELSEWHERE)
def test_a_reference_and_a_failed_formula_say_that_it_stands_elsewhere(text: str) -> None:
    assert placeholder(text, field="shipper") == "elsewhere"


@pytest.mark.parametrize("text", DITTO)
def test_a_ditto_mark_is_one_in_any_language(text: str) -> None:
    assert is_ditto(text)
    assert placeholder(text, field="vessel") == "elsewhere"


@pytest.mark.parametrize("text", ["???", "?", "***", "!", "🚢", "@"])
def test_signs_that_may_hide_a_name_say_nothing_for_sure(text: str) -> None:
    assert placeholder(text, field="vessel") == ""


@pytest.mark.parametrize("text", NAMES)
def test_a_name_that_only_sounds_so_is_a_name(text: str) -> None:
    assert placeholder(text, field="vessel") == ""
    assert not is_ditto(text)


@pytest.mark.parametrize(
    ("text", "vessel", "party"),
    [
        ("M/V TBN", "nothing", ""),
        ("MV", "nothing", ""),
        ("SHIPPER", "", "nothing"),
        ("MT", "nothing", ""),
    ],
)
def test_what_a_word_says_depends_on_the_field(text: str, vessel: str, party: str) -> None:
    assert placeholder(text, field="vessel") == vessel
    assert placeholder(text, field="party") == party


def test_a_party_to_notify_that_is_the_same_as_above_is_the_consignee() -> None:
    assert placeholder("SAME AS ABOVE", field="notify_party") == "nothing"
    assert placeholder("SAME AS ABOVE", field="consignee") == "elsewhere"
    assert placeholder('"', field="notify_party") == "elsewhere"


def test_a_short_number_beside_a_label_is_no_placeholder_in_a_column_of_numbers() -> None:
    assert placeholder("IMO 123", field="imo") == ""
    assert placeholder("IMO no. n/a", field="imo") == "nothing"


@pytest.mark.parametrize("text", ["2024-05-01", "2024-05-01 00:00:00", "1-Dec-24", "12:30"])
def test_a_date_is_one(text: str) -> None:
    assert is_date(text)
    assert not is_date("9161003")


def test_a_text_of_any_length_is_told_at_once() -> None:
    assert placeholder("TBN " * 100_000, field="vessel") == ""
    assert placeholder(" " * 100_000 + "TBN", field="vessel") == ""


marks = st.sampled_from(["", " ", "(", "[", "*", "-", "#", ".", "'", " / "])
words = st.sampled_from([row["text"] for row in read_table("placeholders.csv")])
texts = st.one_of(
    st.tuples(marks, st.sampled_from(EVERY), marks).map("".join),
    st.lists(st.one_of(words, st.sampled_from(["M/V", "12", "N", "7"])), max_size=4).map(" ".join),
    st.text(max_size=12),
    st.text("XA0-/#\"'?. 1", max_size=8),
)


@given(st.lists(texts), st.sampled_from(["vessel", "party", "imo", "notify_party"]))
def test_many_texts_say_what_each_says(of: list[str], field: str) -> None:
    array = pa.array(of, pa.large_string())
    nothing, elsewhere = placeholders_in(array, field=field)
    told = [placeholder(text, field=field) for text in of]
    assert nothing.tolist() == [meaning == "nothing" for meaning in told]
    assert elsewhere.tolist() == [meaning == "elsewhere" for meaning in told]
    assert dittos_in(array).tolist() == [is_ditto(text) for text in of]


@given(texts)
def test_case_and_blanks_around_do_not_matter(text: str) -> None:
    if text.isascii():
        assert placeholder(f" {text.lower()}\n", field="vessel") == placeholder(
            text, field="vessel"
        )


def test_a_text_is_folded_to_its_words() -> None:
    assert folded(" (Não-informado) ") == "NAO INFORMADO"


@pytest.mark.parametrize("cell", ["", "-", "n/a", "TBN", "0", "x"])
@pytest.mark.parametrize("unseen", ["\u00ad", "\u200f", "\u2060", "\u200b\u202c"])
def test_what_nobody_sees_makes_no_difference_to_a_cell_that_says_nothing(
    cell: str, unseen: str
) -> None:
    assert placeholder(unseen.join(f" {cell} "), field="imo") == "nothing"
