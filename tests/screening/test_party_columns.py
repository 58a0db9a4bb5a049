"""Tests of screening/party_columns."""

from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

import vscreen
from vscreen import Kind, Policy, Scheme
from vscreen.lists.reading import Entry, assemble
from vscreen.scoring.parties import Party
from vscreen.screening.party_columns import read_cells, single_row
from vscreen.search.list_index import (
    ListIndex,  # new: search/list_index, with search/identifier_index in it
)
from vscreen.snapshots.read import take_snapshot

words = st.sampled_from(["", "MARIA", "LADY R", "a b", "\u200b"])
shipments = st.lists(
    st.fixed_dictionaries(
        {
            "vessel": words,
            "imo": st.sampled_from(["", "9161003"]),
            "shipper": words,
            "consignee": words,
            "party_country": st.sampled_from(["", "RU"]),
            "free_text": words,
        }
    ),
    min_size=1,
    max_size=5,
)


@given(shipments)
def test_each_cell_holds_the_party_that_its_row_names(rows: list[dict[str, str]]) -> None:
    mapping = {name: name for name in rows[0]}
    cells = read_cells(pd.DataFrame(rows), mapping, Policy())
    for at, row in enumerate(rows):
        alone = single_row(row, mapping, Policy())
        for (parties, columns), wanted in zip(cells.fields, alone, strict=True):
            found = [int(column.codes[at]) for column in columns]
            made = parties.some(np.array([one for one in found if one >= 0], np.int64))
            assert set(made.values()) == set(wanted)


def test_a_field_that_the_policy_leaves_out_makes_no_party() -> None:
    frame = pd.DataFrame({"vessel": ["A"], "shipper": ["B"]})
    cells = read_cells(
        frame, {"vessel": "vessel", "shipper": "shipper"}, Policy(fields=("vessel",))
    )
    assert cells.roles == ("vessel",)


@given(
    st.lists(
        st.sampled_from(["9161003", "9179842", "916103", "9161004", "9116003", ""]),
        min_size=1,
        max_size=4,
    ),
    st.lists(st.sampled_from(["9161003", "9179842", "9161008"]), min_size=1, max_size=4),
)
def test_parties_meet_the_entries_whose_number_is_equal_or_one_slip_off(
    asked: list[str], listed: list[str]
) -> None:
    from vscreen.identifiers.imo import imo_deletions, is_valid_imo_ship

    entries = []
    for key, number in enumerate(listed):
        entry = Entry(str(key), Kind.VESSEL, f"HERON {key}")
        entry.add_identifier(Scheme.IMO_SHIP, number)
        entries.append(entry)
    lists = vscreen.Lists(
        (take_snapshot(assemble("own", entries, reader="test", version="1", sources=())),)
    )
    index = ListIndex(lists, Policy())
    for number in asked:
        wanted = {
            at for at, one in enumerate(listed)
            if number and (one == number or (not is_valid_imo_ship(number) and imo_deletions(one) & imo_deletions(number)))
        }  # fmt: skip
        assert set(index.find_one(Party("vessel", imo=number))[0]) == wanted


def test_a_hit_on_a_party_stands_on_each_row_and_in_each_role_it_is_named_in() -> None:
    frame = pd.DataFrame(
        {"shipper": ["M LIZING", "x", "M LIZING"], "consignee": ["", "M LIZING", "M LIZING"]},
        index=list("aba"),
    )
    result = vscreen.screen(frame, vscreen.bundled_lists())
    one = result.hits[result.hits["entry"] == result.hits["entry"].iloc[0]]
    assert sorted(zip(one["row"], one["field"], strict=True)) == [
        ("a", "consignee"),
        ("a", "shipper"),
        ("a", "shipper"),
        ("b", "consignee"),
    ]
    assert one["score"].nunique() == 1
    assert result.verdicts["hits"].sum() == len(result.hits)
