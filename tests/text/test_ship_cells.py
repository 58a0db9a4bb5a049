"""Ships' cells with company: several names, voyages, running text; ships in parties' cells."""

from __future__ import annotations

import re

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given
from hypothesis import strategies as st

import vscreen
from vscreen.similarity.name_scores import NameScore, vessel_name_score
from vscreen.text.form import Form
from vscreen.text.lexicon import cell_phrases, cell_words, eastern_words
from vscreen.text.scripts import visible
from vscreen.text.ship_cells import (
    SAYING,
    cell_latin,
    ship_sign,
    ships_in_party_text,
    vessel_text_forms,
)
from vscreen.text.vessel_names import listed_vessel_forms, vessel_forms

REVIEW, HIT = 82, 93
GIVEN = "GREY HULL"


def best(forms: tuple[Form, ...], name: str) -> NameScore:
    (entry, *_) = vessel_forms(name)
    return max((vessel_name_score(form, entry) for form in forms), key=lambda score: score.rank)


def score(cell: str, name: str = GIVEN) -> float:
    return best(vessel_text_forms(cell), name).score


VOYAGES = [
    "{} 056W", "{} FY432A", "{} V.23E", "{} 0234E", "{} 1234-056W", "{} V.056W/057E",
    "{} 0FD4RE1MA", "{} VOY 12", "{} VOY.NO. 12E", "{} V-0234E", "{} 015W", "{} - 056W",
    "{} E/056", "{}/056W", "{} (056W)", "056W {}", "E/056 {}", "{} 2401 W", "{} 3RD VOYAGE",
    "{} VIAJE 12", "{} рейс 12", "{} 航次056", "{} REISE 7",
]  # fmt: skip
BESIDE = [
    "{} ETA 12/05", "{} ETA: 12.05.2026", "{} 12 MAY", "{} 12-MAY-26", "{} TBC", "{} OR SUB",
    "{} O SUSTITUTO", "{} + BARGE X12", "TUG {}", "{} IMO 9074729", "{} [PANAMA]", "1. {}",
    "2) {}", "(1) {}", "1 - {}", "a) {}", "#1 {}", "MVGREYHULL", "MV{}", "M.V.{}", "BUQUE {}",
    "т/х {}", "{} B/L MEDU1234567",
]  # fmt: skip


@pytest.mark.parametrize("line", [*VOYAGES, *BESIDE])
def test_a_listed_ship_is_found_whatever_stands_beside_its_name(line: str) -> None:
    assert score(line.format(GIVEN)) >= REVIEW


@pytest.mark.parametrize("line", VOYAGES)
def test_a_voyage_makes_no_other_ship_of_a_name(line: str) -> None:
    assert score(line.format("PLAIN SAIL")) < REVIEW
    assert score(line.format("HULL")) < HIT


MARKS = [
    ", ",
    " | ",
    "|",
    "\t",
    " - ",
    " / ",
    "/",
    "; ",
    " + ",
    " & ",
    ": ",
    " > ",
    " @ ",
    "\n",
    "、",
]
WORDS = [
    " NOW ", " RENAMED ", " PREVIOUSLY ", " FORMERLY KNOWN AS ", " EX ", " EX-", " (ex", " AKA ",
    " A.K.A. ", " ANTES ", " VORMALS ", " бывш. ", " 旧", " BECAME ", " AND/OR ", " T/S ",
]  # fmt: skip
JOINS = [" OR ", " AND ", " Y ", " UND ", " ET ", " E ", " или ", " 或 ", " VÀ "]


@pytest.mark.parametrize("between", [*MARKS, *WORDS, *JOINS])
@pytest.mark.parametrize("name", [GIVEN, "LADY R", "ANGARA"])
def test_of_two_names_both_are_compared(between: str, name: str) -> None:
    assert score(f"ZUQI WOBLE{between}{name}", name) >= REVIEW
    assert score(f"{name}{between}ZUQI WOBLE", name) >= REVIEW


@pytest.mark.parametrize("between", [*MARKS, *WORDS, *JOINS])
def test_two_names_of_other_ships_are_no_third(between: str) -> None:
    cell = f"EVER GIVEN{between}EMMA MAERSK"
    assert max(score(cell, name) for name in (GIVEN, "LADY R", "ANGARA", "EVER GRACE")) < REVIEW


