"""Names in the cells of Japan's lists: two languages, letters, labels and brackets."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vscreen.lists.japan.names import in_languages, primaries, spellings, without_scripts
from vscreen.schema import NameKind

STRONG, FORMER, WEAK = NameKind.STRONG_ALIAS, NameKind.FORMER, NameKind.WEAK_ALIAS


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("不明", []),
        ("アブ・アリ\nAbu Ali", ["アブ・アリ", "Abu Ali"]),
        ("(a)ヤヤ\u3000(b)サハブ\n (a.k.a.: (a)Yaya (b)Qari)", ["ヤヤ", "サハブ", "Yaya", "Qari"]),
        (
            "（ａ）ＡＢ（Ab Cd）、\n(b) ナ\nム（Na\nMu）",
            ["ＡＢ", "Ab Cd", "ナム", "Na Mu"],
        ),
        ("フンジン；ヘンジン\nHUNJIN CO.;HENJIN", ["フンジン", "ヘンジン", "HUNJIN CO.", "HENJIN"]),
        (
            "（別称、ツポレフ、T社及びU社）\n(a.k.a. Tupolev, a.k.a. T Co., Ltd; a.k.a. U Co.)",
            ["ツポレフ", "T社", "U社", "Tupolev", "T Co., Ltd", "U Co."],
        ),
        (
            "夢; G9家族及び同盟; G9同盟\n\nDream; G9 Family; G9 Allies; G9",
            ["夢", "G9家族及び同盟", "G9同盟", "Dream", "G9 Family", "G9 Allies", "G9"],
        ),
        (
            "（別称、RS、ラ社及びRSセ）\n(a.k.a. RS; a.k.a. LA; a.k.a. RS SE; a.k.a. SE)",
            ["RS", "ラ社", "RSセ", "LA", "RS SE", "SE"],
        ),
        ("（別称、NIIプ及び付属工場）\n(a.k.a. NII P s Z)", ["NIIプ及び付属工場", "NII P s Z"]),
        (
            "（別称、ア造船所、公共株式会社）\n(a.k.a. A; a.k.a. AS; a.k.a. Amur)",
            ["ア造船所、公共株式会社", "A", "AS", "Amur"],
        ),
        (
            "ア・カ、イ・キ、ウ\nA Ka; I Ki; U Ku; E",
            ["ア・カ", "イ・キ", "ウ", "A Ka", "I Ki", "U Ku", "E"],
        ),
        ("ヤ・ス、ヤ・セ\nYas Ib, Yas Ab", ["ヤ・ス", "ヤ・セ", "Yas Ib", "Yas Ab"]),
        ("カン、チョル\nKANG, Chol Su", ["カン、チョル", "KANG, Chol Su"]),
        ("アブ・ガイス Abo Ghaith", ["アブ・ガイス", "Abo Ghaith"]),
        ("(a)X Yz, born 14 Jul. 1970 in Tunis (b)“Ab”", ["X Yz", "Ab"]),
        ("Institute Istok \nnamed after AI Shokin", ["Institute Istok named after AI Shokin"]),
        ("(a)Ali Al (علي) (aa)Bo Bo", ["Ali Al", "علي", "Bo Bo"]),
        ("a.k.a., the following two aliases: \n-Ab Cd; and \n-Ef Gh.", ["Ab Cd", "Ef Gh."]),
        ("DPRK コミッティー", ["DPRK コミッティー"]),
        ("Heron (DOB: none； POB: none)", ["Heron (DOB: none； POB: none)"]),
    ],
)
def test_a_cell_of_aliases_is_parted_into_names(cell: str, expected: list[str]) -> None:
    assert [name for name, _ in spellings(cell, STRONG)] == expected


@pytest.mark.parametrize(
    ("cell", "former"),
    [
        ("（旧称、A銀行、B銀行）\n(f.k.a. A Bank; a.k.a. B Bank)", ["A銀行", "B銀行", "A Bank"]),
        ("（別称）ヨン\nYon\n（旧称）リョン\nLyong", ["リョン", "Lyong"]),
        ("ミニ、旧称：オブ\nMIN ONE; MIN TWO, f.k.a. OLD MIN", ["オブ", "OLD MIN"]),
    ],
)
def test_a_label_makes_the_names_behind_it_former(cell: str, former: list[str]) -> None:
    assert [name for name, kind in spellings(cell, STRONG) if kind == FORMER] == former


def test_a_column_of_weak_names_makes_none_strong() -> None:
    assert {kind for _, kind in spellings("(a)Ab (f.k.a. Cd) (b)Ef", WEAK)} == {WEAK}


@pytest.mark.parametrize(
    ("cell", "person", "expected"),
    [
        ("AL-QAIDA(original script: القاعدة)", False, ["AL-QAIDA", "القاعدة"]),
        ("TAYEB NAIL\n(original scipt: الطيب)", True, ["TAYEB NAIL", "الطيب"]),
        ("ABUBAKAR SWALLEH(original script：不明)", True, ["ABUBAKAR SWALLEH"]),
        ("GROUP (TGG)\n\u202b (طارق گروپ:original script)", False, ["GROUP (TGG)", "طارق گروپ"]),
        ("Evgeny (Evgeni) Orlov (Orloff)", True,
         ["Evgeny Orlov", "Evgeny Orloff", "Evgeni Orlov", "Evgeni Orloff"]),
        ("Igor Chayka (Chaika; a.k.a. IFYAU9)", True,
         ["Igor Chayka (Chaika)", "IFYAU9", "Igor Chayka", "Igor Chaika"]),
        ("Oljga Zanko (nee, Amelina)", True, ["Oljga Zanko", "Oljga Amelina"]),
        ("SYRONICS (Syrian Co. For Electronics)", False,
         ["SYRONICS", "Syrian Co. For Electronics"]),
        ("LEADER (HONG KONG) INTERNATIONAL", False, ["LEADER (HONG KONG) INTERNATIONAL"]),
    ],
)  # fmt: skip
def test_a_printed_name_stands_for_all_its_spellings(
    cell: str, person: bool, expected: list[str]
) -> None:
    found = [name for name, _ in primaries(cell, person=person)]
    assert set(expected) <= set(found)
    assert not any("script" in name for name in found)


def test_a_japanese_comma_parts_latin_names_but_not_a_family_name() -> None:
    two = [name for name, _ in primaries("BLUE HERON（BHX）、 GREY HERON CO（GHCX）", person=False)]
    assert two[:2] == ["BLUE HERON（BHX）", "GREY HERON CO（GHCX）"]
    assert {"BLUE HERON", "GHCX", "GREY HERON CO"} <= {*two[2:]}
    assert primaries("HERON、 Ardea", person=True) == [("HERON、 Ardea", NameKind.PRIMARY)]


def test_a_country_in_brackets_is_no_name_and_belongs_to_the_name() -> None:
    found = primaries("HERON FOUNDATION（KENYA）", person=False)
    assert found == [("HERON FOUNDATION（KENYA）", NameKind.PRIMARY)]


def test_many_spellings_of_each_part_make_no_flood_of_names() -> None:
    cell = " ".join(f"N{part}({', '.join(f'N{part}x{n}' for n in range(5))})" for part in range(4))
    assert 5 <= len(primaries(cell, person=True)) <= 15


def test_an_acronym_of_two_letters_is_weak() -> None:
    assert ("LJ", WEAK) in primaries("LASHKAR I JHANGVI (LJ)", person=False)


@example("A;AA;A 、別")
@given(st.text(alphabet="ab (（)）a.k;；、,\n別称：旧A社", max_size=40))
def test_whatever_a_cell_holds_names_come_out_whole(cell: str) -> None:
    for name, _ in (*spellings(cell, STRONG), *primaries(cell, person=True)):
        assert name.strip() == name != ""
        assert "\n" not in name
    assert all(in_languages(cell)) or not in_languages(cell)
    assert isinstance(without_scripts(cell)[0], str)
