"""Tests of text/written/look_alikes: letters and signs that look Latin."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vscreen.data import read_table
from vscreen.text.scripts import Script, script_of, to_latin
from vscreen.text.vessel_names import vessel_forms
from vscreen.text.written.look_alikes import letters_read, shapes, signs_read, without_flags

TABLE = read_table("look_alikes.csv")


def test_each_row_of_the_table_is_one_character_that_nothing_else_reads() -> None:
    for row in TABLE:
        letter = row["letter"]
        assert unicodedata.normalize("NFKC", letter) == letter
        assert not letter.isascii()
        assert "A" <= row["latin"] <= "Z"
        assert row["read"] in {"always", "mixed", "word", "sign"}
        assert letter.isalpha() == (row["read"] != "sign") or unicodedata.category(letter) in {
            "No",
            "Nl",
            "Lo",
        }


@pytest.mark.parametrize(
    "text",
    [
        "ᎪNᏀᎪᎡᎪ", "ꓮꓠꓖꓮꓣꓮ", "ANGАRА", "ΑNGΑRΑ", "𐊠N𐌂𐊠R𐊠".replace("𐌂", "G"), "ᗅNGᗅᖇᗅ",
        "🅰NGARA", "🅐🅝🅖🅐🅡🅐", "🇦🇳🇬🇦🇷🇦", "ＡＮＧＡＲＡ", "𝐀𝐍𝐆𝐀𝐑𝐀", "ⒶⓃⒼⒶⓇⒶ", "ᴀɴɢᴀʀᴀ", "AɴԌАЯΑ",
        "ANG∆RA", "∀NGARA",
    ],
)  # fmt: skip
def test_a_name_in_letters_that_look_latin_is_read(text: str) -> None:
    assert "ANGARA" in [form.text for form in vessel_forms(text)]


def test_letters_of_dead_scripts_are_latin_and_written_in_latin() -> None:
    assert letters_read("ꓮꓠꓖꓮꓣꓮ") == "ANGARA"
    assert script_of("ꓮꓠꓖꓮꓣꓮ") == script_of("ᎪᎡᎪ") == Script.LATIN


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("РОСТ", "ROST"), ("СОСНА", "SOSNA"), ("ЧАЙКА", "CHAYKA"), ("ΑΡΗΣ", "ARIS"),
        ("ՍԵՎԱՆ", "SEVAN"), ("თბილისი", "TBILISI"), ("سارا", "SARA"), ("日昇", "RISHENG"),
    ],
)  # fmt: skip
def test_a_name_in_a_living_script_is_read_by_its_sound_alone(name: str, latin: str) -> None:
    assert to_latin(name)[0] == latin
    assert shapes(name.upper()) == (name.upper(),)


def test_beside_latin_letters_both_readings_stay() -> None:
    assert to_latin("СО. LTD") == ("CO. LTD", "SO. LTD")
    assert {"VLADIMIR", "NLADIMIR"} <= set(to_latin("νladimir"))
    assert to_latin("νladimir") == to_latin("ΝLADIMIR")
    assert "POBEDA" in to_latin("ПОБЕДA")
    assert "ANGARA" in to_latin("ANGAЯA")


@given(st.text("ПИЯШДЛЦ", min_size=1), st.text("XYZ", min_size=1))
def test_what_looks_latin_from_afar_is_read_so_only_within_a_latin_word(
    own: str, other: str
) -> None:
    assert shapes(f"{own} {other}") == (f"{own} {other}",)


def test_a_flag_is_no_letters_beside_a_name() -> None:
    assert without_flags("🇵🇦 ANGARA") == "  ANGARA"
    assert without_flags("🇦🇳🇬🇦🇷🇦") == "🇦🇳🇬🇦🇷🇦"
    assert "ANGARA" in [form.text for form in vessel_forms("🇵🇦ANGARA🇵🇦")]
    assert "LADY R" in [form.text for form in vessel_forms("🇱🇦DY 🇷")]


def test_a_sign_alone_is_no_letter() -> None:
    assert signs_read("ANG×RA € 5") == "ANGXRA € 5"
    assert [form.text for form in vessel_forms("× ANGARA ×")] == ["ANGARA"]
    assert vessel_forms("€") == vessel_forms("∆ ×") == ()
