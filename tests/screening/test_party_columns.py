"""The distinct parties of a manifest, and which party each row names in each column."""

from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from vscreen import Policy
from vscreen.screening.party_columns import read_parties, single_row

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
    cells = read_parties(pd.DataFrame(rows), mapping, Policy())
    for at, row in enumerate(rows):
        alone = single_row(row, mapping, Policy())
        for (parties, columns), wanted in zip(cells.fields, alone, strict=True):
            codes = np.array([column.codes[at] for column in columns], np.int64)
            assert set(parties.some(codes[codes >= 0]).values()) == set(wanted)


def test_a_field_that_the_policy_leaves_out_makes_no_party() -> None:
    frame = pd.DataFrame({"vessel": ["A"], "shipper": ["B"]})
    cells = read_parties(
        frame, {"vessel": "vessel", "shipper": "shipper"}, Policy(fields=("vessel",))
    )
    assert cells.roles == ("vessel",)
