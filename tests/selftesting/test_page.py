"""The pictures of a self-test's page."""

from __future__ import annotations

from vscreen.selftesting.page import Axis


def test_ticks_of_an_axis_are_round_and_lie_within_it() -> None:
    assert Axis(70, 100, 0, 300).ticks == [70, 80, 90, 100]
    assert Axis(70, 100, 0, 300).at(85) == 150.0
