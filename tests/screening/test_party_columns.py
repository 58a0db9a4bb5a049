"""The distinct parties of a manifest, and which party each row names in each column."""

from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from vscreen.schema import FIELDS
from vscreen.screening.cells import read_cells
from vscreen.screening.party_columns import read_parties, single_row

words = st.sampled_from(["", "MARIA", "LADY R", "a b", "\u200b"])
numbers = st.sampled_from(["", "9161003", "6164166", "5711115", "LADY R", "12"])
CELLS = {
    "vessel": words,
    "subject": words,
    "imo": numbers,
    "mmsi": numbers,
    "shipper": words,
    "consignee": words,
    "owner": words,
    "owner_imo": numbers,
    "manager_imo": numbers,
    "owner_birth_date": st.sampled_from(["", "1962-03-04"]),
    "consignee_nationality": st.sampled_from(["", "RU"]),
    "party_country": st.sampled_from(["", "RU"]),
    "free_text": words,
}
layouts = st.sets(st.sampled_from([*CELLS]), min_size=1).map(
    lambda some: [f for f in FIELDS if f in some]
)
shipments = layouts.flatmap(
    lambda fields: st.lists(
        st.fixed_dictionaries({field: CELLS[field] for field in fields}), min_size=1, max_size=5
    )
)


@given(shipments)
def test_each_cell_holds_the_party_that_its_row_names(rows: list[dict[str, str]]) -> None:
    columns = read_parties(read_cells(pd.DataFrame(rows), {name: name for name in rows[0]}, FIELDS))
    for at, row in enumerate(rows):
        named = {
            party
            for parties, roles in columns.fields
            for role in roles
            for party in parties.some(np.array([role.codes[at]])).values()
        }
        alone = {party for parties in single_row([*row.items()]) for party in parties}
        assert {party for party in named if any_text(party)} == {p for p in alone if any_text(p)}


def any_text(party: object) -> bool:
    return any(text for name, text in vars(party).items() if name not in {"field", "country"})


@given(shipments)
def test_a_look_up_and_a_frame_of_one_row_have_their_parties_in_one_order(
    rows: list[dict[str, str]],
) -> None:
    row = rows[0]
    columns = read_parties(read_cells(pd.DataFrame([row]), {name: name for name in row}, FIELDS))
    frame = [list(p.some(np.arange(len(p), dtype=np.int64)).values()) for p, _ in columns.fields]
    assert frame == single_row([*row.items()])


def test_a_field_that_is_left_out_makes_no_party() -> None:
    frame = pd.DataFrame({"vessel": ["A"], "shipper": ["B"]})
    mapping = {"vessel": "vessel", "shipper": "shipper"}
    assert read_parties(read_cells(frame, mapping, {"vessel"})).roles == ("vessel",)
