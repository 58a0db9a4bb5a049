"""OFAC's Advanced and Enhanced XML."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from listing import read_as

from vscreen.errors import ListFormatError
from vscreen.lists.reader import Reader
from vscreen.lists.us import ofac_advanced, ofac_enhanced
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.read import read_lists

pytestmark = pytest.mark.filterwarnings("ignore::vscreen.errors.ListWarning")


def ships_numbers(lists: Lists) -> set[tuple[str, ...]]:
    """The identifiers of the ships; the samples' companies differ from file to file."""
    ships = lists.entries.loc[lists.entries["kind"] == "vessel", "entry"]
    of_ships = lists.identifiers[lists.identifiers["entry"].isin(ships)]
    return set(map(tuple, of_ships[["entry", "scheme", "value"]].to_numpy().tolist()))


@pytest.mark.parametrize(
    ("reader", "name"),
    [
        (ofac_advanced.READER, "us-ofac-sdn-advanced-xml/SDN_ADVANCED.XML"),
        (ofac_enhanced.READER, "us-ofac-sdn-enhanced-xml/SDN_ENHANCED.XML"),
        (ofac_enhanced.READER, "us-ofac-sdn-enhanced-xml/SDN_ENHANCED.ZIP"),
    ],
)
def test_an_xml_has_the_entries_and_ships_numbers_of_the_fixed_width(
    shared: Path, reader: Reader, name: str
) -> None:
    samples = shared / "lists" / "_samples"
    fixed = read_lists(samples / "us-ofac-fixed-width")
    xml = read_as(reader, samples / name)
    columns = ["entry", "kind", "name", "flag", "gross_tonnage"]
    of_fixed, of_xml = (lists.entries[columns].sort_values("entry") for lists in (fixed, xml))
    pd.testing.assert_frame_equal(of_fixed, of_xml, check_index_type=False)
    assert ships_numbers(fixed) == ships_numbers(xml)


def test_a_sanctions_entry_that_names_no_list_takes_nobody_off(
    shared: Path, tmp_path: Path
) -> None:
    folder = shared / "lists" / "_samples" / "us-ofac-sdn-advanced-xml"
    text = (folder / "SDN_ADVANCED.XML").read_text("utf-8")
    damaged = text.replace('ProfileID="37098" ListID="1550"', 'ProfileID="37098" TistID="1550"')
    assert damaged != text
    (tmp_path / "sdn.xml").write_text(damaged, "utf-8")
    with pytest.raises(ListFormatError, match="entry of the party 37098 names no list"):
        read_lists(tmp_path)
