"""Birth dates as people and publishers print them."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vscreen.identifiers.birth_dates import (
    read_birth_dates,
    unread_birth_date,
    unsure_birth_dates,
)

days = st.dates(date(1902, 1, 2), date(2012, 12, 31)).filter(
    lambda day: (day.month, day.day) != (1, 1)
)
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "es": "enero febrero marzo abril mayo junio julio agosto setiembre octubre noviembre diciembre",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
}


def said(text: str) -> list[str]:
    return [str(born) for born in read_birth_dates(text)]


@given(
    days,
    st.sampled_from(["%Y-%m-%d", "%Y/%m/%d", "%Y年%m月%d日", "%Y%m%d", "%Y-%m-%dT00:00"]),
)
def test_a_day_whose_year_comes_first_is_read_in_one_way(day: date, layout: str) -> None:
    [born] = read_birth_dates(day.strftime(layout))
    assert (born.first, born.last, born.sure) == (day, day, True)


@given(days, st.sampled_from([*MONTHS]), st.booleans())
def test_a_month_in_words_leaves_no_doubt(day: date, language: str, short: bool) -> None:
    month = MONTHS[language].split()[day.month - 1]
    month = month[:3] if short and language == "en" else month
    for text in (f"{day.day} {month} {day.year}", f"{day.day:02}-{month}-{day.year}"):
        [born] = read_birth_dates(text)
        assert (born.first, born.sure) == (day, True)


@given(days, st.sampled_from("/.-"))
def test_day_and_month_that_may_stand_either_way_are_read_both_ways(day: date, sign: str) -> None:
    born = read_birth_dates(day.strftime(f"%d{sign}%m{sign}%Y"))
    assert day in [one.first for one in born]
    either = day.day <= 12 and day.day != day.month
    assert [one.sure for one in born] == ([False, False] if either else [True])


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("1962", ["1962"]), ("03/1962", ["1962-03"]), ("Mar 1962", ["1962-03"]),
        ("1962-03-00", ["1962-03"]), ("00/00/1962", ["1962"]), ("XX/04/1962", ["1962-04"]),
        ("01/01/1962", ["1962"]), ("circa 1953", ["circa 1953"]), ("1962年頃", ["1962"]),
        ("1951 to 1953", ["1951 to 1953"]), ("between 1959 and 1965", ["1959 to 1965"]),
        ("Mar 1962 to Feb 1963", ["1962 to 1963"]), ("1963 or 1964", ["1963", "1964"]),
        ("1961,\n15/05/1964", ["1961", "1964-05-15"]), ("22709", ["1962-03-04"]),
        ("born in Omsk 1962", ["1962"]), ("4 de marzo de 1962", ["1962-03-04"]),
        ("٤ مارس ١٩٦٢", ["1962-03-04"]), ("４ Mar １９６２", ["1962-03-04"]),
        ("04-Mar-62", ["1962-03-04"]), ("25-Mar-05", ["1905-03-25", "2005-03-25"]),
        ("1970-01-01", []), ("1900-01-01 00:00:00", []), ("n/a", []), ("unknown", []),
    ],
)  # fmt: skip
def test_a_date_is_read_as_far_as_it_is_known(text: str, dates: list[str]) -> None:
    assert said(text) == dates
    assert unread_birth_date(text) == ""


@pytest.mark.parametrize(
    "text", ["31/02/1962", "13/13/1962", "1962-03-04 / 77", "Omsk", "1234", "31/12/9999", "?1?"]
)
def test_what_is_no_date_is_unread(text: str) -> None:
    assert "date" in unread_birth_date(text)


@given(st.text(max_size=30) | st.text("0123456789-/. ,:T<>^~", max_size=20))
def test_whatever_a_cell_holds_its_dates_are_spans_of_days(text: str) -> None:
    assert all(born.first <= born.last for born in read_birth_dates(text))
    assert isinstance(unread_birth_date(text), str)


@given(st.lists(days.map(date.isoformat) | st.text(max_size=12), max_size=5))
def test_a_column_is_looked_at_as_each_of_its_cells_is(texts: list[str]) -> None:
    unsure = set(unsure_birth_dates(pa.array(texts, pa.large_string())).tolist())
    assert {at for at, text in enumerate(texts) if unread_birth_date(text)} <= unsure
