"""Cells that were filled in and could not be read keep a row from being clear."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import vscreen
from vscreen import Policy
from vscreen.columnar.distinct import Coded
from vscreen.schema import FIELDS, PARTY_NATIONALITY_FIELDS
from vscreen.screening.cells import CellColumn
from vscreen.screening.unread import WHOLE_COLUMN, UnreadCells, unmapped_column, unread_column
from vscreen.screening.why_unread import cell_readers, why_unread

LISTS = vscreen.bundled_lists()
cells = st.sampled_from(
    ["", " ", "-", "N/A", "???", "12", "9161003", "916100", "LADY R", "TBN", "\u200b", "9e5", "IMO",
     "4/3/1962", "1962"]
)  # fmt: skip


def screened(policy: Policy | None = None, **columns: list[object]) -> vscreen.Result:
    return vscreen.screen(pd.DataFrame(columns, dtype=object), LISTS, policy)


@pytest.mark.parametrize("field", sorted(cell_readers()))
@given(cells=st.lists(cells, min_size=1, max_size=6))
def test_a_column_is_looked_at_as_each_of_its_cells_is(field: str, cells: list[str]) -> None:
    unread = unread_column(CellColumn("X", field, Coded.of(cells)))
    codes = unread.codes.tolist() if unread else [0] * len(cells)
    assert [bool(code) for code in codes] == [bool(why_unread(field, cell)) for cell in cells]


def test_fields_that_are_not_searched_are_never_unread() -> None:
    others = set(FIELDS) - set(cell_readers())
    of_ships = {"flag", "vessel_type", "gross_tonnage", "build_year"}
    assert others == {*of_ships, "party_country", *PARTY_NATIONALITY_FIELDS}
    assert not any(why_unread(field, "???") for field in others)


def test_the_sentence_quotes_the_cell_and_says_why() -> None:
    result = screened(vessel=["EVER GIVEN", "EVER GIVEN"], consignee=["!", "A B LTD"])
    assert result.verdicts["verdict"].tolist() == ["not_screened", "clear"]
    sentence = "Not screened: consignee '!' (no name can be read in it) could not be read."
    assert result.verdicts["sentence"].iloc[0] == sentence
    assert result.run.unread == {"consignee": 1}
    assert result.run.problems == ()


def test_an_unread_cell_takes_nothing_from_a_hit() -> None:
    result = screened(vessel=["LADY R"], imo=["9161003"], consignee=["???"])
    assert result.verdicts["verdict"].tolist() == ["hit"]


def test_the_policy_can_let_a_field_off_and_the_record_tells_it() -> None:
    policy = Policy(ignore_unread=("consignee",))
    result = screened(policy, vessel=["EVER GIVEN"], consignee=["???"])
    assert result.verdicts["verdict"].tolist() == ["clear"]
    assert result.run.policy.ignore_unread == ("consignee",)


@pytest.mark.parametrize("cell", [["LADY R"], {"name": "LADY R"}, b"LADY R", ("LADY R",)])
def test_a_cell_that_is_no_text_is_unread(cell: object) -> None:
    result = screened(vessel=[cell], consignee=["A B LTD"])
    assert result.verdicts["verdict"].tolist() == ["not_screened"]
    assert type(cell).__name__ in result.verdicts["sentence"].iloc[0]


def test_a_column_of_which_most_is_unread_is_said_once() -> None:
    size = WHOLE_COLUMN + 10
    result = screened(
        vessel=["EVER GIVEN"] * size, owner=["A B LTD", *["?" * n for n in range(1, size)]]
    )
    [problem] = result.run.problems
    assert problem.startswith(f"the column 'owner' could not be read: {size - 1} of {size} filled")
    assert result.verdicts["verdict"].tolist() == ["clear"] + ["not_screened"] * (size - 1)
    assert result.verdicts["sentence"].nunique() == 2


def test_a_column_without_a_field_keeps_the_rows_that_fill_it_from_being_clear() -> None:
    column = unmapped_column(
        "Buyer's agent", CellColumn("Buyer's agent", "", Coded.of(["ACME LTD", ""])), "why"
    )
    assert column is not None
    unread = UnreadCells(2, (), [column])
    assert unread.rows()[0].tolist() == [1, 0]
    [problem] = unread.problems
    assert problem.startswith('the column "Buyer\'s agent" (why) was not screened: say which')


def test_a_row_names_three_unread_cells_and_counts_the_others() -> None:
    row = {field: ["???"] for field in ("vessel", "shipper", "consignee", "owner", "manager")}
    sentence = screened(**row).verdicts["sentence"].iloc[0]
    assert sentence.count("'???'") == 3
    assert "2 more cells" in sentence


@pytest.mark.parametrize(
    ("vessel", "imo", "verdict"),
    [
        ("", "GREY HULL", "clear"),
        ("TBN", "GREY HULL", "clear"),
        ("9811000", "GREY HULL", "clear"),
        ("M/V GREY HULL", "Grey Hull", "clear"),
        ("", "LADY R", "hit"),
        ("EVER GIVEN", "LADY R", "hit"),
        ("EVER GIVEN", "ILLEGIBLE", "not_screened"),
    ],
)
def test_words_among_numbers_are_read_as_the_ship_that_a_row_names_only_there(
    vessel: str, imo: str, verdict: str
) -> None:
    result = screened(vessel=[vessel], imo=[imo], consignee=["A B LTD"])
    assert result.verdicts["verdict"].item() == verdict


def test_a_subject_beside_a_vessel_is_screened_as_a_ship_and_as_a_company() -> None:
    columns = {"vessel": ["EVER GIVEN"] * 2, "subject": ["LADY R", "MG-FLOT LLC"]}
    assert screened(**columns).verdicts["verdict"].tolist() == ["hit", "hit"]


def test_each_open_column_has_its_own_reason_and_cells_that_say_nothing_are_let_off() -> None:
    columns = {"Hull": ["9811000", "0", ""], "Buyer Zebra": ["ACME LTD", "N/A", "TBN"]}
    frame = pd.DataFrame({"vessel": ["EVER GIVEN"] * 3, **columns})
    for order in (["vessel", "Hull", "Buyer Zebra"], ["Buyer Zebra", "vessel", "Hull"]):
        result = vscreen.screen(frame[order], LISTS)
        assert result.verdicts["verdict"].tolist() == ["not_screened", "clear", "clear"]
        for problem in result.run.problems:
            assert ("consignee" in problem) == ("Buyer Zebra" in problem)
