from __future__ import annotations

import pytest

from vscreen.similarity.costs import VESSEL_CLASS_LETTERS, class_cap, edit_cap
from vscreen.similarity.name_scores import (
    class_price,
    party_name_score,
    vessel_name_score,
)
from vscreen.similarity.ships.other_ships import other_ship_price, with_other_ship
from vscreen.similarity.word_alignment import heavy_words, word_loss
from vscreen.text.form import letter_size
from vscreen.text.party_names import name_forms, party_forms
from vscreen.text.phonetics import Heard
from vscreen.text.scripts import Script
from vscreen.text.vessel_names import vessel_forms


def ship(one: str, other: str) -> tuple[float, str]:
    scores = [
        vessel_name_score(a, b) for a in vessel_forms(one) for b in vessel_forms(other)
    ]  # fmt: skip
    best = max(scores, key=lambda score: score.score)
    return best.score, best.view


def party(one: str, other: str) -> tuple[float, str]:
    scores = [party_name_score(a, b) for a in party_forms(one) for b in name_forms(other)]
    best = max(scores, key=lambda score: score.score)
    return best.score, best.view


@pytest.mark.parametrize(
    ("one", "other", "view", "cost", "size"),
    [
        ("LADY R", "LADY R", "tight", 0.0, 5),
        ("LADYR", "LADY R", "sound", 0.2, 5),
        ("ANGRAA", "ANGARA", "tight", 1.0, 6),
        ("GRACE OCEAN", "OCEAN GRACE", "sorted", 0.3, 10),
        ("MARIYA", "MARIA", "sound", 0.2 * 2, 6),
        ("STAR II", "STAR 2", "tight", 0.0, 7),
    ],
)
def test_each_view_of_a_ships_name_costs_what_is_written(
    one: str, other: str, view: str, cost: float, size: int
) -> None:
    other_ship = other_ship_price(vessel_forms(one)[0], vessel_forms(other)[0])
    score = 100 * (1 - with_other_ship(cost, other_ship) / size)
    assert ship(one, other) == (pytest.approx(score), view)


@pytest.mark.parametrize("slip", ["BOGATRY", "BOATYR"])
def test_two_letters_swapped_and_one_lost_are_likelier_slips_than_another_letter(slip: str) -> None:
    assert ship(slip, "BOGATYR")[0] > ship("BOGATYL", "BOGATYR")[0]


def test_who_leaves_vowels_out_puts_no_others_in() -> None:
    assert ship("STRD", "STRIDE")[1] == "skeleton"
    assert ship("STORD", "STRIDE")[1] != "skeleton"


@pytest.mark.parametrize(
    ("slip", "another", "listed"),
    [("QIONA", "SIMONA", "SIONA"), ("NORHT GULL", "NORTH GALE", "NORTH GULL")],
)
def test_a_slip_is_found_where_the_name_of_another_ship_is_not(
    slip: str, another: str, listed: str
) -> None:
    assert ship(slip, listed)[0] > ship(another, listed)[0]
    assert ship(another, listed)[0] < 82


def test_a_word_more_makes_another_ship_but_a_blank_more_does_not() -> None:
    assert ship("BRIDE OF GULLS", "BRIDEOF GULLS")[0] > 93
    assert ship("BRIDEOF GULLS P", "BRIDEOF GULLS")[0] < 93


def test_no_name_but_the_very_same_is_quite_equal() -> None:
    assert ship("QWXZVBKJH TTRW", "QWXZVBKJH TTRWW")[0] < 100


def test_another_script_may_sound_alike_but_is_never_sure() -> None:
    score, view = ship("ЛЕДИ Р", "LADY R")
    assert view == "classes"
    assert 82 <= score <= 92
    assert ship("LEDI R", "LADY R")[0] < 82


def test_a_latin_name_beside_one_in_another_script_is_never_sure() -> None:
    assert ship("MALIA", "마리아")[0] == 92
    assert ship("마리아", "마리아")[0] == 100


@pytest.mark.parametrize(
    ("one", "other"),
    [("SUN 5", "SUN 6"), ("STAR II", "STAR III"), ("NAVA 7", "NAVA 8"), ("MI RIM", "MI RIM 2")],
)
def test_another_number_is_another_ship(one: str, other: str) -> None:
    assert ship(one, other)[0] < 82


