"""Tests of columnar/state: objects as named arrays, and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import numpy as np
import pytest

from vscreen.columnar.state import from_arrays, to_arrays
from vscreen.columnar.strings import Packed


class Shelf:
    STATE: ClassVar[Mapping[str, Any]] = {
        "counts": np.ndarray, "names": Packed, "others": dict[str, Packed],
    }  # fmt: skip

    def __init__(self) -> None:
        self.counts = np.array([1, 2])
        self.names = Packed.of(["SEA", ""])
        self.others = {"a/b".replace("/", "_"): Packed.of(["A"]), "empty": Packed.of([])}
        self.remembered = "not saved"


def test_an_object_comes_back_from_its_arrays() -> None:
    arrays = to_arrays(Shelf())
    assert all(isinstance(array, np.ndarray) for array in arrays.values())
    shelf = from_arrays(Shelf, arrays)
    assert shelf.counts.tolist() == [1, 2]
    assert shelf.names[:].tolist() == ["SEA", ""]
    assert {name: part[:].tolist() for name, part in shelf.others.items()} == {
        "a_b": ["A"], "empty": [],
    }  # fmt: skip


def test_only_what_a_class_lists_is_saved() -> None:
    assert not hasattr(from_arrays(Shelf, to_arrays(Shelf())), "remembered")


def test_a_missing_array_is_named() -> None:
    arrays = to_arrays(Shelf())
    del arrays["names/start"]
    with pytest.raises(KeyError, match="start"):
        from_arrays(Shelf, arrays)
