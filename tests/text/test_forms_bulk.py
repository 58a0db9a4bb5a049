"""The forms of many texts at once beside those of one text at a time."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from operator import attrgetter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vscreen.columnar.strings import Packed, alphabetical
from vscreen.similarity.word_alignment import word_loss
from vscreen.similarity.word_alignment_bulk import losses
from vscreen.text.form import Form, letter_size
from vscreen.text.forms_bulk import (
    PARTY_NAME,
    PARTY_TEXT,
    VESSEL_NAME,
    VESSEL_TEXT,
    TextKind,
    forms_of_many,
    table_of_forms,
)
from vscreen.text.free_text import free_text_forms
from vscreen.text.party_names import name_forms, party_forms
from vscreen.text.phonetics import sound_code, word_code
from vscreen.text.phonetics_bulk import sound_codes
from vscreen.text.scripts import visible
from vscreen.text.ship_cells import vessel_text_forms
from vscreen.text.sounds.given_names import given_names
from vscreen.text.tokens import tokens_of
from vscreen.text.tokens_bulk import tokens_of_many
from vscreen.text.vessel_names import listed_vessel_forms

PARTS = [
    "STAR", "SUN", "ABC", "Sea", "II", "IV", "I", "V", "X", "NO", "NO.", "NR", "ONE", "SEVEN", "5",
    "007", "0", "12A", "8O2", "S.A.", "S.A.L", "A.B", "_A.B", "&", "'", "O'N", ",", ".", ",,", "-",
    " ", "\n", "\x00", "M/V", "MV", "M.V.", "M V", "VSL", "T.X", "HEROII", "TO ORDER OF", "C/O",
    "VIA", "ON BEHALF OF", "P.O. BOX", "TRADING AS", "T/A", "LTD", "CO", "CO LTD", "S A",
    "JOINT STOCK COMPANY", "LLC", "TRDG", "TBN", "TO ORDER", "UNKNOWN", "N", "EX", "(", ")", "/",
    "IMO9161003", "VOY 12", "V.5", "9161003", "ß", "é", "Łódź", "«", "МАРИЯ", "С", "ΜΑΡΙΑ",
    "有限公司", "贸易", "深圳市", "香港", "(株)", "海運", "ミナト", "주식회사", "무역", "조선",
    "شركة", "للتجارة", "العامة", "ذ.م.م", "صنایع",
    "마리아", "ماريا", "シャン", "e\u0301", "PHOENIX", "KOVALEVSKIJ", "TKHOU", "XEUDO",
    "056W", "FY432A", "0234E", "057", "HL045", "12", "1.", "2)", "12/05", " - ", "- ", "E-05",
    "MAY", "RENAMED", "FORMERLY KNOWN AS", "ZAVODA", "NII", "THE", "NAMED AFTER", "STATE",
    "SCIENTIFIC", "RESEARCH", "OR", "Y", "TBC", "OR SUB", "TUG", "exABC", "MVANGARA",
    "|", "\t", ":", "*", "LOADING", "OF THE", "REIS 5", "LADY. R",
    "🚢", "🇵🇦", "ᎪᎡ", "×", "\u202e", "\u0363", "&amp;", "&#82;", "%20", "<br>", "\\u0041", "\\n",
    "Ã\x81", "‹BR›", "‰20", "$T@R", "R05T", "%",
]  # fmt: skip
texts = st.lists(
    st.one_of(
        st.lists(
            st.one_of(st.sampled_from(PARTS), st.sampled_from([" ", " ", "."])), max_size=14
        ).map("".join),
        st.text(max_size=9),
    ),
    max_size=8,
)
Forms = Callable[[str], tuple[Form, ...]]
KINDS = [
    (VESSEL_NAME, listed_vessel_forms),
    (VESSEL_TEXT, vessel_text_forms),
    (PARTY_TEXT, party_forms),
    (PARTY_NAME, name_forms),
]


@pytest.mark.parametrize(
    ("kind", "forms_of"),
    KINDS,
    ids=["vessels", "ship cells", "parties", "names"],
)
@given(texts=texts)
def test_many_texts_have_the_forms_of_each(
    kind: TextKind, forms_of: Forms, texts: list[str]
) -> None:
    table = forms_of_many(texts, kind)
    found: list[list[Form]] = [[] for _ in texts]
    for text, form in zip(table.text.tolist(), table.forms(), strict=True):
        found[text].append(form)
    assert found == [[*forms_of(text)] for text in texts]


@pytest.mark.parametrize(
    ("kind", "forms_of"),
    KINDS,
    ids=["vessels", "ship cells", "parties", "names"],
)
def test_each_part_beside_each_other_has_the_forms_of_the_plain_way(
    kind: TextKind, forms_of: Forms
) -> None:
    pairs = [f"STAR {first} {second}" for first, second in product(PARTS, repeat=2)]
    table = forms_of_many(pairs, kind)
    found: list[list[Form]] = [[] for _ in pairs]
    for text, form in zip(table.text.tolist(), table.forms(), strict=True):
        found[text].append(form)
    assert found == [[*forms_of(text)] for text in pairs]


@given(texts=texts)
def test_forms_laid_out_are_the_forms(texts: list[str]) -> None:
    forms = [free_text_forms(text) for text in texts]
    table = table_of_forms(forms)
    assert [*table.forms()] == [form for some in forms for form in some]


KEYS = ["tight", "sorted", "sound", "skeleton", "whole"]
HEARD = ["classes", "syllabic", "spoken", "unfilled", "consonants"]


@given(texts=texts)
def test_a_table_has_the_keys_of_each_form(texts: list[str]) -> None:
    for kind in (VESSEL_NAME, VESSEL_TEXT, PARTY_TEXT):
        table = forms_of_many(texts, kind)
        forms = [*table.forms()]
        for key in KEYS:
            assert getattr(table, key)[:].tolist() == [getattr(form, key) for form in forms], key
        for source, part in product(("heard", "heard_whole"), HEARD):
            wanted = [getattr(getattr(form, source), part) for form in forms]
            heard = getattr(table, source)
            found = heard.each(attrgetter(part), np.arange(len(table))).tolist()
            assert found == wanted, part
            if part in ("classes", "syllabic"):
                assert getattr(heard, part)[:].tolist() == wanted, part
        for name in ("vowels", "digits", "latin"):
            assert getattr(table, name).tolist() == [getattr(form, name) for form in forms], name
        assert table.size == pytest.approx([letter_size(form) for form in forms], abs=1e-9)
        if not kind.party:
            assert table.is_ship_name.tolist() == [form.is_ship_name for form in forms]


def test_a_known_ships_name_is_known_with_its_numbers_in_order() -> None:
    table = forms_of_many(["EVER GIVEN", "EVER GIVN", "10 9 X"], VESSEL_NAME)
    first = np.flatnonzero(np.diff(table.text, prepend=-1))
    assert table.is_ship_name[first].tolist() == [True, False, False]


@given(st.lists(st.lists(st.sampled_from(PARTS), max_size=8).map("".join), max_size=8))
def test_many_texts_have_the_tokens_of_each(texts: list[str]) -> None:
    texts = [visible(text) for text in texts if text.isascii()]
    tokens = tokens_of_many(Packed.of(texts))
    found: list[list[str]] = [[] for _ in texts]
    said = tokens.distinct[tokens.code].tolist()
    for text, token in zip(tokens.owner.tolist(), said, strict=True):
        found[text].append(token)
    assert found == [[*map(str, tokens_of(text))] for text in texts]


words = st.lists(st.text("ABCEKHIJOPQSTUVXYZ", min_size=1, max_size=20), max_size=20)


@given(words)
def test_many_words_have_the_codes_of_each(words: list[str]) -> None:
    assert sound_codes(Packed.of(words))[:].tolist() == [*map(sound_code, words)]


@given(st.lists(st.sampled_from([*given_names(), "ANTEY", "MOHAMMADD"]), min_size=1, max_size=8))
def test_many_given_names_have_the_code_of_each(words: list[str]) -> None:
    table = forms_of_many([f"{word} XQZ" for word in words], PARTY_NAME).words
    for word, code in zip(table.distinct[:], table.code_hash, strict=True):
        if word in words:
            assert code == Packed.of([word_code(word)]).hashes()[0]


@given(words)
def test_words_are_placed_as_in_the_alphabet(words: list[str]) -> None:
    words = [*dict.fromkeys(words)]
    rank = alphabetical(Packed.of(words)).tolist()
    assert rank == [sorted(words).index(word) for word in words]


@given(st.lists(st.text("AB", max_size=40), max_size=20))
def test_equal_strings_have_equal_hashes_and_others_other(strings: list[str]) -> None:
    hashes = Packed.of(strings).hashes().tolist()
    assert len(set(hashes)) == len(set(strings)) == len(set(zip(strings, hashes, strict=True)))


@st.composite
def respelt(draw: st.DrawFn) -> tuple[str, str]:
    """A word, and one that may stand for it."""
    word = draw(st.text("ABEIKLSX", min_size=1, max_size=10))
    at, cut = draw(st.integers(0, 10)), draw(st.integers(0, 2))
    other = word[:at] + draw(st.sampled_from(["", "A", "BE"])) + word[at + cut :]
    return word, other or "A"


@given(st.lists(respelt(), min_size=1, max_size=6))
def test_many_meetings_of_words_lose_what_each_does(words: list[tuple[str, str]]) -> None:
    listed, party = (" ".join(side) for side in zip(*words, strict=True))
    ours = forms_of_many([party], PARTY_NAME).words
    theirs = forms_of_many([listed], PARTY_NAME).words
    our, their = (side.ravel() for side in np.meshgrid(ours.code, theirs.code))
    found = losses(ours, our, theirs, their).tolist()
    said = zip(theirs.distinct[their].tolist(), ours.distinct[our].tolist(), strict=True)
    assert found == pytest.approx([word_loss(entry, word) for entry, word in said], abs=1e-9)
