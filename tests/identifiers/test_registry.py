"""Each scheme is a row: how its numbers are read, and what they prove."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vscreen import read_lists, screen
from vscreen.columnar.distinct import Coded
from vscreen.identifiers.columns_bulk import MAY_HOLD, numbers_of
from vscreen.identifiers.in_text import find_identifiers, numbers_in_cell
from vscreen.identifiers.registry import LISTED_AS, RULES, RULES_OF, Equality, SchemeRules
from vscreen.schema import NUMBER_FIELDS, Scheme
from vscreen.scoring.identity import different_reason, equal_reason
from vscreen.scoring.parties import Party

GOOD = {
    Scheme.IMO_SHIP: "9161003",
    Scheme.IMO_COMPANY: "6183435",
    Scheme.LEI: "213800KUD8LAJWSQ9D15",
    Scheme.ENI: "02321234",
    Scheme.MMSI: "273291160",
    Scheme.CALL_SIGN: "UBGW2",
    Scheme.IMO_MENTIONED: "9161003",
}
LABELS = {
    Scheme.IMO_SHIP: "IMO", Scheme.IMO_COMPANY: "IMO", Scheme.LEI: "LEI", Scheme.ENI: "ENI",
    Scheme.MMSI: "MMSI", Scheme.CALL_SIGN: "Call sign",
}  # fmt: skip
OWN = [rules for rules in RULES if rules.equality is not Equality.MENTIONS]
each_scheme = pytest.mark.parametrize("rules", RULES, ids=lambda rules: str(rules.scheme))
each_own = pytest.mark.parametrize("rules", OWN, ids=lambda rules: str(rules.scheme))


@each_scheme
def test_a_number_is_cleaned_to_itself_and_valid(rules: SchemeRules) -> None:
    number = GOOD[rules.scheme]
    assert rules.clean(number) == number
    assert rules.is_valid(number)
    assert rules.clean("n/a") == ""
    assert not rules.is_valid("")


@each_own
def test_a_number_is_found_in_running_text_behind_its_label(rules: SchemeRules) -> None:
    text = f"pushed by {LABELS[rules.scheme]}: {GOOD[rules.scheme]}, laden"
    assert (rules.scheme, GOOD[rules.scheme]) in find_identifiers(text)
    assert re.search(MAY_HOLD, text), "the bulk search would pass it over"


@each_scheme
def test_every_scheme_has_its_reasons_and_scores(rules: SchemeRules) -> None:
    own = rules.equality is not Equality.MENTIONS
    assert equal_reason(rules).weight >= (60 if own else 1)
    if rules.difference_counts:
        assert different_reason(rules).weight < 0
    assert (rules.score_alone > 0) == (rules.equality is not Equality.DECIDES)


def test_every_number_of_a_manifest_is_compared_with_those_of_its_scheme_on_the_lists() -> None:
    assert all(
        scheme in LISTED_AS[scheme] for scheme in LISTED_AS if scheme != Scheme.IMO_MENTIONED
    )
    assert Scheme.IMO_MENTIONED in LISTED_AS[Scheme.IMO_SHIP]
    assert Scheme.IMO_MENTIONED in LISTED_AS[Scheme.IMO_COMPANY]
    assert LISTED_AS[Scheme.IMO_MENTIONED] == (), "no manifest gives one"


def test_each_column_of_numbers_belongs_to_one_scheme() -> None:
    fields = [rules.field for rules in RULES if rules.field]
    assert sorted(fields) == sorted(NUMBER_FIELDS)
    assert len(RULES_OF) == len(RULES)


cells = st.one_of(
    st.text(alphabet="0123456789 IMOENIMMSI:./-ABCUX\u0661\uff11\x00", max_size=24),
    st.sampled_from([f"{label} {GOOD[scheme]}" for scheme, label in LABELS.items()]),
    st.from_regex(r"[0-9]{5,10}", fullmatch=True),
    st.from_regex(r"[A-Z0-9]{2,9}", fullmatch=True),
)


@given(st.lists(cells, min_size=1, max_size=8), st.sampled_from(NUMBER_FIELDS))
def test_a_column_read_at_once_gives_what_each_cell_gives(texts: list[str], field: str) -> None:
    columns = {field: Coded.of(pa.array(texts, pa.large_string()))}
    found = {
        (scheme, owner, value)
        for scheme, numbers in numbers_of(columns, ship=True).items()
        for owner, value in zip(numbers.owner.tolist(), numbers.value.to_pylist(), strict=True)
    }
    [rules] = [rules for rules in RULES if rules.field == field]
    assert found == {
        (scheme, row, value)
        for row, text in enumerate(texts)
        for scheme, value in numbers_in_cell(rules, text)
    }


@given(cells)
def test_a_party_bears_what_its_columns_and_its_text_give(text: str) -> None:
    party = Party("vessel", text, eni=text)
    expected = numbers_in_cell(RULES_OF[Scheme.ENI], text)
    assert set(party.identifiers) == {*expected, *find_identifiers(text)}


@pytest.mark.parametrize("field", NUMBER_FIELDS)
def test_a_number_alone_checks_a_row_only_if_a_list_has_numbers_of_its_scheme(
    field: str, tmp_path: Path
) -> None:
    [rules] = [rules for rules in RULES if rules.field == field]
    other = {"imo": "9179842", "mmsi": "273212120", "call_sign": "UBDT8", "eni": "04812340"}[field]
    frame = pd.DataFrame({field: [GOOD[rules.scheme]], "consignee": [""]})
    for number, verdict in (("", "not_screened"), (other, "clear")):
        file = tmp_path / "own.csv"
        file.write_text(f"id,kind,name,{field}\n1,vessel,GREY HULL,{number}\n", encoding="utf-8")
        assert screen(frame, read_lists(file)).verdicts["verdict"].tolist() == [verdict]
