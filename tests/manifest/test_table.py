"""Tables with other headings as one, each cell under what it stood under."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vscreen.manifest.layout.known import Known
from vscreen.manifest.layout.table import Table, together

headings = st.lists(st.sampled_from(["Vessel", "IMO", "Shipper", "Port", "Qty", ""]), max_size=5)


def of(heads: list[str], lines: list[int], tag: str) -> Table:
    columns = [[f"{tag}{column}.{line}" for line in lines] for column in range(len(heads))]
    unread = {(0, 0): tag} if lines and heads else {}
    return Table(heads, columns, lines, [(99, "why", tag)], unread=unread)


@given(headings, headings, st.integers(0, 3), st.integers(1, 3))
def test_every_cell_stands_under_its_heading_and_none_is_lost(
    one: list[str], two: list[str], height: int, other: int
) -> None:
    first, second = of(one, list(range(height)), "a"), of(two, list(range(other)), "b")
    both = together([first, second], Known())
    assert list(both.lines) == [*range(height), *range(other)]
    cells = [str(cell) for column in both.columns for cell in column if cell]
    assert sorted(cells) == sorted(
        cell for table in (first, second) for column in table.columns for cell in column
    )
    for heads, tag in ((one, "a"), (two, "b")):
        for position, heading in enumerate(heads):
            for where, column in enumerate(both.columns):
                if any(str(cell).startswith(f"{tag}{position}.") for cell in column):
                    assert both.headings[where] == heading
    assert len(both.rejected) == 2


def test_what_can_not_be_read_moves_with_its_cell() -> None:
    both = together([of(["Port"], [1, 2], "a"), of(["IMO"], [3], "b")], Known())
    assert both.unread == {(0, 0): "a", (2, 1): "b"}


def test_a_field_of_the_vessel_is_one_column_whatever_it_is_called() -> None:
    both = together([of(["Vessel"], [1], "a"), of(["Ship"], [2], "b")], Known())
    assert both.headings == ["Vessel"]


def test_columns_of_parties_stay_apart_unless_they_are_called_the_same() -> None:
    both = together([of(["Shipper"], [1], "a"), of(["Exporter"], [2], "b")], Known())
    assert both.headings == ["Shipper", "Exporter"]


def test_one_table_is_itself() -> None:
    table = of(["Vessel"], [1], "a")
    assert together([table], Known()) is table
