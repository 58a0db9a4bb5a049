"""Parties meet the entries that have their number."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

import vscreen
from vscreen import Kind, Policy, Scheme
from vscreen.columnar.distinct import as_arrow
from vscreen.identifiers.columns_bulk import Numbers
from vscreen.lists.reading import ListEntry, assemble
from vscreen.scoring.parties import Party
from vscreen.search.identifier_index import IdentifierIndex
from vscreen.search.list_index import ListIndex
from vscreen.snapshots.read import take_snapshot


@given(
    st.lists(
        st.sampled_from(["9161003", "9179842", "916103", "9161004", "9116003", ""]),
        min_size=1,
        max_size=4,
    ),
    st.lists(st.sampled_from(["9161003", "9179842", "9161008"]), min_size=1, max_size=4),
)
def test_parties_meet_the_entries_whose_number_is_equal_or_one_slip_off(
    asked: list[str], listed: list[str]
) -> None:
    from vscreen.identifiers.imo import imo_deletions, is_valid_imo_ship

    entries = []
    for key, number in enumerate(listed):
        entry = ListEntry(str(key), Kind.VESSEL, f"HERON {key}")
        entry.add_identifier(Scheme.IMO_SHIP, number)
        entries.append(entry)
    lists = vscreen.Lists(
        (take_snapshot(assemble("own", entries, reader="test", version="1", sources=())),)
    )
    index = ListIndex(lists, Policy())
    for number in asked:
        wanted = {
            at for at, one in enumerate(listed)
            if number and (one == number or (not is_valid_imo_ship(number) and imo_deletions(one)
                & imo_deletions(number)))
        }  # fmt: skip
        assert set(index.find_one(Party("vessel", imo=number))[0]) == wanted


values = st.lists(st.sampled_from(["9161003", "9179842", "1", ""]), max_size=6)


@given(values, values)
def test_equal_numbers_meet_of_many_and_of_one(listed: list[str], given: list[str]) -> None:
    owners = np.arange(len(listed)) + 10
    index = IdentifierIndex(Numbers(owners, as_arrow(listed)))
    owner, entry = index.pairs(Numbers(np.arange(len(given)), as_arrow(given)))
    wanted = {(g, o + 10) for g, a in enumerate(given) for o, b in enumerate(listed) if a == b}
    assert sorted(zip(owner.tolist(), entry.tolist(), strict=True)) == sorted(wanted)
    assert {(g, e) for g, value in enumerate(given) for e in index.entries_with(value)} == wanted
