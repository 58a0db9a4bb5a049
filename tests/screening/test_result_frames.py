"""From hits on parties back to rows."""

from __future__ import annotations

import pandas as pd

import vscreen


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