@pytest.mark.parametrize("between", [", ", " | ", " - ", " & ", " OR ", " Y "])
def test_a_single_word_among_several_names_is_a_review_at_most(between: str) -> None:
    assert score(f"MARIA{between}ANGARA", "ANGARA") < HIT
    assert score(f"MARIA{between}ANGARA", "MARIA") < HIT


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("BLACK AND WHITE", "WHITE"), ("STAR OR MOON", "MOON"), ("STAR OR MOON", "STAR"),
        ("OCEAN GRACE 12", "OCEAN GRACE 7"), ("ALPHA 12", "ALPHA"), ("MSC 7", "MSC"),
        ("A2B ENERGY", "ENERGY"), ("E-SHIP 1", "SHIP"), ("SARAH - 9", "SARAH"),
        ("SERENADE OF THE SEAS", "SERENADE"), ("CITY OF LUCK", "LUCK"), ("JIN HUI NO.3", "JIN HUI"),
        ("MARAN GAS ACHILLES", "ACHILLES"), ("FU YUAN YU B696", "FU YUAN YU 7876"),
        ("FU YUAN YU 76O3", "FU YUAN YU 7876"),
        ("NAN HAI JIU 115", "NAN HAI"), ("SEOUL EXPRESS (BRES)", "BREEZ"),
    ],
)  # fmt: skip
def test_a_name_that_only_looks_like_company_stays_one_name(cell: str, name: str) -> None:
    assert score(cell, name) < REVIEW


@pytest.mark.parametrize(
    "name",
    ["BLACK AND WHITE", "STAR OR MOON", "NOW OR NEVER", "ROCK & ROLL", "ALPHA 12", "OCEAN GRACE 12",
     "A2B ENERGY", "MSC 7", "E-SHIP 1", "NO.1 ALPHA", "NAVE ANDROMEDA", "TUG BRAVE", "HEROII"],
)  # fmt: skip
def test_a_ship_of_an_odd_name_is_still_equal_to_itself(name: str) -> None:
    assert score(name, name) == score(f"M/V {name}", name) == 100


@pytest.mark.parametrize(
    "text",
    [
        "SHIPPED ON BOARD CLEAN FREIGHT PREPAID SAID TO CONTAIN {}",
        "{} SHIPPED ON BOARD CLEAN FREIGHT PREPAID",
        "PER VESSEL {} AS NOMINATED BY BUYER",
        "TO BE LOADED ON {} SUBJECT TO CONFIRMATION",
        "VERLADEN AUF {} NACH HAMBURG BIS FREITAG",
        "CARGO SHIPPED PER MV {} ON 12 MAY",
        "EMBARCADO EN EL BUQUE {} FLETE PAGADO",
        "{} AT ODESA",
    ],
)
def test_a_distinctive_name_amid_running_text_is_a_review(text: str) -> None:
    assert REVIEW <= score(text.format(GIVEN)) < HIT
    assert score(text.format("PLAIN SAIL")) < REVIEW


def test_a_common_word_amid_running_text_is_left_alone() -> None:
    assert score("CLEAN FREIGHT PREPAID MARIA WILL CALL YOU LATER", "MARIA") < REVIEW


@given(st.text("ABENOR0129 .,-/&()|_#@ЖÄ船旧", max_size=30))
def test_the_whole_text_is_read_first_and_at_no_price(cell: str) -> None:
    forms, plain = vessel_text_forms(cell), vessel_forms(cell)
    assert bool(forms) == bool(plain)
    if cell.isascii() and forms:
        assert forms[0] == plain[0]


def test_eastern_words_count_only_where_they_stand_alone() -> None:
    assert cell_latin("LADY R 旧ANGARA") == ("LADY R EX ANGARA",)
    assert "EX" not in cell_latin("旧金山号")[0]
    assert not {*eastern_words()} & {*cell_phrases("other name")}


NOBODY = [
    "TBN VOY 12", "M/V TBN 056W", "T.B.N. V.12", "VOY 12", "VOYAGE NO. 056W", "056W", "TBN FY432A",
    "MV TBN OR SUB", "TBN (12 MAY)", "tba / 057E",
]  # fmt: skip
SOMEBODY = [
    "SUN 056W", "TBN STAR 056W", "M/V 7", "V8", "615S", "17 FEBRUARY", "ATA", "VOYAGER 12",
    "OCEAN V 12", "NULL ISLAND 056W", "SUB SEA 7",
]  # fmt: skip


def test_a_cell_of_voyages_alone_names_no_ship(screener: vscreen.Screener) -> None:
    cells = [*NOBODY, *SOMEBODY]
    many = screener.screen(pd.DataFrame({"vessel": cells})).verdicts["verdict"].tolist()
    assert many == ["not_screened"] * len(NOBODY) + ["clear"] * len(SOMEBODY)
    assert many == [screener.lookup(vessel=cell).verdicts["verdict"][0] for cell in cells]


# --- a ship in a party's cell ---------------------------------------------------------------------

