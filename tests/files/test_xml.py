"""Tests of files/xml."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from vscreen.errors import ListFormatError
from vscreen.files.source import Source
from vscreen.files.xml import Node, parse_xml, records_of_other_names, stream_xml

ROOT = re.compile(rb"<list\b")


def source_of(data: bytes, name: str = "list.json") -> Source:
    return Source(Path(name), data)


@pytest.mark.parametrize("way", ["whole", "stream"])
@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'<!DOCTYPE list [<!ENTITY x "y">]><list><a>&x;</a></list>', "DOCTYPE"),
        (b"<list><a>1</a>", "not whole XML"),
        (b"<list>" + b"<b>" * 300 + b"</b>" * 300 + b"</list>", "not whole XML"),
        (
            '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE list><list><a/></list>'.encode(
                "utf-16"
            ),
            "DOCTYPE",
        ),
    ],
)
def test_xml_with_a_doctype_cut_or_nested_too_deep_is_refused(
    way: str, data: bytes, said: str
) -> None:
    with pytest.raises(ListFormatError, match=said):
        parse_xml(source_of(data), ROOT) if way == "whole" else list(
            stream_xml(source_of(data), ROOT, ["a"])
        )


def test_a_stream_yields_what_the_tree_holds_under_any_namespace() -> None:
    data = b'<list xmlns="urn:x"><a>1<!-- no end --> 2</a><c><a> 3 </a></c></list>'
    whole = [Node(one).value for one in parse_xml(source_of(data), ROOT).iter("{*}a")]
    assert [one.value for one in stream_xml(source_of(data), ROOT, ["a"])] == whole == ["1 2", "3"]


def test_a_blank_line_before_the_declaration_does_no_harm() -> None:
    data = b'\r\n<?xml version="1.0"?><list><a>1</a></list>'
    assert Node(parse_xml(source_of(data), ROOT)).text("a") == "1"
    assert [one.value for one in stream_xml(source_of(data), ROOT, ["a"])] == ["1"]


SHIPS = b"<ships><ship><name>MARIA</name><imo>8517839</imo></ship></ships>"
BOAT = b"<boat><name>LADY R</name><imo>9161003</imo></boat>"


@pytest.mark.parametrize(
    "data",
    [
        SHIPS.replace(b"</ships>", BOAT + b"</ships>"),
        SHIPS.replace(b"<ships>", b"<ships>" + BOAT),
        b"<list>" + SHIPS + b"\n<boats>\n" + BOAT + b"</boats></list>",
        b"<list><boats>" + BOAT + b"</boats>" + SHIPS + b"</list>",
        re.sub(rb"<(?=\w)", b"<n:", SHIPS.replace(b"</ships>", BOAT + b"</ships>")).replace(
            b"</", b"</n:"
        ),
    ],
    ids=["behind", "before", "in others behind", "in others before", "with a prefix"],
)  # fmt: skip
def test_a_record_of_another_name_is_found(data: bytes) -> None:
    assert records_of_other_names(data, ["ship"]) == {"boat": 1}


def test_a_record_of_another_name_is_found_farther_off_and_behind_what_is_empty() -> None:
    other = b"<boats>" + BOAT + b"</boats>"
    for between in (b"<planes/>", b"<note>none</note>", b"<planes/><note>none</note><trains/>"):
        assert records_of_other_names(b"<list>" + SHIPS + between + other + b"</list>", ["ship"])
        assert records_of_other_names(b"<list>" + other + between + SHIPS + b"</list>", ["ship"])


@pytest.mark.parametrize(
    "other",
    [
        b"<made><day>9</day><count>1</count></made>",
        b"<place><city>Seoul</city><imo/><street/></place>",
        b"<!-- " + BOAT + b" -->",
        b"<note>LADY R</note>",
    ],
)
def test_what_else_stands_beside_records_is_none(other: bytes) -> None:
    assert not records_of_other_names(b"<list>" + other + SHIPS + other + b"</list>", ["ship"])
    assert not records_of_other_names(SHIPS.replace(b"</ships>", other + b"</ships>"), ["ship"])
