from __future__ import annotations

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vscreen.threads import side_by_side


@given(st.lists(st.integers()), st.integers(1, 4))
def test_what_is_done_comes_in_the_order_of_the_items(items: list[int], threads: int) -> None:
    assert side_by_side(lambda item: 2 * item, items, threads=threads) == [2 * n for n in items]


def test_this_thread_is_one_of_those_that_work() -> None:
    both = threading.Barrier(2, timeout=30)  # broken unless two work at once

    def work(_: int) -> int:
        both.wait()
        return threading.get_ident()

    worked = side_by_side(work, range(2), threads=2)
    assert threading.get_ident() in worked
    assert len(set(worked)) == 2


@pytest.mark.parametrize("threads", [1, 3])
def test_what_goes_wrong_in_any_thread_is_raised(threads: int) -> None:
    with pytest.raises(ZeroDivisionError):
        side_by_side(lambda item: 1 // item, [1, 1, 0, 1], threads=threads)


@pytest.mark.parametrize("threads", [1, 2])
def test_after_an_error_no_more_is_begun(threads: int) -> None:
    begun: list[int] = []

    def work(item: int) -> None:
        begun.append(item)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        side_by_side(work, range(100), threads=threads)
    assert len(begun) <= threads
