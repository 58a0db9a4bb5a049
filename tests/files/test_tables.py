"""Tables below their headings, in the sheets of a workbook."""

from __future__ import annotations

from pathlib import Path

import pytest

from vscreen.errors import ListFormatError
from vscreen.files.source import Source
from vscreen.files.tables import has_table, other_sheets, read_tables


def test_tables_are_found_below_a_title_and_the_other_sheets_named(workbook) -> None:
    rows = [
        ["A title"],
        [],
        [" Ship \n name", "IMO"],
        ["MARIA", 8517839],
        ["", ""],
        ["LADY R", 9161003.0],
    ]
    source = Source(Path("a.xlsx"), workbook({"Ships": rows, "Notes": [["x"]], "Empty": []}))
    assert has_table(source, {"Ship name", "IMO"})
    (table,) = read_tables(source, {"Ship name", "IMO"})
    assert table.rows == (
        (4, {"Ship name": "MARIA", "IMO": "8517839"}),
        (6, {"Ship name": "LADY R", "IMO": "9161003"}),
    )
    assert other_sheets(source, [table]) == ["Notes"]
    twice = Source(Path("a.xlsx"), workbook({"S": [["IMO", "IMO"], [1, 2]]}))
    with pytest.raises(ListFormatError, match="heading 'IMO' twice"):
        read_tables(twice, {"IMO"})
