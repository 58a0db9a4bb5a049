import time
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum import imo as imo_oracle
from stdnum import lei as lei_oracle

from vscreen.data import read_table
from vscreen.identifiers.call_sign import clean_call_sign, is_valid_call_sign
from vscreen.identifiers.countries import country_code
from vscreen.identifiers.imo import (
    clean_imo,
    imo_deletions,
    imo_digits,
    is_valid_imo_company,
    is_valid_imo_ship,
    near_imo,
)
from vscreen.identifiers.in_text import find_identifiers
from vscreen.identifiers.lei import clean_lei, is_valid_lei
from vscreen.identifiers.mmsi import clean_mmsi, is_valid_mmsi, mmsi_country
from vscreen.schema import Scheme

CLEANERS = (clean_imo, imo_digits, clean_mmsi, clean_call_sign, clean_lei)
SHIP, COMPANY = Scheme.IMO_SHIP, Scheme.IMO_COMPANY

digits = st.text("0123456789", min_size=6, max_size=8).filter(lambda text: text.strip("0"))
seven_digits = st.text("0123456789", min_size=7, max_size=7).filter(lambda text: text.strip("0"))
# Text that often looks like an identifier, and any other text.
cells = st.one_of(
    st.text(),
    st.text("0123456789OIl .,-:/E+IMOCALSGN９０٣\u200b\ufeff", max_size=24),
    st.from_regex(r"(IMO|imo no\.?|MMSI:|C/S|Call sign|LEI)?[ :/-]?[0-9A-Z]{3,20}(\.0)?"),
)


# IMO


@pytest.mark.parametrize(
    "written",
    [
        "9161003", "IMO9161003", "IMO 9161003", "IMO: 9161003", "imo:9161003", "IMO No. 9161003",
        "IMO-9161003", "IMO/9161003", "#9161003", "IMO#9161003", " 9161003 ", "9161003.0",
        "9161003.", "9161003,00", "916 1003", "9 161 003", "9,161,003", "9.161003E+06",
        "IMO Number 9161003", "IMO ship no 9161003", "IMO № 9161003", "Nº 9161003",
        "I.M.O. 9161003", "LR/IMO 9161003", "IM09161003", "(9161003)", "'9161003", "９１６１００３",
        "ＩＭＯ：９１６１００３", "٩١٦١٠٠٣", "\ufeff9161003", "916\u200b1003",
        "\u202e9161003\u202c",
        "IMO\u00a09161003", "916\u00ad1003", "9161OO3", "9l61oo3", "9I61003",
    ],
)  # fmt: skip
def test_an_imo_number_is_read_however_people_write_it(written: str) -> None:
    assert clean_imo(written) == "9161003"


@pytest.mark.parametrize(
    "written",
    ["", " ", "IMO", "N/A", "UNKNOWN", "0", "0000000", "000000", "916100", "91610034", "20241123",
     "9161003.5", "9161003 9179842", "9161003/9179842", "ABCU9161003", "REGIMO 9161003",
     "9.1610E+06", "OIL1OIL", "91610X3"],
)  # fmt: skip
def test_what_is_not_exactly_seven_digits_is_no_imo_number(written: str) -> None:
    assert clean_imo(written) == ""


def test_a_leading_zero_and_a_wrong_check_digit_are_kept() -> None:
    assert clean_imo("0917618") == "0917618"
    assert clean_imo("IMO 9161004") == "9161004"


def test_short_and_long_runs_are_kept_for_comparison_only() -> None:
    assert imo_digits("IMO 916103") == "916103"
    assert imo_digits("91610003.0") == "91610003"
    assert imo_digits("12345") == imo_digits("123456789") == imo_digits("000000") == ""


@given(seven_digits)
def test_the_ship_check_digit_is_the_one_stdnum_computes(number: str) -> None:
    assert is_valid_imo_ship(number) == imo_oracle.is_valid(number)


@given(seven_digits)
def test_one_check_digit_in_ten_is_right(number: str) -> None:
    assume(number[:6].strip("0"))
    for is_valid in (is_valid_imo_ship, is_valid_imo_company):
        assert sum(is_valid(number[:6] + last) for last in "0123456789") == 1


@pytest.mark.parametrize("number", ["6183435", "1618475", "5766958", "1790183"])
def test_company_numbers_pass_the_company_check(number: str) -> None:
    assert is_valid_imo_company(number)


