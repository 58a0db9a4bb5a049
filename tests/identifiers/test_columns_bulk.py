"""The fast twins of `Party.identifiers` and of ``bool(forms)``: the same for many texts at once."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vscreen.columnar.distinct import Coded
from vscreen.identifiers.columns_bulk import (
    Numbers,
    are_only_companies,
    are_valid_imo_ship,
    imo_keys,
    numbers_of,
)
from vscreen.identifiers.imo import imo_deletions, is_valid_imo_ship
from vscreen.identifiers.in_text import is_only_company
from vscreen.schema import Scheme
from vscreen.scoring.parties import Party
from vscreen.text.forms_bulk import legible
from vscreen.text.party_names import party_forms
from vscreen.text.vessel_names import vessel_forms

PIECES = [
    "9161003", "916100", "91610003", "0000000", "IMO", "imo ", "I.M.O.", "IM0 ", "MMSI", " ", "-",
    "CALL SIGN", "C/S ", "UBGW2", "ubgw", "NONE", "LEI", "5493001KJTIIGC8Y1R12", "9161OO3",
    "273291160", ":", ".0", "LADY R", "\u200b", "９", "é", "\n", "\t", "1", "2.73291160E+08",
    "B/L ", "6183435", "/", "916-1003", "09161003", "9.07E+06", "3E+52", "00", "G", "300000000000",
]  # fmt: skip
texts = st.one_of(st.lists(st.sampled_from(PIECES), max_size=4).map("".join), st.text(max_size=10))
FIELDS = ("name", "imo", "mmsi", "call_sign")
names = st.one_of(
    texts,
    st.tuples(
        st.sampled_from(["", "M/V ", "MV MT ", "X ", "& ", "..", "No. 1 "]),
        st.sampled_from(
            ["TBN", "TO ORDER", "TO THE ORDER & SHIPPER", "t.b.n.", "ＴＢＮ", "Ж", "II", "-"]
        ),
        st.sampled_from(["", " ", ".", "\n", " 5", "é"]),
    ).map("".join),
)


@given(
    st.lists(
        st.fixed_dictionaries({"name": texts, "imo": texts, "mmsi": texts, "call_sign": texts})
    )
)
def test_many_parties_bear_the_numbers_that_each_bears(rows: list[dict[str, str]]) -> None:
    columns = {name: Coded.of([row[name] for row in rows]) for name in FIELDS}
    found = {
        (int(owner), scheme, value)
        for scheme, numbers in numbers_of(columns, ship=True).items()
        for owner, value in zip(numbers.owner, numbers.value.to_pylist(), strict=True)
    }
    wanted = {
        (place, scheme, value)
        for place, row in enumerate(rows)
        for scheme, value in Party("vessel", **row).identifiers
    }
    assert found == wanted


@given(st.lists(st.text("0123456789", min_size=7, max_size=7)))
def test_check_digits_of_many_numbers_are_those_of_each(numbers: list[str]) -> None:
    column = pa.array(numbers, pa.large_string())
    assert are_valid_imo_ship(column).tolist() == list(map(is_valid_imo_ship, numbers))
    assert are_only_companies(column).tolist() == list(map(is_only_company, numbers))


@given(st.lists(st.one_of(st.text("0123456789", max_size=9), texts)))
def test_keys_of_near_numbers_are_those_of_each(values: list[str]) -> None:
    keys = imo_keys(
        Numbers(Coded.of(values).codes.astype("int64"), pa.array(values, pa.large_string()))
    )
    found = {value: set[str]() for value in values}
    distinct = list(dict.fromkeys(values))
    for owner, key in zip(keys.owner.tolist(), keys.value.to_pylist(), strict=True):
        found[distinct[owner]].add(key)
    assert found == {value: imo_deletions(value) for value in values}


@given(st.lists(names))
def test_many_texts_hold_a_name_where_each_has_a_form(of: list[str]) -> None:
    for forms_of in (vessel_forms, party_forms):
        found = legible(pa.array(of, pa.large_string()), forms_of).tolist()
        assert found == [bool(forms_of(text)) for text in of]


def test_right_numbers_are_told_from_wrong_ones() -> None:
    wrong = numbers_of({"imo": Coded.of(["9161003", "9161004", "916100"])}, ship=True)[
        Scheme.IMO_SHIP
    ]
    assert wrong.right(Scheme.IMO_SHIP).tolist() == [True, False, False]
    assert wrong.right(Scheme.MMSI).all()


@pytest.mark.parametrize("field", ["imo", "mmsi", "call_sign", "name"])
def test_no_parties_bear_no_numbers(field: str) -> None:
    assert all(not len(of.owner) for of in numbers_of({field: Coded.of([])}, ship=True).values())
