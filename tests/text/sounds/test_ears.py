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
from vscreen.text.sounds.given_names import given_names
from vscreen.text.tables.words import WordTable

WORDS = st.text("ABCDEHIJKLOPSTUXYZ", min_size=1, max_size=14)


@given(st.lists(WORDS, max_size=20))
@example(["EEE", "OOOO", "TTTS", "SSSH", "CEEE", "YI", "MOHD"])
def test_many_words_sound_as_each_of_them(words: list[str]) -> None:
    heard = ears_bulk(Packed.of(words))
    assert heard[:].tolist() == [ear(word) for word in words]
    table = WordTable(np.ones(len(words), np.int64), np.arange(len(words)), Packed.of(words),
                      Packed.of(words).hashes())  # fmt: skip
    usual = [ear(given_names().get(word, word)) for word in words]
    assert table.ear_code[:].tolist() == [*map(ear_code, usual)]


@given(WORDS)
def test_every_sound_is_a_sign_of_the_tables(word: str) -> None:
    assert set(ear(word)) <= set(SIGNS)


@pytest.mark.parametrize(
    ("native", "latin"),
    [
        ("نوح البحر", "NUH AL BHR"),  # WAW and YEH between consonants are vowels
        ("عوام", "AWAM"),  # before a vowel they are not
        ("عبد المثبت", "ABDULMTHBT"), ("عبدالمثبت", "ABDULMTHBT"), ("عبد الله", "ABDULLAH"),
        ("الياس", "ALYAS"), ("أبو الكرف", "ABUL KRF"), ("أبو بكر حبيب الله", "ABUBAKR HABIBULLAH"),
        ("ضیل", "ZIL"),  # a letter of Persian tells the language
        ("زهت", "ZAHT"), ("متصد", "MTASD"),  # not ZH or TS, which would be one sound
        ("כוסף", "KOSF"), ("ג'ון", "JON"), ("בנימל", "BNIML"), ("גשרה", "GSHRA"),
        ("ใจดี", "CHAIDI"),
    ],
)  # fmt: skip
def test_letters_are_read_as_their_place_in_a_word_tells(native: str, latin: str) -> None:
    assert to_latin(native)[0] == latin


@pytest.mark.parametrize(
    ("native", "latin"),
    [
        ("وحيد الشكوى", "WAHID AL SHKWA"), ("מזרחי ווקר", "MIZRAHI VKR"),
        ("محمد عبد الرحمن", "MOHAMMED ABDULRAHMAN"), ("احمدرضا", "AHMED REZA"),
        ("نور الدين", "NURUDDIN"), ("الحسن", "AL HASAN"), ("דוד לוי", "DAVID LEVI"),
        ("محمداوي", "MHMDAWY"),
    ],
)  # fmt: skip
def test_given_names_are_spelled_with_their_vowels(native: str, latin: str) -> None:
    assert to_latin(native)[0] == latin


def test_consonants_are_read_as_persian_and_yiddish_say_them_too() -> None:
    assert "DMAVND" in to_latin("دماوند")
    assert "ZYCHRMN" in to_latin("זיכרמן")


@pytest.mark.parametrize(
    ("printed", "spoken"),
    [
        ("QUH AL-DIN", ("QUH", "DIN")), ("ABD AL-MUTHBIT", ("aBDUL", "MUtBIT")),
        ("ABD MUTHBIT", ("aBD", "MUtBIT")), ("USAMA BIN LADEN", ("oSAMA", "LADEN")),
        ("ABD AL-RAHMAN", ("aBDULRAHMAN",)), ("NOUR EL DINE", ("NURUDIN",)),
        ("AL", ("aL",)),
    ],
)  # fmt: skip
def test_particles_are_not_heard(printed: str, spoken: tuple[str, ...]) -> None:
    assert name_forms(printed)[0].ears == spoken


def test_chinese_is_a_script_of_its_own() -> None:
    assert script_of("習近平") == Script.HAN
