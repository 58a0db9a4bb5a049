"""Work on several things at once, the thread that asks for it taking its share."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")
Done = TypeVar("Done")


def side_by_side(
    work: Callable[[Item], Done], items: Iterable[Item], *, threads: int
) -> Sequence[Done]:
    """Return what ``work`` makes of each item, in their order; an error ends it.

    This thread is one of the ``threads``: what a thread of its own asked memory for, glibc keeps
    for the next one, even when it is given back (`vscreen.memory`).

    Examples
    --------
    >>> side_by_side(len, ["MARIA", "ANGARA"], threads=2)
    [5, 6]
    """
    numbered = list(enumerate(items))
    done: dict[int, Done] = {}
    waiting = deque(numbered)

    def take_turns() -> None:
        while waiting:
            try:
                place, item = waiting.popleft()
            except IndexError:  # another thread was faster
                return
            try:
                done[place] = work(item)
            except BaseException:
                waiting.clear()  # what comes now is for nothing
                raise

    with ThreadPoolExecutor(max(threads - 1, 1)) as pool:
        others = [pool.submit(take_turns) for _ in range(min(threads, len(numbered)) - 1)]
        take_turns()
        for other in others:
            other.result()
    return [done[place] for place, _ in numbered]
