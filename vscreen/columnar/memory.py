"""Memory that is free goes back to the system, so that the next step of a screening may have it."""

from __future__ import annotations

import ctypes
import sys
from typing import Final

import pyarrow as pa

_WORTH: Final = 10_000
"""So many texts or rows leave enough behind to look for it; a look-up doesn't, and can't wait."""


def give_back(after: int) -> None:
    """Give back what Arrow and the C library keep for later use, after work on so many things.

    Only glibc keeps much, and only it has ``malloc_trim``.
    """
    if after < _WORTH:
        return
    pa.default_memory_pool().release_unused()
    if sys.platform == "linux" and (trim := getattr(ctypes.CDLL(None), "malloc_trim", None)):
        trim(0)
