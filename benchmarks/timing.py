"""How long work takes, measured several times: machines are noisy, so the range counts too."""

from __future__ import annotations

import statistics
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

STATUS = Path("/proc/self/status")


@dataclass(frozen=True)
class Summary:
    """Median, least and greatest value of some measurements."""

    median: float
    least: float
    most: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Summary:
        """Return the summary of a non-empty sequence of values."""
        return cls(statistics.median(values), min(values), max(values))

    def __str__(self) -> str:
        return f"{self.median:,.3g} ({self.least:,.3g} to {self.most:,.3g})"


@dataclass(frozen=True)
class Timings:
    """Wall-clock and processor seconds of each run."""

    wall: tuple[float, ...]
    cpu: tuple[float, ...]

    def over(self, other: Timings) -> Summary:
        """Return the ratio of the wall-clock seconds to those of ``other``, run by run."""
        return Summary.of([a / b for a, b in zip(self.wall, other.wall, strict=True)])


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Return the seconds that ``work`` takes: on the wall clock, and of the processor."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - cpu


def side_by_side(runs: int, *works: Callable[[], object]) -> list[Timings]:
    """Measure works in turns, so that a busy moment of the machine slows all of them."""
    rounds = [[timed(work) for work in works] for _ in range(runs)]
    return [
        Timings(tuple(wall for wall, _ in runs_of_work), tuple(cpu for _, cpu in runs_of_work))
        for runs_of_work in zip(*rounds, strict=True)
    ]


class Memory:
    """Samples the resident memory of this process in a `with` block, 50 times a second.

    All sizes are in megabytes.

    Examples
    --------
    >>> with Memory() as memory:
    ...     data = bytearray(50_000_000)
    >>> memory.added >= 0
    True
    """

    def __enter__(self) -> Memory:
        self.before = resident()
        self.samples = [(0.0, self.before)]
        self._stop = threading.Event()
        self._start = time.perf_counter()
        self._thread = threading.Thread(target=self._sample, daemon=True)
        self._thread.start()
        return self

    def _sample(self) -> None:
        while not self._stop.wait(0.02):
            self.samples.append((time.perf_counter() - self._start, resident()))

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    @property
    def added(self) -> float:
        """The peak above the memory at the start."""
        return max(size for _, size in self.samples) - self.before

    def over_time(self, points: int = 12) -> list[tuple[float, int]]:
        """Return some of the samples: seconds, megabytes above the start."""
        step = max(len(self.samples) // points, 1)
        return [
            (round(seconds, 2), round(size - self.before)) for seconds, size in self.samples[::step]
        ]


def resident() -> float:
    """Return the resident memory of this process in megabytes; 0 where it is unknown."""
    if not STATUS.exists():
        return 0.0
    line = next(line for line in STATUS.read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024
