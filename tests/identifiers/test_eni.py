"""The European vessel number: from a heading of a manifest to the evidence of a hit."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from vscreen import Lists, Policy, Reason, Scheme, Screener, bundled_lists, read_lists, screen
from vscreen.identifiers.eni import clean_eni, is_valid_eni

BARGES = """id,kind,name,identifiers,flag
1,vessel,RHEINPERLE,ENI: 02321234,NL
2,vessel,DUNAJ 7,European Vessel Identification Number: 42012345,UA
"""


@pytest.fixture(scope="module")
def barges(tmp_path_factory: pytest.TempPathFactory) -> Lists:
    file: Path = tmp_path_factory.mktemp("lists") / "barges.csv"
    file.write_text(BARGES, encoding="utf-8")
    return read_lists(file)


def test_a_list_keeps_the_number_under_its_scheme(barges: Lists) -> None:
    numbers = barges.identifiers
    assert numbers["scheme"].tolist() == [Scheme.ENI, Scheme.ENI]
    assert numbers["value"].tolist() == ["02321234", "42012345"]


@pytest.mark.parametrize("heading", ["ENI", "ENI-Nummer", "Europanummer", "ENI No."])
def test_an_equal_number_is_a_hit_whatever_the_name(barges: Lists, heading: str) -> None:
    frame = pd.DataFrame({"Vessel": ["NEW NAME"], heading: ["0232 1234"]})
    result = screen(frame, barges)
    assert result.verdicts["verdict"].tolist() == ["hit"]
    hit = result.hits.iloc[0]
    assert (hit["field"], hit["text"]) == ("eni", "0232 1234")
    assert Reason.ENI_EQUAL in hit["reasons"].split(";")
    assert "European vessel number 02321234 is the entry's own" in hit["sentence"]
    assert result.evidence["reason"].tolist()[0] == Reason.ENI_EQUAL


def test_a_number_amid_free_text_or_beside_the_name_is_found(barges: Lists) -> None:
    frame = pd.DataFrame(
        {"vessel": ["BARGE (ENI 42012345)", ""], "remarks": ["", "per m/s X, ENI no. 02321234"]}
    )
    result = screen(frame, barges, columns={"remarks": "free_text"})
    assert result.hits["entry_name"].tolist() == ["DUNAJ 7", "RHEINPERLE"]


def test_another_number_speaks_against_an_equal_name_and_never_clears_it(barges: Lists) -> None:
    frame = pd.DataFrame({"vessel": ["RHEINPERLE"], "eni": ["04812340"]})
    result = screen(frame, barges)
    assert result.verdicts["verdict"].tolist() == ["hit"]
    assert Reason.ENI_DIFFERS in result.hits.loc[0, "reasons"].split(";")
    alone = screen(frame[["vessel"]], barges)
    assert result.hits.loc[0, "probability"] < alone.hits.loc[0, "probability"]


def test_a_look_up_says_what_the_frame_says(barges: Lists) -> None:
    screener = Screener(barges, Policy(), cache=None)
    found = screener.lookup(vessel="NEW NAME", eni="02321234")
    frame = pd.DataFrame({"vessel": ["NEW NAME"], "eni": ["02321234"]})
    pd.testing.assert_frame_equal(found.hits, screener.screen(frame).hits)


def test_a_number_checks_nothing_where_no_list_has_one_of_its_scheme() -> None:
    frame = pd.DataFrame({"eni": ["04812340", ""], "remarks": ["", "barge, ENI 04812340"]})
    screener = Screener(bundled_lists(), cache=None)
    result = screener.screen(frame, columns={"remarks": "free_text"})
    assert result.verdicts["verdict"].tolist() == ["not_screened", "not_screened"]
    alone = screener.lookup(eni="04812340")
    assert alone.verdicts["verdict"].tolist() == ["not_screened"]


def test_a_zero_that_a_spreadsheet_dropped_is_put_back(barges: Lists) -> None:
    for cells in ([2321234], [2321234.0], ["2321234"], ["ENI 2321234"]):
        result = screen(pd.DataFrame({"vessel": ["NEW NAME"], "ENI": cells}), barges)
        assert result.verdicts["verdict"].tolist() == ["hit"]
        assert result.hits["entry_name"].tolist() == ["RHEINPERLE"]
    text = pd.DataFrame({"vessel": ["BARGE"], "remarks": ["ENI 2321234"]})
    assert screen(text, barges, columns={"remarks": "free_text"}).hits.empty


def test_a_number_alone_makes_a_row_that_was_checked(barges: Lists) -> None:
    result = screen(pd.DataFrame({"eni": ["04812340", "no number", ""]}), barges)
    assert result.verdicts["verdict"].tolist() == ["clear", "not_screened", "not_screened"]


@pytest.mark.parametrize(
    ("text", "number", "valid"),
    [
        ("ENI 02321234", "02321234", True),
        ("E.N.I.: 86912345", "86912345", True),
        ("87012345", "87012345", False),
        ("00012345", "00012345", False),
        ("00000000", "", False),
        ("2321234", "02321234", True),
        ("232123", "", False),
        ("023212345", "", False),
        ("０２３２１２３４", "02321234", True),
    ],
)
def test_eight_digits_of_an_authority_are_a_number(text: str, number: str, valid: bool) -> None:
    assert clean_eni(text) == number
    assert is_valid_eni(text) is valid
