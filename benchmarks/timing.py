"""How long work takes, several times over: machines are noisy, so the spread is told as well."""

from __future__ import annotations

import statistics
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

STATUS = Path("/proc/self/status")


@dataclass(frozen=True)
class Spread:
    """Median, least and most of some measurements."""

    median: float
    least: float
    most: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Spread:
        """Return the spread of at least one value."""
        return cls(statistics.median(values), min(values), max(values))

    def __str__(self) -> str:
        return f"{self.median:,.3g} ({self.least:,.3g} to {self.most:,.3g})"


@dataclass(frozen=True)
class Taken:
    """Seconds on the clock and of the processor, of each run."""

    wall: tuple[float, ...]
    cpu: tuple[float, ...]

    def over(self, other: Taken) -> Spread:
        """Return how many times as long as ``other`` it took, run by run."""
        return Spread.of([a / b for a, b in zip(self.wall, other.wall, strict=True)])


def take(work: Callable[[], object]) -> tuple[float, float]:
    """Return the seconds that ``work`` takes: wall, processor."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - cpu


def side_by_side(runs: int, *works: Callable[[], object]) -> list[Taken]:
    """Time works in turns, so that a busy moment of the machine meets all of them."""
    rounds = [[take(work) for work in works] for _ in range(runs)]
    return [
        Taken(tuple(one[at][0] for one in rounds), tuple(one[at][1] for one in rounds))
        for at in range(len(works))
    ]


class Memory:
    """The resident memory of this process while something runs, in megabytes, 50 times a second.

    Examples
    --------
    >>> with Memory() as memory:
    ...     held = bytearray(50_000_000)
    >>> memory.added >= 0
    True
    """

    def __enter__(self) -> Memory:
        self.before = resident()
        self.seen = [(0.0, self.before)]
        self._done = threading.Event()
        self._began = time.perf_counter()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()
        return self

    def _watch(self) -> None:
        while not self._done.wait(0.02):
            self.seen.append((time.perf_counter() - self._began, resident()))

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    @property
    def added(self) -> float:
        """The peak above what was there before."""
        return max(size for _, size in self.seen) - self.before

    def over_time(self, points: int = 12) -> list[tuple[float, int]]:
        """Return some of the samples: seconds, megabytes above the start."""
        step = max(len(self.seen) // points, 1)
        return [(round(at, 2), round(size - self.before)) for at, size in self.seen[::step]]


def resident() -> float:
    """Return the resident memory of this process in megabytes; 0 where the system doesn't say."""
    if not STATUS.exists():
        return 0.0
    line = next(line for line in STATUS.read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024
