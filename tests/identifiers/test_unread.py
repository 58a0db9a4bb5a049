"""A cell of a column of numbers is read, or the reason why it wasn't is told."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vscreen.identifiers.imo import clean_company_number, clean_imo, is_valid_imo_ship
from vscreen.identifiers.in_text import identifiers_in_name, numbers_in_cell
from vscreen.identifiers.registry import RULES, RULES_OF
from vscreen.identifiers.unread import (
    can_exist,
    name_in_number_cell,
    unread_number,
    unread_numbers,
)
from vscreen.schema import Scheme

IMO, MMSI = RULES_OF[Scheme.IMO_SHIP], RULES_OF[Scheme.MMSI]
ENI, CALL_SIGN = RULES_OF[Scheme.ENI], RULES_OF[Scheme.CALL_SIGN]
COLUMNS = [rules for rules in RULES if rules.field]


@pytest.mark.parametrize(
    "text",
    [
        "9074729", "IMO 9074729", "L9074729", "LR9074729", "№9074729", "#9074729", "IMO9074729/",
        "9074729.0", "9074729.00", "9,074,729", "9'074'729", "9\u2019074\u2019729", "9 074 729",
        "9\u2009074\u2009729", "9\u202f074\u202f729", "907-4729", "907.4729", "907/4729",
        "9-0-7-4-7-2-9", "9_0_7_4_7_2_9", "9 0 7 4 7 2 9", "09074729", "009074729", "9O74729",
        "9074729e0", "9.074729E+06", "9,074729E+06", "9.0747290E6", "90747Z9", "907472９",
        "９０７４７２９", "٩٠٧٤٧٢٩", "۹۰۷۴۷۲۹", "I9074729", "9074729A", "(9074729", "9074729?",
        "9074729 (PA)", "9074729, 9074729",
    ],
)  # fmt: skip
def test_an_imo_number_is_read_however_it_was_spoilt(text: str) -> None:
    assert (Scheme.IMO_SHIP, "9074729") in numbers_in_cell(IMO, text)
    assert unread_number(IMO, text) == ""


@pytest.mark.parametrize("digit", "OQDILZSGB")
def test_a_letter_is_a_digit_only_where_the_check_digit_agrees(digit: str) -> None:
    value = dict(zip("OQDILZSGB", "000112568", strict=True))[digit]
    for last in "0123456789":
        text = f"9{digit}7472{last}"
        right = is_valid_imo_ship(f"9{value}7472{last}")
        assert (clean_imo(text) == f"9{value}7472{last}") or not right


@pytest.mark.parametrize(
    "between", ["-", " / ", "\n", ";", " & ", ", ", " and ", "|", "/", " ex ", " IMO "]
)
def test_two_numbers_in_a_cell_are_both_read(between: str) -> None:
    text = f"9811000{between}9236755"
    assert dict.fromkeys(value for _, value in numbers_in_cell(IMO, text)) == {
        "9811000": None,
        "9236755": None,
    }
    assert unread_number(IMO, text) == ""
    assert "not all of its digits" in unread_number(IMO, f"9811000{between}9236756")
    assert "not all of its digits" in unread_number(IMO, f"9811000{between}923675")


@pytest.mark.parametrize(
    ("field", "text", "reason"),
    [
        ("imo", "907472", "it has 6 digits, an IMO number has 7"),
        ("imo", "92367550", "it has 8 digits, an IMO number has 7"),
        ("imo", "1", "it has 1 digit, an IMO number has 7"),
        ("imo", "9236756", "its check digit is wrong"),
        ("imo", "9.07E+06", "a spreadsheet rounded it"),
        ("imo", "9,07E+6", "a spreadsheet rounded it"),
        ("imo", "see attached", "it says that it stands elsewhere"),
        ("imo", "как в приложении", "it says that it stands elsewhere"),
        ("imo", "#REF!", "it says that it stands elsewhere"),
        ("imo", "2024-05-01", "it is a date"),
        ("imo", "GREY HULL", "it is no number"),
        ("imo", "HS 9074729", "it is no number"),
        ("imo", '"', "it is a ditto mark, and what stands above it is not known"),
        ("imo", "9074729 " * 40, "it is longer than 200 characters"),
        ("mmsi", "2.73E+08", "a spreadsheet rounded it"),
        ("mmsi", "27344086", "it has 8 digits, an MMSI has 9"),
        ("mmsi", "123456789", "no station's number begins like it"),
        ("eni", "99912345", "no authority's numbers begin like it"),
        ("eni", "232123", "it has 6 digits, an ENI has 8"),
        ("call_sign", "1.23E+45", "a spreadsheet made a number of it"),
        ("call_sign", "300000", "a spreadsheet made a number of it"),
        ("call_sign", "1-Dec", "a spreadsheet made a date of it"),
        ("call_sign", "LADY R", "it is no call sign"),
    ],
)
def test_what_could_not_be_read_is_told_with_the_reason(field: str, text: str, reason: str) -> None:
    [rules] = [rules for rules in COLUMNS if rules.field == field]
    assert unread_number(rules, text) == reason


@pytest.mark.parametrize("rules", COLUMNS, ids=lambda rules: str(rules.scheme))
@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "N/A",
        "-",
        "0",
        "000",
        "TBA",
        "none",
        "nil",
        "unknown",
        "нет",
        "不明",
        "s/n",
        "NULL",
    ],
)
def test_a_word_for_none_leaves_nothing_unread(rules: object, text: str) -> None:
    assert unread_number(rules, text) == ""  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("rules", "text", "scheme", "value"),
    [
        (MMSI, "9236755", Scheme.IMO_SHIP, "9236755"),
        (CALL_SIGN, "IMO 9236755", Scheme.IMO_SHIP, "9236755"),
        (CALL_SIGN, "923-6755", Scheme.IMO_SHIP, "9236755"),
        (ENI, "9236755", Scheme.IMO_SHIP, "9236755"),
        (IMO, "273440860", Scheme.MMSI, "273440860"),
        (CALL_SIGN, "273440860", Scheme.MMSI, "273440860"),
        (IMO, "UBGW2", Scheme.CALL_SIGN, "UBGW2"),
        (IMO, "6183435", Scheme.IMO_COMPANY, "6183435"),
        (IMO, "ENI 02321234", Scheme.ENI, "02321234"),
        (ENI, "0232-1234", Scheme.ENI, "02321234"),
        (ENI, "02321234 (NL)", Scheme.ENI, "02321234"),
        (ENI, "barge 02321234", Scheme.ENI, "02321234"),
        (MMSI, "273-440-860", Scheme.MMSI, "273440860"),
        (MMSI, "0273440860", Scheme.MMSI, "273440860"),
        (CALL_SIGN, "3E+52", Scheme.CALL_SIGN, "3E52"),
        (CALL_SIGN, "3.00E+52", Scheme.CALL_SIGN, "3E52"),
        (CALL_SIGN, str(int(3e23)), Scheme.CALL_SIGN, "3E23"),
    ],
)
def test_a_number_is_read_for_what_it_is(
    rules: object, text: str, scheme: Scheme, value: str
) -> None:
    assert (scheme, value) in numbers_in_cell(rules, text)  # type: ignore[arg-type]
    assert unread_number(rules, text) == ""  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text", ["9236756", "923-6756", "923675512", "+7 423 9236755", "B/L 9236755", "423-923675"]
)
def test_numbers_of_other_things_are_no_ships_numbers_in_another_column(text: str) -> None:
    assert Scheme.IMO_SHIP not in dict(numbers_in_cell(MMSI, text))


def test_a_wrong_number_of_a_ship_is_no_companys_by_chance() -> None:
    for number in range(7_000_000, 9_999_999, 997):
        assert Scheme.IMO_COMPANY not in dict(numbers_in_cell(IMO, str(number)))


def test_zeros_are_put_back_before_a_companys_number_if_the_check_digit_agrees() -> None:
    assert clean_company_number("67761") == clean_company_number("0067761") == "0067761"
    assert clean_company_number("67762") == clean_company_number("1") == ""
    assert clean_company_number("n/a") == clean_company_number("") == ""


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("GREY HULL", True), ("ANGARA", True), ("9074729 GREY HULL", True), ("МАРИЯ", True),
        ("IMO: GREY HULL", True), ("海洋号", True),
        ("", False), ("N/A", False), ("IMO No. 9074729", False), ("9074729 (Panama)", False),
        ("UBGW", False), ("UBGW2", False), ("9.07E+06", False), ("see attached", False),
        ("2024-05-01", False), ("ABCU9161003", False), ("Lloyd's 9074729", False),
    ],
)  # fmt: skip
def test_a_name_in_a_column_of_numbers_is_told(text: str, named: bool) -> None:
    assert name_in_number_cell(text) is named


def test_numbers_alone_in_the_column_of_names_are_read() -> None:
    for text in ("923-6755", "09236755", "9236755.0", "9236755"):
        assert (Scheme.IMO_SHIP, "9236755") in identifiers_in_name(text, ship=True)
    assert identifiers_in_name("273440860", ship=True) == ((Scheme.MMSI, "273440860"),)
    assert identifiers_in_name("923-6755", ship=False) == ()
    assert identifiers_in_name("SUN 923-6755", ship=True) == ()


cells = st.one_of(
    st.text("0123456789OIMLE+-./ ", max_size=12),
    st.from_regex(r"[0-9]{5,10}", fullmatch=True),
    st.from_regex(r"[A-Z0-9]{2,9}", fullmatch=True),
    st.sampled_from(["9161003", "", "n/a", "GREY HULL", "3E+52", '"', "02321234", "273440860"]),
)


@given(st.lists(cells), st.sampled_from(COLUMNS))
def test_many_cells_have_the_reasons_of_each(of: list[str], rules: object) -> None:
    found = unread_numbers(rules, pa.array(of, pa.large_string()))  # type: ignore[arg-type]
    assert found.to_pylist() == [unread_number(rules, text) for text in of]  # type: ignore[arg-type]


@given(cells, st.sampled_from(COLUMNS))
def test_a_cell_without_a_number_is_unread_or_says_that_there_is_none(
    text: str, rules: object
) -> None:
    numbers = numbers_in_cell(rules, text)  # type: ignore[arg-type]
    if any(can_exist(RULES_OF[scheme], value) for scheme, value in numbers):
        return
    if any(map(str.isdigit, text)) and len(set(text.strip("0- ."))) > 1:
        assert unread_number(rules, text)  # type: ignore[arg-type]
