"""OFAC's Advanced and Enhanced XML."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from listing import edited, identifiers, links, names, read_as

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


@pytest.fixture
def path(list_fixtures: Path) -> Path:
    return list_fixtures / "ofac-advanced" / "sdn.xml"


def said(lists: Lists) -> str:
    return " ".join(lists.snapshots[0].warnings)


def cell(lists: Lists, entry: str, column: str) -> str:
    return str(lists.entries.set_index("entry").loc[entry, column])


def test_all_that_is_said_of_a_party_is_kept(path: Path) -> None:
    lists = read_as(ofac_advanced.READER, path)
    (snapshot,) = lists
    assert (snapshot.list, str(snapshot.published), snapshot.warnings) == (
        "us-sdn", "2026-10-09", (),
    )  # fmt: skip
    assert [receipt.sentence for receipt in snapshot.receipts] == ["3 parties = 3 entries"]
    assert names(lists, "us-sdn:101") == {
        "BLUE HERON": "primary",
        "СИНЯЯ ЦАПЛЯ": "native",
        "GREY HERON": "former",
        "HERON": "weak_alias",
    }
    assert ("imo_ship", "9000003") in identifiers(lists, "us-sdn:101")
    assert links(lists, "us-sdn:101") == {("linked_to", "HERON SHIPPING", "us-sdn:102")}
    assert cell(lists, "us-sdn:102", "listed_on") == "2020-05-08", "on the other list since 2014"
    assert cell(lists, "us-sdn:102", "countries") == "Iran"
    assert cell(lists, "us-sdn:102", "remarks").endswith(";Address: Tver, Iran")


@pytest.mark.parametrize(
    ("old", "new", "warning"),
    [
        (
            'ProfileID="101" ListID="1550"',
            'ProfileID="101"',
            "on no list that is known, kept: 101",
        ),
        (
            'ProfileID="103" ListID="1550"',
            'ProfileID="999" ListID="1550"',
            "points 1 times at a pr",
        ),
        ('"103" PartySubTypeID="4"', '"103" PartySubTypeID="9"', "PartySubType 9, which it does n"),
        ('AliasTypeID="1400"', 'AliasTypeID="1499"', "it points at the AliasType 1499, which"),
        (
            '<DistinctParty FixedRef="103"',
            '<DistinctParty FixedRef="102"',
            "number of another, kep",
        ),
        ('IdentityID="1001"', 'IdentityID="9"', "1 of its documents belong to no party that it"),
        ("<Year>2026</Year>", "<Year></Year>", "DateOfIssue is '' and no date"),
    ],
)
def test_a_slip_costs_a_party_a_warning_and_the_list_nothing(
    path: Path, tmp_path: Path, old: str, new: str, warning: str
) -> None:
    whole = set(read_lists(path).names["name"])
    lists = read_lists(edited(path, tmp_path, old, new))
    assert warning in said(lists)
    assert set(lists.names["name"]) == whole
    (receipt,) = lists.snapshots[0].receipts
    assert receipt.sentence == "3 parties = 3 entries"


def test_a_file_without_its_codes_is_refused(path: Path, tmp_path: Path) -> None:
    text = path.read_text("utf-8")
    bare = re.sub("<ReferenceValueSets>.*</ReferenceValueSets>", "", text, flags=re.DOTALL)
    (tmp_path / "sdn.xml").write_text(bare, "utf-8")
    with pytest.raises(ListFormatError, match=r"points at the \w+ \d+, which it does not hold"):
        read_lists(tmp_path)


def test_a_code_that_is_lost_for_many_parties_is_refused(path: Path, tmp_path: Path) -> None:
    text = path.read_text("utf-8")
    again = "".join(
        found[0].replace("103", str(number))
        for number in range(110, 130)
        for found in [
            re.search('<DistinctParty FixedRef="103">.*?</DistinctParty>', text, re.DOTALL)
        ]
        if found
    )
    text = text.replace("</DistinctParties>", f"{again}</DistinctParties>")
    (tmp_path / "sdn.xml").write_text(text.replace('Script ID="215"', 'Script ID="216"'), "utf-8")
    with pytest.raises(ListFormatError, match="points at the Script 215, which it does not hold"):
        read_lists(tmp_path)


@pytest.mark.parametrize("head", ["", "\ufeff", '<?xml version="1.0"?>\n<!-- cut -->\n'])
@pytest.mark.parametrize("part", ["DistinctParties", "DistinctParty "])
def test_parties_cut_out_of_a_file_are_refused_with_the_cause(
    path: Path, tmp_path: Path, head: str, part: str
) -> None:
    text = path.read_text("utf-8")
    cut = text[text.index(f"<{part}") : text.index("</DistinctParties>")]
    (tmp_path / "demo.xml").write_text(f"{head}{cut}</DistinctParties>", "utf-8")
    with pytest.raises(
        ListFormatError, match=r"parties cut out of OFAC's Advanced XML.*; download"
    ):
        read_lists(tmp_path)


def prefixed(text: str) -> str:
    found = re.search(' xmlns="([^"]+)"', text)
    assert found
    named = text.replace(f' xmlns="{found[1]}"', f' xmlns:o="{found[1]}"')
    return re.sub("<(/?)(?=[A-Za-z])", r"<\1o:", named)


@pytest.mark.parametrize(
    "name", ["ofac-xml/sdn.xml", "ofac-enhanced/both.xml", "ofac-advanced/sdn.xml"]
)
@pytest.mark.parametrize(
    "rewrite",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: f"\ufeff{text}",
        lambda text: re.sub(r">\s+<", "><", text),
        lambda text: re.sub(r"<\?xml.*?\?>\s*", "", text),
        prefixed,
        lambda text: text.replace("</", "<!-- <sdnEntry/><entity/><DistinctParty/> --></", 3),
        lambda text: re.sub("(<(entity|DistinctParty) .*?>|<sdnEntry>)", r"\1<x y='1'/>", text),
        lambda text: re.sub(">([A-Za-z0-9][^<>]*)<", r">  \1 <", text),
        lambda text: text.replace("true", "True"),
    ],
    ids=[
        "CR LF", "mark", "one line", "no declaration", "prefix", "comments", "unknown elements",
        "blanks", "True",
    ],
)  # fmt: skip
def test_an_xml_that_is_written_otherwise_says_the_same(
    list_fixtures: Path, tmp_path: Path, name: str, rewrite: Callable[[str], str]
) -> None:
    path = list_fixtures / name
    (tmp_path / path.name).write_text(rewrite(path.read_text("utf-8")), "utf-8", newline="")
    other, first = read_lists(tmp_path), read_lists(path)
    for frame in ("entries", "names", "identifiers", "links"):
        assert getattr(other, frame).equals(getattr(first, frame)), frame
    assert [one.receipts for one in other] == [one.receipts for one in first]
    assert all(receipt.is_exact for one in other for receipt in one.receipts)
