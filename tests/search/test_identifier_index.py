"""Parties meet the entries that have their number."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

import vscreen
from vscreen import Kind, Policy, Scheme
from vscreen.lists.reading import ListEntry, assemble
from vscreen.scoring.parties import Party
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
