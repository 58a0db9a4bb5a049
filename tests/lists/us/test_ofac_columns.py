"""The words and headings of OFAC's files without markup."""

from __future__ import annotations

import pytest

from vscreen.lists.us.ofac_columns import (
    ADDRESSES,
    COMMENTS,
    HEADINGS,
    NEEDED,
    find_headings,
    kinds_of,
)


@pytest.mark.parametrize(
    ("printed", "role"),
    [
        ("Ent_Num|SDN Name|sdn-type|Programs|REMARKS", "primary"),
        ("uid|Name|Type|Program|Remarks|Vessel Owner", "primary"),
        ("Entity ID|SDN Name|SDN Type|Program(s)|Remarks", "primary"),
        ("Entity ID|Name|Type|Program(s)|Remarks", ""),
        ("ent_num|add_num|Address|City|Country", ADDRESSES),
        ("ent_num|remarks_extended", COMMENTS),
        ("name|type|program|remarks", ""),
        ("source|entity_number|type|programs|name|remarks", ""),
        ("ent_num|SDN_Name|name|SDN_Type|Program|Remarks", ""),
    ],
)
def test_a_file_is_known_by_its_headings(printed: str, role: str) -> None:
    found = find_headings(printed.split("|"))
    assert (found[0] if found else "") == role


def test_every_needed_column_has_a_spelling() -> None:
    assert all(NEEDED[role] <= set(spellings.values()) for role, spellings in HEADINGS.items())


@pytest.mark.parametrize(
    ("printed", "remarks", "kinds"),
    [
        ("craft", "Aircraft Operator HERON AIR; Aircraft Tail Number EP-TST.", "aircraft"),
        ("", "Former Vessel Flag Malta; MMSI 572469210.", "vessel"),
        ("boat", "Vessel Registration Identification IMO 9000003.", "vessel"),
        ("?", "nationality Russia; Gender Male.", "person"),
        ("", "Tax ID No. 7707083893 (Russia); Linked To: GENDER HOLDING.", "organization vessel"),
        ("Vesel", "", "vessel"),
        ("-0-", "MMSI 572469210.", "organization"),
        ("Ship", "DOB 1962.", "vessel"),
    ],
)
def test_a_kind_is_told_by_the_type_else_by_the_remarks(
    printed: str, remarks: str, kinds: str
) -> None:
    assert " ".join(kinds_of({"type": printed, "remarks": remarks})) == kinds
