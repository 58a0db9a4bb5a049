"""Tests of columnar/memory."""

from __future__ import annotations

import sys

import numpy as np
import pyarrow as pa
import pytest

from vscreen.columnar.memory import give_back


@pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux tells how much memory a process holds"
)
def test_what_arrow_keeps_for_later_is_given_back_after_much_work() -> None:
    pool = pa.default_memory_pool()
    del_ = pa.array(np.arange(5_000_000))
    del del_
    give_back(after=10_000_000)
    assert pool.bytes_allocated() < 40_000_000
