from __future__ import annotations

import pytest

from vscreen.data import read_table
from vscreen.text.lexicon import word_weight
from vscreen.text.party_names import name_forms, normalise_party, party_forms
from vscreen.text.phonetics import sound_classes, sound_fold
from vscreen.text.scripts import Script, script_of, to_latin, visible
from vscreen.text.tokens import tokens_of
from vscreen.text.vessel_names import normalise_vessel, vessel_forms


def readings(text: str) -> list[str]:
    return [form.text for form in vessel_forms(text)]


@pytest.mark.parametrize(
    "text",
    [
        "OCEAN GRACE", "ocean grace", "Ocean-Grace", "M/V OCEAN GRACE", "M.V. Ocean Grace",
        "MV. OCEAN GRACE", "m v ocean  grace", "MT OCEAN GRACE", "M/T «Ocean Grace»",
        "S.S. OCEAN GRACE", "VESSEL: OCEAN GRACE", "MV M/T OCEAN GRACE", "VSL OCEAN GRACE",
        "ＯＣＥＡＮ ＧＲＡＣＥ", "OC\u200bEAN GRA\u200eCE", "ÓCÈAN GRÄCE", "OCEAN\tGRACE\n",
        "MOTOR VESSEL OCEAN GRACE", "Т/Х OCEAN GRACE",
    ],
)  # fmt: skip
def test_ways_to_write_one_ship_are_one_form(text: str) -> None:
    assert readings(text)[0] == "OCEAN GRACE"


@pytest.mark.parametrize("name", ["MT", "MV", "SS", "VESSEL"])
def test_a_ship_named_like_a_prefix_keeps_its_name(name: str) -> None:
    assert readings(name) == [name]


@pytest.mark.parametrize("name", ["MY LADY", "MVOGO", "STAR MV", "SSANGYONG", "RV STAR"])
def test_what_only_looks_like_a_prefix_stays(name: str) -> None:
    assert readings(name) == [name]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("STAR II", "STAR 2"), ("STAR 2", "STAR NO. 2"), ("STAR No 02", "STAR 2"),
        ("SUN5", "SUN 5"), ("STAR TWO", "STAR 2"), ("STAR №2", "STAR 2"), ("SUN-05", "SUN 5"),
        ("NO. 7 STAR", "7 STAR"), ("OCEAN GRACE VII", "OCEAN GRACE 7"),
    ],
)  # fmt: skip
def test_numbers_are_compared_as_values(one: str, other: str) -> None:
    assert readings(one)[0] == readings(other)[0]


@pytest.mark.parametrize("name", ["VI", "X PRESS", "I", "MIX", "ONE APUS", "V SHIPS"])
def test_a_roman_numeral_or_number_word_at_the_start_is_a_word(name: str) -> None:
    assert vessel_forms(name)[0].numbers == ()


@pytest.mark.parametrize(
    "text",
    [
        "LADY R IMO 9161003", "LADY R (IMO: 9161003)", "LADY R 9161003", "MV LADY R / ADLER",
        "LADY R VOY. 12E", "M/V LADY R V.023W", "ADLER EX LADY R", "LADY R (ex-ADLER)",
        "ADLER (F/K/A MV LADY R)",
    ],
)  # fmt: skip
def test_the_name_in_a_vessel_text_is_one_of_its_forms(text: str) -> None:
    assert "LADY R" in readings(text)


def test_letters_and_digits_that_look_alike_are_read_both_ways() -> None:
    assert readings("S0LARIS") == ["S LARIS 0", "SOLARIS"]
    assert readings("STAR 1O")[-1] == "STAR 10"
    assert readings("F91") == ["F 91"]


@pytest.mark.parametrize(
    "text", ["50L4R1S", "$OL@RI$", "S0LAR!S", "S0L4R15", "SOL@RIS", "M/V $0LAR|S", "s0l4ris"]
)
def test_digits_and_signs_that_spell_a_name_are_read_as_its_letters(text: str) -> None:
    assert "SOLARIS" in readings(text)
    assert "SOLARIS" in {
        form.text for form in party_forms(text.removeprefix("M/V ").replace("|", "!"))
    }
    assert all(form.price for form in vessel_forms(text) if form.text == "SOLARIS")


