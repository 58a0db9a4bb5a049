"""Free memory goes back to the system, measured by what the process holds."""

from __future__ import annotations

import ctypes
import gc
import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from vscreen.columnar.memory import give_back

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not hasattr(ctypes.CDLL(None), "malloc_trim"),
    reason="only glibc keeps much free memory, and only Linux says what a process holds",
)

COUNT, SIZE = 64_000, 1_000  # 64 MB in pieces too small for the allocators to unmap by themselves
MUCH = COUNT * SIZE / 2


def resident() -> int:
    """Bytes of this process that are in memory."""
    gc.collect()
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return 1024 * int(status.partition("VmRSS:")[2].split()[0])


def leave_free_memory_behind() -> list[bytes]:
    """Fill and free 64 MB of the C library's memory; what is returned lies above it in the heap."""
    pieces = [bytes([1]) * SIZE for _ in range(COUNT)]
    above = [bytes([2]) * SIZE for _ in range(100)]
    del pieces
    return above


def leave_free_arrow_memory_behind() -> list[pa.Buffer]:
    """Fill and free 64 MB of Arrow's memory, but for a buffer of every thousand."""
    buffers = [pa.allocate_buffer(SIZE) for _ in range(COUNT)]
    for buffer in buffers:
        np.frombuffer(buffer, np.uint8)[:] = 7
    return buffers[::1000]


def test_memory_that_the_c_library_has_free_goes_back_after_much_work() -> None:
    above = leave_free_memory_behind()
    before = resident()
    give_back(after=10_000)
    assert before - resident() > MUCH
    assert above[0] == bytes([2]) * SIZE


@pytest.mark.skipif(
    pa.default_memory_pool().backend_name == "jemalloc",
    reason="jemalloc gives memory back by itself, in its own time",
)
def test_memory_that_arrow_has_free_goes_back_and_what_it_holds_stays() -> None:
    before = resident()
    held = leave_free_arrow_memory_behind()
    give_back(after=10_000)
    assert resident() - before < MUCH
    assert all(buffer.to_pybytes() == bytes([7]) * SIZE for buffer in held)


def test_a_look_up_does_not_wait_for_it() -> None:
    above = leave_free_memory_behind()
    before = resident()
    give_back(after=9_999)
    assert before - resident() < MUCH / 4
    give_back(after=10_000)  # there was something to give back
    assert before - resident() > MUCH
    assert above
