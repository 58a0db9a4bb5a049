"""Tests of search/hash_index."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from vscreen.search.hash_index import HashIndex, KeyIndex

hashes = st.lists(
    st.sampled_from([0, 1, 2, 1 << 40, (1 << 63) + 1, (1 << 64) - 2, (1 << 64) - 1]), max_size=8
)


@given(hashes, hashes)
def test_equal_hashes_meet_each_as_often_as_it_is_filed(filed: list[int], asked: list[int]) -> None:
    index = HashIndex(np.array(filed, np.uint64))
    place, at = index.pairs(np.array(asked, np.uint64))
    found = sorted(zip(place.tolist(), index.order[at].tolist(), strict=True))
    assert found == [
        (i, j) for i, one in enumerate(asked) for j, other in enumerate(filed) if one == other
    ]
    owners = np.arange(len(filed)) + 7
    query, owner, price = KeyIndex(np.array(filed, np.uint64), owners, owners / 2).pairs(
        np.array(asked, np.uint64)
    )
    assert sorted(zip(query.tolist(), owner.tolist(), strict=True)) == [
        (i, j + 7) for i, j in found
    ]
    assert price.tolist() == (owner / 2).tolist()
    for key in asked:
        alone = index.order[index.range_of(key)].tolist()
        assert sorted(alone) == [at for at, other in enumerate(filed) if other == key]
