"""How words sound, one by one and many at once; and what of an abjad its place in a word tells."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vscreen.columnar.strings import Packed
from vscreen.text.party_names import name_forms
from vscreen.text.phonetics_bulk import ears as ears_bulk
from vscreen.text.scripts import Script, script_of, to_latin
from vscreen.text.sounds.ears import SIGNS, ear, ear_code
from vscreen.text.tables.words import WordTable

WORDS = st.text("ABCDEHIJKLOPSTUXYZ", min_size=1, max_size=14)


@given(st.lists(WORDS, max_size=20))
@example(["EEE", "OOOO", "TTTS", "SSSH", "CEEE"])
def test_many_words_sound_as_each_of_them(words: list[str]) -> None:
    heard = ears_bulk(Packed.of(words))
    assert heard[:].tolist() == [ear(word) for word in words]
    table = WordTable(np.ones(len(words), np.int64), np.arange(len(words)), Packed.of(words),
                      Packed.of(words).hashes())  # fmt: skip
    assert table.ear_code[:].tolist() == [ear_code(ear(word)) for word in words]


@given(WORDS)
def test_every_sound_is_a_sign_of_the_tables(word: str) -> None:
    assert set(ear(word)) <= set(SIGNS)


@pytest.mark.parametrize(
    ("native", "latin"),
    [
        ("نور الدين", "NUR AL DIN"),  # WAW and YEH between consonants are vowels
        ("جواد", "JWAD"),  # before a vowel they are not
        ("عبد الرحمن", "ABDULRHMN"), ("عبدالرحمن", "ABDULRHMN"), ("عبد الله", "ABDALLAH"),
        ("الياس", "ALYAS"), ("أبو الفضل", "ABUL FDL"),
        ("ضیا", "ZYA"), ("ضياء الدين", "DYA AL DIN"),  # a letter of Persian tells the language
        ("طه", "TAH"),  # not TH, which would be one sound
        ("יוסף", "YOSF"), ("ג'ון", "JON"), ("בנימין", "BNIMIN"),
        ("ใจดี", "CHAIDI"),
    ],
)  # fmt: skip
def test_letters_are_read_as_their_place_in_a_word_tells(native: str, latin: str) -> None:
    assert to_latin(native) == (latin,)


@pytest.mark.parametrize(
    ("printed", "spoken"),
    [
        ("NUR AL-DIN", ("NUR", "DIN")), ("ABD AL-RAHMAN", ("aBDUL", "RAHMAN")),
        ("ABD RAHMAN", ("aBD", "RAHMAN")), ("OSAMA BIN LADEN", ("oSAMA", "LADEN")),
        ("AL", ("aL",)),
    ],
)  # fmt: skip
def test_particles_are_not_heard(printed: str, spoken: tuple[str, ...]) -> None:
    assert name_forms(printed)[0].ears == spoken


def test_chinese_is_a_script_of_its_own() -> None:
    assert script_of("習近平") == Script.HAN