def test_some_numbers_are_right_for_ships_and_companies() -> None:
    assert is_valid_imo_ship("5766958")
    assert is_valid_imo_ship("1790183")
    assert not is_valid_imo_ship("6183435")
    assert not is_valid_imo_company("9161003")


@pytest.mark.parametrize("number", ["", "0000000", "916100", "UNKNOWN"])
def test_what_is_no_imo_number_is_not_valid_either(number: str) -> None:
    assert not is_valid_imo_ship(number)
    assert not is_valid_imo_company(number)


@pytest.mark.parametrize(
    "other",
    ["9161008", "9116003", "916103", "91611003", "91610037", "161003", "IMO 9161008"],
)
def test_one_slip_of_the_hand_is_near(other: str) -> None:
    assert near_imo("9161003", other)
    assert near_imo(other, "9161003")


@pytest.mark.parametrize(
    "other", ["9161003", "IMO 9161003", "9161088", "1961030", "91613", "", "0"]
)
def test_equal_numbers_and_two_slips_are_not_near(other: str) -> None:
    assert not near_imo("9161003", other)
    assert not near_imo(other, "9161003")


def test_nothing_is_not_near_nothing() -> None:
    assert not near_imo("", "")
    assert imo_deletions("") == imo_deletions("UNKNOWN") == set()


@st.composite
def slips(draw: st.DrawFn) -> tuple[str, str]:
    """Return a number and what becomes of it by one slip."""
    number = draw(digits)
    place = draw(st.integers(0, len(number) - 1))
    digit = draw(st.sampled_from("0123456789"))
    before, here, after = number[:place], number[place], number[place + 1 :]
    return number, draw(
        st.sampled_from(
            (before + digit + after, before + after, before + digit + here + after,
             before + after[:1] + here + after[1:]),
        ),
    )  # fmt: skip


@given(slips())
def test_every_slip_is_near_and_shares_a_key(slip: tuple[str, str]) -> None:
    one, other = slip
    assume(one != other and imo_digits(other))
    assert near_imo(one, other)
    assert imo_deletions(one) & imo_deletions(other)


@given(digits, digits)
def test_near_numbers_share_a_key(one: str, other: str) -> None:
    if near_imo(one, other):
        assert imo_deletions(one) & imo_deletions(other)


# MMSI


@pytest.mark.parametrize(
    "written",
    ["273291160", "MMSI: 273291160", "mmsi 273291160", "MMSI No. 273291160", "273291160.0",
     "273 291 160", "２７３２９１１６０", "2.73291160E+08", "2.73291160e8", "273,291,160",
     "\u200e273291160", "MMSI273291160"],
)  # fmt: skip
def test_an_mmsi_is_read_however_people_write_it(written: str) -> None:
    assert clean_mmsi(written) == "273291160"


@pytest.mark.parametrize(
    "written",
    ["", "0", "000000000", "27329116", "2732911600", "2.7329116E+08", "2.73E+08", "273291160.5",
     "2.73291160E+09", "27329116O", "Call sign"],
)  # fmt: skip
def test_what_is_not_exactly_nine_digits_is_no_mmsi(written: str) -> None:
    assert clean_mmsi(written) == ""


@pytest.mark.parametrize(
    ("mmsi", "country"),
    [("273291160", "RU"), ("445539000", "KP"), ("422141000", "IR"), ("572469210", "TV"),
     ("352005626", "PA"), ("677049200", "TZ"), ("477123456", "HK"), ("659123456", "NA")],
)  # fmt: skip
def test_the_first_three_digits_of_an_mmsi_tell_the_flag(mmsi: str, country: str) -> None:
    assert is_valid_mmsi(mmsi)
    assert mmsi_country(mmsi) == country


def test_only_a_ships_station_is_a_valid_mmsi() -> None:
    assert not any(map(is_valid_mmsi, ("002734567", "111273456", "992731234", "812345678", "")))
    assert mmsi_country("999999999") == mmsi_country("") == mmsi_country("UNKNOWN") == ""


# Call sign


@pytest.mark.parametrize(
    ("written", "sign"),
    [("UBGW2", "UBGW2"), ("ubgw2", "UBGW2"), ("UBGW-2", "UBGW2"), ("U.B.G.W.2", "UBGW2"),
     ("9HA 5123", "9HA5123"), ("CALL SIGN: UBGW2", "UBGW2"), ("Callsign UBGW2", "UBGW2"),
     ("C/S UBGW2", "UBGW2"), ("call-sign no. UBGW2", "UBGW2"), ("ＵＢＧＷ２", "UBGW2"),
     ("UB\u200bGW2", "UBGW2"), ("3E8856", "3E8856"), ("NOAA", "NOAA"), ("C/S ISAB", "ISAB")],
)  # fmt: skip
def test_a_call_sign_is_read_however_people_write_it(written: str, sign: str) -> None:
    assert clean_call_sign(written) == sign
    assert is_valid_call_sign(written)