NAMED = [
    "MASTER OF MV {}", "TO THE MASTER M/T {}", "OWNERS OF MV {} C/O FOO AGENCY", "CAPTAIN OF {}",
    "CAPT. OF M/V {}", "MV {}, C/O FOO AGENCY", "MASTER AND OWNERS OF THE {}", "VESSEL {} OWNERS",
    "CAPITÁN DEL BUQUE {}", "CAPITAINE DU NAVIRE {}", "KAPITÄN DES MS {}", "COMANDANTE DO NAVIO {}",
    "COMANDANTE DELLA M/N {}", "капитану т/х {}", "судовладелец т/х {}", "船长 {}", "{} 船长",
    "致 {}轮 船长", "{} GEMİSİ KAPTANI", "선장 {}", 'MASTER M/V "{}" ROTTERDAM',
    "MASTER OF MV {} VOY 056W", "ships spares in transit mv {}",
]  # fmt: skip
COMPANIES = [
    "MASTER TRADING LTD",
    "OWNERS CORPORATION 5512",
    "{} BREWING CO",
    "M/S {} TRADERS",
    "{}",
    "MASTERS OF {}STONE LTD",
    "CAPTAIN {} SEAFOOD RESTAURANT",
]


@pytest.mark.parametrize("line", NAMED)
@pytest.mark.parametrize("name", [GIVEN, "ANGARA"])
def test_a_ship_that_a_party_cell_names_is_compared_with_ships(line: str, name: str) -> None:
    assert REVIEW <= best(ships_in_party_text(line.format(name)), name).score < HIT
    assert best(ships_in_party_text(line.format("PLAIN SAIL")), name).score < REVIEW


@pytest.mark.parametrize("line", COMPANIES)
def test_a_company_of_such_words_is_no_ship(line: str) -> None:
    assert not ships_in_party_text(line.format(GIVEN))


@pytest.mark.parametrize("line", [*NAMED, *COMPANIES])
def test_every_ascii_text_that_names_a_ship_shows_the_sign(line: str) -> None:
    text = line.format(GIVEN)
    if text.isascii() and ships_in_party_text(text):
        assert pc.match_substring_regex(pa.array([text]), ship_sign())[0].as_py()
        assert re.search(ship_sign(), text)


def test_no_word_is_listed_twice_in_one_role() -> None:
    words = [word for role in SAYING for word in cell_words(role)]
    assert len(words) == len({*words})
    assert all(word == visible(word) for word in words)


@pytest.fixture(scope="module")
def screener(tmp_path_factory: pytest.TempPathFactory) -> vscreen.Screener:
    file = tmp_path_factory.mktemp("own") / "own.csv"
    file.write_text(
        "id,kind,name\n1,vessel,GREY HULL\n2,vessel,ANGARA\n3,organization,Foo Ballast Works\n",
        encoding="utf-8",
    )
    return vscreen.Screener(vscreen.read_lists(file), cache=None)


def test_many_parties_and_one_party_name_the_same_ships(screener: vscreen.Screener) -> None:
    cells = [line.format(GIVEN) for line in [*NAMED, *COMPANIES]]
    many = screener.screen(pd.DataFrame({"consignee": cells})).verdicts["verdict"].tolist()
    assert many == [screener.lookup(consignee=cell).verdicts["verdict"][0] for cell in cells]
    assert many == ["review"] * len(NAMED) + ["clear"] * len(COMPANIES)


def test_a_hit_on_a_ship_in_a_party_cell_says_where_it_stood(screener: vscreen.Screener) -> None:
    (hit,) = screener.lookup(consignee="MASTER OF MV GREY HULL").hits.to_dict("records")
    assert (hit["field"], hit["entry_name"]) == ("consignee", "GREY HULL")
    assert "MASTER OF MV GREY HULL" in hit["sentence"]


def test_a_company_and_a_ship_in_one_cell_are_both_found(screener: vscreen.Screener) -> None:
    hits = screener.lookup(shipper="FOO BALLAST WORKS, OWNERS OF MV ANGARA").hits
    assert {*hits["entry_name"]} == {"Foo Ballast Works", "ANGARA"}


@pytest.mark.parametrize("mark", ["", "/", "."])
@pytest.mark.parametrize("initials", ["TBN", "TBR", "FKA", "AKA", "NKA"])
def test_initials_of_words_part_names_whatever_marks_stand_between_them(
    initials: str, mark: str
) -> None:
    forms = [form.text for form in vessel_text_forms(f"CALM SEA {mark.join(initials)} GREY HULL")]
    assert "GREY HULL" in forms


def test_a_number_that_is_a_piece_of_a_name_is_no_name() -> None:
    listed = listed_vessel_forms("OMSKIY-132/1")
    assert [form.text for form in listed] == ["OMSKIY 1 132", "OMSKIY 132"]
    assert all(form.words for form in vessel_text_forms("1) CALM SEA 2) GREY HULL"))


def test_a_word_of_language_between_marks_is_no_misspelt_name() -> None:
    assert best(vessel_text_forms("FINAL: CALM SEA"), "FINVAL").score < REVIEW
    assert best(vessel_text_forms("FINVL: CALM SEA"), "FINVAL").score >= REVIEW