@pytest.mark.parametrize(
    ("one", "other", "view", "least"),
    [
        ("SIS DOO", "SIS d.o.o.", "whole", 100),
        ("IBEX SHIPPING", "IBEX SHIPPING INC", "core", 98),
        ("Jong Gil KIM", "KIM, Jong Gil", "sorted", 98),
        ("ООО МГ ФЛОТ", "MG-FLOT LLC", "core", 98),
        ("Almaz Antey Telecommunications LLC", "ALMAZ-ANTEY CORP", "words", 83),
        ("BELOMORTRANG INC", "BELOMORTRANS INC", "whole", 90),
        ("IBEXOR SHIPING INC", "IBEXOR SHIPPING INC", "sound", 95),
        ("ТЕХНОКОЛИЯ АО", "TEKHNOKOLIA JSC", "sound", 90),
    ],
)
def test_each_view_of_a_partys_name_finds_its_kind(
    one: str, other: str, view: str, least: float
) -> None:
    score, seen = party(one, other)
    assert score >= least
    assert seen == view


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("CORP", "ALMAZ-ANTEY CORP"), ("GOLDEN STAR TRADING CO", "SILVER STAR TRADING CO"),
        ("KIM Schrier", "KIM, Jong Un"), ("CAPITAL DYNAMICS LIMITED", "CASTLE HOLDING"),
    ],
)  # fmt: skip
def test_common_words_alone_are_no_likeness(one: str, other: str) -> None:
    assert party(one, other)[0] < 82


def test_words_around_a_name_cost_little_and_between_its_words_more() -> None:
    whole = party("GOLDSHTEYN KRAVETS", "GOLDSHTEYN KRAVETS")[0]
    around = party("GOLDSHTEYN KRAVETS PIRAEUS GREECE", "GOLDSHTEYN KRAVETS")[0]
    between = party("GOLDSHTEYN PIRAEUS KRAVETS", "GOLDSHTEYN KRAVETS")[0]
    assert whole == 100
    assert whole > around > between


def test_caps_grow_with_length() -> None:
    assert [edit_cap(signs) for signs in (0, 2, 3, 7, 8, 14, 15, 300)] == [0, 0, 1, 1, 2, 2, 3, 3]
    assert [class_cap(classes) for classes in (0, 2, 3, 4, 8)] == [-1, -1, 0, 1, 2]


def test_letters_of_common_words_make_a_name_less_long() -> None:
    assert letter_size(name_forms("COMPANY TRADING")[0]) < letter_size(
        name_forms("ZQXWVKJ ZQXWVKJ")[0]
    )


@pytest.mark.parametrize(
    ("entry", "other", "loss"),
    [
        ("ANTEY", "ANTEY", 0.0), ("ANTEY", "ANTEI", 0.8 / 5), ("ANTEY", "A", 0.35),
        ("ANTEY", "B", 1.0), ("TELECOM", "TELECOMMUNICATIONS", 0.25), ("AB", "AC", 1.0),
        ("SECURITY", "SECURYTI", 0.8 * 2 / 8),
    ],
)  # fmt: skip
def test_a_word_is_lost_as_far_as_its_partner_differs(entry: str, other: str, loss: float) -> None:
    assert word_loss(entry, other) == pytest.approx(loss)


def test_the_heaviest_words_are_the_key_of_the_words_view() -> None:
    assert "COMPANY" not in heavy_words(name_forms("ANTEY TRADING AND SHIPPING COMPANY")[0])


def ship_2(one: str, other: str) -> tuple[float, str]:
    scores = [vessel_name_score(a, b) for a in vessel_forms(one) for b in vessel_forms(other)]
    best = max(scores, key=lambda score: score.score)
    return best.score, best.view


@pytest.mark.parametrize(
    ("party", "entry", "score", "view"),
    [
        # 3 classes against the entry's 4, which may differ by one; 4 against 3, by none.
        ("РУДЗИНА", "RUDZINKA", 100 * (1 - 0.75 / 8), "classes"),
        ("РОДИНКА", "RODINA", 100 * (1 - 1 / 7), "tight"),
        # 7 against 8, which may differ by two; 8 against 7, by one.
        ("КАЛАМАТАПАСАМА", "KALAMATAPASAKALA", 92.0, "classes"),
        ("КАЛАМАТАПАСАКАЛА", "KALAMATAPASAMA", 0.0, ""),
    ],
)
def test_it_is_the_entry_whose_consonants_say_how_far_another_script_may_differ(
    party: str, entry: str, score: float, view: str
) -> None:
    assert ship_2(party, entry) == (pytest.approx(score), view)


@pytest.mark.parametrize(
    ("short", "long", "price"),
    [("RODINA", "RODINKA", 0.75), ("KALAMATAPASAMA", "KALAMATAPASAKALA", 1.2)],
)
def test_sounds_may_differ_more_against_a_longer_entry(short: str, long: str, price: float) -> None:
    one, other = Heard(short), Heard(long)
    of = Script.OTHER, VESSEL_CLASS_LETTERS
    assert class_price(one, other, *of) == pytest.approx(price)
    assert class_price(other, one, *of) == float("inf")