@pytest.mark.parametrize(
    "written",
    ["", "NONE", "Unknown", "N/A", "n.a.", "TBN", "NIL", "nan", "-", "123456", "A8", "UBGW2345",
     "Call sign", "Vessel name", "УБГВ2", "CALL SIGN: NONE", "U/B/G/W"],
)  # fmt: skip
def test_placeholders_and_other_text_are_no_call_sign(written: str) -> None:
    assert clean_call_sign(written) == ""
    assert not is_valid_call_sign(written)


@pytest.mark.parametrize("sign", ["QXYZ", "10AB", "22AB", "1ABC", "ABC"])
def test_a_call_sign_begins_with_an_itu_series(sign: str) -> None:
    assert not is_valid_call_sign(sign)


# LEI


@pytest.mark.parametrize(
    "written",
    ["213800KUD8LAJWSQ9D15", "213800kud8lajwsq9d15", "LEI: 213800KUD8LAJWSQ9D15",
     "2138 00KU D8LA JWSQ 9D15", "2138-00KU-D8LA-JWSQ-9D15"],
)  # fmt: skip
def test_an_lei_is_read_however_people_write_it(written: str) -> None:
    assert clean_lei(written) == "213800KUD8LAJWSQ9D15"
    assert is_valid_lei(written)


@given(st.text("0123456789ABCXYZ", min_size=18, max_size=18), st.integers(0, 99))
def test_the_lei_check_digits_are_those_stdnum_computes(body: str, check: int) -> None:
    lei = f"{body}{check:02}"
    assert is_valid_lei(lei) == lei_oracle.is_valid(lei)


def test_an_lei_has_twenty_characters() -> None:
    assert clean_lei("213800KUD8LAJWSQ9D1") == clean_lei("213800KUD8LAJWSQ9D155") == ""
    assert not is_valid_lei("")


# Every cleaner


@given(cells)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    for clean in CLEANERS:
        assert clean(clean(text)) == clean(text)


@given(cells)
def test_what_is_cleaned_is_ascii_capitals_and_digits(text: str) -> None:
    for clean in CLEANERS:
        cleaned = clean(text)
        assert cleaned == "" or (cleaned.isascii() and cleaned.isalnum() and not cleaned.islower())


@given(cells)
def test_unicode_form_and_invisible_characters_do_not_matter(text: str) -> None:
    for read in (*CLEANERS, country_code, find_identifiers):
        assert read("\ufeff" + "\u200b".join(text)) == read(text)
        for form in ("NFC", "NFD", "NFKC", "NFKD"):
            assert read(unicodedata.normalize(form, text)) == read(text)


@given(st.text(st.characters(max_codepoint=127)))
def test_case_does_not_matter(text: str) -> None:
    for read in (*CLEANERS, country_code, find_identifiers):
        assert read(text.lower()) == read(text.upper()) == read(text)


@pytest.mark.parametrize(
    "text",
    ["1 " * 50_000 + "x", "IMO " * 50_000, "9" + " " * 100_000 + "x", "CALL" + " " * 100_000 + "x",
     "A" * 100_000, "L" * 100_000, "+1 " * 50_000, "B/L" * 30_000, "1,234" * 20_000, "(" * 100_000],
    ids=lambda text: text[:6],
)  # fmt: skip
def test_no_text_takes_long(text: str) -> None:
    start = time.perf_counter()
    for read in (*CLEANERS, country_code, find_identifiers):
        read(text)
    assert time.perf_counter() - start < 2.0  # quadratic reading takes minutes


