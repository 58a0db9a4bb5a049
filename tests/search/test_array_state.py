"""Tests of search/array_state."""

from __future__ import annotations

import json

import numpy as np
import pytest

from vscreen.search.array_state import LAYOUT, from_arrays, to_arrays


class Thing:
    def __init__(self, **parts: object) -> None:
        vars(self).update(parts)


def test_an_object_comes_back_with_what_it_shares_shared() -> None:
    array, table = np.arange(3), {"a": 1}
    thing = Thing(one=array, two=[array, (1.5, None, "x")], three={"k": np.int64(7)}, four=table)
    back = from_arrays(to_arrays(thing, [Thing], {"table": table}), [Thing], {"table": table})
    assert back.one is back.two[0]
    assert back.two[1] == (1.5, None, "x")
    assert (back.three["k"], back.three["k"].dtype) == (7, np.int64)
    assert back.four is table


def test_what_is_of_no_named_kind_is_left_out_and_a_strange_kind_is_refused() -> None:
    arrays = to_arrays(Thing(a=1, b=object()), [Thing], {})
    assert vars(from_arrays(arrays, [Thing], {})) == {"a": 1}
    with pytest.raises(ValueError, match="'Thing', which is not one of"):
        from_arrays(arrays, [], {})


def test_nothing_but_plain_arrays_and_json_is_held() -> None:
    arrays = to_arrays(Thing(a=np.ones(2), b="x"), [Thing], {})
    assert all(one.dtype != object for one in arrays.values())
    assert isinstance(json.loads(bytes(arrays[LAYOUT])), list)