@pytest.mark.parametrize(
    "text", ["STAR 3", "STAR3", "ALPHA!", "3A", "MSC 4", "4 STAR", "7UP", "STAR 1ST"]
)
def test_a_number_beside_a_name_spells_nothing(text: str) -> None:
    found = {word for form in vessel_forms(text) for word in form.words}
    assert found <= {"STAR", "ALPHA", "A", "MSC", "UP", "ST", "IST", "LST"}


def test_a_mixed_script_word_is_read_by_shape_and_by_sound() -> None:
    assert readings("SUPЕR РACIFIC") == ["SUPER PACIFIC", "SUPER RACIFIC"]
    assert to_latin("СО. LTD") == ("CO. LTD", "SO. LTD")
    assert to_latin("СО. A") == ("CO. A", "SO. A")
    assert to_latin("СО. Z") == ("CO. Z", "SO. Z")
    assert to_latin("РОСТ") == ("ROST",)


@pytest.mark.parametrize(
    ("name", "latin"),
    [("АНГАРА", "ANGARA"), ("ЛЕДИ Р", "LEDI R"), ("アンガラ", "ANGARA"), ("ХОРОШО", "KHOROSHO")],
)
def test_other_scripts_are_romanised(name: str, latin: str) -> None:
    assert readings(name)[0] == latin
    assert not vessel_forms(name)[0].latin


@pytest.mark.parametrize(
    "sign", [*"★⚓🚢☎✈█→≈♻☠€©¤◌\ue000\u0378\U0001fac8", "1\ufe0f\u20e3", "👨\u200d✈\ufe0f"]
)
@pytest.mark.parametrize(
    "write", ["{0}OCEAN GRACE", "{0} OCEAN GRACE {0}", "OCEAN GRACE{0}", "OCEAN{0}GRACE"]
)
def test_a_symbol_is_a_blank(sign: str, write: str) -> None:
    assert {form.words for form in vessel_forms(write.format(sign))} >= {("OCEAN", "GRACE")}


@pytest.mark.parametrize(
    "sign",
    [
        "\u0301",
        "\u0363\u0336\u0489",
        "\ufe0f",
        "\u20e0",
        "\U000e0041",
        "\u00ad",
        "\u1160",
        "\u034f",
    ],
)
def test_what_stands_over_or_around_a_letter_or_is_not_seen_is_nothing(sign: str) -> None:
    assert {form.text for form in vessel_forms(sign.join("ANGARA"))} == {"ANGARA"}
    assert {form.text for form in party_forms(sign.join("ANGARA"))} == {"ANGARA"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "...",
        "-/-",
        "\u200b",
        "'",
        "（）",
        "🚢",
        "★★★",
        "⠁⠝",
        "&nbsp;",
        "<br>",
        "\u3164",
    ],
)
def test_a_name_of_nothing_has_no_form(text: str) -> None:
    assert vessel_forms(text) == party_forms(text) == name_forms(text) == ()


@pytest.mark.parametrize(
    "text", ["SIS DOO", "SIS d.o.o.", "SIS D O O", "Sis, D.O.O.", "SIS, LLC", "ООО SIS"]
)
def test_legal_forms_are_folded_to_a_class(text: str) -> None:
    form = party_forms(text)[0]
    assert (form.words, form.legal) == (("SIS",), "LLC")


@pytest.mark.parametrize("text", ["AS", "Company", "LIMITED", "ООО", "CO., LTD."])
def test_a_name_of_legal_forms_only_keeps_its_words(text: str) -> None:
    form = name_forms(text)[0]
    assert form.words
    assert form.legal == ""