# Countries


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("KP", "KP"), ("prk", "KP"), ("DPRK", "KP"), ("D.P.R.K.", "KP"), ("Korea, North", "KP"),
        ("NORTH KOREA", "KP"), ("Democratic People's Republic of Korea", "KP"),
        ("Democratic People’s Republic of Korea", "KP"), ("북한", "KP"), ("北朝鮮", "KP"),
        ("Korea (Democratic People's Republic of)", "KP"), ("Dem. People's Rep. of Korea", "KP"),
        ("Korea, South", "KR"), ("Republic of Korea", "KR"), ("Korea, Republic of", "KR"),
        ("Burma", "MM"), ("UK", "GB"), ("U.K.", "GB"), ("United Kingdom (UK)", "GB"),
        ("Ivory Coast", "CI"), ("Cote d Ivoire", "CI"), ("Côte d’Ivoire", "CI"),
        ("COTE D'IVOIRE", "CI"), ("Russian Federation", "RU"), ("russia", "RU"), ("Россия", "RU"),
        ("USSR", "RU"), ("Iran, Islamic Republic of", "IR"), ("Iran (Islamic Republic of)", "IR"),
        ("Marshall Islands", "MH"), ("Republic of the Marshall Islands", "MH"), ("Panama", "PA"),
        ("Flag: Panama", "PA"), ("Panamanian", "PA"), ("Hong Kong", "HK"), ("HONGKONG", "HK"),
        ("China (Hong Kong)", "HK"), ("China", "CN"), ("P.R. China", "CN"),
        ("People's Republic of China", "CN"), ("Republic of China", "TW"),
        ("Taiwan, Province of China", "TW"), ("NA", "NA"), ("na", "NA"), ("Namibia", "NA"),
        ("St. Kitts & Nevis", "KN"), ("Saint Kitts and Nevis", "KN"), ("St.Kitts and Nevis", "KN"),
        ("St. Vincent and the Grenadines", "VC"), ("Bahamas, The", "BS"), ("Man, Isle of", "IM"),
        ("Sao Tome & Principe", "ST"), ("São Tomé and Príncipe", "ST"), ("ST", "ST"), ("IS", "IS"),
        ("Congo, Democratic Republic of the", "CD"), ("Congo, Republic of the", "CG"),
        ("Niger", "NE"), ("Nigeria", "NG"), ("Guinea", "GN"), ("Guinea-Bissau", "GW"),
        ("Equatorial Guinea", "GQ"), ("Papua New Guinea", "PG"), ("Dominica", "DM"),
        ("Dominican Republic", "DO"), ("Samoa", "WS"), ("American Samoa", "AS"), ("Sudan", "SD"),
        ("South Sudan", "SS"), ("Portugal (Madeira)", "PT"), ("Türkiye", "TR"), ("Turkey", "TR"),
        ("North Macedonia, The Republic of", "MK"), ("Virgin Islands, British", "VG"),
        ("Netherlands Antilles", "CW"), ("Region: Gaza", "PS"), ("Kosovo", "XK"),
    ],
)  # fmt: skip
def test_a_country_is_read_however_people_and_lists_print_it(written: str, code: str) -> None:
    assert country_code(written) == code


@pytest.mark.parametrize(
    "written",
    ["", "None Identified", "Unknown", "undetermined", "NONE", "nan", "N/A", "N.A.", "-0- ", "-",
     "Korea", "Yugoslavia", "Atlantis", "Georgia (US)", "XX", "Region: Kafia Kingi", "()"],
)  # fmt: skip
def test_what_names_no_one_country_stays_unknown(written: str) -> None:
    assert country_code(written) == ""


def test_every_spelling_in_the_country_table_leads_to_its_own_code() -> None:
    for row in read_table("countries.csv"):
        for spelling in (row["code"], row["name"], *row["aliases"].split(";")):
            assert country_code(spelling) == row["code"], spelling
            assert country_code(spelling.lower()) == row["code"], spelling


def test_the_country_table_is_whole_sorted_unique_and_sourced() -> None:
    rows = read_table("countries.csv")
    codes = [row["code"] for row in rows]
    assert codes == sorted(set(codes))
    assert len(codes) == 249 + 1  # ISO 3166-1, and Kosovo
    assert len({row["name"] for row in rows}) == len(rows)
    for row in rows:
        aliases = row["aliases"].split(";")
        assert row["code"].isascii()
        assert len(row["code"]) == 2
        assert len(aliases[0]) == 3, "the first alias is the ISO code of three letters"
        assert len(set(aliases)) == len(aliases)
        assert row["source"]


def test_the_table_of_mmsi_digits_is_sorted_unique_sourced_and_of_known_countries() -> None:
    rows = read_table("mmsi_digits.csv")
    mids = [row["mid"] for row in rows]
    assert mids == sorted(set(mids))
    assert len(mids) > 285
    assert all(len(mid) == 3 and "201" <= mid <= "775" for mid in mids)
    assert all(country_code(row["country"]) == row["country"] for row in rows)
    assert all(row["source"] for row in rows)


