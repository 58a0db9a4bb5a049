"""A listed ship's whole name amid words that nobody foresaw."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vscreen.similarity.windows import window_score
from vscreen.text.amid.windows import windows_of
from vscreen.text.vessel_names import vessel_forms


def score(text: str, name: str, field: str = "vessel") -> float:
    windows = windows_of(text, field)
    found = [window_score(windows, form) for form in vessel_forms(name)]
    return max((one.score for one in found if one), default=0.0)


CELLS = [
    "{} KZ-2201", "{} S.014", "{} SOUTHBOUND", "{} GT 23456 DWT 45000", "{} ESCALA 2300145",
    "AT ANCHOR {}", "{}*056", "B/C {} 3/24", "REPLACEMENT VSL {}", "CALM SEA (EX-{})",
    "SUB: {}", "{} 2301", "{} 2/3 PARCELS", "{}'NIN SEFERI",
]  # fmt: skip
LINES = [
    "HATCHES OF {} WERE SEALED BEFORE DEPARTURE", "EN ROUTE {} POSITION 35N 022E",
    "FREIGHT PAYABLE AS PER C/P {}", "ГРУЗ ПОГРУЖЕН НА {} В ПОРТУ НОВОРОССИЙСК",
    "货物由{}轮承运至青岛港", "SIGN ON {} 14 MAY", "CARGA EMBARCADA NO NAVIO {} EM SANTOS",
    "تم شحن البضاعة على السفينة {} من ميناء بندر عباس", "CREW CHANGE {} THREE OFF-SIGNERS",
]  # fmt: skip


@pytest.mark.parametrize("line", CELLS)
@pytest.mark.parametrize("name", ["ANGARA", "GREY HULL", "PORT OLYA 3", "MARIA"])
def test_a_whole_name_in_a_ships_cell_is_a_review_whatever_stands_beside_it(
    line: str, name: str
) -> None:
    if name == "MARIA" and not line.startswith("{}*"):
        assert 82 <= score(line.format("ANGARA"), "ANGARA") < 93
    assert 82 <= score(line.format(name), name) < 93


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("name", ["ANGARA", "GREY HULL", "PORT OLYA 3"])
def test_a_whole_name_in_a_line_is_a_review_whatever_stands_around_it(line: str, name: str) -> None:
    assert 82 <= score(line.format(name), name, "free_text") < 93


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ANGARA PRIDE 056W", "ANGARA"), ("OCEAN ANGARA", "ANGARA"), ("SUN 5 VOY 12", "SUN"),
        ("GREY HULL II 056W", "GREY HULL"), ("GREY HULL 7", "GREY HULL"), ("AURORA V", "AURORA"),
        ("MARIA DEL MAR", "MARIA"), ("ANGARA OF THE SEAS", "ANGARA"), ("ZK ANGARA 2", "ANGARA"),
        ("NAN HAI JIU 117", "NAN HAI"), ("M/V STAR (BULK CARRIER)", "BULK CARRIER"),
        ("T ANGARA 056W", "ANGARA"), ("KAMANGARA 056W", "ANGARA"),
    ],
)  # fmt: skip
def test_a_name_within_a_longer_one_is_another_ships(text: str, name: str) -> None:
    assert not score(text, name)


@pytest.mark.parametrize("other", ["ZUQIBAN", "HAZMAT", "AS SUB", "LOADPORT TUAPSE"])
@pytest.mark.parametrize("name", ["ANGARA", "LONG XING 601"])
def test_a_word_that_no_ship_has_behind_another_ends_a_name(other: str, name: str) -> None:
    assert 82 <= score(f"{name} {other}", name) < 93


def test_a_common_name_beside_an_unknown_word_may_be_a_longer_one() -> None:
    assert not score("MARIA ZUQIBAN", "MARIA")


@pytest.mark.parametrize("field", ["vessel", "free_text"])
def test_a_part_of_the_name_of_a_known_ship_is_no_name(field: str) -> None:
    assert not score("LOADED ON GSF CELTIC SEA", "CELTIC SEA", field)
    assert score("LOADED ON GSQ CELTIC SEA", "CELTIC SEA", field)


def test_a_known_name_with_a_word_of_the_trade_is_another_ships() -> None:
    assert not score("CLEAN JUSTICE", "JUSTICE")
    assert score("LADEN JUSTICE", "JUSTICE")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("STAINLESS STEEL CUP; VACUUM CUP", "CUP"), ("please call Maria", "MARIA"),
        ("PLASTIC IN A BAG", "IN A"), ("PORT OF MURMANSK, PIER 4", "MURMANSK"),
        ("500 MT STAR ANISE", "STAR"), ("BLUE MUG", "BLUE"),
    ],
)  # fmt: skip
def test_words_of_language_are_no_ships_unless_something_is_said_to_be_carried(
    text: str, name: str
) -> None:
    assert not score(text, name, "free_text")


def test_a_common_name_counts_where_words_near_by_say_that_something_is_carried() -> None:
    assert score("20 PALLETS LOADED ON MARIA AT VALENCIA", "MARIA", "free_text") >= 82


@pytest.mark.parametrize("written", ["STAR LADY II", "STAR LADY 2", "STAR LADY TWO", "STARLADY 02"])
def test_a_number_is_the_same_however_it_is_written(written: str) -> None:
    assert score(f"{written} S.014", "STAR LADY 2") >= 82


@given(st.text("AB12 .,-/()'`旧轮Жé\x01", max_size=25), st.sampled_from(["vessel", "free_text"]))
def test_every_window_costs_a_share_of_the_score(text: str, field: str) -> None:
    for (letters, numbers), share in windows_of(text, field).items():
        assert len(letters) >= 3
        assert [*numbers] == sorted(numbers, key=lambda digits: (len(digits), digits))
        assert 0 < share < 0.18


@pytest.mark.parametrize("text", ["SWISSCO SAPPHIRE", "ЅWІЅЅСО SАРРНІRЕ", "ᏚᎳᏆᏚᏚᏟO ᏚᎪᏢᏢᎻᏆᎡᎬ"])
def test_twins_of_latin_letters_are_no_other_language_that_ends_a_name(text: str) -> None:
    assert ("SAPPHIRE", ()) not in windows_of(text, "vessel")


def test_a_word_of_twins_elsewhere_in_a_line_hides_no_ship_where_another_language_begins() -> None:
    line = "ГРУЗ НА ANGARA РЕЙС 12, ТАРА 40HС"  # the last letter is Cyrillic
    assert score(line, "ANGARA", "free_text") >= 82