@pytest.mark.parametrize(
    "text",
    [
        "TO ORDER OF IBEX SHIPPING INC", "TO THE ORDER OF: IBEX SHIPPING INC",
        "ALPHA LTD C/O IBEX SHIPPING INC", "ALPHA O/B IBEX SHIPPING INC, LIMASSOL, CYPRUS",
        "IBEX SHIPPING INC ON BEHALF OF ALPHA", "A/C IBEX SHIPPING INC ATTN MR X",
        "ALPHA\nIBEX SHIPPING INC\n", "IBEX SHIPPING INC, 1 AGIOU ST, LIMASSOL",
    ],
)  # fmt: skip
def test_the_name_in_a_party_text_is_one_of_its_forms(text: str) -> None:
    assert "IBEX SHIPPING INC" in {form.text for form in party_forms(text)}


def test_a_listed_name_is_not_cut_at_its_comma() -> None:
    assert [form.text for form in name_forms("KIM, Jong Gil")] == ["KIM JONG GIL"]


def test_abbreviations_are_written_out() -> None:
    assert normalise_party("ABC TRDG & SHPG") == "ABC TRADING SHIPPING"


def test_names_are_normalised_for_people() -> None:
    assert normalise_vessel("M/T «Ocean-Grace» No. 07") == "OCEAN GRACE 7"


def test_spellings_of_one_sound_are_equal() -> None:
    assert sound_fold("MAYYA") == sound_fold("MAIA")
    assert sound_fold("PHOENIX") == sound_fold("FOENIKS")
    assert sound_classes("LEDIR") == sound_classes("LADYR")


def test_ascii_and_other_text_are_cleaned_alike() -> None:
    assert visible("a\x00b\tc") == "A B\nC"
    assert visible("é\u200bé") == "ÉÉ"
    assert script_of("ÉTOILE 5") == Script.LATIN


@pytest.mark.parametrize(
    "text",
    [
        "OCEAN&nbsp;GRACE", "&#79;CEAN GRACE", "OCEAN%20GRACE", r"\u004fCEAN GRACE",
        "OCEAN<BR>GRACE",
        "&amp;#79;CEAN GRACE", r"OCEAN GRACE\n", "&lt;b&gt;OCEAN GRACE&lt;/b&gt;",
        "ＯＣＥＡＮ％２０ＧＲＡＣＥ",
        "Ã\x93CEAN GRÃ\x81CE", "&Oacute;CEAN GR&AACUTE;CE", "M/V&nbsp;OCEAN GRACE",
        "=C3=93CEAN=20GRACE",
    ],
)  # fmt: skip
def test_a_name_in_code_is_the_name(text: str) -> None:
    assert "OCEAN GRACE" in readings(text)
    assert script_of(text) == Script.LATIN


def test_a_code_may_hide_another_script() -> None:
    assert readings("&#1040;&#1053;&#1043;&#1040;&#1056;&#1040;") == ["ANGARA"]
    assert script_of(r"\u041c\u0410\u0420\u0418\u042f") == Script.OTHER


def test_tokens_keep_their_order() -> None:
    assert tokens_of("5 STAR NO. VI") == [5, "STAR", 6]


def test_common_words_weigh_little() -> None:
    assert 0.08 <= word_weight("COMPANY") < word_weight("SHIPPING") < word_weight("XYLOGRAPH") == 1


@pytest.mark.parametrize(
    ("table", "key"),
    [
        ("concepts.csv", "phrase"), ("inflections.csv", "class"), ("legal_forms.csv", "phrase"),
        ("words.csv", "word"), ("placeholders.csv", "text"),
        ("look_alikes.csv", "letter"), ("party_markers.csv", "marker"),
        ("romanisation.csv", "letter"), ("vessel_prefixes.csv", "prefix"),
    ],
)  # fmt: skip
def test_tables_are_sorted_unique_and_name_their_source(table: str, key: str) -> None:
    rows = read_table(table)
    keys = [row[key] for row in rows]
    assert keys == sorted(set(keys))
    assert all(row["source"] for row in rows)
