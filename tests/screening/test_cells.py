"""The cells of a manifest's columns as text."""

from __future__ import annotations

import pandas as pd

from vscreen.screening.cells import read_cells


def test_names_of_companies_share_their_texts_and_columns_stay_in_order() -> None:
    frame = pd.DataFrame({"ship": ["A"], "to": ["B"], "port": ["C"], "from": ["B"]})
    mapping = {"ship": "vessel", "to": "consignee", "from": "shipper"}
    columns = read_cells(frame, mapping, {"vessel", "consignee", "shipper"})
    assert [(column.heading, column.field) for column in columns] == [
        ("ship", "vessel"), ("to", "consignee"), ("from", "shipper"),
    ]  # fmt: skip
    assert columns[1].cells.texts is columns[2].cells.texts
    assert [column.cells.to_pylist() for column in columns] == [["A"], ["B"], ["B"]]


def test_what_is_no_text_is_empty_and_told_by_its_row() -> None:
    [column] = read_cells(pd.DataFrame({"v": ["A", ["B"]]}), {"v": "vessel"}, {"vessel"})
    assert column.cells.to_pylist() == ["A", ""]
    assert column.strange == {1: "list"}
