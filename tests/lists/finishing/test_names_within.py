"""Names that are written as one, and names that only look so."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vscreen.lists.finishing.names_within import MARK_HINT, names_within
from vscreen.schema import NameKind

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