# Free text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("MV DORENA V.147N / IMO9569669", [(SHIP, "9569669")]),
        ("VESSEL: FRONT NEIDEN, IMO NO. 9877779", [(SHIP, "9877779")]),
        ("ship LADY R (IMO number: 9161003).", [(SHIP, "9161003")]),
        ("LADY_R_IMO_9161003.pdf", [(SHIP, "9161003")]),
        ("IMO ９１６１００３", [(SHIP, "9161003")]),
        ("IMO 916 1003, 12 crew", [(SHIP, "9161003")]),
        ("IMO 9161OO3", [(SHIP, "9161003")]),
        ("LADY R 9161003 ex SLOMAN PRODUCER", [(SHIP, "9161003")]),
        ("船舶番号9161003号", [(SHIP, "9161003")]),
        ("9161003.0", [(SHIP, "9161003")]),
        ("9161003/9179842", [(SHIP, "9161003"), (SHIP, "9179842")]),
        ("9179842, again 9179842", [(SHIP, "9179842")]),
        ("MAXIMO 9161003", [(SHIP, "9161003")]),
        ("IMO 9187629; MMSI 572469210; C/S T2EA4",
         [(SHIP, "9187629"), (Scheme.MMSI, "572469210"), (Scheme.CALL_SIGN, "T2EA4")]),
        ("MMSI: 273 212 120", [(Scheme.MMSI, "273212120")]),
        ("CALL SIGN 9HA 5123 BUILT", [(Scheme.CALL_SIGN, "9HA5123")]),
        ("CALLSIGN: UBDT8 12 CREW", [(Scheme.CALL_SIGN, "UBDT8")]),
        ("C/S NRUS", [(Scheme.CALL_SIGN, "NRUS")]),
        ("ACME LTD LEI 213800KUD8LAJWSQ9D15", [(Scheme.LEI, "213800KUD8LAJWSQ9D15")]),
        ("BL:9161003 IMO:9179842", [(SHIP, "9179842")]),
    ],
)  # fmt: skip
def test_identifiers_are_found_in_text(text: str, found: list[tuple[Scheme, str]]) -> None:
    assert find_identifiers(text) == found


def test_a_label_vouches_for_a_number_that_fails_its_check_digit() -> None:
    assert find_identifiers("IMO 9161004") == [(SHIP, "9161004")]
    assert find_identifiers("MV 9161004") == []
    assert find_identifiers("REGIMO 9161004") == []


def test_a_company_number_is_told_from_a_ships_where_the_check_digit_can() -> None:
    assert find_identifiers("owner IMO 6183435") == [(COMPANY, "6183435")]
    assert find_identifiers("owner 6183435") == [(COMPANY, "6183435")]
    assert find_identifiers("IMO 5766958") == [(SHIP, "5766958"), (COMPANY, "5766958")]


@pytest.mark.parametrize(
    "text",
    [
        "", "LADY R", "ABCU9161003", "9161003AB", "REGIMO9161003", "ETD 20241123", "91610034",
        "IMO 91610034", "+7 423 9161003", "TEL: 9161003", "tel +7 (423) 9161003", "+74239161003",
        "423-9161003", "B/L NO. 9161003", "BL 9161003", "HS CODE 9161003", "INVOICE 9161003",
        "9161003-12", "9161003.55", "273212120", "UBDT8", "A VISUAL CALL SIGN", "C/S QXYZ",
        "Tango Romeo (Call sign), Romeo", "213800KUD8LXJWSQ9D15", "IMO 0000000", "MMSI 000000000",
    ],
)  # fmt: skip
def test_other_numbers_are_left_alone(text: str) -> None:
    assert find_identifiers(text) == []


@given(st.lists(seven_digits, max_size=5))
def test_every_labelled_imo_number_is_found_once_in_order(numbers: list[str]) -> None:
    found = find_identifiers(", ".join(f"IMO {number}" for number in numbers))
    assert list(dict.fromkeys(value for _, value in found)) == list(dict.fromkeys(numbers))
    assert len(set(found)) == len(found)


@given(cells)
def test_what_is_found_is_clean_and_would_be_found_again(text: str) -> None:
    label = {Scheme.MMSI: "MMSI ", Scheme.CALL_SIGN: "C/S ", Scheme.LEI: "LEI "}
    for scheme, value in find_identifiers(text):
        assert (scheme, value) in find_identifiers(label.get(scheme, "IMO ") + value)
