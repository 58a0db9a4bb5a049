"""Memory that is free goes back to the system, so that the next step of a screening may have it."""

from __future__ import annotations

import ctypes
import sys

import pyarrow as pa


def give_back() -> None:
    """Give back what Arrow, and the C library for threads that ended, keep for later use.

    Only glibc keeps much, and only it has ``malloc_trim``.
    """
    pa.default_memory_pool().release_unused()
    if sys.platform == "linux" and (trim := getattr(ctypes.CDLL(None), "malloc_trim", None)):
        trim(0)
