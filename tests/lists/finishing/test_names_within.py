"""Names that are written as one, and names that only look so."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vscreen.lists.finishing.names_within import MARK_HINT, names_within
from vscreen.lists.split_names import TELLS
from vscreen.schema import NameKind
from vscreen.text.lexicon import other_name_words

# Those that are no part of a name and tell of no office, wherever they stand.
PLAINEST = re.compile(r"KNOWN AS|NAMED|F\.K\.A")


def plain_words(tells: str) -> list[str]:
    return [word for word in other_name_words(tells) if not PLAINEST.search(word)]


STRONG, FORMER, WEAK = NameKind.STRONG_ALIAS, NameKind.FORMER, NameKind.WEAK_ALIAS


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("SIBERIAN AIR D/B/A S7 AIRLINES", {"SIBERIAN AIR": STRONG, "S7 AIRLINES": STRONG}),
        ("GREY HULL a.k.a. BLUE HULL", {"GREY HULL": STRONG, "BLUE HULL": STRONG}),
        ("GREY HULL, A. K. A. BLUE HULL", {"GREY HULL": STRONG, "BLUE HULL": STRONG}),
        ("Grey Hull (f/k/a Blue Hull)", {"Grey Hull": STRONG, "Blue Hull": FORMER}),
        ("Grey Hull n/k/a Blue Hull", {"Grey Hull": FORMER, "Blue Hull": STRONG}),
        ("GREY HULL T/A BLUE HULL", {"GREY HULL": STRONG, "BLUE HULL": STRONG}),
        ("Grey Ltd trading as Blue", {"Grey Ltd": STRONG, "Blue": STRONG}),
        ("Grey Ltd doing business as Blue", {"Grey Ltd": STRONG, "Blue": STRONG}),
        ("Grey Ltd, formerly Blue Ltd", {"Grey Ltd": STRONG, "Blue Ltd": FORMER}),
        ("Kavya (formerly Hana)", {"Kavya": STRONG, "Hana": FORMER}),
        ("KAVYA (EX HANA)", {"KAVYA": STRONG, "HANA": FORMER}),
        ("Kavya ex Hana", {"Kavya": STRONG, "Hana": FORMER}),
        ("KAVYA, EX-HANA", {"KAVYA": STRONG, "HANA": FORMER}),
        ("OCEAN STAR AKA BLUE MOON", {"OCEAN STAR": STRONG, "BLUE MOON": STRONG}),
        ("Gr [aka Blue Moon; Red Moon]", {"Gr": STRONG, "Blue Moon": STRONG, "Red Moon": STRONG}),
        ("Formerly known as Blue Plant", {"Blue Plant": FORMER}),
        ("Abdul Baqi (previously listed as)", {"Abdul Baqi": FORMER}),
        ("Ирбис (ранее Барс)", {"Ирбис": STRONG, "Барс": FORMER}),
        ("Grey Hull (alias Blue Hull)", {"Grey Hull": STRONG, "Blue Hull": STRONG}),
        ("Grey Hull (also called Blue)", {"Grey Hull": STRONG, "Blue": STRONG}),
        ("Kavya (former names: Hana; Mira)", {"Kavya": STRONG, "Hana": FORMER, "Mira": FORMER}),
        ("Kavya (ex-name: Hana)", {"Kavya": STRONG, "Hana": FORMER}),
        ("ABC f/k/a DEF d/b/a GHI", {"ABC": STRONG, "DEF": FORMER, "GHI": STRONG}),
        ("X Plant (a.k.a. Y (CAEP) Bureau", {"X Plant": STRONG, "Y (CAEP) Bureau": STRONG}),
        ("MNITI (also known as Radio Institute and ZAO MNITI)",
         {"MNITI": STRONG, "Radio Institute": STRONG, "ZAO MNITI": STRONG}),
        ("Agat (aka Plant Agat, JSC, Yam Plant)",
         {"Agat": STRONG, "Plant Agat, JSC": STRONG, "Yam Plant": STRONG}),
        ("Grey (also known as Blue Works, Moscow)", {"Grey": STRONG, "Blue Works, Moscow": STRONG}),
    ],
)  # fmt: skip
def test_two_names_in_one_are_parted(name: str, parts: dict[str, NameKind]) -> None:
    assert dict(names_within(name, NameKind.PRIMARY)) == parts
    assert re.search(MARK_HINT, name), "finishing would pass it over"


@pytest.mark.parametrize(
    "name",
    [
        "AKA SHIPPING", "DBA", "DBA-ENGINEERING LLC", "EX LIBRIS TRADING", "EX-CLE C.A.", "T/A",
        "Yinon AKA", "YK-AKA", "A.K.A. BRANDS", "TRADING AS USUAL LTD", "Tha, Soe", "Patrick Nee",
        "FORMER JUNDALLAH OF IRAN", "AKA INTEGRAL SERVICES, S. DE R.L.", "M/V AKA", "FEDEX EXPRESS",
        "NOW HEALTH (NOW)", "S.A. de C.V.", "GAZPROM N.K.", "EAST A/B A", "Company (formerly)",
        "ALIAS SHIPPING", "NEW OMEGA ALIAS SHIPPING CO", "PREVIOUS NAMES LTD", "ALIAS (GREY)",
    ],
)  # fmt: skip
def test_a_name_that_only_holds_such_letters_stays_whole(name: str) -> None:
    assert not [part for part, _ in names_within(name, NameKind.PRIMARY) if part != "Company"]


@pytest.mark.parametrize(
    "name", ["Ivan Testov (former minister)", "Ivan Testov (ex mayor)", "Alisher aka Usmon",
             "Testov (formerly of Omsk)", "Testov (now abroad)"],
)  # fmt: skip
def test_what_a_person_was_is_no_name(name: str) -> None:
    assert names_within(name, NameKind.PRIMARY, person=True) == []


@pytest.mark.parametrize("mark", ["A/K/A", "F/K/A", "N/K/A"])
def test_what_is_weak_stays_weak(mark: str) -> None:
    parts = names_within(f"GREY HULL {mark} BLUE HULL", WEAK)
    assert parts == [("GREY HULL", WEAK), ("BLUE HULL", WEAK)]


@given(st.text(alphabet="AKFDBaekx /.()[],;旧(now", max_size=30), st.booleans())
def test_parts_of_any_name_are_letters_of_it(name: str, person: bool) -> None:
    for part, _ in names_within(name, NameKind.PRIMARY, person=person):
        assert part
        assert set(part.replace(" ", "")) <= set(name)
        assert re.search(MARK_HINT, name)


@pytest.mark.parametrize(
    ("name", "first", "other"),
    [
        ("Kavya (tidligere Hana)", "Kavya", "Hana"),
        ("Kavya [tidl. Hana]", "Kavya", "Hana"),
        ("Heron A.Ş. (eski adı Balıkçıl)", "Heron A.Ş.", "Balıkçıl"),
        ("Heron GmbH (früher Reiher GmbH)", "Heron GmbH", "Reiher GmbH"),
        ("Heron SARL, anciennement Aigrette", "Heron SARL", "Aigrette"),
        ("ООО Цапля (бывшее ООО Аист)", "ООО Цапля", "ООО Аист"),
        ("苍鹭（原名：白鹭）", "苍鹭", "白鹭"),
    ],
)
def test_former_names_are_told_in_many_languages(name: str, first: str, other: str) -> None:
    assert names_within(name, NameKind.PRIMARY)[1] == (other, NameKind.FORMER)
    assert names_within(name, NameKind.PRIMARY)[0][0] == first


def test_a_bracket_with_several_former_names_is_not_part_of_the_last() -> None:
    found = names_within("HERON (ex GULL, ex TERN)", NameKind.PRIMARY)
    assert [name for name, _ in found] == ["HERON", "GULL", "TERN"]


@pytest.mark.parametrize("word", [word for each in TELLS for word in plain_words(each)])
def test_no_word_for_another_name_parts_a_name_that_it_is_part_of(word: str) -> None:
    for name in (f"{word} Trading", f"Heron {word}", f"({word} Ltd)"):
        assert names_within(name, NameKind.PRIMARY) == []


@pytest.mark.parametrize("word", plain_words("former"))
def test_of_a_person_a_word_for_former_tells_of_an_office(word: str) -> None:
    assert names_within(f"Ivan Testov ({word} министр труда)", NameKind.PRIMARY, person=True) == []
