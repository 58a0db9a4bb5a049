"""OFAC's SDN XML says what its CSV says."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest
from listing import edited, identifiers, links, names, read_as

from vscreen.errors import EmptyListError, ListFormatError
from vscreen.lists.us.ofac_xml import READER
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.read import read_lists


def entry(lists: Lists, name: str) -> pd.Series:
    return lists.entries.set_index("entry").loc[name]


@pytest.fixture(scope="module")
def xml_list(list_fixtures: Path) -> Lists:
    return read_as(READER, list_fixtures / "ofac-xml")


def test_the_xml_says_the_same_of_a_ship(xml_list: Lists) -> None:
    assert names(xml_list, "us-sdn:101") == {
        "BLUE HERON": "primary",
        "SEA HERON": "strong_alias",
        "HERON": "weak_alias",
        "GREY HERON": "former",
        "HERON III": "strong_alias",
    }
    assert ("imo_ship", "9000003") in identifiers(xml_list, "us-sdn:101")
    assert links(xml_list, "us-sdn:101") == {
        ("owner", "Heron Owners S.A.", ""),
        ("linked_to", "HERON SHIPPING CO. (ASIA)", "us-sdn:102"),
        ("linked_to", "SECOND OWNER", ""),
    }
    assert entry(xml_list, "us-sdn:101")["gross_tonnage"] == 56068


def test_the_xml_prints_persons_as_the_csv_does(xml_list: Lists) -> None:
    person = entry(xml_list, "us-sdn:103")
    assert person["name"] == "TESTOV, Ivan Petrovich"
    assert (person["countries"], person["birth_date"]) == ("Russia;Belarus", "31 May 1960")
    assert str(xml_list.snapshots[0].published) == "2021-03-10"


def test_the_xml_is_read_under_either_namespace(list_fixtures: Path, tmp_path: Path) -> None:
    text = (list_fixtures / "ofac-xml" / "sdn.xml").read_text("utf-8")
    new = "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/XML"
    (tmp_path / "new.xml").write_text(text.replace("http://tempuri.org/sdnList.xsd", new), "utf-8")
    (tmp_path / "none.xml").write_text(re.sub(r' xmlns="[^"]*"', "", text), "utf-8")
    for name in ("new.xml", "none.xml"):
        assert len(read_lists(tmp_path / name).entries) == 4


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("<Record_Count>4<", "<Record_Count>5<", "holds 4 entries and says that it holds 5"),
        ("<Record_Count>4<", "<Record_Count>many<", "Record_Count is 'many'"),
        ("<Publish_Date>03/10/2021<", "<Publish_Date>soon<", "Publish_Date is 'soon'"),
        ("<uid>102</uid>", "<uid>101</uid>", "the entry 101 stands in it twice"),
        ("<sdnType>Vessel<", "<sdnType>Submarine<", "type 'Submarine'"),
        ("<category>weak<", "<category>feeble<", "unknown type"),
        ("<?xml", "<!DOCTYPE sdnList><?xml", "it has a DOCTYPE"),
        ('"yes"?>', '"yes"?><!DOCTYPE sdnList [<!ENTITY a "b">]>', "it has a DOCTYPE"),
        ("<uid>104</uid>", "<a>" * 100_000 + "</a>" * 100_000, "not whole XML"),
    ],
)
def test_a_wrong_xml_is_refused(
    list_fixtures: Path, tmp_path: Path, old: str, new: str, message: str
) -> None:
    edited(list_fixtures / "ofac-xml" / "sdn.xml", tmp_path, old, new)
    with pytest.raises(ListFormatError, match=message):
        read_lists(tmp_path)


def test_a_doctype_behind_a_false_root_is_refused(list_fixtures: Path, tmp_path: Path) -> None:
    path = list_fixtures / "ofac-xml" / "sdn.xml"
    edited(path, tmp_path, '"yes"?>', '"yes"?><!-- <sdnList > --><!DOCTYPE sdnList []>')
    with pytest.raises(ListFormatError, match="it has a DOCTYPE"):
        read_lists(tmp_path)


def test_an_xml_without_entries_is_empty(tmp_path: Path) -> None:
    (tmp_path / "sdn.xml").write_text(
        "<sdnList><publshInformation><Publish_Date>03/10/2021</Publish_Date>"
        "<Record_Count>0</Record_Count></publshInformation></sdnList>",
        "utf-8",
    )
    with pytest.raises(EmptyListError, match="holds no entries"):
        read_lists(tmp_path)
