"""The pictures of a self-test's page."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vscreen.selftesting.page import Axis


def test_ticks_of_an_axis_are_round_and_lie_within_it() -> None:
    assert Axis(70, 100, 0, 300).ticks == [70, 80, 90, 100]
    assert Axis(70, 100, 0, 300).at(85) == 150.0


@given(st.floats(-1e4, 1e4), st.floats(0.5, 1e4))
def test_an_axis_has_a_few_round_ticks_within_its_ends(low: float, length: float) -> None:
    axis = Axis(low, low + length, 50, 250)
    assert 2 <= len(axis.ticks) <= 8
    assert all(low - 1e-6 * length <= tick <= low + length + 1e-6 * length for tick in axis.ticks)
    assert float(f"{axis.step:e}"[0]) in (1, 2, 5)
